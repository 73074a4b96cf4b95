//! No Rust file is forgotten, and folders are declared in the one way that this repository uses.

use std::collections::BTreeSet;

use super::finding::{Finding, expect_places};
use super::lexer::{Kind, Lexed, Token};
use super::tree::{File, Tree};

const RULE: &str = "reach";
/// The files that cargo itself knows.
const ROOTS: &[&str] = &[
    "src/lib.rs",
    "src/main.rs",
    "tests/it/main.rs",
    "tests/pty/main.rs",
    "tests/harness/main.rs",
];

/// Follows `mod` lines from the roots, and looks at what stands in each `mod.rs` of the program.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut reached = BTreeSet::new();
    for root in ROOTS {
        if let Some(file) = tree.file(root) {
            follow(tree, file, &mut reached, &mut found);
        }
    }
    for file in tree.rust() {
        let is_walked = file.is_source() || file.path.starts_with("tests/");
        if is_walked && !reached.contains(&file.path) {
            let text = "no `mod` line reaches this file, so it is never compiled";
            found.push(Finding::new(RULE, &file.path, 1, text));
        }
        if file.is_source() && (file.path.ends_with("/mod.rs") || file.path == "src/lib.rs") {
            shelf_only(file, &mut found);
        }
        if file.is_source() && has_twin_folder(tree, file) {
            let text = "a folder has no file of its own name; move this into its `mod.rs`";
            found.push(Finding::new(RULE, &file.path, 1, text));
        }
    }
    found
}

fn follow(tree: &Tree, file: &File, reached: &mut BTreeSet<String>, found: &mut Vec<Finding>) {
    if !reached.insert(file.path.clone()) {
        return;
    }
    let folder = folder_of(&file.path);
    let tokens = file.lexed().tokens;
    for index in 0..tokens.len() {
        if tokens[index].is_mark("#") && tokens.get(index + 2).is_some_and(|t| t.is_word("path")) {
            let text = "`#[path]` hides where a module lives";
            found.push(Finding::new(RULE, &file.path, tokens[index].line, text));
        }
        let [keyword, name, end] = &tokens[index..(index + 3).min(tokens.len())] else { continue };
        if !keyword.is_word("mod") || name.kind != Kind::Word || !end.is_mark(";") {
            continue;
        }
        let places = [format!("{folder}{}.rs", name.text), format!("{folder}{}/mod.rs", name.text)];
        if let Some(next) = places.iter().find_map(|place| tree.file(place)) {
            follow(tree, next, reached, found);
        } else {
            let text = format!("`{}` is declared, and neither of {places:?} is there", name.text);
            found.push(Finding::new(RULE, &file.path, keyword.line, text));
        }
    }
}

/// Where the modules that a file declares live: beside a root or `mod.rs`, else in a folder of its
/// name.
fn folder_of(path: &str) -> String {
    let is_shelf = ROOTS.contains(&path) || path.ends_with("/mod.rs");
    match path.rsplit_once('/') {
        Some((folder, _)) if is_shelf => format!("{folder}/"),
        _ => format!("{}/", path.trim_end_matches(".rs")),
    }
}

fn has_twin_folder(tree: &Tree, file: &File) -> bool {
    let folder = format!("{}/", file.path.trim_end_matches(".rs"));
    tree.sources().any(|other| other.path.starts_with(&folder))
}

/// `mod.rs` and `lib.rs` hold attributes, `mod` lines and `pub use` lines only; the first other
/// line is reported.
fn shelf_only(file: &File, found: &mut Vec<Finding>) {
    let lexed = file.lexed();
    let mut at = 0;
    while let Some(token) = lexed.tokens.get(at) {
        if token.is_mark("#") {
            let open = if lexed.tokens.get(at + 1).is_some_and(|t| t.is_mark("!")) { 2 } else { 1 };
            at = lexed.closing(at + open) + 1;
            continue;
        }
        let end = lexed.item_end(at);
        // A grouped re-export ends with its brace and a semicolon behind it.
        let end =
            if lexed.tokens.get(end + 1).is_some_and(|t| t.is_mark(";")) { end + 1 } else { end };
        if !is_shelf_line(&lexed, at, end) {
            let text = "only module docs, `mod` lines and `pub use` lines stand here";
            found.push(Finding::new(RULE, &file.path, token.line, text));
            return;
        }
        at = end + 1;
    }
}

fn is_shelf_line(lexed: &Lexed, from: usize, end: usize) -> bool {
    let words: Vec<&Token> =
        lexed.tokens[from..=end].iter().filter(|token| token.kind == Kind::Word).collect();
    let is_public = words.first().is_some_and(|word| word.is_word("pub"));
    let item = words.iter().find(|word| word.is_word("mod") || word.is_word("use"));
    let ends_flat = lexed.tokens.get(end).is_some_and(|token| token.is_mark(";"));
    ends_flat && item.is_some_and(|item| item.is_word("mod") || is_public)
}

#[test]
fn planted_strays_are_found() {
    let tree = Tree::of(&[
        ("src/lib.rs", "pub mod a;\nmod gone;\npub mod d;\n"),
        (
            "src/a/mod.rs",
            "//! A.\npub mod b;\nuse self::b::X;\nfn stray() {}\n#[cfg(test)]\nmod t {}\n",
        ),
        ("src/d/mod.rs", "//! D.\npub mod e;\nfn stray() {}\n"),
        ("src/d/e.rs", ""),
        ("src/a/b.rs", "#[path = \"x.rs\"]\nmod c;\n"),
        ("src/a/b/c.rs", ""),
        ("src/a/lost.rs", ""),
        ("src/main.rs", "fn main() {}\n"),
        ("tests/it/main.rs", "mod cli;\n"),
        ("tests/it/cli/mod.rs", "mod verify;\n"),
        ("tests/it/cli/verify.rs", ""),
        ("tests/it/cli/forgotten.rs", ""),
    ]);
    expect_places(
        &check(&tree),
        &[
            "src/lib.rs:2",
            "src/a/mod.rs:3",
            "src/d/mod.rs:3",
            "src/a/b.rs:1",
            "src/a/b.rs:1",
            "src/a/lost.rs:1",
            "tests/it/cli/forgotten.rs:1",
        ],
    );
}

#[test]
fn a_whole_tree_passes() {
    let tree = Tree::of(&[
        (
            "src/lib.rs",
            "#![doc = include_str!(\"x\")]\npub mod a;\n#[cfg(feature = \"f\")]\npub mod p;\n",
        ),
        ("src/a/mod.rs", "//! A.\nmod b;\npub(crate) mod c;\npub use b::{X, Y};\npub use c::Z;\n"),
        ("src/a/b.rs", "#[cfg(test)]\nmod tests { fn x() {} }\n"),
        ("src/a/c.rs", ""),
        ("src/p.rs", ""),
        ("src/main.rs", "fn main() {}\n"),
        ("benches/log.rs", "fn main() {}\n"),
    ]);
    expect_places(&check(&tree), &[]);
}
