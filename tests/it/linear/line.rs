//! R14 in lines: each line of the step is asked for by its words, and its mark is news; the step
//! itself is not told again.

use sangfroid::domain::place::Mark;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::linear::front::Front;

use super::night::Night;
use crate::support::sample::LINKS;

/// Two lines ticked, one left out, one taken back, a look elsewhere, a return in the middle, and
/// the step at its end.
pub fn lines(lang: Lang) -> Night {
    let mut night = Night::following(lang, LINKS);
    night.lines(&["x", "i", "no key", "x", "u", "1", ""]);
    night.reopen(Front::new(true, false));
    night.turn();
    night.lines(&["1", "x", "x", "x"]);
    night
}

#[test]
fn lines_in_english() {
    insta::assert_snapshot!(lines(Lang::En).said);
}

#[test]
fn lines_in_french() {
    insta::assert_snapshot!(lines(Lang::Fr).said);
}

/// R97: nobody has heard the next line after a third of a second.
#[test]
fn a_line_typed_twice_at_once_ticks_once() {
    let mut night = Night::following(Lang::En, LINKS);
    night.line("x");
    for _ in 0..4 {
        night.line_after(Span::from_ms(40), "x");
    }
    let bundle = night.session.state().runs[0].bundle(0).expect("lines");
    assert_eq!(bundle.marked(), 1, "{}", night.said);
}

#[test]
fn the_step_is_not_said_again_after_each_line() {
    let mut night = Night::following(Lang::En, LINKS);
    let before = night.said.len();
    night.lines(&["x", "x", "x", "x", "x"]);
    assert_eq!(night.session.state().runs[0].mark(0), Mark::Done);
    let said = &night.said[before..];
    assert_eq!(said.matches("Do not power off a router").count(), 0, "{said}");
}
