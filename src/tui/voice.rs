//! The application without a screen: what it says, and presses without the guards of a keyboard.
//!
//! Linear mode is a second front over the same model: a line becomes presses, and the screen on top
//! speaks. Its guards are its own, because a line that ends with Enter is no slip of a finger.

use super::app::App;
use super::duty_text;
use super::fact;
use super::intent::{Intent, Mode, Press};
use super::place::PlaceKind;
use super::relief;
use super::request::Request;
use super::row_fact;
use super::screen::{law_card, told};
use super::speech::{Speech, flat};
use super::urgent_fact;
use super::view::View;
use super::watch_text;
use super::widget::frame::Level;
use crate::domain::board::BoardRow;
use crate::domain::deadline::DeadlineCause;
use crate::domain::event::LeaveReason;
use crate::domain::occurrence::Occurrence;
use crate::domain::time::Remaining;
use crate::i18n::fill;

/// Something that is to be known between two prompts (R148).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// How urgent.
    pub level: Level,
    /// In words.
    pub text: String,
    /// What it is about: the same is said once.
    pub about: About,
}

/// What a reminder is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Nothing is saved.
    Alarm,
    /// A place of the log does not answer.
    Medium,
    /// Another process writes the incident.
    ReadOnly,
    /// One occurrence of a clock, before it is due or after.
    Clock(Occurrence, bool),
}

impl App {
    /// How many screens and boxes lie on each other.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.stack.len()
    }

    /// What the screen on top says; whatever it says counts as read.
    pub fn speak(&mut self, view: &View) -> Speech {
        self.settle(view);
        match self.stack.last_mut() {
            Some(top) => top.screen_mut(&mut self.kept).speak(view),
            None => Speech::default(),
        }
    }

    /// What answers the last line, once.
    pub fn take_said(&mut self) -> Option<String> {
        self.said.take()
    }

    /// Does what a key of this intent does.
    pub fn press(&mut self, intent: Intent, view: &View) -> Vec<Request> {
        self.settle(view);
        self.said = None;
        let requests = self.act(Press::of(intent), view);
        self.sign_drafts(view);
        requests
    }

    /// Somebody wants to stop the program: the question first, and at the question that is an
    /// answer (R83).
    pub fn interrupted(&mut self, view: &View) -> Vec<Request> {
        self.settle(view);
        if self.kind() == Some(PlaceKind::Leave) {
            return vec![Request::Leave(LeaveReason::Quit)];
        }
        self.press(Intent::Interrupt, view)
    }

    /// Whether commands are letters here, texts are typed, or a list is narrowed.
    #[must_use]
    pub fn typing(&self) -> Mode {
        self.mode()
    }

    /// Row 1 in words: real or exercise, what is followed, which incident; none without one.
    #[must_use]
    pub fn identity(&self, view: &View) -> Option<String> {
        let words = &view.words.screen;
        let state = view.session.state();
        let begun = state.opened.as_ref()?;
        let is_exercise = begun.facts.mode == crate::domain::event::Mode::Exercise;
        let mode = if is_exercise { &words.frame.exercise } else { &words.linear.real };
        let here = self.here();
        let shown = here.and_then(|here| state.run(&here.run));
        let run = shown.or_else(|| state.focus(&view.now.moment)).or_else(|| state.runs.last());
        let book = run.map(|run| &run.copy.runbook);
        let title = run.map(|run| view.words.run.titled(run, view.lang)).unwrap_or_default();
        let n = book.map(|book| book.revision.to_string()).unwrap_or_default();
        let facts = [
            ("mode", mode.as_str()),
            ("title", title.as_str()),
            ("n", &n),
            ("incident", begun.facts.incident.as_str()),
        ];
        Some(fill(&words.linear.identity, &facts))
    }

    /// Row 2 in words: the most urgent thing that runs.
    #[must_use]
    pub fn reminder(&self, view: &View) -> Option<Reminder> {
        let words = &view.words.screen.frame;
        view.session.state().opened.as_ref()?;
        if view.session.alarm().is_some() {
            let text = urgent_fact::urgent(view, self.saved_at, &self.acknowledged).text;
            return Some(Reminder { level: Level::Alarm, text: flat(&text), about: About::Alarm });
        }
        let board = view.session.state().board(&view.now);
        let here = self.here();
        // How much time the step in hand has left is said with its title.
        let is_said = |row: &BoardRow<'_>| match row {
            BoardRow::Step(due) => {
                row_fact::level(row) < Level::Caution && Some(&due.step) == here.as_ref()
            }
            _ => false,
        };
        let running = board.iter().filter(|row| row.is_running() && !is_said(row));
        let running: Vec<_> = running.collect();
        let highest = running.iter().map(|row| row_fact::level(row)).max();
        let first = running.iter().find(|row| Some(row_fact::level(row)) == highest);
        if let Some(row) = first.filter(|row| row_fact::level(row) > Level::None) {
            let occurrence = row_fact::occurrence(row);
            let is_over = row.is_over();
            let is_silenced = self.is_silenced(&occurrence, view);
            let level = row_fact::level(row);
            if !is_silenced || level < Level::Caution {
                let text = clock_words(row, view);
                let about = About::Clock(occurrence, is_over);
                return Some(Reminder { level, text, about });
            }
        }
        if view.session.is_read_only() {
            let (level, text) = (Level::Notice, flat(&words.read_only_mark));
            return Some(Reminder { level, text, about: About::ReadOnly });
        }
        let lost = view.session.lost_media();
        let (folder, _) = lost.first()?;
        let text = fill(&words.medium_lost, &[("folder", &folder.to_string_lossy())]);
        Some(Reminder { level: Level::Caution, text, about: About::Medium })
    }
}

