use serde_json::{Value, json};

use super::{BAD, Folder, GOOD, Ran, ran};

const FLAGS: [&str; 3] = ["validate-policy", "--policy-type", "IDENTITY_POLICY"];

fn validate(folder: &Folder, args: &[&str]) -> Ran {
    ran(folder.command(&[&FLAGS[..], args].concat()).env_remove("AWS_DEFAULT_OUTPUT"))
}

/// The codes of the findings of an answer.
fn codes(ran: &Ran) -> Vec<String> {
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    let findings = answer["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["issueCode"].as_str().unwrap().to_owned()).collect()
}

/// What stands on standard error of a run that gives no answer.
fn refused(folder: &Folder, args: &[&str], code: i32) -> String {
    let Ran { code: found, stdout, stderr } = ran(folder.command(args).env_remove("AWS_DEFAULT_OUTPUT"));
    assert_eq!((found, stdout.as_str()), (Some(code), ""), "{args:?}: {stderr}");
    stderr
}

#[test]
fn findings_are_no_failure() {
    let folder = Folder::with(&[("bad.json", BAD), ("good.json", GOOD)]);
    assert_eq!(codes(&validate(&folder, &["--policy-document", "file://bad.json"])), ["MISSING_EFFECT"]);
    let good = validate(&folder, &["--policy-document", "file://good.json"]);
    assert_eq!((good.code, good.stdout.as_str()), (Some(0), "{\n    \"findings\": []\n}\n"));
    let text = validate(&folder, &["--policy-document", "file://good.json", "--output", "text"]);
    assert_eq!((text.code, text.stdout.as_str()), (Some(0), ""));
}

#[test]
fn the_document_is_text_or_a_file() {
    let folder = Folder::with(&[("a dir/bad.json", BAD)]);
    let absolute = format!("file://{}", folder.path("a dir/bad.json").display());
    for document in [BAD, "a dir/bad.json", "file://a dir/bad.json", "fileb://a dir/bad.json", &absolute] {
        assert_eq!(
            codes(&validate(&folder, &["--policy-document", document])),
            ["MISSING_EFFECT"],
            "{document}"
        );
    }
    let mut command = folder.command(&[&FLAGS[..], &["--policy-document", "file://~/$NAME.json"]].concat());
    let home = ran(command.env("HOME", folder.path("a dir")).env("NAME", "bad"));
    assert_eq!(codes(&home), ["MISSING_EFFECT"]);
}

#[test]
fn every_document_gets_an_answer() {
    let folder = Folder::new();
    let answer = |document: &str| codes(&validate(&folder, &["--policy-document", document]));
    assert_eq!(answer("{}"), ["MISSING_STATEMENT", "MISSING_VERSION"]);
    assert_eq!(
        answer(r#"{"name": "a package"}"#),
        ["MISSING_STATEMENT", "MISSING_VERSION", "INVALID_POLICY_ELEMENT"]
    );
    assert_eq!(answer(""), ["JSON_SYNTAX_ERROR"]);
    assert_eq!(answer("{"), ["JSON_SYNTAX_ERROR"]);
    assert_eq!(answer(&GOOD.replace("}]}", "},]} // and no more")), ["JSON_SYNTAX_ERROR"]);
    let list = refused(&folder, &[&FLAGS[..], &["--policy-document", "[]"]].concat(), 254);
    assert!(list.contains("the file is a list"), "{list}");
}

#[test]
fn the_type_selects_the_checks() {
    let folder = Folder::new();
    let trust = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;
    let answer = |args: &[&str]| {
        let args = [&["validate-policy", "--policy-document", trust, "--policy-type"], args].concat();
        codes(&folder.run(&args))
    };
    let resource_type = "--validate-policy-resource-type";
    assert_eq!(answer(&["RESOURCE_POLICY", resource_type, "AWS::IAM::AssumeRolePolicyDocument"]), [""; 0]);
    // The service does not look at what the policy is about.
    assert!(answer(&["RESOURCE_POLICY"]).contains(&"MISSING_RESOURCE".to_owned()));
    assert!(answer(&["IDENTITY_POLICY"]).contains(&"UNSUPPORTED_PRINCIPAL".to_owned()));
    assert!(answer(&["SERVICE_CONTROL_POLICY"]).contains(&"SCP_SYNTAX_ERROR_PRINCIPAL".to_owned()));
    assert!(answer(&["RESOURCE_CONTROL_POLICY"]).contains(&"RCP_SYNTAX_ERROR_PRINCIPAL".to_owned()));
}

#[test]
fn wrong_command_lines_end_as_those_of_the_aws_cli() {
    let folder = Folder::with(&[("good.json", GOOD), ("latin1.json", "")]);
    std::fs::write(folder.path("latin1.json"), b"{\"Sid\": \"\xE9\"}").unwrap();
    let usage = |args: &[&str]| refused(&folder, &[&["validate-policy"], args].concat(), 252);
    let document = ["--policy-document", "file://good.json", "--policy-type", "IDENTITY_POLICY"];
    let with = |args: &[&str]| usage(&[&document[..], args].concat());
    assert_eq!(usage(&[]), "error: the following arguments are required: --policy-document, --policy-type\n");
    assert_eq!(
        usage(&["--policy-document", "file://good.json"]),
        "error: the following arguments are required: --policy-type\n"
    );
    assert_eq!(
        usage(&["--policy-type", "IDENTITY_POLICY", "--policy-document", "file://absent.json"]),
        "error: cannot read `absent.json`: No such file or directory (os error 2)\n"
    );
    assert_eq!(
        usage(&["--policy-type", "IDENTITY_POLICY", "--policy-document", "file://latin1.json"]),
        "error: `latin1.json` is not UTF-8, as JSON has to be\n"
    );
    assert!(with(&["--query", "findings"]).starts_with("error: unexpected argument '--query' found"));
    assert!(with(&["--frobnicate"]).starts_with("error: unexpected argument '--frobnicate' found"));
    assert!(with(&["--output", "yaml"]).starts_with("error: invalid value 'yaml' for '--output <FORMAT>'"));
    assert!(with(&["--locale", "DE"]).starts_with("error: there are no findings in `DE`"));
    assert!(
        with(&["--max-items", "1", "--no-paginate"]).starts_with("error: --max-items cannot be used with")
    );
    assert!(with(&["--starting-token", "x"]).starts_with("error: --starting-token takes a token"));
    assert!(with(&["--cli-input-json", "{"]).starts_with("error: --cli-input-json holds no parameters"));
    assert!(with(&["--cli-input-json", r#"{"policyKind": ""}"#]).contains("unknown field `policyKind`"));
    let liked = ran(folder
        .command(&[&["validate-policy"], &document[..]].concat())
        .env("AWS_DEFAULT_OUTPUT", "yaml"));
    assert_eq!(liked.code, Some(252));
    assert!(liked.stderr.starts_with("error: `yaml`, as AWS_DEFAULT_OUTPUT says"), "{}", liked.stderr);
    // Elsewhere a wrong command line ends as it always does.
    refused(&folder, &["check", "--frobnicate", "validate-policy"], 2);
    refused(&folder, &["--color", "never", "validate-policy", "--frobnicate"], 252);
}

#[test]
fn what_the_service_would_refuse_ends_as_it_does_with_the_aws_cli() {
    let folder = Folder::with(&[("good.json", GOOD)]);
    let service = |args: &[&str]| {
        let args = [&["validate-policy", "--policy-document", "file://good.json"], args].concat();
        let told = refused(&folder, &args, 254);
        let first =
            "error: An error occurred (ValidationException) when calling the ValidatePolicy operation: ";
        told.strip_prefix(first).expect("the words of the AWS CLI").to_owned()
    };
    let identity = ["--policy-type", "IDENTITY_POLICY"];
    assert!(service(&["--policy-type", "IDENTITY"]).starts_with("`IDENTITY` is no policy type"));
    let bucket = service(&[&identity[..], &["--validate-policy-resource-type", "AWS::S3::Bucket"]].concat());
    assert_eq!(
        bucket,
        "only policies of the type RESOURCE_POLICY have a resource type, not those of IDENTITY_POLICY\n"
    );
    let unknown =
        service(&["--policy-type", "RESOURCE_POLICY", "--validate-policy-resource-type", "AWS::S3::Buckets"]);
    assert!(unknown.contains("did you mean `AWS::S3::Bucket`"), "{unknown}");
    let long = format!(r#"{{"Version": "2012-10-17", "Id": "{}", "Statement": []}}"#, "x".repeat(32_768));
    let told = service(&[&identity[..], &["--policy-document", &long]].concat());
    assert_eq!(
        told,
        "the policy has 32815 characters without white space, and the service takes about 32768\n"
    );
    assert!(service(&[&identity[..], &["--locale", "XX"]].concat()).starts_with("`XX` is no locale"));
    assert!(service(&[&identity[..], &["--next-token", "x"]].concat()).starts_with("the token is none"));
}

#[test]
fn flags_about_the_way_to_the_service_change_nothing() {
    let folder = Folder::with(&[("bad.json", BAD)]);
    let plain = validate(&folder, &["--policy-document", "file://bad.json"]);
    let flags = "--region eu-central-1 --profile dev --endpoint-url https://localhost --no-verify-ssl --no-sign-request \
        --ca-bundle x.pem --cli-read-timeout 1 --cli-connect-timeout 1 --cli-binary-format raw-in-base64-out \
        --no-cli-pager --no-cli-auto-prompt --color off --locale EN --page-size 5 --debug";
    let flags: Vec<&str> = flags.split_whitespace().collect();
    let scripted = validate(&folder, &[&["--policy-document", "file://bad.json"], &flags[..]].concat());
    assert_eq!(scripted, plain);
    let last_counts = validate(&folder, &["--policy-document", "{}", "--policy-document", "file://bad.json"]);
    assert_eq!(last_counts, plain);
}

#[test]
fn parameters_may_stand_in_json() {
    let folder = Folder::with(&[("bad.json", BAD)]);
    let input = json!({ "policyDocument": BAD, "policyType": "IDENTITY_POLICY", "locale": null }).to_string();
    folder.write("input.json", &input);
    for value in [input.as_str(), "file://input.json", "input.json"] {
        let ran = folder.run(&["validate-policy", "--cli-input-json", value]);
        assert_eq!(codes(&ran), ["MISSING_EFFECT"], "{value}");
    }
    let over = folder.run(&["validate-policy", "--cli-input-json", &input, "--policy-document", GOOD]);
    assert_eq!(codes(&over), [""; 0], "a flag goes before the input");
}

#[test]
fn answers_come_in_pages() {
    let folder = Folder::new();
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Action":"s3:ListAllMyBuckets"}]}"#;
    let all = ["MISSING_EFFECT", "MISSING_RESOURCE"];
    let ask = |args: &[&str]| validate(&folder, &[&["--policy-document", policy], args].concat());
    assert_eq!(codes(&ask(&[])), all);
    for (most, start, token) in
        [("--max-items", "--starting-token", "NextToken"), ("--max-results", "--next-token", "nextToken")]
    {
        let first = ask(&[most, "1"]);
        assert_eq!(codes(&first), all[..1]);
        let answer: Value = serde_json::from_str(&first.stdout).unwrap();
        let next = answer[token].as_str().expect("a token");
        let second = ask(&[most, "1", start, next]);
        assert_eq!(codes(&second), all[1..]);
        assert!(!second.stdout.contains(token), "nothing is left");
    }
    // This is the AWS CLI's own token for one finding that was printed.
    let token = "eyJuZXh0VG9rZW4iOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAxfQ==";
    assert!(ask(&["--max-items", "1"]).stdout.contains(token));
    let text = ask(&["--max-items", "1", "--output", "text"]).stdout;
    assert!(text.ends_with(&format!("\nNEXTTOKEN\t{token}\n")), "{text}");
    assert_eq!(codes(&ask(&["--no-paginate"])), all);
}

#[test]
fn lines_that_end_in_two_characters_count_as_the_aws_cli_sends_them() {
    let text = BAD.replace(", \"Statement\"", ",\r\n\"Statement\"");
    let folder = Folder::with(&[("policy.json", &text)]);
    let offset = |scheme: &str| {
        let ran = validate(&folder, &["--policy-document", &format!("{scheme}policy.json")]);
        let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
        answer["findings"][0]["locations"][0]["span"]["start"].clone()
    };
    assert_eq!(offset("file://"), json!({ "line": 2, "column": 14, "offset": 40 }));
    assert_eq!(offset("fileb://"), json!({ "line": 2, "column": 14, "offset": 41 }));
}

#[test]
fn the_environment_chooses_the_output_as_for_the_aws_cli() {
    let folder = Folder::with(&[("bad.json", BAD)]);
    let args = [&FLAGS[..], &["--policy-document", "bad.json"]].concat();
    let text = ran(folder.command(&args).env("AWS_DEFAULT_OUTPUT", "text"));
    assert!(text.stdout.starts_with("FINDINGS\t"), "{}", text.stdout);
    let json =
        ran(folder.command(&[&args[..], &["--output", "json"]].concat()).env("AWS_DEFAULT_OUTPUT", "text"));
    assert!(json.stdout.starts_with("{\n    \"findings\": ["), "{}", json.stdout);
}

#[test]
fn check_in_this_format_says_elsewhere_what_has_no_code() {
    let folder = Folder::with(&[("package.json", "[]"), ("good.json", GOOD)]);
    let named = folder.run(&["check", "--format", "access-analyzer", "package.json", "good.json"]);
    assert_eq!(named.code, Some(1));
    assert_eq!(named.stderr, "error: `package.json`: the file is a list, and a policy is an object\n");
    let answers: Value = serde_json::from_str(&named.stdout).unwrap();
    assert_eq!(
        answers,
        json!({ "policies": [{ "file": "good.json", "policyType": "IDENTITY_POLICY", "findings": [] }] })
    );
    let walked = folder.run(&["check", "--format", "access-analyzer"]);
    assert_eq!((walked.code, walked.stderr.as_str()), (Some(0), ""));
}

#[test]
fn check_in_this_format_runs_no_rules_of_our_own() {
    let own = r#"{"Version": "2008-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}]}"#;
    let folder = Folder::with(&[("own.json", own)]);
    assert_eq!(folder.run(&["check", "own.json"]).code, Some(1));
    let ran = folder.run(&["check", "--format", "access-analyzer", "own.json"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{}", ran.stdout);
}
