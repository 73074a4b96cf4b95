//! What we depend on: the list in `Cargo.toml`, the lock file's size, and the reason for each
//! package.

use std::collections::BTreeSet;

use super::finding::{Finding, expect_places};
use super::tree::Tree;

const RULE: &str = "dependency";

/// Packages in `Cargo.lock` on the day the house was built, plus ten. Raising it needs a reason in
/// the commit: each package is somebody else's code on a hospital's laptop.
const LOCKED_MAX: usize = LOCKED_AT_FIRST + LOCKED_FOR_KEYS + LOCKED_FOR_PAPER + 10;
const LOCKED_AT_FIRST: usize = 306;
/// `ssh-key` and what it names; of these, only the parts for Ed25519 and for locked keys are built.
const LOCKED_FOR_KEYS: usize = 54;
/// `askama` and what it reads templates with while the program is built; one small crate of it is
/// in the program.
const LOCKED_FOR_PAPER: usize = 8;

/// Each dependency's name in `Cargo.toml`, of every kind, with its line.
pub fn dependencies(tree: &Tree) -> Vec<(String, usize)> {
    let Some(manifest) = tree.file("Cargo.toml") else { return Vec::new() };
    let mut is_inside = false;
    let mut found = Vec::new();
    for (index, line) in manifest.text.lines().enumerate() {
        if let Some(section) = line.strip_prefix('[') {
            is_inside = section.trim_end().ends_with("dependencies]");
        } else if is_inside
            && let Some((name, _)) = line.split_once('=')
            && !line.starts_with([' ', '#', '\t'])
        {
            found.push((name.trim().to_owned(), index + 1));
        }
    }
    found
}

/// Compares the table of packages in `ARCHITECTURE.md` with `Cargo.toml`: each has one row with a
/// reason.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let known = dependencies(tree);
    let Some(map) = tree.file("ARCHITECTURE.md") else {
        return vec![Finding::new(RULE, "ARCHITECTURE.md", 1, "the map is missing")];
    };
    let mut found = Vec::new();
    let mut explained = BTreeSet::new();
    let mut is_inside = false;
    for (index, line) in map.text.lines().enumerate() {
        if line.starts_with('#') {
            is_inside = line.contains("Dependencies");
        }
        let Some(row) = line.strip_prefix("| `").filter(|_| is_inside) else { continue };
        let Some((name, rest)) = row.split_once('`') else { continue };
        let reason = rest.trim().trim_matches('|').trim();
        let text = if reason.split_whitespace().count() < 4 {
            format!("`{name}` has no reason")
        } else if !explained.insert(name.to_owned()) {
            format!("`{name}` has two rows")
        } else if known.iter().all(|(dependency, _)| dependency != name) {
            format!("`{name}` is not in Cargo.toml")
        } else {
            continue;
        };
        found.push(Finding::new(RULE, "ARCHITECTURE.md", index + 1, text));
    }
    for (name, line) in known {
        if !explained.contains(&name) {
            let text = format!("`{name}` has no row with its reason in ARCHITECTURE.md");
            found.push(Finding::new(RULE, "Cargo.toml", line, text));
        }
    }
    found
}

fn locked(tree: &Tree) -> usize {
    let lock = tree.file("Cargo.lock").expect("the lock file is part of the repository");
    lock.text.lines().filter(|line| *line == "[[package]]").count()
}

#[test]
fn the_number_of_locked_packages_stays_under_its_cap() {
    let count = locked(&Tree::of_this_repository());
    assert!(count <= LOCKED_MAX, "{count} packages are locked, at most {LOCKED_MAX} may be");
    assert!(count + 60 > LOCKED_MAX, "{count} packages are locked: lower the cap of {LOCKED_MAX}");
}

#[test]
fn locked_packages_come_from_one_registry_only() {
    let tree = Tree::of_this_repository();
    let lock = tree.file("Cargo.lock").expect("the lock file is part of the repository");
    let sources: BTreeSet<&str> =
        lock.text.lines().filter_map(|line| line.strip_prefix("source = ")).collect();
    let registry = "\"registry+https://github.com/rust-lang/crates.io-index\"";
    assert_eq!(sources, BTreeSet::from([registry]));
}

#[test]
fn planted_gaps_between_manifest_and_map_are_found() {
    let tree = Tree::of(&[
        (
            "Cargo.toml",
            "[dependencies]\na = \"1\"\nb = \"1\"\n[target.'cfg(unix)'.dependencies]\nc = \"1\"\n",
        ),
        (
            "ARCHITECTURE.md",
            "## Dependencies\n\n| `a` | reads the clock of the laptop |\n| `b` | |\n\
             | `d` | is not a dependency here |\n| `a` | reads the clock of the laptop |\n",
        ),
    ]);
    expect_places(
        &check(&tree),
        &[
            "ARCHITECTURE.md:4",
            "ARCHITECTURE.md:5",
            "ARCHITECTURE.md:6",
            "Cargo.toml:3",
            "Cargo.toml:5",
        ],
    );
    expect_places(&check(&Tree::of(&[])), &["ARCHITECTURE.md:1"]);
}

#[test]
fn a_manifest_and_a_map_that_agree_pass() {
    let tree = Tree::of(&[
        (
            "Cargo.toml",
            "[dependencies]\na = \"1\"\n# why\n[dev-dependencies]\nb = { version = \"1\" }\n\
             [lints.rust]\nx = \"deny\"\n",
        ),
        (
            "ARCHITECTURE.md",
            "## Map\n| `src` | x |\n## Dependencies\n| `a` | reads the clock well |\n\
             | `b` | makes the tests possible |\n",
        ),
    ]);
    expect_places(&check(&tree), &[]);
}
