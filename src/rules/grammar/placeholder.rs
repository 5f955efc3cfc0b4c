//! Words of a copied template that wait to be replaced.

mod brackets;
mod forms;
mod words;

pub(in crate::rules) use forms::is_placeholder;

use crate::diagnostic::Level;
use crate::policy::condition::Family;
use crate::policy::{Action, Entry, Statement};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};
use crate::source::Span;
use brackets::is_template_marker;
use forms::{Form, Found, Part, is_placeholder_part};

rule!(PLACEHOLDER, "grammar/placeholder", Statement, placeholder);

/// Who speaks of placeholders.
///
/// Where a rule of their own reports them, all others are silent about a text that holds one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Placeholders {
    /// The rule of their own.
    Reported,
    /// No rule: a placeholder is text like any other, as it is to Access Analyzer.
    Text,
}

impl Placeholders {
    /// Whether one is in the text.
    pub(in crate::rules) fn are_in(self, text: &str) -> bool {
        self == Placeholders::Reported && is_placeholder(text)
    }

    /// Whether one is in a part of an Amazon resource name.
    pub(in crate::rules) fn are_in_part(self, field: &str) -> bool {
        self == Placeholders::Reported && is_placeholder_part(field)
    }

    /// Whether a variable is the mark of a template tool.
    pub(in crate::rules) fn are_in_variable(self, variable: &str) -> bool {
        self == Placeholders::Reported && is_template_marker(variable)
    }
}

/// What kind of string a placeholder stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Effect,
    Action,
    Resource,
    Principal,
    ConditionKey,
    /// A value that may be any string.
    ConditionString,
    /// A value that has to be a number, a date or the like.
    ConditionValue,
}

fn placeholder(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let principals = statement.principals().flat_map(|principals| &principals.items);
    let odd = odd_actions(statement, ctx);
    let resources = statement.resources().flat_map(|resources| &resources.items);
    let values = statement.entries().flat_map(|entry| {
        let place = Place::of_values(entry);
        entry.values.iter().filter_map(move |value| Some((place, value.text()?)))
    });
    let effect = statement.effect.and_then(|effect| effect.text()).map(|text| (Place::Effect, text));
    let texts = effect
        .into_iter()
        .chain(principals.map(|principal| (Place::Principal, principal.text)))
        .chain(odd.into_iter().map(|action| (Place::Action, action.text)))
        .chain(resources.map(|resource| (Place::Resource, resource.text)))
        .chain(statement.entries().map(|entry| (Place::ConditionKey, entry.key)))
        .chain(values);
    // A loop would ask all links of the chain anew for each string.
    texts.for_each(|(place, text)| {
        let value = text.as_str();
        if matches!(value, "*" | "Allow" | "Deny") {
            return;
        }
        let found = match place {
            Place::ConditionKey | Place::ConditionString => forms::find_certain(value, text.signs()),
            _ => forms::find(value, text.signs()),
        };
        if !found.is_empty() {
            let at = |found: &Found| match found.range.len() == value.len() {
                true => text.at(),
                false => text.part(found.range.clone()),
            };
            report(place, value, &found, at, ctx);
        }
    });
}

/// The actions that the catalog does not have: no action of AWS is called like a placeholder.
fn odd_actions<'p, 'n>(statement: &'p Statement<'n>, ctx: &Context<'_>) -> Vec<&'p Action<'n>> {
    let actions = statement.actions().flat_map(|actions| &actions.items);
    let with_known = actions.zip(ctx.known_actions());
    with_known.filter(|(_, known)| known.is_none()).map(|(action, _)| action).collect()
}

/// All placeholders of a string are one finding.
fn report(place: Place, value: &str, found: &[Found], at: impl Fn(&Found) -> Span, ctx: &mut Context<'_>) {
    let Some((first, others)) = found.split_first() else { return };
    let written = |found: &Found| quoted(value.get(found.range.clone()).unwrap_or_default());
    let message = match first.form {
        Form::Word => format!("{} is a placeholder", written(first)),
        Form::Marker => format!("{} is a template's marker that nothing has replaced", written(first)),
    };
    let belongs = format!("{} belongs here", place.what_belongs(first.part));
    let finding = ctx.report(at(first), message).here(belongs);
    for other in others {
        finding.label(at(other), format!("{} belongs here", place.what_belongs(other.part)));
    }
    if !found.iter().any(|found| place.is_never_valid(found)) {
        finding.level(Level::Warning);
    }
    match first.form {
        Form::Word => finding.help(format!("write {} in its place", place.what_belongs(first.part))),
        Form::Marker => finding.help(
            "check the policy that the template gives; a policy variable has a prefix, such as `${aws:username}`",
        ),
    };
}

impl Place {
    fn of_values(entry: &Entry<'_>) -> Place {
        match entry.operator.family() {
            None | Some(Family::String | Family::StringLike) => Place::ConditionString,
            Some(_) => Place::ConditionValue,
        }
    }

    /// Whether AWS refuses the string, or it can never match anything, as long as the placeholder stands in it.
    ///
    /// A template's marker may still be replaced before the policy reaches AWS.
    fn is_never_valid(self, found: &Found) -> bool {
        let is_word = found.form == Form::Word;
        match self {
            Place::Effect | Place::Action => is_word,
            Place::Resource | Place::Principal => is_word && found.part != Part::Name,
            Place::ConditionKey | Place::ConditionString | Place::ConditionValue => false,
        }
    }

    fn what_belongs(self, part: Part) -> &'static str {
        match (part, self) {
            (Part::Partition, _) => "a partition, such as `aws`,",
            (Part::Service, _) => "the service prefix, such as `s3`,",
            (Part::Region, _) => "a Region, such as `eu-central-1`,",
            (Part::Account, _) => "the account's id, twelve digits,",
            (Part::Name, _) => "the resource's name",
            (Part::Whole, Place::Effect) => "`Allow` or `Deny`",
            (Part::Whole, Place::Action) => "an action, such as `s3:GetObject`,",
            (Part::Whole, Place::Resource) => "a resource's ARN or `*`",
            (Part::Whole, Place::Principal) => "a principal",
            (Part::Whole, Place::ConditionKey) => "a part of a condition key",
            (Part::Whole, Place::ConditionString | Place::ConditionValue) => "the value to compare with",
        }
    }
}
