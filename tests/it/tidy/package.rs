//! Which package, and which part of the standard library, may be named where.

use super::finding::{Finding, expect_places};
use super::path::{Target, module_of, paths};
use super::shelf::dependencies;
use super::tree::{File, Tree};

const RULE: &str = "package";

/// One row: a path from outside, and the folders or files of `src` that may name it.
#[derive(Debug)]
struct Package {
    path: &'static str,
    places: Places,
}

#[derive(Debug)]
enum Places {
    /// Folders and files below `src`; none means nowhere at all.
    In(&'static [&'static str]),
    /// `#[cfg(test)]` items only.
    Tests,
}

const fn only_in(path: &'static str, places: &'static [&'static str]) -> Package {
    Package { path, places: Places::In(places) }
}

const fn only_in_tests(path: &'static str) -> Package {
    Package { path, places: Places::Tests }
}

/// The longest row that fits decides. `core` and `alloc` count as `std`.
const PACKAGES: &[Package] = &[
    only_in("annotate_snippets", &["diagnostics"]),
    only_in("askama", &["paper/template.rs", "paper/document.rs"]),
    only_in("chrono", &["domain/time.rs", "os/clock.rs"]),
    only_in("clap", &["cli", "program"]),
    only_in(
        "crossterm",
        &["tui/keymap.rs", "driver/stage.rs", "driver/tui.rs", "program/screen.rs", "os"],
    ),
    only_in("directories", &["os"]),
    only_in("fuzzy_matcher", &["tui/search.rs"]),
    only_in("getrandom", &["os"]),
    only_in("include_dir", &["runbook", "i18n/catalogue.rs", "i18n/page.rs"]),
    only_in("qrcode", &["cli/qr.rs"]),
    only_in("ratatui", &["tui", "driver", "program"]),
    only_in("rustix", &["os"]),
    only_in("schemars", &["runbook"]),
    only_in("serde", &["audit/wire_v1.rs", "runbook", "i18n", "diagnostics", "cli"]),
    only_in("serde_json", &["audit", "runbook", "diagnostics", "cli", "i18n"]),
    only_in("serde_yaml", &["runbook/yaml.rs", "i18n/catalogue.rs"]),
    only_in("sha2", &["audit"]),
    only_in("signal_hook", &["os"]),
    only_in("ssh_key", &["audit/sshsig.rs"]),
    only_in(
        "thiserror",
        &["domain", "runbook", "audit", "journal", "session", "cli", "driver", "os"],
    ),
    only_in(
        "tokio",
        &["driver/stage.rs", "driver/tui.rs", "program/screen.rs", "program/lines.rs", "os"],
    ),
    only_in("tokio::fs", &[]),
    only_in("tokio::net", &[]),
    only_in("tokio::process", &[]),
    only_in("unicode_normalization", &["domain", "runbook", "tui"]),
    only_in("unicode_segmentation", &["domain", "runbook", "diagnostics", "tui", "cli", "i18n"]),
    only_in(
        "unicode_width",
        &[
            "domain",
            "runbook",
            "lint",
            "diagnostics",
            "tui",
            "linear/ask.rs",
            "driver/thrifty.rs",
            "cli",
            "i18n",
        ],
    ),
    only_in_tests("insta"),
    only_in_tests("jsonschema"),
    only_in_tests("portable_pty"),
    only_in_tests("proptest"),
    only_in_tests("rqrr"),
    only_in_tests("tempfile"),
    only_in_tests("vt100"),
    only_in("std::collections::HashMap", &[]),
    only_in("std::collections::HashSet", &[]),
    only_in("std::collections::hash_map", &[]),
    only_in("std::collections::hash_set", &[]),
    only_in("std::env", &["os"]),
    only_in("std::fs", &["os"]),
    only_in("std::hash::RandomState", &[]),
    only_in("std::io::stderr", &["os", "program"]),
    only_in("std::io::stdin", &["os", "program"]),
    only_in("std::io::stdout", &["os", "program"]),
    only_in("std::net", &[]),
    only_in("std::os", &["os"]),
    only_in("std::os::unix::net", &[]),
    only_in("std::process", &["os"]),
    only_in("std::process::Child", &[]),
    only_in("std::process::Command", &[]),
    only_in("std::process::ExitCode", &["main.rs", "program"]),
    only_in("std::process::Stdio", &[]),
    only_in("std::process::Termination", &["main.rs"]),
    only_in("std::thread", &["os"]),
    only_in("std::time::Instant", &["os"]),
    only_in("std::time::SystemTime", &["os"]),
    only_in("std::time::UNIX_EPOCH", &["os"]),
];

impl Package {
    fn fits(&self, segments: &[&str]) -> bool {
        self.path.split("::").enumerate().all(|(at, own)| segments.get(at) == Some(&own))
    }

    /// Whether importing everything in `segments` would bring this in unseen.
    fn is_below(&self, segments: &[&str]) -> bool {
        let own: Vec<&str> = self.path.split("::").collect();
        own.len() > segments.len() && own.starts_with(segments)
    }
}

fn may_stand_in(places: &Places, file: &File, is_test: bool) -> bool {
    match places {
        Places::Tests => is_test,
        Places::In(places) => {
            let inside = file.path.strip_prefix("src/").unwrap_or(&file.path);
            places.iter().any(|place| {
                inside == *place
                    || inside.strip_prefix(place).is_some_and(|rest| rest.starts_with('/'))
            })
        }
    }
}

/// Compares every outside path in the program's sources with the table, and the table with
/// `Cargo.toml`.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let known = dependencies(tree);
    let mut found = Vec::new();
    for (name, line) in &known {
        let crate_name = name.replace('-', "_");
        if !PACKAGES.iter().any(|package| package.path == crate_name) {
            let text = format!("`{name}` has no row in the table of packages");
            found.push(Finding::new(RULE, "Cargo.toml", *line, text));
        }
    }
    for file in tree.sources() {
        let lexed = file.lexed();
        for named in paths(&lexed, &module_of(&file.path)) {
            let Target::Other(segments) = named.target else { continue };
            let is_test = lexed.is_test(named.line) || file.path.ends_with("/tests.rs");
            if let Some(text) = objection(&segments, file, is_test) {
                found.push(Finding::new(RULE, &file.path, named.line, text));
            }
        }
    }
    found
}

