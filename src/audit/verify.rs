//! The strict verifier of one writer's chain, line by line, in memory that does not grow.
//!
//! Rules: audit-log §4.2 to §4.4. A line that is refused leaves the verifier where it was, so that
//! the caller can go on after the last good line. What the verdict means for files is not known
//! here.

use super::digest::{Digest, is_lower_hex};
use super::disclosure;
use super::given_code::GivenCode;
use super::json::{Alphabet, Members, Refusal, Scanner, alphabet, is_clean_text};
use super::line::LINE_BYTES_MAX;
use super::verdict::{CodeMatch, Fault, FaultKind, Head};
use crate::domain::ids::WriterId;

/// Bytes of the third column.
const TRAILER: usize = 142;

/// Bytes of its first half, before the quote that ends the predecessor's digest.
const TRAILER_P: usize = 69;

/// What begins the first column of a whole line.
const EVENT_HEAD: &[u8] = b"{\"e\":";

/// What begins the first column of a withheld line.
const DIGEST_HEAD: &[u8] = b"{\"k\":\"";

/// Whether texts and lines may be withheld.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Completeness {
    /// A copy for others: what is withheld is counted.
    #[default]
    Shared,
    /// The writer's own folder: everything must be there (audit-log §4.4).
    Original,
}

/// A line that was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// The next line.
    Next,
    /// The line before once more, byte for byte: legal after a disk fault, and not counted.
    Repeat,
}

/// Follows one chain.
#[derive(Clone, Debug)]
pub struct Verifier {
    completeness: Completeness,
    head: Head,
    /// The head as the next line must spell it.
    head_hex: [u8; 64],
    last: Vec<u8>,
    writer: Vec<u8>,
    scanner: Scanner,
    is_newer: bool,
    withheld_fields: u64,
    withheld_lines: u64,
    code: Option<(GivenCode, Option<u64>)>,
}

impl Default for Verifier {
    fn default() -> Self {
        Self::new()
    }
}

impl Verifier {
    /// Before the first line, for a copy in which texts may be withheld.
    #[must_use]
    pub fn new() -> Self {
        Self {
            completeness: Completeness::Shared,
            head: Head { digest: Digest::ZERO, lines: 0 },
            head_hex: [b'0'; 64],
            last: Vec::new(),
            writer: Vec::new(),
            scanner: Scanner::default(),
            is_newer: false,
            withheld_fields: 0,
            withheld_lines: 0,
            code: None,
        }
    }

    /// Behind the line that ended in `head`, in a log of this writer: the next line is checked as
    /// if all before it had been.
    #[must_use]
    pub fn resuming(head: Head, writer: &WriterId) -> Self {
        let writer = if head.lines == 0 { "" } else { writer.as_str() };
        let (head_hex, writer) = (head.digest.to_hex(), writer.as_bytes().to_vec());
        Self { head, head_hex, writer, ..Self::new() }
    }

    /// The same, demanding what `completeness` says.
    #[must_use]
    pub fn demanding(mut self, completeness: Completeness) -> Self {
        self.completeness = completeness;
        self
    }

    /// The same, looking for the line that `code` was written down after.
    #[must_use]
    pub fn looking_for(mut self, code: impl Into<GivenCode>) -> Self {
        self.code = Some((code.into(), None));
        self
    }

    /// How far the chain is good.
    #[must_use]
    pub const fn head(&self) -> Head {
        self.head
    }

    /// Whether a line had a newer content version.
    #[must_use]
    pub const fn is_newer(&self) -> bool {
        self.is_newer
    }

    /// Texts that have a commitment and are not there.
    #[must_use]
    pub const fn withheld_fields(&self) -> u64 {
        self.withheld_fields
    }

    /// Lines of which only the digest is there.
    #[must_use]
    pub const fn withheld_lines(&self) -> u64 {
        self.withheld_lines
    }

    /// What became of the code, when one is looked for.
    #[must_use]
    pub fn code_match(&self) -> Option<CodeMatch> {
        self.code.map(|(_, line)| match line {
            None => CodeMatch::NotFound,
            Some(line) if line == self.head.lines => CodeMatch::Head,
            Some(line) => CodeMatch::Line(line),
        })
    }

