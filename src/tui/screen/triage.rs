//! The symptom helper (S2): from what is seen to the right runbook, without a diagnosis.
//!
//! The ranking is a plain count that gives its reasons (R133), patients first (R134). Nothing is
//! recorded here; the marks go into the first entry once an incident starts. "None of these" leads
//! to the blank log (R135).

use ratatui::layout::Rect;

use super::contract::{Go, Live, Outcome, Screen};
use super::picker_purpose::{Purpose, add};
use super::sheet::{Sheet, whole};
use super::spoken;
use crate::domain::ids::{RunbookId, SymptomId};
use crate::domain::router::{Fit, Router, Sign};
use crate::i18n::fill;
use crate::runbook::router;
use crate::tui::intent::{Intent, Press};
use crate::tui::speech::{Speech, flat, reach};
use crate::tui::view::{ShelfEntry, View};
use crate::tui::widget::Canvas;

/// The runbook that is opened when none fits.
pub const BLANK_LOG: &str = "blank-log";

/// Column of a sign's words: cursor, mark and number stand before.
const TITLE_AT: u16 = 8;

/// Rows that the ranking keeps at the bottom of a small window.
const FITS_ROWS: u16 = 5;

/// The screen.
#[derive(Clone, Debug, Default)]
pub struct Triage {
    at: usize,
    marked: Vec<SymptomId>,
    /// Which of the fits is taken.
    fit: usize,
    from: usize,
}

impl Triage {
    /// With nothing marked.
    #[must_use]
    pub fn new(_view: &View) -> Self {
        Self::default()
    }

    /// The signs behind the cursor's rows; the row after the last one is "none of these".
    fn last() -> usize {
        router::shipped().signs.len()
    }

    /// The runbooks of the shelf that answer what is marked.
    fn fits<'v>(&self, view: &View<'v>) -> Vec<(Fit, &'v ShelfEntry)> {
        let books = view.shelf.iter().map(|entry| &entry.copy.runbook);
        let own: Vec<(RunbookId, Vec<SymptomId>)> =
            books.map(|book| (book.id.clone(), book.symptoms.clone())).collect();
        let fits = router::shipped().fits(&self.marked, &own);
        let on_shelf = |fit: Fit| {
            let mut books = view.shelf.iter();
            let entry = books.find(|entry| entry.copy.runbook.id == fit.runbook)?;
            Some((fit, entry))
        };
        fits.into_iter().filter_map(on_shelf).collect()
    }

    fn mark(&mut self, at: usize) -> Outcome {
        let Some(sign) = router::shipped().signs.get(at) else { return Outcome::taken() };
        match self.marked.iter().position(|id| *id == sign.id) {
            Some(place) => drop(self.marked.remove(place)),
            None => self.marked.push(sign.id.clone()),
        }
        self.fit = 0;
        Outcome::taken()
    }

    fn enter(&self, view: &View) -> Outcome {
        if self.at == Self::last() {
            return start_blank(view);
        }
        let fits = self.fits(view);
        match fits.get(self.fit) {
            // From the menu of an open incident: one more runbook for it (R136).
            Some((_, entry)) if is_adding(view) => add(entry, &Purpose::Add, view),
            Some((_, entry)) => {
                let copy = Box::new(entry.copy.clone());
                Outcome::go(Go::Start(copy, self.marked_in_order()))
            }
            None => Outcome::say(view.words.screen.triage.mark_first.clone()),
        }
    }

    /// In the order of the list, however they were marked.
    fn marked_in_order(&self) -> Vec<SymptomId> {
        let signs = router::shipped().signs.iter().map(|sign| &sign.id);
        signs.filter(|id| self.marked.contains(id)).cloned().collect()
    }

    fn turn(&mut self, intent: Intent, view: &View) {
        let count = self.fits(view).len().max(1);
        let step = if intent == Intent::Right { 1 } else { count - 1 };
        self.fit = (self.fit + step) % count;
    }

    fn list<'v>(&self, view: &View<'v>, width: u16, router: &'v Router) -> Sheet<'v> {
        let words = &view.words.screen.triage;
        let mut sheet = Sheet::new(width, *view.theme);
        for (at, sign) in router.signs.iter().enumerate() {
            let mark = if self.marked.contains(&sign.id) { "[x]" } else { "[ ]" };
            let head = format!("{mark} {:>2}", at + 1);
            sheet.choice(&head, TITLE_AT + 2, sign.title.get(view.lang), self.at == at);
        }
        let is_here = self.at == router.signs.len();
        sheet.choice("", TITLE_AT + 2, &words.none, is_here);
        sheet
    }

    fn ranking<'v>(&self, view: &View<'v>, width: u16, with_reasons: bool) -> Sheet<'v> {
        let words = &view.words.screen.triage;
        let mut sheet = Sheet::new(width, *view.theme);
        sheet.heading(&words.fits);
        let fits = self.fits(view);
        if fits.is_empty() {
            sheet.text(3, &words.mark_first);
        }
        let all = self.marked.len().to_string();
        // In a small window the rows follow the one that is taken.
        let rows = if with_reasons { fits.len() } else { usize::from(FITS_ROWS) - 1 };
        let from = (self.fit + 1).saturating_sub(rows);
        for (at, (fit, entry)) in fits.iter().enumerate().skip(from).take(rows) {
            let n = fit.signs.len().to_string();
            let template = if fit.is_vital { &words.count_vital } else { &words.count };
            let count = fill(template, &[("n", &n), ("all", &all)]);
            let title = entry.copy.runbook.title.get(view.lang);
            let is_taken = at == self.fit;
            let cursor = if is_taken { ">" } else { "" };
            sheet.labelled(cursor, 3, &format!("{title}   ({count})"));
            if with_reasons {
                sheet.text(6, &because(fit, view));
            }
        }
        if with_reasons || fits.is_empty() {
            sheet.blank();
            sheet.text(0, &words.becomes_entry);
        }
        if with_reasons && fits.len() > 1 {
            sheet.text(0, &words.two_fit);
        }
        sheet
    }
}

