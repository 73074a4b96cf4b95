//! Words of `sangfroid runbook …`, and the starter file that it prints.

use serde::Deserialize;

use crate::domain::step::{Basis, StepKind, Tag};
use crate::domain::text::Lang;

/// The section.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunbookCliTexts {
    /// Table of runbooks.
    pub list: ListTexts,
    /// One runbook as text.
    pub show: ShowTexts,
    /// Findings.
    pub check: CheckTexts,
    /// `{file}` was written for printing.
    pub printed: String,
    /// Starter file.
    pub new: NewTexts,
}

/// Words of `list`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListTexts {
    /// Column.
    pub id: String,
    /// Column.
    pub steps: String,
    /// Column.
    pub reviewed: String,
    /// Column.
    pub origin: String,
    /// Column.
    pub title: String,
    /// Built into the program.
    pub shipped: String,
    /// Given from outside.
    pub site: String,
    /// Given from outside in place of a built-in one.
    pub site_replaces: String,
    /// There is nothing to list.
    pub none: String,
    /// Above the files that cannot be used.
    pub broken: String,
}

/// Words of `show`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShowTexts {
    /// Line under the title.
    pub revision: String,
    /// Label.
    pub use_when: String,
    /// Label.
    pub not_for: String,
    /// Label.
    pub needs: String,
    /// Heading of a phase.
    pub phase: String,
    /// Beside the heading.
    pub window: String,
    /// Beside it: where to go on when there is no time.
    pub short_of_time: String,
    /// Label.
    pub dont: String,
    /// Label.
    pub loses: String,
    /// Label.
    pub keeps: String,
    /// Label.
    pub how: String,
    /// Label.
    pub say: String,
    /// Label.
    pub ask: String,
    /// Label.
    pub never: String,
    /// Label.
    pub check: String,
    /// Label.
    pub why: String,
    /// Label.
    pub undo: String,
    /// Label.
    pub if_not: String,
    /// Label.
    pub evidence: String,
    /// Label.
    pub expected: String,
    /// Label.
    pub record: String,
    /// `{moment}` that the step names.
    pub starts: String,
    /// `{clock}` whose notice the step is.
    pub answers: String,
    /// Label.
    pub option: String,
    /// Label.
    pub state: String,
    /// Under an option.
    pub leads_to: String,
    /// Under an option.
    pub costs: String,
    /// Under the options.
    pub cannot_tell: String,
    /// Condition.
    pub decided_by: String,
    /// Whom to call.
    pub contact: String,
    /// Condition.
    pub only_if: String,
    /// Condition.
    pub sign_off: String,
    /// Mark.
    pub wait: String,
    /// Mark.
    pub repeat: String,
    /// Mark.
    pub include: String,
    /// Limit from the step.
    pub limit_step: String,
    /// Limit from the start.
    pub limit_start: String,
    /// Label.
    pub carry: String,
    /// Heading.
    pub last_acts: String,
    /// Heading.
    pub sources: String,
    /// What a limit rests on.
    pub basis: BasisTexts,
    /// Marks of a step.
    pub tags: TagTexts,
    /// Kinds of step.
    pub kinds: KindTexts,
}

/// What a limit rests on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasisTexts {
    /// A law.
    pub law: String,
    /// Published guidance.
    pub guide: String,
    /// A documented case.
    pub case: String,
    /// Our own value.
    pub default: String,
}

/// Marks of a step.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TagTexts {
    /// A tag.
    pub life: String,
    /// A tag.
    pub containment: String,
    /// A tag.
    pub hazardous: String,
    /// A tag.
    pub evidence: String,
    /// A tag.
    pub notify: String,
}

/// Kinds of step, as verbs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindTexts {
    /// A kind.
    pub r#do: String,
    /// A kind.
    pub observe: String,
    /// A kind.
    pub decide: String,
    /// A kind.
    pub wait: String,
    /// A kind.
    pub call: String,
    /// A kind.
    pub tell: String,
    /// A kind.
    pub pause: String,
    /// A kind.
    pub include: String,
}

impl BasisTexts {
    /// What a limit rests on.
    #[must_use]
    pub fn of(&self, basis: Basis) -> &str {
        match basis {
            Basis::Law => &self.law,
            Basis::Guide => &self.guide,
            Basis::Case => &self.case,
            Basis::Default => &self.default,
        }
    }
}

impl TagTexts {
    /// What a step protects.
    #[must_use]
    pub fn of(&self, tag: Tag) -> &str {
        match tag {
            Tag::Life => &self.life,
            Tag::Containment => &self.containment,
            Tag::Hazardous => &self.hazardous,
            Tag::Evidence => &self.evidence,
            Tag::Notify => &self.notify,
        }
    }
}

impl KindTexts {
    /// A kind of step, as a verb.
    #[must_use]
    pub fn of(&self, kind: &StepKind) -> &str {
        match kind {
            StepKind::Do => &self.r#do,
            StepKind::Observe { .. } => &self.observe,
            StepKind::Decide { .. } => &self.decide,
            StepKind::Wait { .. } => &self.wait,
            StepKind::Call(_) => &self.call,
            StepKind::Tell(_) => &self.tell,
            StepKind::Pause => &self.pause,
            StepKind::Include { .. } => &self.include,
        }
    }
}

/// Words of `check`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckTexts {
    /// A file without findings.
    pub clean: String,
    /// A file without findings, with more ways than are walked.
    pub clean_many: String,
    /// Last line.
    pub sum: String,
    /// No file was given.
    pub nothing: String,
    /// A file could not be read.
    pub unreadable: String,
    /// What `#!` means in a page.
    pub explain_mark: String,
    /// How to see a page, and the list.
    pub explain_more: String,
    /// No code has this name.
    pub explain_unknown: String,
}

/// Words of `new`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewTexts {
    /// The id is none.
    pub bad_id: String,
}

/// The commented starter file, with `{id}` and `{date}` to fill in.
#[must_use]
pub const fn starter(lang: Lang) -> &'static str {
    match lang {
        Lang::En => include_str!("../../assets/starter/en.yaml"),
        Lang::Fr => include_str!("../../assets/starter/fr.yaml"),
    }
}
