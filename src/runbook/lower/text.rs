//! Texts for people: plain or in both languages, visible, of one or several lines.

use super::field::Fields;
use super::reader::{Reader, first_line};
use crate::diagnostics::{Code, Diagnostic, Label, Word, escape};
use crate::domain::text::{Lang, Text};
use crate::runbook::node::{Form, Node, Value};

/// Whether a text may have line breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runbook) enum Lines {
    /// Titles and names.
    One,
    /// Everything else.
    Many,
}

/// Reads a text that exists in one or both languages.
pub(in crate::runbook) fn read(reader: &mut Reader, node: &Node, lines: Lines) -> Option<Text> {
    match &node.value {
        Value::Scalar { text, form: Form::Text } => {
            reader.plain_texts.push(node.span);
            visible(reader, node, text, lines).map(Text::Plain)
        }
        Value::Map(_) => {
            reader.translated_texts.push(first_line(node));
            let fields = Fields::open(reader, node, &["en", "fr"])?;
            let en = one_language(reader, fields, Lang::En, lines);
            let fr = one_language(reader, fields, Lang::Fr, lines);
            Some(Text::Both { en: en?, fr: fr? })
        }
        _ => {
            reader.wrong_type(node, Word::Text);
            None
        }
    }
}

/// Reads a list of texts; nothing when the key is absent.
pub(in crate::runbook) fn read_list(reader: &mut Reader, node: Option<&Node>) -> Option<Vec<Text>> {
    let Some(node) = node else { return Some(Vec::new()) };
    let items = reader.list(node)?;
    let texts: Vec<Option<Text>> =
        items.iter().map(|item| read(reader, item, Lines::Many)).collect();
    texts.into_iter().collect()
}

/// A text of one line that is not translated, such as a publisher's name.
pub(in crate::runbook) fn read_untranslated(reader: &mut Reader, node: &Node) -> Option<String> {
    let text = reader.plain(node)?;
    visible(reader, node, text, Lines::One)
}

fn one_language(
    reader: &mut Reader,
    fields: Fields<'_>,
    lang: Lang,
    lines: Lines,
) -> Option<String> {
    let Some(node) = fields.get(lang.code()) else {
        let word = if lang == Lang::En { Word::English } else { Word::French };
        let finding = Diagnostic::new(Code::MissingTranslation, fields.beginning());
        reader.report(finding.word("language", word).fact("key", lang.code()));
        return None;
    };
    if node.value == Value::Null {
        reader.report(Diagnostic::new(Code::EmptyText, fields.key_place(lang.code())));
        return None;
    }
    let text = reader.plain(node)?;
    visible(reader, node, text, lines)
}

/// Checks what YAML's escapes may have put into a text, and drops the blanks at its ends.
fn visible(reader: &mut Reader, node: &Node, text: &str, lines: Lines) -> Option<String> {
    let text = text.trim();
    let is_blank = |c: char| c.is_whitespace() || escape::is_control(c) || escape::is_hidden(c);
    if text.chars().all(is_blank) {
        reader.report(Diagnostic::new(Code::EmptyText, node.span));
        return None;
    }
    let bad =
        text.chars().find(|c| *c != '\n' && (escape::is_control(*c) || escape::is_hidden(*c)));
    if let Some(c) = bad {
        let code =
            if escape::is_control(c) { Code::ControlCharacter } else { Code::HiddenCharacter };
        let finding = Diagnostic::new(code, node.span);
        reader.report(finding.fact("character", format!("U+{:04X}", u32::from(c))));
        return None;
    }
    if lines == Lines::One && text.contains('\n') {
        reader.report(Diagnostic::new(Code::LineBreak, node.span));
        return None;
    }
    Some(text.to_owned())
}

/// Reports the texts of the rarer form when a file uses both.
pub(in crate::runbook) fn report_mixture(reader: &mut Reader) {
    let plain = std::mem::take(&mut reader.plain_texts);
    let translated = std::mem::take(&mut reader.translated_texts);
    let (few, many) =
        if plain.len() > translated.len() { (translated, plain) } else { (plain, translated) };
    let Some(usual) = many.first().copied() else { return };
    for span in few {
        let finding = Diagnostic::new(Code::MixedTexts, span);
        reader.report(finding.also(usual, Label::OtherForm));
    }
}

/// The languages of a file: both, or the one that its plain texts are most likely in.
pub(in crate::runbook) fn languages<'t>(texts: impl Iterator<Item = &'t Text>) -> Vec<Lang> {
    let mut french = 0_usize;
    let mut english = 0_usize;
    for text in texts {
        let Text::Plain(text) = text else { return Lang::ALL.to_vec() };
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            let word = word.to_lowercase();
            let has_accent = word.contains(['é', 'è', 'ê', 'à', 'ù', 'ç', 'î', 'ô', 'û']);
            let is_french = ["le", "la", "les", "de", "du", "des", "un", "une", "et", "ne", "ou"];
            let is_english = ["the", "of", "and", "to", "is", "are", "not", "with", "for", "or"];
            french += usize::from(has_accent || is_french.contains(&word.as_str()));
            english += usize::from(is_english.contains(&word.as_str()));
        }
    }
    if french > english { vec![Lang::Fr] } else { vec![Lang::En] }
}
