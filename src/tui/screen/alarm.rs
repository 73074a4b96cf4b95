//! The record is in danger (S14): acts go on in memory, marked, and the person has something to do.
//!
//! Shows what is in memory only, for copying to paper, with the system's own words. The alarm ends
//! when the disk obeys, not when this screen is left: row 2 is the application's and keeps it
//! (R87).

use std::path::Path;

use super::contract::{Go, Live, Outcome, Screen};
use super::sheet::{Sheet, turn, whole};
use super::{on_paper, spoken, told};
use crate::i18n::fill;
use crate::ports::{Failure, FailureKind};
use crate::session::Alarm as Danger;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::request::Request;
use crate::tui::speech::{Prompt, Speech, Wanted, flat, take};
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::{columns, paragraph};
use crate::tui::widget::{Canvas, Field, Options};

/// Rows of entries beside the options; the rest is one choice away.
const LINES_MAX: usize = 4;

/// Rows of one entry there, and what says that there is more of it.
const LINE_ROWS_MAX: usize = 2;
const CUT_MARK: &str = " ... (3)";

/// Where the choices stand.
const RETRY: usize = 0;
const PLACE: usize = 1;
const SHOW: usize = 2;
const BACK: usize = 3;

/// Longest path that can be typed, in bytes.
const PATH_BYTES_MAX: usize = 1024;

/// What the screen is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Offering the choices.
    Choices,
    /// Asking where else to write.
    Place,
    /// Showing every line, page by page.
    All,
}

/// The alarm.
#[derive(Clone, Debug)]
pub struct Alarm {
    options: Options,
    stage: Stage,
    place: Field,
    from: usize,
    /// Rows and height of the last drawing of the whole list, for turning its pages.
    drawn: (usize, usize),
}

impl Default for Alarm {
    fn default() -> Self {
        // Trying again harms nothing.
        let options = Options::starting_at(4, RETRY);
        let place = Field::new(PATH_BYTES_MAX);
        Self { options, stage: Stage::Choices, place, from: 0, drawn: (0, 0) }
    }
}

impl Alarm {
    /// As the screen looks when it is entered.
    #[must_use]
    pub fn new(_view: &View) -> Self {
        Self::default()
    }

    fn choose(&mut self, view: &View) -> Outcome {
        if view.session.alarm().is_none() {
            return Outcome::go(Go::Step);
        }
        match self.options.selected() {
            Some(PLACE) => {
                // What was refused before is not typed on.
                self.place = Field::new(PATH_BYTES_MAX);
                self.stage = Stage::Place;
                Outcome::taken()
            }
            Some(SHOW) => {
                self.stage = Stage::All;
                self.from = 0;
                Outcome::taken()
            }
            Some(BACK) => Outcome::go(Go::Step),
            _ => Outcome::request(Request::Retry).and_say(view.words.screen.alarm.trying.clone()),
        }
    }

    /// Enter in the path field.
    fn save_there(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.alarm;
        if self.place.is_blank() {
            return Outcome::say(words.need_place.clone());
        }
        self.stage = Stage::Choices;
        let folder = unquoted(self.place.trimmed()).into();
        Outcome::request(Request::SaveTo(folder)).and_say(words.trying.clone())
    }

    fn sheet<'a>(&self, view: &View<'a>, danger: &Danger, width: u16) -> Sheet<'a> {
        let words = &view.words.screen.alarm;
        let mut sheet = Sheet::new(width, *view.theme);
        let lines = on_paper::unsaved(view);
        let (since, n) = (told::hms(view, danger.since.wall), lines.len().to_string());
        sheet.title(&words.title);
        let template = if lines.is_empty() { &words.since_none } else { &words.since };
        sheet.text(3, &fill(template, &[("time", &since), ("n", &n)]));
        media(&mut sheet, view, danger);
        if !lines.is_empty() {
            sheet.blank();
            sheet.running(&fill(&words.copy, &[("n", &n)]), 3, Role::Title);
            let (first, shown) = newest(&lines, width.saturating_sub(3), view);
            for line in &shown {
                sheet.text(3, line);
            }
            if first > 0 {
                sheet.text(3, &fill(&words.more, &[("n", &first.to_string())]));
            }
        }
        sheet.blank();
        let last_try = told::hms(view, danger.last_try.wall);
        let retry = fill(&words.retry, &[("time", &last_try)]);
        let texts = [retry.as_str(), &words.place, &words.show, &words.back];
        for (at, text) in texts.into_iter().enumerate() {
            sheet.option(Some(at + 1), text, self.options.selected() == Some(at));
        }
        sheet.blank();
        sheet.text(3, &words.late);
        sheet
    }

    fn place_sheet<'a>(&'a self, view: &View<'a>, width: u16) -> Sheet<'a> {
        let words = &view.words.screen.alarm;
        let mut sheet = Sheet::new(width, *view.theme);
        sheet.title(&words.place_title);
        sheet.blank();
        sheet.text(3, &words.place_how);
        sheet.blank();
        let x = 3 + columns(&words.place_label, *view.theme) + 2;
        sheet.field(&words.place_label, x, (&self.place, width.saturating_sub(x + 1), true), "");
        sheet
    }

    fn typed(&mut self, press: Press, view: &View) -> Outcome {
        match press.intent {
            Intent::Enter => self.save_there(view),
            Intent::Esc => {
                self.stage = Stage::Choices;
                Outcome::taken()
            }
            intent if self.place.key(intent) => Outcome::taken(),
            _ => Outcome::not_mine(),
        }
    }

    fn turned(&mut self, press: Press) -> Outcome {
        let (rows, height) = self.drawn;
        if matches!(press.intent, Intent::Esc | Intent::Enter) {
            self.stage = Stage::Choices;
            self.from = 0;
            return Outcome::taken();
        }
        let is_turned = turn(&mut self.from, rows, height, press.intent);
        if is_turned { Outcome::taken() } else { Outcome::not_mine() }
    }
}

