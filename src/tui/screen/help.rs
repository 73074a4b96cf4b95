//! What can I do here? (S17, R127). Any key closes the page and is swallowed.

use super::contract::{Go, Live, Outcome, Screen};
use crate::domain::text::Lang;
use crate::i18n::fill;
use crate::tui::app::is_open;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::keymap;
use crate::tui::speech::{Prompt, Speech};
use crate::tui::theme::Role;
use crate::tui::typed;
use crate::tui::view::View;
use crate::tui::widget::footer::key_name;
use crate::tui::widget::text::{columns, paragraph};
use crate::tui::widget::{Canvas, Row};

/// From this height of the work area on the page has room for what a key does in a sentence.
const FULL_ROWS_MIN: u16 = 28;

/// The page for one screen.
#[derive(Clone, Debug)]
pub struct Help {
    keys: Vec<Live>,
    mode: Mode,
    /// The number of the step on the screen.
    step: Option<usize>,
}

impl Help {
    /// About a screen with these keys, on which this step stands.
    #[must_use]
    pub fn new(keys: Vec<Live>, mode: Mode, step: Option<usize>) -> Self {
        Self { keys, mode, step }
    }

    /// The keys of the screen itself.
    fn here(&self, is_full: bool, width: u16, view: &View) -> Vec<Row> {
        let name =
            |live: &Live| key_name(&live.intents, self.mode, &view.words.screen.key, view.keyboard);
        if !is_full {
            let keys = self.keys.iter().map(|live| (name(live), live.does.clone()));
            return in_columns(keys.collect(), width, view);
        }
        let widest = |of: &dyn Fn(&Live) -> String| {
            let widths = self.keys.iter().map(|live| columns(&of(live), *view.theme));
            widths.max().unwrap_or(0) + 2
        };
        let does_at = 2 + widest(&name);
        let sentence_at = does_at + widest(&|live| live.does.clone());
        let row = |live: &Live| {
            let row = Row::default().at(2, name(live), Role::Key);
            let row = row.at(does_at, live.does.as_str(), Role::Text);
            match live.intents.first().and_then(|intent| sentence(*intent, view)) {
                Some(text) => row.at(sentence_at, text, Role::Text),
                None => row,
            }
        };
        self.keys.iter().map(row).collect()
    }

    /// The keys that work everywhere, but for those that the screen names itself.
    fn anywhere(&self, width: u16, view: &View) -> Vec<Row> {
        let key = &view.words.screen.key;
        let keys = self.elsewhere(view).into_iter().map(|(intent, does)| {
            (key_name(&[intent], self.mode, key, view.keyboard), does.to_owned())
        });
        in_columns(keys.collect(), width, view)
    }

    /// What works everywhere and is not a key of the screen itself.
    fn elsewhere(&self, view: &View) -> Vec<(Intent, &'static str)> {
        let is_in_text = self.mode != Mode::Command;
        let has_incident = view.session.state().opened.is_some();
        let is_shown = |intent: &Intent| {
            let is_here = self.keys.iter().any(|live| live.intents.contains(intent));
            let has_key =
                !is_in_text || *intent == Intent::Redraw || keymap::function_of(*intent).is_some();
            let works = match intent {
                Intent::Note | Intent::Evidence | Intent::Undo | Intent::GoTo => is_open(view),
                _ => has_incident || works_alone(*intent),
            };
            !is_here && has_key && works
        };
        let mut wishes: Vec<Intent> = Vec::new();
        for intent in keymap::letters().map(|(_, intent)| intent).chain([Intent::Redraw]) {
            if !wishes.contains(&intent) {
                wishes.push(intent);
            }
        }
        let named = |intent: Intent| global(intent, view).map(|does| (intent, does));
        wishes.into_iter().filter(is_shown).filter_map(named).collect()
    }
}

/// What a wish does on every screen; nothing for what only some screens have a use for.
fn global(intent: Intent, view: &View) -> Option<&'static str> {
    let words: &'static _ = &view.words.screen.help;
    Some(match intent {
        Intent::Note => &words.note,
        Intent::Evidence => &words.evidence,
        Intent::Calls => &words.calls,
        Intent::Clocks => &words.clocks,
        Intent::Undo => &words.undo,
        Intent::GoTo => &words.go_to,
        Intent::Log => &words.log,
        Intent::Outline => &words.outline,
        Intent::Brief => &words.brief,
        Intent::Roles => &words.roles,
        Intent::Tracks => &words.tracks,
        Intent::Where => &words.where_am_i,
        Intent::Acknowledge => &words.acknowledge,
        Intent::Copy => &words.copy,
        Intent::Menu => &words.menu,
        Intent::Help => &words.help,
        Intent::Redraw => &words.redraw,
        Intent::Quit => &words.quit,
        _ => return None,
    })
}

/// Whether it also does something before an incident is open.
const fn works_alone(intent: Intent) -> bool {
    use Intent::{Calls, Copy, Help, Menu, Quit, Redraw};
    matches!(intent, Calls | Copy | Help | Menu | Quit | Redraw)
}

