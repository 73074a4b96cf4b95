//! `duty INCIDENT …`: moments, judgements, filings, and where every legal clock stands.

use serde_json::{Value, json};

use super::act::{finish, give};
use super::args::StatusArgs;
use super::duty_args::{DutyArgs, DutyVerb, VerdictArg};
use super::exit::Exit;
use super::look;
use super::open::{Refusal, open, shown};
use super::start::claimed;
use super::world::World;
use crate::domain::command::{Command, FileDuty, FixMoment, JudgeDuty};
use crate::domain::duty_event::{FilingPart, MomentHow, Verdict};
use crate::domain::duty_state::{Duty, Said, Standing};
use crate::domain::ids::{Author, ClockId, MomentId};
use crate::domain::state::IncidentState;
use crate::domain::time::{Now, UtcOffset};
use crate::i18n::duty::day_time;
use crate::i18n::fill;

/// Runs one of them.
pub fn duty(args: &DutyArgs, world: &mut World<'_>) -> Exit {
    if let DutyVerb::List { json } = &args.verb {
        let args = StatusArgs { incident: Some(args.incident.clone()), json: *json };
        return look::print(&args, world, to_json, to_text);
    }
    let result = open(world, &args.incident).and_then(|mut session| {
        let command = command(&args.verb, world)?;
        give(world, &mut session, args.by.as_deref(), command)
    });
    finish(world, result)
}

fn command(verb: &DutyVerb, world: &World<'_>) -> Result<Command, Refusal> {
    let at = |text: &Option<String>| text.as_deref().map(|text| claimed(world, text)).transpose();
    Ok(match verb {
        DutyVerb::List { .. } => return Err(Refusal { lines: Vec::new(), exit: Exit::Bug }),
        DutyVerb::Moment { moment, at: time, correct, dispute, reason } => {
            let how = match (correct, dispute) {
                (true, _) => MomentHow::Corrected,
                (false, true) => MomentHow::Disputed,
                (false, false) => MomentHow::Fixed,
            };
            let now = world.outside.clock.now().moment.wall;
            Command::FixMoment(FixMoment {
                moment: moment_id(world, moment)?,
                at: at(time)?.unwrap_or(now),
                how,
                reason: reason.clone(),
            })
        }
        DutyVerb::Judge { clock, verdict, reason } => Command::JudgeDuty(JudgeDuty {
            clock: clock_id(world, clock)?,
            verdict: match verdict {
                VerdictArg::Applies => Verdict::Applies,
                VerdictArg::Not => Verdict::Not,
                VerdictArg::Unknown => Verdict::Unknown,
            },
            reason: reason.clone(),
        }),
        DutyVerb::File { clock, at: time, filing } => Command::FileDuty(FileDuty {
            clock: clock_id(world, clock)?,
            part: if filing.phased { FilingPart::Phased } else { FilingPart::Complete },
            happened_at: at(time)?,
            receipt: filing.receipt.clone(),
            channel: filing.channel.clone(),
            late_reason: filing.late_reason.clone(),
        }),
    })
}

fn clock_id(world: &World<'_>, text: &str) -> Result<ClockId, Refusal> {
    super::clocks::find(world, text).map(|clock| clock.id.clone())
}

fn moment_id(world: &World<'_>, text: &str) -> Result<MomentId, Refusal> {
    MomentId::parse(text).map_err(|_| {
        // What is no name at all is no name of a moment either.
        let advice = &world.words().rejection.no_such_moment;
        let what = fill(&advice.what, &[("moment", &shown(text))]);
        Refusal { lines: vec![what, advice.next.clone()], exit: Exit::Usage }
    })
}

fn to_text(world: &World<'_>, state: &IncidentState, now: &Now) -> String {
    let words = &world.words().duty;
    let duties = state.duties(now);
    let mut lines: Vec<String> =
        duties.iter().map(|duty| line(world, state, duty, now.offset)).collect();
    if lines.is_empty() {
        lines.push(words.none.clone());
    }
    let moments = moment_lines(world, state, now.offset);
    if !moments.is_empty() {
        lines.extend([String::new(), words.moments.clone()]);
        lines.extend(moments);
    }
    lines.join("\n") + "\n"
}

/// A clock in one line: mark, id, title, judgement, where it stands.
fn line(world: &World<'_>, state: &IncidentState, duty: &Duty<'_>, offset: UtcOffset) -> String {
    let words = &world.words().duty;
    let mark = match duty.standing {
        Standing::Overdue(_) => "!! ",
        Standing::Now(_) => "!  ",
        Standing::Left(_) | Standing::ToComplete(_) => "[ ]",
        Standing::Asked => " ? ",
        Standing::Filed => "[x]",
        Standing::NotApplicable => "[-]",
        Standing::Proposed => " . ",
    };
    let filed = state.filings(&duty.clock.id).last().map(Said::filed_at);
    let reason = state.judgement(&duty.clock.id).and_then(|said| said.what.reason.clone());
    let reason = shown(&reason.unwrap_or_default());
    let standing = words.standing(duty, offset, filed, &reason);
    let judged = match duty.standing {
        Standing::Overdue(_) | Standing::Now(_) | Standing::Left(_) | Standing::ToComplete(_) => {
            format!(" [{}]", words.verdict(duty.verdict))
        }
        _ => String::new(),
    };
    let (id, title) = (&duty.clock.id, duty.clock.title.get(world.lang));
    let head = format!("{mark} {title} ({id}){judged}");
    fill(&words.titled, &[("title", &head), ("text", &standing)])
}

