//! Opens the full screen, or linear mode, and says goodbye in plain lines.

use std::io::{self, BufWriter, Write as _};
use std::path::Path;
use std::sync::mpsc::SyncSender;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::Event;
use crossterm::execute;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::command_line::{Opening, say};
use super::farewell;
use super::hands::{Hands, hands};
use super::machine::Machine;
use crate::cli::args::{Options, ThemeArg};
use crate::cli::exit::Exit;
use crate::cli::site;
use crate::domain::event::LeaveReason;
use crate::domain::ids::IncidentId;
use crate::domain::time::Now;
use crate::driver::full::FullScreen;
use crate::driver::inline::Outside;
use crate::driver::job::{Job, perform};
use crate::driver::stage::{Curtain, Left, News, Stage};
use crate::driver::thrifty::Thrifty;
use crate::driver::tui::run as play;
use crate::i18n::Catalogue;
use crate::linear::surroundings::Surroundings;
use crate::os::news::{Signal, listen_to_signals, listen_to_terminal};
use crate::os::power::{SUPPLIES, low_battery};
use crate::os::synced::{self, Synced};
use crate::os::terminal::{self, Taken};
use crate::os::{environment, stream, worker};
use crate::ports::{Clock, Store, Trial};
use crate::session::survey::{IncidentLine, survey};
use crate::tui::app::App;
use crate::tui::shelf::shelf;
use crate::tui::theme::{Palette, Theme, choose, needs_ascii};
use crate::tui::view::StoreStatus;

/// Most news that wait; a person and a disk are never that fast.
const NEWS_MAX: usize = 256;

