//! `code`: forty digits that somebody outside writes down, by voice, by text message or on the
//! printed page (audit-log §4.5).

use serde_json::json;

use super::code_page::{Taken, page};
use super::exit::Exit;
use super::open::{Refusal, incident_id, load_refusal, unread, warn_reader};
use super::people_args::CodeArgs;
use super::world::World;
use crate::driver::inline::{LoadError, look};
use crate::i18n::fill;
use crate::ports::{Access, LogEnd, OpenError};
use crate::session::Session;

/// `code INCIDENT`.
pub fn code(args: &CodeArgs, world: &mut World<'_>) -> Exit {
    let told = match &args.form {
        Some(_) => form(args, world),
        None => end(world, &args.incident).map(|end| told(args, world, &end)),
    };
    let is_short = world.outside.store.unmet_mark().is_some();
    match told {
        Ok(text) if world.out.write_all(text.as_bytes()).is_ok() => {
            // Whoever writes this code down has to know which log it is the code of.
            warn_reader(world);
            if is_short { Exit::Incomplete } else { Exit::Fine }
        }
        Ok(_) => Exit::Outside,
        Err(refusal) => refusal.say(world),
    }
}

/// Says the code of the log as it stands, beside the answer: at the start and at the closing it has
/// to leave this laptop.
pub fn say(world: &mut World<'_>, session: &Session) {
    let code = session.head().spoken_code().to_string();
    let facts = [("n", session.lines().to_string()), ("code", code)];
    let facts = facts.each_ref().map(|(name, value)| (*name, value.as_str()));
    // What it belongs to is recorded, whether this can be read or not.
    writeln!(world.err, "{}", fill(&world.words().people.code_now, &facts)).ok();
}

/// The end of a log that another process may be writing.
fn end(world: &mut World<'_>, incident: &str) -> Result<LogEnd, Refusal> {
    let incident = incident_id(world, incident)?;
    let opened = world.outside.store.open(&incident, Access::Read, &mut |_| {});
    opened.map_err(|error| match error {
        OpenError::Failed(failure) => unread(world, &failure),
        error => load_refusal(world, &incident, &LoadError::Open(error)),
    })
}

fn told(args: &CodeArgs, world: &World<'_>, end: &LogEnd) -> String {
    let code = end.head.spoken_code().to_string();
    let (lines, head) = (end.lines.to_string(), end.head.to_string());
    if args.json {
        let facts = json!({
            "incident": args.incident,
            "lines": end.lines,
            "head": head,
            "spoken_code": code,
        });
        return format!("{facts:#}\n");
    }
    let words = &world.words().people;
    let facts = [("n", lines.as_str()), ("head", head.as_str()), ("code", code.as_str())];
    format!("{}\n", fill(&words.code, &facts))
}

/// Writes the page for printing and says where it is.
fn form(args: &CodeArgs, world: &mut World<'_>) -> Result<String, Refusal> {
    let incident = incident_id(world, &args.incident)?;
    let session = look(&incident, world.read_runbook, &mut world.outside)
        .map_err(|error| load_refusal(world, &incident, &error))?;
    let path = args.form.clone().unwrap_or_default();
    let taken = Taken { session: &session, now: world.outside.clock.now() };
    let html = page(&taken, world.lang).unwrap_or_default();
    let written = &world.words().people.form_written;
    super::page::write(&path, &html, written, world)
}
