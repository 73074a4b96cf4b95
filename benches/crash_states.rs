//! The crash harness of `tests/it/faults` at its full size: more than two million states of the
//! disk.
//!
//! The tests run a smaller size with every change; `cargo bench --bench crash_states` runs this
//! one.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    unreachable_pub,
    reason = "a measurement stands outside, and it shares its modules with the tests"
)]

use std::time::Instant;

#[path = "../tests/it/faults/disk.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod disk;
#[path = "../tests/it/faults/harness.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod harness;
#[path = "../tests/it/faults/plant.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod plant;
#[path = "../tests/it/faults/states.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod states;

fn main() -> Result<(), String> {
    let begun = Instant::now();
    let mut harness = harness::Harness::new(plant::Plant::Nothing, harness::FULL);
    let outcome = harness.run();
    let seconds = begun.elapsed().as_secs_f64();
    println!("{} states in {seconds:.1} s, outcome {outcome:?}", harness.states);
    outcome?;
    if harness.states < 2_000_000 {
        Err("fewer than two million states".to_owned())
    } else {
        Ok(())
    }
}
