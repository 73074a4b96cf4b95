//! `import` by the real program: what of each log comes in, what is said, what is recorded.

use std::fs;
use std::path::{Path, PathBuf};

use sangfroid::audit::line::head_of;
use sangfroid::audit::{decode, verify_stream};
use sangfroid::domain::event::Event;
use serde_json::Value;

use crate::cli::python::agreed;
use crate::cli::sandbox::{Said, Sandbox};
use crate::cli::script::with_samples;
use crate::cli::verdict::{Desk, lines, plain};

/// A laptop, and the incident that several of them write.
pub struct Laptop {
    pub sandbox: Sandbox,
    pub id: String,
}

/// The name that the first laptop gives to its first exercise.
pub fn first_exercise() -> String {
    format!("EXERCISE-{}-0001", chrono::Utc::now().format("%Y"))
}

impl Laptop {
    /// The one that opens the incident.
    pub fn first() -> Self {
        let sandbox = with_samples();
        let id = sandbox.start("drill");
        Self { sandbox, id }
    }

    /// Another one, with its own log of the same incident.
    pub fn joining(id: &str) -> Self {
        let sandbox = with_samples();
        let words = ["start", "drill", "--exercise", "--by", "AB", "--incident", id, "--headless"];
        assert_eq!(sandbox.fine(&words).trim(), id);
        Self { sandbox, id: id.to_owned() }
    }

    /// The same data folder once more, as a copy of the whole disk would have it.
    pub fn cloned(&self) -> Self {
        let sandbox = Sandbox::new();
        copy(&self.sandbox.folder(), &sandbox.folder());
        Self { sandbox, id: self.id.clone() }
    }

    pub fn folder(&self) -> PathBuf {
        self.sandbox.folder().join(&self.id)
    }

    pub fn note(&self, text: &str) {
        self.sandbox.fine(&["note", &self.id, text]);
    }

    /// The name under which it writes.
    pub fn writer(&self) -> String {
        let name = fs::read_to_string(self.sandbox.folder().join("writer")).unwrap();
        name.trim().to_owned()
    }

    /// All segments of a log in its folder.
    pub fn log(&self, label: &str) -> Vec<u8> {
        let mut names: Vec<_> = entries(&self.folder().join("log"));
        names.retain(|name| {
            let rest = name.strip_prefix(label).and_then(|rest| rest.strip_suffix(".jsonl"));
            rest.is_some_and(|rest| rest.len() == 5)
        });
        names
            .iter()
            .flat_map(|name| fs::read(self.folder().join("log").join(name)).unwrap())
            .collect()
    }

    pub fn own(&self) -> Vec<u8> {
        self.log(&self.writer())
    }

    /// A copy of its incident's folder as it is now.
    pub fn stick(&self) -> tempfile::TempDir {
        let stick = tempfile::tempdir().unwrap();
        copy(&self.folder(), &stick.path().join(&self.id));
        stick
    }

    pub fn import(&self, paths: &[&Path]) -> Said {
        let mut words = vec!["import"];
        words.extend(paths.iter().map(|path| path.to_str().unwrap()));
        self.sandbox.run(&words)
    }

    /// What an import says for a program, and its exit code.
    pub fn import_json(&self, paths: &[&Path]) -> (i32, Value) {
        let mut words = vec!["import", "--json"];
        words.extend(paths.iter().map(|path| path.to_str().unwrap()));
        let said = self.sandbox.run(&words);
        (said.code, said.json())
    }

    /// The events of its own log of one kind.
    pub fn recorded(&self, code: &str) -> Vec<Event> {
        let own = self.own();
        let all = lines(&own).into_iter().filter(|line| holds(line, code));
        all.map(|line| decode(line).unwrap().record.event).collect()
    }
}

fn holds(line: &[u8], code: &str) -> bool {
    String::from_utf8_lossy(line).contains(&format!("\"do\":\"{code}\""))
}