/// What becomes of it, where the name alone does not say so.
fn sentence(intent: Intent, view: &View) -> Option<&'static str> {
    let words: &'static _ = &view.words.screen.help;
    Some(match intent {
        Intent::Note => &words.of_note,
        Intent::Evidence => &words.of_evidence,
        Intent::Skip => &words.of_skip,
        Intent::Postpone => &words.of_later,
        Intent::Impossible => &words.of_impossible,
        Intent::Undo => &words.of_undo,
        Intent::Outline | Intent::Log => &words.of_looking,
        Intent::Calls => &words.of_calls,
        Intent::Clocks => &words.of_clocks,
        Intent::Menu => &words.of_menu,
        _ => return None,
    })
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
        let work = canvas.areas().work;
        let is_full = work.height >= FULL_ROWS_MIN;
        canvas.clear(canvas.areas().band);
        let title = match self.step {
            Some(n) => format!("{}   {}", words.title, fill(&words.step, &[("n", &n.to_string())])),
            None => words.title.clone(),
        };
        let mut rows =
            vec![Row::title(title).right(words.closes.as_str(), Role::Text), Row::blank()];
        rows.extend(self.here(is_full, work.width, view));
        let anywhere = self.anywhere(work.width, view);
        if !anywhere.is_empty() {
            rows.push(Row::blank());
            rows.push(Row::default().at(0, words.any_time.as_str(), Role::Label));
            rows.extend(anywhere);
        }
        rows.push(Row::blank());
        rows.extend(same_keys(work.width, view));
        let digits = paragraph(&words.digits_text, 2, work.width, *view.theme);
        let about = paragraph(&words.rows_text, 0, work.width, *view.theme);
        let marks = marks(view);
        // A small window keeps what is needed most: the keys.
        let room = usize::from(work.height);
        let solid = rows.iter().filter(|row| **row != Row::blank()).count() + marks.len();
        let has_digits = solid + digits.len() <= room;
        let has_about = solid + digits.len() + about.len() <= room;
        if has_digits {
            rows.extend(digits);
        }
        rows.push(Row::blank());
        rows.extend(marks);
        if has_about {
            rows.push(Row::blank());
            rows.extend(about);
        }
        while rows.len() > room {
            let Some(at) = rows.iter().rposition(|row| *row == Row::blank()) else { break };
            rows.remove(at);
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
            if let Some(key) = typed::name(intent, view.lang, view.keyboard) {
                lines.push(fill(&words.help_key, &[("key", &key), ("does", does)]));
            }
        };
        for live in &self.keys {
            live.intents.first().into_iter().for_each(|intent| add(*intent, &live.does));
        }
        if self.mode == Mode::Command {
            self.elsewhere(view).into_iter().for_each(|(intent, does)| add(intent, does));
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

/// Second ways to the same things, read from the map itself (R108).
fn same_keys(width: u16, view: &View) -> Vec<Row> {
    let words = &view.words.screen.help;
    let mut parts = keymap::second_ways(view.keyboard);
    parts.extend(words.same_keys_text.iter().cloned());
    let at = columns(&words.same_keys, *view.theme) + 2;
    let mut lines = vec![String::new()];
    for part in parts {
        let Some(line) = lines.last_mut() else { break };
        let needed = columns(line, *view.theme) + 3 + columns(&part, *view.theme);
        if line.is_empty() {
            line.push_str(&part);
        } else if needed + at <= width {
            line.push_str("   ");
            line.push_str(&part);
        } else {
            lines.push(part);
        }
    }
    let label = Row::default().at(0, words.same_keys.as_str(), Role::Label);
    let mut rows: Vec<Row> = Vec::new();
    for line in lines {
        let row = if rows.is_empty() { label.clone() } else { Row::default() };
        rows.push(row.at(at, line, Role::Text));
    }
    rows
}

fn marks(view: &View) -> Vec<Row> {
    let words = &view.words.screen.help;
    let indent = columns(&words.marks, *view.theme) + 2;
    let texts = [&words.marks_one, &words.marks_two];
    let row = |(at, text): (usize, &String)| {
        let label = if at == 0 { words.marks.as_str() } else { "" };
        Row::default().at(0, label, Role::Label).at(indent, text.as_str(), Role::Text)
    };
    texts.into_iter().enumerate().map(row).collect()
}

/// Key and wish in up to three columns, filled downwards.
fn in_columns(keys: Vec<(String, String)>, width: u16, view: &View) -> Vec<Row> {
    let widest = keys.iter().map(|(name, _)| columns(name, *view.theme)).max().unwrap_or(4);
    let gap = widest.min(16) + 2;
    let taken = |(name, does): &(String, String)| {
        2 + gap.max(columns(name, *view.theme) + 2) + columns(does, *view.theme)
    };
    let most = keys.iter().map(taken).max().unwrap_or(0);
    // What is needed most stays on a small window only where keys do not fill it alone.
    let per_row: u16 = match width {
        70.. if most < width / 3 => 3,
        70.. => 2,
        _ => 1,
    };
    let half = width / per_row;
    let count = keys.len().div_ceil(usize::from(per_row));
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
