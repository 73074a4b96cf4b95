//! `status`: where an incident stands, for a person or for another program. Reads, never writes.

use serde_json::{Value, json};

use super::args::StatusArgs;
use super::exit::Exit;
use super::open::{Refusal, incident_id, load_refusal, unread, warn_reader};
use super::world::World;
use super::{history, incidents, line};
use crate::domain::deadline::{Deadline, DeadlineCause, by_clock_of_now};
use crate::domain::decide::open_items;
use crate::domain::event::OpenItem;
use crate::domain::ids::{EventId, IncidentId, StepRef};
use crate::domain::place::Mark;
use crate::domain::state::{IncidentState, Run};
use crate::domain::time::{Now, Remaining, Span};
use crate::driver::inline::{self, LoadError, weighed};
use crate::i18n::duty::day_hm;
use crate::i18n::fill;
use crate::ports::{Access, Failure, LogEnd, OpenError};
use crate::session::Replay;

/// Prints where the incident stands; without a name, the newest open one.
pub fn status(args: &StatusArgs, world: &mut World<'_>) -> Exit {
    let (mut replay, end) = match looked_at(args, world) {
        Ok(found) => found,
        Err(refusal) => return refusal.say(world),
    };
    let asking: Vec<EventId> = replay.session().state().acts.asking().collect();
    // What cannot be read again is cited by its number.
    drop(recall(&mut replay, &asking, world));
    let now = world.outside.clock.now();
    let state = replay.session().state();
    let own = state.opened.as_ref().map(|begun| begun.facts.clone());
    let text = if args.json {
        format!("{:#}\n", to_json(state, &end, &now))
    } else {
        let mut text = to_text(world, state, &end, &now);
        if let Some(own) = own {
            let others = history::others(world, &own.incident, own.writer.as_str());
            text.extend(others.into_iter().map(|line| line + "\n"));
        }
        text
    };
    if world.out.write_all(text.as_bytes()).is_err() {
        return Exit::Outside;
    }
    // What could be read was said; what could not is said as well.
    match (replay.obstacle(), &state.opened) {
        (Some(obstacle), Some(begun)) => {
            let incident = &begun.facts.incident;
            let error = weighed(obstacle, end.lines, world.outside.store.unmet_mark());
            load_refusal(world, incident, &error).say(world)
        }
        _ => Exit::Fine,
    }
}

/// The log of the incident, read without a lock; without a name, the newest open one's.
pub(super) fn looked_at(
    args: &StatusArgs,
    world: &mut World<'_>,
) -> Result<(Replay, LogEnd), Refusal> {
    let incident = chosen(args, world)?;
    let mut replay = Replay::new(world.read_runbook).under(world.outside.law.clone());
    let opened = world.outside.store.open(&incident, Access::Read, &mut |line| replay.line(line));
    let end = opened.map_err(|error| match error {
        OpenError::Failed(failure) => unread(world, &failure),
        error => load_refusal(world, &incident, &LoadError::Open(error)),
    })?;
    warn_reader(world);
    Ok((replay, end))
}

/// Reads again what is in the log only, of these entries.
pub(super) fn recall(
    replay: &mut Replay,
    wanted: &[EventId],
    world: &mut World<'_>,
) -> Result<(), Failure> {
    let state = replay.session().state();
    let records = state.to_recall(wanted.iter().cloned());
    let Some(begun) = state.opened.as_ref().filter(|_| !records.is_empty()) else { return Ok(()) };
    let incident = begun.facts.incident.clone();
    replay.recall(&inline::recall(&incident, &records, world.outside.store)?);
    Ok(())
}

pub(super) fn chosen(args: &StatusArgs, world: &mut World<'_>) -> Result<IncidentId, Refusal> {
    if let Some(text) = &args.incident {
        return incident_id(world, text);
    }
    let newest = incidents::newest_open(world)?;
    newest.ok_or_else(|| {
        let advice = &world.words().rejection.not_started;
        Refusal { lines: vec![advice.what.clone(), advice.next.clone()], exit: Exit::Usage }
    })
}

