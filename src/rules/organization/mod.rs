//! Rules about the control policies of AWS Organizations.

mod rcp;
mod rcp_conditions;
mod scp;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[
    &scp::PRINCIPAL,
    &scp::ACTION_WILDCARD,
    &rcp::ALLOW,
    &rcp::PRINCIPAL,
    &rcp::NOT_ACTION,
    &rcp::ACTION,
    &rcp_conditions::PRINCIPAL,
    &rcp_conditions::SERVICE_PRINCIPAL,
    &rcp_conditions::NULL_CHECK,
];
