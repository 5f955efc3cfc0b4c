# The parts of a policy that each environment adds to; the whole is never in one place.

data "aws_iam_policy_document" "base" {
  source_policy_documents = [
    file("${path.module}/policies/base.json"),
    templatefile("${path.module}/policies/environment.json", { environment = "prod" }),
  ]
  override_policy_documents = [var.override]
}

resource "aws_iam_role" "runner" {
  name               = "runner"
  assume_role_policy = file("policies/trust.json")

  inline_policy {
    name   = "base"
    policy = data.aws_iam_policy_document.base.json
  }

  inline_policy {
    name   = "replaced"
    policy = replace(file("policies/replaced.json"), "ACCOUNT", var.account)
  }
}
