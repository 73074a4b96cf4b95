//! R14 on the screen: each line with its mark, one Enter a line, and the step's own Enter last.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use sangfroid::domain::event::Mode;
use sangfroid::domain::place::Mark;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;

use super::desk::Desk;
use crate::support::sample::LINKS;

fn desk(lang: Lang) -> Desk {
    Desk::started(lang, Mode::Real, LINKS)
}

/// A sign for each line of the first step: open, done, left out.
fn marks(desk: &Desk) -> String {
    marks_of(desk, 0)
}

fn marks_of(desk: &Desk, index: usize) -> String {
    let bundle = desk.session.state().runs[0].bundle(index).expect("a step of lines");
    let sign = |line| match bundle.tick(line).map(|tick| tick.left_out.is_some()) {
        None => '.',
        Some(false) => 'x',
        Some(true) => '/',
    };
    bundle.numbers().map(sign).collect()
}

fn mark(desk: &Desk) -> Mark {
    desk.session.state().runs[0].mark(0)
}

#[test]
fn frames_are_as_agreed() {
    for lang in Lang::ALL {
        for (columns, rows) in [(80, 24), (120, 40)] {
            let name = |what: &str| format!("line_{what}_{}_{columns}", lang.code());
            let mut desk = desk(lang).sized(columns, rows);
            desk.enter().keys("i1").enter();
            insta::assert_snapshot!(name("half"), desk.golden());
            desk.keys("i");
            insta::assert_snapshot!(name("left_out"), desk.golden());
            desk.tap(KeyCode::Esc).tap(KeyCode::Esc).enter().enter();
            insta::assert_snapshot!(name("last"), desk.golden());
            desk.keys("v");
            insta::assert_snapshot!(name("log"), desk.golden());
        }
    }
    let mut small = desk(Lang::En).sized(40, 10);
    small.enter().enter().enter();
    insta::assert_snapshot!("line_small_en_40", small.golden());
}

#[test]
fn each_enter_ticks_one_line_and_the_last_one_does_the_step() {
    let mut desk = desk(Lang::En);
    for (at, shown) in ["x...", "xx..", "xxx.", "xxxx"].into_iter().enumerate() {
        let next = format!("Tick line {} of 4", at + 1);
        assert!(desk.row(24).contains(&next), "{}", desk.row(24));
        let before = desk.written.len();
        desk.enter();
        assert_eq!((marks(&desk).as_str(), mark(&desk)), (shown, Mark::Todo));
        assert_eq!(desk.written.len(), before + 1, "on disk before it is ticked");
        assert_eq!(desk.step_number(), "1");
    }
    assert!(desk.row(24).contains("Enter Done"), "{}", desk.row(24));
    assert!(desk.last().contains("Enter: step done"), "{}", desk.last());
    desk.enter();
    assert_eq!((mark(&desk), desk.step_number().as_str()), (Mark::Done, "2"));
}

/// R97: a chattering key ticks one line, also where the disk answers between two presses.
#[test]
fn ten_bounced_enters_tick_one_line() {
    let enter = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
    let mut desk = desk(Lang::En);
    desk.pass(Span::from_s(2));
    for _ in 0..10 {
        desk.tap_after(Span::from_ms(34), enter);
    }
    assert_eq!(marks(&desk), "x...");
    // The slow disk says yes a second later: what was typed for the first line ticks no second one.
    let mut slow = self::desk(Lang::En);
    slow.disk_waits = true;
    slow.enter();
    slow.pass(Span::from_s(1));
    assert_eq!(marks(&slow), "....", "nothing is ticked before the disk said yes");
    slow.disk_answers();
    assert_eq!(marks(&slow), "x...");
    slow.tap_after(Span::from_ms(200), enter);
    assert_eq!(marks(&slow), "x...");
}

