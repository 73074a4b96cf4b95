//! What keeping the log can run into, beyond the failures of the disk themselves: what happened, what is
//! safe, what to do next.

use serde::Deserialize;

/// The section `journal`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JournalTexts {
    /// The disk took `{taken}` of `{offered}` bytes.
    pub short_write: JournalAdvice,
    /// The file is `{found}` bytes long and not `{expected}`.
    pub changed_underneath: JournalAdvice,
    /// An earlier error ended the handle.
    pub poisoned: JournalAdvice,
    /// What was to be recorded is not whole lines: our bug.
    pub not_lines: JournalAdvice,
    /// `{bytes}` at once, and at most `{bytes_max}` are taken.
    pub too_large: JournalAdvice,
    /// Too many kept tails of one line, the first being `{path}`.
    pub too_many_torn: JournalAdvice,
    /// Line `{line}` of the log is not as it was written.
    pub damaged: JournalAdvice,
    /// Lines from `{line}` on are gone.
    pub shorter: JournalAdvice,
    /// A newer version wrote the log.
    pub newer: JournalAdvice,
    /// The making of the incident was interrupted.
    pub half_created: JournalAdvice,
    /// `{bytes}` bytes of an interrupted write are kept in `{file}`.
    pub torn: JournalAdvice,
    /// Process `{pid}` has the incident open since `{since}`.
    pub locked: JournalAdvice,
    /// Some other process has the incident open.
    pub locked_by_unknown: JournalAdvice,
}

/// Advice about one of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JournalAdvice {
    /// What happened.
    pub what: String,
    /// What is safe.
    pub safe: String,
    /// What to do next.
    pub next: String,
}

impl JournalTexts {
    /// The advice for the code of a `JournalError` that is not a failure of the disk.
    #[must_use]
    pub fn of_code(&self, code: &str) -> Option<&JournalAdvice> {
        Some(match code {
            "short-write" => &self.short_write,
            "changed-underneath" => &self.changed_underneath,
            "poisoned" => &self.poisoned,
            "not-lines" => &self.not_lines,
            "too-large" => &self.too_large,
            "too-many-torn" => &self.too_many_torn,
            _ => return None,
        })
    }
}
