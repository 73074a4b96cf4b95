//! One finding: a code, its facts, and where it is.
//!
//! No prose. The headline, the annotation and the way out belong to the code and are worded by
//! [`super::speech::Speech`]; the code is the key of all three.

use std::fmt::Display;

use super::code::{Code, Severity};
use super::source::SourceSpan;

/// A value that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Shown as it is, escaped.
    Shown(String),
    /// A word that each language has its own form of.
    Word(Word),
}

/// Words that facts need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// A text or number.
    Scalar,
    /// A list.
    List,
    /// A map of keys.
    Map,
    /// A text.
    Text,
    /// A whole number.
    Number,
    /// Nothing.
    Nothing,
    /// The English text.
    English,
    /// The French text.
    French,
    /// A character that needs `AltGr`.
    AltGr,
    /// Characters that look alike.
    Alike,
    /// Too many characters.
    Long,
}

/// What a secondary place has to do with the finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// It stood here before.
    First,
    /// The decision in question.
    Decision,
    /// The step in question.
    Step,
    /// The phase in question.
    Phase,
    /// The first text of the other form.
    OtherForm,
}

/// A change that settles the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub span: SourceSpan,
    /// By what.
    pub replacement: String,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub code: Code,
    /// Named values for the texts.
    pub facts: Vec<(&'static str, Fact)>,
    /// Where, as narrow as can be.
    pub primary: SourceSpan,
    /// Other places that explain it.
    pub secondary: Vec<(SourceSpan, Label)>,
    /// A change that settles it, when there is one that needs no thought.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding without facts.
    #[must_use]
    pub fn new(code: Code, primary: SourceSpan) -> Self {
        Self { code, facts: Vec::new(), primary, secondary: Vec::new(), fix: None }
    }

    /// How grave it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Whether it refuses the runbook.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }

    /// Names a value.
    #[must_use]
    pub fn fact(mut self, name: &'static str, value: impl Display) -> Self {
        self.facts.push((name, Fact::Shown(format!("{value}"))));
        self
    }

    /// Names a word that is translated.
    #[must_use]
    pub fn word(mut self, name: &'static str, word: Word) -> Self {
        self.facts.push((name, Fact::Word(word)));
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn also(mut self, span: SourceSpan, label: Label) -> Self {
        self.secondary.push((span, label));
        self
    }

    /// Proposes a replacement of the primary place.
    #[must_use]
    pub fn replace_by(mut self, text: &str) -> Self {
        self.fix = Some(Fix { span: self.primary, replacement: text.to_owned() });
        self
    }
}
