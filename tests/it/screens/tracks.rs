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
