//! Legal clocks in an incident: what is said of them, what is refused, and what is open.

use proptest::prelude::*;
use sangfroid::domain::act::StepAct;
use sangfroid::domain::board::BoardRow;
use sangfroid::domain::command::{Command, FileDuty, FixMoment, JudgeDuty, StepDuty, StepOrder};
use sangfroid::domain::decide::open_items;
use sangfroid::domain::duty_event::{FilingPart, MomentHow, Verdict};
use sangfroid::domain::duty_state::Standing;
use sangfroid::domain::event::{ClosingWord, Correction, Event, OpenItem};
use sangfroid::domain::ids::{ClockId, MomentId, StepId, StepRef};
use sangfroid::domain::law::LawStatus;
use sangfroid::domain::rejection::Rejection;
use sangfroid::domain::time::{Span, Timestamp};
use sangfroid::runbook::law::LawShelf;
use sangfroid::session::Session;

use crate::support::Play;
use crate::support::play::{close, order};
use crate::support::sample;

/// A runbook whose steps start moments and answer clocks.
pub const BOOK: &str = "\
sangfroid: 1
id: notify
revision: 1
reviewed: 2026-11-23
title: Notify
use_when: The lamp is dark.
roles: [{id: it, title: IT on duty}]
tracks: [{id: main, title: Main}]
phases:
  - id: tell
    title: Tell
    steps:
      - id: aware
        kind: do
        track: main
        role: it
        title: Write down when the attack was known
        starts: [knowledge-of-attack, aware-personal-data-breach]
      - id: complain
        kind: do
        track: main
        role: it
        title: File the complaint
        answers: [fr-lopmi]
      - {id: tell-closed, kind: pause, track: main, role: it, title: Say aloud what is open}
";

fn clock(id: &str) -> ClockId {
    ClockId::parse(id).unwrap()
}

fn moment(id: &str) -> MomentId {
    MomentId::parse(id).unwrap()
}

fn play() -> Play {
    let mut play = Play::empty();
    let shelf = LawShelf::shipped();
    play.session = Session::new(sangfroid::runbook::read).under(shelf.law);
    play.give(crate::support::play::start(sample::runbook(BOOK))).expect("it starts");
    play
}

fn fix(id: &str, minutes_ago: i64, how: MomentHow, reason: Option<&str>, play: &Play) -> Command {
    let wall = play.now.moment.wall.ms();
    Command::FixMoment(FixMoment {
        moment: moment(id),
        at: Timestamp::from_ms(wall - minutes_ago * 60_000),
        how,
        reason: reason.map(str::to_owned),
    })
}

fn judge(id: &str, verdict: Verdict, reason: Option<&str>) -> Command {
    let reason = reason.map(str::to_owned);
    Command::JudgeDuty(JudgeDuty { clock: clock(id), verdict, reason })
}

fn file(id: &str, part: FilingPart, late: Option<&str>) -> Command {
    Command::FileDuty(FileDuty {
        clock: clock(id),
        part,
        happened_at: None,
        receipt: Some("R-1".to_owned()),
        channel: None,
        late_reason: late.map(str::to_owned),
    })
}

fn standing(play: &Play, id: &str) -> Option<Standing> {
    let duties = play.state().duties(&play.now);
    duties.into_iter().find(|duty| duty.clock.id == clock(id)).map(|duty| duty.standing)
}

fn open(play: &Play) -> Vec<String> {
    play.state().open_duties().iter().map(|clock| clock.id.to_string()).collect()
}

