//! English and French side by side: the same keys, the same placeholders, and French typography.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::finding::{Finding, expect_places};
use super::tree::{File, Tree};

const RULE: &str = "language";
const ENGLISH: &str = "assets/locales/en/";
const FRENCH: &str = "assets/locales/fr/";

/// Compares the locale files, and looks at each French text of the program and of the runbooks.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.files.iter().filter(|file| file.path.ends_with("yaml")) {
        if let Some(name) = file.path.strip_prefix(ENGLISH) {
            compare(tree, file, &format!("{FRENCH}{name}"), &mut found);
        } else if let Some(name) = file.path.strip_prefix(FRENCH) {
            compare(tree, file, &format!("{ENGLISH}{name}"), &mut found);
            for (key, text) in texts_of(file, &mut found) {
                typography(file, line_of_key(&file.text, &key), &text, &mut found);
            }
        } else if file.path.starts_with("runbooks/")
            && let Ok(value) = serde_yaml::from_str::<Value>(&file.text)
        {
            let mut texts = Vec::new();
            french_below(&value, &mut texts);
            for text in texts {
                typography(file, line_of_text(&file.text, text), text, &mut found);
            }
        }
    }
    found
}

/// What `file` has and its counterpart lacks.
fn compare(tree: &Tree, file: &File, other_path: &str, found: &mut Vec<Finding>) {
    let Some(other) = tree.file(other_path) else {
        let text = format!("`{other_path}` is missing");
        found.push(Finding::new(RULE, &file.path, 1, text));
        return;
    };
    let others = texts_of(other, &mut Vec::new());
    for (key, text) in texts_of(file, &mut Vec::new()) {
        let text = match others.get(&key) {
            None => format!("`{key}` is missing in {other_path}"),
            Some(there) if placeholders(there) != placeholders(&text) => {
                format!("`{key}` has other placeholders in {other_path}")
            }
            Some(_) if text.trim().is_empty() => format!("`{key}` is empty"),
            Some(_) => continue,
        };
        found.push(Finding::new(RULE, &file.path, line_of_key(&file.text, &key), text));
    }
}

/// Every text of a locale file under its key: `a.b`, `list.0`.
fn texts_of(file: &File, found: &mut Vec<Finding>) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    match serde_yaml::from_str::<Value>(&file.text) {
        Ok(value) => flatten(&value, "", &mut texts),
        Err(error) => {
            let first = error.to_string().lines().next().unwrap_or_default().to_owned();
            found.push(Finding::new(RULE, &file.path, 1, format!("cannot be read: {first}")));
        }
    }
    texts
}

fn flatten(value: &Value, key: &str, texts: &mut BTreeMap<String, String>) {
    let below = |name: &str| if key.is_empty() { name.to_owned() } else { format!("{key}.{name}") };
    match value {
        Value::Object(map) => map.iter().for_each(|(name, v)| flatten(v, &below(name), texts)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, v)| flatten(v, &below(&at.to_string()), texts));
        }
        Value::String(text) => drop(texts.insert(key.to_owned(), text.clone())),
        Value::Null => drop(texts.insert(key.to_owned(), String::new())),
        other => drop(texts.insert(key.to_owned(), other.to_string())),
    }
}

/// The names in braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

/// Texts under a key `fr`, at any depth.
fn french_below<'a>(value: &'a Value, texts: &mut Vec<&'a str>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                match inner {
                    Value::String(text) if key == "fr" => texts.push(text),
                    _ => french_below(inner, texts),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|inner| french_below(inner, texts)),
        _ => {}
    }
}

/// Whether a word is a command of PowerShell, which is the same in every language: `Get-Item`.
fn is_command(word: &str) -> bool {
    let verbs = ["Get", "Set", "Export", "Stop", "Start", "Test", "New", "Remove", "Disable"];
    let Some((verb, noun)) = word.split_once('-') else { return false };
    verbs.contains(&verb)
        && noun.starts_with(|c: char| c.is_ascii_uppercase())
        && noun.chars().all(|c| c.is_ascii_alphanumeric())
}

/// What is language in a text. What stands between backticks is code, and so is a line from its
/// first command on.
fn prose(text: &str) -> String {
    let outside = text.split('`').step_by(2).collect::<Vec<_>>().join("`");
    let begin = |line: &str| {
        let mut words = line.split(' ').scan(0, |at, word| {
            let begin = *at;
            *at += word.len() + 1;
            Some((begin, word))
        });
        words.find(|(_, word)| is_command(word)).map_or(line.len(), |(begin, _)| begin)
    };
    let lines: Vec<_> = outside.split('\n').map(|line| &line[..begin(line)]).collect();
    lines.join("\n")
}

