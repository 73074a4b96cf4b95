//! `runbook …`: the library, on the world it is given.

use std::path::Path;

use super::args::{CheckArgs, FormatArg, JsonArgs, LangArg, PrintArgs};
use super::exit::Exit;
use super::open::{Refusal, unread};
use super::runbook::check::{self, CheckFile, Form};
use super::runbook::{explain, list, new, show};
use super::site::complaint;
use super::start::no_such_runbook;
use super::world::World;
use crate::diagnostics::escape;
use crate::domain::ids::RunbookId;
use crate::domain::text::Lang;
use crate::i18n::fill;
use crate::paper::{self, Order};
use crate::runbook::bytes::{self, Bounded};
use crate::runbook::library::{Origin, shipped_cards, shipped_files};
use crate::runbook::router;
use crate::runbook::site::SiteFile;

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
    if let Some(wanted) = &args.explain {
        return explain(wanted, world);
    }
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

/// `runbook check --explain CODE`.
fn explain(wanted: &str, world: &mut World<'_>) -> Exit {
    let lang = world.lang;
    if wanted.trim().eq_ignore_ascii_case("all") {
        return exit(&explain::write_all(world.out, lang));
    }
    match explain::code(wanted) {
        Some(code) => exit(&explain::write(world.out, code, lang)),
        None => {
            let texts = &world.words().runbook_cli.check;
            let what = fill(&texts.explain_unknown, &[("text", &escape::shortened(wanted, 40))]);
            let lines = vec![what, texts.explain_more.clone()];
            Refusal { lines, exit: Exit::Usage }.say(world)
        }
    }
}

/// `runbook print ID|--all --out FILE`.
pub fn print(args: &PrintArgs, world: &mut World<'_>) -> Exit {
    match printed(args, world) {
        Ok(text) => exit(&world.out.write_all(text.as_bytes())),
        Err(refusal) => refusal.say(world),
    }
}

fn printed(args: &PrintArgs, world: &mut World<'_>) -> Result<String, Refusal> {
    let library = world.library;
    let books = match &args.id {
        Some(id) => {
            let found = RunbookId::parse(id).ok().and_then(|id| library.get(&id));
            vec![found.ok_or_else(|| no_such_runbook(world, id))?]
        }
        None => library.entries().collect(),
    };
    let langs = match args.lang {
        Some(LangArg::Both) => Lang::ALL.to_vec(),
        // The language of the run is the one that was asked for.
        Some(LangArg::En | LangArg::Fr) | None => vec![world.lang],
    };
    let now = world.outside.clock.now();
    let today = now.moment.wall.date(now.offset);
    let router = args.all.then(router::shipped);
    let own = match &args.site {
        Some(path) => Some(named_site(path, world)?),
        None => None,
    };
    let site = own.as_ref().map(|file| &file.site);
    let order = Order { books, library, router, langs, site, today };
    let bug = || Refusal { lines: Vec::new(), exit: Exit::Bug };
    let html = paper::html(&order).ok_or_else(bug)?;
    let written = &world.words().runbook_cli.printed;
    super::page::write(&args.out, &html, written, world)
}

/// The facts of a file that was named; what is wrong with it is told, what it holds is used.
fn named_site(path: &Path, world: &mut World<'_>) -> Result<SiteFile, Refusal> {
    let content = named_file(path, world)?;
    let file = SiteFile::of(path.display().to_string(), &content);
    if let Some(line) = complaint(&file.condition, world.lang) {
        // The page is made all the same.
        writeln!(world.err, "{line}").ok();
    }
    Ok(file)
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
