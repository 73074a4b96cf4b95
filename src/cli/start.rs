//! `start --headless`: open an incident without a screen.

use super::args::StartArgs;
use super::exit::Exit;
use super::open::{Refusal, order_refusal, shown, warn};
use super::world::World;
use crate::diagnostics::escape;
use crate::domain::claimed::parse_claimed;
use crate::domain::command::{Command, Reading, RunbookCopy, Start};
use crate::domain::event::{Mode, Severity, SignedOn};
use crate::domain::ids::{IncidentId, Initials, RunbookId, WriterId};
use crate::domain::proof::ClockSource;
use crate::domain::time::Timestamp;
use crate::driver::inline::{OrderError, order};
use crate::i18n::fill;
use crate::i18n::rejection::Advice;
use crate::ports::{FailureKind, LITTLE_SPACE_BYTES};
use crate::session::Session;

/// How often a name that somebody else took at the same moment is replaced by the next one.
const NAME_TRIES: usize = 16;

/// Opens the incident and prints its name.
pub fn headless(args: &StartArgs, world: &mut World<'_>) -> Exit {
    match start(args, world) {
        Ok((incident, session)) => {
            let is_printed = writeln!(world.out, "{incident}").is_ok();
            super::code::say(world, &session);
            if let Some(line) = super::site::complaint(&world.site.condition, world.lang) {
                // The incident is open, whether this can be read or not.
                writeln!(world.err, "{line}").ok();
            }
            if is_printed { Exit::Fine } else { Exit::Outside }
        }
        Err(refusal) => refusal.say(world),
    }
}

/// Opens the incident.
///
/// # Errors
/// A refusal; no incident exists then.
pub fn start(args: &StartArgs, world: &mut World<'_>) -> Result<(IncidentId, Session), Refusal> {
    let person = SignedOn {
        initials: initials(world, &args.by)?,
        name: args.name.clone(),
        role: args.role.clone(),
        proof: None,
    };
    // Before anything is written: a name that is not there leaves no folder behind.
    let runbook = runbook(world, &args.runbook)?;
    let noticed_at = args.noticed.as_deref().map(|text| claimed(world, text)).transpose()?;
    let signs = args.sign.iter().map(|text| super::signs::known(world, text));
    let signs = signs.collect::<Result<Vec<_>, _>>()?;
    let reading = args.clock.as_deref().map(|text| reading(world, text)).transpose()?;
    let device_key = match world.outside.ids.device_key() {
        Ok(key) => Some(key),
        Err(failure) => {
            let cause = escape::shown(&failure.to_string());
            let warning = fill(&world.words().people.no_device_key, &[("cause", &cause)]);
            // Said once; a stream that takes no words keeps nobody from recording.
            writeln!(world.err, "{warning}").ok();
            None
        }
    };
    let mode = if args.exercise { Mode::Exercise } else { Mode::Real };
    let mut command = Start {
        incident: match &args.incident {
            Some(text) => named(world, text, mode)?,
            None => next_name(mode, world, &[])?,
        },
        writer: writer(world)?,
        nonce: nonce(world)?,
        key: device_key.as_ref().map(|key| key.public_line().to_owned()),
        mode,
        severity: Severity::from_number(args.severity).unwrap_or(Severity::Care),
        noticed_at,
        signs,
        person,
        runbook,
        reading,
    };
    let mut taken = Vec::new();
    loop {
        let session = Session::new(world.read_runbook).under(world.outside.law.clone());
        let mut session = session.sealing_with(device_key.clone());
        let incident = command.incident.clone();
        let started = order(&mut session, Command::Start(command.clone()), &mut world.outside);
        match started {
            Ok(_) => {
                warn(world, &session);
                warn_of_space(world);
                return Ok((incident, session));
            }
            Err(OrderError::NotSaved(failure))
                if failure.kind == FailureKind::Exists
                    && args.incident.is_none()
                    && taken.len() < NAME_TRIES =>
            {
                taken.push(incident);
                command.incident = next_name(command.mode, world, &taken)?;
            }
            Err(error) => return Err(order_refusal(world, &error)),
        }
    }
}

/// Free space is looked at before it is needed (R88); the start itself was the trial write.
fn warn_of_space(world: &mut World<'_>) {
    let words = &world.words().cli;
    for medium in world.outside.store.media() {
        let Some(bytes) = medium.free_bytes.filter(|bytes| *bytes < LITTLE_SPACE_BYTES) else {
            continue;
        };
        let folder = shown(&medium.folder.to_string_lossy());
        let facts = [("folder", folder.as_str()), ("n", &(bytes / 1_000_000).to_string())];
        let (what, next) = (fill(&words.little_space.what, &facts), &words.little_space.next);
        // The incident is open, whether this can be read or not.
        writeln!(world.err, "{what}\n{next}").ok();
    }
}