fn typography(file: &File, line: usize, text: &str, found: &mut Vec<Finding>) {
    let prose = prose(text);
    let chars: Vec<char> = prose.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
        let after = chars.get(at + 1).copied();
        let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\n');
        let stands_alone = before.is_none_or(|b| is_space(b) || "([«:;?!{".contains(b));
        // A colon inside a time, a path or an address has no space behind it either.
        let joins = c == ':' && after.is_some_and(|a| !is_space(a));
        let problem = match c {
            ':' | ';' | '?' | '!' if !stands_alone && !joins => format!("no space before `{c}`"),
            '"' => "straight quotation marks; French has « »".to_owned(),
            '«' if !after.is_some_and(is_space) => "no space behind `«`".to_owned(),
            '»' if !before.is_some_and(is_space) => "no space before `»`".to_owned(),
            _ => continue,
        };
        found.push(Finding::new(RULE, &file.path, line, format!("{problem} in: {text}")));
        return;
    }
}

/// The line on which a key stands, found by walking its parts downwards.
fn line_of_key(text: &str, key: &str) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    for part in key.split('.') {
        let opens = |line: &&str| line.trim_start().trim_start_matches("- ").starts_with(part);
        if let Some(ahead) = lines[at..].iter().position(opens) {
            at += ahead;
        }
    }
    at + 1
}

/// The first line that holds the beginning of a text.
fn line_of_text(whole: &str, text: &str) -> usize {
    let begin: String = text.lines().next().unwrap_or_default().chars().take(24).collect();
    whole.lines().position(|line| line.contains(begin.trim_end())).map_or(1, |at| at + 1)
}

#[test]
fn planted_differences_between_the_languages_are_found() {
    let tree = Tree::of(&[
        ("assets/locales/en/a.yaml", "one: \"{n} of {m}\"\ntwo:\n  three: x\n  only: y\n"),
        ("assets/locales/fr/a.yaml", "one: \"{n} sur {p}\"\ntwo:\n  three: x\nextra: z\n"),
        ("assets/locales/en/b.yaml", "a: x\n"),
        ("assets/locales/fr/c.yaml", "a: x\n"),
        ("assets/locales/en/d.yaml", "a: x\nb: y\n"),
        ("assets/locales/fr/d.yaml", "a: [\n"),
    ]);
    expect_places(
        &check(&tree),
        &[
            "assets/locales/en/a.yaml:1",
            "assets/locales/en/a.yaml:4",
            "assets/locales/fr/a.yaml:1",
            "assets/locales/fr/a.yaml:4",
            "assets/locales/en/b.yaml:1",
            "assets/locales/fr/c.yaml:1",
            "assets/locales/en/d.yaml:1",
            "assets/locales/en/d.yaml:2",
            "assets/locales/fr/d.yaml:1",
        ],
    );
}

#[test]
fn planted_english_typography_in_french_is_found() {
    let french = "a: \"Fait: non\"\nb: Fait?\nc: 'dit \"oui\"'\nd: «Fait »\ne: « Fait»\nf: Vite!\n";
    let english = "a: \"x: y\"\nb: x?\nc: 'x \"y\"'\nd: x\ne: x\nf: x!\n";
    let runbook = "steps:\n  - title: {en: Call, fr: \"Appeler: vite\"}\n\
                   \x20   how:\n      - en: x\n        fr: x;\n";
    let tree = Tree::of(&[
        ("assets/locales/en/a.yaml", english),
        ("assets/locales/fr/a.yaml", french),
        ("runbooks/r.yaml", runbook),
    ]);
    let expected: Vec<String> = (1..=6)
        .map(|line| format!("assets/locales/fr/a.yaml:{line}"))
        .chain(["runbooks/r.yaml:2".to_owned(), "runbooks/r.yaml:5".to_owned()])
        .collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    expect_places(&check(&tree), &expected);
}

#[test]
fn languages_that_agree_pass() {
    let french = "a: \"Fait\u{a0}: {n}\"\nb: \"?\"\nc: \"{h}:{m} (?) à 03:12, « oui » !\"\n\
                  d: [un, '`a: \"b\"`']\n";
    let english =
        "a: \"Done: {n}\"\nb: \"?\"\nc: \"{m}:{h} (?) at 03:12, \\\"yes\\\"!\"\nd: [one, two]\n";
    let tree =
        Tree::of(&[("assets/locales/en/a.yaml", english), ("assets/locales/fr/a.yaml", french)]);
    expect_places(&check(&tree), &[]);
}

#[test]
fn a_command_has_no_language_but_what_stands_before_it_has() {
    let runbook = |french: &str| format!("steps:\n  - title:\n      en: x\n      fr: '{french}'\n");
    let good = [
        "Get-ADGroupMember -Identity \"Admins\" -Recursive",
        "Puis\u{a0}: Get-Item E:\\ev; Export-Csv \"net.csv\"",
    ];
    for text in good {
        expect_places(&check(&Tree::of(&[("runbooks/r.yaml", &runbook(text))])), &[]);
    }
    let bad = [
        "Dit \"oui\" puis Get-Item x",
        "Puis: Get-Item x",
        "Sous-traitant: \"oui\"",
        "CTA-CODIS: non",
        "Get-item \"x\"",
        "Saint-Denis \"x\"",
    ];
    for text in bad {
        let tree = Tree::of(&[("runbooks/r.yaml", &runbook(text))]);
        expect_places(&check(&tree), &["runbooks/r.yaml:4"]);
    }
}
