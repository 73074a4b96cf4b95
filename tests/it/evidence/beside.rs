//! The full screen's loop while a file is taken in, with the test as the disk's thread: what it is
//! asked, in which order, and what it is never asked.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use sangfroid::audit::digest::Digest;
use sangfroid::audit::line::head_of;
use sangfroid::domain::event::LeaveReason;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::{Elapsed, Now, Timestamp};
use sangfroid::driver::full::FullScreen;
use sangfroid::driver::job::{Done, Job};
use sangfroid::driver::stage::{Curtain, News, Stage};
use sangfroid::driver::tui::run as full_screen;
use sangfroid::os::clock::SystemClock;
use sangfroid::os::ids::SystemIds;
use sangfroid::ports::{
    Attachment, Clock, Failure, FailureKind, Intake, IntakeError, LogEnd, Slice,
};
use sangfroid::tui::app::App;
use sangfroid::tui::request::Given;
use sangfroid::tui::theme::Theme;
use sangfroid::tui::view::{Origin, ShelfEntry, StoreStatus};

use crate::support::sample;

/// Far more than any of these steps takes; only a hang lasts that long.
const PATIENCE: Duration = Duration::from_mins(1);

/// An intake of which only its end matters.
#[derive(Debug)]
struct Telling(Arc<AtomicBool>);

impl Intake for Telling {
    fn more(&mut self) -> Result<Slice, IntakeError> {
        Err(IntakeError::TooLarge(0))
    }

    fn total(&self) -> Option<u64> {
        Some(1_000)
    }
}

impl Drop for Telling {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

struct NoCurtain;

impl Curtain for NoCurtain {
    fn size(&self) -> (u16, u16) {
        (80, 24)
    }

    fn suspend(&mut self) {}

    fn ring(&mut self) {}

    fn mouse(&mut self, _is_on: bool) {}

