//! SF141 to SF143: papers, days and jurisdictions of the whole file.

use super::Facts;
use crate::diagnostics::{Code, Diagnostic, SourceSpan};
use crate::domain::site::Signature;
use crate::domain::time::Date;

/// What this file finds.
pub const CODES: &[Code] = &[Code::MissingPaper, Code::FutureDay, Code::NoJurisdictions];

/// What steps of the shipped runbooks take from paper, by the name that the file gives it.
pub const PAPERS: &[&str] = &[
    "contact-list",
    "runbooks",
    "network-plan",
    "sealed-accounts",
    "operator-code",
    "response-contract",
    "insurer-contract",
    "transfer-agreements",
    "paper-kits",
    "letter-templates",
];

/// Finds it.
pub fn check(facts: &Facts<'_>, findings: &mut Vec<Diagnostic>) {
    for id in PAPERS {
        if !facts.site.papers.iter().any(|paper| paper.id.as_str() == *id) {
            let place = facts.places.section("papers");
            findings.push(Diagnostic::new(Code::MissingPaper, place).fact("found", id));
        }
    }
    if facts.site.jurisdictions.is_empty() {
        let place = facts.places.section("jurisdictions");
        findings.push(Diagnostic::new(Code::NoJurisdictions, place));
    }
    future_days(facts, findings);
}

fn future_days(facts: &Facts<'_>, findings: &mut Vec<Diagnostic>) {
    let mut look = |day: Date, place: SourceSpan| {
        if day > facts.today {
            findings.push(Diagnostic::new(Code::FutureDay, place).fact("found", day));
        }
    };
    let places = &facts.places;
    if let Some(day) = facts.site.updated {
        look(day, places.at("updated"));
    }
    let mut signed = |section, name: &str, key: &str, signature: &Option<Signature>| {
        if let Some(signature) = signature {
            look(signature.on, places.inside(section, name, &format!("{key}.on")));
        }
    };
    for contact in &facts.site.contacts {
        signed("contacts", contact.id.as_str(), "checked", &contact.checked);
    }
    for delegation in &facts.site.delegations {
        signed("delegations", delegation.id.as_str(), "signed", &delegation.signed);
    }
    for card in &facts.site.loss_cards {
        signed("loss_cards", card.level.code(), "signed", &card.signed);
    }
    for paper in &facts.site.papers {
        signed("papers", paper.id.as_str(), "checked", &paper.checked);
    }
}
