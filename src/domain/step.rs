//! One step of a runbook: what to do, its dangers, its proof, and what makes it apply.
//!
//! The invariants of a whole runbook are written in [`super::runbook`].

use super::ids::{
    CardId, ClockId, EvidenceId, MomentId, OptionId, RoleId, RunbookId, StateId, StepId, TrackId,
};
use super::site::SitePart;
use super::text::{Lang, Text};
use super::time::Span;

/// One act, on one screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its name inside the runbook.
    pub id: StepId,
    /// What kind of act, with what only that kind has.
    pub kind: StepKind,
    /// The line of work it belongs to.
    pub track: TrackId,
    /// Who does it.
    pub role: RoleId,
    /// Verb first, one line.
    pub title: Text,
    /// What must not be done, with the reason (W6). Shown above everything else (R13).
    pub dont: Vec<Text>,
    /// What to do, in order.
    pub how: Vec<Text>,
    /// Whether each line of `how` gets a mark of its own before the step can be done (R14). Then
    /// `how` holds [`Self::LINES_MIN`] to [`Self::LINES_MAX`] lines, and the step is one of those
    /// that [`StepKind::may_bundle`] names.
    pub all: bool,
    /// The state that shows that it worked (W7).
    pub check: Option<Text>,
    /// Why it is worth doing, and its cost.
    pub why: Option<Text>,
    /// The way back, or that there is none (W8).
    pub undo: Option<Text>,
    /// What to do when it cannot be done.
    pub if_not: Option<Text>,
    /// One sentence to say aloud (R24).
    pub say: Option<Text>,
    /// The time limit.
    pub limit: Option<Limit>,
    /// What to keep.
    pub evidence: Vec<Evidence>,
    /// What the log must hold besides the act itself; shown as a hint to write a note.
    pub record: Option<Text>,
    /// A re-check that comes back by itself.
    pub repeat: Option<Repeat>,
    /// The step applies only on these answers.
    pub only_if: Option<Condition>,
    /// Another person must agree first.
    pub sign_off: Option<SignOff>,
    /// A lasting limit that stays in force after the step (R21).
    pub carry: Option<Text>,
    /// What the step protects.
    pub tags: Vec<Tag>,
    /// Moments that doing it names: legal clocks count from them.
    pub starts: Vec<MomentId>,
    /// Legal clocks whose notice doing it is.
    pub answers: Vec<ClockId>,
    /// Command cards to look at; never run by the program (R155).
    pub commands: Vec<CardId>,
    /// Parts of the site's own facts to look at.
    pub site: Vec<SitePart>,
}

impl Step {
    /// A bundle of one line is no bundle.
    pub const LINES_MIN: usize = 2;

    /// More lines than a screen has rows for the text of a step (R16) are no one step.
    pub const LINES_MAX: usize = 11;
}

/// What kind of act a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// Do something.
    Do,
    /// Look, and say which of two to four states is seen (R6).
    Observe {
        /// The possible answers.
        states: Vec<State>,
    },
    /// Choose between named conditions.
    Decide {
        /// Two to six options, none preselected.
        options: Vec<Choice>,
        /// The option whose path "I cannot tell" takes: the careful one (R30).
        cannot_tell: OptionId,
        /// Who decides, when it is not the step's own role.
        decided_by: Option<RoleId>,
    },
    /// Let time pass.
    Wait {
        /// How long.
        span: Span,
        /// On whose word.
        basis: Basis,
    },
    /// Telephone somebody.
    Call(Call),
    /// Inform somebody by any means.
    Tell(Call),
    /// Close the phase: read back what stays open (R9).
    Pause,
    /// Open another runbook beside this one.
    Include {
        /// Which one.
        runbook: RunbookId,
    },
}

impl StepKind {
    /// The word used in runbooks and in the log.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Do => "do",
            Self::Observe { .. } => "observe",
            Self::Decide { .. } => "decide",
            Self::Wait { .. } => "wait",
            Self::Call(_) => "call",
            Self::Tell(_) => "tell",
            Self::Pause => "pause",
            Self::Include { .. } => "include",
        }
    }

    /// Whether its lines can be ticked one by one: it is work, answered by "done" alone. An
    /// observation and a decision are answered by what was seen or chosen, a wait by time, a pause
    /// by reading back, and another runbook has steps of its own.
    #[must_use]
    pub const fn may_bundle(&self) -> bool {
        matches!(self, Self::Do | Self::Call(_) | Self::Tell(_))
    }
}

