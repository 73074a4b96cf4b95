//! Which files of a folder are segments of logs, and which only have a name of that form.
//!
//! Invariants: nothing is opened here, and in a folder of ours no link is followed; a stray file
//! stands in the way of no log, and none is passed over without a word.

use std::path::Path;

use super::files::writer_of;
use crate::ports::{Failure, FailureKind};

/// What was found in a folder.
#[derive(Debug, Default)]
pub(super) struct Segments {
    /// Each log's name and the names of its segments, in the order that they were given in.
    pub logs: Vec<(String, Vec<String>)>,
    /// Names of the form of a segment's that are none: hidden files, as other systems leave them
    /// beside each file on a stick, names that no writer has, links, pipes and folders.
    pub strangers: Vec<String>,
}

/// Whose folder it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// An incident's, which holds nothing but what this program writes.
    Incident,
    /// One that somebody filled with logs; links may be meant, and names may be anything.
    Somebody,
}

/// Sorts the names in a folder.
pub(super) fn among(folder: &Path, names: &[String], owner: Owner) -> Segments {
    let mut found = Segments::default();
    for name in names {
        let Some(writer) = writer_of(Path::new(name)) else { continue };
        if !is_segment(folder, name, owner) {
            found.strangers.push(name.clone());
            continue;
        }
        match found.logs.iter_mut().find(|(known, _)| *known == writer) {
            Some((_, segments)) => segments.push(name.clone()),
            None => found.logs.push((writer, vec![name.clone()])),
        }
    }
    found
}

/// The same, where there is a log at all.
///
/// # Errors
/// [`FailureKind::NotFound`] when there is none.
pub(super) fn some_among(
    folder: &Path,
    names: &[String],
    owner: Owner,
) -> Result<Segments, Failure> {
    let found = among(folder, names, owner);
    if found.logs.is_empty() {
        let (path, cause) = (folder.join("*.jsonl"), "no log in this folder".to_owned());
        return Err(Failure { op: "open", path, errno: None, kind: FailureKind::NotFound, cause });
    }
    Ok(found)
}

fn is_segment(folder: &Path, name: &str, owner: Owner) -> bool {
    let path = folder.join(name);
    let is_file = match owner {
        Owner::Incident => path.symlink_metadata(),
        Owner::Somebody => path.metadata(),
    };
    let is_named = owner == Owner::Somebody || is_plain(name);
    !name.starts_with('.') && is_named && is_file.is_ok_and(|found| found.is_file())
}

/// Letters, digits and the signs that names of writers have (audit-log §4.1).
pub(super) fn is_plain(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.' || c == '-')
}
