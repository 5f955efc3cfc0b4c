# Files that only the names of others lead to.

resource "aws_organizations_policy" "guardrails" {
  for_each = fileset(path.module, "guardrails/*.json")

  name    = trimsuffix(basename(each.value), ".json")
  content = file("${path.module}/${each.value}")
}

resource "aws_iam_role" "deploy" {
  for_each = toset(["plan", "apply"])

  name               = "deploy-${each.key}"
  assume_role_policy = var.trust
}

resource "aws_iam_role_policy" "deploy" {
  for_each = aws_iam_role.deploy

  role   = each.value.name
  policy = templatefile("${path.module}/${each.key}.json", { bucket = "example-state" })
}

resource "aws_sqs_queue_policy" "jobs" {
  queue_url = aws_sqs_queue.jobs.id
  policy    = jsonencode(yamldecode(file("${path.module}/queue.yaml")))
}
