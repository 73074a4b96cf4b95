//! What comes in as evidence and what goes out as a copy, both in bounded memory.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;

use super::outside::Failure;
use crate::audit::digest::Digest;
use crate::audit::signers::Row;

/// Where evidence comes from.
pub enum Origin {
    /// A regular file, or standard input for `-`.
    Path(PathBuf),
    /// What was typed in.
    Text(String),
    /// Any other reader, for example of a test.
    Reader(Box<dyn Read + Send>),
}

/// A file on its way into the incident's folder. It is taken in slices, so that whoever drives it
/// can do other work between them. One that is let go before its end leaves nothing that counts.
pub trait Intake: Send + std::fmt::Debug {
    /// Takes some more.
    ///
    /// # Errors
    /// [`IntakeError`]; nothing of it is kept, and it cannot be gone on with.
    fn more(&mut self) -> Result<Slice, IntakeError>;

    /// How many bytes there are, where that is known beforehand.
    fn total(&self) -> Option<u64>;
}

/// How far an intake came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slice {
    /// This many bytes were read; there is more.
    More(u64),
    /// All of it is kept, durably, under its final name.
    Whole(Attachment),
}

/// No value that a step expects is longer, in bytes.
pub const SHORT_BYTES_MAX: u64 = 1024;

/// A file that is kept beside the log, named by its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// SHA-256 of its bytes; it is `files/sha256-…`.
    pub digest: Digest,
    /// How many bytes.
    pub bytes: u64,
    /// Its text, where that is at most [`SHORT_BYTES_MAX`] long: a value to compare.
    pub short: Option<String>,
    /// The media that did not take it, and why. At least one did.
    pub missed: Vec<Failure>,
}

/// Why a file was not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IntakeError {
    /// It cannot be opened, or reading it failed part of the way.
    Unreadable(Failure),
    /// It is a link, a folder, a pipe or a device.
    NotAFile(PathBuf),
    /// It was written to while it was read: what was read is not one state of it.
    Changed(PathBuf),
    /// It holds more bytes than was agreed to.
    TooLarge(u64),
    /// No medium of the incident keeps it.
    NotKept(Failure),
}

/// A file of another laptop's folder, as it is called in the incident's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// A segment of a log: the name of the log here, and its number from 1.
    Segment(String, u32),
    /// An attachment, by its digest.
    Attachment(Digest),
}

/// A file on its way in. One that is let go before its end leaves nothing that counts.
pub trait Receiving {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// Any failure; it cannot be gone on with.
    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure>;

    /// Makes it durable under its final name; says which media did not take it, and why.
    ///
    /// # Errors
    /// The data folder did not take it, or something has that name.
    fn keep(self: Box<Self>) -> Result<Vec<Failure>, Failure>;
}

/// What takes files of other laptops into the incident that is open for writing.
pub trait Reception {
    /// Begins a file. Nothing that is there is ever written over.
    ///
    /// # Errors
    /// Any failure.
    fn receive<'r>(&'r mut self, what: &Incoming) -> Result<Box<dyn Receiving + 'r>, Failure>;

    /// Makes the names of everything that was received durable, also of what an earlier attempt
    /// received and did not settle. A record may speak of it only then.
    ///
    /// # Errors
    /// Any failure.
    fn settle(&mut self) -> Result<(), Failure>;

    /// Adds keys to the incident's list, as well as it can be done. A name that has another key
    /// already gets no second one: those rows are given back.
    fn keep_keys(&mut self, rows: &[Row]) -> Vec<Row>;
}

/// A copy of an incident's folder, being made for somebody.
///
/// It grows beside its final name and takes that name in [`Copying::finish`]; one that is let go
/// before leaves nothing.
pub trait Copying {
    /// Begins a file; the one before is made durable. `name` is relative, with `/` between parts.
    ///
    /// # Errors
    /// Any failure.
    fn begin(&mut self, name: &str) -> Result<(), Failure>;

    /// Writes to the file that was begun last.
    ///
    /// # Errors
    /// Any failure.
    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure>;

    /// Takes the file that was begun last out of the copy again.
    ///
    /// # Errors
    /// Any failure; the copy cannot be gone on with.
    fn forget(&mut self) -> Result<(), Failure>;

    /// Name and digest of every file so far, the last one included.
    ///
    /// # Errors
    /// Any failure in making the last one durable.
    fn sums(&mut self) -> Result<Vec<(String, Digest)>, Failure>;

    /// Makes everything durable and gives it its final name.
    ///
    /// # Errors
    /// Any failure; the final name does not exist then.
    fn finish(&mut self) -> Result<(), Failure>;
}

/// What an incident's folder holds; of a single file, only that log.
pub struct Kept {
    /// The logs: each writer's name and the names of its segments, in order.
    pub logs: Vec<(String, Vec<String>)>,
    /// Names of files among them that have the form of a log's name and are none. What they hold
    /// is never read.
    pub stray_logs: Vec<String>,
    /// Attachments, by their digest.
    pub attachments: Vec<Digest>,
    /// Names of files beside them that no line can have taken in; what an interrupted intake left
    /// is not among them.
    pub strangers: Vec<String>,
    /// Names of files with bytes of interrupted writes.
    pub torn: Vec<String>,
    /// Whether there is a list of keys.
    pub has_signers: bool,
}

/// One writer's log.
pub struct LogSource {
    /// For showing.
    pub name: String,
    /// Its segments by their absolute paths, which is their order. Where one ends is known: the
    /// next may make good what was torn there.
    pub segments: BTreeMap<PathBuf, Box<dyn Read>>,
    /// With the first log of a folder: names there that have the form of a log's and are none.
    pub strays: Vec<String>,
    /// For a single file that is named as a segment: its folder and its writer. Another such file
    /// with the same ones belongs to the same log.
    pub part_of: Option<PathBuf>,
}
