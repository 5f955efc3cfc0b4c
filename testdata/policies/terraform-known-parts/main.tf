# Parts of these strings are known only to Terraform or AWS; what the others say is wrong or right all the same.
variable "stage" {}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = ["arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:oidc-provider/token.actions.githubusercontent.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "deploy" {
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_policy" "wrong" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sqs:SendMessage", "sqss:Get${var.stage}"]
      Resource = join(":", ["arn:aws", "sqss", data.aws_region.current.name, data.aws_caller_identity.current.account_id, var.stage])
    }]
  })
}

resource "aws_iam_role_policy" "in_a_text" {
  role   = aws_iam_role.deploy.id
  policy = <<-POLICY
    {
      "Version": "2012-10-17",
      "Statement": {
        "Effect": "Allow",
        "Action": "iam:PassRole",
        "Resource": "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/*"
      }
    }
  POLICY
}

data "aws_iam_policy_document" "fine" {
  statement {
    sid     = "Read${var.stage}"
    actions = ["s3:Get${var.stage}", "${var.stage}:*"]
    resources = [
      "arn:aws:s3:::${var.stage}/&{aws:username}/*",
      "${var.stage}/*",
      "arn:aws:${var.stage}:::x",
      "arn:aws:lambda:${var.stage}:function:x",
    ]
    condition {
      test     = "IpAddress"
      variable = "aws:SourceIp"
      values   = ["${var.stage}/24"]
    }
  }
}
