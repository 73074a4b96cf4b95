//! What people did, as it stands in the log (V): read only, the newest last. Of a long log only the
//! entries around the screen are laid out.

use super::contract::{Go, Live, Outcome, Screen};
use super::sheet::{Sheet, turn, whole};
use super::told;
use crate::domain::acts::{Act, Acts};
use crate::domain::ids::{EventId, Seq};
use crate::domain::state::Subject;
use crate::domain::time::Timestamp;
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::intent::{Intent, Press};
use crate::tui::view::View;
use crate::tui::widget::Canvas;

/// Column of an entry's words: number, time and initials stand before.
const WORDS_AT: u16 = 26;

/// Most entries that are laid out at once; more than any window of a terminal shows.
const WINDOW: usize = 200;

/// So many of them lie above the top of the screen after paging down, and below it after paging up.
const MARGIN: usize = WINDOW / 4;

/// The log.
#[derive(Clone, Debug)]
pub struct Log {
    from: usize,
    drawn: (usize, usize),
    /// The first entry that is laid out; none when the last one is.
    first: Option<Seq>,
    /// Where each entry that is laid out begins.
    starts: Vec<(Seq, usize)>,
    /// The row to begin with once it is laid out: an entry, and rows from there.
    anchor: Option<(Seq, isize)>,
    has_more: (bool, bool),
}

impl Default for Log {
    fn default() -> Self {
        let (drawn, has_more) = ((0, 0), (false, false));
        Self { from: usize::MAX, drawn, first: None, starts: Vec::new(), anchor: None, has_more }
    }
}

impl Log {
    /// As the screen looks when it is entered: at the newest entry.
    #[must_use]
    pub fn new(_view: &View) -> Self {
        Self::default()
    }

    /// Whether the intent leads out of the entries that are laid out; others are then.
    fn leaves(&mut self, intent: Intent, acts: &Acts) -> bool {
        let ((rows, height), (older, newer)) = (self.drawn, self.has_more);
        let step = match intent {
            Intent::Up | Intent::Down => 1,
            Intent::PageUp | Intent::PageDown | Intent::Space => height.max(1),
            Intent::Home if older => {
                (self.first, self.from) = (Some(Seq(1)), 0);
                return true;
            }
            Intent::End if newer => {
                (self.first, self.from) = (None, usize::MAX);
                return true;
            }
            _ => return false,
        };
        let is_up = matches!(intent, Intent::Up | Intent::PageUp);
        let leaves = if is_up {
            older && self.from < step
        } else {
            newer && self.from + height + step > rows
        };
        let Some((top, row)) = self.top().filter(|_| leaves) else { return false };
        let above = if is_up { WINDOW - MARGIN } else { MARGIN };
        let first = acts.before(top).take(above).last();
        self.first = Some(first.map_or(top, |act| act.event.seq));
        let moved = if is_up {
            row.saturating_sub_unsigned(step)
        } else {
            row.saturating_add_unsigned(step)
        };
        self.anchor = Some((top, moved));
        true
    }

    /// The entry on the first row, and how far that row is below its beginning.
    fn top(&self) -> Option<(Seq, isize)> {
        let after = self.starts.partition_point(|(_, start)| *start <= self.from);
        let (seq, start) = self.starts.get(after.saturating_sub(1))?;
        Some((*seq, isize::try_from(self.from).ok()? - isize::try_from(*start).ok()?))
    }

    /// The entries to lay out, and whether there are older and newer ones.
    fn acts(&self, acts: &Acts) -> (Vec<Act>, bool, bool) {
        let mut laid: Vec<Act> = match self.first {
            Some(first) => acts.from(first).take(WINDOW + 1).collect(),
            None => acts.iter().rev().take(WINDOW).collect(),
        };
        let newer = laid.len() > WINDOW;
        if self.first.is_none() {
            laid.reverse();
        }
        laid.truncate(WINDOW);
        let older = laid.first().is_some_and(|act| acts.before(act.event.seq).next().is_some());
        (laid, older, newer)
    }

