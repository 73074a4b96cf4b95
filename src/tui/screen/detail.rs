//! The text of one step as rows: dangers first, in one fixed order (R13, R15).
//!
//! LOSES and KEEPS, DON'T, SAY ASK NEVER, HOW, CHECK, WHY, UNDO, IF NOT, evidence and what the log
//! must hold: all that its author wrote is drawn before a step can be done. Limit and holder
//! follow.

use std::ops::Range;

use super::detail_rows::{how, pause};
use crate::domain::ids::{EventId, EvidenceId, StepRef};
use crate::domain::state::Run;
use crate::domain::step::{Call, Evidence, LimitFrom, Step, StepKind};
use crate::domain::text::Text;
use crate::domain::time::Remaining;
use crate::i18n::duty::day_time;
use crate::i18n::fill;
use crate::i18n::screen_step::ScreenStep;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::Row;
use crate::tui::widget::text::{Piece, columns, labelled};
use crate::tui::{duty_text, fact, line_text};

/// Columns of the mark before a line, as the lint counts them.
const MARK_COLUMNS: u16 = 4;
const _: () = assert!(MARK_COLUMNS as usize == crate::domain::detail::MARK_COLUMNS);

/// Which front the words are for: they name its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Front {
    /// Of a step that is worked on, or only looked at.
    Screen {
        is_in_hand: bool,
    },
    Lines,
}

/// A label and its texts.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) label: String,
    pub(super) texts: Vec<String>,
    pub(super) is_danger: bool,
    /// Before each text its mark, where each has one (R14).
    pub(super) marks: Vec<&'static str>,
}

/// Collects labelled texts.
pub(super) struct Rows<'v> {
    pub(super) view: &'v View<'v>,
    pub(super) front: Front,
    pub(super) out: Vec<Block>,
}

impl Rows<'_> {
    /// Several texts under one label.
    pub(super) fn all<'t>(&mut self, label: &str, texts: impl IntoIterator<Item = &'t str>) {
        let texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
        if !texts.is_empty() {
            let (label, marks) = (label.to_owned(), Vec::new());
            self.out.push(Block { label, texts, is_danger: false, marks });
        }
    }

    pub(super) fn texts(&mut self, label: &str, texts: &[Text]) {
        let lang = self.view.lang;
        self.all(label, texts.iter().map(|text| text.get(lang)));
    }

    fn one(&mut self, label: &str, text: Option<&Text>) {
        let lang = self.view.lang;
        self.all(label, text.map(|text| text.get(lang)));
    }

    /// What must not be done stands out.
    fn danger(&mut self, label: &str, texts: &[Text]) {
        let from = self.out.len();
        self.texts(label, texts);
        for block in self.out.iter_mut().skip(from) {
            block.is_danger = true;
        }
    }
}

/// The columns that labels take in this language.
#[must_use]
pub fn label_columns(view: &View) -> u16 {
    let words = &view.words.screen.step;
    let labels = [&words.dont, &words.if_not, &words.why, &words.how, &words.check, &words.proof];
    labels.into_iter().map(|label| columns(label, *view.theme)).max().unwrap_or(6) + 1
}

/// The text of a step.
#[derive(Clone, Debug, Default)]
pub struct Detail {
    /// All rows.
    pub rows: Vec<Row>,
    /// How many of them must have been on the screen before the step can be done (R13): everything
    /// its author wrote. What the program adds below, limit and holder, stands elsewhere too.
    pub to_read: usize,
    /// The rows of the line that is next, where lines are ticked one by one (R14).
    pub next: Option<Range<usize>>,
}

/// All rows of the step at `index`.
#[must_use]
pub fn detail(run: &Run, index: usize, width: u16, is_in_hand: bool, view: &View) -> Detail {
    let front = Front::Screen { is_in_hand };
    let (blocks, must_read) = blocks(run, index, front, view);
    let mut rows = Vec::new();
    let (mut to_read, mut next) = (0, None);
    let indent = label_columns(view);
    for (at, block) in blocks.iter().enumerate() {
        let mut label = block.label.as_str();
        for (nth, text) in block.texts.iter().enumerate() {
            let from = rows.len();
            let mark = block.marks.get(nth).copied();
            let hang = if mark.is_some() { MARK_COLUMNS } else { 0 };
            rows.extend(labelled(label, text, indent + hang, width, *view.theme));
            label = "";
            if let (Some(mark), Some(row)) = (mark, rows.get_mut(from)) {
                let is_next = mark == line_text::NEXT;
                let role = if is_next { Role::Focus } else { Role::Text };
                row.pieces.push(Piece { x: indent, text: mark.to_owned(), role });
                next = if is_next { Some(from..rows.len()) } else { next };
            }
            let dangers = rows.iter_mut().skip(from).filter(|_| block.is_danger);
            dangers.flat_map(|row| &mut row.pieces).for_each(|piece| piece.role = Role::Danger);
        }
        if at < must_read {
            to_read = rows.len();
        }
    }
    Detail { rows, to_read, next }
}

