//! What the footer promises (R126), and that every other key is answered (R129), on every screen.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use sangfroid::domain::rejection::Rejection;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::i18n::Catalogue;

use super::desk::Desk;
use super::every::{Scene, after_the_end, before_the_start, only_reading, scenes};

const PACE: Span = Span::from_ms(500);

/// The keys of the last row.
fn shown(desk: &Desk) -> Vec<String> {
    let row = desk.row(desk.size.1);
    row.split("  ").map(str::trim).filter(|key| !key.is_empty()).map(str::to_owned).collect()
}

/// What stands between the frame's rows: what a key may change.
fn body(desk: &Desk) -> String {
    (3..desk.size.1 - 3).map(|row| desk.row(row)).collect::<Vec<_>>().join("\n")
}

/// Every screen, also where nothing is done yet, any more, or from here.
fn everywhere() -> Vec<Scene> {
    [scenes(), before_the_start(), after_the_end(), only_reading()].concat()
}

#[test]
fn the_footer_shows_six_to_nine_keys() {
    let mut wrong = Vec::new();
    for scene in everywhere().iter().filter(|scene| !scene.is_closed_off()) {
        for lang in Lang::ALL {
            let desk = scene.raise(lang);
            let keys = shown(&desk);
            if !(6..=9).contains(&keys.len()) {
                wrong.push(format!("{} {lang:?}: {keys:?}", scene.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn help_and_the_way_back_are_on_the_footer_wherever_they_work() {
    let mut wrong = Vec::new();
    for scene in scenes().iter().filter(|scene| !scene.is_closed_off()) {
        for lang in Lang::ALL {
            for size in [(80, 24), (120, 40)] {
                let mut desk = scene.raise(lang);
                desk.resize(size.0, size.1);
                let keys = shown(&desk);
                let has = |name: &str| keys.iter().any(|key| key.starts_with(name));
                let has_help = has("? ") || has("F1 ");
                // A key without a use lets the same time go by.
                let mut idle = scene.raise(lang);
                idle.resize(size.0, size.1);
                idle.tap(KeyCode::Insert);
                desk.tap(KeyCode::Esc);
                let works = body(&desk) != body(&idle);
                let esc = Catalogue::of(lang).screen.key.esc.as_str();
                if !has_help || (works && !has(esc)) {
                    wrong.push(format!("{} {lang:?}: {keys:?}", scene.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_promised_key_answers_on_its_screen() {
    let mut wrong = Vec::new();
    let frame = &Catalogue::of(Lang::En).screen.frame;
    let refused = &Catalogue::of(Lang::En).rejection;
    let (over, elsewhere) = (refused.of(&Rejection::Closed), refused.of(&Rejection::ReadOnly));
    for scene in everywhere() {
        let mut desk = scene.raise(Lang::En);
        let promised = desk.promised();
        for key in promised {
            let mut desk = scene.raise(Lang::En);
            desk.tap_after(PACE, key);
            let said = desk.last();
            let not_yet = "{key} is not in this version.";
            let refusals = [
                frame.nothing_here.as_str(),
                not_yet,
                &frame.no_incident_yet,
                &frame.is_closed,
                &over.what,
                &elsewhere.what,
            ];
            for refusal in refusals {
                let (_, words) = refusal.split_once("} ").unwrap_or(("", refusal));
                let words: String = words.chars().take(24).collect();
                if said.contains(&words) {
                    wrong.push(format!("{} {:?}: {said}", scene.name, key.code));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_closed_incident_takes_notes_and_every_page_that_says_so_means_it() {
    for scene in after_the_end() {
        let mut desk = scene.raise(Lang::En);
        let opens = [KeyCode::Char('n'), KeyCode::Char('N'), KeyCode::F(2)];
        let promised = desk.promised();
        let Some(key) = promised.into_iter().find(|key| opens.contains(&key.code)) else {
            assert_ne!(scene.name, "home", "{}", desk.text());
            continue;
        };
        let before = desk.written.len();
        desk.tap_after(PACE, key);
        if desk.text().contains("COMMENT ON ENTRY") {
            // Over the log itself the key means what is kept beside it.
            desk.keys("ad").tap(KeyCode::Tab).keys("Too late.").enter();
            assert_eq!(desk.comments.len(), 1, "{}\n{}", scene.name, desk.text());
            assert_eq!(desk.written.len(), before, "{}", scene.name);
            continue;
        }
        desk.keys("The firewall log came in.").enter();
        assert_eq!(desk.written.len(), before + 1, "{}\n{}", scene.name, desk.text());
        assert!(!desk.text().contains("| NOTE"), "{}\n{}", scene.name, desk.text());
    }
    let mut desk = after_the_end()[0].raise(Lang::En);
    desk.keys("mnote").enter().keys("From the menu.").enter();
    let note = desk.session.state().notes.iter().last().expect("a note");
    assert_eq!(note.note.text, "From the menu.");
}

#[test]
fn a_key_without_a_use_is_named_and_help_is_offered() {
    let keys = [
        (KeyCode::Char('x'), KeyModifiers::NONE, "X"),
        (KeyCode::Char('z'), KeyModifiers::NONE, "Z"),
        (KeyCode::F(11), KeyModifiers::NONE, "F11"),
        (KeyCode::Char('k'), KeyModifiers::CONTROL, "Ctrl-K"),
        (KeyCode::Char('a'), KeyModifiers::CONTROL, "Ctrl-A"),
        (KeyCode::Char('x'), KeyModifiers::ALT, "Alt-x"),
        (KeyCode::Insert, KeyModifiers::NONE, "This key"),
    ];
    for scene in scenes().iter().filter(|scene| scene.name != "help") {
        for (code, modifiers, name) in keys {
            let mut desk = scene.raise(Lang::En);
            let before = desk.written.len();
            let is_text = desk.reads_text() && modifiers.is_empty();
            if is_text && matches!(code, KeyCode::Char(_)) {
                continue;
            }
            desk.tap_after(PACE, KeyEvent::new(code, modifiers));
            let said = desk.last();
            let stays = scene.name == "leave" && said.contains("Esc stays");
            let is_answered = said.contains(name) && (said.contains("Help") || stays);
            assert!(is_answered, "{} {name}: {said}", scene.name);
            assert_eq!(desk.written.len(), before, "{} {name}", scene.name);
        }
    }
}

#[test]
fn nothing_is_shown_that_a_plain_terminal_cannot_show() {
    use sangfroid::tui::theme::Theme;
    for scene in scenes() {
        for lang in Lang::ALL {
            let mut desk = scene.raise(lang);
            for c in desk.text().chars().filter(|c| !c.is_ascii()) {
                // Letters of Latin scripts and the signs of French print: no emoji, no braille, no
                // drawing, no wide glyph (R115).
                let is_letter = ('\u{a0}'..='\u{17f}').contains(&c);
                assert!(is_letter || "‘’“”–…".contains(c), "{} {c:?}", scene.name);
            }
            desk.theme = Theme::mono().in_ascii(true);
            desk.draw();
            assert!(desk.text().is_ascii(), "{}\n{}", scene.name, desk.text());
        }
    }
}

#[test]
fn mono_sets_no_colour_and_nothing_is_dim_or_blinking() {
    use ratatui::style::{Color, Modifier};
    for scene in scenes() {
        let desk = scene.raise(Lang::En);
        for cell in desk.buffer.content() {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{}", scene.name);
            let never = Modifier::DIM | Modifier::SLOW_BLINK | Modifier::RAPID_BLINK;
            assert!(!cell.modifier.intersects(never), "{}", scene.name);
        }
    }
}

#[test]
fn another_language_keeps_the_place_the_draft_and_the_keys() {
    // Pages that are no step have other words in that place.
    let number = |desk: &Desk| desk.step_number().parse::<u32>().ok();
    for scene in scenes().iter().filter(|scene| !scene.is_closed_off()) {
        let mut desk = scene.raise(Lang::En);
        if scene.name.contains("menu") {
            continue;
        }
        let before = (desk.promised(), desk.typed(), number(&desk), desk.written.len());
        desk.tap(KeyCode::F(9)).keys("language").enter();
        assert!(desk.text().contains("Aide"), "{}\n{}", scene.name, desk.text());
        let after = (desk.promised(), desk.typed(), number(&desk), desk.written.len());
        assert_eq!(before, after, "{}", scene.name);
        assert!(desk.caret.is_some(), "{} has a caret (R149)", scene.name);
    }
}

#[test]
fn every_screen_shows_where_it_is_with_the_hardware_cursor() {
    for scene in scenes() {
        let desk = scene.raise(Lang::En);
        assert!(desk.caret.is_some(), "{}", scene.name);
    }
}

#[test]
fn half_an_hour_without_a_key_opens_nothing() {
    // The borders of whatever lies over the screen, and its title.
    let over = |desk: &Desk| {
        let text = desk.text();
        let borders: Vec<_> =
            text.lines().filter(|row| row.contains("+-")).map(str::to_owned).collect();
        (borders, desk.reads_text())
    };
    for scene in scenes() {
        let mut desk = scene.raise(Lang::En);
        let before = over(&desk);
        for _ in 0..6 {
            desk.pass(Span::from_min(5));
        }
        assert_eq!(over(&desk), before, "{} (R130)", scene.name);
    }
}

#[test]
fn a_low_battery_is_a_notice_in_row_two_and_never_hides_a_clock() {
    for (lang, word) in [(Lang::En, "BATTERY 15 %"), (Lang::Fr, "BATTERIE")] {
        let mut desk = Desk::first_hour(lang);
        desk.battery = Some(15);
        desk.draw();
        assert!(desk.row(2).starts_with(" ! ") && desk.row(2).contains(word), "{}", desk.row(2));
        desk.enter();
        let row = desk.row(2);
        assert!(row.contains("03:12") && row.contains(word) && row.contains("03:02:"), "{row}");
    }
}

#[test]
fn only_a_discharging_battery_of_the_laptop_under_twenty_percent_counts() {
    use sangfroid::os::power::low_battery;
    let table = [
        ("Battery", "Discharging", "19", "", Some(19)),
        ("Battery", "Discharging", "20", "", None),
        ("Battery", "Charging", "5", "", None),
        ("Battery", "Discharging", "5", "Device", None),
        ("Mains", "Discharging", "5", "", None),
        ("Battery", "Discharging", "much", "", None),
    ];
    for (kind, status, capacity, scope, wanted) in table {
        let folder = tempfile::tempdir().expect("a folder");
        let battery = folder.path().join("BAT0");
        std::fs::create_dir(&battery).expect("a folder");
        for (name, text) in
            [("type", kind), ("status", status), ("capacity", capacity), ("scope", scope)]
        {
            std::fs::write(battery.join(name), format!("{text}\n")).expect("a file");
        }
        assert_eq!(low_battery(folder.path()), wanted, "{kind} {status} {capacity} {scope}");
    }
    assert_eq!(low_battery(std::path::Path::new("/no/such/folder")), None);
}
