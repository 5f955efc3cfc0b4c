# Roles that workflows on GitHub assume.

locals {
  provider = "token.actions.githubusercontent.com"
  repositories = [
    "example-org/app",
    "example-org/infrastructure",
  ]
  subjects = [for repository in local.repositories : "repo:${repository}:ref:refs/heads/main"]
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

data "aws_iam_policy_document" "deploy" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type = "Federated"
      identifiers = [
        format("arn:%s:iam::%s:oidc-provider/%s", data.aws_partition.current.partition, data.aws_caller_identity.current.account_id, local.provider),
      ]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.provider}:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.provider}:sub"
      values   = local.subjects
    }
  }
}

resource "aws_iam_role" "deploy" {
  name               = "deploy"
  assume_role_policy = data.aws_iam_policy_document.deploy.json
}

# Every repository of everybody may assume this one.
data "aws_iam_policy_document" "plan" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["arn:aws:iam::111122223333:oidc-provider/${local.provider}"]
    }

    condition {
      test     = "StringLike"
      variable = "${local.provider}:sub"
      values   = [for organization in ["*"] : "repo:${organization}"]
    }
  }
}

resource "aws_iam_role" "plan" {
  name               = "plan"
  assume_role_policy = data.aws_iam_policy_document.plan.json
}
