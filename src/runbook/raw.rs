//! The shape of a runbook file for serde and schemars: the published schema and the second reader.
//!
//! Unknown keys are refused. What no shape can say (references, order) is `lower`'s business.

use schemars::JsonSchema;
use serde::Deserialize;

use super::raw_elsewhere::{CardUse, SitePart};
use super::schema;

/// A runbook: guidance through one kind of incident, as phases of steps in a fixed order.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "sangfroid runbook")]
pub struct Runbook {
    /// Version of this format. Always 1.
    #[schemars(range(min = 1, max = 1))]
    pub sangfroid: u32,
    /// Its name in the library, in the log and on the command line.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub id: String,
    /// Counts up with every change, from 1.
    #[schemars(range(min = 1))]
    pub revision: u32,
    /// The day on which somebody last checked the content, as 2026-11-23.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub reviewed: String,
    /// What is wrong, in a few words; at most 40 characters in each language.
    pub title: Text,
    /// When to open it; at most 140 characters.
    pub use_when: Text,
    /// When another one fits better; at most 140 characters.
    pub not_for: Option<Text>,
    /// What to have at hand; at most 140 characters.
    pub needs: Option<Text>,
    /// Signs that lead here from the picker.
    #[serde(default)]
    pub symptoms: Vec<String>,
    /// Other words that people type for it, in both languages.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// Who holds steps, is called or signs.
    #[schemars(length(min = 1))]
    pub roles: Vec<Named>,
    /// Lines of work that may run side by side; titles of at most 12 characters.
    #[schemars(length(min = 1))]
    pub tracks: Vec<Named>,
    /// The steps in their order, in chunks.
    #[schemars(length(min = 1))]
    pub phases: Vec<Phase>,
    /// Acts that people forget at the end, asked again at closing.
    #[serde(default)]
    pub last_acts: Vec<Text>,
    /// What the content rests on.
    #[serde(default)]
    pub sources: Vec<Source>,
}

/// A text for the person: one for all, or one per language. One file uses one form throughout.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Text {
    /// One language.
    Plain(String),
    /// Both languages.
    Both(Translated),
}

/// A text in both languages.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Translated {
    /// English.
    #[schemars(length(min = 1))]
    pub en: String,
    /// French.
    #[schemars(length(min = 1))]
    pub fr: String,
}

/// Something with a name for the file and one for people.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Its name inside the file: a-z, 0-9 and inner hyphens.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub id: String,
    /// What people call it.
    pub title: Text,
}

/// A chunk of at most nine steps. The last one is a pause without condition.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Its name inside the runbook.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub id: String,
    /// What it is for; at most 24 characters.
    pub title: Text,
    /// How long it should take.
    #[schemars(regex(pattern = r"^\d{1,5}[smhd]$"))]
    pub window: Option<String>,
    /// A later step to go on from when there is no time for the whole phase.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub short_of_time: Option<String>,
    /// The steps in their order.
    #[schemars(length(min = 1))]
    pub steps: Vec<Step>,
}

/// What kind of act a step is.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Do something.
    Do,
    /// Look, and say which state is seen.
    Observe,
    /// Choose between named conditions.
    Decide,
    /// Let time pass.
    Wait,
    /// Telephone somebody.
    Call,
    /// Inform somebody by any means.
    Tell,
    /// Close the phase.
    Pause,
    /// Open another runbook beside this one.
    Include,
}

