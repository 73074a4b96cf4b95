//! From bytes of unknown size to text: bounded, decoded, and free of characters that lie.
//!
//! Invariant: at most [`FILE_BYTES_MAX`] + 1 bytes are ever read, whatever the reader has.

use std::io::{self, Read};

use crate::diagnostics::{Code, Diagnostic, SourceSpan, escape};

/// Largest runbook file, in bytes. The shipped ones stay under 100 KiB.
pub const FILE_BYTES_MAX: u64 = 1024 * 1024;

/// What came out of a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounded {
    /// The text; what could be decoded of it when there are findings.
    pub text: String,
    /// Why it is not used, if so.
    pub findings: Vec<Diagnostic>,
}

/// Reads a whole runbook file. `bytes_known` is its size when the outside knows it: a file that
/// says it is too large is not read at all.
///
/// # Errors
/// Those of the reader.
pub fn read(reader: impl Read, bytes_known: Option<u64>) -> io::Result<Bounded> {
    if let Some(bytes) = bytes_known.filter(|bytes| *bytes > FILE_BYTES_MAX) {
        return Ok(refused(Code::FileTooLarge, Some(bytes)));
    }
    let mut bytes = Vec::new();
    reader.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes)?;
    Ok(decode(&bytes))
}

/// Decodes the bytes of a runbook file.
#[must_use]
pub fn decode(bytes: &[u8]) -> Bounded {
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return refused(Code::FileTooLarge, None);
    }
    if looks_wide(bytes) {
        return refused(Code::OtherEncoding, None);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Bounded { text: text.to_owned(), findings: Vec::new() },
        Err(error) => {
            let at = error.valid_up_to();
            let text = String::from_utf8_lossy(bytes).into_owned();
            let place = SourceSpan::new(at, at + '\u{fffd}'.len_utf8());
            let byte = bytes.get(at).copied().unwrap_or_default();
            let finding = Diagnostic::new(Code::NotUtf8, place);
            Bounded { text, findings: vec![finding.fact("byte", format!("0x{byte:02X}"))] }
        }
    }
}

fn refused(code: Code, bytes: Option<u64>) -> Bounded {
    let mib = FILE_BYTES_MAX / 1024 / 1024;
    let size = bytes.map_or_else(|| format!("> {mib} MiB"), |bytes| format!("{bytes} B"));
    let finding = Diagnostic::new(code, SourceSpan::at(0)).fact("size", size).fact("max", mib);
    Bounded { text: String::new(), findings: vec![finding] }
}

/// UTF-16 and UTF-32, with their mark or with the zero bytes that ASCII text has there.
fn looks_wide(bytes: &[u8]) -> bool {
    let has_mark = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let head = bytes.get(..4).unwrap_or(bytes);
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    has_mark || (head.len() == 4 && zeros >= 2)
}

/// Finds characters that must not stand anywhere in a runbook file. A byte-order mark at the very
/// beginning is harmless and accepted.
#[must_use]
pub fn hidden_characters(text: &str, findings_max: usize) -> Vec<Diagnostic> {
    let is_bad = |at: usize, c: char| {
        let is_layout = matches!(c, '\n' | '\t')
            || (c == '\r' && text.get(at..).is_some_and(|rest| rest.starts_with("\r\n")));
        let is_mark = at == 0 && c == '\u{feff}';
        !is_layout && !is_mark && (escape::is_control(c) || escape::is_hidden(c))
    };
    let bad = text.char_indices().filter(|(at, c)| is_bad(*at, *c)).take(findings_max);
    bad.map(|(at, c)| {
        let code =
            if escape::is_control(c) { Code::ControlCharacter } else { Code::HiddenCharacter };
        let place = SourceSpan::new(at, at + c.len_utf8());
        Diagnostic::new(code, place).fact("character", format!("U+{:04X}", u32::from(c)))
    })
    .collect()
}
