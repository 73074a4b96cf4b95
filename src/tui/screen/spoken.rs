//! What several screens say in the same way: labels, marks, steps.

use crate::domain::place::Mark;
use crate::domain::state::Run;
use crate::i18n::fill;
use crate::tui::speech::{capitalised, flat, sentence_case};
use crate::tui::view::View;

/// A label of the screen and its text as one statement; a text without a label stands alone.
pub(super) fn labelled(label: &str, text: &str, view: &View) -> String {
    let label = label.trim();
    if label.is_empty() {
        return text.to_owned();
    }
    // A placeholder is written as it is typed, and some labels bring their colon.
    let label = if label.starts_with('<') { label.to_owned() } else { sentence_case(label) };
    let label = label.trim_end_matches(':').trim_end();
    fill(&view.words.screen.linear.labelled, &[("label", label), ("text", text)])
}

/// Several texts under one label, numbered where there is more than one.
pub(super) fn numbered(label: &str, texts: &[&str], view: &View) -> Vec<String> {
    let words = &view.words.screen.linear;
    let one = |(at, text): (usize, &&str)| {
        let n = (at + 1).to_string();
        let label = match texts.len() {
            0 | 1 => label.to_owned(),
            _ if label.is_empty() => n,
            _ => fill(&words.numbered, &[("label", label), ("n", &n)]),
        };
        labelled(&label, text, view)
    };
    texts.iter().enumerate().map(one).collect()
}

/// The mark of a step as a word (R150).
pub(super) fn mark(run: &Run, index: usize, view: &View) -> &'static str {
    let words = &view.words.screen.linear;
    let answered = run.steps.get(index).and_then(|step| step.answered.as_ref());
    if answered.is_some_and(|answered| view.session.is_unsaved(&answered.event)) {
        return &words.not_saved;
    }
    match run.mark(index) {
        Mark::Todo => &words.todo,
        Mark::Done => &words.done,
        Mark::DoneByTwo => &words.by_two,
        Mark::Waiting => &words.waiting,
        Mark::Later => &words.later,
        Mark::NotApplicable => &words.not_applicable,
        Mark::Skipped => &words.skipped,
        Mark::CouldNot => &words.could_not,
    }
}

/// What is said, without what is empty.
pub(super) fn joined<'t>(parts: impl IntoIterator<Item = &'t str>) -> String {
    let mut out = String::new();
    for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
        if !out.is_empty() {
            out.push_str(if out.ends_with(['?', '!', '.']) { " " } else { ", " });
        }
        out.push_str(part);
    }
    out
}

/// A question of the screen, without the capitals that make it stand out there.
pub(super) fn question(text: &str) -> String {
    // A single letter is a key, unless it stands among words that are shouted: À, A.
    let mut is_among = false;
    let words = text.split(' ').map(|word| {
        let has_letters = word.chars().any(char::is_alphabetic);
        let is_large = has_letters && word.to_uppercase() == word;
        let is_single = word.chars().count() == 1;
        let is_shouted = is_large && (is_among || !is_single);
        is_among = is_shouted;
        if is_shouted { word.to_lowercase() } else { word.to_owned() }
    });
    capitalised(&flat(&words.collect::<Vec<_>>().join(" ")))
}
