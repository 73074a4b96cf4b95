//! All steps with their marks (O). Looking changes nothing (R12); Enter shows the step.

use super::contract::{Go, Live, Outcome, Screen};
use super::sheet::{Sheet, whole};
use super::{neighbour, spoken, told};
use crate::domain::act::Answer;
use crate::domain::ids::StepRef;
use crate::domain::place::{Applies, Mark};
use crate::domain::state::{Outcome as Said, Run, Status, StepState};
use crate::domain::step::{Step, StepKind};
use crate::domain::text::Lang;
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::intent::{Intent, Press};
use crate::tui::speech::{Speech, flat, reach};
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
    at: usize,
    from: usize,
}

impl Outline {
    /// As the screen looks when it is entered: on the current step.
    #[must_use]
    pub fn new(view: &View) -> Self {
        let current = current(view);
        let at = all(view).iter().position(|step| Some(step) == current.as_ref());
        Self { at: at.unwrap_or(0), from: 0 }
    }
}

fn current(view: &View) -> Option<StepRef> {
    let run = view.session.state().focus(&view.now.moment)?;
    run.step_ref(run.current(&view.now.moment)?)
}

/// Every step of every runbook, in their order.
fn all(view: &View) -> Vec<StepRef> {
    let of_run = |run: &Run| (0..run.steps.len()).filter_map(|at| run.step_ref(at)).collect();
    view.session.state().runs.iter().flat_map(|run| -> Vec<StepRef> { of_run(run) }).collect()
}

fn sheet<'a>(view: &View<'a>, selected: usize, width: u16) -> Sheet<'a> {
    let words = &view.words.screen.told;
    let state = view.session.state();
    let here = current(view);
    let mut sheet = Sheet::new(width, *view.theme);
    sheet.title(&words.outline);
    let mut at = 0;
    for run in &state.runs {
        if state.runs.len() > 1 {
            let title = run.copy.runbook.title.get(view.lang);
            sheet.blank();
            sheet.running(&fill(&words.runbook, &[("title", title)]), 0, Role::Title);
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
            sheet.blank();
            sheet.row(Row::default().at(0, head, Role::Label).right(of, Role::Text));
            for step in steps {
                sheet.focusable(step_row(view, run, step, (here.as_ref(), width)), at == selected);
                at += 1;
            }
            index += phase.steps.len();
        }
    }
    sheet
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

/// The same in words: the title, its mark, what was said, and when.
fn step_words(view: &View, run: &Run, index: usize, here: Option<&StepRef>) -> String {
    let lines = &view.words.screen.linear;
    let Some((_, step, _)) = run.get(index) else { return String::new() };
    let title = step.title.get(view.lang);
    // With several runbooks the numbers of the list are not those of the steps.
    let is_alone = view.session.state().runs.len() == 1;
    let n = (index + 1).to_string();
    let title = if is_alone {
        title.to_owned()
    } else {
        fill(&lines.titled, &[("n", &n), ("title", title)])
    };
    let is_here = run.step_ref(index).as_ref() == here;
    let here = if is_here { lines.here.as_str() } else { "" };
    let undecided = match run.applies(index) {
        Applies::Undecided(at) => {
            fill(&view.words.screen.told.undecided, &[("n", &(at + 1).to_string())])
        }
        _ => String::new(),
    };
    let mark = spoken::mark(run, index, view);
    let status = run.get(index).map(|(.., state)| &state.status);
    let remark = match status.and_then(told::status_reason) {
        Some(reason) => reason.to_owned(),
        None if run.mark(index) == Mark::NotApplicable => String::new(),
        None => flat(&neighbour::remark(run, index, view)),
    };
    spoken::joined([title.as_str(), mark, &remark, &undecided, here])
}

/// When and by whom a step was answered, and what was said (R28), as far as there is room for it.
fn said(view: &View, step: &Step, state: &StepState, changed: Option<&str>, room: usize) -> String {
    let Some(answered) = state.answered.as_ref() else { return String::new() };
    let time = fact::clock(answered.happened_at.unwrap_or(answered.at.wall), view);
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
    fn key(&mut self, press: Press, view: &View) -> Outcome {
        let steps = all(view);
        let last = steps.len().saturating_sub(1);
        self.at = match press.intent {
            Intent::Up => self.at.saturating_sub(1),
            Intent::Down => (self.at + 1).min(last),
            Intent::PageUp => self.at.saturating_sub(PAGE_STEPS),
            Intent::PageDown | Intent::Space => (self.at + PAGE_STEPS).min(last),
            Intent::Home => 0,
            Intent::End => last,
            Intent::Enter => {
                let Some(step) = steps.into_iter().nth(self.at) else { return Outcome::taken() };
                return Outcome::go(Go::StepAt(step));
            }
            Intent::Esc => return Outcome::go(Go::Back),
            _ => return Outcome::not_mine(),
        };
        Outcome::taken()
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let area = whole(&canvas.areas());
        let mut from = self.from;
        let sheet = sheet(view, self.at, area.width);
        sheet.draw(canvas, area, &mut from, &view.words.screen.told);
        self.from = from;
    }

    fn speak(&mut self, view: &View) -> Speech {
        let words = &view.words.screen.told;
        let state = view.session.state();
        let mut speech = Speech::about(&view.words.screen.linear.outline);
        let (mut at, here) = (0, current(view));
        for run in &state.runs {
            let mut heads = Vec::new();
            if state.runs.len() > 1 {
                let title = run.copy.runbook.title.get(view.lang);
                heads.push(flat(&fill(&words.runbook, &[("title", title)])));
            }
            let mut index = 0;
            for (nth, phase) in run.copy.runbook.phases.iter().enumerate() {
                let facts = [("n", (nth + 1).to_string())];
                let facts = facts.each_ref().map(|(name, fact)| (*name, fact.as_str()));
                let facts = [facts.as_slice(), &[("title", phase.title.get(view.lang))]].concat();
                heads.push(flat(&fill(&spoken::question(&words.phase), &facts)));
                for _ in &phase.steps {
                    let head = Some(heads.join(", ")).filter(|head| !head.is_empty());
                    heads.clear();
                    let text = step_words(view, run, index, here.as_ref());
                    speech.offer(head, text, reach(Some(self.at), at, &[Intent::Enter]));
                    (at, index) = (at + 1, index + 1);
                }
            }
        }
        speech
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.told;
        vec![
            Live::keys(&[Intent::Up, Intent::Down], &words.key_move),
            Live::key(Intent::Enter, &words.key_look),
            Live::key(Intent::Space, &words.key_page),
            Live::key(Intent::Esc, &words.key_back),
            Live::key(Intent::Help, &words.key_help),
            Live::key(Intent::Log, &words.key_log),
            Live::keys(&[Intent::Home, Intent::End], &words.key_ends),
        ]
    }

    fn has_rail(&self) -> bool {
        false
    }
}
