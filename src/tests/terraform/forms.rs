//! Policies say the same however Terraform writes them.

use iamlint::{
    Configuration, Kind, PolicyReport, Profile, Report, Settings, Source, check, check_read, rules,
};

use crate::rulebook;

/// The attribute that holds policies of a profile: the resource's type, the attribute, and what else has to be said.
pub(super) fn attribute_of(profile: &Profile) -> Option<(&'static str, &'static str, &'static str)> {
    let by_kind = match profile.kind {
        Kind::Managed => ("aws_iam_policy", "policy", ""),
        Kind::InlineUser => ("aws_iam_user_policy", "policy", ""),
        Kind::InlineRole => ("aws_iam_role_policy", "policy", ""),
        Kind::InlineGroup => ("aws_iam_group_policy", "policy", ""),
        Kind::PermissionSet => ("aws_ssoadmin_permission_set_inline_policy", "inline_policy", ""),
        Kind::Trust => ("aws_iam_role", "assume_role_policy", ""),
        Kind::Session => ("aws_transfer_user", "policy", ""),
        Kind::Scp => ("aws_organizations_policy", "content", ""),
        Kind::Rcp => ("aws_organizations_policy", "content", "RESOURCE_CONTROL_POLICY"),
        Kind::VpcEndpoint => ("aws_vpc_endpoint", "policy", ""),
        Kind::Resource if profile.of.is_none() => ("aws_glacier_vault_lock", "policy", ""),
        Kind::Resource => {
            let table = include_str!("../../find/terraform/resources.tsv");
            let rows = table.lines().map(|line| line.split('\t').collect::<Vec<_>>());
            let mut rows = rows.filter(|row| row.len() == 4 && !row[1].contains('['));
            let row = rows.find(|row| profile.resource_types.contains(&row[3]))?;
            return Some((row[0], row[1], ""));
        }
        Kind::Boundary | Kind::AwsManaged => return None,
    };
    Some(by_kind)
}

/// A value of JSON in the syntax of HCL.
pub(super) fn to_hcl(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => hcl_string(text),
        serde_json::Value::Array(items) => {
            format!("[{}]", items.iter().map(to_hcl).collect::<Vec<_>>().join(", "))
        }
        serde_json::Value::Object(members) => {
            let member = |(name, value): (&String, _)| format!("{} = {}", hcl_string(name), to_hcl(value));
            format!("{{\n{}\n}}", members.iter().map(member).collect::<Vec<_>>().join("\n"))
        }
        other => other.to_string(),
    }
}

fn hcl_string(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            other if other < ' ' => out += &format!("\\U{:08x}", u32::from(other)),
            other => out.push(other),
        }
    }
    doubled(&out) + "\""
}

fn doubled(text: &str) -> String {
    text.replace("${", "$${").replace("%{", "%%{")
}

/// A policy as a data source; none where that cannot say it.
fn to_document(policy: &serde_json::Value) -> Option<String> {
    let policy = policy.as_object()?;
    let mut out = String::from("data \"aws_iam_policy_document\" \"x\" {\n");
    for (name, value) in policy {
        match name.as_str() {
            "Version" => out += &format!("version = {}\n", to_hcl(value)),
            "Id" => out += &format!("policy_id = {}\n", to_hcl(value)),
            "Statement" => {}
            _ => return None,
        }
    }
    // Terraform writes the version that is missing.
    policy.get("Version")?;
    let statements = match policy.get("Statement")? {
        serde_json::Value::Array(items) if !items.is_empty() => items.as_slice(),
        statement @ serde_json::Value::Object(_) => std::slice::from_ref(statement),
        _ => return None,
    };
    for statement in statements {
        out += "statement {\n";
        statement.get("Effect")?;
        for (name, value) in statement.as_object()? {
            out += &to_argument(name, value)?;
        }
        out += "}\n";
    }
    Some(out + "}\n")
}

/// An element of a statement as an argument or as blocks.
fn to_argument(name: &str, value: &serde_json::Value) -> Option<String> {
    let argument = match name {
        "Sid" | "Effect" => {
            let is_empty = value.as_str()?.is_empty();
            return (!is_empty).then(|| format!("{} = {}\n", name.to_lowercase(), to_hcl(value)));
        }
        "Action" => "actions",
        "NotAction" => "not_actions",
        "Resource" => "resources",
        "NotResource" => "not_resources",
        "Principal" | "NotPrincipal" => {
            let block = if name == "Principal" { "principals" } else { "not_principals" };
            if value == "*" {
                return Some(format!("{block} {{\ntype = \"*\"\nidentifiers = [\"*\"]\n}}\n"));
            }
            let block = |(of, names): (&String, _)| {
                Some(format!(
                    "{block} {{\ntype = {}\nidentifiers = {}\n}}\n",
                    hcl_string(of),
                    to_list(names)?
                ))
            };
            return value.as_object().filter(|types| !types.is_empty())?.iter().map(block).collect();
        }
        "Condition" => {
            let mut out = String::new();
            for (test, entries) in value.as_object().filter(|operators| !operators.is_empty())? {
                for (variable, values) in entries.as_object().filter(|entries| !entries.is_empty())? {
                    let (test, variable) = (hcl_string(test), hcl_string(variable));
                    let values = to_list(values)?;
                    out += &format!(
                        "condition {{\ntest = {test}\nvariable = {variable}\nvalues = {values}\n}}\n"
                    );
                }
            }
            return Some(out);
        }
        _ => return None,
    };
    let list = to_list(value)?;
    let list = if argument.ends_with("actions") { list.replace("&{", "$${") } else { list };
    Some(format!("{argument} = {list}\n"))
}

