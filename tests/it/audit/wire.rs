//! What is stored about an event comes back as it was, and every line that is written passes the
//! check.

use proptest::option;
use proptest::prelude::*;

use sangfroid::audit::from_wire::WITHHELD;
use sangfroid::audit::line::{LINE_BYTES_MAX, TEXT_ROOM_BYTES, spelled_len};
use sangfroid::audit::{Decoder, Digest, EncodeError, Verifier, decode, encode};
use sangfroid::domain::act::{Answer, Approval, ApprovalHow, Recheck, StepAct, StepEvent, Until};
use sangfroid::domain::deadline::DeadlineCause;
use sangfroid::domain::duty_event::{
    DutyFiled, DutyJudged, DutyPassed, FilingPart, MomentFixed, MomentHow, Verdict,
};
use sangfroid::domain::event::{
    Closing, ClosingWord, Correction, Doubt, Event, LeaveReason, Mode, Note, NoteKind, OpenItem,
    Opened, Record, Recovered, Resumed, RunbookPart, Severity, SignedOn,
};
use sangfroid::domain::evidence::{Custody, Evidence};
use sangfroid::domain::ids::{
    Author, ClockId, EventId, EvidenceId, IncidentId, Initials, MomentId, OptionId, RunId,
    RunbookId, Seq, StateId, StepId, StepRef, SymptomId, TrackId, WriterId,
};
use sangfroid::domain::lead::{LeadPassed, TrackHeld};
use sangfroid::domain::occurrence::Occurrence;
use sangfroid::domain::own_words::OwnWords;
use sangfroid::domain::proof::{
    ClockReference, ClockSource, Export, Fork, KeyProof, MediumFault, MediumWord, Seal, SeenHead,
    SignedOff, Witness,
};
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::{BootTag, Date, Elapsed, Moment, Span, Timestamp, UtcOffset};
use sangfroid::domain::watch_event::{
    ClockAdded, ClockEnded, ClockMet, ClockMoved, Held, HoldEnded, LimitLifted, Watch,
};

use super::sample::{self, opened, record, salts};

fn text() -> BoxedStrategy<String> {
    let texts = prop_oneof![
        "\\PC{0,40}",
        proptest::collection::vec(any::<char>(), 0..20).prop_map(String::from_iter),
        "[\"\\\\/\u{0}-\u{20}\u{7e}-\u{a0}\u{200b}-\u{2070}\u{61c}é🩺]{0,20}",
    ];
    texts.boxed()
}

fn time() -> impl Strategy<Value = Timestamp> {
    (-2_000_000_000_000_i64..200_000_000_000_000).prop_map(Timestamp::from_ms)
}

fn number() -> impl Strategy<Value = u64> {
    0..=9_999_999_999_999_999_u64
}

fn slug() -> impl Strategy<Value = String> {
    "[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?"
}

/// The first run of a runbook, or a further one.
fn run() -> impl Strategy<Value = RunId> {
    let number = prop_oneof![Just(1), 2..5_u32, Just(u32::MAX)];
    (slug(), number).prop_map(|(id, number)| RunId::new(RunbookId::parse(&id).unwrap(), number))
}

fn step() -> impl Strategy<Value = StepRef> {
    (run(), slug()).prop_map(|(run, step)| StepRef { run, step: StepId::parse(&step).unwrap() })
}

fn initials() -> impl Strategy<Value = Initials> {
    "[A-Z0-9]{1,8}".prop_map(|text| Initials::parse(&text).unwrap())
}

fn event_id() -> impl Strategy<Value = EventId> {
    (slug(), 1..10_000_u64).prop_map(|(writer, seq)| EventId {
        writer: WriterId::parse(&writer).unwrap(),
        seq: Seq(seq),
    })
}

fn one_of<T: Clone + std::fmt::Debug + 'static>(all: &[T]) -> impl Strategy<Value = T> + use<T> {
    proptest::sample::select(all.to_vec())
}

fn approval() -> impl Strategy<Value = Option<Approval>> {
    let how = one_of(&[ApprovalHow::Present, ApprovalHow::Phone, ApprovalHow::Alone]);
    option::of((how, initials(), text()).prop_map(|(how, by, words)| Approval { how, by, words }))
}

