//! Who leads, who is on duty and until when, and changing the person at the keyboard (R49, R50,
//! R60, R61).

use crossterm::event::KeyCode;
use sangfroid::domain::event::Mode;
use sangfroid::domain::ids::Initials;
use sangfroid::domain::law::Law;
use sangfroid::domain::relief::{DutyPart, ReliefHours};
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::{Span, Timestamp, UtcOffset};

use super::brief::night;
use super::desk::{Desk, FIRST_HOUR};

fn operator(desk: &Desk) -> Option<&str> {
    desk.session.state().operator.as_ref().map(Initials::as_str)
}

#[test]
fn the_page_has_its_golden_frames() {
    for lang in Lang::ALL {
        for (columns, rows) in [(80, 24), (120, 40)] {
            let mut desk = night(lang, Mode::Real).sized(columns, rows);
            desk.pass(Span::from_min(70));
            desk.keys("r");
            let name = |what: &str| format!("roles_{what}_{}_{columns}", lang.code());
            insta::assert_snapshot!(name("ask"), desk.golden());
            desk.keys("ad").enter().enter();
            desk.pass(Span::from_min(3));
            desk.keys("r").tap(KeyCode::Esc);
            insta::assert_snapshot!(name("page"), desk.golden());
        }
    }
}

#[test]
fn the_person_changes_with_two_keys_and_the_initials() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("r").keys("ad").enter();
    assert_eq!(operator(&desk), Some("AD"));
    assert!(desk.text().contains("SPOKEN CODE"), "{}", desk.text());
    desk.enter();
    assert!(!desk.text().contains("ROLES"), "back at work: {}", desk.text());
    assert_eq!(desk.step_number(), "1");
    assert_eq!(desk.session.state().leader().expect("a leader").0.as_str(), "MKERN");
}

#[test]
fn everybody_who_had_the_keyboard_is_listed_with_their_times() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.pass(Span::from_min(10));
    desk.keys("r").keys("ad").enter().enter();
    desk.pass(Span::from_min(10));
    desk.keys("r").keys("mkern").enter().enter();
    let stints = desk.session.state().stints();
    let who: Vec<_> = stints.iter().map(|stint| stint.who.as_str()).collect();
    assert_eq!(who, ["MKERN", "AD", "MKERN"]);
    assert!(stints[0].to.is_some() && stints[1].to.is_some() && stints[2].to.is_none());
    desk.keys("r").tap(KeyCode::Esc);
    let text = desk.text();
    assert!(text.contains("03:12 to 03:22: AD"), "{text}");
    assert!(text.contains("since 03:22: MKERN, M. Kern"), "{text}");
}

#[test]
fn relief_is_due_after_four_hours_by_night_and_stands_on_the_board() {
    for (lang, words) in [(Lang::En, "Relief of M. Kern"), (Lang::Fr, "Relève de M. Kern")] {
        let mut desk = Desk::first_hour(lang);
        desk.pass(Span::from_min(3 * 60 + 29));
        assert!(!desk.row(2).contains(words), "{}", desk.row(2));
        desk.pass(Span::from_min(2));
        assert!(desk.row(2).starts_with(" ! 07:02") && desk.row(2).contains(words));
        desk.pass(Span::from_min(40));
        desk.keys("d");
        assert!(desk.text().contains(words), "{}", desk.text());
        let hit = desk.text().lines().position(|row| row.contains(words) && row.contains("OVER"));
        assert!(hit.is_some() || lang == Lang::Fr, "{}", desk.text());
        desk.enter();
        let page =
            if lang == Lang::En { "RELIEF WAS DUE 07:02 (4 h, night)" } else { "07:02 (4 h" };
        assert!(desk.text().contains(page), "{}", desk.text());
    }
}

#[test]
fn a_short_absence_is_no_rest_and_a_long_one_is() {
    let mut desk = Desk::first_hour(Lang::En);
    let began = desk.now().moment.wall;
    desk.pass(Span::from_min(20));
    desk.keys("r").keys("ad").enter().enter();
    desk.pass(Span::from_min(20));
    desk.keys("r").keys("mkern").enter().enter();
    let since = |desk: &Desk, who: &str| {
        let who = Initials::parse(who).expect("initials");
        desk.session.state().leading.on_duty[&who].since.wall
    };
    assert_eq!(since(&desk, "MKERN"), began);
    let came = since(&desk, "AD");
    desk.pass(Span::from_min(61));
    desk.keys("r").keys("ad").enter().enter();
    assert!(since(&desk, "AD") > came, "an hour away is a rest");
    desk.pass(Span::from_min(61));
    desk.keys("r").keys("mkern").enter().enter();
    assert_eq!(since(&desk, "MKERN"), began, "but not for whoever leads");
}

