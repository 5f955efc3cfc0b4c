# Statements that several policies share.

locals {
  organization = "o-exampleorgid"

  outside_organization = {
    Sid       = "OutsideOrganization"
    Effect    = "Deny"
    Principal = "*"
    Action    = "*"
    Resource  = "*"
    Condition = {
      StringNotEqualsIfExists = { "aws:PrincipalOrgID" = local.organization }
      BoolIfExists            = { "aws:PrincipalIsAWSService" = "false" }
    }
  }

  unencrypted = [for header in ["AES256", "aws:kms"] : {
    Effect    = "Deny"
    Principal = "*"
    Action    = "s3:PutObject"
    Resource  = "*"
    Condition = { StringNotEqual = { "s3:x-amz-server-side-encryption" = header } }
  }]
}
