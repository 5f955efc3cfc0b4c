resource "aws_iam_policy" "first" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObjekt"], Resource = "*" }]
  })
}

resource "aws_iam_policy" "second" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject" "s3:PutObject"], Resource = "*" }]
  })
}

resource "aws_iam_policy" "third" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "allow", Action = "s3:GetObject", Resource = "*" }]
  })
}

resource "aws_iam_policy" "fourth" {
  policy = <<EOT
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-home/${aws:username}/*" }
  ]
}
EOT
}