/// Place, phase and what comes next (W).
pub(super) fn where_am_i(view: &View) -> String {
    let words = &view.words.screen.frame;
    let state = view.session.state();
    let now = &view.now.moment;
    let found = state.focus(now).and_then(|run| Some((run, run.current(now)?)));
    let Some((run, index)) = found else { return words.where_end.clone() };
    let Some((phase, ..)) = run.get(index) else { return words.where_end.clone() };
    let next = run.get(index + 1).map(|(_, step, _)| step.title.get(view.lang));
    fill(
        &words.where_am_i,
        &[
            ("n", &view.words.run.number(run.id(), index)),
            ("total", &run.steps.len().to_string()),
            ("phase", phase.title.get(view.lang)),
            ("next", next.unwrap_or("-")),
        ],
    )
}

/// W in full: the place, the last act, how many steps bear which mark, and the next clock.
#[must_use]
pub fn whereabouts(view: &View) -> Vec<String> {
    let words = &view.words.screen.linear;
    let state = view.session.state();
    let mut lines = Vec::new();
    let now = &view.now.moment;
    let found = state.focus(now).and_then(|run| Some((run, run.current(now)?)));
    match found.and_then(|(run, at)| Some((run, at, run.get(at)?.0))) {
        Some((run, at, phase)) => {
            let n = view.words.run.number(run.id(), at);
            let total = run.steps.len().to_string();
            let phase = phase.title.get(view.lang);
            let facts = [("n", n.as_str()), ("total", &total), ("phase", phase)];
            lines.push(fill(&words.where_place, &facts));
        }
        None => lines.push(words.all_done.clone()),
    }
    if let Some(act) = state.acts.last() {
        let time = told::hms(view, act.at);
        lines.push(fill(&words.where_last, &[("act", &told::act(view, &act)), ("time", &time)]));
    }
    lines.push(fill(&words.where_counts, &[("counts", &told::counts(view))]));
    let board = state.board(&view.now);
    let next = board.iter().find(|row| row.is_running()).map(|row| clock_words(row, view));
    lines.push(match next {
        Some(text) => fill(&words.where_clock, &[("text", &text)]),
        None => words.where_no_clock.clone(),
    });
    lines
}

/// A clock in words: what it is for first, its time last (R147).
#[must_use]
pub fn clock_words(row: &BoardRow<'_>, view: &View) -> String {
    let words = &view.words.screen.linear;
    match row {
        BoardRow::Relief(its) => flat(&relief::text(its, view)),
        BoardRow::Awaited(awaited) => watch_text::awaited(awaited, view),
        BoardRow::Added(clock, remaining) => {
            let (template, is_over) = match remaining {
                Remaining::Left(_) => (&words.clock_left, false),
                Remaining::Over(_) => (&words.clock_over, true),
            };
            let title = watch_text::asked(clock, is_over, view);
            let (Remaining::Left(length) | Remaining::Over(length)) = *remaining;
            let (span, time) =
                (fact::span(length, view), fact::due(clock.due_at(), *remaining, view));
            fill(template, &[("title", &title), ("span", &span), ("time", &time)])
        }
        BoardRow::Duty(duty) => {
            let title = duty_text::clock_title(&duty.clock.id, view);
            format!("{title}, {}", law_card::standing(duty, view))
        }
        BoardRow::Step(due) => {
            let title = match &due.whom {
                Some(whom) => whom.clone(),
                None => fact::title_alone(&due.step, view),
            };
            let template = match (due.cause, due.remaining) {
                (DeadlineCause::Retry, Remaining::Left(_)) => &words.clock_call,
                (_, Remaining::Left(_)) => &words.clock_left,
                (DeadlineCause::Limit, _) => &words.clock_over,
                (DeadlineCause::Wait, _) => &words.clock_wait,
                (DeadlineCause::Repeat, _) => &words.clock_check,
                (DeadlineCause::Later, _) => &words.clock_back,
                (DeadlineCause::Retry, _) => &words.clock_call_now,
            };
            let (Remaining::Left(length) | Remaining::Over(length)) = due.remaining;
            let (span, time) =
                (fact::span(length, view), fact::due(due.due_at, due.remaining, view));
            fill(template, &[("title", &title), ("span", &span), ("time", &time)])
        }
    }
}