#[test]
fn a_disputed_moment_keeps_both_values_and_counts_from_the_earlier() {
    let mut play = play();
    let known = "knowledge-of-attack";
    let first = fix(known, 10, MomentHow::Fixed, None, &play);
    play.all([first]);
    let again = fix(known, 10, MomentHow::Fixed, None, &play);
    assert_eq!(play.give(again), Err(Rejection::MomentFixedBefore(moment(known))));
    let no_reason = fix(known, 60, MomentHow::Disputed, Some("  "), &play);
    assert_eq!(play.give(no_reason), Err(Rejection::ReasonMissing));
    let earlier = fix(known, 60, MomentHow::Disputed, Some("the ward saw it"), &play);
    play.all([earlier]);
    let left = Span::from_min(72 * 60 - 60);
    assert_eq!(standing(&play, "fr-lopmi"), Some(Standing::Left(left)));
    // A later second opinion does not buy time.
    let later = fix(known, 5, MomentHow::Disputed, Some("the SOC says so"), &play);
    play.all([later]);
    assert_eq!(standing(&play, "fr-lopmi"), Some(Standing::Left(left)));
    assert_eq!(play.state().moment_values(&moment(known)).len(), 3);
    // A correction settles it; the old value stands in the record.
    let settled = fix(known, 30, MomentHow::Corrected, Some("by the log of the firewall"), &play);
    play.all([settled]);
    let left = Span::from_min(72 * 60 - 30);
    assert_eq!(standing(&play, "fr-lopmi"), Some(Standing::Left(left)));
    let said = &play.state().duties.moments;
    let was = said.last().unwrap().what.was.expect("the old value is kept");
    assert_eq!(play.now.moment.wall.since(was), Span::from_min(60));
    assert_eq!(said.len(), 4);
    play.assert_sound_under_law();
}

#[test]
fn a_moment_lies_in_the_past_and_exists() {
    let mut play = play();
    let ahead = fix("knowledge-of-attack", -1, MomentHow::Fixed, None, &play);
    assert_eq!(play.give(ahead), Err(Rejection::MomentAhead));
    let unknown = fix("full-moon", 1, MomentHow::Fixed, None, &play);
    assert_eq!(play.give(unknown), Err(Rejection::NoSuchMoment(moment("full-moon"))));
    let nothing = fix("ransom-paid", 1, MomentHow::Corrected, Some("x"), &play);
    assert_eq!(play.give(nothing), Err(Rejection::MomentNotFixed(moment("ransom-paid"))));
}

#[test]
fn not_notifiable_needs_a_reason_and_a_judgement_can_change() {
    let mut play = play();
    let known = fix("aware-personal-data-breach", 5, MomentHow::Fixed, None, &play);
    play.all([known]);
    assert!(open(&play).contains(&"eu-gdpr-33".to_owned()), "nobody said no");
    let no = judge("eu-gdpr-33", Verdict::Not, None);
    assert_eq!(play.give(no), Err(Rejection::ReasonMissing));
    play.all([judge("eu-gdpr-33", Verdict::Not, Some("no risk: test data only"))]);
    assert_eq!(standing(&play, "eu-gdpr-33"), Some(Standing::NotApplicable));
    assert!(!open(&play).contains(&"eu-gdpr-33".to_owned()));
    play.all([judge("eu-gdpr-33", Verdict::Unknown, None)]);
    assert!(open(&play).contains(&"eu-gdpr-33".to_owned()), "unknown is open");
    assert_eq!(play.state().duties.judgements.len(), 2, "both stay");
    assert_eq!(
        play.give(judge("mars-1", Verdict::Applies, None)),
        Err(Rejection::NoSuchClock(clock("mars-1")))
    );
}

#[test]
fn proposed_law_is_shown_and_never_open() {
    let mut play = play();
    for id in ["aware-significant-incident", "aware-personal-data-breach", "ransom-paid"] {
        let command = fix(id, 60 * 24 * 40, MomentHow::Fixed, None, &play);
        play.all([command]);
    }
    play.all([judge("us-circia-ransom", Verdict::Applies, None)]);
    let law = &play.state().law;
    let proposed = law.clocks.iter().filter(|clock| clock.status == LawStatus::Proposed);
    for clock in proposed {
        assert!(!open(&play).contains(&clock.id.to_string()), "{}", clock.id);
        assert_eq!(standing(&play, clock.id.as_str()), Some(Standing::Proposed));
    }
    let last = play.state().board(&play.now);
    let Some(BoardRow::Duty(last)) = last.last() else { panic!("a proposal stands last") };
    assert_eq!(last.standing, Standing::Proposed);
    assert!(play.state().unrecorded_passed_duties(&play.now).is_empty());
}

#[test]
fn what_is_not_transposed_counts_only_once_somebody_says_that_it_applies() {
    let mut play = play();
    let known = fix("aware-significant-incident", 5, MomentHow::Fixed, None, &play);
    play.all([known]);
    assert_eq!(standing(&play, "eu-nis2-early"), Some(Standing::Asked));
    assert!(!open(&play).contains(&"eu-nis2-early".to_owned()));
    play.all([judge("eu-nis2-early", Verdict::Applies, None)]);
    let left = Span::from_min(24 * 60 - 5);
    assert_eq!(standing(&play, "eu-nis2-early"), Some(Standing::Left(left)));
}

