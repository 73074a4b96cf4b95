//! From a record to its line. The salts come from outside; nothing here draws random numbers.
//!
//! Invariant: a record that this accepts comes back from `from_wire::decode` as it was.

use serde_json::{Map, Value};

use super::digest::Digest;
use super::line::{Disclosure, EncodedLine, build};
use super::wire_v1::{NUMBER_MAX, Params, Stored, VERSION, code, field, word};
use crate::domain::act::{Answer, Approval, Recheck, StepAct, StepEvent, Until};
use crate::domain::event::{Closing, Correction, Event, Mode, Note, OpenItem, Opened, Record};
use crate::domain::event::{Recovered, Resumed, RunbookPart, SignedOn};
use crate::domain::ids::StepRef;
use crate::domain::time::Timestamp;

/// Why a record cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// The line would be longer than 65,536 bytes (audit-log §4.2).
    #[error("the line would be longer than the format allows")]
    TooLong,
    /// A number has more than sixteen digits.
    #[error("a number has more than sixteen digits")]
    Number,
    /// A time lies outside the years 0 to 9999.
    #[error("a time lies outside what the format can spell")]
    Time,
    /// An event that this version does not know can be copied, never written anew.
    #[error("an unknown event cannot be written")]
    Unknown,
    /// A seal without a key to sign it.
    #[error("there is no key to sign with")]
    Unsigned,
    /// The event object could not be spelled as JSON.
    #[error("the event cannot be spelled")]
    Spelling,
}

/// Builds the line of `record`, which follows the line whose digest is `prev`.
///
/// `salts` gives a fresh 128-bit random salt for every sensitive field. In an exercise every line
/// says so.
///
/// # Errors
/// [`EncodeError`]; nothing is written in part.
pub fn encode(
    record: &Record,
    mode: Mode,
    prev: Digest,
    salts: &mut dyn FnMut() -> [u8; 16],
) -> Result<EncodedLine, EncodeError> {
    let mut parts = Parts::new(mode, salts);
    parts.event(&record.event)?;
    parts.params.late = time_if(record.late)?;
    let Parts { code, at, params, disclosures, .. } = parts;
    let commitments = disclosures
        .iter()
        .map(|d| (d.name.to_owned(), Value::String(d.commitment().to_string())))
        .collect::<Map<_, _>>();
    let Ok(Value::Object(x)) = serde_json::to_value(params) else {
        return Err(EncodeError::Spelling);
    };
    let stored = Stored {
        v: VERSION,
        id: record.id.to_string(),
        t: time(record.at.wall)?,
        b: record.at.boot.to_string(),
        m: number(record.at.mono.ms())?,
        l: number(record.lamport)?,
        who: record.who.as_str().to_owned(),
        code: code.to_owned(),
        at: at.map(|step| step.to_string()),
        x,
        c: commitments,
    };
    let event = serde_json::to_string(&stored).map_err(|_| EncodeError::Spelling)?;
    build(&event, &disclosures, prev).ok_or(EncodeError::TooLong)
}

pub(super) fn number(value: u64) -> Result<u64, EncodeError> {
    if value > NUMBER_MAX { Err(EncodeError::Number) } else { Ok(value) }
}

pub(super) fn time(value: Timestamp) -> Result<String, EncodeError> {
    let text = value.to_string();
    if Timestamp::parse(&text) == Some(value) { Ok(text) } else { Err(EncodeError::Time) }
}

pub(super) fn time_if(value: Option<Timestamp>) -> Result<Option<String>, EncodeError> {
    value.map(time).transpose()
}

/// What is collected for one line.
pub(super) struct Parts<'s> {
    pub(super) code: &'static str,
    pub(super) at: Option<StepRef>,
    pub(super) params: Params,
    disclosures: Vec<Disclosure>,
    salts: &'s mut dyn FnMut() -> [u8; 16],
}

impl<'s> Parts<'s> {
    fn new(mode: Mode, salts: &'s mut dyn FnMut() -> [u8; 16]) -> Self {
        let params = Params { exercise: mode == Mode::Exercise, ..Params::default() };
        Self { code: "", at: None, params, disclosures: Vec::new(), salts }
    }

    pub(super) fn disclose(&mut self, name: &'static str, text: &str) {
        let salt = (self.salts)();
        self.disclosures.push(Disclosure { name, salt, text: text.to_owned() });
    }

    pub(super) fn disclose_if(&mut self, name: &'static str, text: Option<&String>) {
        if let Some(text) = text {
            self.disclose(name, text);
        }
    }

