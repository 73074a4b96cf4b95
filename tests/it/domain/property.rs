//! What holds for any runbook and any stream of commands.

use proptest::prelude::*;
use sangfroid::domain::act::{Answer, Approval, ApprovalHow, Recheck, StepAct, Until};
use sangfroid::domain::command::{Command, StepOrder};
use sangfroid::domain::event::{Correction, NoteKind};
use sangfroid::domain::ids::{EventId, OptionId, Seq, StateId, StepId, StepRef};
use sangfroid::domain::place::Applies;
use sangfroid::domain::rejection::Rejection;
use sangfroid::domain::state::{Run, Status, WaitCause};
use sangfroid::domain::step::StepKind;
use sangfroid::domain::time::{Remaining, Span};
use sangfroid::session::Effect;

use crate::support::Play;
use crate::support::play::{close, initials, note, order, replayed};

/// One step of a random runbook, as numbers that any value of fits.
type Draw = (u8, u8, u8, u8);

fn drawn_step(out: &mut String, index: usize, draw: Draw, decisions: &mut Vec<(usize, usize)>) {
    let (kind, timing, condition, guard) = draw;
    let head = |out: &mut String, kind: &str| {
        out.extend([format!("      - id: s{index}\n        kind: {kind}\n        track: t\n")]);
        out.extend([format!("        role: r\n        title: Step {index}\n")]);
    };
    let is_timed = kind % 6 == 3;
    match kind % 6 {
        0 => {
            head(out, "observe");
            *out += "        states: [{id: a, title: Seen}, {id: b, title: Not seen}]\n";
        }
        1 => {
            head(out, "decide");
            *out += "        options: [{id: a, title: One, leads_to: X}, ";
            *out += "{id: b, title: Two, leads_to: Y}, {id: c, title: Three, leads_to: Z}]\n";
            *out += "        cannot_tell: b\n";
        }
        2 => {
            head(out, "call");
            *out += "        call: {contact: r, say: [Please repeat.], ask: [], never: []}\n";
        }
        3 => {
            head(out, "wait");
            *out += "        wait: 5m\n        limit_basis: default\n";
        }
        _ => head(out, "do"),
    }
    if timing % 3 == 1 && !is_timed {
        *out += "        within: 10m\n        limit_basis: default\n";
        *out += if timing % 2 == 0 { "        within_from: start\n" } else { "" };
    } else if timing % 3 == 2 && kind % 6 > 3 {
        *out += "        limit_basis: default\n        repeat: {every: 7m, until: Quiet}\n";
    }
    if condition % 2 == 0 && !decisions.is_empty() {
        let (decision, _) = decisions[usize::from(condition / 2) % decisions.len()];
        let option = ["a", "b", "c"][usize::from(guard) % 3];
        out.extend([format!("        only_if: {{decision: s{decision}, is: [{option}]}}\n")]);
    }
    if guard % 5 == 0 && kind % 6 > 3 {
        *out += "        sign_off: {by: [r], persons: 2, loses: [X], keeps: [Y]}\n";
    }
    if guard % 3 == 1 && kind % 6 > 3 {
        *out += "        how: [Pull one., Pull the other.]\n        all: true\n";
    }
    if kind % 6 == 1 {
        decisions.push((index, 3));
    }
}

/// The text of a valid runbook.
fn drawn(phases: &[Vec<Draw>]) -> String {
    let mut out = String::from(
        "sangfroid: 1\nid: drawn\nrevision: 1\nreviewed: 2026-11-23\ntitle: Drawn\n\
         use_when: Never\n\
         roles: [{id: r, title: R}]\ntracks: [{id: t, title: T}]\nphases:\n",
    );
    let mut decisions = Vec::new();
    let mut index = 0;
    for (number, steps) in phases.iter().enumerate() {
        out.extend([format!("  - id: p{number}\n    title: Phase {number}\n    steps:\n")]);
        for draw in steps {
            drawn_step(&mut out, index, *draw, &mut decisions);
            index += 1;
        }
        out.extend([format!(
            "      - {{id: end-{number}, kind: pause, track: t, role: r, title: End}}\n"
        )]);
    }
    out
}

