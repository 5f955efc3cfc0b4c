//! Small expressions and what a template knows of them.

use super::*;
use crate::syntax::yaml;

/// What the policies of a template say, each behind its owner: known strings, and `?` for what is unknown.
fn read(text: &str) -> Vec<String> {
    let trees = yaml::parse(text);
    let root = trees[0].root.as_ref().expect("a template");
    let sites = sites(root).expect("a template");
    let said = |site: &Site<'_>| {
        let owner = site.owner.as_deref().unwrap_or_default();
        format!("{} {}", owner.trim_start_matches("Resources."), shown(&site.node))
    };
    sites.iter().map(said).collect()
}

fn shown(node: &Node<'_>) -> String {
    let list = |items: Vec<String>| items.join(", ");
    match &node.value {
        Value::Text(text) => text.as_str().to_owned(),
        Value::Array(items) => format!("[{}]", list(items.iter().map(shown).collect())),
        Value::Object(members) => {
            let member = |member: &Member<'_>| format!("{}: {}", member.name.as_str(), shown(&member.value));
            format!("{{{}}}", list(members.iter().map(member).collect()))
        }
        Value::Number(number) => (*number).to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Null => "null".to_owned(),
        Value::Unknown => "?".to_owned(),
        Value::Partial(partial) => partial.supposing(|_| "?".to_owned()).as_str().to_owned(),
    }
}

/// What an expression gives in the place of a resource.
fn evaluated(expression: &str) -> Vec<String> {
    let text = format!(
        "Mappings: {{M: {{a: {{b: found, l: [x, y]}}}}}}\nResources:\n  R:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Resource: {expression}\n"
    );
    let prefix = "R.PolicyDocument {Resource: ";
    let said = read(&text).into_iter();
    let resource = |said: String| said.strip_prefix(prefix)?.strip_suffix('}').map(str::to_owned);
    said.map(|said| resource(said.clone()).unwrap_or(said)).collect()
}

#[test]
fn functions_give_what_the_template_knows() {
    for (expression, expected) in [
        ("!Ref X", "?"),
        ("!GetAtt X.Arn", "?"),
        ("!ImportValue x", "?"),
        ("!Sub plain", "plain"),
        ("!Sub \"${!aws:username}/${! x}\"", "${aws:username}/${ x}"),
        ("!Sub \"${A}\"", "?"),
        ("!Sub [\"a${B}c${D}\", {B: b, D: 4}]", "abc4"),
        ("!Sub [\"a${B}c\", {B: !Ref X}]", "a?c"),
        ("!Sub [\"a${B}c\", {B: !Sub \"x${AWS::Region}\"}]", "ax?c"),
        ("!Sub \"${AWS::Partition}\"", "?"),
        ("!Sub [\"a${B}c\", {B: !FindInMap [M, a, b]}]", "afoundc"),
        ("!Sub \"open ${\"", "open ${"),
        ("!Join [\"-\", [a, b, 3]]", "a-b-3"),
        ("!Join [\"-\", [a, !Ref AWS::NoValue, b]]", "a-b"),
        ("!Join [\"-\", [a, !Ref X]]", "a-?"),
        ("!Join [\"-\", [a, !Sub \"b${X}\"]]", "a-b?"),
        ("!Select [0, !Split [\"-\", !Sub \"a-${X}\"]]", "?"),
        ("!Join [\"-\", !FindInMap [M, a, l]]", "x-y"),
        ("!Join [\"-\", !Ref X]", "?"),
        ("!Select [1, [a, b]]", "b"),
        ("!Select [\"0\", !Split [\",\", \"c,d\"]]", "c"),
        ("!Select [1, [!Ref X, b]]", "b"),
        ("!Select [7, [a, b]]", "?"),
        ("!Split [\",\", !Ref X]", "?"),
        ("!FindInMap [M, a, b]", "found"),
        ("!FindInMap [M, !Ref X, b]", "?"),
        ("!FindInMap [M, a, missing]", "?"),
        ("!If [C, a, a]", "a"),
        ("!Transform {Name: x}", "?"),
        ("!Base64 x", "?"),
        ("{\"Fn::New\": x}", "?"),
        ("[!Ref AWS::NoValue]", "?"),
        ("[]", "[]"),
        ("{a: b, \"Fn::Transform\": {Name: x}}", "?"),
        ("\"{{resolve:ssm:/a/b}}\"", "?"),
        ("!Sub \"a{{resolve:ssm:/a/b}}\"", "?"),
    ] {
        assert_eq!(evaluated(expression), [expected], "{expression}");
    }
}