#[test]
fn nothing_is_ticked_while_the_disk_refuses_and_the_mark_says_so() {
    let mut desk = desk(Lang::En);
    desk.disk_fails = true;
    desk.enter();
    assert!(!desk.text().contains("[x] Pull the cable of the internet"), "{}", desk.text());
    // In memory it has the mark of what is not recorded, and nothing says that it is saved.
    desk.tap(KeyCode::Esc).enter().tap(KeyCode::Up).tap(KeyCode::Esc);
    assert!(desk.text().contains("(!) Pull the cable of the internet"), "{}", desk.text());
    assert!(!desk.last().contains("saved"), "{}", desk.last());
    desk.disk_fails = false;
    desk.heal();
    assert!(desk.text().contains("[x] Pull the cable of the internet"), "{}", desk.text());
}

#[test]
fn i_leaves_the_line_out_and_then_the_whole_step_once_each_has_its_mark() {
    let mut desk = desk(Lang::En);
    desk.enter().keys("i");
    assert!(desk.text().contains("LEAVE OUT line 2 of step 1: why?"), "{}", desk.text());
    assert!(desk.text().contains("IF NOT: If a port is locked"), "{}", desk.text());
    desk.keys("no key").enter();
    assert_eq!((marks(&desk).as_str(), mark(&desk)), ("x/..", Mark::Todo));
    assert!(desk.text().contains("(left out: no key)"), "{}", desk.text());
    desk.enter().enter();
    assert_eq!(marks(&desk), "x/xx");
    let mut done = self::desk(Lang::En);
    done.keys("i1").enter().enter().enter().enter().enter();
    assert!(done.row(6).contains("lines left out: 1"), "never hidden: {}", done.row(6));
    assert!(desk.row(24).contains("I Can't"), "{}", desk.row(24));
    desk.keys("i1").enter();
    assert_eq!((mark(&desk), marks(&desk).as_str()), (Mark::CouldNot, "x/xx"));
}

#[test]
fn a_reason_half_typed_belongs_to_its_line() {
    let mut desk = desk(Lang::En);
    desk.keys("i").keys("the key is with").tap(KeyCode::Esc);
    desk.keys("i");
    assert!(desk.text().contains("the key is with"), "{}", desk.text());
    desk.tap(KeyCode::Esc).enter().keys("i");
    assert!(!desk.text().contains("the key is with"), "line 1 is done\n{}", desk.text());
    // What was begun about the whole step stays through the mark of a line.
    desk.tap(KeyCode::Esc).keys("swe are three").tap(KeyCode::Esc).enter().keys("s");
    assert!(desk.text().contains("we are three"), "{}", desk.text());
}

#[test]
fn u_takes_back_the_mark_alone_and_then_the_step_with_all_of_them() {
    let mut desk = desk(Lang::En);
    desk.enter().enter().keys("u");
    assert!(desk.text().contains("Step 1, line 2 done by MKERN"), "{}", desk.text());
    desk.enter();
    assert_eq!(marks(&desk), "x...");
    desk.enter().enter().enter().enter();
    assert_eq!(mark(&desk), Mark::Done);
    desk.keys("u").enter();
    assert_eq!((mark(&desk), marks(&desk).as_str()), (Mark::Todo, "...."));
}

/// Under a step that counts as done a mark keeps what it rests on: only its words and its time can
/// be set right.
#[test]
fn the_mark_of_a_done_step_offers_words_and_time_only() {
    let mut desk = desk(Lang::En);
    desk.keys("ino kee").enter().enter().enter().enter().enter();
    assert_eq!(mark(&desk), Mark::Done);
    desk.keys("v");
    for _ in 0..4 {
        desk.tap(KeyCode::Up);
    }
    desk.keys("u");
    assert!(desk.text().contains("line 1 left out"), "{}", desk.text());
    assert!(!desk.text().contains("1  It was not so"), "{}", desk.text());
    desk.enter();
    desk.tap(KeyCode::Backspace).keys("y").enter();
    let bundle = desk.session.state().runs[0].bundle(0).expect("lines");
    let reason = bundle.tick(1).expect("a mark").left_out.clone();
    assert_eq!(reason.as_deref(), Some("no key"));
}

