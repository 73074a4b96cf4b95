//! The bell, what may change while a person types, and what colours may say (R36 to R44).

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::{Color, Modifier};
use sangfroid::domain::command::Command;
use sangfroid::domain::state::Subject;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::domain::watch_event::{ClockAdded, Watch};
use sangfroid::tui::app::App;
use sangfroid::tui::theme::{Role, Theme};

use super::desk::Desk;

fn add(desk: &mut Desk, text: &str, minutes: u64) {
    desk.order(Command::Watch(Watch::ClockAdded(ClockAdded {
        text: text.to_owned(),
        whom: "AD".to_owned(),
        span: Span::from_min(minutes),
        every: None,
        script: None,
    })));
}

/// On the step with a limit of ten minutes.
fn limited() -> Desk {
    let mut desk = Desk::first_hour(Lang::En);
    desk.done();
    assert_eq!(desk.step_number(), "2");
    desk
}

fn minutes(desk: &mut Desk, count: u64) {
    for _ in 0..count * 4 {
        desk.pass(Span::from_s(15));
    }
}

#[test]
fn what_must_be_acted_on_rings_three_times_a_minute_apart_and_then_no_more() {
    let mut desk = limited();
    minutes(&mut desk, 7);
    assert_eq!(desk.rings(), 0, "a notice never rings");
    minutes(&mut desk, 2);
    assert_eq!(desk.rings(), 2, "a minute apart");
    minutes(&mut desk, 30);
    assert_eq!(desk.rings(), 3);
    assert!(desk.row(2).contains("!! OVERDUE"), "{}", desk.row(2));
}

#[test]
fn a_ends_it_and_the_next_occurrence_rings_again() {
    let mut desk = limited();
    minutes(&mut desk, 9);
    let before = desk.rings();
    assert!(before >= 1);
    desk.keys("wa");
    minutes(&mut desk, 5);
    assert_eq!(desk.rings(), before);
    add(&mut desk, "restore the phones", 3);
    minutes(&mut desk, 3);
    desk.pass(Span::from_s(15));
    assert_eq!(desk.rings(), before + 1, "{}", desk.text());
}

#[test]
fn what_falls_due_together_shares_one_bell_and_what_is_gone_is_silent() {
    let mut desk = Desk::first_hour(Lang::En);
    add(&mut desk, "restore the phones", 3);
    add(&mut desk, "count the radios", 3);
    desk.pass(Span::from_min(3));
    assert_eq!(desk.rings(), 1);
}

#[test]
fn a_record_in_danger_rings_too() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.disk_fails = true;
    desk.done();
    desk.pass(Span::from_s(5));
    assert_eq!(desk.rings(), 1, "{}", desk.row(2));
    assert!(desk.row(2).contains("!!!"), "{}", desk.row(2));
    desk.keys("a");
    minutes(&mut desk, 5);
    assert_eq!(desk.rings(), 1);
}

#[test]
fn the_sound_is_off_for_ten_minutes_and_says_so() {
    let mut desk = limited();
    desk.keys("m").keys("sound off").enter();
    assert!(desk.row(2).contains("SOUND OFF until 03:12"), "{}", desk.row(2));
    minutes(&mut desk, 9);
    assert!(desk.row(2).contains("!! "), "the text is never off: {}", desk.row(2));
    assert_eq!(desk.rings(), 0);
    minutes(&mut desk, 1);
    desk.pass(Span::from_s(15));
    assert_eq!(desk.rings(), 1, "it ends by itself");
    assert!(!desk.row(2).contains("SOUND OFF"), "{}", desk.row(2));
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 40)] {
            let mut desk = Desk::first_hour(lang).sized(size.0, size.1);
            let word = if lang == Lang::En { "sound off" } else { "couper le son" };
            desk.keys("m").keys(word).enter();
            let name = format!("sound_off_{}_{}", lang.code(), size.0);
            insta::assert_snapshot!(name, desk.golden());
        }
    }
}

#[test]
fn without_a_bell_and_where_one_only_reads_nothing_rings() {
    let mut mute = limited();
    mute.app = App::new(Lang::En).without_bell();
    mute.reopen();
    minutes(&mut mute, 12);
    assert_eq!(mute.rings(), 0);
    let mut reader = limited();
    let session = sangfroid::session::Session::new(sangfroid::runbook::read);
    reader.session = std::mem::replace(&mut reader.session, session).only_reading();
    minutes(&mut reader, 12);
    assert_eq!(reader.rings(), 0);
    assert!(reader.row(2).contains("!! "), "{}", reader.row(2));
}

