//! Who may import whom: the table, and the check of every path against it.

use std::collections::BTreeSet;

use super::finding::{Finding, expect_places};
use super::path::{Target, module_of, paths};
use super::tree::Tree;

const RULE: &str = "layer";

/// One row: a folder or file of `src`, and what of ours it may name beside itself.
#[derive(Debug)]
struct Layer {
    name: &'static str,
    may_name: &'static [&'static str],
}

const fn layer(name: &'static str, may_name: &'static [&'static str]) -> Layer {
    Layer { name, may_name }
}

/// Arrows go down only: a row names rows above it.
const LAYERS: &[Layer] = &[
    layer("lib", &[]),
    layer("domain", &[]),
    layer("diagnostics", &["domain"]),
    layer("runbook", &["domain", "diagnostics"]),
    layer("lint", &["domain", "diagnostics", "runbook"]),
    layer("audit", &["domain"]),
    layer("ports", &["domain", "audit"]),
    layer("journal", &["domain", "audit", "ports"]),
    layer("session", &["domain", "audit", "ports", "runbook"]),
    layer("i18n", &["domain", "diagnostics", "audit", "ports"]),
    layer("paper", &["domain", "runbook", "i18n"]),
    layer("tui", &["domain", "ports", "session", "diagnostics", "i18n", "runbook"]),
    layer("linear", &["domain", "i18n", "tui"]),
    layer(
        "driver",
        &[
            "domain",
            "diagnostics",
            "runbook",
            "lint",
            "audit",
            "ports",
            "journal",
            "session",
            "i18n",
            "tui",
            "linear",
        ],
    ),
    layer(
        "cli",
        &[
            "domain",
            "diagnostics",
            "runbook",
            "lint",
            "audit",
            "ports",
            "journal",
            "session",
            "i18n",
            "paper",
            "driver",
        ],
    ),
    layer("os", &["domain", "audit", "ports", "journal"]),
    layer(
        "program",
        &[
            "domain",
            "diagnostics",
            "runbook",
            "lint",
            "audit",
            "ports",
            "journal",
            "session",
            "i18n",
            "paper",
            "tui",
            "linear",
            "driver",
            "cli",
            "os",
        ],
    ),
    layer("main", &["program"]),
];

fn row(name: &str) -> Option<&'static Layer> {
    LAYERS.iter().find(|layer| layer.name == name)
}

/// Compares every path of ours that a source file names with the table.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.sources() {
        let Some(own) = row(file.layer()) else {
            let text = format!("`{}` has no row in the table of layers", file.layer());
            found.push(Finding::new(RULE, &file.path, 1, text));
            continue;
        };
        for named in paths(&file.lexed(), &module_of(&file.path)) {
            let Target::Ours(place) = named.target else { continue };
            let text = match place.first().map(String::as_str) {
                None | Some("*") => "names the whole crate; name the module".to_owned(),
                Some(target) if target == own.name || own.may_name.contains(&target) => continue,
                Some(target) if row(target).is_none() => {
                    format!("`{target}` has no row in the table of layers")
                }
                Some(target) => format!(
                    "`{}` may not name `{target}`; it may name: {}",
                    own.name,
                    if own.may_name.is_empty() {
                        "nothing".into()
                    } else {
                        own.may_name.join(", ")
                    }
                ),
            };
            found.push(Finding::new(RULE, &file.path, named.line, text));
        }
    }
    found
}

#[test]
fn arrows_of_the_table_go_down_only() {
    for (index, layer) in LAYERS.iter().enumerate() {
        for target in layer.may_name {
            let above = LAYERS[..index].iter().any(|row| row.name == *target);
            assert!(above, "{} names {target}, which does not stand above it", layer.name);
        }
    }
}

#[test]
fn only_the_wiring_may_name_the_adapters() {
    for layer in LAYERS {
        assert!(!layer.may_name.contains(&"main") && !layer.may_name.contains(&"lib"));
        assert!(layer.name == "program" || !layer.may_name.contains(&"os"), "{}", layer.name);
    }
}

