use crate::find::{Request, Shape};
use crate::rules::{Reporter, rule};

rule!(INVALID, "request/invalid-session-duration", Request, invalid);

/// The seconds that a role's sessions may last at most (IAM API Reference, "CreateRole").
const LEAST: i64 = 3_600;
const MOST: i64 = 43_200;

fn invalid(request: &Request<'_>, reporter: &mut Reporter) {
    let Some(parameter) = request.parameter(Shape::SessionDuration) else { return };
    let Some(seconds) = parameter.number().filter(|seconds| !(LEAST..=MOST).contains(seconds)) else {
        return;
    };
    let message = format!("{seconds} seconds are no duration of a role's session");
    let help = match seconds {
        0 => "remove the parameter, and a session lasts an hour at most".to_owned(),
        1..=12 => format!("write seconds: {seconds} hours are {}", seconds * 3_600),
        13..=720 => {
            format!("write seconds, {LEAST} (one hour) at least: {seconds} minutes are {}", seconds * 60)
        }
        _ => format!("write a number from {LEAST} (one hour) to {MOST} (twelve hours)"),
    };
    reporter.report(parameter.at(), message).here(format!("{LEAST} to {MOST} are possible")).help(help);
}
