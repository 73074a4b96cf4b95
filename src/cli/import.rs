//! `import PATH…`: logs of other laptops, taken into the incident's folder (audit-log §4.7).
//!
//! Invariants: a log that is not whole, sealed as it says, and of this incident is not taken, and
//! why is said; files are durable under their names before the log speaks of them; doing it again
//! takes what is missing and nothing else. While another process has the incident nothing is taken.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::act::give;
use super::args::ImportArgs;
use super::delivery::{self, Delivered, Source};
use super::exit::Exit;
use super::import_files;
use super::import_folder::{Folder, arrival, lost};
use super::import_own::{self, TakenBack};
use super::import_text;
use super::import_tie::{self, Beginning, Checked};
use super::import_veil::Amount;
use super::open::{Refusal, incident_id, load_refusal, not_saved, unread_log, warn};
use super::world::World;
use crate::audit::Digest;
use crate::audit::arrival::Fate;
use crate::audit::finding::{FindingKind, Weight};
use crate::audit::signers::Row;
use crate::domain::command::Command;
use crate::domain::decide::decide;
use crate::domain::event::Mode;
use crate::domain::ids::{EventId, IncidentId, WriterId};
use crate::domain::proof::{Arrival, Fork};
use crate::driver::inline::{LoadError, OrderError, load, order};
use crate::i18n::fill;
use crate::ports::{Failure, OpenError};
use crate::session::Session;

/// How other laptops' logs came: in a folder that something else carries.
pub(super) const VIA: &str = "folder";

/// What became of one delivered log.
#[derive(Debug)]
pub(super) struct LogOutcome {
    /// Its name where it was delivered.
    pub(super) name: String,
    /// How long it is.
    pub(super) lines: u64,
    /// The digest of its last line.
    pub(super) head: Digest,
    /// What became of it.
    pub(super) end: Result<Fate, Trouble>,
    /// Its last line was incomplete and left out.
    pub(super) is_torn: bool,
    /// A newer version wrote it.
    pub(super) is_newer: bool,
    /// How it began.
    pub(super) beginning: Beginning,
    /// How many texts and whole lines it withholds.
    pub(super) withheld: Amount,
    /// How many of them the log here shows.
    pub(super) is_readable_here: Amount,
    /// The copy of it here withholds what it shows: so many texts and whole lines. What can be read
    /// lies under this path.
    pub(super) is_fuller_than: Option<(Amount, PathBuf)>,
}

/// Why a log was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It cannot be read.
    Unreadable(Failure),
    /// This file is none.
    NoLog(PathBuf),
    /// It is not as it was written, from this line on.
    Altered(u64),
    /// It has no whole line.
    Empty,
    /// The lines are whole, and something in them contradicts them.
    Contradicted(FindingKind),
    /// Its first line does not say whose log it is.
    Nameless,
    /// It belongs to another incident.
    Incident(IncidentId),
    /// An exercise and a real incident do not mix.
    Mode,
    /// Nothing but the name says that it is of this incident, and it began otherwise: so.
    Unrelated(Box<Beginning>),
}

/// A line that one laptop saw of another, and that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lost {
    /// Whose log.
    pub(super) writer: String,
    /// Which line.
    pub(super) seq: u64,
    /// Who saw it.
    pub(super) by: String,
    /// Whether the line is there and another one.
    pub(super) is_other: bool,
    /// Whether it is the log that this laptop writes.
    pub(super) is_own: bool,
    /// The digest that was seen.
    pub(super) head: Digest,
}

/// Everything that an import did and found.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) incident: IncidentId,
    pub(super) logs: Vec<LogOutcome>,
    pub(super) forks: Vec<Fork>,
    pub(super) lost: Vec<Lost>,
    /// Attachments: taken, here already, not delivered, not what their name says.
    pub(super) files: [usize; 4],
    pub(super) keys: Vec<Row>,
    pub(super) missed: Vec<Failure>,
    /// What the own log had lost and has again.
    pub(super) taken_back: Option<TakenBack>,
    /// Files among the delivered logs that are none: their names.
    pub(super) strays: Vec<String>,
    /// How the own log began.
    pub(super) beginning: Beginning,
    /// Delivered logs that only the name ties to it.
    pub(super) untied: BTreeSet<String>,
    pub(super) records: Vec<EventId>,
}