#[test]
fn nothing_but_the_record_in_danger_breaks_into_typing_and_no_letter_is_lost() {
    let mut desk = limited();
    let row = desk.row(2);
    desk.keys("n").keys("van left");
    minutes(&mut desk, 12);
    desk.keys(" at 2");
    let row = row.split_once("  ").expect("two columns apart").0.to_owned();
    let now = desk.row(2);
    assert!(now.contains("! 03:12 in") && !now.contains("!!"), "{row}: {now}");
    assert_eq!(desk.rings(), 0);
    assert!(desk.text().contains("van left at 2"), "{}", desk.text());
    desk.tap(KeyCode::Esc);
    assert!(desk.row(2).contains("!! OVERDUE"), "{}", desk.row(2));
    assert_eq!(desk.rings(), 1);
    desk.keys("n");
    desk.disk_fails = true;
    desk.order(Command::Resume { doubt: None });
    desk.draw();
    assert!(desk.row(2).contains("!!!"), "{}", desk.row(2));
}

#[test]
fn the_box_of_the_second_person_is_not_broken_into_either() {
    let mut desk = super::step::at_the_cut(Lang::En);
    add(&mut desk, "restore the phones", 4);
    desk.done();
    assert!(desk.text().contains("SECOND PERSON") || desk.text().contains("says aloud"));
    let row = desk.row(2);
    minutes(&mut desk, 5);
    let (before, now) = (row.split_once("Log").map(|cut| cut.0.to_owned()), desk.row(2));
    assert!(before.is_some_and(|before| now.starts_with(before.trim_end())), "{}", desk.text());
    desk.tap(KeyCode::Esc);
    assert!(desk.row(2).contains("!! "), "{}", desk.row(2));
}

#[test]
fn an_alarm_that_was_acknowledged_keeps_its_line_until_its_cause_is_gone() {
    let mut desk = limited();
    minutes(&mut desk, 12);
    assert!(desk.row(2).contains("(A to acknowledge)"), "{}", desk.row(2));
    desk.keys("wa");
    assert!(desk.row(2).contains("!! OVERDUE"), "{}", desk.row(2));
    assert!(!desk.row(2).contains("(A to acknowledge)"), "{}", desk.row(2));
    desk.done();
    assert!(!desk.row(2).contains("!!"), "{}", desk.row(2));
    add(&mut desk, "restore the phones", 1);
    minutes(&mut desk, 2);
    assert!(desk.row(2).contains("(A to acknowledge)"), "another occurrence: {}", desk.row(2));
}

#[test]
fn who_silenced_what_stands_in_the_log_and_is_known_after_a_restart() {
    let mut desk = limited();
    minutes(&mut desk, 12);
    let written = desk.written.len();
    desk.keys("wa");
    assert_eq!(desk.written.len(), written + 1, "one entry, however much calls");
    let act = desk.session.state().acts.iter().next_back().expect("an act");
    assert_eq!(act.subject, Subject::Silenced);
    let rings = desk.rings();
    desk.app = App::new(Lang::En);
    desk.reopen();
    desk.enter();
    minutes(&mut desk, 3);
    assert!(desk.row(2).contains("!! OVERDUE"), "{}", desk.row(2));
    assert!(!desk.row(2).contains("(A to acknowledge)"), "{}", desk.row(2));
    assert_eq!(desk.rings(), rings, "what was silenced stays silent");
    desk.keys("aa");
    assert_eq!(desk.written.len(), written + 2, "the return; silence is not recorded twice");
    desk.keys("v");
    assert!(desk.text().contains("Alarm silenced: "), "{}", desk.text());
    desk.keys("u");
    assert!(!desk.text().contains("CORRECT"), "nothing to set right\n{}", desk.text());
}

#[test]
fn while_silence_is_on_its_way_nothing_else_is_taken_for_recorded() {
    let mut desk = limited();
    minutes(&mut desk, 12);
    desk.keys("w");
    desk.disk_waits = true;
    desk.keys("a");
    let (step, written) = (desk.step_number(), desk.written.len());
    desk.done();
    assert_eq!(
        (desk.step_number(), desk.written.len()),
        (step.clone(), written),
        "{}",
        desk.text()
    );
    desk.disk_answers();
    assert_eq!(desk.step_number(), step, "the silence is no answer to the step");
    desk.done();
    assert_ne!(desk.step_number(), step, "{}", desk.text());
}

#[test]
fn without_a_disk_silence_is_silent_all_the_same() {
    let mut desk = limited();
    minutes(&mut desk, 12);
    desk.disk_fails = true;
    desk.keys("n").paste("vu").enter();
    desk.tap(KeyCode::Esc).keys("wa");
    let rings = desk.rings();
    minutes(&mut desk, 3);
    assert_eq!(desk.rings(), rings, "{}", desk.text());
}