#[test]
fn a_parameter_is_its_default_unless_that_is_there_to_be_replaced() {
    let said = |parameter: &str, expression: &str| {
        let text = format!(
            "Parameters:\n  P: {parameter}\nConditions: {{C: !Equals [!Ref Asked, none]}}\nResources:\n  R:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: {{Resource: {expression}}}\n"
        );
        read(&text).concat().replace("R.PolicyDocument ", "")
    };
    let name = "{Type: String, Default: name}";
    for (parameter, expression, expected) in [
        (name, "!Sub \"a/${P}\"", "a/name"),
        (name, "!Join [\"/\", [a, !Ref P]]", "a/name"),
        (name, "!Ref P", "?"),
        ("{Type: String, Default: \"*\"}", "!Ref P", "*"),
        ("{Type: Number, Default: 7}", "!Sub \"a/${P}\"", "a/7"),
        ("{Type: String, Default: \"\"}", "!Sub \"a/${P}\"", "a/?"),
        ("{Type: String, Default: TO_BE_SET}", "!Sub \"a/${P}\"", "a/?"),
        ("{Type: String, Default: <name>}", "!Sub \"a/${P}\"", "a/?"),
        ("{Type: String}", "!Sub \"a/${P}\"", "a/?"),
        ("{Type: \"AWS::SSM::Parameter::Value<String>\", Default: /a/b}", "!Sub \"a/${P}\"", "a/?"),
        ("{Type: CommaDelimitedList, Default: \"s3:Get*, s3:Put*\"}", "!Ref P", "[s3:Get*, s3:Put*]"),
        ("{Type: CommaDelimitedList, Default: \"a, b\"}", "!Ref P", "?"),
        (
            "{Type: String, Default: name}\n  Asked: {Type: String, Default: none}",
            "!Sub \"a/${Asked}\"",
            "a/?",
        ),
    ] {
        assert_eq!(
            said(parameter, expression),
            format!("{{Resource: {expected}}}"),
            "{parameter} {expression}"
        );
    }
}

#[test]
fn both_outcomes_of_a_condition_are_looked_at() {
    assert_eq!(evaluated("!If [C, a, b]"), ["a", "b"]);
    assert_eq!(evaluated("[x, !If [C, a, !Ref AWS::NoValue]]"), ["[x, a]", "[x]"]);
    // Two conditions need not hold together.
    assert_eq!(evaluated("[!If [C, a, b], !If [D, c, d]]"), ["[a, ?]", "[b, ?]", "[?, c]", "[?, d]"]);
    // One condition holds or not, wherever it is asked.
    assert_eq!(evaluated("[!If [C, a, b], !If [C, c, d]]"), ["[a, c]", "[b, d]"]);
    assert_eq!(evaluated("!If [C, !If [C, a, never], b]"), ["a", "b"]);
    // One in a branch of another is looked at where that branch is taken.
    assert_eq!(evaluated("!If [C, !If [D, a, b], c]"), ["?", "c", "a", "b"]);
    assert_eq!(evaluated("[!If [C, a, !If [D, b, !Ref AWS::NoValue]]]"), ["[a]", "[?]", "[b]", "?"]);
}

#[test]
fn conditions_above_a_policy_are_settled_in_it() {
    let said = read(
        "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Condition: A\n    Properties:\n      Policies: !If\n        - B\n        - - PolicyDocument: {X: !If [A, a, never], Y: !If [B, b, never]}\n        - - PolicyDocument: {Y: !If [B, never, b]}\n          - !If [A, !Ref AWS::NoValue, {PolicyDocument: {Z: never}}]\n",
    );
    assert_eq!(said, ["R.Policies[0] (with B) {X: a, Y: b}", "R.Policies[0] (without B) {Y: b}"]);
}

/// Each level asks three times for the one below it, so that the deepest would be asked for more often than can be counted.
#[test]
fn functions_within_functions_end() {
    let deep =
        (0..50).fold("x".to_owned(), |inner, _| format!("!Sub [\"${{A}}${{A}}${{A}}\", {{A: {inner}}}]"));
    assert_eq!(evaluated(&deep), ["?"]);
}

