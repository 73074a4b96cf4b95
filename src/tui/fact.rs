//! What the frame says, from the facts of the session: rows 1 and 2, LAST, spans and clock times.

use super::correctable::is_correctable;
use super::duty_text;
use super::layout::Form;
use super::line_text;
use super::silence;
use super::view::View;
use super::watch_text;
use super::widget::frame::{Identity, Last, Level};
use crate::domain::acts::Act;
use crate::domain::deadline::{CAUTION_BEFORE, Deadline, DeadlineCause, by_clock_of_now};
use crate::domain::event::Mode;
use crate::domain::ids::{Author, EventId, RunId, StepRef};
use crate::domain::state::{Run, StepWord, Subject};
use crate::domain::time::{Remaining, Span, Timestamp};
use crate::i18n::duty::day_hm;
use crate::i18n::fill;

/// Hours and minutes of a moment by the laptop's clock.
#[must_use]
pub fn clock(at: Timestamp, view: &View) -> String {
    at.clock(view.now.offset).hm()
}

/// A moment that is past or due: hours and minutes today, the day before them on any other day.
#[must_use]
pub fn when(at: Timestamp, view: &View) -> String {
    day_hm(at, &view.now)
}

/// When something falls due, by the clock as it goes now: it may have been moved since the limit
/// began, and the time that is left stays right.
#[must_use]
pub fn due(due_at: Timestamp, remaining: Remaining, view: &View) -> String {
    when(by_clock_of_now(due_at, remaining, &view.now.moment), view)
}

/// The same where there is no room for a date: the days ahead, as the board counts them.
#[must_use]
pub fn when_short(at: Timestamp, view: &View) -> String {
    let offset = view.now.offset;
    match at.date(offset).days_since(view.now.moment.wall.date(offset)) {
        0 => clock(at, view),
        ahead => format!("{ahead:+} {}", clock(at, view)),
    }
}

/// A length of time in words: `9 min`, `2 h 05 min`.
#[must_use]
pub fn span(span: Span, view: &View) -> String {
    let words = &view.words.screen.frame;
    let minutes = span.minutes();
    match minutes {
        0 => words.under_a_minute.clone(),
        1..60 => fill(&words.minutes, &[("n", &minutes.to_string())]),
        _ => fill(
            &words.hours,
            &[("h", &(minutes / 60).to_string()), ("m", &format!("{:02}", minutes % 60))],
        ),
    }
}

/// The number of a step, which says in which run where there are several, and its title in the
/// language of the moment.
#[must_use]
pub fn title(step: &StepRef, view: &View) -> (String, String) {
    let found = view.session.state().find(step);
    let text = |(run, index): (&Run, usize)| {
        let (_, step, _) = run.get(index)?;
        Some((view.words.run.number(run.id(), index), step.title.get(view.lang).to_owned()))
    };
    found.and_then(text).unwrap_or_else(|| ("0".to_owned(), step.step.to_string()))
}

/// The title of a step where its number is not said.
#[must_use]
pub fn title_alone(step: &StepRef, view: &View) -> String {
    view.words.run.named(&step.run, &title(step, view).1)
}

/// Row 1.
#[must_use]
pub fn identity(
    view: &View,
    form: Form,
    heading: Option<String>,
    here: Option<&StepRef>,
) -> Identity {
    let words = &view.words.screen.frame;
    let state = view.session.state();
    let now = clock(view.now.moment.wall, view);
    // Before another one is started, a closed one is none (R11).
    let is_over = state.closed.is_some() && heading.is_some();
    let Some(begun) = state.opened.as_ref().filter(|_| !is_over) else {
        let disk = if view.store.is_writable() { &words.disk_ok } else { &words.disk_bad };
        let heading = heading.unwrap_or_else(|| words.no_incident.clone());
        return Identity {
            mode: format!("{}   {heading}", words.program),
            title: String::new(),
            facts: Default::default(),
            right: vec![now, disk.clone()],
            is_exercise: false,
        };
    };
    let is_exercise = begun.facts.mode == Mode::Exercise;
    let mode = if is_exercise { words.exercise.clone() } else { words.real.clone() };
    let shown = here.and_then(|here| state.run(&here.run));
    let run = shown.or_else(|| state.focus(&view.now.moment)).or_else(|| state.runs.last());
    let book = run.map(|run| &run.copy.runbook);
    let title = book.map(|book| book.title.get(view.lang).to_owned()).unwrap_or_default();
    let revision = book.map(|book| fill(&words.revision, &[("n", &book.revision.to_string())]));
    let severity = begun.facts.severity.number().to_string();
    let severity = fill(&words.severity, &[("n", &severity)]);
    let incident = begun.facts.incident.to_string();
    // Which run it is stays as long as the incident does: two runs bear one title (R23).
    let mark = run.and_then(|run| view.words.run.mark(run.id()));
    let incident = mark.into_iter().chain([incident]).collect::<Vec<_>>().join("  ");
    let facts = [revision.unwrap_or_default(), incident, severity];
    let end = state.closed.as_ref().map_or(&view.now.moment, |(_, at)| at);
    let gone = begun.at.elapsed_until(end).minutes();
    let elapsed = format!("{}:{:02}", gone / 60, gone % 60);
    let mut right = vec![now, fill(&words.elapsed, &[("time", &elapsed)])];
    if let Some(operator) = &state.operator {
        let person = state.people.get(operator).filter(|_| form == Form::Large);
        let named = person.and_then(|person| person.name.clone());
        right.push(named.unwrap_or_else(|| operator.to_string()));
    }
    if is_exercise {
        right.push(words.exercise.clone());
    }
    Identity { mode, title, facts, right, is_exercise }
}

