//! The record in danger: nothing is ticked, everything can be copied, the work goes on.

use sangfroid::domain::act::StepAct;
use sangfroid::domain::text::Lang;
use sangfroid::session::Effect;
use sangfroid::tui::intent::Intent;
use sangfroid::tui::request::Request;
use sangfroid::tui::screen::alarm::Alarm;

use super::stage::{SIZES, Stage, TELEPHONES, goes, step};

fn in_danger(reason: &str) -> Stage {
    let mut stage = Stage::open(TELEPHONES);
    stage.pass(60);
    stage.fill_disk();
    let reason = reason.to_owned();
    let act = StepAct::Skipped { reason };
    let effects = stage.act(&step("telephony-loss", "test-life-lines"), act);
    assert!(
        matches!(effects.as_slice(), [Effect::Held { .. }, Effect::NotSaved { .. }]),
        "{effects:?}"
    );
    stage
}

#[test]
fn frames_are_as_agreed() {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut stage = in_danger("nobody in the switch room");
            stage.lang = lang;
            let name = |what: &str| format!("alarm_{what}_{}_{}", lang.code(), size.0);
            let mut alarm = Alarm::new(&stage.view());
            insta::assert_snapshot!(name("first"), stage.frame(&mut alarm, size));
        }
    }
}

#[test]
fn the_unsaved_act_is_shown_with_its_reason_and_the_systems_words() {
    let stage = in_danger("nobody in the switch room");
    let frame = stage.frame(&mut Alarm::new(&stage.view()), (80, 24));
    for words in
        ["MK  step 1 skipped", "nobody in the switch room", "No space left on device (errno 28)"]
    {
        let flat = frame.replace('\n', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(&words), "{words:?} in {frame}");
    }
    let act = stage.session.state().acts.last().expect("the act");
    assert!(stage.session.is_unsaved(&act.event), "the act is not ticked");
}

#[test]
fn enter_tries_again_and_four_goes_back_to_the_step() {
    let stage = in_danger("x");
    let mut alarm = Alarm::new(&stage.view());
    assert_eq!(stage.press(&mut alarm, Intent::Enter).requests, [Request::Retry]);
    assert_eq!(goes(&stage.keys(&mut alarm, "4\n")), "step");
    assert_eq!(goes(&stage.press(&mut alarm, Intent::Esc)), "step");
}

#[test]
fn a_long_entry_can_be_read_to_its_end_page_by_page() {
    let reason = (0..400).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
    let stage = in_danger(&reason);
    let mut alarm = Alarm::new(&stage.view());
    stage.keys(&mut alarm, "3\n");
    let mut seen = String::new();
    for _ in 0..12 {
        seen.push_str(&stage.frame(&mut alarm, (80, 24)));
        stage.press(&mut alarm, Intent::Space);
    }
    for n in [0, 57, 123, 399] {
        assert!(seen.contains(&format!("word{n}")), "word{n}");
    }
    stage.press(&mut alarm, Intent::Esc);
    assert!(stage.frame(&mut alarm, (80, 24)).contains("1  Try again now"));
}

#[test]
fn two_asks_for_a_folder_and_hands_it_on() {
    let stage = in_danger("x");
    let mut alarm = Alarm::new(&stage.view());
    stage.keys(&mut alarm, "2\n");
    assert!(stage.frame(&mut alarm, (80, 24)).contains("SAVE TO ANOTHER PLACE"));
    assert_eq!(stage.press(&mut alarm, Intent::Enter).requests, [], "nothing was typed");
    let outcome = stage.keys(&mut alarm, "/media/usb\n");
    assert_eq!(outcome.requests, [Request::SaveTo("/media/usb".into())]);
    assert!(stage.frame(&mut alarm, (80, 24)).contains("1  Try again now"));
}

#[test]
fn when_saving_works_again_the_screen_says_so() {
    let stage = Stage::open(TELEPHONES);
    let mut alarm = Alarm::new(&stage.view());
    assert!(stage.frame(&mut alarm, (80, 24)).contains("THE LOG IS SAVED AGAIN."));
    assert_eq!(goes(&stage.press(&mut alarm, Intent::Enter)), "step");
}
