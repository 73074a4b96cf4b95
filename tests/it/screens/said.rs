//! What is said in row LAST is said whole: what to do is never lost beyond the edge (R129).

use std::path::Path;

use sangfroid::domain::event::Mode;
use sangfroid::domain::text::Lang;
use sangfroid::i18n::Catalogue;
use serde_json::Value;

use super::desk::Desk;
use super::step::book_with;

/// Facts as long as they come in a night.
const FACTS: &[(&str, &str)] = &[
    ("bytes", "16384"),
    ("cause", "the disk is full; nothing was lost"),
    ("code", "31415 92653 58979 32384 62643 38327 95028 84197"),
    ("decision", "network-isolation/is-the-edge-cut"),
    ("file", "/srv/sangfroid-data/INC-0031/copies/command-20261012-030241.txt"),
    ("span", "2 h 05 min"),
    ("step", "network-isolation/cut-the-link"),
    ("time", "03:12"),
];

/// Sections whose words are said in row LAST, and more than those.
fn is_said(name: &str) -> bool {
    let others = ["rejection", "duty", "watch", "lead", "site", "agreement", "remap", "brief"];
    name.starts_with("screen_") || others.contains(&name)
}

/// Every text of a locale, its values filled in; a refusal as one text.
fn said(lang: Lang) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/locales").join(lang.code());
    let mut texts = Vec::new();
    for file in std::fs::read_dir(folder).expect("the locale") {
        let path = file.expect("a file").path();
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        if is_said(name) {
            let text = std::fs::read_to_string(&path).expect("text");
            below(&serde_yaml::from_str(&text).expect("YAML"), &mut texts);
        }
    }
    texts.iter().map(|text| filled(text)).collect()
}

fn below(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Object(map) => match (map.get("what"), map.get("next")) {
            (Some(Value::String(what)), Some(Value::String(next))) => {
                texts.push(format!("{what} {next}"));
            }
            _ => map.values().for_each(|value| below(value, texts)),
        },
        Value::Array(list) => list.iter().for_each(|value| below(value, texts)),
        Value::String(text) => texts.push(text.clone()),
        _ => {}
    }
}

fn filled(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        let known = FACTS.iter().find(|(its, _)| *its == name);
        out.extend([before, known.map_or("twelve", |(_, fact)| fact)]);
        rest = after;
    }
    out + rest
}

/// Words without the spaces between them: a path may be broken over two rows.
fn pressed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// LAST and whatever stands below it, without the keys.
fn bottom(desk: &Desk) -> String {
    let is_first = |row: &u16| {
        ["LAST ", "DERNIER "].iter().any(|label| desk.row(*row).trim_start().starts_with(label))
    };
    let first = (3..desk.size.1).rev().find(is_first).expect("LAST");
    (first..desk.size.1).map(|row| desk.row(row)).collect::<Vec<_>>().join(" ")
}

#[test]
fn no_said_text_of_either_language_loses_what_to_do() {
    for lang in Lang::ALL {
        let texts = said(lang);
        assert!(texts.len() > 400, "{}", texts.len());
        for (columns, rows) in [(80, 24), (120, 40)] {
            let mut desk = Desk::first_hour(lang).sized(columns, rows);
            for text in &texts {
                desk.app.say(text.clone());
                desk.draw();
                let last = bottom(&desk);
                assert!(pressed(&last).contains(&pressed(text)), "{columns}: {text}\n{last}");
                let page = desk.text();
                let rules = page.lines().filter(|row| row.starts_with("-----")).count();
                assert!(rules >= 2, "the rule above LAST stays\n{page}");
            }
        }
    }
}

#[test]
fn in_a_small_window_what_to_do_stays_and_what_is_cut_is_marked() {
    for lang in Lang::ALL {
        let mut desk = Desk::first_hour(lang).sized(40, 15);
        for text in said(lang) {
            desk.app.say(text.clone());
            desk.draw();
            let last = desk.last();
            let end: String = text.chars().rev().take(20).collect();
            let end: String = end.chars().rev().collect();
            let is_whole = pressed(&last).ends_with(&pressed(&end));
            assert!(is_whole || last.ends_with(".."), "{text}\n{last}");
        }
    }
}

#[test]
fn a_step_that_loses_rows_to_what_is_said_is_not_read_until_they_were_shown() {
    let ticked = |rows: u16, said: Option<&str>| {
        let mut desk = Desk::started(Lang::En, Mode::Real, &book_with(9)).sized(40, 10);
        // A window of before must not have shown what this one hides.
        desk.app.say(said.unwrap_or("Fine.").to_owned());
        desk.resize(40, rows);
        let before = desk.written.len();
        desk.enter();
        desk.written.len() > before
    };
    let enough = (10..30).find(|rows| ticked(*rows, None)).expect("it fits at last");
    let words = "One sentence about what is the matter now. Another one that says what to do.";
    assert!(!ticked(enough, Some(words)), "{enough} rows show less while LAST has three");
    assert!(ticked(enough + 3, Some(words)));
}

#[test]
fn one_thing_has_one_word_in_every_section() {
    let french = &Catalogue::of(Lang::Fr).screen;
    assert_eq!(french.board.key_clocks, french.tracks.key_clocks);
    assert_eq!(french.board.key_clocks, french.help.clocks);
    for lang in Lang::ALL {
        for text in said(lang) {
            let others = [
                "EN RETARD",
                " PASSÉ",
                "twelve OVER",
                "filière",
                "Déclaré",
                "Declared",
                "HEURE DÉPASSÉE",
            ];
            let other = others.iter().find(|word| ends_there(&text, word));
            assert!(other.is_none(), "{other:?}: {text}");
        }
    }
}

/// Whether a text has this word, and not only the beginning of a longer one.
fn ends_there(text: &str, word: &str) -> bool {
    let after = |(at, _): (usize, &str)| text[at + word.len()..].chars().next();
    text.match_indices(word).map(after).any(|next| next.is_none_or(|c| !c.is_alphabetic()))
}
