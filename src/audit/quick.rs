//! The lines that fill a long night, read without a general parser: answered steps, notes, limits.
//!
//! Invariant: what is read here is what [`decode`] reads, and every line that has not exactly the
//! expected shape goes there. A test compares the two on every sort of line. Names that the line
//! before had are shared with it, so that replaying a million records allocates almost nothing.

use std::collections::BTreeMap;

use super::from_wire::{DecodeError, DecodedLine, by_code, decode};
use super::json::quote_or_backslash;
use super::wire_v1::{code, field};
use crate::domain::act::{StepAct, StepEvent};
use crate::domain::event::{Event, Mode, Note, NoteKind, Record};
use crate::domain::ids::{Author, EventId, Seq, StateId, StepRef, WriterId};
use crate::domain::text::Lang;
use crate::domain::time::{BootTag, Elapsed, Moment, Timestamp};

/// Most step names that are remembered; a runbook has a few dozen.
const STEPS_MAX: usize = 1_024;

/// Most authors that are remembered.
const PEOPLE_MAX: usize = 32;

/// Bytes of the third column and its line feed.
const TRAILER: usize = 143;

/// Reads the lines of one log, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Decoder {
    writer: Option<WriterId>,
    people: Vec<Author>,
    steps: Vec<(String, StepRef)>,
    places: BTreeMap<String, usize>,
    /// The step that is looked at first: people walk in order.
    next: usize,
}

impl Decoder {
    /// Before the first line.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a line that the verifier accepted, its line feed included, as [`decode`] does.
    ///
    /// # Errors
    /// As [`decode`].
    pub fn decode(&mut self, line: &[u8]) -> Result<DecodedLine, DecodeError> {
        if let Some(decoded) = self.usual(line) {
            return Ok(decoded);
        }
        let decoded = decode(line)?;
        let record = &decoded.record;
        self.writer = Some(record.id.writer.clone());
        if self.people.len() < PEOPLE_MAX && !self.people.contains(&record.who) {
            self.people.push(record.who.clone());
        }
        if let Some(step) = step_of(&record.event).filter(|_| self.steps.len() < STEPS_MAX) {
            let text = step.to_string();
            if !self.places.contains_key(&text) {
                self.places.insert(text.clone(), self.steps.len());
                self.steps.push((text, step.clone()));
            }
        }
        Ok(decoded)
    }

    /// The step of this name, as it was read before.
    fn step(&mut self, name: &[u8]) -> Option<StepRef> {
        let guess = self.steps.get(self.next).filter(|(known, _)| known.as_bytes() == name);
        let (at, (_, step)) = match guess {
            Some(found) => (self.next, found),
            None => {
                let at = *self.places.get(std::str::from_utf8(name).ok()?)?;
                (at, self.steps.get(at)?)
            }
        };
        let step = step.clone();
        self.next = if at + 1 < self.steps.len() { at + 1 } else { 0 };
        Some(step)
    }

    /// The record, when the line has one of the usual shapes and names what was named before.
    fn usual(&mut self, line: &[u8]) -> Option<DecodedLine> {
        let mut line = Cursor { rest: line };
        line.word("{\"e\":{\"v\":1,\"id\":\"")?;
        let id = self.id(line.until_quote()?)?;
        line.word(",\"t\":\"")?;
        let wall = Timestamp::parse(line.text()?)?;
        line.word(",\"b\":\"")?;
        let boot = BootTag::parse(line.text()?)?;
        line.word(",\"m\":")?;
        let mono = Elapsed::from_ms(line.number()?);
        line.word(",\"l\":")?;
        let lamport = line.number()?;
        line.word(",\"who\":\"")?;
        let who = line.until_quote()?;
        let who = self.people.iter().find(|known| known.as_str().as_bytes() == who)?.clone();
        line.word(",\"do\":\"")?;
        let code = line.until_quote()?;
        line.word(",\"at\":\"")?;
        let at = self.step(line.until_quote()?)?;
        line.word(",\"x\":{")?;
        let params = Params::read(&mut line)?;
        let mode = if params.is_exercise { Mode::Exercise } else { Mode::Real };
        let event = event(code, at, &params, &mut line)?;
        let is_whole = line.rest.len() == TRAILER && line.rest.starts_with(b"\"p\":\"");
        is_whole.then_some(())?;
        let at = Moment { wall, mono, boot };
        let record = Record { id, at, lamport, who, late: None, event };
        Some(DecodedLine { record, mode, is_newer: false, withheld: Vec::new() })
    }

    fn id(&self, text: &[u8]) -> Option<EventId> {
        let writer = self.writer.as_ref()?;
        let digits = text.strip_prefix(writer.as_str().as_bytes())?.strip_prefix(b".")?;
        let mut number = Cursor { rest: digits };
        let seq = number.number().filter(|seq| *seq > 0 && number.rest.is_empty())?;
        Some(EventId { writer: writer.clone(), seq: Seq(seq) })
    }
}

/// The step that a usual line names.
const fn step_of(event: &Event) -> Option<&StepRef> {
    match event {
        Event::Step(StepEvent { step, .. }) | Event::DeadlinePassed { step, .. } => Some(step),
        Event::NoteAdded(note) => note.step.as_ref(),
        _ => None,
    }
}

