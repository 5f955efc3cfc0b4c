# A module that runs a function, as modules for everybody are written.

locals {
  create_role = var.create && var.create_role
  role_name   = coalesce(var.role_name, var.function_name, "*")
  log_arn     = element(concat(data.aws_cloudwatch_log_group.this[*].arn, aws_cloudwatch_log_group.this[*].arn, [""]), 0)

  trusted_services = distinct(compact(concat(["lambda.amazonaws.com"], var.trusted_services)))
}

data "aws_iam_policy_document" "assume_role" {
  count = local.create_role ? 1 : 0

  statement {
    effect  = "Allow"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = local.trusted_services
    }

    dynamic "condition" {
      for_each = var.source_account != null ? [var.source_account] : []
      content {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [condition.value]
      }
    }
  }

  dynamic "statement" {
    for_each = var.trusted_entities
    content {
      effect  = "Allow"
      actions = ["sts:AssumeRole"]
      dynamic "principals" {
        for_each = try(statement.value.identifiers, [])
        content {
          type        = statement.value.type
          identifiers = [principals.value]
        }
      }
    }
  }
}

resource "aws_iam_role" "lambda" {
  count                 = local.create_role ? 1 : 0
  name                  = local.role_name
  path                  = var.role_path
  max_session_duration  = var.session_hours
  assume_role_policy    = data.aws_iam_policy_document.assume_role[0].json
  force_detach_policies = true
}

data "aws_iam_policy_document" "logs" {
  count = local.create_role && var.attach_logs ? 1 : 0

  statement {
    effect = "Allow"
    actions = compact([
      !var.use_existing_log_group ? "logs:CreateLogGroup" : "",
      "logs:CreateLogStream",
      "logs:PutLogEvent",
    ])
    resources = flatten([for suffix in ["%v:*", "%v:*:*"] : format(suffix, local.log_arn)])
  }
}

resource "aws_iam_policy" "logs" {
  count  = local.create_role && var.attach_logs ? 1 : 0
  name   = "${local.role_name}-logs"
  policy = data.aws_iam_policy_document.logs[0].json
}

resource "aws_iam_policy" "additional" {
  count  = length(var.policy_jsons)
  name   = "${local.role_name}-${count.index}"
  policy = var.policy_jsons[count.index]
}

resource "aws_iam_role_policy" "statements" {
  count = length(var.statements) > 0 ? 1 : 0
  role  = aws_iam_role.lambda[0].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for name, statement in var.statements : merge({ Sid = replace(name, "/[^0-9A-Za-z]*/", ""), Effect = "Allow" }, statement)]
  })
}
