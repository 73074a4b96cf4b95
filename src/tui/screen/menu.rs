//! Every command by name, with its key; type to filter, in either language (R128).

use ratatui::layout::Rect;

use super::contract::{Go, Live, Outcome, Screen};
use super::help::other;
use super::menu_entry::{ENTRIES, Entry, name, synonyms};
use super::menu_find::rank;
use super::sheet::Sheet;
use super::spoken;
use super::watch_form::WatchAsk;
use crate::tui::app::{is_open, takes_notes};
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::keymap;
use crate::tui::request::Request;
use crate::tui::settings::Setting;
use crate::tui::speech::{Prompt, Speech, reach};
use crate::tui::theme::Role;
use crate::tui::typed;
use crate::tui::view::View;
use crate::tui::widget::{Canvas, Field, Options, Row, panel};

/// Rows of commands that are shown at once.
const ROWS_MAX: usize = 11;

/// What the screen below the menu can do, so that the menu offers nothing that would be refused.
#[derive(Clone, Debug, Default)]
pub struct Below {
    /// The wishes that it promises.
    pub intents: Vec<Intent>,
    /// Whether the current step waits there and its time is not up.
    pub waits: bool,
}

/// The menu.
#[derive(Clone, Debug)]
pub struct Menu {
    below: Below,
    filter: Field,
    options: Options,
    from: usize,
}

impl Menu {
    /// With every command that makes sense now, over this screen.
    #[must_use]
    pub fn new(below: Below, view: &View) -> Self {
        let mut menu = Self { below, filter: Field::new(64), options: Options::new(0), from: 0 };
        menu.refresh(view);
        menu
    }

    fn refresh(&mut self, view: &View) {
        self.options = Options::starting_at(self.entries(view).len(), 0);
    }

    /// The commands that are called so, the best first; all of them when nothing was typed.
    fn entries(&self, view: &View) -> Vec<Entry> {
        let wanted = self.filter.trimmed();
        let live = ENTRIES.into_iter().filter(|entry| self.is_live(*entry, view));
        let ranked = live.filter_map(|entry| {
            let key = key_of(entry, view);
            let of = |words| name(entry, words, stays_open(view));
            let also = |words| synonyms(entry, words);
            Some((rank(wanted, &key, of, also, view.lang)?, entry))
        });
        let mut found: Vec<_> = ranked.collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, entry)| entry).collect()
    }

    fn is_live(&self, entry: Entry, view: &View) -> bool {
        let state = view.session.state();
        let is_read_only = view.session.is_read_only();
        let is_open = state.opened.is_some() && state.closed.is_none();
        match entry {
            Entry::TakeOver => is_read_only,
            Entry::Cards => !view.cards.is_empty(),
            Entry::Mouse => view.mouse.is_some(),
            Entry::Unsaved => {
                view.session.alarm().is_some() || !view.session.lost_media().is_empty()
            }
            Entry::Language
            | Entry::Keyboard
            | Entry::Facts
            | Entry::Key(
                Intent::Calls | Intent::Copy | Intent::Redraw | Intent::Help | Intent::Quit,
            ) => true,
            Entry::Limits
            | Entry::Key(
                Intent::Outline
                | Intent::Log
                | Intent::Clocks
                | Intent::Brief
                | Intent::Roles
                | Intent::Tracks,
            ) => state.opened.is_some(),
            Entry::Key(Intent::Find) => self.below.intents.contains(&Intent::Find),
            Entry::Reader | Entry::Key(Intent::Where | Intent::Acknowledge) => is_open,
            Entry::Symptoms => state.closed.is_none() && !is_read_only,
            Entry::Code if is_read_only => true,
            _ if is_read_only => false,
            Entry::GoOn => state.closed.is_none() && !state.holds().is_empty(),
            Entry::Key(intent @ (Intent::Skip | Intent::Postpone | Intent::Impossible)) => {
                self.below.intents.contains(&intent)
            }
            Entry::EndWait => self.below.waits,
            Entry::Key(Intent::Note) => takes_notes(view),
            _ => is_open,
        }
    }

    fn run(&self, view: &View) -> Outcome {
        let entries = self.entries(view);
        match self.options.selected().and_then(|at| entries.get(at)) {
            None => Outcome::say(&view.words.screen.menu.none),
            Some(Entry::Key(intent)) => Outcome::go(Go::Do(*intent)),
            Some(Entry::Facts) => Outcome::go(Go::Facts),
            Some(Entry::Limits) => Outcome::go(Go::Limits),
            Some(Entry::Sound) => Outcome::go(Go::Quiet),
            Some(Entry::AddClock) => Outcome::go(Go::Watch(WatchAsk::Add)),
            Some(Entry::Hold) => Outcome::go(Go::Hold),
            Some(Entry::GoOn) => {
                let held = view.session.state().holds().first().map(|hold| hold.run.clone());
                held.map_or_else(Outcome::taken, |runbook| Outcome::go(Go::Held(runbook)))
            }
            Some(Entry::Cards) => Outcome::go(Go::Cards),
            Some(Entry::Reader) => Outcome::go(Go::Reader),
            Some(Entry::AddRunbook) => Outcome::go(Go::Add),
            Some(Entry::ChangeRunbook) => Outcome::go(Go::Change),
            Some(Entry::Symptoms) => Outcome::go(Go::Triage),
            Some(Entry::EndWait) => Outcome::go(Go::Do(Intent::Enter)),
            Some(Entry::Shift) => Outcome::go(Go::Shift),
            Some(Entry::Code) => Outcome::go(Go::Code),
            Some(Entry::Close) => Outcome::go(Go::Closing),
            Some(Entry::TakeOver) => {
                let again = view.session.state().incident().cloned().map(Request::Resume);
                again.map_or_else(Outcome::taken, Outcome::request).and_go(Go::Back)
            }
            Some(Entry::Keyboard) => Outcome::go(Go::Keyboard),
            Some(Entry::Unsaved) => Outcome::go(Go::Alarm),
            Some(Entry::Mouse) => {
                let is_on = !view.mouse.unwrap_or_default();
                Outcome::request(Request::Settle(Setting::Mouse(is_on))).and_go(Go::Back)
            }
            Some(Entry::Language) => {
                Outcome::request(Request::Speak(other(view.lang))).and_go(Go::Back)
            }
        }
    }
}

