//! Every refusal happens, for its own reason, and changes nothing.

use std::collections::BTreeSet;

use sangfroid::domain::act::{ApprovalHow, Recheck, StepAct, Until};
use sangfroid::domain::command::{Command, FileDuty, FixMoment, JudgeDuty};
use sangfroid::domain::decide::TEXT_BYTES_MAX;
use sangfroid::domain::duty_event::{FilingPart, MomentHow, Verdict};
use sangfroid::domain::event::{Correction, Event, NoteKind};
use sangfroid::domain::evidence::{Custody, Evidence};
use sangfroid::domain::ids::{
    ClockId, EventId, EvidenceId, Initials, MomentId, RunId, Seq, TrackId, WriterId,
};
use sangfroid::domain::lead::{PassLead, TrackHeld};
use sangfroid::domain::own_words::OwnWords;
use sangfroid::domain::proof::SignedOff;
use sangfroid::domain::rejection::Rejection;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::{Span, Timestamp};
use sangfroid::domain::watch_event::{
    ClockAdded, ClockEnded, ClockMet, ClockMoved, Held, HoldEnded, LimitLifted, Watch,
};
use sangfroid::i18n::Catalogue;
use sangfroid::i18n::rejection::facts;
use sangfroid::ports::FailureKind;
use sangfroid::session::{Effect, Input, Seed};

use crate::support::Play;
use crate::support::play::{
    act, approved, broken, chosen, close, could_not, done, later, left_out, note, observed, order,
    skipped, start, tick,
};
use crate::support::sample::{DRILL, LINKS, add, runbook, step};

/// All codes, so that a new variant needs a case here. The match makes the list complete.
fn all_codes() -> BTreeSet<&'static str> {
    let (s, e) = (step("soon"), entry(1));
    let (m, c) = (MomentId::parse("known").unwrap(), ClockId::parse("law-1").unwrap());
    let all = [
        Rejection::NotStarted,
        Rejection::AlreadyStarted,
        Rejection::NobodyThere,
        Rejection::NotAtKeyboard { initials: Initials::parse("KP").unwrap() },
        Rejection::LeadsAlready { initials: Initials::parse("KP").unwrap() },
        Rejection::ReadBackMissing,
        Rejection::NotInBriefing { line: "moon".to_owned() },
        Rejection::SaidTwice { line: "progress".to_owned() },
        Rejection::NoSuchTrack(TrackId::parse("moon").unwrap()),
        Rejection::NoDeviceKey,
        Rejection::Closed,
        Rejection::NoSuchStep(s.clone()),
        Rejection::AlreadyAnswered(s.clone()),
        Rejection::NotApplicable(s.clone()),
        Rejection::DecisionFirst { step: s.clone(), decision: s.clone() },
        Rejection::WrongAct { step: s.clone(), kind: "do" },
        Rejection::NoSuchAnswer { step: s.clone(), answer: String::new() },
        Rejection::LineOpen { step: s.clone(), line: 1, lines: 2 },
        Rejection::NoSuchLine { step: s.clone(), line: 3 },
        Rejection::LineMarked { step: s.clone(), line: 1 },
        Rejection::LineOfDone(s.clone()),
        Rejection::ReasonMissing,
        Rejection::TextTooLong { bytes_max: 1 },
        Rejection::TextMissing,
        Rejection::UntilMissing,
        Rejection::SecondPersonMissing(s.clone()),
        Rejection::SamePerson,
        Rejection::StillWaiting(s.clone()),
        Rejection::NotWaiting(s.clone()),
        Rejection::NotRepeating(s.clone()),
        Rejection::PauseFirst(s.clone()),
        Rejection::WrongRunbook(s.run.runbook().clone()),
        Rejection::RunbookThere(s.run.runbook().clone()),
        Rejection::NoSuchEntry(e.clone()),
        Rejection::NoSuchEvidence(e.clone()),
        Rejection::NoSuchPiece { step: None, piece: EvidenceId::parse("note").unwrap() },
        Rejection::NotCorrectable(e),
        Rejection::LastActsOpen(1),
        Rejection::NoSuchMoment(m.clone()),
        Rejection::MomentFixedBefore(m.clone()),
        Rejection::MomentNotFixed(m.clone()),
        Rejection::MomentAhead,
        Rejection::NoSuchClock(c.clone()),
        Rejection::AlreadyFiled(c.clone()),
        Rejection::NotInParts(c.clone()),
        Rejection::LateReasonMissing(c.clone()),
        Rejection::NoSuchLimit(step("soon")),
        Rejection::WhomMissing,
        Rejection::SpanMissing,
        Rejection::NoClockRuns(entry(1)),
        Rejection::NotFollowed(step("soon").run),
        Rejection::IsHeld(step("soon").run),
        Rejection::NotHeld(step("soon").run),
        Rejection::NamesNothing(step("soon")),
        Rejection::NewerVersion,
        Rejection::NotSaved,
        Rejection::NothingCalls,
        Rejection::ReadOnly,
    ];
    all.iter().inspect(|rejection| is_listed(rejection)).map(Rejection::code).collect()
}