/// One act, on one screen.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = schema::demand_keys_of_kinds)]
pub struct Step {
    /// Unique in the runbook.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub id: String,
    /// What kind of act.
    pub kind: Kind,
    /// The line of work it belongs to.
    pub track: String,
    /// Who does it.
    pub role: String,
    /// Verb first; at most 52 characters in English, 56 in French.
    pub title: Text,
    /// What must not be done, with the reason after a colon.
    #[serde(default)]
    pub dont: Vec<Text>,
    /// What to do, in order.
    #[serde(default)]
    pub how: Vec<Text>,
    /// Whether each line of `how` is ticked by itself before the step can be done; for `do`, `call`
    /// and `tell`, with 2 to 11 lines.
    #[serde(default)]
    pub all: bool,
    /// The state that shows that it worked.
    pub check: Option<Text>,
    /// Why it is worth doing.
    pub why: Option<Text>,
    /// The way back, or that there is none.
    pub undo: Option<Text>,
    /// What to do when it cannot be done.
    pub if_not: Option<Text>,
    /// One sentence to say aloud; at most 60 characters a line.
    pub say: Option<Text>,
    /// Time limit: a whole number and s, m, h or d.
    #[schemars(regex(pattern = r"^\d{1,5}[smhd]$"))]
    pub within: Option<String>,
    /// The moment from which `within` counts; the step when absent.
    pub within_from: Option<LimitFrom>,
    /// What a time rests on; needed with `within`, `wait` and `repeat`.
    pub limit_basis: Option<Basis>,
    /// What to keep.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// What the log must hold besides the act.
    pub record: Option<Text>,
    /// A re-check that comes back by itself.
    pub repeat: Option<Repeat>,
    /// The step applies only on these answers of an earlier decision.
    pub only_if: Option<Condition>,
    /// Whose agreement is needed before.
    pub sign_off: Option<SignOff>,
    /// A lasting limit that stays in force after the step; at most 60 characters.
    pub carry: Option<Text>,
    /// What the step protects.
    #[serde(default)]
    pub tags: Vec<Tag>,
    /// Moments that doing the step names; legal clocks count from them.
    #[serde(default)]
    pub starts: Vec<String>,
    /// Legal clocks whose notice doing the step is.
    #[serde(default)]
    pub answers: Vec<String>,
    /// Command cards to look at. The program shows and copies commands, and never runs one.
    #[serde(default)]
    pub commands: Vec<CardUse>,
    /// Parts of the site's own facts to look at; key C opens the first.
    #[serde(default)]
    pub site: Vec<SitePart>,
    /// Only for `observe`: what may be seen, two to four.
    #[schemars(length(min = 2, max = 4))]
    pub states: Option<Vec<Named>>,
    /// Only for `decide`: two to six conditions.
    #[schemars(length(min = 2, max = 6))]
    pub options: Option<Vec<Choice>>,
    /// Only for `decide`: the option whose careful path "I cannot tell" takes.
    pub cannot_tell: Option<String>,
    /// Only for `decide`: who decides, when it is not the step's own role.
    pub decided_by: Option<String>,
    /// Only for `wait`: how long.
    #[schemars(regex(pattern = r"^\d{1,5}[smhd]$"))]
    pub wait: Option<String>,
    /// Only for `call` and `tell`: whom, and with which words.
    pub call: Option<Call>,
    /// Only for `include`: which runbook.
    pub runbook: Option<String>,
}

/// The moment from which a limit counts.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LimitFrom {
    /// When the step becomes current.
    Step,
    /// When the runbook was started.
    Start,
}

/// What a limit rests on.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// A law or regulation.
    Law,
    /// Published guidance.
    Guide,
    /// A documented case.
    Case,
    /// An editable default value.
    Default,
}

/// Something to keep.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Its name inside the step.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub id: String,
    /// In what form.
    pub kind: EvidenceKind,
    /// What it is.
    pub title: Text,
    /// Only for `value`: what is seen when all is well; another value is marked as unexpected.
    pub expected: Option<Text>,
}

/// The form of a piece of evidence.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
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

/// A re-check that comes back by itself.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// How often.
    #[schemars(regex(pattern = r"^\d{1,5}[smhd]$"))]
    pub every: String,
    /// When it may stop.
    pub until: Text,
}

/// An earlier decision and the answers that keep the step.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The deciding step; it stands earlier in the file.
    pub decision: String,
    /// Its options.
    #[schemars(length(min = 1))]
    pub is: Vec<String>,
}

/// Whose agreement is needed before an act.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    /// Roles that may agree.
    #[schemars(length(min = 1))]
    pub by: Vec<String>,
    /// How many people act together; 2 means that another person must agree.
    #[schemars(range(min = 1, max = 2))]
    pub persons: u8,
    /// What stops working.
    #[serde(default)]
    pub loses: Vec<Text>,
    /// What goes on working.
    #[serde(default)]
    pub keeps: Vec<Text>,
}

/// What a step protects.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Tag {
    /// A patient's life may depend on it.
    Life,
    /// It stops the spread.
    Containment,
    /// A wrong choice does harm.
    Hazardous,
    /// Proof may be lost.
    Evidence,
    /// Something must be declared to somebody.
    Notify,
}

/// An option of a decision.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its name inside the decision.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub id: String,
    /// The condition, as a state of the world.
    pub title: Text,
    /// What follows; needed for an option that no `only_if` uses.
    pub leads_to: Option<Text>,
    /// What it costs if it is the wrong choice.
    pub costs: Option<Text>,
}

/// Whom to speak to, and with which words.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// The role that is called.
    pub contact: String,
    /// What to say; the last one asks to repeat.
    #[schemars(length(min = 1))]
    pub say: Vec<Text>,
    /// What to ask.
    #[serde(default)]
    pub ask: Vec<Text>,
    /// What never to say.
    #[serde(default)]
    pub never: Vec<Text>,
}

/// A document that the content rests on.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The document.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Who published it.
    #[schemars(length(min = 1))]
    pub publisher: String,
    /// When.
    #[schemars(range(min = 1900, max = 2200))]
    pub year: u16,
}
