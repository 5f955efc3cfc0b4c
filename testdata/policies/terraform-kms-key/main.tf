# A key for logs: its administrators, the services that use it, and grants for those of AWS.

data "aws_caller_identity" "current" {}
data "aws_region" "current" {}

variable "administrators" {
  type    = list(string)
  default = []
}

variable "log_group" {
  type    = string
  default = "/aws/lambda/*"
}

data "aws_iam_policy_document" "logs" {
  statement {
    sid       = "Root"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }

  dynamic "statement" {
    for_each = length(var.administrators) > 0 ? [1] : []
    content {
      sid       = "Administrators"
      actions   = ["kms:Create*", "kms:Describe*", "kms:Put*", "kms:ScheduleKeyDeletion"]
      resources = ["*"]
      principals {
        type        = "AWS"
        identifiers = var.administrators
      }
    }
  }

  statement {
    sid       = "Logs"
    actions   = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["logs.${data.aws_region.current.name}.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["arn:aws:logs:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:log-group:${var.log_group}"]
    }
  }

  statement {
    sid       = "Grants"
    actions   = ["kms:CreateGrant"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:role/backup"]
    }

    condition {
      test     = "Bool"
      variable = "kms:GrantIsForAWSResources"
      values   = [true]
    }
  }
}

resource "aws_kms_key" "logs" {
  description = "Logs"
  policy      = data.aws_iam_policy_document.logs.json
}

# A bucket is no resource of a key, and S3 gives no action to its policy.
resource "aws_kms_key" "data" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Root"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "Read"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:role/reader" }
        Action    = ["kms:Decrypt", "s3:GetObject"]
        Resource  = "*"
      },
    ]
  })
}
