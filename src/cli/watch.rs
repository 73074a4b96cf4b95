//! `limits`, `lift`, `clock-add`, `clock-met`, `clock-move`, `hold`, `unhold`: what people keep
//! watch over, and what `status` says of it.

use serde_json::{Value, json};

use super::act::{entry, finish, give};
use super::args::{
    ClockAddArgs, ClockMetArgs, ClockMoveArgs, HoldArgs, LiftArgs, StatusArgs, UnholdArgs,
};
use super::exit::Exit;
use super::open::{Refusal, open, ordered, rejected, shown};
use super::start::{claimed, initials};
use super::world::World;
use super::{look, status};
use crate::domain::added_clock::AddedClock;
use crate::domain::claimed::parse_ahead;
use crate::domain::command::Command;
use crate::domain::deadline::by_clock_of_now;
use crate::domain::event::OpenItem;
use crate::domain::ids::{EventId, RunId, StepRef};
use crate::domain::limits::LastingLimit;
use crate::domain::rejection::Rejection;
use crate::domain::state::IncidentState;
use crate::domain::time::{Now, Remaining, Span};
use crate::domain::watch_event::{
    ClockAdded, ClockEnded, ClockMet, ClockMoved, Held, HoldEnded, LimitLifted, Watch,
};
use crate::i18n::duty::day_hm;
use crate::i18n::fill;
use crate::session::Session;

/// `limits [INCIDENT]`.
pub fn limits(args: &StatusArgs, world: &mut World<'_>) -> Exit {
    look::print(
        args,
        world,
        |state, _| limits_json(state),
        |world, state, now| {
            let mut lines = limit_lines(world, state, now);
            if lines.is_empty() {
                lines.push(world.words().watch.limits_none.clone());
            }
            lines.join("\n") + "\n"
        },
    )
}

/// `lift INCIDENT LIMIT`. Who lifts is named; the entry stands under who has the keyboard, as on
/// the screen.
pub fn lift(args: &LiftArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident).and_then(|mut session| {
        let step = find_limit(world, &session, &args.limit)?;
        let by = initials(world, &args.by)?;
        let lifted = LimitLifted { step, by, reason: args.reason.clone() };
        ordered(world, &mut session, Command::Watch(Watch::Lifted(lifted)))
    });
    finish(world, result)
}

/// A limit by its number in the list, by its step, or by `runbook/step`.
fn find_limit(world: &World<'_>, session: &Session, text: &str) -> Result<StepRef, Refusal> {
    let limits = session.state().limits();
    let number = text.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let by_number = number.and_then(|at| limits.get(at));
    let is_it = |limit: &&LastingLimit<'_>| {
        limit.step.to_string() == text || limit.step.step.as_str() == text
    };
    let found = by_number.or_else(|| limits.iter().find(is_it));
    found.map(|limit| limit.step.clone()).ok_or_else(|| {
        let advice = &world.words().watch.bad_limit;
        let what = fill(&advice.what, &[("text", &shown(text))]);
        Refusal { lines: vec![what, advice.next.clone()], exit: Exit::Usage }
    })
}

/// `clock-add INCIDENT`.
pub fn clock_add(args: &ClockAddArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident).and_then(|mut session| {
        let added = ClockAdded {
            text: args.text.clone(),
            whom: args.who.clone(),
            span: span(world, &args.span)?,
            every: args.every.as_deref().map(|text| span(world, text)).transpose()?,
            script: args.script.clone(),
        };
        order(world, &mut session, args.by.as_deref(), Watch::ClockAdded(added))
    });
    finish(world, result)
}

/// `clock-met INCIDENT CLOCK`.
pub fn clock_met(args: &ClockMetArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident).and_then(|mut session| {
        let clock = entry(world, &session, &args.clock)?;
        let happened_at = args.at.as_deref().map(|text| claimed(world, text)).transpose()?;
        let met = ClockMet { clock, happened_at };
        order(world, &mut session, args.by.as_deref(), Watch::ClockMet(met))
    });
    finish(world, result)
}

