# What a variable is by default is what the configuration says.

variable "action" {
  type    = string
  default = "s3:GetObjekt"
}

variable "actions" {
  type    = list(string)
  default = ["sqs:SendMessage", "sqs:ReceiveMessages"]
}

variable "resource" {
  type    = string
  default = ""
}

variable "effect" {
  type = string
}

variable "policy" {
  type    = string
  default = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [{ "Effect": "Permit", "Action": "s3:ListAllMyBuckets", "Resource": "*" }]
    }
  EOT
}

variable "boundary" {
  type    = string
  default = "{}"
}

variable "tags" {
  type    = map(string)
  default = { Team = "storage", "aws:team" = "storage" }
}

variable "cluster" {
  type = object({ name = string, arns = list(string), region = optional(string) })
  default = {
    name   = "example"
    arns   = []
    region = "eu-west-1"
  }
}

resource "aws_iam_policy" "one" {
  name = "one"
  tags = var.tags
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = var.action, Resource = var.resource },
      { Effect = var.effect, Action = var.actions, Resource = "arn:aws:sqs:${var.cluster.region}:${var.cluster.name}" },
      { Effect = "Allow", Action = "eks:DescribeCluster", Resource = var.cluster.arns },
    ]
  })
}

resource "aws_iam_policy" "two" {
  name   = "two"
  policy = var.policy
}

resource "aws_iam_policy" "three" {
  name   = "three"
  policy = var.boundary
}