/// Does not compile when a refusal is missing; whoever adds one here adds it above.
fn is_listed(rejection: &Rejection) {
    match rejection {
        Rejection::NotStarted
        | Rejection::AlreadyStarted
        | Rejection::NobodyThere
        | Rejection::NotAtKeyboard { .. }
        | Rejection::LeadsAlready { .. }
        | Rejection::ReadBackMissing
        | Rejection::NotInBriefing { .. }
        | Rejection::SaidTwice { .. }
        | Rejection::NoSuchTrack(_)
        | Rejection::NoDeviceKey
        | Rejection::Closed
        | Rejection::NoSuchStep(_)
        | Rejection::AlreadyAnswered(_)
        | Rejection::NotApplicable(_)
        | Rejection::DecisionFirst { .. }
        | Rejection::WrongAct { .. }
        | Rejection::NoSuchAnswer { .. }
        | Rejection::LineOpen { .. }
        | Rejection::NoSuchLine { .. }
        | Rejection::LineMarked { .. }
        | Rejection::LineOfDone(_)
        | Rejection::ReasonMissing
        | Rejection::TextTooLong { .. }
        | Rejection::TextMissing
        | Rejection::UntilMissing
        | Rejection::SecondPersonMissing(_)
        | Rejection::SamePerson
        | Rejection::StillWaiting(_)
        | Rejection::NotWaiting(_)
        | Rejection::NotRepeating(_)
        | Rejection::PauseFirst(_)
        | Rejection::WrongRunbook(_)
        | Rejection::RunbookThere(_)
        | Rejection::NoSuchEntry(_)
        | Rejection::NoSuchEvidence(_)
        | Rejection::NoSuchPiece { .. }
        | Rejection::NotCorrectable(_)
        | Rejection::LastActsOpen(_)
        | Rejection::NoSuchMoment(_)
        | Rejection::MomentFixedBefore(_)
        | Rejection::MomentNotFixed(_)
        | Rejection::MomentAhead
        | Rejection::NoSuchClock(_)
        | Rejection::AlreadyFiled(_)
        | Rejection::NotInParts(_)
        | Rejection::LateReasonMissing(_)
        | Rejection::NoSuchLimit(_)
        | Rejection::WhomMissing
        | Rejection::SpanMissing
        | Rejection::NoClockRuns(_)
        | Rejection::NotFollowed(_)
        | Rejection::IsHeld(_)
        | Rejection::NotHeld(_)
        | Rejection::NamesNothing(_)
        | Rejection::NewerVersion
        | Rejection::NotSaved
        | Rejection::NothingCalls
        | Rejection::ReadOnly => {}
    }
}

fn moment(id: &str, at: &str, how: MomentHow) -> Command {
    let (moment, at) = (MomentId::parse(id).unwrap(), Timestamp::parse(at).unwrap());
    Command::FixMoment(FixMoment { moment, at, how, reason: Some("seen".to_owned()) })
}

fn filed(id: &str, part: FilingPart) -> Command {
    Command::FileDuty(FileDuty {
        clock: ClockId::parse(id).unwrap(),
        part,
        happened_at: None,
        receipt: None,
        channel: None,
        late_reason: None,
    })
}

