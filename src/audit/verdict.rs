//! What a check found: one verdict, and at most one fault, the first.
//!
//! A verdict never says "valid": it says how far the log is whole, and what that rests on
//! (audit-log §1.6). Texts for people live in the catalogue.

use super::digest::Digest;

/// What is wrong with a line. The first fault of a log ends its check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// There is no line at all.
    Empty,
    /// The last piece has no line feed: an interrupted write.
    NoLineFeed,
    /// Longer than 65,536 bytes.
    TooLong,
    /// Not three columns in the exact form: torn, edited or re-wrapped.
    Grammar,
    /// The content does not give the digest at the end of its line.
    Content,
    /// The line does not follow the one before: lines were removed, added or moved.
    Link,
    /// The hashed column is not one event in the log's one spelling, though its digest is right.
    Event,
    /// An object has two members of one name: readers could be shown different ones.
    Duplicate,
    /// The first line does not open the log.
    FirstNotOpen,
    /// The number in `id` is not the number of the line.
    Number,
    /// The writer in `id` is not the one of the lines before.
    Writer,
    /// A readable text has no commitment in the hashed column.
    NoCommitment,
    /// A readable text does not match its commitment.
    Commitment,
    /// The readable texts are not in the log's one spelling or order.
    Spelling,
    /// A text is missing that the original must have; only with
    /// [`super::verify::Completeness::Original`].
    Missing,
}

impl FaultKind {
    /// All, in the order of checking.
    pub const ALL: [Self; 15] = [
        Self::Empty,
        Self::NoLineFeed,
        Self::TooLong,
        Self::Grammar,
        Self::Content,
        Self::Link,
        Self::Event,
        Self::Duplicate,
        Self::FirstNotOpen,
        Self::Number,
        Self::Writer,
        Self::NoCommitment,
        Self::Commitment,
        Self::Spelling,
        Self::Missing,
    ];

    /// A stable code for `--json` and tests.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoLineFeed => "no-line-feed",
            Self::TooLong => "too-long",
            Self::Grammar => "grammar",
            Self::Content => "content",
            Self::Link => "link",
            Self::Event => "event",
            Self::Duplicate => "duplicate",
            Self::FirstNotOpen => "first-not-open",
            Self::Number => "number",
            Self::Writer => "writer",
            Self::NoCommitment => "no-commitment",
            Self::Commitment => "commitment",
            Self::Spelling => "spelling",
            Self::Missing => "missing",
        }
    }

    /// Whether an interrupted write can look like this. On the last line it cannot be told apart
    /// from a change; anywhere else it can only be a change.
    #[must_use]
    pub const fn can_be_torn(self) -> bool {
        matches!(
            self,
            Self::Empty | Self::NoLineFeed | Self::TooLong | Self::Grammar | Self::Content
        )
    }
}

/// The first line that is wrong, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its number, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub kind: FaultKind,
}

/// How far a chain has been followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Digest of the last good line; [`Digest::ZERO`] before the first.
    pub digest: Digest,
    /// How many lines, identical repeats not counted.
    pub lines: u64,
}

/// Where a spoken code that somebody wrote down stands in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeMatch {
    /// It is the code of the last line: nothing was cut off since it was written down.
    Head,
    /// It is the code after this line: whole up to there, and the log has grown since.
    Line(u64),
    /// No line has it: the log was cut or rewritten, or the code was copied wrongly.
    NotFound,
}

/// The whole finding about one writer's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How far the chain is good.
    pub head: Head,
    /// The first fault.
    pub fault: Option<Fault>,
    /// Whether the fault is on the last line and could be an interrupted write.
    pub is_tail: bool,
    /// Bytes from the faulty last line to the end, when [`Verdict::is_tail`].
    pub torn_bytes: u64,
    /// Bytes of interrupted writes at the end of earlier segments, made good by the next segment.
    pub superseded_bytes: u64,
    /// The first line that stands in the place of such bytes and is not what they were to be.
    pub superseded_other: Option<u64>,
    /// Whether a line was written by a newer content version.
    pub is_newer: bool,
    /// Texts that have a commitment and are not there.
    pub withheld_fields: u64,
    /// Lines of which only the digest is there.
    pub withheld_lines: u64,
    /// What became of the code, when one was given.
    pub code: Option<CodeMatch>,
}

/// The verdict in one word, with its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Every line is as it was written.
    Intact,
    /// A line was changed, removed, added or moved.
    Altered,
    /// The last line is incomplete or was changed; everything before it is as it was written.
    Incomplete,
    /// Intact, and written by a newer version, which may mean more than this one understands.
    Newer,
    /// Whole as far as the lines themselves can show it, and something outside of them says
    /// otherwise: a chain that holds together is never called altered for that.
    Contradicted,
}

impl Outcome {
    /// The exit code of the command line.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Intact => 0,
            Self::Altered | Self::Contradicted => 4,
            Self::Incomplete => 5,
            Self::Newer => 6,
        }
    }

    /// A stable code for `--json` and tests.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Intact => "intact",
            Self::Altered => "altered",
            Self::Incomplete => "incomplete",
            Self::Newer => "newer",
            Self::Contradicted => "contradicted",
        }
    }
}

impl Verdict {
    /// The verdict in one word.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self.fault {
            Some(_) if !self.is_tail => Outcome::Altered,
            _ if self.code == Some(CodeMatch::NotFound) => Outcome::Contradicted,
            Some(_) => Outcome::Incomplete,
            None if self.is_newer => Outcome::Newer,
            None => Outcome::Intact,
        }
    }
}
