# One policy for each team, and one for each file.

locals {
  teams = {
    billing = {
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = ["ce:Get*", "aws-portal:ViewBilling"], Resource = "*" }]
    }
    support = {
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "support:*", Resource = "arn:aws:support:::case/*" }]
    }
  }
}

resource "aws_iam_group_policy" "team" {
  for_each = local.teams
  group    = each.key
  policy   = jsonencode(each.value)
}

resource "aws_iam_policy" "file" {
  for_each = toset(["reader", "writer", "later"])
  name     = each.key
  policy   = file("${path.module}/policies/${each.key}.json")
}

resource "aws_ssoadmin_permission_set_inline_policy" "given" {
  for_each           = var.permission_sets
  instance_arn       = var.instance
  permission_set_arn = each.value.arn
  inline_policy      = each.value.policy
}
