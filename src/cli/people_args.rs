//! Arguments of the commands about people, keys and seals.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// `sign-on`.
#[derive(Clone, Debug, Args)]
pub struct SignOnArgs {
    /// Name of the incident.
    pub incident: String,
    /// Initials of whoever takes the keyboard.
    #[arg(long, value_name = "INITIALS")]
    pub by: String,
    /// Their name.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Their role.
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,
    /// How they prove it.
    #[command(flatten)]
    pub proof: ProofArgs,
}

/// `sign-off`.
#[derive(Clone, Debug, Args)]
pub struct SignOffArgs {
    /// Name of the incident.
    pub incident: String,
    /// Initials of whoever leaves the keyboard.
    #[arg(long, value_name = "INITIALS")]
    pub by: String,
    /// How they prove it.
    #[command(flatten)]
    pub proof: ProofArgs,
}

/// A person's own key.
#[derive(Clone, Debug, Args)]
pub struct ProofArgs {
    /// Their private key; with `--signature`, the public one.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// A signature that was made elsewhere.
    #[arg(long, value_name = "FILE", requires = "key")]
    pub signature: Option<PathBuf>,
    /// Prints what is to be signed elsewhere.
    #[arg(long, conflicts_with_all = ["key", "signature"])]
    pub print_message: bool,
}

/// A sort of clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the parser would show a comment, in one language only")]
pub enum SourceArg {
    Phone,
    Wall,
    Watch,
    Other,
}

/// `clock`.
#[derive(Clone, Debug, Args)]
pub struct ClockArgs {
    /// Name of the incident.
    pub incident: String,
    /// What the other clock reads.
    #[arg(long, value_name = "HH:MM[:SS]")]
    pub reads: String,
    /// What sort of clock it is.
    #[arg(long, value_name = "CLOCK", default_value = "phone")]
    pub source: SourceArg,
    /// Where it hangs, or whose it is.
    #[arg(long = "where", value_name = "TEXT")]
    pub place: Option<String>,
    /// Initials of whoever reads it.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
}

/// `seal`.
#[derive(Clone, Debug, Args)]
pub struct SealArgs {
    /// Name of the incident.
    pub incident: String,
}

/// `code`.
#[derive(Clone, Debug, Args)]
pub struct CodeArgs {
    /// Name of the incident.
    pub incident: String,
    /// Where the page for printing goes.
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    pub form: Option<PathBuf>,
    /// Answers as JSON.
    #[arg(long)]
    pub json: bool,
}
