//! Arguments of the commands about people, keys and seals.

use std::path::PathBuf;

use clap::Args;

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
    /// Answers as JSON.
    #[arg(long)]
    pub json: bool,
}
