//! Arguments of `duty …`: the legal clocks of an incident.

use clap::{Args, Subcommand, ValueEnum};

/// `duty`.
#[derive(Clone, Debug, Args)]
pub struct DutyArgs {
    /// Name of the incident.
    pub incident: String,
    /// Initials of whoever speaks.
    #[arg(long, global = true, value_name = "INITIALS")]
    pub by: Option<String>,
    /// What to do.
    #[command(subcommand)]
    pub verb: DutyVerb,
}

/// What to do with a legal clock.
#[derive(Clone, Debug, Subcommand)]
pub enum DutyVerb {
    /// Shows where they stand.
    List {
        /// Answers as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Names a moment from which clocks count.
    Moment {
        /// Which.
        moment: String,
        /// When it was, as it was typed.
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
        /// It counts instead of what was said before.
        #[arg(long, conflicts_with = "dispute")]
        correct: bool,
        /// It stands beside what was said before.
        #[arg(long)]
        dispute: bool,
        /// On what sign, or why.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Says whether a clock applies.
    Judge {
        /// Which clock.
        clock: String,
        /// The judgement.
        verdict: VerdictArg,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Records that a notice went out.
    File {
        /// For which clock.
        clock: String,
        /// When, as it was typed.
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
        /// What the notice was.
        #[command(flatten)]
        filing: FilingArgs,
    },
}

/// What is said of a notice.
#[derive(Clone, Debug, Default, Args)]
pub struct FilingArgs {
    /// Number of the receipt, or who took it.
    #[arg(long, value_name = "TEXT")]
    pub receipt: Option<String>,
    /// By which way.
    #[arg(long, value_name = "TEXT")]
    pub channel: Option<String>,
    /// A first part only.
    #[arg(long)]
    pub phased: bool,
    /// Why it is late.
    #[arg(long, value_name = "TEXT")]
    pub late_reason: Option<String>,
}

/// Whether a clock applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the parser would show a comment, in one language only")]
pub enum VerdictArg {
    Applies,
    Not,
    Unknown,
}

/// What doing a step says about legal clocks.
#[derive(Clone, Debug, Default, Args)]
pub struct StepDutyArgs {
    /// When the moments were that the step starts, as it was typed.
    #[arg(long, global = true, value_name = "TIME")]
    pub moment: Option<String>,
    /// Number of the receipt, or who took it.
    #[arg(long, global = true, value_name = "TEXT")]
    pub receipt: Option<String>,
    /// By which way.
    #[arg(long, global = true, value_name = "TEXT")]
    pub channel: Option<String>,
    /// A first part only.
    #[arg(long, global = true)]
    pub phased: bool,
    /// Why it is late.
    #[arg(long, global = true, value_name = "TEXT")]
    pub late_reason: Option<String>,
}
