//! Every command by name, with its key; type to filter, in either language (R128).

use ratatui::layout::Rect;
use unicode_normalization::UnicodeNormalization;

use super::contract::{Go, Live, Outcome, Screen};
use super::help::other;
use super::sheet::Sheet;
use super::watch_form::WatchAsk;
use crate::domain::text::Lang;
use crate::i18n::Catalogue;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::keymap;
use crate::tui::request::Request;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::{Canvas, Field, Options, Row, panel};

/// Rows of commands that are shown at once.
const ROWS_MAX: usize = 11;

/// A command of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    Key(Intent),
    /// The site's other facts.
    Facts,
    /// The lasting limits in force.
    Limits,
    /// The bell is off for a while.
    Sound,
    AddClock,
    Hold,
    GoOn,
    Cards,
    AddRunbook,
    Shift,
    Code,
    Close,
    TakeOver,
    Language,
}

const ENTRIES: [Entry; 24] = [
    Entry::Key(Intent::Note),
    Entry::Key(Intent::Evidence),
    Entry::Key(Intent::Undo),
    Entry::Key(Intent::Outline),
    Entry::Key(Intent::Log),
    Entry::Key(Intent::Clocks),
    Entry::Key(Intent::Where),
    Entry::Key(Intent::Calls),
    Entry::Facts,
    Entry::Limits,
    Entry::Cards,
    Entry::AddRunbook,
    Entry::AddClock,
    Entry::Hold,
    Entry::GoOn,
    Entry::Shift,
    Entry::Code,
    Entry::Sound,
    Entry::Close,
    Entry::TakeOver,
    Entry::Language,
    Entry::Key(Intent::Redraw),
    Entry::Key(Intent::Help),
    Entry::Key(Intent::Quit),
];

fn name(entry: Entry, all: &Catalogue) -> &str {
    let words = &all.screen.menu;
    match entry {
        Entry::Key(Intent::Note) => &words.note,
        Entry::Key(Intent::Evidence) => &words.evidence,
        Entry::Key(Intent::Undo) => &words.undo,
        Entry::Key(Intent::Outline) => &words.outline,
        Entry::Key(Intent::Log) => &words.log,
        Entry::Key(Intent::Clocks) => &words.clocks,
        Entry::Key(Intent::Where) => &words.where_am_i,
        Entry::Key(Intent::Calls) => &words.calls,
        Entry::Key(Intent::Redraw) => &words.redraw,
        Entry::Key(Intent::Help) => &words.help,
        Entry::Key(_) => &words.leave,
        Entry::Facts => &words.facts,
        Entry::Limits => &all.watch.menu_limits,
        Entry::Sound => &all.watch.menu_sound,
        Entry::AddClock => &all.watch.menu_add,
        Entry::Hold => &all.watch.menu_hold,
        Entry::GoOn => &all.watch.menu_go_on,
        Entry::Cards => &words.cards,
        Entry::AddRunbook => &words.add_runbook,
        Entry::Shift => &words.shift,
        Entry::Code => &words.code,
        Entry::Close => &words.close,
        Entry::TakeOver => &words.take_over,
        Entry::Language => &words.language,
    }
}

/// The menu.
#[derive(Clone, Debug)]
pub struct Menu {
    filter: Field,
    options: Options,
    from: usize,
}

impl Menu {
    /// With every command that makes sense now.
    #[must_use]
    pub fn new(view: &View) -> Self {
        let mut menu = Self { filter: Field::new(64), options: Options::new(0), from: 0 };
        menu.refresh(view);
        menu
    }

    fn refresh(&mut self, view: &View) {
        self.options = Options::starting_at(self.entries(view).len(), 0);
    }

    /// The commands whose name in one of the languages holds what was typed.
    fn entries(&self, view: &View) -> Vec<Entry> {
        let wanted = folded(self.filter.trimmed());
        let matches = |entry: &Entry| {
            Lang::ALL
                .into_iter()
                .any(|lang| folded(name(*entry, Catalogue::of(lang))).contains(&wanted))
        };
        let state = view.session.state();
        let is_read_only = view.session.is_read_only();
        let is_live = |entry: &Entry| match entry {
            Entry::TakeOver => is_read_only,
            Entry::Cards => !view.cards.is_empty(),
            Entry::Language
            | Entry::Facts
            | Entry::Key(Intent::Calls | Intent::Redraw | Intent::Help | Intent::Quit) => true,
            Entry::Limits | Entry::Key(Intent::Outline | Intent::Log | Intent::Clocks) => {
                state.opened.is_some()
            }
            Entry::Key(Intent::Where) | Entry::Code if is_read_only => true,
            _ if is_read_only => false,
            Entry::GoOn => state.closed.is_none() && !state.holds().is_empty(),
            _ => state.opened.is_some() && state.closed.is_none(),
        };
        ENTRIES.into_iter().filter(|entry| is_live(entry) && matches(entry)).collect()
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
                let held = view.session.state().holds().first().map(|hold| hold.runbook.clone());
                held.map_or_else(Outcome::taken, |runbook| Outcome::go(Go::Held(runbook)))
            }
            Some(Entry::Cards) => Outcome::go(Go::Cards),
            Some(Entry::AddRunbook) => Outcome::go(Go::Add),
            Some(Entry::Shift) => Outcome::go(Go::Shift),
            Some(Entry::Code) => Outcome::go(Go::Code),
            Some(Entry::Close) => Outcome::go(Go::Closing),
            Some(Entry::TakeOver) => {
                let begun = view.session.state().opened.as_ref();
                let again = begun.map(|begun| Request::Resume(begun.facts.incident.clone()));
                again.map_or_else(Outcome::taken, Outcome::request).and_go(Go::Back)
            }
            Some(Entry::Language) => {
                Outcome::request(Request::Speak(other(view.lang))).and_go(Go::Back)
            }
        }
    }
}

/// Lower case without accents.
fn folded(text: &str) -> String {
    text.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
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
            let key = match entry {
                Entry::Key(intent) => keymap::name(*intent, Mode::Command, &view.words.screen.key),
                _ => String::new(),
            };
            let row = Row::default().at(3, name(*entry, view.words), Role::Text);
            sheet.focusable(row.right(key, Role::Key), self.options.selected() == Some(at));
        }
        sheet.draw(canvas, list, &mut self.from, &view.words.screen.told);
        // Last, so that the caret stays where letters go.
        let x = canvas.print(inside, (inside.x, inside.y), &words.filter, Role::Label) + 2;
        let width = inside.right().saturating_sub(x).min(30);
        let line = Rect { x, y: inside.y, width, height: 1 };
        self.filter.draw(canvas, line.intersection(inside), true);
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.menu;
        vec![
            Live::key(Intent::Enter, &words.key_run),
            Live::keys(&[Intent::Up, Intent::Down], &words.key_move),
            Live::key(Intent::Esc, &words.key_back),
            Live::key(Intent::Help, &view.words.screen.step.key_help),
            Live::key(Intent::Note, &view.words.screen.step.key_note),
            Live::key(Intent::Backspace, &words.key_widen),
            Live::key(Intent::Quit, &view.words.screen.picker.key_quit),
        ]
    }
}
