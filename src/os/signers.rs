//! `keys/allowed_signers`: who may sign what in this incident, in OpenSSH's own form
//! (audit-log §4.1), so that `ssh-keygen -Y verify` needs nothing else.
//!
//! Derived from the log and made for convenience: a check by this program never trusts it over the
//! log, and a failure to write it keeps nobody from recording.

use std::path::Path;

use super::regular;
use crate::audit::decode;
use crate::audit::sshsig::plain_public_line;
use crate::domain::event::Event;

/// The folder beside the log.
const FOLDER: &str = "keys";

/// Its file.
const NAME: &str = "allowed_signers";

/// Most bytes of the file; a thousand people.
const BYTES_MAX: u64 = 256 * 1024;

/// Marks a line that may bring a key; the rest need not be read.
const MARK: &[u8] = b"\"key\":\"";

/// Adds the keys that these lines bring, when there are any.
pub(super) fn keep(incident: &Path, lines: &[u8]) {
    let lines = lines.split_inclusive(|byte| *byte == b'\n');
    let with_key = lines.filter(|line| line.windows(MARK.len()).any(|part| part == MARK));
    let rows: Vec<String> = with_key.filter_map(row).collect();
    if rows.is_empty() {
        return;
    }
    let path = incident.join(FOLDER).join(NAME);
    let before = regular::read(&path, BYTES_MAX).unwrap_or_default();
    let mut text = String::from_utf8_lossy(&before).into_owned();
    for row in rows {
        if !text.lines().any(|line| line == row) {
            text.push_str(&row);
            text.push('\n');
        }
    }
    if text.as_bytes() == before {
        return;
    }
    // It can be made anew from the log at any time.
    std::fs::create_dir_all(incident.join(FOLDER)).ok();
    regular::replace(&path, text.as_bytes()).ok();
}

/// The row for the key of a first line or of a signed sign-on or sign-off.
fn row(line: &[u8]) -> Option<String> {
    let (principal, namespaces, key) = match decode(line).ok()?.record.event {
        Event::Opened(opened) => {
            (opened.writer.to_string(), "sangfroid-seal,sangfroid-export", opened.key?)
        }
        Event::SignedOn(person) => (person.initials.to_string(), PERSON, person.proof?.key),
        Event::SignedOff(person) => (person.initials.to_string(), PERSON, person.proof?.key),
        _ => return None,
    };
    let key = plain_public_line(&key).ok()?;
    Some(format!("{principal} namespaces=\"{namespaces}\" {key}"))
}

/// What a person signs.
const PERSON: &str = "sangfroid-signon,sangfroid-signoff";
