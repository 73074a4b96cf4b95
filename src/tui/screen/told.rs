//! One line for each thing that happened, in the language of the moment.
//!
//! Facts come from the state or from events that are not on disk yet; words from the catalogue.

use super::agreed::with_approval;
use super::neighbour::in_short;
use crate::domain::act::{StepAct, StepEvent};
use crate::domain::acts::Act;
use crate::domain::event::{ClosingWord, Event, NoteKind, OpenItem};
use crate::domain::ids::{Author, EventId, StepRef};
use crate::domain::note_words::owner;
use crate::domain::place::Mark;
use crate::domain::proof::{MediumWord, VIA_MARK};
use crate::domain::state::{
    Answered, CallEntry, IncidentState, LineMark, NoteEntry, Status, StepWord, Subject,
};
use crate::domain::text::Lang;
use crate::domain::time::Timestamp;
use crate::i18n::{Catalogue, fill};
use crate::tui::duty_text;
use crate::tui::fact;
use crate::tui::line_text;
use crate::tui::silence;
use crate::tui::view::View;
use crate::tui::watch_text;

/// Number and title of a step, the number counted from 1 in its runbook.
#[must_use]
pub fn step_name(state: &IncidentState, step: &StepRef, lang: Lang) -> (String, String) {
    let found = state.find(step).and_then(|(run, index)| {
        let (_, step, _) = run.get(index)?;
        Some((Catalogue::of(lang).run.number(run.id(), index), step.title.get(lang).to_owned()))
    });
    found.unwrap_or_else(|| ("?".to_owned(), step.to_string()))
}

/// `03:52:10` on the laptop's wall clock.
#[must_use]
pub fn hms(view: &View, at: Timestamp) -> String {
    at.clock(view.now.offset).hms()
}

/// Whether a moment lies on the calendar day of now.
#[must_use]
pub fn is_today(view: &View, at: Timestamp) -> bool {
    at.date(view.now.offset) == view.now.moment.wall.date(view.now.offset)
}

/// `03:52` today, `2026-11-22 03:52` on any other day.
#[must_use]
pub fn day_hm(view: &View, at: Timestamp) -> String {
    fact::when(at, view)
}

/// Who did it.
#[must_use]
pub fn who(view: &View, author: &Author) -> String {
    match author {
        Author::Program => view.words.screen.told.by_program.clone(),
        Author::Person(initials) => initials.to_string(),
    }
}

/// The kind of a note.
#[must_use]
pub fn note_kind<'a>(view: &View<'a>, kind: NoteKind) -> &'a str {
    let words = &view.words.screen.told;
    match kind {
        NoteKind::Fact => &words.fact,
        NoteKind::Todo => &words.todo,
        NoteKind::Decision => &words.decision,
        NoteKind::Question => &words.question,
        NoteKind::Briefing => &words.briefing,
    }
}

/// What an act on record was.
#[must_use]
pub fn act(view: &View, act: &Act) -> String {
    let words = &view.words.screen.told;
    let state = view.session.state();
    match &act.subject {
        Subject::Step(step, word) => {
            let line = step_line(view, step, *word);
            let answered = answered(state, step, &act.event);
            let approval = answered.and_then(|answered| answered.approval.as_ref());
            with_approval(view, line, approval)
        }
        Subject::Line(mark) => line_text::told(mark, view),
        Subject::Note => note_of(state, &act.event).map_or_else(
            || fact::faded(view, &act.event),
            |entry| note_line(view, entry.note.kind, &entry.note.text),
        ),
        Subject::Call => {
            let call = call_of(state, &act.event);
            call.map_or_else(String::new, |entry| view.words.site.call_line(&entry.call))
        }
        Subject::Correction(target) => fill(&words.correction, &[("entry", &entry(target))]),
        Subject::SignOn(initials) => fill(&words.sign_on, &[("who", initials.as_str())]),
        Subject::SignOff(initials) => fill(&words.sign_off, &[("who", initials.as_str())]),
        Subject::Lead(initials) => fill(&view.words.lead.told, &[("who", initials.as_str())]),
        Subject::OwnWords => {
            fill(&view.words.lead.own_words, &[("text", state.leading.said(&act.event))])
        }
        Subject::Held(initials) => fill(&view.words.lead.held, &[("who", initials.as_str())]),
        Subject::Evidence => {
            let item = state.item(&act.event);
            let item = item.map_or_else(|| fact::faded(view, &act.event), str::to_owned);
            let piece = state.evidence.get(&act.event);
            kept(view, &item, piece.is_some_and(|piece| piece.evidence.is_unexpected))
        }
        Subject::Custody(target) => fill(&words.custody, &[("entry", &entry(target))]),
        Subject::Moment(_) | Subject::Judged(..) | Subject::Filed(_) => {
            duty_text::subject(&act.subject, view)
        }
        Subject::Watch(_) => watch_text::of_act(&act.event, view),
        Subject::Silenced => silence::of_act(&act.event, view),
        Subject::Opening => words.opening.clone(),
        Subject::Return => words.returned.clone(),
        Subject::Added(id) => fill(&words.added, &[("title", &fact::title_of(id, view))]),
        Subject::Closing => words.closing.clone(),
    }
}

