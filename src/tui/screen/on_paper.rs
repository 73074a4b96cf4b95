//! The entries that are on no disk, whole, for copying to paper (R87).
//!
//! Invariant: whatever was typed for an act stands beside it. If the power fails, the paper is all
//! that is left of it.

use super::neighbour::whole_answer;
use super::told::{self, closing_word, hms, who};
use crate::domain::act::{StepAct, StepEvent, Until};
use crate::domain::event::{Correction, Event, Record};
use crate::domain::evidence::{Custody, Evidence};
use crate::domain::lead::LeadPassed;
use crate::domain::state::Outcome;
use crate::domain::time::Timestamp;
use crate::domain::watch_event::Watch;
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::view::View;

/// What was typed, and what it is called.
type Typed<'v> = Vec<(&'v str, String)>;

/// Whether an entry is what somebody did, rather than the program's own.
fn is_act(record: &Record) -> bool {
    !matches!(record.event, Event::Left { .. } | Event::Sealed(_))
}

/// How many lines there are to copy: the same number wherever it stands.
#[must_use]
pub fn count(view: &View) -> usize {
    view.session.unsaved().into_iter().filter(|record| is_act(record)).count()
}

/// A line with no more than so many characters; `mark` says that there is more of it.
#[must_use]
pub fn cut(line: &str, room: usize, mark: &str) -> String {
    if line.chars().count() <= room {
        return line.to_owned();
    }
    let head: String = line.chars().take(room.saturating_sub(mark.chars().count())).collect();
    format!("{head}{mark}")
}

/// One line for each entry that is not on disk, with its number, time and author, for copying.
#[must_use]
pub fn unsaved(view: &View) -> Vec<String> {
    let line = |record: &Record| {
        let (seq, at) = (record.id.seq.0, hms(view, record.at.wall));
        format!("{seq:>3}  {at}  {}  {}", who(view, &record.who), whole(view, &record.event))
    };
    view.session.unsaved().into_iter().filter(|record| is_act(record)).map(line).collect()
}

/// What an event says, with everything that was typed for it.
fn whole(view: &View, event: &Event) -> String {
    let words = &view.words.screen.paper;
    let typed = typed(view, event).into_iter().filter(|(_, text)| !text.trim().is_empty());
    typed.fold(told::event(view, event), |line, (label, text)| {
        fill(&words.with, &[("line", &line), ("label", label), ("text", &text)])
    })
}

/// What [`told::event`] leaves out of it.
fn typed<'v>(view: &View<'v>, event: &Event) -> Typed<'v> {
    let words = &view.words.screen.paper;
    let some = |label: &'v str, text: &Option<String>| (label, text.clone().unwrap_or_default());
    let time = |at: Option<Timestamp>| happened(view, at);
    match event {
        Event::Opened(opened) => vec![time(opened.noticed_at)],
        Event::SignedOn(person) => {
            vec![some(&words.name, &person.name), some(&words.role, &person.role)]
        }
        Event::LeadPassed(passed) => understood(view, passed),
        Event::ClockCompared(clock) => {
            vec![time(Some(clock.reference)), some(&words.place, &clock.place)]
        }
        Event::EvidenceTaken(evidence) => of_evidence(view, evidence),
        Event::CustodyMoved(custody) => of_custody(view, custody),
        Event::MomentFixed(fixed) => {
            vec![time(Some(fixed.at)), some(&words.reason, &fixed.reason)]
        }
        Event::DutyJudged(judged) => vec![some(&words.reason, &judged.reason)],
        Event::DutyFiled(filed) => vec![
            time(filed.happened_at),
            some(&words.receipt, &filed.receipt),
            some(&words.channel, &filed.channel),
            some(&words.late, &filed.late_reason),
        ],
        Event::Watch(watch) => of_watch(view, watch),
        Event::Exported(export) => vec![some(&words.recipient, &export.recipient)],
        Event::Step(event) => of_step(view, event),
        Event::NoteAdded(note) => vec![time(note.happened_at)],
        Event::Called(call) => {
            let over = call.channel.map(|kind| view.words.site.channels.of(kind).to_owned());
            vec![some(&words.channel, &over), time(call.happened_at)]
        }
        Event::Corrected { correction, .. } => match correction {
            Correction::NotSo { reason } => vec![some(&words.reason, reason)],
            Correction::Text { text } => vec![(&words.right, text.clone())],
            Correction::Time { happened_at } => vec![time(Some(*happened_at))],
        },
        Event::Closed(closing) => {
            let word = closing_word(view, closing.word, closing.open.len());
            vec![(&words.word, word), some(&words.reason, &closing.reason)]
        }
        _ => Vec::new(),
    }
}

