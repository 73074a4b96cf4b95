//! What people did, as it stands in the log (V): the review timeline (S16, R68, R77, R104). Read
//! only, the newest last; a cursor on the entries, the entry under it in full below the list.
//!
//! Of a long log only the entries around the cursor are laid out. U corrects the entry under the
//! cursor, Enter shows its step. The same while the incident runs, after it is closed, and for
//! whoever only reads along.

use ratatui::layout::Rect;

use super::contract::{Go, Live, Outcome, Screen, Target};
use super::finder::Finder;
use super::log_kind::{Kind, TrackOf, step_of, track_of, tracks};
use super::log_row::{detail_rows, draw_row, heads};
use super::sheet::{Sheet, whole};
use super::{log_side, log_text};
use crate::domain::beside::Line;
use crate::domain::ids::{EventId, Seq};
use crate::domain::state::Subject;
use crate::i18n::fill;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::layout::Form;
use crate::tui::speech::Speech;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::Canvas;

/// Most entries that are laid out above and below the cursor; more than any window shows.
const WINDOW: usize = 100;

/// Rows of the entry in full, its rule included.
const DETAIL_ROWS: u16 = 6;
const DETAIL_ROWS_LARGE: u16 = 13;

/// The log.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// The entry under the cursor; none for the newest.
    at: Option<Seq>,
    pub(super) kind: Kind,
    track: Option<TrackOf>,
    pub(super) finder: Finder,
    /// Rows of the list that are shown, and how far below its top the cursor is.
    height: usize,
    below_top: usize,
}

/// Lines that are laid out, which of them is the cursor's, and whether more lie on each side.
pub(super) type Laid = (Vec<Line>, usize, (bool, bool));

impl Log {
    /// As the screen looks when it is entered: on the newest entry.
    #[must_use]
    pub fn new(_view: &View) -> Self {
        Self { below_top: usize::MAX, ..Self::default() }
    }

    fn takes(&self, line: &Line, view: &View) -> bool {
        self.kind.takes(line, view)
            && (self.track.is_none() || track_of(line, view) == self.track)
            && (!self.finder.is_narrow() || self.finder.finds(&searched(line, view)))
    }

    /// The lines before this record, newest first.
    fn before<'v>(&'v self, seq: Seq, view: &'v View) -> impl Iterator<Item = Line> + 'v {
        let acts = &view.session.state().acts;
        let older = (1..seq.0).rev().filter_map(|number| acts.line(Seq(number)));
        older.filter(|line| self.takes(line, view))
    }

    /// The lines from this record on, oldest first.
    fn from<'v>(&'v self, seq: Seq, view: &'v View) -> impl Iterator<Item = Line> + 'v {
        let acts = &view.session.state().acts;
        let newer = (seq.0..=acts.newest().0).filter_map(|number| acts.line(Seq(number)));
        newer.filter(|line| self.takes(line, view))
    }

    /// The line under the cursor, or the nearest one that is shown.
    fn here(&self, view: &View) -> Option<Line> {
        let end = Seq(view.session.state().acts.newest().0 + 1);
        let Some(at) = self.at else { return self.before(end, view).next() };
        self.from(at, view).next().or_else(|| self.before(at, view).next())
    }

    /// The lines to lay out, which of them is the cursor's, and whether more lie on each side.
    pub(super) fn laid(&self, view: &View) -> Laid {
        let Some(here) = self.here(view) else { return (Vec::new(), 0, (false, false)) };
        let mut above: Vec<Line> = self.before(here.seq(), view).take(WINDOW + 1).collect();
        let older = above.len() > WINDOW;
        above.truncate(WINDOW);
        above.reverse();
        let at = above.len();
        let mut lines = above;
        let mut below: Vec<Line> = self.from(here.seq(), view).take(WINDOW + 2).collect();
        let newer = below.len() > WINDOW + 1;
        below.truncate(WINDOW + 1);
        lines.extend(below);
        (lines, at, (older, newer))
    }

    /// Moves the cursor by so many lines.
    fn go(&mut self, by: isize, view: &View) {
        let Some(here) = self.here(view) else { return };
        let far = by.unsigned_abs();
        let to = if by < 0 {
            self.before(here.seq(), view).take(far).last()
        } else {
            self.from(here.seq(), view).skip(1).take(far).last()
        };
        self.below_top = match by {
            1 => self.below_top.saturating_add(1),
            -1 => self.below_top.saturating_sub(1),
            _ => self.below_top,
        };
        self.at = Some(to.map_or(here.seq(), |line| line.seq()));
    }

    fn page(&self) -> isize {
        isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(10)
    }

