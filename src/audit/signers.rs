//! Rows of `allowed_signers`, OpenSSH's own form: whose key may sign what (audit-log §4.1).

use std::fmt;

use super::decode;
use super::sshsig::plain_public_line;
use crate::domain::event::Event;

/// Marks a line that may bring a key; the rest need not be read.
const MARK: &[u8] = b"\"key\":\"";

/// What a device signs.
const DEVICE: &str = "sangfroid-seal,sangfroid-export";

/// What a person signs.
const PERSON: &str = "sangfroid-signon,sangfroid-signoff";

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// Whose key: a writer's name or a person's initials.
    pub who: String,
    namespaces: &'static str,
    key: String,
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} namespaces=\"{}\" {}", self.who, self.namespaces, self.key)
    }
}

impl Row {
    /// The row for the key of a first line or of a signed sign-on or sign-off.
    #[must_use]
    pub fn of(line: &[u8]) -> Option<Self> {
        if !line.windows(MARK.len()).any(|part| part == MARK) {
            return None;
        }
        let (who, namespaces, key) = match decode(line).ok()?.record.event {
            Event::Opened(opened) => (opened.writer.to_string(), DEVICE, opened.key?),
            Event::SignedOn(person) => (person.initials.to_string(), PERSON, person.proof?.key),
            Event::SignedOff(person) => (person.initials.to_string(), PERSON, person.proof?.key),
            _ => return None,
        };
        Some(Self { who, namespaces, key: plain_public_line(&key).ok()? })
    }

    /// Whether this row of a file is about the same name.
    fn is_of(&self, row: &str) -> bool {
        row.split_once(' ').is_some_and(|(who, _)| who == self.who)
    }
}

/// The file with these rows of the incident's own log added.
#[must_use]
pub fn with_own(mut text: String, rows: &[Row]) -> String {
    for row in rows.iter().map(Row::to_string) {
        if !text.lines().any(|line| line == row) {
            push(&mut text, &row);
        }
    }
    text
}

/// The file with rows of other laptops' logs added, and those that were not: whoever has a key here
/// gets no second one because a log from outside says so.
#[must_use]
pub fn with_foreign(mut text: String, rows: &[Row]) -> (String, Vec<Row>) {
    let mut refused = Vec::new();
    for row in rows {
        let spelled = row.to_string();
        if text.lines().any(|line| line == spelled) {
            continue;
        }
        if text.lines().any(|line| row.is_of(line)) {
            refused.push(row.clone());
        } else {
            push(&mut text, &spelled);
        }
    }
    (text, refused)
}

fn push(text: &mut String, row: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(row);
    text.push('\n');
}
