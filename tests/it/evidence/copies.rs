//! Copies by the real program: they verify to the same head, hold nothing that is withheld, and
//! nothing that was there is touched.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sangfroid::audit::{Verdict, Verifier, verify_stream};

use super::property::{holds, spellings};
use crate::cli::sandbox::{Said, Sandbox};
use crate::cli::script::{say, with_samples};

/// What people typed, each in a field of its own.
const SECRETS: [&str; 9] = [
    "Kim Petersen the leader",
    "patient J. Doe moved to ED2",
    "+33 6 12 34 56 78 rang back",
    "ransom-note-of-ward-7.txt",
    "PC-RADIOLOGY-04",
    "safe behind the duty office",
    "Jeanne the night nurse",
    "The regional insurer",
    "the contents of the ransom note",
];

/// An exercise with a secret in nearly every field.
fn walked() -> (Sandbox, String) {
    let sandbox = with_samples();
    let words = ["start", "drill", "--exercise", "--by", "KP", "--name", SECRETS[0], "--headless"];
    let id = sandbox.fine(&words).trim().to_owned();
    sandbox.fine(&["note", &id, SECRETS[1]]);
    sandbox.fine(&["do", &id, "early", "skip", "--reason", SECRETS[2]]);
    let file = sandbox.home().join(SECRETS[3]);
    std::fs::write(&file, SECRETS[8]).unwrap();
    sandbox.fine(&[
        "evidence",
        &id,
        file.to_str().unwrap(),
        "--host",
        SECRETS[4],
        "--place",
        SECRETS[5],
        "--collected-by",
        SECRETS[6],
    ]);
    (sandbox, id)
}

fn export(sandbox: &Sandbox, source: &str, out: &Path, more: &[&str]) -> Said {
    let mut words = vec!["export", source, "--as", "log", "--out", out.to_str().unwrap()];
    words.extend(more);
    sandbox.run(&words)
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in std::fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                all.push((name, std::fs::read(&path).unwrap()));
            }
        }
    }
    all.sort();
    all
}

fn find(folder: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (name, bytes) in files(folder) {
        for spelling in spellings(text) {
            if holds(&bytes, &spelling) || holds(name.as_bytes(), &spelling) {
                found.push(name.clone());
            }
        }
    }
    found
}

/// What the check says of the one log of a folder, or of a log; the program has to agree.
fn verdict(sandbox: &Sandbox, path: &Path) -> Verdict {
    let said = sandbox.run(&["verify", path.to_str().unwrap()]);
    assert_eq!(said.code, 0, "{said:?}");
    let log = if path.is_dir() { segment(path) } else { path.to_owned() };
    let mut reader = std::io::BufReader::new(std::fs::File::open(log).unwrap());
    verify_stream(&mut reader, Verifier::new()).unwrap()
}

fn segment(folder: &Path) -> PathBuf {
    let mut logs =
        std::fs::read_dir(folder.join("log")).unwrap().map(|entry| entry.unwrap().path());
    logs.find(|path| path.extension().is_some_and(|e| e == "jsonl")).unwrap()
}

#[test]
fn without_a_word_nothing_that_was_typed_leaves_the_house() {
    for lang in ["en", "fr"] {
        let (sandbox, id) = walked();
        let out = sandbox.home().join("copy");
        let more = ["--recipient", SECRETS[7], "--tlp", "amber+strict", "--lang", lang];
        let said = export(&sandbox, &id, &out, &more);
        assert_eq!(said.code, 0, "{said:?}");
        assert!(said.out.starts_with("TLP:AMBER+STRICT\nEXERCI"), "{said:?}");
        assert!(said.out.ends_with("TLP:AMBER+STRICT\n"), "{said:?}");
        for secret in SECRETS {
            assert_eq!(find(&out, secret), Vec::<String>::new(), "{secret}");
        }
        let own = sandbox.folder().join(&id);
        assert!(!find(&own, SECRETS[7]).is_empty(), "the log knows for whom");
        let (ours, theirs) = (verdict(&sandbox, &own), verdict(&sandbox, &out));
        assert_eq!(ours.head, theirs.head);
        let readme = std::fs::read_to_string(out.join("README.txt")).unwrap();
        assert!(readme.starts_with("TLP:AMBER+STRICT\nEXERCI"), "{readme}");
        let texts = theirs.withheld_fields.to_string();
        assert!(said.out.contains(&format!(" {texts} ")), "{texts}: {said:?}");
        assert!(readme.contains(&format!(": {texts}.")), "{texts}: {readme}");
        assert!(!readme.contains("{tlp}") && !readme.contains("{logs}"), "{readme}");
        assert_eq!(sandbox.run(&["verify", out.to_str().unwrap(), "--original"]).code, 4);
        assert!(!out.join("files").exists());
        python(&out);
    }
}