    /// The next track, or all of them behind the last.
    fn turn_track(&mut self, by: usize, view: &View) {
        let known: Vec<TrackOf> = tracks(view).into_iter().map(|(track, _)| track).collect();
        let count = known.len() + 1;
        let here = self.track.as_ref().and_then(|track| known.iter().position(|k| k == track));
        let at = (here.map_or(0, |at| at + 1) + by) % count;
        self.track = at.checked_sub(1).and_then(|at| known.get(at)).cloned();
    }

    fn turn_kind(&mut self, by: usize) {
        self.kind = self.kind.turned(by);
    }

    /// Shows the step of the entry, or the entry that a correction is about.
    fn enter(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.log;
        let Some(line) = self.here(view) else { return Outcome::go(Go::Back) };
        if let Line::Act(act) = &line
            && let Subject::Correction(target) | Subject::Custody(target) = &act.subject
        {
            (self.kind, self.track, self.finder) = (Kind::All, None, Finder::default());
            self.at = Some(target.seq);
            return Outcome::taken();
        }
        match step_of(&line, view) {
            Some(step) => Outcome::go(Go::StepAt(step)),
            None => Outcome::say(fill(&words.no_step, &[("n", &line.seq().to_string())])),
        }
    }

    /// The list with the cursor, and the rows of it that have room.
    fn list(&mut self, canvas: &mut Canvas, area: Rect, laid: &Laid, view: &View) {
        let words = &view.words.screen.told;
        let (lines, at, more) = (&laid.0, laid.1, laid.2);
        let mut sheet = Sheet::new(area.width, *view.theme).with_more(more);
        if lines.is_empty() {
            let is_all = self.kind == Kind::All && self.track.is_none();
            let none = if is_all && !self.finder.is_narrow() {
                &words.nothing
            } else {
                &view.words.screen.log.none
            };
            sheet.text(3, none);
        }
        let (mut day, mut cursor_row) = (None, 0);
        for (nth, line) in lines.iter().enumerate() {
            let date = line.at().date(view.now.offset);
            if day != Some(date) {
                sheet.heading(&date.to_string());
                day = Some(date);
            }
            if nth == at {
                cursor_row = sheet.height();
            }
            sheet.focusable(draw_row(line, area.width, view), nth == at);
        }
        let room = usize::from(area.height).saturating_sub(2);
        self.below_top = self.below_top.min(room);
        let mut from = cursor_row.saturating_sub(self.below_top);
        self.height = sheet.draw(canvas, area, &mut from, words);
        self.below_top = cursor_row.saturating_sub(from);
    }

    /// What is shown, and how to show less; what is looked for in its place.
    fn narrowing(&self, canvas: &mut Canvas, row: Rect, count: usize, view: &View) {
        let words = &view.words.screen.log;
        if self.finder.draw(canvas, row, count, view) {
            return;
        }
        let known = tracks(view);
        let track = known.into_iter().find(|(track, _)| self.track.as_ref() == Some(track));
        let track = track.map_or_else(|| words.all.clone(), |(_, title)| title);
        let kind = self.kind.name(words);
        let text = fill(&words.narrowed, &[("kind", kind), ("track", &track)]);
        canvas.print(row, (row.x, row.y), &text, Role::Text);
    }
}

/// Whether the log is closed and only looked back at: what is said about it now stands apart.
fn is_review(view: &View) -> bool {
    view.session.state().closed.is_some()
}

/// What a line is looked for by.
fn searched(line: &Line, view: &View) -> String {
    let cells = log_text::cells(line, view);
    let full = log_text::full(line, view);
    format!("{} {} {} {} {full}", cells.number, cells.time, cells.who, cells.words)
}

impl Screen for Log {
    fn mode(&self) -> Mode {
        self.finder.mode()
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        if self.finder.key(press.intent) {
            return Outcome::taken();
        }
        match press.intent {
            Intent::Esc => return Outcome::go(Go::Back),
            Intent::Enter => return self.enter(view),
            Intent::Note if is_review(view) => {
                let entry = self.here(view).map(|line| line.seq());
                return entry.map_or_else(Outcome::not_mine, |seq| Outcome::go(Go::Comment(seq)));
            }
            Intent::Up => self.go(-1, view),
            Intent::Down => self.go(1, view),
            Intent::PageUp => self.go(-self.page(), view),
            Intent::PageDown | Intent::Space => self.go(self.page(), view),
            Intent::Home => (self.at, self.below_top) = (Some(Seq(1)), 1),
            Intent::End => (self.at, self.below_top) = (None, usize::MAX),
            Intent::Right => self.turn_kind(1),
            Intent::Left => self.turn_kind(Kind::ALL.len() - 1),
            Intent::Tab => self.turn_track(1, view),
            Intent::BackTab => self.turn_track(tracks(view).len(), view),
            _ => return Outcome::not_mine(),
        }
        Outcome::taken()
    }