/// The mark of a step that is in memory only. It is no box, so that nobody takes it for a tick.
pub const UNSAVED: &str = "(!)";

/// The mark of a step; one that is not on any disk has its own.
#[must_use]
pub fn mark(run: &Run, index: usize, view: &View) -> &'static str {
    let answered = run.steps.get(index).and_then(|step| step.answered.as_ref());
    match answered {
        Some(answered) if view.session.is_unsaved(&answered.event) => UNSAVED,
        _ => run.mark(index).ascii(),
    }
}

/// How urgent a deadline is: a limit, or something that merely comes back.
#[must_use]
pub fn level(deadline: &Deadline) -> Level {
    match (deadline.cause, deadline.remaining) {
        (DeadlineCause::Limit | DeadlineCause::Retry, Remaining::Over(_)) => Level::Caution,
        (DeadlineCause::Limit, Remaining::Left(left)) if left <= CAUTION_BEFORE => Level::Caution,
        _ => Level::Notice,
    }
}

/// A deadline in words: clock time, time left, what for (R34).
#[must_use]
pub fn deadline_text(deadline: &Deadline, view: &View) -> String {
    let words = &view.words.screen.frame;
    let title = match &deadline.whom {
        // Once it is due the words before the name say so.
        Some(whom) if deadline.remaining.is_over() => whom.clone(),
        Some(whom) => fill(&words.call_whom, &[("whom", whom)]),
        None => title_alone(&deadline.step, view),
    };
    let template = match (deadline.cause, deadline.remaining) {
        (_, Remaining::Left(_)) => &words.due,
        (DeadlineCause::Limit, _) => &words.overdue,
        (DeadlineCause::Wait, _) => &words.wait_over,
        (DeadlineCause::Repeat, _) => &words.check_again,
        (DeadlineCause::Later, _) => &words.back_again,
        (DeadlineCause::Retry, _) => &words.call_again,
    };
    let (Remaining::Left(length) | Remaining::Over(length)) = deadline.remaining;
    fill(
        template,
        &[
            ("time", &due(deadline.due_at, deadline.remaining, view)),
            ("span", &span(length, view)),
            ("title", &title),
        ],
    )
}

/// Row LAST: the answer to the last key, then the last acts as far as `rows` rows reach.
#[must_use]
pub fn last(view: &View, said: Vec<String>, rows: u16) -> Last {
    let words = &view.words.screen.frame;
    let label = words.last.clone();
    let acts = view.session.state().acts.iter().rev();
    // In front, where no long text pushes it out: no disk has it, whatever was said since (S14).
    let line = |act: Act| {
        let is_unsaved = view.session.is_unsaved(&act.event);
        let line = act_line(&act, view);
        if is_unsaved { format!("{}: {line}", words.not_saved_mark) } else { line }
    };
    let mut lines: Vec<(String, String)> =
        acts.take(usize::from(rows)).map(|act| (line(act), String::new())).collect();
    if let (Some(first), Some(act)) = (lines.first_mut(), view.session.state().acts.last())
        && is_correctable(&act.subject)
        && !act.is_taken_back
        && view.session.state().closed.is_none()
        && !view.session.is_read_only()
    {
        first.1.clone_from(&words.to_correct);
    }
    if lines.is_empty() {
        lines.push((words.last_none.clone(), String::new()));
    }
    let mut said: Vec<_> = said.into_iter().map(|row| (row, String::new())).collect();
    said.append(&mut lines);
    said.truncate(usize::from(rows.max(1)));
    Last { label, rows: said }
}

/// One act in one line: its time first, then what it was and who.
#[must_use]
pub fn act_line(act: &Act, view: &View) -> String {
    let offset = view.now.offset;
    let (day, time) = (act.at.date(offset), act.at.clock(offset).hms());
    let is_today = day == view.now.moment.wall.date(offset);
    let day = if is_today { String::new() } else { format!("{day} ") };
    format!("{day}{time}  {}", act_words(act, view))
}

