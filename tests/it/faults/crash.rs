//! The journal on the faulty disk: no crash and no failing call breaks a promise, and every planted
//! bug is found.

use super::harness::{Harness, PER_CHANGE};
use super::plant::Plant;

#[test]
fn no_crash_and_no_failing_call_breaks_a_promise() {
    let mut harness = Harness::new(Plant::Nothing, PER_CHANGE);
    let outcome = harness.run();
    assert_eq!(outcome, Ok(()), "after {} states", harness.states);
    assert!(harness.states > 100_000, "only {} states were looked at", harness.states);
}

#[test]
fn every_planted_bug_is_found() {
    for bug in Plant::BUGS {
        let mut harness = Harness::new(bug, PER_CHANGE);
        let found = harness.run();
        assert!(found.is_err(), "{bug:?} stayed unseen in {} states", harness.states);
    }
}

#[test]
fn a_log_of_several_segments_survives_every_crash_too() {
    let mut harness = Harness::rotating(Plant::Nothing, PER_CHANGE);
    let outcome = harness.run();
    assert_eq!(outcome, Ok(()), "after {} states", harness.states);
    assert!(harness.states > 20_000, "only {} states were looked at", harness.states);
    for bug in [Plant::NoSync, Plant::AckBeforeSync, Plant::NoDirectorySync] {
        let mut harness = Harness::rotating(bug, PER_CHANGE);
        assert!(harness.run().is_err(), "{bug:?} stayed unseen in {} states", harness.states);
    }
}