/// The newest lines that have room, each cut where it would push the choices out of the window, and
/// how many are older. The newest is what the hand remembers least; choice 3 shows all, whole.
fn newest(lines: &[String], width: u16, view: &View) -> (usize, Vec<String>) {
    // Words that go to the next row leave gaps behind.
    let room = (usize::from(width) * LINE_ROWS_MAX).saturating_sub(CUT_MARK.len());
    let (mut shown, mut rows) = (Vec::new(), 0);
    for line in lines.iter().rev() {
        let cut = on_paper::cut(line, room, CUT_MARK);
        rows += paragraph(&cut, 0, width, *view.theme).len();
        if rows > LINES_MAX && !shown.is_empty() {
            break;
        }
        shown.push(cut);
    }
    shown.reverse();
    (lines.len() - shown.len(), shown)
}

/// A path as it is pasted from another window: the quotes around it are no part of it.
fn unquoted(typed: &str) -> &str {
    let inside = |quote: char| typed.strip_prefix(quote)?.strip_suffix(quote);
    ['"', '\''].into_iter().find_map(inside).unwrap_or(typed)
}

/// What to do about the failure here, where another place is one choice away.
fn advice<'v>(danger: &Danger, view: &View<'v>) -> &'v str {
    let words = &view.words.screen.alarm;
    match danger.failure.kind {
        FailureKind::Full => &words.next_full,
        FailureKind::ReadOnly => &words.next_read_only,
        FailureKind::NotFound | FailureKind::Other => &words.next_gone,
        kind => &view.words.failure.of(kind).next,
    }
}

/// Each folder and why it takes nothing, with what to do about the failure.
fn media(sheet: &mut Sheet, view: &View, danger: &Danger) {
    let words = &view.words.screen.alarm;
    let failure = &danger.failure;
    let number = failure.errno.map(|errno| format!(" (errno {errno})")).unwrap_or_default();
    // The path is long and known; the system's own words must stay in one look.
    let cause = format!("{}: {}{number}", failure.op, failure.cause);
    if view.store.media.len() < 2 {
        sheet.text(3, &fill(&words.says, &[("cause", &cause)]));
    }
    for medium in view.store.media.iter().filter(|_| view.store.media.len() > 1) {
        let folder = medium.folder.display().to_string();
        let cause = medium
            .lost
            .as_ref()
            .map_or_else(|| cause.clone(), |lost| format!("{}: {}", lost.op, lost.cause));
        sheet.text(3, &fill(&words.medium, &[("folder", &folder), ("cause", &cause)]));
    }
    sheet.text(3, advice(danger, view));
}

/// That everything is saved, and where, when that is not where it was.
#[must_use]
pub fn saved_again(view: &View) -> String {
    let words = &view.words.screen.alarm;
    let there = view.store.moved_to().map(|folder| folder.display().to_string());
    there.map_or_else(|| words.over.clone(), |there| fill(&words.over_there, &[("folder", &there)]))
}

/// Each medium that takes nothing while another one does, with the reason and what to do.
fn lost_media(view: &View) -> Vec<(String, String)> {
    let advice = &view.words.cli.medium_lost;
    let told = |(folder, failure): (&Path, &Failure)| {
        let (folder, cause) = (folder.display().to_string(), failure.to_string());
        let facts = [("folder", folder.as_str()), ("cause", &cause)];
        (fill(&advice.what, &facts), fill(&advice.next, &facts))
    };
    view.session.lost_media().into_iter().map(told).collect()
}

fn over<'a>(view: &View<'a>, width: u16) -> Sheet<'a> {
    let words = &view.words.screen.alarm;
    let mut sheet = Sheet::new(width, *view.theme);
    let lost = lost_media(view);
    if lost.is_empty() || view.store.moved_to().is_some() {
        sheet.title(&saved_again(view));
        sheet.blank();
        sheet.text(3, &words.over_do);
        sheet.blank();
    }
    for (title, next) in &lost {
        sheet.title(title);
        sheet.text(3, next);
        sheet.blank();
    }
    sheet
}

