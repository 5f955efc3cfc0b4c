variable "region" {
  description = "Where everything runs"
  type        = string
  default     = "eu-west-1"
}
