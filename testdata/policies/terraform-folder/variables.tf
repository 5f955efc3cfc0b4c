variable "stage" {
  type = string
}

variable "description" {
  type    = string
  default = "Builds what is deployed \u2014 and nothing else"
}

variable "artifacts" {
  type    = string
  default = ""
}

variable "region" {
  type    = string
  default = "REGION"
}
