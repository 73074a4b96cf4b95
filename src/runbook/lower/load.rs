//! The two passes over one file, the second reader, and the order of what they found.
//!
//! Invariant: there is a runbook exactly when no finding is an error.

use serde::de::DeserializeOwned;

use super::names::LawUse;
use super::reader::Reader;
use super::{card, document, resolve};
use crate::diagnostics::{Code, Diagnostic, SourceSpan};
use crate::domain::card::Card;
use crate::domain::runbook::Runbook;
use crate::runbook::node::Node;
use crate::runbook::{bytes, raw, raw_card, yaml};

/// What came of reading one file.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The runbook, when there was no error.
    pub runbook: Option<Runbook>,
    /// The tree, for the places of lint findings.
    pub tree: Option<Node>,
    /// Everything that was found, in the order of the file.
    pub findings: Vec<Diagnostic>,
    /// The included runbooks and where they are named, for a check against the library.
    pub includes: Vec<(String, SourceSpan)>,
    /// What steps name of the law and where, for a check against the clocks at hand.
    pub law_uses: Vec<(LawUse, SourceSpan)>,
    /// The command cards and where they are named, likewise.
    pub cards: Vec<(String, SourceSpan)>,
}

/// What came of reading the file of a command card.
#[derive(Clone, Debug)]
pub struct LoadedCard {
    /// The card, when there was no error.
    pub card: Option<Card>,
    /// The tree, for the places of lint findings.
    pub tree: Option<Node>,
    /// Everything that was found, in the order of the file.
    pub findings: Vec<Diagnostic>,
}

/// Reads a runbook. It is `None` exactly when a finding is an error.
#[must_use]
pub fn load(text: &str) -> (Option<Runbook>, Vec<Diagnostic>) {
    let loaded = parse(text);
    (loaded.runbook, loaded.findings)
}

/// Reads a runbook that must be without errors, as one kept in a log is.
///
/// # Errors
/// The codes of what was found.
pub fn read(text: &str) -> Result<Runbook, String> {
    let (runbook, findings) = load(text);
    runbook.ok_or_else(|| {
        let codes: Vec<_> = findings.iter().map(|finding| finding.code.as_str()).collect();
        codes.join(", ")
    })
}

/// Reads a runbook and keeps what later checks need.
#[must_use]
pub fn parse(text: &str) -> Loaded {
    let read = |reader: &mut Reader, root: &Node| {
        let runbook = document::read(reader, root);
        resolve::all(reader);
        runbook
    };
    let mut reader = Reader::default();
    let (runbook, tree, findings) = survey::<_, raw::Runbook>(text, &mut reader, read);
    let (includes, cards) = (reader.names.includes, reader.names.cards);
    let law_uses = reader.names.law_uses;
    Loaded { runbook, tree, findings, includes, law_uses, cards }
}

/// Reads a command card.
#[must_use]
pub fn parse_card(text: &str) -> LoadedCard {
    let mut reader = Reader::default();
    let (card, tree, findings) = survey::<_, raw_card::Card>(text, &mut reader, card::read);
    LoadedCard { card, tree, findings }
}

pub(in crate::runbook) type Surveyed<T> = (Option<T>, Option<Node>, Vec<Diagnostic>);

/// Reads a file of one kind: bytes, tree, `read` on the tree, and serde's decoding into `R` as the
/// second reader. There is a value exactly when no finding is an error.
pub(in crate::runbook) fn survey<T, R: DeserializeOwned>(
    text: &str,
    reader: &mut Reader,
    read: impl FnOnce(&mut Reader, &Node) -> Option<T>,
) -> Surveyed<T> {
    if text.len() as u64 > bytes::FILE_BYTES_MAX {
        return (None, None, bytes::decode(text.as_bytes()).findings);
    }
    let mut findings = bytes::hidden_characters(text, yaml::FINDINGS_MAX);
    let (tree, reported) = yaml::tree(text);
    findings.extend(reported);
    let value = tree.as_ref().and_then(|root| read(reader, root));
    findings.append(&mut reader.findings);
    if value.is_none() && !findings.iter().any(Diagnostic::is_error) {
        findings.push(Diagnostic::new(Code::Ambiguous, SourceSpan::at(0)).fact("reader", ""));
    }
    if !findings.iter().any(Diagnostic::is_error)
        && let Err((reader, place)) = yaml::decode::<R>(text)
    {
        findings.push(Diagnostic::new(Code::Ambiguous, place).fact("reader", reader));
    }
    let findings = settle(findings);
    let is_refused = findings.iter().any(Diagnostic::is_error);
    (value.filter(|_| !is_refused), tree, findings)
}

/// In the order of the file, without repetitions, and not more than a person can use.
pub(in crate::runbook) fn settle(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.sort_by_key(|finding| (finding.primary.start, finding.code));
    findings.dedup();
    let count = findings.len();
    if count > yaml::FINDINGS_MAX {
        findings.truncate(yaml::FINDINGS_MAX);
        let place = findings.last().map_or(SourceSpan::at(0), |last| last.primary);
        let note = Diagnostic::new(Code::TooManyFindings, place);
        findings.push(note.fact("max", yaml::FINDINGS_MAX));
    }
    findings
}
