//! `do`, `note`, `correct`, `close`: orders to an open incident.

use std::io::Read as _;

use super::args::{
    ActArgs, ActVerb, AddArgs, ApprovalArg, CloseArgs, CorrectArgs, DoArgs, KindArg, NoteArgs,
};
use super::exit::Exit;
use super::open::{Refusal, not_saved, open, order_refusal, ordered, rejected, shown};
use super::start::{claimed, initials, runbook};
use super::watch::followed;
use super::world::World;
use crate::domain::act::{Answer, Approval, ApprovalHow, Recheck, StepAct, Until};
use crate::domain::command::{AddRunbook, CloseOrder, Command, InPlaceOf, StepDuty, StepOrder};
use crate::domain::decide::{decide, last_acts};
use crate::domain::duty_event::FilingPart;
use crate::domain::event::{Correction, Note, NoteKind, SignedOn};
use crate::domain::ids::{EventId, Initials, OptionId, RunId, StateId, StepId, StepRef};
use crate::domain::rejection::Rejection;
use crate::domain::state::Run;
use crate::domain::step::StepKind;
use crate::domain::time::Span;
use crate::driver::inline::order;
use crate::i18n::fill;
use crate::ports::{Failure, FailureKind};
use crate::session::Session;

/// Most bytes that are read of a note on standard input; far more than an entry holds, so that one
/// that is too long is refused as such and never cut.
const NOTE_BYTES_MAX: u64 = 64 * 1024;

/// `do INCIDENT STEP ACT`.
pub fn step(args: &DoArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident).and_then(|mut session| {
        let command = step_command(args, world, &session)?;
        give(world, &mut session, args.how.by.as_deref(), command)
    });
    finish(world, result)
}

/// `add INCIDENT RUNBOOK`.
pub fn add(args: &AddArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident).and_then(|mut session| {
        let copy = runbook(world, &args.runbook)?;
        let in_place_of = args.in_place_of.as_deref().map(|named| {
            let run = followed(world, &session, Some(named), None)?;
            let title = copy.runbook.title.get(world.lang);
            let words = &world.words().screen.picker.changed;
            let reason = args.reason.clone().unwrap_or_else(|| fill(words, &[("title", title)]));
            Ok(InPlaceOf { run, reason })
        });
        let in_place_of = in_place_of.transpose()?;
        let order = AddRunbook { copy, again: args.again, in_place_of };
        give(world, &mut session, args.by.as_deref(), Command::AddRunbook(order))
    });
    finish(world, result)
}

/// `note INCIDENT TEXT`.
pub fn note(args: &NoteArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident).and_then(|mut session| {
        let text = note_text(world, &args.text)?;
        let now = world.outside.clock.now();
        let current = session.state().focus(&now.moment).and_then(|run| {
            let index = run.current(&now.moment)?;
            run.step_ref(index)
        });
        let note = Note {
            kind: kind(args.kind),
            text,
            step: current,
            begun_at: Some(now.moment.wall),
            happened_at: args.at.as_deref().map(|text| claimed(world, text)).transpose()?,
        };
        give(world, &mut session, args.by.as_deref(), Command::AddNote(note))
    });
    finish(world, result)
}

/// `correct INCIDENT ENTRY`.
pub fn correct(args: &CorrectArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident).and_then(|mut session| {
        let target = entry(world, &session, &args.entry)?;
        let correction = match (&args.text, &args.at) {
            (Some(text), _) => Correction::Text { text: text.clone() },
            (None, Some(at)) => Correction::Time { happened_at: claimed(world, at)? },
            (None, None) => Correction::NotSo { reason: args.reason.clone() },
        };
        give(world, &mut session, args.by.as_deref(), Command::Correct { target, correction })
    });
    finish(world, result)
}

/// An entry by its name, or by its number in this laptop's log.
pub(super) fn entry(world: &World<'_>, session: &Session, text: &str) -> Result<EventId, Refusal> {
    let writer = session.state().opened.as_ref().map(|begun| begun.facts.writer.clone());
    let short = writer.and_then(|writer| EventId::parse(&format!("{writer}.{text}")).ok());
    EventId::parse(text).ok().or(short).ok_or_else(|| {
        let advice = &world.words().cli.bad_entry;
        Refusal {
            lines: vec![fill(&advice.what, &[("text", &shown(text))]), advice.next.clone()],
            exit: Exit::Usage,
        }
    })
}

/// `close INCIDENT`.
pub fn close(args: &CloseArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident).and_then(|mut session| {
        let all = args.last_acts_done.then(|| last_acts(session.state()));
        let last_acts_done = all.unwrap_or_default();
        let order = CloseOrder { last_acts_done, reason: args.reason.clone() };
        let given = give(world, &mut session, args.by.as_deref(), Command::Close(order))?;
        super::code::say(world, &session);
        Ok(given)
    });
    finish(world, result)
}

