//! All steps with their marks (O). Looking changes nothing (R12); Enter shows the step.
//!
//! Space marks steps that were done before anybody opened the program; Enter on marks asks one time
//! for all of them (R17). F finds.

use super::before::Before;
use super::contract::{Go, Live, Outcome, Screen};
use super::finder::Finder;
use super::sheet::{Sheet, whole};
use super::told;
use crate::domain::act::Answer;
use crate::domain::ids::StepRef;
use crate::domain::place::{Applies, Mark};
use crate::domain::state::{Outcome as Said, Run, Status, StepState};
use crate::domain::step::{Step, StepKind};
use crate::domain::text::Lang;
use crate::i18n::fill;
use crate::session::Effect;
use crate::tui::app::is_open;
use crate::tui::draft::{FormKind, FormName};
use crate::tui::fact;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::speech::Speech;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::columns;
use crate::tui::widget::{Canvas, Row};

/// Steps that a page key moves.
const PAGE_STEPS: usize = 10;

/// Below this an answer behind a title says nothing any more.
const SAID_CHARS_MIN: usize = 12;

/// Column of a step's number and title.
const TITLE_AT: u16 = 7;

/// The outline.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    pub(super) at: usize,
    from: usize,
    pub(super) before: Before,
    pub(super) finder: Finder,
}

impl Outline {
    /// As the screen looks when it is entered: on the current step.
    #[must_use]
    pub fn new(view: &View) -> Self {
        let current = view.session.state().in_hand(&view.now.moment);
        let at = all(view).iter().position(|step| Some(step) == current.as_ref());
        Self { at: at.unwrap_or(0), ..Self::default() }
    }

    /// The steps that are listed: all, or those that are looked for.
    pub(super) fn listed(&self, view: &View) -> Vec<StepRef> {
        let is_wanted = |step: &StepRef| {
            let (number, title) = fact::title(step, view);
            self.finder.finds(&format!("{number} {title}"))
        };
        all(view).into_iter().filter(is_wanted).collect()
    }

    /// Marks the step under the cursor and goes on to the next one.
    fn mark(&mut self, steps: &[StepRef], view: &View) -> Outcome {
        let Some(step) = steps.get(self.at) else { return Outcome::taken() };
        if let Some(why) = self.before.mark(step, view) {
            return Outcome::say(why);
        }
        self.at = (self.at + 1).min(steps.len().saturating_sub(1));
        Outcome::taken()
    }

    fn sheet<'a>(&self, view: &View<'a>, width: u16) -> Sheet<'a> {
        let words = &view.words.screen.told;
        let state = view.session.state();
        let here = view.session.state().in_hand(&view.now.moment);
        let mut sheet = Sheet::new(width, *view.theme);
        sheet.title(&words.outline);
        let listed = self.listed(view);
        let mut at = 0;
        for run in &state.runs {
            if state.runs.len() > 1 {
                let title = view.words.run.titled(run, view.lang);
                sheet.blank();
                sheet.running(&fill(&words.runbook, &[("title", &title)]), 0, Role::Title);
                let link = view.words.run.link(state, run, |at| fact::when(at, view));
                if let Some(link) = link {
                    sheet.text(0, &link);
                }
            }
            let mut index = 0;
            for (nth, phase) in (1..).zip(&run.copy.runbook.phases) {
                let steps = index..index + phase.steps.len();
                let done = |at: &usize| matches!(run.mark(*at), Mark::Done | Mark::DoneByTwo);
                let count = steps.clone().filter(done).count().to_string();
                let nth: i32 = nth;
                let title = phase.title.get(view.lang);
                let head = fill(&words.phase, &[("n", &nth.to_string()), ("title", title)]);
                let of = fill(&words.of, &[("n", &count), ("all", &phase.steps.len().to_string())]);
                let rows: Vec<(usize, StepRef)> = steps
                    .filter_map(|index| Some((index, run.step_ref(index)?)))
                    .filter(|(_, step)| listed.contains(step))
                    .collect();
                if !rows.is_empty() {
                    sheet.blank();
                    sheet.row(Row::default().at(0, head, Role::Label).right(of, Role::Text));
                }
                for (index, step) in rows {
                    let row = step_row(view, run, index, (here.as_ref(), width));
                    let sign = if self.before.has(&step) { "*" } else { "" };
                    sheet.focusable(row.at(2, sign, Role::Title), at == self.at);
                    at += 1;
                }
                index += phase.steps.len();
            }
        }
        sheet
    }
}

