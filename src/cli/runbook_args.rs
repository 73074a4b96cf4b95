//! What can stand behind `runbook`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::args::{JsonArgs, LangArg};

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
    /// Writes the paper twin.
    Print(PrintArgs),
    /// From what is seen to the runbooks that answer it.
    Signs {
        /// Signs that are seen.
        seen: Vec<String>,
        /// For other programs.
        #[arg(long)]
        json: bool,
    },
    /// Prints the schema for editors.
    Schema,
    /// Prints a starter.
    New {
        /// Id of the new runbook.
        id: String,
    },
}

/// `runbook print`.
#[derive(Clone, Debug, Args)]
pub struct PrintArgs {
    /// Id of the runbook.
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    pub id: Option<String>,
    /// The whole library.
    #[arg(long)]
    pub all: bool,
    /// The language of the paper; here it may be both.
    #[arg(long, value_name = "LANG")]
    pub lang: Option<LangArg>,
    /// A file of the site's own facts; their numbers come onto the paper.
    #[arg(long, value_name = "FILE")]
    pub site: Option<PathBuf>,
    /// Where the page goes.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// `runbook check`.
#[derive(Clone, Debug, Args)]
pub struct CheckArgs {
    /// Files; everything that can be started without.
    pub paths: Vec<PathBuf>,
    /// The form of the findings.
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    pub format: FormatArg,
    /// A code whose page is printed instead, or `all` for the list.
    #[arg(long, value_name = "CODE", conflicts_with_all = ["paths", "format"])]
    pub explain: Option<String>,
}

/// The form of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the parser would show a comment, in one language only")]
pub enum FormatArg {
    Full,
    Concise,
    Json,
}
