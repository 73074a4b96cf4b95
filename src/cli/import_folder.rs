//! The incident's folder while logs of other laptops come in: what lies there, what that says of
//! what arrives, and what is to be recorded of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::delivery::{self, Delivered};
use super::import::{Accepted, LogOutcome, Lost, Outcome, VIA};
use super::import_tie::Beginning;
use super::import_veil::Veil;
use super::open::{Refusal, unread};
use super::world::World;
use crate::audit::Digest;
use crate::audit::arrival::{Fate, Known, Shelf};
use crate::audit::testimony::Witnessed;
use crate::domain::ids::{IncidentId, Seq, WriterId};
use crate::domain::proof::{Arrival, SeenHead, Witness};
use crate::session::Session;

/// The incident's own folder.
pub(super) struct Folder {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its logs.
    pub(super) shelf: Shelf,
    /// The number of each log's next segment.
    pub(super) next: BTreeMap<String, u32>,
    /// Its attachments.
    pub(super) attachments: BTreeSet<Digest>,
    /// What each log withholds.
    veils: BTreeMap<String, Veil>,
    /// How its log began.
    pub(super) beginning: Beginning,
    /// What the logs there saw of each other.
    witnessed: Vec<(String, Witnessed)>,
}

impl Folder {
    /// Reads and verifies every log in it.
    ///
    /// # Errors
    /// A refusal when it cannot be read.
    pub(super) fn read(
        world: &mut World<'_>,
        incident: &IncidentId,
        session: &Session,
    ) -> Result<Self, Refusal> {
        let path = world.outside.store.folder().join(incident.as_str());
        let own = session.state().opened.as_ref().map(|begun| begun.facts.writer.clone());
        let kept = world.files.kept(&path).map_err(|failure| unread(world, &failure))?;
        let (mut beginning, mut veils) = (Beginning::default(), BTreeMap::new());
        let (mut logs, mut next, mut witnessed) = (Vec::new(), BTreeMap::new(), Vec::new());
        for (label, segments) in &kept.logs {
            let last = segments.iter().filter_map(|name| delivery::of_segment(name)).next_back();
            next.insert(label.clone(), last.map_or(1, |(_, number)| number.saturating_add(1)));
        }
        let sources = delivery::sources(world.files, &path);
        for source in sources.map_err(|failure| unread(world, &failure))? {
            let label = source.label.clone();
            let read = delivery::read(world.files, source);
            let log = read.map_err(|failure| unread(world, &failure))?;
            if own.as_ref().is_some_and(|own| own.as_str() == label) {
                beginning = log.beginning.clone();
            }
            veils.insert(label.clone(), log.veil.clone());
            let writer = log.opening.as_ref().map(|opening| opening.writer.clone());
            let seen = log.testimony.witnessed.into_iter();
            witnessed.extend(seen.map(|seen| (label.clone(), seen)));
            // Of a log that does not say whose it is nothing is known but that its name is taken.
            let Some(writer) = writer.or_else(|| WriterId::parse(&label).ok()) else { continue };
            logs.push(Known {
                is_own: own.as_ref().is_some_and(|own| own.as_str() == label),
                is_sound: log.verdict.fault.is_none(),
                label,
                writer,
                first: log.first,
                way: log.way,
            });
        }
        let attachments = kept.attachments.into_iter().collect();
        let shelf = Shelf::of(logs);
        Ok(Self { path, shelf, next, attachments, veils, beginning, witnessed })
    }

    /// The log that this laptop writes.
    fn own(&self) -> Option<&Known> {
        self.shelf.logs().iter().find(|known| known.is_own)
    }

    /// Whose logs the logs here have seen.
    pub(super) fn seen_writers(&self) -> BTreeSet<String> {
        self.witnessed.iter().map(|(_, seen)| seen.writer.clone()).collect()
    }