#[test]
fn a_step_set_aside_stays_in_hand_while_its_lines_are_ticked() {
    let mut desk = desk(Lang::En);
    desk.enter().keys("s1").enter();
    assert_eq!((desk.step_number().as_str(), mark(&desk)), ("2", Mark::Skipped));
    // On from step 4 out of turn, so that step 1 is no longer the first that is asked for.
    desk.keys("g4").enter().keys("no time").enter();
    assert_eq!(desk.step_number(), "4");
    for _ in 0..3 {
        desk.tap(KeyCode::Up);
    }
    assert!(desk.text().contains("[x] Pull the cable of the internet"), "{}", desk.text());
    assert!(!desk.text().contains(">>  Pull"), "only looked at\n{}", desk.text());
    desk.enter();
    assert!(desk.text().contains(">>  Pull the cable of the partner"), "{}", desk.text());
    desk.enter().enter();
    assert_eq!((desk.step_number().as_str(), marks(&desk).as_str()), ("1", "xxx."));
    desk.enter().enter();
    assert_eq!(mark(&desk), Mark::Done);
    assert_eq!(desk.step_number(), "4");
}

/// A line is ticked only while it stands on the screen.
#[test]
fn in_a_small_window_enter_shows_the_line_before_it_ticks_it() {
    for lang in Lang::ALL {
        let mut desk = desk(lang).sized(40, 10);
        let start = if lang == Lang::En { "Pull the cable" } else { "Débrancher le" };
        let (mut presses, mut ticked) = (0, 0);
        while mark(&desk) != Mark::Done {
            assert!(presses < 30, "{}", desk.text());
            presses += 1;
            let (shown, before) = (desk.text(), marks(&desk));
            desk.enter();
            if marks(&desk) != before {
                ticked += 1;
                let stood = shown.lines().any(|row| row.contains(">>") && row.contains(start));
                assert!(stood, "{shown}");
            }
        }
        assert_eq!(ticked, 4);
    }
}

#[test]
fn a_return_says_how_far_the_lines_are_and_asks_for_no_time() {
    for (lang, progress) in [(Lang::En, "(2 of 4 lines)"), (Lang::Fr, "(2 lignes sur 4)")] {
        let mut desk = desk(lang);
        desk.enter().keys("i1").enter();
        desk.reopen();
        desk.draw();
        assert!(desk.text().contains(progress), "{}", desk.text());
        // Done before the stop: the lines are answered one by one, never with the step.
        desk.keys("1").enter();
        assert_eq!((marks(&desk).as_str(), mark(&desk)), ("x/..", Mark::Todo));
    }
}

#[test]
fn lists_say_how_far_a_step_is() {
    let mut desk = desk(Lang::En);
    desk.enter().tap(KeyCode::Down);
    assert!(desk.row(6).contains("1 of 4 lines"), "{}", desk.text());
    desk.tap(KeyCode::Esc).keys("o");
    // Done before cannot be claimed of it in one press.
    desk.tap(KeyCode::Home).tap(KeyCode::Char(' '));
    assert!(desk.last().contains('1'), "{}", desk.last());
    desk.tap(KeyCode::Esc).keys("b");
    assert!(desk.text().contains("(1 of 4 lines)"), "{}", desk.text());
}

#[test]
fn the_second_person_is_asked_for_at_the_end() {
    let mut desk = desk(Lang::En);
    desk.keys("s1").enter().enter();
    assert_eq!(desk.step_number(), "3");
    desk.enter().enter();
    assert_eq!(marks_of(&desk, 2), "xx");
    desk.enter();
    assert!(desk.text().contains("Lock both doors"), "{}", desk.text());
    desk.keys("1").keys("AD").enter().keys("lock both doors").enter();
    assert_eq!(desk.session.state().runs[0].mark(2), Mark::DoneByTwo);
}
