data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

# Only one of the first two is ever made, so that their names do not collide; the last two are.
resource "aws_iam_role" "old" {
  count              = var.is_old ? 1 : 0
  name               = "Deploy"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role" "new" {
  count              = var.is_old ? 0 : 1
  name               = "deploy"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role" "first" {
  name               = "Reader"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role" "second" {
  name               = "reader"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
