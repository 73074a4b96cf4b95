//! What the page of limits, the question on held work, and the forms of limits, added clocks and
//! holds say (R21, R45, R48, R156).

use super::held::{self, HeldBox};
use super::limits::{self, Limits};
use super::spoken;
use super::watch_form::{WatchAsk, WatchForm};
use crate::i18n::fill;
use crate::tui::intent::Intent;
use crate::tui::speech::{Prompt, Speech, Wanted, capitalised, reach, sentence, take};
use crate::tui::view::View;
use crate::tui::{fact, watch_text};

/// The head of a title, without its capitals, and what it is about as it was written.
fn titled(template: &str, about: &str, view: &View) -> String {
    let head = template.split("  ").next().unwrap_or(template).trim();
    if head.ends_with('?') {
        return sentence(&format!("{} {about}", spoken::question(head)));
    }
    sentence(&spoken::labelled(head, about, view))
}

/// A limit, and where it comes from or who lifted it.
fn followed(limit: &str, by: &str) -> String {
    let limit = limit.trim();
    let is_ended = limit.ends_with(['.', '?', '!']);
    sentence(&spoken::joined([limit, &if is_ended { capitalised(by) } else { by.to_owned() }]))
}

impl Limits {
    pub(super) fn speech(&self, view: &View) -> Speech {
        let words = &view.words.watch;
        let limits = view.session.state().limits();
        let title = fill(&words.limits_title, &[("n", &limits.len().to_string())]);
        let foot = if limits.is_empty() { &words.limits_none } else { &words.limits_foot };
        let mut speech = Speech::about(sentence(&spoken::question(&title))).detail(foot);
        for (limit, by) in limits::lifted(view) {
            speech = speech.detail(followed(&limit, &by));
        }
        if limits.is_empty() {
            return speech;
        }
        let mut ask = speech.question(&words.speak_lift);
        for (at, limit) in limits.iter().enumerate() {
            let text = followed(limit.text.get(view.lang), &limits::origin(limit, view));
            ask = ask.choice(text, reach(Some(self.at), at, &[Intent::Enter]));
        }
        ask
    }
}

impl HeldBox {
    pub(super) fn speech(&self, view: &View) -> Speech {
        let words = &view.words.watch;
        let title = titled(&words.held_title, &fact::title_of(&self.run, view), view);
        let hold = view.session.state().hold(&self.run);
        Speech::about(title)
            .details(hold.map(|hold| held::spoken_line(&hold, view)))
            .question(&words.key_go_on)
            .choice(&words.stay_held, take(0))
            .choice(&words.go_on, take(1))
            .starting_at(Some(0))
    }
}

impl WatchForm {
    pub(super) fn speech(&self, view: &View) -> Speech {
        let speech = Speech::about(self.spoken_title(view)).detail(self.foot(view));
        let Some(asked) = self.asked(&view.words.watch) else { return speech };
        let then = if asked.is_last { Intent::Enter } else { Intent::Tab };
        let wanted = Wanted::new(asked.label, asked.text, &[then]);
        let wanted = if asked.may_be_empty { wanted.or_nothing() } else { wanted };
        let speech = if asked.hint.is_empty() { speech } else { speech.question(asked.hint) };
        speech.asking(Prompt::Field(wanted))
    }

    fn spoken_title(&self, view: &View) -> String {
        let words = &view.words.watch;
        match self.ask() {
            WatchAsk::Add => sentence(&view.words.screen.menu.add_clock),
            WatchAsk::Lift(step) => titled(&words.lift_title, &watch_text::limit(step, view), view),
            WatchAsk::Move(clock) => {
                let text = watch_text::clock(clock, view.session.state());
                titled(&words.move_title, &text, view)
            }
            WatchAsk::Hold(runbook) => {
                titled(&words.hold_title, &fact::title_of(runbook, view), view)
            }
        }
    }
}
