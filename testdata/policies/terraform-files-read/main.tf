# The policies of the application stand in files of their own.

locals {
  policies = "${path.module}/policies"
  bucket   = "example-uploads"
}

resource "aws_iam_role" "app" {
  name               = "app"
  assume_role_policy = file("${local.policies}/trust.json")
}

resource "aws_iam_role_policy" "uploads" {
  role   = aws_iam_role.app.id
  policy = templatefile("${local.policies}/uploads.json.tftpl", {
    bucket  = local.bucket
    actions = ["s3:GetObject", "s3:PutObjekt"]
    queue   = aws_sqs_queue.uploads.arn
  })
}

resource "aws_s3_bucket_policy" "uploads" {
  bucket = local.bucket
  policy = jsonencode(jsondecode(file("policies/bucket.json")))
}

# Two resources read one file; it is checked as each kind, and nothing is said twice.
resource "aws_iam_policy" "shared" {
  name   = "shared"
  policy = file("policies/shared.json")
}

resource "aws_iam_user_policy" "shared" {
  user   = "shared"
  policy = file("policies/shared.json")
}

resource "aws_iam_policy" "generated" {
  name   = "generated"
  policy = file("${path.module}/build/generated.json")
}

data "aws_iam_policy_document" "all" {
  source_policy_documents = [file("${path.module}/policies/part.json")]

  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.uploads.arn]
  }
}

resource "aws_iam_policy" "all" {
  name   = "all"
  policy = data.aws_iam_policy_document.all.json
}