fn to_text(world: &World<'_>, state: &IncidentState, end: &LogEnd, now: &Now) -> String {
    let words = &world.words().cli.status;
    let mut lines = Vec::new();
    if let Some(begun) = &state.opened {
        let mode = words.mode(begun.facts.mode);
        let clock = begun.at.wall.clock(now.offset).hm();
        let date = begun.at.wall.date(now.offset).to_string();
        let incident = begun.facts.incident.to_string();
        lines.push(fill(
            &words.head,
            &[("mode", mode), ("incident", &incident), ("date", &date), ("time", &clock)],
        ));
    }
    for run in &state.runs {
        lines.push(run_line(world, run));
        let link = world.words().run.link(state, run, |at| day_hm(at, now));
        lines.extend(link.map(|link| format!("  {link}")));
        lines.extend(super::watch::hold_line(world, state, run.id(), now));
        if let Some(index) = run.current(&now.moment).filter(|_| state.closed.is_none()) {
            lines.push(fill(&words.current, &[("step", &step_line(world, run, index))]));
            lines.extend(line::lines(world, run, index));
        }
    }
    let deadlines = state.deadlines(&now.moment);
    let added = super::watch::clock_lines(world, state, now);
    if !deadlines.is_empty() || !added.is_empty() {
        lines.push(words.clocks.clone());
        lines.extend(deadlines.iter().map(|deadline| deadline_line(world, state, deadline, now)));
        lines.extend(added);
    }
    lines.extend(super::duty::status_lines(world, state, now));
    lines.extend(super::watch::limit_lines(world, state, now));
    let open = open_items(state);
    lines.push(fill(&words.open, &[("n", &open.len().to_string())]));
    // Duties, limits and clocks stand above.
    let is_above = |item: &OpenItem| {
        matches!(item, OpenItem::Duty(_) | OpenItem::Limit(_) | OpenItem::Clock(_))
    };
    let is_shown = |item: &&OpenItem| !is_todo(state, item) && !is_above(item);
    for item in open.iter().filter(is_shown) {
        lines.push(format!("  {}", open_line(world, state, item)));
    }
    lines.extend(super::agreed::lines(world, state));
    if let Some((closing, at)) = &state.closed {
        let time = day_hm(at.wall, now);
        lines.push(fill(&words.closed, &[("word", closing.word.code()), ("time", &time)]));
    }
    lines.extend(clock_lines(world, state));
    let code = end.head.spoken_code().to_string();
    lines.push(fill(&words.log, &[("n", &end.lines.to_string()), ("code", &code)]));
    lines.join("\n") + "\n"
}

/// How the clock was compared, and how it moved by itself.
fn clock_lines(world: &World<'_>, state: &IncidentState) -> Vec<String> {
    let words = &world.words().people;
    let mut lines = Vec::new();
    if let Some((_, by_ms)) = state.clock.compared {
        lines.push(fill(&words.clock_compared, &[("by", &signed_span(by_ms))]));
    }
    if let Some((_, by_ms)) = state.clock.moved {
        let n = state.clock.moves.to_string();
        lines.push(fill(&words.clock_moved, &[("by", &signed_span(by_ms)), ("n", &n)]));
    }
    lines
}

/// Hours, minutes and seconds, with their sign.
fn signed_span(ms: i64) -> String {
    let s = ms.unsigned_abs() / 1_000;
    let sign = if ms < 0 { '-' } else { '+' };
    format!("{sign}{}:{:02}:{:02}", s / 3_600, s / 60 % 60, s % 60)
}

fn run_line(world: &World<'_>, run: &Run) -> String {
    let count = |mark| run.count(mark).to_string();
    let done = run.count(Mark::Done) + run.count(Mark::DoneByTwo);
    fill(
        &world.words().cli.status.run,
        &[
            ("title", &world.words().run.titled(run, world.lang)),
            ("revision", &run.copy.runbook.revision.to_string()),
            ("done", &done.to_string()),
            ("all", &run.steps.len().to_string()),
            ("na", &count(Mark::NotApplicable)),
            ("skipped", &count(Mark::Skipped)),
            ("later", &count(Mark::Later)),
            ("could_not", &count(Mark::CouldNot)),
            ("waiting", &count(Mark::Waiting)),
        ],
    )
}