    fn offer(&mut self, _text: &str) {}
}

struct Screen {
    news: tokio::sync::mpsc::Sender<News>,
    jobs: Receiver<Job>,
    at: Now,
    /// Where the log stands after its first lines.
    begun: (Digest, u64),
    playing: std::thread::JoinHandle<String>,
    _home: tempfile::TempDir,
}

impl Screen {
    /// An exercise, on its first step.
    fn open() -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().to_owned();
        let clock = SystemClock::new([1; 16]);
        let (to, news) = tokio::sync::mpsc::channel(256);
        let (jobs, asked) = sync_channel(64);
        let playing = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
            let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
            let entry =
                ShelfEntry { copy: sample::runbook(sample::DRILL), origin: Origin::BuiltIn };
            let stage = Stage {
                clock: &clock,
                ids: &mut SystemIds::new(folder),
                jobs,
                news,
                curtain: &mut NoCurtain,
                shelf: vec![entry],
                cards: Vec::new(),
                site: sangfroid::runbook::site::SiteFile::default(),
                incidents: Vec::new(),
                comments: None,
                store: StoreStatus {
                    folder: "here".to_owned(),
                    trials: vec![crate::support::trial("/data", Some(41_000_000_000))],
                    battery: None,
                    media: Vec::new(),
                },
                keyboard: sangfroid::tui::keyboard::Keyboard::default(),
                settings: None,
                mouse: None,
                theme: Theme::mono(),
                law: Arc::default(),
                read: sangfroid::runbook::read,
            };
            runtime.block_on(full_screen(
                &mut FullScreen(&mut terminal),
                stage,
                App::new(Lang::En),
                None,
            ));
            terminal.backend().to_string()
        });
        let mut screen = Self {
            news: to,
            jobs: asked,
            at: clock.now(),
            begun: (Digest::ZERO, 0),
            playing,
            _home: home,
        };
        screen.keys("everything\n2MK\n");
        let Job::Create(_, _, bytes) = screen.asked() else { panic!("no incident was made") };
        let lines: Vec<_> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
        let last = lines.last().and_then(|line| head_of(line)).expect("a line");
        screen.begun = (last, lines.len() as u64);
        screen.saved();
        screen
    }

    fn key(&mut self, code: KeyCode) {
        self.at.moment.wall = Timestamp::from_ms(self.at.moment.wall.ms() + 400);
        self.at.moment.mono = Elapsed::from_ms(self.at.moment.mono.ms() + 400);
        let key = KeyEvent::new(code, KeyModifiers::NONE);
        self.tell(News::Terminal(Event::Key(key), self.at));
    }

    fn keys(&mut self, text: &str) {
        for c in text.chars() {
            self.key(match c {
                '\n' => KeyCode::Enter,
                '\t' => KeyCode::Tab,
                c => KeyCode::Char(c),
            });
        }
    }

    fn tell(&self, news: News) {
        self.news.blocking_send(news).expect("the screen is there");
    }

    /// What the disk is asked to do; how the media are is asked in passing.
    fn asked(&self) -> Job {
        loop {
            let job = self.jobs.recv_timeout(PATIENCE).expect("the disk is asked for something");
            if !matches!(job, Job::Media) {
                return job;
            }
        }
    }

    fn saved(&self) {
        self.tell(News::Done(Done::Saved(Ok(Vec::new()))));
    }

    /// The bytes of the record that is asked for now.
    fn appended(&self) -> String {
        match self.asked() {
            Job::Append(bytes) => String::from_utf8(bytes).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    /// Opens the form and asks for a file; gives the intake that stands for it.
    fn take(&mut self, keys: &str) -> Arc<AtomicBool> {
        self.keys(keys);
        let job = self.asked();
        assert!(
            matches!(&job, Job::Attach(Given::Path(path)) if path.ends_with("image")),
            "{job:?}"
        );
        self.slice(0)
    }

    /// The disk has read so much; gives the sign that the rest was let go.
    fn slice(&self, bytes: u64) -> Arc<AtomicBool> {
        let is_gone = Arc::new(AtomicBool::new(false));
        let intake = Box::new(Telling(is_gone.clone()));
        self.tell(News::Done(Done::Attaching(bytes, intake)));
        is_gone
    }

    fn whole(&self) {
        let attachment =
            Attachment { digest: Digest::of(b"image"), bytes: 5, short: None, missed: Vec::new() };
        self.tell(News::Done(Done::Attached(Ok(attachment))));
    }

    /// Leaves; gives the last frame.
    fn leave(self) -> String {
        self.tell(News::Stop(LeaveReason::Terminated));
        while let Ok(job) = self.jobs.recv_timeout(PATIENCE) {
            match job {
                Job::Append(_) => self.saved(),
                Job::KeepMark => self.tell(News::Done(Done::MarkKept)),
                _ => break,
            }
        }
        self.playing.join().expect("the screen ends well")
    }
}

#[test]
fn a_note_is_kept_while_a_file_comes_in_and_the_record_follows_the_whole_file() {
    let mut screen = Screen::open();
    screen.take("e\n\timage\n");
    assert!(matches!(screen.asked(), Job::AttachMore(_)));
    screen.key(KeyCode::F(2));
    screen.keys("still here\n");
    assert!(screen.appended().contains("still here"));
    screen.slice(400);
    assert!(matches!(screen.asked(), Job::AttachMore(_)));
    // Whole before the note is: its record waits for its turn.
    screen.whole();
    screen.saved();
    let record = screen.appended();
    assert!(record.contains("\"do\":\"evidence\""), "{record}");
    assert!(record.contains(&Digest::of(b"image").to_string()) && record.contains("image"));
    screen.saved();
    let frame = screen.leave();
    assert!(!frame.contains("EVIDENCE for step"), "{frame}");
}

#[test]
fn esc_stops_a_file_and_the_text_is_there_for_another_try() {
    let mut screen = Screen::open();
    screen.take("e\n\timage\n");
    assert!(matches!(screen.asked(), Job::AttachMore(_)));
    screen.key(KeyCode::Esc);
    let is_gone = screen.slice(400);
    // Nothing more was asked for it: the next thing is the new try.
    screen.take("\n");
    assert!(is_gone.load(Ordering::SeqCst), "the rest was let go");
    assert!(matches!(screen.asked(), Job::AttachMore(_)));
    let failure = Failure {
        op: "write",
        path: "files".into(),
        errno: Some(28),
        kind: FailureKind::Full,
        cause: "no space".to_owned(),
    };
    screen.tell(News::Done(Done::Attached(Err(IntakeError::NotKept(failure)))));
    let frame = screen.leave();
    assert!(frame.contains("image") && frame.contains("cannot be kept"), "{frame}");
}

#[test]
fn while_the_disk_takes_no_records_a_whole_file_waits() {
    let mut screen = Screen::open();
    screen.take("e\n\timage\n");
    assert!(matches!(screen.asked(), Job::AttachMore(_)));
    screen.key(KeyCode::F(2));
    screen.keys("lost for now\n");
    assert!(screen.appended().contains("lost for now"));
    let failure = Failure {
        op: "write",
        path: "log".into(),
        errno: Some(28),
        kind: FailureKind::Full,
        cause: "no space".to_owned(),
    };
    screen.tell(News::Done(Done::Saved(Err(failure))));
    screen.whole();
    screen.keys("1\n");
    // The note is tried again first; no record jumps the queue.
    assert!(matches!(screen.asked(), Job::Reopen));
    let (head, lines) = screen.begun;
    let end = LogEnd { head, lines, torn: Vec::new(), is_torn: false, changes: Vec::new() };
    screen.tell(News::Done(Done::Reopened(Ok(end))));
    let again = screen.appended();
    assert!(again.contains("lost for now") && !again.contains("\"do\":\"evidence\""), "{again}");
    screen.saved();
    assert!(screen.appended().contains("\"do\":\"evidence\""), "now it is its turn");
    screen.saved();
    screen.leave();
}
