//! Change of shift: who leaves the keyboard, who takes it, and the code to keep outside
//! (audit-log §4.5, R61).
//!
//! The one who leaves is signed off first, then the one who comes is signed on; each is an entry of
//! its own. Esc closes the box and changes nothing; what was typed is offered again.

use std::path::PathBuf;

use ratatui::layout::Rect;

use super::contract::{Go, Live, Outcome, Screen};
use super::spoken;
use crate::domain::command::Command;
use crate::domain::event::SignedOn;
use crate::domain::ids::Initials;
use crate::domain::proof::SignedOff;
use crate::i18n::fill;
use crate::i18n::screen_shift::ScreenShift;
use crate::session::Effect;
use crate::tui::draft::{FormKind, FormName};
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::request::{KeyOrder, Request, Secret};
use crate::tui::speech::{Prompt, Speech, Wanted, capitalised, sentence};
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::{columns, paragraph};
use crate::tui::widget::{Canvas, Field, Row, panel};

/// Most bytes of a name or a role.
const TEXT_BYTES_MAX: usize = 60;

/// Most bytes of the path of a key.
const PATH_BYTES_MAX: usize = 4_096;

/// The fields in their order: initials, name and role of the one who comes, the file and the
/// passphrase of their key, and those of the one who leaves.
const FIELDS: usize = 7;
const COMING_KEY: usize = 3;
const LEAVING_KEY: usize = 5;

/// Where passphrases stand: shown as stars, and kept nowhere.
const SECRETS: [usize; 2] = [COMING_KEY + 1, LEAVING_KEY + 1];

/// What the box is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Asking who comes.
    Asking,
    /// The key of the one who comes is being tried, while nothing is recorded yet.
    Trying,
    /// The one who leaves is being signed off.
    Leaving,
    /// The one who comes is being signed on.
    Coming,
    /// Showing the code.
    Code,
}

/// The box.
#[derive(Clone, Debug)]
pub struct Shift {
    stage: Stage,
    at: usize,
    fields: [Field; FIELDS],
}

impl Shift {
    /// Asks who comes.
    #[must_use]
    pub fn new() -> Self {
        let (name, path) = (TEXT_BYTES_MAX, PATH_BYTES_MAX);
        let most = [Initials::CHARS_MAX, name, name, path, name, path, name];
        let fields = most.map(Field::new);
        Self { stage: Stage::Asking, at: 0, fields }
    }

