# What is forbidden everywhere, what an endpoint lets through, and who may pull images.

locals {
  regions  = ["eu-west-1", "eu-central-1"]
  exempted = ["iam:*", "organizations:*", "route53:*", "support:*", "cloudfront:*"]
  denied   = { DenyLeave = "organizations:LeaveOrganization", DenyRoot = "*" }
}

resource "aws_organizations_policy" "regions" {
  name = "regions"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OtherRegions"
      Effect    = "Deny"
      NotAction = sort(local.exempted)
      Resource  = "*"
      Condition = {
        StringNotEquals = { "aws:RequestedRegion" = local.regions }
        ArnNotLike      = { "aws:PrincipalARN" = [for name in ["admin", "break-glass"] : "arn:aws:iam::*:role/${name}"] }
      }
    }]
  })
}

resource "aws_organizations_policy" "denied" {
  name = "denied"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [for sid, action in local.denied : {
      Sid       = sid
      Effect    = "Deny"
      Principal = "*"
      Action    = action
      Resource  = "*"
    }]
  })
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = var.vpc
  service_name = "com.amazonaws.${local.regions[0]}.s3"
  policy       = <<POLICY
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": "s3:GetObject",
      "Resource": ["arn:aws:s3:::prod-${local.regions[0]}-starport-layer-bucket/*"]
    },
    {
      "Effect": "Allow",
      "Action": "s3:GetObject",
      "Resource": ["arn:aws:s3:::${var.bucket}/*"]
    }
  ]
}
POLICY
}

data "aws_iam_policy_document" "images" {
  statement {
    sid     = "Pull"
    actions = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]

    principals {
      type        = "AWS"
      identifiers = [for account in ["111122223333", "4444-5555-6666"] : "arn:aws:iam::${account}:root"]
    }
  }
}

resource "aws_ecr_repository_policy" "images" {
  repository = "images"
  policy     = data.aws_iam_policy_document.images.json
}
