//! Arguments of `start` and `add`: what is followed.

use clap::Args;

/// `add`.
#[derive(Clone, Debug, Args)]
pub struct AddArgs {
    /// Name of the incident.
    pub incident: String,
    /// Name of the runbook.
    pub runbook: String,
    /// Run it again although it is followed already: a second run, `RUNBOOK.2`, beside the first.
    #[arg(long)]
    pub again: bool,
    /// A wrong choice: this run is held, and the runbook takes its place.
    #[arg(long, value_name = "RUNBOOK", conflicts_with = "again")]
    pub in_place_of: Option<String>,
    /// Why that run gives way; "wrong runbook" when nothing is said.
    #[arg(long, value_name = "TEXT", requires = "in_place_of")]
    pub reason: Option<String>,
    /// Initials of whoever adds it.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
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
    /// What is seen, by the codes of `runbook signs`.
    #[arg(long, value_name = "SIGN")]
    pub sign: Vec<String>,
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
    /// What a telephone shows now.
    #[arg(long, value_name = "HH:MM")]
    pub clock: Option<String>,
    /// The name of an incident that another laptop opened.
    #[arg(long, value_name = "INCIDENT")]
    pub incident: Option<String>,
    /// Opens no screen.
    #[arg(long)]
    pub headless: bool,
}
