//! What the page of limits, the question on held work, and the forms of limits, added clocks and
//! holds say (R21, R45, R48, R156).

use super::held::{self, HeldBox};
use super::limits::{self, Limits};
use super::spoken;
use super::watch_form::WatchForm;
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::intent::Intent;
use crate::tui::speech::{Prompt, Speech, Wanted, reach, sentence, take};
use crate::tui::view::View;

impl Limits {
    pub(super) fn speech(&self, view: &View) -> Speech {
        let words = &view.words.watch;
        let limits = view.session.state().limits();
        let title = fill(&words.limits_title, &[("n", &limits.len().to_string())]);
        let foot = if limits.is_empty() { &words.limits_none } else { &words.limits_foot };
        let mut speech = Speech::about(sentence(&spoken::question(&title))).detail(foot);
        for (limit, by) in limits::lifted(view) {
            speech = speech.detail(spoken::joined([limit.as_str(), by.as_str()]));
        }
        if limits.is_empty() {
            return speech;
        }
        let mut ask = speech.question(&words.speak_lift);
        for (at, limit) in limits.iter().enumerate() {
            let origin = limits::origin(limit, view);
            let text = spoken::joined([limit.text.get(view.lang), origin.as_str()]);
            ask = ask.choice(text, reach(Some(self.at), at, &[Intent::Enter]));
        }
        ask
    }
}

impl HeldBox {
    pub(super) fn speech(&self, view: &View) -> Speech {
        let words = &view.words.watch;
        let title = fill(&words.held_title, &[("title", &fact::title_of(&self.runbook, view))]);
        let hold = view.session.state().hold(&self.runbook);
        let text = hold.map(|hold| spoken::question(&held::line(&hold, view)));
        Speech::about(sentence(&spoken::question(&title)))
            .details(text)
            .question(&words.key_go_on)
            .choice(&words.stay_held, take(0))
            .choice(&words.go_on, take(1))
            .starting_at(Some(0))
    }
}

impl WatchForm {
    pub(super) fn speech(&self, view: &View) -> Speech {
        let title = sentence(&spoken::question(&self.title(view)));
        let speech = Speech::about(title).detail(self.foot(view));
        let Some(asked) = self.asked(&view.words.watch) else { return speech };
        let then = if asked.is_last { Intent::Enter } else { Intent::Tab };
        let wanted = Wanted::new(asked.label, asked.text, &[then]);
        let wanted = if asked.may_be_empty { wanted.or_nothing() } else { wanted };
        let speech = if asked.hint.is_empty() { speech } else { speech.question(asked.hint) };
        speech.asking(Prompt::Field(wanted))
    }
}
