//! Words that names may not use, because they say nothing; and names of tests, which are sentences.

use super::finding::{Finding, expect_places};
use super::lexer::{Kind, Lexed, Token};
use super::tree::{File, Tree};

const RULE: &str = "word";

/// Each word, the better one, and the words in the name, or folders of the
/// file, that make it acceptable.
const BANNED: &[(&str, &str, &[&str])] = &[
    ("manager", "name what it does", &[]),
    ("managers", "name what it does", &[]),
    ("helper", "name what it does", &[]),
    ("helpers", "name what it does", &[]),
    ("util", "name the subject", &[]),
    ("utils", "name the subject", &[]),
    ("handler", "name what it does", &["signal"]),
    ("handlers", "name what it does", &["signal"]),
    ("data", "name what it holds", &["folder", "dir", "sync"]),
    ("info", "name what it holds", &[]),
    ("process", "name the act, unless it is a process of the operating system", &["os"]),
    ("common", "name the subject", &[]),
];

/// Words after which a name is declared.
const DECLARING: &[&str] =
    &["fn", "struct", "enum", "union", "trait", "type", "mod", "const", "static", "let", "mut"];

/// Looks at every declared name and every file name.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.rust() {
        for part in file.path.trim_end_matches(".rs").split('/') {
            if let Some(text) = objection(part, &file.path) {
                found.push(Finding::new(RULE, &file.path, 1, text));
            }
        }
        let lexed = file.lexed();
        for index in 0..lexed.tokens.len() {
            if is_declared(&lexed, index) {
                let token = &lexed.tokens[index];
                if let Some(text) = objection(&token.text, &file.path) {
                    found.push(Finding::new(RULE, &file.path, token.line, text));
                }
            }
        }
        prefixed_tests(file, &lexed, &mut found);
    }
    found
}

/// `fn x`, `let x`, `x: Type` of a field or parameter, and the variants of an enum.
fn is_declared(lexed: &Lexed, index: usize) -> bool {
    let token = &lexed.tokens[index];
    if token.kind != Kind::Word {
        return false;
    }
    let before = index.checked_sub(1).and_then(|at| lexed.tokens.get(at));
    let after = lexed.tokens.get(index + 1);
    let is_introduced =
        before.is_some_and(|t| t.kind == Kind::Word && DECLARING.contains(&t.text.as_str()));
    let is_field = after.is_some_and(|t| t.is_mark(":"));
    is_introduced || is_field || (starts_upper(token) && is_variant(lexed, index))
}

fn starts_upper(token: &Token) -> bool {
    token.text.starts_with(char::is_uppercase)
}

/// Whether the nearest open brace belongs to an enum, and the name stands where a variant stands.
fn is_variant(lexed: &Lexed, index: usize) -> bool {
    let stands = index.checked_sub(1).is_some_and(|before| {
        let token = &lexed.tokens[before];
        token.is_mark("{") || token.is_mark(",") || token.is_mark("]")
    });
    if !stands {
        return false;
    }
    let mut depth = 0_i32;
    for at in (0..index).rev() {
        let token = &lexed.tokens[at];
        match token.text.as_str() {
            "}" | ")" | "]" if token.kind == Kind::Mark => depth += 1,
            "{" | "(" | "[" if token.kind == Kind::Mark => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            let head = lexed.tokens[at.saturating_sub(8)..at].iter().rev();
            return token.is_mark("{")
                && head
                    .take_while(|t| !t.is_mark("}") && !t.is_mark(";") && !t.is_mark("{"))
                    .any(|t| t.is_word("enum"));
        }
    }
    false
}

fn objection(name: &str, path: &str) -> Option<String> {
    let words = words_of(name);
    let is_near =
        |good: &str| words.iter().any(|w| w == good) || path.split('/').any(|p| p == good);
    BANNED.iter().find_map(|(banned, instead, neighbours)| {
        let is_used = words.iter().any(|word| word == banned);
        let is_excused = neighbours.iter().any(|good| is_near(good));
        (is_used && !is_excused).then(|| format!("`{name}` says `{banned}`: {instead}"))
    })
}

/// `writeOutData`, `write_out_data` and `WriteOutData` give the same words.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.chars() {
        if c == '_' || c == '-' || c == '.' {
            words.push(String::new());
            continue;
        }
        if c.is_uppercase() && words.last().is_some_and(|w| w.ends_with(char::is_lowercase)) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(c);
        }
    }
    words.into_iter().map(|word| word.to_lowercase()).collect()
}

fn prefixed_tests(file: &File, lexed: &Lexed, found: &mut Vec<Finding>) {
    for pair in lexed.tokens.windows(2) {
        if pair[0].is_word("fn") && pair[1].text.starts_with("test_") {
            let text = format!("`{}`: a test's name is a sentence without `test_`", pair[1].text);
            found.push(Finding::new(RULE, &file.path, pair[1].line, text));
        }
    }
}

#[test]
fn planted_words_are_found() {
    let tree = Tree::of(&[
        ("src/a/utils.rs", "//! U.\n"),
        (
            "src/a/b.rs",
            "struct StateManager;\nfn process_key(user_data: u8) {}\nlet mut info = 1;\n",
        ),
        (
            "src/a/c.rs",
            "enum E {\n    #[x]\n    KeyHandler,\n    Plain,\n}\nconst COMMON: u8 = 1;\n",
        ),
        ("src/a/d.rs", "struct S {\n    helper: u8,\n}\nfn test_it() {}\n"),
    ]);
    expect_places(
        &check(&tree),
        &[
            "src/a/utils.rs:1",
            "src/a/b.rs:1",
            "src/a/b.rs:2",
            "src/a/b.rs:2",
            "src/a/b.rs:3",
            "src/a/c.rs:3",
            "src/a/c.rs:6",
            "src/a/d.rs:2",
            "src/a/d.rs:4",
        ],
    );
}

#[test]
fn words_that_only_contain_a_banned_one_pass() {
    let own_place = ("src/os/number.rs", "fn process() -> u32 { 1 }\n");
    let tree = Tree::of(&[
        own_place,
        (
            "src/a/b.rs",
            "fn signal_handler() { x.process(); std::process::abort(); }\n\
         fn sync_data() {}\n\
         struct Metadata { data_folder: u8, commonest: u8 }\n// a helper for data\n\
         enum E { Informed(crate::Data), Put { at: u8 } }\n",
        ),
    ]);
    expect_places(&check(&tree), &[]);
}
