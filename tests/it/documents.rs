//! What the documents promise, held against the program.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command as Process;

use sangfroid::cli::exit::Exit;
use tempfile::TempDir;

const README: &str = include_str!("../../README.md");
const CHANGELOG: &str = include_str!("../../CHANGELOG.md");
const ARCHITECTURE: &str = include_str!("../../ARCHITECTURE.md");

/// What stands between two marks, each on a line of its own.
#[cfg(feature = "tui")]
fn between<'t>(text: &'t str, begin: &str, end: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(&format!("{begin}\n"))?;
    let (inside, _) = rest.split_once(&format!("{end}\n"))?;
    Some(inside)
}

#[cfg(feature = "tui")]
mod screen {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use sangfroid::domain::event::Mode;
    use sangfroid::domain::text::Lang;
    use sangfroid::tui::intent::{Intent, Mode as Reading};
    use sangfroid::tui::keyboard::Keyboard;
    use sangfroid::tui::keymap;

    use super::{README, between};
    use crate::screens::desk::Desk;

    const TELEPHONES: &str = include_str!("../../runbooks/telephony-loss.yaml");

    #[test]
    fn the_screen_in_the_readme_is_the_one_that_the_program_draws() {
        let desk = Desk::started(Lang::En, Mode::Real, TELEPHONES);
        assert_eq!(desk.size, (80, 24));
        let wanted = format!("```text\n{}\n```\n", desk.text());
        let shown = between(README, "<!-- screen: step-en-80x24 -->", "<!-- /screen -->");
        assert!(shown == Some(&wanted), "the block has to be:\n{wanted}");
    }

    /// Keys in backticks, one character each.
    fn keys(text: &str) -> Vec<char> {
        let single = |code: &str| {
            let mut chars = code.chars();
            chars.next().filter(|_| chars.next().is_none())
        };
        let mut keys: Vec<char> = text.split('`').skip(1).step_by(2).filter_map(single).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    #[test]
    fn the_keys_in_the_readme_do_what_it_says() {
        let meanings = [
            ('2', Intent::Digit(2)),
            ('?', Intent::Help),
            ('C', Intent::Calls),
            ('D', Intent::Clocks),
            ('E', Intent::Evidence),
            ('I', Intent::Impossible),
            ('M', Intent::Menu),
            ('N', Intent::Note),
            ('P', Intent::Postpone),
            ('Q', Intent::Quit),
            ('S', Intent::Skip),
            ('U', Intent::Undo),
        ];
        // The blocks between fences hold no keys.
        let prose: String = README.split("```").step_by(2).collect();
        let known: Vec<char> = meanings.iter().map(|(key, _)| *key).collect();
        assert_eq!(keys(&prose), known, "a key that nothing here speaks of, or one that is gone");
        for (key, intent) in meanings {
            let event = KeyEvent::new(KeyCode::Char(key), KeyModifiers::NONE);
            let press =
                keymap::read(event, Reading::Command, &Keyboard::default()).expect("a press");
            assert_eq!(press.intent, intent, "{key}");
        }
    }

    #[test]
    fn keys_are_found_between_backticks_only() {
        assert_eq!(keys("Press `S` or `Q`, not A; `two` and `S` again."), ['Q', 'S']);
    }
}

/// The commands of the readme, comments and all: the lines of its shell blocks that begin with
/// the program.
fn commands(text: &str) -> Vec<&str> {
    let blocks = text.split("```sh\n").skip(1).filter_map(|rest| rest.split_once("```"));
    let ours = blocks.map(|(block, _)| block).filter(|block| block.starts_with("sangfroid"));
    ours.flat_map(str::lines).filter(|line| !line.trim().is_empty()).collect()
}

/// A shell in an empty home, whose current folder is the one with the incidents.
struct Shell {
    home: TempDir,
}

impl Shell {
    fn new() -> Self {
        let shell = Self { home: TempDir::new().unwrap() };
        std::fs::create_dir_all(shell.folder()).unwrap();
        shell
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("share/sangfroid")
    }

