//! Out of turn: going on from another step with a reason, and steps done before they were told
//! (R17, R18).

use crossterm::event::KeyCode;
use sangfroid::domain::place::Mark;
use sangfroid::domain::state::Status;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;

use super::desk::{Desk, desk_at};

fn mark(desk: &Desk, index: usize) -> Mark {
    desk.session.state().runs[0].mark(index)
}

#[test]
fn the_box_is_as_agreed() {
    for lang in Lang::ALL {
        for (columns, rows) in [(80, 24), (120, 40)] {
            let mut desk = Desk::first_hour(lang).sized(columns, rows);
            desk.keys("g9");
            let name = |what: &str| format!("go_to_{what}_{}_{columns}", lang.code());
            insta::assert_snapshot!(name("number"), desk.golden());
            desk.enter().keys("2");
            insta::assert_snapshot!(name("reason"), desk.golden());
            let mut desk = Desk::first_hour(lang).sized(columns, rows);
            desk.keys("o ").tap(KeyCode::Char(' ')).enter().keys("25");
            insta::assert_snapshot!(name("before"), desk.golden());
        }
    }
}

#[test]
fn g_goes_on_from_a_step_and_closing_lists_what_was_jumped_over() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("g7").enter().keys("1").enter();
    assert_eq!(desk.step_number(), "7", "{}", desk.text());
    assert!(desk.last().contains("gone to, out of turn"), "{}", desk.last());
    assert_eq!(mark(&desk, 0), Mark::Todo);
    desk.keys("o");
    let title = "Unplug the network cable";
    assert!(desk.text().contains(&format!("[ ]  1 {title}")), "{}", desk.text());
    desk.tap(KeyCode::Esc).keys("mclose").enter();
    assert!(desk.text().contains("[ ] 1 Unplug the network cable"), "{}", desk.text());
}

#[test]
fn over_an_open_pause_it_says_so_and_skips_it_with_the_same_reason() {
    let mut desk = Desk::first_hour(Lang::En);
    // Unshifted digits of a French keyboard: 9 is ç.
    desk.keys("gç");
    assert!(desk.text().contains("Pause 8 is skipped"), "{}", desk.text());
    assert!(desk.text().contains("stay open: 5"), "{}", desk.text());
    desk.enter().keys("The switch room first").enter();
    assert_eq!(desk.step_number(), "9");
    let pause = &desk.session.state().runs[0].steps[7].status;
    assert_eq!(*pause, Status::Skipped { reason: "The switch room first".to_owned() });
}

#[test]
fn from_a_step_that_is_looked_at_it_costs_three_keys() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.tap(KeyCode::Down).tap(KeyCode::Down);
    assert!(desk.row(24).contains("G Go on from here"), "{}", desk.row(24));
    desk.keys("g1").enter();
    assert_eq!(desk.step_number(), "3");
}

#[test]
fn without_a_reason_or_with_a_wrong_number_nothing_is_recorded() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.enter();
    let written = desk.written.len();
    desk.keys("g").enter();
    assert!(desk.last().contains("1 to 12"), "{}", desk.last());
    desk.keys("99").enter();
    assert!(desk.last().contains("1 to 12"), "{}", desk.last());
    desk.tap(KeyCode::Backspace).tap(KeyCode::Backspace).keys("7").enter().enter();
    assert!(desk.last().contains("A reason is needed"), "{}", desk.last());
    desk.tap(KeyCode::Esc).keys("g1").enter();
    assert!(desk.text().contains("LOOKING AT 1, you are on 2"), "{}", desk.text());
    assert!(desk.last().contains("it is shown"), "{}", desk.last());
    assert_eq!(desk.written.len(), written);
}

#[test]
fn a_reason_that_is_half_typed_is_there_again() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("g7").enter().keys("The leader wants").tap(KeyCode::Esc);
    desk.keys("g");
    assert!(desk.text().contains("The leader wants"), "{}", desk.text());
}

/// Six plain steps behind each other.
pub(super) fn plain() -> String {
    let step = |n: usize| {
        format!(
            "      - {{id: s{n}, kind: do, track: t, role: r, \
             title: {{en: \"Pull cable {n}\", fr: \"Tirer le cable {n}\"}}, \
             undo: {{en: \"Plug it in.\", fr: \"Rebrancher.\"}}}}\n"
        )
    };
    let steps: String = (1..=6).map(step).collect();
    let pause =
        "      - {id: pause, kind: pause, track: t, role: r, title: {en: Say it, fr: Dire}}\n";
    format!(
        "sangfroid: 1\nid: plain\nrevision: 1\nreviewed: 2026-09-14\n\
         title: {{en: Plain, fr: Simple}}\nuse_when: {{en: Tests, fr: Tests}}\n\
         roles: [{{id: r, title: {{en: R, fr: R}}}}]\n\
         tracks: [{{id: t, title: {{en: T, fr: T}}}}]\n\
         phases:\n  - id: p\n    title: {{en: P, fr: P}}\n    steps:\n{steps}{pause}"
    )
}