    /// Whether somebody came, and only the code stands there.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.stage == Stage::Code
    }

    /// Shows the code alone.
    #[must_use]
    pub fn code() -> Self {
        Self { stage: Stage::Code, ..Self::new() }
    }

    fn typed(&self, at: usize) -> String {
        self.fields.get(at).map(|field| field.trimmed().to_owned()).unwrap_or_default()
    }

    /// The person who comes, once there are initials.
    fn person(&self, view: &View) -> Option<SignedOn> {
        let initials = Initials::parse(&self.typed(0).to_uppercase()).ok()?;
        let known = view.session.state().people.get(&initials);
        let given = |at| Some(self.typed(at)).filter(|text| !text.is_empty());
        let name = given(1).or_else(|| known.and_then(|person| person.name.clone()));
        let role = given(2).or_else(|| known.and_then(|person| person.role.clone()));
        Some(SignedOn { initials, name, role, proof: None })
    }

    fn enter(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.shift;
        let Some(person) = self.person(view) else {
            self.at = 0;
            return Outcome::say(words.need_initials.clone());
        };
        match view.session.state().operator.clone() {
            // Whoever is there already may still prove it.
            Some(initials) if initials == person.initials && !self.typed(COMING_KEY).is_empty() => {
                self.come(person)
            }
            Some(initials) if initials == person.initials => {
                Outcome::say(fill(&words.there_already, &[("who", initials.as_str())]))
            }
            // With a key that does not open, nobody would be at the keyboard afterwards.
            Some(_) if !self.typed(COMING_KEY).is_empty() => {
                self.stage = Stage::Trying;
                let (key, passphrase) = self.key_at(COMING_KEY);
                Outcome::request(Request::TryKey(key, passphrase))
            }
            Some(initials) => self.leave(initials),
            None => self.come(person),
        }
    }

    /// The key of the one who comes opens: the one who is there may leave.
    pub fn key_opens(&mut self, view: &View) -> Outcome {
        let there = view.session.state().operator.clone();
        match (self.stage, there, self.person(view)) {
            (Stage::Trying, Some(initials), _) => self.leave(initials),
            (Stage::Trying, None, Some(person)) => self.come(person),
            _ => Outcome::taken(),
        }
    }

    fn leave(&mut self, initials: Initials) -> Outcome {
        self.stage = Stage::Leaving;
        let command = Command::SignOff(SignedOff { initials, proof: None });
        self.proved(command, LEAVING_KEY)
    }

    fn come(&mut self, person: SignedOn) -> Outcome {
        self.stage = Stage::Coming;
        self.proved(Command::SignOn(person), COMING_KEY)
    }

    /// The order, with the key whose file is named in field `at`, if any is.
    fn proved(&self, command: Command, at: usize) -> Outcome {
        if self.typed(at).is_empty() {
            return Outcome::order(command);
        }
        let (key, passphrase) = self.key_at(at);
        Outcome::request(Request::Sign(Box::new(KeyOrder { command, key, passphrase })))
    }

    /// The file named in field `at`, and what opens it.
    fn key_at(&self, at: usize) -> (PathBuf, Secret) {
        let passphrase = self.fields.get(at + 1).map_or("", Field::text);
        (self.typed(at).into(), Secret::new(passphrase))
    }

    /// The key did not sign: nothing was recorded of the one it belongs to.
    pub fn ask_again(&mut self) {
        if matches!(self.stage, Stage::Trying | Stage::Leaving | Stage::Coming) {
            let key = if self.stage == Stage::Leaving { LEAVING_KEY } else { COMING_KEY };
            self.at = if self.typed(key + 1).is_empty() { key } else { key + 1 };
            self.stage = Stage::Asking;
        }
    }

    /// How many fields there are: whoever leaves can sign only when there is somebody.
    fn count(view: &View) -> usize {
        if view.session.state().operator.is_some() { FIELDS } else { LEAVING_KEY }
    }

    fn step(&mut self, forward: bool, view: &View) -> Outcome {
        let count = Self::count(view);
        self.at = if forward { (self.at + 1) % count } else { (self.at + count - 1) % count };
        Outcome::taken()
    }

    /// Who has the keyboard, and the names of the fields.
    fn labels(view: &View) -> (String, [String; FIELDS]) {
        let words = &view.words.screen.shift;
        let there = view.session.state().operator.as_ref();
        let first = match there {
            Some(who) => fill(&words.leaves, &[("who", who.as_str())]),
            None => words.nobody.clone(),
        };
        let key_of = |who: &str| fill(&words.key_of, &[("who", who)]);
        let leaving = there.map_or_else(String::new, |who| key_of(who.as_str()));
        let (passphrase, key_file) = (words.passphrase.clone(), words.key_file.clone());
        let coming = [words.who.clone(), words.name.clone(), words.role.clone(), key_file];
        let [who, name, role, key_file] = coming;
        (first, [who, name, role, key_file, passphrase.clone(), leaving, passphrase])
    }

    fn speech(&self, view: &View) -> Speech {
        let words = &view.words.screen.shift;
        let lines = &view.words.screen.linear;
        match self.stage {
            Stage::Code => {
                let n = view.session.lines().to_string();
                let code = view.session.head().spoken_code().to_string();
                return Speech::about(fill(&words.code_after, &[("n", &n)]))
                    .detail(code)
                    .detail(&words.code_use);
            }
            Stage::Trying | Stage::Leaving | Stage::Coming => {
                return Speech::default().asking(Prompt::Nothing);
            }
            Stage::Asking => {}
        }
        let (first, labels) = Self::labels(view);
        let advice = if self.at < COMING_KEY { &words.advice } else { &words.key_advice };
        let about = Speech::about(spoken::question(&words.title))
            .detail(first)
            .detail(sentence(&capitalised(advice)));
        let label = labels.get(self.at).cloned().unwrap_or_default();
        let is_secret = SECRETS.contains(&self.at);
        let label = if is_secret { fill(&lines.secret, &[("label", &label)]) } else { label };
        let last = Self::count(view) - 1;
        let then = if self.at >= last { Intent::Enter } else { Intent::Tab };
        let held = self.fields.get(self.at).map_or("", Field::text);
        let wanted = Wanted { is_secret, ..Wanted::new(&label, held, &[then]) };
        let is_blank = held.trim().is_empty();
        // Without a key its passphrase is not asked for.
        let wanted = match self.at {
            0 => wanted,
            COMING_KEY if is_blank && last == COMING_KEY + 1 => wanted.or_else(&[Intent::Enter]),
            COMING_KEY if is_blank => wanted.or_else(&[Intent::Tab, Intent::Tab]),
            LEAVING_KEY if is_blank => wanted.or_else(&[Intent::Enter]),
            _ => wanted.or_nothing(),
        };
        about.asking(Prompt::Field(wanted))
    }

    fn form(&self, canvas: &mut Canvas, view: &View) {
        let words = &view.words.screen.shift;
        let (first, labels) = Self::labels(view);
        let rows = Self::count(view) + 2;
        let advice = if self.at < COMING_KEY { &words.advice } else { &words.key_advice };
        let height = u16::try_from(rows).unwrap_or(9);
        let inside = panel(canvas, height, &words.title, "", advice);
        canvas.print(inside, (inside.x, inside.y), &first, Role::Text);
        let widest = labels.iter().map(|label| columns(label, *view.theme)).max().unwrap_or(0);
        let x = inside.x + widest + 5;
        // In a low window the rows follow the focus.
        let room = usize::from(inside.height.saturating_sub(2)).max(1);
        let from = (self.at + 1).saturating_sub(room);
        let shown = labels.iter().zip(&self.fields).enumerate().take(Self::count(view));
        for (row, (at, (label, field))) in (2_u16..).zip(shown.skip(from)) {
            let is_here = at == self.at;
            let y = inside.y + row;
            canvas.print(inside, (inside.x, y), if is_here { ">>" } else { "" }, Role::Focus);
            canvas.print(inside, (inside.x + 3, y), label, Role::Label);
            let width = inside.right().saturating_sub(x).min(48);
            let area = Rect { x, y, width, height: 1 }.intersection(inside);
            if SECRETS.contains(&at) {
                field.draw_hidden(canvas, area, is_here);
            } else {
                field.draw(canvas, area, is_here);
            }
        }
    }

    /// The code, over the lower rows.
    pub(super) fn show_code(canvas: &mut Canvas, view: &View, words: &ScreenShift) {
        let width = canvas.areas().band.width.saturating_sub(4);
        let lines = view.session.lines().to_string();
        let code = view.session.head().spoken_code().to_string();
        let mut rows = paragraph(&fill(&words.code_after, &[("n", &lines)]), 0, width, *view.theme);
        let groups: Vec<_> = code.split(' ').collect();
        rows.push(Row::blank());
        for half in groups.chunks(4) {
            rows.push(Row::text(String::new()).at(4, half.join("  "), Role::Focus));
        }
        rows.push(Row::blank());
        rows.extend(paragraph(&words.code_use, 0, width, *view.theme));
        let count = u16::try_from(rows.len()).unwrap_or(8);
        let inside = panel(canvas, count, &words.code_title, "", "");
        canvas.rows(inside, &rows, 0);
    }
}

