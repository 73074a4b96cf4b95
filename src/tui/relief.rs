//! A relief that comes or is due, in the words of row 2 and of the clock board (R60).

use super::fact;
use super::view::View;
use crate::domain::lead::Relief;
use crate::domain::time::Remaining;
use crate::i18n::brief::named;
use crate::i18n::fill;

/// For row 2 and the list beside a step.
#[must_use]
pub fn text(relief: &Relief, view: &View) -> String {
    let words = &view.words.lead;
    let (template, span) = match relief.remaining {
        Remaining::Left(left) => (&words.relief_due, left),
        Remaining::Over(over) => (&words.relief_over, over),
    };
    let who = named(view.session.state(), &relief.who);
    let (time, span) = (fact::when(relief.due_at, view), fact::span(span, view));
    fill(template, &[("time", &time), ("span", &span), ("who", &who)])
}

/// What of the board's row says whom it is about.
#[must_use]
pub fn title(relief: &Relief, view: &View) -> String {
    let who = named(view.session.state(), &relief.who);
    fill(&view.words.lead.relief, &[("who", &who)])
}

/// Since when somebody is on duty, and why that is long enough.
#[must_use]
pub fn card(relief: &Relief, view: &View) -> String {
    let words = &view.words.lead;
    let gone = relief.since.elapsed_until(&view.now.moment);
    let facts = [
        ("since", fact::when(relief.since.wall, view)),
        ("span", fact::span(gone, view)),
        ("time", fact::when(relief.due_at, view)),
        ("limit", words.limit(relief)),
    ];
    fill(&words.relief_card, &facts.each_ref().map(|(name, fact)| (*name, fact.as_str())))
}