/// A state that an `observe` step may report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Its code in the log.
    pub id: StateId,
    /// What is seen, never "OK" (W16).
    pub title: Text,
}

/// An option of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its code in the log.
    pub id: OptionId,
    /// The condition, as a state of the world.
    pub title: Text,
    /// What follows, in words; required where no step depends on the option.
    pub leads_to: Option<Text>,
    /// What it costs if it is the wrong choice.
    pub costs: Option<Text>,
}

/// Whom to speak to, and with which words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The role that is called; its number lives in the site file, never here.
    pub contact: RoleId,
    /// What to say. Facts only, closed by a request to repeat (W13, R63).
    pub say: Vec<Text>,
    /// What to ask.
    pub ask: Vec<Text>,
    /// What never to say.
    pub never: Vec<Text>,
}

/// A time limit and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// How long.
    pub within: Span,
    /// From which moment.
    pub from: LimitFrom,
    /// On whose word.
    pub basis: Basis,
}

/// The moment from which a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitFrom {
    /// When the step becomes the current one (R33).
    Step,
    /// When this runbook was started: T0, the declaration.
    Start,
}

/// What a limit rests on. Our default is never shown as law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A law or regulation.
    Law,
    /// Published guidance.
    Guide,
    /// A documented case.
    Case,
    /// Our own editable value.
    Default,
}

impl Basis {
    /// The word used in runbooks.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Guide => "guide",
            Self::Case => "case",
            Self::Default => "default",
        }
    }
}

/// Something to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its name inside the step.
    pub id: EvidenceId,
    /// In what form.
    pub kind: EvidenceKind,
    /// What it is.
    pub title: Text,
    /// What is seen when all is as it should be; for a value only (R71).
    pub expected: Option<Text>,
}

impl Evidence {
    /// Whether what was seen is what the author expected, in either language; case, the width of
    /// gaps, and gaps inside a number do not count. None where nothing is expected.
    #[must_use]
    pub fn is_as_expected(&self, seen: &str) -> Option<bool> {
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let plain = |text: &str| {
            let mut plain = String::new();
            let mut before = "";
            for word in text.split_whitespace() {
                if !(plain.is_empty() || is_number(before) && is_number(word) && word.len() == 3) {
                    plain.push(' ');
                }
                plain.push_str(&word.to_lowercase());
                before = word;
            }
            plain
        };
        let expected = self.expected.as_ref()?;
        Some(Lang::ALL.iter().any(|lang| plain(expected.get(*lang)) == plain(seen)))
    }
}

/// The form of a piece of evidence (R71).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceKind {
    /// A value that is typed in.
    Value,
    /// A few words.
    Text,
    /// A file, kept with its digest.
    File,
    /// A photograph, by its number.
    Photo,
    /// A telephone call.
    Call,
}

/// A re-check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// How often.
    pub every: Span,
    /// On whose word.
    pub basis: Basis,
    /// When it may stop.
    pub until: Text,
}

/// The step applies only when an earlier decision got one of these answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The deciding step; always earlier in the runbook.
    pub decision: StepId,
    /// The answers that keep this step. Never empty.
    pub is: Vec<OptionId>,
}

/// Whose agreement is needed before an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOff {
    /// Roles that may agree. Never empty.
    pub by: Vec<RoleId>,
    /// How many people act together, the one at the keyboard included: 1 or 2.
    pub persons: u8,
    /// What stops working.
    pub loses: Vec<Text>,
    /// What goes on working.
    pub keeps: Vec<Text>,
}

/// What a step protects; drives the order rules and the guards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tag {
    /// A patient's life may depend on it.
    Life,
    /// It stops the spread.
    Containment,
    /// A wrong choice does harm: no option is preselected (R29).
    Hazardous,
    /// Proof may be lost.
    Evidence,
    /// Something must be declared to somebody.
    Notify,
}