impl Default for Shift {
    fn default() -> Self {
        Self::new()
    }
}

impl Screen for Shift {
    fn mode(&self) -> Mode {
        if self.stage == Stage::Code { Mode::Command } else { Mode::Text }
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        match (self.stage, press.intent) {
            (Stage::Code, Intent::Enter) | (Stage::Code | Stage::Asking, Intent::Esc) => {
                Outcome::go(Go::Back)
            }
            (Stage::Code, _) => Outcome::not_mine(),
            (Stage::Trying | Stage::Leaving | Stage::Coming, _) => Outcome::taken(),
            (Stage::Asking, Intent::Enter) => self.enter(view),
            (Stage::Asking, Intent::Tab | Intent::Down) => self.step(true, view),
            (Stage::Asking, Intent::BackTab | Intent::Up) => self.step(false, view),
            (Stage::Asking, intent) => {
                let is_mine = self.fields.get_mut(self.at).is_some_and(|field| field.key(intent));
                if is_mine { Outcome::taken() } else { Outcome::not_mine() }
            }
        }
    }

    fn paste(&mut self, text: &str, _view: &View) -> Outcome {
        if self.stage == Stage::Asking
            && let Some(field) = self.fields.get_mut(self.at)
        {
            field.insert(text);
        }
        Outcome::taken()
    }

