//! The step screen: what a tired person can and cannot do with it.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use sangfroid::domain::event::{LeaveReason, Mode, NoteKind};
use sangfroid::domain::place::Mark;
use sangfroid::domain::state::{Status, Subject};
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::tui::request::Request;

use super::desk::{Desk, FIRST_HOUR, desk_at};

fn mark(desk: &Desk, index: usize) -> Mark {
    desk.session.state().runs[0].mark(index)
}

/// Before the step that cuts, which needs a second person.
pub fn at_the_cut(lang: Lang) -> Desk {
    desk_at(lang, 7)
}

#[test]
fn enter_does_the_step_and_goes_to_the_next_one() {
    let mut desk = Desk::first_hour(Lang::En);
    assert_eq!(desk.step_number(), "1");
    desk.enter();
    assert_eq!(mark(&desk, 0), Mark::Done);
    assert_eq!(desk.step_number(), "2");
    assert!(desk.last().contains("Step 1 done by MKERN"), "{}", desk.last());
    assert!(desk.row(2).contains("Log saved 03:02:00"), "{}", desk.row(2));
}

#[test]
fn a_step_longer_than_the_screen_is_read_to_its_end_before_it_can_be_done() {
    let mut desk = desk_at(Lang::En, 2);
    assert!(desk.text().contains("more below (Space)"), "{}", desk.text());
    desk.enter();
    assert_eq!(mark(&desk, 1), Mark::Todo);
    assert!(desk.last().contains("End of the step reached"), "{}", desk.last());
    desk.enter();
    assert_eq!(mark(&desk, 1), Mark::Done);
}

/// A book whose first step has this many things to do, a limit and a holder.
pub(super) fn book_with(rows: usize) -> String {
    let lines: String =
        (0..rows).map(|n| format!("{{en: \"Pull {n}.\", fr: \"Tirer {n}.\"}}, ")).collect();
    let from = FIRST_HOUR.find("        how: [").expect("instructions");
    let to = from + FIRST_HOUR[from..].find("        check:").expect("a check");
    let (head, tail) = (&FIRST_HOUR[..from], &FIRST_HOUR[to..]);
    let limit = "        within: 10m\n        limit_basis: default\n";
    format!("{head}        how: [{lines}]\n{limit}{tail}")
}

#[test]
fn limit_and_holder_need_not_be_read_but_all_that_the_author_wrote() {
    // Nine rows of text fit: these, CHECK and UNDO.
    let mut fits = Desk::started(Lang::En, Mode::Real, &book_with(7));
    assert!(fits.text().contains("more below"), "limit and holder lie below\n{}", fits.text());
    fits.enter();
    assert_eq!(mark(&fits, 0), Mark::Done);
    let mut long = Desk::started(Lang::En, Mode::Real, &book_with(8));
    long.enter();
    assert_eq!(mark(&long, 0), Mark::Todo);
    long.enter();
    assert_eq!(mark(&long, 0), Mark::Done);
}

#[test]
fn putting_off_with_a_usual_time_and_reason_costs_three_keys() {
    for lang in Lang::ALL {
        let mut desk = Desk::first_hour(lang);
        desk.keys("p7").enter();
        let status = &desk.session.state().runs[0].steps[0].status;
        let other = if lang == Lang::En { "Somebody else" } else { "Quelqu'un d'autre" };
        assert!(
            matches!(status, Status::Later { reason, .. } if reason.contains(other)),
            "{status:?}"
        );
        desk.pass(Span::from_min(31));
        assert_eq!(mark(&desk, 0), Mark::Later);
        assert!(desk.row(2).contains('!'), "it comes back by itself: {}", desk.row(2));
    }
}

#[test]
fn a_small_window_shows_every_answer_of_a_decision_in_turn() {
    for lang in Lang::ALL {
        let mut desk = desk_at(lang, 4).sized(40, 10);
        let mut seen = String::new();
        for _ in 0..6 {
            desk.tap(KeyCode::Char(' '));
        }
        for number in 1..=4 {
            desk.keys(&number.to_string());
            let chosen = format!(">>  {number}");
            assert!(desk.text().contains(&chosen), "{chosen}\n{}", desk.text());
            seen.push_str(&desk.text());
        }
        let words = if lang == Lang::En { "I cannot tell" } else { "Je ne sais pas" };
        assert!(seen.contains(words), "{seen}");
        desk.keys("2").enter();
        assert_ne!(mark(&desk, 3), Mark::Todo);
    }
}

