//! `brief`, `hand-over`, `track`: what the next leader has to know, and who leads and holds what
//! (R49, R51, R57 to R59).

use serde_json::{Value, json};

use super::act::{finish, give};
use super::args::StatusArgs;
use super::exit::Exit;
use super::lead_args::{HandOverArgs, TrackArgs};
use super::open::{Refusal, open, ordered, rejected, shown};
use super::start::initials;
use super::status;
use super::world::World;
use crate::domain::brief::{Item, Line, Part, StepOf};
use crate::domain::command::Command;
use crate::domain::event::SignedOn;
use crate::domain::ids::{EventId, IncidentId, TrackId};
use crate::domain::lead::{LeadEntry, PassLead, Relief, TrackHeld};
use crate::domain::own_words::OwnWords;
use crate::domain::proof::SignedOff;
use crate::domain::rejection::Rejection;
use crate::domain::state::{IncidentState, Run};
use crate::domain::time::{Now, Remaining};
use crate::domain::tracks::TrackCard;
use crate::i18n::brief::{Teller, announcement, named};
use crate::i18n::fill;
use crate::session::Session;

/// `brief INCIDENT`: reads, never writes.
pub fn brief(args: &StatusArgs, world: &mut World<'_>) -> Exit {
    let (mut replay, _) = match status::looked_at(args, world) {
        Ok(found) => found,
        Err(refusal) => return refusal.say(world),
    };
    let asking: Vec<_> = replay.session().state().acts.asking().collect();
    // What cannot be read again is cited by its number.
    drop(status::recall(&mut replay, &asking, world));
    let now = world.outside.clock.now();
    let state = replay.session().state();
    let text = if args.json {
        format!("{:#}\n", brief_json(world, state, &now))
    } else {
        brief_text(world, state, &now)
    };
    if world.out.write_all(text.as_bytes()).is_err() { Exit::Outside } else { Exit::Fine }
}

fn brief_text(world: &World<'_>, state: &IncidentState, now: &Now) -> String {
    let words = &world.words().brief;
    let incident = state.incident().map(ToString::to_string);
    let leader = state.leader().map(|(who, _)| named(state, who));
    let facts = [
        ("incident", incident.unwrap_or_default()),
        ("who", shown(&leader.unwrap_or_else(|| words.nobody.clone()))),
        ("time", now.moment.wall.clock(now.offset).hm()),
    ];
    let facts = facts.each_ref().map(|(name, fact)| (*name, fact.as_str()));
    let mut lines = vec![fill(&words.head, &facts)];
    let teller = Teller::new(world.words(), state, now);
    let all = state.brief(now);
    for part in Part::ALL {
        lines.push(words.part(part).to_owned());
        let of_part = all.iter().filter(|line| line.part == part);
        lines.extend(of_part.map(|line| format!("  {}", safe(&teller.line(line)))));
    }
    lines.join("\n") + "\n"
}

/// A whole line, made safe to print; nothing of it is cut.
fn safe(text: &str) -> String {
    crate::diagnostics::escape::shown(text)
}

fn brief_json(world: &World<'_>, state: &IncidentState, now: &Now) -> Value {
    let teller = Teller::new(world.words(), state, now);
    let all = state.brief(now);
    let row = |line: &Line<'_>| {
        let (kind, step, entry) = told(line);
        let step = step.and_then(|step| step.run.step_ref(step.index));
        json!({
            "line": line.name(),
            "kind": kind,
            "rank": line.rank,
            "step": step.map(|step| step.to_string()),
            "entry": entry,
            "text": teller.line(line),
        })
    };
    let of_part = |part: Part| -> Vec<Value> {
        all.iter().filter(|line| line.part == part).map(row).collect()
    };
    json!({
        "incident": state.incident().map(IncidentId::as_str),
        "mode": state.opened.as_ref().map(|begun| begun.facts.mode.code()),
        "leader": state.leader().map(|(who, _)| who.as_str()),
        "said": state.leading.passed.last().map(said_json),
        Part::Situation.code(): of_part(Part::Situation),
        Part::Background.code(): of_part(Part::Background),
        Part::Assessment.code(): of_part(Part::Assessment),
        Part::Recommendation.code(): of_part(Part::Recommendation),
    })
}

/// What was said in own words at the last hand-over.
fn said_json(entry: &LeadEntry) -> Value {
    let line = |(event, own): &(EventId, OwnWords)| {
        let entry = event.to_string();
        json!({ "entry": entry, "line": own.line, "text": own.text })
    };
    entry.own_words.iter().map(line).collect()
}

/// The kind of a line, its step and its entry.
fn told<'l>(line: &'l Line<'l>) -> (&'static str, Option<StepOf<'l>>, Option<String>) {
    match &line.item {
        Item::Incident => ("incident", None, None),
        Item::Progress => ("progress", None, None),
        Item::Agreed(agreed) => {
            let step = StepOf { run: agreed.run, index: agreed.index };
            let kind = if agreed.is_alone() { "alone" } else { "agreed" };
            (kind, Some(step), Some(agreed.answered.event.to_string()))
        }
        Item::Decision(step) => ("decision", Some(*step), None),
        Item::Call(entry) => ("call", None, Some(entry.event.to_string())),
        Item::Lead(entry) => ("lead", None, Some(entry.event.to_string())),
        Item::Limit(step) => ("limit", Some(*step), None),
        Item::CouldNot(step) => ("could-not", Some(*step), None),
        Item::Note(entry) => (entry.note.kind.code(), None, Some(entry.event.to_string())),
        Item::NothingNoted => ("nothing-noted", None, None),
        Item::Next(step) => ("next", Some(*step), None),
        Item::Held(_) => ("held", None, None),
        Item::Clock(_) => ("clock", None, None),
        Item::Open { .. } => ("open", None, None),
    }
}