#[test]
fn row_two_shows_the_highest_level_and_counts_the_others() {
    let mut desk = limited();
    for n in 0..3 {
        add(&mut desk, "restore the phones", n + 1);
    }
    for _ in 0..16 {
        minutes(&mut desk, 1);
        let now = desk.now();
        let board = desk.session.state().board(&now);
        let levels: Vec<_> = board.iter().map(sangfroid::tui::row_fact::level).collect();
        let caution = sangfroid::tui::widget::frame::Level::Caution;
        let urgent = levels.iter().filter(|level| **level >= caution).count();
        let row = desk.row(2);
        assert_eq!(row.contains("!! "), urgent > 0, "{row}");
        let more = format!("and {} more", urgent.saturating_sub(1));
        assert_eq!(row.contains("more"), urgent > 1, "{row}");
        assert!(urgent < 2 || row.contains(&more), "{row}");
    }
}

#[test]
fn red_and_yellow_are_kept_for_alarms_and_nothing_is_dim_or_blinks() {
    for theme in [Theme::mono(), Theme::colour(), Theme::contrast()] {
        for role in Role::ALL {
            let style = theme.style(role);
            let colours = [style.fg, style.bg];
            let has = |colour| colours.contains(&Some(colour));
            let is_alarm = matches!(role, Role::Alarm | Role::Caution);
            assert!(is_alarm || !(has(Color::Red) || has(Color::Yellow)), "{role:?}");
            let named = [
                Color::Black,
                Color::Red,
                Color::Green,
                Color::Yellow,
                Color::Blue,
                Color::Magenta,
                Color::Cyan,
                Color::White,
                Color::Reset,
            ];
            assert!(colours.into_iter().flatten().all(|colour| named.contains(&colour)));
            let never = Modifier::DIM | Modifier::SLOW_BLINK | Modifier::RAPID_BLINK;
            assert!(!style.add_modifier.intersects(never), "{role:?}");
        }
    }
}

#[test]
fn the_record_in_danger_is_told_and_its_page_waits_until_nobody_types() {
    let mut desk = limited();
    desk.keys("n").keys("van left");
    desk.disk_fails = true;
    minutes(&mut desk, 12);
    assert!(desk.row(2).contains("!!!"), "{}", desk.row(2));
    desk.keys(" quay c3");
    assert!(desk.text().contains("van left quay c3"), "{}", desk.text());
    assert!(desk.reads_text());
    desk.tap(KeyCode::Esc);
    assert!(desk.text().contains("1  Try again now"), "{}", desk.text());
    // What was meant for the page before does nothing to the one that came.
    let asked = desk.requests.len();
    desk.tap_after(Span::from_ms(100), KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE));
    assert_eq!(desk.requests.len(), asked, "{:?}", desk.requests.last());
}

#[test]
fn the_end_waits_for_whoever_types_too() {
    let mode = sangfroid::domain::event::Mode::Real;
    let mut desk = Desk::started(Lang::En, mode, &super::turn::plain());
    for _ in 0..6 {
        desk.enter();
    }
    desk.disk_waits = true;
    desk.enter();
    desk.keys("n").keys("the last word");
    desk.disk_answers();
    assert!(desk.text().contains("the last word"), "{}", desk.text());
    desk.keys("s");
    assert!(desk.text().contains("the last words"), "{}", desk.text());
    desk.enter();
    assert!(!desk.reads_text(), "{}", desk.text());
    assert!(desk.text().contains("CLOS"), "the page of the end: {}", desk.text());
}

#[test]
fn what_comes_of_an_order_is_told_to_nobody_else() {
    let mut desk = super::calls::desk(Lang::En);
    desk.disk_waits = true;
    desk.keys("n").keys("radiology is dark").enter();
    desk.tap(KeyCode::Esc);
    desk.keys("c3").tap(KeyCode::Tab).keys("rings out");
    desk.disk_answers();
    assert!(desk.text().contains("rings out"), "{}", desk.text());
    assert!(desk.session.state().calls.is_empty());
}

#[test]
fn no_box_is_opened_that_an_answer_on_its_way_would_close() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.disk_waits = true;
    desk.enter();
    for key in ["u", "g"] {
        desk.keys(key);
        assert!(!desk.reads_text() && desk.last().contains("aving"), "{key}: {}", desk.text());
    }
    desk.disk_answers();
    desk.keys("g");
    assert!(desk.reads_text(), "{}", desk.text());
}
