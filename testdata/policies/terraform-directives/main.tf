# Strings of which a condition or a loop decides some letters.

resource "aws_iam_policy" "reader" {
  name   = "reader"
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": ["s3:GetObject", "s3:GetObjekt"],
          "Resource": "arn:aws:s3:::example%{ if var.stage != "prod" }-${var.stage}%{ else }-live%{ endif }/*"
        }
      ]
    }
  EOT
}

resource "aws_iam_policy" "tables" {
  name = "tables"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "dynamodb:GetItems"
      Resource = "arn:aws:dynamodb:eu-west-1:111122223333:table/%{ for part in var.parts }${part}-%{ endfor }main"
    }]
  })
}

resource "aws_iam_policy" "statements" {
  name   = "statements"
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        %{ if var.stage == "prod" ~}
        { "Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*" },
        %{ endif ~}
        { "Effect": "Allow", "Action": "s3:GetObjekt", "Resource": "*" }
      ]
    }
  EOT
}
