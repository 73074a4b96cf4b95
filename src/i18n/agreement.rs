//! How an act was agreed, on the screen and on the command line alike.

use serde::Deserialize;

use super::fill;
use crate::domain::act::{Approval, ApprovalHow};

/// How an act was agreed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementWords {
    /// `{who}` stood there.
    pub present: String,
    /// `{who}` was on the telephone.
    pub phone: String,
    /// Nobody could be reached; `{reason}`.
    pub alone: String,
    /// Above the acts that were done alone; `{n}`.
    pub alone_count: String,
    /// One of them: `{n}`, `{title}`, `{who}`, `{reason}`.
    pub alone_step: String,
}

impl AgreementWords {
    /// Who agreed and how; alone, the reason as `shown` makes of it.
    #[must_use]
    pub fn of(&self, approval: &Approval, shown: impl Fn(&str) -> String) -> String {
        match approval.how {
            ApprovalHow::Present => fill(&self.present, &[("who", approval.by.as_str())]),
            ApprovalHow::Phone => fill(&self.phone, &[("who", approval.by.as_str())]),
            ApprovalHow::Alone => fill(&self.alone, &[("reason", &shown(&approval.words))]),
        }
    }
}