/// Every step of every runbook, in their order.
fn all(view: &View) -> Vec<StepRef> {
    let of_run = |run: &Run| (0..run.steps.len()).filter_map(|at| run.step_ref(at)).collect();
    view.session.state().runs.iter().flat_map(|run| -> Vec<StepRef> { of_run(run) }).collect()
}

fn step_row(view: &View, run: &Run, index: usize, (here, width): (Option<&StepRef>, u16)) -> Row {
    let words = &view.words.screen.told;
    let Some((_, step, state)) = run.get(index) else { return Row::blank() };
    let mark = run.mark(index);
    let role = match mark {
        Mark::Done | Mark::DoneByTwo => Role::Done,
        Mark::Skipped | Mark::CouldNot | Mark::Later => Role::Open,
        _ => Role::Text,
    };
    let title = format!("{:>2} {}", index + 1, step.title.get(view.lang));
    // The title is never cut for what stands behind it.
    let room = width.saturating_sub(TITLE_AT + columns(&title, *view.theme) + 3);
    let is_here = run.step_ref(index).as_ref() == here;
    let right = if is_here {
        words.here.clone()
    } else if state.answered.is_some() {
        let changed = run.is_path_changed(index).then_some(words.path_changed.as_str());
        said(view, step, state, changed, usize::from(room))
    } else if let Applies::Undecided(at) = run.applies(index) {
        fill(&words.undecided, &[("n", &(at + 1).to_string())])
    } else {
        String::new()
    };
    let row =
        Row::default().at(3, fact::mark(run, index, view), role).at(TITLE_AT, title, Role::Text);
    if right.is_empty() || columns(&right, *view.theme) > room {
        return row;
    }
    row.right(format!("{right} "), Role::Text)
}

/// When and by whom a step was answered, and what was said (R28), as far as there is room for it.
fn said(view: &View, step: &Step, state: &StepState, changed: Option<&str>, room: usize) -> String {
    let Some(answered) = state.answered.as_ref() else { return String::new() };
    let time = fact::when(answered.happened_at.unwrap_or(answered.at.wall), view);
    let line = format!("{time} {}", told::who(view, &answered.who));
    let agreed = answered.approval.as_ref();
    let agreed = agreed.map(|approval| view.words.agreement.of(approval, str::to_owned));
    let text = answer(&state.status, &step.kind, view.lang)
        .or_else(|| told::status_reason(&state.status).map(str::to_owned));
    let text = match (text, agreed) {
        (Some(text), Some(agreed)) => Some(format!("{agreed}, {text}")),
        (text, agreed) => text.or(agreed),
    };
    let text = match (text, changed) {
        (Some(text), Some(changed)) => format!("{changed}: {text}"),
        (Some(text), None) => text,
        (None, Some(changed)) => changed.to_owned(),
        (None, None) => return line,
    };
    let left = room.saturating_sub(line.chars().count() + 2);
    if text.chars().count() <= left {
        return format!("{text}  {line}");
    }
    if left < SAID_CHARS_MIN {
        return line;
    }
    let short: String = text.chars().take(left - 3).collect();
    format!("{}...  {line}", short.trim_end())
}

fn answer(status: &Status, kind: &StepKind, lang: Lang) -> Option<String> {
    let Status::Done { outcome, .. } = status else { return None };
    match (outcome, kind) {
        (Said::Observed(id), StepKind::Observe { states }) => {
            let state = states.iter().find(|state| state.id == *id)?;
            Some(state.title.get(lang).to_owned())
        }
        (Said::Chosen(Answer::Option(id)), StepKind::Decide { options, .. }) => {
            let option = options.iter().find(|option| option.id == *id)?;
            Some(option.title.get(lang).to_owned())
        }
        (Said::Chosen(Answer::CannotTell), _) => Some("?".to_owned()),
        _ => None,
    }
}