#[test]
fn a_chained_clock_begins_with_the_submission_of_the_other() {
    let mut play = play();
    let known = fix("aware-significant-incident", 5, MomentHow::Fixed, None, &play);
    play.all([known, judge("eu-nis2-notice", Verdict::Applies, None)]);
    assert_eq!(standing(&play, "eu-nis2-final"), None, "it does not exist yet");
    play.all([file("eu-nis2-notice", FilingPart::Complete, None)]);
    play.all([judge("eu-nis2-final", Verdict::Applies, None)]);
    let Some(Standing::Left(left)) = standing(&play, "eu-nis2-final") else { panic!("it runs") };
    assert!(left > Span::from_min(28 * 24 * 60) && left < Span::from_min(32 * 24 * 60));
}

#[test]
fn without_delay_shows_the_time_gone_and_never_a_limit() {
    let mut play = play();
    let known = fix("aware-significant-incident", 25, MomentHow::Fixed, None, &play);
    play.all([known]);
    assert_eq!(standing(&play, "fr-sante-cert"), Some(Standing::Now(Span::from_min(25))));
    let duties = play.state().duties(&play.now);
    let duty = duties.iter().find(|duty| duty.clock.id == clock("fr-sante-cert")).unwrap();
    assert_eq!(duty.due, None);
}

#[test]
fn a_late_notice_says_why_and_a_first_part_keeps_the_limit() {
    let mut play = play();
    let known = fix("aware-personal-data-breach", 0, MomentHow::Fixed, None, &play);
    play.all([known, judge("eu-gdpr-33", Verdict::Applies, None)]);
    play.pass(Span::from_min(71 * 60));
    let mut early = play;
    early.all([file("eu-gdpr-33", FilingPart::Phased, None)]);
    early.pass(Span::from_min(5 * 60));
    assert_eq!(standing(&early, "eu-gdpr-33"), Some(Standing::ToComplete(Span::from_min(5 * 60))));
    assert!(open(&early).contains(&"eu-gdpr-33".to_owned()));
    // The rest needs no reason: the limit was kept.
    early.all([file("eu-gdpr-33", FilingPart::Complete, None)]);
    assert_eq!(standing(&early, "eu-gdpr-33"), Some(Standing::Filed));
    let twice = early.give(file("eu-gdpr-33", FilingPart::Complete, None));
    assert_eq!(twice, Err(Rejection::AlreadyFiled(clock("eu-gdpr-33"))));

    let mut late = self::play();
    let known = fix("aware-personal-data-breach", 73 * 60, MomentHow::Fixed, None, &late);
    late.all([known, judge("eu-gdpr-33", Verdict::Applies, None)]);
    let why = late.give(file("eu-gdpr-33", FilingPart::Complete, None));
    assert_eq!(why, Err(Rejection::LateReasonMissing(clock("eu-gdpr-33"))));
    late.all([file("eu-gdpr-33", FilingPart::Complete, Some("no network for three days"))]);
    let parts = late.give(file("fr-lopmi", FilingPart::Phased, None));
    assert_eq!(parts, Err(Rejection::NotInParts(clock("fr-lopmi"))));
}

#[test]
fn a_clock_that_applies_and_runs_out_is_recorded_once_by_the_program() {
    let mut play = play();
    let known = fix("knowledge-of-attack", 0, MomentHow::Fixed, None, &play);
    play.all([known, judge("fr-lopmi", Verdict::Applies, None)]);
    let wake = play.session.next_wake(&play.now).expect("something runs");
    assert!(wake <= Span::from_min(72 * 60));
    play.pass(Span::from_min(72 * 60));
    let effects = play.wake();
    play.obey(effects);
    assert_eq!(play.state().duties.passed.len(), 1);
    play.pass(Span::from_min(1));
    let effects = play.wake();
    play.obey(effects);
    assert_eq!(play.state().duties.passed.len(), 1, "once is enough");
    assert!(matches!(standing(&play, "fr-lopmi"), Some(Standing::Overdue(_))));
    play.assert_sound_under_law();
}

fn step(id: &str) -> StepRef {
    StepRef {
        run: sample::runbook(BOOK).runbook.id.clone().into(),
        step: StepId::parse(id).unwrap(),
    }
}

