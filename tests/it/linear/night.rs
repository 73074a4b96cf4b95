//! A night of work with a session and a disk that obeys or not, for both fronts: keys on a screen,
//! or lines on paper. Time stands still unless somebody acts.

use std::collections::VecDeque;
use std::sync::OnceLock;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use sangfroid::domain::command::{Command, Start};
use sangfroid::domain::event::{Mode, Severity, SignedOn};
use sangfroid::domain::ids::{IncidentId, Initials, WriterId};
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::{BootTag, Elapsed, Moment, Now, Span, Timestamp, UtcOffset};
use sangfroid::i18n::Catalogue;
use sangfroid::linear::front::Front;
use sangfroid::ports::{Failure, FailureKind, LogEnd};
use sangfroid::runbook::law::LawShelf;
use sangfroid::runbook::library::Library;
use sangfroid::runbook::site::SiteFile;
use sangfroid::session::{Effect, Input, Seed, Session, Ticket};
use sangfroid::tui::app::App;
use sangfroid::tui::keyboard::Keyboard;
use sangfroid::tui::request::{Request, StartOrder};
use sangfroid::tui::theme::Theme;
use sangfroid::tui::view::{Origin, ShelfEntry, StoreStatus, View};

use crate::screens::desk::{FIRST_HOUR, SECOND_BOOK, copy};

/// Between two lines of a person who types.
pub const PACE: Span = Span::from_s(5);

/// Between two keys.
const KEY_GAP: Span = Span::from_ms(40);

/// A window that shows the longest step whole.
const SIZE: (u16, u16) = (120, 120);

/// The night.
pub struct Night {
    pub session: Session,
    pub app: App,
    front: Front,
    /// Everything that was printed, what was typed behind each prompt.
    pub said: String,
    /// Bytes of every batch that reached the disk.
    pub written: Vec<Vec<u8>>,
    pub disk_fails: bool,
    pub requests: Vec<Request>,
    pub site: Box<SiteFile>,
    shelf: Vec<ShelfEntry>,
    theme: Theme,
    elapsed: Span,
    tickets: u64,
}

/// Every shipped runbook.
fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(Library::shipped)
}

/// The shipped clocks.
fn law() -> &'static LawShelf {
    static SHELF: OnceLock<LawShelf> = OnceLock::new();
    SHELF.get_or_init(LawShelf::shipped)
}

/// All runbooks that a script may follow, the small ones first.
pub fn shelf() -> Vec<ShelfEntry> {
    let small = [FIRST_HOUR, SECOND_BOOK].map(copy);
    let shipped = library()
        .entries()
        .map(|entry| sangfroid::session::copy(entry.runbook.clone(), entry.source.text()));
    let all = small.into_iter().chain(shipped);
    all.map(|copy| ShelfEntry { copy, origin: Origin::BuiltIn }).collect()
}

impl Night {
    /// On the picker; lines are typed at a terminal.
    pub fn new(lang: Lang) -> Self {
        Self::with(lang, Front::new(true, false))
    }

    /// With this front.
    pub fn with(lang: Lang, front: Front) -> Self {
        let small = [FIRST_HOUR, SECOND_BOOK].map(copy);
        let entry = |copy| ShelfEntry { copy, origin: Origin::BuiltIn };
        Self {
            session: Session::new(sangfroid::runbook::read).under(law().law.clone()),
            app: App::new(lang),
            front,
            said: String::new(),
            written: Vec::new(),
            disk_fails: false,
            requests: Vec::new(),
            site: Box::default(),
            shelf: small.into_iter().map(entry).collect(),
            theme: Theme::mono(),
            elapsed: Span::ZERO,
            tickets: 0,
        }
    }

    /// With this shelf.
    pub fn on_shelf(mut self, entries: Vec<ShelfEntry>) -> Self {
        self.shelf = entries;
        self
    }

    /// The first hour of a real incident, its first step heard.
    pub fn first_hour(lang: Lang) -> Self {
        Self::following(lang, FIRST_HOUR)
    }

    /// A real incident on this runbook.
    pub fn following(lang: Lang, text: &str) -> Self {
        let mut night = Self::new(lang);
        night.start(&StartOrder {
            mode: Mode::Real,
            severity: Severity::Care,
            noticed_at: None,
            signs: Vec::new(),
            person: SignedOn {
                initials: Initials::parse("MKERN").expect("initials"),
                name: Some("M. Kern".to_owned()),
                role: None,
                proof: None,
            },
            runbook: copy(text),
            reading: None,
        });
        night.turn();
        night
    }

