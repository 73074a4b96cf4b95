//! The keyboard that is asked once (R92), the mouse that is off until it is wanted (R106), frames
//! that are shown at once where a terminal announces that (R119), and the file that keeps choices.

use std::io::Write as _;

use crossterm::event::{KeyCode, MouseButton, MouseEventKind};
use sangfroid::domain::text::Lang;
use sangfroid::i18n::Catalogue;
use sangfroid::os::synced::{Synced, is_announced};
use sangfroid::tui::keyboard::{Family, Keyboard};
use sangfroid::tui::request::Request;
use sangfroid::tui::settings::{Setting, SettingFault, Settings};

use super::desk::Desk;

const CLICK: MouseEventKind = MouseEventKind::Down(MouseButton::Left);

/// On the start form, with a keyboard that nobody named.
fn asked(lang: Lang) -> Desk {
    let mut desk = Desk::new(lang);
    desk.keyboard = Keyboard::assumed();
    desk.keys("rans").enter();
    desk
}

fn is_order(request: &Request) -> bool {
    matches!(request, Request::Order(_) | Request::Start(_) | Request::Sign(_))
}

#[test]
fn the_start_form_asks_for_the_key_7_until_the_keyboard_is_known() {
    for lang in [Lang::En, Lang::Fr] {
        let mut desk = asked(lang);
        insta::assert_snapshot!(format!("start_keyboard_{}", lang.code()), desk.golden());
        desk.tap(KeyCode::BackTab).keys("‘");
        let chosen = Request::Settle(Setting::Keyboard(Family::French2019));
        assert_eq!(desk.requests.last(), Some(&chosen));
        assert_eq!(desk.keyboard.digit('è'), Some(3), "the whole row is read so");
        let label = &Catalogue::of(lang).remap.seven_label;
        assert!(!desk.text().contains(label.as_str()), "it is asked once\n{}", desk.text());
        assert!(!desk.requests.iter().any(is_order), "nothing was started");
    }
}

#[test]
fn each_family_types_something_of_its_own_on_its_seven() {
    let sevens = [('è', Family::Classic), ('‘', Family::French2019), ('+', Family::Bepo)];
    for (c, family) in sevens.into_iter().chain([('7', Family::Direct)]) {
        assert_eq!(Family::of_seven(c), Some(family), "{c}");
        assert_eq!(Keyboard::of(family).digit(c), Some(7), "{c}");
    }
    for c in ['6', 'a', '_', '&', ' '] {
        assert_eq!(Family::of_seven(c), None, "{c}");
    }
}

#[test]
fn the_menu_asks_for_the_key_7_and_nothing_else_answers() {
    let mut desk = Desk::first_hour(Lang::Fr);
    desk.keys("m").keys("bépo").enter();
    insta::assert_snapshot!("which_keyboard_fr", desk.golden());
    desk.keys("n").enter();
    assert!(desk.text().contains("QUEL CLAVIER"), "a letter is no 7\n{}", desk.text());
    desk.keys("+");
    assert!(!desk.text().contains("QUEL CLAVIER"), "{}", desk.text());
    assert_eq!(desk.keyboard.family(), Family::Bepo);
    assert!(!desk.requests.iter().any(is_order), "nothing was recorded");
}

#[test]
fn settings_come_back_as_they_were_kept_and_a_fault_is_named_with_its_line() {
    let chosen = Settings::default()
        .with(Setting::Keyboard(Family::Bepo))
        .with(Setting::Mouse(true))
        .with(Setting::Mouse(false));
    assert_eq!(Settings::read(&chosen.text()), Ok(chosen));
    assert_eq!(Settings::read("\n# none\n"), Ok(Settings::default()));
    let table = [
        ("mouse", 1, SettingFault::NotALine),
        ("# one\nmuose: on", 2, SettingFault::Unknown("muose".into())),
        ("mouse: on\nmouse: off", 2, SettingFault::Twice("mouse".into())),
        ("mouse: maybe", 1, SettingFault::Value("maybe".into())),
        ("keyboard: qwerty", 1, SettingFault::Value("qwerty".into())),
    ];
    for (text, line, fault) in table {
        assert_eq!(Settings::read(text), Err((line, fault.clone())), "{text}");
        for lang in [Lang::En, Lang::Fr] {
            let said = fault.words(line, &Catalogue::of(lang).remap);
            assert!(said.starts_with(&format!("settings.yaml {line}")), "{said}");
        }
    }
}

#[test]
fn the_menu_turns_the_mouse_on_and_off() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("m").keys("mouse").enter();
    assert_eq!(desk.requests.last(), Some(&Request::Settle(Setting::Mouse(true))));
    desk.keys("m").keys("mouse").enter();
    assert_eq!(desk.requests.last(), Some(&Request::Settle(Setting::Mouse(false))));
}