fn with_duty(id: &str, duty: StepDuty) -> Command {
    let order = order(step(id), StepAct::Done { approval: None });
    Command::Step(StepOrder { duty, ..order })
}

#[test]
fn a_step_starts_its_moments_and_answers_its_clocks_in_one_batch() {
    let mut play = play();
    let at = Timestamp::from_ms(play.now.moment.wall.ms() - 25 * 60_000);
    let records =
        play.give(with_duty("aware", StepDuty { moment_at: Some(at), ..StepDuty::default() }));
    assert_eq!(records.expect("it stands").len(), 3, "the step and two moments");
    for id in ["knowledge-of-attack", "aware-personal-data-breach"] {
        assert_eq!(play.state().moment_start(&moment(id)).map(|start| start.at), Some(at), "{id}");
    }
    let receipt = Some("PV 1234".to_owned());
    play.all([with_duty("complain", StepDuty { receipt, ..StepDuty::default() })]);
    assert!(play.state().is_filed(&clock("fr-lopmi")));
    let filed = &play.state().duties.filings[0];
    assert_eq!(filed.what.receipt.as_deref(), Some("PV 1234"));
    assert_eq!(filed.what.step, Some(step("complain")));
    play.assert_sound_under_law();
}

#[test]
fn a_step_done_without_a_word_counts_from_the_act() {
    let mut play = play();
    play.all([Command::Step(order(step("aware"), StepAct::Done { approval: None }))]);
    let start = play.state().moment_start(&moment("knowledge-of-attack"));
    assert_eq!(start.map(|start| start.at), Some(play.now.moment.wall));
    // Named before: the step leaves it; the time that is said is about the other moment.
    let mut named = self::play();
    let before = fix("knowledge-of-attack", 60, MomentHow::Fixed, None, &named);
    named.all([before]);
    let at = Timestamp::from_ms(named.now.moment.wall.ms() - 90 * 60_000);
    named.all([with_duty("aware", StepDuty { moment_at: Some(at), ..StepDuty::default() })]);
    let values = named.state().moment_values(&moment("knowledge-of-attack"));
    assert_eq!(values.len(), 1, "nobody disputed it");
    let other = named.state().moment_start(&moment("aware-personal-data-breach"));
    assert_eq!(other.map(|start| start.at), Some(at));
    // Where every moment has its time, another one needs its reason.
    let mut all = self::play();
    for id in ["knowledge-of-attack", "aware-personal-data-breach"] {
        let command = fix(id, 60, MomentHow::Fixed, None, &all);
        all.all([command]);
    }
    let said = StepDuty { moment_at: Some(at), ..StepDuty::default() };
    let refused = all.give(with_duty("aware", said));
    assert_eq!(refused, Err(Rejection::MomentFixedBefore(moment("knowledge-of-attack"))));
    all.all([with_duty("aware", StepDuty::default())]);
}

fn not_so(target: sangfroid::domain::ids::EventId) -> Command {
    Command::Correct { target, correction: Correction::NotSo { reason: None } }
}

#[test]
fn what_a_step_said_of_the_law_is_taken_back_with_it() {
    let mut play = play();
    let records = play.give(with_duty("aware", StepDuty::default())).expect("it stands");
    let filed = play.give(with_duty("complain", StepDuty::default())).expect("it stands");
    assert!(play.state().is_filed(&clock("fr-lopmi")));
    play.all([not_so(filed[0].clone())]);
    assert!(!play.state().is_filed(&clock("fr-lopmi")), "the notice did not go out either");
    assert!(play.state().acts.is_taken_back(&filed[1]));
    assert!(open(&play).contains(&"fr-lopmi".to_owned()));
    play.all([not_so(records[0].clone())]);
    assert!(play.state().moment_values(&moment("knowledge-of-attack")).is_empty());
    // Done anew, everything is said anew.
    play.all([with_duty("aware", StepDuty::default()), with_duty("complain", StepDuty::default())]);
    assert!(play.state().is_filed(&clock("fr-lopmi")));
    play.assert_sound_under_law();
}

