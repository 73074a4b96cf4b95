//! From a line that the verifier accepted back to its record.
//!
//! Lenient about members it does not know; what it cannot understand becomes [`Event::Unknown`] and
//! is reported as newer, never dropped. It does not check the chain: that is `verify`'s business.

use std::collections::BTreeMap;

use serde_json::Value;

use super::watch_from_wire::is_watch;
use super::wire_v1::{Params, Stored, VERSION, Whole, code, field, word};
use crate::domain::act::{Answer, Approval, ApprovalHow, Recheck, StepAct, StepEvent, Until};
use crate::domain::event::{
    Closing, ClosingWord, Correction, Doubt, Event, LeaveReason, Mode, Note, NoteKind, OpenItem,
    Opened, Record, Recovered, Resumed, RunbookPart, Severity, SignedOn,
};
use crate::domain::ids::{
    Author, ClockId, EventId, IncidentId, Initials, OptionId, RunId, StateId, StepId, StepRef,
    SymptomId, WriterId,
};
use crate::domain::text::Lang;
use crate::domain::time::{BootTag, Elapsed, Moment, Span, Timestamp};

/// Stands in a record for a text that this copy of the log withholds. A bar as on a blackened
/// page, so that it needs no language; [`DecodedLine::withheld`] names the fields.
pub const WITHHELD: &str = "███";

/// A line, understood as far as this version can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodedLine {
    /// The record; texts that are withheld read [`WITHHELD`].
    pub record: Record,
    /// Whether the line says that it belongs to an exercise.
    pub mode: Mode,
    /// Whether a newer version wrote it, as far as this one can tell: a higher content version, an
    /// unknown code, or parameters that do not fit the code.
    pub is_newer: bool,
    /// Names of the fields that have a commitment and no text.
    pub withheld: Vec<String>,
}

/// Why a line gives no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The whole line is withheld: only the digest of its content is there.
    #[error("the line is withheld")]
    Withheld,
    /// Not a line of the log; the verifier would have refused it.
    #[error("not a line of the log")]
    Grammar,
    /// A newer version wrote it, in a form that this one cannot read at all.
    #[error("written by a newer version")]
    Newer,
    /// The envelope member of this name is missing or cannot be read.
    #[error("the member {0} is missing or cannot be read")]
    Member(&'static str),
}

/// Reads a line that the verifier accepted, its line feed included or not.
///
/// # Errors
/// [`DecodeError`] when the line is withheld as a whole or has no readable envelope.
pub fn decode(line: &[u8]) -> Result<DecodedLine, DecodeError> {
    let whole: Whole = serde_json::from_slice(line).map_err(|_| unreadable(line))?;
    let stored = match whole {
        Whole { e: Some(stored), .. } => stored,
        Whole { k: Some(_), .. } => return Err(DecodeError::Withheld),
        Whole { .. } => return Err(DecodeError::Grammar),
    };
    let withheld = stored.c.keys().filter(|name| !whole.d.contains_key(*name)).cloned().collect();
    let texts = texts(&stored, whole.d);
    let is_exercise = stored.x.get("exercise") == Some(&Value::Bool(true));
    let mode = if is_exercise { Mode::Exercise } else { Mode::Real };
    let known = if stored.v == VERSION { Reader::new(&stored, texts, mode) } else { None };
    let event = known.and_then(Reader::event);
    let is_newer = event.is_none();
    let event = event.unwrap_or_else(|| Event::Unknown { code: stored.code.clone() });
    Ok(DecodedLine { record: envelope(&stored, event)?, mode, is_newer, withheld })
}

/// Tells a line of a newer version from something that is no line at all.
fn unreadable(line: &[u8]) -> DecodeError {
    let value: Value = serde_json::from_slice(line).unwrap_or_default();
    match value.pointer("/e/v").and_then(Value::as_u64) {
        Some(version) if version > VERSION => DecodeError::Newer,
        _ => DecodeError::Grammar,
    }
}

