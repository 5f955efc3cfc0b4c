variable "region" {
  description = "Where everything runs"
  type        = string
  default     = "eu-west-1"
}

# The policies of MinIO look like those of IAM, and have actions of their own.
resource "minio_iam_policy" "admins" {
  name = "admins"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["admin:*"] }]
  })
}
