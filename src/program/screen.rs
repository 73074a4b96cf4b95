//! Opens the full screen and says goodbye on the normal one.

use std::io::{self, BufWriter, Write as _};

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::Event;
use crossterm::execute;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use tokio::sync::mpsc::channel;
use tokio::sync::mpsc::error::TrySendError;

use super::command_line::{Opening, say};
use super::farewell;
use super::machine::Machine;
use crate::cli::args::{Options, ThemeArg};
use crate::cli::exit::Exit;
use crate::cli::site;
use crate::domain::event::LeaveReason;
use crate::domain::ids::IncidentId;
use crate::domain::time::Now;
use crate::driver::inline::Outside;
use crate::driver::job::perform;
use crate::driver::stage::{Curtain, Left, News, Stage};
use crate::driver::thrifty::Thrifty;
use crate::driver::tui::run as play;
use crate::i18n::Catalogue;
use crate::os::news::{Signal, listen_to_signals, listen_to_terminal};
use crate::os::terminal::{self, Taken};
use crate::os::{environment, stream, worker};
use crate::ports::{Clock, Store};
use crate::session::survey::{IncidentLine, survey};
use crate::tui::app::App;
use crate::tui::theme::Theme;
use crate::tui::view::{Origin, ShelfEntry, StoreStatus};

/// Most news that wait; a person and a disk are never that fast.
const NEWS_MAX: usize = 256;

