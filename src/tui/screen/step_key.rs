//! Which keys the step screen promises, the most needed first (R126).
//!
//! Only keys that work at this moment; what they do is in [`super::step`].

use super::contract::Live;
use super::step::StepScreen;
use super::subject::{
    Asks, Subject, asks, calls, can_go_on, can_take_up, has_cards, has_objection,
};
use super::track_work::{next_work, works};
use crate::domain::step::StepKind;
use crate::i18n::fill;
use crate::tui::intent::Intent;
use crate::tui::view::View;

impl StepScreen {
    pub(super) fn live(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.step;
        let Some(subject) = self.subject(view) else {
            return vec![
                Live::key(Intent::Enter, &words.key_close),
                Live::key(Intent::Note, &words.key_note),
                Live::key(Intent::Undo, &words.key_correct),
                Live::key(Intent::Outline, &words.key_all),
                Live::key(Intent::Menu, &words.key_menu),
                Live::key(Intent::Help, &words.key_help),
            ];
        };
        let mut keys = Vec::new();
        if self.looking.is_some() {
            if can_take_up(&subject) {
                keys.push(Live::key(Intent::Enter, &words.key_take_up));
            }
            if can_go_on(&subject) {
                keys.push(Live::key(Intent::GoTo, &view.words.screen.go_to.key_from_here));
            }
            if self.here.is_some() {
                keys.push(Live::key(Intent::Esc, &words.key_back));
            }
            keys.push(Live::keys(&[Intent::Up, Intent::Down], &words.key_browse));
            keys.push(Live::key(Intent::Space, &words.key_page));
        } else {
            self.here_keys(&subject, view, &mut keys);
        }
        let is_held = view.session.state().hold(subject.run.id()).is_some();
        if is_held && self.looking.is_none() {
            keys.retain(|key| !key.intents.contains(&Intent::Enter));
            keys.insert(0, Live::key(Intent::Enter, &view.words.watch.key_go_on));
        }
        let is_tab_free = self.looking.is_some() || !self.is_asking || !has_objection(&subject);
        if is_tab_free && has_cards(&subject, view) {
            keys.push(Live::key(Intent::Tab, &words.key_cards));
        }
        if calls(&subject) || !subject.step.site.is_empty() {
            let does = if calls(&subject) { &words.key_call } else { &words.key_site };
            keys.push(Live::key(Intent::Calls, does));
        }
        keys.push(Live::key(Intent::Note, &words.key_note));
        if self.is_asking && self.looking.is_none() {
            keys.push(Live::key(Intent::Help, &words.key_help));
        }
        if self.looking.is_none() && !is_held {
            aside_keys(&subject, view, &mut keys);
        }
        keys.push(Live::key(Intent::Menu, &words.key_menu));
        if !self.is_asking || self.looking.is_some() {
            keys.push(Live::key(Intent::Help, &words.key_help));
        }
        keys.push(Live::key(Intent::Clocks, &view.words.screen.board.key_clocks));
        keys.push(Live::key(Intent::Outline, &words.key_all));
        keys.push(Live::key(Intent::Undo, &words.key_correct));
        keys.push(Live::key(Intent::Evidence, &words.key_evidence));
        if !calls(&subject) && subject.step.site.is_empty() {
            keys.push(Live::key(Intent::Calls, &words.key_contacts));
        }
        if self.looking.is_none() {
            self.moving_keys(view, &mut keys);
        }
        keys
    }

    /// The keys that only move: the footer rarely has room for them, the help page names them.
    fn moving_keys(&self, view: &View, keys: &mut Vec<Live>) {
        let words = &view.words.screen.step;
        if !self.is_asking {
            let is_shown = keys.iter().any(|key| key.intents.contains(&Intent::Right));
            if !is_shown && works(view).len() > 1 {
                keys.push(Live::keys(&[Intent::Left, Intent::Right], &words.key_track));
            }
            keys.push(Live::keys(&[Intent::Up, Intent::Down], &words.key_browse));
        }
        keys.push(Live::key(Intent::Space, &words.key_page));
    }

    /// What Enter does with the line that is next: only one that stands on the screen is ticked.
    fn key_line(&self, subject: &Subject, line: u8, view: &View) -> String {
        let words = &view.words.bundle;
        let template = if self.shows_next() { &words.key_tick } else { &words.key_show };
        let lines = subject.step.how.len().to_string();
        fill(template, &[("line", &line.to_string()), ("lines", &lines)])
    }

    fn here_keys(&self, subject: &Subject, view: &View, keys: &mut Vec<Live>) {
        let words = &view.words.screen.step;
        let decide = &view.words.screen.decide;
        let does = match asks(subject, view) {
            _ if !self.page.is_read() => &words.key_read_on,
            Asks::Options if self.is_asking => &words.key_choose,
            Asks::Options => &words.key_answer,
            Asks::StartWait => &words.key_start_wait,
            Asks::EndWait | Asks::Waiting => &words.key_end_wait,
            Asks::Missing => &words.key_open,
            Asks::Tick(line) => &self.key_line(subject, line, view),
            Asks::Done => match &subject.step.kind {
                _ if subject.step.sign_off.is_some() => &words.key_sign,
                StepKind::Include { .. } => &words.key_open,
                StepKind::Pause => &words.key_phase,
                _ => &words.key_done,
            },
        };
        if asks(subject, view) != Asks::Missing || !self.page.is_read() {
            keys.push(Live::key(Intent::Enter, does));
        }
        if self.is_asking {
            keys.insert(0, Live::keys(&[Intent::Up, Intent::Down], &decide.key_move));
            keys.push(Live::key(Intent::Esc, &decide.key_look));
            if has_objection(subject) {
                keys.push(Live::key(Intent::Tab, &decide.key_objection));
            }
        } else if view.session.state().current_steps(&view.now.moment).len() > 1 {
            // What Right leads to: another track of this runbook may come first.
            let is_track = next_work(subject, view).is_some_and(|run| run == *subject.run.id());
            let does = if is_track { &words.key_track } else { &words.key_runbook };
            keys.push(Live::key(Intent::Right, does));
        }
        if self.track.is_some() && !self.is_asking {
            keys.push(Live::key(Intent::Esc, &words.key_all_tracks));
        }
    }
}

/// The keys that set something aside. Where lines are ticked one by one, leaving one out comes
/// before the whole step (R14).
fn aside_keys(subject: &Subject, view: &View, keys: &mut Vec<Live>) {
    let words = &view.words.screen.step;
    let whole =
        [Live::key(Intent::Skip, &words.key_skip), Live::key(Intent::Postpone, &words.key_later)];
    if matches!(asks(subject, view), Asks::Tick(_)) {
        keys.push(Live::key(Intent::Impossible, &view.words.bundle.key_leave_out));
        keys.extend(whole);
    } else {
        keys.extend(whole);
        keys.push(Live::key(Intent::Impossible, &words.key_cannot));
    }
}