fn act() -> impl Strategy<Value = StepAct> {
    let option = slug().prop_map(|id| Answer::Option(OptionId::parse(&id).unwrap()));
    let answer = prop_oneof![option, Just(Answer::CannotTell)];
    let until = prop_oneof![
        number().prop_map(|ms| Until::After(Span::from_ms(ms))),
        text().prop_map(Until::Event)
    ];
    prop_oneof![
        approval().prop_map(|approval| StepAct::Done { approval }),
        slug().prop_map(|id| StepAct::Observed { state: StateId::parse(&id).unwrap() }),
        (answer, option::of(text()), approval()).prop_map(|(answer, objection, approval)| {
            StepAct::Chosen { answer, objection, approval }
        }),
        text().prop_map(|reason| StepAct::Skipped { reason }),
        (until, text()).prop_map(|(until, reason)| StepAct::Postponed { until, reason }),
        text().prop_map(|reason| StepAct::Impossible { reason }),
        Just(StepAct::WaitStarted),
        text().prop_map(|reason| StepAct::Jumped { reason }),
        (any::<u8>(), option::of(text()))
            .prop_map(|(line, left_out)| StepAct::Ticked { line, left_out }),
        option::of(text()).prop_map(|early_reason| StepAct::WaitEnded { early_reason }),
        one_of(&[Recheck::Again, Recheck::Reached])
            .prop_map(|outcome| StepAct::Rechecked { outcome }),
    ]
}

fn step_event() -> impl Strategy<Value = Event> {
    let times = (option::of(time()), option::of(time()));
    (step(), act().boxed(), times, one_of(&Lang::ALL)).prop_map(|(step, act, times, lang)| {
        let (shown_at, happened_at) = times;
        Event::Step(StepEvent { step, act, shown_at, happened_at, lang })
    })
}

fn note() -> impl Strategy<Value = Event> {
    let times = (option::of(time()), option::of(time()));
    (one_of(&NoteKind::ALL), text(), option::of(step()), times).prop_map(
        |(kind, text, step, (begun_at, happened_at))| {
            Event::NoteAdded(Note { kind, text, step, begun_at, happened_at })
        },
    )
}

fn correction() -> impl Strategy<Value = Event> {
    let correction = prop_oneof![
        option::of(text()).prop_map(|reason| Correction::NotSo { reason }),
        text().prop_map(|text| Correction::Text { text }),
        time().prop_map(|happened_at| Correction::Time { happened_at }),
    ];
    (event_id(), correction)
        .prop_map(|(target, correction)| Event::Corrected { target, correction })
}

fn runbook_part() -> impl Strategy<Value = Event> {
    (run(), any::<[u32; 3]>(), "[0-9a-f]{64}", option::of(step()), text()).prop_map(
        |(run, [revision, part, parts], sha256, opened_by, text)| {
            let part = RunbookPart { run, revision, sha256, opened_by, part, parts, text };
            Event::RunbookPart(part)
        },
    )
}

fn closing() -> impl Strategy<Value = Event> {
    let item = prop_oneof![
        step().prop_map(OpenItem::Step),
        event_id().prop_map(OpenItem::Note),
        step().prop_map(OpenItem::Limit),
        event_id().prop_map(OpenItem::Clock),
        (run(), 0..99_usize).prop_map(|(run, n)| OpenItem::LastAct(run, n)),
        slug().prop_map(|id| OpenItem::Duty(ClockId::parse(&id).unwrap())),
    ];
    let words = [ClosingWord::Complete, ClosingWord::CompleteWithOpenItems, ClosingWord::Stopped];
    (one_of(&words), proptest::collection::vec(item, 0..6), option::of(text()))
        .prop_map(|(word, open, reason)| Event::Closed(Closing { word, open, reason }))
}

