//! `runbook …`: the library, on the world it is given.

use std::path::Path;

use super::args::{CheckArgs, FormatArg, JsonArgs};
use super::exit::Exit;
use super::open::{Refusal, unread};
use super::runbook::check::{self, CheckFile, Form};
use super::runbook::{list, new, show};
use super::start::no_such_runbook;
use super::world::World;
use crate::domain::ids::RunbookId;
use crate::runbook::bytes::{self, Bounded};
use crate::runbook::library::{Origin, shipped_cards, shipped_files};

/// `runbook list`.
pub fn list(args: &JsonArgs, world: &mut World<'_>) -> Exit {
    let (library, lang) = (world.library, world.lang);
    let written = if args.json {
        list::json(world.out, library, lang)
    } else {
        list::human(world.out, library, lang)
    };
    exit(&written)
}

/// `runbook show ID`.
pub fn show(id: &str, world: &mut World<'_>) -> Exit {
    let found = RunbookId::parse(id).ok().and_then(|id| world.library.get(&id));
    match found {
        Some(entry) => exit(&show::write(world.out, &entry.runbook, world.lang)),
        None => no_such_runbook(world, id).say(world),
    }
}

/// `runbook check [FILE…]`; without a file, everything that can be started.
pub fn check(args: &CheckArgs, world: &mut World<'_>) -> Exit {
    let files = if args.paths.is_empty() { Ok(library_files(world)) } else { named(args, world) };
    let files = match files {
        Ok(files) => files,
        Err(refusal) => return refusal.say(world),
    };
    let form = match args.format {
        FormatArg::Full => Form::Full,
        FormatArg::Concise => Form::Concise,
        FormatArg::Json => Form::Json,
    };
    let checked = check::check(&files, world.library);
    match check::write(world.out, &checked, world.lang, form) {
        Ok(outcome) if outcome.exit_code() == 0 => Exit::Fine,
        Ok(_) => Exit::Findings,
        Err(_) => Exit::Outside,
    }
}

fn library_files(world: &World<'_>) -> Vec<CheckFile> {
    let shipped = shipped_files().chain(shipped_cards());
    let shipped = shipped.map(|(path, text)| (path, text.to_owned()));
    let entries = world.library.entries().filter(|entry| entry.is_from_outside());
    let own = entries.map(|entry| &entry.source);
    let broken = world.library.broken().iter().map(|broken| &broken.source);
    let own = own.chain(broken);
    let own = own.map(|source| (source.path().to_owned(), source.text().to_owned()));
    let file = |(path, text): (String, String)| CheckFile {
        path,
        content: bytes::decode(text.as_bytes()),
    };
    let cards = world.library.cards().filter(|entry| entry.origin != Origin::Shipped);
    let cards = cards.map(|entry| &entry.source);
    let cards = cards.map(|source| (source.path().to_owned(), source.text().to_owned()));
    shipped.chain(own).chain(cards).map(file).collect()
}

fn named(args: &CheckArgs, world: &mut World<'_>) -> Result<Vec<CheckFile>, Refusal> {
    let mut files = Vec::new();
    for path in &args.paths {
        let content = named_file(path, world)?;
        files.push(CheckFile { path: path.display().to_string(), content });
    }
    Ok(files)
}

/// What stands in a file of texts, as far as it may be read.
pub(super) fn named_file(path: &Path, world: &mut World<'_>) -> Result<Bounded, Refusal> {
    let opened = world.files.open(path);
    let content = opened.and_then(|(reader, bytes_known)| {
        bytes::read(reader, bytes_known).map_err(|error| crate::ports::Failure {
            op: "read",
            path: path.to_owned(),
            errno: error.raw_os_error(),
            kind: crate::ports::FailureKind::Other,
            cause: error.to_string(),
        })
    });
    content.map_err(|failure| unread(world, &failure))
}

/// `runbook schema`.
pub fn schema(world: &mut World<'_>) -> Exit {
    exit(&new::write_schema(world.out))
}

/// `runbook new ID`.
pub fn new(id: &str, world: &mut World<'_>) -> Exit {
    let now = world.outside.clock.now();
    let today = now.moment.wall.date(now.offset);
    match new::text(id, today, world.lang) {
        Ok(text) => exit(&world.out.write_all(text.as_bytes())),
        Err(words) => Refusal { lines: vec![words], exit: Exit::Usage }.say(world),
    }
}

fn exit(written: &std::io::Result<()>) -> Exit {
    if written.is_ok() { Exit::Fine } else { Exit::Outside }
}
