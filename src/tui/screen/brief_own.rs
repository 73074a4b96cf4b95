//! Lines of the briefing in a person's own words, for this hand-over (R57).
//!
//! The draft stays what it is: an own line stands in its place until it is emptied, and goes to the
//! log with the hand-over. Esc keeps what was typed: the line is offered with it again.

use std::collections::BTreeMap;

use super::brief_rows::{self, Told};
use super::contract::{Live, Outcome};
use crate::domain::decide::TEXT_BYTES_MAX;
use crate::domain::own_words::OwnWords;
use crate::tui::app::is_open;
use crate::tui::intent::Intent;
use crate::tui::view::View;
use crate::tui::widget::Field;

/// What was typed for a line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Own {
    text: String,
    /// Whether Enter was pressed on it; until then the drafted words stand.
    is_kept: bool,
}

/// Before the name of a line in a draft: whether it was kept, or only begun.
const KEPT: char = '+';
const BEGUN: char = '-';

/// The lines in own words, and the one that is being written.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnLines {
    lines: BTreeMap<String, Own>,
    /// The line that is picked, in the order of the briefing; none while it is only read.
    pub(super) at: Option<usize>,
    /// The name of the line that is being written.
    writing: Option<(String, Field)>,
}

impl OwnLines {
    /// What is said in the place of the line of this name.
    pub(super) fn kept(&self, name: &str) -> Option<&str> {
        self.lines.get(name).filter(|own| own.is_kept).map(|own| own.text.as_str())
    }

    /// The field of the line that is being written.
    pub(super) fn field(&self) -> Option<&Field> {
        self.writing.as_ref().map(|(_, field)| field)
    }

    /// The drafted words of that line; none when the briefing tells of it no more.
    pub(super) fn drafted(&self, view: &View) -> Option<String> {
        let (name, _) = self.writing.as_ref()?;
        let told = brief_rows::told(view, &Self::default());
        told.into_iter().find(|told| told.name == *name).map(|told| told.text)
    }

    /// Whether letters are text.
    pub(super) const fn is_writing(&self) -> bool {
        self.writing.is_some()
    }

    /// What the hand-over records: the lines that the briefing has now, in its order.
    pub(super) fn order(&self, view: &View) -> Vec<OwnWords> {
        let own = |told: Told| {
            let text = self.kept(&told.name)?.to_owned();
            Some(OwnWords { line: told.name, text, lang: view.lang })
        };
        brief_rows::told(view, &Self::default()).into_iter().filter_map(own).collect()
    }

    /// A key while the briefing is read; none when it is nobody's here.
    pub(super) fn key(&mut self, intent: Intent, view: &View) -> Option<Outcome> {
        if self.is_writing() {
            return Some(self.write(intent, view));
        }
        let last = brief_rows::told(view, self).len().saturating_sub(1);
        let Some(at) = self.at else {
            if intent != Intent::Tab || !is_open(view) {
                return None;
            }
            self.at = Some(0);
            return Some(Outcome::taken());
        };
        self.at = match intent {
            Intent::Up | Intent::BackTab => Some(at.saturating_sub(1)),
            Intent::Down | Intent::Tab => Some((at + 1).min(last)),
            Intent::Home => Some(0),
            Intent::End => Some(last),
            Intent::Esc => None,
            Intent::Enter => {
                self.open(at, view);
                Some(at)
            }
            _ => return None,
        };
        Some(Outcome::taken())
    }

    /// Opens the picked line with what was typed for it, else with its drafted words.
    fn open(&mut self, at: usize, view: &View) {
        let Some(told) = brief_rows::told(view, &Self::default()).into_iter().nth(at) else {
            return;
        };
        let text = self.lines.get(&told.name).map_or(told.text, |own| own.text.clone());
        self.writing = Some((told.name, Field::new(TEXT_BYTES_MAX).holding(&text)));
    }