fn opening(mode: Mode) -> impl Strategy<Value = Event> {
    let severity = one_of(&[Severity::Care, Severity::Service, Severity::Suspicion]);
    (
        "[A-Z0-9]{1,40}",
        slug(),
        text(),
        severity,
        option::of(time()),
        "[0-9a-f]{32}",
        option::of(text()),
        proptest::collection::vec(slug(), 0..3),
    )
        .prop_map(move |(incident, writer, app, severity, noticed_at, nonce, key, signs)| {
            let incident = IncidentId::parse(&incident).unwrap();
            let writer = WriterId::parse(&writer).unwrap();
            let signs = signs.iter().map(|id| SymptomId::parse(id).unwrap()).collect();
            let opened =
                Opened { incident, writer, app, mode, severity, noticed_at, signs, nonce, key };
            Event::Opened(opened)
        })
}

fn program_event() -> impl Strategy<Value = Event> {
    let doubt = option::of(one_of(&[Doubt::Done, Doubt::NotDone, Doubt::NotSure]));
    let reasons = [LeaveReason::Quit, LeaveReason::ConnectionLost, LeaveReason::Terminated];
    prop_oneof![
        (step(), time()).prop_map(|(step, due_at)| Event::DeadlinePassed { step, due_at }),
        (-9_999_999_999_999_999..=9_999_999_999_999_999_i64)
            .prop_map(|by_ms| Event::ClockStepped { by_ms }),
        (any::<bool>(), option::of(step()), doubt)
            .prop_map(|(clean, step, doubt)| Event::Resumed(Resumed { clean, step, doubt })),
        one_of(&reasons).prop_map(|reason| Event::Left { reason }),
        (text(), number(), "[0-9a-f]{64}")
            .prop_map(|(file, bytes, sha256)| Event::Recovered(Recovered { file, bytes, sha256 })),
    ]
}

fn key_proof() -> impl Strategy<Value = Option<KeyProof>> {
    let proof = (text(), number(), text()).prop_map(|(key, n, signature)| KeyProof {
        key,
        seq: Seq(n),
        signature,
    });
    option::of(proof)
}

fn millis() -> impl Strategy<Value = i64> {
    -9_999_999_999_999_999..=9_999_999_999_999_999_i64
}

fn seen_head() -> impl Strategy<Value = SeenHead> {
    (event_id(), "[0-9a-f]{64}").prop_map(|(id, head)| SeenHead {
        writer: id.writer,
        seq: id.seq,
        head,
    })
}

fn proof_event() -> impl Strategy<Value = Event> {
    let medium = one_of(&[MediumWord::Lost, MediumWord::Back]);
    let place = (text(), option::of(text()), any::<(Option<i32>, u32)>(), number());
    let heads = proptest::collection::vec(seen_head(), 0..4);
    let withheld = proptest::collection::vec(text(), 0..4);
    prop_oneof![
        (initials(), key_proof())
            .prop_map(|(initials, proof)| Event::SignedOff(SignedOff { initials, proof })),
        (number(), text())
            .prop_map(|(n, signature)| Event::Sealed(Seal { seq: Seq(n), signature })),
        (heads, text()).prop_map(|(heads, via)| Event::Witnessed(Witness { heads, via })),
        (number(), [seen_head(), seen_head()])
            .prop_map(|(at, heads)| Event::Forked(Fork { at: Seq(at), heads })),
        (medium, place).prop_map(|(what, (place, op, (errno, segment), n))| {
            Event::Medium(MediumFault { place, what, op, errno, last_good: Seq(n), segment })
        }),
        (time(), one_of(&ClockSource::ALL), option::of(text()), millis()).prop_map(
            |(reference, source, place, by_ms)| {
                Event::ClockCompared(ClockReference { reference, source, place, by_ms })
            }
        ),
        (text(), withheld, number(), option::of(text())).prop_map(
            |(format, withheld, lines, recipient)| {
                Event::Exported(Export { format, withheld, lines, recipient })
            }
        ),
    ]
}

fn evidence_event() -> impl Strategy<Value = Event> {
    let piece = (option::of(slug()), any::<bool>());
    let what = ("[0-9a-f]{64}", number(), option::of(step()), piece, text());
    let whence = (option::of(text()), option::of(text()), option::of(text()), option::of(text()));
    let taken = (what, whence, option::of(time())).prop_map(
        |(
            (sha256, bytes, step, (slot, is_unexpected), item),
            (file_name, host, collector, place),
            collected_at,
        )| {
            let slot = slot.map(|slot| EvidenceId::parse(&slot).unwrap());
            Event::EvidenceTaken(Evidence {
                sha256,
                bytes,
                step,
                slot,
                is_unexpected,
                item,
                file_name,
                host,
                collector,
                place,
                collected_at,
            })
        },
    );
    let hands = (text(), text(), option::of(text()), option::of(text()));
    let moved = (event_id(), hands, option::of(time())).prop_map(
        |(evidence, (from, to, place, reason), happened_at)| {
            Event::CustodyMoved(Custody { evidence, from, to, place, reason, happened_at })
        },
    );
    prop_oneof![taken, moved]
}

