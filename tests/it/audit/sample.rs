//! Logs to tamper with, built with fixed salts so that every run has the same bytes.

use sangfroid::audit::{Digest, encode};
use sangfroid::domain::act::{Answer, Approval, ApprovalHow, StepAct, StepEvent, Until};
use sangfroid::domain::duty_event::{
    DutyFiled, DutyJudged, DutyPassed, FilingPart, MomentFixed, MomentHow, Verdict,
};
use sangfroid::domain::event::{
    Correction, Event, LeaveReason, Mode, Note, NoteKind, Opened, Record, Resumed, RunbookPart,
    Severity, SignedOn,
};
use sangfroid::domain::ids::{
    Author, ClockId, EventId, IncidentId, Initials, MomentId, OptionId, RunId, Seq, StateId,
    StepId, StepRef, WriterId,
};
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::{BootTag, Elapsed, Moment, Span, Timestamp, UtcOffset};

/// How many lines [`log`] has.
pub const LINES: usize = 24;

pub fn step(id: &str) -> StepRef {
    StepRef { run: RunId::parse("voice-loss").unwrap(), step: StepId::parse(id).unwrap() }
}

fn act(id: &str, act: StepAct) -> Event {
    let (shown_at, happened_at) = (Some(Timestamp::from_ms(1_791_774_200_000)), None);
    Event::Step(StepEvent { step: step(id), act, shown_at, happened_at, lang: Lang::Fr })
}

fn note(text: &str) -> Event {
    Event::NoteAdded(Note {
        kind: NoteKind::Fact,
        text: text.to_owned(),
        step: Some(step("matrix")),
        begun_at: None,
        happened_at: None,
    })
}

#[expect(clippy::unnecessary_wraps, reason = "every act takes an approval or none")]
fn approval() -> Option<Approval> {
    let by = Initials::parse("DMC").unwrap();
    Some(Approval { how: ApprovalHow::Phone, by, words: "chef de garde : d’accord".to_owned() })
}

pub fn opened(writer: &str, mode: Mode) -> Event {
    Event::Opened(Opened {
        incident: IncidentId::parse("INC-2026-0007").unwrap(),
        writer: WriterId::parse(writer).unwrap(),
        app: "sangfroid 0.1.0".to_owned(),
        mode,
        severity: Severity::Care,
        noticed_at: Some(Timestamp::from_ms(1_791_774_000_000)),
        signs: Vec::new(),
        nonce: "6d0a7f3c55e1b2908c41d7aa0e93f612".to_owned(),
        key: None,
    })
}

fn beginning(writer: &str) -> Vec<Event> {
    vec![
        opened(writer, Mode::Real),
        Event::RunbookPart(RunbookPart {
            run: RunId::parse("voice-loss").unwrap(),
            revision: 3,
            sha256: "ab".repeat(32),
            opened_by: None,
            part: 1,
            parts: 1,
            text: "sangfroid: 1\nid: voice-loss\n".to_owned(),
        }),
        Event::SignedOn(SignedOn {
            initials: Initials::parse("KP").unwrap(),
            name: Some("Camille Exemple".to_owned()),
            role: Some("astreinte".to_owned()),
            proof: None,
        }),
        act("matrix", StepAct::Done { approval: None }),
        act("look", StepAct::Observed { state: StateId::parse("silent").unwrap() }),
        note("DECT muet : 2e étage ; \"test\" \\ tab\there"),
        act("call", StepAct::Done { approval: approval() }),
        act(
            "cut",
            StepAct::Chosen {
                answer: Answer::Option(OptionId::parse("isolate").unwrap()),
                objection: Some("le bloc n’est pas prévenu".to_owned()),
                approval: approval(),
            },
        ),
        act("wait", StepAct::WaitStarted),
        note("🩺 ok \u{202e}abc\u{2028}\u{7f}\u{9b}\u{1}"),
        act("wait", StepAct::WaitEnded { early_reason: Some("réseau revenu".to_owned()) }),
        Event::ClockStepped { by_ms: -90_000 },
    ]
}

/// The events of the sample log.
pub fn events(writer: &str) -> Vec<Event> {
    let mut events = beginning(writer);
    let reason = |text: &str| text.to_owned();
    events.extend([
        act("fax", StepAct::Skipped { reason: reason("pas de fax") }),
        act(
            "radio",
            StepAct::Postponed {
                until: Until::After(Span::from_min(15)),
                reason: reason("piles vides"),
            },
        ),
        act(
            "runner",
            StepAct::Postponed {
                until: Until::Event("le cadre de garde arrive".to_owned()),
                reason: reason("personne"),
            },
        ),
        act("pager", StepAct::Impossible { reason: reason("base éteinte") }),
        Event::DeadlinePassed { step: step("fax"), due_at: Timestamp::from_ms(1_791_775_000_000) },
        Event::Corrected {
            target: EventId { writer: WriterId::parse(writer).unwrap(), seq: Seq(6) },
            correction: Correction::Text { text: "DECT muet : 3e étage".to_owned() },
        },
        Event::Left { reason: LeaveReason::ConnectionLost },
        Event::Resumed(Resumed { clean: false, step: Some(step("fax")), doubt: None }),
        act("pbx", StepAct::Done { approval: None }),
        note(""),
        act("test", StepAct::Done { approval: None }),
        note("fin"),
    ]);
    assert_eq!(events.len(), LINES);
    events
}

