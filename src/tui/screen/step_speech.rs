//! What the step screen says: place and title, dangers first, what comes next, and the question.
//!
//! All of it is said before anything is asked, so that the danger is heard before "done" is
//! possible (R13).

use super::step::StepScreen;
use super::subject::{Subject, is_recheck};
use super::{decide, detail, held, neighbour, spoken};
use crate::domain::step::StepKind;
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::intent::Intent;
use crate::tui::speech::{Prompt, Speech, Wanted, capitalised, flat, sentence, take};
use crate::tui::view::View;

impl StepScreen {
    pub(super) fn speech(&mut self, view: &View) -> Speech {
        let words = &view.words.screen.linear;
        let Some(subject) = self.subject(view) else {
            return Speech::about(&words.all_done).detail(&words.all_done_next);
        };
        if self.looking.is_none()
            && let Some(here) = &self.here
        {
            self.shown.entry(here.clone()).or_insert(view.now.moment.wall);
        }
        let mut speech = self.place(&subject, view);
        let (told, times) = detail::spoken(subject.run, subject.index, view);
        // Whatever is said is heard to its end.
        let rows = told.len().max(1);
        self.page.drawn_of(rows, rows, rows);
        self.next_line = None;
        if let Some(hold) = view.session.state().hold(subject.run.id()) {
            let left = speech.left.take().unwrap_or_default();
            let held = held::spoken_line(&hold, view);
            speech.left = Some(spoken::joined([left.as_str(), held.as_str()]));
        }
        // A lasting limit is heard on every step, before its own dangers (R21).
        let limits = super::step_view::carried(view);
        let limits: Vec<&str> = limits.iter().map(String::as_str).collect();
        let label = &view.words.watch.limits_label;
        speech = speech.details(spoken::numbered(label, &limits, view)).details(told);
        speech.times = times;
        let is_decision = matches!(subject.step.kind, StepKind::Decide { .. });
        // What follows a decision depends on the answer.
        if self.looking.is_some() || !is_decision {
            speech.times.push(next(&subject, view));
        }
        if self.is_objecting {
            let label = &view.words.screen.decide.objection;
            let wanted = Wanted::new(label, self.objection.text(), &[Intent::Enter]).or_nothing();
            return speech.asking(Prompt::Field(wanted));
        }
        let is_held = view.session.state().hold(subject.run.id()).is_some();
        let speech = lines(speech, &subject, self.looking.is_some() || is_held, view);
        if self.looking.is_some() || !self.is_asking || is_held {
            return speech;
        }
        if is_decision && !is_recheck(&subject) {
            return decision(speech, &subject, view);
        }
        let (question, lines) = super::step_view::listed(subject.step, is_recheck(&subject), view);
        let ask = speech.question(spoken::question(question));
        lines.into_iter().enumerate().fold(ask, |ask, (at, line)| ask.choice(line, take(at)))
    }

    /// Where the step stands, its title, and how much time is left for it.
    fn place(&self, subject: &Subject, view: &View) -> Speech {
        let words = &view.words.screen.linear;
        let screen = &view.words.screen.step;
        let book = &subject.run.copy.runbook;
        let n = view.words.run.number(subject.run.id(), subject.index);
        let total = book.step_count().to_string();
        let is_decision = matches!(subject.step.kind, StepKind::Decide { .. });
        let template = if is_decision { &screen.decision } else { &screen.step };
        let place = fill(template, &[("n", &n), ("total", &total)]);
        let title = sentence(subject.step.title.get(view.lang));
        let mut speech = Speech::about(fill(&words.step, &[("place", &place), ("title", &title)]));
        let remark = if self.looking.is_some() {
            speech = match &self.here {
                Some(here) => {
                    let here = fact::title(here, view).0;
                    speech.standing(fill(&words.looking, &[("n", &n), ("here", &here)]))
                }
                None => speech.standing(fill(&words.looking_free, &[("n", &n)])),
            };
            let mark = spoken::mark(subject.run, subject.index, view);
            let remark = flat(&neighbour::remark_spoken(subject.run, subject.index, view));
            let text = spoken::joined([mark, remark.as_str()]);
            speech = speech.standing(fill(&words.state_now, &[("text", &text)]));
            String::new()
        } else {
            neighbour::countdown(subject.run, subject.index, view)
        };
        let phase = subject.run.get(subject.index).map(|(phase, ..)| phase);
        let at = phase.and_then(|phase| book.phases.iter().position(|other| other == phase));
        let is_first = phase.and_then(|phase| phase.steps.first()) == Some(subject.step);
        if let (Some(phase), Some(at), true) = (phase, at, is_first) {
            let (n, total) = ((at + 1).to_string(), book.phases.len().to_string());
            let facts =
                [("n", n.as_str()), ("total", &total), ("title", phase.title.get(view.lang))];
            speech = speech.standing(fill(&words.phase, &facts));
        }
        speech.left = Some(remark)
            .filter(|remark| !remark.is_empty())
            .map(|text| sentence(&capitalised(&text)));
        speech
    }
}

/// The step behind it.
fn next(subject: &Subject, view: &View) -> String {
    let words = &view.words.screen.linear;
    match subject.run.get(subject.index + 1) {
        Some((_, step, _)) => {
            let n = (subject.index + 2).to_string();
            sentence(&fill(&words.next, &[("n", &n), ("title", step.title.get(view.lang))]))
        }
        None => words.next_none.clone(),
    }
}

/// Where lines are ticked one by one: which have their mark, and which is next (R14).
fn lines(speech: Speech, subject: &Subject, is_told_only: bool, view: &View) -> Speech {
    let words = &view.words.bundle;
    let Some(bundle) = subject.run.bundle(subject.index) else { return speech };
    let mut speech = speech;
    for line in bundle.numbers() {
        let Some(tick) = bundle.tick(line) else { continue };
        let n = line.to_string();
        speech = speech.standing(match &tick.left_out {
            Some(reason) => {
                sentence(&fill(&words.spoken_left_out, &[("line", &n), ("reason", reason)]))
            }
            None => fill(&words.spoken_marked, &[("line", &n)]),
        });
    }
    if is_told_only || is_recheck(subject) {
        return speech;
    }
    let lines = bundle.count().to_string();
    let next = bundle.next().and_then(|line| Some((line.to_string(), bundle.text(line)?)));
    speech.question(match next {
        Some((line, text)) => {
            let text = text.get(view.lang);
            fill(&words.spoken_next, &[("line", &line), ("lines", &lines), ("text", text)])
        }
        None => fill(&words.spoken_all, &[("lines", &lines)]),
    })
}

/// What each answer leads to and costs, then the answers themselves; none is preselected (R6).
fn decision(speech: Speech, subject: &Subject, view: &View) -> Speech {
    let words = &view.words.screen.linear;
    let mut speech = speech;
    if let Some(who) = decide::who_decides(subject.run, subject.index, view) {
        speech = speech.detail(who);
    }
    let lines = decide::spoken(subject.run, subject.index, view);
    for (at, line) in lines.iter().enumerate() {
        if let Some(costs) = &line.costs {
            let n = (at + 1).to_string();
            speech = speech.detail(fill(&words.costs, &[("n", &n), ("text", costs)]));
        }
    }
    let mut ask = speech.question(spoken::question(&view.words.screen.linear.decide));
    for (at, line) in lines.into_iter().enumerate() {
        let text = fill(&words.leads, &[("title", &line.title), ("to", &line.leads)]);
        ask = ask.choice(text, take(at));
    }
    ask
}
