# An ingest service: its role, what the role may do, and the queue and bucket that others reach.

locals {
  bucket      = "example-ingest"
  bucket_arns = ["arn:aws:s3:::${local.bucket}", "arn:aws:s3:::${local.bucket}/*"]
}

data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_iam_role" "ingest" {
  name               = "ingest"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

data "aws_iam_policy_document" "ingest" {
  statement {
    sid       = "ReadAndWrite"
    actions   = ["s3:GetObject", "s3:PutObject", "s3:ListBuckets"]
    resources = local.bucket_arns
  }

  statement {
    sid       = "OwnFolder"
    actions   = ["s3:DeleteObject"]
    resources = ["arn:aws:s3:::example-home/&{aws:username}/*"]

    condition {
      test     = "StringEqual"
      variable = "aws:PrincipalTag/team"
      values   = ["ingest"]
    }
  }

  statement {
    effect      = "Deny"
    not_actions = ["sqs:*"]
    resources   = [aws_sqs_queue.jobs.arn]
  }
}

resource "aws_iam_role_policy" "ingest" {
  role   = aws_iam_role.ingest.id
  policy = data.aws_iam_policy_document.ingest.json
}

data "aws_iam_policy_document" "jobs" {
  source_policy_documents = [data.aws_iam_policy_document.transport.json]

  dynamic "statement" {
    for_each = var.senders
    content {
      actions   = ["sqs:SendMessage"]
      resources = [aws_sqs_queue.jobs.arn]
      principals {
        type        = "AWS"
        identifiers = [statement.value]
      }
    }
  }
}

data "aws_iam_policy_document" "transport" {
  statement {
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.jobs.arn]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["no"]
    }
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_sqs_queue_policy" "jobs" {
  queue_url = aws_sqs_queue.jobs.id
  policy    = data.aws_iam_policy_document.jobs.json
}
