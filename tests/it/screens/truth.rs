//! What a screen says is what happens: no field that is not drawn takes a letter, no option names a
//! step that does not come next, no message speaks of another thing than the one at hand.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use sangfroid::domain::event::Mode;
use sangfroid::domain::fiction::is_fiction;
use sangfroid::domain::ids::Initials;
use sangfroid::domain::shell_word::quoted;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::i18n::Catalogue;
use sangfroid::runbook::bytes::Bounded;
use sangfroid::runbook::site::SiteFile;
use sangfroid::tui::request::Request;
use sangfroid::tui::view::{Origin, ShelfEntry};

use super::desk::{Desk, FIRST_HOUR, copy};
use super::step::at_the_cut;

fn at_the_keyboard(desk: &Desk) -> Option<&str> {
    desk.session.state().operator.as_ref().map(Initials::as_str)
}

#[test]
fn nobody_leaves_the_keyboard_for_somebody_whose_key_does_not_open() {
    let mut desk = Desk::first_hour(Lang::En);
    let before = desk.written.len();
    desk.keys("mshift").enter().keys("ad");
    for _ in 0..3 {
        desk.tap(KeyCode::Tab);
    }
    desk.keys("/nope").enter();
    assert!(
        matches!(desk.requests.last(), Some(Request::TryKey(..))),
        "{:?}",
        desk.requests.last()
    );
    desk.app.not_signed("The key was not read. Nothing was recorded.".to_owned());
    desk.draw();
    assert_eq!((desk.written.len(), at_the_keyboard(&desk)), (before, Some("MKERN")));
    assert!(desk.text().contains("/nope"), "the form is still there: {}", desk.text());

    desk.enter();
    assert!(matches!(desk.requests.last(), Some(Request::TryKey(..))), "it can be tried again");
    desk.key_opens();
    let asked = desk.requests.last();
    assert!(matches!(asked, Some(Request::Sign(_))), "then the one who comes signs: {asked:?}");
    assert_eq!(at_the_keyboard(&desk), None, "the other one was signed off before that");
}

#[test]
fn the_fields_of_an_agreement_take_nothing_before_they_are_there() {
    for lang in Lang::ALL {
        let mut desk = at_the_cut(lang);
        desk.enter().tap(KeyCode::Tab);
        let words = &Catalogue::of(lang).screen.signoff;
        assert!(desk.last().contains(&words.need_how), "{}", desk.text());
        let promised = desk.own_keys();
        assert!(!promised.iter().any(|(_, does)| *does == words.key_next), "{promised:?}");
        assert!(desk.row(24).contains("1-3"), "{}", desk.row(24));
        // The way is chosen by its digit, which no hidden field swallows; the focus has its mark.
        desk.keys("1");
        let marked = |label: &str| {
            desk.text()
                .lines()
                .any(|line| line.trim_start().starts_with(">>") && line.contains(label))
        };
        assert!(marked(&words.initials), "{}", desk.text());
        assert!(!marked(&words.words), "{}", desk.text());
    }
}

#[test]
fn an_option_names_the_step_that_really_comes_next() {
    let between = r#"      - id: note-choice
        kind: do
        track: network
        role: lead
        title: {en: "Write the answer down", fr: "Noter la réponse"}
        how: [{en: "On paper.", fr: "Sur papier."}]
        undo: {en: "Cross it out.", fr: "La rayer."}
      - id: pull-tapes
"#;
    let book = FIRST_HOUR.replacen("      - id: pull-tapes\n", between, 1);
    let mut desk = Desk::started(Lang::En, Mode::Real, &book);
    desk.enter().enter().enter().enter().enter().keys("1").enter();
    assert_eq!(desk.step_number(), "4");
    let text = desk.text();
    assert!(text.contains("-> step 5, then 6  Pull the tapes"), "{text}");
    assert!(text.contains("-> step 5, then 7  Call the backup"), "{text}");
    desk.keys("1").enter();
    assert_eq!(desk.step_number(), "5");
    // What the answer closed does not stand among what comes next (R10).
    let row = |title: &str| desk.text().lines().any(|line| line.contains(title));
    assert!(row("Pull the tapes") && row("Cut the internet link"), "{}", desk.text());
    assert!(!row("Call the backup vendor"), "{}", desk.text());
}

