//! Random keys on every screen of this group at every size: no panic, and only orders that were
//! asked.

use proptest::prelude::*;
use sangfroid::domain::act::StepAct;
use sangfroid::domain::text::Lang;
use sangfroid::tui::intent::Intent;
use sangfroid::tui::request::Request;
use sangfroid::tui::screen::Screen;
use sangfroid::tui::screen::alarm::Alarm;
use sangfroid::tui::screen::closing::Closing;
use sangfroid::tui::screen::log::Log;
use sangfroid::tui::screen::outline::Outline;
use sangfroid::tui::screen::picker::Picker;
use sangfroid::tui::screen::resume::Resume;
use sangfroid::tui::screen::start::Start;
use sangfroid::tui::screen::summary::Summary;

use super::stage::{BRIEF, Stage, copy, step};

fn intents() -> impl Strategy<Value = Intent> {
    prop_oneof![
        3 => Just(Intent::Enter),
        1 => Just(Intent::Esc),
        2 => Just(Intent::Up),
        2 => Just(Intent::Down),
        1 => Just(Intent::Left),
        1 => Just(Intent::Right),
        1 => Just(Intent::Space),
        1 => Just(Intent::PageUp),
        1 => Just(Intent::PageDown),
        1 => Just(Intent::Home),
        1 => Just(Intent::End),
        1 => Just(Intent::Tab),
        1 => Just(Intent::BackTab),
        1 => Just(Intent::Backspace),
        1 => Just(Intent::Delete),
        2 => (0u8..10).prop_map(Intent::Digit),
        2 => any::<char>().prop_map(Intent::Type),
    ]
}

fn screens(stage: &Stage) -> Vec<Box<dyn Screen>> {
    let view = stage.view();
    vec![
        Box::new(Picker::new(&view)),
        Box::new(Start::new(copy(BRIEF), &view)),
        Box::new(Resume::new(&view)),
        Box::new(Alarm::new(&view)),
        Box::new(Closing::new(&view)),
        Box::new(Summary::new(&view)),
        Box::new(Outline::new(&view)),
        Box::new(Log::new(&view)),
    ]
}

fn stages() -> Vec<Stage> {
    let mut failing = Stage::open(BRIEF);
    failing.fill_disk();
    failing.act(&step("brief-cut", "ask"), StepAct::Skipped { reason: "x\u{7}".repeat(90) });
    let mut bare = Stage::new();
    bare.shelf.clear();
    vec![Stage::open(BRIEF), failing, bare]
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(24)
    })]

    #[test]
    fn no_key_and_no_size_breaks_a_screen(
        keys in prop::collection::vec((intents(), 0u16..=300, 0u16..=100), 0..24),
        lang in prop_oneof![Just(Lang::En), Just(Lang::Fr)],
    ) {
        for mut stage in stages() {
            stage.lang = lang;
            for screen in &mut screens(&stage) {
                for (intent, width, height) in &keys {
                    stage.frame(screen.as_mut(), (*width, *height));
                    let outcome = stage.press(screen.as_mut(), *intent);
                    prop_assert!(outcome.requests.is_empty()
                        || matches!(intent, Intent::Enter)
                        || outcome.requests.iter().all(|r| matches!(r, Request::Speak(_))));
                }
            }
        }
    }
}

#[test]
fn every_size_down_to_nothing_can_be_drawn() {
    for stage in stages() {
        for screen in &mut screens(&stage) {
            for size in [(0, 0), (1, 1), (39, 9), (40, 10), (79, 23), (80, 24), (300, 100), (0, 50)]
            {
                stage.frame(screen.as_mut(), size);
            }
        }
    }
}

#[test]
fn reduced_frames_are_as_agreed() {
    let stage = &stages()[1];
    let names = ["picker", "start", "resume", "alarm", "closing", "summary", "outline", "log"];
    for (name, screen) in names.iter().zip(&mut screens(stage)) {
        insta::assert_snapshot!(format!("reduced_{name}"), stage.frame(screen.as_mut(), (40, 10)));
    }
}

#[test]
fn letters_alone_give_no_order_on_any_screen() {
    for stage in stages() {
        for screen in &mut screens(&stage) {
            for c in 'a'..='z' {
                assert!(stage.keys(screen.as_mut(), &c.to_string()).requests.is_empty());
            }
        }
    }
}

#[test]
fn no_frame_shows_a_placeholder() {
    for mut stage in stages() {
        for lang in Lang::ALL {
            stage.lang = lang;
            for screen in &mut screens(&stage) {
                let frame = stage.frame(screen.as_mut(), (120, 40));
                assert!(!frame.contains('{') && !frame.contains('}'), "{frame}");
            }
        }
    }
}