/// Takes logs in and says what became of each.
pub fn import(args: &ImportArgs, world: &mut World<'_>) -> Exit {
    match taken(args, world) {
        Ok(outcome) => {
            let text = if args.json {
                import_text::json(&outcome)
            } else {
                import_text::human(&outcome, world.lang)
            };
            let is_printed = world.out.write_all(text.as_bytes()).is_ok();
            if is_printed { import_text::exit(&outcome) } else { Exit::Outside }
        }
        Err(refusal) => refusal.say(world),
    }
}

fn taken(args: &ImportArgs, world: &mut World<'_>) -> Result<Outcome, Refusal> {
    let asked = args.incident.as_deref().map(|text| incident_id(world, text)).transpose()?;
    let (delivered, strays) = delivered(world, &args.path)?;
    let first = delivered.iter().find_map(|(_, read)| read.as_ref().ok()?.opening.clone());
    let Some(incident) = asked.or_else(|| Some(first?.incident)) else {
        return Err(import_text::nothing(world, &delivered));
    };
    let taken_back = import_own::take_back(world, &incident, &delivered)?;
    let mut session = opened(world, &incident)?;
    let mode = session.mode().unwrap_or(Mode::Real);
    let mut folder = Folder::read(world, &incident, &session)?;
    let mut outcome = Outcome {
        incident: incident.clone(),
        logs: Vec::new(),
        forks: Vec::new(),
        lost: Vec::new(),
        files: [0; 4],
        keys: Vec::new(),
        missed: Vec::new(),
        taken_back,
        strays,
        beginning: folder.beginning.clone(),
        untied: BTreeSet::new(),
        records: Vec::new(),
    };
    let mut accepted = Vec::new();
    let check = |(name, read): Read| {
        let read = read.map_err(Trouble::Unreadable);
        (name, read.and_then(|log| checked_log(log, &incident, mode)))
    };
    let mut checked: Vec<Checked> = sorted(delivered).into_iter().map(check).collect();
    outcome.untied = import_tie::weigh(&folder, &mut checked, args.same_incident);
    for (name, read) in checked {
        match read {
            Ok((log, writer)) => {
                let fate = folder.shelf.take(&writer, log.first, &log.way);
                outcome.logs.push(folder.outcome(name, &log, &fate));
                accepted.push((log, writer, fate));
            }
            Err(trouble) => outcome.logs.push(not_taken(name, trouble)),
        }
    }
    let copied = copied(world, &mut outcome, &mut folder, &accepted);
    copied.map_err(|failure| import_text::stopped(world, &failure))?;
    let rows: Vec<Row> = accepted.iter().flat_map(|(log, ..)| log.rows.clone()).collect();
    outcome.keys = world.outside.store.keep_keys(&rows);
    outcome.forks = folder.shelf.forks();
    outcome.lost = lost(&folder, &accepted);
    let arrival = arrival(&folder, &accepted, &outcome);
    let is_put_back = outcome.lost.iter().any(|lost| lost.is_own);
    outcome.records = recorded(world, &mut session, args.by.as_deref(), arrival, is_put_back)?;
    Ok(outcome)
}

/// A log by its name where it was delivered, as it was read.
pub(super) type Read = (String, Result<Delivered, Failure>);

/// What lies behind the paths, and the names of files there that are no logs.
fn delivered(
    world: &mut World<'_>,
    paths: &[PathBuf],
) -> Result<(Vec<Read>, Vec<String>), Refusal> {
    let (mut sources, mut strays) = (Vec::new(), Vec::new());
    for path in paths {
        let found = delivery::sources_and_strays(world.files, path);
        let (logs, others) = found.map_err(|failure| unread_log(world, &failure))?;
        sources.extend(logs);
        strays.extend(others);
    }
    let all = delivery::joined(sources).into_iter();
    let read = |source: Source| (source.label.clone(), delivery::read(world.files, source));
    Ok((all.map(read).collect(), strays))
}