fn objection(segments: &[String], file: &File, is_test: bool) -> Option<String> {
    let mut segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let first = segments.first_mut()?;
    if matches!(*first, "core" | "alloc") {
        *first = "std";
    }
    if segments == ["std"] {
        return Some(
            "`std` under another name or whole hides what is used; name the part".to_owned(),
        );
    }
    if let Some((last, whole)) = segments.split_last()
        && *last == "*"
        && let Some(hidden) = PACKAGES.iter().find(|package| {
            package.is_below(whole) && !may_stand_in(&package.places, file, is_test)
        })
    {
        return Some(format!("a glob would bring in `{}` unseen; name the items", hidden.path));
    }
    let package = PACKAGES
        .iter()
        .filter(|package| package.fits(&segments))
        .max_by_key(|package| package.path.split("::").count())?;
    if may_stand_in(&package.places, file, is_test) {
        return None;
    }
    let places = match package.places {
        Places::Tests => "unit tests only".to_owned(),
        Places::In([]) => "nowhere".to_owned(),
        Places::In(places) => places.join(", "),
    };
    Some(format!("`{}` may not be named here; it may be named in: {places}", package.path))
}

/// Rows for packages that `Cargo.toml` does not have.
fn rows_without_dependency(tree: &Tree) -> Vec<&'static str> {
    let known = dependencies(tree);
    let is_known = |path: &str| known.iter().any(|(name, _)| name.replace('-', "_") == path);
    PACKAGES
        .iter()
        .map(|package| package.path)
        .filter(|path| !path.contains("::") && !is_known(path))
        .collect()
}

#[test]
fn every_row_of_the_table_is_a_dependency() {
    assert_eq!(rows_without_dependency(&Tree::of_this_repository()), Vec::<&str>::new());
}

#[test]
fn planted_packages_in_the_wrong_place_are_found() {
    let tree = Tree::of(&[
        (
            "Cargo.toml",
            "[package]\nname = \"x\"\n[dependencies]\nserde = \"1\"\nleft-pad = \"1\"\n",
        ),
        ("src/domain/step.rs", "use serde::Serialize;\nuse chrono::Utc;\nuse std::{fmt, fs};\n"),
        (
            "src/runbook/raw.rs",
            "use serde::Deserialize;\nfn f() {\n    serde_yaml::from_str(\"\");\n}\n",
        ),
        (
            "src/audit/chain.rs",
            "use std::collections::{BTreeMap, HashMap};\nuse serde::Serialize;\n",
        ),
        ("src/audit/wire_v1.rs", "#[cfg(test)]\nmod tests {\n    use proptest::prelude::*;\n}\n"),
        ("src/os/run.rs", "use std::process::{Command, id};\nuse core::net::IpAddr;\n"),
        (
            "src/session/wait.rs",
            "use std::time::*;\nuse std as s;\nfn f() { ::std::env::var(\"x\"); }\n",
        ),
        ("src/tui/update.rs", "use crossterm::event::KeyEvent;\nuse proptest::prelude::*;\n"),
        ("src/tui/keymap.rs", "use crossterm::event::KeyEvent;\nfn f() { tokio::spawn(x) }\n"),
        ("src/driver/tui.rs", "use tokio::net::TcpStream;\nextern crate rustix;\n"),
    ]);
    expect_places(
        &check(&tree),
        &[
            "Cargo.toml:5",
            "src/domain/step.rs:1",
            "src/domain/step.rs:2",
            "src/domain/step.rs:3",
            "src/runbook/raw.rs:3",
            "src/audit/chain.rs:1",
            "src/audit/chain.rs:2",
            "src/os/run.rs:1",
            "src/os/run.rs:2",
            "src/session/wait.rs:1",
            "src/session/wait.rs:2",
            "src/session/wait.rs:3",
            "src/tui/update.rs:1",
            "src/tui/update.rs:2",
            "src/tui/keymap.rs:2",
            "src/driver/tui.rs:1",
            "src/driver/tui.rs:2",
        ],
    );
}

#[test]
fn packages_in_their_place_pass() {
    let tree = Tree::of(&[
        ("Cargo.toml", "[dependencies]\nserde = \"1\"\n\n[dev-dependencies]\ntempfile = \"3\"\n"),
        ("src/domain/time.rs", "use chrono::{DateTime, Utc};\nuse std::time::Duration;\n"),
        ("src/os/disk.rs", "use std::fs::File;\nuse std::{env, thread};\nuse std::time::*;\n"),
        ("src/os/tests.rs", "use tempfile::tempdir;\n"),
        ("src/main.rs", "fn main() -> std::process::ExitCode { todo() }\n"),
        ("src/tui/view/step.rs", "use ratatui::prelude::*;\nstruct V { fs: u8, serde: u8 }\n"),
    ]);
    expect_places(&check(&tree), &[]);
}