#[test]
fn five_steps_done_before_cost_at_most_twelve_keys_and_keep_both_times() {
    use sangfroid::domain::event::Mode;
    let mut desk = Desk::started(Lang::En, Mode::Real, &plain());
    desk.pass(Span::from_min(40));
    desk.enter();
    assert_eq!(mark(&desk, 0), Mark::Todo, "after a pause the first Enter only wakes");
    let (mut keys, before) = (0, desk.written.len());
    for key in "o     \n25\n".chars() {
        match key {
            '\n' => desk.enter(),
            key => desk.tap(KeyCode::Char(key)),
        };
        keys += 1;
    }
    assert!(keys <= 12, "{keys}");
    assert_eq!(desk.written.len(), before + 5, "{}", desk.text());
    assert!(desk.last().contains("5 of 5 recorded"), "{}", desk.last());
    for index in 0..5 {
        assert_eq!(mark(&desk, index), Mark::Done);
        let run = &desk.session.state().runs[0];
        let answered = run.steps[index].answered.as_ref().expect("answered");
        let claimed = answered.happened_at.expect("a claimed time");
        assert_eq!(answered.at.wall.since(claimed).minutes(), 25);
    }
    assert_eq!(mark(&desk, 5), Mark::Todo);
}

#[test]
fn an_empty_time_is_not_known_and_an_unreadable_one_is_asked_again() {
    use sangfroid::domain::event::Mode;
    let mut desk = Desk::started(Lang::En, Mode::Real, &plain());
    let before = desk.written.len();
    desk.keys("o ").enter().keys("soon").enter();
    assert!(desk.last().contains("Write a time"), "{}", desk.last());
    for _ in 0..4 {
        desk.tap(KeyCode::Backspace);
    }
    desk.enter();
    assert_eq!(desk.written.len(), before + 1);
    let run = &desk.session.state().runs[0];
    assert_eq!(run.steps[0].answered.as_ref().expect("answered").happened_at, None);
}

#[test]
fn a_step_that_asks_more_than_a_time_cannot_be_marked() {
    let mut desk = desk_at(Lang::En, 3);
    desk.keys("o ");
    assert!(desk.last().contains("Step 3 asks more than a time"), "{}", desk.last());
    desk.enter();
    assert_eq!(desk.step_number(), "3", "nothing was marked: Enter only shows");
}

#[test]
fn a_refusal_stops_the_rest_which_stays_marked() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("o");
    // A pause of the second phase cannot be closed before the first one, without a time.
    desk.tap(KeyCode::End).keys(" ").enter().enter();
    assert!(desk.last().contains("1 steps are still marked"), "{}", desk.last());
    assert!(desk.text().contains('*'), "{}", desk.text());
    assert_eq!(mark(&desk, 11), Mark::Todo);
}

#[test]
fn f_finds_a_step_in_the_outline() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("ofVENDOR");
    assert!(desk.text().contains("1 found"), "{}", desk.text());
    desk.enter().enter();
    assert!(desk.text().contains("LOOKING AT 6"), "{}", desk.text());
}

#[test]
fn where_the_author_names_a_way_out_g_proposes_it_and_a_digit_replaces_it() {
    use sangfroid::domain::event::Mode;
    let text = plain().replacen("    steps:", "    short_of_time: s5\n    steps:", 1);
    for (lang, said) in [
        (Lang::En, "The runbook says: short of time, go on from here."),
        (Lang::Fr, "La fiche dit : si le temps manque, continuer ici."),
    ] {
        let mut desk = Desk::started(lang, Mode::Real, &text);
        desk.keys("g");
        assert!(desk.text().contains(said), "{}", desk.text());
        desk.enter().keys("1").enter();
        assert_eq!(desk.step_number(), "5", "{}", desk.text());
        let mut desk = Desk::started(lang, Mode::Real, &text);
        desk.keys("g3");
        assert!(!desk.text().contains(said), "{}", desk.text());
        desk.enter().keys("1").enter();
        assert_eq!(desk.step_number(), "3", "{}", desk.text());
        // Behind the way out there is nothing to propose.
        let mut desk = Desk::started(lang, Mode::Real, &text);
        desk.keys("g6").enter().keys("1").enter().keys("g");
        assert!(!desk.text().contains(said), "{}", desk.text());
    }
}