/// The text of every field that has a commitment.
fn texts(
    stored: &Stored,
    mut disclosed: BTreeMap<String, (String, String)>,
) -> BTreeMap<String, String> {
    let text = |name: &String| disclosed.remove(name).map(|(_, text)| text);
    let mut text = text;
    stored
        .c
        .keys()
        .map(|name| (name.clone(), text(name).unwrap_or_else(|| WITHHELD.to_owned())))
        .collect()
}

fn envelope(stored: &Stored, event: Event) -> Result<Record, DecodeError> {
    let at = Moment {
        wall: Timestamp::parse(&stored.t).ok_or(DecodeError::Member("t"))?,
        mono: Elapsed::from_ms(stored.m),
        boot: BootTag::parse(&stored.b).ok_or(DecodeError::Member("b"))?,
    };
    let late = stored.x.get("late").map(|late| late.as_str().and_then(Timestamp::parse));
    Ok(Record {
        late: late.flatten(),
        id: EventId::parse(&stored.id).map_err(|_| DecodeError::Member("id"))?,
        at,
        lamport: stored.l,
        who: Author::from_log(&stored.who),
        event,
    })
}

/// Reads `run/step`; `run/phase/step`, as other writers spell it, names the same step.
fn step_ref(text: &str) -> Option<StepRef> {
    let (run, rest) = text.split_once('/')?;
    let step = rest.rsplit_once('/').map_or(rest, |(_, step)| step);
    Some(StepRef { run: RunId::parse(run).ok()?, step: StepId::parse(step).ok()? })
}

/// An absent value is fine; one that is there must be readable.
pub(super) fn if_there<T, R>(
    value: Option<T>,
    read: impl FnOnce(T) -> Option<R>,
) -> Option<Option<R>> {
    match value {
        None => Some(None),
        Some(value) => read(value).map(Some),
    }
}

pub(super) fn time(text: Option<String>) -> Option<Timestamp> {
    Timestamp::parse(&text?)
}

pub(super) fn time_if(text: Option<String>) -> Option<Option<Timestamp>> {
    if_there(text, |text| Timestamp::parse(&text))
}

/// The value of `all` whose code is `text`.
pub(super) fn by_code<T: Copy>(
    text: &str,
    all: &[T],
    code: impl Fn(T) -> &'static str,
) -> Option<T> {
    all.iter().copied().find(|value| code(*value) == text)
}

/// The parts of one line; every method returns none when a part is missing or not understood.
pub(super) struct Reader<'s> {
    code: &'s str,
    pub(super) at: Option<StepRef>,
    pub(super) params: Params,
    texts: BTreeMap<String, String>,
    mode: Mode,
}

