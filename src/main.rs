//! Starts the program and hands its exit code to the system.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(sangfroid::program::run().code())
}
