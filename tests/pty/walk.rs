//! The main job: a person picks a runbook and walks it to the end, by keyboard alone.

use sangfroid::domain::event::ClosingWord;

use crate::support::Setting;
use crate::support::player::{Player, verify, verify_with_python};

fn walked(lang: &str, letters: &str, title: &str, first_step: &str, pick: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut player = Player::new(Setting::new(folder.path()).lang(lang));
    player.start(letters, title, "2", first_step);
    player.walk(pick);
    let state = player.state();
    let (closing, _) = state.closed.as_ref().expect("closed");
    assert_eq!(closing.word, ClosingWord::Complete, "{:?}", closing.open);
    assert_eq!(verify(folder.path()), 0);
    let (code, text) = verify_with_python(folder.path());
    assert_eq!(code, 0, "{text}");
}

#[test]
fn the_telephone_runbook_is_walked_to_complete_in_english() {
    walked("en", "phones", "Telephones are down", "Test the life lines", 0);
}

#[test]
fn the_telephone_runbook_is_walked_to_complete_in_french() {
    walked("fr", "telep", "Téléphonie coupée", "Tester les lignes vitales", 1);
}