fn all<'a>(view: &View<'a>, width: u16) -> Sheet<'a> {
    let mut sheet = Sheet::new(width, *view.theme);
    sheet.title(&view.words.screen.alarm.all);
    for line in on_paper::unsaved(view) {
        sheet.text(0, &line);
    }
    sheet
}

impl Screen for Alarm {
    fn mode(&self) -> Mode {
        if self.stage == Stage::Place { Mode::Text } else { Mode::Command }
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        let is_over = view.session.alarm().is_none();
        match (self.stage, press.intent) {
            (Stage::Place, _) => self.typed(press, view),
            (Stage::All, _) if !is_over => self.turned(press),
            (_, Intent::Enter) => self.choose(view),
            (_, Intent::Esc) => Outcome::go(Go::Step),
            (_, intent) if !is_over && self.options.key(intent) => Outcome::taken(),
            _ => Outcome::not_mine(),
        }
    }

    fn paste(&mut self, text: &str, _view: &View) -> Outcome {
        if self.stage != Stage::Place {
            return Outcome::not_mine();
        }
        self.place.insert(text);
        Outcome::taken()
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let area = whole(&canvas.areas());
        let mut from = self.from;
        let sheet = match (view.session.alarm(), self.stage) {
            (_, Stage::Place) => self.place_sheet(view, area.width),
            (None, _) => over(view, area.width),
            (Some(_), Stage::All) => all(view, area.width),
            (Some(danger), Stage::Choices) => self.sheet(view, danger, area.width),
        };
        // Where nothing has the focus, the row at the top is what a screen reader says (R149).
        canvas.put_caret(area.x, area.y);
        let height = sheet.draw(canvas, area, &mut from, &view.words.screen.told);
        let rows = sheet.height();
        drop(sheet);
        self.from = from;
        self.drawn = (rows, height);
    }

    fn speak(&mut self, view: &View) -> Speech {
        let words = &view.words.screen.alarm;
        let Some(danger) = view.session.alarm() else {
            let lost = lost_media(view);
            if lost.is_empty() || view.store.moved_to().is_some() {
                return Speech::about(flat(&saved_again(view))).detail(&words.over_do);
            }
            let mut texts = lost.into_iter().flat_map(|(what, next)| [flat(&what), next]);
            let subject = texts.next().unwrap_or_default();
            return Speech::about(subject).details(texts);
        };
        if self.stage == Stage::Place {
            let wanted = Wanted::new(&words.place_label, self.place.text(), &[Intent::Enter]);
            return Speech::about(spoken::question(&words.place_title))
                .detail(&words.place_how)
                .asking(Prompt::Field(wanted));
        }
        let unsaved = on_paper::unsaved(view);
        if self.stage == Stage::All {
            let lines = unsaved.iter().map(|line| flat(line));
            return Speech::about(&words.all).list(lines);
        }
        let (since, n) = (told::hms(view, danger.since.wall), unsaved.len().to_string());
        let template = if unsaved.is_empty() { &words.since_none } else { &words.since };
        let mut sheet = Sheet::new(u16::MAX, *view.theme);
        media(&mut sheet, view, danger);
        let last_try = told::hms(view, danger.last_try.wall);
        let retry = fill(&words.retry, &[("time", &last_try)]);
        Speech::about(flat(&words.title))
            .detail(fill(template, &[("time", &since), ("n", &n)]))
            .details(sheet.spoken(view))
            .detail(&view.words.screen.linear.alarm_paper)
            .list(unsaved.iter().map(|line| flat(line)))
            .question(&view.words.screen.linear.alarm_question)
            .choice(flat(&retry), take(RETRY))
            .choice(flat(&words.place), take(PLACE))
            .choice(flat(&words.show), take(SHOW))
            .choice(&view.words.screen.linear.alarm_back, take(BACK))
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.alarm;
        let mut keys = Vec::new();
        if self.stage == Stage::Place {
            keys.push(Live::key(Intent::Enter, &words.key_do));
            keys.push(Live::key(Intent::Esc, &words.key_alarm));
            keys.push(Live::key(Intent::Help, &words.key_help));
            return keys;
        }
        if view.session.alarm().is_none() {
            keys.push(Live::key(Intent::Enter, &words.key_step));
        } else if self.stage == Stage::All {
            keys.push(Live::key(Intent::Space, &words.key_page));
            keys.push(Live::key(Intent::Esc, &words.key_alarm));
        } else {
            let moves = [Intent::Up, Intent::Down, Intent::Digit(1), Intent::Digit(4)];
            keys.push(Live::keys(&moves, &words.key_move));
            keys.push(Live::key(Intent::Enter, &words.key_do));
            keys.push(Live::key(Intent::Esc, &words.key_step));
        }
        keys.push(Live::key(Intent::Help, &words.key_help));
        keys.push(Live::key(Intent::Outline, &words.key_outline));
        keys.push(Live::key(Intent::Log, &words.key_log));
        keys
    }

    fn has_rail(&self) -> bool {
        false
    }
}
