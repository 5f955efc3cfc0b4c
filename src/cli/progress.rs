//! How far a long run has come.

use std::env;
use std::io::{self, IsTerminal};
use std::sync::Once;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run that is over sooner shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar on standard error that appears only on a terminal, and only when the run takes long.
#[derive(Debug)]
pub struct Progress {
    bar: Option<ProgressBar>,
    shown: Once,
    started: Instant,
}

impl Progress {
    /// A bar for so many files, which a quiet run never shows.
    pub fn new(files: usize, quiet: bool, started: Instant) -> Progress {
        let can_draw = io::stderr().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb");
        let bar = (can_draw && !quiet).then(|| {
            let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
            let style = ProgressStyle::with_template("checking {wide_bar} {pos}/{len}");
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        Progress { bar, shown: Once::new(), started }
    }

    /// One more file is done.
    pub fn step(&self) {
        let Some(bar) = &self.bar else { return };
        if self.started.elapsed() > PATIENCE {
            self.shown.call_once(|| bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
        bar.inc(1);
    }

    /// The run is over; nothing of the bar is left.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
