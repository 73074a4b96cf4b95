//! Reviewers' comments, in a folder beside the incidents. Only what is half typed lies in an
//! incident's own folder for a while, as every draft does.

use std::io::Write as _;
use std::path::PathBuf;

use super::regular::{self, Mode, failure};
use super::store::DataFolder;
use crate::domain::ids::IncidentId;
use crate::ports::{Failure, FailureKind, Reviews, Store};

/// The folder, in the data folder.
pub(super) const FOLDER: &str = "reviews";

/// No review is longer, in bytes; a larger file is not ours.
const BYTES_MAX: u64 = 4 * 1024 * 1024;

impl DataFolder {
    fn review_of(&self, incident: &IncidentId) -> PathBuf {
        Store::folder(self).join(FOLDER).join(format!("{incident}.jsonl"))
    }
}

impl Reviews for DataFolder {
    fn comments(&mut self, incident: &IncidentId) -> Result<Vec<u8>, Failure> {
        match regular::read(&self.review_of(incident), BYTES_MAX) {
            Err(failure) if failure.kind == FailureKind::NotFound => Ok(Vec::new()),
            other => other,
        }
    }

    fn keep_comment(&mut self, incident: &IncidentId, line: &[u8]) -> Result<(), Failure> {
        let all = self.comments(incident)?;
        let path = self.review_of(incident);
        if (all.len() + line.len()) as u64 > BYTES_MAX {
            return Err(regular::too_large(&path, BYTES_MAX));
        }
        let folder = Store::folder(self).join(FOLDER);
        regular::make_folder(&folder)?;
        let mut file = match regular::open(&path, Mode::Append) {
            Err(failure) if failure.kind == FailureKind::NotFound => {
                match regular::open(&path, Mode::CreateForAppend) {
                    // Somebody else made it just now.
                    Err(failure) if failure.kind == FailureKind::Exists => {
                        regular::open(&path, Mode::Append)?
                    }
                    other => other?,
                }
            }
            other => other?,
        };
        // One write at the end: two reviewers at once lose nothing. What an editor left without an
        // end must not swallow the new line.
        let is_open = all.last().is_some_and(|byte| *byte != b'\n');
        let bytes = [if is_open { &b"\n"[..] } else { b"" }, line].concat();
        file.write_all(&bytes).map_err(|error| failure("write", &path, &error))?;
        file.sync_all().map_err(|error| failure("fsync", &path, &error))?;
        crate::ports::Disk::sync_dir(&mut super::RealDisk::new(), &folder)
    }
}
