//! Words about people's keys, seals and the spoken code.

use serde::Deserialize;

use super::rejection::Advice;

/// Words about people's keys, seals and the spoken code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleWords {
    /// Asks for the passphrase of a key.
    pub passphrase: String,
    /// A file that is no key.
    pub bad_key: Advice,
    /// A passphrase that does not open the key.
    pub wrong_passphrase: Advice,
    /// A key that only another program can use.
    pub foreign_key: Advice,
    /// A signature that does not fit.
    pub bad_signature: Advice,
    /// How to sign a message elsewhere; `{namespace}`.
    pub how_to_sign: String,
    /// The spoken code and how to use it; `{n}`, `{head}`, `{code}`.
    pub code: String,
    /// The code, said beside another answer; `{n}`, `{code}`.
    pub code_now: String,
    /// `{file}` was written.
    pub form_written: String,
    /// `{file}` is there already.
    pub form_exists: Advice,
    /// The page for printing.
    pub page: CodePage,
    /// The device key cannot be used; `{cause}`.
    pub no_device_key: String,
    /// A reading that is none; `{text}`.
    pub bad_reading: Advice,
    /// How the clock was compared; `{by}`.
    pub clock_compared: String,
    /// How the clock moved; `{by}`, `{n}`.
    pub clock_moved: String,
}

/// The page with the spoken code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodePage {
    /// Title of the document; `{incident}`.
    pub title: String,
    /// What stands on top.
    pub heading: String,
    /// Real.
    pub real: String,
    /// Exercise.
    pub exercise: String,
    /// What to do with it.
    pub ask: String,
    /// Label.
    pub incident: String,
    /// Label.
    pub writer: String,
    /// Label.
    pub entries: String,
    /// Label.
    pub local: String,
    /// Label.
    pub utc: String,
    /// Label.
    pub key: String,
    /// There is no key.
    pub no_key: String,
    /// Before the digest in full.
    pub digest: String,
    /// Beside the square.
    pub camera: String,
    /// Label of a box.
    pub read_by: String,
    /// Label of a box.
    pub written_by: String,
    /// Label of a box.
    pub at: String,
    /// Label of a box.
    pub texted_to: String,
    /// Label of a box.
    pub kept_at: String,
    /// How to check; `{incident}`, `{code}`.
    pub later: String,
    /// What it does not prove; `{n}`.
    pub limits: String,
}
