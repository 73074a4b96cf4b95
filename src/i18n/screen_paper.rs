//! Names of what was typed, beside the entries that are to be copied to paper.

use serde::Deserialize;

/// Names of what was typed, beside the entries that are to be copied to paper.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenPaper {
    /// `{line}` and what was typed, as `{label}` and `{text}`.
    pub with: String,
    /// Why.
    pub reason: String,
    /// The answer to a question, or what was seen.
    pub answer: String,
    /// When it really happened.
    pub at: String,
    /// Until when, or until what.
    pub until: String,
    /// How long.
    pub span: String,
    /// How often it comes back.
    pub every: String,
    /// The words to say.
    pub script: String,
    /// The right words of an entry.
    pub right: String,
    /// A person's name.
    pub name: String,
    /// What a person is here.
    pub role: String,
    /// Over what somebody was called, or a notice went out.
    pub channel: String,
    /// The number of a receipt.
    pub receipt: String,
    /// Why it is late.
    pub late: String,
    /// A machine.
    pub host: String,
    /// Who collected a piece of evidence.
    pub collector: String,
    /// Where it is kept.
    pub place: String,
    /// Who gave it.
    pub from: String,
    /// Who has it now.
    pub to: String,
    /// For whom a copy was made.
    pub recipient: String,
    /// How it ends.
    pub word: String,
}
