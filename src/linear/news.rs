//! What has happened since the last prompt: acts that are on record now, or that are not.

use crate::domain::acts::Act;
use crate::domain::ids::{IncidentId, Seq};
use crate::domain::state::{Status, Subject};
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::line_text;
use crate::tui::screen::{neighbour, told};
use crate::tui::speech::{capitalised, sentence};
use crate::tui::view::View;

/// How far the acts of an incident have been told.
#[derive(Clone, Debug, Default)]
pub struct Told {
    incident: Option<IncidentId>,
    last: Option<Seq>,
}

impl Told {
    /// One line for each act that is new; none for those of an incident that was just opened.
    pub fn news(&mut self, view: &View) -> Vec<String> {
        let state = view.session.state();
        let incident = state.incident().cloned();
        let last = state.acts.last().map(|act| act.event.seq);
        if incident != self.incident {
            (self.incident, self.last) = (incident, last);
            return Vec::new();
        }
        let known = self.last;
        self.last = last;
        let is_new = |act: &Act| known.is_none_or(|known| act.event.seq > known);
        let mut new: Vec<Act> = state.acts.iter().rev().take_while(is_new).collect();
        new.reverse();
        new.iter().map(|act| line(act, view)).collect()
    }
}

/// That it is on record, what it was, and when.
fn line(act: &Act, view: &View) -> String {
    let words = &view.words.screen.linear;
    let is_unsaved = view.session.is_unsaved(&act.event);
    let template = if is_unsaved { &words.unsaved } else { &words.logged };
    let text = sentence(&capitalised(&act_words(act, view)));
    fill(template, &[("act", &text), ("time", &told::hms(view, act.at))])
}

/// A step by its number and answer, which was just heard with its title; anything else in full.
fn act_words(act: &Act, view: &View) -> String {
    let (step, word) = match &act.subject {
        Subject::Step(step, word) => (step, word),
        Subject::Line(mark) => return line_text::news(act, mark, view),
        _ => return told::act(view, act),
    };
    let words = &view.words.screen.linear;
    let (n, word) = (fact::title(step, view).0, fact::step_word(*word, view));
    let text = fill(&words.act_step, &[("n", &n), ("word", word)]);
    let found = view.session.state().find(step).and_then(|(run, index)| run.get(index));
    let answer = found.and_then(|(_, step, state)| match &state.status {
        Status::Done { outcome, .. } => neighbour::whole_answer(step, outcome, view),
        status => told::status_reason(status).map(neighbour::in_short),
    });
    match answer {
        Some(answer) => format!("{text}, {answer}"),
        None => text,
    }
}