/// The same for linear mode, one statement for each text: what the author wrote, then limit and
/// holder, which change with time.
#[must_use]
pub(super) fn spoken(run: &Run, index: usize, view: &View) -> (Vec<String>, Vec<String>) {
    let (blocks, must_read) = blocks(run, index, Front::Lines, view);
    let said = |blocks: &[Block]| {
        let said = blocks.iter().flat_map(|block| {
            let texts: Vec<&str> = block.texts.iter().map(String::as_str).collect();
            super::spoken::numbered(&block.label, &texts, view)
        });
        said.collect()
    };
    let (own, facts) = blocks.split_at(must_read.min(blocks.len()));
    (said(own), said(facts))
}

/// Everything about a step, and how many blocks of it must be read before it can be done.
fn blocks(run: &Run, index: usize, front: Front, view: &View) -> (Vec<Block>, usize) {
    let Some((_, step, _)) = run.get(index) else { return (Vec::new(), 0) };
    let words = &view.words.screen.step;
    let mut out = Rows { view, front, out: Vec::new() };
    if let Some(sign_off) = &step.sign_off {
        out.danger(&words.loses, &sign_off.loses);
        out.texts(&words.keeps, &sign_off.keeps);
    }
    out.danger(&words.dont, &step.dont);
    out.one(say_label(step, view), step.say.as_ref());
    if let StepKind::Call(call) | StepKind::Tell(call) = &step.kind {
        script(&mut out, call, words);
    }
    how(&mut out, run, index, step);
    cards(&mut out, step);
    site_parts(&mut out, step);
    kind_rows(&mut out, run, index, step);
    out.one(&words.check, step.check.as_ref());
    out.one(&words.why, step.why.as_ref());
    out.one(&words.undo, step.undo.as_ref());
    out.one(&words.if_not, step.if_not.as_ref());
    hints(&mut out, run, step);
    let to_read = out.out.len();
    facts(&mut out, run, index, step);
    (out.out, to_read)
}

/// The sentence of a step that needs an agreement asks for it; what a call says is something else.
pub(super) fn say_label<'v>(step: &Step, view: &View<'v>) -> &'v str {
    let words = &view.words.screen.step;
    if step.sign_off.is_some() { &words.agree } else { &words.say }
}

fn script(out: &mut Rows, call: &Call, words: &ScreenStep) {
    out.texts(&words.say, &call.say);
    out.texts(&words.ask, &call.ask);
    out.danger(&words.never, &call.never);
}

/// Command cards by their titles, one row each.
fn cards(out: &mut Rows, step: &Step) {
    let view = out.view;
    let titles = step.commands.iter().map(|id| {
        let title = view.card(id).map(|card| card.title.get(view.lang));
        let gap = if out.front == Front::Lines { ", " } else { "  " };
        format!("{}{gap}{}", id.as_str().to_uppercase(), title.unwrap_or_default())
    });
    let titles: Vec<String> = titles.collect();
    out.all(&view.words.screen.step.cards, titles.iter().map(String::as_str));
}

/// What of the site's facts the step needs, in one row.
fn site_parts(out: &mut Rows, step: &Step) {
    let words = &out.view.words;
    let parts: Vec<&str> = step.site.iter().map(|part| words.site.parts.of(*part)).collect();
    if !parts.is_empty() {
        let text = parts.join(", ");
        out.all(&words.screen.step.site, [text.as_str()]);
    }
}

/// What only this kind of step has.
fn kind_rows(out: &mut Rows, run: &Run, index: usize, step: &Step) {
    let words = &out.view.words.screen.step;
    let lines = &out.view.words.screen.linear;
    let (opens_found, opens_running, wait_span) = match out.front {
        Front::Screen { .. } => (&words.opens_found, &words.opens_running, &words.wait_span),
        Front::Lines => (&lines.opens_found, &lines.opens_running, &lines.wait_span),
    };
    match &step.kind {
        StepKind::Include { runbook } => {
            let state = out.view.session.state();
            let on_shelf = out.view.shelf.iter().find(|entry| entry.copy.runbook.id == *runbook);
            let text = if let Some(run) = state.run_of(runbook) {
                let title = out.view.words.run.titled(run, out.view.lang);
                fill(opens_running, &[("title", &title)])
            } else if let Some(entry) = on_shelf {
                let book = &entry.copy.runbook;
                let count = book.step_count().to_string();
                let title = book.title.get(out.view.lang);
                fill(opens_found, &[("title", title), ("n", &count)])
            } else {
                fill(&words.opens_missing, &[("id", runbook.as_str())])
            };
            out.all(&words.opens, [text.as_str()]);
        }
        StepKind::Pause => pause(out, run, index),
        StepKind::Wait { span, .. } => {
            let span = fact::span(*span, out.view);
            let text = fill(wait_span, &[("span", &span)]);
            out.all(&words.wait, [text.as_str()]);
        }
        _ => {}
    }
}

