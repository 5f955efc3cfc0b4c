//! The program; all of it is in [`iamlint::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    iamlint::cli::main()
}