/// `hand-over INCIDENT --to INITIALS`: the same entries as on the screen.
pub fn hand_over(args: &HandOverArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident).and_then(|mut session| {
        let to = initials(world, &args.to)?;
        let (urgent, unclear) = (args.urgent.clone(), args.unclear.clone());
        let own_words = args.say.iter().map(|said| own_words(world, said));
        let own_words = own_words.collect::<Result<Vec<_>, _>>()?;
        let pass = PassLead { to: to.clone(), urgent, unclear, own_words, read: Vec::new() };
        let command = Command::PassLead(pass);
        let mut records = give(world, &mut session, args.by.as_deref(), command)?;
        records.extend(change_keyboard(world, &mut session)?);
        let now = world.outside.clock.now();
        let sentence = announcement(world.words(), session.state(), &now).unwrap_or_default();
        let words = &world.words().brief;
        // What to say stands beside the answer, which is the names of the entries.
        drop(writeln!(world.err, "{}: {}", words.say_to_all, safe(&sentence)));
        super::code::say(world, &session);
        Ok(records)
    });
    finish(world, result)
}

/// A line and what is said in its place.
fn own_words(world: &World<'_>, said: &str) -> Result<OwnWords, Refusal> {
    let pair = said.split_once('=');
    let no_line = || Rejection::NotInBriefing { line: shown(said) };
    let (line, text) = pair.ok_or_else(|| rejected(world, &no_line()))?;
    Ok(OwnWords { line: line.to_owned(), text: text.to_owned(), lang: world.lang })
}

/// Whoever led leaves the keyboard to whoever leads now; somebody else stays there.
fn change_keyboard(world: &mut World<'_>, session: &mut Session) -> Result<Vec<EventId>, Refusal> {
    let state = session.state();
    let Some(entry) = state.leading.passed.last() else { return Ok(Vec::new()) };
    let (from, to) = (entry.passed.from.clone(), entry.passed.to.clone());
    if state.operator.as_ref() != Some(&from) {
        return Ok(Vec::new());
    }
    let known = state.people.get(&to).cloned();
    let person = known.unwrap_or(SignedOn { initials: to, name: None, role: None, proof: None });
    let off = Command::SignOff(SignedOff { initials: from, proof: None });
    let mut records = ordered(world, session, off)?;
    records.extend(ordered(world, session, Command::SignOn(person))?);
    Ok(records)
}

/// `track INCIDENT TRACK --to INITIALS`.
pub fn track(args: &TrackArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident).and_then(|mut session| {
        let who = initials(world, &args.to)?;
        let (runbook, name) = match args.track.split_once('/') {
            Some((runbook, name)) => (Some(runbook), name),
            None => (None, args.track.as_str()),
        };
        let unknown = || match TrackId::parse(name) {
            Ok(id) => rejected(world, &Rejection::NoSuchTrack(id)),
            Err(_) => rejected(world, &Rejection::TextMissing),
        };
        let has_it = |run: &Run| {
            let tracks = &run.copy.runbook.tracks;
            runbook.is_none_or(|id| run.id().to_string() == id)
                && tracks.iter().any(|track| track.id.as_str() == name)
        };
        let run = super::act::one_run(world, &session, name, has_it)?.ok_or_else(unknown)?;
        let track = TrackId::parse(name).map_err(|_| unknown())?;
        let held = TrackHeld { run: run.id().clone(), track, who };
        give(world, &mut session, args.by.as_deref(), Command::HoldTrack(held))
    });
    finish(world, result)
}

/// Who leads, who is on duty and who holds what, for `status --json`.
pub(super) fn leading_json(state: &IncidentState, now: &Now) -> Value {
    let track = |card: &TrackCard<'_>| {
        json!({
            "runbook": card.run.id().runbook().as_str(),
            "run": card.run.id().number(),
            "track": card.track.id.as_str(),
            "holder": card.holder.map(|(who, _)| who.as_str()),
            "since": card.holder.map(|(_, at)| at.wall.to_string()),
            "first": card.step().map(|step| step.to_string()),
            "overdue": card.is_overdue(),
            "done": card.done,
            "todo": card.todo,
        })
    };
    let relief = |relief: &Relief| {
        json!({
            "who": relief.who.as_str(),
            "leads": relief.is_leader,
            "since": relief.since.wall.to_string(),
            "relief_due": relief.due_at.to_string(),
            "overdue": matches!(relief.remaining, Remaining::Over(_)),
        })
    };
    json!({
        "leader": state.leader().map(|(who, _)| who.as_str()),
        "since": state.leader().map(|(_, at)| at.wall.to_string()),
        "on_duty": state.reliefs(now).iter().map(relief).collect::<Vec<_>>(),
        "tracks": state.tracks(&now.moment).iter().map(track).collect::<Vec<_>>(),
    })
}
