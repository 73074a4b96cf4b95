//! The forms that replace the laptop: cards, roles, numbered lines.

use super::document::Order;
use crate::domain::card::{Card, CardCommand};
use crate::domain::ids::CardId;
use crate::domain::runbook::Role;
use crate::domain::text::Lang;
use crate::i18n::{Catalogue, fill};
use crate::runbook::library::{CardEntry, Entry, Origin};

/// Sheets of the main log that come along; a copier makes more.
const LOG_SHEETS: usize = 3;

/// Lines on a sheet of A4, each high enough for two rows of handwriting.
const LOG_LINES: usize = 12;

/// A command card for the templates.
pub(super) struct CardView<'b> {
    pub(super) title: String,
    pub(super) platform: &'b str,
    pub(super) origin: Option<&'b str>,
    pub(super) scope: &'b str,
    pub(super) cautions: Vec<&'b str>,
    pub(super) commands: Vec<CommandView<'b>>,
    pub(super) placeholders: Vec<(&'b str, &'b str)>,
}

/// A command for the templates.
pub(super) struct CommandView<'b> {
    pub(super) run: &'b str,
    /// Label and text: what it does, what it changes, the way back.
    pub(super) rows: Vec<(&'b str, &'b str)>,
}

/// The cards that the runbooks name, each once, in the order of their first use.
pub(super) fn cards<'b>(order: &Order<'b>, books: &[&'b Entry], lang: Lang) -> Vec<CardView<'b>> {
    let mut named: Vec<&CardId> = Vec::new();
    for (_, step) in books.iter().flat_map(|entry| entry.runbook.steps()) {
        for id in &step.commands {
            if !named.contains(&id) {
                named.push(id);
            }
        }
    }
    let found = named.into_iter().filter_map(|id| order.library.card(id));
    found.map(|entry| card(entry, lang)).collect()
}

fn card(entry: &CardEntry, lang: Lang) -> CardView<'_> {
    let words = Catalogue::of(lang);
    let card: &Card = &entry.card;
    let origin = match entry.origin {
        Origin::Shipped => None,
        Origin::Site => Some(words.card.site.as_str()),
        Origin::SiteReplaces => Some(words.card.site_replaces.as_str()),
    };
    let (id, title) = (card.id.as_str().to_uppercase(), card.title.get(lang));
    let means = card.placeholders.iter().map(|held| (held.name.as_str(), held.means.get(lang)));
    CardView {
        title: fill(&words.paper_form.card.card, &[("id", id.as_str()), ("title", title)]),
        platform: words.card.platforms.of(card.platform),
        origin,
        scope: card.scope.get(lang),
        cautions: card.cautions.iter().map(|text| text.get(lang)).collect(),
        commands: card.commands.iter().map(|one| command(one, lang)).collect(),
        placeholders: means.collect(),
    }
}

fn command(command: &CardCommand, lang: Lang) -> CommandView<'_> {
    let words = &Catalogue::of(lang).card;
    let mut rows = vec![
        (words.explain.as_str(), command.explain.get(lang)),
        (words.effect.as_str(), command.effect.get(lang)),
    ];
    if let Some(undo) = &command.undo {
        rows.push((words.undo_of(command.reversible), undo.get(lang)));
    }
    CommandView { run: &command.run, rows }
}

/// The roles of all the runbooks, each once.
pub(super) fn roles<'b>(books: &[&'b Entry]) -> Vec<&'b Role> {
    let mut seen: Vec<&Role> = Vec::new();
    for role in books.iter().flat_map(|entry| &entry.runbook.roles) {
        if seen.iter().all(|known| known.id != role.id) {
            seen.push(role);
        }
    }
    seen
}

/// The numbers of the main log's lines, sheet by sheet.
pub(super) fn log_sheets() -> Vec<Vec<usize>> {
    let sheet = |sheet: usize| (1..=LOG_LINES).map(|line| sheet * LOG_LINES + line).collect();
    (0..LOG_SHEETS).map(sheet).collect()
}
