//! A session with a disk that obeys or not, and a screen that is played by keys and read from its
//! cells.

use std::sync::{Arc, OnceLock};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use sangfroid::audit::digest::Digest;
use sangfroid::domain::act::StepAct;
use sangfroid::domain::card::Card;
use sangfroid::domain::command::{Command, RunbookCopy, Start, StepDuty, StepOrder};
use sangfroid::domain::event::{Mode as IncidentMode, Note, NoteKind, Severity, SignedOn};
use sangfroid::domain::ids::{IncidentId, Initials, RunId, StepId, StepRef, WriterId};
use sangfroid::domain::runbook::Runbook;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::{BootTag, Elapsed, Moment, Now, Timestamp, UtcOffset};
use sangfroid::i18n::Catalogue;
use sangfroid::ports::{Failure, FailureKind};
use sangfroid::runbook::{load, parse_card};
use sangfroid::session::{Effect, Input, Seed, Session, Ticket};
use sangfroid::tui::intent::{Intent, Mode, Named, Press};
use sangfroid::tui::keyboard::{Family, Keyboard};
use sangfroid::tui::screen::{Go, Outcome, Screen};
use sangfroid::tui::theme::Theme;
use sangfroid::tui::view::{IncidentLine, Origin, ShelfEntry, StoreStatus, View};
use sangfroid::tui::widget::Canvas;
use sangfroid::tui::widget::footer::footer;
use sangfroid::tui::widget::frame::{Level, Urgent, urgent};

pub(super) const TELEPHONES: &str = include_str!("../../../runbooks/telephony-loss.yaml");
pub(super) const BRIEF: &str = include_str!("brief.yaml");

/// Two command cards, one of them without a word about going back, because it only reads.
pub(super) fn cards() -> &'static [Card] {
    static CARDS: OnceLock<Vec<Card>> = OnceLock::new();
    let read = |text| parse_card(text).card.expect("a card");
    CARDS.get_or_init(|| {
        vec![read(include_str!("share-card.yaml")), read(include_str!("clock-card.yaml"))]
    })
}

const MONO: Theme = Theme::mono();

static CLASSIC: Keyboard = Keyboard::of(Family::Classic);

/// The two sizes of the golden frames.
pub(super) const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

fn read(text: &str) -> Result<Runbook, String> {
    load(text).0.ok_or_else(|| "unreadable".to_owned())
}

pub(super) fn copy(text: &str) -> RunbookCopy {
    RunbookCopy {
        runbook: Arc::new(read(text).expect("a runbook")),
        text: text.into(),
        sha256: Digest::of(text.as_bytes()).to_string(),
    }
}

pub(super) fn step(runbook: &str, step: &str) -> StepRef {
    StepRef {
        run: RunId::parse(runbook).expect("an id"),
        step: StepId::parse(step).expect("an id"),
    }
}

pub(super) fn person(tag: &str) -> SignedOn {
    SignedOn {
        initials: Initials::parse(tag).expect("initials"),
        name: None,
        role: None,
        proof: None,
    }
}

/// Everything that a screen needs around it.
pub(super) struct Stage {
    pub(super) session: Session,
    pub(super) shelf: Vec<ShelfEntry>,
    pub(super) incidents: Vec<IncidentLine>,
    pub(super) store: StoreStatus,
    pub(super) now: Now,
    pub(super) lang: Lang,
    /// What the disk says to the next appends; nothing when it obeys.
    pub(super) trouble: Option<Failure>,
}

impl Stage {
    /// No incident; the telephone runbook and an old one of the site on the shelf; 03:02 at night.
    pub(super) fn new() -> Self {
        let wall = Timestamp::parse("2026-11-24T02:02:41.000Z").expect("a time");
        let moment = Moment { wall, mono: Elapsed::from_ms(9_000_000), boot: BootTag(1) };
        let site =
            Origin::Site { path: "/media/red/brief-cut.yaml".into(), replaces_built_in: false };
        Self {
            session: Session::new(read),
            shelf: vec![
                ShelfEntry { copy: copy(TELEPHONES), origin: Origin::BuiltIn },
                ShelfEntry { copy: copy(BRIEF), origin: site },
            ],
            incidents: Vec::new(),
            store: StoreStatus {
                folder: "/media/red/sangfroid-data".into(),
                trials: vec![crate::support::trial("/data", Some(41_000_000_000))],
                battery: None,
                media: Vec::new(),
            },
            now: Now { moment, offset: UtcOffset { minutes: 60 }, season: None },
            lang: Lang::En,
            trouble: None,
        }
    }

    /// With an open incident that follows this runbook.
    pub(super) fn open(text: &str) -> Self {
        let mut stage = Self::new();
        stage.order(Command::Start(Start {
            incident: IncidentId::parse("INC-2026-0007").expect("an id"),
            writer: WriterId::parse("lap3-9f2c").expect("a writer"),
            nonce: "00112233445566778899aabbccddeeff".into(),
            key: None,
            mode: IncidentMode::Real,
            severity: Severity::Care,
            noticed_at: None,
            signs: Vec::new(),
            person: person("MK"),
            runbook: copy(text),
            reading: None,
        }));
        stage
    }

