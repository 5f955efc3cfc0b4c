resource "aws_iam_role" "lambda" {
  name = "lambda"

  assume_role_policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Action": "sts:AssumeRole",
      "Principal": { "Service": "lambda.amazonaws.con" },
      "Effect": "Allow",
      "Sid": ""
    }
  ]
}
EOF
}

resource "aws_s3_bucket_policy" "site" {
  bucket = aws_s3_bucket.site.id
  policy = <<-POLICY
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "Read",
          "Effect": "Allow",
          "Principal": "*",
          "Action": ["s3:GetObject", "s3:GetObjekt"],
          "Resource": ["${aws_s3_bucket.site.arn}/*", "arn:aws:s3:::example-site/$${aws:username}/*"]
        },
        {
          "Effect": "Deny",
          "Principal": { "AWS": ${jsonencode(var.blocked)} },
          "Action": "s3:*",
          "Resource": "${aws_s3_bucket.site.arn}/*",
          "Condition": { "StringNotEqual": { "aws:SourceVpce": "${var.vpce}" } }
        }
      ],
    }
  POLICY
}

resource "aws_sns_topic" "alerts" {
  name   = "alerts"
  policy = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"sns:Publsh\", \"Resource\": \"*\"}]}"
}

resource "aws_iam_group_policy" "readers" {
  group  = "readers"
  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "s3:GetObject" "Resource": "*" }
  ]
}
EOF
}