/// A piece of evidence, and whether its value was not the expected one.
fn kept(view: &View, item: &str, is_unexpected: bool) -> String {
    let words = &view.words.screen.told;
    let template = if is_unexpected { &words.evidence_unexpected } else { &words.evidence };
    fill(template, &[("item", item)])
}

/// What an act on record says besides: the reason that was given, if the step still holds it.
#[must_use]
pub fn reason<'a>(view: &View<'a>, act: &Act) -> Option<&'a str> {
    let step = match &act.subject {
        Subject::Step(step, _) => step,
        Subject::Line(mark) => {
            let tick = view.session.state().tick(&mark.step, &act.event)?;
            return tick.left_out.as_deref();
        }
        _ => return None,
    };
    let (run, index) = view.session.state().find(step)?;
    if let Some(jump) = run.jump.as_ref().filter(|jump| jump.event == act.event) {
        return Some(&jump.reason);
    }
    answered(view.session.state(), step, &act.event)?;
    status_reason(&run.steps.get(index)?.status)
}

/// The answer of this record, if the step still holds it.
fn answered<'s>(state: &'s IncidentState, step: &StepRef, event: &EventId) -> Option<&'s Answered> {
    let (run, index) = state.find(step)?;
    run.steps.get(index)?.answered.as_ref().filter(|answered| answered.event == *event)
}

/// The reason that a status holds.
#[must_use]
pub fn status_reason(status: &Status) -> Option<&str> {
    match status {
        Status::Skipped { reason } | Status::CouldNot { reason } | Status::Later { reason, .. } => {
            Some(reason)
        }
        _ => None,
    }
}

/// What an event says that is not on disk yet.
#[must_use]
pub fn event(view: &View, event: &Event) -> String {
    let words = &view.words.screen.told;
    match event {
        Event::Opened(_) => words.opening.clone(),
        Event::RunbookPart(part) => {
            fill(&words.runbook_part, &[("runbook", &part.run.to_string())])
        }
        Event::SignedOn(person) => fill(&words.sign_on, &[("who", person.initials.as_str())]),
        Event::SignedOff(person) => fill(&words.sign_off, &[("who", person.initials.as_str())]),
        Event::LeadPassed(passed) => fill(&view.words.lead.told, &[("who", passed.to.as_str())]),
        Event::OwnWords(own) => fill(&view.words.lead.own_words, &[("text", &own.text)]),
        Event::TrackHeld(held) => fill(&view.words.lead.held, &[("who", held.who.as_str())]),
        Event::ClockCompared(_) => words.clock_compared.clone(),
        Event::EvidenceTaken(evidence) => kept(view, &evidence.item, evidence.is_unexpected),
        Event::CustodyMoved(custody) => {
            fill(&words.custody, &[("entry", &entry(&custody.evidence))])
        }
        Event::MomentFixed(_)
        | Event::DutyJudged(_)
        | Event::DutyFiled(_)
        | Event::DutyPassed(_) => duty_text::event(event, view),
        Event::Watch(watch) => watch_text::line(watch, view),
        Event::Silenced(occurrence) => silence::line(occurrence, view),
        Event::Sealed(_) => words.sealed.clone(),
        Event::Witnessed(witness) if witness.via == VIA_MARK => {
            let n = witness.heads.first().map_or(0, |seen| seen.seq.0).to_string();
            fill(&words.lines_missing, &[("n", &n)])
        }
        Event::Witnessed(_) => words.witnessed.clone(),
        Event::Forked(fork) => {
            let [one, _] = &fork.heads;
            let facts = [("writer", one.writer.as_str()), ("n", &fork.at.to_string())];
            fill(&words.forked, &facts)
        }
        Event::Exported(_) => words.exported.clone(),
        Event::Medium(fault) => match fault.what {
            MediumWord::Lost => words.medium_lost.clone(),
            MediumWord::Back => words.medium_back.clone(),
        },
        Event::Step(event) => step_event(view, event),
        Event::NoteAdded(note) => note_line(view, note.kind, &note.text),
        Event::Called(call) => view.words.site.call_line(call),
        Event::Corrected { target, .. } => fill(&words.correction, &[("entry", &entry(target))]),
        Event::DeadlinePassed { step, .. } => step_words(view, step, &words.deadline_passed),
        Event::ClockStepped { .. } => words.clock_stepped.clone(),
        Event::Resumed(_) => words.returned.clone(),
        Event::Left { .. } => words.left.clone(),
        Event::Recovered(_) => words.recovered.clone(),
        Event::Closed(_) => words.closing.clone(),
        Event::Unknown { code } => fill(&words.unknown, &[("code", code)]),
    }
}

