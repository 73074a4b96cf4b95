//! Opening an incident for a subcommand, and saying why that is not possible.

use super::exit::Exit;
use super::world::World;
use crate::diagnostics::escape;
use crate::domain::command::Command;
use crate::domain::ids::{EventId, IncidentId};
use crate::domain::rejection::Rejection;
use crate::driver::inline::{LoadError, OrderError, load, order};
use crate::i18n::rejection::facts;
use crate::i18n::{Catalogue, fill};
use crate::ports::{Failure, FailureKind, OpenError};
use crate::session::{ReplayError, Session};

/// A refusal in words, with the code to leave with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What happened, what is safe, what to do: one sentence each.
    pub lines: Vec<String>,
    /// How the program ends.
    pub exit: Exit,
}

impl Refusal {
    /// Writes the refusal where refusals go.
    pub fn say(&self, world: &mut World<'_>) -> Exit {
        for line in &self.lines {
            if writeln!(world.err, "{line}").is_err() {
                break;
            }
        }
        self.exit
    }
}

/// Reads an incident's name.
///
/// # Errors
/// A refusal that says how names look.
pub fn incident_id(world: &World<'_>, text: &str) -> Result<IncidentId, Refusal> {
    IncidentId::parse(text).map_err(|_| {
        let words = &world.words().cli;
        Refusal {
            lines: vec![
                fill(&words.bad_incident.what, &[("text", &shown(text))]),
                words.bad_incident.next.clone(),
            ],
            exit: Exit::Usage,
        }
    })
}

/// Opens an incident for writing.
///
/// # Errors
/// A refusal that says what is the matter with its log and what is safe.
pub fn open(world: &mut World<'_>, text: &str) -> Result<Session, Refusal> {
    let incident = incident_id(world, text)?;
    load(&incident, world.read_runbook, &mut world.outside)
        .map_err(|error| load_refusal(world, &incident, &error))
}

/// Gives a command and sees it to the disk; what the media have to say goes to standard error.
///
/// # Errors
/// A refusal when nothing, or not everything, is on disk.
pub fn ordered(
    world: &mut World<'_>,
    session: &mut Session,
    command: Command,
) -> Result<Vec<EventId>, Refusal> {
    let given = order(session, command, &mut world.outside);
    warn(world, session);
    given.map_err(|error| order_refusal(world, &error))
}

/// What is recorded, but not as safely as it should be.
pub(super) fn warn(world: &mut World<'_>, session: &Session) {
    let words = &world.words().cli;
    let mut lines = Vec::new();
    for (folder, failure) in session.lost_media() {
        let (folder, cause) = (shown(&folder.to_string_lossy()), failure.to_string());
        let facts = [("folder", folder.as_str()), ("cause", &escape::shown(&cause))];
        lines.push(fill(&words.medium_lost.what, &facts));
        lines.push(words.medium_lost.next.clone());
    }
    if let Some(n) = session.missing() {
        lines.push(fill(&words.lines_missing.what, &[("n", &n.to_string())]));
        lines.push(words.lines_missing.next.clone());
    }
    // The act is recorded, whether this can be read or not.
    drop(lines.iter().try_for_each(|line| writeln!(world.err, "{line}")));
}

/// What a verb that only reads says beside its answer of a log that lost its end or was put back:
/// nothing is recorded of it now, so the log does not say so itself.
pub(super) fn warn_reader(world: &mut World<'_>) {
    let Some(mark) = world.outside.store.unmet_mark() else { return };
    let words = &Catalogue::of(world.lang).cli;
    let what = fill(&words.lines_missing.what, &[("n", &mark.lines.to_string())]);
    // The answer is given, whether this can be read or not.
    drop(writeln!(world.err, "{what}\n{}", words.lines_missing_read));
}

/// What a refused command says.
#[must_use]
pub fn rejected(world: &World<'_>, rejection: &Rejection) -> Refusal {
    let advice = world.words().rejection.of(rejection);
    let facts = facts(rejection);
    let facts: Vec<_> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let exit = match rejection {
        Rejection::NotSaved => Exit::Outside,
        Rejection::NewerVersion => Exit::Newer,
        _ => Exit::Usage,
    };
    Refusal { lines: vec![fill(&advice.what, &facts), fill(&advice.next, &facts)], exit }
}

/// What a command that is not on disk says.
#[must_use]
pub fn not_saved(world: &World<'_>, failure: &Failure) -> Refusal {
    let words = world.words();
    let advice = words.failure.of(failure.kind);
    Refusal {
        lines: vec![
            words.cli.not_recorded.clone(),
            // A path may come from a stick that somebody else filled.
            escape::shown(&failure.to_string()),
            advice.what.clone(),
            advice.safe.clone(),
            advice.next.clone(),
        ],
        exit: Exit::Outside,
    }
}