fn happened<'v>(view: &View<'v>, at: Option<Timestamp>) -> (&'v str, String) {
    (&view.words.screen.paper.at, at.map_or_else(String::new, |at| fact::when(at, view)))
}

/// What the one who takes over said, under the names that the form gave it.
fn understood<'v>(view: &View<'v>, passed: &LeadPassed) -> Typed<'v> {
    let words = &view.words.screen.brief;
    vec![(&words.urgent, passed.urgent.clone()), (&words.unclear, passed.unclear.clone())]
}

fn of_evidence<'v>(view: &View<'v>, evidence: &Evidence) -> Typed<'v> {
    let words = &view.words.screen.paper;
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    vec![
        (&words.host, some(&evidence.host)),
        (&words.collector, some(&evidence.collector)),
        (&words.place, some(&evidence.place)),
        happened(view, evidence.collected_at),
    ]
}

fn of_custody<'v>(view: &View<'v>, custody: &Custody) -> Typed<'v> {
    let words = &view.words.screen.paper;
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    vec![
        (&words.from, custody.from.clone()),
        (&words.to, custody.to.clone()),
        (&words.place, some(&custody.place)),
        (&words.reason, some(&custody.reason)),
        happened(view, custody.happened_at),
    ]
}

fn of_watch<'v>(view: &View<'v>, watch: &Watch) -> Typed<'v> {
    let words = &view.words.screen.paper;
    let span = |span| view.words.duty.span(span);
    match watch {
        Watch::Lifted(lifted) => vec![(&words.reason, lifted.reason.clone())],
        Watch::ClockAdded(added) => vec![
            (&words.span, span(added.span)),
            (&words.every, added.every.map_or_else(String::new, span)),
            (&words.script, added.script.clone().unwrap_or_default()),
        ],
        Watch::ClockMet(met) => vec![happened(view, met.happened_at)],
        Watch::ClockMoved(moved) => {
            vec![(&words.span, span(moved.span)), (&words.reason, moved.reason.clone())]
        }
        Watch::ClockEnded(ended) => vec![(&words.reason, ended.reason.clone())],
        Watch::Held(held) => vec![(&words.reason, held.reason.clone())],
        Watch::HoldEnded(_) => Vec::new(),
    }
}

fn of_step<'v>(view: &View<'v>, event: &StepEvent) -> Typed<'v> {
    let words = &view.words.screen.paper;
    let outcome = match &event.act {
        StepAct::Observed { state } => Some(Outcome::Observed(state.clone())),
        StepAct::Chosen { answer, .. } => Some(Outcome::Chosen(answer.clone())),
        _ => None,
    };
    let found = view.session.state().find(&event.step);
    let step = found.and_then(|(run, index)| Some(run.get(index)?.1));
    let answer = step.zip(outcome).and_then(|(step, outcome)| whole_answer(step, &outcome, view));
    let until = match &event.act {
        StepAct::Postponed { until: Until::After(span), .. } => view.words.duty.span(*span),
        StepAct::Postponed { until: Until::Event(event), .. } => event.clone(),
        _ => String::new(),
    };
    let label = if matches!(&event.act, StepAct::Postponed { until: Until::After(_), .. }) {
        &words.span
    } else {
        &words.until
    };
    vec![
        (&words.answer, answer.unwrap_or_default()),
        (label, until),
        happened(view, event.happened_at),
    ]
}
