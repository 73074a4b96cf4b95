//! Small habits: headers, leftovers, lint attributes, paths of one machine, prose in Rust.

use super::attribute::attributes;
use super::finding::{Finding, expect_places};
use super::lexer::{Kind, Lexed};
use super::tree::{File, Tree};

const RULE: &str = "habit";
/// Marks of unfinished work in comments.
const LEFTOVERS: &[&str] = &["TODO", "FIXME", "XXX", "HACK"];
/// Macros that stand for unfinished work or for looking around.
const LEFTOVER_MACROS: &[&str] = &["dbg", "todo", "unimplemented"];
/// Beginnings of paths that exist on one machine only.
const MACHINE_PATHS: &[&str] = &["/root/", "/tmp/", "/home/", "/Users/", "C:\\\\"];

/// Looks at every Rust file; some habits bind the program only.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.rust() {
        let lexed = file.lexed();
        if !file.text.starts_with("//! ") {
            let text = "opens without `//!`: say its purpose, its invariants, what is not here";
            found.push(Finding::new(RULE, &file.path, 1, text));
        }
        leftovers(file, &lexed, &mut found);
        lint_attributes(file, &lexed, &mut found);
        if file.is_source() {
            machine_paths(file, &mut found);
            prose(file, &lexed, &mut found);
        }
    }
    for file in tree.files.iter().filter(|file| is_ours_to_trim(&file.path)) {
        trailing_space(file, &mut found);
    }
    found
}

fn leftovers(file: &File, lexed: &Lexed, found: &mut Vec<Finding>) {
    for (line, comment) in &lexed.comments {
        let mut words = comment.split(|c: char| !c.is_alphanumeric());
        if let Some(word) = words.find(|word| LEFTOVERS.contains(word)) {
            let text = format!("`{word}`: do it now, or write it down where work is planned");
            found.push(Finding::new(RULE, &file.path, *line, text));
        }
    }
    for pair in lexed.tokens.windows(2) {
        let is_leftover = pair[0].kind == Kind::Word
            && LEFTOVER_MACROS.contains(&pair[0].text.as_str())
            && pair[1].is_mark("!");
        if is_leftover {
            let text = format!("`{}!` is a leftover", pair[0].text);
            found.push(Finding::new(RULE, &file.path, pair[0].line, text));
        }
    }
}

fn lint_attributes(file: &File, lexed: &Lexed, found: &mut Vec<Finding>) {
    for attribute in attributes(lexed) {
        let text = if attribute.has("ignore") {
            "an ignored test is a test that nobody runs"
        } else if attribute.has("should_panic") {
            "a test that must panic hides where: look at the value instead"
        } else if attribute.has("allow") && file.is_source() {
            "use `#[expect(…, reason = \"…\")]`, which goes away when it is no longer needed"
        } else if (attribute.has("expect") || attribute.has("allow")) && !attribute.has("reason") {
            "a refused lint needs its reason"
        } else {
            continue;
        };
        found.push(Finding::new(RULE, &file.path, attribute.line, text));
    }
}

fn machine_paths(file: &File, found: &mut Vec<Finding>) {
    for (index, line) in file.text.lines().enumerate() {
        if let Some(path) = MACHINE_PATHS.iter().find(|path| line.contains(**path)) {
            let text = format!("`{path}` exists on one machine only");
            found.push(Finding::new(RULE, &file.path, index + 1, text));
        }
    }
}

/// Texts for people live in `assets/locales`; an accented letter in a word gives away one that does
/// not. A letter alone is a key or a row of a folding table; rules name the words that they look
/// for.
fn prose(file: &File, lexed: &Lexed, found: &mut Vec<Finding>) {
    if file.path.starts_with("src/lint/rules/") {
        return;
    }
    for token in lexed.tokens.iter().filter(|token| token.kind == Kind::Text) {
        let is_accented = |c: char| c.is_alphabetic() && ('\u{c0}'..='\u{24f}').contains(&c);
        let is_word = |word: &str| word.chars().nth(1).is_some() && word.contains(is_accented);
        let has_word = token.text.split(|c: char| !c.is_alphabetic()).any(is_word);
        if has_word && !lexed.is_test(token.line) {
            let text = "words for people belong into assets/locales";
            found.push(Finding::new(RULE, &file.path, token.line, text));
        }
    }
}

fn is_ours_to_trim(path: &str) -> bool {
    let is_text = ["rs", "yaml", "md", "toml", "run"].iter().any(|end| path.ends_with(end));
    is_text && (!path.starts_with("tests/") || path.ends_with("rs"))
}

fn trailing_space(file: &File, found: &mut Vec<Finding>) {
    for (index, line) in file.text.lines().enumerate() {
        if line.ends_with([' ', '\t']) {
            found.push(Finding::new(RULE, &file.path, index + 1, "space at the end of the line"));
        }
    }
    if !file.text.is_empty() && !file.text.ends_with('\n') {
        let text = "the last line has no end";
        found.push(Finding::new(RULE, &file.path, file.text.lines().count(), text));
    }
}

#[test]
fn planted_leftovers_are_found() {
    let tree = Tree::of(&[
        ("src/a/b.rs", "fn f() {}\n"),
        ("src/a/c.rs", "//! C.\n// TODO: finish\n/* a\n FIXME b */\nfn f() { dbg!(1); todo!() }\n"),
        (
            "src/a/d.rs",
            "//! D.\n#[allow(dead_code, reason = \"x\")]\n#[expect(dead_code)]\nfn f() {}\n",
        ),
        ("src/a/e.rs", "//! E. \nconst P: &str = \"/tmp/x\";\nconst T: &str = \"Étape\";\n"),
        ("tests/it/a.rs", "//! A.\n#[test]\n#[ignore]\nfn x() {}\n#[should_panic]\nfn y() {}\n"),
        ("tests/it/b.rs", "//! B.\n#![allow(dead_code)]\nfn x() {}"),
    ]);
    expect_places(
        &check(&tree),
        &[
            "src/a/b.rs:1",
            "src/a/c.rs:2",
            "src/a/c.rs:4",
            "src/a/c.rs:5",
            "src/a/c.rs:5",
            "src/a/d.rs:2",
            "src/a/d.rs:3",
            "src/a/e.rs:1",
            "src/a/e.rs:2",
            "src/a/e.rs:3",
            "tests/it/a.rs:3",
            "tests/it/a.rs:5",
            "tests/it/b.rs:2",
            "tests/it/b.rs:3",
        ],
    );
}

#[test]
fn tidy_files_pass() {
    let tree = Tree::of(&[
        (
            "src/a/b.rs",
            "//! B. « Étape » in a comment.\n#[expect(dead_code, reason = \"x\")]\n\
             enum E { Todo }\n\
             #[cfg(test)]\nmod tests { const T: &str = \"Étape\"; }\n",
        ),
        (
            "tests/it/a.rs",
            "//! A.\n#![allow(dead_code, reason = \"x\")]\nconst P: &str = \"/tmp/\";\n",
        ),
        ("src/a/c.rs", "//! C.\nconst K: [char; 1] = ['é']; const S: &str = \"é è\";\n"),
        ("src/lint/rules/word.rs", "//! W.\nconst W: &str = \"dès que\";\n"),
        ("tests/it/vectors/broken.yaml", "a: \nb"),
    ]);
    expect_places(&check(&tree), &[]);
}
