resource "aws_iam_policy" "reports" {
  name        = "reports/${var.stage}"
  path        = "teams/reports"
  description = "Reads reports — and nothing else"
  policy      = data.aws_iam_policy_document.reports.json

  tags = {
    Team         = "reports"
    "aws:backup" = "no"
  }
}

data "aws_iam_policy_document" "reports" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::example-reports/*"]
  }
}

resource "aws_iam_role" "reports" {
  name                 = "reports reader"
  max_session_duration = 60
  tags                 = { Team = "reports", team = "reports" }
  assume_role_policy   = data.aws_iam_policy_document.elsewhere.json
}
