//! Whether a delivered log is of the same incident, where only the name says so.
//!
//! Two laptops that each number their first incident give it one name, and the log does not tell
//! whether a name was given by hand. What ties logs is what they saw of each other. Without that
//! the beginnings are shown, and where they lie far apart a person has to say that it is one.

use std::collections::BTreeSet;

use super::delivery::Delivered;
use super::import::Trouble;
use super::import_folder::Folder;
use crate::audit::decode;
use crate::domain::event::Event;
use crate::domain::ids::WriterId;
use crate::domain::time::Timestamp;

/// Starts that lie further apart than this are hardly those of one incident.
const APART_MS: u64 = 24 * 60 * 60 * 1_000;

/// How a log began, as far as it tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Beginning {
    /// When, by the clock of that laptop.
    pub(super) at: Option<Timestamp>,
    /// Who was at the keyboard.
    pub(super) who: String,
    /// What they followed first.
    pub(super) runbook: Option<String>,
}

impl Beginning {
    /// Takes the next line of the log, until nothing is missing.
    pub(super) fn take(&mut self, line: &[u8]) {
        if self.at.is_some() && self.runbook.is_some() {
            return;
        }
        let Ok(decoded) = decode(line) else { return };
        match decoded.record.event {
            Event::Opened(_) => {
                self.at = Some(decoded.record.at.wall);
                decoded.record.who.as_str().clone_into(&mut self.who);
            }
            Event::RunbookPart(part) => self.runbook = Some(part.run.runbook().to_string()),
            _ => {}
        }
    }

    /// Whether these are hardly beginnings of one incident.
    fn is_far_from(&self, other: &Self) -> bool {
        let is_other_runbook = match (&self.runbook, &other.runbook) {
            (Some(one), Some(two)) => one != two,
            _ => false,
        };
        let apart = match (self.at, other.at) {
            (Some(one), Some(two)) => one.ms().abs_diff(two.ms()),
            _ => 0,
        };
        is_other_runbook || apart > APART_MS
    }
}

/// A log by its name where it was delivered, and whether it may come in.
pub(super) type Checked = (String, Result<(Delivered, WriterId), Trouble>);

/// Marks the logs that nothing ties to what lies here, and refuses those that began far from it
/// unless somebody said that it is one incident. Gives the names of those that come in untied.
pub(super) fn weigh(
    folder: &Folder,
    checked: &mut [Checked],
    is_same_incident: bool,
) -> BTreeSet<String> {
    let tied = tied(folder, checked);
    let mut untied = BTreeSet::new();
    for (name, read) in checked {
        let Ok((log, writer)) = &read else { continue };
        if tied.contains(writer) {
            continue;
        }
        if !is_same_incident && log.beginning.is_far_from(&folder.beginning) {
            *read = Err(Trouble::Unrelated(Box::new(log.beginning.clone())));
        } else {
            untied.insert(name.clone());
        }
    }
    untied
}

/// Whose logs lie here or saw each other, in as many steps as it takes.
fn tied(folder: &Folder, checked: &[Checked]) -> BTreeSet<WriterId> {
    let mut tied: BTreeSet<WriterId> = BTreeSet::new();
    tied.extend(folder.shelf.logs().iter().map(|known| known.writer.clone()));
    let mut seen = folder.seen_writers();
    let logs = || checked.iter().filter_map(|(_, read)| read.as_ref().ok());
    loop {
        let before = tied.len();
        for (log, writer) in logs() {
            let saw = || log.testimony.witnessed.iter().map(|seen| &seen.writer);
            let does_see = saw().any(|name| tied.iter().any(|known| known.as_str() == name));
            if tied.contains(writer) || does_see || seen.contains(writer.as_str()) {
                tied.insert(writer.clone());
                seen.extend(saw().cloned());
            }
        }
        if tied.len() == before {
            return tied;
        }
    }
}
