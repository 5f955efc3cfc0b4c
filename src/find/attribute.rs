//! What attributes of resources give, as far as it is the same for all resources of a type.

use std::sync::OnceLock;

use super::request::rows;
use crate::syntax::Hidden;

/// A row of the table: the type, the attribute, and the form of its value.
type Row = (&'static str, &'static str, &'static str);

static ROWS: OnceLock<Vec<Row>> = OnceLock::new();

fn all() -> &'static [Row] {
    ROWS.get_or_init(|| {
        let rows = rows(include_str!("attributes.tsv"));
        rows.filter_map(|mut fields| Some((fields.next()?, fields.next()?, fields.next()?))).collect()
    })
}

/// What is known of an attribute of a resource of a type; `Ref` is what a reference to the resource itself gives.
pub(super) fn hidden(of: &str, attribute: &str) -> Hidden {
    let row = all().iter().find(|(row_of, name, _)| *row_of == of && *name == attribute);
    row.map_or(Hidden::Anything, |(_, _, form)| Hidden::Form(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_form_is_a_name_or_an_arn() {
        assert_eq!(
            all().len(),
            include_str!("attributes.tsv").lines().filter(|line| !line.starts_with('#')).count()
        );
        assert!(all().is_sorted_by(|one, other| one < other), "the lines are sorted, and each stands once");
        for (of, _, form) in all() {
            let is_arn = form.starts_with("arn:{partition}:") && form.matches(':').count() >= 5;
            assert!(*form == "{name}" || is_arn, "{of}");
        }
    }
}
