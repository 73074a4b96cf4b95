//! However the program ends, the terminal is given back and the incident is safe (R84, R85, R124).

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use rustix::process::{Pid, Signal, kill_process};

use crate::support::player::verify;
use crate::support::{Setting, Stage};

const TERMINALS: [&str; 5] = ["xterm-256color", "vt100", "linux", "screen", "vt220"];

/// How the program can end.
#[derive(Clone, Copy, Debug)]
enum End {
    Leave,
    Interrupts,
    Signalled(Signal),
    /// A planted fault: a thread that the system refuses while the terminal is raw.
    Panic,
    /// A planted fault: the terminal takes no write once.
    Unwritable,
}

const ENDS: [End; 7] = [
    End::Leave,
    End::Interrupts,
    End::Signalled(Signal::INT),
    End::Signalled(Signal::TERM),
    End::Signalled(Signal::HUP),
    End::Panic,
    End::Unwritable,
];

fn library() -> String {
    static BUILT: OnceLock<String> = OnceLock::new();
    let build = || {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exits.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pty/plant.c");
        let output = Command::new("cc")
            .args(["-O1", "-Wall", "-shared", "-fPIC", "-o"])
            .args([&target, &source])
            .arg("-ldl")
            .output()
            .expect("a C compiler runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        target.display().to_string()
    };
    BUILT.get_or_init(build).clone()
}

/// Every flag of the terminal, as text.
fn modes(stage: &Stage) -> String {
    let termios = stage.master.get_termios().expect("the terminal's settings");
    let flags = (termios.input_flags, termios.output_flags, termios.local_flags);
    format!("{flags:?}")
}

fn has(modes: &str, flag: &str) -> bool {
    modes.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == flag)
}

fn gave_back(stage: &Stage, what: &str) {
    assert!(!stage.is_alternate(), "{what}: still on the alternate screen");
    let sent = String::from_utf8_lossy(&stage.sent);
    assert!(sent.contains("\x1b[?2004l"), "{what}: bracketed paste stays on");
    assert!(sent.rfind("\x1b[?25h") > sent.rfind("\x1b[?25l"), "{what}: the cursor stays hidden");
    assert!(!sent.contains("\x1b[?1000h"), "{what}: the mouse was captured");
    let modes = modes(stage);
    for flag in ["ICANON", "ECHO", "IXON", "ICRNL", "OPOST", "ISIG"] {
        assert!(has(&modes, flag), "{what}: {flag} is off: {modes}");
    }
}

/// Ends one run and says what it left on the screen.
fn end(terminal: &str, end: End) {
    let what = format!("{terminal} {end:?}");
    let folder = tempfile::tempdir().expect("a folder");
    let sign = folder.path().join("fail-now").display().to_string();
    let library = library();
    let setting = Setting::new(folder.path()).starting("telephony-loss").with("TERM", terminal);
    let setting = match end {
        End::Panic => setting.with("LD_PRELOAD", &library).with("PLANT", "panic"),
        End::Unwritable => {
            let setting = setting.with("LD_PRELOAD", &library).with("PLANT", "eio");
            setting.with("PLANT_SIGN", &sign)
        }
        _ => setting,
    };
    let mut stage = setting.raise();
    if !matches!(end, End::Panic) {
        stage.wait_for("Test the life lines");
        let modes = modes(&stage);
        for flag in ["ICANON", "ECHO", "IXON"] {
            assert!(!has(&modes, flag), "{what}: {flag} is on while the screen is up (R101)");
        }
    }
    let wanted = match end {
        End::Leave => {
            stage.press("q");
            stage.wait_for("Leave?");
            stage.press("\r");
            0
        }
        End::Interrupts => {
            stage.press("\x03");
            stage.wait_for("Leave?");
            stage.send("\x03");
            0
        }
        End::Signalled(signal) => {
            let pid = Pid::from_raw(stage.pid()).expect("a process");
            kill_process(pid, signal).expect("a signal");
            3
        }
        End::Panic => 70,
        End::Unwritable => {
            std::fs::write(&sign, "").expect("a sign");
            stage.press("m");
            3
        }
    };
    assert_eq!(stage.wait_for_end(), wanted, "{what}\n{}", stage.screen());
    gave_back(&stage, &what);
    let screen = stage.screen();
    if matches!(end, End::Panic) {
        // Ours, with what is safe and what to do; there is no incident on the stage to speak of.
        assert!(screen.contains("log"), "{what}\n{screen}");
    } else {
        assert!(screen.contains("sangfroid resume EXERCISE-"), "{what}\n{screen}");
        let is_abnormal = !matches!(end, End::Leave | End::Interrupts);
        assert_eq!(screen.contains("reset"), is_abnormal, "{what}\n{screen}");
    }
    assert_eq!(verify(folder.path()), 0, "{what}");
}

#[test]
fn seven_ends_on_five_terminals_give_the_terminal_back() {
    library();
    std::thread::scope(|scope| {
        for terminal in TERMINALS {
            scope.spawn(move || ENDS.iter().for_each(|how| end(terminal, *how)));
        }
    });
}

/// The lines after leaving with Q.
fn last_words(setting: Setting<'_>, leave: &str) -> (Stage, Vec<String>) {
    let mut stage = setting.raise();
    stage.wait("the first step", |screen| screen.contains(">> 1"));
    stage.press("\r");
    stage.wait("the second step", |screen| screen.contains(">> 2"));
    stage.press("q");
    stage.wait_for(leave);
    stage.press("\r");
    assert_eq!(stage.wait_for_end(), 0);
    let screen = stage.screen();
    let lines = screen.lines().filter(|line| !line.is_empty()).map(str::to_owned);
    (stage, lines.collect())
}

