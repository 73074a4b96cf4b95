//! R143: when lines are spoken instead of a screen drawn.

use sangfroid::linear::surroundings::Surroundings;

fn terminal() -> Surroundings {
    Surroundings {
        is_asked: false,
        accessible: None,
        term: Some("xterm-256color".to_owned()),
        has_screen: true,
        has_keyboard: true,
        refuses_sequences: false,
    }
}

#[test]
fn the_table_of_surroundings() {
    let accessible =
        |value: &str| Surroundings { accessible: Some(value.to_owned()), ..terminal() };
    let term = |value: Option<&str>| Surroundings { term: value.map(str::to_owned), ..terminal() };
    let table = [
        ("a terminal", terminal(), false),
        ("--plain", Surroundings { is_asked: true, ..terminal() }, true),
        ("ACCESSIBLE=1", accessible("1"), true),
        ("ACCESSIBLE=yes", accessible("yes"), true),
        ("ACCESSIBLE=0", accessible("0"), false),
        ("ACCESSIBLE=false", accessible("false"), false),
        ("ACCESSIBLE=False", accessible("False"), false),
        ("ACCESSIBLE=", accessible(""), false),
        ("TERM=dumb", term(Some("dumb")), true),
        ("TERM=vt100", term(Some("vt100")), false),
        ("no TERM", term(None), false),
        ("output to a file", Surroundings { has_screen: false, ..terminal() }, true),
        ("input from a pipe", Surroundings { has_keyboard: false, ..terminal() }, true),
        ("an old console", Surroundings { refuses_sequences: true, ..terminal() }, true),
    ];
    for (name, surroundings, wants) in table {
        assert_eq!(surroundings.wants_lines(), wants, "{name}");
    }
}
