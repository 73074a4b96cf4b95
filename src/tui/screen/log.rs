//! What people did, as it stands in the log (V): read only, the newest last.

use super::contract::{Go, Live, Outcome, Screen};
use super::sheet::{Sheet, turn, whole};
use super::told;
use crate::domain::state::{Act, Subject};
use crate::domain::time::Timestamp;
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::intent::{Intent, Press};
use crate::tui::view::View;
use crate::tui::widget::Canvas;

/// Column of an entry's words: number, time and initials stand before.
const WORDS_AT: u16 = 26;

/// The log.
#[derive(Clone, Debug)]
pub struct Log {
    from: usize,
    drawn: (usize, usize),
}

impl Default for Log {
    fn default() -> Self {
        Self { from: usize::MAX, drawn: (0, 0) }
    }
}

impl Log {
    /// As the screen looks when it is entered: at the newest entry.
    #[must_use]
    pub fn new(_view: &View) -> Self {
        Self::default()
    }
}

fn sheet<'a>(view: &View<'a>, width: u16) -> Sheet<'a> {
    let state = view.session.state();
    let mut sheet = Sheet::new(width, *view.theme);
    if state.acts.is_empty() {
        sheet.text(0, &view.words.screen.told.nothing);
    }
    let mut day = None;
    for act in &state.acts {
        let date = act.at.wall.date(view.now.offset);
        if day != Some(date) {
            sheet.heading(&date.to_string());
            day = Some(date);
        }
        entry(&mut sheet, view, act);
    }
    sheet
}

fn entry(sheet: &mut Sheet, view: &View, act: &Act) {
    let words = &view.words.screen.told;
    let who = told::who(view, &act.who);
    // What is not on disk has no number that anybody could look up.
    let is_unsaved = view.session.is_unsaved(&act.event);
    let number = if is_unsaved { fact::UNSAVED.to_owned() } else { act.event.seq.to_string() };
    let head = format!("{number:>4}  {}  {who}", told::hms(view, act.at.wall));
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
    fn key(&mut self, press: Press, _view: &View) -> Outcome {
        let (rows, height) = self.drawn;
        match press.intent {
            Intent::Esc | Intent::Enter => Outcome::go(Go::Back),
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
        let sheet = sheet(view, area.width);
        let mut from = self.from;
        let height = sheet.draw(canvas, area, &mut from, words);
        self.from = from;
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

    fn has_rail(&self) -> bool {
        false
    }
}