/// Runs the full screen.
pub(super) fn run(machine: &mut Machine, options: &Options, opening: Opening) -> Exit {
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
        on_stage(machine, options, app, open, incidents)
    }));
    match played {
        Ok(Ok(left)) => {
            say(&farewell::lines(&left).iter().map(String::as_str).collect::<Vec<_>>());
            match left.reason {
                _ if left.is_broken => Exit::Bug,
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

/// The interface's first screen, and the incident to open, if any.
fn first_screen(
    machine: &mut Machine,
    opening: Opening,
    incidents: &[IncidentLine],
) -> Result<(App, Option<IncidentId>), Exit> {
    let newest = || incidents.iter().find(|line| line.can_go_on()).map(|l| l.incident.clone());
    let words = &Catalogue::of(machine.lang);
    match opening {
        Opening::Greet => Ok((App::new(machine.lang), newest())),
        Opening::Resume(None) => match newest() {
            Some(incident) => Ok((App::new(machine.lang), Some(incident))),
            None => {
                let advice = &words.rejection.not_started;
                say(&[&advice.what, &advice.next]);
                Err(Exit::Usage)
            }
        },
        Opening::Resume(Some(text)) => match IncidentId::parse(&text) {
            Ok(incident) => Ok((App::new(machine.lang), Some(incident))),
            Err(_) => {
                let advice = &words.cli.bad_incident;
                say(&[&crate::i18n::fill(&advice.what, &[("text", &text)]), &advice.next]);
                Err(Exit::Usage)
            }
        },
        Opening::Start(args) => {
            let incident = machine.start(&args)?;
            Ok((App::new(machine.lang).after_start(), Some(incident)))
        }
    }
}

/// Takes the terminal, plays, and gives the terminal back.
fn on_stage(
    machine: &mut Machine,
    options: &Options,
    app: App,
    open: Option<IncidentId>,
    incidents: Vec<IncidentLine>,
) -> io::Result<Left> {
    let mut app = if options.no_bell { app.without_bell() } else { app };
    if let Some(line) = site::complaint(&machine.site.condition, machine.lang) {
        app.say(line);
    }
    // Before the terminal is taken: a disk that does not answer can still be left with Ctrl-C.
    let trials = machine.store.trials();
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().enable_io().build()?;
    runtime.block_on(async {
        let (to, news) = channel(NEWS_MAX);
        let (keys, signals, answers, ending) = (to.clone(), to.clone(), to.clone(), to);
        let (clock, mut ids, mut store) =
            (machine.clock, machine.ids.clone(), machine.take_store());
        let law = machine.law.law.clone();
        let jobs = worker::start(
            move |job| {
                let law = law.clone();
                let mut outside = Outside { clock: &clock, ids: &mut ids, store: &mut store, law };
                perform(job, crate::runbook::read, &mut outside)
            },
            move |done| answers.blocking_send(News::Done(done)).is_ok(),
            move || drop(ending.try_send(News::DiskGone)),
        );
        let mut curtain = TerminalCurtain { taken: Taken::take()? };
        listen_to_signals(move |signal| {
            !matches!(signals.try_send(signal_news(signal)), Err(TrySendError::Closed(_)))
        })?;
        let watch = machine.clock;
        listen_to_terminal(move |event| {
            keys.blocking_send(terminal_news(event, watch.now())).is_ok()
        });
        let (columns, rows) = terminal::size();
        let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
        let backend = Thrifty::new(CrosstermBackend::new(BufWriter::new(stream::screen())));
        let mut screen = Terminal::with_options(backend, TerminalOptions { viewport })?;
        let stage = Stage {
            clock: &machine.clock,
            ids: &mut machine.ids,
            jobs,
            news,
            curtain: &mut curtain,
            shelf: shelf(&machine.library),
            site: machine.site.clone(),
            cards: machine.library.cards().map(|entry| entry.card.clone()).collect(),
            incidents,
            store: StoreStatus {
                folder: machine.store.folder().display().to_string(),
                trials,
                media: Vec::new(),
            },
            theme: theme(options.theme, options.ascii),
            law: machine.law.law.clone(),
            read: crate::runbook::read,
        };
        let left = play(&mut screen, stage, app, open).await;
        drop(curtain);
        Ok(left)
    })
}

fn signal_news(signal: Signal) -> News {
    match signal {
        Signal::Stop(reason) => News::Stop(reason),
        Signal::Continued => News::Continued,
    }
}

fn terminal_news(event: Option<Event>, at: Now) -> News {
    let gone = News::Stop(LeaveReason::ConnectionLost);
    event.map_or(gone, |event| News::Terminal(event, at))
}

struct TerminalCurtain {
    taken: Taken,
}

impl Curtain for TerminalCurtain {
    fn size(&self) -> (u16, u16) {
        terminal::size()
    }

    fn suspend(&mut self) {
        self.taken.give_back();
        terminal::suspend();
        // What fails here shows in the next drawing.
        drop(self.taken.retake());
    }

    fn ring(&mut self) {
        // A terminal that cannot ring shows the same in words (R37).
        let mut screen = stream::screen();
        drop(screen.write_all(b"\x07").and_then(|()| screen.flush()));
    }

    fn offer(&mut self, text: &str) {
        // Nothing answers: the words beside it promise no more than that it was sent (R121).
        drop(execute!(stream::screen(), CopyToClipboard::to_clipboard_from(text)));
    }
}

fn shelf(library: &crate::runbook::library::Library) -> Vec<ShelfEntry> {
    let origin = |entry: &crate::runbook::library::Entry| match entry.origin {
        crate::runbook::library::Origin::Shipped => Origin::BuiltIn,
        other => Origin::Site {
            path: entry.source.path().to_owned(),
            replaces_built_in: other == crate::runbook::library::Origin::SiteReplaces,
        },
    };
    let mut shelf: Vec<ShelfEntry> = library
        .entries()
        .map(|entry| ShelfEntry {
            copy: crate::session::copy(entry.runbook.clone(), entry.source.text()),
            origin: origin(entry),
        })
        .collect();
    let router = crate::runbook::router::shipped();
    shelf.sort_by_key(|entry| router.place(&entry.copy.runbook.id));
    shelf
}

/// Colour only where it was asked for or surely works (R111, R113).
fn theme(asked: ThemeArg, is_ascii: bool) -> Theme {
    let is_plain_terminal = environment::terminal().is_none_or(|term| {
        let old = ["dumb", "vt100", "vt102", "vt220", "ansi", "unknown", "linux-m"];
        old.contains(&term.as_str())
    });
    let theme = match asked {
        ThemeArg::Contrast => Theme::contrast(),
        ThemeArg::Colour => Theme::colour(),
        ThemeArg::Auto if !is_plain_terminal && !environment::refuses_colour() => Theme::colour(),
        ThemeArg::Mono | ThemeArg::Auto => Theme::mono(),
    };
    theme.in_ascii(is_ascii || !environment::is_utf8())
}
