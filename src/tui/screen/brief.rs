//! The hand-over briefing (B, S11): drafted from the log, read aloud, read back, accepted by both.
//!
//! The lead passes only when whoever takes over has said what is most urgent and what is not clear
//! (R58), and both have pressed Enter; then the sentence for everybody stands there, and the code
//! to keep outside. Esc goes one stage back and changes nothing.

use super::brief_own::OwnLines;
use super::brief_rows;
use super::contract::{Go, Live, Outcome, Screen};
use crate::domain::command::Command;
use crate::domain::decide::TEXT_BYTES_MAX;
use crate::domain::event::SignedOn;
use crate::domain::ids::Initials;
use crate::domain::lead::PassLead;
use crate::domain::proof::SignedOff;
use crate::i18n::brief::announcement;
use crate::i18n::fill;
use crate::session::Effect;
use crate::tui::app::is_open;
use crate::tui::draft::{FormKind, FormName};
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::request::Request;
use crate::tui::speech::Speech;
use crate::tui::view::View;
use crate::tui::widget::{Canvas, Field};

/// Initials, most urgent, not clear.
const FIELDS: usize = 3;

/// How far the hand-over is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The briefing is read aloud.
    Reading,
    /// It is read back.
    ReadBack,
    /// The one who leads is asked.
    Giver,
    /// The one who takes over is asked.
    Taker,
    /// The order is on its way.
    Passing,
    /// The one who led is signed off the keyboard.
    Leaving,
    /// The one who leads now is signed on.
    Coming,
    /// The sentence for everybody.
    Said,
}

/// The page.
#[derive(Clone, Debug)]
pub struct Brief {
    pub(super) stage: Stage,
    pub(super) at: usize,
    pub(super) fields: [Field; FIELDS],
    /// Lines in own words.
    pub(super) own: OwnLines,
    /// The first row of the whole text; none while the page of what is needed most is shown.
    pub(super) from: Option<usize>,
    /// How many lines the page left out, and how far the whole text can be scrolled.
    pub(super) drawn: (usize, usize),
}

impl Default for Brief {
    fn default() -> Self {
        Self::new()
    }
}

impl Brief {
    /// As the page looks when it is entered.
    #[must_use]
    pub fn new() -> Self {
        let fields = [Initials::CHARS_MAX, TEXT_BYTES_MAX, TEXT_BYTES_MAX].map(Field::new);
        let own = OwnLines::default();
        Self { stage: Stage::Reading, at: 0, fields, own, from: None, drawn: (0, 0) }
    }

    fn typed(&self, at: usize) -> &str {
        self.fields.get(at).map_or("", Field::trimmed)
    }

    pub(super) fn taker(&self) -> Option<Initials> {
        Initials::parse(&self.typed(0).to_uppercase()).ok()
    }

    pub(super) fn giver(view: &View) -> Option<Initials> {
        view.session.state().leader().map(|(who, _)| who.clone())
    }

    /// Turns the text; the page of what is needed most lies above its beginning.
    fn turn(&mut self, intent: Intent) -> bool {
        let (left_out, last) = self.drawn;
        self.from = match (self.from, intent) {
            (None, Intent::Space | Intent::Down | Intent::PageDown) if left_out > 0 => Some(0),
            (Some(0), Intent::Up | Intent::PageUp | Intent::Home) => None,
            (Some(from), Intent::Down) => Some((from + 1).min(last)),
            (Some(from), Intent::Up) => Some(from - 1),
            (Some(from), Intent::Space | Intent::PageDown) if from >= last => None,
            (Some(from), Intent::Space | Intent::PageDown) => Some((from + 8).min(last)),
            (Some(from), Intent::PageUp) => Some(from.saturating_sub(8)),
            _ => return false,
        };
        true
    }

    fn begin(&mut self, view: &View) -> Outcome {
        let state = view.session.state();
        if view.session.is_read_only() {
            let advice = view.words.rejection.of(&crate::domain::rejection::Rejection::ReadOnly);
            return Outcome::say(format!("{} {}", advice.what, advice.next));
        }
        if state.closed.is_some() {
            return Outcome::say(&view.words.screen.frame.is_closed);
        }
        self.stage = Stage::ReadBack;
        self.own.freeze(view);
        self.from = None;
        Outcome::taken()
    }

