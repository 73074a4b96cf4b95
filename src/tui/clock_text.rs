//! How the laptop's clock stands against another one, in the words of the moment.

use super::fact::span;
use super::view::View;
use crate::domain::time::Span;
use crate::i18n::fill;

/// Less than this a clock that shows minutes cannot tell.
const CLOCK_AGREES_MS: u64 = 90_000;

/// How the laptop's clock stands against another one that is `ahead_ms` ahead.
#[must_use]
pub(super) fn clock_off(ahead_ms: i64, view: &View) -> String {
    let words = &view.words.screen.frame;
    let by = span(Span::from_ms(ahead_ms.unsigned_abs()), view);
    let template = match ahead_ms {
        _ if ahead_ms.unsigned_abs() < CLOCK_AGREES_MS => &words.clock_agrees,
        1.. => &words.clock_slow,
        _ => &words.clock_fast,
    };
    fill(template, &[("span", &by)])
}
