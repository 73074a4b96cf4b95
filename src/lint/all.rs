//! The list of rules: one source for the check, the manual pages and the tests.

use super::rules;
use super::subject::Subject;
use crate::diagnostics::{Code, Diagnostic};
use crate::domain::runbook::Runbook;
use crate::runbook::node::Node;

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The codes that it reports.
    pub codes: &'static [Code],
    /// Finds them.
    pub check: fn(&Subject<'_>, &mut Vec<Diagnostic>),
}

/// All rules, by code.
pub const RULES: &[Rule] = &[
    rules::long_phase::RULE,
    rules::late_vital_step::RULE,
    rules::no_window::RULE,
    rules::long_text::RULE,
    rules::banned_word::RULE,
    rules::vague_time::RULE,
    rules::tall_step::RULE,
    rules::no_undo::RULE,
    rules::no_stakes::RULE,
    rules::unreachable_step::RULE,
    rules::idle_condition::RULE,
    rules::no_reason::RULE,
    rules::judging_state::RULE,
    rules::built_in_option::RULE,
    rules::no_read_back::RULE,
    rules::french_spacing::RULE,
    rules::long_sentence::RULE,
    rules::no_question::RULE,
    rules::no_verb::RULE,
    rules::two_acts::RULE,
    rules::late_condition::RULE,
    rules::hidden_prohibition::RULE,
    rules::unseen_check::RULE,
    rules::no_unit::RULE,
    rules::other_word::RULE,
    rules::false_friend::RULE,
    rules::hard_to_type::RULE,
    rules::long_reader::RULE,
    rules::shouting::RULE,
    rules::numbers_differ::RULE,
    rules::unfoldable::RULE,
    rules::alarm_budget::RULE,
    rules::no_marker::RULE,
    rules::own_contact::RULE,
    rules::fixed_number::RULE,
    rules::no_evidence::RULE,
];

/// What is looked for in command cards.
pub const CARD_CODES: &[Code] = rules::local_name::CODES;

/// Everything the rules find, in the order of the file. `tree` is the file that `runbook` came
/// from.
#[must_use]
pub fn check(runbook: &Runbook, tree: &Node) -> Vec<Diagnostic> {
    let subject = Subject { runbook, tree };
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.check)(&subject, &mut findings);
    }
    findings.sort_by_key(|finding| (finding.primary.start, finding.code));
    findings
}
