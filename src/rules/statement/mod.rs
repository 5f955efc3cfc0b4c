//! Rules that read a statement as a whole: which elements it has, its effect and its id.

mod combination;
mod effect;
mod empty;
mod missing_element;
mod principal;
mod redundant;
mod sid;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[
    &missing_element::EFFECT,
    &missing_element::ACTION,
    &missing_element::RESOURCE,
    &missing_element::PRINCIPAL,
    &effect::INVALID,
    &combination::UNSUPPORTED,
    &principal::UNSUPPORTED,
    &empty::ACTION,
    &empty::RESOURCE,
    &sid::UNSUPPORTED,
    &sid::REQUIRED_UNIQUE,
    &sid::RECOMMENDED_UNIQUE,
    &sid::EMPTY,
    &redundant::STATEMENT,
];
