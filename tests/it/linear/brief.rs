//! The briefing in own words by lines: what it says, and the same log as by keys (R57, R145).

use crossterm::event::KeyCode::{self, Backspace, Char, Down, End, Enter, Esc, Tab};
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;

use super::night::Night;

fn by_lines(lang: Lang) -> Night {
    let mut night = Night::first_hour(lang);
    night.lines(&["x", "b", "tab", "2", "We hold phase one", "esc", "x"]);
    night.lines(&["AD", "the gate", "the vendor", "1", "1", "1"]);
    night
}

fn by_keys(lang: Lang) -> Night {
    let mut night = Night::first_hour(lang);
    let typed = |text: &str| text.chars().map(Char).chain([Enter]).collect::<Vec<KeyCode>>();
    let erase = [End].into_iter().chain([Backspace; 200]);
    let own: Vec<KeyCode> = erase.chain(typed("We hold phase one")).collect();
    for keys in [
        vec![Enter],
        vec![Char('b')],
        vec![Tab],
        vec![Down, Enter],
        own,
        vec![Esc],
        vec![Enter],
        typed("AD"),
        typed("the gate"),
        typed("the vendor"),
        vec![Enter],
        vec![Enter],
        vec![Enter],
    ] {
        night.keys(&keys);
    }
    night
}

#[test]
fn own_words_leave_the_same_log_by_keys_and_by_lines() {
    for lang in Lang::ALL {
        let (lines, keys) = (by_lines(lang), by_keys(lang));
        let text = |night: &Night| String::from_utf8_lossy(&night.written.concat()).into_owned();
        assert!(text(&lines).contains("brief.said"), "{}", lines.said);
        assert_eq!(text(&lines), text(&keys), "{}", lines.said);
    }
}

#[test]
fn a_line_is_as_drafted_again_by_its_number() {
    let mut night = Night::first_hour(Lang::En);
    night.lines(&["b", "tab", "2", "We hold phase one", "2", "1"]);
    assert!(night.said.contains("As drafted.\nBriefing"), "{}", night.said);
    night.lines(&["esc", "x", "AD", "the gate", "the vendor", "1", "1"]);
    let log = String::from_utf8_lossy(&night.written.concat()).into_owned();
    assert!(log.contains("lead.passed") && !log.contains("brief.said"), "{}", night.said);
}

#[test]
fn own_words_in_english() {
    insta::assert_snapshot!(by_lines(Lang::En).said);
}

#[test]
fn own_words_in_french() {
    insta::assert_snapshot!(by_lines(Lang::Fr).said);
}

#[test]
fn as_drafted_by_a_line_is_no_own_words_though_a_minute_has_passed() {
    for lang in Lang::ALL {
        let mut night = Night::first_hour(lang);
        night.lines(&["x", "b", "tab", "2"]).line_after(Span::from_s(62), "1");
        night.line_after(Span::from_s(62), "esc").lines(&["x", "AD", "the gate", "the vendor"]);
        night.lines(&["1", "1", "1"]);
        let text = String::from_utf8_lossy(&night.written.concat()).into_owned();
        assert!(text.contains("lead.passed"), "{}", night.said);
        assert!(!text.contains("brief.said"), "{}", night.said);
        // Words that were kept before are taken back by the same answer.
        let mut night = Night::first_hour(lang);
        night.lines(&["x", "b", "tab", "2", "We hold phase one", "2"]);
        night.line_after(Span::from_s(62), "1").lines(&["esc", "x", "AD", "a", "b", "1", "1", "1"]);
        let text = String::from_utf8_lossy(&night.written.concat()).into_owned();
        assert!(text.contains("lead.passed") && !text.contains("brief.said"), "{}", night.said);
    }
}
