//! From the words on the command line to an exit code.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::Path;

use clap::{CommandFactory, FromArgMatches};

use super::machine::Machine;
use crate::cli::args::{Arguments, Options, Verb};
use crate::cli::exit::Exit;
use crate::cli::help;
use crate::diagnostics::escape;
use crate::domain::text::Lang;
use crate::i18n::{Catalogue, fill};
use crate::os::{environment, limit, paths, stream};
use crate::ports::{Failure, Store as _};

/// Reads the command line and does what it says.
#[must_use]
pub fn run() -> Exit {
    let words = environment::arguments();
    let lang = language(&words);
    let arguments = match parse(&words, lang) {
        Ok(arguments) => arguments,
        Err(exit) => return exit,
    };
    if let Err(failure) = limit::survive_file_size() {
        return complain(lang, &failure);
    }
    let mut machine = match Machine::new(&arguments.options, lang) {
        Ok(machine) => machine,
        Err(failure) => return complain(lang, &failure),
    };
    if let Some(exit) = refuse_mirrors(&machine, &arguments) {
        return exit;
    }
    match arguments.verb {
        None => screen(&mut machine, &arguments.options, Opening::Greet),
        Some(Verb::Resume(args)) => {
            screen(&mut machine, &arguments.options, Opening::Resume(args.incident))
        }
        Some(Verb::Start(args)) if !args.headless => {
            screen(&mut machine, &arguments.options, Opening::Start(Box::new(args)))
        }
        Some(verb) => machine.headless(&verb),
    }
}

/// A mirror inside the data folder ends with it, and is none; one on the same disk is said to be
/// none where the screen does not say it.
fn refuse_mirrors(machine: &Machine, arguments: &Arguments) -> Option<Exit> {
    let words = &Catalogue::of(machine.lang).cli;
    let home = machine.store.folder();
    let named = |folder: &Path| escape::shown(&folder.to_string_lossy());
    let mut mirrors = arguments.options.mirror.iter();
    if let Some(folder) = mirrors.find(|folder| paths::is_within(folder, home)) {
        let what = fill(&words.mirror_inside.what, &[("folder", &named(folder))]);
        say(&[&what, &words.mirror_inside.next]);
        return Some(Exit::Usage);
    }
    if matches!(&arguments.verb, Some(Verb::Start(args)) if args.headless) {
        for folder in arguments.options.mirror.iter().filter(|at| paths::is_same_disk(at, home)) {
            let what = fill(&words.mirror_same.what, &[("folder", &named(folder))]);
            say(&[&what, &words.mirror_same.next]);
        }
    }
    None
}

/// What the full screen opens with.
#[derive(Debug)]
#[cfg_attr(not(feature = "tui"), expect(dead_code, reason = "only the full screen looks inside"))]
pub(super) enum Opening {
    /// The resume screen when an incident is open, else the picker.
    Greet,
    /// This incident, or the newest open one.
    Resume(Option<String>),
    /// A new incident, as the command line says.
    Start(Box<crate::cli::args::StartArgs>),
}

#[cfg(feature = "tui")]
fn screen(machine: &mut Machine, options: &Options, opening: Opening) -> Exit {
    super::screen::run(machine, options, opening)
}

/// Built without a screen: the headless commands do the same.
#[cfg(not(feature = "tui"))]
fn screen(machine: &mut Machine, _options: &Options, _opening: Opening) -> Exit {
    let advice = &Catalogue::of(machine.lang).cli.no_terminal;
    say(&[&advice.what, &advice.next]);
    Exit::Usage
}

/// Says on standard error what the outside did not do.
pub(super) fn complain(lang: Lang, failure: &Failure) -> Exit {
    let advice = Catalogue::of(lang).failure.of(failure.kind);
    say(&[&escape::shown(&failure.to_string()), &advice.what, &advice.safe, &advice.next]);
    Exit::Outside
}

/// Writes lines on standard error, as far as it takes them.
pub(super) fn say(lines: &[&str]) {
    let mut err = stream::refusals();
    for line in lines {
        if writeln!(err, "{line}").is_err() {
            return;
        }
    }
}

/// The language: asked for on the command line, else the environment's, else English.
fn language(words: &[OsString]) -> Lang {
    let mut asked = None;
    let mut words = words.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        match word.strip_prefix("--lang") {
            Some("") => asked = words.next().and_then(Lang::parse),
            Some(value) => asked = value.strip_prefix('=').and_then(Lang::parse),
            None => {}
        }
    }
    let environments = || Lang::parse(environment::locale()?.get(..2)?);
    asked.or_else(environments).unwrap_or(Lang::En)
}

fn parse(words: &[OsString], lang: Lang) -> Result<Arguments, Exit> {
    let command = help::localised(Arguments::command(), &Catalogue::of(lang).cli.help);
    let parsed = command.try_get_matches_from(words);
    let parsed = parsed.and_then(|matches| Arguments::from_arg_matches(&matches));
    parsed.map_err(|error| {
        let is_answer = !error.use_stderr();
        match (is_answer, error.print()) {
            (true, Ok(())) => Exit::Fine,
            (true, Err(_)) => Exit::Outside,
            (false, _) => Exit::Usage,
        }
    })
}
