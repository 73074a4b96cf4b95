//! The record is in danger (S14, plain form): the act is not ticked, and the person has something
//! to do.
//!
//! Shows what is in memory only, for copying to paper, with the system's own words. The alarm ends
//! when the disk obeys, not when this screen is left: row 2 is the application's and keeps it
//! (R87).

use super::contract::{Go, Live, Outcome, Screen};
use super::sheet::{Sheet, turn, whole};
use super::told;
use crate::i18n::fill;
use crate::session::Alarm as Danger;
use crate::tui::intent::{Intent, Press};
use crate::tui::request::Request;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::{Canvas, Options};

/// Rows of entries beside the options; the rest is one choice away.
const LINES_MAX: usize = 4;

/// Where the choices stand.
const RETRY: usize = 0;
const SHOW: usize = 1;
const BACK: usize = 2;

/// The alarm.
#[derive(Clone, Debug)]
pub struct Alarm {
    options: Options,
    shows_all: bool,
    from: usize,
    /// Rows and height of the last drawing of the whole list, for turning its pages.
    drawn: (usize, usize),
}

impl Default for Alarm {
    fn default() -> Self {
        // Trying again harms nothing.
        let options = Options::starting_at(3, RETRY);
        Self { options, shows_all: false, from: 0, drawn: (0, 0) }
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
            Some(SHOW) => {
                self.shows_all = true;
                self.from = 0;
                Outcome::taken()
            }
            Some(BACK) => Outcome::go(Go::Step),
            _ => Outcome::request(Request::Retry).and_say(view.words.screen.alarm.trying.clone()),
        }
    }

    fn sheet<'a>(&self, view: &View<'a>, danger: &Danger, width: u16) -> Sheet<'a> {
        let words = &view.words.screen.alarm;
        let mut sheet = Sheet::new(width, *view.theme);
        let lines = unsaved(view);
        let (since, n) = (told::hms(view, danger.since.wall), lines.len().to_string());
        sheet.title(&words.title);
        sheet.blank();
        let template = if lines.is_empty() { &words.since_none } else { &words.since };
        sheet.text(3, &fill(template, &[("time", &since), ("n", &n)]));
        let failure = &danger.failure;
        let number = failure.errno.map(|errno| format!(" (errno {errno})")).unwrap_or_default();
        // The path is long and known; the system's own words must stay in one look.
        let cause = format!("{}: {}{number}", failure.op, failure.cause);
        sheet.text(3, &fill(&words.says, &[("cause", &cause)]));
        let advice = view.words.failure.of(danger.failure.kind);
        sheet.text(3, &advice.next);
        if !lines.is_empty() {
            sheet.blank();
            let before = sheet.height();
            sheet.running(&fill(&words.copy, &[("n", &n)]), 3, Role::Title);
            let mut shown = 0;
            for line in &lines {
                if shown > 0 && sheet.height() - before > LINES_MAX {
                    break;
                }
                sheet.text(3, line);
                shown += 1;
            }
            if shown < lines.len() {
                let rest = (lines.len() - shown).to_string();
                sheet.text(3, &fill(&words.more, &[("n", &rest)]));
            }
        }
        sheet.blank();
        let last_try = told::hms(view, danger.last_try.wall);
        let retry = fill(&words.retry, &[("time", &last_try)]);
        let texts = [retry.as_str(), &words.show, &words.back];
        for (at, text) in texts.into_iter().enumerate() {
            sheet.option(Some(at + 1), text, self.options.selected() == Some(at));
        }
        sheet
    }
}

/// One line for each entry that is not on disk, in order.
fn unsaved(view: &View) -> Vec<String> {
    let operator = view.session.state().operator.as_ref();
    let who = operator.map(ToString::to_string).unwrap_or_default();
    let events = view.session.unsaved();
    events.into_iter().map(|event| format!("{who}  {}", told::event(view, event))).collect()
}

fn over<'a>(view: &View<'a>, width: u16) -> Sheet<'a> {
    let words = &view.words.screen.alarm;
    let mut sheet = Sheet::new(width, *view.theme);
    sheet.title(&words.over);
    sheet.blank();
    sheet.text(3, &words.over_do);
    sheet
}

fn all<'a>(view: &View<'a>, width: u16) -> Sheet<'a> {
    let mut sheet = Sheet::new(width, *view.theme);
    sheet.title(&view.words.screen.alarm.all);
    for line in unsaved(view) {
        sheet.text(0, &line);
    }
    sheet
}

impl Screen for Alarm {
    fn key(&mut self, press: Press, view: &View) -> Outcome {
        let is_over = view.session.alarm().is_none();
        if self.shows_all && !is_over {
            let (rows, height) = self.drawn;
            if matches!(press.intent, Intent::Esc | Intent::Enter) {
                self.shows_all = false;
                self.from = 0;
                return Outcome::taken();
            }
            return if turn(&mut self.from, rows, height, press.intent) {
                Outcome::taken()
            } else {
                Outcome::not_mine()
            };
        }
        match press.intent {
            Intent::Enter => self.choose(view),
            Intent::Esc => Outcome::go(Go::Step),
            intent if !is_over && self.options.key(intent) => Outcome::taken(),
            _ => Outcome::not_mine(),
        }
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let area = whole(&canvas.areas());
        let mut from = self.from;
        let sheet = match view.session.alarm() {
            None => over(view, area.width),
            Some(_) if self.shows_all => all(view, area.width),
            Some(danger) => self.sheet(view, danger, area.width),
        };
        let height = sheet.draw(canvas, area, &mut from, &view.words.screen.told);
        self.from = from;
        self.drawn = (sheet.height(), height);
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.alarm;
        let mut keys = Vec::new();
        if view.session.alarm().is_none() {
            keys.push(Live::key(Intent::Enter, &words.key_step));
        } else if self.shows_all {
            keys.push(Live::key(Intent::Space, &words.key_page));
            keys.push(Live::key(Intent::Esc, &words.key_alarm));
        } else {
            let moves = [Intent::Up, Intent::Down, Intent::Digit(1), Intent::Digit(3)];
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