fn runbooks() -> impl Strategy<Value = String> {
    let draw = (any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>());
    let phase = proptest::collection::vec(draw, 0..6);
    proptest::collection::vec(phase, 1..4).prop_map(|phases| drawn(&phases))
}

/// A command, some sense in it, from four numbers.
fn command(run: &Run, draw: Draw) -> Command {
    let (what, which, how, more) = draw;
    let index = usize::from(which) % run.steps.len();
    let step = run.step_ref(index).expect("a step");
    let words = if more % 4 == 0 { String::new() } else { format!("because {more}") };
    let approval = (more % 3 > 0).then(|| Approval {
        how: [ApprovalHow::Present, ApprovalHow::Phone, ApprovalHow::Alone][usize::from(how) % 3],
        by: initials(if more % 2 == 0 { "KP" } else { "DM" }),
        words: words.clone(),
    });
    let letter = ["a", "b", "c"][usize::from(how) % 3];
    let act = match what % 14 {
        13 => StepAct::Ticked { line: how % 4, left_out: (more % 2 == 0).then_some(words) },
        0 | 1 => StepAct::Done { approval },
        2 => StepAct::Observed { state: StateId::parse(letter).unwrap() },
        3 => StepAct::Chosen {
            answer: if how % 4 == 3 {
                Answer::CannotTell
            } else {
                Answer::Option(OptionId::parse(letter).unwrap())
            },
            objection: None,
            approval,
        },
        4 => StepAct::Skipped { reason: words },
        5 => StepAct::Impossible { reason: words },
        6 => StepAct::Postponed {
            until: Until::After(Span::from_min(u64::from(how))),
            reason: words,
        },
        7 => StepAct::WaitStarted,
        8 => StepAct::WaitEnded { early_reason: (how % 2 == 0).then_some(words) },
        9 => {
            let outcome = if how % 2 == 0 { Recheck::Again } else { Recheck::Reached };
            StepAct::Rechecked { outcome }
        }
        11 => StepAct::Jumped { reason: words },
        10 => return note(NoteKind::Todo, &words),
        _ => {
            let writer = sangfroid::domain::ids::WriterId::parse("lap-0001").unwrap();
            let target = EventId { writer, seq: Seq(u64::from(which % 40) + 1) };
            return Command::Correct { target, correction: Correction::NotSo { reason: None } };
        }
    };
    Command::Step(StepOrder { happened_at: None, ..order(step, act) })
}

fn current_count(play: &Play) -> usize {
    play.state().current_steps(&play.now.moment).len()
}

/// Exactly one current step until nothing is left, and deadlines in their order.
fn assert_placed(play: &Play) {
    let state = play.state();
    let is_walked = state.is_walked(&play.now.moment);
    assert_eq!(current_count(play), usize::from(!is_walked));
    let key = |remaining: &Remaining| match remaining {
        Remaining::Over(span) => (0, u64::MAX - span.ms()),
        Remaining::Left(span) => (1, span.ms()),
    };
    let keys: Vec<_> =
        state.deadlines(&play.now.moment).iter().map(|deadline| key(&deadline.remaining)).collect();
    assert!(keys.is_sorted(), "{keys:?}");
}

