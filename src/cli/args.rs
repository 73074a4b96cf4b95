//! The command line. Names are a contract (design decision); help texts come from the catalogue.
//!
//! The comments here are for readers of the code: [`super::help`] puts the catalogue's text in the
//! place of each.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
pub struct Options {
    /// The folder that holds the incidents.
    #[arg(long = "data", global = true, value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Folders with further runbooks.
    #[arg(long, global = true, value_name = "DIR")]
    pub runbooks: Vec<PathBuf>,
    /// The language, if not the environment's.
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<LangArg>,
    /// Draws with ASCII only.
    #[arg(long, global = true)]
    pub ascii: bool,
    /// The attributes of the screen.
    #[arg(long, global = true, value_name = "THEME", default_value = "auto")]
    pub theme: ThemeArg,
}

/// A language of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the parser would show a comment, in one language only")]
pub enum LangArg {
    En,
    Fr,
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
    /// Writes something down.
    Note(NoteArgs),
    /// Takes a file in as evidence.
    Evidence(EvidenceArgs),
    /// Records a hand-over of a piece of evidence.
    Custody(CustodyArgs),
    /// Lists the evidence and its chain of custody.
    EvidenceList(StatusArgs),
    /// Makes a copy for somebody else.
    Export(ExportArgs),
    /// Corrects an entry.
    Correct(CorrectArgs),
    /// Closes the incident.
    Close(CloseArgs),
    /// Shows where an incident stands.
    Status(StatusArgs),
    /// Lists what the folder holds.
    Incidents(JsonArgs),
    /// Looks after runbooks.
    Runbook(RunbookArgs),
    /// Checks a log.
    Verify(VerifyArgs),
}

/// `start`.
#[derive(Clone, Debug, Args)]
#[command(group(clap::ArgGroup::new("mode").required(true).args(["real", "exercise"])))]
pub struct StartArgs {
    /// Name of the runbook.
    pub runbook: String,
    /// A real incident.
    #[arg(long)]
    pub real: bool,
    /// An exercise.
    #[arg(long)]
    pub exercise: bool,
    /// Initials of whoever has the keyboard.
    #[arg(long, value_name = "INITIALS")]
    pub by: String,
    /// Their name.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Their role.
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,
    /// From 1, care touched, to 3, a suspicion.
    #[arg(long, value_name = "1|2|3", default_value_t = 1)]
    #[arg(value_parser = clap::value_parser!(u8).range(1..=3))]
    pub severity: u8,
    /// When the trouble was noticed, as it was typed.
    #[arg(long, value_name = "TIME")]
    pub noticed: Option<String>,
    /// Opens no screen.
    #[arg(long)]
    pub headless: bool,
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

/// `evidence`.
#[derive(Clone, Debug, Args)]
pub struct EvidenceArgs {
    /// Name of the incident.
    pub incident: String,
    /// The file, or `-` for standard input.
    pub file: String,
    /// Number, id, or runbook and id of a step.
    #[arg(long, value_name = "STEP")]
    pub step: Option<String>,
    /// Id of the piece that the step asks for.
    #[arg(long, value_name = "ID")]
    pub slot: Option<String>,
    /// What it is.
    #[arg(long, value_name = "TEXT")]
    pub item: Option<String>,
    /// The machine it comes from.
    #[arg(long, value_name = "NAME")]
    pub host: Option<String>,
    /// Where the original is kept.
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    /// Who collected it.
    #[arg(long, value_name = "NAME")]
    pub collected_by: Option<String>,
    /// When it was collected, as it was typed.
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Initials of whoever takes it in.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
    /// Most bytes to take, as it was typed.
    #[arg(long, value_name = "BYTES")]
    pub max_bytes: Option<String>,
}

/// `custody`.
#[derive(Clone, Debug, Args)]
pub struct CustodyArgs {
    /// Name of the incident.
    pub incident: String,
    /// The entry that took the piece in.
    pub entry: String,
    /// Who gave it.
    #[arg(long, value_name = "NAME")]
    pub from: String,
    /// Who has it now.
    #[arg(long, value_name = "NAME")]
    pub to: String,
    /// Where it is kept now.
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// When it happened, as it was typed.
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Initials of whoever records it.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
}

/// `export`.
#[derive(Clone, Debug, Args)]
pub struct ExportArgs {
    /// Name of an incident, or the path of a folder or log.
    pub source: PathBuf,
    /// In which form.
    #[arg(long = "as", value_name = "FORMAT")]
    pub format: CopyArg,
    /// The folder to make, or a file whose name ends in .jsonl.
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// Fields to withhold.
    #[arg(long, value_name = "FIELDS", conflicts_with = "disclose")]
    pub withhold: Option<String>,
    /// The only fields to disclose.
    #[arg(long, value_name = "FIELDS")]
    pub disclose: Option<String>,
    /// Lines to withhold as a whole.
    #[arg(long, value_name = "LINES")]
    pub withhold_lines: Option<String>,
    /// Copies every piece of evidence.
    #[arg(long)]
    pub with_files: bool,
    /// For whom.
    #[arg(long, value_name = "TEXT")]
    pub recipient: Option<String>,
    /// How far it may go on.
    #[arg(long, value_name = "LEVEL")]
    pub tlp: Option<TlpArg>,
    /// Initials of whoever makes the copy.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
}

/// The form of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the parser would show a comment, in one language only")]
pub enum CopyArg {
    Log,
}

/// How far a copy may go on (TLP 2.0 of FIRST).
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the parser would show a comment, in one language only")]
#[value(rename_all = "lower")]
pub enum TlpArg {
    Red,
    Amber,
    #[value(name = "amber+strict")]
    AmberStrict,
    Green,
    Clear,
}

impl TlpArg {
    /// The label exactly as FIRST writes it; never translated.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Red => "TLP:RED",
            Self::Amber => "TLP:AMBER",
            Self::AmberStrict => "TLP:AMBER+STRICT",
            Self::Green => "TLP:GREEN",
            Self::Clear => "TLP:CLEAR",
        }
    }
}

