//! The command line of `card`.

use clap::{Args, Subcommand};

use super::args::JsonArgs;

/// `card`.
#[derive(Clone, Debug, Args)]
pub struct CardArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: CardVerb,
}

/// What to do with command cards.
#[derive(Clone, Debug, Subcommand)]
pub enum CardVerb {
    /// Lists the cards.
    List(JsonArgs),
    /// Prints one.
    Show {
        /// Its id.
        id: String,
    },
    /// Prints the schema for editors.
    Schema,
}
