//! Every exit code is reached by a situation that happens.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::process::Command as Process;

use sangfroid::domain::event::{Event, Mode, Record};
use sangfroid::domain::ids::{Author, EventId, Seq};

use super::sandbox::{Said, Sandbox};
use super::script::with_samples;

fn codes(sandbox: &Sandbox, id: &str) -> [i32; 4] {
    let folder = sandbox.folder().join(id);
    [
        sandbox.run(&["verify", folder.to_str().unwrap()]).code,
        sandbox.run(&["status", id]).code,
        sandbox.run(&["note", id, "x"]).code,
        sandbox.run(&["incidents"]).code,
    ]
}

fn log_state(sandbox: &Sandbox, id: &str) -> String {
    let all = sandbox.run(&["incidents", "--json"]).json();
    let of_it = |line: &&serde_json::Value| line["incident"] == id;
    let found = all.as_array().unwrap().iter().find(of_it).expect("listed").clone();
    found["log"].as_str().unwrap().to_owned()
}

/// Puts the log of an incident in another form, and nothing else.
fn change(path: &Path, change: impl FnOnce(Vec<u8>) -> Vec<u8>) {
    let bytes = fs::read(path).unwrap();
    fs::write(path, change(bytes)).unwrap();
}

#[test]
fn a_finding_is_1() {
    let sandbox = Sandbox::new();
    let path = sandbox.home().join("bad.yaml");
    fs::write(&path, "sangfroid: 1\nid: bad\n").unwrap();
    for lang in ["en", "fr"] {
        let said = sandbox.run(&["--lang", lang, "runbook", "check", path.to_str().unwrap()]);
        assert_eq!(said.code, 1, "{said:?}");
    }
}

#[test]
fn an_order_that_makes_no_sense_is_2_and_says_what_to_do() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let id = id.as_str();
    for lang in ["en", "fr"] {
        for words in [
            vec!["start", "no-such-runbook", "--real", "--by", "KP", "--headless"],
            vec!["start", "drill", "--by", "KP", "--headless"],
            vec!["start", "drill", "--real", "--by", "", "--headless"],
            vec!["do", "INC-1999-0001", "soon", "done"],
            vec!["do", "not a name", "soon", "done"],
            vec!["do", id, "nowhere", "done"],
            vec!["do", id, "99", "done"],
            vec!["do", id, "soon", "skip"],
            vec!["do", id, "soon", "later", "--reason", "x"],
            vec!["do", id, "soon", "later", "--reason", "x", "--after", "soon"],
            vec!["do", id, "soon", "done", "--at", "2999-01-01T00:00:00Z"],
            vec!["do", id, "look-at-it", "done"],
            vec!["correct", id, "x.y", "--not-so"],
            vec!["verify", ".", "--code", "12"],
            vec!["close", id],
            vec!["frobnicate"],
            vec!["runbook", "show", "no-such-runbook"],
            vec!["runbook", "new", "NOT AN ID"],
        ] {
            let said = sandbox.run(&[vec!["--lang", lang], words.clone()].concat());
            assert_eq!(said.code, 2, "{words:?}: {said:?}");
            assert!(said.out.is_empty() && !said.err.trim().is_empty(), "{words:?}: {said:?}");
        }
    }
    let nothing_open = Sandbox::new().run(&["status"]);
    assert_eq!(nothing_open.code, 2, "{nothing_open:?}");
}

#[test]
fn a_log_that_somebody_else_writes_is_3_and_untouched() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let lock = File::open(sandbox.folder().join(&id).join(".lock")).unwrap();
    lock.try_lock().expect("nobody has it");
    let before = fs::read(sandbox.log(&id)).unwrap();
    for lang in ["en", "fr"] {
        let said = sandbox.run(&["--lang", lang, "note", &id, "x"]);
        assert_eq!(said.code, 3, "{said:?}");
        assert!(said.err.contains(&id), "{said:?}");
    }
    assert_eq!(fs::read(sandbox.log(&id)).unwrap(), before);
    assert_eq!(sandbox.run(&["status", &id]).code, 0, "it can still be read");
    drop(lock);
    sandbox.fine(&["note", &id, "x"]);
}

/// Runs a shell script where mounts are its own; `$bin` is the program. None where that is not
/// allowed.
fn with_mounts(sandbox: &Sandbox, script: &str) -> Option<Said> {
    let is_allowed = Process::new("unshare").args(["-m", "true"]).output();
    if !is_allowed.is_ok_and(|output| output.status.success()) {
        return None;
    }
    let script = format!(
        "bin={} data={}; s() {{ \"$bin\" --data \"$data\" \"$@\"; }}; {script}",
        env!("CARGO_BIN_EXE_sangfroid"),
        sandbox.folder().display()
    );
    fs::create_dir_all(sandbox.folder()).unwrap();
    let output = Process::new("unshare").args(["-m", "sh", "-c", &script]).output().unwrap();
    Some(output.into())
}

