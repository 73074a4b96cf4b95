//! Evidence against a real system: links, pipes, devices, a full disk, a kill, and a long stream.

use std::io::{Read as _, Write as _};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use sangfroid::audit::digest::Digesting;

use crate::cli::sandbox::{Said, Sandbox};
use crate::cli::script::with_samples;

/// Most memory that a stream of any length may take, in KiB (64 MB).
const PEAK_KIB_MAX: u64 = 64 * 1024;

fn names(sandbox: &Sandbox, id: &str) -> Vec<String> {
    let folder = sandbox.folder().join(id).join("files");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn streaming(sandbox: &Sandbox, id: &str) -> Child {
    let mut command = sandbox.command();
    command.args(["evidence", id, "-", "--item", "a stream"]).stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs")
}

#[test]
fn what_is_no_file_of_its_own_is_refused_at_once() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let file = sandbox.home().join("file");
    std::fs::write(&file, b"x").unwrap();
    let place = |name: &str| sandbox.home().join(name);
    symlink(&file, place("link")).unwrap();
    symlink("/nowhere", place("loose")).unwrap();
    assert!(Command::new("mkfifo").arg(place("pipe")).status().unwrap().success());
    let before = std::fs::read(sandbox.log(&id)).unwrap();
    let sources = [place("link"), place("loose"), place("pipe"), sandbox.home().to_owned()];
    for source in sources.into_iter().chain([PathBuf::from("/dev/zero"), PathBuf::from("/dev/tty")])
    {
        let said = sandbox.run(&["evidence", &id, source.to_str().unwrap(), "--item", "it"]);
        assert_eq!(said.code, 2, "{source:?}: {said:?}");
        assert!(said.err.starts_with("NOT TAKEN"), "{said:?}");
    }
    assert_eq!(std::fs::read(sandbox.log(&id)).unwrap(), before);
    assert_eq!(names(&sandbox, &id), Vec::<String>::new());
}

#[test]
fn a_folder_of_attachments_that_leads_elsewhere_takes_nothing() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let elsewhere = sandbox.home().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, sandbox.folder().join(&id).join("files")).unwrap();
    let file = sandbox.home().join("file");
    std::fs::write(&file, b"x").unwrap();
    let said = sandbox.run(&["evidence", &id, file.to_str().unwrap()]);
    assert_eq!(said.code, 3, "{said:?}");
    assert_eq!(std::fs::read_dir(elsewhere).unwrap().count(), 0);
}

#[test]
fn links_where_own_files_belong_are_never_followed_by_a_copy() {
    let secret = "root:x:0:0: what the copy must not carry out";
    for (folder, name) in
        [("log", "lap-0001.0001.jsonl"), ("keys", "allowed_signers"), ("files", "")]
    {
        let sandbox = with_samples();
        let id = sandbox.start("drill");
        let out = sandbox.home().join("out");
        let whole = ["export", &id, "--as", "log", "--withhold", "none", "--out"];
        sandbox.fine(&[whole.as_slice(), &[out.to_str().unwrap()]].concat());
        let outside = sandbox.home().join("outside");
        std::fs::create_dir(&outside).unwrap();
        std::fs::write(outside.join("passwd"), secret).unwrap();
        let inner = out.join(folder);
        if name.is_empty() {
            symlink(&outside, inner).unwrap();
        } else {
            std::fs::create_dir_all(&inner).unwrap();
            drop(std::fs::remove_file(inner.join(name)));
            symlink(outside.join("passwd"), inner.join(name)).unwrap();
        }
        let copy = sandbox.home().join("copy");
        let words =
            ["export", out.to_str().unwrap(), "--as", "log", "--withhold", "none", "--with-files"];
        let said = sandbox.run(&[words.as_slice(), &["--out", copy.to_str().unwrap()]].concat());
        assert!(!sandbox.home().join("copy.part").exists());
        // What is not what it should be is named and not read; the rest is copied.
        let told = match folder {
            "log" => Some((1, "LEFT OUT: lap-0001")),
            "keys" => Some((4, "NOT COPIED: keys/allowed_signers")),
            _ => None,
        };
        if let Some((code, words)) = told {
            assert!(said.code == code && said.out.contains(words), "{said:?}");
            assert!(!contains(&copy, secret), "the copy carries it out");
            continue;
        }
        assert_eq!(said.code, 3, "{folder}: {said:?}");
        assert!(said.err.starts_with("NO COPY") || said.err.contains("folder"), "{said:?}");
        assert!(!copy.exists());
    }
}

