//! A desk at night: the interface, a session and a disk that obeys, driven by keys.
//!
//! Time stands still unless a key or `pass` moves it. Orders are written at once, unless the disk
//! is told to fail.

use std::collections::BTreeMap;
use std::sync::Mutex;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use sangfroid::domain::board::BoardRow;
use sangfroid::domain::command::{Command, RunbookCopy, Start};
use sangfroid::domain::comment::Comment;
use sangfroid::domain::event::{Mode, Severity, SignedOn};
use sangfroid::domain::ids::{IncidentId, Initials, Seq, WriterId};
use sangfroid::domain::law::Law;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::{BootTag, Elapsed, Moment, Now, Span, Timestamp, UtcOffset};
use sangfroid::i18n::Catalogue;
use sangfroid::ports::{Failure, FailureKind};
use sangfroid::runbook::site::SiteFile;
use sangfroid::session::{Effect, Input, Seed, Session, Ticket};
use sangfroid::tui::app::App;
use sangfroid::tui::keyboard::Keyboard;
use sangfroid::tui::request::Request;
use sangfroid::tui::settings::Setting;
use sangfroid::tui::theme::Theme;
use sangfroid::tui::view::{Origin, ShelfEntry, StoreStatus, View};

/// The runbook that most tests follow: every kind of step once.
pub const FIRST_HOUR: &str = include_str!("first-hour.yaml");

/// The runbook that it includes.
pub const SECOND_BOOK: &str = include_str!("second-book.yaml");

/// Reads a runbook that must be sound.
pub fn copy(text: &str) -> RunbookCopy {
    // Hundreds of desks are raised on the same few texts.
    static READ: Mutex<BTreeMap<String, RunbookCopy>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().expect("nobody failed while reading");
    let fresh = || {
        let runbook = sangfroid::runbook::read(text).expect("a sound runbook");
        sangfroid::session::copy(runbook, text)
    };
    read.entry(text.to_owned()).or_insert_with(fresh).clone()
}

/// The desk.
pub struct Desk {
    pub session: Session,
    pub app: App,
    pub theme: Theme,
    pub keyboard: Keyboard,
    pub mouse: Option<bool>,
    pub comments: Vec<Comment>,
    /// Percent left, when it is low.
    pub battery: Option<u8>,
    pub size: (u16, u16),
    pub buffer: Buffer,
    pub caret: Option<Position>,
    /// Everything that was asked for, orders included.
    pub requests: Vec<Request>,
    /// Bytes of every batch that reached the disk.
    pub written: Vec<Vec<u8>>,
    pub disk_fails: bool,
    /// The disk answers only when [`Desk::disk_answers`] says so.
    pub disk_waits: bool,
    pub shelf: Vec<ShelfEntry>,
    pub site: Box<SiteFile>,
    elapsed_ms: u64,
    /// By how much the wall clock was moved.
    pub jumped_ms: i64,
    tickets: u64,
}

impl Desk {
    /// On the picker, with both runbooks on the shelf, at 80x24 in mono.
    pub fn new(lang: Lang) -> Self {
        let entry = |text| ShelfEntry { copy: copy(text), origin: Origin::BuiltIn };
        let mut desk = Self {
            session: Session::new(sangfroid::runbook::read),
            app: App::new(lang),
            theme: Theme::mono(),
            keyboard: Keyboard::default(),
            mouse: Some(false),
            comments: Vec::new(),
            battery: None,
            size: (80, 24),
            buffer: Buffer::empty(Rect::new(0, 0, 80, 24)),
            caret: None,
            requests: Vec::new(),
            written: Vec::new(),
            disk_fails: false,
            disk_waits: false,
            shelf: vec![entry(FIRST_HOUR), entry(SECOND_BOOK)],
            site: Box::default(),
            elapsed_ms: 0,
            jumped_ms: 0,
            tickets: 0,
        };
        desk.draw();
        desk
    }

