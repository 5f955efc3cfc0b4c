# A module that hands statements through: what is null is not there, and known items make known blocks.

variable "partners" {
  type = list(string)
}

locals {
  statements = [
    {
      actions   = ["s3:GetObject", "s3:ListBuckets"]
      resources = ["arn:aws:s3:::example-shared/*"]
    },
    {
      sid        = "FromTheOffice"
      effect     = "Deny"
      actions    = ["s3:DeleteObject"]
      resources  = ["arn:aws:s3:::example-shared/*"]
      conditions = [{ test = "NotIpAddress", variable = "aws:SourceIp", values = ["203.0.113.0/240"] }]
    },
  ]
}

data "aws_iam_policy_document" "shared" {
  version   = null
  policy_id = null

  dynamic "statement" {
    for_each = local.statements

    content {
      sid         = lookup(statement.value, "sid", null)
      effect      = lookup(statement.value, "effect", null)
      actions     = statement.value.actions
      not_actions = null
      resources   = statement.value["resources"]

      dynamic "condition" {
        for_each = lookup(statement.value, "conditions", [])
        iterator = each_condition

        content {
          test     = each_condition.value.test
          variable = each_condition.value.variable
          values   = each_condition.value.values
        }
      }
    }
  }
}

resource "aws_iam_policy" "shared" {
  name        = "shared"
  path        = null
  description = null
  policy      = data.aws_iam_policy_document.shared.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    dynamic "principals" {
      for_each = { Service = ["lambda.amazonaws.com", "lamda.amazonaws.com"] }

      content {
        type        = principals.key
        identifiers = principals.value
      }
    }
  }

  statement {
    actions = ["sts:AssumeRole"]

    dynamic "principals" {
      for_each = var.partners

      content {
        type        = "AWS"
        identifiers = [principals.value]
      }
    }

    dynamic "condition" {
      for_each = length(var.partners) > 0 ? ["external-id"] : []

      content {
        test     = "StringEquals"
        variable = "sts:ExternalId"
        values   = [condition.value]
      }
    }
  }
}

resource "aws_iam_role" "shared" {
  name               = "shared"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