#[test]
fn the_last_five_lines_say_in_words_where_the_incident_stands() {
    for (lang, leave, parts) in [
        (
            "en",
            "Leave?",
            [
                "-0001 is still open",
                "At step 2 of ",
                "Step 1 done by MK: Test the life lines",
                ". Next: ",
                "sangfroid resume EXERCISE-",
            ],
        ),
        (
            "fr",
            "Quitter ?",
            [
                "-0001 reste ouvert",
                "À l'étape 2 sur ",
                "Étape 1 faite par MK : Tester les lignes",
                ". La prochaine : ",
                "sangfroid resume EXERCISE-",
            ],
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let setting = Setting::new(folder.path()).starting("telephony-loss").lang(lang);
        let (_stage, lines) = last_words(setting, leave);
        assert_eq!(lines.len(), 5, "{lines:#?}");
        for (line, part) in lines.iter().zip(parts) {
            assert!(line.contains(part), "{part}: {lines:#?}");
        }
    }
}

#[test]
fn on_a_linux_console_or_without_utf_8_no_byte_is_above_127_not_even_the_last() {
    for (name, value) in [("LC_ALL", "C"), ("TERM", "linux")] {
        let folder = tempfile::tempdir().expect("a folder");
        let setting = Setting::new(folder.path()).starting("telephony-loss").lang("fr");
        let (stage, lines) = last_words(setting.with(name, value), "Quitter ?");
        assert_eq!(lines.len(), 5, "{lines:#?}");
        assert!(stage.sent.is_ascii(), "{name}={value}: {lines:#?}");
    }
}

/// A shell with job control that says when the program stands, and continues it on Enter.
const SHELL: &str = r#"set -m; "$0" "$@"; echo "STOPPED: $(jobs)"; read -r; fg >/dev/null"#;

#[test]
fn suspended_and_continued_it_draws_everything_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut setting = Setting::new(folder.path()).starting("telephony-loss");
    let program = std::mem::take(&mut setting.command);
    setting.command =
        ["/bin/bash", "-c", SHELL].map(str::to_owned).into_iter().chain(program).collect();
    let mut stage = setting.raise();
    stage.wait_for("Test the life lines");
    stage.press("\x1a");
    stage.wait("the shell", |screen| screen.contains("STOPPED: [1]"));
    assert!(!stage.is_alternate(), "the screen is the shell's");
    assert!(has(&modes(&stage), "ICANON"), "and so are the keys");
    stage.send("\r");
    stage.wait_for("Test the life lines");
    assert!(stage.is_alternate());
    assert!(!has(&modes(&stage), "ICANON"), "raw again");
    stage.press("\r");
    stage.wait("the second step", |screen| screen.contains(">> 2"));
}

#[test]
fn where_no_shell_could_continue_it_ctrl_z_does_not_leave_a_dead_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut stage = Setting::new(folder.path()).starting("telephony-loss").raise();
    stage.wait_for("Test the life lines");
    let drawn = stage.sent.len();
    stage.press("\x1a");
    stage.wait_until("drawn again", |stage| {
        let sent = String::from_utf8_lossy(&stage.sent[drawn..]);
        sent.contains("\x1b[?1049h") && stage.screen().contains("Test the life lines")
    });
    assert!(!has(&modes(&stage), "ICANON"), "raw again");
    stage.press("\r");
    stage.wait("the second step", |screen| screen.contains(">> 2"));
}

#[test]
fn the_mouse_is_asked_for_only_where_it_is_wanted_and_given_back() {
    for (wanted, is_on) in [("on", true), ("off", false)] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut setting = Setting::new(folder.path()).starting("telephony-loss");
        setting.args.extend(["--mouse", wanted].map(str::to_owned));
        let mut stage = setting.raise();
        stage.wait_for("Test the life lines");
        let sent = |stage: &Stage| String::from_utf8_lossy(&stage.sent).into_owned();
        assert_eq!(sent(&stage).contains("\x1b[?1000h"), is_on);
        // A click on an empty row, as terminals report it: no key, no order.
        stage.press("\x1b[<0;10;20M\x1b[<0;10;20m");
        stage.press("\x03\x03");
        stage.wait_until("the end", |stage| !stage.is_alternate());
        let all = sent(&stage);
        assert_eq!(all.rfind("\x1b[?1000l") > all.rfind("\x1b[?1000h"), is_on, "{wanted}");
        let log = std::fs::read_dir(folder.path()).expect("the data folder");
        assert!(log.count() > 0, "the incident stays");
    }
}

#[test]
fn a_terminal_that_announces_it_gets_whole_frames_and_no_other_one_does() {
    for (term, is_so) in [("foot", true), ("xterm-256color", false)] {
        let folder = tempfile::tempdir().expect("a folder");
        let setting = Setting::new(folder.path()).starting("telephony-loss").with("TERM", term);
        let mut stage = setting.raise();
        stage.wait_for("Test the life lines");
        stage.press("?");
        stage.wait_for("HELP");
        let sent = String::from_utf8_lossy(&stage.sent).into_owned();
        let count = |mark: &str| sent.matches(mark).count();
        let (begun, ended) = (count("\x1b[?2026h"), count("\x1b[?2026l"));
        assert_eq!(begun > 0, is_so, "{term}");
        assert!(begun - ended <= 1, "{term}: {begun} begun, {ended} ended");
    }
}