    /// With an incident that has just been started on `text`.
    pub fn started(lang: Lang, mode: Mode, text: &str) -> Self {
        let mut desk = Self::new(lang);
        desk.start(mode, copy(text));
        desk.draw();
        desk
    }

    /// The same, under these legal clocks.
    pub fn under_law(lang: Lang, mode: Mode, text: &str, law: std::sync::Arc<Law>) -> Self {
        let mut desk = Self::new(lang);
        desk.session = Session::new(sangfroid::runbook::read).under(law);
        desk.start(mode, copy(text));
        desk.draw();
        desk
    }

    /// The legal clocks of the board in their order, by name; empty names for steps.
    pub fn with_board<T>(&self, act: impl FnOnce(&[String]) -> T) -> T {
        let now = self.now();
        let board = self.session.state().board(&now);
        let name = |row: &BoardRow<'_>| match row {
            BoardRow::Step(_)
            | BoardRow::Added(..)
            | BoardRow::Awaited(_)
            | BoardRow::Relief(_) => String::new(),
            BoardRow::Duty(duty) => duty.clock.id.to_string(),
        };
        act(&board.iter().map(name).collect::<Vec<_>>())
    }

    /// The usual desk: the first hour of a real incident.
    pub fn first_hour(lang: Lang) -> Self {
        Self::started(lang, Mode::Real, FIRST_HOUR)
    }

    /// At another size.
    pub fn sized(mut self, columns: u16, rows: u16) -> Self {
        self.resize(columns, rows);
        self
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
        self.draw();
    }

    pub fn now(&self) -> Now {
        let ms = i64::try_from(self.elapsed_ms).expect("a short night");
        let begin = Timestamp::parse("2026-10-12T01:02:00.000Z").expect("a time");
        let moment = Moment {
            wall: Timestamp::from_ms(begin.ms() + ms + self.jumped_ms),
            mono: Elapsed::from_ms(5_000_000 + self.elapsed_ms),
            boot: BootTag(7),
        };
        Now { moment, offset: UtcOffset { minutes: 120 }, season: None }
    }

    /// Lets time go by without a key; what falls due is recorded.
    pub fn pass(&mut self, span: Span) {
        self.elapsed_ms += span.ms();
        let now = self.now();
        let effects = self.session.handle(Input::Wake { seed: Seed([3; 16]) }, &now);
        self.perform(effects);
        self.ring();
        self.draw();
    }

    /// As the driver does after everything that happened.
    fn ring(&mut self) {
        let bell = self.with_view(App::ring);
        self.grant(bell);
    }

    /// How often the bell rang.
    pub fn rings(&self) -> usize {
        self.requests.iter().filter(|request| **request == Request::Ring).count()
    }

    /// As after a restart of the program.
    pub fn reopen(&mut self) {
        self.with_view(App::opened);
        self.draw();
    }

    /// The disk says whether it keeps what is half written.
    pub fn drafts_kept(&mut self, is_kept: bool) {
        self.with_view(|app, view| app.drafts_kept(is_kept, view));
        self.draw();
    }

    /// What is to be copied where nothing keeps it.
    pub fn half_written_lines(&mut self) -> Vec<String> {
        self.with_view(|app, view| app.half_written_lines(view))
    }

    fn with_view<T>(&mut self, act: impl FnOnce(&mut App, &View<'_>) -> T) -> T {
        let store = StoreStatus {
            folder: "/srv/sangfroid-data".to_owned(),
            trials: vec![crate::support::trial("/data", Some(41_000_000_000))],
            battery: self.battery,
            media: Vec::new(),
        };
        let view = View {
            session: &self.session,
            now: self.now(),
            lang: self.app.lang(),
            words: Catalogue::of(self.app.lang()),
            theme: &self.theme,
            keyboard: &self.keyboard,
            mouse: self.mouse,
            comments: &self.comments,
            shelf: &self.shelf,
            cards: super::stage::cards(),
            site: self.site.as_ref(),
            incidents: &[],
            store: &store,
        };
        act(&mut self.app, &view)
    }

    pub fn draw(&mut self) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        self.caret = self.with_view(|app, view| app.paint(&mut buffer, view));
        self.buffer = buffer;
    }

    fn start(&mut self, mode: Mode, runbook: RunbookCopy) {
        let command = Command::Start(Start {
            incident: IncidentId::parse("INC-0031").expect("an id"),
            writer: WriterId::parse("lap3-9f2c").expect("an id"),
            nonce: "00112233445566778899aabbccddeeff".to_owned(),
            key: None,
            mode,
            severity: Severity::Care,
            noticed_at: None,
            signs: Vec::new(),
            person: SignedOn {
                initials: Initials::parse("MKERN").expect("initials"),
                name: Some("M. Kern".to_owned()),
                role: None,
                proof: None,
            },
            runbook,
            reading: None,
        });
        self.order(command);
        self.with_view(App::opened);
    }

    /// Starts another incident on this screen, as the start form does.
    pub fn begin(&mut self, mode: Mode, text: &str) {
        self.start(mode, copy(text));
        self.draw();
    }

    /// Gives an order as a subcommand would, behind the screen's back.
    pub fn order(&mut self, command: Command) {
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        let now = self.now();
        let input = Input::Command { ticket, command: Box::new(command), seed: Seed([9; 16]) };
        let effects = self.session.handle(input, &now);
        self.perform(effects);
    }

    /// The disk gives back what is on the screen and not in memory; says how many lines that were.
    pub fn look_back(&mut self) -> usize {
        let wanted = self.with_view(|app, view| app.wanted(view));
        let written = self.written.concat();
        let lines: Vec<_> = written.split_inclusive(|byte| *byte == b'\n').collect();
        let line = |seq: &Seq| lines[usize::try_from(seq.0).expect("a number") - 1].to_vec();
        let recalled: Vec<_> = wanted.iter().map(line).collect();
        let now = self.now();
        let effects = self.session.handle(Input::Recalled(recalled), &now);
        self.perform(effects);
        self.draw();
        wanted.len()
    }

    /// What the disk was asked to write last is written now.
    pub fn disk_answers(&mut self) {
        let now = self.now();
        let effects = self.session.handle(Input::Appended, &now);
        self.perform(effects);
        self.draw();
    }

    /// The disk answers again, and what waited is written.
    pub fn heal(&mut self) {
        let now = self.now();
        let (head, lines) = (self.session.head(), self.session.lines());
        let torn = Vec::new();
        let end = sangfroid::ports::LogEnd { head, lines, torn, is_torn: false, changes: vec![] };
        let effects = self.session.handle(Input::Retry, &now);
        assert!(matches!(effects.as_slice(), [Effect::Reopen]), "{effects:?}");
        let effects = self.session.handle(Input::Reopened(end), &now);
        self.perform(effects);
        self.draw();
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut queue = std::collections::VecDeque::from(effects);
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
                    if std::mem::take(&mut self.disk_waits) {
                        continue;
                    }
                    queue.extend(self.session.handle(input, &now));
                }
                Effect::Reopen => {
                    queue.extend(self.session.handle(Input::ReopenFailed(full()), &now));
                }
                Effect::Mend => {
                    queue.extend(self.session.handle(Input::Mended(Vec::new()), &now));
                }
                Effect::KeepMark => {}
                Effect::Recorded { .. }
                | Effect::Held { .. }
                | Effect::Rejected { .. }
                | Effect::NotSaved { .. } => {
                    let requests = self.with_view(|app, view| app.answer(&effect, view));
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
                Request::Start(order) => self.start(order.mode, order.runbook),
                Request::Comment(comment) => {
                    let entry = comment.entry;
                    self.comments.push(comment);
                    self.app.comment_kept(entry, true);
                }
                Request::Settle(Setting::Keyboard(family)) => self.keyboard.become_one_of(family),
                Request::Settle(Setting::Mouse(is_on)) => self.mouse = Some(is_on),
                Request::Retry => {
                    let now = self.now();
                    let effects = self.session.handle(Input::Retry, &now);
                    self.perform(effects);
                }
                _ => {}
            }
        }
    }

    /// The key that was tried opens.
    pub fn key_opens(&mut self) {
        let requests = self.with_view(App::key_opens);
        self.grant(requests);
        self.draw();
    }

    /// Presses a key half a second after the last one, and draws.
    pub fn tap(&mut self, code: KeyCode) -> &mut Self {
        self.tap_after(Span::from_ms(500), KeyEvent::new(code, KeyModifiers::NONE))
    }

    /// Presses a key this long after the last one, and draws.
    pub fn tap_after(&mut self, gap: Span, key: KeyEvent) -> &mut Self {
        self.elapsed_ms += gap.ms();
        let requests = self.with_view(|app, view| app.key(key, view));
        self.grant(requests);
        self.ring();
        self.draw();
        self
    }

    /// Holds a key down: an event of another kind than a press.
    /// What the mouse does, at a row and a column from 0.
    pub fn mouse(&mut self, kind: MouseEventKind, (column, row): (u16, u16)) -> &mut Self {
        self.elapsed_ms += 100;
        let event = MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE };
        self.with_view(|app, view| app.mouse(event, view));
        self.draw();
        self
    }

    pub fn event(&mut self, code: KeyCode, kind: KeyEventKind) -> &mut Self {
        let mut key = KeyEvent::new(code, KeyModifiers::NONE);
        key.kind = kind;
        self.tap_after(Span::from_ms(500), key)
    }

    /// One key per character.
    pub fn keys(&mut self, letters: &str) -> &mut Self {
        for letter in letters.chars() {
            self.tap(KeyCode::Char(letter));
        }
        self
    }

    pub fn enter(&mut self) -> &mut Self {
        self.tap(KeyCode::Enter)
    }

    /// Enter until the text is read and the step asks or is done; at most ten times.
    pub fn done(&mut self) -> &mut Self {
        let before = self.written.len();
        for _ in 0..10 {
            self.enter();
            if self.written.len() > before {
                break;
            }
        }
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        let requests = self.with_view(|app, view| app.paste(text, view));
        self.grant(requests);
        self.draw();
        self
    }

    /// The keys that the footer and the help promise, as the person would press them.
    pub fn promised(&mut self) -> Vec<KeyEvent> {
        let (keys, mode) = self.with_view(|app, view| {
            let keys = app.keys(view).into_iter().chain(app.shared_keys(view));
            (keys.collect::<Vec<_>>(), app.reading())
        });
        let words = &Catalogue::of(Lang::En).screen.key;
        let intents = keys.into_iter().flat_map(|live| live.intents);
        let board = &self.keyboard;
        let names = intents.map(|intent| sangfroid::tui::keymap::name(intent, mode, words, board));
        names.map(|name| pressed(&name)).collect()
    }

    /// The screen's own keys, by name, and what they do, in the language of the screen.
    pub fn own_keys(&mut self) -> Vec<(String, String)> {
        self.with_view(|app, view| {
            let words = &view.words.screen.key;
            let of = |live: &sangfroid::tui::screen::Live| {
                let mode = app.reading();
                (
                    sangfroid::tui::widget::footer::key_name(
                        &live.intents,
                        mode,
                        words,
                        view.keyboard,
                    ),
                    live.does.clone(),
                )
            };
            app.keys(view).iter().map(of).collect()
        })
    }

    /// What is typed into the form on the screen.
    pub fn typed(&self) -> String {
        self.app.draft()
    }

    /// Whether letters are text right now.
    pub fn reads_text(&self) -> bool {
        self.app.reading() != sangfroid::tui::intent::Mode::Command
    }

    /// The text of a row, from 1, without the spaces at its end.
    pub fn row(&self, number: u16) -> String {
        let y = number - 1;
        let cells = (0..self.size.0).map(|x| self.buffer[(x, y)].symbol());
        cells.collect::<String>().trim_end().to_owned()
    }

    /// All rows.
    pub fn text(&self) -> String {
        let rows = (1..=self.size.1).map(|row| self.row(row));
        rows.collect::<Vec<_>>().join("\n")
    }

    /// The row above the footer in every form.
    pub fn last(&self) -> String {
        let own = if self.size.0 >= 120 && self.size.1 >= 40 { 2 } else { 1 };
        let label = &Catalogue::of(self.app.lang()).screen.frame.last;
        let is_first = |row: &u16| self.row(*row).trim_start().starts_with(label.as_str());
        let first = (3..self.size.1).rev().find(is_first).unwrap_or(self.size.1 - own);
        // What has more rows than there are at other times is one text.
        let rows = if first < self.size.1 - own { self.size.1 - first } else { 1 };
        let rows = (first..first + rows).map(|row| self.row(row).trim().to_owned());
        rows.collect::<Vec<_>>().join(" ")
    }

    /// Rows, then which cells are reversed, bold or underlined, then where the cursor is.
    pub fn golden(&self) -> String {
        let mut out = String::new();
        for row in 1..=self.size.1 {
            out.extend(["|", &self.row(row), "\n"]);
        }
        let kinds =
            [("rev", Modifier::REVERSED), ("bold", Modifier::BOLD), ("line", Modifier::UNDERLINED)];
        for (name, modifier) in kinds {
            for y in 0..self.size.1 {
                let has = |x: &u16| self.buffer[(*x, y)].modifier.contains(modifier);
                let columns: Vec<u16> = (0..self.size.0).filter(has).collect();
                if let (Some(first), Some(last)) = (columns.first(), columns.last()) {
                    let place = format!("{name} row {} {}..{}\n", y + 1, first + 1, last + 1);
                    out.push_str(&place);
                }
            }
        }
        match self.caret {
            Some(caret) => {
                out.push_str(&format!("cursor row {} column {}\n", caret.y + 1, caret.x + 1));
            }
            None => out.push_str("no cursor\n"),
        }
        out
    }

    /// Number of the step that stands in the title's cell.
    pub fn step_number(&self) -> String {
        let row = if self.size.1 >= 40 { 7 } else { 8 };
        let column = if self.size.0 >= 120 { 44 } else { 4 };
        let text: String = self.row(row).chars().skip(column).take(3).collect();
        text.trim().to_owned()
    }
}