#[test]
fn nothing_is_done_in_a_window_too_small_to_show_the_step() {
    let mut desk = desk_at(Lang::En, 3).sized(20, 5);
    assert!(desk.text().contains("Work is safe"), "{}", desk.text());
    let mut second = Desk::first_hour(Lang::En);
    second.enter();
    second.resize(20, 5);
    let before = (desk.written.len(), second.written.len());
    for _ in 0..5 {
        desk.enter();
        second.enter();
    }
    assert_eq!((desk.written.len(), second.written.len()), before);
}

#[test]
fn an_observation_takes_no_enter_without_an_answer() {
    let mut desk = desk_at(Lang::En, 3);
    let before = desk.written.len();
    desk.enter().enter().enter();
    assert_eq!(desk.written.len(), before);
    assert!(desk.last().contains("Choose one first"), "{}", desk.last());
    desk.keys("é").enter();
    assert!(desk.row(6).contains("ping works"), "{}", desk.row(6));
}

#[test]
fn a_decision_has_nothing_preselected_and_always_the_careful_path() {
    let mut desk = desk_at(Lang::En, 4);
    let before = desk.written.len();
    desk.enter().enter();
    assert_eq!(desk.written.len(), before);
    for wanted in ["I cannot tell", "careful path", "Not now", "-> step 5  Pull the tapes"] {
        assert!(desk.text().contains(wanted), "{wanted}:\n{}", desk.text());
    }
    desk.keys("3").enter();
    assert_eq!(mark(&desk, 4), Mark::NotApplicable);
    assert_eq!(desk.step_number(), "6");
    assert!(desk.row(5).contains("I cannot tell"), "{}", desk.row(5));
}

#[test]
fn u_and_enter_reopen_the_last_answer_and_both_entries_stay() {
    let mut desk = desk_at(Lang::En, 5 - 1);
    desk.keys("1").enter();
    assert_eq!(desk.step_number(), "5");
    let written = desk.written.len();
    desk.keys("u").enter();
    assert_eq!(desk.step_number(), "4");
    assert_eq!(mark(&desk, 3), Mark::Todo);
    assert_eq!(desk.written.len(), written + 1);
}

#[test]
fn two_persons_means_another_person_and_more_than_a_yes() {
    let mut desk = desk_at(Lang::En, 7);
    desk.enter().keys("1").keys("mkern").enter();
    assert!(desk.last().contains("must be somebody else"), "{}", desk.last());
    let mut desk = desk_at(Lang::En, 7);
    desk.enter().keys("2").keys("AD").tap(KeyCode::Tab).keys("yes").enter();
    assert!(desk.last().contains("A yes is not enough"), "{}", desk.last());
    for _ in 0..3 {
        desk.tap(KeyCode::Backspace);
    }
    desk.tap(KeyCode::Esc);
    assert_eq!(mark(&desk, 6), Mark::Todo);
    desk.enter().keys("1").keys("AD").tap(KeyCode::Tab).keys("EDGE 48").enter();
    assert_eq!(mark(&desk, 6), Mark::DoneByTwo);
}

#[test]
fn alone_is_a_way_with_a_reason() {
    let mut desk = desk_at(Lang::En, 7);
    desk.enter().keys("3").enter();
    assert!(desk.last().contains("reason"), "{}", desk.last());
    desk.keys("Nobody answers").enter();
    assert_eq!(mark(&desk, 6), Mark::Done);
}

#[test]
fn a_reason_is_asked_for_and_offered() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("s").enter();
    assert_eq!(mark(&desk, 0), Mark::Todo);
    assert!(desk.last().contains("A reason is needed"), "{}", desk.last());
    desk.keys("2").enter();
    assert_eq!(mark(&desk, 0), Mark::Skipped);
    assert!(desk.row(6).contains("skipped: Somebody else does it"), "{}", desk.row(6));
}

