//! What other laptops took in as evidence, as their logs in the incident's folder say.

use std::collections::BTreeMap;
use std::io::BufReader;
use std::path::Path;

use super::delivery::{self, Source};
use super::world::World;
use crate::audit::decode;
use crate::audit::stream::StreamCheck;
use crate::audit::verify::Verifier;
use crate::domain::event::Event;
use crate::domain::evidence::Piece;
use crate::domain::ids::{EventId, IncidentId};
use crate::ports::{Failure, Files};

/// How much of a log is read at once.
const READ_BYTES: usize = 256 << 10;

/// One log's pieces.
#[derive(Debug)]
pub(super) struct Others {
    /// Its name in the folder.
    pub(super) log: String,
    /// In the order in which they were taken in.
    pub(super) pieces: Vec<Piece>,
}

/// The pieces of every log but the own, as far as each is as it was written. Logs without any are
/// left out.
///
/// # Errors
/// The folder, or a log in it, cannot be read.
pub(super) fn others(
    world: &mut World<'_>,
    incident: &IncidentId,
    own: &str,
) -> Result<Vec<Others>, Failure> {
    let folder = world.outside.store.folder().join(incident.as_str());
    let mut found = Vec::new();
    for source in logs(world.files, &folder)? {
        if source.label == own {
            continue;
        }
        let pieces = pieces(world.files, &source)?;
        if !pieces.is_empty() {
            found.push(Others { log: source.label, pieces });
        }
    }
    Ok(found)
}

/// Whether a log of this name lies in the incident's folder.
pub(super) fn has_log(world: &mut World<'_>, incident: &IncidentId, log: &str) -> bool {
    let folder = world.outside.store.folder().join(incident.as_str());
    logs(world.files, &folder).is_ok_and(|logs| logs.iter().any(|source| source.label == log))
}

fn logs(files: &mut dyn Files, folder: &Path) -> Result<Vec<Source>, Failure> {
    delivery::sources(files, folder)
}

fn pieces(files: &mut dyn Files, source: &Source) -> Result<Vec<Piece>, Failure> {
    let mut check = StreamCheck::new(Verifier::new());
    let (mut pieces, mut places) = (Vec::<Piece>::new(), BTreeMap::<EventId, usize>::new());
    let mut visit = |line: &[u8]| {
        let Ok(decoded) = decode(line) else { return };
        let record = &decoded.record;
        let place = |event: &EventId| places.get(event).copied().unwrap_or(usize::MAX);
        match &record.event {
            Event::EvidenceTaken(evidence) => {
                places.insert(record.id.clone(), pieces.len());
                pieces.push(Piece::of(record, evidence));
            }
            Event::CustodyMoved(custody) => {
                if let Some(piece) = pieces.get_mut(place(&custody.evidence)) {
                    piece.hand_over(record, custody);
                }
            }
            Event::Corrected { target, correction } => {
                if let Some(piece) = pieces.get_mut(place(target)) {
                    piece.correct(correction);
                }
            }
            _ => {}
        }
    };
    for (path, name) in source.segments() {
        let mut reader = BufReader::with_capacity(READ_BYTES, files.within(path, name)?);
        let read = check.segment_visiting(&mut reader, &mut visit);
        read.map_err(|error| delivery::broken(path, &error))?;
    }
    Ok(pieces)
}
