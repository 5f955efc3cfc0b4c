# Templates as they were before `templatefile`, as modules are given them, and with lines that may be there or not.

data "template_file" "assume" {
  template = "${file("${path.module}/templates/assume.json")}"

  vars {
    service = "ec2"
    account = "${data.aws_caller_identity.current.account_id}"
  }
}

resource "aws_iam_role" "instance" {
  name               = "instance"
  assume_role_policy = data.template_file.assume.rendered
}

module "task" {
  source = "./modules/task"

  policies = [
    templatefile("${path.module}/templates/task.json.tpl", { table = "example-orders", index = var.index }),
  ]
  user_data = templatefile("${path.module}/templates/user-data.sh.tpl", { bucket = "example" })
}

resource "aws_iam_policy" "endpoints" {
  name   = "endpoints"
  policy = templatefile("${path.module}/templates/endpoints.tftpl", { endpoints = var.endpoints })
}

resource "aws_iam_policy" "pieces" {
  name = "pieces"
  policy = templatefile("${path.module}/templates/pieces.json", {
    actions = join("\",\"", ["sqs:ReceiveMessage", "sqs:DeleteMessages"])
    queues  = join(",", formatlist("\"%s\"", var.queues))
    topics  = jsonencode(["arn:aws:sns:eu-west-1:111122223333:orders"])
  })
}

resource "aws_iam_policy" "encoded" {
  name   = "encoded"
  policy = templatefile("${path.module}/templates/encoded.tftpl", { bucket = "example", keys = ["alias/a", "alias/b"] })
}
