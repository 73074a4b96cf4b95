//! The tracks as cards: nobody until a named person has one, and loud when a clock is over (S9,
//! R51, R52).

use crossterm::event::KeyCode;
use sangfroid::domain::event::Mode;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;

use super::desk::Desk;

/// Two tracks: one that works, one that nobody looks at.
const TWO_TRACKS: &str = include_str!("two-tracks.yaml");

fn desk(lang: Lang) -> Desk {
    Desk::started(lang, Mode::Real, TWO_TRACKS)
}

#[test]
fn the_cards_have_their_golden_frames() {
    for lang in Lang::ALL {
        for (columns, rows) in [(80, 24), (120, 40)] {
            let mut desk = desk(lang).sized(columns, rows);
            desk.pass(Span::from_min(40));
            desk.keys("t").keys("r").keys("mk").enter().tap(KeyCode::Down);
            let name = format!("tracks_cards_{}_{columns}", lang.code());
            insta::assert_snapshot!(name, desk.golden());
        }
    }
}

#[test]
fn an_unheld_track_is_nobodys_until_it_is_given() {
    let mut desk = desk(Lang::En);
    desk.keys("t");
    assert!(desk.text().contains("without a holder: 2"), "{}", desk.text());
    let before = desk.written.len();
    desk.keys("r").enter();
    assert!(desk.last().contains("Initials first"), "{}", desk.last());
    desk.tap(KeyCode::Esc);
    assert_eq!(desk.written.len(), before);
    desk.keys("r").keys("sb").enter();
    assert_eq!(desk.written.len(), before + 1);
    assert!(desk.text().contains("without a holder: 1"), "{}", desk.text());
    assert!(desk.text().contains("SB since 03:02"), "{}", desk.text());
}

#[test]
fn a_clock_that_is_over_on_a_track_of_nobody_is_marked() {
    let mut desk = desk(Lang::En);
    desk.pass(Span::from_min(40));
    let now = desk.now();
    let cards = desk.session.state().tracks(&now.moment);
    let dropped: Vec<_> = cards.iter().filter(|card| card.is_dropped()).collect();
    assert_eq!(dropped.len(), 1);
    assert_eq!(dropped[0].track.id.as_str(), "comms");
    desk.keys("t");
    let row =
        desk.text().lines().find(|row| row.contains("2 Tell the director")).map(str::to_owned);
    let row = row.expect("its row");
    assert!(row.contains("!!") && row.contains("nobody") && row.contains("OVERDUE"), "{row}");
}

#[test]
fn enter_looks_at_the_first_open_step_and_changes_nothing() {
    let mut desk = desk(Lang::En);
    let before = desk.written.len();
    desk.keys("t").tap(KeyCode::Down).enter();
    assert!(desk.text().contains("Tell the director on duty"), "{}", desk.text());
    assert_eq!((desk.written.len(), desk.step_number()), (before, "2".to_owned()));
}

#[test]
fn enter_works_on_one_track_alone_and_esc_goes_back_to_the_order_of_the_runbook() {
    for (lang, alone, all) in [
        (Lang::En, "Track Communication alone", "All tracks again"),
        (Lang::Fr, "Piste Communication seule", "De nouveau toutes les pistes"),
    ] {
        let mut desk = desk(lang);
        assert_eq!(desk.step_number(), "1");
        desk.keys("t").tap(KeyCode::Down).enter();
        assert_eq!(desk.step_number(), "2", "{}", desk.text());
        assert!(desk.last().contains(alone), "{}", desk.last());
        desk.enter();
        assert_eq!(desk.step_number(), "3", "the next one of the same track: {}", desk.text());
        desk.tap(KeyCode::Esc);
        assert_eq!(desk.step_number(), "1", "{}", desk.text());
        assert!(desk.last().contains(all), "{}", desk.last());
        desk.tap(KeyCode::Right);
        assert_eq!(desk.step_number(), "3", "Right goes to the other track: {}", desk.text());
        desk.enter();
        assert_eq!(desk.step_number(), "1", "nothing more there: {}", desk.text());
    }
}

#[test]
fn a_track_that_somebody_holds_has_a_current_step_and_a_clock_of_its_own() {
    let text = TWO_TRACKS.replace("within_from: start\n", "within_from: step\n");
    assert_ne!(text, TWO_TRACKS);
    let mut desk = Desk::started(Lang::En, Mode::Real, &text);
    let clocks = |desk: &Desk| desk.session.state().deadlines(&desk.now().moment).len();
    assert_eq!(clocks(&desk), 0, "nobody is at the step of the other track");
    desk.keys("t").tap(KeyCode::Down).keys("r").keys("sb").enter();
    assert_eq!(clocks(&desk), 1, "SB is, from now on");
    let cards = desk.session.state().tracks(&desk.now().moment);
    assert!(cards[1].remaining.is_some());
}
