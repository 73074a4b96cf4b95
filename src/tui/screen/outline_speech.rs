//! What the outline says: its steps, and those that were done before anybody opened the program,
//! which are marked by number (R17).

use super::before::Before;
use super::outline::Outline;
use super::{neighbour, spoken, told};
use crate::domain::ids::StepRef;
use crate::domain::place::{Applies, Mark};
use crate::domain::state::Run;
use crate::i18n::fill;
use crate::tui::app::is_open;
use crate::tui::fact;
use crate::tui::intent::Intent;
use crate::tui::speech::{Speech, flat, reach};
use crate::tui::view::View;

impl Outline {
    pub(super) fn speech(&self, view: &View) -> Speech {
        if self.before.is_asking() {
            return self.before.speech(view);
        }
        let speech = Speech::about(&view.words.screen.linear.outline);
        let listed = self.listed(view);
        // Once a step is marked, Enter asks when: nothing can be looked at until that is over.
        let mut speech = if self.before.is_empty() {
            self.offer_steps(speech, &listed, view)
        } else {
            offer_marked(speech, view)
        };
        if is_open(view) {
            self.offer_marks(&mut speech, &listed, view);
        }
        match self.finder.prompt(view) {
            Some(prompt) => speech.asking(prompt),
            None => speech,
        }
    }

    /// Each step that needs nothing but a time, to be marked or unmarked.
    fn offer_marks(&self, speech: &mut Speech, listed: &[StepRef], view: &View) {
        let words = &view.words.screen.linear;
        let mut head = Some(words.mark_head.clone());
        for (at, step) in listed.iter().enumerate() {
            if !Before::can_mark(step, view) {
                continue;
            }
            let (n, title) = fact::title(step, view);
            let template = if self.before.has(step) { &words.unmark } else { &words.mark };
            let text = fill(template, &[("n", &n), ("title", &title)]);
            speech.offer(head.take(), text, reach(Some(self.at), at, &[Intent::Space]));
        }
    }

    /// Every step, to be looked at.
    fn offer_steps(&self, mut speech: Speech, listed: &[StepRef], view: &View) -> Speech {
        let words = &view.words.screen.told;
        let state = view.session.state();
        let (mut at, here) = (0, view.session.state().in_hand(&view.now.moment));
        for run in &state.runs {
            let mut heads = Vec::new();
            if state.runs.len() > 1 {
                let title = view.words.run.titled(run, view.lang);
                heads.push(flat(&fill(&words.runbook, &[("title", &title)])));
                heads.extend(view.words.run.link(state, run, |at| fact::when(at, view)));
            }
            let mut index = 0;
            for (nth, phase) in run.copy.runbook.phases.iter().enumerate() {
                let facts = [("n", (nth + 1).to_string())];
                let facts = facts.each_ref().map(|(name, fact)| (*name, fact.as_str()));
                let facts = [facts.as_slice(), &[("title", phase.title.get(view.lang))]].concat();
                heads.push(flat(&fill(&spoken::question(&words.phase), &facts)));
                for _ in &phase.steps {
                    let is_listed = run.step_ref(index).is_some_and(|step| listed.contains(&step));
                    if !is_listed {
                        index += 1;
                        continue;
                    }
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
}

/// What can be done with the marks.
fn offer_marked(speech: Speech, view: &View) -> Speech {
    let words = &view.words.screen.linear;
    speech
        .choice(&words.marked_keep, vec![Intent::Enter])
        .choice(&words.marked_drop, vec![Intent::Esc])
        .hiding(&[Intent::Esc])
}

/// The same in words: the title, its mark, what was said, and when.
fn step_words(view: &View, run: &Run, index: usize, here: Option<&StepRef>) -> String {
    let lines = &view.words.screen.linear;
    let Some((_, step, _)) = run.get(index) else { return String::new() };
    let title = step.title.get(view.lang);
    // With several runbooks the numbers of the list are not those of the steps.
    let is_alone = view.session.state().runs.len() == 1;
    let n = view.words.run.number(run.id(), index);
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
        Some(reason) => neighbour::in_short(reason),
        None if run.mark(index) == Mark::NotApplicable => String::new(),
        None => flat(&neighbour::remark_spoken(run, index, view)),
    };
    spoken::joined([title.as_str(), mark, &remark, &undecided, here])
}
