//! The help texts of the command line, in the language of the run.
//!
//! The texts are one map from a path (`start`, `start --real`, `do skip`) to a line; a test walks
//! the command and demands a text for every path in both languages.

use std::collections::BTreeMap;

use clap::{Arg, Command};

/// Gives every command and option its text.
#[must_use]
pub fn localised(command: Command, texts: &BTreeMap<String, String>) -> Command {
    localise(command, "", texts)
}

fn localise(mut command: Command, path: &str, texts: &BTreeMap<String, String>) -> Command {
    if let Some(text) = texts.get(if path.is_empty() { "sangfroid" } else { path }) {
        command = command.about(text.clone());
    }
    let ids: Vec<_> = command.get_arguments().map(|arg| arg.get_id().clone()).collect();
    for id in ids {
        command = command.mut_arg(&id, |arg| match texts.get(&key(path, &arg)) {
            Some(text) => arg.help(text.clone()),
            None => arg,
        });
    }
    let names: Vec<_> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let below = joined(path, &name);
        command = command.mut_subcommand(&name, |sub| localise(sub, &below, texts));
    }
    command
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path} {name}") }
}

/// The path of an option or operand. An option that all commands take belongs to the program
/// itself; one that all acts of `do` take belongs to `do`.
#[must_use]
pub fn key(path: &str, arg: &Arg) -> String {
    let name = match arg.get_long() {
        Some(long) => format!("--{long}"),
        None => format!("<{}>", arg.get_id()),
    };
    joined(path, &name)
}
