//! What the attribute of a resource may hold: policies, documents, files.

use super::Policy;
use super::reading::File;
use super::scope::{Scope, forget_empty, is_variable};
use crate::source::Span;
use crate::syntax::Value;
use crate::syntax::hcl::{Expression, Form, Part};

/// Functions that give one of the values that they get, or what is put together from these.
const PASSING_ON: [&str; 14] = [
    "coalesce",
    "coalescelist",
    "compact",
    "concat",
    "distinct",
    "element",
    "flatten",
    "join",
    "nonsensitive",
    "one",
    "sensitive",
    "tolist",
    "trimspace",
    "try",
];

/// Whether what a function gives holds what it gets as it is.
pub(super) fn passes_on(function: &str) -> bool {
    PASSING_ON.contains(&function)
}

/// What an attribute may hold.
pub(super) struct Candidate<'t> {
    /// Which branch of a condition it is.
    pub(super) branch: String,
    /// The file of the module in which it stands.
    pub(super) file: usize,
    pub(super) what: What<'t>,
}

pub(super) enum What<'t> {
    Policy(Policy<'t>),
    /// A document of the module, as an index.
    Document(usize),
    /// A file that is read at a place.
    File(Span, File),
}

impl What<'_> {
    /// Whether anything is known of it.
    pub(super) fn is_known(&self) -> bool {
        !matches!(self, What::Policy(Policy::Unknown(_)))
    }
}