/// What comes back, what to keep, what to write down.
fn hints(out: &mut Rows, run: &Run, step: &Step) {
    let view = out.view;
    let words = &view.words.screen.step;
    if let Some(repeat) = &step.repeat {
        let every = fact::span(repeat.every, view);
        let until = repeat.until.get(view.lang);
        let text = fill(&words.again_every, &[("span", &every), ("until", until)]);
        out.all(&words.again, [text.as_str()]);
    }
    let evidence = step.evidence.iter().map(|evidence| {
        let piece = words.piece(evidence, view.lang);
        // A piece that is there says so; the others wait as they were written.
        match (is_kept(view, run, step, evidence), out.front) {
            (false, _) => piece,
            (true, Front::Screen { .. }) => fill(&words.kept, &[("piece", &piece)]),
            (true, Front::Lines) => {
                super::spoken::joined([piece.as_str(), &view.words.screen.linear.kept])
            }
        }
    });
    let evidence: Vec<String> = evidence.collect();
    out.all(&words.proof, evidence.iter().map(String::as_str));
    if let Some(record) = &step.record {
        let text = fill(&words.write_hint, &[("text", record.get(view.lang))]);
        out.all(&words.write, [text.as_str()]);
    }
    out.one(&words.carry, step.carry.as_ref());
}

/// Whether this piece of the step was taken in and not withdrawn.
fn is_kept(view: &View, run: &Run, step: &Step, asked: &Evidence) -> bool {
    let acts = &view.session.state().acts;
    let is_it = |(at, slot): (Option<&StepRef>, Option<&EvidenceId>)| {
        at.is_some_and(|at| at.run == *run.id() && at.step == step.id) && slot == Some(&asked.id)
    };
    let is_there = |event: &EventId| !acts.is_taken_back(event);
    acts.evidence().filter(is_there).any(|event| acts.slot(&event).is_some_and(is_it))
}

/// Until when and on whose word, and who.
fn facts(out: &mut Rows, run: &Run, index: usize, step: &Step) {
    let view = out.view;
    let words = &view.words.screen.step;
    if let StepKind::Call(call) | StepKind::Tell(call) = &step.kind {
        let role = run.copy.runbook.role(&call.contact);
        let title = role.map_or(call.contact.as_str(), |role| role.title.get(view.lang));
        let site = &view.site.site;
        let find = site.elsewhere(&call.contact).map_or("", |find| find.get(view.lang));
        let template = match (site.for_role(&call.contact).is_empty(), find.is_empty()) {
            (false, _) => &words.call_who,
            (true, false) => &words.call_find,
            (true, true) => &words.call_none,
        };
        let whom = fill(template, &[("role", title), ("find", find)]);
        out.all(&words.call, [whom.as_str()]);
    }
    if let Some(text) = limit(run, index, step, view) {
        out.all(&words.limit, [text.as_str()]);
    }
    law(out, step);
    if let Some(role) = run.copy.runbook.role(&step.role) {
        out.all(&words.who, [role.title.get(view.lang)]);
    }
}

/// The moments that the step names and the notices that it is: time left, due time local and in
/// UTC, and where it is written.
fn law(out: &mut Rows, step: &Step) {
    let view = out.view;
    let words = &view.words.screen.board;
    let state = view.session.state();
    let starts_asked = match out.front {
        Front::Screen { .. } => &words.step_starts_asked,
        Front::Lines => &view.words.screen.linear.starts_asked,
    };
    let starts = step.starts.iter().map(|moment| {
        let title = duty_text::moment_title(moment, view);
        match state.moment_start(moment) {
            Some(start) => {
                let time = day_time(start.at, view.now.offset);
                fill(&words.step_starts_named, &[("title", &title), ("time", &time)])
            }
            None => fill(starts_asked, &[("title", &title)]),
        }
    });
    let starts: Vec<String> = starts.collect();
    out.all(&words.step_starts, starts.iter().map(String::as_str));
    let answers = step.answers.iter().map(|id| {
        let title = duty_text::clock_title(id, view);
        let Some(clock) = state.law.clock(id) else { return title };
        let stands = super::law_card::standing(&state.duty(clock, &view.now), view);
        let text = format!("{stands}. {}", view.words.law.source(&clock.legal_ref));
        fill(&view.words.duty.titled, &[("title", &title), ("text", &text)])
    });
    let answers: Vec<String> = answers.collect();
    out.all(&words.step_law, answers.iter().map(String::as_str));
}

/// A limit with its clock time, the time left and its basis in a word (R34).
fn limit(run: &Run, index: usize, step: &Step, view: &View) -> Option<String> {
    let words = &view.words.screen.step;
    let limit = step.limit?;
    let basis = words.basis_of(limit.basis);
    let Some((from, within)) = run.limit_start(index) else {
        let span = fact::span(limit.within, view);
        debug_assert!(limit.from == LimitFrom::Step, "a limit from the start always runs");
        return Some(fill(&words.limit_from, &[("span", &span), ("basis", basis)]));
    };
    let time = fact::when(from.wall.plus(within), view);
    let (template, span) = match from.remaining(within, &view.now.moment) {
        Remaining::Left(left) => (&words.limit_at, left),
        Remaining::Over(over) => (&words.limit_over, over),
    };
    let span = fact::span(span, view);
    Some(fill(template, &[("time", &time), ("span", &span), ("basis", basis)]))
}
