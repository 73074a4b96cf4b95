//! Where everything of one incident lies (audit-log §4.1). The only file that builds such paths.
//!
//! Invariant: every part of a path is a checked identifier or a number, so no name from a log or a
//! runbook can lead out of the data folder.

use std::path::{Path, PathBuf};

use crate::domain::ids::{IncidentId, WriterId};
use crate::ports::Incoming;

/// Largest segment, in bytes: a quarter of what FAT takes (audit-log §4.1).
pub const SEGMENT_BYTES_MAX: u64 = 1 << 30;

/// Longest name of a log that came from elsewhere: a writer's, and a suffix.
const LOG_NAME_MAX: usize = WriterId::CHARS_MAX + 16;

/// One writer's part of one incident's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    data_dir: PathBuf,
    incident: IncidentId,
    writer: WriterId,
    segment_bytes_max: u64,
}

impl Place {
    /// The place of `writer`'s log of `incident` under `data_dir`, which exists already.
    #[must_use]
    pub const fn new(data_dir: PathBuf, incident: IncidentId, writer: WriterId) -> Self {
        Self { data_dir, incident, writer, segment_bytes_max: SEGMENT_BYTES_MAX }
    }

    /// The same, beginning a new segment before one grows beyond this many bytes.
    #[must_use]
    pub const fn growing_to(mut self, segment_bytes_max: u64) -> Self {
        self.segment_bytes_max = segment_bytes_max;
        self
    }

    /// Whether a segment of `len` bytes takes `more`. An empty one takes any batch.
    pub(super) const fn has_room(&self, len: u64, more: u64) -> bool {
        len == 0 || len.saturating_add(more) <= self.segment_bytes_max
    }

    /// The same log in another data folder.
    #[must_use]
    pub fn under(&self, data_dir: PathBuf) -> Self {
        Self { data_dir, ..self.clone() }
    }

    /// Whose log it is.
    #[must_use]
    pub const fn writer(&self) -> &WriterId {
        &self.writer
    }

    /// Which incident it belongs to.
    #[must_use]
    pub const fn incident(&self) -> &IncidentId {
        &self.incident
    }

    /// The folder that holds all incidents.
    #[must_use]
    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// `INC-2026-0007/`.
    #[must_use]
    pub fn incident_dir(&self) -> PathBuf {
        self.data_dir.join(self.incident.as_str())
    }

    /// `INC-2026-0007/log/`.
    #[must_use]
    pub fn log_dir(&self) -> PathBuf {
        self.incident_dir().join("log")
    }

    /// `INC-2026-0007/.lock`: a file of its own, because some systems' locks would keep readers
    /// away from the log (audit-log §4.9).
    #[must_use]
    pub fn lock_file(&self) -> PathBuf {
        self.incident_dir().join(".lock")
    }

    /// A file beside the log folder, such as `README.txt`.
    #[must_use]
    pub fn companion(&self, name: &'static str) -> PathBuf {
        self.incident_dir().join(name)
    }

    /// `lap3-9f2c.0001.jsonl`: segment `number` of this writer's log, counted from 1.
    #[must_use]
    pub fn segment(&self, number: u32) -> PathBuf {
        self.log_dir().join(format!("{}.{number:04}.jsonl", self.writer))
    }

    /// Where a file of another laptop goes, and its name until it is whole; none for a name that no
    /// log can have.
    #[must_use]
    pub(super) fn incoming(&self, what: &Incoming) -> Option<(PathBuf, PathBuf)> {
        match what {
            Incoming::Segment(log, number) => {
                let is_plain = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.');
                let is_name = !log.starts_with('.') && log.len() <= LOG_NAME_MAX;
                let is_fine = is_name && log.bytes().all(is_plain) && (1..=9_999).contains(number);
                let name = format!("{log}.{number:04}");
                let path = |end: &str| self.log_dir().join(format!("{name}.{end}"));
                (is_fine && !log.is_empty()).then(|| (path("jsonl"), path("part")))
            }
            Incoming::Attachment(digest) => {
                let files = self.incident_dir().join("files");
                Some((files.join(format!("sha256-{digest}")), files.join(".taking-import")))
            }
        }
    }

