//! What stands between a line and a record: bursts, pauses, what was not heard yet.

use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::linear::front::Front;

use super::night::Night;

const AT_ONCE: Span = Span::from_ms(2);

/// R96: a pasted page of lines never runs, whatever stands in it; it is offered as a note.
#[test]
fn a_burst_of_lines_is_a_note_and_no_command() {
    let mut night = Night::first_hour(Lang::En);
    night.line("w");
    let before = night.records();
    for line in ["x", "1", "", "x", "s", "1", "q", "1"] {
        night.line_after(AT_ONCE, line);
    }
    assert_eq!(night.records(), before, "{}", night.said);
    assert!(night.said.contains("They are a note now."), "{}", night.said);
    assert!(night.said.ends_with("Note (Enter keeps it):"), "{}", night.said);
    night.line("");
    assert_eq!(night.records(), before + 1);
    assert!(night.said.contains("Logged. Note, fact: x 1"), "{}", night.said);
}

/// The first line of a burst cannot be told from one that was typed; the second can.
#[test]
fn of_a_burst_only_the_first_line_acts() {
    let mut night = Night::first_hour(Lang::En);
    let before = night.records();
    night.line("x");
    for _ in 0..10 {
        night.line_after(AT_ONCE, "x");
    }
    assert_eq!(night.records(), before + 1, "{}", night.said);
}

/// R97: nobody has heard the next step after a third of a second.
#[test]
fn a_line_that_was_typed_for_the_step_before_does_nothing() {
    let mut night = Night::first_hour(Lang::En);
    let before = night.records();
    night.line("x").line_after(Span::from_ms(200), "x");
    assert_eq!(night.records(), before + 1, "{}", night.said);
    assert!(night.said.contains("came faster than anybody types"), "{}", night.said);
    night.line("x");
    assert_eq!(night.records(), before + 2);
}

/// A script means each of its lines, however fast they come.
#[test]
fn a_script_is_never_taken_for_a_paste() {
    let mut night = Night::first_hour(Lang::En);
    night.reopen(Front::new(false, false));
    night.line("2");
    let before = night.records();
    for line in ["x", "x", "x", "1"] {
        night.line_after(AT_ONCE, line);
    }
    assert_eq!(night.records(), before + 3, "{}", night.said);
}

/// R78: after a pause the first line that would write only wakes.
#[test]
fn after_a_pause_the_first_done_only_wakes() {
    let mut night = Night::first_hour(Lang::En);
    night.line("w");
    let before = night.records();
    night.line_after(Span::from_min(4), "x");
    assert_eq!(night.records(), before, "{}", night.said);
    assert!(night.said.contains("You were on step 1 for 4 min."), "{}", night.said);
    // An empty line only repeats: nobody is told to press anything.
    assert!(night.said.contains("Nothing was done: type your command again."), "{}", night.said);
    assert!(!night.said.contains("ress again"), "{}", night.said);
    let again = night.said.matches("Step 1 of 12.").count();
    assert_eq!(again, 2, "the step is heard again: {}", night.said);
    night.line("x");
    assert_eq!(night.records(), before + 1);
}

/// R13: every danger has been said before the prompt at which the step can be done.
#[test]
fn the_danger_is_said_before_done_is_possible() {
    let mut night = Night::first_hour(Lang::En);
    night.line("x");
    let danger = night.said.find("Don't: Do not power off").expect("the danger");
    let prompt = night.said.rfind("Command (x done").expect("the prompt");
    assert!(danger < prompt);
}

/// R6, R29: nothing is preselected; `x` at a decision chooses nothing.
#[test]
fn a_decision_has_no_default() {
    let mut night = Night::first_hour(Lang::En);
    night.lines(&["x", "x", "x", "1"]);
    let before = night.records();
    night.lines(&["x", ""]);
    assert_eq!(night.records(), before, "{}", night.said);
    assert!(night.said.contains("Choose one first, by its number."), "{}", night.said);
    assert!(night.said.ends_with("Choice:"), "{}", night.said);
}

/// R148: a clock that comes near is said at the next prompt, once, with a word for its level.
#[test]
fn reminders_wait_for_the_next_prompt_and_come_once() {
    let mut night = Night::first_hour(Lang::En);
    night.line("x");
    let before = night.said.len();
    night.pass(Span::from_min(9));
    night.turn();
    assert_eq!(night.said.len(), before, "nothing breaks into a prompt");
    night.lines(&["n", "seen", "w"]);
    let said = &night.said[before..];
    assert_eq!(said.matches("\nCaution. Isolate VLAN 30").count(), 1, "{said}");
}

/// R104: what a runbook, a file or a person brings in cannot attack whoever reads.
#[test]
fn hostile_text_is_shown_by_its_numbers() {
    let mut night = Night::first_hour(Lang::En);
    night.lines(&["n", "a\u{1b}[2Jb \u{2502}\u{2588}\u{2801} \u{202e}c", "v"]);
    assert!(night.said.contains("<2502><2588><2801> <202E>c"), "{}", night.said);
    assert!(!night.said.contains('\u{1b}'));
}

/// `--ascii` and locales without UTF-8: accents are folded, nothing else changes.
#[test]
fn ascii_is_folded() {
    let mut night = Night::first_hour(Lang::Fr);
    night.said.clear();
    night.reopen(Front::new(true, true));
    night.lines(&["x", ""]);
    assert!(night.said.is_ascii(), "{}", night.said);
    assert!(night.said.contains("Etape 1 sur 12."), "{}", night.said);
}

/// A field that cannot take all of it keeps nothing by itself.
#[test]
fn a_text_that_is_too_long_for_its_field_is_refused() {
    let mut night = Night::new(Lang::En);
    night.lines(&["1", "2", "MK", "", "", "about half past two in the morning"]);
    assert!(night.said.contains("That is too long for this field."), "{}", night.said);
    assert_eq!(night.records(), 0);
}
