//! The catalog: its text form, its packed form, and what is looked up in it.

mod refresh;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use iamlint::catalog::{AccessLevel, Catalog, Date, Facts, KeyType, Table};

/// All files of the repository's catalog by path, with what stands in them.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalog/data");
    let mut files = Vec::new();
    for folder in ["", "services"] {
        for entry in fs::read_dir(root.join(folder)).expect("a folder of the catalog") {
            let path = entry.expect("a file of the catalog").path();
            if path.extension().is_some_and(|extension| extension == "tsv") {
                let below = path.strip_prefix(&root).expect("a path of the catalog");
                let below = below.to_string_lossy().replace('\\', "/");
                files.push((below, fs::read_to_string(&path).expect("a readable file")));
            }
        }
    }
    files.sort();
    files
}

/// Packing loses nothing, and the files are written as the text form is: sorted, each fact once.
#[test]
fn the_embedded_catalog_is_the_text() {
    let written = Catalog::embedded().facts().write();
    let mut written: Vec<_> = written.into_iter().map(|file| (file.path, file.text)).collect();
    written.retain(|(_, text)| !text.is_empty());
    written.sort();
    let files = files();
    let paths = |files: &[(String, String)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    assert_eq!(paths(&written), paths(&files));
    for ((path, written), (_, text)) in written.iter().zip(&files) {
        assert!(written == text, "{path} differs from what is written of it");
    }
}

#[test]
fn text_is_packed_and_unpacked() {
    let text = "catalog\t1\t2026-10-20\n\
        service\tb\tB\naction\tX\tread,permission-only\n\
        service\ta\tA\n\
        action\tDo\twrite\tone* two+words\taws:TagKeys a:K/${N}\tb:X\n\
        key\ta:K/${N}\tString\n\
        resource\tone\tarn:${Partition}:a:::one/${Id}\ta:K/${N}\n\
        resource\ttwo+words\tarn:${Partition}:a:::two arn:${Partition}:c:::two\n\
        global-key\taws:TagKeys\tArrayOfString\n\
        service-alias\tay\ta\n\
        service-alias\tay\tb\n\
        shared-provider\tidp.example.com\tidp.example.com:sub\tExample Login\n";
    let catalog = Catalog::read(text).expect("a catalog");
    let again: String = catalog.facts().write().into_iter().map(|file| file.text).collect();
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    assert_eq!(lines(&again), lines(text));
    assert_eq!(Facts::read(&again), Ok(catalog.facts()));

    let action = catalog.action("A:dO").expect("the action");
    assert_eq!(
        (action.name(), action.level(), action.is_permission_only()),
        ("Do", AccessLevel::Write, false)
    );
    let resources: Vec<_> =
        action.resources().map(|(resource, required)| (resource.name(), required)).collect();
    assert_eq!(resources, [("one", true), ("two words", false)]);
    assert_eq!(action.needs().collect::<Vec<_>>(), ["b:X"]);
    assert!(catalog.action("b:X").expect("the other action").is_permission_only());
    let formats: Vec<_> =
        catalog.arn_formats("c").map(|format| (format.as_str(), format.resource_type().name())).collect();
    assert_eq!(formats, [("arn:${Partition}:c:::two", "two words")]);
    assert_eq!(catalog.service_aliases("AY").collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(catalog.operation("ay:do").as_deref(), Some("a:Do"));
    assert_eq!(catalog.operation("ay:nothing"), None);
    assert_eq!(
        catalog.shared_provider("IDP.example.com/").map(|provider| provider.name),
        Some("Example Login")
    );
    assert_eq!(catalog.date(), Date::new(2026, 10, 20).expect("a day"));
}

#[test]
fn damage_is_told_by_line() {
    for (text, expected) in [
        ("", "there is no record in it"),
        ("{\"a\": 1}\n", "line 1: a catalog begins with `catalog`, a tab, 1, a tab and a date"),
        ("catalog\t9\t2026-10-20\n", "line 1: the catalog is of form `9`; this version reads form 1"),
        ("catalog\t1\t2026-02-30\n", "line 1: a catalog begins with `catalog`, a tab, 1, a tab and a date"),
        ("catalog\t1\t2026-10-20\naction\tX\tread\n", "line 2: `action` stands before the first `service`"),
        ("catalog\t1\t2026-10-20\nservice\ta\tA\naction\tX\tbad\n", "line 3: `bad` is no access level"),
        (
            "catalog\t1\t2026-10-20\nservice\ta\tA\naction\tX\n",
            "line 3: `action` needs 2 fields that are not empty",
        ),
        ("catalog\t1\t2026-10-20\nfoo\ta\n", "line 2: `foo` is no record of a catalog"),
        ("catalog\t1\t2026-10-20\nsupports\ta\tb\tc\n", "line 2: `c` is one field too many for `supports`"),
        ("catalog\t1\t2026-10-20\nservice\ta\tA\nservice\tA\tA\n", "service `A` is there twice"),
        (
            "catalog\t1\t2026-10-20\nservice\ta\tA\naction\tY\tread\naction\tX\tread\n",
            "service `a`: `X` is there twice, or out of its order",
        ),
        (
            "catalog\t1\t2026-10-20\nservice\ta\tA\naction\tX\tread\tbox\n",
            "service `a`: action `X` names the resource type `box`, which is not there",
        ),
        (
            "catalog\t1\t2026-10-20\nservice\ta\tA\naction\tX\tread\t\ta:Key\n",
            "service `a`: `X` names the condition key `a:Key`, which is not there",
        ),
        (
            "catalog\t1\t2026-10-20\nservice\ta\tA\nresource\tx\tarn:aws\n",
            "service `a`: ARN format `arn:aws` has fewer than six parts",
        ),
    ] {
        let damage = Catalog::read(text).expect_err(text);
        assert_eq!(damage.to_string(), expected);
    }
}

#[test]
fn patterns_stand_for_actions() {
    let s3 = Catalog::embedded().service("S3").expect("a service");
    let names = |pattern: &str| s3.actions_matching(pattern).map(|action| action.name()).collect::<Vec<_>>();
    assert_eq!(names("getobject"), ["GetObject"]);
    assert_eq!(names("*").len(), s3.actions().len());
    assert_eq!(names("Nothing*"), [""; 0]);
    for pattern in ["get*", "*Object", "?etObject", "Get*Acl", "*"] {
        let slow: Vec<_> = s3
            .actions()
            .map(|action| action.name())
            .filter(|name| iamlint::policy::pattern::matches_ignoring_case(pattern, name))
            .collect();
        assert_eq!(names(pattern), slow, "{pattern}");
    }
}

#[test]
fn every_name_is_found_in_any_case() {
    let catalog = Catalog::embedded();
    for service in catalog.services() {
        assert!(catalog.service(&service.prefix().to_uppercase()).is_some_and(|found| found == service));
        for action in service.actions() {
            assert!(service.action(&action.name().to_lowercase()).is_some_and(|found| found == action));
        }
    }
    for key in catalog.keys() {
        assert!(catalog.key(&key.name().to_uppercase()).is_some_and(|found| found == key), "{}", key.name());
        let written = key.name().replace("${", "").replace('}', "");
        assert!(catalog.key(&written).is_some(), "{written}");
    }
}

#[test]
fn aliases_are_other_names_of_services() {
    let catalog = Catalog::embedded();
    for [alias, prefix, ..] in catalog.table(Table::ServiceAlias) {
        assert!(catalog.service(alias).is_none() && !catalog.knows_arn_service(alias), "{alias}");
        assert!(catalog.service(prefix).is_some(), "{prefix}");
    }
    for (operation, actions) in [
        ("efs:CreateFileSystem", Some("elasticfilesystem:CreateFileSystem")),
        ("ELBV2:createrule", Some("elasticloadbalancing:CreateRule")),
        ("emr:RunJobFlow", Some("elasticmapreduce:RunJobFlow")),
        ("bedrock-runtime:Converse", Some("bedrock:InvokeModel")),
        ("s3:ListObjectsV2", Some("s3:ListBucket")),
        ("sfn:Nothing", None),
        ("sfn", None),
    ] {
        assert_eq!(catalog.operation(operation).as_deref(), actions, "{operation}");
    }
}

#[test]
fn operations_say_what_no_alias_says() {
    let catalog = Catalog::embedded();
    for [operation, actions, ..] in catalog.table(Table::Operation) {
        let (prefix, name) = operation.split_once(':').expect("a prefix and a name");
        let derived: Vec<_> =
            catalog.service_aliases(prefix).map(|prefix| format!("{prefix}:{name}")).collect();
        assert!(derived != [actions], "{operation} follows from the alias of its service");
    }
}

#[test]
fn services_are_known_in_every_region_and_partition() {
    let catalog = Catalog::embedded();
    for (name, expected) in [
        ("lambda.amazonaws.com", true),
        ("lambda.eu-central-1.amazonaws.com", true),
        ("lambda.eusc-de-east-1.amazonaws.eu", true),
        ("LAMBDA.amazonaws.com", true),
        ("pods.eks.amazonaws.com", true),
        ("pods.eks.cn-north-1.amazonaws.com.cn", true),
        ("lambda.c2s.ic.gov", true),
        ("lambda.example.com", false),
        ("lambda", false),
        ("eu-central-1.amazonaws.com", false),
        ("lambda.eks.amazonaws.com", false),
        (".amazonaws.com", false),
    ] {
        assert_eq!(catalog.is_service_principal(name), expected, "{name}");
    }
    for name in catalog.service_principals() {
        assert!(catalog.is_service_principal(name), "{name}");
    }
}

#[test]
fn keys_are_found_behind_what_the_user_names() {
    let catalog = Catalog::embedded();
    for (written, name) in [
        ("aws:resourcetag/team", Some("aws:ResourceTag/${TagKey}")),
        ("aws:ResourceTag/a/b:c", Some("aws:ResourceTag/${TagKey}")),
        ("aws:ResourceTag/", None),
        ("aws:ResourceTag", None),
        ("kms:EncryptionContext:aws:ebs:id", Some("kms:EncryptionContext:${EncryptionContextKey}")),
        ("AWS:PRINCIPALARN", Some("aws:PrincipalArn")),
        ("aws:Nothing", None),
        ("", None),
    ] {
        assert_eq!(catalog.key(written).map(|key| key.name()), name, "{written}");
    }
    for written in ["aws:ResourceTag", "aws:resourcetag/", "s3:ExistingObjectTag"] {
        assert!(catalog.key_without_part(written).is_some(), "{written}");
    }
    assert!(catalog.key_without_part("aws:TagKeys").is_none());
    assert!(catalog.knows_key_prefix("SAML") && !catalog.knows_key_prefix("sam"));
    let arn = catalog.key("aws:PrincipalArn").expect("a key");
    assert_eq!(arn.types().collect::<Vec<_>>(), [KeyType::Arn, KeyType::String]);
    assert!(arn.is_global() && catalog.key("aws:TagKeys").is_some_and(|key| key.is_multivalued()));
}

#[test]
fn months_are_whole() {
    let day = |text: &str| Date::read(text).expect("a day");
    for (later, earlier, months) in [
        ("2026-10-20", "2026-10-20", 0),
        ("2026-11-19", "2026-10-20", 0),
        ("2026-11-20", "2026-10-20", 1),
        ("2027-10-20", "2026-10-20", 12),
        ("2026-01-01", "2026-10-20", 0),
    ] {
        assert_eq!(day(later).months_since(day(earlier)), months, "{later} {earlier}");
    }
    for text in ["2026-02-29", "2026-13-01", "2026-1-01", "2026-10-20T", "", "２026-10-20"] {
        assert_eq!(Date::read(text), None, "{text}");
    }
}
