//! What is chosen for a terminal before anything is drawn: palette, signs, size, way of speaking.

use ratatui::style::{Color, Modifier};
use sangfroid::linear::surroundings::Surroundings;
use sangfroid::os::terminal::corner;
use sangfroid::tui::theme::{Palette, Role, Theme, choose, needs_ascii};

#[test]
fn old_terminals_and_serial_lines_get_no_colour() {
    let mono = [
        "vt52-m",
        "vt100",
        "vt100-am",
        "vt102",
        "vt220",
        "vt320",
        "vt420",
        "ansi",
        "ansi-m",
        "ansi77",
        "dumb",
        "unknown",
        "",
        "linux-m",
        "xterm-mono",
        "wyse60",
        "adm3a",
        "dialup",
    ];
    for term in mono {
        assert_eq!(choose(None, Some(term), false, None), Palette::Mono, "{term}");
    }
    assert_eq!(choose(None, None, false, None), Palette::Mono);
    for term in ["xterm", "xterm-256color", "screen", "tmux-256color", "linux", "rxvt", "konsole"] {
        assert_eq!(choose(None, Some(term), false, Some("/dev/pts/3")), Palette::Colour, "{term}");
        assert_eq!(choose(None, Some(term), true, None), Palette::Mono, "{term} under NO_COLOR");
        for device in ["/dev/ttyS0", "/dev/ttyUSB1", "/dev/ttyAMA0", "/dev/cu.usbserial"] {
            assert_eq!(choose(None, Some(term), false, Some(device)), Palette::Mono, "{device}");
        }
    }
    assert_eq!(choose(None, Some("linux"), false, Some("/dev/tty1")), Palette::Colour);
    for asked in [Palette::Mono, Palette::Colour, Palette::Contrast] {
        assert_eq!(choose(Some(asked), Some("vt100"), true, Some("/dev/ttyS0")), asked);
    }
}

#[test]
fn only_named_colours_or_none_and_nothing_dim_in_any_palette() {
    for theme in [Theme::mono(), Theme::colour(), Theme::contrast()] {
        for role in Role::ALL {
            let style = theme.style(role);
            for colour in [style.fg, style.bg].into_iter().flatten() {
                let named = [
                    Color::Red,
                    Color::Yellow,
                    Color::Magenta,
                    Color::Cyan,
                    Color::Green,
                    Color::Blue,
                ];
                assert!(named.contains(&colour), "{theme:?} {role:?} {colour:?}");
                assert_ne!(theme.palette, Palette::Mono, "{role:?}");
            }
            let never = Modifier::DIM | Modifier::SLOW_BLINK | Modifier::RAPID_BLINK;
            assert!(!style.add_modifier.intersects(never), "{theme:?} {role:?}");
        }
        let focus = theme.style(Role::Focus).add_modifier;
        assert!(focus.contains(Modifier::REVERSED), "the focus needs no colour (R120)");
    }
}

#[test]
fn signs_beyond_ascii_need_a_locale_and_a_terminal_that_have_them() {
    assert!(!needs_ascii(false, true, Some("xterm-256color")));
    assert!(needs_ascii(true, true, Some("xterm")));
    assert!(needs_ascii(false, false, Some("xterm")));
    for term in ["linux", "linux-m", "linux-16color"] {
        assert!(needs_ascii(false, true, Some(term)), "{term}");
    }
}

#[test]
fn the_answer_about_the_last_corner_is_read_wherever_it_stands() {
    assert_eq!(corner(b"\x1b[24;80R"), Some((80, 24)));
    assert_eq!(corner(b"a\x1b[50;132R"), Some((132, 50)));
    for wrong in ["\x1b[24;80", "24;80R", "\x1b[0;80R", "\x1b[24R", "\x1b[x;yR", ""] {
        assert_eq!(corner(wrong.as_bytes()), None, "{wrong:?}");
    }
}

#[test]
fn a_console_that_takes_no_codes_and_whoever_asks_get_lines() {
    let plain = Surroundings {
        is_asked: false,
        accessible: None,
        term: None,
        has_screen: true,
        has_keyboard: true,
        refuses_sequences: false,
    };
    assert!(!plain.wants_lines());
    assert!(Surroundings { refuses_sequences: true, ..plain.clone() }.wants_lines());
    assert!(Surroundings { has_screen: false, ..plain.clone() }.wants_lines());
    assert!(Surroundings { has_keyboard: false, ..plain.clone() }.wants_lines());
    assert!(Surroundings { is_asked: true, ..plain.clone() }.wants_lines());
    let term = |name: &str| Surroundings { term: Some(name.to_owned()), ..plain.clone() };
    assert!(term("dumb").wants_lines());
    assert!(!term("vt100").wants_lines());
    for (value, wanted) in [("1", true), ("yes", true), ("0", false), ("false", false), ("", false)]
    {
        let accessible = Surroundings { accessible: Some(value.to_owned()), ..plain.clone() };
        assert_eq!(accessible.wants_lines(), wanted, "{value:?}");
    }
}
