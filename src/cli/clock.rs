//! What day it is.

use std::env;

use time::OffsetDateTime;

use super::output::Failure;
use crate::catalog::Date;
use crate::render::escape;

/// Where this is set it stands for the clock, as <https://reproducible-builds.org/specs/source-date-epoch/> has it.
const CLOCK: &str = "SOURCE_DATE_EPOCH";

/// Today's day in UTC; none where the clock stands outside of all calendars.
pub fn today() -> Result<Option<Date>, Failure> {
    let Some(told) = env::var_os(CLOCK).filter(|told| !told.is_empty()) else {
        return Ok(day(OffsetDateTime::now_utc()));
    };
    let told = told.to_string_lossy();
    let moment = told.parse().ok().and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok());
    match moment {
        Some(moment) => Ok(day(moment)),
        None => {
            let told = escape::line(&told);
            Err(Failure::new(format!("`{CLOCK}` is `{told}`, which is no number of seconds since 1970")))
        }
    }
}

fn day(moment: OffsetDateTime) -> Option<Date> {
    let (year, month, day) = moment.to_calendar_date();
    Date::new(u16::try_from(year).ok()?, month.into(), day)
}
