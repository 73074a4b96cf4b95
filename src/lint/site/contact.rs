//! SF101 to SF106: whether everybody who is called can be, on a line that still works tonight.

use std::collections::BTreeSet;

use super::Facts;
use crate::diagnostics::{Code, Diagnostic};
use crate::domain::site::{Age, CHECK_DAYS_MAX};

/// What this file finds.
pub const CODES: &[Code] = &[
    Code::RoleWithoutContact,
    Code::UncheckedContact,
    Code::OldContact,
    Code::ExpiredContact,
    Code::NetworkOnlyContact,
    Code::RoleOfNoRunbook,
];

/// Finds it.
pub fn check(facts: &Facts<'_>, findings: &mut Vec<Diagnostic>) {
    let site = facts.site;
    let held: BTreeSet<_> = site.contacts.iter().flat_map(|contact| &contact.roles).collect();
    let elsewhere: BTreeSet<_> = site.elsewhere.iter().map(|elsewhere| &elsewhere.role).collect();
    for (role, (_, runbook)) in &facts.asked.called {
        if !held.contains(role) && !elsewhere.contains(role) {
            let place = facts.places.section("contacts");
            let finding = Diagnostic::new(Code::RoleWithoutContact, place);
            findings.push(finding.fact("found", role).fact("runbook", runbook));
        }
    }
    for contact in &site.contacts {
        let id = contact.id.as_str();
        let place = |path: &str| facts.places.inside("contacts", id, path);
        let aged = match contact.age(facts.today) {
            Age::Fresh => None,
            Age::Unchecked => Some(Diagnostic::new(Code::UncheckedContact, place("id"))),
            Age::Old => {
                let days = contact.checked.as_ref().map(|seen| facts.today.days_since(seen.on));
                let finding = Diagnostic::new(Code::OldContact, place("checked.on"));
                Some(finding.fact("days", days.unwrap_or(0)).fact("max", CHECK_DAYS_MAX))
            }
            Age::Expired => Some(Diagnostic::new(Code::ExpiredContact, place("expires"))),
        };
        findings.extend(aged.map(|finding| finding.fact("found", id)));
        if !contact.is_reachable_off_network() {
            let finding = Diagnostic::new(Code::NetworkOnlyContact, place("channels"));
            findings.push(finding.fact("found", id));
        }
        for (at, role) in contact.roles.iter().enumerate() {
            if !facts.asked.roles.contains(role) {
                let place = place(&format!("roles.{at}"));
                findings.push(Diagnostic::new(Code::RoleOfNoRunbook, place).fact("found", role));
            }
        }
    }
    for elsewhere in &site.elsewhere {
        let role = &elsewhere.role;
        if !facts.asked.roles.contains(role) {
            let place = facts.places.name("elsewhere", role.as_str());
            findings.push(Diagnostic::new(Code::RoleOfNoRunbook, place).fact("found", role));
        }
    }
}