/// Does plain steps of the first hour until this number stands in the title's cell.
pub fn desk_at(lang: Lang, number: usize) -> Desk {
    let mut desk = Desk::first_hour(lang);
    for _ in 0..60 {
        if desk.step_number() == number.to_string() && desk.session.state().runs.len() == 1 {
            return desk;
        }
        let has_question = desk.text().contains(">> ") && desk.step_number() == "3";
        match desk.step_number().as_str() {
            "3" if has_question => desk.enter().keys("1").enter(),
            "4" => desk.enter().keys("2").enter(),
            "7" => desk.enter().keys("1").keys("AD").enter().keys("EDGE 48").enter(),
            _ => desk.enter(),
        };
    }
    panic!("never came to step {number}:\n{}", desk.text());
}

/// The key of this name.
fn pressed(name: &str) -> KeyEvent {
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" | "Ctrl-Left" => KeyCode::Left,
        "Right" | "Ctrl-Right" => KeyCode::Right,
        "Space" => KeyCode::Char(' '),
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "Tab" => KeyCode::Tab,
        "Shift-Tab" => KeyCode::BackTab,
        "Backspace" => KeyCode::Backspace,
        "Delete" => KeyCode::Delete,
        other => match other.strip_prefix('F').and_then(|number| number.parse().ok()) {
            Some(number) => KeyCode::F(number),
            None => KeyCode::Char(other.chars().next().expect("a name")),
        },
    };
    let is_control = name.starts_with("Ctrl-");
    KeyEvent::new(code, if is_control { KeyModifiers::CONTROL } else { KeyModifiers::NONE })
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