/// What a person who does every step would answer to the current one.
fn sensible(play: &Play, run: &Run, index: usize, draw: u8) -> Command {
    let (_, step, _) = run.get(index).expect("a step");
    let name = StepRef { run: run.id().clone(), step: StepId::parse(step.id.as_str()).unwrap() };
    let approval = step.sign_off.as_ref().map(|_| Approval {
        how: ApprovalHow::Phone,
        by: initials("DM"),
        words: step.title.get(sangfroid::domain::text::Lang::En).to_owned(),
    });
    let next = run.bundle(index).and_then(|bundle| bundle.next());
    let act = match (&step.kind, &run.steps[index].status) {
        (_, Status::Waiting { cause: WaitCause::Repeat, .. }) => {
            StepAct::Rechecked { outcome: Recheck::Reached }
        }
        (_, Status::Waiting { .. }) => StepAct::WaitEnded { early_reason: Some("now".to_owned()) },
        (StepKind::Observe { states }, _) => {
            StepAct::Observed { state: states[usize::from(draw) % states.len()].id.clone() }
        }
        (StepKind::Decide { options, .. }, _) => StepAct::Chosen {
            answer: options
                .get(usize::from(draw) % (options.len() + 1))
                .map_or(Answer::CannotTell, |option| Answer::Option(option.id.clone())),
            objection: None,
            approval,
        },
        (StepKind::Wait { .. }, _) => StepAct::WaitStarted,
        _ => match next {
            Some(line) => StepAct::Ticked { line, left_out: None },
            None => StepAct::Done { approval },
        },
    };
    assert!(play.state().closed.is_none());
    Command::Step(order(name, act))
}

type Draws = Vec<Draw>;

fn draws(most: usize) -> impl Strategy<Value = Draws> {
    let draw = (any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>());
    proptest::collection::vec(draw, 0..most)
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_stream_of_commands_keeps_the_place_and_the_log(
        text in runbooks(),
        draws in draws(60),
    ) {
        let mut play = Play::of(&text);
        assert_placed(&play);
        for draw in draws {
            let command = command(&play.state().runs[0], draw);
            let (state, log) = (play.state().clone(), play.log.clone());
            if let Err(rejection) = play.give(command) {
                prop_assert!(rejection != Rejection::NotStarted);
                prop_assert_eq!(play.state(), &state);
                prop_assert_eq!(&play.log, &log);
            }
            play.pass(Span::from_s(u64::from(draw.3) * 4));
            if draw.2 % 16 == 0 {
                play.jump(i64::from(draw.1) * 100_000 - 9_000_000);
            }
            let effects = play.wake();
            let woke = play.obey(effects);
            let is_recorded = |effect: &Effect| matches!(effect, Effect::Recorded { .. });
            prop_assert!(woke.iter().all(is_recorded));
            prop_assert!(play.state().unrecorded_passed_limits(&play.now.moment).is_empty());
            assert_placed(&play);
        }
        play.give(close(Some("enough"))).expect("it can always be closed with a reason");
        play.assert_sound();
    }

    #[test]
    fn whoever_answers_the_current_step_comes_to_the_end(
        text in runbooks(),
        draws in proptest::collection::vec(any::<u8>(), 8),
    ) {
        let mut play = Play::of(&text);
        let most = 5 * play.state().runs[0].steps.len();
        for turn in 0.. {
            let now = play.now.moment;
            let Some(index) = play.state().runs[0].current(&now) else { break };
            prop_assert!(turn <= most, "the walk does not end");
            let run = &play.state().runs[0];
            prop_assert!(run.applies(index) == Applies::Yes);
            let command = sensible(&play, run, index, draws[turn % draws.len()]);
            prop_assert!(play.give(command.clone()).is_ok(), "{:?}", command);
        }
        prop_assert!(play.state().is_walked(&play.now.moment));
        play.give(close(None)).expect("nothing is open");
        let closing = play.state().closed.clone().expect("closed").0;
        prop_assert_eq!(closing.word, sangfroid::domain::event::ClosingWord::Complete);
        play.assert_sound();
    }

    #[test]
    fn a_record_that_comes_again_changes_nothing(
        text in runbooks(),
        draws in draws(30),
        again in any::<prop::sample::Index>(),
    ) {
        let mut play = Play::of(&text);
        for draw in draws {
            let command = command(&play.state().runs[0], draw);
            play.give(command).ok();
        }
        let mut lines: Vec<_> = play.log.split_inclusive(|byte| *byte == b'\n').collect();
        let at = again.index(lines.len());
        lines.insert(at, lines[at]);
        let twice = replayed(&lines.concat()).expect("it can be continued");
        prop_assert_eq!(twice.state(), play.state());
        prop_assert_eq!(twice.lines(), play.session.lines());
    }
}
