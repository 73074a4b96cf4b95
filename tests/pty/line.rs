//! What goes over the line: sizes that nobody reports (R110), no questions at the start (R125,
//! R119), colours (R111), copies (R121), repaints (R118), ticks (R117), the caret (R103).

use std::time::{Duration, Instant};

use portable_pty::PtySize;

use crate::support::Setting;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn a_line_without_a_size_is_asked_for_it_once_and_never_waited_for() {
    // (COLUMNS and LINES, the answer, the last row of the frame)
    let table =
        [(Some(("100", "30")), None, 30), (None, Some("\x1b[40;120R"), 40), (None, None, 24)];
    for (named, answer, rows) in table {
        let folder = folder();
        let mut setting = Setting::new(folder.path()).starting("telephony-loss");
        setting.size = (0, 0);
        if let Some((columns, rows)) = named {
            setting = setting.with("COLUMNS", columns).with("LINES", rows);
        }
        let mut stage = setting.raise_as((160, 50));
        let begun = Instant::now();
        if let Some(answer) = answer {
            stage.wait_sent("\x1b[6n");
            stage.send(answer);
        }
        stage.wait("the footer on the last row", |screen| {
            screen.lines().nth(rows - 1).is_some_and(|row| row.contains("? Help"))
        });
        assert!(stage.screen().trim_end().lines().count() == rows, "{}", stage.screen());
        let asked = String::from_utf8_lossy(&stage.sent).contains("\x1b[6n");
        assert_eq!(asked, named.is_none(), "asked only when nothing else says it");
        assert!(begun.elapsed() < Duration::from_secs(10));
    }
}

#[test]
fn a_terminal_that_reports_its_size_is_asked_nothing() {
    let folder = folder();
    let mut stage = Setting::new(folder.path()).starting("telephony-loss").raise();
    stage.wait_for("Test the life lines");
    stage.pump(Duration::from_millis(300));
    let sent = String::from_utf8_lossy(&stage.sent).into_owned();
    for question in
        ["\x1b[6n", "\x1b[c", "\x1b[5n", "\x1b]10;?", "\x1b]11;?", "\x1b[?2026", "\x1b[>"]
    {
        assert!(!sent.contains(question), "{question:?}");
    }
}

#[test]
fn under_no_color_no_colour_is_sent_and_the_place_is_reversed() {
    let folder = folder();
    let mut stage = Setting::new(folder.path()).starting("telephony-loss").raise();
    stage.wait_for("Test the life lines");
    stage.press("m");
    stage.wait_for("MENU");
    stage.pump(Duration::from_millis(300));
    let sent = String::from_utf8_lossy(&stage.sent).into_owned();
    for part in sent.split("\x1b[").skip(1) {
        let Some((codes, _)) = part
            .split_once('m')
            .filter(|(codes, _)| codes.chars().all(|c| c.is_ascii_digit() || c == ';'))
        else {
            continue;
        };
        for code in codes.split(';').filter_map(|code| code.parse::<u16>().ok()) {
            let is_colour = (30..=38).contains(&code)
                || (40..=48).contains(&code)
                || (90..=107).contains(&code);
            assert!(!is_colour, "{codes:?}");
        }
    }
    let screen = stage.screen();
    let row = screen.lines().position(|row| row.contains(">> ") && row.contains('|'));
    let row = u16::try_from(row.expect("a chosen row")).expect("a small number");
    assert!(stage.is_reversed(row, 8), "{screen}");
    assert_eq!(stage.cursor().0, row - 1, "letters go into the field above");
}

#[test]
fn a_copy_is_sent_and_never_called_copied() {
    let folder = folder();
    let mut stage = Setting::new(folder.path()).starting("telephony-loss").raise();
    stage.wait_for("Test the life lines");
    stage.press("m");
    stage.wait_for("MENU");
    for letter in "command".chars() {
        stage.press(&letter.to_string());
    }
    stage.press("\r");
    stage.wait("a card", |screen| screen.contains("Copy"));
    stage.press("y");
    stage.wait_for("Sent to");
    let sent = String::from_utf8_lossy(&stage.sent).into_owned();
    assert!(sent.contains("\x1b]52;c;"), "OSC 52");
    assert!(!stage.screen().contains("Copied"), "{}", stage.screen());
}

#[test]
fn a_redraw_key_repaints_all_and_silence_costs_nothing() {
    let folder = folder();
    let mut stage = Setting::new(folder.path()).starting("telephony-loss").raise();
    stage.wait_for("Test the life lines");
    stage.pump(Duration::from_millis(500));
    let quiet = stage.sent.len();
    stage.pump(Duration::from_secs(3));
    let idle = stage.sent.len() - quiet;
    // A minute may turn within them: then the clock's few cells are sent.
    assert!(idle <= 60, "{idle} bytes in three seconds");
    for change in ["\x0c", "size"] {
        let before = stage.sent.len();
        if change == "size" {
            let size = PtySize { rows: 25, cols: 81, pixel_width: 0, pixel_height: 0 };
            stage.master.resize(size).expect("another size");
        } else {
            stage.press(change);
        }
        stage.pump(Duration::from_millis(600));
        let bytes = String::from_utf8_lossy(&stage.sent[before..]).into_owned();
        assert!(bytes.contains("Test the life lines"), "{change:?}: {bytes:?}");
    }
}

#[test]
fn the_caret_stands_behind_a_composed_letter_and_the_note_keeps_it() {
    let folder = folder();
    let mut stage = Setting::new(folder.path()).starting("telephony-loss").raise();
    stage.wait_for("Test the life lines");
    stage.press("n");
    stage.wait_for("NOTE");
    stage.pump(Duration::from_millis(300));
    let begun = stage.cursor();
    for letter in ["é", "e\u{301}", "小"] {
        stage.pump(Duration::from_millis(60));
        stage.send(letter);
    }
    stage.wait("the text", |screen| screen.contains('小'));
    stage.pump(Duration::from_millis(300));
    let ended = stage.cursor();
    assert_eq!((ended.0, ended.1 - begun.1), (begun.0, 4), "one, one and two columns");
}
