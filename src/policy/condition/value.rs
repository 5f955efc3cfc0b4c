//! What the values of condition keys are: numbers, dates, booleans, addresses.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use regex::Regex;

use crate::syntax::{Node, Value};

/// The text that a value is compared as: numbers and booleans stand for themselves in quotes.
pub fn as_str<'n>(node: &'n Node<'n>) -> Option<&'n str> {
    match &node.value {
        Value::Text(text) => Some(text.as_str()),
        Value::Number(number) => Some(number),
        Value::Bool(true) => Some("true"),
        Value::Bool(false) => Some("false"),
        _ => None,
    }
}

/// An address, or a range of addresses in CIDR notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IpRange {
    /// The address, as it is written.
    pub address: IpAddr,
    /// How many of its first bits count; all of them where none is written.
    pub prefix: u8,
}

impl IpRange {
    /// Reads `203.0.113.0/24`, `203.0.113.7` or their IPv6 forms.
    pub fn read(text: &str) -> Option<IpRange> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let bits = if address.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok()?,
            Some(_) => return None,
            None => bits,
        };
        (prefix <= bits).then_some(IpRange { address, prefix })
    }

    /// The address with the bits that do not count set to zero.
    pub fn network(self) -> IpAddr {
        match self.address {
            IpAddr::V4(address) => {
                let mask = u32::MAX.checked_shl(32 - u32::from(self.prefix)).unwrap_or(0);
                Ipv4Addr::from(u32::from(address) & mask).into()
            }
            IpAddr::V6(address) => {
                let mask = u128::MAX.checked_shl(128 - u32::from(self.prefix)).unwrap_or(0);
                Ipv6Addr::from(u128::from(address) & mask).into()
            }
        }
    }

    /// Whether every address of another range is in this one.
    pub fn contains(self, other: IpRange) -> bool {
        self.prefix <= other.prefix && self.network() == IpRange { prefix: self.prefix, ..other }.network()
    }

    /// Whether every address of the range is private (RFC 1918): none of them ever comes over the internet.
    pub fn is_private(self) -> bool {
        const PRIVATE: [(Ipv4Addr, u8); 3] = [
            (Ipv4Addr::new(10, 0, 0, 0), 8),
            (Ipv4Addr::new(172, 16, 0, 0), 12),
            (Ipv4Addr::new(192, 168, 0, 0), 16),
        ];
        PRIVATE.iter().any(|(network, prefix)| {
            self.address.is_ipv4()
                && self.prefix >= *prefix
                && IpRange { prefix: *prefix, ..self }.network() == IpAddr::V4(*network)
        })
    }
}

/// Whether the text is a number: an integer or a decimal, with a sign or without.
pub fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let first = digits.bytes().next();
    first.is_some_and(|byte| byte.is_ascii_digit() || byte == b'.') && digits.parse::<f64>().is_ok()
}

/// Whether the text is a number of seconds, or of milliseconds, since 1970.
///
/// Four digits and no more are a year.
pub fn is_epoch(text: &str) -> bool {
    match is_digits(text) {
        true => !matches!(text.len(), 0 | 4),
        false => is_number(text) && !is_date(text),
    }
}