/// `clock-move INCIDENT CLOCK`.
pub fn clock_move(args: &ClockMoveArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident).and_then(|mut session| {
        let clock = entry(world, &session, &args.clock)?;
        let reason = args.reason.clone();
        let watch = match &args.span {
            Some(text) => Watch::ClockMoved(ClockMoved { clock, span: span(world, text)?, reason }),
            None => Watch::ClockEnded(ClockEnded { clock, reason }),
        };
        order(world, &mut session, args.by.as_deref(), watch)
    });
    finish(world, result)
}

/// `hold INCIDENT [RUNBOOK]`.
pub fn hold(args: &HoldArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident).and_then(|mut session| {
        let now = world.outside.clock.now();
        let worked_on = session.state().focus(&now.moment).map(|run| run.id().clone());
        let run = followed(world, &session, args.runbook.as_deref(), worked_on)?;
        let held = Held { run, reason: args.reason.clone(), instead: None };
        order(world, &mut session, args.by.as_deref(), Watch::Held(held))
    });
    finish(world, result)
}

/// `unhold INCIDENT [RUNBOOK]`.
pub fn unhold(args: &UnholdArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident).and_then(|mut session| {
        let held = session.state().holds().first().map(|hold| hold.run.clone());
        let worked_on = || session.state().runs.last().map(|run| run.id().clone());
        let run = followed(world, &session, args.runbook.as_deref(), held.or_else(worked_on))?;
        let ended = Watch::HoldEnded(HoldEnded { run });
        order(world, &mut session, args.by.as_deref(), ended)
    });
    finish(world, result)
}

/// A run by its name; `otherwise` where none was given.
pub(super) fn followed(
    world: &World<'_>,
    session: &Session,
    named: Option<&str>,
    otherwise: Option<RunId>,
) -> Result<RunId, Refusal> {
    let runs = &session.state().runs;
    let found = match named {
        None => otherwise,
        Some(named) => {
            runs.iter().find(|run| run.id().to_string() == named).map(|run| run.id().clone())
        }
    };
    found.ok_or_else(|| {
        let advice = &world.words().cli.no_such_runbook;
        let list = runs.iter().map(|run| run.id().to_string()).collect::<Vec<_>>().join(", ");
        let what = fill(&advice.what, &[("text", &shown(named.unwrap_or_default()))]);
        let next = fill(&advice.next, &[("list", &list)]);
        Refusal { lines: vec![what, next], exit: Exit::Usage }
    })
}

fn span(world: &World<'_>, text: &str) -> Result<Span, Refusal> {
    parse_ahead(text).ok_or_else(|| rejected(world, &Rejection::SpanMissing))
}

fn order(
    world: &mut World<'_>,
    session: &mut Session,
    by: Option<&str>,
    watch: Watch,
) -> Result<Vec<EventId>, Refusal> {
    give(world, session, by, Command::Watch(watch))
}

/// The limits in force, under their number; nothing without any.
pub(super) fn limit_lines(world: &World<'_>, state: &IncidentState, now: &Now) -> Vec<String> {
    let words = &world.words().watch;
    let limits = state.limits();
    let mut lines = Vec::new();
    if !limits.is_empty() {
        lines.push(fill(&words.status_limits, &[("n", &limits.len().to_string())]));
    }
    lines.extend(limits.iter().map(|limit| {
        let time = day_hm(limit.raised.at.wall, now);
        let facts = [
            ("limit", limit.text.get(world.lang)),
            ("step", &limit.step.to_string()),
            ("time", &time),
            ("who", limit.raised.who.as_str()),
        ];
        fill(&words.list_limit, &facts)
    }));
    lines
}

