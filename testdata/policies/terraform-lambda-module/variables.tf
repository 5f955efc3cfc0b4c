variable "create" {
  type    = bool
  default = true
}

variable "create_role" {
  type    = bool
  default = true
}

variable "role_name" {
  type    = string
  default = null
}

variable "function_name" {
  type    = string
  default = ""
}

variable "role_path" {
  description = "A path begins and ends with a slash"
  type        = string
  default     = "/service"
}

variable "session_hours" {
  description = "Hours are not what the API counts"
  type        = number
  default     = 2
}

variable "trusted_services" {
  type    = list(string)
  default = []
}

variable "trusted_entities" {
  type    = any
  default = []
}

variable "source_account" {
  type    = string
  default = null
}

variable "attach_logs" {
  type    = bool
  default = true
}

variable "use_existing_log_group" {
  type    = bool
  default = false
}

variable "policy_jsons" {
  type    = list(string)
  default = []
}

variable "statements" {
  type    = any
  default = {}
}
