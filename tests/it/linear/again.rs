//! A second run, and a wrong runbook that gives way, by lines: what they say, and the same log as
//! by keys (R23, R136, R145).

use crossterm::event::KeyCode::{self, Char, Down, Enter};
use sangfroid::domain::text::Lang;

use super::night::Night;

fn typed(text: &str) -> Vec<KeyCode> {
    text.chars().map(Char).collect()
}

/// The word by which the menu finds it.
fn add(lang: Lang) -> &'static str {
    if lang == Lang::En { "add a run" } else { "ajouter une fiche" }
}

fn change(lang: Lang) -> &'static str {
    if lang == Lang::En { "wrong" } else { "mauvaise" }
}

fn again_by_lines(lang: Lang) -> Night {
    let mut night = Night::first_hour(lang);
    // An empty line is the harmless answer: nothing begins.
    night.lines(&["x", "m", add(lang), "1", "2", ""]);
    assert_eq!(night.session.state().runs.len(), 1, "{}", night.said);
    night.lines(&["m", add(lang), "1", "2", "2", "o", "esc", "x", "w"]);
    night
}

fn again_by_keys(lang: Lang) -> Night {
    let mut night = Night::first_hour(lang);
    let asked = [vec![Char('m')], typed(add(lang)), vec![Enter], vec![Down, Enter]];
    night.keys(&[Enter]);
    let end =
        [vec![Char('2'), Enter], vec![Char('o')], vec![KeyCode::Esc], vec![Enter], vec![Char('w')]];
    for keys in asked.iter().chain([&vec![Enter]]).chain(&asked).chain(&end) {
        night.keys(keys);
    }
    night
}

fn change_by_lines(lang: Lang) -> Night {
    let mut night = Night::first_hour(lang);
    night.lines(&["x", "m", change(lang), "1", "1", "m", change(lang), "1", "1", "w"]);
    night
}

fn change_by_keys(lang: Lang) -> Night {
    let mut night = Night::first_hour(lang);
    let once = [vec![Char('m')], typed(change(lang)), vec![Enter], vec![Enter]];
    night.keys(&[Enter]);
    for keys in once.iter().chain(&once).chain([&vec![Char('w')]]) {
        night.keys(keys);
    }
    night
}

fn text(night: &Night) -> String {
    String::from_utf8_lossy(&night.written.concat()).into_owned()
}

#[test]
fn a_second_run_and_a_change_leave_the_same_log_by_keys_and_by_lines() {
    for lang in Lang::ALL {
        let (lines, keys) = (again_by_lines(lang), again_by_keys(lang));
        assert_eq!(lines.session.state().runs.len(), 2, "{}", lines.said);
        assert_eq!(text(&lines), text(&keys), "{}", lines.said);
        let (lines, keys) = (change_by_lines(lang), change_by_keys(lang));
        assert_eq!(lines.session.state().holds().len(), 1, "{}", lines.said);
        assert_eq!(text(&lines), text(&keys), "{}", lines.said);
    }
}

#[test]
fn a_second_run_in_english() {
    insta::assert_snapshot!(again_by_lines(Lang::En).said);
}

#[test]
fn a_second_run_in_french() {
    insta::assert_snapshot!(again_by_lines(Lang::Fr).said);
}

#[test]
fn a_changed_runbook_in_english() {
    insta::assert_snapshot!(change_by_lines(Lang::En).said);
}

#[test]
fn a_changed_runbook_in_french() {
    insta::assert_snapshot!(change_by_lines(Lang::Fr).said);
}
