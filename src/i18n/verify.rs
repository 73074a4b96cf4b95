//! What the check of a log says. Each fault says what happened and what to do; what is safe is the
//! same sentence for all, because it depends only on where the fault stands.

use serde::Deserialize;

use super::rejection::Advice;

/// The section `verify`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verify {
    /// Names of the lines, in capitals.
    pub label: Labels,
    /// `{n}` lines are as they were written.
    pub lines_one: String,
    /// The same, for more than one.
    pub lines_many: String,
    /// No line at all is proven.
    pub lines_none: String,
    /// Every line is as it was written.
    pub intact: String,
    /// Something was changed.
    pub altered: String,
    /// Whole in itself, but contradicted.
    pub contradicted: String,
    /// Whole but for the last line, and contradicted.
    pub contradicted_tail: String,
    /// The last line is incomplete or was changed.
    pub incomplete: String,
    /// Intact, and newer.
    pub newer: String,
    /// Where the fault stands: line `{n}`.
    pub at_line: String,
    /// What to compare, when no code was given.
    pub code_none: String,
    /// The code is that of the last line.
    pub code_head: String,
    /// The code is that of line `{n}`.
    pub code_line: String,
    /// No line has the code.
    pub code_lost: String,
    /// Only the first half of a code was given.
    pub code_half: String,
    /// What `who` proves.
    pub attributed: String,
    /// What the times prove.
    pub clock: String,
    /// `{texts}` texts and `{lines}` lines are withheld.
    pub withheld: String,
    /// `{n}` bytes of an interrupted write at the end.
    pub torn: String,
    /// A real incident `{incident}`, written by `{writer}`.
    pub incident_real: String,
    /// An exercise, the same.
    pub incident_exercise: String,
    /// In line `{n}`: `{bytes}` bytes were cut off and kept as `{name}`.
    pub cut_off: String,
    /// The same, and they are not here.
    pub cut_off_gone: String,
    /// `{n}` bytes of an interrupted write that the next segment made good.
    pub superseded: String,
    /// Another copy, `{other}`, has the same `{n}` lines.
    pub same_as: String,
    /// What a newer version means.
    pub newer_advice: String,
    /// `{n}`, `{seals}`, `{key}`.
    pub attributed_seals: String,
    /// `{n}` lines after the last seal.
    pub attributed_after: String,
    /// `{who}`.
    pub attributed_signed: String,
    /// `{who}`.
    pub attributed_claimed: String,
    /// A person, a line and a key.
    pub attributed_key: String,
    /// A person who acted without a key from a line on.
    pub attributed_from: String,
    /// Whose keys are those that were known.
    pub attributed_known: String,
    /// Whose keys nobody knew.
    pub attributed_unknown: String,
    /// A file of keys that holds none.
    pub no_signers: Advice,
    /// `{given}` stands at line `{n}`.
    pub claim_at: String,
    /// Never compared.
    pub clock_never: String,
    /// `{n}`, `{by}`.
    pub clock_check: String,
    /// `{n}`, `{by}`.
    pub clock_check_behind: String,
    /// `{before}`, `{n}`, `{by}`.
    pub clock_step: String,
    /// `{n}`, `{by}`.
    pub clock_back: String,
    /// `{n}`, `{all}`.
    pub clock_odd: String,
    /// `{n}`, `{by}`.
    pub clock_late: String,
    /// `{n}`.
    pub clock_more: String,
    /// `{n}`, `{text}`.
    pub in_line: String,
    /// `{n}`.
    pub more_findings: String,
    /// `{n}`, `{log}`: who says it.
    pub source_other: String,
    /// `{n}`: who says it.
    pub source_own: String,
    /// Who says it.
    pub source_mark: String,
    /// `{given}`: who says it.
    pub source_given: String,
    /// What no check of a log can prove (audit-log §4.12).
    pub limits: Vec<String>,
    /// What to do about what was found.
    pub advice: Advices,
    /// One text for each finding, by its code.
    pub finding: FindingTexts,
    /// One text for each fault.
    pub fault: Faults,
}

/// Names of the lines of the answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// Which incident it is.
    pub incident: String,
    /// First verdict.
    pub intact: String,
    /// Second verdict.
    pub complete: String,
    /// Third verdict.
    pub attributed: String,
    /// Fourth verdict.
    pub clock: String,
    /// What happened.
    pub what: String,
    /// What is safe.
    pub safe: String,
    /// What to do.
    pub todo: String,
    /// The digest of the last good line.
    pub head: String,
    /// The forty digits.
    pub code: String,
    /// What is not there.
    pub withheld: String,
    /// Remarks.
    pub note: String,
    /// Findings beside the chain.
    pub found: String,
    /// Heads the limits.
    pub limits: String,
}

/// One fault.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultText {
    /// What happened.
    pub what: String,
    /// What to do.
    pub todo: String,
}

/// All faults, by their codes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are those of the kinds of fault")]
pub struct Faults {
    pub empty: FaultText,
    pub no_line_feed: FaultText,
    pub too_long: FaultText,
    pub grammar: FaultText,
    pub content: FaultText,
    pub link: FaultText,
    pub event: FaultText,
    pub duplicate: FaultText,
    pub first_not_open: FaultText,
    pub number: FaultText,
    pub writer: FaultText,
    pub no_commitment: FaultText,
    pub commitment: FaultText,
    pub spelling: FaultText,
    pub missing: FaultText,
}

/// What to do, for each sort of finding.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advices {
    /// A code or head that was given does not fit.
    pub given: String,
    /// Lines or logs are missing, or copies differ.
    pub copies: String,
    /// A key or a signature is not the one that was expected.
    pub keys: String,
    /// Somebody acted who did not sign on.
    pub person: String,
    /// A signature that cannot be checked here.
    pub signature: String,
    /// Only a part was given.
    pub part: String,
    /// A file is missing or was changed.
    pub evidence: String,
    /// A file that nobody took in.
    pub stranger: String,
}

/// All findings, by their codes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are those of the kinds of finding")]
pub struct FindingTexts {
    pub seal_wrong: String,
    pub seal_moved: String,
    pub seal_other_key: String,
    pub seal_missing: String,
    pub device_key_other: String,
    pub actor_swapped: String,
    pub actor_second_key: String,
    pub actor_other_key: String,
    pub signers_other: String,
    pub actor_unknown: String,
    pub signature_unchecked: String,
    pub lost_tail: String,
    pub lost_tail_other: String,
    pub rewritten: String,
    pub rewritten_other: String,
    pub contradicts: String,
    pub claim_unknown: String,
    pub rollback: String,
    pub log_missing: String,
    pub log_missing_mark: String,
    pub log_not_given: String,
    pub fork: String,
    pub attachment_changed: String,
    pub attachment_missing: String,
    pub cut_off_changed: String,
    pub attachment_unknown: String,
    pub attachment_unjudged: String,
    pub log_unknown: String,
    pub log_hidden: String,
    pub actor_replayed: String,
    pub signers_unjudged: String,
    pub key_nowhere: String,
    pub head_unjudged: String,
    pub put_back: String,
    pub claim_elsewhere: String,
    pub superseded_other: String,
    pub incident_other: String,
}