#[test]
fn later_needs_a_time_and_a_reason_and_comes_back_by_itself() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("p").enter();
    assert!(desk.last().contains("Choose when"), "{}", desk.last());
    desk.keys("1").enter();
    assert_eq!(mark(&desk, 0), Mark::Todo, "no reason was given");
    desk.keys("1").enter();
    assert_eq!(mark(&desk, 0), Mark::Later);
    assert_eq!(desk.step_number(), "2");
    let body = desk.text().lines().skip(3).take(15).map(str::to_owned).collect::<Vec<_>>();
    desk.pass(Span::from_min(2));
    let later = desk.text().lines().skip(3).take(15).map(str::to_owned).collect::<Vec<_>>();
    let moved = body.iter().zip(&later).filter(|(one, other)| one != other).count();
    assert!(moved <= 2, "only the countdown moves by itself:\n{body:#?}\n{later:#?}");
    desk.pass(Span::from_min(9));
    assert_eq!(desk.step_number(), "2", "the place does not move without a key");
    desk.keys("v").tap(KeyCode::Esc).tap(KeyCode::Up).tap(KeyCode::Esc);
    assert_eq!(desk.step_number(), "2");
}

#[test]
fn a_note_costs_two_keys_and_keeps_the_moment_n_was_pressed() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("n");
    let begun = desk.now().moment.wall;
    desk.keys("A van left at 02:40, n s q").tap(KeyCode::Tab).enter();
    let notes = &desk.session.state().notes;
    assert_eq!(notes.count(), 1);
    assert_eq!(notes.iter().next().unwrap().note.text, "A van left at 02:40, n s q");
    assert_eq!(notes.iter().next().unwrap().note.begun_at, Some(begun));
    assert_eq!(notes.iter().next().unwrap().note.kind, NoteKind::Todo);
    assert!(notes.iter().next().unwrap().at.wall > begun);
    assert_eq!(desk.step_number(), "1");
}

#[test]
fn esc_keeps_the_draft_and_n_opens_it_again_at_the_same_caret() {
    let mut desk = Desk::first_hour(Lang::Fr);
    desk.keys("nun médecin").tap(KeyCode::Left).tap(KeyCode::Left);
    let caret = desk.caret;
    desk.tap(KeyCode::Esc);
    assert!(desk.session.state().notes.count() == 0);
    desk.keys("n");
    assert!(desk.text().contains("un médecin"), "{}", desk.text());
    assert_eq!(desk.caret, caret);
}

#[test]
fn a_note_can_be_taken_inside_another_box_and_the_box_is_still_there() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("sno badge").tap(KeyCode::F(2)).keys("guard came").enter();
    assert_eq!(desk.session.state().notes.count(), 1);
    desk.enter();
    assert!(matches!(&desk.session.state().runs[0].steps[0].status,
        Status::Skipped { reason } if reason == "no badge"));
}

#[test]
fn browsing_says_so_and_changes_nothing() {
    let mut desk = desk_at(Lang::En, 3);
    let before = desk.written.len();
    desk.tap(KeyCode::Up).tap(KeyCode::Up);
    assert!(desk.row(4).contains("LOOKING AT 1, you are on 3"), "{}", desk.row(4));
    desk.enter().keys("spi");
    assert_eq!(desk.written.len(), before);
    assert!(desk.last().contains("only looking"), "{}", desk.last());
    desk.tap(KeyCode::Esc);
    assert_eq!(desk.step_number(), "3");
}

#[test]
fn all_letters_change_no_step_and_write_no_note() {
    for letters in ["abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"] {
        for letter in letters.chars() {
            let mut desk = Desk::first_hour(Lang::En);
            let before = desk.written.len();
            desk.keys(&letter.to_string());
            assert_eq!(desk.written.len(), before, "{letter}");
            assert!(!desk.requests.iter().any(|r| matches!(r, Request::Leave(_))), "{letter}");
        }
        let mut desk = Desk::first_hour(Lang::En);
        let before = desk.written.len();
        desk.keys(letters);
        assert_eq!(desk.written.len(), before);
    }
}

#[test]
fn an_unused_key_answers_in_row_last() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("x");
    assert!(desk.last().contains("X does nothing here"), "{}", desk.last());
    desk.keys("z");
    assert!(desk.last().contains("Z does nothing here"), "{}", desk.last());
    desk.keys("w");
    assert!(desk.last().contains("Step 1 of 12"), "{}", desk.last());
}

