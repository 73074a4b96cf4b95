//! What can I do here? (S17, R127). Any key closes the page and is swallowed.

use super::contract::{Go, Live, Outcome, Screen};
use crate::domain::text::Lang;
use crate::i18n::fill;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::speech::{Prompt, Speech};
use crate::tui::theme::Role;
use crate::tui::typed;
use crate::tui::view::View;
use crate::tui::widget::frame::key_name;
use crate::tui::widget::text::{columns, paragraph};
use crate::tui::widget::{Canvas, Row};

/// The page for one screen.
#[derive(Clone, Debug)]
pub struct Help {
    keys: Vec<Live>,
    mode: Mode,
}

impl Help {
    /// About a screen with these keys.
    #[must_use]
    pub fn new(keys: Vec<Live>, mode: Mode) -> Self {
        Self { keys, mode }
    }

    /// What works everywhere and is not a key of the screen itself.
    fn anywhere(&self, view: &View) -> Vec<(Intent, &'static str)> {
        let is_in_text = self.mode != Mode::Command;
        let is_global = |(intent, _): &(Intent, &str)| {
            let is_here = self.keys.iter().any(|live| live.intents.contains(intent));
            let has_key = !is_in_text || is_on_function_key(*intent);
            !is_here && has_key && view.session.state().opened.is_some()
        };
        global(view).into_iter().filter(is_global).collect()
    }
}

/// What each global wish does, for help and menu.
fn global(view: &View) -> Vec<(Intent, &'static str)> {
    let words: &'static _ = &view.words.screen.help;
    vec![
        (Intent::Note, &words.note),
        (Intent::Undo, &words.undo),
        (Intent::Log, &words.log),
        (Intent::Outline, &words.outline),
        (Intent::Where, &words.where_am_i),
        (Intent::Acknowledge, &words.acknowledge),
        (Intent::Menu, &words.menu),
        (Intent::Help, &words.help),
        (Intent::Redraw, &words.redraw),
        (Intent::Quit, &words.quit),
    ]
}

impl Screen for Help {
    fn key(&mut self, press: Press, _view: &View) -> Outcome {
        match press.intent {
            Intent::Interrupt => Outcome::not_mine(),
            _ => Outcome::go(Go::Back),
        }
    }

    fn paste(&mut self, _text: &str, _view: &View) -> Outcome {
        Outcome::go(Go::Back)
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let words = &view.words.screen.help;
        let key = &view.words.screen.key;
        let work = canvas.areas().work;
        canvas.clear(canvas.areas().band);
        let mut rows = vec![
            Row::title(words.title.as_str()).right(words.closes.as_str(), Role::Text),
            Row::blank(),
        ];
        let here = self
            .keys
            .iter()
            .map(|live| (key_name(&live.intents, self.mode, key), live.does.clone()));
        rows.extend(in_columns(here.collect(), work.width, view));
        let anywhere = self.anywhere(view).into_iter();
        let anywhere =
            anywhere.map(|(intent, does)| (key_name(&[intent], self.mode, key), does.to_owned()));
        let anywhere: Vec<_> = anywhere.collect();
        if !anywhere.is_empty() {
            rows.push(Row::blank());
            rows.push(Row::default().at(0, words.any_time.as_str(), Role::Label));
            rows.extend(in_columns(anywhere, work.width, view));
        }
        rows.push(Row::blank());
        rows.push(Row::default().at(0, words.same_keys.as_str(), Role::Label));
        for text in [&words.same_keys_text, &words.digits_text] {
            rows.extend(paragraph(text, 2, work.width, *view.theme));
        }
        rows.push(Row::blank());
        let indent = columns(&words.marks, *view.theme) + 2;
        for (at, text) in [&words.marks_one, &words.marks_two].into_iter().enumerate() {
            let label = if at == 0 { words.marks.as_str() } else { "" };
            rows.push(Row::default().at(0, label, Role::Label).at(indent, text, Role::Text));
        }
        rows.extend(paragraph(&words.rows_text, 0, work.width, *view.theme));
        if rows.len() > usize::from(work.height) {
            // A small window keeps what is needed most: the keys.
            rows.retain(|row| *row != Row::blank());
        }
        canvas.rows(work, &rows, 0);
        canvas.put_caret(work.x, work.y);
    }

    /// The commands as they are typed on a line; moving keys are not among them, because numbers
    /// take their place.
    fn speak(&mut self, view: &View) -> Speech {
        let words = &view.words.screen.linear;
        let mut lines = Vec::new();
        let mut add = |intent: Intent, does: &str| {
            if let Some(key) = typed::name(intent, view.lang) {
                lines.push(fill(&words.help_key, &[("key", &key), ("does", does)]));
            }
        };
        for live in &self.keys {
            live.intents.first().into_iter().for_each(|intent| add(*intent, &live.does));
        }
        if self.mode == Mode::Command {
            self.anywhere(view).into_iter().for_each(|(intent, does)| add(intent, does));
        }
        let said = if self.mode == Mode::Text {
            vec![words.help_text.clone()]
        } else {
            vec![words.help_enter.clone(), words.help_names.clone()]
        };
        Speech::about(&words.help).list(lines).list(said).asking(Prompt::Told)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        vec![Live::keys(&[], &view.words.screen.help.footer)]
    }

    fn hint(&self, view: &View) -> Option<String> {
        Some(view.words.screen.help.footer.clone())
    }
}

fn is_on_function_key(intent: Intent) -> bool {
    matches!(
        intent,
        Intent::Note | Intent::Log | Intent::Menu | Intent::Help | Intent::Quit | Intent::Redraw
    )
}

/// Key and wish in two columns, filled downwards.
fn in_columns(keys: Vec<(String, String)>, width: u16, view: &View) -> Vec<Row> {
    let half = if width >= 70 { width / 2 } else { width };
    let per_row = usize::from(width / half.max(1)).max(1);
    let count = keys.len().div_ceil(per_row);
    let widest = keys.iter().map(|(name, _)| columns(name, *view.theme)).max().unwrap_or(4);
    let gap = widest.min(16) + 2;
    let mut rows = vec![Row::blank(); count];
    for (at, (name, does)) in keys.into_iter().enumerate() {
        let x = 2 + half * u16::try_from(at / count.max(1)).unwrap_or(0);
        let after = gap.max(columns(&name, *view.theme) + 2);
        if let Some(row) = rows.get_mut(at % count.max(1)) {
            let taken = std::mem::take(row);
            *row = taken.at(x, name, Role::Key).at(x + after, does, Role::Text);
        }
    }
    rows
}

/// The other language.
#[must_use]
pub const fn other(lang: Lang) -> Lang {
    match lang {
        Lang::En => Lang::Fr,
        Lang::Fr => Lang::En,
    }
}
