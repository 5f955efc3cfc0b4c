resource "aws_secretsmanager_secret" "this" {
  name = "example"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [local.outside_organization]
  })
}

resource "aws_s3_bucket_policy" "this" {
  bucket = "example"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = flatten([local.outside_organization, local.unencrypted])
  })
}

resource "aws_dynamodb_resource_policy" "this" {
  resource_arn = "arn:aws:dynamodb:eu-west-1:111122223333:table/example"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(local.outside_organization, { Principals = { AWS = "*" } })]
  })
}