/// Runs the full screen.
pub(super) fn run(machine: &mut Machine, options: &Options, opening: Opening) -> Exit {
    let words = &Catalogue::of(machine.lang).cli;
    let is_linear = surroundings(options).wants_lines();
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
        on_stage(machine, options, (app, open), incidents, is_linear)
    }));
    match played {
        Ok(Ok(left)) => {
            let (folder, is_ascii) = (options.folder.as_deref(), theme(options).is_ascii);
            let lines = farewell::lines(&left, folder, is_ascii, is_linear);
            if is_linear {
                super::lines::say_last(&lines, options);
            } else {
                say(&lines.iter().map(String::as_str).collect::<Vec<_>>());
            }
            match left.reason {
                _ if left.is_broken => Exit::Bug,
                // Whoever asks for the exit code must not read that all is well.
                LeaveReason::Quit if !left.unsaved.is_empty() => Exit::Outside,
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

/// What the program knows of where it runs.
fn surroundings(options: &Options) -> Surroundings {
    Surroundings {
        is_asked: options.plain,
        accessible: environment::accessible(),
        term: environment::terminal(),
        has_screen: terminal::has_screen(),
        has_keyboard: terminal::has_keyboard(),
        refuses_sequences: terminal::refuses_sequences(),
    }
}

/// Takes the terminal, plays, and gives the terminal back; in linear mode it is left as it is.
fn on_stage(
    machine: &mut Machine,
    options: &Options,
    (app, open): (App, Option<IncidentId>),
    incidents: Vec<IncidentLine>,
    is_linear: bool,
) -> io::Result<Left> {
    let mut app = if options.no_bell { app.without_bell() } else { app };
    let (hands, complaint) = hands(machine, options, is_linear);
    let site = site::complaint(&machine.site.condition, machine.lang);
    site.or(complaint).into_iter().for_each(|line| app.say(line));
    // Before the terminal is taken: a disk that does not answer can still be left with Ctrl-C.
    let trials = machine.store.trials();
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().enable_io().build()?;
    runtime.block_on(async {
        let (to, news) = channel(NEWS_MAX);
        let jobs = disk(machine, to.clone());
        if is_linear {
            let curtain = &mut super::lines::NoCurtain;
            super::lines::listen(&to, machine.clock)?;
            drop(to);
            let io = (jobs, news, curtain as &mut dyn Curtain);
            let stage = stage(machine, options, io, (incidents, trials), hands);
            let mut front = super::lines::front(options);
            return Ok(play(&mut front, stage, app, open).await);
        }
        let mut curtain = TerminalCurtain { taken: Taken::take()? };
        curtain.mouse(hands.mouse == Some(true));
        let (keys, signals) = (to.clone(), to);
        listen_to_signals(move |signal| {
            !matches!(signals.try_send(signal_news(signal)), Err(TrySendError::Closed(_)))
        })?;
        let watch = machine.clock;
        listen_to_terminal(
            move || watch.now(),
            move |event, at| keys.blocking_send(terminal_news(event, at)).is_ok(),
        );
        let viewport = Viewport::Fixed(whole_screen());
        let (term, program) = (environment::terminal(), environment::terminal_program());
        let is_synced = synced::is_announced(term.as_deref(), program.as_deref());
        let out = Synced::new(BufWriter::new(stream::screen()), is_synced);
        let backend = Thrifty::new(CrosstermBackend::new(out));
        let mut screen = Terminal::with_options(backend, TerminalOptions { viewport })?;
        let io = (jobs, news, &mut curtain as &mut dyn Curtain);
        let stage = stage(machine, options, io, (incidents, trials), hands);
        let left = play(&mut FullScreen(&mut screen), stage, app, open).await;
        drop(curtain);
        Ok(left)
    })
}

/// The disk's thread, which answers with news.
fn disk(machine: &mut Machine, to: Sender<News>) -> SyncSender<Job> {
    let (answers, ending) = (to.clone(), to);
    let (clock, mut ids, mut store) = (machine.clock, machine.ids.clone(), machine.take_store());
    let law = machine.law.law.clone();
    worker::start(
        move |job| {
            let law = law.clone();
            let mut outside = Outside { clock: &clock, ids: &mut ids, store: &mut store, law };
            perform(job, crate::runbook::read, &mut outside)
        },
        move |done| answers.blocking_send(News::Done(done)).is_ok(),
        move || drop(ending.try_send(News::DiskGone)),
    )
}

/// What both fronts play on.
fn stage<'s>(
    machine: &'s mut Machine,
    options: &Options,
    (jobs, news, curtain): (SyncSender<Job>, Receiver<News>, &'s mut dyn Curtain),
    (incidents, trials): (Vec<IncidentLine>, Vec<Trial>),
    hands: Hands,
) -> Stage<'s> {
    Stage {
        shelf: shelf(&machine.library),
        site: machine.site.clone(),
        cards: machine.library.cards().map(|entry| entry.card.clone()).collect(),
        store: StoreStatus {
            folder: machine.store.folder().display().to_string(),
            trials,
            battery: low_battery(Path::new(SUPPLIES)),
            media: Vec::new(),
        },
        law: machine.law.law.clone(),
        clock: &machine.clock,
        ids: &mut machine.ids,
        jobs,
        news,
        curtain,
        incidents,
        comments: None,
        theme: theme(options),
        keyboard: hands.keyboard,
        settings: hands.settings,
        mouse: hands.mouse,
        read: crate::runbook::read,
    }
}

fn whole_screen() -> Rect {
    let (columns, rows) = terminal::size();
    Rect::new(0, 0, columns, rows)
}

fn signal_news(signal: Signal) -> News {
    match signal {
        Signal::Stop(reason) => News::Stop(reason),
        // In raw mode Ctrl-C is a key; this one comes from another process.
        Signal::Interrupt => News::Stop(LeaveReason::Terminated),
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

    fn battery(&self) -> Option<u8> {
        low_battery(Path::new(SUPPLIES))
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

    fn mouse(&mut self, is_on: bool) {
        // A terminal without one sends nothing, and nothing depends on it.
        drop(self.taken.mouse(is_on));
    }

    fn offer(&mut self, text: &str) {
        // Nothing answers: the words beside it promise no more than that it was sent (R121).
        drop(execute!(stream::screen(), CopyToClipboard::to_clipboard_from(text)));
    }
}

/// Colour only where it was asked for or surely works; signs only where they can be shown.
fn theme(options: &Options) -> Theme {
    let asked = match options.theme {
        ThemeArg::Contrast => Some(Palette::Contrast),
        ThemeArg::Colour => Some(Palette::Colour),
        ThemeArg::Mono => Some(Palette::Mono),
        ThemeArg::Auto => None,
    };
    let (term, device) = (environment::terminal(), terminal::device());
    let (term, refuses_colour) = (term.as_deref(), environment::refuses_colour());
    let palette = choose(asked, term, refuses_colour, device.as_deref());
    let is_ascii = needs_ascii(options.ascii, environment::is_utf8(), term);
    Theme { palette, is_ascii }
}
