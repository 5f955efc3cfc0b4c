#!/bin/sh
# Each Statement here is one of the shell.
aws s3 cp "s3://${bucket}/app" /opt/app
