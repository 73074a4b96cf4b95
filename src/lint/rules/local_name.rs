//! RB130: a command that works on an English system only.
//!
//! Windows translates the names of its groups, accounts and counters: *Domain Admins* is *Admins du
//! domaine* on a French server. Identifiers (S-1-5-32-544, RID 512) are the same everywhere.

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::card::Card;
use crate::lint::lexicon;
use crate::runbook::node::Node;

const NAMES: &[&str] = &[
    "domain admins",
    "admins du domaine",
    "enterprise admins",
    "administrateurs de l'entreprise",
    "schema admins",
    "administrators",
    "administrateurs",
    "administrator",
    "administrateur",
    "everyone",
    "tout le monde",
    "authenticated users",
    "utilisateurs authentifiés",
    "domain users",
    "utilisateurs du domaine",
    "remote desktop users",
    "utilisateurs du bureau à distance",
    "backup operators",
    "opérateurs de sauvegarde",
    "guest",
    "invité",
];

/// What it reports.
pub const CODES: &[Code] = &[Code::LocalName];

/// Everything the rules find in a card; `tree` is the file that it came from.
#[must_use]
pub fn check_card(card: &Card, tree: &Node) -> Vec<Diagnostic> {
    let commands = card.commands.iter().enumerate();
    let found = commands.filter_map(|(at, command)| {
        let word = lexicon::find(&command.run, NAMES)?;
        let place = tree.place(&format!("commands.{at}.run"));
        Some(Diagnostic::new(Code::LocalName, place).fact("word", word))
    });
    found.collect()
}