/// A line and the reason that was given, if one was.
#[must_use]
pub fn with_reason(view: &View, line: String, reason: Option<&str>) -> String {
    match reason {
        Some(text) => fill(&view.words.screen.told.reason, &[("line", &line), ("text", text)]),
        None => line,
    }
}

fn step_event(view: &View, event: &StepEvent) -> String {
    let (word, reason) = match &event.act {
        StepAct::Ticked { line, left_out } => {
            let (step, is_left_out) = (event.step.clone(), left_out.is_some());
            let mark = LineMark { step, line: *line, is_left_out };
            return with_reason(view, line_text::told(&mark, view), left_out.as_deref());
        }
        StepAct::Done { .. } | StepAct::Observed { .. } => (StepWord::Done, None),
        StepAct::WaitEnded { early_reason } => (StepWord::Done, early_reason.as_deref()),
        StepAct::Chosen { objection, .. } => (StepWord::Chosen, objection.as_deref()),
        StepAct::Skipped { reason } => (StepWord::Skipped, Some(reason.as_str())),
        StepAct::Postponed { reason, .. } => (StepWord::Later, Some(reason.as_str())),
        StepAct::Impossible { reason } => (StepWord::CouldNot, Some(reason.as_str())),
        StepAct::WaitStarted => (StepWord::Waiting, None),
        StepAct::Rechecked { .. } => (StepWord::Rechecked, None),
        StepAct::Jumped { reason } => (StepWord::Jumped, Some(reason.as_str())),
    };
    let line = with_approval(view, step_line(view, &event.step, word), event.act.approval());
    with_reason(view, line, reason)
}

fn step_line(view: &View, step: &StepRef, word: StepWord) -> String {
    let words = &view.words.screen.told;
    let template = match word {
        StepWord::Done => &words.step_done,
        StepWord::Chosen => &words.step_chosen,
        StepWord::Skipped => &words.step_skipped,
        StepWord::Later => &words.step_later,
        StepWord::CouldNot => &words.step_could_not,
        StepWord::Waiting => &words.step_waiting,
        StepWord::Rechecked => &words.step_rechecked,
        StepWord::Jumped => &words.step_jumped,
    };
    step_words(view, step, template)
}

fn step_words(view: &View, step: &StepRef, template: &str) -> String {
    let (n, title) = step_name(view.session.state(), step, view.lang);
    fill(template, &[("n", &n), ("title", &title)])
}

/// A note in one line.
#[must_use]
pub fn note_line(view: &View, kind: NoteKind, text: &str) -> String {
    let kind = note_kind(view, kind);
    fill(&view.words.screen.told.note, &[("kind", kind), ("text", text)])
}

/// A note that asks for something: whose it is, or that it is nobody's (R51, R70).
#[must_use]
pub fn asking_line(view: &View, kind: NoteKind, text: &str) -> String {
    let words = &view.words.screen.told;
    if kind != NoteKind::Todo {
        return note_line(view, kind, text);
    }
    let (who, what) = owner(text).unwrap_or((&words.nobody, text));
    fill(&words.todo_of, &[("who", who), ("text", what)])
}

