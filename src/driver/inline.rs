//! Performs the session's effects at once, without threads or a runtime: the command line and
//! tests.

use std::sync::Arc;

use crate::domain::command::Command;
use crate::domain::ids::{EventId, IncidentId, Seq};
use crate::domain::law::Law;
use crate::domain::rejection::Rejection;
use crate::domain::time::Now;
use crate::ports::{Access, Clock, Failure, IdSource, Mark, MediumChange, OpenError, Store};
use crate::session::replay::unrecorded;
use crate::session::{Effect, Input, Replay, ReplayError, Seed, Session, Ticket};

/// What the outside lends to a session.
pub struct Outside<'o> {
    /// The clocks.
    pub clock: &'o dyn Clock,
    /// Random bits and names.
    pub ids: &'o mut dyn IdSource,
    /// The data folder.
    pub store: &'o mut dyn Store,
    /// The legal clocks that incidents are under.
    pub law: Arc<Law>,
}

/// Why an order did not end in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderError {
    /// The domain refuses it; nothing was recorded.
    Rejected(Rejection),
    /// It is not on disk; it must be done again, or written on paper.
    NotSaved(Failure),
}

/// Why an incident could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The log cannot be opened.
    Open(OpenError),
    /// The log opens but cannot be continued.
    Replay(ReplayError),
    /// What recovery set aside could not be recorded.
    Recover(OrderError),
}

/// Gives one command to the session and sees it to the disk.
///
/// # Errors
/// [`OrderError`] when nothing, or not everything, is on disk.
pub fn order(
    session: &mut Session,
    command: Command,
    outside: &mut Outside<'_>,
) -> Result<Vec<EventId>, OrderError> {
    // Nobody looks at the clock between two subcommands: what ran out meanwhile is on record first.
    if is_behind(session, &outside.clock.now()) {
        let seed = Seed(outside.ids.random_128().map_err(OrderError::NotSaved)?);
        perform(session, Input::Wake { seed }, outside)?;
    }
    let seed = Seed(outside.ids.random_128().map_err(OrderError::NotSaved)?);
    let input = Input::Command { ticket: Ticket(1), command: Box::new(command), seed };
    let recorded = perform(session, input, outside)?;
    if session.has_notices() {
        let seed = Seed(outside.ids.random_128().map_err(OrderError::NotSaved)?);
        perform(session, Input::Wake { seed }, outside)?;
    }
    Ok(recorded)
}

/// Whether limits or clocks ran out of which the log does not tell.
fn is_behind(session: &Session, now: &Now) -> bool {
    let state = session.state();
    state.opened.is_some() && !state.unrecorded_passed(now).is_empty()
}

/// Sees one input to its end; gives the records that it made.
fn perform(
    session: &mut Session,
    input: Input,
    outside: &mut Outside<'_>,
) -> Result<Vec<EventId>, OrderError> {
    let mut effects = session.handle(input, &outside.clock.now());
    let mut recorded = None;
    while let Some(effect) = effects.pop() {
        let answer = match effect {
            Effect::Create { incident, writer, bytes } => {
                outside.store.create(&incident, &writer, &bytes)
            }
            Effect::Append { bytes } => outside.store.append(&bytes),
            Effect::Recorded { records, .. } => {
                recorded = Some(records);
                continue;
            }
            Effect::Rejected { rejection, .. } => return Err(OrderError::Rejected(rejection)),
            Effect::NotSaved { failure, .. } => return Err(OrderError::NotSaved(failure)),
            Effect::KeepMark => {
                outside.store.keep_mark();
                continue;
            }
            // A command is over before a retry is due; what is in memory only is not recorded.
            Effect::Reopen | Effect::Mend | Effect::Held { .. } => continue,
        };
        let (input, changes) = match answer {
            Ok(changes) => (Input::Appended, changes),
            Err(failure) => (Input::AppendFailed(failure), Vec::new()),
        };
        tell(session, changes, outside);
        effects.extend(session.handle(input, &outside.clock.now()));
    }
    Ok(recorded.unwrap_or_default())
}

/// Opens an incident's log for writing and records what recovery set aside.
///
/// # Errors
/// [`LoadError`] when the incident can only be read, or not even that.
pub fn load(
    incident: &IncidentId,
    read: crate::session::ReadRunbook,
    outside: &mut Outside<'_>,
) -> Result<Session, LoadError> {
    let mut replay = Replay::new(read).under(outside.law.clone());
    let opened = outside.store.open(incident, Access::Write, &mut |line| replay.line(line));
    let end = opened.map_err(LoadError::Open)?;
    let session = replay.finish(end.head);
    let session = session.map_err(|error| weighed(error, end.lines, outside.store.unmet_mark()))?;
    // Without its key the device records as before, unsealed.
    let mut session = session.sealing_with(outside.ids.device_key().ok());
    let torn = unrecorded(&session, end.torn);
    tell(&mut session, end.changes, outside);
    if let Some(mark) = outside.store.unmet_mark() {
        session.misses(mark, &outside.clock.now());
    }
    if !torn.is_empty() {
        order(&mut session, Command::Recover(torn), outside).map_err(LoadError::Recover)?;
    }
    Ok(session)
}

/// A start that looks interrupted, in a log of which a later line was marked, is a log whose lines
/// are gone.
#[must_use]
pub fn weighed(error: ReplayError, lines: u64, unmet: Option<&Mark>) -> LoadError {
    let gone = unmet.and_then(|mark| Some((error.gone_from(lines, mark)?, mark.lines)));
    match gone {
        Some((line, had)) => LoadError::Open(OpenError::Cut { line, had: Some(had) }),
        None => LoadError::Replay(error),
    }
}

/// Most bytes of lines that are read again at once.
const RECALL_BYTES_MAX: usize = 16 << 20;

/// Reads these lines of the incident's log again, all of them or none.
///
/// # Errors
/// Any failure.
pub fn recall(
    incident: &IncidentId,
    wanted: &[Seq],
    store: &mut dyn Store,
) -> Result<Vec<Vec<u8>>, Failure> {
    let (mut lines, mut bytes) = (Vec::new(), 0);
    store.recall(incident, wanted, &mut |line| {
        bytes += line.len();
        if bytes <= RECALL_BYTES_MAX {
            lines.push(line.to_vec());
        }
    })?;
    // An entry without its corrections would say what is not true any more.
    if bytes > RECALL_BYTES_MAX {
        lines.clear();
    }
    Ok(lines)
}

/// Reads an incident's log without locking or writing anything.
///
/// # Errors
/// [`LoadError`] when the log is not one that could be continued.
pub fn look(
    incident: &IncidentId,
    read: crate::session::ReadRunbook,
    outside: &mut Outside<'_>,
) -> Result<Session, LoadError> {
    let mut replay = Replay::new(read).under(outside.law.clone());
    let opened = outside.store.open(incident, Access::Read, &mut |line| replay.line(line));
    let end = opened.map_err(LoadError::Open)?;
    let session = replay.finish(end.head);
    let session = session.map_err(|error| weighed(error, end.lines, outside.store.unmet_mark()))?;
    Ok(session.only_reading().lacking(outside.store.unmet_mark()))
}

/// What became of media waits in the session for the next record.
fn tell(session: &mut Session, changes: Vec<MediumChange>, outside: &Outside<'_>) {
    if !changes.is_empty() {
        session.handle(Input::Media(changes), &outside.clock.now());
    }
}