/// The event of a usual line; the cursor stands behind its parameters, and in the end behind the
/// second column.
fn event(name: &[u8], at: StepRef, params: &Params<'_>, line: &mut Cursor<'_>) -> Option<Event> {
    if name == code::NOTE.as_bytes() {
        has_none(&[params.lang, params.shown, params.state, params.due]).then_some(())?;
        let kind = by_code(params.kind?, &NoteKind::ALL, NoteKind::code)?;
        let (begun_at, happened_at) = (time(params.begun)?, time(params.happened)?);
        let text = line.disclosed(field::NOTE)?.to_owned();
        return Some(Event::NoteAdded(Note { kind, text, step: Some(at), begun_at, happened_at }));
    }
    line.word("},\t\t")?;
    if name == code::DEADLINE.as_bytes() {
        let others = [params.lang, params.shown, params.state, params.kind, params.begun];
        (has_none(&others) && params.happened.is_none()).then_some(())?;
        return Some(Event::DeadlinePassed { step: at, due_at: Timestamp::parse(params.due?)? });
    }
    has_none(&[params.kind, params.begun, params.due]).then_some(())?;
    let act = match (std::str::from_utf8(name).ok()?, params.state) {
        (code::DONE, None) => StepAct::Done { approval: None },
        (code::OBSERVED, Some(state)) => StepAct::Observed { state: StateId::parse(state).ok()? },
        (code::WAIT, None) => StepAct::WaitStarted,
        _ => return None,
    };
    let (shown_at, happened_at) = (time(params.shown)?, time(params.happened)?);
    let lang = Lang::parse(params.lang?)?;
    Some(Event::Step(StepEvent { step: at, act, shown_at, happened_at, lang }))
}

/// An absent time is fine; one that is there must be readable.
fn time(text: Option<&str>) -> Option<Option<Timestamp>> {
    text.map_or(Some(None), |text| Timestamp::parse(text).map(Some))
}

/// Whether none of these parameters, which the event has no use for, is there.
fn has_none(others: &[Option<&str>]) -> bool {
    others.iter().all(Option::is_none)
}

/// The public parameters that usual lines have.
#[derive(Default)]
struct Params<'l> {
    is_exercise: bool,
    kind: Option<&'l str>,
    state: Option<&'l str>,
    lang: Option<&'l str>,
    shown: Option<&'l str>,
    begun: Option<&'l str>,
    happened: Option<&'l str>,
    due: Option<&'l str>,
}

impl<'l> Params<'l> {
    /// Reads them up to the brace that ends them; none of them may come twice.
    fn read(line: &mut Cursor<'l>) -> Option<Self> {
        let mut params = Self::default();
        loop {
            line.word("\"")?;
            let slot = match line.until_quote()? {
                b"exercise" if !params.is_exercise => {
                    line.word(":true")?;
                    params.is_exercise = true;
                    None
                }
                b"kind" => Some(&mut params.kind),
                b"state" => Some(&mut params.state),
                b"lang" => Some(&mut params.lang),
                b"shown" => Some(&mut params.shown),
                b"begun" => Some(&mut params.begun),
                b"happened" => Some(&mut params.happened),
                b"due" => Some(&mut params.due),
                _ => return None,
            };
            if let Some(slot) = slot {
                line.word(":\"")?;
                let before = slot.replace(line.text()?);
                before.is_none().then_some(())?;
            }
            if line.word(",").is_none() {
                line.word("}")?;
                return Some(params);
            }
        }
    }
}

/// What is left of a line.
struct Cursor<'l> {
    rest: &'l [u8],
}

impl<'l> Cursor<'l> {
    fn word(&mut self, word: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(word.as_bytes())?;
        Some(())
    }

    /// The text before the next quote, which is passed over. Texts with an escape are not usual.
    fn until_quote(&mut self) -> Option<&'l [u8]> {
        let end = quote_or_backslash(self.rest, 0)?;
        let (text, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest.strip_prefix(b"\"")?;
        Some(text)
    }

    fn text(&mut self) -> Option<&'l str> {
        std::str::from_utf8(self.until_quote()?).ok()
    }

    /// A number in its shortest spelling.
    fn number(&mut self) -> Option<u64> {
        let (mut number, mut len) = (0_u64, 0);
        for byte in self.rest.iter().take_while(|byte| byte.is_ascii_digit()) {
            number = number.checked_mul(10)?.checked_add(u64::from(byte & 15))?;
            len += 1;
        }
        let (digits, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        let is_shortest = len == 1 || digits.first() != Some(&b'0');
        (len > 0 && is_shortest).then_some(number)
    }

    /// Passes over the commitment of the only readable text, `name`, and the second column, and
    /// gives the text.
    fn disclosed(&mut self, name: &str) -> Option<&'l str> {
        self.word(",\"c\":{\"")?;
        self.word(name)?;
        self.word("\":\"")?;
        self.until_quote()?;
        self.word("}},\t\"d\":{\"")?;
        self.word(name)?;
        self.word("\":[\"")?;
        self.until_quote()?;
        self.word(",\"")?;
        let text = self.text()?;
        self.word("]},\t")?;
        Some(text)
    }
}