impl Screen for Outline {
    fn mode(&self) -> Mode {
        if self.before.is_asking() { Mode::Text } else { self.finder.mode() }
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        if self.before.is_asking() {
            return self.before.key(press.intent, view);
        }
        self.before.prune(view);
        if self.finder.key(press.intent) {
            self.at = 0;
            return Outcome::taken();
        }
        let steps = self.listed(view);
        let last = steps.len().saturating_sub(1);
        self.at = match press.intent {
            Intent::Up => self.at.saturating_sub(1),
            Intent::Down => (self.at + 1).min(last),
            Intent::PageUp => self.at.saturating_sub(PAGE_STEPS),
            Intent::PageDown => (self.at + PAGE_STEPS).min(last),
            Intent::Home => 0,
            Intent::End => last,
            Intent::Space if !is_open(view) => (self.at + PAGE_STEPS).min(last),
            Intent::Space => return self.mark(&steps, view),
            Intent::Enter if self.before.is_sending() => return Outcome::taken(),
            Intent::Enter if !self.before.is_empty() => {
                self.before.ask();
                return Outcome::taken();
            }
            Intent::Enter => {
                let Some(step) = steps.into_iter().nth(self.at) else { return Outcome::taken() };
                return Outcome::go(Go::StepAt(step));
            }
            Intent::Esc if !self.before.is_empty() => {
                self.before.clear();
                return Outcome::taken();
            }
            Intent::Esc => return Outcome::go(Go::Back),
            _ => return Outcome::not_mine(),
        };
        Outcome::taken()
    }

    fn paste(&mut self, text: &str, _view: &View) -> Outcome {
        if self.before.is_asking() { self.before.paste(text) } else { self.finder.paste(text) }
    }

    fn answer(&mut self, effect: &Effect, view: &View) -> Outcome {
        self.before.answer(effect, view)
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let mut area = whole(&canvas.areas());
        self.before.prune(view);
        let listed = self.listed(view).len();
        self.at = self.at.min(listed.saturating_sub(1));
        let mut from = self.from;
        let sheet = self.sheet(view, area.width);
        let row = ratatui::layout::Rect { height: 1.min(area.height), ..area };
        if self.finder.is_open() || self.finder.is_narrow() {
            area.y += row.height;
            area.height -= row.height;
        }
        sheet.draw(canvas, area, &mut from, &view.words.screen.told);
        self.from = from;
        // Last, so that the caret stays where letters go.
        self.finder.draw(canvas, row, listed, view);
        self.before.draw(canvas, view);
    }

    fn form(&self) -> Option<FormName> {
        Some(FormName::plain(FormKind::Before))
    }

    fn typed(&self) -> Vec<String> {
        self.before.typed()
    }

    fn retype(&mut self, texts: &[String]) {
        self.before.retype(texts);
    }

    fn speak(&mut self, view: &View) -> Speech {
        self.before.prune(view);
        self.speech(view)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.told;
        let find = &view.words.screen.log;
        let before = &view.words.screen.go_to;
        let note = &view.words.screen.note;
        let mut keys = vec![Live::keys(&[Intent::Up, Intent::Down], &words.key_move)];
        if self.before.is_asking() {
            return vec![
                Live::key(Intent::Enter, &before.key_before),
                Live::key(Intent::Esc, &words.key_back),
                Live::key(Intent::Help, &words.key_help),
                Live::key(Intent::Note, &words.key_note),
                Live::key(Intent::Backspace, &note.key_erase),
                Live::keys(&[Intent::Home, Intent::End], &note.key_ends),
            ];
        }
        if self.finder.is_open() {
            keys.push(Live::key(Intent::Enter, &find.key_keep));
            keys.push(Live::key(Intent::Esc, &find.key_all));
            keys.push(Live::key(Intent::Help, &words.key_help));
            keys.push(Live::keys(&[Intent::PageUp, Intent::PageDown], &words.key_page));
            keys.push(Live::key(Intent::Backspace, &note.key_erase));
            return keys;
        }
        let (enter, esc) = if self.before.is_empty() {
            let esc = if self.finder.is_narrow() { &find.key_all } else { &words.key_back };
            (&words.key_look, esc)
        } else {
            (&before.key_before, &before.key_unmark)
        };
        keys.push(Live::key(Intent::Enter, enter));
        if is_open(view) {
            keys.push(Live::key(Intent::Space, &before.key_mark));
        }
        keys.push(Live::key(Intent::Esc, esc));
        keys.push(Live::key(Intent::Help, &words.key_help));
        if view.session.state().closed.is_some() {
            keys.push(Live::key(Intent::Note, &words.key_note));
        }
        keys.push(Live::key(Intent::Find, &find.key_find));
        keys.push(Live::keys(&[Intent::PageUp, Intent::PageDown], &words.key_page));
        keys.push(Live::key(Intent::Log, &words.key_log));
        keys.push(Live::keys(&[Intent::Home, Intent::End], &words.key_ends));
        keys
    }

    fn has_rail(&self) -> bool {
        false
    }
}
