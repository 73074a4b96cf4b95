//! Folders that somebody filled with anything: each gets a precise answer, nothing of it counts.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use super::taken::{Laptop, entries, everything, first_exercise};

/// What somebody does to a folder.
type Hand<'h> = &'h dyn Fn(&Path);

/// A folder that delivers the second laptop's log, before somebody lays hands on it.
fn delivered(one: &Laptop, two: &Laptop, name: &str) -> std::path::PathBuf {
    let folder = one.sandbox.home().join(name);
    super::taken::copy(&two.folder(), &folder);
    folder
}

#[test]
fn links_pipes_strange_names_and_absurd_sizes_are_answered_and_touch_nothing() {
    let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
    let secret = one.sandbox.home().join("secret");
    fs::write(&secret, b"not for anybody").unwrap();
    let segment = format!("log/{}.0001.jsonl", two.writer());
    let hands: [(&str, Hand<'_>); 7] = [
        ("a linked log folder", &|folder| {
            fs::rename(folder.join("log"), folder.join("elsewhere")).unwrap();
            symlink(folder.join("elsewhere"), folder.join("log")).unwrap();
        }),
        ("a linked log", &|folder| {
            fs::remove_file(folder.join(&segment)).unwrap();
            symlink(&secret, folder.join(&segment)).unwrap();
        }),
        ("a pipe", &|folder| {
            fs::remove_file(folder.join(&segment)).unwrap();
            let made = std::process::Command::new("mkfifo").arg(folder.join(&segment)).status();
            assert!(made.unwrap().success());
        }),
        ("a folder as log", &|folder| {
            fs::remove_file(folder.join(&segment)).unwrap();
            fs::create_dir(folder.join(&segment)).unwrap();
        }),
        ("a strange name", &|folder| {
            let strange = folder.join("log/Lap\u{1b}[2J 1.0001.jsonl");
            fs::rename(folder.join(&segment), strange).unwrap();
        }),
        ("two gigabytes of nothing", &|folder| {
            let file = fs::OpenOptions::new().write(true).open(folder.join(&segment)).unwrap();
            file.set_len(2 << 30).unwrap();
        }),
        ("no log", &|folder| {
            fs::remove_file(folder.join(&segment)).unwrap();
        }),
    ];
    let before = everything(&one.folder());
    for (name, hand) in hands {
        let folder = delivered(&one, &two, name);
        hand(&folder);
        for lang in ["en", "fr"] {
            let words = ["--lang", lang, "import", folder.to_str().unwrap(), "--incident", &one.id];
            let said = one.sandbox.run(&words);
            assert_eq!(said.code, 3, "{name}: {said:?}");
            let text = format!("{}{}", said.out, said.err);
            assert!(
                !text.contains('\u{1b}') && !text.contains("not for anybody"),
                "{name}: {text}"
            );
            assert!(text.lines().count() >= 2, "{name}: {text}");
        }
        assert_eq!(everything(&one.folder()), before, "{name}");
    }
}

#[test]
fn evidence_that_is_none_of_it_is_left_out_and_the_log_comes_in() {
    let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
    for text in ["changed", "linked", "gone", "right"] {
        let piece = two.sandbox.home().join(text);
        fs::write(&piece, text).unwrap();
        two.sandbox.fine(&["evidence", &two.id, piece.to_str().unwrap()]);
    }
    let folder = delivered(&one, &two, "evidence");
    let name = |text: &str| {
        let digest = sangfroid::audit::Digest::of(text.as_bytes());
        folder.join("files").join(format!("sha256-{digest}"))
    };
    fs::write(name("changed"), b"something else").unwrap();
    fs::remove_file(name("linked")).unwrap();
    symlink(one.sandbox.home().join("anything"), name("linked")).unwrap();
    fs::remove_file(name("gone")).unwrap();
    let stranger =
        folder.join("files/sha256-").with_file_name(format!("sha256-{}", "0".repeat(64)));
    fs::write(stranger, b"nobody speaks of it").unwrap();
    let (code, json) = one.import_json(&[&folder]);
    let counts = serde_json::json!({ "taken": 1, "here": 0, "missing": 1, "wrong": 2 });
    assert_eq!((code, &json["evidence"]), (4, &counts), "{json:#}");
    let kept = name("right").file_name().unwrap().to_string_lossy().into_owned();
    let mut there = entries(&one.folder().join("files"));
    // A name that counts for nothing, and goes when the log is opened the next time.
    there.retain(|name| !name.starts_with(".taking-"));
    assert_eq!(there, [kept]);
    assert_eq!(one.log(&two.writer()), two.own());
    // What was missing comes with a better delivery.
    let (code, json) = one.import_json(&[&two.folder()]);
    assert_eq!((code, &json["evidence"]["taken"]), (0, &3.into()), "{json:#}");
}

#[test]
fn what_stands_in_the_way_in_the_own_folder_is_never_written_over() {
    let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
    let target = one.sandbox.home().join("target");
    fs::write(&target, b"somebody's work").unwrap();
    let part = one.folder().join("log").join(format!("{}.0001.part", two.writer()));
    symlink(&target, &part).unwrap();
    let said = one.import(&[&two.folder()]);
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("NOT ALL TAKEN"), "{said:?}");
    assert_eq!(fs::read(&target).unwrap(), b"somebody's work");
    fs::remove_file(part).unwrap();
    assert_eq!(one.import(&[&two.folder()]).code, 0);
}
