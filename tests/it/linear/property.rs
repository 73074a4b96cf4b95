//! Whatever is typed at whatever prompt: no panic, and no record but by `x`, an answer or a text
//! that was asked for.

use proptest::prelude::*;
use sangfroid::domain::text::Lang;
use sangfroid::linear::heard::{Heard, heard};
use sangfroid::tui::intent::Intent;
use sangfroid::tui::keyboard::Keyboard;

use super::night::Night;

/// How to reach a prompt of each kind.
const PLACES: [&[&str]; 14] = [
    &[],
    &["x", "x"],
    &["x", "x", "x"],
    &["x", "x", "x", "1"],
    &["s"],
    &["p"],
    &["i"],
    &["o"],
    &["v"],
    &["d"],
    &["c"],
    &["m"],
    &["e"],
    &["q"],
];

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "\\PC{0,30}",
        2 => any::<String>(),
        2 => "[a-z?:/]",
        1 => "[0-9]{1,24}",
        1 => prop_oneof![
            Just("esc"), Just("échap"), Just("tab"), Just("haut"), Just("pgdn"), Just(""),
        ].prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_line_that_is_no_answer_writes_nothing(
        place in 0..PLACES.len(),
        lang in prop_oneof![Just(Lang::En), Just(Lang::Fr)],
        typed in prop::collection::vec(line(), 1..8),
    ) {
        let mut night = Night::first_hour(lang);
        night.lines(PLACES[place]);
        for line in typed {
            let before = night.records();
            let speech = night.with_view(|app, _, view| app.speak(view));
            let is_answer = matches!(
                heard(&line, &speech, &Keyboard::default()),
                Heard::Answer(_) | Heard::Text(..) | Heard::Command(Intent::Enter)
            );
            night.line(&line);
            prop_assert!(is_answer || night.records() == before, "{line:?}: {}", night.said);
        }
    }
}
