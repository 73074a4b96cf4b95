//! What the resume screen says: where the person was, then the only question that matters.

use super::in_hand::in_hand;
use super::resume::{Resume, back, stopped_at};
use super::sheet::Sheet;
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::intent::Intent;
use crate::tui::speech::{Prompt, Speech, Wanted, flat, take};
use crate::tui::view::View;

impl Resume {
    pub(super) fn speech(&self, view: &View) -> Speech {
        let words = &view.words.screen.resume;
        let lines = &view.words.screen.linear;
        let mut sheet = Sheet::new(u16::MAX, *view.theme);
        self.facts(&mut sheet, false, view);
        let back = flat(&back(view));
        let speech = Speech::about(back).details(sheet.spoken(view));
        let Some(step) = in_hand(view) else { return speech.detail(&lines.resume_walked) };
        let n = view.words.run.number(step.run.id(), step.index);
        let title = step.step.title.get(view.lang);
        let question = flat(&fill(&words.question, &[("n", &n), ("title", title)]));
        if self.asks_time {
            let time = stopped_at(view).map(|at| fact::clock(at, view)).unwrap_or_default();
            let hint = fill(&words.time_hint, &[("time", &time)]);
            let wanted = Wanted::new(&words.at_what_time, self.time.text(), &[Intent::Enter]);
            return speech.question(hint).asking(Prompt::Field(wanted.or_nothing()));
        }
        let done = if step.is_plain() { &lines.resume_done } else { &lines.resume_done_open };
        speech
            .question(question)
            .choice(done, take(0))
            .choice(&words.not_done, take(1))
            .choice(&lines.resume_not_sure, take(2))
    }
}