    fn write(&mut self, intent: Intent, view: &View) -> Outcome {
        match intent {
            Intent::Enter => self.keep(view),
            Intent::Esc => {
                self.put_aside(view);
                Outcome::taken()
            }
            intent => {
                let is_mine = self.writing.as_mut().is_some_and(|(_, field)| field.key(intent));
                if is_mine { Outcome::taken() } else { Outcome::not_mine() }
            }
        }
    }

    fn keep(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.brief;
        let drafted = self.drafted(view);
        let Some((name, field)) = self.writing.take() else { return Outcome::taken() };
        let text = field.trimmed().to_owned();
        // Emptied or unchanged, the drafted words stand.
        if text.is_empty() || drafted.as_ref() == Some(&text) {
            self.lines.remove(&name);
            return Outcome::say(&words.own_drafted_again);
        }
        self.lines.insert(name, Own { text, is_kept: true });
        Outcome::say(&words.own_kept)
    }

    /// What was typed stays with the line; what was kept before goes on standing there.
    fn put_aside(&mut self, view: &View) {
        let drafted = self.drafted(view);
        let Some((name, field)) = self.writing.take() else { return };
        let text = field.trimmed().to_owned();
        let is_known = self.lines.get(&name).is_some_and(|own| own.text == text);
        if !is_known && !text.is_empty() && drafted.as_ref() != Some(&text) {
            self.lines.insert(name, Own { text, is_kept: false });
        }
    }

    /// Pastes into the line that is being written.
    pub(super) fn paste(&mut self, text: &str) -> bool {
        let Some((_, field)) = &mut self.writing else { return false };
        field.insert(text);
        true
    }

    /// For the draft: name and words of every line, the one that is being written as it stands.
    pub(super) fn typed(&self) -> Vec<String> {
        let mut lines = self.lines.clone();
        if let Some((name, field)) = &self.writing
            && !field.is_blank()
            && lines.get(name).is_none_or(|own| own.text != field.text())
        {
            lines.insert(name.clone(), Own { text: field.text().to_owned(), is_kept: false });
        }
        let pair = |(name, own): (String, Own)| {
            let sign = if own.is_kept { KEPT } else { BEGUN };
            [format!("{sign}{name}"), own.text]
        };
        lines.into_iter().flat_map(pair).collect()
    }

    /// From such a draft. What cannot be read is left out.
    pub(super) fn retype(&mut self, texts: &[String]) {
        for pair in texts.chunks_exact(2) {
            let [name, text] = pair else { continue };
            let kept = name.strip_prefix(KEPT).map(|name| (name, true));
            let found = kept.or_else(|| name.strip_prefix(BEGUN).map(|name| (name, false)));
            let Some((name, is_kept)) = found else { continue };
            // Through a field, which takes no control characters and has an end.
            let mut field = Field::new(TEXT_BYTES_MAX);
            field.insert(text);
            if !field.is_blank() {
                let text = field.trimmed().to_owned();
                self.lines.insert(name.to_owned(), Own { text, is_kept });
            }
        }
    }

    /// The keys while a line is picked or written; none while the briefing is only read.
    pub(super) fn keys(&self, view: &View) -> Option<Vec<Live>> {
        let words = &view.words.screen.brief;
        self.at?;
        let help = Live::key(Intent::Help, &view.words.screen.step.key_help);
        let back = Live::key(Intent::Esc, &words.key_back);
        let note = Live::key(Intent::Note, &view.words.screen.step.key_note);
        let quit = Live::key(Intent::Quit, &view.words.screen.picker.key_quit);
        Some(if self.is_writing() {
            let ends = Live::keys(&[Intent::Home, Intent::End], &view.words.screen.note.key_ends);
            vec![Live::key(Intent::Enter, &words.key_keep), back, help, note, ends, quit]
        } else {
            vec![
                Live::key(Intent::Enter, &words.key_reword),
                Live::keys(&[Intent::Up, Intent::Down], &words.key_pick),
                back,
                help,
                note,
                quit,
            ]
        })
    }
}