#[test]
fn a_full_disk_is_3_the_act_is_not_recorded_and_the_log_stays_good() {
    let sandbox = Sandbox::new();
    let script = "mount -t tmpfs -o size=800k tmpfs $data || exit 99
        s start telephony-loss --exercise --by KP --headless >/dev/null || exit 98
        head -c 60000 /dev/zero > $data/ballast || exit 96
        head -c 900000 /dev/zero > $data/filler 2>/dev/null
        n=0; while s note INC-2026-0001 x$n --by KP >/dev/null 2>$data.err
        do n=$((n+1)); test $n -lt 300 || exit 97; done
        s note INC-2026-0001 last; echo code $?
        s verify $data/INC-2026-0001 >/dev/null; echo verify $?
        rm $data/ballast
        s note INC-2026-0001 after >/dev/null; echo again $?
        s verify $data/INC-2026-0001 >/dev/null; echo verify $?";
    let script = script.replace("INC-2026-0001", "$(ls $data | grep EXERCISE)");
    let Some(said) = with_mounts(&sandbox, &script) else { return };
    let codes: Vec<_> = said.out.lines().collect();
    assert_eq!(codes.first(), Some(&"code 3"), "{said:?}");
    assert!(["verify 0", "verify 5"].contains(&codes[1]), "{said:?}");
    assert_eq!(codes[2..], ["again 0", "verify 0"], "{said:?}");
    assert!(said.err.contains("NOT RECORDED") && said.err.contains("full"), "{said:?}");
}

#[test]
fn a_file_size_limit_is_3_and_does_not_end_the_program() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let before = fs::read(sandbox.log(&id)).unwrap();
    assert!(before.len() > 2_048, "longer than the limit below, in whatever blocks it counts");
    let script = format!(
        "ulimit -f 1; '{}' --data '{}' note {id} x --by KP",
        env!("CARGO_BIN_EXE_sangfroid"),
        sandbox.folder().display()
    );
    let output = Process::new("sh").args(["-c", &script]).output().unwrap();
    let said: Said = output.into();
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("NOT RECORDED") && said.err.contains("errno 27"), "{said:?}");
    assert_eq!(fs::read(sandbox.log(&id)).unwrap(), before);
    sandbox.fine(&["note", &id, "after"]);
    let folder = sandbox.folder().join(&id);
    sandbox.fine(&["verify", folder.to_str().unwrap()]);
}

#[test]
fn a_read_only_folder_is_3_and_can_still_be_read() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let script = format!(
        "mount --bind $data $data && mount -o remount,ro,bind $data || exit 99
        s note {id} x; echo code $?
        s start drill --real --by KP --headless; echo start $?
        s status {id} >/dev/null; echo status $?"
    );
    let Some(said) = with_mounts(&sandbox, &script) else { return };
    assert_eq!(said.out, "code 3\nstart 3\nstatus 0\n", "{said:?}");
    assert!(said.err.contains("NOT RECORDED"), "{said:?}");
}

#[test]
fn a_data_folder_that_is_none_is_3() {
    let sandbox = Sandbox::new();
    let file = sandbox.home().join("file");
    fs::write(&file, "x").unwrap();
    let file = file.to_str().unwrap();
    for verb in [
        vec!["incidents"],
        vec!["start", "telephony-loss", "--real", "--by", "KP", "--headless"],
        vec!["note", "INC-2026-0001", "x"],
    ] {
        let mut words = vec!["--data", file];
        words.extend(&verb);
        let mut command = Process::new(env!("CARGO_BIN_EXE_sangfroid"));
        let said: Said = command.env_clear().args(&words).output().unwrap().into();
        assert!([2, 3].contains(&said.code) && !said.err.is_empty(), "{verb:?} {said:?}");
        assert_eq!(fs::read(file).unwrap(), b"x");
    }
    assert_eq!(sandbox.run(&["verify", "nowhere.jsonl"]).code, 3);
    assert_eq!(sandbox.run(&["runbook", "check", "nowhere.yaml"]).code, 3);
    let reading = sandbox.run(&["--runbooks", "nowhere", "incidents"]);
    assert!(reading.code == 3 && !reading.err.contains("NOT RECORDED"), "{reading:?}");
}