/// `correct`.
#[derive(Clone, Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["not_so", "text", "at"])))]
pub struct CorrectArgs {
    /// Name of the incident.
    pub incident: String,
    /// Name or number of the entry.
    pub entry: String,
    /// It was not so.
    #[arg(long)]
    pub not_so: bool,
    /// The right words.
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
    /// The right time, as it was typed.
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Initials of whoever corrects.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
    /// Why it was not so.
    #[arg(long, value_name = "TEXT", requires = "not_so")]
    pub reason: Option<String>,
}

/// `close`.
#[derive(Clone, Debug, Args)]
pub struct CloseArgs {
    /// Name of the incident.
    pub incident: String,
    /// Initials of whoever closes.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
    /// Why, where something is left open.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Every last act was done.
    #[arg(long)]
    pub last_acts_done: bool,
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

/// A command whose one option is the form of its answer.
#[derive(Clone, Debug, Args)]
pub struct JsonArgs {
    /// Answers as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `verify`.
#[derive(Clone, Debug, Args)]
pub struct VerifyArgs {
    /// A log, or the folder of an incident.
    pub path: PathBuf,
    /// Answers as JSON.
    #[arg(long)]
    pub json: bool,
    /// Accepts no copy with something withheld.
    #[arg(long)]
    pub original: bool,
    /// The spoken code that was written down.
    #[arg(long, value_name = "DIGITS")]
    pub code: Option<String>,
}

/// `runbook`.
#[derive(Clone, Debug, Args)]
pub struct RunbookArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: RunbookVerb,
}

/// What to do with runbooks.
#[derive(Clone, Debug, Subcommand)]
pub enum RunbookVerb {
    /// Lists the runbooks.
    List(JsonArgs),
    /// Prints one.
    Show {
        /// Its id.
        id: String,
    },
    /// Finds what is wrong.
    Check(CheckArgs),
    /// Prints the schema for editors.
    Schema,
    /// Prints a starter.
    New {
        /// Id of the new runbook.
        id: String,
    },
}

/// `runbook check`.
#[derive(Clone, Debug, Args)]
pub struct CheckArgs {
    /// Files; everything that can be started without.
    pub paths: Vec<PathBuf>,
    /// The form of the findings.
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    pub format: FormatArg,
}

/// The form of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the parser would show a comment, in one language only")]
pub enum FormatArg {
    Full,
    Concise,
    Json,
}
