//! The two passes over one file, the second reader, and the order of what they found.
//!
//! Invariant: there is a runbook exactly when no finding is an error.

use super::names::LawUse;
use super::reader::Reader;
use super::{document, resolve};
use crate::diagnostics::{Code, Diagnostic, SourceSpan};
use crate::domain::runbook::Runbook;
use crate::runbook::node::Node;
use crate::runbook::{bytes, raw, yaml};

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
    if text.len() as u64 > bytes::FILE_BYTES_MAX {
        let refused = bytes::decode(text.as_bytes());
        return Loaded {
            runbook: None,
            tree: None,
            findings: refused.findings,
            includes: Vec::new(),
            law_uses: Vec::new(),
        };
    }
    let mut findings = bytes::hidden_characters(text, yaml::FINDINGS_MAX);
    let (tree, reported) = yaml::tree(text);
    findings.extend(reported);
    let mut runbook = None;
    let mut includes = Vec::new();
    let mut law_uses = Vec::new();
    if let Some(root) = &tree {
        let mut reader = Reader::default();
        runbook = document::read(&mut reader, root);
        resolve::all(&mut reader);
        includes = std::mem::take(&mut reader.names.includes);
        law_uses = std::mem::take(&mut reader.names.law_uses);
        findings.append(&mut reader.findings);
    }
    if runbook.is_none() && !findings.iter().any(Diagnostic::is_error) {
        findings.push(Diagnostic::new(Code::Ambiguous, SourceSpan::at(0)).fact("reader", ""));
    }
    if !findings.iter().any(Diagnostic::is_error)
        && let Err((reader, place)) = yaml::decode::<raw::Runbook>(text)
    {
        findings.push(Diagnostic::new(Code::Ambiguous, place).fact("reader", reader));
    }
    let findings = settle(findings);
    let is_refused = findings.iter().any(Diagnostic::is_error);
    Loaded { runbook: runbook.filter(|_| !is_refused), tree, findings, includes, law_uses }
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