    /// What became of a delivered log, which is counted as taken.
    pub(super) fn outcome(&mut self, name: String, log: &Delivered, fate: &Fate) -> LogOutcome {
        let shared = match fate {
            Fate::Same { .. } | Fate::Older { .. } => log.way.lines(),
            Fate::Longer { here, .. } => *here,
            Fate::Fork { .. } | Fate::New { .. } => 0,
        };
        let veil = self.veils.entry(fate.label().to_owned()).or_default();
        let gained = veil.shown_by(&log.veil, shared);
        let known = log.veil.shown_by(veil, shared);
        match fate {
            Fate::Same { .. } | Fate::Older { .. } => {}
            Fate::Longer { .. } | Fate::Fork { .. } | Fate::New { .. } => {
                veil.go_on(shared, &log.veil);
            }
        }
        let path = || log.source.path().to_owned();
        LogOutcome {
            withheld: log.veil.amount(),
            is_readable_here: known,
            is_fuller_than: (gained != (0, 0)).then(|| (gained, path())),
            name,
            lines: log.verdict.head.lines,
            head: log.verdict.head.digest,
            end: Ok(fate.clone()),
            beginning: log.beginning.clone(),
            is_torn: log.verdict.fault.is_some(),
            is_newer: log.verdict.is_newer,
        }
    }
}

/// Lines of the delivered logs, and of this laptop's own, that somebody saw and that no log of that
/// laptop has. What the own log says of itself stands in it already.
pub(super) fn lost(folder: &Folder, accepted: &[Accepted]) -> Vec<Lost> {
    let delivered = accepted.iter().flat_map(|(log, writer, _)| {
        let seen = log.testimony.witnessed.iter();
        seen.map(move |seen| (writer.to_string(), seen.clone()))
    });
    let mut found: Vec<Lost> = Vec::new();
    for (by, seen) in folder.witnessed.iter().cloned().chain(delivered) {
        let is_own = folder.own().is_some_and(|own| own.writer.as_str() == seen.writer);
        let is_said = is_own && by == seen.writer;
        let is_delivered = is_own && !is_said
            || accepted.iter().any(|(_, writer, _)| writer.as_str() == seen.writer);
        let Some(head) = Digest::parse(&seen.head).filter(|_| is_delivered) else { continue };
        let its = folder.shelf.logs().iter().filter(|known| known.writer.as_str() == seen.writer);
        let answers: Vec<_> = its.map(|known| known.way.has(seen.seq, head)).collect();
        if answers.contains(&Some(true)) {
            continue;
        }
        let is_other = answers.contains(&Some(false));
        let lost = Lost { writer: seen.writer, seq: seen.seq, by, is_other, is_own, head };
        if !found.contains(&lost) {
            found.push(lost);
        }
    }
    found
}

/// What was seen: the end of every log that lies here now, and of every copy that was delivered.
/// Of the own log what others saw of it and it has not: it is its own witness from then on, as of a
/// mark that is not met.
pub(super) fn arrival(folder: &Folder, accepted: &[Accepted], outcome: &Outcome) -> Arrival {
    let is_other = |known: &&Known| !known.is_own && known.is_sound;
    let mut heads: Vec<SeenHead> =
        folder.shelf.logs().iter().filter(is_other).map(Known::end).collect();
    let own = folder.own().map(|known| known.first);
    for (log, writer, fate) in accepted {
        let is_old_own =
            Some(log.first) == own && matches!(fate, Fate::Same { .. } | Fate::Older { .. });
        if !is_old_own {
            let (writer, seq) = (writer.clone(), Seq(log.way.lines()));
            heads.push(SeenHead { writer, seq, head: log.way.head().to_string() });
        }
    }
    let put_back = outcome.lost.iter().filter(|lost| lost.is_own);
    heads.extend(put_back.filter_map(|lost| {
        let (writer, seq) = (folder.own()?.writer.clone(), Seq(lost.seq));
        Some(SeenHead { writer, seq, head: lost.head.to_string() })
    }));
    let key = |seen: &SeenHead| (seen.writer.clone(), seen.seq, seen.head.clone());
    heads.sort_by_key(key);
    heads.dedup();
    Arrival { witness: Witness { heads, via: VIA.to_owned() }, forks: outcome.forks.clone() }
}