pub(super) fn finish(world: &mut World<'_>, result: Result<Vec<EventId>, Refusal>) -> Exit {
    match result {
        Ok(records) => {
            for record in records {
                if writeln!(world.out, "{record}").is_err() {
                    return Exit::Outside;
                }
            }
            Exit::Fine
        }
        Err(refusal) => refusal.say(world),
    }
}

/// Gives the command in the name of `by`. Another person at the keyboard is an entry of its own
/// (R61), made only when the command itself will stand: a refusal leaves the log as it was.
pub(super) fn give(
    world: &mut World<'_>,
    session: &mut Session,
    by: Option<&str>,
    command: Command,
) -> Result<Vec<EventId>, Refusal> {
    if let Some(person) = newcomer(world, session, by)? {
        let mut as_if = session.state().clone();
        as_if.operator = Some(person.initials.clone());
        decide(&as_if, &command, &world.outside.clock.now())
            .map_err(|rejection| rejected(world, &rejection))?;
        let signed_on = order(session, Command::SignOn(person), &mut world.outside);
        signed_on.map_err(|error| order_refusal(world, &error))?;
    }
    ordered(world, session, command)
}

/// The person named by `by`, when somebody else has the keyboard.
pub(super) fn newcomer(
    world: &World<'_>,
    session: &Session,
    by: Option<&str>,
) -> Result<Option<SignedOn>, Refusal> {
    let Some(by) = by else { return Ok(None) };
    let initials = initials(world, by)?;
    if session.state().operator.as_ref() == Some(&initials) {
        return Ok(None);
    }
    let known = session.state().people.get(&initials).cloned();
    Ok(Some(known.unwrap_or(SignedOn { initials, name: None, role: None, proof: None })))
}

fn note_text(world: &mut World<'_>, text: &str) -> Result<String, Refusal> {
    if text != "-" {
        return Ok(text.to_owned());
    }
    let opened = world.files.open(std::path::Path::new("-"));
    let (reader, _) = opened.map_err(|failure| not_saved(world, &failure))?;
    let mut bytes = Vec::new();
    reader.take(NOTE_BYTES_MAX).read_to_end(&mut bytes).map_err(|error| {
        let failure = Failure {
            op: "read",
            path: "-".into(),
            errno: error.raw_os_error(),
            kind: FailureKind::Other,
            cause: error.to_string(),
        };
        not_saved(world, &failure)
    })?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}

const fn kind(kind: KindArg) -> NoteKind {
    match kind {
        KindArg::Fact => NoteKind::Fact,
        KindArg::Todo => NoteKind::Todo,
        KindArg::Decision => NoteKind::Decision,
        KindArg::Question => NoteKind::Question,
        KindArg::Briefing => NoteKind::Briefing,
    }
}

fn step_command(args: &DoArgs, world: &World<'_>, session: &Session) -> Result<Command, Refusal> {
    let step = find_step(world, session, &args.step)?;
    let found = session.state().find(&step);
    let kind = found.and_then(|(run, index)| run.get(index)).map(|(_, step, _)| &step.kind);
    let happened_at = args.how.at.as_deref().map(|text| claimed(world, text)).transpose()?;
    let include = match kind {
        Some(StepKind::Include { runbook: id }) if args.act == ActVerb::Done => {
            Some(runbook(world, id.as_str())?)
        }
        _ => None,
    };
    Ok(Command::Step(StepOrder {
        act: step_act(args, world, session, &step)?,
        step,
        shown_at: None,
        happened_at,
        lang: world.lang,
        include,
        duty: step_duty(args, world)?,
    }))
}

fn step_duty(args: &DoArgs, world: &World<'_>) -> Result<StepDuty, Refusal> {
    let said = &args.how.duty;
    Ok(StepDuty {
        moment_at: said.moment.as_deref().map(|text| claimed(world, text)).transpose()?,
        part: if said.phased { FilingPart::Phased } else { FilingPart::Complete },
        receipt: said.receipt.clone(),
        channel: said.channel.clone(),
        late_reason: said.late_reason.clone(),
    })
}

/// A step by its name, by `runbook/step`, or by its number in the first runbook that is wanted. In
/// a further run of a runbook it is `runbook.2/step`; a bare name that several runs have is the
/// step of the one in hand, or of the only one that is not held, and else refused.
pub(super) fn find_step(
    world: &World<'_>,
    session: &Session,
    text: &str,
) -> Result<StepRef, Refusal> {
    let state = session.state();
    let number = text.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    if let Some(found) = number.and_then(|index| state.wanted_runs().next()?.step_ref(index)) {
        return Ok(found);
    }
    let (named, step) = match text.split_once('/') {
        Some((run, step)) => (RunId::parse(run).ok(), StepId::parse(step).ok()),
        None => (None, StepId::parse(text).ok()),
    };
    let found = match (&named, &step) {
        (Some(named), Some(_)) => state.run(named),
        (None, Some(step)) if !text.contains('/') => {
            one_run(world, session, text, |run| run.index_of(step).is_some())?
        }
        _ => None,
    };
    match (found, step) {
        (Some(run), Some(step)) => Ok(StepRef { run: run.id().clone(), step }),
        _ => {
            let words = &world.words().cli.bad_step;
            Err(Refusal {
                lines: vec![fill(&words.what, &[("text", &shown(text))]), words.next.clone()],
                exit: Exit::Usage,
            })
        }
    }
}

