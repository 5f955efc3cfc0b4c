//! Rules that read conditions: operators, keys and values.

mod attributes_without_select;
mod base64;
mod boolean;
mod contradiction;
mod date;
mod duplicate_key;
mod empty;
mod global_key;
mod ip_range;
mod irrelevant_key;
mod key_format;
mod key_type;
mod kms_key;
mod list;
mod lone_star;
mod mfa;
mod null;
mod number;
mod operator;
mod operator_name;
mod paired_key;
mod private_ip;
mod redundant_value;
mod s3_prefix;
mod service_value;
mod supported_services;
pub(super) mod tag_key;
mod tag_support;
mod tag_not_action;
pub(super) mod too_permissive;
mod unavailable_key;
mod unknown_key;
mod unsupported_action;
mod value_set;
mod vpc_id;
mod wildcard;

use super::Rule;
use super::grammar::placeholder::Placeholders;
use super::wording::quoted;
use crate::policy::Entry;
use crate::source::Span;

pub(super) static RULES: &[&Rule] = &[
    &operator::INVALID,
    &null::IF_EXISTS,
    &null::QUALIFIER,
    &empty::OBJECT,
    &empty::ARRAY,
    &empty::ARRAY_FOR_ALL_VALUES,
    &empty::ARRAY_FOR_ANY_VALUE,
    &empty::ARRAY_IF_EXISTS,
    &key_format::INVALID,
    &unknown_key::GLOBAL,
    &unknown_key::OF_SERVICE,
    &key_type::MISMATCH,
    &key_type::STRING_LIKE_ON_ARN,
    &key_type::MISSING_QUALIFIER,
    &key_type::FOR_ALL_VALUES,
    &tag_support::ALLOW,
    &tag_support::DENY,
    &unsupported_action::UNSUPPORTED,
    &unavailable_key::UNAVAILABLE,
    &contradiction::CONTRADICTORY,
    &mfa::MISSING_IF_EXISTS,
    &duplicate_key::DIFFERENT_CASE,
    &tag_key::MISSING,
    &global_key::UNTRUSTWORTHY,
    &global_key::DEPRECATED,
    &global_key::UNSUPPORTED,
    &paired_key::MISSING,
    &irrelevant_key::IRRELEVANT,
    &supported_services::SUPPORTED,
    &tag_not_action::ALLOW,
    &tag_not_action::DENY,
    &s3_prefix::NEGATIVE_CONTEXT,
    &attributes_without_select::ATTRIBUTES_WITHOUT_SELECT,
    &list::MIXED_TYPES,
    &list::MULTIPLE_BOOLEAN,
    &list::REDUNDANT_NUMBER,
    &redundant_value::VALUE,
    &wildcard::WITHOUT_LIKE,
    &too_permissive::WILDCARD,
    &lone_star::NULL_FALSE,
    &lone_star::NULL_TRUE,
    &lone_star::REDUNDANT_KEY,
    &lone_star::REDUNDANT_STATEMENT,
    &number::MISMATCH,
    &date::MISMATCH,
    &date::EPOCH,
    &boolean::MISMATCH,
    &base64::MISMATCH,
    &ip_range::MISMATCH,
    &ip_range::IMPROVE,
    &private_ip::ALL,
    &private_ip::ALL_NOT,
    &private_ip::SUBSET,
    &private_ip::SUBSET_NOT,
    &vpc_id::VPC,
    &vpc_id::ENDPOINT,
    &kms_key::INVALID,
    &service_value::INVALID,
];

/// The values that are not what they should be.
///
/// Policy variables and placeholders are findings of other rules.
fn misfits<'n>(
    entry: &Entry<'n>,
    placeholders: Placeholders,
    fits: impl Fn(&str) -> bool,
) -> impl Iterator<Item = (Span, &'n str)> {
    entry.literals().filter(move |(_, text)| !fits(text) && !placeholders.are_in(text))
}

/// A value as sentences name it.
fn named(value: &str) -> String {
    if value.is_empty() { "the empty string".to_owned() } else { quoted(value) }
}
