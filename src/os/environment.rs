//! What the environment says: arguments, language, terminal. Read once, at the start.
//!
//! Nothing here can change time or names of an incident (design decision 15).

use std::ffi::OsString;

/// The command line, the program's own name first.
#[must_use]
pub fn arguments() -> Vec<OsString> {
    std::env::args_os().collect()
}

/// The first of the locale variables that says something.
#[must_use]
pub fn locale() -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(value)
}

/// Whether the locale says that text is UTF-8; a locale that says nothing is taken for plain ASCII.
#[must_use]
pub fn is_utf8() -> bool {
    let named = locale().unwrap_or_default().to_ascii_lowercase();
    named.contains("utf-8") || named.contains("utf8")
}

/// Whether the person asked programs not to use colour.
#[must_use]
pub fn refuses_colour() -> bool {
    value("NO_COLOR").is_some()
}

/// The kind of terminal, as far as it is named.
#[must_use]
pub fn terminal() -> Option<String> {
    value("TERM")
}

/// The terminal program, as far as it names itself.
#[must_use]
pub fn terminal_program() -> Option<String> {
    value("TERM_PROGRAM")
}

/// What stands in `ACCESSIBLE`, by which programs are asked to speak plainly.
#[must_use]
pub fn accessible() -> Option<String> {
    value("ACCESSIBLE")
}

/// The process's own number.
#[must_use]
pub fn process() -> u32 {
    std::process::id()
}

fn value(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
