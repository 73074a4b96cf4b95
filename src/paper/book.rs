//! One runbook on paper: its head, its phases, what comes last.

use super::document::Order;
use super::step::{Place, StepView};
use crate::domain::runbook::{Phase, Runbook};
use crate::domain::text::Lang;
use crate::i18n::paper::PaperWords;
use crate::i18n::{Catalogue, fill};
use crate::runbook::library::{Entry, Origin};

/// A runbook for the templates.
pub(super) struct BookView<'b> {
    pub(super) id: &'b str,
    /// Which of the parts of the paper it is, in words.
    pub(super) part: String,
    pub(super) title: &'b str,
    /// What stands on top of its sheets.
    pub(super) top_name: String,
    pub(super) revision: String,
    /// That its review is long ago.
    pub(super) old: Option<&'b str>,
    /// That it is the site's own, or replaces a built-in one.
    pub(super) origin: Option<&'b str>,
    /// Label and text: when to use it, when not, what to have at hand.
    pub(super) lines: Vec<(&'b str, &'b str)>,
    pub(super) phases: Vec<PhaseView<'b>>,
    pub(super) last_acts: Vec<&'b str>,
    pub(super) sources: Vec<String>,
}

/// A phase for the templates.
pub(super) struct PhaseView<'b> {
    pub(super) title: String,
    pub(super) window: Option<String>,
    pub(super) steps: Vec<StepView<'b>>,
}

impl<'b> BookView<'b> {
    pub(super) fn new(order: &Order<'b>, at: usize, entry: &'b Entry, lang: Lang) -> Self {
        let runbook = &entry.runbook;
        let words = Catalogue::of(lang);
        let (paper, list) = (&words.paper, &words.runbook_cli.list);
        let part = fill(&paper.head.part, &[("n", &at.to_string())]);
        let title = runbook.title.get(lang);
        let (revision, date) = (runbook.revision.to_string(), runbook.reviewed.to_string());
        let origin = match entry.origin {
            Origin::Shipped => None,
            Origin::Site => Some(list.site.as_str()),
            Origin::SiteReplaces => Some(list.site_replaces.as_str()),
        };
        Self {
            id: runbook.id.as_str(),
            top_name: if order.router.is_some() {
                format!("{part} · {title}")
            } else {
                title.to_owned()
            },
            part,
            title,
            revision: fill(
                &paper.head.revision,
                &[("revision", revision.as_str()), ("date", &date)],
            ),
            old: runbook.is_old(order.today).then_some(paper.head.old.as_str()),
            origin,
            lines: lines(runbook, lang),
            phases: phases(order, runbook, lang),
            last_acts: runbook.last_acts.iter().map(|text| text.get(lang)).collect(),
            sources: runbook
                .sources
                .iter()
                .map(|source| format!("{}, {}, {}", source.title, source.publisher, source.year))
                .collect(),
        }
    }
}

fn lines(runbook: &Runbook, lang: Lang) -> Vec<(&str, &str)> {
    let words = &Catalogue::of(lang).paper;
    let lines = [
        (&words.use_when, Some(&runbook.use_when)),
        (&words.not_for, runbook.not_for.as_ref()),
        (&words.needs, runbook.needs.as_ref()),
    ];
    let line = |(label, text): (&'static String, Option<_>)| {
        text.map(|text: &crate::domain::text::Text| (label.as_str(), text.get(lang)))
    };
    lines.into_iter().filter_map(line).collect()
}

/// How long the phase should take, and where to go on when there is no time for it.
fn window(runbook: &Runbook, phase: &Phase, words: &PaperWords) -> Option<String> {
    let window = phase.window.map(|window| fill(&words.window, &[("span", &words.span(window))]));
    let target = phase.short_of_time.as_ref().and_then(|id| runbook.position(id));
    let way_out = target.map(|(at, _)| fill(&words.short_of_time, &[("n", &(at + 1).to_string())]));
    let both: Vec<String> = window.into_iter().chain(way_out).collect();
    (!both.is_empty()).then(|| both.join("; "))
}

fn phases<'b>(order: &Order<'b>, runbook: &'b Runbook, lang: Lang) -> Vec<PhaseView<'b>> {
    let count = runbook.phases.len().to_string();
    let mut number = 0;
    let mut view = |(at, phase): (usize, &'b Phase)| {
        let words = &Catalogue::of(lang).paper;
        let n = (at + 1).to_string();
        let title = phase.title.get(lang);
        let first = number;
        number += phase.steps.len();
        let steps = phase.steps.iter().enumerate().map(|(index, step)| {
            let place = Place { runbook, lang, number: first + index + 1, phase_from: first + 1 };
            StepView::new(order, place, step)
        });
        PhaseView {
            title: fill(&words.phase, &[("n", n.as_str()), ("count", &count), ("title", title)]),
            window: window(runbook, phase, words),
            steps: steps.collect(),
        }
    };
    runbook.phases.iter().enumerate().map(&mut view).collect()
}