#[test]
fn an_altered_log_is_4_is_not_touched_and_hides_no_other() {
    let sandbox = with_samples();
    let bad = sandbox.start("drill");
    let good = sandbox.start("drill");
    sandbox.fine(&["note", &bad, "the lamp is dark"]);
    let log = sandbox.log(&bad);
    change(&log, |bytes| {
        let text = String::from_utf8(bytes).unwrap();
        text.replacen("\"KP\"", "\"KQ\"", 1).into_bytes()
    });
    let before = fs::read(&log).unwrap();
    assert_eq!(codes(&sandbox, &bad), [4, 4, 4, 0]);
    assert_eq!(fs::read(&log).unwrap(), before, "it is evidence");
    assert_eq!(
        (log_state(&sandbox, &bad), log_state(&sandbox, &good)),
        ("damaged".into(), "whole".into())
    );
    assert_eq!(sandbox.run(&["status", "--json"]).json()["incident"], good.as_str());
    sandbox.fine(&["note", &good, "x"]);
}

#[test]
fn a_torn_log_is_5_until_it_is_gone_on_with() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    sandbox.fine(&["note", &id, "whole"]);
    let log = sandbox.log(&id);
    OpenOptions::new().append(true).open(&log).unwrap().write_all(b"{\"e\":{\"v\":1,").unwrap();
    let folder = sandbox.folder().join(&id);
    let folder = folder.to_str().unwrap();
    assert_eq!(sandbox.run(&["verify", folder]).code, 5);
    assert_eq!(log_state(&sandbox, &id), "torn");
    assert_eq!(sandbox.run(&["status", &id]).code, 0);
    assert_eq!(sandbox.run(&["verify", folder]).code, 5, "looking mends nothing");
    sandbox.fine(&["note", &id, "after"]);
    assert_eq!(sandbox.run(&["verify", folder]).code, 0);
    let text = fs::read_to_string(&log).unwrap();
    assert!(text.contains("recover") && text.contains("after"), "what was set aside is on record");
}

#[test]
fn a_log_of_a_newer_version_is_6_and_only_read() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let log = sandbox.log(&id);
    change(&log, |bytes| [bytes.clone(), newer_line(&bytes)].concat());
    // The batches that were announced end before the foreign line, as another version would leave
    // it.
    let before = fs::read(&log).unwrap();
    let [verify, status, note, incidents] = codes(&sandbox, &id);
    assert_eq!((verify, status, incidents), (6, 6, 0));
    assert_eq!(note, 6);
    assert_eq!(log_state(&sandbox, &id), "newer");
    assert_eq!(fs::read(&log).unwrap(), before);
}

/// A line that follows the log and whose code this version does not know.
fn newer_line(log: &[u8]) -> Vec<u8> {
    let last = log.split_inclusive(|byte| *byte == b'\n').next_back().unwrap();
    let head = sangfroid::audit::line::head_of(last).unwrap();
    let decoded = sangfroid::audit::decode(last).unwrap();
    let seq = Seq(decoded.record.id.seq.0 + 1);
    let record = Record {
        id: EventId { seq, ..decoded.record.id },
        lamport: decoded.record.lamport + 1,
        who: Author::Program,
        late: None,
        event: Event::Left { reason: sangfroid::domain::event::LeaveReason::Quit },
        ..decoded.record
    };
    let line = sangfroid::audit::encode(&record, Mode::Exercise, head, &mut || [1; 16]).unwrap();
    let text = String::from_utf8(line.bytes).unwrap();
    let event = text.strip_prefix("{\"e\":").unwrap().split_once(",\t").unwrap().0;
    let newer = event.replacen("\"v\":1", "\"v\":2", 1);
    assert_ne!(newer, event);
    sangfroid::audit::line::build(&newer, &[], head).unwrap().bytes
}

#[test]
fn verify_takes_the_name_of_an_incident_like_every_other_verb() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    assert_eq!(sandbox.run(&["verify", &id]).code, 0);
    assert_eq!(sandbox.run(&["verify", "INC-1999-0001"]).code, 3);
    // What is there under that name comes first.
    fs::write(sandbox.home().join(&id), b"no log").unwrap();
    assert_ne!(sandbox.run(&["verify", &id]).code, 0);
}

#[test]
fn an_act_that_somebody_elses_command_keeps_out_is_said_to_be_not_recorded() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let lock = File::open(sandbox.folder().join(&id).join(".lock")).unwrap();
    lock.try_lock().expect("nobody has it");
    for (lang, words) in [("en", "NOT RECORDED"), ("fr", "NON ENREGISTRÉ")] {
        let said = sandbox.run(&["--lang", lang, "note", &id, "lost"]);
        assert!(said.code == 3 && said.err.starts_with(words), "{said:?}");
        assert_eq!(said.err.lines().count(), 3, "{said:?}");
    }
}
