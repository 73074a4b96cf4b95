//! The command line. Names are a contract (design decision); help texts come from the catalogue.
//!
//! The comments here are for readers of the code: [`super::help`] puts the catalogue's text in the
//! place of each.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

pub use super::card_args::{CardArgs, CardVerb};
pub use super::clocks_args::{ClocksArgs, JsonArgs};
pub use super::duty_args::{DutyArgs, FilingArgs, StepDutyArgs};
pub use super::entry_args::{CloseArgs, CommentArgs, CorrectArgs};
pub use super::exchange_args::{
    CopyArg, CustodyArgs, EvidenceArgs, ExportArgs, ImportArgs, TlpArg, VerifyArgs,
};
pub use super::lead_args::{HandOverArgs, TrackArgs};
pub use super::people_args::{ClockArgs, CodeArgs, ProofArgs, SealArgs, SignOffArgs, SignOnArgs};
pub use super::runbook_args::{CheckArgs, FormatArg, PrintArgs, RunbookArgs, RunbookVerb};
pub use super::site_args::{CallArgs, ContactsArgs, SiteArgs, SiteVerb};
pub use super::start_args::{AddArgs, StartArgs};
pub use super::watch_args::{
    ClockAddArgs, ClockMetArgs, ClockMoveArgs, HoldArgs, LiftArgs, UnholdArgs,
};

/// Everything that can stand on the command line.
#[derive(Clone, Debug, Parser)]
#[command(name = "sangfroid", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// Options that every command takes.
    #[command(flatten)]
    pub options: Options,
    /// What to do; without it the full screen opens.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// Options that every command takes.