#[test]
fn a_step_with_two_notices_files_the_one_that_is_not_out() {
    let text = BOOK.replace("answers: [fr-lopmi]", "answers: [eu-gdpr-33, fr-lopmi]");
    let mut play = Play::empty();
    play.session = Session::new(sangfroid::runbook::read).under(LawShelf::shipped().law);
    play.give(crate::support::play::start(sample::runbook(&text))).expect("it starts");
    play.all([with_duty("aware", StepDuty::default())]);
    play.all([file("eu-gdpr-33", FilingPart::Complete, None)]);
    let receipt = Some("PV 1234".to_owned());
    play.all([with_duty("complain", StepDuty { receipt, ..StepDuty::default() })]);
    assert!(play.state().is_filed(&clock("fr-lopmi")));
    assert_eq!(play.state().filings(&clock("eu-gdpr-33")).count(), 1);
    // A receipt that fits no notice is refused, not dropped.
    let taken = play.state().last.clone().expect("a record").0;
    let mut other = self::play();
    other.all([with_duty("aware", StepDuty::default())]);
    other.all([file("fr-lopmi", FilingPart::Complete, None)]);
    let receipt = Some("PV 5".to_owned());
    let refused = other.give(with_duty("complain", StepDuty { receipt, ..StepDuty::default() }));
    assert_eq!(refused, Err(Rejection::AlreadyFiled(clock("fr-lopmi"))));
    assert!(play.state().acts.get(&taken).is_some());
}

#[test]
fn what_may_follow_the_end_can_be_corrected_after_it() {
    let mut play = play();
    play.all([Command::Step(order(step("aware"), StepAct::Done { approval: None }))]);
    let done = play.state().last.clone().expect("a record").0;
    play.all([close(Some("morning"))]);
    let filed = play.give(file("eu-gdpr-33", FilingPart::Complete, None)).expect("it stands");
    assert_eq!(play.give(not_so(done)).map(drop), Ok(()), "a moment is about the law");
    play.all([not_so(filed[0].clone())]);
    assert!(!play.state().is_filed(&clock("eu-gdpr-33")));
    let step = play.state().runs[0].steps[0].answered.clone().expect("an answer").event;
    assert_eq!(play.give(not_so(step)), Err(Rejection::Closed), "what was done stays as it was");
    play.assert_sound_under_law();
}

#[test]
fn a_change_of_the_season_makes_no_clock_run_out_twice() {
    use sangfroid::domain::time::UtcOffset;
    let mut play = play();
    play.now.offset = UtcOffset { minutes: 120 };
    let known = fix("aware-significant-incident", 60 * 24 * 45, MomentHow::Fixed, None, &play);
    play.all([known, judge("eu-nis2-notice", Verdict::Applies, None)]);
    play.all([file("eu-nis2-notice", FilingPart::Complete, Some("no network"))]);
    play.all([judge("eu-nis2-final", Verdict::Applies, None)]);
    play.pass(Span::from_min(60 * 24 * 40));
    let effects = play.wake();
    play.obey(effects);
    let passed = |play: &Play| {
        let all = play.state().duties.passed.iter();
        all.filter(|passed| passed.clock == clock("eu-nis2-final")).count()
    };
    assert_eq!(passed(&play), 1);
    play.now.offset = UtcOffset { minutes: 60 };
    let effects = play.wake();
    play.obey(effects);
    assert_eq!(passed(&play), 1);
}

#[test]
fn closing_names_the_duties_that_stay_open() {
    let mut play = play();
    play.all([Command::Step(order(step("aware"), StepAct::Done { approval: None }))]);
    play.all([
        with_duty("complain", StepDuty::default()),
        Command::Step(order(step("tell-closed"), StepAct::Done { approval: None })),
    ]);
    let duty = OpenItem::Duty(clock("eu-gdpr-33"));
    assert!(open_items(play.state()).contains(&duty));
    assert!(!open_items(play.state()).contains(&OpenItem::Duty(clock("fr-lopmi"))));
    play.all([close(Some("later"))]);
    let (closing, _) = play.state().closed.clone().expect("closed");
    assert_eq!(closing.word, ClosingWord::CompleteWithOpenItems);
    assert!(closing.open.contains(&duty));
    // The law outlives the incident: what is filed later stands in the same log.
    play.all([file("eu-gdpr-33", FilingPart::Complete, None)]);
    assert_eq!(standing(&play, "eu-gdpr-33"), Some(Standing::Filed));
    play.assert_sound_under_law();
}