    fn paste(&mut self, text: &str, _view: &View) -> Outcome {
        self.finder.paste(text)
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let areas = canvas.areas();
        let is_small = areas.form == Form::Reduced || areas.form == Form::TooSmall;
        let is_large = areas.form == Form::Large;
        let area = if is_large { areas.work } else { whole(&areas) };
        canvas.row(area, area.y, &log_side::head(view));
        if is_large {
            log_side::side(canvas, self.kind, self.track.as_ref(), view);
        }
        let mut top = 1;
        let has_narrowing = !is_small || self.finder.is_open() || self.finder.is_narrow();
        top += u16::from(has_narrowing);
        if !is_small {
            canvas.row(area, area.y + top, &heads(view));
            top += 1;
        }
        let for_detail = match areas.form {
            Form::Large => DETAIL_ROWS_LARGE,
            Form::Full => DETAIL_ROWS,
            Form::Reduced | Form::TooSmall => 0,
        };
        let detail = Rect {
            y: area.bottom().saturating_sub(for_detail).max(area.y),
            height: for_detail.min(area.height),
            ..area
        };
        let laid = self.laid(view);
        if let Some(line) = laid.0.get(laid.1).filter(|_| for_detail > 0) {
            canvas.rule(Rect { height: 1, ..detail }, '-');
            let rows = detail_rows(line, detail.width, view);
            let inside =
                Rect { y: detail.y + 1, height: detail.height.saturating_sub(1), ..detail };
            canvas.rows(inside.intersection(area), &rows, 0);
        }
        let top = top.min(area.height);
        let height = area.height.saturating_sub(top + for_detail);
        self.list(canvas, Rect { y: area.y + top, height, ..area }, &laid, view);
        // Last, so that the caret stays where letters go.
        if has_narrowing {
            let row = Rect { y: area.y + 1, height: 1, ..area }.intersection(area);
            self.narrowing(canvas, row, laid.0.len(), view);
        }
    }

    /// The newest first: whoever listens wants to know what was last.
    fn speak(&mut self, view: &View) -> Speech {
        self.speech(view)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.log;
        let told = &view.words.screen.told;
        let mut keys = vec![Live::keys(&[Intent::Up, Intent::Down], &words.key_entry)];
        if self.finder.is_open() {
            keys.push(Live::key(Intent::Enter, &words.key_keep));
            keys.push(Live::key(Intent::Esc, &words.key_all));
            keys.push(Live::key(Intent::Help, &told.key_help));
            keys.push(Live::keys(&[Intent::PageUp, Intent::PageDown], &told.key_page));
            keys.push(Live::key(Intent::Backspace, &view.words.screen.note.key_erase));
            return keys;
        }
        keys.push(Live::keys(&[Intent::Left, Intent::Right], &words.key_kind));
        keys.push(Live::key(Intent::Find, &words.key_find));
        let does = if self.finder.is_narrow() { &words.key_all } else { &told.key_back };
        keys.push(Live::key(Intent::Esc, does));
        keys.push(Live::key(Intent::Help, &told.key_help));
        if view.session.state().closed.is_none() {
            keys.push(Live::key(Intent::Undo, &view.words.screen.step.key_correct));
        } else {
            keys.push(Live::key(Intent::Note, &words.key_comment));
        }
        keys.push(Live::key(Intent::Tab, &words.key_track));
        keys.push(Live::key(Intent::Copy, &words.key_copy));
        keys.push(Live::keys(&[Intent::PageUp, Intent::PageDown], &told.key_page));
        keys.push(Live::keys(&[Intent::Home, Intent::End], &told.key_ends));
        keys.push(Live::key(Intent::Outline, &told.key_outline));
        keys
    }

    fn corrects(&self, view: &View) -> Target {
        match self.here(view) {
            Some(Line::Act(act)) => Target::Entry(act.event),
            Some(Line::Beside(seq, ..)) => Target::Fixed(seq),
            None => Target::Newest,
        }
    }

    fn shows(&self, view: &View) -> Vec<EventId> {
        let (lines, ..) = self.laid(view);
        let event = |line: Line| match line {
            Line::Act(act) => Some(act.event),
            Line::Beside(..) => None,
        };
        lines.into_iter().rev().filter_map(event).collect()
    }

    fn has_rail(&self) -> bool {
        false
    }
}
