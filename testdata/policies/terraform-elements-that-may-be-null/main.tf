# A module that takes statements of all sorts: what it hands through may be `null`, and then it is not there.

variable "statements" {
  type = any
}

locals {
  statements = [
    { actions = ["s3:GetObject"], resources = ["arn:aws:s3:::example/*"] },
    { effect = "Deny", not_actions = ["s3:GetObjekt"], not_resources = ["arn:aws:s3:::example/*"] },
  ]
}

data "aws_iam_policy_document" "known" {
  dynamic "statement" {
    for_each = local.statements

    content {
      effect        = try(statement.value.effect, "Allow")
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(statement.value.resources, null)
      not_resources = try(statement.value.not_resources, null)

      dynamic "principals" {
        for_each = try(statement.value.principals, [])

        content {
          type        = principals.value.type
          identifiers = principals.value.identifiers
        }
      }
    }
  }

  statement {
    actions       = var.statements[0].actions
    not_actions   = var.statements[0].not_actions
    resources     = ["*"]
    not_resources = ["arn:aws:s3:::example/*"]
  }
}

resource "aws_iam_policy" "known" {
  name   = "known"
  policy = data.aws_iam_policy_document.known.json
}

resource "aws_iam_policy" "encoded" {
  name = "encoded"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for statement in local.statements : {
        for name, value in {
          Effect    = "Allow"
          Action    = try(statement.actions, null)
          NotAction = try(statement.not_actions, null)
          Resource  = "*"
        } : name => value if value != null
      }
    ]
  })
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions     = ["sts:AssumeRole"]
    not_actions = var.not_actions
    resources   = var.resources

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }

    dynamic "not_principals" {
      for_each = var.not_principals

      content {
        type        = "AWS"
        identifiers = [not_principals.value]
      }
    }
  }
}

resource "aws_iam_role" "app" {
  name               = "app"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
