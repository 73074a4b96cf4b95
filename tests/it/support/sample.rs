//! Small runbooks with every kind of step.

use sangfroid::domain::command::{AddRunbook, Command, RunbookCopy};
use sangfroid::domain::ids::{RunId, StepId, StepRef};
use sangfroid::runbook;
use sangfroid::session::copy;

/// Every kind of step, a limit from the step and one from the start, a check that comes back.
pub const DRILL: &str = "\
sangfroid: 1
id: drill
revision: 3
reviewed: 2026-11-23
title: Drill with everything
use_when: Only in tests.
roles:
  - {id: it, title: IT on duty}
  - {id: dmc, title: Crisis leader}
tracks:
  - {id: main, title: Main}
phases:
  - id: look
    title: Look
    steps:
      - id: look-at-it
        kind: observe
        track: main
        role: it
        title: Look at the lamp
        states: [{id: dark, title: The lamp is dark}, {id: lit, title: The lamp is lit}]
      - id: cut-or-keep
        kind: decide
        track: main
        role: it
        title: Is the link ours to cut?
        options: [{id: cut, title: It is ours}, {id: keep, title: It is not ours}]
        cannot_tell: cut
      - id: cut-it
        kind: do
        track: main
        role: it
        title: Cut the link
        only_if: {decision: cut-or-keep, is: [cut]}
        sign_off: {by: [dmc], persons: 2, loses: [The web], keeps: [The wards]}
      - id: keep-it
        kind: do
        track: main
        role: it
        title: Keep the link
        only_if: {decision: cut-or-keep, is: [keep]}
      - id: watch-it
        kind: do
        track: main
        role: it
        title: Watch the meter
        limit_basis: default
        repeat: {every: 10m, until: The meter stands still}
      - id: soon
        kind: do
        track: main
        role: it
        title: Write down the number
        within: 10m
        limit_basis: default
      - id: early
        kind: do
        track: main
        role: it
        title: Count the wards
        within: 30m
        within_from: start
        limit_basis: default
      - id: look-closed
        kind: pause
        track: main
        role: it
        title: Say aloud what is still open
  - id: settle
    title: Settle
    steps:
      - id: let-it-settle
        kind: wait
        track: main
        role: it
        title: Let it settle
        wait: 5m
        limit_basis: default
      - id: open-child
        kind: include
        track: main
        role: it
        title: Open the other runbook
        runbook: child
      - id: call-leader
        kind: call
        track: main
        role: it
        title: Call the leader
        call: {contact: dmc, say: [It is cut. Please repeat.], ask: [], never: []}
      - id: settle-closed
        kind: pause
        track: main
        role: it
        title: Say aloud what is still open
last_acts: [Fetch the sheets, Thank the wards]
";

/// What `DRILL` opens beside itself.
pub const CHILD: &str = "\
sangfroid: 1
id: child
revision: 1
reviewed: 2026-11-23
title: Child of the drill
use_when: Only in tests.
roles: [{id: it, title: IT on duty}]
tracks: [{id: main, title: Main}]
phases:
  - id: only
    title: Only phase
    steps:
      - {id: child-act, kind: do, track: main, role: it, title: Do the one act}
      - {id: child-closed, kind: pause, track: main, role: it, title: Say aloud what is open}
";

/// Steps that are done line by line: one of four lines, one for two people, one that comes back.
pub const LINKS: &str = include_str!("links.yaml");

/// A runbook with its text.
pub fn runbook(text: &str) -> RunbookCopy {
    copy(runbook::read(text).expect("a valid runbook"), text)
}

/// The order to follow it beside the others.
pub fn add(copy: RunbookCopy) -> Command {
    Command::AddRunbook(AddRunbook { copy, again: false, in_place_of: None })
}

/// A step of `DRILL`, or of another runbook as `runbook/step`.
pub fn step(name: &str) -> StepRef {
    let (runbook, step) = name.split_once('/').unwrap_or(("drill", name));
    StepRef { run: RunId::parse(runbook).unwrap(), step: StepId::parse(step).unwrap() }
}