/// A list of strings that differ, in the way in which Terraform takes policy variables.
fn to_list(value: &serde_json::Value) -> Option<String> {
    let items = match value {
        serde_json::Value::Array(items) if !items.is_empty() => items.as_slice(),
        text @ serde_json::Value::String(_) => std::slice::from_ref(text),
        _ => return None,
    };
    let mut seen = std::collections::HashSet::new();
    let is_list = items.iter().all(|item| item.is_string() && seen.insert(item.as_str()));
    let item = |item: &serde_json::Value| to_hcl(item).replace("$${", "&{");
    is_list.then(|| format!("[{}]", items.iter().map(item).collect::<Vec<_>>().join(", ")))
}

/// How a report reads, without places.
pub(super) fn rules_of(report: &Report) -> Vec<&'static str> {
    let mut names: Vec<_> = report.findings.iter().map(|finding| finding.diagnostic.page.name).collect();
    names.retain(|name| *name != "kind-mismatch");
    names.sort_unstable();
    names
}

/// Whether a rule is about the text: Terraform writes policies without the white space that some limits count, and each member once.
pub(super) fn is_of_text(name: &str) -> bool {
    name == "duplicate-element" || rules::pages().any(|page| page.name == name && page.group == "size")
}

/// Each example of the rule book says the same however Terraform writes it.
#[test]
fn every_example_gives_the_same_in_each_form() {
    let mut wrong = Vec::new();
    let mut count = 0;
    let mut documents = 0;
    for (mut settings, text) in rulebook::json_examples() {
        let Ok(value) = serde_json::from_str::<serde_json::Value>(&text) else { continue };
        let raw = check(&Source::new("policy.json", text.as_str()), &settings);
        let [policy @ PolicyReport { owner: None, .. }] = raw.policies.as_slice() else { continue };
        let Some((of, attribute, kind)) = attribute_of(policy.profile) else { continue };
        settings.profile = Some(policy.profile);
        let raw = rules_of(&check(&Source::new("policy.json", text.as_str()), &settings));
        if raw.iter().any(|name| is_of_text(name)) {
            continue;
        }
        let kind_line = if kind.is_empty() { String::new() } else { format!("  type = \"{kind}\"\n") };
        let block =
            |value: &str| format!("resource \"{of}\" \"x\" {{\n{kind_line}  {attribute} = {value}\n}}\n");
        let mut values = serde_json::json!({ attribute: text });
        if !kind.is_empty() {
            values["type"] = kind.into();
        }
        let resource =
            serde_json::json!({ "mode": "managed", "type": of, "address": "x", "values": &values });
        let plan = serde_json::json!({
            "format_version": "1.2",
            "planned_values": { "root_module": { "resources": [resource] } },
        });
        let state = serde_json::json!({
            "version": 4, "terraform_version": "1.9.0", "lineage": "x",
            "resources": [{ "mode": "managed", "type": of, "name": "x", "instances": [{ "attributes": values }] }],
        });
        let json_syntax = serde_json::json!({ "resource": { of: { "x": {
            attribute: format!("${{jsonencode({})}}", to_hcl(&value)), "type": kind,
        } } } });
        let document = to_document(&value)
            .map(|document| block("data.aws_iam_policy_document.x.json") + &document)
            .unwrap_or_else(|| block(&hcl_string(&text)));
        documents += usize::from(document.contains("\nstatement {"));
        let forms = [
            ("main.tf", document),
            ("main.tf", block(&format!("jsonencode({})", to_hcl(&value)))),
            ("main.tf", block(&format!("<<POLICY\n{}POLICY", doubled(&text)))),
            ("main.tf", block(&format!("<<-POLICY\n    {}  POLICY", doubled(&text).replace('\n', "\n    ")))),
            ("main.tf", block(&hcl_string(&text))),
            ("plan.json", plan.to_string()),
            ("terraform.tfstate", state.to_string()),
            (
                "main.tf.json",
                if kind.is_empty() && of != "aws_organizations_policy" {
                    json_syntax.to_string()
                } else {
                    continue;
                },
            ),
        ];
        let settings = Settings { profile: None, ..settings };
        for (value, text) in [("file(\"p\")", text.clone()), ("templatefile(\"p\", {})", doubled(&text))] {
            let sources = [Source::new("main.tf", block(value))];
            let readings = Configuration::of(&sources).references();
            let readings: Vec<_> = readings.into_iter().map(|reference| reference.reading).collect();
            let found = rules_of(&check_read(&Source::new("p", text), &readings, &settings));
            count += 1;
            if found != raw {
                wrong.push(format!("behind {value}: {found:?} for {raw:?}"));
            }
        }
        for (name, hosted) in forms {
            // Terraform writes the character for which a file of JSON may have an escape.
            let is_written = hosted.contains("jsonencode") || hosted.contains("\nstatement {");
            if is_written && text.contains("\\u") {
                continue;
            }
            count += 1;
            let found = rules_of(&check(&Source::new(name, hosted.as_str()), &settings));
            if found != raw {
                wrong.push(format!("in {name}: {found:?} for {raw:?}\n{hosted}"));
            }
        }
    }
    assert!(count > 4000 && documents > 300, "only {count} forms and {documents} documents were compared");
    wrong.truncate(12);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
