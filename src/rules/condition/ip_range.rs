use super::{misfits, named};
use crate::diagnostic::{Fix, Level, Safety};
use crate::policy::Entry;
use crate::policy::condition::{Family, value::IpRange};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(MISMATCH, "condition/type-mismatch-ip-range", Condition if IP, type_mismatch);
rule!(IMPROVE, "condition/improve-ip-range", Condition if IP, improve);

fn type_mismatch(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if entry.operator.family() != Some(Family::Ip) {
        return;
    }
    for (at, text) in misfits(entry, ctx.placeholders(), |text| IpRange::read(text).is_some()) {
        // Whether a leading zero makes an octet decimal, octal or invalid is not documented.
        if IpRange::read(&without_leading_zeros(text)).is_some() {
            continue;
        }
        let finding = ctx.report(at, format!("{} is no IP address and no range of them", named(text)));
        finding.here(format!("{} compares IP addresses", quoted(entry.operator.as_str())));
        if IpRange::read(text.trim()).is_some() {
            // Whether AWS minds the blanks is not documented.
            finding.level(Level::Warning).help(format!("write `{}` without the blanks", text.trim()));
            continue;
        }
        match meant(text) {
            Some(range) => {
                let title = format!("write `{range}`");
                finding.help(title.clone());
                finding.fix(Fix::replace(title, Safety::Suggested, at, format!("\"{range}\"")));
            }
            None => {
                finding.help(
                    "write an address or a range in CIDR notation, such as `203.0.113.0/24` or `2001:db8::/32`",
                );
            }
        }
    }
}

fn improve(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if entry.operator.family() != Some(Family::Ip) {
        return;
    }
    for text in entry.values.iter().filter_map(|value| value.text()) {
        let Some(range) = IpRange::read(text.as_str()) else { continue };
        let network = range.network();
        if network == range.address {
            continue;
        }
        let prefix = range.prefix;
        ctx.report(text.at(), format!("the range {} does not begin with its address", quoted(text.as_str())))
            .here(format!("only the first {prefix} bits count"))
            .help(format!("write `{network}/{prefix}`, which is the same range"))
            .fix(Fix::replace(
                format!("write `{network}/{prefix}`"),
                Safety::Safe,
                text.at(),
                format!("\"{network}/{prefix}\""),
            ));
    }
}

/// The octets of an IPv4 address as plain decimal numbers.
fn without_leading_zeros(text: &str) -> String {
    let (address, prefix) =
        text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix)));
    let plain = |octet: &str| match octet.trim_start_matches('0') {
        "" if !octet.is_empty() => "0".to_owned(),
        octet => octet.to_owned(),
    };
    let address = address.split('.').map(plain).collect::<Vec<_>>().join(".");
    match prefix {
        Some(prefix) => format!("{address}/{prefix}"),
        None => address,
    }
}

/// The range that other notations stand for: `10.1.*`, `10.1/16`, `10.1.0.0/255.255.0.0`, `*`.
fn meant(text: &str) -> Option<String> {
    if ["*", "any", "all", "0/0", "0.0.0.0/0.0.0.0"].iter().any(|all| text.eq_ignore_ascii_case(all)) {
        return Some("0.0.0.0/0".to_owned());
    }
    let (address, mask) = text.split_once('/').map_or((text, None), |(address, mask)| (address, Some(mask)));
    let octets: Vec<&str> = address.split('.').collect();
    let known: Vec<u8> = octets.iter().map_while(|octet| octet.parse().ok()).collect();
    let is_rest_open = octets[known.len()..].iter().all(|octet| *octet == "*");
    if known.is_empty() || octets.len() > 4 || !is_rest_open {
        return None;
    }
    let prefix = match mask {
        None if known.len() < 4 => u32::try_from(known.len()).ok()? * 8,
        None => return None,
        Some(mask) => match mask.parse::<std::net::Ipv4Addr>() {
            Ok(mask) if u32::from(mask).leading_ones() == u32::from(mask).count_ones() => {
                u32::from(mask).leading_ones()
            }
            Ok(_) => return None,
            Err(_) => mask.parse().ok().filter(|prefix| *prefix <= 32)?,
        },
    };
    let octet = |index: usize| known.get(index).copied().unwrap_or_default();
    Some(format!("{}.{}.{}.{}/{prefix}", octet(0), octet(1), octet(2), octet(3)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_notations_are_understood() {
        for (text, range) in [
            ("10.1.*", Some("10.1.0.0/16")),
            ("10.1.*.*", Some("10.1.0.0/16")),
            ("203.0.113.*", Some("203.0.113.0/24")),
            ("10.1/16", Some("10.1.0.0/16")),
            ("10.1.0.0/255.255.0.0", Some("10.1.0.0/16")),
            ("10.1.0.0/255.0.255.0", None),
            ("10.1.0.0/33", None),
            ("*", Some("0.0.0.0/0")),
            ("10.*.1.0", None),
            ("office", None),
            ("", None),
            ("1.2.3.4.5", None),
            ("203.0.113.256", None),
        ] {
            assert_eq!(meant(text).as_deref(), range, "{text}");
        }
    }
}