/// The clocks that people added and that run, the most pressing first.
pub(super) fn clock_lines(world: &World<'_>, state: &IncidentState, now: &Now) -> Vec<String> {
    let words = &world.words().watch;
    let mut clocks = state.running_clocks();
    clocks.sort_by_key(|clock| match clock.remaining(&now.moment) {
        Remaining::Over(span) => (0, u64::MAX - span.ms()),
        Remaining::Left(span) => (1, span.ms()),
    });
    let line = |clock: &AddedClock<'_>| {
        let remaining = clock.remaining(&now.moment);
        let (template, span) = match remaining {
            Remaining::Over(span) => (&words.status_added_over, span),
            Remaining::Left(span) => (&words.status_added, span),
        };
        let facts = [
            ("time", day_hm(by_clock_of_now(clock.due_at(), remaining, &now.moment), now)),
            ("span", status::minutes(span)),
            ("whom", shown(&clock.what.whom)),
            ("text", shown(&clock.what.text)),
            ("clock", clock.event.to_string()),
        ];
        fill(template, &facts.each_ref().map(|(name, fact)| (*name, fact.as_str())))
    };
    clocks.iter().map(line).collect()
}

/// Who holds a runbook, since when, why.
pub(super) fn hold_line(
    world: &World<'_>,
    state: &IncidentState,
    run: &RunId,
    now: &Now,
) -> Option<String> {
    let hold = state.hold(run)?;
    let time = day_hm(hold.since.wall, now);
    let reason = shown(hold.reason);
    let facts = [("time", time.as_str()), ("who", hold.who.as_str()), ("reason", reason.as_str())];
    Some(fill(&world.words().watch.status_held, &facts))
}

/// An open item of this family, in one line.
pub(super) fn open_line(world: &World<'_>, state: &IncidentState, item: &OpenItem) -> String {
    let words = &world.words().watch;
    match item {
        OpenItem::Limit(step) => {
            let text = state.limit_text(step).map(|text| text.get(world.lang).to_owned());
            let text = text.unwrap_or_else(|| step.to_string());
            fill(&words.open_limit, &[("limit", &text)])
        }
        OpenItem::Clock(event) => {
            let added = state.watch.get(event).map(|entry| &entry.what);
            let (text, whom) = match added {
                Some(Watch::ClockAdded(added)) => (shown(&added.text), shown(&added.whom)),
                _ => (event.to_string(), "-".to_owned()),
            };
            fill(&words.open_clock, &[("text", &text), ("whom", &whom)])
        }
        _ => String::new(),
    }
}

/// The limits in force, for other programs.
pub(super) fn limits_json(state: &IncidentState) -> Value {
    let limits = state.limits().into_iter().map(|limit| {
        json!({
            "step": limit.step.to_string(),
            "en": limit.text.get(crate::domain::text::Lang::En),
            "fr": limit.text.get(crate::domain::text::Lang::Fr),
            "since": limit.raised.at.wall.to_string(),
            "who": limit.raised.who.as_str(),
        })
    });
    limits.collect()
}

/// The clocks that people added and that run, for other programs.
pub(super) fn clocks_json(state: &IncidentState, now: &Now) -> Value {
    let clock = |clock: AddedClock<'_>| {
        let (is_over, span) = match clock.remaining(&now.moment) {
            Remaining::Over(span) => (true, span),
            Remaining::Left(span) => (false, span),
        };
        json!({
            "clock": clock.event.to_string(),
            "text": clock.what.text,
            "who": clock.what.whom,
            "due": clock.due_at().to_string(),
            "overdue": is_over,
            "seconds": span.ms() / 1_000,
            "every_seconds": clock.what.every.map(|every| every.ms() / 1_000),
            "last_met": clock.last_met.map(|met| met.at.to_string()),
            "moved": clock.moved,
        })
    };
    state.running_clocks().into_iter().map(clock).collect()
}

/// The runbooks that are held, for other programs.
pub(super) fn holds_json(state: &IncidentState) -> Value {
    let holds = state.holds().into_iter().map(|hold| {
        json!({
            "runbook": hold.run.runbook().as_str(),
            "run": hold.run.number(),
            "who": hold.who.as_str(),
            "since": hold.since.wall.to_string(),
            "reason": hold.reason,
        })
    });
    holds.collect()
}
