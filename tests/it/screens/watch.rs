//! Clocks that people add, steps that wait for something, held work, and agreements that age.

use crossterm::event::KeyCode;
use sangfroid::domain::place::Mark;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;

use super::desk::Desk;

fn sees(desk: &Desk, text: &str) {
    let flat = desk.text().split_whitespace().collect::<Vec<_>>().join(" ");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains(&words), "{text:?} is not in\n{}", desk.text());
}

/// The last row of the board, and the form behind it.
fn add(desk: &mut Desk, what: &str, who: &str, minutes: &str, every: &str) {
    desk.keys("d").tap(KeyCode::End);
    desk.enter();
    desk.keys(what).enter().keys(who).enter().keys(minutes);
    desk.tap(KeyCode::Tab).keys(every).enter();
}

#[test]
fn work_is_given_with_a_name_and_minutes_and_asks_its_answer_back() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("d").tap(KeyCode::End).enter();
    sees(&desk, "ADD A CLOCK");
    let before = desk.written.len();
    desk.enter();
    sees(&desk, "What is asked for?");
    desk.keys("Restore the phones").enter();
    sees(&desk, "Who does it?");
    desk.keys("AD").enter();
    sees(&desk, "Write 30 for 30 minutes");
    desk.keys("éà").enter();
    assert_eq!(desk.written.len(), before + 1, "AZERTY digits count: {}", desk.text());
    sees(&desk, "Restore the phones");
    assert_eq!(desk.session.state().running_clocks()[0].span, Span::from_min(20));
    desk.tap(KeyCode::Esc);
    desk.pass(Span::from_min(24));
    let row = desk.row(2);
    assert!(row.contains("!! OVERDUE 4 min  AD answers? Restore"), "{row}");
    desk.keys("wd");
    let before = desk.written.len();
    desk.enter();
    assert_eq!(desk.written.len(), before + 1);
    sees(&desk, "clock met: Restore the phones");
    sees(&desk, "MET 03:2");
    sees(&desk, "MISSED 1");
    assert!(desk.session.state().running_clocks().is_empty());
    assert!(!desk.row(2).contains("!!"), "{}", desk.row(2));
    desk.tap(KeyCode::Esc).keys("u").enter();
    assert_eq!(desk.session.state().running_clocks().len(), 1, "it was not met after all");
}

#[test]
fn a_rhythm_comes_back_and_enter_never_meets_a_row_that_moved() {
    let mut desk = Desk::first_hour(Lang::En);
    add(&mut desk, "Status call", "MK", "60", "60");
    desk.tap(KeyCode::Esc);
    desk.pass(Span::from_min(62));
    desk.keys("wd");
    sees(&desk, "Comes back 1 h 00 min after it was met.");
    let before = desk.written.len();
    desk.enter();
    assert_eq!(desk.written.len(), before + 1);
    let clock = desk.session.state().running_clocks()[0].clone();
    assert_eq!(clock.span, Span::from_min(60));
    assert!(clock.last_met.is_some());
    let before = desk.written.len();
    desk.enter();
    assert_eq!(desk.written.len(), before, "another occurrence: {}", desk.last());
    sees(&desk, "The list has moved");
}

#[test]
fn p_moves_an_added_clock_with_a_time_and_a_reason_or_ends_it() {
    let mut desk = Desk::first_hour(Lang::En);
    add(&mut desk, "Restore the phones", "AD", "20", "");
    desk.tap(KeyCode::Home).keys("p");
    sees(&desk, "MOVE THIS CLOCK  Restore the phones");
    let before = desk.written.len();
    desk.enter().keys("45").enter();
    sees(&desk, "A few words of reason first");
    assert_eq!(desk.written.len(), before, "R48");
    desk.keys("supplier late").enter();
    assert_eq!(desk.written.len(), before + 1);
    assert_eq!(desk.session.state().running_clocks()[0].span, Span::from_min(45));
    desk.keys("d").keys("d");
    desk.keys("p").keys("0").enter().keys("no phones").enter();
    assert!(desk.session.state().running_clocks().is_empty(), "{}", desk.text());
}

#[test]
fn what_waits_until_something_happens_stands_on_the_board_and_is_named_on_resume() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("p5").keys("the director calls back").enter().keys("nobody knows").enter();
    assert_eq!(desk.session.state().runs[0].mark(0), Mark::Later, "{}", desk.text());
    desk.keys("d");
    sees(&desk, "when the director calls");
    for _ in 0..3 {
        if desk.text().lines().any(|row| row.starts_with(" >> ~")) {
            break;
        }
        desk.tap(KeyCode::Down);
    }
    sees(&desk, "put off until: the director calls back");
    desk.enter();
    sees(&desk, "Unplug the network cable");
    desk.tap(KeyCode::Esc);
    desk.reopen();
    desk.pass(Span::from_min(5));
    desk.reopen();
    sees(&desk, "when the director calls back");
}

/// The first runbook held, through the menu.
fn hold(desk: &mut Desk) {
    let word = if desk.app.lang() == Lang::En { "hold the work" } else { "suspendre" };
    desk.keys("m").keys(word).enter();
    desk.enter();
    desk.keys("power cut in the server room").enter();
}

