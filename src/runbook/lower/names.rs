//! The names that a file declares and the places that use them, collected while it is read.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostic, SourceSpan};
use crate::domain::ids::{ClockId, MomentId};
use crate::domain::law::Law;

/// What a use refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// A role.
    Role(String),
    /// A track.
    Track(String),
    /// An option of the decision that stands in the step with this position.
    OwnOption(usize, String),
    /// A step that comes after the one with this position, the first of its phase.
    Shortcut(usize, String),
}

/// What a step names of the law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LawUse {
    /// A moment from which clocks count.
    Moment(MomentId),
    /// A legal clock.
    Clock(ClockId),
}

impl LawUse {
    /// The finding about a name that `law` does not have.
    #[must_use]
    pub fn finding(&self, law: &Law, span: SourceSpan) -> Option<Diagnostic> {
        let (code, name, is_known) = match self {
            Self::Moment(id) => (Code::StepUnknownMoment, id.as_str(), law.moment(id).is_some()),
            Self::Clock(id) => (Code::StepUnknownClock, id.as_str(), law.clock(id).is_some()),
        };
        (!is_known).then(|| Diagnostic::new(code, span).fact("found", name))
    }
}

/// A condition as written.
#[derive(Clone, Debug)]
pub(super) struct ConditionUse {
    /// Position of the step that has it.
    pub(super) step: usize,
    /// The step it names.
    pub(super) decision: String,
    /// Where it names it.
    pub(super) decision_span: SourceSpan,
    /// The answers it names.
    pub(super) answers: Vec<(String, SourceSpan)>,
}

/// An option as written.
#[derive(Clone, Debug)]
pub(super) struct OptionName {
    /// Its name.
    pub(super) id: String,
    /// Where it stands.
    pub(super) span: SourceSpan,
    /// Whether it says in words what follows.
    pub(super) has_consequence: bool,
}

/// A step as written.
#[derive(Clone, Debug)]
pub(super) struct StepName {
    /// Its name; empty when that could not be read.
    pub(super) id: String,
    /// Where its name stands, or the step when it has none.
    pub(super) span: SourceSpan,
    /// Its options, when it is a decision whose options could be read.
    pub(super) options: Option<Vec<OptionName>>,
    /// Whether it is of kind `decide`, or of a kind that could not be read.
    pub(super) may_decide: bool,
}

/// Everything that was declared and used.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Roles, when their list could be read.
    pub(super) roles: Option<BTreeSet<String>>,
    /// Tracks, when their list could be read.
    pub(super) tracks: Option<BTreeSet<String>>,
    /// Steps in their order.
    pub(super) steps: Vec<StepName>,
    /// Uses of roles, tracks and own options.
    pub(super) uses: Vec<(Use, SourceSpan)>,
    /// Conditions.
    pub(super) conditions: Vec<ConditionUse>,
    /// The runbook's own name.
    pub(super) runbook: Option<String>,
    /// Runbooks that are included.
    pub(super) includes: Vec<(String, SourceSpan)>,
    /// Moments and legal clocks that steps name.
    pub(super) law_uses: Vec<(LawUse, SourceSpan)>,
    /// Command cards that are named.
    pub(super) cards: Vec<(String, SourceSpan)>,
    /// Where step names stood first.
    pub(super) step_places: BTreeMap<String, SourceSpan>,
}
