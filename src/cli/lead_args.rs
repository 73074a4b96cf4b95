//! Arguments of the commands about who leads and who holds what.

use clap::Args;

/// `hand-over`.
#[derive(Clone, Debug, Args)]
pub struct HandOverArgs {
    /// Name of the incident.
    pub incident: String,
    /// Initials of whoever takes over.
    #[arg(long, value_name = "INITIALS")]
    pub to: String,
    /// Initials of whoever enters it.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
    /// What is most urgent, in the words of whoever takes over.
    #[arg(long, value_name = "TEXT")]
    pub urgent: String,
    /// What is not clear to them.
    #[arg(long, value_name = "TEXT")]
    pub unclear: String,
    /// A line of the briefing in own words instead of the drafted ones, as often as needed; the
    /// names of the lines are in `brief --json`.
    #[arg(long, value_name = "LINE=TEXT")]
    pub say: Vec<String>,
}

/// `track`.
#[derive(Clone, Debug, Args)]
pub struct TrackArgs {
    /// Name of the incident.
    pub incident: String,
    /// Which track, as `RUNBOOK/TRACK` or by its own name.
    pub track: String,
    /// Initials of whoever holds it from here on.
    #[arg(long, value_name = "INITIALS")]
    pub to: String,
    /// Initials of whoever enters it.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
}
