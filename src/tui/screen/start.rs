//! The start form (S3): real or exercise, who, and go.
//!
//! Only the mode has no default (R73). Initials are kept from the last incident of the data folder;
//! with them a start costs one digit and Enter. A folder that cannot be written says so here,
//! before anything begins (R88).

use ratatui::layout::Rect;
use unicode_normalization::UnicodeNormalization;

use super::contract::{Go, Live, Outcome, Screen};
use super::seven::tell;
use super::sheet::whole;
use crate::domain::command::RunbookCopy;
use crate::domain::event::{Mode as IncidentMode, Severity, SignedOn};
use crate::domain::ids::{Initials, SymptomId};
use crate::domain::text::Lang;
use crate::domain::time::{Elapsed, Now, Span};
use crate::session::Effect;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::layout::{Form, RAIL_COLUMNS};
use crate::tui::request::Request;
use crate::tui::speech::Speech;
use crate::tui::view::View;
use crate::tui::widget::{Canvas, Field};

/// Stands for a person who gave no initials; shown before it is used.
pub(super) const UNNAMED: &str = "OP";

/// Most bytes of a role or a time.
const ROLE_BYTES_MAX: usize = 60;
const TIME_BYTES_MAX: usize = 12;

/// How long Enter waits for the disk before it may ask again.
pub(super) const PATIENCE: Span = Span::from_s(5);

/// One place of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Mode,
    Initials,
    Severity,
    Language,
    Noticed,
    Clock,
    Role,
    Keyboard,
}

impl Place {
    const ALL: [Self; 8] = [
        Self::Mode,
        Self::Initials,
        Self::Severity,
        Self::Language,
        Self::Noticed,
        Self::Clock,
        Self::Role,
        Self::Keyboard,
    ];

    const fn is_text(self) -> bool {
        !matches!(self, Self::Mode | Self::Severity | Self::Language)
    }
}

/// The start form.
#[derive(Clone, Debug)]
pub struct Start {
    pub(super) copy: RunbookCopy,
    pub(super) signs: Vec<SymptomId>,
    pub(super) place: Place,
    pub(super) mode: Option<IncidentMode>,
    pub(super) severity: Severity,
    pub(super) initials: Field,
    pub(super) noticed: Field,
    pub(super) clock: Field,
    /// When the clock's time was last typed at: later it has moved on.
    pub(super) clock_at: Option<Now>,
    pub(super) role: Field,
    /// Where the key is pressed that tells the keyboard; it keeps nothing.
    pub(super) key: Field,
    /// Who is known from the last incident.
    pub(super) known: Option<SignedOn>,
    /// The initials are theirs and nobody has touched them. Comparing texts would not do: whoever
    /// types `MKERN` passes through the `MK` of last time.
    is_offered: bool,
    pub(super) was_asked_for_initials: bool,
    pub(super) sent_at: Option<Elapsed>,
    from: usize,
}

impl Start {
    /// A form for this runbook.
    #[must_use]
    pub fn new(copy: RunbookCopy, view: &View) -> Self {
        let known = view.incidents.iter().find_map(|line| line.person.clone());
        let known = known.filter(|person| person.initials.as_str() != UNNAMED);
        let initials = Field::new(Initials::CHARS_MAX);
        let role = Field::new(ROLE_BYTES_MAX);
        let kept = |person: &SignedOn| (person.initials.to_string(), person.role.clone());
        let (tag, own_role) = known.as_ref().map(kept).unwrap_or_default();
        Self {
            copy,
            signs: Vec::new(),
            place: Place::Mode,
            mode: None,
            severity: Severity::Care,
            initials: initials.holding(&tag),
            noticed: Field::new(TIME_BYTES_MAX),
            clock: Field::new(TIME_BYTES_MAX),
            clock_at: None,
            role: role.holding(&own_role.unwrap_or_default()),
            key: Field::new(1),
            is_offered: known.is_some(),
            known,
            was_asked_for_initials: false,
            sent_at: None,
            from: 0,
        }
    }

    /// The same, because of these signs.
    #[must_use]
    pub fn because_of(mut self, signs: Vec<SymptomId>) -> Self {
        self.signs = signs;
        self
    }

