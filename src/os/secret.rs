//! A line that nobody may read over a shoulder.

use std::io::{BufRead as _, IsTerminal as _, Read as _, Write as _};
use std::path::Path;

use super::regular::failure;
use crate::ports::Failure;

/// No passphrase is longer.
const BYTES_MAX: u64 = 4096;

/// Asks on the terminal without showing what is typed; reads a line of standard input when that is
/// no terminal.
///
/// # Errors
/// The line cannot be read.
pub(super) fn ask(prompt: &str) -> Result<String, Failure> {
    let input = std::io::stdin();
    if !input.is_terminal() {
        return line();
    }
    let mut err = std::io::stderr();
    write!(err, "{prompt}").and_then(|()| err.flush()).ok();
    let hidden = Hidden::begin();
    let answer = line();
    drop(hidden);
    writeln!(err).ok();
    answer
}

fn line() -> Result<String, Failure> {
    let mut text = String::new();
    let read = std::io::stdin().lock().take(BYTES_MAX).read_line(&mut text);
    read.map_err(|error| failure("read", Path::new("-"), &error))?;
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}

/// The terminal shows no letters until this is dropped.
#[cfg(unix)]
struct Hidden(Option<rustix::termios::Termios>);

#[cfg(unix)]
impl Hidden {
    fn begin() -> Self {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

        let Ok(before) = tcgetattr(std::io::stdin()) else { return Self(None) };
        let mut silent = before.clone();
        // Without signals too: Ctrl-C would end the program and leave the terminal silent.
        silent.local_modes.remove(LocalModes::ECHO | LocalModes::ISIG);
        silent.local_modes.insert(LocalModes::ECHONL);
        tcsetattr(std::io::stdin(), OptionalActions::Flush, &silent).ok();
        Self(Some(before))
    }
}

#[cfg(unix)]
impl Drop for Hidden {
    fn drop(&mut self) {
        use rustix::termios::{OptionalActions, tcsetattr};

        if let Some(before) = &self.0 {
            tcsetattr(std::io::stdin(), OptionalActions::Flush, before).ok();
        }
    }
}

/// Elsewhere the letters are shown: the standard library has no way to hide them.
#[cfg(not(unix))]
struct Hidden;

#[cfg(not(unix))]
impl Hidden {
    fn begin() -> Self {
        Self
    }
}