/// The row of the screen that holds these words, from 0.
fn row_of(desk: &Desk, words: &str) -> u16 {
    let rows = 1..=desk.size.1;
    let found = rows.into_iter().find(|row| desk.row(*row).contains(words));
    found.unwrap_or_else(|| panic!("{words}\n{}", desk.text())) - 1
}

#[test]
fn a_click_selects_what_lies_under_it_and_takes_nothing() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("o");
    let own = |desk: &Desk, row: u16| desk.row(row + 1).contains(">>");
    let lines: Vec<_> = (0..desk.size.1).filter(|row| desk.row(row + 1).contains("[ ]")).collect();
    assert!(lines.len() > 3, "{}", desk.text());
    for row in lines.iter().rev().chain(&lines) {
        desk.mouse(CLICK, (10, *row));
        assert!(own(&desk, *row), "row {row}\n{}", desk.text());
    }
    let before = desk.text();
    desk.mouse(CLICK, (0, 0)).mouse(CLICK, (79, 23)).mouse(CLICK, (200, 200));
    assert_eq!(desk.text(), before, "where nothing lies nothing happens");
    assert!(!desk.requests.iter().any(is_order));
}

#[test]
fn a_click_changes_the_field_of_a_form() {
    let mut desk = Desk::new(Lang::En);
    desk.keys("rans").enter();
    let role = row_of(&desk, "Your role");
    desk.mouse(CLICK, (20, role)).keys("porter");
    assert!(desk.row(role + 1).contains("porter"), "{}", desk.text());
    let initials = row_of(&desk, "Your initials");
    desk.mouse(CLICK, (20, initials)).keys("zz");
    assert!(desk.row(initials + 1).contains("ZZ"), "{}", desk.text());
}

#[test]
fn the_wheel_moves_and_nothing_that_the_mouse_does_is_recorded() {
    let mut desk = Desk::first_hour(Lang::En);
    let written = desk.written.len();
    for page in ["", "o", "v", "d", "c", "r", "t", "b", "m", "n", "s", "p", "i", "g"] {
        desk.tap(KeyCode::Esc).tap(KeyCode::Esc).keys(page);
        for row in 0..desk.size.1 {
            desk.mouse(CLICK, (12, row));
            desk.mouse(MouseEventKind::ScrollDown, (12, row));
        }
        for row in 0..desk.size.1 {
            desk.mouse(MouseEventKind::ScrollUp, (12, row));
            desk.mouse(MouseEventKind::Moved, (12, row));
        }
    }
    assert_eq!(desk.written.len(), written);
    assert!(!desk.requests.iter().any(is_order));
    let mut desk = Desk::first_hour(Lang::En);
    let first = desk.step_number();
    desk.mouse(MouseEventKind::ScrollDown, (4, 9));
    assert_eq!(desk.step_number(), first, "the wheel turns pages, never steps");
}

#[test]
fn frames_are_marked_only_where_a_terminal_announces_that_it_holds_them_back() {
    let named = [
        (Some("foot"), None, true),
        (Some("foot-extra"), None, true),
        (Some("xterm-kitty"), None, true),
        (Some("xterm-256color"), Some("WezTerm"), true),
        (Some("tmux-256color"), Some("WezTerm"), false),
        (Some("screen"), Some("iTerm.app"), false),
        (Some("xterm-256color"), None, false),
        (Some("footprint"), None, false),
        (Some("vt100"), None, false),
        (None, None, false),
    ];
    for (term, program, is_so) in named {
        assert_eq!(is_announced(term, program), is_so, "{term:?} {program:?}");
    }
    let frames = |is_on| {
        let mut out = Vec::new();
        let mut synced = Synced::new(&mut out, is_on);
        synced.flush().expect("nothing to show");
        for frame in ["one", "two"] {
            let (begin, end) = frame.split_at(1);
            synced.write_all(begin.as_bytes()).expect("memory");
            synced.write_all(end.as_bytes()).expect("memory");
            synced.flush().expect("memory");
        }
        synced.write_all(b"broken off").expect("memory");
        drop(synced);
        String::from_utf8(out).expect("text")
    };
    assert_eq!(frames(false), "onetwobroken off");
    let (on, off) = ("\x1b[?2026h", "\x1b[?2026l");
    assert_eq!(frames(true), format!("{on}one{off}{on}two{off}{on}broken off{off}"));
}

#[test]
fn a_hand_that_brushes_the_trackpad_wipes_and_writes_nothing() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("x");
    let said = desk.last();
    assert!(said.contains("does nothing here"), "{said}");
    desk.mouse(MouseEventKind::Moved, (12, 9)).mouse(MouseEventKind::ScrollDown, (12, 9));
    assert_eq!(desk.last(), said);
    desk.keys("s").keys("the lift is out");
    desk.mouse(MouseEventKind::ScrollDown, (12, 9)).mouse(MouseEventKind::ScrollUp, (12, 9));
    assert!(desk.text().contains("the lift is out"), "{}", desk.text());
    desk.tap(KeyCode::Down);
    assert!(desk.text().contains("the lift is out"), "nor does an arrow\n{}", desk.text());
}