fn step_line(world: &World<'_>, run: &Run, index: usize) -> String {
    let Some((_, step, _)) = run.get(index) else { return String::new() };
    let title = step.title.get(world.lang).to_owned();
    let title = world.words().bundle.titled(title, run.bundle(index));
    let number = world.words().run.number(run.id(), index);
    format!("{} {number} {title} ({}/{})", run.mark(index).ascii(), run.id(), step.id)
}

fn is_todo(state: &IncidentState, item: &OpenItem) -> bool {
    match item {
        OpenItem::Step(step) => {
            state.find(step).is_some_and(|(run, index)| run.mark(index) == Mark::Todo)
        }
        _ => false,
    }
}

fn open_line(world: &World<'_>, state: &IncidentState, item: &OpenItem) -> String {
    match item {
        OpenItem::Step(step) => state
            .find(step)
            .map_or_else(|| step.to_string(), |(run, index)| step_line(world, run, index)),
        OpenItem::Note(event) => {
            let note = state.notes.get(event);
            let words = &world.words().screen.told;
            let cited = || fill(&words.faded, &[("n", &event.seq.to_string())]);
            let text = note.map_or_else(cited, |entry| entry.note.text.clone());
            format!("{event} {}", super::open::shown(&text))
        }
        OpenItem::LastAct(runbook, index) => format!("{runbook} {index}"),
        OpenItem::Limit(_) | OpenItem::Clock(_) => super::watch::open_line(world, state, item),
        OpenItem::Duty(clock) => {
            let title = state.law.clock(clock).map(|known| known.title.get(world.lang));
            let title = title.unwrap_or(clock.as_str());
            fill(&world.words().duty.open_item, &[("title", title)])
        }
    }
}

fn deadline_line(
    world: &World<'_>,
    state: &IncidentState,
    deadline: &Deadline,
    now: &Now,
) -> String {
    let words = &world.words().cli.status;
    let (template, span) = match deadline.remaining {
        Remaining::Over(span) => (&words.overdue, span),
        Remaining::Left(span) => (&words.left, span),
    };
    let item = OpenItem::Step(deadline.step.clone());
    fill(
        template,
        &[
            (
                "time",
                &day_hm(by_clock_of_now(deadline.due_at, deadline.remaining, &now.moment), now),
            ),
            ("span", &minutes(span)),
            ("cause", words.cause(deadline.cause)),
            ("step", &open_line(world, state, &item)),
        ],
    )
}

pub(super) fn minutes(span: Span) -> String {
    let minutes = span.minutes();
    if minutes < 120 { format!("{minutes} min") } else { format!("{} h", minutes / 60) }
}

const fn cause_code(cause: DeadlineCause) -> &'static str {
    match cause {
        DeadlineCause::Limit => "limit",
        DeadlineCause::Wait => "wait",
        DeadlineCause::Repeat => "repeat",
        DeadlineCause::Later => "later",
        DeadlineCause::Retry => "retry",
    }
}

fn step_json(state: &IncidentState, step: &StepRef) -> Value {
    let Some((run, index)) = state.find(step) else { return Value::Null };
    let kind = run.get(index).map(|(_, step, _)| step.kind.code());
    json!({
        "runbook": step.run.runbook().as_str(),
        "run": step.run.number(),
        "step": step.step.as_str(),
        "number": index + 1,
        "kind": kind,
        "mark": run.mark(index).ascii(),
    })
}

