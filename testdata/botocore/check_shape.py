"""Reads answers of ValidatePolicy through botocore's own model of the API.

Usage: check_shape.py FILE...

Each file holds one answer, as `iamlint validate-policy` prints it, or many, as `iamlint check --format access-analyzer` does.
botocore must find nothing wrong with an answer, and must read from it all that is written in it.
"""

import json
import sys

import botocore.parsers
import botocore.session
import botocore.validate


def enum_errors(shape, value, where="answer"):
    """What is none of the values that the model allows, which botocore's validator does not look at."""
    if value is None:
        return
    if shape.type_name == "structure":
        for name, member in shape.members.items():
            yield from enum_errors(member, value.get(name), f"{where}.{name}")
    elif shape.type_name == "list":
        for index, item in enumerate(value):
            yield from enum_errors(shape.member, item, f"{where}[{index}]")
    elif shape.type_name == "string" and shape.enum and value not in shape.enum:
        yield f"{where} is {value!r}, which is none of {shape.enum}"


def errors(shape, answer):
    """What botocore has to say against an answer."""
    report = botocore.validate.ParamValidator().validate(answer, shape)
    if report.has_errors():
        yield report.generate_report()
    yield from enum_errors(shape, answer)
    response = {"status_code": 200, "headers": {}, "body": json.dumps(answer).encode()}
    parsed = botocore.parsers.create_parser("rest-json").parse(response, shape)
    parsed.pop("ResponseMetadata")
    if parsed != answer:
        yield "what botocore reads is not what is written"


def main(paths):
    model = botocore.session.get_session().get_service_model("accessanalyzer")
    shape = model.operation_model("ValidatePolicy").output_shape
    inputs = model.operation_model("ValidatePolicy").input_shape.members
    types, resource_types = inputs["policyType"].enum, inputs["validatePolicyResourceType"].enum
    count = 0
    failed = False
    for path in paths:
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        for answer in document.get("policies", [document]):
            count += 1
            found = list(errors(shape, {"findings": answer["findings"]}))
            if answer.get("policyType", types[0]) not in [*types, None]:
                found.append(f"no policy type of the API: {answer['policyType']}")
            if answer.get("validatePolicyResourceType", resource_types[0]) not in resource_types:
                found.append(f"no resource type of the API: {answer['validatePolicyResourceType']}")
            for error in found:
                failed = True
                print(f"{path}: {error}", file=sys.stderr)
    print(f"botocore {botocore.__version__} reads {count} answers")
    return 1 if failed or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