fn duty_event() -> impl Strategy<Value = Event> {
    let offset = (-840..=840_i32).prop_map(|minutes| UtcOffset { minutes });
    let clock = || slug().prop_map(|id| ClockId::parse(&id).unwrap());
    let moment = slug().prop_map(|id| MomentId::parse(&id).unwrap());
    let day = (0..3_000_u32).prop_map(|n| Date::parse("2020-01-01").unwrap().plus_days(n));
    let fixed = (moment, time(), offset, option::of(time()), one_of(&MomentHow::ALL));
    let fixed = (fixed, option::of(text()), option::of(step())).prop_map(
        |((moment, at, offset, was, how), reason, step)| {
            Event::MomentFixed(MomentFixed { moment, at, offset, how, was, reason, step })
        },
    );
    let judged = (clock(), one_of(&Verdict::ALL), option::of(text()), option::of(day));
    let judged =
        (judged, option::of(text())).prop_map(|((clock, verdict, reason, as_of), limit)| {
            Event::DutyJudged(DutyJudged { clock, verdict, reason, as_of, limit })
        });
    let offset = (-840..=840_i32).prop_map(|minutes| UtcOffset { minutes });
    let said = (option::of(text()), option::of(text()), option::of(text()));
    let when = (option::of(time()), option::of(time()), option::of(step()));
    let sent = (clock(), one_of(&FilingPart::ALL), offset, said, when).prop_map(
        |(clock, part, offset, (receipt, channel, late_reason), (happened_at, due, step))| {
            Event::DutyFiled(DutyFiled {
                clock,
                part,
                happened_at,
                offset,
                due,
                receipt,
                channel,
                late_reason,
                step,
            })
        },
    );
    let passed = (clock(), time())
        .prop_map(|(clock, due_at)| Event::DutyPassed(DutyPassed { clock, due_at }));
    prop_oneof![fixed, judged, sent, passed]
}

fn span() -> impl Strategy<Value = Span> {
    number().prop_map(Span::from_ms)
}

fn watch_event() -> impl Strategy<Value = Event> {
    let lifted = (step(), initials(), text())
        .prop_map(|(step, by, reason)| Watch::Lifted(LimitLifted { step, by, reason }));
    let added = (text(), text(), span(), option::of(span()), option::of(text())).prop_map(
        |(text, whom, span, every, script)| {
            Watch::ClockAdded(ClockAdded { text, whom, span, every, script })
        },
    );
    let met = (event_id(), option::of(time()))
        .prop_map(|(clock, happened_at)| Watch::ClockMet(ClockMet { clock, happened_at }));
    let moved = (event_id(), span(), text())
        .prop_map(|(clock, span, reason)| Watch::ClockMoved(ClockMoved { clock, span, reason }));
    let ended = (event_id(), text())
        .prop_map(|(clock, reason)| Watch::ClockEnded(ClockEnded { clock, reason }));
    let held = (run(), text(), option::of(run()))
        .prop_map(|(run, reason, instead)| Watch::Held(Held { run, reason, instead }));
    let resumed = run().prop_map(|run| Watch::HoldEnded(HoldEnded { run }));
    let watch = prop_oneof![lifted, added, met, moved, ended, held, resumed];
    prop_oneof![watch.prop_map(Event::Watch), occurrence().prop_map(Event::Silenced)]
}