#[test]
fn ten_enters_in_a_hundred_milliseconds_make_one_done() {
    let mut desk = Desk::first_hour(Lang::En);
    let before = desk.written.len();
    for _ in 0..10 {
        desk.tap_after(Span::from_ms(10), KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE));
    }
    // The last key before was long ago, so the first of the ten acts.
    assert!(desk.written.len() <= before + 1);
    desk.tap_after(Span::from_ms(360), KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE));
    assert!(desk.session.state().runs[0].count(Mark::Done) <= 2);
}

#[test]
fn typed_ahead_enters_are_dropped_after_a_step_change() {
    let enter = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
    let mut desk = desk_at(Lang::En, 7);
    desk.enter().keys("1").keys("AD").enter().keys("EDGE 48").enter();
    assert_eq!(desk.step_number(), "8");
    let before = desk.written.len();
    desk.tap_after(Span::from_ms(200), enter).tap_after(Span::from_ms(100), enter);
    assert_eq!(desk.written.len(), before);
    desk.tap_after(Span::from_ms(200), enter);
    assert_eq!(desk.written.len(), before + 1);
}

#[test]
fn a_paste_is_never_a_command() {
    let mut desk = Desk::first_hour(Lang::En);
    let before = desk.written.len();
    let lines: String = (0..200).map(|n| format!("sq line {n}\n")).collect();
    desk.paste(&lines);
    assert_eq!(desk.written.len(), before);
    assert!(desk.text().contains("NOTE"), "{}", desk.text());
    let mut desk = Desk::first_hour(Lang::En);
    for c in "xyz\rss\rqq\r".chars() {
        let code = if c == '\r' { KeyCode::Enter } else { KeyCode::Char(c) };
        desk.tap_after(Span::from_ms(2), KeyEvent::new(code, KeyModifiers::NONE));
    }
    assert_eq!(desk.written.len(), before);
    assert!(!desk.requests.iter().any(|request| matches!(request, Request::Leave(_))));
}

#[test]
fn after_a_pause_the_first_enter_only_wakes() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.enter();
    desk.pass(Span::from_min(6));
    let before = desk.written.len();
    desk.enter();
    assert_eq!(desk.written.len(), before);
    assert!(desk.last().contains("You were on step 2 for 6 min; last done 1"), "{}", desk.last());
}

#[test]
fn releases_do_nothing_and_repeats_only_move() {
    let mut desk = Desk::first_hour(Lang::En);
    let before = desk.written.len();
    desk.event(KeyCode::Enter, KeyEventKind::Release);
    desk.event(KeyCode::Enter, KeyEventKind::Repeat);
    desk.event(KeyCode::Char('n'), KeyEventKind::Release);
    assert_eq!(desk.written.len(), before);
    assert!(!desk.text().contains("NOTE"));
    desk.event(KeyCode::Down, KeyEventKind::Repeat);
    assert!(desk.row(4).contains("LOOKING AT 2"), "{}", desk.row(4));
}

#[test]
fn altgr_types_its_character_in_a_field() {
    let mut desk = Desk::first_hour(Lang::Fr);
    desk.keys("n");
    let altgr = KeyModifiers::CONTROL | KeyModifiers::ALT;
    desk.tap_after(Span::from_ms(400), KeyEvent::new(KeyCode::Char('@'), altgr));
    desk.enter();
    assert_eq!(desk.session.state().notes.iter().next().unwrap().note.text, "@");
}

#[test]
fn leaving_is_two_acts() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("q");
    assert!(desk.text().contains("Leave? The incident stays open."));
    desk.tap(KeyCode::Esc);
    assert!(!desk.text().contains("Leave?"));
    let control_c = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
    desk.tap_after(Span::from_ms(500), control_c);
    assert!(!desk.requests.contains(&Request::Leave(LeaveReason::Quit)));
    desk.tap_after(Span::from_ms(1_500), control_c);
    assert!(desk.requests.contains(&Request::Leave(LeaveReason::Quit)));
}