/// What the telephone says, against this laptop.
fn reading(world: &World<'_>, text: &str) -> Result<Reading, Refusal> {
    let reference = super::clock::reference(world, text)?;
    let wall = world.outside.clock.now().moment.wall;
    let ahead_ms = reference.ms().saturating_sub(wall.ms());
    Ok(Reading { ahead_ms, source: ClockSource::Phone })
}

/// The name that was given: one of this kind of incident, and none that was written under here.
fn named(world: &mut World<'_>, text: &str, mode: Mode) -> Result<IncidentId, Refusal> {
    let incident = super::open::incident_id(world, text)?;
    let is_taken = world.outside.store.list().is_ok_and(|all| all.contains(&incident));
    let words = &world.words().cli;
    let refused = |advice: &Advice, facts: &[(&str, &str)]| Refusal {
        lines: vec![fill(&advice.what, facts), fill(&advice.next, facts)],
        exit: Exit::Usage,
    };
    if !incident.as_str().starts_with(mode.prefix()) {
        let facts = [("incident", incident.as_str()), ("form", mode.prefix())];
        return Err(refused(&words.wrong_name, &facts));
    }
    match world.outside.store.earlier(&incident) {
        Some(earlier) => {
            let (known, _) = words.earlier(&earlier);
            let facts = [("incident", incident.as_str()), ("known", &known)];
            Err(refused(&words.name_known, &facts))
        }
        None if is_taken => Err(refused(&words.name_taken, &[("incident", incident.as_str())])),
        None => Ok(incident),
    }
}

fn next_name(
    mode: Mode,
    world: &mut World<'_>,
    also: &[IncidentId],
) -> Result<IncidentId, Refusal> {
    let listed = world.outside.store.list();
    let mut taken =
        listed.map_err(|failure| order_refusal(world, &OrderError::NotSaved(failure)))?;
    taken.extend_from_slice(also);
    let now = world.outside.clock.now();
    Ok(world.outside.ids.incident(mode, now.moment.wall, &taken))
}

fn writer(world: &mut World<'_>) -> Result<WriterId, Refusal> {
    let writer = world.outside.ids.writer();
    writer.map_err(|failure| order_refusal(world, &OrderError::NotSaved(failure)))
}

fn nonce(world: &mut World<'_>) -> Result<String, Refusal> {
    let bits = world.outside.ids.random_128();
    let bits = bits.map_err(|failure| order_refusal(world, &OrderError::NotSaved(failure)))?;
    Ok(crate::audit::digest::hex_128(bits))
}

/// The runbook of this name.
///
/// # Errors
/// A refusal that names the runbooks there are.
pub fn runbook(world: &World<'_>, text: &str) -> Result<RunbookCopy, Refusal> {
    let found = RunbookId::parse(text).ok().and_then(|id| world.library.get(&id));
    found
        .map(|entry| crate::session::copy(entry.runbook.clone(), entry.source.text()))
        .ok_or_else(|| no_such_runbook(world, text))
}

/// What a name that no runbook has is answered.
#[must_use]
pub fn no_such_runbook(world: &World<'_>, text: &str) -> Refusal {
    let words = &world.words().cli.no_such_runbook;
    let ids: Vec<_> = world.library.entries().map(|entry| entry.runbook.id.to_string()).collect();
    Refusal {
        lines: vec![
            fill(&words.what, &[("text", &shown(text))]),
            fill(&words.next, &[("list", &ids.join(", "))]),
        ],
        exit: Exit::Usage,
    }
}

/// Reads a person's initials.
///
/// # Errors
/// A refusal that says how they look.
pub fn initials(world: &World<'_>, text: &str) -> Result<Initials, Refusal> {
    Initials::parse(text).map_err(|_| {
        let words = &world.words().cli.bad_initials;
        Refusal {
            lines: vec![fill(&words.what, &[("text", &shown(text))]), words.next.clone()],
            exit: Exit::Usage,
        }
    })
}

/// Reads a claimed time.
///
/// # Errors
/// A refusal that says how times look.
pub fn claimed(world: &World<'_>, text: &str) -> Result<Timestamp, Refusal> {
    parse_claimed(text, &world.outside.clock.now()).ok_or_else(|| {
        let words = &world.words().cli.bad_time;
        Refusal {
            lines: vec![fill(&words.what, &[("text", &shown(text))]), words.next.clone()],
            exit: Exit::Usage,
        }
    })
}