fn occurrence() -> impl Strategy<Value = Occurrence> {
    let causes = [
        DeadlineCause::Limit,
        DeadlineCause::Wait,
        DeadlineCause::Repeat,
        DeadlineCause::Later,
        DeadlineCause::Retry,
    ];
    let cause = proptest::sample::select(causes.to_vec());
    let clock = || slug().prop_map(|name| ClockId::parse(&name).unwrap());
    prop_oneof![
        (step(), cause, time()).prop_map(|(step, cause, at)| Occurrence::Step(step, cause, at)),
        (event_id(), time()).prop_map(|(clock, at)| Occurrence::Added(clock, at)),
        step().prop_map(Occurrence::Awaited),
        (clock(), option::of(time())).prop_map(|(clock, at)| Occurrence::Duty(clock, at)),
        (initials(), time()).prop_map(|(who, at)| Occurrence::Relief(who, at)),
    ]
}

fn lead_event() -> impl Strategy<Value = Event> {
    let passed =
        (initials(), initials(), text(), text()).prop_map(|(from, to, urgent, unclear)| {
            Event::LeadPassed(LeadPassed { from, to, urgent, unclear })
        });
    let own = (text(), text(), prop_oneof![Just(Lang::En), Just(Lang::Fr)])
        .prop_map(|(line, text, lang)| Event::OwnWords(OwnWords { line, text, lang }));
    let held = (run(), slug(), initials()).prop_map(|(run, track, who)| {
        Event::TrackHeld(TrackHeld { run, track: TrackId::parse(&track).unwrap(), who })
    });
    prop_oneof![passed, own, held]
}

fn event(mode: Mode) -> impl Strategy<Value = Event> {
    let person = (initials(), option::of(text()), option::of(text()), key_proof()).prop_map(
        |(initials, name, role, proof)| Event::SignedOn(SignedOn { initials, name, role, proof }),
    );
    prop_oneof![
        opening(mode).boxed(),
        runbook_part().boxed(),
        person.boxed(),
        lead_event().boxed(),
        step_event().boxed(),
        step_event().boxed(),
        note().boxed(),
        correction().boxed(),
        program_event().boxed(),
        closing().boxed(),
        proof_event().boxed(),
        evidence_event().boxed(),
        duty_event().boxed(),
        watch_event().boxed(),
    ]
}

fn author() -> impl Strategy<Value = Author> {
    prop_oneof![Just(Author::Program), initials().prop_map(Author::Person)]
}