fn because(fit: &Fit, view: &View) -> String {
    let signs = fit.signs.iter().filter_map(|id| router::shipped().sign(id));
    let signs: Vec<&str> = signs.map(|sign: &Sign| sign.title.get(view.lang)).collect();
    fill(&view.words.screen.triage.because, &[("signs", &signs.join(" + "))])
}

/// The question about patients, with the number of the site's doctor where one is known (R134). The
/// number before the name, which may be cut.
fn patients_first(view: &View) -> String {
    let words = &view.words.screen.triage;
    view.site.site.for_patients().map_or_else(
        || words.urgent.clone(),
        |(doctor, line)| {
            fill(&words.urgent_number, &[("number", &line.at), ("name", &doctor.name)])
        },
    )
}

/// Whether an incident is open, to which the choice is added.
fn is_adding(view: &View) -> bool {
    let state = view.session.state();
    state.opened.is_some() && state.closed.is_none()
}

/// The start form for the blank log; in an open incident that is the blank log added to it.
pub(super) fn start_blank(view: &View) -> Outcome {
    let mut shelf = view.shelf.iter();
    match shelf.find(|entry| entry.copy.runbook.id.as_str() == BLANK_LOG) {
        Some(entry) if is_adding(view) => add(entry, &Purpose::Add, view),
        Some(entry) => Outcome::go(Go::Start(Box::new(entry.copy.clone()), Vec::new())),
        None => Outcome::say(view.words.screen.picker.no_shelf.clone()),
    }
}