    /// `lap3-9f2c.0001.batches`: what the journal announces before it writes several lines at once.
    #[must_use]
    pub fn announcements(&self, number: u32) -> PathBuf {
        self.log_dir().join(format!("{}.{number:04}.batches", self.writer))
    }

    /// `lap3-9f2c.torn-000813`, or with a suffix from the second attempt on: what was cut off
    /// before line `line` could be written.
    #[must_use]
    pub(super) fn torn_name(&self, line: u64, attempt: u32) -> String {
        match attempt {
            0 | 1 => format!("{}.torn-{line:06}", self.writer),
            _ => format!("{}.torn-{line:06}-{attempt}", self.writer),
        }
    }

    /// The path of a file named by [`Place::torn_name`] or found by [`Place::is_torn_name`].
    pub(super) fn torn_path(&self, name: &str) -> PathBuf {
        self.log_dir().join(name)
    }

    /// Whether `name`, an entry of the log folder, is a torn file of this writer.
    pub(super) fn is_torn_name(&self, name: &str) -> bool {
        let rest = name.strip_prefix(self.writer.as_str()).and_then(|r| r.strip_prefix(".torn-"));
        let is_plain = |c: char| c.is_ascii_digit() || c == '-';
        rest.is_some_and(|r| !r.is_empty() && r.chars().all(is_plain))
    }

    /// The segment number that `name`, an entry of the log folder, stands for, if it is this
    /// writer's.
    pub(super) fn segment_number(&self, name: &str) -> Option<u32> {
        let rest = name.strip_prefix(self.writer.as_str())?.strip_prefix('.')?;
        let digits = rest.strip_suffix(".jsonl")?;
        let number: u32 = digits.parse().ok()?;
        (number > 0 && format!("{number:04}") == digits).then_some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::Place;
    use crate::domain::ids::{IncidentId, WriterId};

    fn place() -> Place {
        let incident = IncidentId::parse("INC-2026-0007").expect("an id");
        let writer = WriterId::parse("lap3-9f2c").expect("a writer");
        Place::new("data".into(), incident, writer)
    }

    #[test]
    fn names_follow_the_documented_layout() {
        let place = place();
        let text = |p: std::path::PathBuf| p.to_string_lossy().replace('\\', "/");
        assert_eq!(text(place.segment(1)), "data/INC-2026-0007/log/lap3-9f2c.0001.jsonl");
        assert_eq!(text(place.lock_file()), "data/INC-2026-0007/.lock");
        assert_eq!(place.torn_name(813, 1), "lap3-9f2c.torn-000813");
        assert_eq!(place.torn_name(813, 3), "lap3-9f2c.torn-000813-3");
    }

    #[test]
    fn only_this_writers_own_names_are_recognised() {
        let place = place();
        assert_eq!(place.segment_number("lap3-9f2c.0002.jsonl"), Some(2));
        assert_eq!(place.segment_number("lap3-9f2c.12345.jsonl"), Some(12_345));
        for name in ["lap3-9f2c.0000.jsonl", "lap3-9f2c.2.jsonl", "lap3-9f2c.+002.jsonl"] {
            assert_eq!(place.segment_number(name), None, "{name}");
        }
        for name in ["lap1-c07e.0001.jsonl", "lap3-9f2c.0001.jsonl~", "lap3-9f2c.0001.batches"] {
            assert_eq!(place.segment_number(name), None, "{name}");
        }
        assert!(place.is_torn_name("lap3-9f2c.torn-000813-2"));
        assert!(!place.is_torn_name("lap3-9f2c.torn-x"));
        assert!(!place.is_torn_name("lap1-c07e.torn-000813"));
    }
}
