//! Opens the full screen and says goodbye on the normal one.

use std::io::{self, BufWriter};

use crossterm::event::Event;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use tokio::sync::mpsc::channel;

use super::command_line::{Opening, say};
use super::farewell;
use super::machine::Machine;
use crate::cli::args::{Common, ThemeArg};
use crate::cli::exit::Exit;
use crate::domain::event::LeaveReason;
use crate::domain::ids::IncidentId;
use crate::driver::inline::Outside;
use crate::driver::tui::{Curtain, Left, News, Stage, perform, run as play};
use crate::i18n::Catalogue;
use crate::os::news::{Signal, listen_to_signals, listen_to_terminal};
use crate::os::terminal::{self, Taken};
use crate::os::{environment, worker};
use crate::ports::Store;
use crate::session::survey::{IncidentLine, survey};
use crate::tui::app::App;
use crate::tui::theme::Theme;
use crate::tui::view::{Origin, ShelfEntry, StoreStatus};

/// Most news that wait; a person and a disk are never that fast.
const NEWS_MAX: usize = 256;

/// Runs the full screen.
pub(super) fn run(machine: &mut Machine, common: &Common, opening: Opening) -> Exit {
    let words = &Catalogue::of(machine.lang).cli;
    if !terminal::is_present() {
        say(&[&words.no_terminal.what, &words.no_terminal.next]);
        return Exit::Usage;
    }
    let incidents = survey(&mut machine.store, crate::runbook::read).unwrap_or_default();
    let (app, open) = match first_screen(machine, opening, &incidents) {
        Ok(first) => first,
        Err(exit) => return exit,
    };
    match machine.lang {
        crate::domain::text::Lang::En => terminal::restore_on_panic(bug_en),
        crate::domain::text::Lang::Fr => terminal::restore_on_panic(bug_fr),
    }
    let played = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        on_stage(machine, common, app, open, incidents)
    }));
    match played {
        Ok(Ok(left)) => {
            say(&farewell::lines(&left).iter().map(String::as_str).collect::<Vec<_>>());
            match left.reason {
                LeaveReason::Quit => Exit::Fine,
                LeaveReason::ConnectionLost | LeaveReason::Terminated => Exit::Outside,
            }
        }
        Ok(Err(error)) => {
            say(&[&error.to_string(), &words.bug.next]);
            Exit::Outside
        }
        Err(_) => Exit::Bug,
    }
}

fn bug_en() -> String {
    bug(crate::domain::text::Lang::En)
}

fn bug_fr() -> String {
    bug(crate::domain::text::Lang::Fr)
}

fn bug(lang: crate::domain::text::Lang) -> String {
    let advice = &Catalogue::of(lang).cli.bug;
    format!("{}\n{}", advice.what, advice.next)
}
