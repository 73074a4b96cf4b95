//! The page of contacts and the site's other facts: blank where no site file was named, since
//! numbers stay at home unless somebody asks for them on paper (R141).

use super::document::Order;
use crate::domain::runbook::Role;
use crate::domain::site::{Age, Channel, Contact, SitePart};
use crate::domain::text::Lang;
use crate::i18n::Catalogue;
use crate::i18n::site_page::{Line, Pages};

/// One line of the page of contacts.
#[derive(Default)]
pub(super) struct ContactLine<'b> {
    /// The role; empty where the line is about another person for the same one.
    pub(super) role: &'b str,
    pub(super) name: String,
    /// Why the entry is not to be trusted blindly.
    pub(super) doubt: Option<String>,
    /// Ways that need no hospital network, as they are tried.
    pub(super) outside: Vec<String>,
    pub(super) other: Vec<String>,
    pub(super) deputies: Vec<String>,
    pub(super) checked: String,
}

/// A sheet of the site's facts: its heading and its lines.
pub(super) struct FactSheet {
    pub(super) title: String,
    pub(super) lines: Vec<FactLine>,
}

/// One line of it.
pub(super) struct FactLine {
    pub(super) is_heading: bool,
    pub(super) label: String,
    pub(super) text: String,
}

fn pages<'b>(order: &Order<'b>, lang: Lang) -> Option<Pages<'b>> {
    let words = &Catalogue::of(lang).site;
    order.site.map(|site| Pages { site, words, lang, today: order.today })
}

/// How old the list is and where its paper copy lies (R142).
pub(super) fn head(order: &Order<'_>, lang: Lang) -> Vec<String> {
    pages(order, lang).map_or_else(Vec::new, |pages| pages.head())
}

/// Each role with whoever is called for it, in order; a blank line where nobody is listed.
pub(super) fn lines<'b>(order: &Order<'b>, roles: &[&'b Role], lang: Lang) -> Vec<ContactLine<'b>> {
    let mut lines = Vec::new();
    for role in roles {
        let title = role.title.get(lang);
        let blank = ContactLine { role: title, ..ContactLine::default() };
        let Some(pages) = pages(order, lang) else {
            lines.push(blank);
            continue;
        };
        let known = pages.site.for_role(&role.id);
        if known.is_empty() {
            let find = pages.site.elsewhere(&role.id).map(|text| text.get(lang).to_owned());
            lines.push(ContactLine { name: find.unwrap_or_default(), ..blank });
        }
        for (at, contact) in known.into_iter().enumerate() {
            let role = if at == 0 { title } else { "" };
            lines.push(ContactLine { role, ..line(&pages, contact) });
        }
    }
    lines
}

fn line<'b>(pages: &Pages<'b>, contact: &Contact) -> ContactLine<'b> {
    let channel = |channel: &Channel| {
        let (kind, at, _) = pages.channel(channel);
        let note = channel.note.as_ref().map(|note| format!(" ({})", note.get(pages.lang)));
        format!("{kind} {at}{}", note.unwrap_or_default())
    };
    let (outside, other): (Vec<_>, Vec<_>) =
        contact.by_safety().partition(|channel| channel.is_off_network);
    let deputies = contact.deputies.iter().filter_map(|id| pages.site.contact(id));
    ContactLine {
        role: "",
        name: pages.name(contact),
        outside: outside.into_iter().map(channel).collect(),
        other: other.into_iter().map(channel).collect(),
        deputies: deputies.map(|deputy| deputy.name.clone()).collect(),
        doubt: (contact.age(pages.today) != Age::Fresh).then(|| pages.age(contact)),
        checked: contact.checked.as_ref().map(|c| c.on.to_string()).unwrap_or_default(),
    }
}

/// The site's loss cards, delegations, restore order, papers and labels.
pub(super) fn facts(order: &Order<'_>, lang: Lang) -> Vec<FactSheet> {
    let Some(pages) = pages(order, lang) else { return Vec::new() };
    let sheet = |(_, part): &(&str, SitePart)| FactSheet {
        title: pages.words.parts.of(*part).to_owned(),
        lines: pages.part(*part, None).into_iter().filter_map(fact).collect(),
    };
    SitePart::ALL.iter().map(sheet).collect()
}

fn fact(line: Line) -> Option<FactLine> {
    let (is_heading, label, text) = match line {
        Line::Title(text) => (true, String::new(), text),
        Line::Labelled(label, text) => (false, label, text),
        Line::Text(text) => (false, String::new(), text),
        Line::Blank => return None,
    };
    Some(FactLine { is_heading, label, text })
}