/// What is refused about legal clocks.
fn duty_cases() -> Vec<(Vec<Command>, Command, &'static str)> {
    let (old, ahead) = ("2020-01-01T00:00:00Z", "2090-01-01T00:00:00Z");
    let known = "knowledge-of-attack";
    let fixed = || moment(known, old, MomentHow::Fixed);
    let breach = || moment("aware-personal-data-breach", old, MomentHow::Fixed);
    let clock = ClockId::parse("fr-lopmi").unwrap();
    let no = JudgeDuty { clock, verdict: Verdict::Not, reason: Some(" ".to_owned()) };
    let whole = FilingPart::Complete;
    vec![
        (vec![], moment("full-moon", old, MomentHow::Fixed), "no-such-moment"),
        (vec![fixed()], fixed(), "moment-fixed-before"),
        (vec![], moment(known, old, MomentHow::Disputed), "moment-not-fixed"),
        (vec![], moment(known, ahead, MomentHow::Fixed), "moment-ahead"),
        (vec![], filed("mars-1", whole), "no-such-clock"),
        (vec![filed("fr-lopmi", whole)], filed("fr-lopmi", whole), "already-filed"),
        (vec![], filed("fr-lopmi", FilingPart::Phased), "not-in-parts"),
        (vec![breach()], filed("eu-gdpr-33", whole), "late-reason-missing"),
        (vec![], Command::JudgeDuty(no), "reason-missing"),
    ]
}

/// What is refused about lasting limits, added clocks and holds.
fn watch_cases() -> Vec<(Vec<Command>, Command, &'static str)> {
    let add = |text: &str, whom: &str, minutes: u64| {
        let (text, whom, span) = (text.to_owned(), whom.to_owned(), Span::from_min(minutes));
        Command::Watch(Watch::ClockAdded(ClockAdded {
            text,
            whom,
            span,
            every: None,
            script: None,
        }))
    };
    let moved = |minutes: u64, reason: &str| {
        let (clock, span, reason) = (entry(4), Span::from_min(minutes), reason.to_owned());
        Command::Watch(Watch::ClockMoved(ClockMoved { clock, span, reason }))
    };
    let met = || Command::Watch(Watch::ClockMet(ClockMet { clock: entry(4), happened_at: None }));
    let ended = |reason: &str| {
        let reason = reason.to_owned();
        Command::Watch(Watch::ClockEnded(ClockEnded { clock: entry(4), reason }))
    };
    let hold = |name: &str, reason: &str| {
        let (run, reason) = (RunId::parse(name).unwrap(), reason.to_owned());
        Command::Watch(Watch::Held(Held { run, reason, instead: None }))
    };
    let go_on = |name: &str| {
        Command::Watch(Watch::HoldEnded(HoldEnded { run: RunId::parse(name).unwrap() }))
    };
    let lift =
        LimitLifted { step: step("soon"), by: Initials::parse("DM").unwrap(), reason: "x".into() };
    let work = || vec![add("restore the phones", "MK", 30)];
    let cut = || vec![chosen("cut-or-keep", Some("cut"))];
    vec![
        (vec![], Command::Silence(Vec::new()), "nothing-calls"),
        (vec![], Command::Watch(Watch::Lifted(lift)), "no-such-limit"),
        (vec![], add(" ", "MK", 30), "text-missing"),
        (vec![], add("restore the phones", " ", 30), "whom-missing"),
        (vec![], add("restore the phones", "MK", 0), "span-missing"),
        (vec![], add("restore the phones", "MK", 60 * 24 * 32), "span-missing"),
        (vec![], met(), "no-clock-runs"),
        (vec![add("restore the phones", "MK", 30), met()], met(), "no-clock-runs"),
        (vec![add("restore the phones", "MK", 30), ended("no phones")], met(), "no-clock-runs"),
        (work(), moved(0, "busy"), "span-missing"),
        (work(), moved(30, " "), "reason-missing"),
        (work(), ended(" "), "reason-missing"),
        (vec![], hold("moon", "dinner"), "not-followed"),
        (vec![], hold("drill", " "), "reason-missing"),
        (vec![hold("drill", "power cut")], hold("drill", "again"), "is-held"),
        (vec![hold("drill", "power cut")], observed("look-at-it", "dark"), "is-held"),
        (vec![], go_on("drill"), "not-held"),
        (cut(), approved("cut-it", ApprovalHow::Present, "DM", "ok go"), "names-nothing"),
        (cut(), approved("cut-it", ApprovalHow::Phone, "DM", "yes, do the"), "names-nothing"),
        (cut(), approved("cut-it", ApprovalHow::Phone, "DM", "y"), "names-nothing"),
    ]
}

