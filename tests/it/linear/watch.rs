//! Golden transcripts of lasting limits, clocks that people add, held work and silence (R21, R43,
//! R45, R48, R156).

use sangfroid::domain::text::Lang;

use super::night::Night;

/// What people call the commands in this language.
fn named<'w>(lang: Lang, english: &'w str, french: &'w str) -> &'w str {
    if lang == Lang::En { english } else { french }
}

/// A clock is given, moved, and met on the board.
fn clocks(lang: Lang) -> Night {
    let mut night = Night::first_hour(lang);
    night.lines(&["m", named(lang, "add a clock", "ajouter une échéance"), "1"]);
    night.lines(&["Restore the phones", "PB", "soon", "", "say it slowly", "30", "", ""]);
    night.lines(&["d", "2", "60", "the vendor is late", "1", "esc"]);
    night
}

/// A limit is heard on the next step, and lifted by a name; work is held, and taken up again.
fn limits_and_holds(lang: Lang) -> Night {
    let mut night = Night::first_hour(lang);
    night.lines(&["x", "x", "m", named(lang, "limits", "consignes"), "1", "1"]);
    night.lines(&["PB", "the switch was replaced", "esc"]);
    night.lines(&["m", named(lang, "hold", "suspendre"), "1", "power cut", "x", "", "x", "2"]);
    night.lines(&["m", named(lang, "sound", "son"), "1"]);
    night
}

#[test]
fn clocks_in_english() {
    insta::assert_snapshot!(clocks(Lang::En).said);
}

#[test]
fn clocks_in_french() {
    insta::assert_snapshot!(clocks(Lang::Fr).said);
}

#[test]
fn limits_and_holds_in_english() {
    insta::assert_snapshot!(limits_and_holds(Lang::En).said);
}

#[test]
fn limits_and_holds_in_french() {
    insta::assert_snapshot!(limits_and_holds(Lang::Fr).said);
}
