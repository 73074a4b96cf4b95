//! SF144: hours on duty after which nobody should decide about a network (R60).

use super::Facts;
use crate::diagnostics::{Code, Diagnostic};

/// What this file finds.
pub const CODES: &[Code] = &[Code::LongDuty];

/// Twelve hours on duty follow a day that began before them: longer is 17 hours awake and more.
const HOURS_MAX: u32 = 12;

/// Finds it.
pub fn check(facts: &Facts<'_>, findings: &mut Vec<Diagnostic>) {
    let hours = facts.site.relief;
    let mut say = |key: &'static str, found: u32, max: u32| {
        if found > max {
            let place = facts.places.at(&format!("duty.relief_after_hours.{key}"));
            let finding = Diagnostic::new(Code::LongDuty, place);
            findings.push(finding.fact("found", found).fact("max", max).fact("key", key));
        }
    };
    say("day", hours.day, HOURS_MAX);
    // By night attention ends earlier, never later.
    say("night", hours.night, hours.day.min(HOURS_MAX));
}