    /// Checks the next line, its line feed included.
    ///
    /// # Errors
    /// The fault; the verifier stays at the last good line.
    pub fn line(&mut self, line: &[u8]) -> Result<Accepted, Fault> {
        if self.head.lines > 0 && line == self.last {
            return Ok(Accepted::Repeat);
        }
        let number = self.head.lines + 1;
        let next = self.check(line, number).map_err(|kind| Fault { line: number, kind })?;
        if self.writer.is_empty() {
            self.writer.extend_from_slice(next.writer);
        }
        self.head = Head { digest: next.digest, lines: number };
        self.head_hex = next.digest_hex;
        self.is_newer |= next.is_newer;
        self.withheld_fields += next.withheld_fields;
        self.withheld_lines += u64::from(next.is_withheld);
        self.last.clear();
        self.last.extend_from_slice(line);
        if let Some((code, found)) = &mut self.code
            && code.fits(next.digest)
        {
            *found = Some(number);
        }
        Ok(Accepted::Next)
    }

    fn check<'a>(&mut self, line: &'a [u8], number: u64) -> Result<Next<'a>, FaultKind> {
        let columns = Columns::split(line)?;
        let mut spelled = [0; 128];
        let (previous, content) = spelled.split_at_mut(64);
        previous.copy_from_slice(columns.previous);
        match columns.content {
            Content::Event(_) => content.copy_from_slice(&Digest::of(columns.first).to_hex()),
            Content::Withheld(hex) => content.copy_from_slice(hex),
        }
        let digest = Digest::of(&spelled);
        let digest_hex = digest.to_hex();
        if digest_hex != columns.own {
            return Err(columns.or_grammar(FaultKind::Content));
        }
        if columns.previous != self.head_hex {
            return Err(columns.or_grammar(FaultKind::Link));
        }
        let Content::Event(event) = columns.content else {
            return self.withheld(columns.second, digest, digest_hex);
        };
        if columns.is_wide && !is_clean_text(columns.first) {
            return Err(FaultKind::Event);
        }
        let members = self.scanner.object(event).map_err(|refusal| match refusal {
            Refusal::Malformed => FaultKind::Event,
            Refusal::Duplicate => FaultKind::Duplicate,
        })?;
        let is_newer = is_newer(&members)?;
        if number == 1 && members.code != Some(b"\"open\"") {
            return Err(FaultKind::FirstNotOpen);
        }
        let writer = self.writer(&members, number)?;
        let withheld_fields =
            disclosure::check(members.commitments, columns.second, &mut self.scanner)?;
        if withheld_fields > 0 && self.completeness == Completeness::Original {
            return Err(FaultKind::Missing);
        }
        let is_withheld = false;
        Ok(Next { digest, digest_hex, writer, is_newer, withheld_fields, is_withheld })
    }

    /// A line of which only the digest is there; its readable texts must be gone too.
    fn withheld<'a>(
        &self,
        second: &[u8],
        digest: Digest,
        digest_hex: [u8; 64],
    ) -> Result<Next<'a>, FaultKind> {
        if !second.is_empty() {
            return Err(FaultKind::NoCommitment);
        }
        if self.completeness == Completeness::Original {
            return Err(FaultKind::Missing);
        }
        let (is_newer, withheld_fields) = (false, 0);
        let is_withheld = true;
        Ok(Next { digest, digest_hex, writer: b"", is_newer, withheld_fields, is_withheld })
    }

    /// Checks `id` and returns its writer.
    fn writer<'a>(&self, members: &Members<'a>, number: u64) -> Result<&'a [u8], FaultKind> {
        let id = members.id.and_then(|id| id.strip_prefix(b"\"")?.strip_suffix(b"\""));
        let id = id.ok_or(FaultKind::Number)?;
        // The usual case: the writer is the known one.
        if let Some(digits) = id.strip_prefix(&self.writer[..]).and_then(|d| d.strip_prefix(b"."))
            && !self.writer.is_empty()
            && decimal(digits) == Some(number)
        {
            return id.get(..self.writer.len()).ok_or(FaultKind::Number);
        }
        let mut parts = id.rsplitn(2, |b| *b == b'.');
        let (Some(digits), Some(writer)) = (parts.next(), parts.next()) else {
            return Err(FaultKind::Number);
        };
        let is_name =
            |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.');
        if writer.is_empty() || !writer.iter().all(is_name) || decimal(digits) != Some(number) {
            return Err(FaultKind::Number);
        }
        if !self.writer.is_empty() && writer != self.writer {
            return Err(FaultKind::Writer);
        }
        Ok(writer)
    }
}