#[test]
fn names_of_logs_that_no_writer_has_are_left_out_aloud_and_are_in_no_byte_of_the_copy() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let out = sandbox.home().join("out");
    sandbox.fine(&["export", &id, "--as", "log", "--out", out.to_str().unwrap()]);
    std::fs::write(out.join("log").join("A patient's name\n.0001.jsonl"), b"").unwrap();
    let copy = sandbox.home().join("copy");
    let words = ["export", out.to_str().unwrap(), "--as", "log", "--out", copy.to_str().unwrap()];
    let said = sandbox.run(&words);
    assert!(said.code == 1 && said.out.contains("LEFT OUT: A patient's name"), "{said:?}");
    assert!(copy.exists() && !contains(&copy, "A patient"), "a name may say what is withheld");
}

/// Whether a file of this folder, or a name in it, holds these words.
fn contains(folder: &Path, words: &str) -> bool {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.into_iter().any(|path| {
        let is_named = path.file_name().unwrap().to_string_lossy().contains(words);
        let holds = || String::from_utf8_lossy(&std::fs::read(&path).unwrap()).contains(words);
        is_named || if path.is_dir() { contains(&path, words) } else { holds() }
    })
}

#[test]
fn a_full_disk_takes_nothing_and_leaves_nothing() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let before = std::fs::read(sandbox.log(&id)).unwrap();
    let file = sandbox.home().join("large");
    std::fs::write(&file, vec![7; 4_000_000]).unwrap();
    let run = |blocks: &str| -> Said {
        let mut limited = Command::new("sh");
        limited.args(["-c", &format!("ulimit -f {blocks}; exec \"$0\" \"$@\"")]);
        limited.arg(env!("CARGO_BIN_EXE_sangfroid")).arg("--data").arg(sandbox.folder());
        limited.args(["evidence", &id, file.to_str().unwrap()]).stdin(Stdio::null());
        limited.env_clear().env("HOME", sandbox.home()).output().expect("sh").into()
    };
    let said = run("1024");
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.starts_with("NOT TAKEN") && said.err.contains("errno"), "{said:?}");
    assert_eq!(std::fs::read(sandbox.log(&id)).unwrap(), before);
    assert_eq!(names(&sandbox, &id), Vec::<String>::new());
    assert_eq!(run("unlimited").code, 0);
}

#[test]
fn a_kill_in_the_middle_leaves_nothing_that_counts_and_the_next_try_sweeps_it() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let before = std::fs::read(sandbox.log(&id)).unwrap();
    let mut child = streaming(&sandbox, &id);
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(&vec![7; 3_000_000]).unwrap();
    // The pipe holds less than that: the program has taken a part of it, and waits for more.
    child.kill().unwrap();
    child.wait().unwrap();
    drop(stdin);
    assert_eq!(std::fs::read(sandbox.log(&id)).unwrap(), before);
    let left = names(&sandbox, &id);
    assert!(left.len() == 1 && left[0].starts_with(".taking-"), "{left:?}");
    let list = sandbox.run(&["evidence-list", &id, "--json"]).json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(0));
    let mut child = streaming(&sandbox, &id);
    child.stdin.take().unwrap().write_all(&vec![7; 3_000_000]).unwrap();
    let said: Said = child.wait_with_output().unwrap().into();
    assert_eq!(said.code, 0, "{said:?}");
    let left = names(&sandbox, &id);
    assert!(left.len() == 1 && left[0].starts_with("sha256-"), "{left:?}");
    sandbox.fine(&["verify", sandbox.folder().join(&id).to_str().unwrap(), "--original"]);
}

