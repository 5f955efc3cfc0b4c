# Topics that tell queues.

locals {
  region  = "eu-west-1"
  account = "111122223333"
  names   = toset(["orders", "invoices"])
}

resource "aws_sqs_queue" "this" {
  for_each = local.names
  name     = each.key

  policy = <<-POLICY
    {
      "Version": "2012-10-17",
      "Statement": [{
        "Effect": "Allow",
        "Principal": { "Service": "sns.amazonaws.com" },
        "Action": "sqs:SendMessage",
        "Resource": "arn:aws:sqs:${local.region}:${local.account}:${each.key}",
        "Condition": {
          "ArnEquals": { "aws:SourceArn": "${aws_sns_topic.this[each.key].arn}" }
        }
      }]
    }
  POLICY
}

data "aws_iam_policy_document" "topic" {
  for_each = local.names

  statement {
    sid       = "Publish"
    actions   = ["SNS:Publish", "SNS:Subcribe"]
    resources = ["arn:aws:sns:${local.region}:${local.account}:${each.value}"]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com", "s3.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "AWS:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_sns_topic_policy" "this" {
  for_each = local.names
  arn      = aws_sns_topic.this[each.key].arn
  policy   = data.aws_iam_policy_document.topic[each.key].json
}

# What the policy of a queue allows has to be something that a queue can do.
resource "aws_sqs_queue_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead_letters.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = formatlist("arn:aws:iam::%s:root", [local.account, "44445555666"]) }
      Action    = ["sqs:SendMessage", "sns:Publish"]
      Resource  = "*"
    }]
  })
}