/// Whether leaving leaves an incident open behind.
fn stays_open(view: &View) -> bool {
    let state = view.session.state();
    state.opened.is_some() && state.closed.is_none()
}

/// The letter of a command, where it has one.
fn key_of(entry: Entry, view: &View) -> String {
    match entry {
        Entry::Key(intent) => {
            keymap::name(intent, Mode::Command, &view.words.screen.key, view.keyboard)
        }
        _ => String::new(),
    }
}

impl Screen for Menu {
    fn mode(&self) -> Mode {
        Mode::Filter
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        match press.intent {
            Intent::Enter => self.run(view),
            Intent::Esc => Outcome::go(Go::Back),
            intent @ (Intent::Up | Intent::Down) => {
                self.options.key(intent);
                Outcome::taken()
            }
            // Without a text there is nothing to go to the ends of; with one they are the field's.
            intent @ (Intent::Home | Intent::End) if self.filter.is_blank() => {
                self.options.key(intent);
                Outcome::taken()
            }
            intent @ (Intent::PageUp | Intent::PageDown) => {
                let at = self.options.selected().unwrap_or(0);
                let last = self.options.count().saturating_sub(1);
                let to = match intent {
                    Intent::PageUp => at.saturating_sub(ROWS_MAX),
                    _ => (at + ROWS_MAX).min(last),
                };
                self.options.select(Some(to));
                Outcome::taken()
            }
            Intent::Menu => Outcome::taken(),
            intent => {
                if !self.filter.key(intent) {
                    return Outcome::not_mine();
                }
                self.refresh(view);
                Outcome::taken()
            }
        }
    }

    fn paste(&mut self, _text: &str, _view: &View) -> Outcome {
        Outcome::taken()
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let words = &view.words.screen.menu;
        let entries = self.entries(view);
        let rows = u16::try_from(ROWS_MAX + 1).unwrap_or(12);
        let inside = panel(canvas, rows, &words.title, "", "");
        let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
        if entries.is_empty() {
            canvas.rows(list, &[Row::text(&words.none)], 0);
        }
        let mut sheet = Sheet::new(list.width, *view.theme);
        for (at, entry) in entries.iter().enumerate() {
            let key = key_of(*entry, view);
            let row = Row::default().at(3, name(*entry, words, stays_open(view)), Role::Text);
            sheet.focusable(row.right(key, Role::Key), self.options.selected() == Some(at));
        }
        sheet.draw(canvas, list, &mut self.from, &view.words.screen.told);
        // Last, so that the caret stays where letters go.
        let x = canvas.print(inside, (inside.x, inside.y), &words.filter, Role::Label) + 2;
        let width = inside.right().saturating_sub(x).min(30);
        let line = Rect { x, y: inside.y, width, height: 1 };
        self.filter.draw(canvas, line.intersection(inside), true);
    }

    fn speak(&mut self, view: &View) -> Speech {
        let words = &view.words.screen.menu;
        let entries = self.entries(view);
        let mut speech = Speech::about(&view.words.screen.linear.menu);
        if !self.filter.is_blank() {
            let find = spoken::labelled(&words.filter, self.filter.trimmed(), view);
            speech = speech.detail(find);
        }
        if entries.is_empty() {
            speech = speech.detail(&words.none);
        }
        for (at, entry) in entries.iter().enumerate() {
            let key = match entry {
                Entry::Key(intent) => typed::name(*intent, view.lang, view.keyboard),
                _ => None,
            };
            let name = name(*entry, words, stays_open(view));
            let text = spoken::joined([name, key.as_deref().unwrap_or_default()]);
            speech = speech.choice(text, reach(self.options.selected(), at, &[Intent::Enter]));
        }
        speech.asking(Prompt::Search)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.menu;
        let mut keys = vec![
            Live::key(Intent::Enter, &words.key_run),
            Live::keys(&[Intent::Up, Intent::Down], &words.key_move),
            Live::key(Intent::Esc, &words.key_back),
            Live::key(Intent::Help, &view.words.screen.step.key_help),
            Live::key(Intent::Backspace, &words.key_widen),
            Live::key(Intent::Quit, &view.words.screen.picker.key_quit),
        ];
        if is_open(view) {
            keys.insert(4, Live::key(Intent::Note, &view.words.screen.step.key_note));
        }
        keys
    }
}
