//! Every command and option has its line in both languages, and every failure its advice.

use std::collections::BTreeSet;

use clap::{Command, CommandFactory};
use sangfroid::cli::args::Arguments;
use sangfroid::cli::help::{key, localised};
use sangfroid::domain::text::Lang;
use sangfroid::i18n::Catalogue;
use sangfroid::ports::FailureKind;

use super::sandbox::Sandbox;

fn paths(command: &Command, path: &str, out: &mut BTreeSet<String>) {
    out.insert(if path.is_empty() { "sangfroid".to_owned() } else { path.to_owned() });
    out.extend(command.get_arguments().map(|arg| key(path, arg)));
    for sub in command.get_subcommands() {
        let below = format!("{path} {}", sub.get_name());
        paths(sub, below.trim(), out);
    }
}

#[test]
fn every_path_of_the_command_line_has_a_text_in_both_languages_and_no_text_is_left_over() {
    let mut asked = BTreeSet::new();
    paths(&Arguments::command(), "", &mut asked);
    // These two are added by the parser itself.
    asked.extend(["--help".to_owned(), "--version".to_owned()]);
    for lang in Lang::ALL {
        let texts = &Catalogue::of(lang).cli.help;
        let given: BTreeSet<String> = texts.keys().cloned().collect();
        let missing: Vec<_> = asked.difference(&given).collect();
        let left_over: Vec<_> = given.difference(&asked).collect();
        assert!(missing.is_empty(), "{lang:?}: {missing:?}");
        assert!(left_over.is_empty(), "{lang:?}: {left_over:?}");
        assert!(texts.values().all(|text| !text.trim().is_empty()));
    }
}

#[test]
fn the_command_takes_its_texts_everywhere() {
    for lang in Lang::ALL {
        let texts = &Catalogue::of(lang).cli.help;
        let mut command = localised(Arguments::command(), texts);
        let mut open = vec![(String::new(), command.clone())];
        while let Some((path, at)) = open.pop() {
            let name = if path.is_empty() { "sangfroid" } else { &path };
            let about = at.get_about().map(ToString::to_string);
            assert_eq!(about.as_ref(), texts.get(name), "{name}");
            assert!(at.get_long_about().is_none(), "{name} has a second text");
            for arg in at.get_arguments() {
                let help = arg.get_help().map(ToString::to_string);
                assert_eq!(help.as_ref(), texts.get(&key(&path, arg)), "{name} {}", arg.get_id());
                assert!(arg.get_long_help().is_none(), "{name} {}", arg.get_id());
                let values = arg.get_possible_values();
                assert!(values.iter().all(|value| value.get_help().is_none()), "{values:?}");
            }
            let below = |sub: &Command| format!("{path} {}", sub.get_name()).trim().to_owned();
            open.extend(at.get_subcommands().map(|sub| (below(sub), sub.clone())));
        }
        command.build();
    }
}

#[test]
fn help_speaks_the_language_of_the_run() {
    let sandbox = Sandbox::new();
    for words in [["--lang", "fr", "do", "--help"], ["--lang=fr", "do", "done", "--help"]] {
        let help = sandbox.fine(&words);
        assert!(help.contains("Initiales"), "{help}");
    }
    let environment = sandbox.command().env("LC_ALL", "fr_FR.UTF-8").arg("--help").output();
    let help = String::from_utf8(environment.unwrap().stdout).unwrap();
    assert!(help.contains("Démarrer un incident"), "{help}");
}

#[test]
fn every_failure_says_what_happened_what_is_safe_and_what_to_do() {
    let kinds = [
        FailureKind::Full,
        FailureKind::ReadOnly,
        FailureKind::NotFound,
        FailureKind::Exists,
        FailureKind::ChangedUnderneath,
        FailureKind::Other,
    ];
    for lang in Lang::ALL {
        let mut seen = BTreeSet::new();
        for kind in kinds {
            let advice = Catalogue::of(lang).failure.of(kind);
            for text in [&advice.what, &advice.safe, &advice.next] {
                assert!(!text.trim().is_empty() && !text.contains('{'), "{text}");
            }
            assert!(seen.insert(&advice.what), "{kind:?} reads like another one");
        }
    }
}
