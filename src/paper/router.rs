//! The first page of the whole library: from what is seen to the runbook, patients first (R133,
//! R134).

use crate::domain::ids::RunbookId;
use crate::domain::router::Router;
use crate::domain::runbook::Runbook;
use crate::domain::text::Lang;
use crate::i18n::{Catalogue, fill};
use crate::runbook::library::Entry;

/// What may be seen, and what answers it.
pub(super) struct Seen<'b> {
    pub(super) title: &'b str,
    /// A patient may be concerned right now.
    pub(super) is_vital: bool,
    /// Part and title, the best first.
    pub(super) opens: Vec<(String, &'b str)>,
    /// The first step of the best.
    pub(super) first: &'b str,
}

/// The signs in the order of the screen, with the runbooks that the screen would rank for each
/// alone. What no sign leads to follows with its own words.
pub(super) fn rows<'b>(router: &'b Router, books: &[&'b Entry], lang: Lang) -> Vec<Seen<'b>> {
    let words = &Catalogue::of(lang).paper.head;
    let own = |entry: &&Entry| (entry.runbook.id.clone(), entry.runbook.symptoms.clone());
    let own: Vec<_> = books.iter().map(own).collect();
    let numbered = || books.iter().enumerate().map(|(at, entry)| (at + 1, &entry.runbook));
    let seen = |title: &'b str, is_vital: bool, answers: Vec<(usize, &'b Runbook)>| {
        let (_, best) = answers.first()?;
        let first = best.steps().next().map_or("", |(_, step)| step.title.get(lang));
        let named = |(n, runbook): (usize, &'b Runbook)| {
            (fill(&words.part, &[("n", &n.to_string())]), runbook.title.get(lang))
        };
        Some(Seen { title, is_vital, first, opens: answers.into_iter().map(named).collect() })
    };
    let mut led_to: Vec<&RunbookId> = Vec::new();
    let mut rows = Vec::new();
    for sign in &router.signs {
        let fits = router.fits(std::slice::from_ref(&sign.id), &own);
        let answers = fits.iter().filter_map(|fit| numbered().find(|(_, b)| b.id == fit.runbook));
        let answers: Vec<_> = answers.collect();
        led_to.extend(answers.iter().map(|(_, runbook)| &runbook.id));
        rows.extend(seen(sign.title.get(lang), sign.is_vital, answers));
    }
    let rest = numbered().filter(|(_, runbook)| !led_to.contains(&&runbook.id));
    rows.extend(
        rest.filter_map(|(n, runbook)| seen(runbook.use_when.get(lang), false, vec![(n, runbook)])),
    );
    rows
}
