//! Golden transcripts of the work itself: the picker, the steps, coming back, the end.

use sangfroid::domain::event::ClosingWord;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::linear::front::Front;

use super::night::Night;

/// The number of a choice that begins with these words in what was said last.
pub fn number(night: &Night, words: &str) -> String {
    let lines = night.said.lines().rev();
    let numbered = lines.filter_map(|line| line.split_once(' '));
    let mut found = numbered.filter(|(_, text)| text.starts_with(words));
    let (number, _) = found.next().unwrap_or_else(|| panic!("no {words}:\n{}", night.said));
    number.to_owned()
}

/// From the picker over the start to the fifth step: done, heard again, a state, a decision that
/// nobody can take, a note, a skip, a return later and an impossible step.
pub fn first_steps(lang: Lang) -> Night {
    let mut night = Night::new(lang);
    let search = if lang == Lang::En { "ransom" } else { "rançon" };
    night.lines(&["?", search, "1", "1", "MKERN", "x"]);
    night.lines(&["x", "", "w", "7", "frobnicate", "x", "x", "3", "1"]);
    night.lines(&["n", "tab", "printer <b>smokes</b>", "3"]);
    night.lines(&["s", "Vendor is on the way", "u", "1", "p", "2", "1"]);
    night.lines(&["i", "1", "o", "", "1", "esc"]);
    night
}

#[test]
fn the_first_steps_in_english() {
    insta::assert_snapshot!(first_steps(Lang::En).said);
}

#[test]
fn the_first_steps_in_french() {
    insta::assert_snapshot!(first_steps(Lang::Fr).said);
}

/// The step that needs two people, done alone, then to the end of the incident and its summary.
pub fn to_the_end(lang: Lang) -> Night {
    let mut night = Night::first_hour(lang);
    night.lines(&["x", "x", "x", "1", "3", "s", "1"]);
    night.lines(&["x", "1", "MKERN", "cut it", "PB", "yes", "port 48 on EDGE"]);
    night.lines(&["x", "x", "x"]);
    night.pass(Span::from_min(6));
    night.lines(&["", "x", "x", "x", "x", "x", "x", "2", ""]);
    let reason = if lang == Lang::En { "Write a reason" } else { "Écrire un motif" };
    let reason = number(&night, reason);
    night.lines(&[&reason, "handed to the day shift"]);
    let close = if lang == Lang::En { "Close now" } else { "Clore maintenant" };
    let close = number(&night, close);
    night.lines(&[&close, "x"]);
    night
}

#[test]
fn the_end_in_english() {
    insta::assert_snapshot!(to_the_end(Lang::En).said);
}

#[test]
fn the_end_in_french() {
    insta::assert_snapshot!(to_the_end(Lang::Fr).said);
}

/// The second person cannot be reached, and the step is signed alone with a reason.
pub fn alone(lang: Lang) -> Night {
    let mut night = Night::first_hour(lang);
    night.lines(&[
        "s",
        "1",
        "s",
        "1",
        "s",
        "1",
        "3",
        "s",
        "1",
        "x",
        "?",
        "3",
        "",
        "nobody answers",
    ]);
    night
}

#[test]
fn signing_alone_in_english() {
    insta::assert_snapshot!(alone(Lang::En).said);
}

#[test]
fn signing_alone_in_french() {
    insta::assert_snapshot!(alone(Lang::Fr).said);
}

/// Coming back after the program was gone: done before the stop, with a time.
pub fn back(lang: Lang) -> Night {
    let mut night = Night::first_hour(lang);
    night.lines(&["x", "n"]);
    night.said.clear();
    night.pass(Span::from_min(42));
    night.reopen(Front::new(true, false));
    night.lines(&["", "x", "q", ""]);
    night.pass(Span::from_min(2));
    night.reopen(Front::new(true, false));
    night.lines(&["1", "nonsense", "", "2"]);
    night
}

#[test]
fn coming_back_in_english() {
    insta::assert_snapshot!(back(Lang::En).said);
}

#[test]
fn coming_back_in_french() {
    insta::assert_snapshot!(back(Lang::Fr).said);
}

/// The disk takes nothing: guidance goes on, and what is not recorded is said as such.
pub fn not_saved(lang: Lang) -> Night {
    let mut night = Night::first_hour(lang);
    night.line("x");
    night.disk_fails = true;
    night.lines(&["x", "3", "esc", "2", "/media/red/there", "4", "x", "", "q", ""]);
    night.heal();
    night.turn();
    night.lines(&["w", "v", "esc"]);
    night
}

#[test]
fn nothing_is_saved_in_english() {
    insta::assert_snapshot!(not_saved(Lang::En).said);
}

#[test]
fn nothing_is_saved_in_french() {
    insta::assert_snapshot!(not_saved(Lang::Fr).said);
}

#[test]
fn a_runbook_is_walked_to_its_end_by_lines_alone() {
    let mut night = Night::following(Lang::En, crate::screens::desk::SECOND_BOOK);
    night.lines(&["x", "x"]);
    let close = number(&night, "Close now as: complete");
    night.line(&close);
    let (closing, _) = night.session.state().closed.clone().expect("closed");
    assert_eq!(closing.word, ClosingWord::Complete);
}
