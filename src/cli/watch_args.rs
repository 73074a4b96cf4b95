//! Arguments of the commands about lasting limits, added clocks and holds.

use clap::Args;

/// `lift`.
#[derive(Clone, Debug, Args)]
pub struct LiftArgs {
    /// Name of the incident.
    pub incident: String,
    /// The limit: its step, or its number in the list.
    pub limit: String,
    /// Initials of whoever lifts it.
    #[arg(long, value_name = "INITIALS")]
    pub by: String,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

/// `clock-add`.
#[derive(Clone, Debug, Args)]
pub struct ClockAddArgs {
    /// Name of the incident.
    pub incident: String,
    /// What is asked for.
    #[arg(long, value_name = "TEXT")]
    pub text: String,
    /// Of whom.
    #[arg(long, value_name = "NAME")]
    pub who: String,
    /// After how long.
    #[arg(long = "in", value_name = "SPAN")]
    pub span: String,
    /// In which rhythm it comes back.
    #[arg(long, value_name = "SPAN")]
    pub every: Option<String>,
    /// Words that are ready to be said.
    #[arg(long, value_name = "TEXT")]
    pub script: Option<String>,
    /// Initials of whoever acts.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
}

/// `clock-met`.
#[derive(Clone, Debug, Args)]
pub struct ClockMetArgs {
    /// Name of the incident.
    pub incident: String,
    /// The clock, by its entry.
    pub clock: String,
    /// When, as it was typed.
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Initials of whoever acts.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
}

/// `clock-move`.
#[derive(Clone, Debug, Args)]
pub struct ClockMoveArgs {
    /// Name of the incident.
    pub incident: String,
    /// The clock, by its entry.
    pub clock: String,
    /// How long from now.
    #[arg(long = "in", value_name = "SPAN", required_unless_present = "end")]
    pub span: Option<String>,
    /// It asks for nothing more.
    #[arg(long, conflicts_with = "span")]
    pub end: bool,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Initials of whoever acts.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
}

/// `hold`.
#[derive(Clone, Debug, Args)]
pub struct HoldArgs {
    /// Name of the incident.
    pub incident: String,
    /// The runbook; the one that is worked on without.
    pub runbook: Option<String>,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Initials of whoever acts.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
}

/// `unhold`.
#[derive(Clone, Debug, Args)]
pub struct UnholdArgs {
    /// Name of the incident.
    pub incident: String,
    /// The runbook; the only one that is held without.
    pub runbook: Option<String>,
    /// Initials of whoever acts.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
}