impl<'f, 't> Scope<'f, 't> {
    /// All that an expression may stand for.
    pub(super) fn candidates(&self, expression: &Expression<'t>) -> Vec<Candidate<'t>> {
        let mut candidates = self.resolve(expression, String::new());
        if candidates.iter().any(|candidate| candidate.what.is_known()) {
            candidates.retain(|candidate| candidate.what.is_known());
        }
        candidates
    }

    fn resolve(&self, expression: &Expression<'t>, branch: String) -> Vec<Candidate<'t>> {
        let of = |branch: String, what: What<'t>| vec![Candidate { branch, file: self.file, what }];
        let unknown = |branch: String| of(branch, What::Policy(Policy::Unknown(expression.at)));
        if self.names.count(0).is_none() {
            return unknown(branch);
        }
        match &expression.form {
            Form::Null => Vec::new(),
            Form::Conditional(values) => {
                let [one, other] = &**values;
                let mut all = self.resolve(one, format!("{branch} (if true)"));
                all.extend(self.resolve(other, format!("{branch} (if false)")));
                all
            }
            Form::Template(parts) => match alone(parts) {
                Some(value) => self.resolve(value, branch),
                None => {
                    let policy = text_policy(self, parts, expression.at);
                    policy.map(|policy| of(branch, What::Policy(policy))).unwrap_or_default()
                }
            },
            Form::Reference(steps) => {
                if let Some(document) = self.document(steps) {
                    return of(branch, What::Document(document));
                }
                if let Some((home, template)) = self.template_file(steps) {
                    return match home.file_of_template(template) {
                        Some(file) => of(branch, What::File(expression.at, file)),
                        None => unknown(branch),
                    };
                }
                let named = self.named(steps).filter(|(home, named, rest)| {
                    rest.is_empty() && !(is_variable(steps) && home.is_to_be_set(named))
                });
                let followed = named
                    .and_then(|(home, named, _)| self.names.follow(|| home.resolve(named, branch.clone())));
                followed.filter(|followed| !followed.is_empty()).unwrap_or_else(|| unknown(branch))
            }
            Form::Call("file", arguments) | Form::Call("templatefile", arguments) => {
                match self.file_of_call(arguments) {
                    Some(file) => of(branch, What::File(expression.at, file)),
                    None => unknown(branch),
                }
            }
            Form::Call("jsonencode", arguments) => match arguments.as_slice() {
                [value] => self.encoded(value, expression.at, branch),
                _ => unknown(branch),
            },
            Form::Call(name, arguments) if passes_on(name) => {
                let all = self.any_of(arguments, expression.at, branch.clone());
                // What is joined to the text of a file is not known.
                match all.iter().any(|candidate| matches!(candidate.what, What::File(..))) && all.len() > 1 {
                    true if *name == "join" => unknown(branch),
                    _ => all,
                }
            }
            Form::Call(_, inner) | Form::Other(inner) | Form::Tuple(inner) => {
                let mut all = self.any_of(inner, expression.at, branch.clone());
                // What a function makes of a policy is not known, but which documents it takes tells what they are for.
                all.retain(|candidate| matches!(candidate.what, What::Document(_)));
                if all.is_empty() { unknown(branch) } else { all }
            }
            _ => unknown(branch),
        }
    }

    /// Whether the default of a variable says nothing.
    fn is_to_be_set(&self, default: &Expression<'t>) -> bool {
        let mut value = self.value(default);
        forget_empty(&mut value);
        value.value == Value::Unknown
    }

    /// What `jsonencode` makes of a value: a policy, or what stands in the file that it was decoded from.
    fn encoded(&self, value: &Expression<'t>, at: Span, branch: String) -> Vec<Candidate<'t>> {
        let unknown = |branch| vec![self.candidate(branch, Policy::Unknown(at))];
        match &value.form {
            Form::Call("jsondecode", arguments) if arguments.len() == 1 => {
                return self.any_of(arguments, at, branch);
            }
            Form::Call("yamldecode", arguments) if arguments.len() == 1 => {
                let mut all = self.any_of(arguments, at, branch);
                for candidate in &mut all {
                    match &mut candidate.what {
                        What::File(_, file) => file.is_yaml = true,
                        other => *other = What::Policy(Policy::Unknown(at)),
                    }
                }
                return all;
            }
            Form::Reference(steps) => {
                if let Some((home, named, [])) = self.named(steps) {
                    let followed = self.names.follow(|| home.encoded(named, named.at, branch.clone()));
                    return followed.unwrap_or_else(|| unknown(branch));
                }
            }
            _ => {}
        }
        let tree = self.value(value);
        match tree.value {
            Value::Object(_) => vec![self.candidate(branch, Policy::Tree(tree))],
            _ => unknown(branch),
        }
    }

    fn candidate(&self, branch: String, policy: Policy<'t>) -> Candidate<'t> {
        Candidate { branch, file: self.file, what: What::Policy(policy) }
    }

    /// The candidates of several expressions.
    pub(super) fn any_of(
        &self,
        expressions: &[Expression<'t>],
        at: Span,
        branch: String,
    ) -> Vec<Candidate<'t>> {
        let each = |inner: &Expression<'t>| match &inner.form {
            Form::Tuple(items) => self.any_of(items, inner.at, branch.clone()),
            _ => self.resolve(inner, branch.clone()),
        };
        let all: Vec<_> = expressions.iter().flat_map(each).collect();
        if all.is_empty() { vec![self.candidate(branch, Policy::Unknown(at))] } else { all }
    }
}

/// What is put into a string that holds nothing else but white space.
pub(super) fn alone<'e, 't>(parts: &'e [Part<'t>]) -> Option<&'e Expression<'t>> {
    let is_blank = |part: &&Part<'_>| matches!(part, Part::Literal(text) if text.as_str().trim().is_empty());
    let mut others = parts.iter().filter(|part| !is_blank(part));
    match (others.next(), others.next()) {
        (Some(Part::Value(_, value)), None) => Some(value),
        _ => None,
    }
}

/// A string that holds a policy, perhaps with something put in; none where it is empty.
pub(super) fn text_policy<'t>(scope: &Scope<'_, 't>, parts: &[Part<'t>], at: Span) -> Option<Policy<'t>> {
    match parts {
        [] => None,
        [Part::Literal(text)] if text.as_str().trim().is_empty() => None,
        [Part::Literal(text)] => Some(Policy::Text(text.clone())),
        _ => Some(match scope.string(parts, at) {
            None => Policy::Unknown(at),
            Some(string) => match string.known() {
                Some(text) => Policy::Text(text.clone()),
                None => Policy::Partial(string),
            },
        }),
    }
}
