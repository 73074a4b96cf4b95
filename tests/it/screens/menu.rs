//! Every command by name, found in both languages and by other words for it (R128, R107, R136).

use crossterm::event::KeyCode;
use sangfroid::domain::text::Lang;

use super::desk::Desk;

/// The row that Enter would do after typing this.
fn found(lang: Lang, typed: &str) -> String {
    let mut desk = Desk::first_hour(lang);
    desk.keys("m").keys(typed);
    let text = desk.text();
    let rows = text.lines().map(|row| row.trim_start_matches('|').trim());
    let chosen = rows.filter_map(|row| row.strip_prefix(">>")).next_back().unwrap_or("nothing");
    chosen.trim_end_matches('|').trim().to_owned()
}

const ENGLISH: &[(&str, &str)] = &[
    ("n", "Note"),
    ("note", "Note"),
    ("write", "Note"),
    ("undo", "Correct the last entry"),
    ("annuler", "Correct the last entry"),
    ("mistake", "Correct the last entry"),
    ("q", "Leave, the incident stays open"),
    (":q", "Leave, the incident stays open"),
    (":q!", "Leave, the incident stays open"),
    (":wq", "Leave, the incident stays open"),
    ("quit", "Leave, the incident stays open"),
    ("exit", "Leave, the incident stays open"),
    ("hand", "Briefing"),
    ("shift", "Change of shift"),
    ("tel", "Call list"),
    ("phone", "Call list"),
    ("call", "Call list"),
    ("skip", "Skip this step"),
    ("s", "Skip this step"),
    ("saut", "Skip this step"),
    ("later", "Put this step off"),
    ("postpone", "Put this step off"),
    ("imp", "Impossible"),
    ("can", "Impossible"),
    ("silence", "Acknowledge row 2"),
    ("ack", "Acknowledge row 2"),
    ("dead", "Clocks"),
    ("gdpr", "Clocks"),
    ("where", "Where am I"),
    ("log", "View the log"),
    ("history", "View the log"),
    ("photo", "Evidence for this step"),
    ("all", "All steps"),
    ("a", "Add a runbook"),
    ("another", "Add a runbook"),
    ("sympt", "What do you see?"),
    ("triage", "What do you see?"),
    ("close", "Close the incident"),
    ("code", "Spoken code"),
    ("english", "Fran"),
    ("?", "Help for this screen"),
    ("xyzzy", "nothing"),
];

const FRENCH: &[(&str, &str)] = &[
    ("q", "Quitter, l'incident reste ouvert"),
    (":q", "Quitter, l'incident reste ouvert"),
    ("sortir", "Quitter, l'incident reste ouvert"),
    ("annuler", "Rectifier la dernière entrée"),
    ("undo", "Rectifier la dernière entrée"),
    ("rel", "Relève"),
    ("passation", "Relève"),
    ("tele", "Contacts"),
    ("téléphone", "Contacts"),
    ("saut", "Sauter cette étape"),
    ("skip", "Sauter cette étape"),
    ("plus", "Plus tard"),
    ("reporter", "Plus tard"),
    ("etapes", "Toutes les étapes"),
    ("main", "Voir la main courante"),
    ("journal", "Voir la main courante"),
    ("échéance", "Échéances"),
    ("délai", "Échéances"),
    ("cnil", "Échéances"),
    ("a", "Ajouter une fiche"),
    ("acq", "Acquitter la ligne 2"),
    ("sympt", "Trouver une fiche"),
    ("aide", "Aide de cet écran"),
    ("clore", "Clore l'incident"),
    ("ou suis", "Où suis-je"),
];

#[test]
fn what_people_type_finds_what_they_mean() {
    for (lang, table) in [(Lang::En, ENGLISH), (Lang::Fr, FRENCH)] {
        for (typed, wanted) in table {
            let row = found(lang, typed);
            assert!(row.starts_with(wanted), "{lang:?} {typed:?} finds {row:?}");
        }
    }
}

#[test]
fn the_fingers_of_an_editor_leave_with_the_usual_question() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys(":q").enter();
    assert!(desk.text().contains("LEAVE?"), "{}", desk.text());
    desk.tap(KeyCode::Esc);
    assert!(desk.requests.is_empty());
}

#[test]
fn another_runbook_costs_four_keys() {
    for lang in Lang::ALL {
        let mut desk = Desk::first_hour(lang);
        assert_eq!(desk.session.state().runs.len(), 1);
        desk.keys("ma").enter().enter();
        assert_eq!(desk.session.state().runs.len(), 2, "{}", desk.text());
    }
}

#[test]
fn what_the_screen_below_cannot_do_is_not_offered() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("mskip").enter();
    assert!(desk.text().contains("SKIP"), "{}", desk.text());
    desk.tap(KeyCode::Esc).keys("omskip");
    assert!(desk.text().contains("Nothing is called that"), "{}", desk.text());
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("cmfind").enter();
    assert!(desk.text().contains("Find"), "{}", desk.text());
}

#[test]
fn every_row_of_the_menu_does_something() {
    for lang in Lang::ALL {
        let mut at = 0;
        loop {
            let mut desk = Desk::first_hour(lang);
            desk.keys("m");
            for _ in 0..at {
                desk.tap(KeyCode::Down);
            }
            let menu = desk.text();
            desk.enter();
            let said = desk.last();
            let refused = said.contains("does nothing") || said.contains("ne fait rien");
            assert!(!refused, "row {at}: {said}\n{menu}");
            desk.tap(KeyCode::Esc);
            at += 1;
            let mut end = Desk::first_hour(lang);
            end.keys("m").tap(KeyCode::End);
            if end.text() == menu {
                break;
            }
        }
        assert!(at >= 20, "{at} commands");
    }
}

#[test]
fn pages_and_ends_move_through_the_list() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("m").tap(KeyCode::PageDown);
    let marked = |desk: &Desk| {
        let text = desk.text();
        text.lines().rfind(|row| row.contains(">> ")).expect("a row").to_owned()
    };
    let middle = marked(&desk);
    assert!(!middle.contains("Note"), "{middle}");
    desk.tap(KeyCode::End);
    assert!(marked(&desk).contains("Leave"), "{}", desk.text());
    for _ in 0..4 {
        desk.tap(KeyCode::PageUp);
    }
    assert!(marked(&desk).contains("Note"), "{}", desk.text());
    desk.tap(KeyCode::Down).tap(KeyCode::Home);
    assert!(marked(&desk).contains("Note"), "{}", desk.text());
}
