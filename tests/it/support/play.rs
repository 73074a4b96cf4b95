//! A session on clocks that the test moves, and a disk that the test may refuse.

use sangfroid::audit::verdict::{Outcome, Verdict};
use sangfroid::audit::verify::{Completeness, Verifier};
use sangfroid::audit::verify_stream;
use sangfroid::domain::act::{Answer, Approval, ApprovalHow, StepAct, Until};
use sangfroid::domain::command::{CloseOrder, Command, RunbookCopy, Start, StepDuty, StepOrder};
use sangfroid::domain::event::{Mode, Note, NoteKind, Severity, SignedOn};
use sangfroid::domain::ids::{EventId, IncidentId, Initials, OptionId, StateId, StepRef, WriterId};
use sangfroid::domain::rejection::Rejection;
use sangfroid::domain::state::IncidentState;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::{BootTag, Elapsed, Moment, Now, Span, Timestamp, UtcOffset};
use sangfroid::ports::{Failure, FailureKind};
use sangfroid::runbook;
use sangfroid::session::{Effect, Input, ReadRunbook, Replay, ReplayError, Seed, Session, Ticket};

use super::sample;

/// 2026-11-23T03:00:00Z.
pub const NIGHT_MS: i64 = 1_795_402_800_000;

/// A session, its clocks and the bytes that its disk holds.
pub struct Play {
    pub session: Session,
    pub now: Now,
    pub log: Vec<u8>,
    asked: u64,
}

/// A moment `ms` after the night began.
pub fn night(ms: u64) -> Now {
    let wall = Timestamp::from_ms(NIGHT_MS + i64::try_from(ms).unwrap());
    let moment = Moment { wall, mono: Elapsed::from_ms(5_000 + ms), boot: BootTag(0x00ab_cdef) };
    Now { moment, offset: UtcOffset::default(), season: None }
}

pub fn initials(text: &str) -> Initials {
    Initials::parse(text).expect("initials")
}

pub fn start(copy: RunbookCopy) -> Command {
    Command::Start(Start {
        incident: IncidentId::parse("INC-2026-0001").unwrap(),
        writer: WriterId::parse("lap-0001").unwrap(),
        nonce: "0".repeat(32),
        key: None,
        mode: Mode::Exercise,
        severity: Severity::Care,
        noticed_at: None,
        signs: Vec::new(),
        person: SignedOn { initials: initials("KP"), name: None, role: None, proof: None },
        runbook: copy,
        reading: None,
    })
}

/// An order about a step, entered when it happened.
pub fn order(step: StepRef, act: StepAct) -> StepOrder {
    StepOrder {
        step,
        act,
        shown_at: None,
        happened_at: None,
        lang: Lang::En,
        include: None,
        duty: StepDuty::default(),
    }
}

pub fn act(name: &str, act: StepAct) -> Command {
    Command::Step(order(sample::step(name), act))
}

/// Going on from this step, out of turn.
pub fn go(name: &str, reason: &str) -> Command {
    act(name, StepAct::Jumped { reason: reason.to_owned() })
}

/// This line of a step is done.
pub fn tick(name: &str, line: u8) -> Command {
    act(name, StepAct::Ticked { line, left_out: None })
}

/// This line of a step is left out.
pub fn left_out(name: &str, line: u8, reason: &str) -> Command {
    act(name, StepAct::Ticked { line, left_out: Some(reason.to_owned()) })
}

pub fn done(name: &str) -> Command {
    act(name, StepAct::Done { approval: None })
}

pub fn approved(name: &str, how: ApprovalHow, by: &str, words: &str) -> Command {
    let approval = Some(Approval { how, by: initials(by), words: words.to_owned() });
    act(name, StepAct::Done { approval })
}

pub fn observed(name: &str, state: &str) -> Command {
    act(name, StepAct::Observed { state: StateId::parse(state).unwrap() })
}

pub fn chosen(name: &str, option: Option<&str>) -> Command {
    let answer = option.map_or(Answer::CannotTell, |option| {
        Answer::Option(OptionId::parse(option).expect("an option"))
    });
    act(name, StepAct::Chosen { answer, objection: None, approval: None })
}

pub fn skipped(name: &str, reason: &str) -> Command {
    act(name, StepAct::Skipped { reason: reason.to_owned() })
}

pub fn could_not(name: &str, reason: &str) -> Command {
    act(name, StepAct::Impossible { reason: reason.to_owned() })
}

pub fn later(name: &str, minutes: u64, reason: &str) -> Command {
    let until = Until::After(Span::from_min(minutes));
    act(name, StepAct::Postponed { until, reason: reason.to_owned() })
}

pub fn note(kind: NoteKind, text: &str) -> Command {
    let text = text.to_owned();
    Command::AddNote(Note { kind, text, step: None, begun_at: None, happened_at: None })
}

pub fn close(reason: Option<&str>) -> Command {
    let reason = reason.map(str::to_owned);
    Command::Close(CloseOrder { last_acts_done: Vec::new(), reason })
}

pub fn broken(kind: FailureKind) -> Failure {
    Failure { op: "write", path: "log".into(), errno: Some(28), kind, cause: "no space".to_owned() }
}