fn moment_lines(world: &World<'_>, state: &IncidentState, offset: UtcOffset) -> Vec<String> {
    let words = &world.words().duty;
    let said = state.duties.moments.iter().filter(|said| !said.is_withdrawn);
    said.map(|said| {
        let moment = state.law.moment(&said.what.moment);
        let title = moment.map_or(said.what.moment.as_str(), |known| known.title.get(world.lang));
        let who = match &said.who {
            Author::Program => "-",
            Author::Person(initials) => initials.as_str(),
        };
        let facts = [
            ("title", title),
            ("time", &day_time(said.what.at, offset)),
            ("utc", &day_time(said.what.at, UtcOffset::default())),
            ("how", words.how(said.what.how)),
            ("who", who),
        ];
        format!("  {}", fill(&words.moment, &facts))
    })
    .collect()
}

/// What `status` says about legal clocks.
pub(super) fn status_lines(world: &World<'_>, state: &IncidentState, now: &Now) -> Vec<String> {
    let words = &world.words().duty;
    let duties = state.duties(now);
    let open: Vec<_> = duties.iter().filter(|duty| duty.is_open).collect();
    let mut lines = Vec::new();
    if !open.is_empty() {
        lines.push(fill(&words.open, &[("n", &open.len().to_string())]));
        let of = |duty: &&Duty<'_>| format!("  {}", line(world, state, duty, now.offset));
        lines.extend(open.iter().map(of));
    }
    let is_asked = |duty: &&Duty<'_>| duty.standing == Standing::Asked && !duty.is_open;
    let asked = duties.iter().filter(is_asked).count();
    if asked > 0 {
        let incident = state.incident().map(ToString::to_string);
        let incident = incident.unwrap_or_default();
        lines.push(fill(&words.asked, &[("n", &asked.to_string()), ("incident", &incident)]));
    }
    lines
}

const fn standing_code(standing: Standing) -> &'static str {
    match standing {
        Standing::Overdue(_) => "overdue",
        Standing::Now(_) => "now",
        Standing::Left(_) => "left",
        Standing::ToComplete(_) => "to-complete",
        Standing::Asked => "asked",
        Standing::Filed => "filed",
        Standing::NotApplicable => "not-applicable",
        Standing::Proposed => "proposed",
    }
}

/// One clock, for other programs.
pub(super) fn duty_json(state: &IncidentState, duty: &Duty<'_>) -> Value {
    let seconds = match duty.standing {
        Standing::Overdue(span)
        | Standing::Now(span)
        | Standing::Left(span)
        | Standing::ToComplete(span) => Some(span.ms() / 1_000),
        _ => None,
    };
    let filings = state.filings(&duty.clock.id);
    let filings = filings.map(|said| {
        json!({
            "entry": said.event.to_string(),
            "part": said.what.part.code(),
            "filed": said.filed_at().to_string(),
            "entered": said.at.wall.to_string(),
            "receipt": said.what.receipt,
            "channel": said.what.channel,
        })
    });
    json!({
        "clock": duty.clock.id.as_str(),
        "standing": standing_code(duty.standing),
        "verdict": duty.verdict.map(Verdict::code),
        "limit": duty.clock.limit.code(),
        "status": duty.clock.status.code(),
        "open": duty.is_open,
        "counts_from": duty.start.map(|start| start.at.to_string()),
        "due": duty.due.map(|due| due.at.to_string()),
        "last_day": duty.due.and_then(|due| due.day).map(|day| day.to_string()),
        "seconds": seconds,
        "filings": filings.collect::<Vec<_>>(),
    })
}

fn to_json(state: &IncidentState, now: &Now) -> Value {
    let duties = state.duties(now);
    let moments = state.duties.moments.iter().map(|said| {
        json!({
            "moment": said.what.moment.as_str(),
            "at": said.what.at.to_string(),
            "was": said.what.was.map(|was| was.to_string()),
            "how": said.what.how.code(),
            "reason": said.what.reason,
            "entry": said.event.to_string(),
            "entered": said.at.wall.to_string(),
            "withdrawn": said.is_withdrawn,
            "who": said.who.as_str(),
        })
    });
    json!({
        "duties": duties.iter().map(|duty| duty_json(state, duty)).collect::<Vec<_>>(),
        "moments": moments.collect::<Vec<_>>(),
    })
}