    fn answer(&mut self, effect: &Effect, view: &View) -> Outcome {
        match (self.stage, effect) {
            (Stage::Leaving, Effect::Recorded { .. } | Effect::Held { .. }) => {
                match self.person(view) {
                    Some(person) => self.come(person),
                    None => Outcome::not_mine(),
                }
            }
            (Stage::Coming, Effect::Recorded { .. }) => {
                self.stage = Stage::Code;
                Outcome::taken()
            }
            // A code over what is not on disk would prove nothing.
            (Stage::Coming, Effect::Held { .. }) => Outcome::go(Go::Back),
            (Stage::Leaving | Stage::Coming, Effect::Rejected { .. }) => {
                self.stage = Stage::Asking;
                Outcome::not_mine()
            }
            _ => Outcome::not_mine(),
        }
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        match self.stage {
            Stage::Code => Self::show_code(canvas, view, &view.words.screen.shift),
            _ => self.form(canvas, view),
        }
    }

    fn form(&self) -> Option<FormName> {
        Some(FormName::plain(FormKind::Shift))
    }

    fn typed(&self) -> Vec<String> {
        if self.stage != Stage::Asking || self.fields.iter().all(Field::is_blank) {
            return Vec::new();
        }
        let text = |(at, field): (usize, &Field)| {
            if SECRETS.contains(&at) { String::new() } else { field.text().to_owned() }
        };
        self.fields.iter().enumerate().map(text).collect()
    }

    fn retype(&mut self, texts: &[String]) {
        for (field, text) in self.fields.iter_mut().zip(texts) {
            field.insert(text);
        }
    }

    fn speak(&mut self, view: &View) -> Speech {
        self.speech(view)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.shift;
        let help = Live::key(Intent::Help, &view.words.screen.step.key_help);
        if self.stage == Stage::Code {
            return vec![
                Live::key(Intent::Enter, &words.key_written),
                Live::key(Intent::Esc, &words.key_back),
                Live::key(Intent::Note, &view.words.screen.step.key_note),
                Live::key(Intent::Outline, &view.words.screen.step.key_all),
                Live::key(Intent::Menu, &words.key_menu),
                help,
            ];
        }
        vec![
            Live::key(Intent::Enter, &words.key_take),
            Live::key(Intent::Tab, &words.key_next),
            Live::key(Intent::Esc, &words.key_back),
            help,
            Live::key(Intent::Note, &view.words.screen.step.key_note),
            Live::key(Intent::Quit, &view.words.screen.picker.key_quit),
        ]
    }
}
