variable "policy" {
  type = string
}

variable "actions" {
  type    = list(string)
  default = []
}

resource "aws_iam_policy" "given" {
  policy = var.policy
}

resource "aws_iam_policy" "file" {
  policy = file("${path.module}/policy.json")
}

resource "aws_iam_policy" "rendered" {
  policy = templatefile("${path.module}/policy.json.tftpl", { bucket = var.bucket })
}

resource "aws_iam_policy" "elsewhere" {
  policy = data.aws_iam_policy_document.elsewhere.json
}

resource "aws_iam_policy" "partly" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = var.effect
        Action    = var.actions
        Resource  = "arn:${data.aws_partition.current.partition}:s3:::${var.bucket}/*"
        Condition = { for key, value in var.tags : "StringEquals" => { "aws:ResourceTag/${key}" = value } }
      },
      { Effect = "Allow", Action = [for name in var.names : "s3:${name}"], Resource = [for a in var.arns : a] },
      {
        Effect    = "Allow"
        Action    = "s3:GetObject"
        Resource  = "*"
        Condition = { (var.operator) = { "s3:prefix" = "x" } }
      },
      local.more,
    ]
  })
}
