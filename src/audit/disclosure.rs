//! Readable texts against their commitments (audit-log §4.4).
//!
//! Nothing in the second column is hashed, so it may have only one spelling: that of the writer, in
//! the order of the commitments. A text may be absent; one that is there must match.

use sha2::{Digest as _, Sha256};

use super::digest::{Digest, is_lower_hex};
use super::json::Alphabet;
use super::json::{Refusal, Scanner, alphabet, is_clean_text, unescape};
use super::verdict::FaultKind;

/// Checks the second column, an object or nothing, against the commitments object of the event.
/// Returns how many commitments have no text.
///
/// # Errors
/// The fault of the line.
pub fn check(
    commitments: Option<&[u8]>,
    disclosed: &[u8],
    scanner: &mut Scanner,
) -> Result<u64, FaultKind> {
    let count = match commitments {
        Some(object) => Commitments::of(object).count()?,
        None => 0,
    };
    if disclosed.is_empty() {
        return Ok(count);
    }
    if alphabet(disclosed) != Alphabet::Ascii && !is_clean_text(disclosed) {
        return Err(FaultKind::Spelling);
    }
    scanner.object(disclosed).map_err(|refusal| match refusal {
        Refusal::Malformed => FaultKind::Spelling,
        Refusal::Duplicate => FaultKind::Duplicate,
    })?;
    let all = commitments.unwrap_or(b"{}");
    let mut ahead = Commitments::of(all);
    let mut fields = Fields { rest: disclosed.get(1..).unwrap_or_default() };
    let mut shown = 0;
    loop {
        let field = fields.next()?;
        let digest = match ahead.find(field.name) {
            Some(digest) => digest,
            None if Commitments::of(all).find(field.name).is_some() => {
                return Err(FaultKind::Spelling);
            }
            None => return Err(FaultKind::NoCommitment),
        };
        if field.digest().ok_or(FaultKind::Spelling)?.to_hex() != digest {
            return Err(FaultKind::Commitment);
        }
        shown += 1;
        if fields.rest.is_empty() {
            return Ok(count.saturating_sub(shown));
        }
    }
}

/// The second column with only those fields that `is_shown` accepts; nothing when none is left.
///
/// `disclosed` is an object that [`check`] accepted, or nothing. What stays keeps its bytes.
///
/// # Errors
/// The spelling, where it is no such object.
pub fn kept(disclosed: &[u8], is_shown: impl Fn(&[u8]) -> bool) -> Result<Vec<u8>, FaultKind> {
    let mut kept = Vec::new();
    let mut fields = Fields { rest: disclosed.get(1..).unwrap_or_default() };
    while !fields.rest.is_empty() {
        let whole = fields.rest;
        let field = fields.next()?;
        if !is_shown(field.name) {
            continue;
        }
        // Up to the comma or brace that follows the field.
        let end = whole.len().saturating_sub(fields.rest.len() + 1);
        kept.push(if kept.is_empty() { b'{' } else { b',' });
        kept.extend_from_slice(whole.get(..end).unwrap_or_default());
    }
    if !kept.is_empty() {
        kept.push(b'}');
    }
    Ok(kept)
}

/// The members of a commitments object that the scanner accepted.
struct Commitments<'a> {
    rest: &'a [u8],
}

impl<'a> Commitments<'a> {
    fn of(object: &'a [u8]) -> Self {
        Self { rest: object }
    }

    /// How many there are, when each is a name of `a-z_` with 64 hexadecimal digits.
    fn count(mut self) -> Result<u64, FaultKind> {
        if self.rest == b"{}" {
            return Ok(0);
        }
        let mut count = 0;
        while self.rest != b"}" {
            self.next().ok_or(FaultKind::Event)?;
            count += 1;
        }
        Ok(count)
    }

    fn find(&mut self, name: &[u8]) -> Option<&'a [u8]> {
        while let Some((found, digest)) = self.next() {
            if found == name {
                return Some(digest);
            }
        }
        None
    }

    fn next(&mut self) -> Option<(&'a [u8], &'a [u8])> {
        let rest = self.rest.strip_prefix(b"{").or_else(|| self.rest.strip_prefix(b","))?;
        let rest = rest.strip_prefix(b"\"")?;
        let end = rest.iter().position(|b| *b == b'"')?;
        let (name, rest) = rest.split_at(end);
        let (digest, rest) = rest.strip_prefix(b"\":\"")?.split_at_checked(64)?;
        self.rest = rest.strip_prefix(b"\"")?;
        let is_name = |b: &u8| b.is_ascii_lowercase() || *b == b'_';
        let is_good = !name.is_empty() && name.iter().all(is_name) && is_lower_hex(digest);
        is_good.then_some((name, digest))
    }
}

/// One readable text: name, salt, and the text as it is spelled.
struct Field<'a> {
    name: &'a [u8],
    salt: &'a [u8],
    text: &'a [u8],
}

impl Field<'_> {
    /// The commitment to this text.
    fn digest(&self) -> Option<Digest> {
        let mut hash = Sha256::new();
        hash.update(self.salt);
        hash.update(b":");
        hash.update(self.name);
        hash.update(b":");
        let mut rest = self.text;
        while let Some(at) = rest.iter().position(|b| *b == b'\\') {
            let (plain, escaped) = rest.split_at_checked(at)?;
            hash.update(plain);
            let (c, len) = unescape(escaped)?;
            hash.update(c.encode_utf8(&mut [0; 4]).as_bytes());
            rest = escaped.get(len..)?;
        }
        hash.update(rest);
        Some(Digest(hash.finalize().into()))
    }
}

/// The members of a disclosures object that the scanner accepted, after its opening brace.
struct Fields<'a> {
    rest: &'a [u8],
}

impl<'a> Fields<'a> {
    /// The next field; anything but `"name":["salt","text"]` is not the one spelling.
    fn next(&mut self) -> Result<Field<'a>, FaultKind> {
        self.read().ok_or(FaultKind::Spelling)
    }

    fn read(&mut self) -> Option<Field<'a>> {
        let rest = self.rest.strip_prefix(b"\"")?;
        let end = rest.iter().position(|b| *b == b'"')?;
        let (name, rest) = rest.split_at(end);
        let (salt, rest) = rest.strip_prefix(b"\":[\"")?.split_at_checked(32)?;
        let rest = rest.strip_prefix(b"\",\"")?;
        let end = text_end(rest)?;
        let (text, rest) = rest.split_at(end);
        let rest = rest.strip_prefix(b"\"]")?;
        self.rest = match rest {
            b"}" => b"",
            _ => rest.strip_prefix(b",")?,
        };
        is_lower_hex(salt).then_some(Field { name, salt, text })
    }
}

/// Where the closing quote stands.
fn text_end(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text.get(at..)?.iter().position(|b| matches!(b, b'"' | b'\\'))?;
        if *text.get(at)? == b'"' {
            return Some(at);
        }
        at += 2;
    }
}