    /// Runs a line; gives what it printed and how it ended.
    fn run(&self, line: &str) -> (String, String, Option<i32>) {
        let program = Path::new(env!("CARGO_BIN_EXE_sangfroid"));
        let path = std::env::var("PATH").unwrap_or_default();
        let output = Process::new("sh")
            .args(["-c", line])
            .current_dir(self.folder())
            .env("PATH", format!("{}:{path}", program.parent().unwrap().display()))
            .env("HOME", self.home.path())
            .env("XDG_DATA_HOME", self.home.path().join("share"))
            .env("LC_ALL", "C.UTF-8")
            .output()
            .expect("a shell");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (text(&output.stdout), text(&output.stderr), output.status.code())
    }
}

#[test]
fn the_commands_in_the_readme_work_in_their_order() {
    let shell = Shell::new();
    let commands = commands(README);
    assert!(commands.len() >= 7, "{commands:?}");
    let mut incident = String::new();
    for command in commands {
        let line =
            command.replace("INC-FOLDER", &incident).replace("EXERCISE-2026-0001", &incident);
        let (said, refused, code) = shell.run(&line);
        assert_eq!(code, Some(0), "{line}: {said}{refused}");
        if command.starts_with("sangfroid start") {
            assert!(command.ends_with("# prints EXERCISE-2026-0001"), "{command}");
            said.trim().clone_into(&mut incident);
            assert!(incident.starts_with("EXERCISE-") && incident.ends_with("-0001"), "{incident}");
        }
    }
    // The other way to check, as it stands beside the command.
    let or = README.split_once("# or: ").and_then(|(_, rest)| rest.lines().next());
    let (said, refused, code) = shell.run(&or.unwrap().replace("EXERCISE-2026-0001", &incident));
    assert_eq!(code, Some(0), "{said}{refused}");
}

#[test]
fn the_commands_named_in_the_text_of_the_readme_exist() {
    let shell = Shell::new();
    let prose: String = README.split("```").step_by(2).collect();
    let named = prose.split('`').skip(1).step_by(2).filter(|code| code.starts_with("sangfroid "));
    for command in named {
        // Only the verb counts here: some of them need an incident.
        let verb: Vec<_> = command.split(' ').take_while(|word| !word.starts_with('-')).collect();
        let (said, refused, code) = shell.run(&format!("{} --help", verb.join(" ")));
        assert_eq!(code, Some(0), "{command}: {said}{refused}");
    }
    let (starter, refused, code) = shell.run(
        "sangfroid runbook new my-runbook > my-runbook.yaml && cat my-runbook.yaml \
         && sangfroid runbook check my-runbook.yaml",
    );
    assert_eq!(code, Some(0), "{starter}{refused}");
}

/// Each exit code in the words of the readme. The match has no other arm, so that a new code has
/// to be written down.
fn words_of(exit: Exit) -> &'static str {
    match exit {
        Exit::Fine => "fine",
        Exit::Findings => "findings",
        Exit::Usage => "usage",
        Exit::Outside => "the outside failed",
        Exit::Altered => "log altered",
        Exit::Incomplete => "log incomplete",
        Exit::Newer => "written by a newer version",
        Exit::Bug => "our bug",
    }
}

#[test]
fn the_exit_codes_in_the_readme_are_those_of_the_program() {
    let all = [
        Exit::Fine,
        Exit::Findings,
        Exit::Usage,
        Exit::Outside,
        Exit::Altered,
        Exit::Incomplete,
        Exit::Newer,
        Exit::Bug,
    ];
    let list = all.map(|exit| format!("{} {}", exit.code(), words_of(exit))).join(", ");
    let one_line = README.split_whitespace().collect::<Vec<_>>().join(" ");
    let wanted = format!("Exit codes: {list}.");
    assert!(one_line.contains(&wanted), "{wanted}");
}

/// Every file of the program and of its tests, from the root.
fn tree() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open: Vec<_> =
        ["src", "tests", "benches", "assets", "runbooks"].map(|name| root.join(name)).into();
    let mut found = BTreeSet::new();
    while let Some(path) = open.pop() {
        found.insert(path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"));
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    found
}

/// Files, folders and modules that a document speaks of and that are not in the tree.
fn lost(document: &str, tree: &BTreeSet<String>) -> Vec<String> {
    let prose: String = document.split("```").step_by(2).collect();
    let is_lost = |code: &&str| {
        let code = code.trim_end_matches('/');
        if code.contains('<') {
            return false; // A pattern for many files, not the name of one.
        }
        let roots = ["src/", "tests/", "benches/", "assets/", "runbooks/"];
        if roots.iter().any(|root| code.starts_with(root)) {
            return !tree.contains(code);
        }
        let extension = Path::new(code).extension().and_then(|extension| extension.to_str());
        if matches!(extension, Some("rs" | "py")) {
            return !tree.iter().any(|path| path.ends_with(&format!("/{code}")));
        }
        let module = code.split("::").next().filter(|_| code.contains("::"));
        module.is_some_and(|name| {
            let is_ours = name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            let there = [format!("src/{name}"), format!("src/{name}.rs")];
            is_ours && name != "std" && !there.iter().any(|path| tree.contains(path))
        })
    };
    prose.split('`').skip(1).step_by(2).filter(is_lost).map(str::to_owned).collect()
}

#[test]
fn the_documents_speak_of_nothing_that_is_not_there() {
    let tree = tree();
    for (name, text) in
        [("README", README), ("CHANGELOG", CHANGELOG), ("ARCHITECTURE", ARCHITECTURE)]
    {
        assert_eq!(lost(text, &tree), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_planted_name_of_a_lost_file_is_found() {
    let tree: BTreeSet<String> =
        ["src", "src/audit", "src/audit/line.rs"].map(str::to_owned).into();
    let text = "`src/audit/` `line.rs` `audit::line` `src/gone.rs` `gone.rs` `gone::x` `Session`";
    assert_eq!(lost(text, &tree), ["src/gone.rs", "gone.rs", "gone::x"]);
}