fn entry(number: u64) -> EventId {
    EventId { writer: WriterId::parse("lap-0001").unwrap(), seq: Seq(number) }
}

fn correct(number: u64, correction: Correction) -> Command {
    Command::Correct { target: entry(number), correction }
}

fn not_so(number: u64) -> Command {
    correct(number, Correction::NotSo { reason: None })
}

/// A piece for a step, one of its pieces, in these words.
fn piece(at: Option<&str>, slot: Option<&str>, item: &str) -> Command {
    Command::TakeEvidence(Evidence {
        sha256: "0".repeat(64),
        bytes: 3,
        step: at.map(step),
        slot: slot.map(|slot| EvidenceId::parse(slot).unwrap()),
        item: item.to_owned(),
        is_unexpected: false,
        file_name: None,
        host: None,
        collector: None,
        place: None,
        collected_at: None,
    })
}

fn hand_over(number: u64, to: &str) -> Command {
    Command::MoveCustody(Custody {
        evidence: entry(number),
        from: "KP".to_owned(),
        to: to.to_owned(),
        place: None,
        reason: None,
        happened_at: None,
    })
}

/// The cases about evidence.
fn evidence_cases() -> Vec<(Vec<Command>, Command, &'static str)> {
    let long = "x".repeat(TEXT_BYTES_MAX + 1);
    let closed = || vec![close(Some("false alarm"))];
    vec![
        (vec![], piece(Some("nowhere"), None, "a note"), "no-such-step"),
        (vec![], piece(Some("soon"), Some("photo"), "a note"), "no-such-piece"),
        (vec![], piece(None, Some("photo"), "a note"), "no-such-piece"),
        (vec![], piece(None, None, " "), "text-missing"),
        (closed(), piece(None, None, &long), "text-too-long"),
        (vec![], hand_over(1, "MB"), "no-such-evidence"),
        (vec![piece(None, None, "a note")], hand_over(4, " "), "text-missing"),
        (vec![piece(None, None, "a note")], hand_over(4, &long), "text-too-long"),
    ]
}

