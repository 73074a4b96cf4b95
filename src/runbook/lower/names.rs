//! The names that a file declares and the places that use them, collected while it is read.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::SourceSpan;

/// What a use refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Use {
    /// A role.
    Role(String),
    /// A track.
    Track(String),
    /// An option of the decision that stands in the step with this position.
    OwnOption(usize, String),
}

/// A condition as written.
#[derive(Clone, Debug)]
pub struct ConditionUse {
    /// Position of the step that has it.
    pub step: usize,
    /// The step it names.
    pub decision: String,
    /// Where it names it.
    pub decision_span: SourceSpan,
    /// The answers it names.
    pub answers: Vec<(String, SourceSpan)>,
}

/// An option as written.
#[derive(Clone, Debug)]
pub struct OptionName {
    /// Its name.
    pub id: String,
    /// Where it stands.
    pub span: SourceSpan,
    /// Whether it says in words what follows.
    pub has_consequence: bool,
}

/// A step as written.
#[derive(Clone, Debug)]
pub struct StepName {
    /// Its name; empty when that could not be read.
    pub id: String,
    /// Where its name stands, or the step when it has none.
    pub span: SourceSpan,
    /// Its options, when it is a decision whose options could be read.
    pub options: Option<Vec<OptionName>>,
    /// Whether it is of kind `decide`, or of a kind that could not be read.
    pub may_decide: bool,
}

/// Everything that was declared and used.
#[derive(Debug, Default)]
pub struct Names {
    /// Roles, when their list could be read.
    pub roles: Option<BTreeSet<String>>,
    /// Tracks, when their list could be read.
    pub tracks: Option<BTreeSet<String>>,
    /// Steps in their order.
    pub steps: Vec<StepName>,
    /// Uses of roles, tracks and own options.
    pub uses: Vec<(Use, SourceSpan)>,
    /// Conditions.
    pub conditions: Vec<ConditionUse>,
    /// The runbook's own name.
    pub runbook: Option<String>,
    /// Runbooks that are included.
    pub includes: Vec<(String, SourceSpan)>,
    /// Where step names stood first.
    pub step_places: BTreeMap<String, SourceSpan>,
}