#[test]
fn held_work_says_so_and_enter_asks_to_go_on_first() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.done();
    hold(&mut desk);
    sees(&desk, "HELD since 03:02 by MKERN: power cut");
    assert_eq!(desk.session.state().holds().len(), 1);
    let now = desk.now();
    assert!(!desk.session.state().deadlines(&now.moment).is_empty(), "its clocks go on");
    let before = desk.written.len();
    desk.enter();
    sees(&desk, "THIS WORK IS HELD");
    desk.enter();
    assert_eq!(desk.written.len(), before, "Enter alone leaves it held (R99)");
    desk.keys("s");
    sees(&desk, "THIS WORK IS HELD");
    desk.keys("2").enter();
    assert!(desk.session.state().holds().is_empty());
    assert!(!desk.text().contains("HELD"), "{}", desk.text());
    desk.done();
    assert_eq!(desk.session.state().runs[0].mark(1), Mark::Done);
}

#[test]
fn an_agreement_of_more_than_ten_minutes_is_asked_again() {
    let mut desk = super::step::at_the_cut(Lang::En);
    desk.enter().keys("1").keys("AD").tap(KeyCode::Tab).keys("port 48");
    desk.pass(Span::from_min(11));
    desk.keys(" ").tap(KeyCode::Backspace);
    desk.tap(KeyCode::Esc);
    desk.pass(Span::from_min(11));
    desk.keys("w").enter();
    sees(&desk, "port 48");
    desk.tap(KeyCode::Tab).tap(KeyCode::Tab);
    desk.enter();
    assert!(desk.last().contains("ask again"), "{}", desk.text());
    assert_eq!(desk.session.state().runs[0].mark(6), Mark::Todo);
    assert!(!desk.text().contains("port 48\n"), "the old words are gone");
    desk.keys("AD").tap(KeyCode::Tab).keys("ok go").enter();
    assert!(desk.last().contains("names nothing"), "{}", desk.last());
    for _ in 0..5 {
        desk.tap(KeyCode::Backspace);
    }
    desk.keys("port 48").enter();
    assert_eq!(desk.session.state().runs[0].mark(6), Mark::DoneByTwo, "{}", desk.text());
}

#[test]
fn every_screen_about_clocks_that_people_add_has_its_golden_frame() {
    type Way = fn(&mut Desk);
    let screens: &[(&str, Way)] = &[
        ("watch_add", |desk| {
            desk.keys("d").tap(KeyCode::End).enter().keys("Restore the phones").enter();
        }),
        ("watch_board", |desk| {
            desk.done();
            desk.keys("p5").keys("the director calls back").enter().keys("x").enter();
            add(desk, "Restore the phones", "AD", "2", "");
            desk.tap(KeyCode::Esc);
            add(desk, "Status call", "MK", "60", "60");
            desk.tap(KeyCode::Esc);
            desk.pass(Span::from_min(7));
            desk.keys("wd");
        }),
        ("watch_move", |desk| {
            add(desk, "Restore the phones", "AD", "20", "");
            desk.tap(KeyCode::Home).keys("p").keys("45").tap(KeyCode::Tab);
        }),
        ("watch_held", hold),
        ("watch_held_ask", |desk| {
            hold(desk);
            desk.enter();
        }),
    ];
    for (name, way) in screens {
        for lang in Lang::ALL {
            for (columns, rows) in [(80, 24), (120, 40)] {
                let mut desk = Desk::first_hour(lang).sized(columns, rows);
                way(&mut desk);
                let name = format!("{name}_{}_{columns}", lang.code());
                insta::assert_snapshot!(name, desk.golden());
            }
        }
    }
}

#[test]
fn the_log_says_of_a_watch_entry_whether_it_was_corrected() {
    let mut desk = Desk::first_hour(Lang::En);
    add(&mut desk, "Restore the phones", "AD", "20", "");
    desk.tap(KeyCode::Esc).keys("v");
    sees(&desk, "corrected  never");
}

#[test]
fn a_time_of_another_day_is_told_with_its_day() {
    let mut desk = Desk::first_hour(Lang::En).sized(120, 40);
    desk.done().done();
    add(&mut desk, "Restore the phones", "AD", "3000", "");
    desk.tap(KeyCode::Esc);
    sees(&desk, "2026-10-14 05:02 in 49 h 59 min");
    desk.keys("b");
    assert!(!desk.text().contains("2026-10-12"), "today needs no day\n{}", desk.text());
    desk.tap(KeyCode::Esc);
    desk.pass(Span::from_min(26 * 60));
    assert!(desk.last().contains("2026-10-12 03:02"), "{}", desk.last());
    assert!(desk.text().contains(" -1 03:02"), "the rail counts days\n{}", desk.text());
    for (key, wanted) in [("b", "Opened 2026-10-12 03:02"), ("r", "2026-10-12 03:02")] {
        desk.keys(key);
        sees(&desk, wanted);
        desk.tap(KeyCode::Esc).tap(KeyCode::Esc);
    }
    desk.keys("b").tap(KeyCode::Char(' '));
    sees(&desk, "core switch, 2026-10-12 03:02)");
}