/// Each case: what was done before, what is refused now, and why.
fn cases() -> Vec<(Vec<Command>, Command, &'static str)> {
    let long = "x".repeat(TEXT_BYTES_MAX + 1);
    let seen = || observed("look-at-it", "dark");
    let cut = || chosen("cut-or-keep", Some("cut"));
    let pause = || skipped("look-closed", "short of time");
    let again = StepAct::Rechecked { outcome: Recheck::Again };
    let ended = |reason: Option<&str>| {
        let early_reason = reason.map(str::to_owned);
        act("let-it-settle", StepAct::WaitEnded { early_reason })
    };
    let waiting = || vec![pause(), act("let-it-settle", StepAct::WaitStarted)];
    let event = |words: &str| StepAct::Postponed {
        until: Until::Event(words.to_owned()),
        reason: "busy".to_owned(),
    };
    let closed = || vec![close(Some("false alarm"))];
    vec![
        (vec![], start(runbook(DRILL)), "already-started"),
        (closed(), done("soon"), "closed"),
        (closed(), close(Some("again")), "closed"),
        (closed(), not_so(1), "closed"),
        (vec![], done("nowhere"), "no-such-step"),
        (vec![], done("child/child-act"), "no-such-step"),
        (vec![seen()], seen(), "already-answered"),
        (vec![skipped("soon", "a")], skipped("soon", "b"), "already-answered"),
        (vec![could_not("soon", "a")], could_not("soon", "b"), "already-answered"),
        (vec![cut()], done("keep-it"), "not-applicable"),
        (vec![], done("keep-it"), "decision-first"),
        (vec![later("cut-or-keep", 5, "busy")], done("keep-it"), "decision-first"),
        (vec![], done("look-at-it"), "wrong-act"),
        (vec![], done("cut-or-keep"), "wrong-act"),
        (vec![], observed("soon", "dark"), "wrong-act"),
        (vec![], chosen("soon", Some("cut")), "wrong-act"),
        (vec![pause()], done("let-it-settle"), "wrong-act"),
        (vec![], later("look-closed", 5, "busy"), "wrong-act"),
        (vec![], act("look-closed", event("the leader comes")), "wrong-act"),
        (vec![], observed("look-at-it", "purple"), "no-such-answer"),
        (vec![], chosen("cut-or-keep", Some("burn")), "no-such-answer"),
        (vec![], skipped("soon", " \t "), "reason-missing"),
        (vec![], could_not("soon", ""), "reason-missing"),
        (vec![], later("soon", 5, ""), "reason-missing"),
        (vec![], close(Some("  ")), "last-acts-open"),
        (waiting(), ended(Some(" ")), "reason-missing"),
        (vec![cut()], approved("cut-it", ApprovalHow::Alone, "KP", ""), "reason-missing"),
        (vec![], note(NoteKind::Fact, &long), "text-too-long"),
        (vec![], skipped("soon", &long), "text-too-long"),
        (vec![], close(Some(&long)), "text-too-long"),
        (vec![], note(NoteKind::Fact, "\n "), "text-missing"),
        (vec![seen()], correct(4, Correction::Text { text: String::new() }), "text-missing"),
        (vec![], act("soon", event(" ")), "until-missing"),
        (vec![cut()], done("cut-it"), "second-person-missing"),
        (vec![cut()], approved("cut-it", ApprovalHow::Phone, "DM", ""), "second-person-missing"),
        (vec![cut()], approved("cut-it", ApprovalHow::Present, "KP", "me"), "same-person"),
        (waiting(), ended(None), "still-waiting"),
        (waiting(), act("let-it-settle", StepAct::WaitStarted), "still-waiting"),
        (vec![done("watch-it")], done("watch-it"), "still-waiting"),
        (vec![pause()], ended(None), "not-waiting"),
        (vec![], act("soon", again.clone()), "not-repeating"),
        (vec![], act("watch-it", again), "not-repeating"),
        (vec![], done("call-leader"), "pause-first"),
        (vec![pause()], done("open-child"), "wrong-runbook"),
        (vec![], not_so(99), "no-such-entry"),
        (vec![], not_so(1), "not-correctable"),
        (vec![seen()], correct(2, Correction::Text { text: "x".to_owned() }), "not-correctable"),
        (vec![seen(), not_so(4)], not_so(4), "not-correctable"),
        (vec![skipped("soon", "a"), done("soon")], not_so(4), "not-correctable"),
        (vec![], close(None), "last-acts-open"),
    ]
}

/// The cases about who has the keyboard, and whose key it is.
fn people() -> Vec<(Vec<Command>, Command, &'static str)> {
    let off = |who: &str| {
        let initials = Initials::parse(who).unwrap();
        Command::SignOff(SignedOff { initials, proof: None })
    };
    let pass = |to: &str, urgent: &str, unclear: &str| {
        let to = Initials::parse(to).unwrap();
        let (urgent, unclear) = (urgent.to_owned(), unclear.to_owned());
        let (own_words, read) = (Vec::new(), Vec::new());
        Command::PassLead(PassLead { to, urgent, unclear, own_words, read })
    };
    let said = |lines: &[(&str, &str)]| {
        let own = |(line, text): &(&str, &str)| {
            let (line, text) = ((*line).to_owned(), (*text).to_owned());
            OwnWords { line, text, lang: Lang::En }
        };
        let own_words = lines.iter().map(own).collect();
        let to = Initials::parse("DM").unwrap();
        let (urgent, unclear) = ("the ward".to_owned(), "the cause".to_owned());
        Command::PassLead(PassLead { to, urgent, unclear, own_words, read: Vec::new() })
    };
    let say = |line, text| said(&[(line, text)]);
    let twice = said(&[("progress", "phase one"), ("progress", "phase two")]);
    let (run, track) = (step("soon").run, TrackId::parse("moon").unwrap());
    let who = Initials::parse("DM").unwrap();
    let held = Command::HoldTrack(TrackHeld { run, track, who });
    vec![
        (vec![], pass("KP", "the ward", "the cause"), "leads-already"),
        (vec![], pass("DM", " ", "the cause"), "read-back-missing"),
        (vec![], say("moon", "it is full"), "not-in-briefing"),
        (vec![], say("next:drill/soon", "not yet"), "not-in-briefing"),
        (vec![], twice, "said-twice"),
        (vec![], say("progress", " "), "text-missing"),
        (vec![], say("progress", &"x".repeat(TEXT_BYTES_MAX + 1)), "text-too-long"),
        (vec![], pass("DM", "the ward", ""), "read-back-missing"),
        (vec![pass("DM", "a", "b")], pass("DM", "a", "b"), "leads-already"),
        (vec![], held, "no-such-track"),
        (vec![], off("DM"), "not-at-keyboard"),
        (vec![off("KP")], off("KP"), "not-at-keyboard"),
        (vec![off("KP")], done("soon"), "nobody-there"),
        (vec![off("KP")], note(NoteKind::Fact, "who is it?"), "nobody-there"),
        (vec![], Command::Seal, "no-device-key"),
        (vec![], add(runbook(DRILL)), "runbook-there"),
    ]
}

