{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["dynamodb:Query", "dynamodb:GetItems"],
      "Resource": ["arn:aws:dynamodb:*:*:table/${table}", "arn:aws:dynamodb:*:*:table/${table}/index/${index}"]
    }
  ]
}