    pub(super) fn view(&self) -> View<'_> {
        View {
            session: &self.session,
            now: self.now,
            lang: self.lang,
            words: Catalogue::of(self.lang),
            theme: &MONO,
            keyboard: &CLASSIC,
            mouse: None,
            comments: &[],
            shelf: &self.shelf,
            cards: cards(),
            site: site(),
            incidents: &self.incidents,
            store: &self.store,
        }
    }

    pub(super) fn pass(&mut self, seconds: u64) {
        let ms = i64::try_from(seconds * 1_000).expect("a short time");
        let moment = &mut self.now.moment;
        moment.wall = Timestamp::from_ms(moment.wall.ms() + ms);
        moment.mono = Elapsed::from_ms(moment.mono.ms() + seconds * 1_000);
    }

    /// Gives one order and answers for the disk. Returns what the screen would be told.
    pub(super) fn order(&mut self, command: Command) -> Vec<Effect> {
        let input =
            Input::Command { ticket: Ticket(1), command: Box::new(command), seed: Seed([7; 16]) };
        let effects = self.session.handle(input, &self.now);
        self.answer(effects)
    }

    fn answer(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        let mut told = Vec::new();
        for effect in effects {
            if matches!(effect, Effect::Create { .. } | Effect::Append { .. }) {
                let answer = self.trouble.clone().map_or(Input::Appended, Input::AppendFailed);
                let more = self.session.handle(answer, &self.now);
                told.extend(self.answer(more));
            } else {
                told.push(effect);
            }
        }
        told
    }

    pub(super) fn act(&mut self, of: &StepRef, act: StepAct) -> Vec<Effect> {
        self.order(Command::Step(StepOrder {
            step: of.clone(),
            act,
            shown_at: None,
            happened_at: None,
            lang: self.lang,
            include: None,
            duty: StepDuty::default(),
        }))
    }

    pub(super) fn done(&mut self, of: &StepRef) {
        let effects = self.act(of, StepAct::Done { approval: None });
        assert!(matches!(effects.as_slice(), [Effect::Recorded { .. }]), "{effects:?}");
    }

    pub(super) fn note(&mut self, kind: NoteKind, text: &str) {
        self.order(Command::AddNote(Note {
            kind,
            text: text.into(),
            step: None,
            begun_at: None,
            happened_at: None,
        }));
    }

    /// The disk is full from now on.
    pub(super) fn fill_disk(&mut self) {
        self.trouble = Some(Failure {
            op: "write",
            path: "/media/red/sangfroid-data/INC-2026-0007/lap3-9f2c.log".into(),
            errno: Some(28),
            kind: FailureKind::Full,
            cause: "No space left on device".into(),
        });
    }

    /// One key.
    pub(super) fn press(&self, screen: &mut dyn Screen, intent: Intent) -> Outcome {
        screen.key(Press::of(intent), &self.view())
    }

    /// Keys as fingers type them: a letter or digit is what the screen's mode makes of it.
    pub(super) fn keys(&self, screen: &mut dyn Screen, text: &str) -> Outcome {
        let mut last = Outcome::default();
        for c in text.chars() {
            let intent = match (c, screen.mode()) {
                ('\n', _) => Intent::Enter,
                ('\t', _) => Intent::Tab,
                (' ', _) => Intent::Space,
                (c, Mode::Command) => match Keyboard::default().digit(c) {
                    Some(digit) => Intent::Digit(digit),
                    None => Intent::Unknown(Named::Character(c)),
                },
                (c, _) => Intent::Type(c),
            };
            last = self.press(screen, intent);
        }
        last
    }

    /// The cells of a screen as text, its focused rows, and where the hardware cursor is.
    pub(super) fn frame(&self, screen: &mut dyn Screen, size: (u16, u16)) -> String {
        let view = self.view();
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
        let mut canvas = Canvas::new(&mut buffer, view.theme);
        let facts = Urgent {
            level: Level::None,
            text: screen.urgent(&view).unwrap_or_default(),
            ..Urgent::default()
        };
        urgent(&mut canvas, &facts);
        screen.draw(&mut canvas, &view);
        let key_words = &view.words.screen.key;
        footer(&mut canvas, &screen.keys(&view), &[], screen.mode(), (key_words, view.keyboard));
        let caret = canvas.caret();
        text_of(&buffer, caret.map(|at| (at.x, at.y)))
    }
}

fn text_of(buffer: &Buffer, caret: Option<(u16, u16)>) -> String {
    let mut out = String::new();
    let mut reversed = Vec::new();
    for y in 0..buffer.area.height {
        let cells = (0..buffer.area.width).map(|x| &buffer[(x, y)]);
        if cells.clone().any(|cell| cell.modifier.contains(Modifier::REVERSED)) {
            reversed.push((y + 1).to_string());
        }
        let row: String = cells.map(ratatui::buffer::Cell::symbol).collect();
        out.push_str(row.trim_end());
        out.push('\n');
    }
    let caret = caret.map_or("none".to_owned(), |(x, y)| format!("{},{}", x + 1, y + 1));
    out.push_str(&format!("[reversed rows: {}] [cursor: {caret}]\n", reversed.join(" ")));
    out
}

/// A word for where an outcome leads, without its content.
pub(super) fn goes(outcome: &Outcome) -> &'static str {
    match &outcome.go {
        None => "stays",
        Some(Go::Back) => "back",
        Some(Go::Picker) => "picker",
        Some(Go::Start(..)) => "start",
        Some(Go::Triage) => "triage",
        Some(Go::Add) => "add",
        Some(Go::Cards) => "cards",
        Some(Go::Step) => "step",
        Some(Go::StepAt(_)) => "step-at",
        Some(Go::Summary) => "summary",
        Some(_) => "elsewhere",
    }
}

/// No facts of a site.
fn site() -> &'static sangfroid::runbook::site::SiteFile {
    static NONE: OnceLock<sangfroid::runbook::site::SiteFile> = OnceLock::new();
    NONE.get_or_init(Default::default)
}
