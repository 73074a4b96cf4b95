//! What the log says in linear mode: the newest entry first, what it was before when it was.

use super::log::Log;
use super::log_kind::Kind;
use super::{log_text, spoken, told};
use crate::domain::acts::Act;
use crate::domain::beside::Line;
use crate::i18n::fill;
use crate::tui::speech::Speech;
use crate::tui::view::View;

impl Log {
    pub(super) fn speech(&self, view: &View) -> Speech {
        let words = &view.words.screen.linear;
        let log = &view.words.screen.log;
        let (lines, _, (older, newer)) = self.laid(view);
        let n = view.session.lines().to_string();
        let mut speech = Speech::about(fill(&words.log, &[("n", &n)]));
        if self.kind != Kind::All {
            speech = speech.detail(spoken::labelled(&log.key_kind, self.kind.name(log), view));
        }
        if lines.is_empty() {
            let is_all = self.kind == Kind::All && !self.finder.is_narrow();
            speech = speech.detail(if is_all { &words.log_none } else { &log.none });
        }
        speech = speech.list(lines.iter().rev().map(|line| entry_words(view, line)));
        if older || newer {
            speech = speech.list([words.log_older.clone()]);
        }
        match self.finder.prompt(view) {
            Some(prompt) => speech.asking(prompt),
            None => speech,
        }
    }
}

/// What it was first, the time last.
fn entry_words(view: &View, line: &Line) -> String {
    let words = &view.words.screen.linear;
    let cells = log_text::cells(line, view);
    let (n, said) = match line {
        Line::Act(act) => {
            let is_unsaved = view.session.is_unsaved(&act.event);
            let n = if is_unsaved { words.not_saved.clone() } else { act.event.seq.to_string() };
            let taken_back =
                if act.is_taken_back { &view.words.screen.told.taken_back } else { "" };
            (n, spoken::joined([taken_back, &act_words(view, act)]))
        }
        Line::Beside(seq, ..) => (seq.to_string(), cells.words),
    };
    let who = match line {
        Line::Act(act) => told::who(view, &act.who),
        Line::Beside(..) => view.words.screen.told.by_program.clone(),
    };
    let day = if told::is_today(view, line.at()) {
        String::new()
    } else {
        format!("{} ", line.at().date(view.now.offset))
    };
    let time = format!("{day}{}", told::hms(view, line.at()));
    fill(&words.log_entry, &[("n", &n), ("act", &said), ("who", &who), ("time", &time)])
}

/// What it was, why, and when it really happened.
fn act_words(view: &View, act: &Act) -> String {
    let words = &view.words.screen.told;
    let line = told::with_reason(view, told::act(view, act), told::reason(view, act));
    match log_text::happened_at(act, view) {
        Some(at) => {
            format!("{line} ({})", fill(&words.happened, &[("time", &told::day_hm(view, at))]))
        }
        None => line,
    }
}