#[test]
fn what_was_said_by_mistake_is_withdrawn_and_stays_readable() {
    let mut play = play();
    let known = fix("knowledge-of-attack", 5, MomentHow::Fixed, None, &play);
    let target = play.give(known).unwrap().remove(0);
    play.all([Command::Correct { target, correction: Correction::NotSo { reason: None } }]);
    assert_eq!(play.state().moment_start(&moment("knowledge-of-attack")), None);
    let filed = play.give(file("fr-lopmi", FilingPart::Complete, None)).unwrap().remove(0);
    play.all([Command::Correct { target: filed, correction: Correction::NotSo { reason: None } }]);
    assert!(!play.state().is_filed(&clock("fr-lopmi")));
    let judged = play.give(judge("fr-lopmi", Verdict::Applies, None)).unwrap().remove(0);
    let wrong = Correction::Text { text: "x".to_owned() };
    let refused = play.give(Command::Correct { target: judged.clone(), correction: wrong });
    assert_eq!(refused, Err(Rejection::NotCorrectable(judged)));
    assert_eq!(play.state().duties.moments.len(), 1);
}

fn any_command() -> impl Strategy<Value = (u8, usize, i64, u8)> {
    (0..4_u8, 0..64_usize, 0..200_000_i64, 0..3_u8)
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        cases: 48,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_board_is_ordered_and_the_log_tells_it_again(
        acts in prop::collection::vec(any_command(), 0..24),
        passed in 0..200_000_u64,
    ) {
        let mut play = play();
        let law = play.state().law.clone();
        for (what, which, minutes, how) in acts {
            let clock = law.clocks[which % law.clocks.len()].id.as_str();
            let moment = law.moments[which % law.moments.len()].id.as_str();
            let how_moment = MomentHow::ALL[usize::from(how)];
            let command = match what {
                0 => fix(moment, minutes, how_moment, Some("seen"), &play),
                1 => judge(clock, Verdict::ALL[usize::from(how)], Some("because")),
                2 => file(clock, FilingPart::Complete, Some("late")),
                _ => file(clock, FilingPart::Phased, Some("late")),
            };
            // Some are refused; the log must not mind.
            drop(play.give(command));
        }
        play.pass(Span::from_min(passed));
        let board = play.state().board(&play.now);
        let order: Vec<_> = board.iter().map(BoardRow::order).collect();
        prop_assert!(order.is_sorted(), "{order:?}");
        // Overdue first, the longest first; then what is owed at once; then by time left.
        let group = |standing: Standing| match standing {
            Standing::Overdue(_) => 0,
            Standing::Now(_) => 1,
            Standing::Left(_) => 2,
            Standing::ToComplete(_) => 3,
            Standing::Asked => 4,
            Standing::Filed => 5,
            Standing::NotApplicable => 6,
            Standing::Proposed => 7,
        };
        let duties = play.state().duties(&play.now);
        for pair in duties.windows(2) {
            prop_assert!(group(pair[0].standing) <= group(pair[1].standing));
            if let (Standing::Left(a), Standing::Left(b)) = (pair[0].standing, pair[1].standing) {
                prop_assert!(a <= b);
            }
            if let (Standing::Overdue(a), Standing::Overdue(b)) =
                (pair[0].standing, pair[1].standing)
            {
                prop_assert!(a >= b);
            }
        }
        // What is open is on the board; a proposal, a filed one and one that does not apply never.
        let open = play.state().open_duties();
        for duty in &duties {
            let is_settled = matches!(
                duty.standing,
                Standing::Filed | Standing::NotApplicable | Standing::Proposed
            );
            prop_assert!(!(is_settled && duty.is_open));
            prop_assert_eq!(open.iter().any(|clock| clock.id == duty.clock.id), duty.is_open);
        }
        play.assert_sound_under_law();
    }
}

#[test]
fn events_of_a_step_stand_behind_the_step() {
    let mut play = play();
    play.all([Command::Step(order(step("aware"), StepAct::Done { approval: None }))]);
    let lines: Vec<Event> = play
        .log
        .split_inclusive(|byte| *byte == b'\n')
        .map(|line| sangfroid::audit::decode(line).unwrap().record.event)
        .collect();
    let at = lines.iter().position(|event| matches!(event, Event::Step(_))).unwrap();
    assert!(matches!(lines[at + 1], Event::MomentFixed(_)));
    assert!(matches!(lines[at + 2], Event::MomentFixed(_)));
}