/// Steps that are done line by line (R14): `LINKS` in the place of the drill.
fn line_cases() -> Vec<(Vec<Command>, Command, &'static str)> {
    let at = |name: &str| format!("links/{name}");
    let (cut, watch) = (at("cut-links"), at("watch-lamps"));
    let both = || vec![tick(&watch, 1), tick(&watch, 2), done(&watch)];
    vec![
        (vec![], done(&cut), "line-open"),
        (vec![tick(&cut, 1), left_out(&cut, 3, "no key")], done(&cut), "line-open"),
        (vec![], approved(&at("two-keys"), ApprovalHow::Present, "DM", "lock"), "line-open"),
        (vec![], tick(&cut, 0), "no-such-line"),
        (vec![], tick(&cut, 5), "no-such-line"),
        (vec![], tick(&at("tell-wards"), 1), "no-such-line"),
        (vec![tick(&cut, 2)], tick(&cut, 2), "line-marked"),
        (vec![tick(&cut, 2)], left_out(&cut, 2, "no key"), "line-marked"),
        (vec![left_out(&cut, 2, "no key")], tick(&cut, 2), "line-marked"),
        (vec![], left_out(&cut, 1, " "), "reason-missing"),
        (both(), tick(&watch, 1), "still-waiting"),
        (both(), not_so(4), "line-of-done"),
        (vec![tick(&cut, 1)], correct(4, text_of("other words")), "not-correctable"),
    ]
}

fn text_of(text: &str) -> Correction {
    Correction::Text { text: text.to_owned() }
}

/// The drill under the shipped legal clocks, or the runbook whose steps have lines.
fn stage(is_of_lines: bool) -> Play {
    if is_of_lines { Play::of(LINKS) } else { Play::drill_under_law() }
}

fn with_stage() -> impl Iterator<Item = (bool, Vec<Command>, Command, &'static str)> {
    let of = |is_of_lines| move |(before, command, code)| (is_of_lines, before, command, code);
    all_cases().map(of(false)).chain(line_cases().into_iter().map(of(true)))
}

fn all_cases() -> impl Iterator<Item = (Vec<Command>, Command, &'static str)> {
    let others = people().into_iter().chain(duty_cases()).chain(watch_cases());
    cases().into_iter().chain(evidence_cases()).chain(others)
}

#[test]
fn every_refusal_has_a_case_and_changes_nothing() {
    let mut seen = BTreeSet::new();
    for (is_of_lines, before, command, code) in with_stage() {
        let mut play = stage(is_of_lines);
        play.all(before);
        let (state, log) = (play.state().clone(), play.log.clone());
        let refused = play.give(command.clone()).expect_err(code);
        assert_eq!(refused.code(), code, "{command:?}");
        assert_eq!((play.state(), &play.log), (&state, &log), "{command:?}");
        play.assert_sound_under_law();
        seen.insert(code);
    }
    // Four need another stage; each has its test below.
    seen.extend(["not-started", "newer-version", "not-saved", "read-only"]);
    assert_eq!(seen, all_codes());
}

#[test]
fn nothing_can_be_done_before_the_start() {
    let mut play = Play::empty();
    for command in [done("soon"), note(NoteKind::Fact, "x"), close(None)] {
        assert_eq!(play.give(command), Err(Rejection::NotStarted));
    }
    assert!(play.log.is_empty());
}

