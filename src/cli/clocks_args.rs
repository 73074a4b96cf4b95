//! Arguments of `clocks …`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::args::FormatArg;

/// `clocks`.
#[derive(Clone, Debug, Args)]
pub struct ClocksArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: ClocksVerb,
}

/// What to do with legal clocks.
#[derive(Clone, Debug, Subcommand)]
pub enum ClocksVerb {
    /// Lists the clocks and the moments.
    List(JsonArgs),
    /// Prints one.
    Show {
        /// Its id.
        id: String,
    },
    /// Finds what is wrong with files of clocks.
    Check {
        /// The files.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// The form of the findings.
        #[arg(long, value_name = "FORMAT", default_value = "full")]
        format: FormatArg,
    },
    /// Prints the schema for editors.
    Schema,
}

/// A command whose one option is the form of its answer.
#[derive(Clone, Debug, Args)]
pub struct JsonArgs {
    /// Answers as JSON.
    #[arg(long)]
    pub json: bool,
}