#[test]
fn duty_is_eight_hours_by_day_four_by_night_and_four_into_a_night() {
    let utc = UtcOffset { minutes: 0 };
    for (from, hours, minutes) in [
        ("06:00", 8, 0),
        ("09:30", 8, 0),
        ("18:00", 8, 0),
        ("18:01", 7, 59),
        ("21:59", 4, 1),
        ("22:00", 4, 0),
        ("03:02", 4, 0),
        ("05:59", 4, 0),
    ] {
        let at = Timestamp::parse(&format!("2026-10-12T{from}:00.000Z")).expect("a time");
        assert_eq!(
            ReliefHours::default().span(at, utc).0,
            Span::from_min(hours * 60 + minutes),
            "{from}"
        );
    }
    let paris = UtcOffset { minutes: 120 };
    let at = Timestamp::parse("2026-10-12T20:30:00.000Z").expect("a time");
    assert_eq!(ReliefHours::default().span(at, paris).0, Span::from_min(240), "22:30 on the wall");
}

#[test]
fn after_ten_minutes_the_first_key_asks_who_is_there() {
    for (lang, says) in
        [(Lang::En, "Still MKERN? R changes"), (Lang::Fr, "Toujours MKERN ? Sinon R")]
    {
        for key in [KeyCode::Enter, KeyCode::Char(' '), KeyCode::Char('a')] {
            let mut desk = Desk::first_hour(lang);
            desk.enter();
            desk.pass(Span::from_min(9));
            desk.tap(key);
            assert!(!desk.last().contains(says), "{}", desk.last());
            desk.pass(Span::from_min(11));
            let before = desk.written.len();
            desk.tap(key);
            assert!(desk.last().contains(says), "{}", desk.last());
            assert!(desk.last().contains("11 min"), "{}", desk.last());
            assert_eq!(desk.written.len(), before, "it only wakes");
        }
    }
}

#[test]
fn letters_act_at_once_after_a_pause() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.pass(Span::from_min(4));
    desk.keys("n");
    assert!(desk.text().contains("NOTE"), "{}", desk.text());
    let mut desk = Desk::first_hour(Lang::En);
    desk.pass(Span::from_min(11));
    desk.keys("r");
    assert!(desk.text().contains("CHANGE OF SHIFT"), "R is the answer: {}", desk.text());
}

#[test]
fn the_hours_of_the_site_are_those_that_the_board_and_the_page_count() {
    for (lang, limit) in [(Lang::En, "2 h, night"), (Lang::Fr, "2 h, nuit")] {
        let relief = ReliefHours { day: 6, night: 2 };
        let law = Law { relief, ..Law::default() };
        let mut desk = Desk::under_law(lang, Mode::Real, FIRST_HOUR, law.into()).sized(120, 40);
        desk.pass(Span::from_min(91));
        desk.keys("wd");
        assert!(desk.text().contains("05:02"), "due two hours after 03:02: {}", desk.text());
        desk.tap(KeyCode::Esc).keys("r").tap(KeyCode::Esc);
        let text = desk.text();
        assert!(text.contains("05:02") && text.contains(limit), "{text}");
        let reliefs = desk.session.state().reliefs(&desk.now());
        assert_eq!((reliefs[0].hours, reliefs[0].span), (2, Span::from_min(120)));
    }
    let utc = UtcOffset { minutes: 0 };
    let hours = ReliefHours { day: 6, night: 2 };
    for (from, minutes, part) in [
        ("06:00", 360, DutyPart::Day),
        ("18:00", 360, DutyPart::Day),
        ("18:01", 359, DutyPart::IntoNight),
        ("22:00", 120, DutyPart::Night),
    ] {
        let at = Timestamp::parse(&format!("2026-10-12T{from}:00.000Z")).expect("a time");
        assert_eq!(hours.span(at, utc), (Span::from_min(minutes), part), "{from}");
    }
}