#[test]
fn what_is_no_template_has_no_sites() {
    for text in [
        "Resources: [a]",
        "Resources: {a: {Type: service}}",
        "resources: {a: {Type: 'A::B'}}",
        "Resources: {a: !Ref b}",
    ] {
        let trees = yaml::parse(text);
        assert!(trees[0].root.as_ref().is_some_and(|root| sites(root).is_none()), "{text}");
    }
}

#[test]
fn the_tables_are_read_whole() {
    for (table, locations) in [
        (include_str!("documents.tsv"), Location::table(include_str!("documents.tsv"))),
        (include_str!("statements.tsv"), Location::table(include_str!("statements.tsv"))),
    ] {
        let lines: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(lines.len(), locations.len());
        let unknown: Vec<_> = locations.iter().filter(|location| location.profile.is_none()).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
        let mut sorted = lines.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(lines, sorted, "the lines are sorted, and each stands once");
    }
}

/// Who has how many policies: inline ones and their documents, and managed ones.
fn held(text: &str) -> Vec<String> {
    let trees = yaml::parse(text);
    let root = trees[0].root.as_ref().expect("a template");
    let said = |identity: &crate::find::Identity<'_>| {
        let inline: Vec<_> = identity.inline.iter().map(|document| shown(document)).collect();
        let name = identity.name.as_deref().unwrap_or("?");
        format!("{} {name} {} and {}", identity.kind, inline.join(" "), identity.attached.len())
    };
    identities(root).iter().map(said).collect()
}

#[test]
fn policies_belong_to_whom_they_are_put_on() {
    let role = |properties: &str| {
        format!(
            "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties: {{RoleName: Real{properties}}}\n"
        )
    };
    let put = |name: &str, roles: &str| {
        format!(
            "  P{name}:\n    Type: AWS::IAM::Policy\n    Properties: {{PolicyName: {name}, Roles: {roles}, PolicyDocument: {{A: {name}}}}}\n"
        )
    };
    for (more, expected) in [
        (put("a", "[!Ref R]"), &["inline-role R {A: a} and 0"][..]),
        // A role is meant by its name in the account as well, in any case.
        (put("a", "[real]") + &put("b", "[!Ref R]"), &["inline-role R {A: a} {A: b} and 0"]),
        (
            put("a", "[other, !Ref P]"),
            &["inline-role R  and 0", "inline-role other {A: a} and 0", "inline-role ? {A: a} and 0"],
        ),
        // One of several with the same name takes the place of the others.
        (put("a", "[!Ref R]") + &put("A", "[!Ref R]"), &["inline-role R  and 0"]),
        (put("a", "!If [C, [!Ref R], []]"), &["inline-role R  and 0"]),
        (put("a", "[!If [C, !Ref R, other]]"), &["inline-role R  and 0"]),
        (put("a", "[!Sub \"${R}\"]"), &["inline-role R  and 0"]),
        (
            put("a", "[!Ref R]").replace("Properties", "Condition: C\n    Properties"),
            &["inline-role R  and 0"],
        ),
        (
            put("a", "[!Ref R]").replace("A: a", "A: [x, !Ref Y], B: !Ref X"),
            &["inline-role R {A: [x]} and 0"],
        ),
    ] {
        assert_eq!(held(&(role("") + &more)), expected, "{more}");
    }
    let policies = ", Policies: [{PolicyName: a, PolicyDocument: {A: a}}, !If [C, {PolicyName: b, PolicyDocument: {A: b}}, !Ref AWS::NoValue]]";
    assert_eq!(held(&role(policies)), ["inline-role R {A: a} and 0"]);
    let arns = ", ManagedPolicyArns: [a, a, !Ref M, !Ref M, !Ref N, !Sub \"${X}a\", !If [C, b, c]]";
    let managed = "  M:\n    Type: AWS::IAM::ManagedPolicy\n    Properties: {Roles: [Real]}\n";
    assert_eq!(held(&(role(arns) + managed)), ["inline-role R  and 4"]);
    let sam = "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: {Policies: [Name, {Statement: []}, {S3ReadPolicy: {}}]}\n";
    assert_eq!(
        held(&(sam.to_owned() + &put("a", "[!Ref FRole]"))),
        ["inline-role FRole {Statement: []} {A: a} and 1"]
    );
}
