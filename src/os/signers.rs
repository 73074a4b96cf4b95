//! `keys/allowed_signers`: who may sign what in this incident, in OpenSSH's own form
//! (audit-log §4.1), so that `ssh-keygen -Y verify` needs nothing else.
//!
//! Derived from the log and made for convenience: a check by this program never trusts it over the
//! log, and a failure to write it keeps nobody from recording.

use std::path::Path;

use super::regular;
use crate::audit::signers::{Row, with_foreign, with_own};

/// The folder beside the log.
const FOLDER: &str = "keys";

/// Its file.
const NAME: &str = "allowed_signers";

/// Most bytes of the file; a thousand people.
const BYTES_MAX: u64 = 256 * 1024;

/// Adds the keys that these lines bring, when there are any.
pub(super) fn keep(incident: &Path, lines: &[u8]) {
    let rows: Vec<Row> = lines.split_inclusive(|byte| *byte == b'\n').filter_map(Row::of).collect();
    if !rows.is_empty() {
        change(incident, |text| (with_own(text, &rows), ()));
    }
}

/// Adds keys of other laptops' logs; gives back those that were not added.
pub(super) fn keep_foreign(incident: &Path, rows: &[Row]) -> Vec<Row> {
    change(incident, |text| with_foreign(text, rows))
}

/// Changes the file. It can be made anew from the logs at any time.
fn change<T>(incident: &Path, change: impl FnOnce(String) -> (String, T)) -> T {
    let path = incident.join(FOLDER).join(NAME);
    let before = regular::read(&path, BYTES_MAX).unwrap_or_default();
    let (text, answer) = change(String::from_utf8_lossy(&before).into_owned());
    if text.as_bytes() != before && text.len() as u64 <= BYTES_MAX {
        std::fs::create_dir_all(incident.join(FOLDER)).ok();
        regular::replace(&path, text.as_bytes()).ok();
    }
    answer
}