fn act_words(act: &Act, view: &View) -> String {
    let words = &view.words.screen.frame;
    let who = match &act.who {
        Author::Program => words.program.clone(),
        Author::Person(initials) => initials.to_string(),
    };
    match &act.subject {
        Subject::Step(step, word) => {
            let number = title(step, view).0;
            let word = step_word(*word, view);
            fill(&words.last_step, &[("n", &number), ("word", word), ("who", &who)])
        }
        Subject::Line(mark) => line_text::last(mark, &who, view),
        Subject::Note => {
            let note = view.session.state().notes.get(&act.event);
            let text = note.map_or_else(|| faded(view, &act.event), |note| note.note.text.clone());
            fill(&words.last_note, &[("who", &who), ("text", &text)])
        }
        Subject::Call => {
            let calls = &view.session.state().calls;
            let call = calls.iter().find(|entry| entry.event == act.event);
            let text = call.map(|entry| view.words.site.call_line(&entry.call)).unwrap_or_default();
            fill(&words.last_call, &[("who", &who), ("text", &text)])
        }
        Subject::Correction(_) => fill(&words.last_correction, &[("who", &who)]),
        Subject::SignOn(initials) => fill(&words.last_sign_on, &[("who", initials.as_str())]),
        Subject::SignOff(initials) => fill(&words.last_sign_off, &[("who", initials.as_str())]),
        Subject::Lead(initials) => {
            fill(&view.words.lead.last, &[("who", initials.as_str()), ("by", &who)])
        }
        Subject::Held(initials) => {
            fill(&view.words.lead.last_held, &[("who", initials.as_str()), ("by", &who)])
        }
        Subject::OwnWords => {
            let text = view.session.state().leading.said(&act.event);
            fill(&view.words.lead.last_own_words, &[("by", &who), ("text", text)])
        }
        Subject::Evidence => {
            let state = view.session.state();
            let item = state.item(&act.event);
            let item = item.map_or_else(|| faded(view, &act.event), str::to_owned);
            let piece = state.evidence.get(&act.event);
            let is_odd = piece.is_some_and(|piece| piece.evidence.is_unexpected);
            let template = if is_odd { &words.last_unexpected } else { &words.last_evidence };
            fill(template, &[("who", &who), ("item", &item)])
        }
        Subject::Custody(_) => fill(&words.last_custody, &[("who", &who)]),
        Subject::Moment(_) | Subject::Judged(..) | Subject::Filed(_) => {
            let line = duty_text::subject(&act.subject, view);
            fill(&view.words.duty.by, &[("line", &line), ("who", &who)])
        }
        Subject::Watch(_) => {
            let line = watch_text::of_act(&act.event, view);
            fill(&view.words.duty.by, &[("line", &line), ("who", &who)])
        }
        Subject::Silenced => {
            let line = silence::of_act(&act.event, view);
            fill(&view.words.duty.by, &[("line", &line), ("who", &who)])
        }
        Subject::Opening => fill(&words.last_opening, &[("who", &who)]),
        Subject::Return => fill(&words.last_return, &[("who", &who)]),
        Subject::Added(id) => {
            let title = title_of(id, view);
            fill(&words.last_added, &[("who", &who), ("title", &title)])
        }
        Subject::Closing => fill(&words.last_closing, &[("who", &who)]),
    }
}

/// What stands for words that are in the log only, until they were read again.
#[must_use]
pub fn faded(view: &View, event: &EventId) -> String {
    fill(&view.words.screen.told.faded, &[("n", &event.seq.to_string())])
}

/// The number of the step that was answered last.
#[must_use]
pub fn last_step(view: &View) -> Option<String> {
    view.session.state().acts.iter().rev().find_map(|act| match act.subject {
        Subject::Step(step, StepWord::Done | StepWord::Chosen) if !act.is_taken_back => {
            Some(title(&step, view).0)
        }
        _ => None,
    })
}

/// What was done with a step, in the language of the moment.
#[must_use]
pub fn step_word<'v>(word: StepWord, view: &View<'v>) -> &'v str
where
    'static: 'v,
{
    let words = &view.words.screen.frame;
    match word {
        StepWord::Done => &words.done,
        StepWord::Chosen => &words.chosen,
        StepWord::Skipped => &words.skipped,
        StepWord::Later => &words.later,
        StepWord::CouldNot => &words.could_not,
        StepWord::Waiting => &words.waiting,
        StepWord::Rechecked => &words.rechecked,
        StepWord::Jumped => &words.jumped,
    }
}

/// The title of what a run of this incident follows; its name when it has none here.
#[must_use]
pub fn title_of(id: &RunId, view: &View) -> String {
    let run = view.session.state().run(id);
    run.map_or_else(|| id.to_string(), |run| view.words.run.titled(run, view.lang))
}
