//! The question and the prompt: choices with their numbers, commands with what they do.

use super::page::{COLUMNS, PAUSE_LINES};
use crate::i18n::fill;
use crate::tui::intent::Intent;
use crate::tui::screen::Live;
use crate::tui::speech::{Choice, Prompt, Speech, capitalised, sentence};
use crate::tui::typed;
use crate::tui::view::View;
use unicode_width::UnicodeWidthStr;

/// So many choices may stand behind their question, where they fit on its line.
const BESIDE_MAX: usize = 4;

/// The question and what can be chosen; a long list of choices is a list.
#[must_use]
pub fn question(speech: &Speech) -> Vec<String> {
    let number = |(at, words): (usize, &str)| format!("{} {}", at + 1, sentence(words));
    let words = speech.choices.iter().map(|choice| choice.words.as_str());
    let numbered: Vec<String> = words.enumerate().map(number).collect();
    let has_heads = speech.choices.iter().any(|choice| choice.head.is_some());
    let question = speech.question.as_deref().map(|words| sentence(&capitalised(words)));
    if !has_heads && (1..=BESIDE_MAX).contains(&numbered.len()) {
        let question = question.as_deref().unwrap_or_default();
        let line = format!("{question} {}", numbered.join(" "));
        if line.width() <= COLUMNS {
            return vec![line.trim().to_owned()];
        }
    }
    let mut lines: Vec<String> = question.into_iter().collect();
    for (choice, text) in speech.choices.iter().zip(numbered) {
        lines.extend(choice.head.clone());
        lines.push(text);
    }
    lines
}

/// Of a long list of choices that was just heard, those that are others now.
#[must_use]
pub fn changed(speech: &Speech, known: &Speech) -> Vec<String> {
    let is_short = speech.choices.len() <= PAUSE_LINES || speech.prompt != Prompt::Choice;
    if is_short || known.choices.is_empty() {
        return question(speech);
    }
    let all = speech.choices.iter().enumerate();
    let is_new = |(at, choice): &(usize, &Choice)| {
        known.choices.get(*at).is_none_or(|known| known.words != choice.words)
    };
    all.filter(is_new)
        .flat_map(|(at, choice)| {
            let text = format!("{} {}", at + 1, sentence(&choice.words));
            choice.head.clone().into_iter().chain([text])
        })
        .collect()
}

/// Whether the choices are so many that they are told like a list.
#[must_use]
pub fn is_long(lines: &[String]) -> bool {
    lines.len() > PAUSE_LINES
}

/// What else can be typed where a number is asked for; nothing elsewhere.
#[must_use]
pub fn others(speech: &Speech, keys: &[Live], view: &View) -> Option<String> {
    let words = &view.words.screen.linear;
    let is_search = speech.prompt == Prompt::Search;
    if speech.prompt != Prompt::Choice && !is_search {
        return None;
    }
    // Where a number does it, Enter has nothing of its own.
    let is_taken =
        |choice: &Choice| matches!(choice.presses.last(), Some(Intent::Enter | Intent::Space));
    let enter = is_search || speech.choices.iter().any(is_taken);
    let mut commands = commands(keys, view);
    commands.retain(|(intent, _)| {
        let is_hidden = speech.hidden.contains(intent) || (*intent == Intent::Enter && enter);
        !is_hidden
    });
    let mut texts: Vec<String> = commands.into_iter().map(|(_, text)| text).collect();
    if is_search {
        texts.insert(0, words.search.clone());
    }
    let line = |texts: &[String]| fill(&words.others, &[("keys", &texts.join(", "))]);
    (!texts.is_empty()).then(|| fitted(texts, line))
}

/// The line that stands where somebody types.
#[must_use]
pub fn prompt(speech: &Speech, keys: &[Live], view: &View) -> String {
    let words = &view.words.screen.linear;
    match &speech.prompt {
        Prompt::Field(wanted) => {
            let is_blank = wanted.held.trim().is_empty();
            let template = match (&wanted.lone, is_blank) {
                (None, _) => &words.field,
                (Some(_), true) => &words.field_skips,
                (Some(_), false) => &words.field_keeps,
            };
            let label = wanted.label.trim_end_matches(':').trim_end();
            fill(template, &[("label", label)])
        }
        Prompt::Choice | Prompt::Search => match speech.default {
            Some(at) => fill(&words.choice_default, &[("n", &(at + 1).to_string())]),
            None => words.choice.clone(),
        },
        Prompt::Command | Prompt::Told | Prompt::Nothing => {
            let texts = commands(keys, view).into_iter().map(|(_, text)| text).collect();
            fitted(texts, |texts| fill(&words.command, &[("keys", &texts.join(", "))]))
        }
    }
}

/// The commands that work now, each with what it does.
fn commands(keys: &[Live], view: &View) -> Vec<(Intent, String)> {
    let mut commands: Vec<(Intent, String)> = Vec::new();
    for live in keys {
        let named = live.intents.iter().find_map(|intent| {
            let name = typed::name(*intent, view.lang, view.keyboard)?;
            Some((*intent, name))
        });
        let Some((intent, name)) = named else { continue };
        if commands.iter().all(|(known, _)| *known != intent) {
            commands.push((intent, format!("{name} {}", live.does.to_lowercase())));
        }
    }
    // Help stands last, where a search for it ends.
    commands.sort_by_key(|(intent, _)| *intent == Intent::Help);
    commands
}

/// As many of the texts as the line has room for; the last one always.
fn fitted(texts: Vec<String>, line: impl Fn(&[String]) -> String) -> String {
    let mut texts = texts;
    while texts.len() > 2 && line(&texts).width() > COLUMNS {
        texts.remove(texts.len() - 2);
    }
    line(&texts)
}
