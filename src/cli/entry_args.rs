//! The command line of `correct` and `close`.

use clap::Args;

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

/// `comment`.
#[derive(Clone, Debug, Args)]
pub struct CommentArgs {
    /// Name of the incident.
    pub incident: String,
    /// Number of the entry; without it, what was said so far is listed.
    #[arg(requires = "text", requires = "by")]
    pub entry: Option<u64>,
    /// The words.
    pub text: Option<String>,
    /// Initials of the reviewer.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
    /// For programs.
    #[arg(long, conflicts_with = "entry")]
    pub json: bool,
}
