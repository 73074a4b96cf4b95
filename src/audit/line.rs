//! The writer's side of one line: columns, spelling, commitments and the two-step chain.
//!
//! Invariant: what is built here passes the strict verifier and is the only spelling of its content
//! (audit-log §4.2, §4.13 rule 1). What the events mean is `wire_v1`'s business.

use super::digest::{Digest, hex_128};

/// Longest line, its line feed included (audit-log §4.2).
pub const LINE_BYTES_MAX: usize = 65_536;

/// Room for the spelled texts of one record, in bytes, beside its envelope. The longest envelope
/// and its commitments stay below the rest; callers that split texts measure with [`spelled_len`].
pub const TEXT_ROOM_BYTES: usize = 60_000;

/// A line, ready for one write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodedLine {
    /// The exact bytes, line feed included.
    pub bytes: Vec<u8>,
    /// The digest that the next line names as its predecessor.
    pub head: Digest,
}

/// A sensitive text and the salt that hides it (audit-log §4.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// The field's name, `a-z` and `_`.
    pub name: &'static str,
    /// 128 random bits.
    pub salt: [u8; 16],
    /// The text.
    pub text: String,
}

impl Disclosure {
    /// What stands for the text in the hashed column.
    #[must_use]
    pub fn commitment(&self) -> Digest {
        commit(self.name, &hex_128(self.salt), &self.text)
    }
}

/// The salted commitment to one field: SHA-256 of `salt:name:text` (audit-log §4.4).
#[must_use]
pub fn commit(name: &str, salt: &str, text: &str) -> Digest {
    let colon = b":".as_slice();
    Digest::of_parts(&[salt.as_bytes(), colon, name.as_bytes(), colon, text.as_bytes()])
}

/// Whether writers escape `c` besides what JSON demands: DEL, C1 controls, line and paragraph
/// separators, and every control of writing direction. Printing a log must not drive a terminal.
#[must_use]
pub const fn is_escaped_by_writers(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Appends `text` as a JSON string in the log's one spelling: short escapes where JSON has them,
/// `\u` with four lower-case digits for the others, everything else as it is.
pub fn push_json_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{9}' => out.push_str("\\t"),
            '\u{a}' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\u{d}' => out.push_str("\\r"),
            c if c < ' ' || is_escaped_by_writers(c) => push_escape(out, c),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// `\u` and four digits; only characters below U+10000 are ever escaped.
fn push_escape(out: &mut String, c: char) {
    out.push_str("\\u");
    for shift in [12, 8, 4, 0] {
        out.extend(char::from_digit(u32::from(c) >> shift & 15, 16));
    }
}

/// Bytes that `text` takes in a line, its quotes included.
#[must_use]
pub fn spelled_len(text: &str) -> usize {
    let mut out = String::with_capacity(text.len() + 2);
    push_json_string(&mut out, text);
    out.len()
}

/// Gives serialised JSON the log's spelling: the characters that JSON allows raw and writers
/// escape. They occur only inside strings, so no parsing is needed.
#[must_use]
pub fn spell(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_escaped_by_writers(c) { push_escape(&mut out, c) } else { out.push(c) }
    }
    out
}

/// Builds the line of `event`, a serialised JSON object, after the line whose digest is `prev`.
///
/// Returns `None` when the line would be longer than [`LINE_BYTES_MAX`].
#[must_use]
pub fn build(event: &str, disclosures: &[Disclosure], prev: Digest) -> Option<EncodedLine> {
    let mut line = format!("{{\"e\":{},", spell(event));
    let column_1 = Digest::of(line.as_bytes());
    let head = chain(prev, column_1);
    line.push('\t');
    push_disclosures(&mut line, disclosures);
    line.push('\t');
    line.push_str("\"p\":\"");
    line.push_str(&prev.to_string());
    line.push_str("\",\"h\":\"");
    line.push_str(&head.to_string());
    line.push_str("\"}\n");
    (line.len() <= LINE_BYTES_MAX).then(|| EncodedLine { bytes: line.into_bytes(), head })
}

/// The digest that a whole line continues, as written there; not checked.
#[must_use]
pub fn prev_of(line: &[u8]) -> Option<Digest> {
    let rest = line.strip_suffix(b"\"}\n")?;
    let rest = rest.get(..rest.len().checked_sub(64)?)?.strip_suffix(b"\",\"h\":\"")?;
    Digest::from_hex(rest.get(rest.len().checked_sub(64)?..)?)
}

/// The digest that a whole line ends with, as written there; not checked.
#[must_use]
pub fn head_of(line: &[u8]) -> Option<Digest> {
    let rest = line.strip_suffix(b"\"}\n")?;
    Digest::from_hex(rest.get(rest.len().checked_sub(64)?..)?)
}

/// The digest of a line from its predecessor's and its first column's (audit-log §4.2).
#[must_use]
pub fn chain(prev: Digest, column_1: Digest) -> Digest {
    let mut spelled = [0; 128];
    spelled[..64].copy_from_slice(&prev.to_hex());
    spelled[64..].copy_from_slice(&column_1.to_hex());
    Digest::of(&spelled)
}

fn push_disclosures(line: &mut String, disclosures: &[Disclosure]) {
    if disclosures.is_empty() {
        return;
    }
    line.push_str("\"d\":{");
    for (position, disclosure) in disclosures.iter().enumerate() {
        if position > 0 {
            line.push(',');
        }
        push_json_string(line, disclosure.name);
        line.push_str(":[");
        push_json_string(line, &hex_128(disclosure.salt));
        line.push(',');
        push_json_string(line, &disclosure.text);
        line.push(']');
    }
    line.push_str("},");
}

/// Head and length of a log that had this head and these lines, behind the lines of `bytes`.
#[must_use]
pub fn end_of(bytes: &[u8], head: Digest, lines: u64) -> (Digest, u64) {
    let all = bytes.split_inclusive(|byte| *byte == b'\n');
    all.fold((head, lines), |(head, lines), line| (head_of(line).unwrap_or(head), lines + 1))
}