pub fn record(writer: &str, number: u64, event: Event) -> Record {
    let wall = Timestamp::from_ms(1_791_774_161_007 + number.cast_signed() * 61_003);
    let mono = Elapsed::from_ms(4_201_877 + number * 61_003);
    Record {
        id: EventId { writer: WriterId::parse(writer).unwrap(), seq: Seq(number) },
        at: Moment { wall, mono, boot: BootTag(0x3f9c_1a02) },
        lamport: number,
        who: Author::Person(Initials::parse("KP").unwrap()),
        late: None,
        event,
    }
}

/// Salts that are the same in every run.
pub fn salts() -> impl FnMut() -> [u8; 16] {
    let mut count = 7_u128;
    move || {
        count = count.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835).wrapping_add(11);
        count.to_be_bytes()
    }
}

/// A log of [`LINES`] lines, one by one.
pub fn log(writer: &str) -> Vec<Vec<u8>> {
    log_with(writer, Vec::new())
}

/// What may be said about legal clocks, once each.
pub fn duties() -> Vec<Event> {
    let clock = || ClockId::parse("eu-gdpr-33").unwrap();
    let at = Timestamp::from_ms;
    let offset = UtcOffset { minutes: 120 };
    vec![
        Event::MomentFixed(MomentFixed {
            moment: MomentId::parse("aware-personal-data-breach").unwrap(),
            at: at(1_791_774_000_000),
            offset,
            how: MomentHow::Fixed,
            was: None,
            reason: None,
            step: Some(step("matrix")),
        }),
        Event::MomentFixed(MomentFixed {
            moment: MomentId::parse("aware-personal-data-breach").unwrap(),
            at: at(1_791_770_400_000),
            offset,
            how: MomentHow::Disputed,
            was: Some(at(1_791_774_000_000)),
            reason: Some("vu par le service d’accueil".to_owned()),
            step: None,
        }),
        Event::DutyJudged(DutyJudged {
            clock: clock(),
            verdict: Verdict::Applies,
            reason: Some("dossiers chiffrés".to_owned()),
            as_of: sangfroid::domain::time::Date::parse("2026-09-11"),
            limit: Some("72 hours".to_owned()),
        }),
        Event::DutyPassed(DutyPassed { clock: clock(), due_at: at(1_792_029_600_000) }),
        Event::DutyFiled(DutyFiled {
            clock: clock(),
            part: FilingPart::Phased,
            happened_at: Some(at(1_791_780_000_000)),
            offset,
            due: Some(at(1_792_029_600_000)),
            receipt: Some("2026-000123".to_owned()),
            channel: Some("téléservice".to_owned()),
            late_reason: Some("aucun réseau".to_owned()),
            step: Some(step("call")),
        }),
    ]
}

/// The marks of two lines of a step, one done and one left out.
pub fn ticks() -> Vec<Event> {
    let left_out = Some("pas de clé pour l’armoire".to_owned());
    vec![
        act("links", StepAct::Ticked { line: 1, left_out: None }),
        act("links", StepAct::Ticked { line: 2, left_out }),
    ]
}

/// The same log with more events behind it.
pub fn log_with(writer: &str, more: Vec<Event>) -> Vec<Vec<u8>> {
    let mut salts = salts();
    let mut prev = Digest::ZERO;
    let mut lines = Vec::new();
    for (number, event) in (1..).zip(events(writer).into_iter().chain(more)) {
        let record = record(writer, number, event);
        let line = encode(&record, Mode::Real, prev, &mut salts).unwrap();
        prev = line.head;
        lines.push(line.bytes);
    }
    lines
}

/// The columns of a line: the first with its last comma, the second, the third without line feed.
pub fn columns(line: &[u8]) -> [&str; 3] {
    let text = std::str::from_utf8(line).unwrap().strip_suffix('\n').unwrap();
    let mut columns = text.split('\t');
    let three = [(); 3].map(|()| columns.next().unwrap());
    assert_eq!(columns.next(), None);
    three
}

/// A line with right digests for a first column after `prev`.
pub fn seal(first: &str, second: &str, prev: &str) -> Vec<u8> {
    let digest = Digest::of(first.as_bytes()).to_string();
    let own = Digest::of(format!("{prev}{digest}").as_bytes());
    format!("{first}\t{second}\t\"p\":\"{prev}\",\"h\":\"{own}\"}}\n").into_bytes()
}

/// What a line names as its predecessor, and its own digest.
pub fn digests(line: &[u8]) -> (&str, &str) {
    let third = columns(line)[2];
    (&third[5..69], &third[76..140])
}

/// Gives every line from `from` (from 0) on right digests again.
pub fn rechain(lines: &mut [Vec<u8>], from: usize) {
    for n in from..lines.len() {
        let zero = "0".repeat(64);
        let prev = if n == 0 { zero } else { digests(&lines[n - 1]).1.to_owned() };
        let [first, second, _] = columns(&lines[n]);
        lines[n] = seal(first, second, &prev);
    }
}
