//! `--catalog FILE`: another catalog than the one in the program.

use super::{BAD, Folder, GOOD, Ran};

/// The beginning of every catalog, newer than the one in the program.
const NEWER: &str = "catalog\t1\t2026-11-20\nservice\tsqs\tAmazon SQS\naction\tSendMessage\twrite\n";

fn checked(catalog: &[u8]) -> Ran {
    let folder = Folder::with(&[("good.json", GOOD)]);
    std::fs::write(folder.path("newer.tsv"), catalog).unwrap();
    folder.run(&["check", "--catalog", "newer.tsv", "--format", "concise", "--fail-on", "never"])
}

/// What the user reads of a catalog that cannot be used.
fn damage(catalog: &[u8]) -> String {
    let Ran { code, stdout, stderr } = checked(catalog);
    assert_eq!((code, stdout.as_str()), (Some(2), ""), "{stderr}");
    stderr
}

#[test]
fn reports_tell_the_day_of_the_catalog_that_was_asked() {
    let folder = Folder::with(&[("bad.json", BAD), ("newer.tsv", NEWER)]);
    let report = |format: &str| -> serde_json::Value {
        let ran = folder.run(&["check", "--catalog", "newer.tsv", "--format", format, "bad.json"]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), ""));
        serde_json::from_str(&ran.stdout).unwrap()
    };
    assert_eq!(report("json")["catalog_date"], "2026-11-20");
    assert_eq!(report("sarif")["runs"][0]["tool"]["extensions"][0]["version"], "2026-11-20");
}

#[test]
fn an_older_catalog_is_used_with_a_warning() {
    let older = NEWER.replace("2026-11-20", "2020-01-01");
    let Ran { code, stderr, .. } = checked(older.as_bytes());
    let embedded = iamlint::catalog::Catalog::embedded().date();
    let told = format!(
        "warning: the catalog `newer.tsv` is of 2020-01-01; the one in the program is newer, of {embedded}\n"
    );
    assert_eq!((code, stderr), (Some(0), told));
    let folder = Folder::with(&[("good.json", GOOD), ("older.tsv", &older)]);
    assert_eq!(folder.run(&["check", "--quiet", "--catalog", "older.tsv"]).stderr, "");
}

#[test]
fn a_damaged_catalog_is_named_with_its_line() {
    let newer = |more: &str| damage(format!("{NEWER}{more}").as_bytes());
    assert_eq!(
        newer("action\tReceive\tsometimes\n"),
        "error: newer.tsv: line 4: `sometimes` is no access level\n"
    );
    assert_eq!(newer("verb\tx\n"), "error: newer.tsv: line 4: `verb` is no record of a catalog\n");
    assert_eq!(
        newer("service\tsqs\tAgain\n"),
        "error: newer.tsv: service `sqs` is there twice\n",
        "two lines are at fault"
    );
    assert_eq!(
        damage(b"{}\n"),
        "error: newer.tsv: line 1: a catalog begins with `catalog`, a tab, 1, a tab and a date\n"
    );
    assert_eq!(
        damage(b"catalog\t2\t2026-11-20\n"),
        "error: newer.tsv: line 1: the catalog is of form `2`; this version reads form 1\n"
    );
}

#[test]
fn a_catalog_without_facts_is_refused() {
    assert_eq!(damage(b""), "error: newer.tsv: there is no record in it\n");
    assert_eq!(damage(b"catalog\t1\t2026-11-20\n"), "error: newer.tsv: there is no service in it\n");
}

#[test]
fn a_catalog_holds_nothing_that_cannot_be_printed() {
    let raw = [NEWER.as_bytes(), b"action\t\xff\twrite\n"].concat();
    assert_eq!(damage(&raw), "error: newer.tsv: line 4: the text is not UTF-8\n");
    let hostile = format!("{NEWER}action\t\x1b[31mReceive\twrite\n");
    assert_eq!(
        damage(hostile.as_bytes()),
        "error: newer.tsv: line 4: a name holds characters that cannot be printed\n"
    );
}

#[test]
fn a_catalog_that_cannot_be_read_is_an_error() {
    let folder = Folder::with(&[("good.json", GOOD)]);
    let refused = |path: &str| {
        let Ran { code, stdout, stderr } = folder.run(&["check", "--catalog", path]);
        assert_eq!((code, stdout.as_str()), (Some(2), ""));
        stderr
    };
    assert_eq!(
        refused("absent.tsv"),
        "error: cannot read `absent.tsv`: No such file or directory (os error 2)\n"
    );
    assert_eq!(refused("."), "error: cannot read `.`: Is a directory (os error 21)\n");
}

#[test]
fn the_clock_of_the_environment_must_be_a_number() {
    let folder = Folder::with(&[("good.json", GOOD)]);
    let check = |clock: &str| super::ran(folder.command(&["check", "-q"]).env("SOURCE_DATE_EPOCH", clock));
    assert_eq!(check("0").code, Some(0));
    assert_eq!(check("").code, Some(0), "as if it were not set");
    let told = "error: `SOURCE_DATE_EPOCH` is `today`, which is no number of seconds since 1970\n";
    assert_eq!((check("today").code, check("today").stderr.as_str()), (Some(2), told));
}
