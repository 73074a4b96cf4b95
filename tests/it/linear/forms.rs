//! Golden transcripts of the forms: evidence, a correction, the change of shift and its code,
//! leaving; and the language that changes in the middle.

use sangfroid::domain::text::Lang;
use sangfroid::tui::request::Request;

use super::night::Night;

/// Evidence by its piece, a correction of its words, who comes next, and the question at the end.
pub fn forms(lang: Lang) -> Night {
    let mut night = Night::first_hour(lang);
    night.lines(&["x", "e", "2", "1", "administratively down", "core-sw-1", "", "u", "2"]);
    night.lines(&["it is up again", "m", if lang == Lang::En { "shift" } else { "relève" }, "1"]);
    night.lines(&["PB", "", "night lead", "", "", "esc", "n", "half a thought", "q", "x"]);
    night
}

#[test]
fn forms_in_english() {
    insta::assert_snapshot!(forms(Lang::En).said);
}

#[test]
fn forms_in_french() {
    insta::assert_snapshot!(forms(Lang::Fr).said);
}

/// A half-written note is kept when it is put aside, and told when it is opened again.
#[test]
fn a_note_that_is_put_aside_is_offered_again() {
    let mut night = Night::first_hour(Lang::En);
    night.lines(&["n", "?", "esc"]);
    night.with_view(|app, _, view| {
        let requests = app.press(sangfroid::tui::intent::Intent::Note, view);
        assert_eq!(requests, []);
        app.paste("half a thought", view);
        app.press(sangfroid::tui::intent::Intent::Esc, view)
    });
    let before = night.records();
    night.line("n");
    assert!(
        night.said.ends_with("So far: half a thought\nNote (Enter keeps it):"),
        "{}",
        night.said
    );
    night.line("another one");
    assert_eq!(night.records(), before + 1);
    assert!(night.said.contains("Logged. Note, fact: another one. Saved."), "{}", night.said);
}

/// The language is a command of the menu, in either language (R151).
#[test]
fn the_language_changes_in_the_middle() {
    let mut night = Night::first_hour(Lang::En);
    night.lines(&["m", "language", "1"]);
    assert!(matches!(night.requests.last(), Some(Request::Speak(Lang::Fr))));
    assert!(night.said.contains("Étape 1 sur 12."), "{}", night.said);
    assert!(night.said.contains("\nCommande (x fait, "), "{}", night.said);
}

#[test]
fn ctrl_c_asks_once_and_leaves_the_second_time() {
    let mut night = Night::first_hour(Lang::En);
    night.interrupt();
    assert!(night.said.ends_with("Choice (Enter takes 2):"), "{}", night.said);
    assert!(!night.requests.iter().any(|request| matches!(request, Request::Leave(_))));
    night.interrupt();
    assert!(matches!(night.requests.last(), Some(Request::Leave(_))));
}

#[test]
fn ctrl_c_and_then_enter_stays() {
    let mut night = Night::first_hour(Lang::En);
    night.interrupt();
    night.line("");
    assert!(!night.requests.iter().any(|request| matches!(request, Request::Leave(_))));
    assert!(night.said.contains("\nStep 1 of 12."), "{}", night.said);
}
