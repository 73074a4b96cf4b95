//! Two windows on one incident: the second reads along, writes nothing, and can take over (R89).

use crate::support::Setting;
use crate::support::player::{Player, verify};

fn two_windows(folder: &std::path::Path, lang: &'static str) -> (Player, Player) {
    let mut writer = Player::new(Setting::new(folder));
    writer.start("phones", "Telephones are down", "2", "Test the life lines");
    writer.answer(0);
    let reader = Player::new(Setting::new(folder).lang(lang));
    (writer, reader)
}

#[test]
fn the_second_window_reads_along_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut writer, mut reader) = two_windows(folder.path(), "en");
    let number = writer.stage.pid().to_string();
    reader.stage.wait("who writes", |screen| {
        screen.contains("READ ONLY") && screen.contains(&format!("process {number}"))
    });
    let lines = writer.lines();
    let footer = reader.stage.screen().lines().last().unwrap_or_default().to_owned();
    assert!(!footer.contains("Note") && footer.contains("Menu"), "{footer}");

    // Every key that would write is answered, and none of them writes.
    for key in ["\r", "n", "e", "s", "p", "i", "u"] {
        reader.press(key);
        reader.stage.wait_for("Read only: another window");
        reader.press("w");
        reader.stage.wait_for("Next: ");
    }
    assert_eq!(writer.lines(), lines, "the second window wrote something");

    // What the first window does appears in the second by itself.
    writer.press("n");
    writer.stage.wait_for("Tab kind");
    writer.type_text("guard has the master key");
    writer.press("\r");
    writer.wait_for_record(lines);
    reader.stage.wait_for("guard has the master key");
    for _ in 0..2 {
        writer.answer(0);
    }
    let run = writer.state();
    let (run, now) = (&run.runs[0], crate::support::player::now());
    let title = run.get(run.current(&now).expect("a step")).expect("it").1.title.clone();
    let title: String = title.get(sangfroid::domain::text::Lang::En).chars().take(25).collect();
    reader.stage.wait("the step in hand over there", |screen| {
        screen.lines().any(|row| row.trim_start().starts_with(">>") && row.contains(&title))
    });
    assert_eq!(verify(folder.path()), 0);
}

#[test]
fn the_second_window_takes_over_once_the_first_is_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut writer, mut reader) = two_windows(folder.path(), "fr");
    reader.stage.wait_for("LECTURE SEULE");
    let take_over = |reader: &mut Player| {
        reader.press("m");
        reader.stage.wait_for("Chercher");
        reader.type_text("ecrire ici");
        reader.press("\r");
    };
    // As long as the other one writes, nothing changes.
    take_over(&mut reader);
    reader.stage.wait_for("Une autre fenêtre");
    assert!(reader.stage.screen().contains("LECTURE SEULE"), "{}", reader.stage.screen());

    writer.stage.kill_9();
    reader.stage.wait_for("L'autre fenêtre n'est plus là");
    take_over(&mut reader);
    reader.stage.wait_for("VOUS REVOILÀ");
    let lines = reader.lines();
    reader.press("\r");
    reader.wait_for_record(lines);
    assert!(!reader.stage.screen().contains("LECTURE SEULE"), "{}", reader.stage.screen());
    assert_eq!(verify(folder.path()), 0);
}

#[test]
fn leaving_the_second_window_writes_nothing_and_says_who_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let (writer, mut reader) = two_windows(folder.path(), "en");
    reader.stage.wait_for("READ ONLY");
    let lines = writer.lines();
    reader.press("q");
    reader.stage.wait_for("You only read here");
    reader.press("\r");
    assert_eq!(reader.stage.wait_for_end(), 0);
    let said = String::from_utf8_lossy(&reader.stage.sent).into_owned();
    assert!(said.contains("was only read here"), "{said}");
    assert_eq!(writer.lines(), lines);
}

#[test]
fn a_command_that_has_the_incident_for_a_moment_does_not_make_the_screen_a_reader() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut player = Player::new(Setting::new(folder.path()));
    player.start("phones", "Telephones are down", "2", "Test the life lines");
    player.answer(0);
    player.stage.kill_9();
    let path = crate::support::log::incident(folder.path()).expect("an incident").join(".lock");
    let held = std::fs::File::options().read(true).write(true).open(path).expect("the lock");
    held.lock().expect("nobody has it");
    let mut player = Player::new(Setting::new(folder.path()));
    // The first drawing comes while the incident is still busy.
    player.stage.wait("the first drawing", |screen| screen.contains("sangfroid"));
    held.unlock().expect("it is free again");
    player.stage.wait_for("YOU ARE BACK");
    assert!(!player.stage.screen().contains("READ ONLY"), "{}", player.stage.screen());
}
