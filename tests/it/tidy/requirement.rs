//! Each requirement R1 to R156 stands once in the table of `tests/REQUIREMENTS.md`, with tests that
//! exist, or with the reason why no machine holds it; so does each failure of the second table.

use std::collections::BTreeMap;

use super::finding::{Finding, expect_places};
use super::tree::Tree;

const RULE: &str = "requirement";
const MAP: &str = "tests/REQUIREMENTS.md";

/// How many there are.
const COUNT: usize = 156;

/// How a note begins that says why a row has no test.
const EXCUSES: [&str; 2] = ["People: ", "Not held: "];

/// Compares the tables with the tests that they name.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let Some(map) = tree.file(MAP) else {
        return vec![Finding::new(RULE, MAP, 1, "the table of requirements is missing")];
    };
    let mut found = Vec::new();
    let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, line) in map.text.lines().enumerate() {
        let Some(cells) = cells(line) else { continue };
        let mut complain = |text: String| found.push(Finding::new(RULE, MAP, index + 1, text));
        let number = cells[0].strip_prefix('R').and_then(|digits| digits.parse().ok());
        if let Some(number) = number
            && seen.insert(number, index + 1).is_some()
        {
            complain(format!("R{number} stands here again"));
        }
        let names: Vec<&str> = cells[2].split('`').skip(1).step_by(2).collect();
        if names.is_empty() && !EXCUSES.iter().any(|excuse| cells[3].starts_with(excuse)) {
            complain(format!("{} has no test and no reason", cells[0]));
        }
        for name in names.into_iter().filter(|name| !exists(name, tree)) {
            complain(format!("there is no test `{name}`"));
        }
    }
    for number in (1..=COUNT).filter(|number| !seen.contains_key(number)) {
        found.push(Finding::new(RULE, MAP, 1, format!("R{number} is missing")));
    }
    found
}

/// The four cells of a row; none for a heading or a line of dashes.
fn cells(line: &str) -> Option<[&str; 4]> {
    let inner = line.strip_prefix("| ")?.strip_suffix('|')?;
    let cells: Vec<&str> = inner.split(" | ").map(str::trim).collect();
    let cells: [&str; 4] = cells.try_into().ok()?;
    (cells[0] != "No.").then_some(cells)
}

/// `suite::module::name` is a test in the file of that module.
fn exists(name: &str, tree: &Tree) -> bool {
    let Some((module, name)) = name.rsplit_once("::") else { return false };
    let path = format!("tests/{}", module.replace("::", "/"));
    let files = [format!("{path}.rs"), format!("{path}/mod.rs"), format!("{path}/main.rs")];
    files.iter().filter_map(|path| tree.file(path)).any(|file| {
        let lines: Vec<&str> = file.text.lines().map(str::trim_start).collect();
        let is_test = |at: usize| lines[..at].iter().rev().take(3).any(|line| *line == "#[test]");
        let heads = lines.iter().enumerate().filter(|(_, line)| {
            line.strip_prefix("fn ").is_some_and(|rest| rest.split('(').next() == Some(name))
        });
        heads.map(|(at, _)| at).any(is_test)
    })
}

#[test]
fn a_requirement_that_is_missing_twice_there_or_held_by_nothing_is_found() {
    let row = |number: usize| match number {
        7 => "| R7 | Short lists | `it::a::it_is_gone` |  |".to_owned(),
        8 => "| R8 | Early | `it::a::it_helps` |  |".to_owned(),
        9 => "| R9 | Aloud |  | because |".to_owned(),
        10 => "| R10 | Neighbours |  | People: a trial |".to_owned(),
        11 => "| R12 | Never doubt | `it::a::it_holds` |  |".to_owned(),
        number => format!("| R{number} | Any | `it::a::it_holds` |  |"),
    };
    let mut map = "| No. | What | Tests | Note |\n|---|---|---|---|\n".to_owned();
    map.extend((1..=COUNT).map(|number| row(number) + "\n"));
    let tests = "//! T.\n#[test]\nfn it_holds() {}\n\n\n\nfn it_helps() {}\n";
    let tree = Tree::of(&[(MAP, map.as_str()), ("tests/it/a.rs", tests)]);
    let expected = [":9", ":10", ":11", ":14", ":1"].map(|line| format!("{MAP}{line}"));
    expect_places(&check(&tree), &expected.each_ref().map(String::as_str));
    expect_places(&check(&Tree::of(&[])), &[&format!("{MAP}:1")]);
}
