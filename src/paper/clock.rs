//! The page of clocks: the limits that count from the start, and the legal duties that the runbooks
//! answer. Nothing here decides that a duty applies; a person ticks it.

use super::document::Order;
use crate::domain::ids::ClockId;
use crate::domain::law::{LawStatus, LegalClock, Limit};
use crate::domain::step::LimitFrom;
use crate::domain::text::Lang;
use crate::domain::time::Span;
use crate::i18n::Catalogue;
use crate::runbook::library::Entry;

/// A limit that counts from the start.
pub(super) struct LimitLine {
    pub(super) step: String,
    pub(super) title: String,
    pub(super) within: String,
    pub(super) basis: &'static str,
}

/// A legal clock for the templates.
pub(super) struct ClockView<'b> {
    pub(super) title: &'b str,
    /// That it is no law yet, or not everywhere.
    pub(super) status: Option<&'b str>,
    pub(super) from: String,
    pub(super) limit: String,
    /// A duty without delay has no time at which it is due.
    pub(super) has_due: bool,
    pub(super) questions: Vec<&'b str>,
    /// Label and text: who is told, and how.
    pub(super) rows: Vec<(&'b str, &'b str)>,
    pub(super) must_say: Vec<&'b str>,
    /// Where it is written, and when somebody compared it.
    pub(super) law: String,
    /// That a detail of it is not certain.
    pub(super) doubt: Option<&'b str>,
}

/// The limits of a runbook that count from its start, the shortest first.
pub(super) fn limits(order: &Order<'_>, at: usize, entry: &Entry, lang: Lang) -> Vec<LimitLine> {
    let words = Catalogue::of(lang);
    let mut found: Vec<(Span, LimitLine)> = Vec::new();
    for (index, (_, step)) in entry.runbook.steps().enumerate() {
        let Some(limit) = step.limit.filter(|limit| limit.from == LimitFrom::Start) else {
            continue;
        };
        let number = index + 1;
        let step_name =
            if order.router.is_some() { format!("{at} · {number}") } else { number.to_string() };
        let line = LimitLine {
            step: step_name,
            title: step.title.get(lang).to_owned(),
            within: words.paper.span(limit.within),
            basis: words.screen.step.basis_of(limit.basis),
        };
        found.push((limit.within, line));
    }
    found.sort_by_key(|(within, _)| *within);
    found.into_iter().map(|(_, line)| line).collect()
}

/// The legal clocks that the runbooks answer and that the site may be under, each once.
pub(super) fn legal<'b>(order: &Order<'b>, books: &[&'b Entry], lang: Lang) -> Vec<ClockView<'b>> {
    let law = order.library.law();
    let mut named: Vec<&ClockId> = Vec::new();
    for (_, step) in books.iter().flat_map(|entry| entry.runbook.steps()) {
        for id in &step.answers {
            if !named.contains(&id) {
                named.push(id);
            }
        }
    }
    let found = named.into_iter().filter_map(|id| law.clock(id));
    let covered = found.filter(|clock| law.covers(&clock.jurisdiction));
    covered.map(|clock| view(order, clock, lang)).collect()
}

fn view<'b>(order: &Order<'b>, clock: &'b LegalClock, lang: Lang) -> ClockView<'b> {
    let words = &Catalogue::of(lang).law;
    let card = &words.card;
    let is_law = clock.status == LawStatus::InForce;
    let doubt = clock.check_primary_text.then_some(card.check_primary.as_str());
    ClockView {
        title: clock.title.get(lang),
        status: (!is_law).then(|| words.status(clock.status)),
        from: words.trigger(&clock.trigger, order.library.law(), lang),
        limit: words.limit(clock.limit),
        has_due: clock.limit != Limit::WithoutDelay,
        questions: clock.applies_if.iter().map(|text| text.get(lang)).collect(),
        rows: vec![
            (&card.to, clock.recipient.get(lang)),
            (&card.how, clock.channel.get(lang)),
            (&card.offline, clock.offline_fallback.get(lang)),
        ],
        must_say: clock.content_checklist.iter().map(|text| text.get(lang)).collect(),
        law: format!("{} ({} {})", words.source(&clock.legal_ref), card.as_of, clock.as_of),
        doubt,
    }
}
