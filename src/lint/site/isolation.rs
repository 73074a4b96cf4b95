//! SF110 to SF122: whether a cut can be ordered tonight, and what it costs is known.

use super::Facts;
use crate::diagnostics::{Code, Diagnostic};
use crate::domain::isolation::{Level, Standing};

/// What this file finds.
pub const CODES: &[Code] = &[
    Code::MissingLossCard,
    Code::UnsignedLossCard,
    Code::ExpiredLossCard,
    Code::LossWithoutSubstitute,
    Code::NobodyMayOrder,
    Code::UnsignedDelegation,
    Code::ExpiredDelegation,
];

/// Finds it.
pub fn check(facts: &Facts<'_>, findings: &mut Vec<Diagnostic>) {
    loss_cards(facts, findings);
    delegations(facts, findings);
}

fn loss_cards(facts: &Facts<'_>, findings: &mut Vec<Diagnostic>) {
    for (word, level) in Level::ALL {
        let Some(card) = facts.site.loss_card(*level) else {
            let place = facts.places.section("loss_cards");
            findings.push(Diagnostic::new(Code::MissingLossCard, place).fact("found", word));
            continue;
        };
        let place = |path: &str| facts.places.inside("loss_cards", word, path);
        match card.standing(facts.today) {
            Standing::Valid => {}
            Standing::Unsigned => {
                let finding = Diagnostic::new(Code::UnsignedLossCard, place("level"));
                findings.push(finding.fact("found", word));
            }
            Standing::Expired => {
                let finding = Diagnostic::new(Code::ExpiredLossCard, place("valid_until"));
                findings.push(finding.fact("found", word));
            }
        }
        for (at, loss) in card.lost.iter().enumerate() {
            if loss.instead.is_none() {
                let place = place(&format!("lost.{at}.what"));
                let finding = Diagnostic::new(Code::LossWithoutSubstitute, place);
                findings.push(finding.fact("found", word));
            }
        }
    }
}

fn delegations(facts: &Facts<'_>, findings: &mut Vec<Diagnostic>) {
    let all = &facts.site.delegations;
    for delegation in all {
        let id = delegation.id.as_str();
        let (code, path) = match delegation.standing(facts.today) {
            Standing::Valid => continue,
            Standing::Unsigned => (Code::UnsignedDelegation, "id"),
            Standing::Expired => (Code::ExpiredDelegation, "valid_until"),
        };
        let place = facts.places.inside("delegations", id, path);
        findings.push(Diagnostic::new(code, place).fact("found", id));
    }
    for (word, level) in Level::ALL {
        let may = |held: &&crate::domain::isolation::Delegation| {
            held.levels.contains(level) && held.standing(facts.today) == Standing::Valid
        };
        if !all.iter().any(|delegation| may(&delegation)) {
            let place = facts.places.section("delegations");
            findings.push(Diagnostic::new(Code::NobodyMayOrder, place).fact("found", word));
        }
    }
}