/// The note of a record, as far as it is in memory.
#[must_use]
pub fn note_of<'a>(state: &'a IncidentState, event: &EventId) -> Option<&'a NoteEntry> {
    state.notes.get(event)
}

/// A record by the number that people cite; the writer is this laptop.
/// The call that was recorded under this name.
#[must_use]
pub fn call_of<'a>(state: &'a IncidentState, event: &EventId) -> Option<&'a CallEntry> {
    state.calls.iter().find(|entry| entry.event == *event)
}

fn entry(event: &EventId) -> String {
    event.seq.to_string()
}

/// An open item: its mark and its words.
#[must_use]
pub fn open_item(view: &View, item: &OpenItem) -> (&'static str, String) {
    let state = view.session.state();
    match item {
        OpenItem::Step(step) => {
            let (n, title) = step_name(state, step, view.lang);
            let found = state.find(step);
            let mark = found.map_or(Mark::Todo, |(run, index)| run.mark(index));
            let status = found.and_then(|(run, index)| run.steps.get(index));
            let reason = status.and_then(|state| status_reason(&state.status));
            (
                found.map_or(mark.ascii(), |(run, index)| fact::mark(run, index, view)),
                match reason {
                    Some(reason) => {
                        let words = &view.words.screen.told;
                        let title = format!("{n}  {title}");
                        fill(&words.item, &[("title", &title), ("reason", &in_short(reason))])
                    }
                    None => {
                        let bundle = found.and_then(|(run, index)| run.bundle(index));
                        view.words.bundle.titled(format!("{n}  {title}"), bundle)
                    }
                },
            )
        }
        OpenItem::Note(event) => {
            let line = note_of(state, event)
                .map(|entry| asking_line(view, entry.note.kind, &in_short(&entry.note.text)));
            (" ! ", line.unwrap_or_else(|| fact::faded(view, event)))
        }
        OpenItem::Duty(clock) => {
            let title = duty_text::clock_title(clock, view);
            (" ! ", fill(&view.words.duty.open_item, &[("title", &title)]))
        }
        OpenItem::Limit(step) => watch_text::open_limit(step, view),
        OpenItem::Clock(event) => watch_text::open_clock(event, view),
        OpenItem::LastAct(runbook, index) => {
            let run = state.run(runbook);
            let text = run.and_then(|run| run.copy.runbook.last_acts.get(*index));
            let text = text.map_or_else(|| runbook.to_string(), |t| t.get(view.lang).to_owned());
            ("[ ]", fill(&view.words.screen.summary.last_act, &[("text", &text)]))
        }
    }
}

/// One of the three closing words (R3).
#[must_use]
pub fn closing_word(view: &View, word: ClosingWord, open: usize) -> String {
    let words = &view.words.screen.closing;
    match word {
        ClosingWord::Complete => words.complete.clone(),
        ClosingWord::CompleteWithOpenItems => {
            fill(&words.complete_open, &[("n", &open.to_string())])
        }
        ClosingWord::Stopped => words.stopped.clone(),
    }
}

/// How many steps bear which mark, over all runbooks of the incident; marks that nobody bears are
/// left out.
#[must_use]
pub fn counts(view: &View) -> String {
    let words = &view.words.screen.told;
    let runs = &view.session.state().runs;
    let count = |mark| runs.iter().map(|run| run.count(mark)).sum::<usize>();
    let two = count(Mark::DoneByTwo);
    let all = [
        (&words.count_done, count(Mark::Done) + two),
        (&words.count_two, two),
        (&words.count_na, count(Mark::NotApplicable)),
        (&words.count_skipped, count(Mark::Skipped)),
        (&words.count_could_not, count(Mark::CouldNot)),
        (&words.count_later, count(Mark::Later)),
        (&words.count_waiting, count(Mark::Waiting)),
        (&words.count_todo, count(Mark::Todo)),
    ];
    let some = all.into_iter().filter(|(_, n)| *n > 0);
    let texts: Vec<String> =
        some.map(|(template, n)| fill(template, &[("n", &n.to_string())])).collect();
    texts.join(", ")
}