    /// Enter in a field: on to the next that is empty, then to the one who leads.
    fn next(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.brief;
        let Some(taker) = self.taker() else {
            self.at = 0;
            return Outcome::say(&words.need_initials);
        };
        if Self::giver(view).as_ref() == Some(&taker) {
            self.at = 0;
            return Outcome::say(fill(&words.leads_already, &[("who", taker.as_str())]));
        }
        let empty = (1..FIELDS).find(|at| self.typed(*at).is_empty());
        if let Some(empty) = empty {
            let is_new = empty != self.at;
            self.at = empty;
            return if is_new { Outcome::taken() } else { Outcome::say(&words.need_read_back) };
        }
        self.stage = Stage::Giver;
        Outcome::taken()
    }

    fn pass(&mut self) -> Outcome {
        let Some(to) = self.taker() else { return Outcome::taken() };
        self.stage = Stage::Passing;
        let (urgent, unclear) = (self.typed(1).to_owned(), self.typed(2).to_owned());
        let own_words = self.own.order();
        let read = own_words.iter().map(|own| own.line.clone()).collect();
        Outcome::order(Command::PassLead(PassLead { to, urgent, unclear, own_words, read }))
    }

    /// The lead has passed. Whoever led leaves the keyboard too, if they had it; somebody else
    /// stays there.
    fn passed(&mut self, view: &View) -> Outcome {
        let state = view.session.state();
        let from = state.leading.passed.last().map(|entry| entry.passed.from.clone());
        match from.filter(|from| state.operator.as_ref() == Some(from)) {
            Some(initials) => {
                self.stage = Stage::Leaving;
                Outcome::order(Command::SignOff(SignedOff { initials, proof: None }))
            }
            None => self.said(),
        }
    }

    fn come(&mut self, view: &View) -> Outcome {
        let state = view.session.state();
        let Some(initials) = state.leader().map(|(who, _)| who.clone()) else { return self.said() };
        self.stage = Stage::Coming;
        let known = state.people.get(&initials).cloned();
        let fresh = SignedOn { initials, name: None, role: None, proof: None };
        Outcome::order(Command::SignOn(known.unwrap_or(fresh)))
    }

    fn said(&mut self) -> Outcome {
        self.stage = Stage::Said;
        Outcome::taken()
    }

    fn back(&mut self) -> Outcome {
        self.stage = match self.stage {
            Stage::Giver | Stage::Taker => Stage::ReadBack,
            Stage::ReadBack => {
                self.own.thaw();
                Stage::Reading
            }
            _ => return Outcome::go(Go::Back),
        };
        Outcome::taken()
    }

    fn read(&mut self, intent: Intent, view: &View) -> Outcome {
        if let Some(outcome) = self.own.key(intent, view) {
            return outcome;
        }
        match intent {
            Intent::Enter => self.begin(view),
            Intent::Esc | Intent::Brief => Outcome::go(Go::Back),
            Intent::Note if is_open(view) => Outcome::go(Go::BriefNote),
            Intent::Copy => Outcome::request(Request::Copy(brief_rows::as_text(view, &self.own))),
            intent if self.turn(intent) => Outcome::taken(),
            _ => Outcome::not_mine(),
        }
    }

    fn write(&mut self, intent: Intent, view: &View) -> Outcome {
        match intent {
            Intent::Enter => return self.next(view),
            Intent::Esc => return self.back(),
            Intent::Tab | Intent::Down => self.at = (self.at + 1) % FIELDS,
            Intent::BackTab | Intent::Up => self.at = (self.at + FIELDS - 1) % FIELDS,
            intent => {
                let is_mine = self.fields.get_mut(self.at).is_some_and(|field| field.key(intent));
                return if is_mine { Outcome::taken() } else { Outcome::not_mine() };
            }
        }
        Outcome::taken()
    }
}

impl Screen for Brief {
    fn mode(&self) -> Mode {
        let is_text = self.stage == Stage::ReadBack || self.own.is_writing();
        if is_text { Mode::Text } else { Mode::Command }
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        self.own.settle(view);
        match (self.stage, press.intent) {
            (Stage::Reading, intent) => self.read(intent, view),
            (Stage::ReadBack, intent) => self.write(intent, view),
            (Stage::Giver, Intent::Enter) => {
                self.stage = Stage::Taker;
                Outcome::taken()
            }
            (Stage::Taker, Intent::Enter) => self.pass(),
            (Stage::Giver | Stage::Taker, Intent::Esc) => self.back(),
            (Stage::Said, Intent::Enter | Intent::Esc) => Outcome::go(Go::Back),
            (Stage::Said, Intent::Copy) => {
                let sentence = announcement(view.words, view.session.state(), &view.now);
                Outcome::request(Request::Copy(sentence.unwrap_or_default()))
            }
            (Stage::Passing | Stage::Leaving | Stage::Coming, _) => Outcome::taken(),
            (Stage::Giver | Stage::Taker | Stage::Said, _) => Outcome::not_mine(),
        }
    }

