//! Evidence that comes in with the logs of other laptops.
//!
//! Invariants: a piece gets its name only when its bytes are what the name says; one that is not
//! leaves nothing, and keeps nobody from the others.

use std::io::Read;
use std::path::Path;

use super::delivery::{self, READ_BYTES};
use super::evidence::BYTES_MAX;
use super::import::{Accepted, Outcome};
use super::import_folder::Folder;
use super::world::World;
use crate::audit::Digest;
use crate::ports::{Failure, FailureKind, Incoming};

/// Evidence that the accepted logs name and that is not here.
pub(super) fn take(
    world: &mut World<'_>,
    outcome: &mut Outcome,
    folder: &Folder,
    accepted: &[Accepted],
) -> Result<(), Failure> {
    let [mut taken, mut here, mut missing, mut wrong] = [0; 4];
    let mut seen = folder.attachments.clone();
    for (log, ..) in accepted {
        for (sha256, (_, is_whole)) in &log.testimony.attachments {
            let Some(digest) = Digest::parse(sha256) else { continue };
            if seen.contains(&digest) {
                here += usize::from(folder.attachments.contains(&digest));
                continue;
            }
            let from = log.source.folder().filter(|from| *from != folder.path);
            let copied = match from {
                Some(from) => attachment(world, from, digest, BYTES_MAX)?,
                None => None,
            };
            match copied {
                Some((true, missed)) => {
                    taken += 1;
                    seen.insert(digest);
                    outcome.missed.extend(missed);
                }
                Some((false, _)) => wrong += 1,
                // A copy that withholds a line of it need not have it.
                None => missing += usize::from(*is_whole),
            }
        }
    }
    outcome.files = [taken, here, missing, wrong];
    Ok(())
}

/// Copies one attachment, when it is there; says whether it is what its name says. One that is not
/// leaves nothing.
fn attachment(
    world: &mut World<'_>,
    folder: &Path,
    digest: Digest,
    bytes_max: u64,
) -> Result<Option<(bool, Vec<Failure>)>, Failure> {
    let mut reader = match world.files.within(folder, &format!("files/sha256-{digest}")) {
        Ok(reader) => reader.take(bytes_max + 1),
        Err(failure) if failure.kind == FailureKind::NotFound => return Ok(None),
        // A link, a pipe, a folder under that name: certainly not the piece.
        Err(failure) if failure.kind == FailureKind::Other && failure.errno.is_none() => {
            return Ok(Some((false, Vec::new())));
        }
        Err(failure) => return Err(failure),
    };
    let mut target = world.outside.store.receive(&Incoming::Attachment(digest))?;
    let (mut hash, mut bytes) = (crate::audit::Digesting::new(), 0);
    let mut chunk = vec![0; READ_BYTES];
    loop {
        let read = match reader.read(&mut chunk) {
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(delivery::broken(folder, &error)),
        };
        let piece = chunk.get(..read).unwrap_or_default();
        if piece.is_empty() {
            break;
        }
        bytes += read as u64;
        hash.take(piece);
        target.write(piece)?;
    }
    if bytes > bytes_max || hash.finish() != digest {
        return Ok(Some((false, Vec::new())));
    }
    Ok(Some((true, target.keep()?)))
}
