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

resource "aws_iam_policy" "team" {
  for_each = { for file in fileset("${path.module}/teams", "*.json") : trimsuffix(file, ".json") => file }

  name   = each.key
  policy = file("${path.module}/teams/${each.value}")
}

resource "aws_iam_user_policy" "auditor" {
  for_each = var.has_auditors ? toset(["audit"]) : toset([])

  user   = aws_iam_user.auditor.name
  policy = file("${path.module}/${each.value}.json")
}

locals {
  queues = ["orders", "refunds"]
}

resource "aws_iam_group_policy" "senders" {
  for_each = {
    for queue in local.queues : queue => {
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "sqs:Sent", Resource = "arn:aws:sqs:eu-west-1:111122223333:${queue}" }]
    }
  }

  group  = "senders"
  policy = jsonencode(each.value)
}