#[test]
fn planted_arrows_that_go_up_are_found() {
    let tree = Tree::of(&[
        ("src/domain/step.rs", "//! D.\nuse crate::audit::chain;\nuse super::ids;\n"),
        (
            "src/domain/act.rs",
            "use super::super::session::Session;\nuse crate::{domain::ids, tui};\n",
        ),
        ("src/audit/chain.rs", "fn f() {\n    crate::session::go();\n}\n"),
        (
            "src/tui/view/step.rs",
            "mod m {\n    fn f(x: super::super::super::super::os::Disk) {}\n}\n",
        ),
        ("src/cli/run.rs", "use crate::driver::inline;\nuse crate::tui::model;\nuse crate::*;\n"),
        ("src/cli/list.rs", "use crate::attic::Old;\nuse crate as everything;\n"),
        ("src/driver/tui.rs", "#[cfg(test)]\nmod tests {\n    use crate::cli::args;\n}\n"),
        ("src/cellar/wine.rs", "//! No row.\n"),
        ("src/main.rs", "use sangfroid::program;\nuse sangfroid::domain::ids;\n"),
    ]);
    expect_places(
        &check(&tree),
        &[
            "src/domain/step.rs:2",
            "src/domain/act.rs:1",
            "src/domain/act.rs:2",
            "src/audit/chain.rs:2",
            "src/tui/view/step.rs:2",
            "src/cli/run.rs:2",
            "src/cli/run.rs:3",
            "src/cli/list.rs:1",
            "src/cli/list.rs:2",
            "src/driver/tui.rs:3",
            "src/cellar/wine.rs:1",
            "src/main.rs:2",
        ],
    );
}

#[test]
fn arrows_that_go_down_pass() {
    let tree = Tree::of(&[
        ("src/lib.rs", "pub mod domain;\n"),
        (
            "src/domain/step.rs",
            "use super::ids::StepId;\n/// Stored by `crate::audit`.\nfn f() {}\n",
        ),
        (
            "src/session/act.rs",
            "use crate::{audit, domain::step as s, ports::Clock, session::Input};\n",
        ),
        ("src/journal/open.rs", "const S: &str = \"crate::tui\"; fn f() { super::mend::go(); }\n"),
        ("src/program/run.rs", "use crate::{cli, driver, os::disk};\n"),
        ("src/main.rs", "fn main() { sangfroid::program::run(); }\n"),
    ]);
    expect_places(&check(&tree), &[]);
}

/// What the map says about one layer: the names in the second column, or all but some.
fn row_of_the_map(line: &str) -> Option<(&str, Vec<&str>)> {
    let mut cells = line.strip_prefix("| ")?.split(" | ");
    let (name, names) = (cells.next()?, cells.next()?);
    row(name)?;
    let listed: Vec<&str> = match names.strip_prefix("all but ") {
        Some(absent) => {
            let absent = absent.split(" and ").flat_map(|part| part.split(", "));
            let absent: Vec<&str> = absent.chain([name]).collect();
            let outer = ["lib", "program", "main"];
            let names = LAYERS.iter().map(|layer| layer.name);
            names.filter(|n| !absent.contains(n) && !outer.contains(n)).collect()
        }
        None if names == "nothing" => Vec::new(),
        None if names == "everything" => row(name)?.may_name.to_vec(),
        None => names.split(", ").collect(),
    };
    Some((name, listed))
}

#[test]
fn the_map_shows_this_table() {
    let tree = Tree::of_this_repository();
    let map = tree.file("ARCHITECTURE.md").expect("the map is there");
    let shown: Vec<(&str, Vec<&str>)> = map.text.lines().filter_map(row_of_the_map).collect();
    let is_there = |layer: &&Layer| tree.sources().any(|file| file.layer() == layer.name);
    for layer in LAYERS.iter().filter(is_there).filter(|layer| layer.name != "lib") {
        let (_, names) = shown
            .iter()
            .find(|(name, _)| *name == layer.name)
            .unwrap_or_else(|| panic!("the map has no row for `{}`", layer.name));
        let sorted = |names: &[&'static str]| BTreeSet::from_iter(names.to_vec());
        let shown: BTreeSet<&str> = names.iter().copied().collect();
        // Layers that have no file yet need not be shown.
        let is_real = |name: &&str| tree.sources().any(|file| file.layer() == *name);
        let real = |names: BTreeSet<&str>| -> BTreeSet<String> {
            names.into_iter().filter(is_real).map(str::to_owned).collect()
        };
        assert_eq!(real(shown), real(sorted(layer.may_name)), "the map's row for `{}`", layer.name);
    }
}