impl Play {
    /// Nothing has happened.
    pub fn empty() -> Self {
        Self::reading(runbook::read)
    }

    /// Nothing has happened; runbooks are read by `read`.
    pub fn reading(read: ReadRunbook) -> Self {
        Self { session: Session::new(read), now: night(0), log: Vec::new(), asked: 0 }
    }

    /// An exercise that follows `text`.
    pub fn of(text: &str) -> Self {
        let mut play = Self::empty();
        play.give(start(sample::runbook(text))).expect("it starts");
        play
    }

    pub fn drill() -> Self {
        Self::of(sample::DRILL)
    }

    /// The same, under the shipped legal clocks.
    pub fn drill_under_law() -> Self {
        let mut play = Self::empty();
        let law = runbook::law::LawShelf::shipped().law;
        play.session = Session::new(runbook::read).under(law);
        play.give(start(sample::runbook(sample::DRILL))).expect("it starts");
        play
    }

    pub fn state(&self) -> &IncidentState {
        self.session.state()
    }

    /// Both clocks go on.
    pub fn pass(&mut self, span: Span) {
        self.now.moment.wall = self.now.moment.wall.plus(span);
        self.now.moment.mono = Elapsed::from_ms(self.now.moment.mono.ms() + span.ms());
    }

    /// The wall clock alone moves.
    pub fn jump(&mut self, ms: i64) {
        self.now.moment.wall = Timestamp::from_ms(self.now.moment.wall.ms() + ms);
    }

    fn seed(&mut self) -> Seed {
        self.asked += 1;
        let mut seed = [0; 16];
        seed[..8].copy_from_slice(&self.asked.to_be_bytes());
        Seed(seed)
    }

    /// One input, its effects unanswered.
    pub fn put(&mut self, input: Input) -> Vec<Effect> {
        self.session.handle(input, &self.now)
    }

    /// One command, its effects unanswered.
    pub fn send(&mut self, command: Command) -> Vec<Effect> {
        let seed = self.seed();
        let ticket = Ticket(self.asked);
        self.put(Input::Command { ticket, command: Box::new(command), seed })
    }

    pub fn wake(&mut self) -> Vec<Effect> {
        let seed = self.seed();
        self.put(Input::Wake { seed })
    }

    /// Does what the effects say, on a disk that obeys; gives the answers in their order.
    pub fn obey(&mut self, mut effects: Vec<Effect>) -> Vec<Effect> {
        let mut answers = Vec::new();
        while !effects.is_empty() {
            let effect = effects.remove(0);
            if let Effect::Create { bytes, .. } | Effect::Append { bytes } = &effect {
                self.log.extend_from_slice(bytes);
                effects.extend(self.put(Input::Appended));
            } else {
                answers.push(effect);
            }
        }
        answers
    }

    /// One command, seen to the disk.
    pub fn give(&mut self, command: Command) -> Result<Vec<EventId>, Rejection> {
        let effects = self.send(command);
        match self.obey(effects).pop() {
            Some(Effect::Recorded { records, .. }) => Ok(records),
            Some(Effect::Rejected { rejection, .. }) => Err(rejection),
            other => panic!("neither recorded nor refused: {other:?}"),
        }
    }

    /// Several commands that all stand.
    pub fn all(&mut self, commands: impl IntoIterator<Item = Command>) {
        for command in commands {
            self.give(command.clone()).unwrap_or_else(|no| panic!("{command:?}: {no:?}"));
        }
    }

    /// The names of the current steps.
    pub fn current(&self) -> Vec<String> {
        let steps = self.state().current_steps(&self.now.moment);
        steps.into_iter().map(|step| step.step.to_string()).collect()
    }

    /// What a fresh program makes of the log.
    pub fn replayed(&self) -> Result<Session, ReplayError> {
        replayed(&self.log)
    }

    /// What the strict verifier says of the log.
    pub fn verdict(&self) -> Verdict {
        let verifier = Verifier::new().demanding(Completeness::Original);
        verify_stream(&mut self.log.as_slice(), verifier).expect("memory can be read")
    }

    /// The same for an incident under legal clocks, which are not in the log.
    pub fn assert_sound_under_law(&self) {
        assert_eq!(self.verdict().outcome(), Outcome::Intact, "{:?}", self.verdict());
        let replayed = self.replayed().expect("the log can be continued");
        let replayed = replayed.under(self.state().law.clone());
        assert_eq!(replayed.state(), self.state());
    }

    /// The log is whole, and folding it gives the same state.
    pub fn assert_sound(&self) {
        assert_eq!(self.verdict().outcome(), Outcome::Intact, "{:?}", self.verdict());
        let replayed = self.replayed().expect("the log can be continued");
        assert_eq!(replayed.state(), self.state());
        assert_eq!(replayed.head(), self.session.head());
        assert_eq!(replayed.lines(), self.session.lines());
    }
}

pub fn replayed(log: &[u8]) -> Result<Session, ReplayError> {
    let mut replay = Replay::new(runbook::read);
    let mut head = sangfroid::audit::Digest::ZERO;
    for line in log.split_inclusive(|byte| *byte == b'\n') {
        head = sangfroid::audit::line::head_of(line).unwrap_or(head);
        replay.line(line);
    }
    replay.finish(head)
}
