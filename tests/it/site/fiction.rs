//! Numbers that belong to nobody.

use sangfroid::lint::site::fiction::is_fiction;

#[test]
fn reserved_numbers_and_names_are_known_in_every_spelling() {
    let fiction = [
        "06 39 98 12 40",
        "06.39.98.12.40",
        "+33 6 39 98 12 40",
        "0033 639981240",
        "+33 (0)6 39 98 12 40",
        "01 99 00 55 00",
        "+1 202 555 0143",
        "555-0100",
        "020 7946 0123",
        "+44 7700 900 123",
        "night@example.org",
        "https://pager.example/desk",
    ];
    for text in fiction {
        assert!(is_fiction(text), "{text}");
    }
}

#[test]
fn real_numbers_and_places_are_left_alone() {
    let real = [
        "06 10 98 12 40",
        "15",
        "112",
        "09 72 43 91 25",
        "+33 1 40 00 55 40",
        "+1 202 555 2143",
        "Building A, door 12",
        "channel 7, call sign ROUGE",
        "garde@exemple.fr",
        "for example, the switchboard",
        "",
    ];
    for text in real {
        assert!(!is_fiction(text), "{text}");
    }
}
