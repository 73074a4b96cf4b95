//! Any keys, any size: no panic, one current step, and only deliberate acts are written.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;

use super::desk::Desk;

fn key() -> impl Strategy<Value = KeyEvent> {
    let code = prop_oneof![
        4 => Just(KeyCode::Enter),
        1 => Just(KeyCode::Esc),
        2 => prop_oneof![
            Just(KeyCode::Up), Just(KeyCode::Down), Just(KeyCode::Left), Just(KeyCode::Right),
            Just(KeyCode::Tab), Just(KeyCode::BackTab), Just(KeyCode::Backspace),
            Just(KeyCode::Delete), Just(KeyCode::Home), Just(KeyCode::End),
            Just(KeyCode::PageUp), Just(KeyCode::PageDown),
        ],
        1 => (1_u8..12).prop_map(KeyCode::F),
        6 => prop::char::range(' ', '~').prop_map(KeyCode::Char),
        1 => any::<char>().prop_map(KeyCode::Char),
    ];
    let modifiers = prop_oneof![
        9 => Just(KeyModifiers::NONE),
        1 => Just(KeyModifiers::CONTROL),
        1 => Just(KeyModifiers::CONTROL | KeyModifiers::ALT),
    ];
    (code, modifiers).prop_map(|(code, modifiers)| KeyEvent::new(code, modifiers))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        failure_persistence: None,
        ..Default::default()
    })]

    #[test]
    fn any_keys_at_any_size_never_panic_and_leave_one_current_step(
        keys in prop::collection::vec((key(), 0_u64..2_000), 0..60),
        sizes in prop::collection::vec((0_u16..300, 0_u16..100), 1..4),
        is_french in any::<bool>(),
    ) {
        let mut desk = Desk::first_hour(if is_french { Lang::Fr } else { Lang::En });
        for (at, (key, gap)) in keys.iter().enumerate() {
            if at % 20 == 10 {
                let (columns, rows) = sizes[at / 20 % sizes.len()];
                desk.resize(columns, rows);
            }
            desk.tap_after(Span::from_ms(*gap), *key);
            let now = desk.now();
            for run in &desk.session.state().runs {
                let open: Vec<_> =
                    (0..run.steps.len()).filter(|i| run.is_open_at(*i, &now.moment)).collect();
                // What was jumped over and never answered comes after everything else (R18).
                let from = run.jump.as_ref().map_or(0, |jump| jump.to);
                let is_ahead = |i: &&usize| {
                    **i >= from || run.steps[**i].status != sangfroid::domain::state::Status::Todo
                };
                if let Some(first) = open.iter().find(is_ahead).or(open.first()) {
                    prop_assert_eq!(run.current(&now.moment), Some(*first));
                }
            }
        }
    }

    #[test]
    fn browsing_leaves_the_log_as_it_is(moves in prop::collection::vec(0_usize..8, 0..100)) {
        let mut desk = Desk::first_hour(Lang::En);
        desk.enter();
        let before = desk.written.clone();
        let codes = [
            KeyCode::Up, KeyCode::Down, KeyCode::Home, KeyCode::End, KeyCode::PageUp,
            KeyCode::PageDown, KeyCode::Left, KeyCode::Right,
        ];
        for at in moves {
            desk.tap(codes[at]);
        }
        prop_assert_eq!(&desk.written, &before);
    }
}
