resource "aws_iam_role" "builder" {
  name               = local.role_name
  description        = var.description
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "builder" {
  role   = aws_iam_role.builder.id
  policy = jsonencode(local.builder_policy)
}

data "aws_iam_policy_document" "artifacts" {
  statement {
    actions   = concat(local.read_actions, ["s3:PutObject"])
    resources = ["${local.artifacts_arn}/*", "arn:aws:s3:::${var.region}-cache/*"]
  }
}

resource "aws_iam_role_policy" "artifacts" {
  role   = aws_iam_role.builder.id
  policy = data.aws_iam_policy_document.artifacts.json
}