#[derive(Clone, Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch that stands for itself")]
pub struct Options {
    /// The folder that holds the incidents.
    #[arg(long = "data", global = true, value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Folders with further runbooks.
    #[arg(long, global = true, value_name = "DIR")]
    pub runbooks: Vec<PathBuf>,
    /// Folders that take every record too, for example on a USB stick.
    #[arg(long, global = true, value_name = "DIR")]
    pub mirror: Vec<PathBuf>,
    /// Leaves folders alone that an earlier command named with `--mirror`.
    #[arg(long, global = true)]
    pub forget_mirrors: bool,
    /// The language, if not the environment's.
    #[arg(long, global = true, value_name = "LANG", value_parser = one_language())]
    pub lang: Option<LangArg>,
    /// Speaks in lines instead of drawing a screen.
    #[arg(long, global = true)]
    pub plain: bool,
    /// Draws with ASCII only.
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Never rings.
    #[arg(long, global = true)]
    pub no_bell: bool,
    /// The attributes of the screen.
    #[arg(long, global = true, value_name = "THEME", default_value = "auto")]
    pub theme: ThemeArg,
    /// The keyboard, for the digits of its top row.
    #[arg(long, global = true, value_name = "KEYBOARD")]
    pub keyboard: Option<KeyboardArg>,
    /// Whether the mouse selects on the screen, or the terminal's text.
    #[arg(long, global = true, value_name = "SWITCH")]
    pub mouse: Option<Switch>,
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the parser would show a comment, in one language only")]
pub enum Switch {
    On,
    Off,
}

/// A family of keyboards, by how the top row is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the parser would show a comment, in one language only")]
pub enum KeyboardArg {
    Azerty,
    French2019,
    Bepo,
    Direct,
}

/// A language of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the parser would show a comment, in one language only")]
pub enum LangArg {
    En,
    Fr,
    Both,
}

/// A language to speak: only paper can speak both.
fn one_language() -> impl TypedValueParser<Value = LangArg> {
    let known = PossibleValuesParser::new(["en", "fr"]);
    known.map(|text| if text == "fr" { LangArg::Fr } else { LangArg::En })
}

/// A set of attributes for the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the parser would show a comment, in one language only")]
pub enum ThemeArg {
    Auto,
    Colour,
    Contrast,
    Mono,
}

/// What to do.
#[derive(Clone, Debug, Subcommand)]
pub enum Verb {
    /// Opens an incident.
    Start(StartArgs),
    /// Opens the screen in an incident.
    Resume(ResumeArgs),
    /// Answers a step.
    Do(DoArgs),
    /// Follows one more runbook.
    Add(AddArgs),
    /// Writes something down.
    Note(NoteArgs),
    /// Takes a file in as evidence.
    Evidence(EvidenceArgs),
    /// Records a hand-over of a piece of evidence.
    Custody(CustodyArgs),
    /// Lists the evidence and its chain of custody.
    EvidenceList(StatusArgs),
    /// Looks after the legal clocks of an incident.
    Duty(DutyArgs),
    /// Lists the lasting limits in force.
    Limits(StatusArgs),
    /// Lifts one.
    Lift(LiftArgs),
    /// Adds a clock.
    ClockAdd(ClockAddArgs),
    /// Records that what it asks for was done.
    ClockMet(ClockMetArgs),
    /// Moves or ends it.
    ClockMove(ClockMoveArgs),
    /// Holds the work on a runbook.
    Hold(HoldArgs),
    /// Goes on with it.
    Unhold(UnholdArgs),
    /// Makes a copy for somebody else.
    Export(ExportArgs),
    /// Takes in logs of other laptops.
    Import(ImportArgs),
    /// Lists what every laptop wrote.
    Log(StatusArgs),
    /// Corrects an entry.
    Correct(CorrectArgs),
    /// Closes the incident.
    Close(CloseArgs),
    /// Comments on an entry, beside the log.
    Comment(CommentArgs),
    /// Shows where an incident stands.
    Status(StatusArgs),
    /// Lists what the folder holds.
    Incidents(JsonArgs),
    /// Looks after runbooks.
    Runbook(RunbookArgs),
    /// Looks after legal clocks.
    Clocks(ClocksArgs),
    /// Shows command cards.
    Card(CardArgs),
    /// The site's own facts.
    Site(SiteArgs),
    /// Says who is called on which line.
    Contacts(ContactsArgs),
    /// Records what came of a call.
    Call(CallArgs),
    /// Checks a log.
    Verify(VerifyArgs),
    /// Drafts the hand-over briefing.
    Brief(StatusArgs),
    /// Hands the lead over.
    HandOver(HandOverArgs),
    /// Gives a track to a named person.
    Track(TrackArgs),
    /// Takes the keyboard.
    SignOn(SignOnArgs),
    /// Leaves the keyboard.
    SignOff(SignOffArgs),
    /// Lets the device sign the log.
    Seal(SealArgs),
    /// Compares the clock with another one.
    Clock(ClockArgs),
    /// Shows the spoken code.
    Code(CodeArgs),
}

/// `resume`.
#[derive(Clone, Debug, Args)]
pub struct ResumeArgs {
    /// Its name; the newest open one without.
    pub incident: Option<String>,
}

/// `do`.
#[derive(Clone, Debug, Args)]
pub struct DoArgs {
    /// Name of the incident.
    pub incident: String,
    /// Number, id, or runbook and id.
    pub step: String,
    /// What belongs to the act.
    #[command(flatten)]
    pub how: ActArgs,
    /// The act.
    #[command(subcommand)]
    pub act: ActVerb,
}

/// What belongs to an act.
#[derive(Clone, Debug, Args)]
pub struct ActArgs {
    /// Initials of whoever acts.
    #[arg(long, global = true, value_name = "INITIALS")]
    pub by: Option<String>,
    /// Why.
    #[arg(long, global = true, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Id of the state that was seen.
    #[arg(long, global = true, value_name = "STATE")]
    pub observed: Option<String>,
    /// When it happened, as it was typed.
    #[arg(long, global = true, value_name = "TIME")]
    pub at: Option<String>,
    /// Initials of the second person.
    #[arg(long, global = true, value_name = "INITIALS")]
    pub approved_by: Option<String>,
    /// How they agreed.
    #[arg(long, global = true, value_name = "HOW")]
    pub approval: Option<ApprovalArg>,
    /// What they said.
    #[arg(long, global = true, value_name = "TEXT")]
    pub words: Option<String>,
    /// Who objected.
    #[arg(long, global = true, value_name = "TEXT")]
    pub objection: Option<String>,
    /// Span after which a step comes back.
    #[arg(long, global = true, value_name = "SPAN")]
    pub after: Option<String>,
    /// Event after which a step comes back.
    #[arg(long, global = true, value_name = "TEXT")]
    pub until: Option<String>,
    /// What is said about legal clocks.
    #[command(flatten)]
    pub duty: StepDutyArgs,
}

/// How the second person agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the parser would show a comment, in one language only")]
pub enum ApprovalArg {
    Present,
    Phone,
    Alone,
}

/// What to do with a step.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum ActVerb {
    /// Done, or observed.
    Done,
    /// One line done, of a step that is done line by line.
    Tick {
        /// Its number in the step, from 1.
        line: u8,
    },
    /// One line left out, with a reason.
    LeaveOut {
        /// Its number in the step, from 1.
        line: u8,
    },
    /// Set aside.
    Skip,
    /// Put off.
    Later,
    /// Not possible.
    Cannot,
    /// Decided.
    Choose {
        /// Id of the option, or `cannot-tell`.
        option: String,
    },
    /// The wait begins.
    Wait,
    /// The wait is over.
    Ended,
    /// Checked, not yet reached.
    Again,
    /// Checked and reached.
    Reached,
    /// Gone to, out of turn.
    Go,
}

/// `note`.
#[derive(Clone, Debug, Args)]
pub struct NoteArgs {
    /// Name of the incident.
    pub incident: String,
    /// The words, or `-` for standard input.
    pub text: String,
    /// Initials of whoever writes.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
    /// What the note is.
    #[arg(long, value_name = "KIND", default_value = "fact")]
    pub kind: KindArg,
    /// When it happened, as it was typed.
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

/// What a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the parser would show a comment, in one language only")]
pub enum KindArg {
    Fact,
    Todo,
    Decision,
    Question,
    Briefing,
}

/// `status`.
#[derive(Clone, Debug, Args)]
pub struct StatusArgs {
    /// Its name; the newest open one without.
    pub incident: Option<String>,
    /// Answers as JSON.
    #[arg(long)]
    pub json: bool,
}
