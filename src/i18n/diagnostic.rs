//! Words for findings in runbook files.
//!
//! Invariant: every code has a headline, an annotation and a way out; a missing or unknown code
//! makes the locale file unreadable, which a test would show.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::Error;

use super::fill;
use crate::diagnostics::speech::Speech;
use crate::diagnostics::{Code, Diagnostic, Fact, Label, Severity, Word, escape};

/// Longest value that a text shows, in characters.
const FACT_CHARS_MAX: usize = 120;

/// The section.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiagnosticTexts {
    severity: SeverityTexts,
    advice_title: String,
    fix: String,
    labels: LabelTexts,
    words: WordTexts,
    codes: CodeTexts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeverityTexts {
    error: String,
    warning: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelTexts {
    first: String,
    decision: String,
    step: String,
    phase: String,
    other_form: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordTexts {
    scalar: String,
    list: String,
    map: String,
    text: String,
    number: String,
    nothing: String,
    english: String,
    french: String,
    alt_gr: String,
    alike: String,
    long: String,
}

/// The texts of one code.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeText {
    /// What is wrong, in one line.
    pub headline: String,
    /// A few words beside the marked place.
    pub annotation: String,
    /// What to do.
    pub advice: String,
}

/// The texts of all codes, in the order of [`Code::ALL`].
#[derive(Debug, Deserialize)]
#[serde(try_from = "BTreeMap<String, CodeText>")]
struct CodeTexts(BTreeMap<Code, CodeText>);

impl TryFrom<BTreeMap<String, CodeText>> for CodeTexts {
    type Error = serde::de::value::Error;

    fn try_from(mut named: BTreeMap<String, CodeText>) -> Result<Self, Self::Error> {
        let mut texts = BTreeMap::new();
        for code in Code::ALL {
            let text = named.remove(code.as_str());
            let missing = || Self::Error::custom(format!("no text for {code}"));
            texts.insert(*code, text.ok_or_else(missing)?);
        }
        match named.into_keys().next() {
            Some(unknown) => Err(Self::Error::custom(format!("text for the unknown {unknown}"))),
            None => Ok(Self(texts)),
        }
    }
}

impl DiagnosticTexts {
    /// The templates of a code, with their placeholders.
    #[must_use]
    pub fn of(&self, code: Code) -> &CodeText {
        static NONE: CodeText =
            CodeText { headline: String::new(), annotation: String::new(), advice: String::new() };
        self.codes.0.get(&code).unwrap_or(&NONE)
    }

    fn word(&self, word: Word) -> &str {
        let words = &self.words;
        match word {
            Word::Scalar => &words.scalar,
            Word::List => &words.list,
            Word::Map => &words.map,
            Word::Text => &words.text,
            Word::Number => &words.number,
            Word::Nothing => &words.nothing,
            Word::English => &words.english,
            Word::French => &words.french,
            Word::AltGr => &words.alt_gr,
            Word::Alike => &words.alike,
            Word::Long => &words.long,
        }
    }

    fn filled(&self, template: &str, finding: &Diagnostic) -> String {
        let values: Vec<(&str, String)> = finding
            .facts
            .iter()
            .map(|(name, fact)| match fact {
                Fact::Shown(text) => (*name, escape::shortened(text, FACT_CHARS_MAX)),
                Fact::Word(word) => (*name, self.word(*word).to_owned()),
            })
            .collect();
        let values: Vec<(&str, &str)> =
            values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fill(template, &values)
    }
}

impl Speech for DiagnosticTexts {
    fn headline(&self, finding: &Diagnostic) -> String {
        self.filled(&self.of(finding.code).headline, finding)
    }

    fn annotation(&self, finding: &Diagnostic) -> String {
        self.filled(&self.of(finding.code).annotation, finding)
    }

    fn advice(&self, finding: &Diagnostic) -> String {
        self.filled(&self.of(finding.code).advice, finding)
    }

    fn label(&self, label: Label) -> &str {
        match label {
            Label::First => &self.labels.first,
            Label::Decision => &self.labels.decision,
            Label::Step => &self.labels.step,
            Label::Phase => &self.labels.phase,
            Label::OtherForm => &self.labels.other_form,
        }
    }

    fn severity(&self, severity: Severity) -> &str {
        match severity {
            Severity::Error => &self.severity.error,
            Severity::Warning => &self.severity.warning,
        }
    }

    fn advice_title(&self) -> &str {
        &self.advice_title
    }

    fn fix(&self, replacement: &str) -> String {
        fill(&self.fix, &[("replacement", replacement)])
    }
}
