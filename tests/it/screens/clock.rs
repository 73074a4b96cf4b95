//! A laptop's clock that jumps: said once when it is on record, and again on coming back (R47).

use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;

use super::desk::Desk;

#[test]
fn a_clock_that_jumped_is_told_once_and_again_on_coming_back() {
    let said = [
        (Lang::En, "jumped by 2 h 00 min", "clock jumped (1x), last by 2 h 00 min"),
        (Lang::Fr, "a sauté de 2 h 00 min", "a sauté (1 fois), de 2 h 00 min"),
    ];
    for (lang, now, later) in said {
        let mut desk = Desk::first_hour(lang);
        desk.jumped_ms = 2 * 3_600_000;
        desk.done();
        assert!(desk.last().contains(now), "{}", desk.text());
        desk.done();
        assert!(!desk.text().contains(now), "{}", desk.text());
        desk.pass(Span::from_min(10));
        desk.reopen();
        assert!(desk.text().contains(later), "{}", desk.text());
    }
}

#[test]
fn a_clock_that_runs_as_it_should_is_not_spoken_of() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.done();
    desk.pass(Span::from_min(10));
    desk.reopen();
    assert!(!desk.text().contains("clock jumped"), "{}", desk.text());
}
