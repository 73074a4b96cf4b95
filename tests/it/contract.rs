//! One script, two fronts, the same bytes: whoever acts by keys and whoever acts by subcommands
//! leave the same log.
//!
//! The screen runs whole, with its own loop, its thread for the disk and a real folder; only the
//! clock and the random bits are shared with the command line. Both stand still while an act is
//! done, and go on by the same span after it.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use clap::Parser as _;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use sangfroid::audit::sshsig::SigningKey;
use sangfroid::cli::args::Arguments;
use sangfroid::cli::exit::Exit;
use sangfroid::cli::run::run as command_line;
use sangfroid::cli::world::World;
use sangfroid::domain::event::LeaveReason;
use sangfroid::domain::event::Mode;
use sangfroid::domain::ids::{IncidentId, WriterId};
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::{BootTag, Elapsed, Moment, Now, Span, Timestamp, UtcOffset};
use sangfroid::driver::full::FullScreen;
use sangfroid::driver::inline::Outside;
use sangfroid::driver::job::{Done, perform};
use sangfroid::driver::stage::{Curtain, News, Stage};
use sangfroid::driver::tui::run as full_screen;
use sangfroid::os::clock::SystemClock;
use sangfroid::os::files::SystemFiles;
use sangfroid::os::ids::next_incident;
use sangfroid::os::store::DataFolder;
use sangfroid::os::{paths, worker};
use sangfroid::ports::{Clock, Failure, IdSource};
use sangfroid::runbook;
use sangfroid::runbook::bytes::Bounded;
use sangfroid::runbook::law::LawShelf;
use sangfroid::runbook::library::{Entry, Library};
use sangfroid::runbook::site::SiteFile;
use sangfroid::tui::app::App;
use sangfroid::tui::theme::Theme;
use sangfroid::tui::view::{Origin, ShelfEntry, StoreStatus};
use tempfile::TempDir;

use super::support::sample::{CHILD, DRILL};

const WRITER: &str = "lap3-9f2c";
const SIZE: (u16, u16) = (100, 50);

/// What passes between two acts; fits between a bounced key and a pause.
const BETWEEN: Span = Span::from_s(20);

/// Longest wait for the disk before the test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// One act, as keys (`\n` Enter, `^` Up, `_` Down) and as a subcommand (`@` is the entry before).
struct Act {
    keys: &'static str,
    words: &'static [&'static str],
    /// Passes before it.
    after: Span,
}

