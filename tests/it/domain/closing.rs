//! Closing: three words and no other, everything open listed.

use sangfroid::domain::act::{Recheck, StepAct};
use sangfroid::domain::command::{CloseOrder, Command};
use sangfroid::domain::event::{Closing, ClosingWord, Correction, NoteKind, OpenItem, SignedOn};
use sangfroid::domain::rejection::Rejection;

use crate::support::Play;
use crate::support::play::{act, chosen, close, could_not, done, initials, later, note, observed};
use crate::support::sample::step;

/// Everything of the drill but `but`, which is put off where it can be.
fn walked(but: &str) -> Play {
    let mut play = Play::drill();
    let reached = act("watch-it", StepAct::Rechecked { outcome: Recheck::Reached });
    let all = [
        ("look-at-it", observed("look-at-it", "lit")),
        ("cut-or-keep", chosen("cut-or-keep", Some("keep"))),
        ("keep-it", done("keep-it")),
        ("watch-it", done("watch-it")),
        ("watch-it", reached),
        ("soon", done("soon")),
        ("early", done("early")),
        ("look-closed", done("look-closed")),
        ("let-it-settle", act("let-it-settle", StepAct::WaitStarted)),
        (
            "let-it-settle",
            act("let-it-settle", StepAct::WaitEnded { early_reason: Some("calm".to_owned()) }),
        ),
        ("open-child", could_not("open-child", "no such paper")),
        ("call-leader", done("call-leader")),
        ("settle-closed", done("settle-closed")),
    ];
    play.all(all.into_iter().filter(|(name, _)| *name != but).map(|(_, command)| command));
    play
}

fn close_with(play: &mut Play, last_acts: &[usize], reason: Option<&str>) -> Closing {
    let runbook = step("soon").run;
    let last_acts_done = last_acts.iter().map(|index| (runbook.clone(), *index)).collect();
    let reason = reason.map(str::to_owned);
    play.all([Command::Close(CloseOrder { last_acts_done, reason })]);
    play.assert_sound();
    play.state().closed.clone().expect("closed").0
}

#[test]
fn there_are_three_closing_words() {
    let words = [ClosingWord::Complete, ClosingWord::CompleteWithOpenItems, ClosingWord::Stopped];
    for word in words {
        match word {
            ClosingWord::Complete | ClosingWord::CompleteWithOpenItems | ClosingWord::Stopped => {}
        }
    }
    assert_eq!(words.map(ClosingWord::code), ["complete", "complete-open", "stopped"]);
}

#[test]
fn complete_is_earned_by_every_step_and_every_last_act() {
    let mut play = Play::drill();
    let child = Command::Correct {
        target: play.state().last.clone().unwrap().0,
        correction: Correction::NotSo { reason: None },
    };
    assert!(play.give(child).is_err(), "a runbook is no entry to take back");
    let mut play = walked("open-child");
    let mut open =
        crate::support::play::order(step("open-child"), StepAct::Done { approval: None });
    open.include = Some(crate::support::sample::runbook(crate::support::sample::CHILD));
    play.all([Command::Step(open), done("child/child-act"), done("child/child-closed")]);
    let closing = close_with(&mut play, &[0, 1], None);
    assert_eq!(closing, Closing { word: ClosingWord::Complete, open: Vec::new(), reason: None });
}

#[test]
fn what_could_not_be_done_is_listed_and_the_word_says_so() {
    let mut play = walked("");
    play.all([note(NoteKind::Todo, "order paper"), note(NoteKind::Fact, "calm")]);
    let todo = play.state().notes.iter().next().unwrap().event.clone();
    let closing = close_with(&mut play, &[0], Some("the wards sleep"));
    assert_eq!(closing.word, ClosingWord::CompleteWithOpenItems);
    let open = [
        OpenItem::Step(step("open-child")),
        OpenItem::Note(todo),
        OpenItem::LastAct(step("soon").run, 1),
    ];
    assert_eq!(closing.open, open);
}

#[test]
fn a_step_that_nobody_answered_makes_it_stopped() {
    let mut play = walked("call-leader");
    let closing = close_with(&mut play, &[0, 1], Some("false alarm"));
    assert_eq!(closing.word, ClosingWord::Stopped);
    assert!(closing.open.contains(&OpenItem::Step(step("call-leader"))));
}

#[test]
fn what_waits_or_was_put_off_is_listed_as_open() {
    let mut play = walked("soon");
    play.all([later("soon", 60, "no pen")]);
    let closing = close_with(&mut play, &[0, 1], None);
    assert_eq!(closing.word, ClosingWord::CompleteWithOpenItems);
    assert!(closing.open.contains(&OpenItem::Step(step("soon"))));
}

#[test]
fn a_step_put_off_on_a_path_that_was_left_does_not_stay_open_for_ever() {
    let mut play = Play::drill();
    play.all([chosen("cut-or-keep", Some("keep"))]);
    let decided = play.state().last.clone().unwrap().0;
    play.all([
        later("keep-it", 60, "busy"),
        Command::Correct { target: decided, correction: Correction::NotSo { reason: None } },
        chosen("cut-or-keep", Some("cut")),
    ]);
    assert_eq!(play.give(done("keep-it")), Err(Rejection::NotApplicable(step("keep-it"))));
    let open = sangfroid::domain::decide::open_items(play.state());
    assert!(!open.contains(&OpenItem::Step(step("keep-it"))), "nobody could ever close it");
}

#[test]
fn a_closed_incident_takes_notes_in_anybodys_name_and_nothing_else() {
    let mut play = Play::drill();
    play.all([
        close(Some("false alarm")),
        Command::SignOn(SignedOn { initials: initials("AB"), name: None, role: None, proof: None }),
        note(NoteKind::Fact, "the lamp was the neighbour's"),
    ]);
    assert_eq!(play.give(done("soon")), Err(Rejection::Closed));
    let note = play.state().notes.iter().next_back().expect("a note");
    assert_eq!(note.who.as_str(), "AB");
    assert!(play.state().deadlines(&play.now.moment).is_empty());
    play.assert_sound();
}
