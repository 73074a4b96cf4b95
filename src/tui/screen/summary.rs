//! What was, after the end: the word, counts and times, what stays open, and the code that proves
//! later that nothing was changed. Read only.

use super::agreed;
use super::contract::{Go, Live, Outcome, Screen};
use super::neighbour::in_short;
use super::newer;
use super::sheet::{Sheet, turn, whole};
use super::told;
use crate::domain::event::{Closing, Mode as IncidentMode};
use crate::domain::ids::Initials;
use crate::domain::shell_word::quoted;
use crate::domain::time::Moment;
use crate::domain::wrap::wrap;
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::intent::{Intent, Press};
use crate::tui::speech::{Speech, flat};
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::Canvas;

/// Columns of half of the spoken code: four groups of five digits with their spaces.
const CODE_HALF_COLUMNS: usize = 24;

/// The summary.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    from: usize,
    drawn: (usize, usize),
}

impl Summary {
    /// As the screen looks when it is entered.
    #[must_use]
    pub fn new(_view: &View) -> Self {
        Self::default()
    }
}

fn sheet<'a>(view: &View<'a>, width: u16) -> Sheet<'a> {
    let words = &view.words.screen.summary;
    let state = view.session.state();
    let mut sheet = Sheet::new(width, *view.theme);
    let (Some((closing, at)), Some(begun)) = (&state.closed, &state.opened) else {
        sheet.title(&words.not_closed);
        return sheet;
    };
    let word = told::closing_word(view, closing.word, closing.open.len());
    let is_unsaved = view.session.is_closing_unsaved();
    let title = if is_unsaved { &words.unsaved } else { &words.closed };
    let title = fill(title, &[("word", &word)]);
    sheet.title(&format!("{title}   {}", begun.facts.incident));
    if is_unsaved {
        sheet.text(3, &words.unsaved_do);
    }
    if begun.facts.mode == IncidentMode::Exercise {
        sheet.running(&words.exercise, 3, Role::Title);
    }
    times(&mut sheet, view, at);
    sheet.text(3, &told::counts(view));
    agreed::alone_rows(&mut sheet, view);
    if let Some(reason) = &closing.reason {
        sheet.text(3, &fill(&words.reason, &[("text", &in_short(reason))]));
    }
    for line in newer::lines(view) {
        sheet.text(3, &line);
    }
    sheet.blank();
    proof(&mut sheet, view, begun.facts.incident.as_str(), width);
    sheet
}

fn times(sheet: &mut Sheet, view: &View, closed: &Moment) {
    let words = &view.words.screen.summary;
    let state = view.session.state();
    let Some(begun) = &state.opened else { return };
    let (start, end) = (told::day_hm(view, begun.at.wall), told::day_hm(view, closed.wall));
    let span = fact::span(begun.at.elapsed_until(closed), view);
    let line = fill(&words.times, &[("start", &start), ("end", &end), ("span", &span)]);
    let people: Vec<&str> = state.people.keys().map(Initials::as_str).collect();
    let people = fill(&words.people, &[("who", &people.join(", "))]);
    let noticed =
        begun.facts.noticed_at.map(|at| fill(&words.noticed, &[("time", &told::day_hm(view, at))]));
    sheet.text(3, &line);
    sheet.text(3, &[noticed, Some(people)].into_iter().flatten().collect::<Vec<_>>().join(" "));
}

/// The code, where the log is, and the command that checks it.
fn proof(sheet: &mut Sheet, view: &View, incident: &str, width: u16) {
    let words = &view.words.screen.summary;
    sheet.running(&words.code, 0, Role::Label);
    let code = view.session.head().spoken_code().to_string();
    for row in wrap(&code, if width < 60 { CODE_HALF_COLUMNS } else { 2 * CODE_HALF_COLUMNS }) {
        sheet.running(&row, 3, Role::Title);
    }
    let lines = view.session.lines().to_string();
    let folder = format!("{}/{incident}", view.store.folder.trim_end_matches(['/', '\\']));
    sheet.text(0, &format!("{} {folder}", fill(&words.entries, &[("n", &lines)])));
    sheet.text(0, &words.verify);
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    sheet.text(3, &format!("sangfroid verify {} --code {digits}", quoted(&folder)));
}

fn open_items(sheet: &mut Sheet, view: &View, closing: &Closing) {
    let words = &view.words.screen.summary;
    if closing.open.is_empty() {
        return;
    }
    let n = closing.open.len().to_string();
    sheet.blank();
    sheet.running(&fill(&words.stays_open, &[("n", &n)]), 0, Role::Label);
    for item in &closing.open {
        let (mark, text) = told::open_item(view, item);
        sheet.labelled(mark, 4, &text);
    }
}

impl Screen for Summary {
    fn key(&mut self, press: Press, view: &View) -> Outcome {
        let (rows, height) = self.drawn;
        // Starting another one would forget what no disk has.
        let is_unsaved = view.session.is_closing_unsaved();
        match press.intent {
            Intent::Enter | Intent::Esc if is_unsaved => Outcome::go(Go::Alarm),
            Intent::Enter | Intent::Esc => Outcome::go(Go::Picker),
            intent if turn(&mut self.from, rows, height, intent) => Outcome::taken(),
            _ => Outcome::not_mine(),
        }
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let area = whole(&canvas.areas());
        let mut sheet = sheet(view, area.width);
        if let Some((closing, _)) = &view.session.state().closed {
            open_items(&mut sheet, view, closing);
        }
        let mut from = self.from;
        let height = sheet.draw(canvas, area, &mut from, &view.words.screen.told);
        self.from = from;
        // On the row at the top: what a screen reader says next (R149).
        canvas.put_caret(area.x, area.y);
        self.drawn = (sheet.height(), height);
    }

    fn speak(&mut self, view: &View) -> Speech {
        let words = &view.words.screen.summary;
        let mut said = sheet(view, u16::MAX).spoken(view).into_iter();
        let subject = said.next().unwrap_or_default();
        let mut speech = Speech::about(subject).details(said);
        if let Some((closing, _)) = &view.session.state().closed
            && !closing.open.is_empty()
        {
            let n = closing.open.len().to_string();
            speech = speech.list([flat(&fill(&words.stays_open, &[("n", &n)]))]);
            let items = closing.open.iter().map(|item| flat(&told::open_item(view, item).1));
            speech = speech.list(items);
        }
        speech
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.summary;
        let (rows, height) = self.drawn;
        let is_unsaved = view.session.is_closing_unsaved();
        let enter = if is_unsaved { &words.key_alarm } else { &words.key_new };
        let mut keys = vec![Live::key(Intent::Enter, enter)];
        if rows > height {
            keys.push(Live::key(Intent::Space, &words.key_page));
        }
        keys.push(Live::key(Intent::Esc, &view.words.screen.told.key_back));
        keys.push(Live::key(Intent::Note, &words.key_note));
        keys.push(Live::key(Intent::Log, &words.key_log));
        keys.push(Live::key(Intent::Outline, &words.key_outline));
        keys.push(Live::key(Intent::Quit, &words.key_quit));
        keys.push(Live::key(Intent::Help, &words.key_help));
        keys
    }

    fn has_rail(&self) -> bool {
        false
    }
}
