//! The command line. Names are a contract (design decision); help texts come from the catalogue.
#![expect(
    missing_docs,
    reason = "the catalogue says what each one is for; a comment here would be a second help text"
)]

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
    #[arg(long = "data", global = true, value_name = "DIR")]
    pub folder: Option<PathBuf>,
    #[arg(long, global = true, value_name = "DIR")]
    pub runbooks: Vec<PathBuf>,
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<LangArg>,
    #[arg(long, global = true)]
    pub ascii: bool,
    #[arg(long, global = true, value_name = "THEME", default_value = "auto")]
    pub theme: ThemeArg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    En,
    Fr,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeArg {
    Auto,
    Colour,
    Contrast,
    Mono,
}

#[derive(Clone, Debug, Subcommand)]
pub enum Verb {
    Start(StartArgs),
    Resume(ResumeArgs),
    Do(DoArgs),
    Note(NoteArgs),
    Correct(CorrectArgs),
    Close(CloseArgs),
    Status(StatusArgs),
    Incidents(JsonArgs),
    Runbook(RunbookArgs),
    Verify(VerifyArgs),
}

#[derive(Clone, Debug, Args)]
#[command(group(clap::ArgGroup::new("mode").required(true).args(["real", "exercise"])))]
pub struct StartArgs {
    pub runbook: String,
    #[arg(long)]
    pub real: bool,
    #[arg(long)]
    pub exercise: bool,
    #[arg(long, value_name = "INITIALS")]
    pub by: String,
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,
    #[arg(long, value_name = "1|2|3", default_value_t = 1)]
    #[arg(value_parser = clap::value_parser!(u8).range(1..=3))]
    pub severity: u8,
    #[arg(long, value_name = "TIME")]
    pub noticed: Option<String>,
    #[arg(long)]
    pub headless: bool,
}

#[derive(Clone, Debug, Args)]
pub struct ResumeArgs {
    pub incident: Option<String>,
}

#[derive(Clone, Debug, Args)]
pub struct DoArgs {
    pub incident: String,
    pub step: String,
    #[command(flatten)]
    pub how: ActArgs,
    #[command(subcommand)]
    pub act: ActVerb,
}

#[derive(Clone, Debug, Args)]
pub struct ActArgs {
    #[arg(long, global = true, value_name = "INITIALS")]
    pub by: Option<String>,
    #[arg(long, global = true, value_name = "TEXT")]
    pub reason: Option<String>,
    #[arg(long, global = true, value_name = "STATE")]
    pub observed: Option<String>,
    #[arg(long, global = true, value_name = "TIME")]
    pub at: Option<String>,
    #[arg(long, global = true, value_name = "INITIALS")]
    pub approved_by: Option<String>,
    #[arg(long, global = true, value_name = "HOW")]
    pub approval: Option<ApprovalArg>,
    #[arg(long, global = true, value_name = "TEXT")]
    pub words: Option<String>,
    #[arg(long, global = true, value_name = "TEXT")]
    pub objection: Option<String>,
    #[arg(long, global = true, value_name = "SPAN")]
    pub after: Option<String>,
    #[arg(long, global = true, value_name = "TEXT")]
    pub until: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ApprovalArg {
    Present,
    Phone,
    Alone,
}

#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum ActVerb {
    Done,
    Skip,
    Later,
    Cannot,
    Choose { option: String },
    Wait,
    Ended,
    Again,
    Reached,
}

#[derive(Clone, Debug, Args)]
pub struct NoteArgs {
    pub incident: String,
    pub text: String,
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
    #[arg(long, value_name = "KIND", default_value = "fact")]
    pub kind: KindArg,
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KindArg {
    Fact,
    Todo,
    Decision,
    Question,
    Briefing,
}

#[derive(Clone, Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["not_so", "text", "at"])))]
pub struct CorrectArgs {
    pub incident: String,
    pub entry: String,
    #[arg(long)]
    pub not_so: bool,
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "not_so")]
    pub reason: Option<String>,
}

#[derive(Clone, Debug, Args)]
pub struct CloseArgs {
    pub incident: String,
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    #[arg(long)]
    pub last_acts_done: bool,
}

#[derive(Clone, Debug, Args)]
pub struct StatusArgs {
    pub incident: Option<String>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Debug, Args)]
pub struct JsonArgs {
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Debug, Args)]
pub struct VerifyArgs {
    pub path: PathBuf,
    #[arg(long)]
    pub json: bool,
    #[arg(long)]
    pub original: bool,
    #[arg(long, value_name = "DIGITS")]
    pub code: Option<String>,
}

#[derive(Clone, Debug, Args)]
pub struct RunbookArgs {
    #[command(subcommand)]
    pub verb: RunbookVerb,
}

#[derive(Clone, Debug, Subcommand)]
pub enum RunbookVerb {
    List(JsonArgs),
    Show { id: String },
    Check(CheckArgs),
    Schema,
    New { id: String },
}

#[derive(Clone, Debug, Args)]
pub struct CheckArgs {
    pub paths: Vec<PathBuf>,
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    pub format: FormatArg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    Full,
    Concise,
    Json,
}