/// The run that a bare name means, if one has it: nobody's act may land in another run unseen.
///
/// # Errors
/// A refusal that lists them, where several have it and none of them is in hand.
pub(super) fn one_run<'s>(
    world: &World<'_>,
    session: &'s Session,
    text: &str,
    has_it: impl Fn(&Run) -> bool,
) -> Result<Option<&'s Run>, Refusal> {
    let state = session.state();
    let all: Vec<&Run> = state.runs.iter().filter(|run| has_it(run)).collect();
    if let [] | [_] = all.as_slice() {
        return Ok(all.first().copied());
    }
    let now = world.outside.clock.now().moment;
    let in_hand = state.focus(&now).map(Run::id);
    if let Some(run) = all.iter().find(|run| Some(run.id()) == in_hand) {
        return Ok(Some(run));
    }
    let mut free = all.iter().filter(|run| state.hold(run.id()).is_none());
    if let (Some(run), None) = (free.next(), free.next()) {
        return Ok(Some(run));
    }
    let list = all.iter().map(|run| format!("{}/{}", run.id(), shown(text)));
    let list = list.collect::<Vec<_>>().join(", ");
    let words = &world.words().cli.several_runs;
    Err(Refusal {
        lines: vec![
            fill(&words.what, &[("text", &shown(text))]),
            fill(&words.next, &[("list", &list)]),
        ],
        exit: Exit::Usage,
    })
}

fn step_act(
    args: &DoArgs,
    world: &World<'_>,
    session: &Session,
    step: &StepRef,
) -> Result<StepAct, Refusal> {
    let how = &args.how;
    let reason = how.reason.clone().unwrap_or_default();
    let no_such_answer = |answer: &str| {
        let rejection = Rejection::NoSuchAnswer { step: step.clone(), answer: shown(answer) };
        rejected(world, &rejection)
    };
    Ok(match &args.act {
        ActVerb::Done => match &how.observed {
            Some(seen) => {
                StepAct::Observed { state: StateId::parse(seen).map_err(|_| no_such_answer(seen))? }
            }
            None => StepAct::Done { approval: approval(how, world, session)? },
        },
        ActVerb::Tick { line } => StepAct::Ticked { line: *line, left_out: None },
        ActVerb::LeaveOut { line } => StepAct::Ticked { line: *line, left_out: Some(reason) },
        ActVerb::Skip => StepAct::Skipped { reason },
        ActVerb::Cannot => StepAct::Impossible { reason },
        ActVerb::Later => StepAct::Postponed { until: until(how, world)?, reason },
        ActVerb::Choose { option } => StepAct::Chosen {
            answer: if option == "cannot-tell" {
                Answer::CannotTell
            } else {
                Answer::Option(OptionId::parse(option).map_err(|_| no_such_answer(option))?)
            },
            objection: how.objection.clone(),
            approval: approval(how, world, session)?,
        },
        ActVerb::Go => StepAct::Jumped { reason },
        ActVerb::Wait => StepAct::WaitStarted,
        ActVerb::Again => StepAct::Rechecked { outcome: Recheck::Again },
        ActVerb::Ended => StepAct::WaitEnded { early_reason: how.reason.clone() },
        ActVerb::Reached => StepAct::Rechecked { outcome: Recheck::Reached },
    })
}

fn until(how: &ActArgs, world: &World<'_>) -> Result<Until, Refusal> {
    let missing = || rejected(world, &Rejection::UntilMissing);
    match (&how.after, &how.until) {
        (Some(span), _) => Span::parse(span).map(Until::After).ok_or_else(missing),
        (None, Some(event)) => Ok(Until::Event(event.clone())),
        (None, None) => Err(missing()),
    }
}

fn approval(
    how: &ActArgs,
    world: &World<'_>,
    session: &Session,
) -> Result<Option<Approval>, Refusal> {
    let Some(given) = how.approval else { return Ok(None) };
    // Alone, the words are the reason (R54), and people will give it as one.
    let reason = how.reason.as_ref().filter(|_| given == ApprovalArg::Alone);
    let words = how.words.as_ref().or(reason);
    let operator = session.state().operator.as_ref().map(Initials::as_str);
    let by = how.approved_by.as_deref().or(how.by.as_deref()).or(operator).unwrap_or_default();
    Ok(Some(Approval {
        how: match given {
            ApprovalArg::Present => ApprovalHow::Present,
            ApprovalArg::Phone => ApprovalHow::Phone,
            ApprovalArg::Alone => ApprovalHow::Alone,
        },
        by: initials(world, by)?,
        words: words.cloned().unwrap_or_default(),
    }))
}
