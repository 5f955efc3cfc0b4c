//! The JSON syntax of Terraform (`.tf.json`) as blocks and expressions.

use crate::syntax::hcl::{Attribute, Block, Body, Expression, File, Form, Part, template};
use crate::syntax::{Member, Node, Text, Value};

/// Members that are blocks inside of other blocks; JSON writes them like attributes.
const INNER: [&str; 6] =
    ["condition", "details", "inline_policy", "not_principals", "principals", "statement"];

/// Blocks of a file, and how many labels they have.
const OUTER: [(&str, usize); 6] =
    [("resource", 2), ("data", 2), ("module", 1), ("variable", 1), ("output", 1), ("locals", 0)];

/// The configuration; none where the document is none.
pub(super) fn file<'t>(root: &'t Node<'t>) -> Option<File<'t>> {
    let is_aws = |member: &Member<'_>| member.name.as_str().starts_with("aws_");
    let has_aws = |name: &str| {
        let of = root.member(name).and_then(Node::members);
        of.is_some_and(|types| types.iter().any(is_aws))
    };
    let modules = root.member("module").and_then(Node::members);
    let has_module = modules.is_some_and(|all| all.iter().any(|of| of.value.member("source").is_some()));
    if !has_aws("resource") && !has_aws("data") && !has_module {
        return None;
    }
    let mut file = File::default();
    for member in root.members().into_iter().flatten() {
        let outer = OUTER.iter().find(|(name, _)| *name == member.name.as_str());
        if let Some((_, labels)) = outer {
            blocks(member, &member.name, &member.value, Vec::new(), *labels, &mut file.body.blocks);
        }
    }
    Some(file)
}

/// The blocks below a member, behind as many labels as there are.
fn blocks<'t>(
    member: &'t Member<'t>,
    name: &'t Text<'t>,
    value: &'t Node<'t>,
    labels: Vec<Text<'t>>,
    missing: usize,
    found: &mut Vec<Block<'t>>,
) {
    match &value.value {
        Value::Array(items) => {
            items.iter().for_each(|item| blocks(member, name, item, labels.clone(), missing, found));
        }
        Value::Object(members) if missing > 0 => {
            for inner in members {
                let mut labels = labels.clone();
                labels.push(inner.name.clone());
                blocks(inner, name, &inner.value, labels, missing - 1, found);
            }
        }
        Value::Object(members) => found.push(Block {
            at: value.at,
            header: member.name.at(),
            name: name.clone(),
            labels,
            body: body(members),
        }),
        _ => {}
    }
}

fn body<'t>(members: &'t [Member<'t>]) -> Body<'t> {
    let mut body = Body::default();
    for member in members {
        match member.name.as_str() {
            "dynamic" => blocks(member, &member.name, &member.value, Vec::new(), 1, &mut body.blocks),
            name if INNER.contains(&name) => {
                blocks(member, &member.name, &member.value, Vec::new(), 0, &mut body.blocks);
            }
            _ => {
                let value = expression(&member.value);
                body.attributes.push(Attribute { name: member.name.clone(), value });
            }
        }
    }
    body
}

fn expression<'t>(node: &'t Node<'t>) -> Expression<'t> {
    let form = match &node.value {
        Value::Unknown | Value::Partial(_) => Form::Other(Vec::new()),
        Value::Null => Form::Null,
        Value::Bool(value) => Form::Bool(*value),
        Value::Number(digits) => Form::Number(digits),
        Value::Text(text) if text.as_str().contains("${") || text.as_str().contains("%{") => {
            template(text).map_or(Form::Other(Vec::new()), |template| template.form)
        }
        Value::Text(text) => literal(text),
        Value::Array(items) => Form::Tuple(items.iter().map(expression).collect()),
        Value::Object(members) => {
            let item = |member: &'t Member<'t>| {
                let name = Expression { at: member.name.at(), form: literal(&member.name) };
                (name, expression(&member.value))
            };
            Form::Object(members.iter().map(item).collect())
        }
    };
    Expression { at: node.at, form }
}

fn literal<'t>(text: &Text<'t>) -> Form<'t> {
    Form::Template(vec![Part::Literal(text.clone())])
}
