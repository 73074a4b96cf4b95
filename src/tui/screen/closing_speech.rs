//! What the closing screen says: what stays open by name, the last acts that people forget, and the
//! word under which the incident would close.

use super::closing::{Closing, Place};
use super::neighbour::in_short;
use super::{closing_facts, spoken, told};
use crate::domain::event::OpenItem;
use crate::i18n::fill;
use crate::tui::intent::Intent;
use crate::tui::speech::{Prompt, Speech, Wanted, capitalised, flat, reach};
use crate::tui::view::View;

impl Closing {
    pub(super) fn speech(&self, view: &View) -> Speech {
        let words = &view.words.screen.closing;
        let places = Self::places(view);
        let open = places.iter().filter(|place| matches!(place, Place::Open(_))).count();
        let verdict = closing_facts::verdict(open, self.acts_left(&places), view);
        let speech = Speech::about(spoken::question(&words.title))
            .detail(verdict)
            .detail(capitalised(&told::counts(view)))
            .detail(&words.forever);
        if self.is_text {
            let wanted = Wanted::new(&words.reason, self.reason.text(), &[Intent::Enter]);
            let hint = self.reason_hint(view);
            return speech.question(hint).asking(Prompt::Field(wanted.or_nothing()));
        }
        let mut speech = speech;
        let mut head = String::new();
        for (at, place) in places.iter().enumerate() {
            let own = match place {
                Place::Open(_) => spoken::question(&words.open),
                Place::LastAct(..) => spoken::question(&words.last_acts),
                _ => String::new(),
            };
            let is_new = own != head && !own.is_empty();
            head.clone_from(&own);
            // The reason is a field: reaching it is enough.
            let last = if *place == Place::Reason { &[][..] } else { &[Intent::Enter] };
            let presses = reach(Some(self.at), at, last);
            speech.offer(is_new.then_some(own), self.place_words(place, view), presses);
        }
        speech
    }

    fn place_words(&self, place: &Place, view: &View) -> String {
        let words = &view.words.screen.closing;
        let lines = &view.words.screen.linear;
        match place {
            Place::Open(OpenItem::Step(step)) => {
                let (n, title) = told::step_name(view.session.state(), step, view.lang);
                let title = fill(&lines.open_step, &[("n", &n), ("title", &title)]);
                let found = view.session.state().find(step);
                let mark = found.map_or("", |(run, at)| spoken::mark(run, at, view));
                let status = found.and_then(|(run, at)| Some(&run.steps.get(at)?.status));
                let reason = status.and_then(told::status_reason).map(in_short).unwrap_or_default();
                spoken::joined([title.as_str(), mark, &reason])
            }
            Place::Open(item) => capitalised(&flat(&told::open_item(view, item).1)),
            Place::LastAct(runbook, index) => {
                let run = view.session.state().run(runbook);
                let text = run.and_then(|run| run.copy.runbook.last_acts.get(*index));
                // Its state follows, and ends the sentence.
                let text = text.map_or("", |text| text.get(view.lang)).trim_end_matches('.');
                let text = view.words.run.named(runbook, text);
                let is_done = self.confirmed.contains(&(runbook.clone(), *index));
                let state = if is_done { &lines.act_done } else { &lines.is_open };
                fill(&lines.closing_act, &[("text", &text), ("state", state)])
            }
            Place::Reason if self.reason.is_blank() => {
                fill(&lines.closing_reason, &[("hint", self.reason_hint(view))])
            }
            Place::Reason => {
                let text = in_short(self.reason.trimmed());
                fill(&lines.closing_reason_held, &[("text", &text)])
            }
            Place::Close => fill(&words.close, &[("word", &self.word(view))]),
            Place::Keep => words.keep.clone(),
        }
    }
}
