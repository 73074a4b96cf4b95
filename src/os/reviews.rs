//! Reviewers' comments, in a folder beside the incidents: nothing is ever added to an incident's
//! own folder by reading it.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use super::regular::{self, failure};
use super::store::DataFolder;
use crate::domain::ids::IncidentId;
use crate::ports::{Failure, FailureKind, Reviews, Store};

/// The folder, in the data folder.
const FOLDER: &str = "reviews";

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
        let mut all = self.comments(incident)?;
        // What an editor left without an end must not swallow the new line.
        if all.last().is_some_and(|byte| *byte != b'\n') {
            all.push(b'\n');
        }
        all.extend_from_slice(line);
        let path = self.review_of(incident);
        if all.len() as u64 > BYTES_MAX {
            return Err(regular::too_large(&path, BYTES_MAX));
        }
        let folder = Store::folder(self).join(FOLDER);
        match fs::create_dir(&folder) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                return Err(failure("mkdir", &folder, &error));
            }
            _ => {}
        }
        regular::replace(&path, &all)
    }
}
