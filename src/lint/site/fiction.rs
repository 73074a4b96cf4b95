//! SF140: numbers and addresses that are reserved for fiction and were left in.

use super::Facts;
use crate::diagnostics::{Code, Diagnostic};
pub use crate::domain::fiction::is_fiction;

/// What this file finds.
pub const CODES: &[Code] = &[Code::FictionalNumber];

/// Finds it.
pub fn check(facts: &Facts<'_>, findings: &mut Vec<Diagnostic>) {
    for contact in &facts.site.contacts {
        let id = contact.id.as_str();
        for (at, channel) in contact.channels.iter().enumerate() {
            if is_fiction(&channel.at) {
                let path = format!("channels.{at}.at");
                let place = facts.places.inside("contacts", id, &path);
                let finding = Diagnostic::new(Code::FictionalNumber, place);
                findings.push(finding.fact("found", &channel.at));
            }
        }
    }
    if let Some(line) = facts.site.public_line.as_ref().filter(|line| is_fiction(&line.number)) {
        let place = facts.places.at("public_line.number");
        findings.push(Diagnostic::new(Code::FictionalNumber, place).fact("found", &line.number));
    }
}