#[test]
fn a_log_with_unknown_records_is_read_and_not_continued() {
    let mut play = Play::drill();
    let mut state = play.state().clone();
    let (id, at) = state.last.clone().expect("a record");
    state.evolve(&sangfroid::domain::event::Record {
        id: EventId { seq: Seq(id.seq.0 + 1), ..id },
        at,
        lamport: 9,
        who: sangfroid::domain::ids::Author::Program,
        late: None,
        event: Event::Unknown { code: "teleported".to_owned() },
    });
    let refused = sangfroid::domain::decide::decide(&state, &done("soon"), &play.now);
    assert_eq!(refused, Err(Rejection::NewerVersion));
    play.assert_sound();
    play.pass(Span::from_min(1));
}

#[test]
fn what_speaks_of_the_disk_is_refused_while_it_takes_nothing() {
    let mut play = Play::drill();
    play.send(done("soon"));
    play.put(Input::AppendFailed(broken(FailureKind::Full)));
    let effects = play.send(Command::Seal);
    let is_it =
        |effect: &Effect| matches!(effect, Effect::Rejected { rejection: Rejection::NotSaved, .. });
    assert!(effects.iter().all(is_it) && effects.len() == 1, "{effects:?}");
}

#[test]
fn nothing_is_recorded_in_a_log_that_somebody_else_writes() {
    let mut play = Play::drill();
    let (before, now) = (play.log.clone(), play.now);
    play.session = play.session.only_reading();
    assert_eq!(play.give(done("soon")), Err(Rejection::ReadOnly));
    assert!(play.session.handle(Input::Wake { seed: Seed([0; 16]) }, &now).is_empty());
    assert_eq!(play.log, before);
}

#[test]
fn every_refusal_says_what_is_true_and_what_to_do_in_both_languages() {
    for lang in Lang::ALL {
        let mut seen = BTreeSet::new();
        for (is_of_lines, before, command, _) in with_stage() {
            let mut play = stage(is_of_lines);
            play.all(before);
            let Err(rejection) = play.give(command) else { continue };
            let advice = Catalogue::of(lang).rejection.of(&rejection);
            let given = facts(&rejection);
            let given: Vec<_> = given.iter().map(|(k, v)| (*k, v.as_str())).collect();
            for text in [&advice.what, &advice.next] {
                let text = sangfroid::i18n::fill(text, &given);
                assert!(!text.trim().is_empty() && !text.contains('{'), "{text}");
            }
            seen.insert(rejection.code());
        }
        let (start, newer) = (Rejection::NotStarted, Rejection::NewerVersion);
        for rejection in [start, newer, Rejection::NotSaved, Rejection::ReadOnly] {
            let advice = Catalogue::of(lang).rejection.of(&rejection);
            assert!(!advice.what.is_empty() && !advice.next.is_empty());
            seen.insert(rejection.code());
        }
        assert_eq!(seen, all_codes());
    }
}

#[test]
fn a_reason_for_stopping_is_needed_when_steps_are_open_and_the_last_acts_are_done() {
    let mut play = Play::drill();
    let last_acts_done = (0..2).map(|n| (step("soon").run, n)).collect();
    let order = sangfroid::domain::command::CloseOrder { last_acts_done, reason: None };
    assert_eq!(play.give(Command::Close(order)), Err(Rejection::ReasonMissing));
}

#[test]
fn an_include_with_another_runbook_is_refused() {
    let mut play = Play::drill();
    play.all([skipped("look-closed", "short of time")]);
    let mut wrong = order(step("open-child"), StepAct::Done { approval: None });
    wrong.include = Some(runbook(DRILL));
    let refused = play.give(Command::Step(wrong));
    assert_eq!(refused, Err(Rejection::WrongRunbook(step("child/x").run.runbook().clone())));
}

#[test]
fn a_runbook_is_added_once_and_the_others_stay_as_they_are() {
    let mut play = Play::drill();
    let before = play.state().runs[0].steps.clone();
    let child = runbook(crate::support::sample::CHILD);
    play.give(add(child.clone())).expect("added");
    let state = play.state();
    assert_eq!(state.runs.len(), 2);
    assert_eq!(state.runs[0].steps, before);
    assert_eq!(state.runs[1].opened_by, None);
    let twice = play.give(add(child.clone()));
    assert_eq!(twice, Err(Rejection::RunbookThere(child.runbook.id.clone())));
}