    /// What will be followed.
    #[must_use]
    pub fn copy(&self) -> &RunbookCopy {
        &self.copy
    }

    /// Whether the initials are those of the last incident, as they were offered.
    pub(super) const fn is_from_last_time(&self) -> bool {
        self.is_offered
    }

    fn step(&mut self, forward: bool, view: &View) {
        let asked = |place: &Place| *place != Place::Keyboard || view.keyboard.is_assumed();
        let places: Vec<_> = Place::ALL.into_iter().filter(asked).collect();
        let at = places.iter().position(|place| *place == self.place).unwrap_or(0);
        let count = places.len();
        let to = if forward { (at + 1) % count } else { (at + count - 1) % count };
        self.place = places.get(to).copied().unwrap_or(Place::Mode);
    }

    /// A number or a turn of the choice that has the focus.
    fn pick(&mut self, number: usize, view: &View) -> Outcome {
        match (self.place, number) {
            (Place::Mode, 1 | 2) => {
                let is_real = number == 1;
                self.mode = Some(if is_real { IncidentMode::Real } else { IncidentMode::Exercise });
                if self.initials.is_blank() {
                    self.place = Place::Initials;
                }
                Outcome::taken()
            }
            (Place::Severity, 1..=3) => {
                let number = u8::try_from(number).unwrap_or(1);
                self.severity = Severity::from_number(number).unwrap_or(self.severity);
                Outcome::taken()
            }
            (Place::Language, 1 | 2) => {
                let lang = if number == 1 { Lang::En } else { Lang::Fr };
                if lang == view.lang {
                    Outcome::taken()
                } else {
                    Outcome::request(Request::Speak(lang))
                }
            }
            _ => Outcome::not_mine(),
        }
    }

    /// Left, Right and Space go through the choices of a row.
    fn turn(&mut self, forward: bool, view: &View) -> Outcome {
        let (at, count) = match self.place {
            Place::Mode => {
                (self.mode.map_or(0, |mode| 1 + usize::from(mode != IncidentMode::Real)), 2)
            }
            Place::Severity => (usize::from(self.severity.number()), 3),
            _ => (1 + usize::from(view.lang == Lang::Fr), 2),
        };
        let to = if forward { at % count + 1 } else { (at + count - 2) % count + 1 };
        // From "nothing chosen" both directions lead to a real choice of the row.
        let to = if at == 0 { if forward { 1 } else { count } } else { to };
        let place = self.place;
        let outcome = self.pick(to, view);
        self.place = place;
        outcome
    }

    fn edit(&mut self, intent: Intent, view: &View) -> Outcome {
        let words = &view.words.screen.start;
        let field = match self.place {
            Place::Initials => match intent {
                Intent::Type(c) => {
                    let Some(letter) = plain_letter(c) else {
                        return Outcome::say(words.bad_letter.clone());
                    };
                    // Typing over a name that was only offered replaces it.
                    if std::mem::take(&mut self.is_offered) {
                        self.initials.clear();
                        self.role.clear();
                    }
                    return taken_if(self.initials.key(Intent::Type(letter)));
                }
                Intent::Space => return Outcome::taken(),
                intent => {
                    let is_taken = self.initials.key(intent);
                    self.is_offered &= !is_taken;
                    return taken_if(is_taken);
                }
            },
            Place::Noticed => &mut self.noticed,
            Place::Clock => {
                self.clock_at = Some(view.now);
                &mut self.clock
            }
            Place::Keyboard => {
                return match intent {
                    Intent::Type(c) => self.tell_keyboard(c, view),
                    Intent::Space => Outcome::say(&view.words.remap.seven),
                    _ => Outcome::not_mine(),
                };
            }
            _ => return taken_if(self.role.key(intent)),
        };
        // The unshifted top row counts as digits and is echoed so (R92).
        let intent = match intent {
            Intent::Type(c) => Intent::Type(view.keyboard.echo(c)),
            other => other,
        };
        taken_if(field.key(intent))
    }

    /// Once it is known the row is gone, and the focus goes back to what is still asked.
    fn tell_keyboard(&mut self, c: char, view: &View) -> Outcome {
        let outcome = tell(c, view);
        if !outcome.requests.is_empty() {
            self.place = Place::Mode;
        }
        outcome
    }
}