fn any_record() -> impl Strategy<Value = (Record, Mode)> {
    one_of(&[Mode::Real, Mode::Exercise]).prop_flat_map(|mode| {
        let moment = (time(), number(), any::<u32>()).prop_map(|(wall, mono, boot)| Moment {
            wall,
            mono: Elapsed::from_ms(mono),
            boot: BootTag(boot),
        });
        (moment, number(), author(), option::of(time()), event(mode)).prop_map(
            move |(at, lamport, who, late, event)| {
                let id = EventId { writer: WriterId::parse("lap3-9f2c").unwrap(), seq: Seq(2) };
                (Record { id, at, lamport, who, late, event }, mode)
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_comes_back_and_passes_the_check((record, mode) in any_record()) {
        let mut salts = salts();
        let first = sample::record("lap3-9f2c", 1, opened("lap3-9f2c", mode));
        let first = encode(&first, mode, Digest::ZERO, &mut salts).unwrap();
        let line = encode(&record, mode, first.head, &mut salts).unwrap();
        let mut verifier = Verifier::new();
        prop_assert!(verifier.line(&first.bytes).is_ok());
        let accepted = verifier.line(&line.bytes);
        prop_assert!(accepted.is_ok(), "{accepted:?}: {}", String::from_utf8_lossy(&line.bytes));
        prop_assert_eq!(verifier.head().digest, line.head);
        prop_assert_eq!(verifier.withheld_fields(), 0);
        let decoded = decode(&line.bytes).unwrap();
        prop_assert_eq!(&decoded.record, &record);
        prop_assert_eq!((decoded.mode, decoded.is_newer), (mode, false));
        prop_assert!(decoded.withheld.is_empty());
    }

    #[test]
    fn the_quick_reader_reads_what_the_general_one_reads(
        records in proptest::collection::vec((any_record(), option::of(step_event())), 1..4),
    ) {
        let (mut decoder, mut salts) = (Decoder::new(), salts());
        for ((mut record, mode), usual) in records {
            // Mostly what it is quick with.
            record.event = usual.unwrap_or(record.event);
            let line = encode(&record, mode, Digest::ZERO, &mut salts).unwrap().bytes;
            let withheld = sample::columns(&line);
            let withheld = format!("{}\t\t{}\n", withheld[0], withheld[2]).into_bytes();
            // The first time its names are new, and the second time they are not.
            for line in [&line, &line, &withheld, &line] {
                prop_assert_eq!(decoder.decode(line), decode(line));
            }
        }
    }

    #[test]
    fn any_bytes_are_judged_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = Verifier::new().line(&bytes);
        let _ = decode(&bytes);
        let _ = Decoder::new().decode(&bytes);
    }
}

#[test]
fn the_quick_reader_agrees_on_every_line_of_the_sample_and_on_every_changed_byte() {
    let lines = sample::log("lap3-9f2c");
    let mut decoder = Decoder::new();
    for line in &lines {
        assert_eq!(decoder.decode(line), decode(line));
    }
    for line in &lines {
        assert_eq!(decoder.decode(line), decode(line), "once its names are known");
        for at in 0..line.len() {
            // Whatever the verifier would say of it: no step of a night may be read as another one.
            let mut changed = line.clone();
            changed[at] ^= 1;
            let (quick, general) = (decoder.clone().decode(&changed), decode(&changed));
            if general.is_ok() {
                assert_eq!(quick, general, "{}", String::from_utf8_lossy(&changed));
            }
        }
    }
}

#[test]
fn a_withheld_text_reads_as_a_bar_and_is_named() {
    let lines = sample::log("lap3-9f2c");
    let [first, _, third] = sample::columns(&lines[7]);
    let decoded = decode(format!("{first}\t\t{third}\n").as_bytes()).unwrap();
    assert_eq!(decoded.withheld, ["objection", "words"]);
    let Event::Step(StepEvent { act: StepAct::Chosen { objection, .. }, .. }) =
        decoded.record.event
    else {
        panic!("another event");
    };
    assert_eq!(objection.as_deref(), Some(WITHHELD));
    assert!(!decoded.is_newer);
}

#[test]
fn a_text_as_long_as_promised_fits_and_a_longer_one_is_refused() {
    let with = |text: String| {
        let note =
            Note { kind: NoteKind::Fact, text, step: None, begun_at: None, happened_at: None };
        let record = record("lap3-9f2c", 2, Event::NoteAdded(note));
        encode(&record, Mode::Exercise, Digest::ZERO, &mut salts())
    };
    let longest = "\u{1}".repeat((TEXT_ROOM_BYTES - 2) / 6);
    assert!(spelled_len(&longest) <= TEXT_ROOM_BYTES);
    assert!(with(longest).unwrap().bytes.len() <= LINE_BYTES_MAX);
    assert_eq!(with("x".repeat(LINE_BYTES_MAX)).unwrap_err(), EncodeError::TooLong);
}

#[test]
fn what_the_format_cannot_spell_is_refused() {
    let with = |change: fn(&mut Record)| {
        let mut record = record("lap3-9f2c", 2, Event::ClockStepped { by_ms: 1 });
        change(&mut record);
        encode(&record, Mode::Real, Digest::ZERO, &mut salts()).map(|_| ())
    };
    assert_eq!(with(|_| {}), Ok(()));
    assert_eq!(with(|record| record.lamport = 10_000_000_000_000_000), Err(EncodeError::Number));
    assert_eq!(with(|r| r.at.wall = Timestamp::from_ms(i64::MAX)), Err(EncodeError::Time));
    let unknown = |r: &mut Record| r.event = Event::Unknown { code: "seal".to_owned() };
    assert_eq!(with(unknown), Err(EncodeError::Unknown));
}

#[test]
fn every_line_of_an_exercise_says_so_in_the_hashed_column() {
    let mut salts = salts();
    for (number, event) in (1..).zip(sample::events("lap3-9f2c")).skip(1) {
        let record = record("lap3-9f2c", number, event);
        let line = encode(&record, Mode::Exercise, Digest::ZERO, &mut salts).unwrap();
        assert!(sample::columns(&line.bytes)[0].contains("\"x\":{\"exercise\":true"));
        assert_eq!(decode(&line.bytes).unwrap().mode, Mode::Exercise);
    }
}