#[test]
fn a_disk_that_fails_ticks_nothing_and_says_so() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.disk_fails = true;
    desk.enter();
    let state = desk.session.state();
    let answered = state.runs[0].steps[0].answered.clone().expect("guidance goes on");
    assert!(desk.session.is_unsaved(&answered.event));
    assert!(desk.written.iter().all(|bytes| !String::from_utf8_lossy(bytes).contains("step.done")));
    assert!(desk.row(2).contains("!!! LOG NOT SAVED"), "{}", desk.row(2));
    assert!(desk.row(3).starts_with("!!!!!!!!"), "{}", desk.row(3));
    assert!(desk.last().contains("NOT RECORDED, USE PAPER"), "{}", desk.last());
    desk.keys("4").enter();
    assert!(desk.row(2).contains("!!! LOG NOT SAVED"), "the alarm stays");
    desk.keys("o");
    assert!(desk.text().contains("(!)"), "its own mark: {}", desk.text());
    let ticked = desk.text().lines().any(|line| line.contains("[x]"));
    assert!(!ticked, "{}", desk.text());
    desk.disk_fails = false;
    desk.heal();
    assert!(desk.last().contains("SAVED AGAIN"), "{}", desk.last());
    assert!(desk.text().contains("[x]"), "{}", desk.text());
}

#[test]
fn a_step_that_opens_another_runbook_continues_there_and_comes_back() {
    let mut desk = desk_at(Lang::En, 11);
    desk.done();
    assert_eq!(desk.session.state().runs.len(), 2);
    assert!(desk.row(1).contains("Telephones are down"), "{}", desk.row(1));
    desk.tap(KeyCode::Right);
    assert!(desk.row(1).contains("Ransomware, first hour"), "{}", desk.row(1));
}

#[test]
fn a_runbook_that_is_not_on_the_shelf_is_said_and_can_be_skipped() {
    let mut desk = desk_at(Lang::Fr, 11);
    desk.shelf.clear();
    desk.draw();
    assert!(desk.text().contains("second-book absent de ce poste"), "{}", desk.text());
    let before = desk.written.len();
    desk.enter().enter();
    assert_eq!(desk.written.len(), before);
    desk.keys("i1").enter();
    assert_eq!(mark(&desk, 10), Mark::CouldNot);
}

#[test]
fn the_language_changes_without_losing_the_place() {
    let mut desk = desk_at(Lang::En, 3);
    let number = desk.step_number();
    desk.keys("mlangue").enter();
    assert_eq!(desk.step_number(), number);
    assert!(desk.row(8).contains("Tester la passerelle"), "{}", desk.row(8));
}

#[test]
fn an_exercise_says_so_twice_in_row_one() {
    let desk = Desk::started(Lang::En, Mode::Exercise, FIRST_HOUR);
    assert_eq!(desk.row(1).matches("EXERCISE").count(), 2, "{}", desk.row(1));
}

#[test]
fn a_limit_shows_its_basis_and_passes_loudly() {
    let mut desk = desk_at(Lang::En, 2);
    desk.pass(Span::from_s(1));
    assert!(desk.row(8).contains("9 min left"), "{}", desk.row(8));
    desk.tap(KeyCode::Char(' '));
    assert!(desk.text().contains("(our default)"), "{}", desk.text());
    desk.pass(Span::from_min(12));
    assert!(desk.row(2).contains("!! OVERDUE"), "{}", desk.row(2));
    assert!(desk.row(8).contains("OVERDUE"), "{}", desk.row(8));
    desk.keys("n").keys("a").tap(KeyCode::Esc).keys("a");
    assert!(!desk.row(2).contains("A to acknowledge"), "{}", desk.row(2));
    assert!(desk.row(2).contains("OVERDUE"), "acknowledging hides nothing");
}

#[test]
fn the_title_stands_in_the_same_cell_on_every_step() {
    for lang in Lang::ALL {
        let mut desk = Desk::first_hour(lang);
        for _ in 0..12 {
            let row = desk.row(8);
            let title: Vec<char> = row.chars().skip(8).take(1).collect();
            assert!(title[0].is_uppercase(), "{row}");
            assert_eq!(row.chars().nth(7), Some(' '), "{row}");
            desk.tap(KeyCode::Down);
        }
    }
}

#[test]
fn every_act_of_the_state_names_a_step_or_a_note() {
    let desk = desk_at(Lang::En, 4);
    let steps = desk.session.state().acts.iter();
    assert_eq!(steps.filter(|act| matches!(act.subject, Subject::Step(..))).count(), 3);
}
