locals {
  role_name     = "builder:${var.stage}"
  artifacts_arn = "arn:aws:s3:::${var.artifacts}"
  read_actions  = ["s3:GetObject", "s3:ListBuckets"]

  builder_policy = {
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["codebuild:StartBuild", "codebuild:StopBuilds"]
      Resource = "*"
    }]
  }
}