fn python(out: &Path) {
    let checked =
        Command::new("python3").arg("-B").arg(out.join("verify.py")).arg(segment(out)).output();
    assert_eq!(checked.expect("python3 runs").status.code(), Some(0));
    let mut sums = Command::new("sha256sum");
    sums.args(["-c", "--strict", "SHA256SUMS"]).current_dir(out);
    assert!(sums.output().expect("sha256sum runs").status.success());
    let listed = std::fs::read_to_string(out.join("SHA256SUMS")).unwrap();
    let is_signed = out.join("SHA256SUMS.sig").exists();
    let others = 1 + usize::from(is_signed);
    assert_eq!(listed.lines().count() + others, files(out).len(), "all but the list itself");
}

/// The list of files is signed by the device, and stock `ssh-keygen` needs only the copy to say so.
#[test]
fn the_list_of_files_is_signed_and_the_log_is_sealed_before_a_copy() {
    let (sandbox, id) = walked();
    let out = sandbox.home().join("copy");
    assert_eq!(export(&sandbox, &id, &out, &[]).code, 0);
    let log = std::fs::read_to_string(segment(&out)).unwrap();
    let codes: Vec<_> = log.lines().filter_map(|line| line.split("\"do\":\"").nth(1)).collect();
    let exported = codes.iter().position(|code| code.starts_with("export")).unwrap();
    assert!(codes[exported - 1].starts_with("seal"), "{codes:?}");
    let name = segment(&out).file_name().unwrap().to_string_lossy().into_owned();
    let writer = name.split('.').next().unwrap().to_owned();
    let check = |list: Vec<u8>| {
        let mut keygen = Command::new("ssh-keygen");
        keygen.args(["-Y", "verify", "-f", "keys/allowed_signers", "-I", &writer]);
        keygen.args(["-n", "sangfroid-export", "-s", "SHA256SUMS.sig"]).current_dir(&out);
        keygen.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = keygen.spawn().expect("ssh-keygen runs");
        child.stdin.take().unwrap().write_all(&list).unwrap();
        child.wait_with_output().unwrap()
    };
    let list = std::fs::read(out.join("SHA256SUMS")).unwrap();
    let good = check(list.clone());
    assert!(good.status.success(), "{good:?}");
    let mut changed = list;
    changed[0] ^= 1;
    assert!(!check(changed).status.success());
    let other = sandbox.home().join("other");
    assert_eq!(export(&sandbox, out.to_str().unwrap(), &other, &[]).code, 0);
    assert!(!other.join("SHA256SUMS.sig").exists(), "a copy of what is not ours is not signed");
}

