//! The words that the renderers ask for. The catalogue implements it in both languages.

use super::code::Severity;
use super::diagnostic::{Diagnostic, Label};

/// Words for findings, with the facts already put in and escaped.
pub trait Speech {
    /// What is wrong, in one line.
    fn headline(&self, finding: &Diagnostic) -> String;
    /// A few words beside the marked place.
    fn annotation(&self, finding: &Diagnostic) -> String;
    /// What to do.
    fn advice(&self, finding: &Diagnostic) -> String;
    /// What another marked place is.
    fn label(&self, label: Label) -> &str;
    /// "error" or "warning".
    fn severity(&self, severity: Severity) -> &str;
    /// The word in front of the advice.
    fn advice_title(&self) -> &str;
    /// The sentence that offers a replacement.
    fn fix(&self, replacement: &str) -> String;
}