/// The longest copy of each log first, whatever order they were given in: an older copy then adds
/// no segment of its own.
fn sorted(mut all: Vec<Read>) -> Vec<Read> {
    all.sort_by(|(name, one), (other, two)| {
        let key = |read: &Result<Delivered, Failure>| {
            read.as_ref().map_or((0, Digest::ZERO), |log| (log.way.lines(), log.way.head()))
        };
        // Of two copies of the same lines the one that shows more: it is the one that is kept.
        let veiled = |read: &Result<Delivered, Failure>| {
            read.as_ref().map_or((0, 0), |log| {
                let (texts, lines) = log.veil.amount();
                (lines, texts)
            })
        };
        let by_length = key(two).cmp(&key(one));
        by_length.then_with(|| veiled(one).cmp(&veiled(two))).then_with(|| name.cmp(other))
    });
    all
}

fn opened(world: &mut World<'_>, incident: &IncidentId) -> Result<Session, Refusal> {
    load(incident, world.read_runbook, &mut world.outside).map_err(|error| {
        let mut refusal = load_refusal(world, incident, &error);
        let is_missing =
            matches!(error, LoadError::Open(OpenError::NoSuchIncident | OpenError::OtherWriter));
        if is_missing {
            let words = &world.words().import;
            let name = incident.to_string();
            refusal.lines.pop();
            refusal.lines.push(fill(&words.start_first, &[("incident", &name)]));
        }
        refusal
    })
}

fn not_taken(name: String, trouble: Trouble) -> LogOutcome {
    let (lines, head) = (0, Digest::ZERO);
    let (is_torn, is_newer) = (false, false);
    let beginning = Beginning::default();
    let end = Err(trouble);
    LogOutcome {
        name,
        lines,
        head,
        end,
        is_torn,
        is_newer,
        beginning,
        withheld: (0, 0),
        is_readable_here: (0, 0),
        is_fuller_than: None,
    }
}

/// Whether a log may come in, and whose it is.
fn checked_log(
    log: Delivered,
    incident: &IncidentId,
    mode: Mode,
) -> Result<(Delivered, WriterId), Trouble> {
    if log.is_no_log() {
        return Err(Trouble::NoLog(log.source.path().to_owned()));
    }
    if let Some(fault) = log.verdict.fault.filter(|_| !log.verdict.is_tail) {
        return Err(Trouble::Altered(fault.line));
    }
    if log.verdict.head.lines == 0 {
        return Err(Trouble::Empty);
    }
    let Some(opening) = log.opening.clone() else { return Err(Trouble::Nameless) };
    if opening.incident != *incident {
        return Err(Trouble::Incident(opening.incident));
    }
    if opening.mode != mode {
        return Err(Trouble::Mode);
    }
    let findings = &log.testimony.findings;
    if findings.worst() == Some(Weight::Altered) {
        let mut kept = findings.kept().iter().map(|finding| finding.kind.clone());
        let kind = kept.find(|kind| kind.weight() == Weight::Altered);
        return Err(Trouble::Contradicted(kind.unwrap_or(FindingKind::SealWrong)));
    }
    Ok((log, opening.writer))
}

/// Everything that is new, first the evidence, durable under its names.
fn copied(
    world: &mut World<'_>,
    outcome: &mut Outcome,
    folder: &mut Folder,
    accepted: &[Accepted],
) -> Result<(), Failure> {
    import_files::take(world, outcome, folder, accepted)?;
    for (log, _, fate) in accepted {
        let number = folder.next.entry(fate.label().to_owned()).or_insert(1);
        outcome.missed.extend(delivery::copy(world, log, fate, number)?);
    }
    world.outside.store.settle()
}

/// A log that may come in, whose it is, and what becomes of it.
pub(super) type Accepted = (Delivered, WriterId, Fate);

/// One record of everything that is new; none when nothing is.
fn recorded(
    world: &mut World<'_>,
    session: &mut Session,
    by: Option<&str>,
    arrival: Arrival,
    is_put_back: bool,
) -> Result<Vec<EventId>, Refusal> {
    let command = Command::TakeLogs(arrival);
    let now = world.outside.clock.now();
    let decided = decide(session.state(), &command, &now);
    if decided.is_ok_and(|events| events.is_empty()) {
        warn(world, session);
        return Ok(Vec::new());
    }
    if is_put_back {
        // The first line that is written over a lost number says that it is.
        return give(world, session, by, command);
    }
    // What stands before is covered when other laptops come in (audit-log §4.5).
    match order(session, Command::Seal, &mut world.outside) {
        Ok(_) | Err(OrderError::Rejected(_)) => {}
        Err(OrderError::NotSaved(failure)) => return Err(not_saved(world, &failure)),
    }
    give(world, session, by, command)
}