#[test]
fn g_with_the_step_in_hand_keeps_its_box() {
    let mut desk = Desk::first_hour(Lang::En);
    let before = desk.written.len();
    desk.keys("g").keys("1").enter();
    assert!(desk.last().contains("Step 1 is the one in hand."), "{}", desk.last());
    desk.enter();
    assert_eq!(desk.written.len(), before, "{}", desk.text());
    assert!(desk.text().contains("GO ON FROM ANOTHER STEP"), "{}", desk.text());
}

#[test]
fn a_burst_says_that_its_first_key_was_taken() {
    let mut desk = Desk::first_hour(Lang::En);
    let before = desk.written.len();
    desk.keys("o");
    desk.tap_after(Span::from_ms(5), KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE));
    assert_eq!(desk.written.len(), before);
    assert!(desk.last().contains("what came first was taken"), "{}", desk.last());
    assert!(!desk.last().contains("nothing was done"), "{}", desk.last());
}

#[test]
fn a_window_that_only_reads_offers_no_correction() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.enter();
    desk.draw();
    assert!(desk.last().contains("U to correct"), "{}", desk.last());
    let session = std::mem::replace(
        &mut desk.session,
        sangfroid::session::Session::new(sangfroid::runbook::read),
    );
    desk.session = session.only_reading();
    desk.draw();
    assert!(!desk.last().contains("U to correct"), "{}", desk.last());
}

#[test]
fn esc_from_the_start_form_goes_back_to_the_marked_signs() {
    let ransom = include_str!("../../../runbooks/ehr-ransomware-encryption.yaml");
    let mut desk = Desk::new(Lang::En);
    desk.shelf.push(ShelfEntry { copy: copy(ransom), origin: Origin::BuiltIn });
    desk.tap(KeyCode::Up).tap(KeyCode::Up).enter();
    desk.keys("567").enter();
    assert!(desk.text().contains("START"), "{}", desk.text());
    desk.tap(KeyCode::Esc);
    assert_eq!(desk.text().matches("[x]").count(), 3, "{}", desk.text());
}

#[test]
fn one_more_runbook_leaves_the_most_urgent_clock_in_row_2() {
    for lang in Lang::ALL {
        let mut desk = Desk::first_hour(lang);
        desk.enter();
        let before = desk.row(2);
        assert!(before.contains("03:12"), "{before}");
        let entry = &Catalogue::of(lang).screen.menu.add_runbook;
        desk.keys("m").keys(entry).enter();
        assert!(desk.row(2).contains("03:12"), "{}", desk.text());
    }
}

#[test]
fn a_closed_incident_is_none_when_the_next_one_is_chosen() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.order(crate::support::play::close(Some("test")));
    desk.reopen();
    desk.draw();
    let incident = desk.session.state().incident().map(ToString::to_string).expect("an incident");
    desk.pass(Span::from_min(30));
    desk.draw();
    assert!(desk.row(1).contains(&incident) && desk.row(1).contains("T+0:0"), "{}", desk.row(1));
    // After such a pause the first key only wakes.
    desk.enter().enter();
    desk.keys("rans").enter();
    assert!(!desk.row(1).contains(&incident), "{}", desk.row(1));
    desk.tap(KeyCode::Esc).tap(KeyCode::Esc).tap(KeyCode::F(9)).keys("leave");
    assert!(!desk.text().contains("the incident stays open"), "{}", desk.text());
}

#[test]
fn a_clock_is_not_corrected_as_a_step_is() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("madd a clock").enter();
    assert!(desk.text().contains("ADD A CLOCK"), "{}", desk.text());
    desk.keys("ask the guard").tap(KeyCode::Tab).keys("ad").tap(KeyCode::Tab).keys("30");
    while desk.text().contains("ADD A CLOCK") {
        desk.enter();
    }
    desk.keys("u");
    assert!(desk.text().contains("the clock is taken away"), "{}", desk.text());
    assert!(!desk.text().contains("the step is open again"), "{}", desk.text());
}

#[test]
fn a_number_that_a_template_came_with_is_not_called() {
    let facts = crate::site::FACTS.replacen("roles: [director]", "roles: [director, dmc]", 1);
    assert!(facts.contains("06 10 98 12 40") && is_fiction("06 39 98 00 13"));
    for (number, is_shown) in [("06 10 98 12 40", true), ("06 39 98 00 13", false)] {
        let facts = facts.replace("06 10 98 12 40", number);
        let content = Bounded { text: facts, findings: Vec::new() };
        let mut desk = Desk::new(Lang::En);
        *desk.site = SiteFile::of("site.yaml".to_owned(), &content);
        desk.draw();
        assert!(desk.row(2).contains("Patient in danger?"), "{}", desk.row(2));
        assert_eq!(desk.row(2).contains(number), is_shown, "{}", desk.row(2));
    }
}