fn item_json(state: &IncidentState, item: &OpenItem) -> Value {
    match item {
        OpenItem::Step(step) => step_json(state, step),
        OpenItem::Note(event) => json!({ "note": event.to_string() }),
        OpenItem::Duty(clock) => json!({ "duty": clock.as_str() }),
        OpenItem::Limit(step) => json!({ "limit": step.to_string() }),
        OpenItem::Clock(event) => json!({ "clock": event.to_string() }),
        OpenItem::LastAct(run, index) => {
            let (runbook, number) = (run.runbook().as_str(), run.number());
            json!({ "runbook": runbook, "run": number, "last_act": index })
        }
    }
}

fn deadline_json(state: &IncidentState, deadline: &Deadline) -> Value {
    let (is_over, span) = match deadline.remaining {
        Remaining::Over(span) => (true, span),
        Remaining::Left(span) => (false, span),
    };
    json!({
        "at": step_json(state, &deadline.step),
        "cause": cause_code(deadline.cause),
        "due": deadline.due_at.to_string(),
        "overdue": is_over,
        "seconds": span.ms() / 1_000,
    })
}

fn run_json(run: &Run) -> Value {
    let steps: Vec<_> = (0..run.steps.len())
        .filter_map(|index| {
            let (phase, step, _) = run.get(index)?;
            let mut json = json!({
                "number": index + 1,
                "phase": phase.id.as_str(),
                "step": step.id.as_str(),
                "kind": step.kind.code(),
                "mark": run.mark(index).ascii(),
            });
            if let (Some(lines), Value::Object(json)) = (line::to_json(run, index), &mut json) {
                json.insert("lines".to_owned(), lines);
            }
            Some(json)
        })
        .collect();
    json!({
        "id": run.id().runbook().as_str(),
        "run": run.id().number(),
        "revision": run.copy.runbook.revision,
        "sha256": run.copy.sha256,
        "started": run.started.wall.to_string(),
        "steps": steps,
    })
}

/// The stable JSON form of `status --json`.
#[must_use]
pub fn to_json(state: &IncidentState, end: &LogEnd, now: &Now) -> Value {
    let facts = state.opened.as_ref();
    let current: Vec<_> =
        state.current_steps(&now.moment).iter().map(|step| step_json(state, step)).collect();
    let open: Vec<_> = open_items(state).iter().map(|item| item_json(state, item)).collect();
    let deadlines: Vec<_> = state
        .deadlines(&now.moment)
        .iter()
        .map(|deadline| deadline_json(state, deadline))
        .collect();
    let duties = state.duties(now);
    let duties: Vec<_> = duties
        .iter()
        .filter(|duty| duty.is_open)
        .map(|duty| super::duty::duty_json(state, duty))
        .collect();
    let closed = state.closed.as_ref().map(|(closing, at)| {
        let open: Vec<_> = closing.open.iter().map(|item| item_json(state, item)).collect();
        json!({ "word": closing.word.code(), "at": at.wall.to_string(), "open": open })
    });
    json!({
        "incident": facts.map(|begun| begun.facts.incident.as_str()),
        "mode": facts.map(|begun| begun.facts.mode.code()),
        "severity": facts.map(|begun| begun.facts.severity.number()),
        "opened": facts.map(|begun| begun.at.wall.to_string()),
        "operator": state.operator.as_ref().map(|initials| initials.as_str().to_owned()),
        "leading": super::brief::leading_json(state, now),
        "runbooks": state.runs.iter().map(run_json).collect::<Vec<_>>(),
        "current": current,
        "open": open,
        "agreements": super::agreed::to_json(state),
        "deadlines": deadlines,
        "duties": duties,
        "limits": super::watch::limits_json(state),
        "added_clocks": super::watch::clocks_json(state, now),
        "holds": super::watch::holds_json(state),
        "notes": state.notes.count(),
        "clock": {
            "reference_minus_laptop_ms": state.clock.compared.map(|(_, by_ms)| by_ms),
            "last_move_ms": state.clock.moved.map(|(_, by_ms)| by_ms),
            "moves": state.clock.moves,
        },
        "evidence": state.evidence.count(),
        "closed": closed,
        "log": {
            "lines": end.lines,
            "head": end.head.to_string(),
            "code": end.head.spoken_code().to_string(),
        },
    })
}
