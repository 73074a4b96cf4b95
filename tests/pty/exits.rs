//! However the program ends, the terminal is given back and the incident is safe (R84, R85, R124).

use rustix::process::{Pid, Signal, kill_process};

use crate::support::Setting;
use crate::support::player::{Player, verify};

fn on_the_first_step(folder: &std::path::Path) -> Player {
    let mut player = Player::new(Setting::new(folder));
    player.start("phones", "Telephones are down", "2", "Test the life lines");
    player
}

fn is_cooked(player: &Player) -> bool {
    let termios = player.stage.master.get_termios().expect("the terminal's settings");
    format!("{:?}", termios.local_flags).contains("ICANON")
        && format!("{:?}", termios.local_flags).contains("ECHO")
}

fn gave_back(player: &Player) {
    assert!(!player.stage.is_alternate(), "still on the alternate screen");
    let sent = String::from_utf8_lossy(&player.stage.sent);
    assert!(sent.contains("\x1b[?2004l"), "bracketed paste stays on");
    assert!(sent.rfind("\x1b[?25h") > sent.rfind("\x1b[?25l"), "the cursor stays hidden");
    assert!(!sent.contains("\x1b[?1000h"), "the mouse was captured");
    assert!(is_cooked(player), "the terminal stays raw");
}

fn signalled(signal: Signal) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut player = on_the_first_step(folder.path());
    let before = player.lines();
    let pid = Pid::from_raw(player.stage.pid()).expect("a process");
    kill_process(pid, signal).expect("a signal");
    let code = player.stage.wait_for_end();
    assert_eq!(code, 3);
    gave_back(&player);
    assert_eq!(player.lines(), before + 2, "leaving is an entry, and its seal is another");
    assert!(player.stage.screen().contains("sangfroid resume INC-"), "{}", player.stage.screen());
    assert!(player.stage.screen().contains("reset"), "{}", player.stage.screen());
    assert_eq!(verify(folder.path()), 0);
}

#[test]
fn sigterm_gives_the_terminal_back() {
    signalled(Signal::TERM);
}

#[test]
fn sigint_gives_the_terminal_back() {
    signalled(Signal::INT);
}

#[test]
fn sighup_gives_the_terminal_back() {
    signalled(Signal::HUP);
}

#[test]
fn leaving_is_two_acts_and_gives_the_terminal_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut player = on_the_first_step(folder.path());
    player.press("q");
    player.stage.wait_for("Leave?");
    player.press("\r");
    assert_eq!(player.stage.wait_for_end(), 0);
    gave_back(&player);
    let screen = player.stage.screen();
    assert!(screen.contains("sangfroid resume INC-"), "{screen}");
    assert_eq!(verify(folder.path()), 0);
}

#[test]
fn control_c_twice_leaves() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut player = on_the_first_step(folder.path());
    player.press("\x03");
    player.stage.wait_for("Leave?");
    player.stage.send("\x03");
    assert_eq!(player.stage.wait_for_end(), 0);
    gave_back(&player);
}

#[test]
fn suspended_and_continued_it_draws_everything_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut player = on_the_first_step(folder.path());
    player.press("\x1a");
    player.stage.wait("the normal screen", |screen| !screen.contains("Test the life lines"));
    let pid = Pid::from_raw(player.stage.pid()).expect("a process");
    kill_process(pid, Signal::CONT).expect("a signal");
    player.stage.wait_for("Test the life lines");
    assert!(player.stage.is_alternate());
}
