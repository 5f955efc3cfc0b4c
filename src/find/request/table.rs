use super::Shape;
use crate::find::location::{Location, follow};
use crate::find::{Kind, Profile};
use crate::syntax::{Node, Value};

/// An operation of AWS whose requests or answers hold a policy.
#[derive(Debug)]
pub(in crate::find) struct Operation {
    /// The operation's name, in the API or in the AWS CLI.
    pub(in crate::find) name: &'static str,
    /// The members that its documents have, and what they hold.
    telling: Vec<Telling>,
    /// The way to the policy.
    pub(in crate::find) path: &'static str,
    /// What the policy is; none where only its evidence tells.
    pub(in crate::find) profile: Option<&'static Profile>,
}

/// What tells which operation a document belongs to.
#[derive(Debug)]
enum Telling {
    /// Something is at the end of that way.
    Name(&'static str),
    /// It has that value.
    Value(&'static str, &'static str),
    /// That word stands somewhere in it.
    Word(&'static str, &'static str),
}

impl Operation {
    /// Reads a table of locations, each of which belongs to an operation and the members that tell it, parted by blanks.
    pub(in crate::find) fn table(text: &'static str) -> Vec<Operation> {
        let operations = Location::table(text).into_iter().map(|Location { of, path, profile }| {
            let (name, telling) = of.split_once(' ').unwrap_or((of, ""));
            let telling = telling.split(' ').filter(|member| !member.is_empty()).map(Telling::read).collect();
            Operation { name, telling, path, profile }
        });
        operations.collect()
    }

    /// Whether an object has the members that tell.
    pub(in crate::find) fn is_told_by(&self, node: &Node<'_>) -> bool {
        self.telling.iter().all(|telling| telling.is_met_by(node))
    }

    /// Whether it is one of IAM, whose documents are policies whatever they look like.
    pub(in crate::find) fn is_of_iam(&self) -> bool {
        let kind = self.profile.map(|profile| profile.kind);
        let has_document = matches!(self.path, "PolicyDocument" | "AssumeRolePolicyDocument");
        has_document && kind.is_some_and(|kind| kind == Kind::Trust || kind.is_identity())
    }
}

impl Telling {
    fn read(written: &'static str) -> Telling {
        if let Some((name, value)) = written.split_once('=') {
            return Telling::Value(name, value);
        }
        match written.split_once('~') {
            Some((name, word)) => Telling::Word(name, word),
            None => Telling::Name(written),
        }
    }

    fn is_met_by(&self, node: &Node<'_>) -> bool {
        let any = |path: &str, test: &dyn Fn(&Node<'_>) -> bool| {
            follow(node, path).into_iter().any(|(_, value)| test(value))
        };
        match self {
            Telling::Name(path) => any(path, &|_| true),
            Telling::Value(path, wanted) => {
                any(path, &|value| value.text().is_some_and(|text| text.as_str() == *wanted))
            }
            Telling::Word(path, word) => any(path, &|value| has_word(value, word)),
        }
    }
}

/// Whether a word stands in a string, or is the name of a member, somewhere below a value.
pub(in crate::find) fn has_word(node: &Node<'_>, word: &str) -> bool {
    match &node.value {
        Value::Text(text) => text.as_str().contains(word),
        Value::Array(items) => items.iter().any(|item| has_word(item, word)),
        Value::Object(members) => {
            members.iter().any(|member| member.name.as_str() == word || has_word(&member.value, word))
        }
        _ => false,
    }
}

/// The shapes of an operation's parameters, each with the parameter's name.
pub(super) fn shapes(text: &'static str) -> Vec<(&'static str, &'static str, Shape)> {
    let shapes = rows(text)
        .filter_map(|mut fields| Some((fields.next()?, fields.next()?, Shape::named(fields.next()?)?)));
    shapes.collect()
}

/// The rows of a table, each as its fields.
pub(in crate::find) fn rows(text: &'static str) -> impl Iterator<Item = std::str::Split<'static, char>> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::request::kind_without_policy;

    #[test]
    fn every_row_is_read_whole() {
        let text = include_str!("operations.tsv");
        let operations = Operation::table(text);
        let answers = include_str!("../answer/outputs.tsv");
        let all: Vec<_> = rows(text).chain(rows(answers)).collect();
        let read: Vec<_> = Operation::table(text).into_iter().chain(Operation::table(answers)).collect();
        assert_eq!(read.len(), all.len());
        for (operation, row) in read.iter().zip(all) {
            let fields: Vec<_> = row.collect();
            assert_eq!(operation.profile.is_some(), fields[2] != "-", "{fields:?}");
            if let Some(of_type) = fields.get(3) {
                assert!(Profile::of_resource_type(of_type).is_some(), "{of_type}");
            }
        }
        let text = include_str!("parameters.tsv");
        assert_eq!(shapes(text).len(), rows(text).count());
        for (operation, ..) in shapes(text) {
            let is_of_iam = operations.iter().any(|known| known.name == operation && known.is_of_iam());
            assert!(is_of_iam || kind_without_policy(operation).is_some(), "{operation}");
        }
    }
}
