use crate::diagnostic::{Fix, Safety};
use crate::policy::condition::Operator;
use crate::policy::{Element, Policy, Statement, UnknownElement};
use crate::rules::wording::{one_of, quoted};
use crate::rules::{Context, rule};

rule!(INVALID, "grammar/invalid-policy-element", Policy, invalid_elements);

/// Where an element stands that is none.
#[derive(Clone, Copy)]
enum Home<'p> {
    Policy(&'p Policy<'p>),
    Statement(&'p Statement<'p>),
}

fn invalid_elements(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    for unknown in &policy.unknown {
        invalid_element(Home::Policy(policy), unknown, ctx);
    }
    if policy.bare_statement && !ctx.tells_each_cause_once() {
        for element in policy.statements.iter().flat_map(Statement::elements) {
            invalid_element(Home::Policy(policy), &UnknownElement { element, meant: None }, ctx);
        }
    }
    for statement in &policy.statements {
        for unknown in &statement.unknown {
            invalid_element(Home::Statement(statement), unknown, ctx);
        }
    }
}

fn invalid_element(home: Home<'_>, unknown: &UnknownElement<'_>, ctx: &mut Context<'_>) {
    let UnknownElement { element, meant } = unknown;
    let name = element.name.as_str();
    let message = format!("{} is no element of {}", quoted(name), home.with_article());
    let finding = ctx.report(element.at(), message);
    finding.label(element.name.at(), "this name");
    let Some(meant) = meant else {
        finding.help(help(home, element));
        return;
    };
    match home.element(meant) {
        Some(other) if !std::ptr::eq(other.name, element.name) => {
            finding
                .label(other.name.at(), "this one counts")
                .help(format!("merge it into `{meant}`, which stands there already, or remove it"));
        }
        _ => {
            let help = match name.eq_ignore_ascii_case(meant) {
                true => format!("write `{meant}`; the case of the letters matters"),
                false => format!("did you mean `{meant}`?"),
            };
            finding.help(help).fix(Fix::replace(
                format!("write `{meant}`"),
                Safety::Safe,
                element.name.at(),
                format!("\"{meant}\""),
            ));
        }
    }
}

/// What to do with a member that resembles no element that may stand there.
fn help(home: Home<'_>, element: &Element<'_>) -> String {
    const OF_POLICY: [&str; 3] = ["Version", "Id", "Statement"];
    const OF_STATEMENT: [&str; 9] = [
        "Sid",
        "Effect",
        "Principal",
        "NotPrincipal",
        "Action",
        "NotAction",
        "Resource",
        "NotResource",
        "Condition",
    ];
    let name = element.name.as_str();
    let lower = name.to_ascii_lowercase();
    let named = |names: &[&'static str]| names.iter().find(|known| known.eq_ignore_ascii_case(name)).copied();
    match home {
        Home::Statement(_) => {
            if let Some(element) = named(&OF_POLICY) {
                return match element {
                    "Statement" => {
                        "statements do not nest: write each of them into the policy's list".to_owned()
                    }
                    _ => format!("move `{element}` out of the statement: it belongs beside `Statement`"),
                };
            }
        }
        Home::Policy(_) => {
            if let Some(element) = named(&OF_STATEMENT) {
                return format!("move `{element}` into the statement that it belongs to");
            }
        }
    }
    if Operator::read(element.name).base.is_some() {
        return format!("write it into `Condition`: `\"Condition\": {{ \"{name}\": {{ … }} }}`");
    }
    match lower.trim_start_matches(['_', '/', '#', '$', '@']) {
        "aws" | "service" | "federated" | "canonicaluser" => {
            "write it into `Principal`: `\"Principal\": { \"AWS\": \"…\" }`".to_owned()
        }
        "" | "comment" | "comments" | "description" | "desc" | "name" | "note" | "notes" | "title"
        | "label" | "remark" | "todo" => {
            "remove it; IAM has no element for comments, but a `Sid` can say what a statement is for"
                .to_owned()
        }
        "schema" => "remove it; AWS refuses it".to_owned(),
        "statementid" | "sidname" => "write `Sid` for the name of a statement".to_owned(),
        "policyname" | "policydocument" | "policytype" | "tags" | "path" => {
            "remove it; it belongs to the request that carries the policy, not into the policy".to_owned()
        }
        _ => match home {
            Home::Policy(_) => format!("remove it, or write {}", one_of(OF_POLICY)),
            Home::Statement(_) => format!("remove it, or write {}", one_of(OF_STATEMENT)),
        },
    }
}

impl<'p> Home<'p> {
    fn with_article(self) -> &'static str {
        match self {
            Home::Policy(_) => "a policy",
            Home::Statement(_) => "a statement",
        }
    }

    /// The element that stands in the place of that name.
    fn element(self, name: &str) -> Option<Element<'p>> {
        match self {
            Home::Policy(policy) => match name {
                "Version" => policy.version,
                "Id" => policy.id,
                _ => policy.statement,
            },
            Home::Statement(statement) => {
                statement.elements().find(|element| element.title().trim_matches('`') == name)
            }
        }
    }
}
