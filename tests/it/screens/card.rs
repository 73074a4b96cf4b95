//! Command cards: what is copied is exactly what stands there, and looking changes nothing.

use sangfroid::domain::text::Lang;
use sangfroid::tui::intent::Intent;
use sangfroid::tui::request::Request;
use sangfroid::tui::screen::card::Cards;
use sangfroid::tui::screen::step::StepScreen;
use sangfroid::tui::screen::{Go, Screen};

use super::stage::{SIZES, Stage, TELEPHONES, cards};

/// The telephone runbook with a card on its first step.
fn with_card() -> Stage {
    let named = "kind: do\n        commands: [{card: s1}]\n";
    Stage::open(&TELEPHONES.replacen("kind: do\n", named, 1))
}

#[test]
fn frames_are_as_agreed() {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut stage = with_card();
            stage.lang = lang;
            let name = |what: &str| format!("{what}_{}_{}", lang.code(), size.0);
            let mut step = StepScreen::new(&stage.view());
            insta::assert_snapshot!(name("step_with_card"), stage.frame(&mut step, size));
            let mut screen = Cards::new(&[cards()[0].id.clone()], &stage.view());
            stage.press(&mut screen, Intent::Down);
            insta::assert_snapshot!(name("card"), stage.frame(&mut screen, size));
        }
    }
}

#[test]
fn what_is_copied_is_the_chosen_command_to_the_letter() {
    let stage = with_card();
    let mut screen = Cards::new(&[cards()[0].id.clone()], &stage.view());
    let copied = |screen: &mut Cards| match stage.press(screen, Intent::Copy).requests.as_slice() {
        [Request::Copy(text)] => text.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(copied(&mut screen), cards()[0].commands[0].run);
    stage.press(&mut screen, Intent::Down);
    assert_eq!(copied(&mut screen), cards()[0].commands[1].run);
    stage.press(&mut screen, Intent::Right);
    assert_eq!(copied(&mut screen), cards()[1].commands[0].run);
    stage.press(&mut screen, Intent::Right);
    assert_eq!(copied(&mut screen), cards()[0].commands[0].run);
}

#[test]
fn tab_on_a_step_with_a_card_opens_it_and_the_footer_says_so() {
    let stage = with_card();
    let mut step = StepScreen::new(&stage.view());
    assert!(step.keys(&stage.view()).iter().any(|live| live.intents == [Intent::Tab]));
    assert!(matches!(stage.press(&mut step, Intent::Tab).go, Some(Go::Cards)));
    let plain = Stage::open(TELEPHONES);
    let mut step = StepScreen::new(&plain.view());
    assert!(!step.keys(&plain.view()).iter().any(|live| live.intents == [Intent::Tab]));
    assert!(!plain.press(&mut step, Intent::Tab).is_mine);
}