#[test]
fn a_path_stands_in_a_command_as_it_has_to_be_typed() {
    for (path, word) in [
        ("/srv/incidents", "/srv/incidents"),
        ("/media/USB STICK/d", "'/media/USB STICK/d'"),
        ("it's", r"'it'\''s'"),
        ("", "''"),
        (r"C:\data", r"C:\data"),
        (r"C:\my data", "\"C:\\my data\""),
    ] {
        assert_eq!(quoted(path), word);
    }
}

#[test]
fn a_long_reason_keeps_the_end_and_its_offers_short() {
    let long = "word ".repeat(900);
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("s").paste(&long).enter();
    assert_eq!(desk.step_number(), "2", "{}", desk.text());
    desk.keys("mclose the").enter();
    let rows = desk.text().lines().filter(|line| line.contains("word word")).count();
    assert!((1..=2).contains(&rows), "{rows} rows\n{}", desk.text());
    assert!(desk.text().contains(".."), "{}", desk.text());
}

#[test]
fn the_smallest_window_says_that_the_work_is_safe() {
    for (lang, safe) in [(Lang::En, "safe"), (Lang::Fr, "sécurité")] {
        let mut desk = Desk::first_hour(lang).sized(30, 8);
        desk.draw();
        assert!(desk.text().contains(safe), "{}", desk.text());
    }
}

#[test]
fn what_could_not_be_done_is_not_counted_as_skipped() {
    let mut desk = Desk::first_hour(Lang::En).sized(120, 40);
    desk.keys("s").keys("no key").enter().keys("i").keys("no way").enter();
    let rail = |words: &str| desk.text().lines().any(|line| line.starts_with(words));
    assert!(desk.text().contains("Skipped 1 Could not 1"), "{}", desk.text());
    assert!(rail("Done 0") && !desk.text().contains("Skipped 2"), "{}", desk.text());
}

#[test]
fn an_added_clock_is_found_under_the_clocks_of_the_log() {
    let mut desk = Desk::first_hour(Lang::En).sized(120, 40);
    desk.keys("madd a clock").enter();
    desk.keys("ask the guard").tap(KeyCode::Tab).keys("ad").tap(KeyCode::Tab).keys("30");
    while desk.text().contains("ADD A CLOCK") {
        desk.enter();
    }
    desk.keys("v");
    let is_counted = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().take(2).collect();
        words == ["clocks", "1"]
    };
    assert!(desk.text().lines().any(is_counted), "{}", desk.text());
}

#[test]
fn coming_back_opens_at_the_top_however_much_was_half_written() {
    let title = "Ping the gateway of radiology from two computers, a wired and a mobile one";
    let book = FIRST_HOUR.replace("Ping the gateway of radiology", title);
    let mut desk = Desk::started(Lang::En, Mode::Real, &book);
    for what in ["ask the guard", "ask the porter", "ask the press"] {
        desk.keys("d").tap(KeyCode::End).enter();
        desk.keys(what).enter().keys("ad").enter().keys("30");
        while desk.text().contains("ADD A CLOCK") {
            desk.enter();
        }
        desk.tap(KeyCode::Esc);
    }
    desk.done().done();
    assert_eq!(desk.step_number(), "3", "{}", desk.text());
    desk.keys("nhalf a note").tap(KeyCode::Esc);
    desk.keys("s").keys("half a reason").tap(KeyCode::Esc);
    desk.jumped_ms = 3_600_000;
    desk.pass(Span::from_min(120));
    desk.reopen();
    assert!(desk.text().contains("YOU ARE BACK"), "{}", desk.text());
    assert!(desk.text().contains("3  Not sure"), "the answers too: {}", desk.text());
    assert!(!desk.text().contains("more above"), "{}", desk.text());
}

#[test]
fn right_is_named_after_what_it_leads_to() {
    let book = include_str!("two-tracks.yaml");
    let mut desk = Desk::started(Lang::En, Mode::Real, book);
    desk.keys("madd a run").enter().keys("tele").enter();
    assert!(desk.row(24).contains("Right Other runbook"), "{}", desk.text());
    desk.tap(KeyCode::Right);
    assert!(desk.row(24).contains("Right Other track"), "{}", desk.text());
}