/// What a file or folder that cannot be read says: nothing was to be recorded.
#[must_use]
pub fn unread(world: &World<'_>, failure: &Failure) -> Refusal {
    let mut refusal = not_saved(world, failure);
    refusal.lines.remove(0);
    refusal
}

/// What a log says that was to be looked at and cannot be read: nobody checked what is in it, so
/// nothing is promised of it.
#[must_use]
pub fn unread_log(world: &World<'_>, failure: &Failure) -> Refusal {
    let words = &world.words().failure;
    let advice = words.of(failure.kind);
    let next = match failure.kind {
        FailureKind::NotFound
        | FailureKind::ReadOnly
        | FailureKind::Exists
        | FailureKind::Inside => &advice.next,
        // A copy that does not fit: there is nothing to be written on paper.
        FailureKind::Full => &words.exists.next,
        FailureKind::ChangedUnderneath | FailureKind::Other => &words.unread_log.next,
    };
    let what = match failure.kind {
        FailureKind::ChangedUnderneath => &words.unread_log.what,
        _ => &advice.what,
    };
    let cause = escape::shown(&failure.to_string());
    let lines = vec![cause, what.clone(), words.unread_log.safe.clone(), next.clone()];
    Refusal { lines, exit: Exit::Outside }
}

/// What an order that failed says.
#[must_use]
pub fn order_refusal(world: &World<'_>, error: &OrderError) -> Refusal {
    match error {
        OrderError::Rejected(rejection) => rejected(world, rejection),
        OrderError::NotSaved(failure) => not_saved(world, failure),
    }
}

/// What an incident that cannot be opened says.
#[must_use]
pub fn load_refusal(world: &World<'_>, incident: &IncidentId, error: &LoadError) -> Refusal {
    let words = &world.words().cli;
    let name = incident.to_string();
    let two = |advice: &crate::i18n::rejection::Advice, facts: &[(&str, &str)], exit| Refusal {
        lines: vec![fill(&advice.what, facts), fill(&advice.next, facts)],
        exit,
    };
    match error {
        LoadError::Recover(error) => order_refusal(world, error),
        LoadError::Open(OpenError::NoSuchIncident) => {
            two(&words.no_such_incident, &[("incident", &name)], Exit::Usage)
        }
        LoadError::Open(OpenError::OtherWriter) => {
            two(&words.other_writer, &[("incident", &name)], Exit::Usage)
        }
        LoadError::Open(OpenError::Gone(earlier)) => {
            let (known, mirrors) = words.earlier(earlier);
            let facts = [("incident", &*name), ("known", &known), ("mirrors", &mirrors)];
            let mut refusal = two(&words.log_gone, &facts, Exit::Incomplete);
            refusal.lines.insert(0, words.not_recorded.clone());
            refusal
        }
        LoadError::Open(OpenError::Locked { pid, .. }) => {
            let pid = pid.map_or_else(|| "?".to_owned(), |pid| pid.to_string());
            let facts = [("incident", name.as_str()), ("pid", &pid)];
            let mut refusal = two(&words.locked, &facts, Exit::Outside);
            refusal.lines.insert(0, words.not_recorded.clone());
            refusal
        }
        LoadError::Open(OpenError::Failed(failure)) => not_saved(world, failure),
        LoadError::Open(OpenError::Damaged { line }) => {
            let line = line.to_string();
            two(&words.unsound, &[("incident", &name), ("line", &line)], Exit::Altered)
        }
        LoadError::Open(OpenError::Cut { line, had }) => {
            let line = line.to_string();
            let advice = if had.is_some() { &words.lines_gone } else { &words.lines_gone_on };
            let n = had.unwrap_or_default().to_string();
            two(advice, &[("incident", &name), ("line", &line), ("n", &n)], Exit::Incomplete)
        }
        LoadError::Open(OpenError::Newer) | LoadError::Replay(ReplayError::Newer) => {
            rejected(world, &Rejection::NewerVersion)
        }
        LoadError::Open(OpenError::HalfCreated)
        | LoadError::Replay(ReplayError::Empty | ReplayError::StartInterrupted) => {
            two(&words.start_interrupted, &[("incident", &name)], Exit::Incomplete)
        }
        LoadError::Replay(ReplayError::Runbook(runbook, _)) => {
            let runbook = runbook.to_string();
            two(&words.runbook_unreadable, &[("runbook", &runbook)], Exit::Newer)
        }
        LoadError::Replay(ReplayError::Line { line, .. }) => {
            let line = line.to_string();
            two(&words.line_unreadable, &[("incident", &name), ("line", &line)], Exit::Newer)
        }
    }
}

/// A text from outside, made safe to print.
#[must_use]
pub fn shown(text: &str) -> String {
    let cut: String = text.chars().take(80).collect();
    cut.escape_debug().to_string()
}
