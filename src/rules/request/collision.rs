use std::collections::HashMap;

use crate::find::{Request, Shape};
use crate::rules::wording::quoted;
use crate::rules::{Reporter, rule};

rule!(NAMES, "request/names-differ-only-by-case", Requests, names);

/// What is made by each operation, and the parameter that names it.
const MADE: [(&str, Shape, &str); 4] = [
    ("CreatePolicy", Shape::PolicyName, "policies"),
    ("CreateRole", Shape::RoleName, "roles"),
    ("CreateUser", Shape::NewUserName, "users"),
    ("CreateGroup", Shape::GroupName, "groups"),
];

fn names(requests: &[&Request<'_>], reporter: &mut Reporter) {
    for (operation, shape, noun) in MADE {
        let mut first = HashMap::new();
        let of_operation =
            requests.iter().filter(|request| request.operation == operation && !request.is_conditional);
        for name in of_operation.filter_map(|request| request.text(shape)) {
            let earlier = first.entry(name.as_str().to_lowercase()).or_insert(name);
            if earlier.as_str() != name.as_str() {
                let (one, other) = (quoted(earlier.as_str()), quoted(name.as_str()));
                reporter
                    .report(
                        name.at(),
                        format!("the {noun} {one} and {other} differ by the case of letters only"),
                    )
                    .label(earlier.at(), "the other name")
                    .help("give one of them another name");
            }
        }
    }
}
