//! Each test that the table of promises in `ARCHITECTURE.md` names exists; each promise has one.

use std::collections::BTreeSet;

use super::finding::{Finding, expect_places};
use super::tree::Tree;

const RULE: &str = "promise";
const MAP: &str = "ARCHITECTURE.md";
const HEADING: &str = "## Promises and the tests";

/// Compares the table with the names of all tests.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let Some(map) = tree.file(MAP) else { return Vec::new() };
    let tests = tests(tree);
    let mut found = Vec::new();
    let (mut is_inside, mut rows) = (false, 0);
    for (index, line) in map.text.lines().enumerate() {
        if line.starts_with("## ") {
            is_inside = line.starts_with(HEADING);
        }
        if !is_inside || !line.starts_with("| ") || line.starts_with("| Promise ") {
            continue;
        }
        rows += 1;
        let cell = line.trim_end_matches(" |").rsplit_once(" | ").map_or("", |(_, cell)| cell);
        let names: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
        if names.is_empty() {
            found.push(Finding::new(RULE, MAP, index + 1, "a promise without a test"));
        }
        for name in names.into_iter().filter(|name| !tests.contains(name)) {
            let text = format!("there is no test `{name}`");
            found.push(Finding::new(RULE, MAP, index + 1, text));
        }
    }
    if rows == 0 {
        found.push(Finding::new(RULE, MAP, 1, "the table of promises is missing"));
    }
    found
}

/// The name after each `#[test]` and what else stands before its `fn`.
fn tests(tree: &Tree) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for file in tree.rust().filter(|file| file.path.starts_with("tests/")) {
        let mut is_next = false;
        for line in file.text.lines().map(str::trim_start) {
            if line == "#[test]" {
                is_next = true;
            } else if let Some(rest) = line.strip_prefix("fn ").filter(|_| is_next) {
                names.extend(rest.split('(').next());
                is_next = false;
            }
        }
    }
    names
}

#[test]
fn a_promise_without_a_test_or_with_one_that_is_gone_is_found() {
    let map = "## Promises and the tests that would catch their breach\n\n| Promise | Tests |\n\
               |---|---|\n| I1 | `it_holds` |\n| I2 | `it_is_gone` |\n| I3 | none |\n";
    let tests = "//! T.\n#[test]\nfn it_holds() {}\nfn it_is_gone() {}\n";
    let tree = Tree::of(&[(MAP, map), ("tests/it/a.rs", tests)]);
    let places: Vec<String> = check(&tree).iter().map(ToString::to_string).collect();
    assert_eq!(places.len(), 2, "{places:?}");
    expect_places(&check(&tree), &["ARCHITECTURE.md:6", "ARCHITECTURE.md:7"]);
    let without = Tree::of(&[(MAP, "# A map\n")]);
    expect_places(&check(&without), &["ARCHITECTURE.md:1"]);
}
