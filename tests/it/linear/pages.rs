//! Golden transcripts of the pages over the work: menu, help, log, outline, clocks, contacts,
//! command cards, the site's facts.

use sangfroid::domain::text::Lang;
use sangfroid::runbook::bytes::Bounded;
use sangfroid::runbook::site::SiteFile;

use super::night::{Night, shelf};

fn site() -> SiteFile {
    let text = crate::site::FACTS.to_owned();
    SiteFile::of("site.yaml".to_owned(), &Bounded { text, findings: Vec::new() })
}

/// Menu, help, log and outline.
pub fn lists(lang: Lang) -> Night {
    let mut night = Night::first_hour(lang);
    night.lines(&[
        "x",
        "m",
        "",
        "",
        "zzz",
        "esc",
        "m",
        if lang == Lang::En { "log" } else { "main" },
    ]);
    night.lines(&["1", "esc", "?", "", "v", "o", "", "4", "esc", "x"]);
    night
}

#[test]
fn menu_help_log_and_outline_in_english() {
    insta::assert_snapshot!(lists(Lang::En).said);
}

#[test]
fn menu_help_log_and_outline_in_french() {
    insta::assert_snapshot!(lists(Lang::Fr).said);
}

/// The board, a legal clock, what a person says of it, and the reminder that follows.
pub fn clocks(lang: Lang) -> Night {
    let mut night = Night::new(lang).on_shelf(shelf());
    night.site = Box::new(site());
    night.lines(&["2", "2", "MK", "x", "d", ""]);
    night
}

#[test]
fn the_clocks_in_english() {
    insta::assert_snapshot!(clocks(Lang::En).said);
}

#[test]
fn the_clocks_in_french() {
    insta::assert_snapshot!(clocks(Lang::Fr).said);
}

/// The call list: a name by search, its card, no answer, then reached with an answer.
pub fn calls(lang: Lang) -> Night {
    let mut night = Night::first_hour(lang);
    night.site = Box::new(site());
    night.lines(&["c", "", "1", "2", "", "f", "esc"]);
    night.lines(&["s", "1", "s", "1", "s", "1", "2", "c", "1", "Comes at 4", "c", "f", "tab", "l"]);
    night
}

#[test]
fn the_call_list_in_english() {
    insta::assert_snapshot!(calls(Lang::En).said);
}

#[test]
fn the_call_list_in_french() {
    insta::assert_snapshot!(calls(Lang::Fr).said);
}

/// Command cards: what a command does, and its text for copying.
pub fn cards(lang: Lang) -> Night {
    let mut night = Night::first_hour(lang);
    night.lines(&["m", "command cards", "1", "1", "l", "esc"]);
    night
}

#[test]
fn command_cards_in_english() {
    insta::assert_snapshot!(cards(Lang::En).said);
}

#[test]
fn command_cards_in_french() {
    insta::assert_snapshot!(cards(Lang::Fr).said);
}

/// The symptom helper: marks, the ranking, and the start because of them.
pub fn signs(lang: Lang) -> Night {
    let mut night = Night::new(lang).on_shelf(shelf());
    let sure = if lang == Lang::En { "not sure" } else { "pas" };
    night.lines(&[sure]);
    let found = night.said.lines().rev().find(|line| {
        line.contains("symptom helper") || line.contains("symptômes") || line.contains("aide")
    });
    let number = found.and_then(|line| line.split(' ').next()).unwrap_or("1").to_owned();
    night.lines(&[&number, "", "1", "", "", "3", "", "", ""]);
    night
}

#[test]
fn signs_and_their_runbooks_in_english() {
    insta::assert_snapshot!(signs(Lang::En).said);
}

#[test]
fn signs_and_their_runbooks_in_french() {
    insta::assert_snapshot!(signs(Lang::Fr).said);
}
