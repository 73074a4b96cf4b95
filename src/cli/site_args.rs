//! The command line of `site`, `contacts` and `call`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::args::FormatArg;

/// `site`.
#[derive(Clone, Debug, Args)]
pub struct SiteArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: SiteVerb,
}

/// What to do with the site's facts.
#[derive(Clone, Debug, Subcommand)]
pub enum SiteVerb {
    /// Prints them as text.
    Show,
    /// Says what is wrong, old or missing.
    Check(SiteCheckArgs),
    /// Prints the schema for editors.
    Schema,
    /// Prints a commented start.
    New,
}

/// `site check`.
#[derive(Clone, Debug, Args)]
pub struct SiteCheckArgs {
    /// The file; without it, the one of the data folder.
    pub file: Option<PathBuf>,
    /// In which form.
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    pub format: FormatArg,
}

/// `contacts`.
#[derive(Clone, Debug, Args)]
pub struct ContactsArgs {
    /// A role, or a contact's id; without it, all of them.
    pub role: Option<String>,
    /// For other programs.
    #[arg(long)]
    pub json: bool,
}

/// `call`.
#[derive(Clone, Debug, Args)]
pub struct CallArgs {
    /// Name of the incident.
    pub incident: String,
    /// A role, a contact's id, or the person in words.
    pub whom: String,
    /// What came of it.
    pub outcome: OutcomeArg,
    /// What was answered.
    #[arg(long, value_name = "TEXT")]
    pub said: Option<String>,
    /// For which step.
    #[arg(long, value_name = "STEP")]
    pub step: Option<String>,
    /// Over which sort of channel.
    #[arg(long, value_name = "KIND")]
    pub channel: Option<String>,
    /// When it really happened.
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Initials of the person who called.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
}

/// What came of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the parser would show a comment, in one language only")]
pub enum OutcomeArg {
    Reached,
    MessageLeft,
    NoAnswer,
    WrongNumber,
}