#[test]
fn a_pipe_that_ends_early_is_evidence_of_what_came() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let pipe = sandbox.home().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let writer = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::write(pipe, b"half a")
    });
    let mut command = sandbox.command();
    let input = std::fs::File::open(&pipe).unwrap();
    let said: Said =
        command.args(["evidence", &id, "-", "--item", "it"]).stdin(input).output().unwrap().into();
    writer.join().unwrap().unwrap();
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("  6 bytes"), "{said:?}");
    let endless = std::fs::File::open("/dev/zero").unwrap();
    let mut command = sandbox.command();
    command.args(["evidence", &id, "-", "--item", "it", "--max-bytes", "9M"]).stdin(endless);
    let said: Said = command.output().unwrap().into();
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("9437184"), "{said:?}");
    assert_eq!(names(&sandbox, &id).len(), 1);
}

/// The peak of a program that still runs, by its number, in KiB.
fn peak_kib(number: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{number}/status")).expect("it runs");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("its peak");
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn half_a_gigabyte_streams_through_bounded_memory() {
    const MIB: usize = 1 << 20;
    const COUNT: usize = 512;
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let mut child = streaming(&sandbox, &id);
    let mut stdin = child.stdin.take().unwrap();
    let mut hash = Digesting::new();
    let mut block = vec![0_u8; MIB];
    for number in 0..COUNT {
        block[..8].copy_from_slice(&(number as u64).to_le_bytes());
        hash.take(&block);
        stdin.write_all(&block).unwrap();
    }
    // All but what the pipe holds has been taken; the end is still to come.
    let peak = peak_kib(child.id());
    drop(stdin);
    let said: Said = child.wait_with_output().unwrap().into();
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains(&hash.finish().to_string()), "{said:?}");
    assert!(said.out.contains(&format!("  {} bytes", MIB * COUNT)), "{said:?}");
    println!("peak of a stream of 512 MiB: {peak} KiB");
    assert!(peak < PEAK_KIB_MAX, "{peak} KiB");
    let kept = sandbox.folder().join(&id).join("files").join(&names(&sandbox, &id)[0]);
    assert_eq!(length(&kept), (MIB * COUNT) as u64);
}

fn length(path: &Path) -> u64 {
    let mut file = std::fs::File::open(path).unwrap();
    file.read_exact(&mut [0; 8]).unwrap();
    file.metadata().unwrap().len()
}

/// The final name is given last, so whatever has it is whole; whatever a kill left has another one.
#[test]
fn a_copy_that_is_killed_is_whole_or_has_another_name() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let image = sandbox.home().join("image");
    std::fs::write(&image, vec![9; 24_000_000]).unwrap();
    sandbox.fine(&["evidence", &id, image.to_str().unwrap()]);
    let mut cut = 0;
    for round in 0..12_u64 {
        let out = sandbox.home().join(format!("copy-{round}"));
        let part = sandbox.home().join(format!("copy-{round}.part"));
        let mut command = sandbox.command();
        command.args([
            "export",
            &id,
            "--as",
            "log",
            "--with-files",
            "--out",
            out.to_str().unwrap(),
        ]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("it runs");
        // Further with each round: the folder, the log, some of the attachment, all of it.
        let wanted = round * 2_200_000;
        let is_there = || -> bool {
            let files = part.join("files");
            let Ok(mut entries) = std::fs::read_dir(&files) else {
                return wanted == 0 && part.exists();
            };
            let bytes = entries.next().and_then(|entry| Some(entry.ok()?.metadata().ok()?.len()));
            bytes.unwrap_or(0) >= wanted
        };
        while !is_there() && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        if out.exists() {
            sandbox.fine(&["verify", out.to_str().unwrap()]);
            let sums =
                Command::new("sha256sum").args(["-c", "SHA256SUMS"]).current_dir(&out).output();
            assert!(sums.expect("sha256sum runs").status.success());
            assert!(!part.exists());
        } else {
            cut += 1;
        }
        sandbox.fine(&["verify", sandbox.folder().join(&id).to_str().unwrap(), "--original"]);
    }
    assert!(cut > 0, "no kill came before the end: this test shows nothing");
}
