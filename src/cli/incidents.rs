//! `incidents`: what the data folder holds. A damaged log never hides the others.

use serde_json::{Value, json};

use super::args::JsonArgs;
use super::exit::Exit;
use super::open::{Refusal, unread};
use super::world::World;
use crate::diagnostics::escape;
use crate::domain::event::Mode;
use crate::domain::ids::{IncidentId, RunbookId};
use crate::i18n::cli::CliWords;
use crate::i18n::fill;
use crate::session::survey::{Health, IncidentLine, survey};

/// The newest incident that is open and whose log can be read.
///
/// # Errors
/// A refusal when the data folder cannot be listed.
pub fn newest_open(world: &mut World<'_>) -> Result<Option<IncidentId>, Refusal> {
    let lines = survey(world.outside.store, world.read_runbook)
        .map_err(|failure| unread(world, &failure))?;
    Ok(lines.into_iter().find(IncidentLine::can_go_on).map(|line| line.incident))
}

/// Prints them.
pub fn incidents(args: &JsonArgs, world: &mut World<'_>) -> Exit {
    let lines = match survey(world.outside.store, world.read_runbook) {
        Ok(lines) => lines,
        Err(failure) => return unread(world, &failure).say(world),
    };
    let text = if args.json {
        let all: Vec<_> = lines.iter().map(to_json).collect();
        format!("{:#}\n", Value::from(all))
    } else if lines.is_empty() {
        let folder = escape::shown(&world.outside.store.folder().display().to_string());
        fill(&world.words().cli.no_incidents, &[("folder", &folder)]) + "\n"
    } else {
        lines.iter().map(|line| to_text(world, line) + "\n").collect()
    };
    if world.out.write_all(text.as_bytes()).is_ok() { Exit::Fine } else { Exit::Outside }
}

fn to_text(world: &World<'_>, line: &IncidentLine) -> String {
    let words = &world.words().cli;
    let offset = world.outside.clock.now().offset;
    let opened = line.opened_at.map_or_else(
        || "-".to_owned(),
        |at| format!("{} {}", at.date(offset), at.clock(offset).hm()),
    );
    let mode = line.mode.map_or("-", |mode| words.status.mode(mode));
    let runbook = line.runbook.as_ref().map_or("-", |runbook| runbook.as_str());
    let open = if line.is_open { &words.is_open } else { &words.is_closed };
    let bad_line = bad_line(line.health).map(|line| line.to_string()).unwrap_or_default();
    let health = fill(health_words(words, line.health), &[("line", &bad_line)]);
    format!("{}  {opened}  {mode}  {runbook}  {open}  {health}", line.incident)
}

fn to_json(line: &IncidentLine) -> Value {
    json!({
        "incident": line.incident.as_str(),
        "mode": line.mode.map(Mode::code),
        "runbook": line.runbook.as_ref().map(RunbookId::as_str),
        "opened": line.opened_at.map(|at| at.to_string()),
        "open": line.is_open,
        "log": line.health.code(),
        "first_bad_line": bad_line(line.health),
    })
}

/// The first line that is altered or missing.
const fn bad_line(health: Health) -> Option<u64> {
    match health {
        Health::Damaged { line } | Health::Short { line } | Health::Cut { line } => Some(line),
        _ => None,
    }
}

fn health_words(words: &CliWords, health: Health) -> &str {
    match health {
        Health::Whole => &words.health.whole,
        Health::Torn => &words.health.torn,
        Health::Damaged { .. } => &words.health.damaged,
        Health::Short { .. } => &words.health.short,
        Health::Cut { .. } => &words.health.cut,
        Health::Newer => &words.health.newer,
        Health::OtherWriter => &words.health.other_writer,
        Health::Gone => &words.health.gone,
        Health::Unreadable => &words.health.unreadable,
    }
}