#[test]
fn a_full_copy_for_a_court_is_the_original_and_brings_its_evidence() {
    let (sandbox, id) = walked();
    let out = sandbox.home().join("court");
    let said = export(&sandbox, &id, &out, &["--withhold", "none"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(sandbox.run(&["verify", out.to_str().unwrap(), "--original"]).code, 0);
    let own = std::fs::read(sandbox.log(&id)).unwrap();
    assert_eq!(std::fs::read(segment(&out)).unwrap(), own, "byte for byte");
    assert_eq!(
        find(&out, SECRETS[8]).len(),
        2,
        "as the content of a file: {:?}",
        files(&out).len()
    );
    python(&out);
}

#[test]
fn chosen_fields_and_lines_are_withheld_and_the_others_are_there() {
    let (sandbox, id) = walked();
    let out = sandbox.home().join("some");
    let said =
        export(&sandbox, &id, &out, &["--withhold", "name,reason", "--withhold-lines", "note"]);
    assert_eq!(said.code, 0, "{said:?}");
    for secret in [SECRETS[0], SECRETS[1], SECRETS[2]] {
        assert_eq!(find(&out, secret), Vec::<String>::new(), "{secret}");
    }
    for secret in [SECRETS[3], SECRETS[4], SECRETS[5], SECRETS[6]] {
        assert!(!find(&out, secret).is_empty(), "{secret}");
    }
    assert!(out.join("files").is_dir(), "its line is whole");
    let other = sandbox.home().join("disclosed");
    let said = export(&sandbox, &id, &other, &["--disclose", "reason", "--with-files"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(!find(&other, SECRETS[2]).is_empty());
    assert_eq!(find(&other, SECRETS[4]), Vec::<String>::new());
    assert!(!find(&other, SECRETS[8]).is_empty(), "it was asked for");
    python(&other);
}

#[test]
fn a_copy_of_a_copy_is_made_by_its_path_and_leaves_it_as_it_was() {
    let (sandbox, id) = walked();
    let (one, two, single) =
        (sandbox.home().join("one"), sandbox.home().join("two"), sandbox.home().join("two.jsonl"));
    assert_eq!(export(&sandbox, &id, &one, &["--withhold", "name"]).code, 0);
    let before = files(&one);
    let said = export(&sandbox, one.to_str().unwrap(), &two, &["--disclose", "note"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(files(&one), before);
    assert_eq!(export(&sandbox, two.to_str().unwrap(), &single, &[]).code, 0);
    assert!(!find(&two, SECRETS[1]).is_empty());
    assert_eq!(verdict(&sandbox, &one).head, verdict(&sandbox, &single).head);
    assert_eq!(find(&two, SECRETS[0]), Vec::<String>::new());
    let third = sandbox.home().join("three");
    assert_eq!(export(&sandbox, single.to_str().unwrap(), &third, &["--withhold", "none"]).code, 0);
    for secret in SECRETS {
        assert_eq!(find(&third, secret), Vec::<String>::new(), "gone is gone: {secret}");
    }
}

#[test]
fn the_export_is_recorded_first_also_after_the_end_and_in_the_name_of_who_made_it() {
    let (sandbox, id) = walked();
    assert_eq!(say(&sandbox, &format!("close {id} --reason false_alarm")).code, 0);
    let out = sandbox.home().join("copy");
    let said = export(&sandbox, &id, &out, &["--withhold", "name,note", "--by", "MB"]);
    assert_eq!(said.code, 0, "{said:?}");
    for log in [sandbox.log(&id), segment(&out)] {
        let log = std::fs::read_to_string(log).unwrap();
        // The seal of what was written after the end may follow.
        let last = log.lines().rfind(|line| !line.contains("\"do\":\"seal\"")).unwrap();
        assert!(last.contains("\"do\":\"export\"") && last.contains("\"who\":\"MB\""), "{last}");
        assert!(last.contains("\"withheld\":[\"name\",\"note\"]"), "{last}");
    }
}

#[test]
fn what_is_there_is_never_written_over_and_nothing_is_made_inside_the_source() {
    let (sandbox, id) = walked();
    let own = sandbox.folder().join(&id);
    let before = std::fs::read(sandbox.log(&id)).unwrap();
    let there = sandbox.home().join("there");
    std::fs::create_dir(&there).unwrap();
    let file = sandbox.home().join("there.jsonl");
    std::fs::write(&file, b"mine").unwrap();
    let mut targets = vec![there, file.clone(), own.join("copy"), own.join("log/copy.jsonl")];
    targets.push(sandbox.home().join("no/such/folder"));
    #[cfg(unix)]
    {
        let link = sandbox.home().join("link");
        std::os::unix::fs::symlink("nowhere", &link).unwrap();
        let inside = sandbox.home().join("inside");
        std::os::unix::fs::symlink(&own, &inside).unwrap();
        targets.extend([link, inside.join("copy")]);
    }
    let everything = sandbox.everything();
    for target in targets {
        let said = export(&sandbox, &id, &target, &[]);
        assert_eq!(said.code, 3, "{target:?}: {said:?}");
        assert!(said.out.is_empty() && said.err.lines().count() >= 3, "{said:?}");
    }
    for bad in [["--withhold", "nmae"], ["--disclose", "all"], ["--withhold-lines", "notes"]] {
        assert_eq!(export(&sandbox, &id, &sandbox.home().join("new"), &bad).code, 2, "{bad:?}");
    }
    assert_eq!(sandbox.everything(), everything);
    assert_eq!(std::fs::read(sandbox.log(&id)).unwrap(), before, "no record of what was not begun");
    assert_eq!(std::fs::read(file).unwrap(), b"mine");
}

#[test]
fn a_damaged_log_is_not_copied_line_by_line_and_a_torn_end_is_left_out() {
    let (sandbox, id) = walked();
    let out = sandbox.home().join("copy");
    assert_eq!(export(&sandbox, &id, &out, &["--withhold", "none"]).code, 0);
    let log = segment(&out);
    let whole = std::fs::read(&log).unwrap();
    let mut damaged = whole.clone();
    damaged[300] ^= 1;
    std::fs::write(&log, &damaged).unwrap();
    let next = sandbox.home().join("next");
    let source = out.to_str().unwrap().to_owned();
    let said = export(&sandbox, &source, &next, &[]);
    assert_eq!(said.code, 4, "{said:?}");
    assert!(!next.exists() && !sandbox.home().join("next.part").exists());
    let mut torn = std::fs::OpenOptions::new().write(true).truncate(true).open(&log).unwrap();
    torn.write_all(&whole).unwrap();
    torn.write_all(b"{\"e\":{\"v\":1,\"secret of a torn line\"").unwrap();
    drop(torn);
    let said = export(&sandbox, &source, &next, &["--withhold", "none"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(std::fs::read(segment(&next)).unwrap(), whole);
    assert!(said.out.contains("incomplete"), "{said:?}");
}

#[test]
fn evidence_that_is_not_what_its_name_says_is_left_out_and_named_and_one_that_is_gone_is_counted() {
    let (sandbox, id) = walked();
    let folder = sandbox.folder().join(&id).join("files");
    let path = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    std::fs::write(&path, b"changed").unwrap();
    let out = sandbox.home().join("copy");
    let said = export(&sandbox, &id, &out, &["--with-files"]);
    assert!(said.code == 4 && said.out.contains("NOT COPIED: files/sha256-"), "{said:?}");
    assert!(!sandbox.home().join("copy.part").exists());
    let copied = std::fs::read_dir(out.join("files")).map_or(0, Iterator::count);
    assert_eq!(copied, 0, "nothing is copied that is not what its name says");
    std::fs::remove_file(&path).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    for (lang, words) in [("en", "1 not found"), ("fr", "1 introuvables")] {
        for more in [["--with-files", "--tlp", "red"], ["--withhold", "none", "--with-files"]] {
            std::fs::remove_dir_all(&out).unwrap();
            let said = export(&sandbox, &id, &out, &[&["--lang", lang], &more[..]].concat());
            assert!(said.code == 5 && said.out.contains(words), "{said:?}");
            let page = std::fs::read_to_string(out.join("README.txt")).unwrap();
            assert!(said.out.contains(name) && page.contains(name), "{said:?} {page}");
        }
    }
    // As whoever gets it will find it.
    assert_eq!(sandbox.run(&["verify", out.to_str().unwrap()]).code, 5);
}

#[test]
fn the_page_of_a_copy_names_checks_that_work_there() {
    for lang in ["en", "fr"] {
        let (sandbox, id) = walked();
        let out = sandbox.home().join("copy");
        let said = export(&sandbox, &id, &out, &["--withhold", "none", "--lang", lang]);
        assert_eq!(said.code, 0, "{said:?}");
        let page = std::fs::read_to_string(out.join("README.txt")).unwrap();
        for check in ["sha256sum -c SHA256SUMS", "python3 verify.py ."] {
            assert!(page.contains(&format!("\n  {check}\n")), "{check}: {page}");
            let run = Command::new("sh").args(["-c", check]).current_dir(&out).output().unwrap();
            assert!(run.status.success(), "{check}: {run:?}");
        }
        assert!(page.contains("keys/allowed_signers") && page.contains("--signers"), "{page}");
    }
}

#[test]
fn a_copy_inside_the_incidents_own_folder_is_refused_with_the_way_out() {
    let (sandbox, id) = walked();
    let before = std::fs::read(sandbox.log(&id)).unwrap();
    let out = sandbox.folder().join(&id).join("copy");
    for (lang, words) in [("en", "outside of it"), ("fr", "en dehors")] {
        let said = export(&sandbox, &id, &out, &["--lang", lang]);
        assert!(said.code == 3 && said.err.contains(words), "{said:?}");
        assert!(!said.err.contains("paper") && !out.exists(), "{said:?}");
    }
    assert_eq!(std::fs::read(sandbox.log(&id)).unwrap(), before);
}

/// The list is written last of all: a copy that a kill interrupted has another name.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_no_copy_and_the_log_says_that_one_was_begun() {
    let (sandbox, id) = walked();
    let out = sandbox.home().join("copy");
    let limited = Command::new("sh")
        .args(["-c", "ulimit -f 16; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_sangfroid"))
        .args(["--data", sandbox.folder().to_str().unwrap(), "export", &id, "--as", "log"])
        .args(["--out", out.to_str().unwrap()])
        .env_clear()
        .env("HOME", sandbox.home())
        .stdin(Stdio::null())
        .output()
        .expect("sh");
    let said: Said = limited.into();
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("NO COPY"), "{said:?}");
    assert!(!out.exists() && !sandbox.home().join("copy.part").exists());
    sandbox.fine(&["verify", sandbox.folder().join(&id).to_str().unwrap(), "--original"]);
}

#[test]
fn one_rotten_piece_is_left_out_and_named_and_the_copy_is_made() {
    for lang in ["en", "fr"] {
        let (sandbox, id) = walked();
        let files = sandbox.folder().join(&id).join("files");
        let rotten = std::fs::read_dir(&files).unwrap().next().unwrap().unwrap().path();
        std::fs::write(&rotten, b"something else").unwrap();
        let good = sandbox.home().join("good");
        std::fs::write(&good, b"good").unwrap();
        sandbox.fine(&["evidence", &id, good.to_str().unwrap()]);
        let out = sandbox.home().join("copy");
        let said = export(&sandbox, &id, &out, &["--withhold", "none", "--lang", lang]);
        assert_eq!(said.code, 4, "{said:?}");
        let name = rotten.file_name().unwrap().to_str().unwrap();
        assert!(said.out.contains(name) && said.err.is_empty(), "{said:?}");
        let kept: Vec<_> = std::fs::read_dir(out.join("files")).unwrap().collect();
        assert!(kept.len() == 1 && !out.join("files").join(name).exists(), "{kept:?}");
        let sums = std::fs::read_to_string(out.join("SHA256SUMS")).unwrap();
        assert!(!sums.contains(&format!("  files/{name}")), "{sums}");
        let page = std::fs::read_to_string(out.join("README.txt")).unwrap();
        assert!(page.contains(name), "{page}");
        let log = std::fs::read_to_string(sandbox.log(&id)).unwrap();
        assert_eq!(log.matches("\"do\":\"export\"").count(), 1);
    }
}