const fn act(keys: &'static str, words: &'static [&'static str]) -> Act {
    Act { keys, words, after: BETWEEN }
}

const fn quick(keys: &'static str, words: &'static [&'static str]) -> Act {
    // What was put off for ten minutes must not come back earlier because of it.
    Act { keys, words, after: Span::from_s(1) }
}

const fn late(keys: &'static str, words: &'static [&'static str]) -> Act {
    // Long enough for a check to come back, and for a pause: the first key only wakes.
    Act { keys, words, after: Span::from_min(6) }
}

/// Asks the disk twice: nothing may fall due between the file and its record.
const fn at_once(keys: &'static str, words: &'static [&'static str]) -> Act {
    Act { keys, words, after: Span::ZERO }
}

/// Every kind of act on every kind of step. The clock shows the moment of the first key.
const SCRIPT: &[Act] = &[
    act("everything\n2MK\n", &["start", "drill", "--exercise", "--by", "MK", "--headless"]),
    act("1\n", &["do", "INC", "look-at-it", "done", "--observed", "dark"]),
    act("1\n", &["do", "INC", "cut-or-keep", "choose", "cut"]),
    act("g6\n1\n", &["do", "INC", "soon", "go", "--reason", "Short of time"]),
    act("g3\n2\n", &["do", "INC", "cut-it", "go", "--reason", "Asked by the leader"]),
    act(
        "\n1DK\nCut the link now\n",
        &[
            "do",
            "INC",
            "cut-it",
            "done",
            "--approval",
            "present",
            "--approved-by",
            "DK",
            "--words",
            "Cut the link now",
        ],
    ),
    act("\n", &["do", "INC", "watch-it", "done"]),
    act("nThe lamp hums\n", &["note", "INC", "The lamp hums"]),
    act(
        "madd a clock\nRestore the phones\nAD\n1\n",
        &["clock-add", "INC", "--text", "Restore the phones", "--who", "AD", "--in", "1m"],
    ),
    act("d\nd", &["clock-met", "INC", "@"]),
    act("mhold the work\nPower cut\n", &["hold", "INC", "--reason", "Power cut"]),
    act("mgo on with\n_\n", &["unhold", "INC"]),
    at_once(
        "e\n>Cargo.toml>PC 4>desk\n",
        &["evidence", "INC", "Cargo.toml", "--at", "0", "--host", "PC 4", "--place", "desk"],
    ),
    act("sNo pencil\n", &["do", "INC", "soon", "skip", "--reason", "No pencil"]),
    act(
        "p1At the desk\n",
        &["do", "INC", "early", "later", "--after", "10m", "--reason", "At the desk"],
    ),
    act("\n", &["do", "INC", "look-closed", "done"]),
    act("\n", &["do", "INC", "let-it-settle", "wait"]),
    act(
        "^\n\nIt is still already\n",
        &["do", "INC", "let-it-settle", "ended", "--reason", "It is still already"],
    ),
    act("\n", &["do", "INC", "open-child", "done"]),
    act("iNobody there\n", &["do", "INC", "child/child-act", "cannot", "--reason", "Nobody there"]),
    act("u\n", &["correct", "INC", "@", "--not-so"]),
    act("\n", &["do", "INC", "child/child-act", "done"]),
    act("u2\n05:02\n", &["correct", "INC", "@", "--at", "05:02"]),
    act("\n", &["do", "INC", "child/child-closed", "done"]),
    // Nobody answers: the next name comes up by itself.
    quick("c3>rings out\n", &["call", "INC", "dmc", "no-answer", "--said", "rings out"]),
    quick("1\n", &["call", "INC", "security-1", "reached"]),
    act("\n", &["do", "INC", "call-leader", "done"]),
    act("\n", &["do", "INC", "settle-closed", "done"]),
    late("w1\n", &["do", "INC", "watch-it", "again"]),
    late("w__\n\n", &["do", "INC", "early", "done"]),
    late("w2\n", &["do", "INC", "watch-it", "reached"]),
    act("_\n\n_\n", &["close", "INC", "--last-acts-done"]),
];

/// What is said about legal clocks, on a step, on the board and on a card.
const DUTIES: &[Act] = &[
    act("notify\n2MK\n", &["start", "notify", "--exercise", "--by", "MK", "--headless"]),
    act("\n04:37\n", &["do", "INC", "aware", "done", "--moment", "04:37"]),
    act("\nPV 12\n", &["do", "INC", "complain", "done", "--receipt", "PV 12"]),
    act(
        "djj\n\n2no processor\n",
        &["duty", "INC", "judge", "eu-gdpr-33-2", "not", "--reason", "no processor"],
    ),
    act(
        "d\n3\n>R-9>portal>2\n",
        &["duty", "INC", "file", "fr-ose", "--receipt", "R-9", "--channel", "portal", "--phased"],
    ),
    act(
        "d\n2\n204:02>the ward saw it\n",
        &[
            "duty",
            "INC",
            "moment",
            "knowledge-of-attack",
            "--at",
            "04:02",
            "--dispute",
            "--reason",
            "the ward saw it",
        ],
    ),
    act("d\n\n1\n", &["duty", "INC", "judge", "fr-oiv", "applies"]),
    act("u\n", &["correct", "INC", "@", "--not-so"]),
];

/// A clock that both fronts read and only the test moves.
#[derive(Clone)]
struct SharedClock(Arc<Mutex<Now>>);

impl SharedClock {
    fn new() -> Self {
        let wall = Timestamp::parse("2026-11-24T04:02:00.000Z").unwrap();
        let moment = Moment { wall, mono: Elapsed::from_ms(9_000_000), boot: BootTag(1) };
        Self(Arc::new(Mutex::new(Now { moment, offset: UtcOffset { minutes: 60 }, season: None })))
    }

    fn pass(&self, span: Span) {
        let mut now = self.0.lock().unwrap();
        *now = later(*now, span);
    }
}

fn later(now: Now, span: Span) -> Now {
    let wall = now.moment.wall.ms() + i64::try_from(span.ms()).unwrap();
    let mono = Elapsed::from_ms(now.moment.mono.ms() + span.ms());
    let moment = Moment { wall: Timestamp::from_ms(wall), mono, ..now.moment };
    Now { moment, ..now }
}

impl Clock for SharedClock {
    fn now(&self) -> Now {
        *self.0.lock().unwrap()
    }
}

/// Bits that depend on the moment alone, so that a front that looks at the clock more often draws
/// no others.
#[derive(Clone)]
struct SeededIds {
    clock: SharedClock,
    folder: PathBuf,
}

impl IdSource for SeededIds {
    fn incident(&mut self, mode: Mode, at: Timestamp, taken: &[IncidentId]) -> IncidentId {
        next_incident(mode, at, taken)
    }

    fn random_128(&mut self) -> Result<[u8; 16], Failure> {
        let mut bits = [0x5a; 16];
        bits[..8].copy_from_slice(&self.clock.now().moment.wall.ms().to_be_bytes());
        Ok(bits)
    }

    fn writer(&mut self) -> Result<WriterId, Failure> {
        paths::writer(&self.folder, "0000")
    }

    fn device_key(&mut self) -> Result<Arc<SigningKey>, Failure> {
        Ok(Arc::new(SigningKey::from_seed(&[0x5a; 32])))
    }
}

/// A data folder of a writer whose name is known.
struct Place {
    home: TempDir,
    clock: SharedClock,
}

impl Place {
    fn new(clock: &SharedClock) -> Self {
        let home = TempDir::new().unwrap();
        std::fs::write(home.path().join("writer"), format!("{WRITER}\n")).unwrap();
        Self { home, clock: clock.clone() }
    }

    fn ids(&self) -> SeededIds {
        SeededIds { clock: self.clock.clone(), folder: self.home.path().to_owned() }
    }

    fn store(&self) -> DataFolder {
        DataFolder::new(self.home.path().to_owned(), SystemClock::new([1; 16]), Vec::new())
    }

    /// Every file under `log/`, by name.
    fn log(&self) -> Vec<(String, Vec<u8>)> {
        let incident = std::fs::read_dir(self.home.path()).unwrap().find_map(|entry| {
            let path = entry.unwrap().path();
            // What reviewers say stands beside the incidents.
            path.join("log").is_dir().then_some(path)
        });
        let Some(incident) = incident else { return Vec::new() };
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        let files = std::fs::read_dir(incident.join("log")).unwrap();
        let mut files: Vec<_> = files
            .map(|entry| entry.unwrap().path())
            .map(|path| (name(&path), std::fs::read(&path).unwrap()))
            .collect();
        files.sort();
        files
    }
}

fn library() -> Library {
    let text = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let notify = text("notify.yaml", crate::law::incident::BOOK);
    Library::with(&[text("drill.yaml", DRILL), text("child.yaml", CHILD), notify])
}

/// The shipped clocks, for both fronts.
fn shelf() -> &'static LawShelf {
    static SHELF: OnceLock<LawShelf> = OnceLock::new();
    SHELF.get_or_init(LawShelf::shipped)
}

/// The facts of a site where somebody holds the role that the drill calls.
fn site_file() -> SiteFile {
    let text = crate::site::FACTS.replacen("roles: [director]", "roles: [dmc]", 1);
    SiteFile::of("site.yaml".to_owned(), &Bounded { text, findings: Vec::new() })
}

/// Runs one subcommand; gives what it printed.
fn order(place: &Place, library: &Library, words: &[String]) -> String {
    let mut line = vec!["sangfroid".to_owned()];
    line.extend_from_slice(words);
    let verb = Arguments::try_parse_from(&line).unwrap().verb.expect("a subcommand");
    let (mut ids, mut store) = (place.ids(), place.store());
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut world = World {
        outside: Outside {
            clock: &place.clock,
            ids: &mut ids,
            store: &mut store,
            law: shelf().law.clone(),
        },
        files: &mut SystemFiles,
        out: &mut out,
        err: &mut err,
        lang: Lang::En,
        library,
        law: shelf(),
        site: &site_file(),
        read_runbook: runbook::read,
    };
    let exit = command_line(&verb, &mut world);
    assert_eq!(exit, Exit::Fine, "{words:?}: {}", String::from_utf8_lossy(&err));
    String::from_utf8(out).unwrap()
}

/// A terminal that says when it was asked to suspend: whatever came before that was taken then. It
/// goes on when the next keys are there, so that nothing can fall due between the clock and a key.
struct Telltale(Sender<()>, Receiver<()>);

impl Curtain for Telltale {
    fn size(&self) -> (u16, u16) {
        SIZE
    }

    fn suspend(&mut self) {
        self.0.send(()).expect("the test listens");
        // The test may have ended.
        self.1.recv().ok();
    }

    fn ring(&mut self) {}

    fn mouse(&mut self, _is_on: bool) {}

    fn offer(&mut self, _text: &str) {}
}

/// The full screen on a thread of its own, and the ways to reach it.
struct Screen {
    news: tokio::sync::mpsc::Sender<News>,
    saved: Receiver<()>,
    suspended: Receiver<()>,
    release: Sender<()>,
    playing: std::thread::JoinHandle<String>,
}

fn store_status() -> StoreStatus {
    StoreStatus {
        folder: "here".to_owned(),
        trials: vec![crate::support::trial("/data", Some(41_000_000_000))],
        battery: None,
        media: Vec::new(),
    }
}

impl Screen {
    fn open(place: &Place) -> Self {
        let (to, news) = tokio::sync::mpsc::channel(256);
        let (tell, saved) = channel();
        let (tell_suspended, suspended) = channel();
        let (release, released) = channel();
        let (mut store, mut ids, clock) = (place.store(), place.ids(), place.clock.clone());
        let answers = to.clone();
        let job_clock = clock.clone();
        let mut job_ids = ids.clone();
        let jobs = worker::start(
            move |job| {
                let mut outside = Outside {
                    clock: &job_clock,
                    ids: &mut job_ids,
                    store: &mut store,
                    law: shelf().law.clone(),
                };
                perform(job, runbook::read, &mut outside)
            },
            move |done: Done| {
                let is_silent = matches!(done, Done::Surveyed(..) | Done::MarkKept);
                if is_silent || matches!(done, Done::Attaching(..) | Done::Attached(..)) {
                    return answers.blocking_send(News::Done(done)).is_ok();
                }
                let is_saved = matches!(done, Done::Saved(Ok(_)));
                assert!(is_saved, "{done:?}");
                answers.blocking_send(News::Done(done)).is_ok() && tell.send(()).is_ok()
            },
            || {},
        );
        let playing = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
            let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
            let entry = |entry: &Entry| ShelfEntry {
                copy: sangfroid::session::copy(entry.runbook.clone(), entry.source.text()),
                origin: Origin::BuiltIn,
            };
            let stage = Stage {
                clock: &clock,
                ids: &mut ids,
                jobs,
                news,
                curtain: &mut Telltale(tell_suspended, released),
                shelf: library().entries().map(entry).collect(),
                cards: Vec::new(),
                site: site_file(),
                incidents: Vec::new(),
                comments: None,
                store: store_status(),
                keyboard: sangfroid::tui::keyboard::Keyboard::default(),
                settings: None,
                mouse: None,
                theme: Theme::mono(),
                law: shelf().law.clone(),
                read: runbook::read,
            };
            let left = runtime.block_on(full_screen(
                &mut FullScreen(&mut terminal),
                stage,
                App::new(Lang::En),
                None,
            ));
            assert_eq!(left.unsaved, [""; 0]);
            terminal.backend().to_string()
        });
        let screen = Self { news: to, saved, suspended, release, playing };
        screen.hold(place.clock.now());
        screen
    }

    /// Types at a person's pace, the first key at the clock's own moment, and waits for the disk.
    fn play(self, keys: &str, clock: &SharedClock) -> Self {
        let mut at = clock.now();
        for key in keys.chars() {
            let code = match key {
                '\n' => KeyCode::Enter,
                '>' => KeyCode::Tab,
                '^' => KeyCode::Up,
                '_' => KeyCode::Down,
                key => KeyCode::Char(key),
            };
            self.send(KeyEvent::new(code, KeyModifiers::NONE), at);
            at = later(at, Span::from_ms(400));
        }
        self.release.send(()).expect("the screen waits");
        if self.saved.recv_timeout(PATIENCE).is_err() {
            let frame = self.leave();
            panic!("{keys:?} recorded nothing:\n{frame}");
        }
        // The screen has to take the disk's answer before the clock goes on.
        self.hold(at);
        self
    }

    /// Stops the screen until it is released.
    fn hold(&self, at: Now) {
        self.send(KeyEvent::new(KeyCode::Char('z'), KeyModifiers::CONTROL), at);
        self.suspended.recv_timeout(PATIENCE).expect("the screen goes on");
    }

    fn send(&self, key: KeyEvent, at: Now) {
        let news = News::Terminal(Event::Key(key), at);
        self.news.blocking_send(news).expect("the screen is there");
    }

    /// Leaves; gives the last frame.
    fn leave(self) -> String {
        drop(self.release);
        let stop = News::Stop(LeaveReason::Terminated);
        self.news.blocking_send(stop).expect("the screen is there");
        drop(self.news);
        self.playing.join().expect("the screen ends well")
    }
}

/// Where two logs differ first, in words; nothing when they are the same.
fn difference(one: &[(String, Vec<u8>)], two: &[(String, Vec<u8>)]) -> Option<String> {
    let names = |files: &[(String, Vec<u8>)]| -> Vec<String> {
        files.iter().map(|(name, _)| name.clone()).collect()
    };
    if names(one) != names(two) {
        return Some(format!("files: {:?}, {:?}", names(one), names(two)));
    }
    for ((name, one), (_, two)) in one.iter().zip(two) {
        if one == two {
            continue;
        }
        let lines = |bytes: &[u8]| -> Vec<String> {
            let lines = bytes.split_inclusive(|byte| *byte == b'\n');
            lines.map(|line| String::from_utf8_lossy(line).into_owned()).collect()
        };
        let (one, two) = (lines(one), lines(two));
        let at = one.iter().zip(&two).take_while(|(one, two)| one == two).count();
        let (one, two) = (one.get(at), two.get(at));
        return Some(format!("{name}, line {}:\n{one:?}\n{two:?}", at + 1));
    }
    None
}

#[test]
fn what_is_said_about_legal_clocks_leaves_the_same_bytes() {
    both_fronts(DUTIES);
}

/// Plays a script through both fronts; gives the log.
fn both_fronts(script: &[Act]) -> Vec<(String, Vec<u8>)> {
    let clock = SharedClock::new();
    let (by_keys, by_words) = (Place::new(&clock), Place::new(&clock));
    let library = library();
    let mut screen = Screen::open(&by_keys);
    let mut incident = String::new();
    let mut entry = String::new();
    for act in script {
        clock.pass(act.after);
        let words = act.words.iter().map(|word| match *word {
            "INC" => incident.clone(),
            "@" => entry.clone(),
            word => word.to_owned(),
        });
        let said = order(&by_words, &library, &words.collect::<Vec<_>>());
        let last = said.lines().last().unwrap_or_default().to_owned();
        if incident.is_empty() {
            incident = last;
        } else if act.words[0] != "correct" {
            entry = last;
        }
        screen = screen.play(act.keys, &clock);
        let difference = difference(&by_keys.log(), &by_words.log());
        assert_eq!(difference, None, "after {:?}", act.words);
    }
    screen.leave();
    by_keys.log()
}

#[test]
fn keys_and_subcommands_leave_the_same_bytes() {
    let log = both_fronts(SCRIPT);
    assert!(log.iter().any(|(name, bytes)| name.contains(".jsonl") && bytes.len() > 10_000));
    let words: Vec<_> = log.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
    assert!(words.concat().contains("close"), "the script was played to its end");
}

#[test]
fn a_planted_difference_is_told_with_its_line() {
    let file = |bytes: &[u8]| vec![("lap.0001.jsonl".to_owned(), bytes.to_vec())];
    let good = file(b"one\ntwo\nthree\n");
    assert_eq!(difference(&good, &good.clone()), None);
    let changed = difference(&good, &file(b"one\ntwO\nthree\n")).expect("a changed byte");
    assert!(changed.contains("line 2"), "{changed}");
    let shorter = difference(&good, &file(b"one\ntwo\n")).expect("a missing line");
    assert!(shorter.contains("line 3"), "{shorter}");
    let other = vec![("lap.0002.jsonl".to_owned(), b"one\ntwo\nthree\n".to_vec())];
    assert!(difference(&good, &other).expect("another name").contains("lap.0002"));
    assert!(difference(&good, &[]).is_some(), "a log that is not there");
}