/// What an accepted line adds.
struct Next<'a> {
    digest: Digest,
    digest_hex: [u8; 64],
    writer: &'a [u8],
    is_newer: bool,
    withheld_fields: u64,
    is_withheld: bool,
}

/// Whether the content version is above ours. A line without a version is not an event.
fn is_newer(members: &Members<'_>) -> Result<bool, FaultKind> {
    match members.version.and_then(decimal) {
        Some(0) | None => Err(FaultKind::Event),
        Some(version) => Ok(version > super::wire_v1::VERSION),
    }
}

/// A number in its shortest spelling.
fn decimal(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() || digits.len() > 16 || digits.len() > 1 && digits.first() == Some(&b'0') {
        return None;
    }
    let step = |number: u64, b: &u8| {
        b.is_ascii_digit().then(|| number.wrapping_mul(10).wrapping_add(u64::from(b & 15)))
    };
    digits.iter().try_fold(0, step)
}

/// A line in its three columns.
struct Columns<'a> {
    /// The hashed column, as it stands.
    first: &'a [u8],
    content: Content<'a>,
    /// The disclosures object, or nothing.
    second: &'a [u8],
    previous: &'a [u8],
    own: &'a [u8],
    is_wide: bool,
}

/// What the first column holds.
enum Content<'a> {
    Event(&'a [u8]),
    Withheld(&'a [u8]),
}

impl<'a> Columns<'a> {
    /// `kind`, unless the digests are not even in the log's spelling.
    fn or_grammar(&self, kind: FaultKind) -> FaultKind {
        let is_spelled = is_lower_hex(self.previous) && is_lower_hex(self.own);
        if is_spelled { kind } else { FaultKind::Grammar }
    }

    fn split(line: &'a [u8]) -> Result<Self, FaultKind> {
        let Some(body) = line.strip_suffix(b"\n") else {
            return Err(FaultKind::NoLineFeed);
        };
        if line.len() > LINE_BYTES_MAX {
            return Err(FaultKind::TooLong);
        }
        Self::of_body(body).ok_or(FaultKind::Grammar)
    }

    fn of_body(body: &'a [u8]) -> Option<Self> {
        let (rest, trailer) = body.split_at_checked(body.len().checked_sub(TRAILER)?)?;
        let previous = trailer.strip_prefix(b"\"p\":\"")?.get(..64)?;
        let own = trailer.get(TRAILER_P..)?.strip_prefix(b"\",\"h\":\"")?.strip_suffix(b"\"}")?;
        let columns = rest.strip_suffix(b"\t")?;
        // Without readable texts the second column is empty, and the first ends in a tab at once.
        let (first, second) = match columns.strip_suffix(b"\t") {
            Some(first) => (first, b"".as_slice()),
            None => {
                let mut columns = columns.splitn(2, |b| *b == b'\t');
                (columns.next()?, columns.next()?)
            }
        };
        let alphabet_1 = alphabet(first);
        if alphabet_1 == Alphabet::Control || alphabet(second) == Alphabet::Control {
            return None;
        }
        let second = match second {
            b"" => second,
            _ => second.strip_prefix(b"\"d\":")?.strip_suffix(b",")?,
        };
        let is_object = second.starts_with(b"{") && second.ends_with(b"}");
        if !second.is_empty() && !is_object {
            return None;
        }
        let content = Self::content(first)?;
        Some(Self { first, content, second, previous, own, is_wide: alphabet_1 != Alphabet::Ascii })
    }

    fn content(first: &'a [u8]) -> Option<Content<'a>> {
        if let Some(event) = first.strip_prefix(EVENT_HEAD) {
            let event = event.strip_suffix(b",")?;
            let is_object = event.starts_with(b"{") && event.ends_with(b"}");
            return is_object.then_some(Content::Event(event));
        }
        let hex = first.strip_prefix(DIGEST_HEAD)?.strip_suffix(b"\",")?;
        (hex.len() == 64 && is_lower_hex(hex)).then_some(Content::Withheld(hex))
    }
}
