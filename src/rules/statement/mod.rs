//! Rules that read a statement as a whole: which elements it has, and its effect.

mod missing_element;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[&missing_element::EFFECT];
