use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::misfits;
use crate::policy::Entry;
use crate::policy::condition::Family;
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(MISMATCH, "condition/type-mismatch-string", Condition if BINARY, type_mismatch);

fn type_mismatch(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if entry.operator.family() != Some(Family::Binary) {
        return;
    }
    for (at, text) in misfits(entry, ctx.placeholders(), is_base64) {
        ctx.report(at, format!("{} is not base64", quoted(text)))
            .here(format!("{} compares bytes that are written in base64", quoted(entry.operator.as_str())))
            .help("encode the value in base64");
    }
}

/// In either alphabet, padded or not: how strict AWS is about these is not documented.
fn is_base64(text: &str) -> bool {
    let lenient = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let text: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    [STANDARD, URL_SAFE].iter().any(|alphabet| GeneralPurpose::new(alphabet, lenient).decode(&text).is_ok())
}