/// The date that a number of seconds since 1970 stands for, as ISO 8601 writes it; of milliseconds from 12 digits on.
pub fn date_of_epoch(text: &str) -> Option<String> {
    const SECONDS_OF_DAY: i64 = 86_400;
    const SHORTEST_OF_MILLISECONDS: usize = 12;
    let number: i64 = text.parse().ok()?;
    let seconds = if text.len() >= SHORTEST_OF_MILLISECONDS { number / 1000 } else { number };
    let (year, month, day) = day_of_epoch(seconds.div_euclid(SECONDS_OF_DAY));
    let second = seconds.rem_euclid(SECONDS_OF_DAY);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    (1970..=9999)
        .contains(&year)
        .then(|| format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"))
}

/// The day with that number since 1970: year, month and day.
///
/// The year is counted from March on, so that the day of a leap year is its last one.
fn day_of_epoch(number: i64) -> (i64, i64, i64) {
    const FROM_YEAR_0: i64 = 719_468;
    const DAYS_OF_400_YEARS: i64 = 146_097;
    let days = number + FROM_YEAR_0;
    let (era, day_of_era) = (days.div_euclid(DAYS_OF_400_YEARS), days.rem_euclid(DAYS_OF_400_YEARS));
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / (DAYS_OF_400_YEARS - 1)) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

/// The forms of a date that ISO 8601 and the W3C have: from a year to a fraction of a second with a time zone.
///
/// A time needs a day to belong to, a fraction needs seconds, and the basic form has neither hyphens nor colons.
const DATE: &str = r"(?x)
    ^ [+-]? [0-9]{4,}
    (?: - (?: 0[1-9] | 1[0-2] )
        (?: - (?: 0[1-9] | [12][0-9] | 3[01] )
            (?: [Tt\x20]
                (?: [01][0-9] | 2[0-4] ) : [0-5][0-9] (?: : (?: [0-5][0-9] | 60 ) (?: [.,][0-9]+ )? )?
                (?: [Zz] | [+-] (?: 0[0-9] | 1[0-8] ) (?: :? [0-5][0-9] )? )?
            )?
        )?
    )? $
  | ^ [0-9]{8} [Tt\x20] [0-9]{4} (?: [0-9]{2} )? [Zz]? $";

/// Whether the text is a date as ISO 8601 and the W3C write it, from `2026` to `2026-11-21T09:30:00.5+01:00`.
pub fn is_date(text: &str) -> bool {
    static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(DATE).ok());
    PATTERN.as_ref().is_none_or(|pattern| pattern.is_match(text))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_and_masked() {
        let range = IpRange::read("203.0.113.7/24").unwrap();
        assert_eq!(range.network().to_string(), "203.0.113.0");
        assert_eq!(IpRange::read("2001:db8::1/32").unwrap().network().to_string(), "2001:db8::");
        assert_eq!(IpRange::read("0.0.0.0/0").unwrap().network().to_string(), "0.0.0.0");
        for bad in ["203.0.113.300", "203.0.113.0/33", "::/129", "203.0.113.0/", "203.0.113.0/+8", "", "/8"] {
            assert_eq!(IpRange::read(bad), None, "{bad}");
        }
    }

    #[test]
    fn ranges_hold_their_parts() {
        let holds =
            |outer: &str, inner: &str| IpRange::read(outer).unwrap().contains(IpRange::read(inner).unwrap());
        assert!(holds("203.0.113.0/24", "203.0.113.7") && holds("203.0.113.9/24", "203.0.113.0/24"));
        assert!(holds("2001:db8::/32", "2001:db8:1::/48") && holds("0.0.0.0/0", "203.0.113.7"));
        assert!(!holds("203.0.113.7", "203.0.113.0/24") && !holds("203.0.113.0/25", "203.0.113.128/25"));
        assert!(!holds("::/0", "203.0.113.7") && !holds("0.0.0.0/0", "2001:db8::1"));
    }

    #[test]
    fn private_ranges_lie_wholly_in_private_space() {
        for private in ["10.0.0.0/8", "10.1.2.3", "172.31.255.0/24", "192.168.0.0/16"] {
            assert!(IpRange::read(private).unwrap().is_private(), "{private}");
        }
        for public in
            ["10.0.0.0/7", "172.32.0.0/12", "172.0.0.0/8", "192.168.0.0/15", "0.0.0.0/0", "fd00::/8"]
        {
            assert!(!IpRange::read(public).unwrap().is_private(), "{public}");
        }
    }

    #[test]
    fn dates_are_told_from_other_text() {
        for date in [
            "2026",
            "2026-11",
            "2026-11-21",
            "2026-11-21T09:30",
            "2026-11-21T09:30:00Z",
            "2026-11-21T09:30:00.123Z",
            "2026-11-21T09:30:00+01:00",
            "2026-11-21T09:30:00-0800",
            "2026-11-21T24:00:00Z",
            "2026-11-21T09:30:60,25+01",
            "20261121T093000Z",
        ] {
            assert!(is_date(date), "{date}");
        }
        for other in [
            "",
            "21.11.2026",
            "2026-13-01",
            "2026-00-01",
            "2026-11-32",
            "2026-1-1",
            "2026-11-21T",
            "2026-11T09:30",
            "2026-11-21T9:30",
            "2026-11-21T09:30+19:00",
            "2026-11-21T25:00",
            "2026-11-21T09:30:00.Z",
            "2026-11-21T09:30.5",
            "tomorrow",
            "2026-11-21-01",
            "Nov 21 2026",
        ] {
            assert!(!is_date(other), "{other}");
        }
    }

    #[test]
    fn numbers_are_told_from_other_text() {
        for number in ["1", "-1", "+1", "1.2", "0", "1e3", ".5"] {
            assert!(is_number(number), "{number}");
        }
        for other in ["", "-", "x", "1.2.3", "NaN", "inf", "1 ", "0x10", "1,5"] {
            assert!(!is_number(other), "{other}");
        }
    }

    #[test]
    fn seconds_since_1970_are_told_from_years() {
        for epoch in ["0", "1767225600", "1767225600000", "1767225600.5", "20261121"] {
            assert!(is_epoch(epoch), "{epoch}");
        }
        for other in ["", "2026", "2026-11-21", "tomorrow"] {
            assert!(!is_epoch(other), "{other}");
        }
        for (epoch, date) in [
            ("0", Some("1970-01-01T00:00:00Z")),
            ("951782400", Some("2000-02-29T00:00:00Z")),
            ("1767225599", Some("2025-12-31T23:59:59Z")),
            ("1767225600", Some("2026-01-01T00:00:00Z")),
            ("1767225600000", Some("2026-01-01T00:00:00Z")),
            ("253402300799", Some("1978-01-11T21:31:40Z")),
            ("9223372036854775807", None),
            ("99999999999999999999", None),
            ("1.5", None),
        ] {
            assert_eq!(date_of_epoch(epoch).as_deref(), date, "{epoch}");
        }
    }
}