pub fn entries(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for name in entries(from) {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}

/// Everything below a folder, for seeing that it was left alone.
pub fn everything(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for name in entries(folder) {
        let path = folder.join(&name);
        if path.is_dir() && !path.is_symlink() {
            let inner = everything(&path).into_iter();
            all.extend(inner.map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else if name != ".lock" {
            all.push((name, fs::read(&path).unwrap_or_default()));
        }
    }
    all
}

/// Both verifiers, with one answer.
fn verified(laptop: &Laptop) -> (i32, Vec<Vec<(String, u64)>>) {
    agreed(&Desk { sandbox: Sandbox::new() }, &[laptop.folder().to_str().unwrap()])
}

#[test]
fn a_second_laptops_log_comes_in_byte_for_byte_and_a_second_time_adds_nothing() {
    for lang in ["en", "fr"] {
        let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
        two.note("the lamp is lit");
        let piece = two.sandbox.home().join("piece");
        fs::write(&piece, b"what was found").unwrap();
        two.sandbox.fine(&["evidence", &two.id, piece.to_str().unwrap()]);
        let before = everything(&two.folder());
        let path = two.folder().display().to_string();
        let words = ["--lang", lang, "import", &path, "--by", "MB"];
        let said = one.sandbox.fine(&words);
        let n = lines(&two.own()).len();
        assert!(said.contains(&format!("{} ", two.writer())) || said.contains(&two.writer()));
        assert!(said.contains(&n.to_string()) && !said.contains('{'), "{said}");
        assert_eq!(everything(&two.folder()), before, "the other folder is only read");
        assert_eq!(one.log(&two.writer()), two.own());
        let kept = entries(&one.folder().join("files"));
        assert_eq!(kept, entries(&two.folder().join("files")));
        let keys = fs::read_to_string(one.folder().join("keys/allowed_signers")).unwrap();
        assert_eq!(keys.lines().count(), 2, "{keys}");
        let recorded = one.recorded("witness");
        let [Event::Witnessed(witness)] = recorded.as_slice() else { panic!("{recorded:?}") };
        let [seen] = witness.heads.as_slice() else { panic!("{witness:?}") };
        let last = head_of(lines(&two.own())[n - 1]).unwrap().to_string();
        assert_eq!(
            (seen.writer.to_string(), seen.seq.0, &seen.head),
            (two.writer(), n as u64, &last)
        );
        assert_eq!(witness.via, "folder");

        let before = everything(&one.folder());
        let again = one.sandbox.fine(&words[..4]);
        assert_eq!(everything(&one.folder()), before, "{again}");
        assert!(!again.contains(&format!("{}.", one.writer())), "nothing was recorded: {again}");
        assert_eq!(verified(&one).0, 0);
        // Back again: the first laptop's log is no news to it, the second learns of the first.
        let back = two.import(&[&one.folder()]);
        assert_eq!(back.code, 0, "{back:?}");
        assert_eq!(verified(&two).0, 0);
    }
}

#[test]
fn of_two_copies_the_longer_is_kept_whatever_comes_first_and_the_older_one_is_told() {
    let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
    let early = two.stick();
    two.note("later");
    let late = two.stick();
    two.note("latest");
    let path = |stick: &tempfile::TempDir| stick.path().join(&two.id);
    assert_eq!(one.import(&[&path(&early)]).code, 0);
    let first = fs::read(one.folder().join("log").join(format!("{}.0001.jsonl", two.writer())));
    let (code, json) = one.import_json(&[&two.folder()]);
    assert_eq!(
        (code, &json["logs"][0]["became"], &json["logs"][0]["new_lines"]),
        (0, &"longer".into(), &2.into()),
        "{json:#}"
    );
    assert_eq!(one.log(&two.writer()), two.own());
    let after = fs::read(one.folder().join("log").join(format!("{}.0001.jsonl", two.writer())));
    assert_eq!(first.unwrap(), after.unwrap(), "nothing that was there is touched");
    let said = one.import(&[&path(&late)]);
    assert!(said.code == 0 && said.out.contains("older copy"), "{said:?}");
    let count = one.recorded("witness").len();
    assert_eq!(count, 3, "that an older copy was seen is on record");
    let before = everything(&one.folder());
    assert_eq!(one.import(&[&path(&late), &path(&early), &two.folder()]).code, 0);
    assert_eq!(everything(&one.folder()), before);
    assert_eq!(verified(&one).0, 0);

    // All of them at once, in any order.
    let other = Laptop::joining(&first_exercise());
    let said = other.import(&[&path(&early), &two.folder(), &path(&late)]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(other.log(&two.writer()), two.own());
    assert_eq!(
        entries(&other.folder().join("log")).iter().filter(|n| n.ends_with("jsonl")).count(),
        2
    );
}

#[test]
fn logs_that_part_are_kept_both_recorded_once_and_shown_everywhere() {
    let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
    two.note("before");
    let twin = two.cloned();
    two.note("this way");
    twin.note("that way");
    twin.note("and on");
    assert_eq!(one.import(&[&two.folder()]).code, 0);
    let said = one.import(&[&twin.folder()]);
    assert_eq!(said.code, 4, "{said:?}");
    let part = lines(&two.own()).len() as u64;
    assert!(said.out.contains("TWO HISTORIES") && said.out.contains(&format!("line {part}")));
    let label = format!("{}.copy-2", two.writer());
    assert_eq!((one.log(&two.writer()), one.log(&label)), (two.own(), twin.own()));
    let forks = one.recorded("fork");
    let [Event::Forked(fork)] = forks.as_slice() else { panic!("{forks:?}") };
    let heads = fork.heads.clone().map(|seen| seen.head);
    let end = |laptop: &Laptop| head_of(lines(&laptop.own()).last().unwrap()).unwrap().to_string();
    assert_eq!((fork.at.0, heads), (part, [end(&two), end(&twin)]));
    assert!(said.out.contains(&end(&two)) && said.out.contains(&end(&twin)), "{said:?}");

    let before = everything(&one.folder());
    let again = one.import(&[&twin.folder()]);
    assert!(again.code == 4 && again.out.contains("Nothing new"), "{again:?}");
    assert_eq!(everything(&one.folder()), before);
    twin.note("further");
    assert_eq!(one.import(&[&twin.folder(), &two.folder()]).code, 4);
    assert_eq!((one.log(&label), one.recorded("fork").len()), (twin.own(), 1));

    let (code, found) = verified(&one);
    assert_eq!(code, 4);
    assert_eq!(
        found.iter().flatten().filter(|(code, line)| code == "fork" && *line == part).count(),
        2
    );
    let log = one.sandbox.run(&["log", &one.id]);
    assert!(log.out.contains(&format!("{label}.{}", part + 1)), "{log:?}");
    assert!(log.out.contains("TWO HISTORIES"), "{log:?}");
    let status = one.sandbox.fine(&["status", &one.id]);
    assert!(status.contains("that way") && status.contains("this way"), "{status}");

    // The copy for others holds all of them and ends in the same heads.
    let out = one.sandbox.home().join("copy");
    let words = ["export", &one.id, "--as", "log", "--out", out.to_str().unwrap()];
    one.sandbox.fine(&words);
    for label in [one.writer(), two.writer(), label] {
        let name = format!("log/{label}.0001.jsonl");
        let log = one.log(&label);
        let copied: Vec<u8> = entries(&out.join("log"))
            .into_iter()
            .filter(|name| name.strip_prefix(&label).is_some_and(|rest| rest.len() == 11))
            .flat_map(|name| fs::read(out.join("log").join(name)).unwrap())
            .collect();
        let head = |bytes: &[u8]| {
            verify_stream(&mut &bytes[..], sangfroid::audit::Verifier::new()).unwrap().head
        };
        assert_eq!(head(&copied), head(&log), "{name}");
    }
}

#[test]
fn another_log_of_the_same_name_gets_another_one_and_no_key_is_trusted_twice() {
    let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
    assert_eq!(one.import(&[&two.folder()]).code, 0);
    let other = with_samples();
    fs::write(other.folder().join("writer"), two.writer()).unwrap();
    let words = ["start", "drill", "--exercise", "--by", "ZZ", "--incident", &two.id, "--headless"];
    other.fine(&words);
    let impostor = Laptop { sandbox: other, id: two.id.clone() };
    let keys = fs::read(one.folder().join("keys/allowed_signers")).unwrap();
    let (code, json) = one.import_json(&[&impostor.folder()]);
    let label = format!("{}.copy-2", two.writer());
    assert_eq!((code, &json["logs"][0]["name"]), (1, &label.as_str().into()), "{json:#}");
    assert_eq!(json["keys_refused"], serde_json::json!([two.writer()]));
    assert_eq!(fs::read(one.folder().join("keys/allowed_signers")).unwrap(), keys);
    assert_eq!((one.log(&two.writer()), one.log(&label)), (two.own(), impostor.own()));
    assert!(one.recorded("fork").is_empty(), "another log is no fork");
    // No false alarm: only the name is the same.
    assert_eq!(verified(&one).0, 0);
}

#[test]
fn a_list_of_keys_that_lost_its_last_line_feed_keeps_its_rows_apart() {
    let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
    let path = one.folder().join("keys").join("allowed_signers");
    let own = fs::read_to_string(&path).unwrap();
    fs::write(&path, own.trim_end()).unwrap();
    assert_eq!(one.import(&[&two.folder()]).code, 0);
    let rows = fs::read_to_string(&path).unwrap();
    let foreign = rows.strip_prefix(&own).expect("the own row stays as it was");
    assert!(foreign.starts_with(&format!("{} ", two.writer())), "{rows}");
    assert_eq!(foreign.lines().count(), 1, "{rows}");
}

#[test]
fn what_a_third_laptop_saw_proves_a_cut_and_a_rewrite_of_what_is_delivered() {
    let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
    let early = two.stick();
    let twin = two.cloned();
    two.note("seen by the third");
    twin.note("never seen");
    let third = Laptop::joining(&first_exercise());
    assert_eq!(third.import(&[&two.folder()]).code, 0);
    let witness = third.folder().join("log").join(format!("{}.0001.jsonl", third.writer()));
    let (code, json) = one.import_json(&[&early.path().join(&two.id), &witness]);
    let n = lines(&two.own()).len();
    let lost = serde_json::json!([{
        "code": "lost-tail", "line": n, "seen_by": third.writer(), "writer": two.writer()
    }]);
    assert_eq!((code, &json["findings"]), (5, &lost), "{json:#}");
    let fourth = Laptop::joining(&first_exercise());
    let (code, json) = fourth.import_json(&[&twin.folder(), &witness]);
    assert_eq!((code, &json["findings"][0]["code"]), (4, &"rewritten".into()), "{json:#}");
    assert_eq!(json["findings"][0]["line"], n);
    for lang in ["en", "fr"] {
        let paths = [twin.folder(), witness.clone()].map(|path| path.display().to_string());
        let words = ["--lang", lang, "import", &paths[0], &paths[1]];
        let said = fourth.sandbox.run(&words);
        assert!(said.code == 4 && said.out.contains(&two.writer()), "{said:?}");
    }
    // Once the whole log comes in, the finding is gone.
    assert_eq!(one.import(&[&two.folder()]).code, 0);
}

#[test]
fn a_laptop_that_was_put_back_learns_it_from_its_own_longer_copy() {
    let one = Laptop::first();
    let old = one.cloned();
    one.note("lost by the restore");
    let two = Laptop::joining(&one.id);
    assert_eq!(two.import(&[&one.folder()]).code, 0);
    let before = everything(&old.folder());
    for (lang, words) in [("en", "was put back"), ("fr", "revenue en arrière")] {
        let path = two.folder().display().to_string();
        let said = old.sandbox.run(&["--lang", lang, "import", &path]);
        // Anybody can write lines behind the last seal of a copy: a person decides.
        assert!(said.code == 5 && said.err.contains(words), "{said:?}");
        assert_eq!(everything(&old.folder()), before, "nothing makes a second history");
    }
    one.sandbox.fine(&["seal", &one.id]);
    assert_eq!(two.import(&[&one.folder()]).code, 0);
    let (code, json) = old.import_json(&[&two.folder()]);
    let held = lines(&one.own()).len();
    assert_eq!((code, &json["taken_back"]["lines"]), (1, &held.into()), "{json:#}");
    assert!(old.own().starts_with(&one.own()), "its own log goes on where it had been");
    assert_eq!(old.log(&two.writer()), two.own());
    assert!(old.recorded("fork").is_empty() && json["forks"].as_array().unwrap().is_empty());
    let (code, found) = verified(&old);
    assert!(code <= 1 && found.iter().flatten().all(|(code, _)| code != "fork"), "{found:?}");
}

#[test]
fn what_is_no_log_of_this_incident_is_refused_with_its_reason() {
    let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
    two.note("whole");
    two.sandbox.fine(&["seal", &two.id]);
    two.note("after the seal");
    let log = two.own();
    let put = |name: &str, bytes: &[u8]| {
        let folder = one.sandbox.home().join(name);
        fs::create_dir_all(folder.join("log")).unwrap();
        let label = format!("log/{}.0001.jsonl", two.writer());
        fs::write(folder.join(label), bytes).unwrap();
        folder
    };
    let altered = String::from_utf8(log.clone()).unwrap().replacen("\"KP\"", "\"KQ\"", 1);
    let altered = altered.replacen("\"AB\"", "\"AC\"", 1).into_bytes();
    let foreign = Laptop::joining("EXERCISE-2025-0002");
    let mut real: Vec<Vec<u8>> = lines(&log).iter().map(|line| line.to_vec()).collect();
    let text = String::from_utf8(real[0].clone()).unwrap();
    real[0] = text.replacen("\"exercise\"", "\"real\"", 1).into_bytes();
    crate::audit::sample::rechain(&mut real, 0);
    let mut lies: Vec<Vec<u8>> = lines(&log).iter().map(|line| line.to_vec()).collect();
    let seal = lies.iter().position(|line| holds(line, "seal")).unwrap();
    let text = String::from_utf8(lies[1].clone()).unwrap();
    lies[1] = text.replacen("\"l\":", "\"y\":1,\"l\":", 1).into_bytes();
    crate::audit::sample::rechain(&mut lies, 1);
    assert!(seal > 1);
    let mut hidden: Vec<Vec<u8>> = lines(&log).iter().map(|line| line.to_vec()).collect();
    let [first, _, third] = crate::audit::sample::columns(&hidden[0]);
    let digest = sangfroid::audit::Digest::of(first.as_bytes());
    hidden[0] = format!("{{\"k\":\"{digest}\",\t\t{third}\n").into_bytes();
    let cases: [(PathBuf, i32, &str, &str); 7] = [
        (put("altered", &altered), 4, "refused-altered", "altered at line"),
        (
            foreign.folder(),
            2,
            "refused-other-incident",
            "belongs to EXERCISE-2025-0002, not to EXERCISE",
        ),
        (put("real", &real.concat()), 2, "refused-other-mode", "exercise"),
        (put("empty", b""), 5, "refused-empty", "no whole line"),
        (put("half", &log[..40]), 5, "refused-empty", "no whole line"),
        (put("lies", &lies.concat()), 4, "refused-contradicted", "seal does not fit"),
        (put("hidden", &hidden.concat()), 2, "refused-nameless", "does not say whose"),
    ];
    let before = everything(&one.folder());
    for (path, code, became, words) in cases {
        let asked = ["import", path.to_str().unwrap(), "--incident", &one.id];
        let said = one.sandbox.run(&asked);
        assert!(said.code == code && plain(&said.out).contains(words), "{path:?}: {said:?}");
        let json = one.sandbox.run(&[asked.as_slice(), &["--json"]].concat()).json();
        assert_eq!(json["logs"][0]["became"], became, "{json:#}");
        let french = one.sandbox.run(&[&["--lang", "fr"], asked.as_slice()].concat());
        assert!(french.code == code && french.out.contains("NON REPRISE"), "{french:?}");
    }
    assert_eq!(everything(&one.folder()), before);
    // Without a name to go by.
    let said = one.import(&[&one.sandbox.home().join("hidden")]);
    assert!(said.code == 2 && said.err.contains("NOTHING TAKEN"), "{said:?}");
    // One bad log keeps nobody from the good one beside it.
    let mixed = put("mixed", &altered);
    let good = foreign_free(&two, &mixed);
    let (code, json) = one.import_json(&[&mixed]);
    assert_eq!(code, 4, "{json:#}");
    assert_eq!(one.log(&good.writer()), good.own());
}

/// One more laptop, whose log lies beside the others in `folder`.
fn foreign_free(two: &Laptop, folder: &Path) -> Laptop {
    let good = Laptop::joining(&two.id);
    let name = format!("{}.0001.jsonl", good.writer());
    fs::copy(good.folder().join("log").join(&name), folder.join("log").join(&name)).unwrap();
    good
}

#[test]
fn torn_ends_segments_single_files_and_newer_versions_come_in_as_they_should() {
    let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
    two.note("whole");
    let log = two.own();
    let all = lines(&log);
    let folder = one.sandbox.home().join("parts/log");
    fs::create_dir_all(&folder).unwrap();
    let name = |number: u32| folder.join(format!("{}.{number:04}.jsonl", two.writer()));
    // A piece torn at a border is made good by the next segment; the end is torn once more.
    let border = [all[..2].concat(), all[2][..30].to_vec()].concat();
    let tail = [all[2..].concat(), b"{\"e\":{\"v\":1".to_vec()].concat();
    fs::write(name(1), &border).unwrap();
    fs::write(name(2), &tail).unwrap();
    let said = one.import(&[&name(2), &name(1)]);
    assert!(said.code == 0 && said.out.contains("incomplete"), "{said:?}");
    assert_eq!(one.log(&two.writer()), [border, all[2..].concat()].concat());
    assert_eq!(verified(&one).0, 0);
    assert_eq!(one.import(&[folder.parent().unwrap()]).code, 0);
    assert_eq!(one.recorded("witness").len(), 1);

    let third = Laptop::joining(&first_exercise());
    third.note("of a newer version");
    let mut newer: Vec<Vec<u8>> = lines(&third.own()).iter().map(|line| line.to_vec()).collect();
    let text = String::from_utf8(newer[3].clone()).unwrap();
    newer[3] = text.replacen("\"v\":1,", "\"v\":2,", 1).into_bytes();
    crate::audit::sample::rechain(&mut newer, 3);
    newer.truncate(4);
    let path = one.sandbox.home().join(format!("{}.0001.jsonl", third.writer()));
    fs::write(&path, newer.concat()).unwrap();
    let said = one.import(&[&path]);
    assert!(said.code == 6 && said.out.contains("newer version"), "{said:?}");
    assert_eq!(one.log(&third.writer()), newer.concat(), "kept as it is");
    one.note("and work goes on");
}

#[test]
fn while_somebody_else_has_the_incident_nothing_is_taken_and_a_closed_one_takes_logs_still() {
    let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
    let lock = fs::File::open(one.folder().join(".lock")).unwrap();
    lock.try_lock().expect("nobody has it");
    let before = everything(&one.folder());
    let said = one.import(&[&two.folder()]);
    assert!(said.code == 3 && said.err.contains(&one.id), "{said:?}");
    assert_eq!(everything(&one.folder()), before);
    drop(lock);
    one.sandbox.fine(&["close", &one.id, "--reason", "over"]);
    assert_eq!(one.import(&[&two.folder()]).code, 0);
    assert_eq!(one.log(&two.writer()), two.own());

    let nowhere = with_samples();
    let said = nowhere.run(&["import", two.folder().to_str().unwrap()]);
    assert!(said.code == 2 && said.err.contains("start RUNBOOK --incident"), "{said:?}");
    assert_eq!(said.err.lines().count(), 2, "{said:?}");
}

#[test]
fn a_mirror_takes_what_comes_in_and_catches_up_when_it_was_away() {
    let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
    let mirror = tempfile::tempdir().unwrap();
    let at = mirror.path().to_str().unwrap().to_owned();
    one.sandbox.fine(&["--mirror", &at, "note", &one.id, "begun"]);
    let path = two.folder().to_str().unwrap().to_owned();
    one.sandbox.fine(&["--mirror", &at, "import", &path]);
    let there = |name: &str| fs::read(mirror.path().join(&one.id).join("log").join(name)).unwrap();
    assert_eq!(there(&format!("{}.0001.jsonl", two.writer())), two.own());
    two.note("more");
    one.sandbox.fine(&["import", &path]);
    one.sandbox.fine(&["--mirror", &at, "note", &one.id, "back"]);
    let both = [1, 2].map(|n| there(&format!("{}.000{n}.jsonl", two.writer()))).concat();
    assert_eq!(both, two.own());
}

#[test]
fn the_merged_log_names_every_writer_in_both_languages_and_for_programs() {
    let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
    two.note("from the second \u{202e}laptop");
    assert_eq!(one.import(&[&two.folder()]).code, 0);
    one.note("from the first");
    for lang in ["en", "fr"] {
        let said = one.sandbox.fine(&["--lang", lang, "log", &one.id]);
        let count = lines(&one.own()).len() + lines(&two.own()).len();
        assert_eq!(said.lines().count(), count, "{said}");
        let named = |line: &str| line.contains(&one.writer()) || line.contains(&two.writer());
        assert!(said.lines().all(named) && !said.contains(['{', '\u{202e}']), "{said}");
        let place = |text: &str| said.lines().position(|line| line.contains(text)).unwrap();
        assert!(place("from the second") < place("from the first"), "{said}");
        let status = one.sandbox.fine(&["--lang", lang, "status", &one.id]);
        assert!(status.contains("from the second") && !status.contains(": from the first"));
    }
    let json = one.sandbox.run(&["log", &one.id, "--json"]).json();
    let writers: std::collections::BTreeSet<_> =
        json.as_array().unwrap().iter().map(|entry| entry["log"].as_str().unwrap()).collect();
    assert_eq!(writers, [one.writer().as_str(), &two.writer()].into());
}
