//! Resources that are made once for each item: `for_each`.

use super::scope::{Scope, plain_name};
use crate::syntax::Text;
use crate::syntax::hcl::{Body, Expression, Form};

/// The most items that are looked at one by one.
const MAX_ITEMS: usize = 100;

/// One item.
pub(super) struct Each<'f, 't> {
    pub(super) key: Text<'t>,
    /// The value, with where it stands; that of a file is its name, which is the key, and of a resource only its key is known.
    pub(super) value: Option<(Scope<'f, 't>, &'f Expression<'t>)>,
}

/// What begins a pattern for names of files; no path has such a character.
pub(super) const FILES: char = '\u{2}';

/// The items for each of which a resource is made, where they are written down.
pub(super) fn items<'f, 't>(body: &'f Body<'t>, scope: &Scope<'f, 't>) -> Vec<Each<'f, 't>> {
    let over = body.attribute("for_each").map(|attribute| &attribute.value);
    let mut items = over.and_then(|over| of_expression(over, scope)).unwrap_or_default();
    items.truncate(MAX_ITEMS);
    items
}

fn of_expression<'f, 't>(over: &'f Expression<'t>, scope: &Scope<'f, 't>) -> Option<Vec<Each<'f, 't>>> {
    match &over.form {
        Form::Reference(steps) => match scope.named(steps) {
            Some((home, named, [])) => scope.names.follow(|| of_expression(named, &home))?,
            Some(_) => None,
            None => {
                let (home, resource) = scope.resource(steps)?;
                let items = scope.names.follow(|| items(resource, &home))?;
                Some(items.into_iter().map(|item| Each { value: None, ..item }).collect())
            }
        },
        Form::Call("toset" | "tomap", arguments) => of_expression(arguments.first()?, scope),
        // Which files there are is not known here, but what their names are like.
        Form::Call("fileset", arguments) => {
            let pattern = scope.value(arguments.get(1)?);
            let pattern = pattern.text().filter(|text| !text.as_str().contains(['?', '{', '[', '\\']))?;
            let (folders, names) = match pattern.as_str().rsplit_once('/') {
                Some((folders, _)) if folders.contains('*') => return None,
                Some((folders, names)) => (format!("{folders}/"), names),
                None => (String::new(), pattern.as_str()),
            };
            let key = Text::standing_for(pattern.at(), &format!("{folders}{FILES}{names}"));
            Some(vec![Each { key, value: None }])
        }
        Form::Tuple(items) => {
            let item = |value: &'f Expression<'t>| {
                Some(Each { key: scope.value(value).text()?.clone(), value: Some((*scope, value)) })
            };
            items.iter().map(item).collect()
        }
        Form::Object(items) => {
            let item = |(name, value): &'f (Expression<'t>, Expression<'t>)| {
                let key = Text::standing_for(name.at, plain_name(name)?);
                Some(Each { key, value: Some((*scope, value)) })
            };
            items.iter().map(item).collect()
        }
        _ => None,
    }
}
