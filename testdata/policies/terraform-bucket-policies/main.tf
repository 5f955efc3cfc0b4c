# The policy of a bucket, put together from what a module was asked for.

variable "bucket" {
  type    = string
  default = "example-logs"
}

variable "attach_elb" {
  type    = bool
  default = false
}

variable "readers" {
  type    = list(string)
  default = ["arn:aws:iam::111122223333:role/reader"]
}

locals {
  bucket_arn  = format("arn:aws:s3:::%s", var.bucket)
  objects_arn = "${local.bucket_arn}/*"

  transport = [{
    Sid       = "DenyInsecureTransport"
    Effect    = "Deny"
    Principal = "*"
    Action    = "s3:*"
    Resource  = [local.bucket_arn, local.objects_arn]
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  }]

  delivery = var.attach_elb ? [{
    Sid       = "Delivery"
    Effect    = "Allow"
    Principal = { Service = "logdelivery.elasticloadbalancing.amazonaws.com" }
    Action    = "s3:PutObject"
    Resource  = local.objects_arn
  }] : []

  readers = [for reader in var.readers : {
    Effect    = "Allow"
    Principal = { AWS = reader }
    Action    = ["s3:ListBucket", "s3:GetObject"]
    Resource  = local.objects_arn
  }]
}

resource "aws_s3_bucket_policy" "this" {
  bucket = var.bucket
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.transport, local.delivery, local.readers)
  })
}

data "aws_iam_policy_document" "elb" {
  count = var.attach_elb ? 1 : 0

  statement {
    principals {
      type        = "AWS"
      identifiers = [data.aws_elb_service_account.this[0].arn]
    }
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.this[0].arn}/*"]
  }
}

data "aws_iam_policy_document" "versions" {
  statement {
    sid    = "KeepVersions"
    effect = "Deny"
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    actions   = ["s3:DeleteObjectVersion", "s3:PutBucketVersionning"]
    resources = [local.bucket_arn, local.objects_arn]
  }
}

data "aws_iam_policy_document" "combined" {
  source_policy_documents = compact([
    var.attach_elb ? data.aws_iam_policy_document.elb[0].json : "",
    data.aws_iam_policy_document.versions.json,
  ])
}

resource "aws_s3_bucket_policy" "combined" {
  bucket = aws_s3_bucket.this[0].id
  policy = data.aws_iam_policy_document.combined.json
}