    fn event(&mut self, event: &Event) -> Result<(), EncodeError> {
        match event {
            Event::Opened(opened) => self.opened(opened)?,
            Event::RunbookPart(part) => self.runbook_part(part),
            Event::SignedOn(person) => self.signed_on(person)?,
            Event::SignedOff(person) => self.signed_off(person)?,
            Event::Step(step) => self.step(step)?,
            Event::NoteAdded(note) => self.note(note)?,
            Event::Called(call) => self.call(call)?,
            Event::Watch(watch) => self.watch(watch)?,
            Event::Silenced(occurrence) => self.silenced(occurrence)?,
            Event::Corrected { target, correction } => {
                self.code = code::CORRECT;
                self.params.target = Some(target.to_string());
                self.correction(correction)?;
            }
            Event::DeadlinePassed { step, due_at } => {
                self.code = code::DEADLINE;
                self.at = Some(step.clone());
                self.params.due = Some(time(*due_at)?);
            }
            Event::ClockStepped { by_ms } => {
                self.code = code::CLOCK;
                number(by_ms.unsigned_abs())?;
                self.params.by_ms = Some(*by_ms);
            }
            Event::ClockCompared(clock) => self.clock_compared(clock)?,
            Event::EvidenceTaken(evidence) => self.evidence(evidence)?,
            Event::CustodyMoved(custody) => self.custody(custody)?,
            Event::MomentFixed(fixed) => self.moment_fixed(fixed)?,
            Event::DutyJudged(judged) => self.duty_judged(judged),
            Event::DutyFiled(filed) => self.duty_filed(filed)?,
            Event::DutyPassed(passed) => self.duty_passed(passed)?,
            Event::LeadPassed(passed) => self.lead_passed(passed),
            Event::OwnWords(own) => self.own_words(own),
            Event::TrackHeld(held) => self.track_held(held),
            Event::Sealed(seal) => self.seal(seal)?,
            Event::Witnessed(witness) => self.witness(witness)?,
            Event::Forked(fork) => self.fork(fork)?,
            Event::Exported(export) => self.export(export)?,
            Event::Medium(fault) => self.medium(fault)?,
            Event::Resumed(resumed) => self.resumed(resumed),
            Event::Left { reason } => {
                self.code = code::LEAVE;
                self.params.why = Some(reason.code().to_owned());
            }
            Event::Recovered(recovered) => self.recovered(recovered)?,
            Event::Closed(closing) => self.closing(closing),
            Event::Unknown { .. } => return Err(EncodeError::Unknown),
        }
        Ok(())
    }

    fn opened(&mut self, opened: &Opened) -> Result<(), EncodeError> {
        self.code = code::OPEN;
        self.params.inc = Some(opened.incident.to_string());
        self.params.writer = Some(opened.writer.to_string());
        self.params.app = Some(opened.app.clone());
        self.params.mode = Some(opened.mode.code().to_owned());
        self.params.severity = Some(opened.severity.number());
        self.params.noticed = time_if(opened.noticed_at)?;
        let signs: Vec<String> = opened.signs.iter().map(ToString::to_string).collect();
        self.params.signs = Some(signs).filter(|signs| !signs.is_empty());
        self.params.nonce = Some(opened.nonce.clone());
        self.params.key.clone_from(&opened.key);
        Ok(())
    }

    /// The text is withheld by default: a site's own runbook may hold names and telephone numbers.
    fn runbook_part(&mut self, part: &RunbookPart) {
        self.code = code::RUNBOOK;
        self.at.clone_from(&part.opened_by);
        self.params.runbook = Some(part.run.to_string());
        self.params.revision = Some(part.revision);
        self.params.sha256 = Some(part.sha256.clone());
        self.params.part = Some(part.part);
        self.params.parts = Some(part.parts);
        self.disclose(field::TEXT, &part.text);
    }

    fn signed_on(&mut self, person: &SignedOn) -> Result<(), EncodeError> {
        self.code = code::SIGN_ON;
        self.params.initials = Some(person.initials.to_string());
        self.disclose_if(field::NAME, person.name.as_ref());
        self.disclose_if(field::ROLE, person.role.as_ref());
        self.key_proof(person.proof.as_ref())
    }

    fn note(&mut self, note: &Note) -> Result<(), EncodeError> {
        self.code = code::NOTE;
        self.at.clone_from(&note.step);
        self.params.kind = Some(note.kind.code().to_owned());
        self.params.begun = time_if(note.begun_at)?;
        self.params.happened = time_if(note.happened_at)?;
        self.disclose(field::NOTE, &note.text);
        Ok(())
    }