    fn sheet<'a>(&mut self, view: &View<'a>, width: u16) -> Sheet<'a> {
        let (acts, older, newer) = self.acts(&view.session.state().acts);
        let mut sheet = Sheet::new(width, *view.theme).with_more((older, newer));
        self.has_more = (older, newer);
        self.starts.clear();
        if acts.is_empty() {
            sheet.text(0, &view.words.screen.told.nothing);
        }
        let mut day = None;
        for act in &acts {
            let date = act.at.date(view.now.offset);
            if day != Some(date) {
                sheet.heading(&date.to_string());
                day = Some(date);
            }
            self.starts.push((act.event.seq, sheet.height()));
            entry(&mut sheet, view, act);
        }
        if let Some((seq, row)) = self.anchor.take() {
            let start = self.starts.iter().find(|(start, _)| *start == seq);
            let start = start.map_or(0, |(_, start)| *start);
            self.from = start.saturating_add_signed(row);
        }
        sheet
    }
}

fn entry(sheet: &mut Sheet, view: &View, act: &Act) {
    let words = &view.words.screen.told;
    let who = told::who(view, &act.who);
    // What is not on disk has no number that anybody could look up.
    let is_unsaved = view.session.is_unsaved(&act.event);
    let number = if is_unsaved { fact::UNSAVED.to_owned() } else { act.event.seq.to_string() };
    let head = format!("{number:>4}  {}  {who}", told::hms(view, act.at));
    let mut line = told::with_reason(view, told::act(view, act), told::reason(view, act));
    if let Some(at) = happened_at(view, act) {
        line = format!("{line} ({})", fill(&words.happened, &[("time", &told::day_hm(view, at))]));
    }
    if act.is_taken_back {
        line = format!("[{}] {line}", words.taken_back);
    }
    sheet.labelled(&head, WORDS_AT, &line);
}

/// When it really happened, where that was said (R72).
fn happened_at(view: &View, act: &Act) -> Option<Timestamp> {
    let state = view.session.state();
    match &act.subject {
        Subject::Step(step, _) => {
            let (run, index) = state.find(step)?;
            let answered = run.steps.get(index)?.answered.as_ref()?;
            answered.happened_at.filter(|_| answered.event == act.event)
        }
        Subject::Note => told::note_of(state, &act.event)?.note.happened_at,
        Subject::Call => told::call_of(state, &act.event)?.call.happened_at,
        _ => None,
    }
}

impl Screen for Log {
    fn key(&mut self, press: Press, view: &View) -> Outcome {
        let (rows, height) = self.drawn;
        match press.intent {
            Intent::Esc | Intent::Enter => Outcome::go(Go::Back),
            intent if self.leaves(intent, &view.session.state().acts) => Outcome::taken(),
            intent if turn(&mut self.from, rows, height, intent) => Outcome::taken(),
            _ => Outcome::not_mine(),
        }
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let mut area = whole(&canvas.areas());
        let words = &view.words.screen.told;
        let n = view.session.lines().to_string();
        let mut head = Sheet::new(area.width, *view.theme);
        head.title(&fill(&words.log, &[("n", &n)]));
        let rows = u16::try_from(head.height()).unwrap_or(0).min(area.height);
        head.draw(canvas, area, &mut 0, words);
        area.y += rows;
        area.height -= rows;
        let sheet = self.sheet(view, area.width);
        let mut from = self.from;
        let height = sheet.draw(canvas, area, &mut from, words);
        self.from = from;
        // On the entry at the top: what a screen reader says next (R149).
        canvas.put_caret(area.x, area.y);
        self.drawn = (sheet.height(), height);
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.told;
        vec![
            Live::keys(&[Intent::Up, Intent::Down], &words.key_move),
            Live::keys(&[Intent::PageUp, Intent::PageDown], &words.key_page),
            Live::key(Intent::Esc, &words.key_back),
            Live::key(Intent::Help, &words.key_help),
            Live::key(Intent::Outline, &words.key_outline),
            Live::key(Intent::Note, &words.key_note),
            Live::keys(&[Intent::Home, Intent::End], &words.key_ends),
        ]
    }

    fn shows(&self, view: &View) -> Vec<EventId> {
        let (acts, ..) = self.acts(&view.session.state().acts);
        acts.into_iter().rev().map(|act| act.event).collect()
    }

    fn has_rail(&self) -> bool {
        false
    }
}