impl Screen for Triage {
    fn key(&mut self, press: Press, view: &View) -> Outcome {
        match press.intent {
            Intent::Enter => self.enter(view),
            Intent::Esc if is_adding(view) => Outcome::go(Go::Back),
            Intent::Esc => Outcome::go(Go::Picker),
            Intent::Space => self.mark(self.at),
            Intent::Digit(digit @ 1..) => {
                self.at = usize::from(digit) - 1;
                self.mark(self.at)
            }
            Intent::Left | Intent::Right => {
                self.turn(press.intent, view);
                Outcome::taken()
            }
            Intent::Up | Intent::Down | Intent::Home | Intent::End => {
                self.at = match press.intent {
                    Intent::Up => self.at.checked_sub(1).unwrap_or_else(Self::last),
                    Intent::Down if self.at == Self::last() => 0,
                    Intent::Down => self.at + 1,
                    Intent::Home => 0,
                    _ => Self::last(),
                };
                Outcome::taken()
            }
            _ => Outcome::not_mine(),
        }
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let areas = canvas.areas();
        let area = whole(&areas);
        let words = &view.words.screen;
        let is_large = areas.form == crate::tui::layout::Form::Large;
        let mut head = Sheet::new(area.width, *view.theme);
        head.title(&words.triage.title);
        let rows = u16::try_from(head.height()).unwrap_or(1).min(area.height);
        let body = Rect { y: area.y + rows, height: area.height - rows, ..area };
        let (list, ranking) = if is_large {
            let width = body.width / 2;
            let right = Rect { x: body.x + width + 2, width: body.width - width - 2, ..body };
            (Rect { width, ..body }, right)
        } else {
            let below = FITS_ROWS.min(body.height / 3);
            let height = body.height - below;
            (Rect { height, ..body }, Rect { y: body.y + height, height: below, ..body })
        };
        let sheet = self.ranking(view, ranking.width, is_large);
        sheet.draw(canvas, ranking, &mut 0, &words.told);
        head.draw(canvas, area, &mut 0, &words.told);
        // Last, so that the hardware cursor is on the sign.
        let sheet = self.list(view, list.width, router::shipped());
        sheet.draw(canvas, list, &mut self.from, &words.told);
    }

    fn speak(&mut self, view: &View) -> Speech {
        let (words, lines) = (&view.words.screen.triage, &view.words.screen.linear);
        let router = router::shipped();
        let mut speech =
            Speech::about(spoken::question(&words.title)).standing(flat(&patients_first(view)));
        for (at, sign) in router.signs.iter().enumerate() {
            let is_marked = self.marked.contains(&sign.id);
            let mark = if is_marked { lines.marked.as_str() } else { "" };
            let text = spoken::joined([sign.title.get(view.lang), mark]);
            speech = speech.choice(text, reach(Some(self.at), at, &[Intent::Space]));
        }
        let fits = self.fits(view);
        for (at, (fit, entry)) in fits.iter().enumerate() {
            let n = fit.signs.len().to_string();
            let template = if fit.is_vital { &words.count_vital } else { &words.count };
            let all = self.marked.len().to_string();
            let count = fill(template, &[("n", &n), ("all", &all)]);
            let title = entry.copy.runbook.title.get(view.lang);
            let text = fill(&lines.fits, &[("title", title), ("count", &count)]);
            let turns = (at + fits.len() - self.fit) % fits.len();
            let turns = std::iter::repeat_n(Intent::Right, turns);
            let presses = std::iter::once(Intent::Home).chain(turns).chain([Intent::Enter]);
            let head = (at == 0).then(|| spoken::question(&words.fits));
            speech.offer(head, text, presses.collect());
        }
        speech.choice(&words.none, vec![Intent::End, Intent::Enter])
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.triage;
        let picker = &view.words.screen.picker;
        let mut keys = Vec::new();
        let fits = self.fits(view).len();
        if self.at == Self::last() {
            keys.push(Live::key(Intent::Enter, &words.key_blank));
        } else {
            keys.push(Live::key(Intent::Space, &words.key_mark));
            if fits > 0 {
                let does = if self.fit == 0 { &words.key_best } else { &words.key_this };
                keys.push(Live::key(Intent::Enter, does));
            }
        }
        if fits > 1 {
            keys.push(Live::key(Intent::Right, &words.key_other));
        }
        keys.push(Live::keys(&[Intent::Up, Intent::Down], &words.key_move));
        keys.push(Live::key(Intent::Esc, &words.key_back));
        keys.push(Live::key(Intent::Help, &picker.key_help));
        keys.push(Live::key(Intent::Quit, &picker.key_quit));
        keys
    }

    fn heading(&self, view: &View) -> Option<String> {
        (!is_adding(view)).then(|| view.words.screen.frame.no_incident.clone())
    }

    fn urgent(&self, view: &View) -> Option<String> {
        Some(patients_first(view))
    }

    fn has_rail(&self) -> bool {
        false
    }
}