    pub fn now(&self) -> Now {
        let begin = Timestamp::parse("2026-10-12T01:02:00.000Z").expect("a time");
        let ms = i64::try_from(self.elapsed.ms()).expect("a short night");
        let moment = Moment {
            wall: Timestamp::from_ms(begin.ms() + ms),
            mono: Elapsed::from_ms(5_000_000 + self.elapsed.ms()),
            boot: BootTag(7),
        };
        Now { moment, offset: UtcOffset { minutes: 120 }, season: None }
    }

    pub fn with_view<T>(&mut self, act: impl FnOnce(&mut App, &mut Front, &View<'_>) -> T) -> T {
        let store = StoreStatus {
            folder: "/srv/sangfroid-data".to_owned(),
            trials: vec![crate::support::trial("/data", Some(41_000_000_000))],
            battery: None,
            media: Vec::new(),
        };
        let cards: Vec<_> = library().cards().map(|entry| entry.card.clone()).collect();
        let view = View {
            session: &self.session,
            now: self.now(),
            lang: self.app.lang(),
            words: Catalogue::of(self.app.lang()),
            theme: &self.theme,
            shelf: &self.shelf,
            cards: &cards,
            site: self.site.as_ref(),
            incidents: &[],
            store: &store,
            keyboard: &Keyboard::default(),
            mouse: None,
            comments: &[],
        };
        act(&mut self.app, &mut self.front, &view)
    }

    /// Lets time go by; what falls due is recorded.
    pub fn pass(&mut self, span: Span) {
        self.elapsed = Span::from_ms(self.elapsed.ms() + span.ms());
        let now = self.now();
        let effects = self.session.handle(Input::Wake { seed: Seed([3; 16]) }, &now);
        self.perform(effects);
    }

    /// As after a restart of the program.
    pub fn reopen(&mut self, front: Front) {
        let bytes = self.written.concat();
        let (lang, head) = (self.app.lang(), self.session.head());
        let read = sangfroid::runbook::read;
        let mut replay = sangfroid::session::Replay::new(read).under(law().law.clone());
        bytes.split_inclusive(|byte| *byte == b'\n').for_each(|line| replay.line(line));
        self.session = replay.finish(head).expect("a sound log");
        self.app = App::new(lang);
        self.front = front;
        self.with_view(|app, _, view| app.opened(view));
        if !self.said.is_empty() {
            self.said.push('\n');
        }
        self.turn();
    }

    fn start(&mut self, order: &StartOrder) {
        let command = Command::Start(Start {
            incident: IncidentId::parse("INC-0031").expect("an id"),
            writer: WriterId::parse("lap3-9f2c").expect("an id"),
            nonce: "00112233445566778899aabbccddeeff".to_owned(),
            key: None,
            mode: order.mode,
            severity: order.severity,
            noticed_at: order.noticed_at,
            signs: order.signs.clone(),
            person: order.person.clone(),
            runbook: order.runbook.clone(),
            reading: order.reading,
        });
        self.order(command);
        self.with_view(|app, _, view| app.opened(view));
    }

    fn order(&mut self, command: Command) {
        self.tickets += 1;
        let mut seed = [0; 16];
        seed[..8].copy_from_slice(&self.tickets.to_be_bytes());
        let input = Input::Command {
            ticket: Ticket(self.tickets),
            command: Box::new(command),
            seed: Seed(seed),
        };
        let now = self.now();
        let effects = self.session.handle(input, &now);
        self.perform(effects);
    }

    /// The disk answers again, and what waited is written.
    pub fn heal(&mut self) {
        self.disk_fails = false;
        let now = self.now();
        let (head, lines) = (self.session.head(), self.session.lines());
        let end = LogEnd { head, lines, torn: Vec::new(), is_torn: false, changes: Vec::new() };
        let effects = self.session.handle(Input::Retry, &now);
        assert!(matches!(effects.as_slice(), [Effect::Reopen]), "{effects:?}");
        let effects = self.session.handle(Input::Reopened(end), &now);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut queue = VecDeque::from(effects);
        while let Some(effect) = queue.pop_front() {
            let now = self.now();
            match &effect {
                Effect::Create { bytes, .. } | Effect::Append { bytes } => {
                    let input = if self.disk_fails {
                        Input::AppendFailed(full())
                    } else {
                        self.written.push(bytes.clone());
                        Input::Appended
                    };
                    queue.extend(self.session.handle(input, &now));
                }
                Effect::Reopen => {
                    queue.extend(self.session.handle(Input::ReopenFailed(full()), &now));
                }
                Effect::Mend => queue.extend(self.session.handle(Input::Mended(vec![]), &now)),
                Effect::KeepMark => {}
                Effect::Recorded { .. }
                | Effect::Held { .. }
                | Effect::Rejected { .. }
                | Effect::NotSaved { .. } => {
                    let requests = self.with_view(|app, _, view| app.answer(&effect, view));
                    self.grant(requests);
                }
            }
        }
    }

    fn grant(&mut self, requests: Vec<Request>) {
        for request in requests {
            self.requests.push(request.clone());
            match request {
                Request::Order(command) => self.order(*command),
                Request::Start(order) => self.start(&order),
                Request::TakeIn(order) => {
                    let mut evidence = order.evidence;
                    evidence.sha256 = "ab".repeat(32);
                    evidence.bytes = 3;
                    self.app.taken();
                    self.order(Command::TakeEvidence(evidence));
                }
                Request::Retry => {
                    let now = self.now();
                    let effects = self.session.handle(Input::Retry, &now);
                    self.perform(effects);
                }
                _ => {}
            }
        }
    }

    /// Prints what there is to say.
    pub fn turn(&mut self) {
        let turn = self.with_view(|app, front, view| front.turn(app, view));
        if let Some(turn) = turn {
            let end = if turn.is_broken_into { "\n" } else { "" };
            self.said.push_str(&format!("{end}{}{}", turn.text, turn.prompt));
        }
    }

    /// A line that somebody types at a person's pace.
    pub fn line(&mut self, text: &str) -> &mut Self {
        self.line_after(PACE, text)
    }

    /// A line that comes so long after the one before.
    pub fn line_after(&mut self, gap: Span, text: &str) -> &mut Self {
        if self.said.is_empty() {
            self.turn();
        }
        self.elapsed = Span::from_ms(self.elapsed.ms() + gap.ms());
        let shown: String = text.chars().filter(|c| !c.is_control()).take(40).collect();
        self.said.push_str(&format!(" {shown}").replace("  ", " "));
        if self.said.ends_with(' ') {
            self.said.pop();
        }
        self.said.push('\n');
        let requests = self.with_view(|app, front, view| front.line(text, app, view));
        self.grant(requests);
        self.turn();
        self
    }

    /// Several of them.
    pub fn lines(&mut self, lines: &[&str]) -> &mut Self {
        for line in lines {
            self.line(line);
        }
        self
    }

    /// Ctrl-C.
    pub fn interrupt(&mut self) {
        self.said.push('\n');
        let requests = self.with_view(|app, front, view| front.interrupt(app, view));
        self.grant(requests);
        self.turn();
    }

    /// Keys on the full screen: the last of them so long after the last act as a line would be.
    pub fn keys(&mut self, keys: &[KeyCode]) -> &mut Self {
        let end = self.elapsed.ms() + PACE.ms();
        for (at, key) in keys.iter().enumerate() {
            let before = u64::try_from(keys.len() - 1 - at).expect("few keys") * KEY_GAP.ms();
            self.elapsed = Span::from_ms(end - before);
            let event = KeyEvent::new(*key, KeyModifiers::NONE);
            let requests = self.with_view(|app, _, view| app.key(event, view));
            self.grant(requests);
        }
        self.draw();
        self
    }

    /// Draws the full screen.
    pub fn draw(&mut self) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        self.with_view(|app, _, view| app.paint(&mut buffer, view));
    }

    /// How many records there are.
    pub fn records(&self) -> usize {
        self.written.concat().iter().filter(|byte| **byte == b'\n').count()
    }
}

fn full() -> Failure {
    Failure {
        op: "write",
        path: "/srv/sangfroid-data/INC-0031/lap3-9f2c.jsonl".into(),
        errno: Some(28),
        kind: FailureKind::Full,
        cause: "No space left on device".to_owned(),
    }
}
