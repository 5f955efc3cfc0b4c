resource "aws_iam_policy" "deploy" {
  for_each    = toset(["staging", "production"])
  name        = "deploy-${each.key}"
  description = "What the pipeline may do"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid      = "Images"
          Effect   = "Allow"
          Action   = ["ecr:GetAuthorizationToken", "ecr:BatchGetImages"]
          Resource = "*"
        },
      ],
      each.key == "production" ? [] : [{
        Effect   = "Allow"
        Action   = "ecs:*"
        Resource = "*"
      }],
    )
  })
}

resource "aws_kms_key" "data" {
  description = "Data at rest"
  policy = jsonencode({
    "Version" : "2012-10-17",
    "Statement" : [
      {
        "Effect" : "Allow",
        "Principal" : { "AWS" : "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" },
        "Action" : "kms:*",
        "Resource" : "*"
      },
      {
        "Effect" : "Allow",
        "Principal" : { "Service" : "logs.${var.region}.amazonaws.com" },
        "Action" : ["kms:Encrypt", "kms:GenerateDatakeys*"],
        "Resource" : "*",
        "Condition" : {
          "ArnLike" : {
            "kms:EncryptionContext:aws:logs:arn" : "arn:aws:logs:${var.region}:*"
          },
          "NumericLessThan" : { "aws:MultiFactorAuthAge" : "an hour" }
        }
      }
    ]
  })
}

module "guard" {
  source = "./modules/guard"
  boundary = {
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "iam:CreateUsers", Resource = "*" }]
  }
}