impl<'s> Reader<'s> {
    fn new(stored: &'s Stored, texts: BTreeMap<String, String>, mode: Mode) -> Option<Self> {
        let params = serde_json::from_value(Value::Object(stored.x.clone())).ok()?;
        let at = if_there(stored.at.as_deref(), step_ref)?;
        Some(Self { code: &stored.code, at, params, texts, mode })
    }

    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        self.texts.remove(name)
    }

    fn event(mut self) -> Option<Event> {
        Some(match self.code {
            code::OPEN => Event::Opened(self.opened()?),
            code::RUNBOOK => Event::RunbookPart(self.runbook_part()?),
            code::SIGN_ON => Event::SignedOn(self.signed_on()?),
            code::SIGN_OFF => Event::SignedOff(self.signed_off()?),
            code::NOTE => Event::NoteAdded(self.note()?),
            code::CALL => Event::Called(self.call()?),
            code::CORRECT => Event::Corrected {
                target: EventId::parse(self.params.target.as_deref()?).ok()?,
                correction: self.correction()?,
            },
            code::DEADLINE => {
                Event::DeadlinePassed { step: self.at?, due_at: time(self.params.due)? }
            }
            code::CLOCK => self.clock()?,
            code::EVIDENCE => Event::EvidenceTaken(self.evidence()?),
            code::CUSTODY => Event::CustodyMoved(self.custody()?),
            code::DUTY_MOMENT => Event::MomentFixed(self.moment_fixed()?),
            code::DUTY_JUDGED => Event::DutyJudged(self.duty_judged()?),
            code::DUTY_FILED => Event::DutyFiled(self.duty_filed()?),
            code::DUTY_PASSED => Event::DutyPassed(self.duty_passed()?),
            code::LEAD => Event::LeadPassed(self.lead_passed()?),
            code::OWN_WORDS => Event::OwnWords(self.own_words()?),
            code::TRACK => Event::TrackHeld(self.track_held()?),
            code::SEAL => Event::Sealed(self.seal()?),
            code::WITNESS => Event::Witnessed(self.witness()?),
            code::FORK => Event::Forked(self.fork()?),
            code::EXPORT => Event::Exported(self.export()?),
            code::FAULT => Event::Medium(self.medium()?),
            code::RESUME => Event::Resumed(self.resumed()?),
            code::LEAVE => Event::Left { reason: self.leave_reason()? },
            code::RECOVER => Event::Recovered(self.recovered()?),
            code::CLOSE => Event::Closed(self.closing()?),
            code::ALARM_SILENCED => Event::Silenced(self.silenced()?),
            code if is_watch(code) => Event::Watch(self.watch(code)?),
            _ => Event::Step(self.step()?),
        })
    }

    fn opened(&mut self) -> Option<Opened> {
        let params = &mut self.params;
        let mode = by_code(params.mode.as_deref()?, &[Mode::Real, Mode::Exercise], Mode::code)?;
        (mode == self.mode).then_some(())?;
        Some(Opened {
            incident: IncidentId::parse(params.inc.as_deref()?).ok()?,
            writer: WriterId::parse(params.writer.as_deref()?).ok()?,
            app: params.app.take()?,
            mode,
            severity: Severity::from_number(params.severity?)?,
            noticed_at: time_if(params.noticed.take())?,
            signs: signs(params.signs.take())?,
            nonce: params.nonce.take()?,
            key: params.key.take(),
        })
    }

    fn runbook_part(&mut self) -> Option<RunbookPart> {
        Some(RunbookPart {
            run: RunId::parse(self.params.runbook.as_deref()?).ok()?,
            revision: self.params.revision?,
            sha256: self.params.sha256.take()?,
            opened_by: self.at.take(),
            part: self.params.part?,
            parts: self.params.parts?,
            text: self.text(field::TEXT)?,
        })
    }

    fn signed_on(&mut self) -> Option<SignedOn> {
        Some(SignedOn {
            initials: Initials::parse(self.params.initials.as_deref()?).ok()?,
            name: self.text(field::NAME),
            role: self.text(field::ROLE).or_else(|| self.params.role.take()),
            proof: self.key_proof()?,
        })
    }

    fn note(&mut self) -> Option<Note> {
        Some(Note {
            kind: by_code(self.params.kind.as_deref()?, &NoteKind::ALL, NoteKind::code)?,
            text: self.text(field::NOTE)?,
            step: self.at.take(),
            begun_at: time_if(self.params.begun.take())?,
            happened_at: time_if(self.params.happened.take())?,
        })
    }

    fn correction(&mut self) -> Option<Correction> {
        Some(match self.params.kind.as_deref()? {
            word::NOT_SO => Correction::NotSo { reason: self.text(field::REASON) },
            word::TEXT => Correction::Text { text: self.text(field::TEXT)? },
            word::TIME => Correction::Time { happened_at: time(self.params.happened.take())? },
            _ => return None,
        })
    }

    fn resumed(&mut self) -> Option<Resumed> {
        let all = [Doubt::Done, Doubt::NotDone, Doubt::NotSure];
        Some(Resumed {
            clean: self.params.clean?,
            step: self.at.take(),
            doubt: if_there(self.params.doubt.take(), |text| by_code(&text, &all, Doubt::code))?,
        })
    }

    fn leave_reason(&mut self) -> Option<LeaveReason> {
        let all = [LeaveReason::Quit, LeaveReason::ConnectionLost, LeaveReason::Terminated];
        by_code(self.params.why.as_deref()?, &all, LeaveReason::code)
    }

    fn recovered(&mut self) -> Option<Recovered> {
        Some(Recovered {
            file: self.params.file.take()?,
            bytes: self.params.bytes?,
            sha256: self.params.sha256.take()?,
        })
    }

    fn closing(&mut self) -> Option<Closing> {
        let all = [ClosingWord::Complete, ClosingWord::CompleteWithOpenItems, ClosingWord::Stopped];
        let open = self.params.open.take().unwrap_or_default();
        Some(Closing {
            word: by_code(self.params.word.as_deref()?, &all, ClosingWord::code)?,
            open: open.iter().map(|(kind, name)| open_item(kind, name)).collect::<Option<_>>()?,
            reason: self.text(field::REASON),
        })
    }

    fn step(&mut self) -> Option<StepEvent> {
        Some(StepEvent {
            step: self.at.take()?,
            act: self.act()?,
            shown_at: time_if(self.params.shown.take())?,
            happened_at: time_if(self.params.happened.take())?,
            lang: Lang::parse(self.params.lang.as_deref()?)?,
        })
    }

    fn act(&mut self) -> Option<StepAct> {
        Some(match self.code {
            code::DONE => StepAct::Done { approval: self.approval()? },
            code::OBSERVED => {
                StepAct::Observed { state: StateId::parse(self.params.state.as_deref()?).ok()? }
            }
            code::CHOSEN => StepAct::Chosen {
                answer: self.answer()?,
                objection: self.text(field::OBJECTION),
                approval: self.approval()?,
            },
            code::SKIPPED => StepAct::Skipped { reason: self.text(field::REASON)? },
            code::LATER => {
                StepAct::Postponed { until: self.until()?, reason: self.text(field::REASON)? }
            }
            code::CANNOT => StepAct::Impossible { reason: self.text(field::REASON)? },
            code::JUMPED => StepAct::Jumped { reason: self.text(field::REASON)? },
            code::PART => StepAct::Ticked {
                line: u8::try_from(self.params.part?).ok()?,
                left_out: self.text(field::REASON),
            },
            code::WAIT => StepAct::WaitStarted,
            code::WAITED => StepAct::WaitEnded { early_reason: self.text(field::REASON) },
            code::RECHECKED => StepAct::Rechecked {
                outcome: match self.params.outcome.as_deref()? {
                    word::AGAIN => Recheck::Again,
                    word::REACHED => Recheck::Reached,
                    _ => return None,
                },
            },
            _ => return None,
        })
    }

    fn answer(&mut self) -> Option<Answer> {
        if self.params.cannot_tell {
            return Some(Answer::CannotTell);
        }
        Some(Answer::Option(OptionId::parse(self.params.choice.as_deref()?).ok()?))
    }

    fn until(&mut self) -> Option<Until> {
        match self.params.until_ms {
            Some(ms) => Some(Until::After(Span::from_ms(ms))),
            None => self.text(field::UNTIL).map(Until::Event),
        }
    }

    fn approval(&mut self) -> Option<Option<Approval>> {
        let all = [ApprovalHow::Present, ApprovalHow::Phone, ApprovalHow::Alone];
        if_there(self.params.approval.take(), |how| {
            Some(Approval {
                how: by_code(&how, &all, ApprovalHow::code)?,
                by: Initials::parse(self.params.approver.as_deref()?).ok()?,
                words: self.text(field::WORDS)?,
            })
        })
    }
}

fn open_item(kind: &str, name: &str) -> Option<OpenItem> {
    match kind {
        word::STEP => step_ref(name).map(OpenItem::Step),
        word::NOTE => EventId::parse(name).ok().map(OpenItem::Note),
        word::DUTY => ClockId::parse(name).ok().map(OpenItem::Duty),
        word::LIMIT => step_ref(name).map(OpenItem::Limit),
        word::CLOCK => EventId::parse(name).ok().map(OpenItem::Clock),
        word::LAST_ACT => {
            let (run, position) = name.split_once('/')?;
            let run = RunId::parse(run).ok()?;
            Some(OpenItem::LastAct(run, position.parse().ok()?))
        }
        _ => None,
    }
}

/// A list that is there holds something: an empty one has no spelling.
fn signs(names: Option<Vec<String>>) -> Option<Vec<SymptomId>> {
    let Some(names) = names else { return Some(Vec::new()) };
    let signs: Option<Vec<_>> = names.iter().map(|name| SymptomId::parse(name).ok()).collect();
    signs.filter(|signs| !signs.is_empty())
}
