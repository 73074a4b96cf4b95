//! What is printed, and the whole file of it.

use askama::Template as _;

use super::book::BookView;
use super::template::{Document, Edition};
use super::{clock, contact, form, router};
use crate::domain::router::Router;
use crate::domain::site::Site;
use crate::domain::text::Lang;
use crate::domain::time::Date;
use crate::i18n::{Catalogue, fill};
use crate::runbook::library::{Entry, Library};

/// What to print.
#[derive(Debug)]
pub struct Order<'o> {
    /// The runbooks, in the order of the paper. One, or the whole library.
    pub books: Vec<&'o Entry>,
    /// Where the runbooks and cards are that they name.
    pub library: &'o Library,
    /// What leads from what is seen to the runbook, where the whole library is printed.
    pub router: Option<&'o Router>,
    /// In which languages, one after the other. Never empty.
    pub langs: Vec<Lang>,
    /// The site's own facts, where somebody asked for them on paper.
    pub site: Option<&'o Site>,
    /// The day of printing.
    pub today: Date,
}

/// The file: HTML that is also well-formed XML, without a script or anything from outside. None
/// when there is nothing to print.
#[must_use]
pub fn html(order: &Order<'_>) -> Option<String> {
    let editions: Vec<_> = order.langs.iter().filter_map(|lang| edition(order, *lang)).collect();
    let titles: Vec<_> = editions.iter().map(|edition| edition.title.as_str()).collect();
    let title = titles.join(" / ");
    let lang = editions.first()?.lang;
    Document { lang, title, editions }.render().ok().map(|html| bound(&html))
}

/// A line never begins with French double punctuation and never ends with «. Commands keep every
/// byte; no text of a file can hold the tag that they stand in, since it is escaped.
fn bound(html: &str) -> String {
    const LOOSE: [&str; 6] = [" :", " ;", " ?", " !", " »", "« "];
    let ties = LOOSE.map(|loose| (loose, loose.replace(' ', "\u{a0}")));
    let tie = |text: &str| ties.iter().fold(text.to_owned(), |t, (from, to)| t.replace(from, to));
    let mut parts = html.split("<code>");
    let mut out = tie(parts.next().unwrap_or_default());
    for part in parts {
        let (command, text) = part.split_once("</code>").unwrap_or((part, ""));
        out.push_str("<code>");
        out.push_str(command);
        out.push_str("</code>");
        out.push_str(&tie(text));
    }
    out
}

/// The books that speak `lang`. One that speaks a single language is printed once, not twice: in
/// its own, unless only the other one was asked for.
fn books<'o>(order: &Order<'o>, lang: Lang) -> Vec<&'o Entry> {
    let is_only = order.langs.len() == 1;
    let speaks = |entry: &&&Entry| is_only || entry.runbook.languages.contains(&lang);
    order.books.iter().filter(speaks).copied().collect()
}

fn edition<'o>(order: &Order<'o>, lang: Lang) -> Option<Edition<'o>> {
    let entries = books(order, lang);
    let words = Catalogue::of(lang);
    let paper = &words.paper;
    let first = entries.first()?;
    let title = if order.router.is_some() {
        paper.library.clone()
    } else {
        fill(&paper.title, &[("title", first.runbook.title.get(lang))])
    };
    let date = order.today.to_string();
    let printed = fill(&paper.printed, &[("date", &date), ("version", env!("CARGO_PKG_VERSION"))]);
    let numbered = || entries.iter().enumerate().map(|(at, entry)| (at + 1, *entry));
    let roles = form::roles(&entries);
    let seen = order.router.map(|known| router::rows(known, &entries, lang));
    Some(Edition {
        seen,
        lang: lang.code(),
        words: paper,
        forms: &words.paper_form,
        labels: &words.screen.step,
        card: &words.card,
        law: &words.law,
        from: &words.runbook_cli.list.origin,
        title,
        printed,
        books: numbered().map(|(at, entry)| BookView::new(order, at, entry, lang)).collect(),
        cards: form::cards(order, &entries, lang),
        roles: roles.iter().map(|role| role.title.get(lang)).collect(),
        dated: contact::head(order, lang),
        contacts: contact::lines(order, &roles, lang),
        facts: contact::facts(order, lang),
        limits: numbered().flat_map(|(at, entry)| clock::limits(order, at, entry, lang)).collect(),
        legal: clock::legal(order, &entries, lang),
        log_sheets: form::log_sheets(),
    })
}
