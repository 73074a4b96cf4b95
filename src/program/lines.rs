//! Linear mode on the real streams: lines in, lines out, no raw mode, no escape sequence (R144).

use std::io::{self, Stdout, Write as _};

use tokio::sync::mpsc::Sender;
use tokio::sync::mpsc::error::TrySendError;

use crate::cli::args::Options;
use crate::driver::lines::Lines;
use crate::driver::stage::{Curtain, News, Typed};
use crate::linear::page;
use crate::os::clock::SystemClock;
use crate::os::news::{Signal, listen_to_lines, listen_to_signals};
use crate::os::{environment, stream, terminal};
use crate::ports::Clock as _;
use crate::tui::theme::needs_ascii;

/// There is no terminal to give back, and none that keeps texts.
pub(super) struct NoCurtain;

impl Curtain for NoCurtain {
    fn size(&self) -> (u16, u16) {
        (0, 0)
    }

    fn suspend(&mut self) {}

    // What is urgent is said between two prompts (R148).
    fn ring(&mut self) {}

    fn mouse(&mut self, _is_on: bool) {}

    fn offer(&mut self, _text: &str) {}
}

/// Whether only ASCII can be shown.
fn is_ascii(options: &Options) -> bool {
    needs_ascii(options.ascii, environment::is_utf8(), environment::terminal().as_deref())
}

/// The front on the standard streams.
pub(super) fn front(options: &Options) -> Lines<Stdout> {
    Lines::new(stream::screen(), terminal::has_keyboard(), is_ascii(options))
}

/// Hands on what is typed, and the signals. Must run inside the runtime.
pub(super) fn listen(to: &Sender<News>, watch: SystemClock) -> io::Result<()> {
    let (lines, signals) = (to.clone(), to.clone());
    listen_to_signals(move |signal| {
        let news = match signal {
            Signal::Stop(reason) => News::Stop(reason),
            Signal::Interrupt => News::Typed(Typed::Interrupt, watch.now()),
            Signal::Continued => News::Continued,
        };
        !matches!(signals.try_send(news), Err(TrySendError::Closed(_)))
    })?;
    listen_to_lines(move |line| {
        let typed = line.map_or(Typed::End, Typed::Line);
        lines.blocking_send(News::Typed(typed, watch.now())).is_ok()
    });
    Ok(())
}

/// The last lines, where all the others went.
pub(super) fn say_last(statements: &[String], options: &Options) {
    let mut out = stream::answers();
    if terminal::has_keyboard() && writeln!(out).is_err() {
        return;
    }
    for statement in statements {
        for line in page::lines(statement, is_ascii(options)) {
            if writeln!(out, "{line}").is_err() {
                return;
            }
        }
    }
}
