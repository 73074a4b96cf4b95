//! SF130 to SF132: whether the order of restoring can be followed.

use std::collections::BTreeMap;

use super::Facts;
use crate::diagnostics::{Code, Diagnostic};

/// What this file finds.
pub const CODES: &[Code] = &[Code::NoClinicalOwner, Code::RestoredTooEarly, Code::NoRestorePlace];

/// Finds it.
pub fn check(facts: &Facts<'_>, findings: &mut Vec<Diagnostic>) {
    let systems = &facts.site.systems;
    let ranks: BTreeMap<_, u32> = systems.iter().map(|system| (&system.id, system.rank)).collect();
    for system in systems {
        let id = system.id.as_str();
        let place = |path: &str| facts.places.inside("systems", id, path);
        if system.clinical_owner.is_none() {
            findings.push(Diagnostic::new(Code::NoClinicalOwner, place("id")).fact("found", id));
        }
        for (at, needed) in system.depends_on.iter().enumerate() {
            if ranks.get(needed).is_some_and(|rank| *rank > system.rank) {
                let place = place(&format!("depends_on.{at}"));
                let finding = Diagnostic::new(Code::RestoredTooEarly, place).fact("found", id);
                findings.push(finding.fact("needed", needed));
            }
        }
        for (key, is_there) in [
            ("restore_point", system.restore_point.is_some()),
            ("downtime", system.downtime.is_some()),
        ] {
            if !is_there {
                let finding = Diagnostic::new(Code::NoRestorePlace, place("id"));
                findings.push(finding.fact("found", id).fact("key", key));
            }
        }
    }
}
