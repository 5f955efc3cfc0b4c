//! Downloads, from a mirror in a folder; elsewhere than on Unix such a folder has another URL.

use std::fs;

use super::{Case, Ran};

/// The sample as a mirror holds it, and the command that downloads from it.
fn mirror(case: &Case) -> String {
    for name in ["secretsmanager", "sns", "sqs"] {
        case.write(&format!("mirror/v1/{name}/{name}.json"), &case.read(&format!("source/{name}.json")));
    }
    case.write("mirror/v1/service-list.json", &case.read("source/service-list.json"));
    let url = format!("file://{}", case.path("mirror").display());
    format!("iamlint catalog refresh --from service-reference --url {url} --base base.tsv --output new.tsv")
}

#[test]
fn a_download_gives_what_the_folder_gives() {
    let case = Case::new("service-reference");
    let ran = case.run(&mirror(&case));
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    let downloaded = case.read("new.tsv");
    case.run(&case.read("command.txt"));
    assert_eq!(downloaded, case.read("new.tsv"));

    let command = mirror(&case);
    fs::remove_file(case.path("mirror/v1/sns/sns.json")).unwrap();
    fs::remove_file(case.path("new.tsv")).unwrap();
    for command in [command.as_str(), &command.replace("mirror ", "nowhere ")] {
        let ran = case.run(command);
        let error = ran.error();
        assert!(error.starts_with("cannot download from `file:///") && error.contains("curl: "), "{error}");
        assert!(!case.path("new.tsv").exists(), "{command}");
    }
}

#[test]
fn an_index_cannot_lead_elsewhere() {
    let case = Case::new("service-reference");
    for url in ["https://example.com/sns.json", "file:///etc/passwd", "-o/tmp/x", ""] {
        let command = mirror(&case);
        case.replace(
            "mirror/v1/service-list.json",
            "https://servicereference.us-east-1.amazonaws.com/v1/sns/sns.json",
            url,
        );
        let expected = "the index of the Service Reference leads elsewhere: the URL of `sns` is";
        assert_eq!(case.run(&command).error(), format!("{expected} `{url}`"));
    }
}

#[test]
fn a_download_needs_curl() {
    let case = Case::new("service-reference");
    let ran: Ran = case.command(&mirror(&case)).env("PATH", case.path("")).output().unwrap().into();
    let error = ran.error();
    assert!(
        error.starts_with("`curl` is needed to download the Service Reference and is not there"),
        "{error}"
    );
}