    fn correction(&mut self, correction: &Correction) -> Result<(), EncodeError> {
        let kind = match correction {
            Correction::NotSo { reason } => {
                self.disclose_if(field::REASON, reason.as_ref());
                word::NOT_SO
            }
            Correction::Text { text } => {
                self.disclose(field::TEXT, text);
                word::TEXT
            }
            Correction::Time { happened_at } => {
                self.params.happened = Some(time(*happened_at)?);
                word::TIME
            }
        };
        self.params.kind = Some(kind.to_owned());
        Ok(())
    }

    fn resumed(&mut self, resumed: &Resumed) {
        self.code = code::RESUME;
        self.at.clone_from(&resumed.step);
        self.params.clean = Some(resumed.clean);
        self.params.doubt = resumed.doubt.map(|doubt| doubt.code().to_owned());
    }

    fn recovered(&mut self, recovered: &Recovered) -> Result<(), EncodeError> {
        self.code = code::RECOVER;
        self.params.file = Some(recovered.file.clone());
        self.params.bytes = Some(number(recovered.bytes)?);
        self.params.sha256 = Some(recovered.sha256.clone());
        Ok(())
    }

    fn closing(&mut self, closing: &Closing) {
        self.code = code::CLOSE;
        self.params.word = Some(closing.word.code().to_owned());
        let pair = |item: &OpenItem| match item {
            OpenItem::Step(step) => (word::STEP.to_owned(), step.to_string()),
            OpenItem::Note(id) => (word::NOTE.to_owned(), id.to_string()),
            OpenItem::LastAct(run, position) => {
                (word::LAST_ACT.to_owned(), format!("{run}/{position}"))
            }
            OpenItem::Duty(clock) => (word::DUTY.to_owned(), clock.to_string()),
            OpenItem::Limit(step) => (word::LIMIT.to_owned(), step.to_string()),
            OpenItem::Clock(event) => (word::CLOCK.to_owned(), event.to_string()),
        };
        self.params.open = Some(closing.open.iter().map(pair).collect());
        self.disclose_if(field::REASON, closing.reason.as_ref());
    }

    fn step(&mut self, event: &StepEvent) -> Result<(), EncodeError> {
        self.at = Some(event.step.clone());
        self.params.shown = time_if(event.shown_at)?;
        self.params.happened = time_if(event.happened_at)?;
        self.params.lang = Some(event.lang.code().to_owned());
        self.act(&event.act)
    }

    fn act(&mut self, act: &StepAct) -> Result<(), EncodeError> {
        self.code = match act {
            StepAct::Done { approval } => {
                self.approval(approval.as_ref());
                code::DONE
            }
            StepAct::Observed { state } => {
                self.params.state = Some(state.to_string());
                code::OBSERVED
            }
            StepAct::Chosen { answer, objection, approval } => {
                match answer {
                    Answer::Option(option) => self.params.choice = Some(option.to_string()),
                    Answer::CannotTell => self.params.cannot_tell = true,
                }
                self.disclose_if(field::OBJECTION, objection.as_ref());
                self.approval(approval.as_ref());
                code::CHOSEN
            }
            StepAct::Skipped { reason } => {
                self.disclose(field::REASON, reason);
                code::SKIPPED
            }
            StepAct::Postponed { until, reason } => {
                match until {
                    Until::After(span) => self.params.until_ms = Some(number(span.ms())?),
                    Until::Event(event) => self.disclose(field::UNTIL, event),
                }
                self.disclose(field::REASON, reason);
                code::LATER
            }
            StepAct::Impossible { reason } => {
                self.disclose(field::REASON, reason);
                code::CANNOT
            }
            StepAct::Jumped { reason } => {
                self.disclose(field::REASON, reason);
                code::JUMPED
            }
            StepAct::Ticked { line, left_out } => {
                self.params.part = Some((*line).into());
                self.disclose_if(field::REASON, left_out.as_ref());
                code::PART
            }
            StepAct::WaitStarted => code::WAIT,
            StepAct::WaitEnded { early_reason } => {
                self.disclose_if(field::REASON, early_reason.as_ref());
                code::WAITED
            }
            StepAct::Rechecked { outcome } => {
                let outcome = match outcome {
                    Recheck::Again => word::AGAIN,
                    Recheck::Reached => word::REACHED,
                };
                self.params.outcome = Some(outcome.to_owned());
                code::RECHECKED
            }
        };
        Ok(())
    }

    fn approval(&mut self, approval: Option<&Approval>) {
        if let Some(approval) = approval {
            self.params.approval = Some(approval.how.code().to_owned());
            self.params.approver = Some(approval.by.to_string());
            self.disclose(field::WORDS, &approval.words);
        }
    }
}