fn taken_if(is_taken: bool) -> Outcome {
    if is_taken { Outcome::taken() } else { Outcome::not_mine() }
}

/// The unaccented letter or the digit that a character is, if it is one.
fn plain_letter(c: char) -> Option<char> {
    let first = std::iter::once(c).nfd().next()?;
    first.is_ascii_alphanumeric().then(|| first.to_ascii_uppercase())
}

impl Screen for Start {
    fn mode(&self) -> Mode {
        if self.place.is_text() { Mode::Text } else { Mode::Command }
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        match press.intent {
            Intent::Enter => self.start(view),
            Intent::Esc => Outcome::go(Go::Back),
            Intent::Tab | Intent::Down => {
                self.step(true, view);
                Outcome::taken()
            }
            Intent::BackTab | Intent::Up => {
                self.step(false, view);
                Outcome::taken()
            }
            intent if self.place.is_text() => self.edit(intent, view),
            Intent::Digit(digit) => self.pick(digit.into(), view),
            Intent::Right | Intent::Space => self.turn(true, view),
            Intent::Left => self.turn(false, view),
            _ => Outcome::not_mine(),
        }
    }

    fn paste(&mut self, text: &str, view: &View) -> Outcome {
        match self.place {
            Place::Role => taken_if(self.role.insert(text)),
            Place::Noticed => taken_if(self.noticed.insert(text.trim())),
            Place::Clock => {
                self.clock_at = Some(view.now);
                taken_if(self.clock.insert(text.trim()))
            }
            Place::Initials => {
                let letters = text.chars().filter_map(plain_letter);
                for letter in letters.take(Initials::CHARS_MAX) {
                    self.edit(Intent::Type(letter), view);
                }
                Outcome::taken()
            }
            _ => Outcome::not_mine(),
        }
    }

    fn answer(&mut self, effect: &Effect, _view: &View) -> Outcome {
        if matches!(effect, Effect::NotSaved { .. } | Effect::Rejected { .. }) {
            self.sent_at = None;
        }
        Outcome::not_mine()
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let areas = canvas.areas();
        let mut area = whole(&areas);
        if areas.form == Form::Large {
            let aside = Rect { width: RAIL_COLUMNS, ..area };
            let sheet = Self::aside(view, aside.width);
            sheet.draw(canvas, aside, &mut 0, &view.words.screen.told);
            let taken = RAIL_COLUMNS + 3;
            area = Rect { x: area.x + taken, width: area.width.saturating_sub(taken), ..area };
        }
        let mut from = self.from;
        self.form(view, area.width).draw(canvas, area, &mut from, &view.words.screen.told);
        self.from = from;
    }

    fn speak(&mut self, view: &View) -> Speech {
        self.speech(view)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.start;
        let mut keys = Vec::new();
        let digit = Intent::Digit;
        match self.place {
            Place::Mode => {
                keys.push(Live::key(digit(1), &words.key_real));
                keys.push(Live::key(digit(2), &words.key_exercise));
            }
            Place::Severity => keys.push(Live::keys(&[digit(1), digit(3)], &words.key_option)),
            Place::Language => keys.push(Live::keys(&[digit(1), digit(2)], &words.key_option)),
            _ => {}
        }
        if self.mode.is_some() {
            keys.push(Live::key(Intent::Enter, &words.key_start));
        }
        keys.push(Live::key(Intent::Tab, &words.key_next));
        keys.push(Live::key(Intent::Esc, &words.key_back));
        keys.push(Live::key(Intent::Help, &words.key_help));
        keys.push(Live::key(Intent::Quit, &words.key_quit));
        keys.push(Live::key(Intent::BackTab, &words.key_before));
        keys
    }

    fn heading(&self, view: &View) -> Option<String> {
        Some(view.words.screen.start.heading.clone())
    }

    fn urgent(&self, view: &View) -> Option<String> {
        let words = &view.words.screen.start;
        Some(match (self.mode, self.initials.is_blank()) {
            (None, _) => words.urgent_mode.clone(),
            (Some(_), true) => words.urgent_initials.clone(),
            (Some(_), false) => words.urgent_ready.clone(),
        })
    }

    fn has_rail(&self) -> bool {
        false
    }
}
