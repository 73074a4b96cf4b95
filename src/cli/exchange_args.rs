//! Arguments of what comes in as evidence and what goes out as a copy; see [`super::args`].

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// `evidence`.
#[derive(Clone, Debug, Args)]
pub struct EvidenceArgs {
    /// Name of the incident.
    pub incident: String,
    /// The file, or `-` for standard input.
    pub file: String,
    /// Number, id, or runbook and id of a step.
    #[arg(long, value_name = "STEP")]
    pub step: Option<String>,
    /// Id of the piece that the step asks for.
    #[arg(long, value_name = "ID")]
    pub slot: Option<String>,
    /// What it is.
    #[arg(long, value_name = "TEXT")]
    pub item: Option<String>,
    /// The machine it comes from.
    #[arg(long, value_name = "NAME")]
    pub host: Option<String>,
    /// Where the original is kept.
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    /// Who collected it.
    #[arg(long, value_name = "NAME")]
    pub collected_by: Option<String>,
    /// When it was collected, as it was typed.
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Initials of whoever takes it in.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
    /// Most bytes to take, as it was typed.
    #[arg(long, value_name = "BYTES")]
    pub max_bytes: Option<String>,
}

/// `custody`.
#[derive(Clone, Debug, Args)]
pub struct CustodyArgs {
    /// Name of the incident.
    pub incident: String,
    /// The entry that took the piece in.
    pub entry: String,
    /// Who gave it.
    #[arg(long, value_name = "NAME")]
    pub from: String,
    /// Who has it now.
    #[arg(long, value_name = "NAME")]
    pub to: String,
    /// Where it is kept now.
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// When it happened, as it was typed.
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Initials of whoever records it.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
}

/// `export`.
#[derive(Clone, Debug, Args)]
pub struct ExportArgs {
    /// Name of an incident, or the path of a folder or log.
    pub source: PathBuf,
    /// In which form.
    #[arg(long = "as", value_name = "FORMAT")]
    pub format: CopyArg,
    /// The folder to make, or a file whose name ends in .jsonl.
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// Fields to withhold.
    #[arg(long, value_name = "FIELDS", conflicts_with = "disclose")]
    pub withhold: Option<String>,
    /// The only fields to disclose.
    #[arg(long, value_name = "FIELDS")]
    pub disclose: Option<String>,
    /// Lines to withhold as a whole.
    #[arg(long, value_name = "LINES")]
    pub withhold_lines: Option<String>,
    /// Copies every piece of evidence.
    #[arg(long)]
    pub with_files: bool,
    /// For whom.
    #[arg(long, value_name = "TEXT")]
    pub recipient: Option<String>,
    /// How far it may go on.
    #[arg(long, value_name = "LEVEL")]
    pub tlp: Option<TlpArg>,
    /// Initials of whoever makes the copy.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
}

/// `import`.
#[derive(Clone, Debug, Args)]
pub struct ImportArgs {
    /// Folders of the incident, or logs, of other laptops.
    #[arg(required = true)]
    pub path: Vec<PathBuf>,
    /// Name of the incident, if not the one that they name.
    #[arg(long, value_name = "INCIDENT")]
    pub incident: Option<String>,
    /// Says that logs are of one incident which nothing but the name ties together.
    #[arg(long)]
    pub same_incident: bool,
    /// Initials of whoever takes them in.
    #[arg(long, value_name = "INITIALS")]
    pub by: Option<String>,
    /// Answers as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `verify`.
#[derive(Clone, Debug, Args)]
pub struct VerifyArgs {
    /// Logs, or folders of one incident on several media.
    #[arg(required = true)]
    pub path: Vec<PathBuf>,
    /// Answers as JSON.
    #[arg(long)]
    pub json: bool,
    /// Accepts no copy with something withheld.
    #[arg(long)]
    pub original: bool,
    /// Spoken codes that were written down.
    #[arg(long, value_name = "DIGITS")]
    pub code: Vec<String>,
    /// Digests that were written down, or `N:DIGEST`.
    #[arg(long, value_name = "[N:]HEX")]
    pub head: Vec<String>,
    /// Keys that are known from elsewhere.
    #[arg(long, value_name = "FILE")]
    pub signers: Option<PathBuf>,
}

/// The form of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the parser would show a comment, in one language only")]
pub enum CopyArg {
    Log,
}

/// How far a copy may go on (TLP 2.0 of FIRST).
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the parser would show a comment, in one language only")]
#[value(rename_all = "lower")]
pub enum TlpArg {
    Red,
    Amber,
    #[value(name = "amber+strict")]
    AmberStrict,
    Green,
    Clear,
}

impl TlpArg {
    /// The label exactly as FIRST writes it; never translated.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Red => "TLP:RED",
            Self::Amber => "TLP:AMBER",
            Self::AmberStrict => "TLP:AMBER+STRICT",
            Self::Green => "TLP:GREEN",
            Self::Clear => "TLP:CLEAR",
        }
    }
}
