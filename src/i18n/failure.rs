//! What the outside did not do: what happened, what is safe, what to do next.

use serde::Deserialize;

use crate::ports::FailureKind;

/// Advice about a failure.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FailureAdvice {
    /// What happened.
    pub what: String,
    /// What is safe.
    pub safe: String,
    /// What to do.
    pub next: String,
}

/// Advice per kind of failure.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FailureWords {
    /// See [`FailureKind::Full`].
    pub full: FailureAdvice,
    /// See [`FailureKind::ReadOnly`].
    pub read_only: FailureAdvice,
    /// See [`FailureKind::NotFound`].
    pub not_found: FailureAdvice,
    /// See [`FailureKind::Exists`].
    pub exists: FailureAdvice,
    /// See [`FailureKind::Inside`].
    pub inside: FailureAdvice,
    /// See [`FailureKind::ChangedUnderneath`].
    pub changed_underneath: FailureAdvice,
    /// See [`FailureKind::Other`].
    pub other: FailureAdvice,
    /// A log that was only to be looked at, and of which nothing is known.
    pub unread_log: FailureAdvice,
}

impl FailureWords {
    /// The advice for this kind.
    #[must_use]
    pub const fn of(&self, kind: FailureKind) -> &FailureAdvice {
        match kind {
            FailureKind::Full => &self.full,
            FailureKind::ReadOnly => &self.read_only,
            FailureKind::NotFound => &self.not_found,
            FailureKind::Exists => &self.exists,
            FailureKind::Inside => &self.inside,
            FailureKind::ChangedUnderneath => &self.changed_underneath,
            FailureKind::Other => &self.other,
        }
    }
}