    fn paste(&mut self, text: &str, _view: &View) -> Outcome {
        if self.own.paste(text) {
            return Outcome::taken();
        }
        if self.stage != Stage::ReadBack {
            return Outcome::not_mine();
        }
        if let Some(field) = self.fields.get_mut(self.at) {
            field.insert(text);
        }
        Outcome::taken()
    }

    fn answer(&mut self, effect: &Effect, view: &View) -> Outcome {
        match (self.stage, effect) {
            (Stage::Passing, Effect::Recorded { .. }) => self.passed(view),
            (Stage::Leaving, Effect::Recorded { .. }) => self.come(view),
            // A code over what is not on disk would prove nothing.
            (Stage::Passing | Stage::Leaving | Stage::Coming, Effect::Held { .. }) => {
                self.own.thaw();
                self.stage = Stage::Reading;
                Outcome::go(Go::Back)
            }
            (Stage::Passing, Effect::Rejected { .. }) => {
                self.stage = Stage::ReadBack;
                Outcome::not_mine()
            }
            (Stage::Coming, Effect::Recorded { .. })
            | (Stage::Leaving | Stage::Coming, Effect::Rejected { .. }) => self.said(),
            _ => Outcome::not_mine(),
        }
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        self.own.settle(view);
        self.paint(canvas, view);
    }

    fn speak(&mut self, view: &View) -> Speech {
        self.own.settle(view);
        self.speech(view)
    }

    fn form(&self) -> Option<FormName> {
        Some(FormName::plain(FormKind::HandOver))
    }

    fn typed(&self) -> Vec<String> {
        let is_over = matches!(self.stage, Stage::Leaving | Stage::Coming | Stage::Said);
        let own = self.own.typed();
        if is_over || (own.is_empty() && self.fields.iter().all(Field::is_blank)) {
            return Vec::new();
        }
        let fields = self.fields.iter().map(|field| field.text().to_owned());
        fields.chain(own).collect()
    }

    fn retype(&mut self, texts: &[String]) {
        for (field, text) in self.fields.iter_mut().zip(texts) {
            field.insert(text);
        }
        self.own.retype(texts.get(FIELDS..).unwrap_or_default());
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.brief;
        let help = Live::key(Intent::Help, &view.words.screen.step.key_help);
        let can_hand_over = is_open(view);
        let line = if can_hand_over { &words.key_line } else { &view.words.screen.step.key_note };
        let note = Live::key(Intent::Note, line);
        let back = Live::key(Intent::Esc, &words.key_back);
        match self.stage {
            Stage::Reading => {
                if let Some(keys) = self.own.keys(view) {
                    return keys;
                }
                let mut keys = Vec::new();
                if can_hand_over {
                    keys.push(Live::key(Intent::Enter, &words.key_hand_over));
                    keys.push(Live::key(Intent::Tab, &words.key_own));
                }
                if self.drawn.0 > 0 {
                    keys.push(Live::key(Intent::Space, &words.key_more));
                }
                keys.extend([note, Live::key(Intent::Copy, &words.key_copy), back, help]);
                keys.push(Live::key(Intent::Log, &words.key_log));
                keys
            }
            Stage::ReadBack => vec![
                Live::key(Intent::Enter, &words.key_next),
                Live::key(Intent::Tab, &words.key_field),
                back,
                help,
                Live::key(Intent::Note, &view.words.screen.step.key_note),
                Live::key(Intent::Quit, &view.words.screen.picker.key_quit),
            ],
            Stage::Said => vec![
                Live::key(Intent::Enter, &words.key_heard),
                Live::key(Intent::Copy, &words.key_copy),
                back,
                help,
                Live::key(Intent::Note, &view.words.screen.step.key_note),
                Live::key(Intent::Log, &words.key_log),
            ],
            _ => vec![
                Live::key(Intent::Enter, &words.key_agree),
                back,
                help,
                Live::key(Intent::Note, &view.words.screen.step.key_note),
                Live::key(Intent::Log, &words.key_log),
                Live::key(Intent::Menu, &view.words.screen.step.key_menu),
            ],
        }
    }

    fn has_rail(&self) -> bool {
        false
    }
}
