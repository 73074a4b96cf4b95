//! The site's facts as lines of text: the same for the screen, the command line and a printer.

use super::fill;
use super::site::SiteWords;
use crate::domain::ids::{ContactId, SystemId};
use crate::domain::isolation::{Delegation, Level, LossCard, Standing, System};
use crate::domain::site::{Age, CHECK_DAYS_MAX, Channel, Contact, Signature, Site, SitePart};
use crate::domain::text::{Lang, Text};
use crate::domain::time::Date;

/// One line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A heading.
    Title(String),
    /// A fact with its label.
    Labelled(String, String),
    /// Running text.
    Text(String),
    /// Nothing.
    Blank,
}

/// The facts with what is needed to word them.
#[derive(Clone, Copy, Debug)]
pub struct Pages<'s> {
    /// The facts.
    pub site: &'s Site,
    /// The words.
    pub words: &'static SiteWords,
    /// The language of the facts' own texts.
    pub lang: Lang,
    /// Today, for what is old or over.
    pub today: Date,
}

impl Pages<'_> {
    /// The age of the whole list and where its paper copy lies (R142).
    #[must_use]
    pub fn head(&self) -> Vec<String> {
        let words = &self.words.list;
        let dated = |template: &str, date: Date| fill(template, &[("date", &date.to_string())]);
        let mut lines = vec![match self.site.updated {
            Some(date) => dated(&words.dated, date),
            None => words.undated.clone(),
        }];
        let is_old = |date: Date| self.today.days_since(date) > CHECK_DAYS_MAX;
        if !self.site.contacts.is_empty() {
            lines.push(match self.site.checked_on() {
                Some(date) if is_old(date) => dated(&words.checked_old, date),
                Some(date) => dated(&words.checked, date),
                None => words.unchecked.clone(),
            });
        }
        let paper = self.site.papers.iter().find(|paper| paper.id.as_str() == "contact-list");
        lines.extend(
            paper.map(|paper| fill(&words.paper, &[("place", paper.place.get(self.lang))])),
        );
        lines
    }

    /// A number with its sort, marked whether it may be dead.
    #[must_use]
    pub fn channel(&self, channel: &Channel) -> (String, String, String) {
        let network = if channel.is_off_network { &self.words.outside } else { &self.words.inside };
        let network = match &channel.note {
            None => network.clone(),
            Some(note) => {
                let note = note.get(self.lang);
                format!("{network}, {note}")
            }
        };
        let kind = self.words.channels.of(channel.kind).to_owned();
        (kind, channel.at.clone(), network)
    }

    /// How far an entry can be trusted, in words.
    #[must_use]
    pub fn age(&self, contact: &Contact) -> String {
        let words = &self.words.age;
        let (date, who) = match &contact.checked {
            Some(checked) => (checked.on.to_string(), checked.by.clone()),
            None => (String::new(), String::new()),
        };
        let facts = [("date", date.as_str()), ("who", who.as_str())];
        match contact.age(self.today) {
            Age::Fresh => fill(&words.fresh, &facts),
            Age::Old => fill(&words.old, &facts),
            Age::Unchecked => words.unchecked.clone(),
            Age::Expired => {
                let date = contact.expires.map(|date| date.to_string()).unwrap_or_default();
                fill(&words.expired, &[("date", &date)])
            }
        }
    }

    /// The name of a contact and what they are.
    #[must_use]
    pub fn name(&self, contact: &Contact) -> String {
        match &contact.function {
            Some(function) => format!("{}, {}", contact.name, function.get(self.lang)),
            None => contact.name.clone(),
        }
    }

    /// Everything about a contact: channels in the order in which they are tried.
    #[must_use]
    pub fn contact(&self, contact: &Contact) -> Vec<Line> {
        let words = &self.words.labels;
        let mut lines = vec![Line::Title(self.name(contact))];
        for channel in contact.by_safety() {
            let (kind, at, network) = self.channel(channel);
            let text = fill(&self.words.noted, &[("text", &at), ("note", &network)]);
            lines.push(Line::Labelled(kind, text));
        }
        let mut fact = |label: &str, text: String| {
            if !text.is_empty() {
                lines.push(Line::Labelled(label.to_owned(), text));
            }
        };
        fact(&words.deputy, self.names(&contact.deputies));
        fact(&words.hours, self.text(contact.hours.as_ref()));
        fact(&words.languages, contact.languages.join(", "));
        fact(&words.checked, self.age(contact));
        lines
    }

    /// A part of the facts. `level` chooses one loss card; all of them without it.
    #[must_use]
    pub fn part(&self, part: SitePart, level: Option<Level>) -> Vec<Line> {
        match part {
            SitePart::LossCards => {
                let levels = Level::ALL.iter().map(|(_, level)| *level);
                let wanted = levels.filter(|one| level.is_none_or(|level| level == *one));
                wanted.flat_map(|level| self.loss_card(level)).collect()
            }
            SitePart::Delegations => self.delegations(),
            SitePart::RestoreOrder => self.systems(),
            SitePart::Papers => self.papers(),
            SitePart::Labels => self.labels(),
        }
    }

    fn text(&self, text: Option<&Text>) -> String {
        text.map(|text| text.get(self.lang).to_owned()).unwrap_or_default()
    }

    /// Contacts by name; one that is not in the list by its id.
    fn names(&self, ids: &[ContactId]) -> String {
        let name = |id: &ContactId| {
            self.site.contact(id).map_or_else(|| id.to_string(), |contact| contact.name.clone())
        };
        ids.iter().map(name).collect::<Vec<_>>().join(", ")
    }

    fn standing(&self, standing: Standing, by: Option<&Signature>, until: Option<Date>) -> String {
        let words = &self.words.standing;
        let until = until.map(|date| date.to_string());
        match (standing, by) {
            (Standing::Expired, _) => {
                fill(&words.expired, &[("date", until.as_deref().unwrap_or_default())])
            }
            (Standing::Valid, Some(signed)) => {
                let facts = [("date", signed.on.to_string()), ("who", signed.by.clone())];
                let facts = facts.each_ref().map(|(name, fact)| (*name, fact.as_str()));
                let text = fill(&words.signed, &facts);
                match until {
                    Some(date) => fill(&words.until, &[("text", &text), ("date", &date)]),
                    None => text,
                }
            }
            _ => words.unsigned.clone(),
        }
    }

    fn loss_card(&self, level: Level) -> Vec<Line> {
        let name = self.words.levels.of(level);
        let mut lines = vec![Line::Title(name.to_owned())];
        match self.site.loss_card(level) {
            Some(card) => lines.extend(self.losses(card)),
            None => {
                let level = level.code().to_uppercase();
                lines.push(Line::Text(fill(&self.words.missing.loss_card, &[("level", &level)])));
            }
        }
        lines.push(Line::Blank);
        lines
    }

    fn losses(&self, card: &LossCard) -> Vec<Line> {
        let words = &self.words.labels;
        let mut lines = Vec::new();
        for loss in &card.lost {
            let instead = loss.instead.as_ref().map(|text| text.get(self.lang));
            let instead = instead.unwrap_or(&self.words.no_substitute).to_owned();
            let what = loss.what.get(self.lang).to_owned();
            lines.push(Line::Labelled(words.lost.clone(), what));
            lines.push(Line::Labelled(words.instead.clone(), instead));
        }
        for kept in &card.kept {
            lines.push(Line::Labelled(words.kept.clone(), kept.get(self.lang).to_owned()));
        }
        if let Some(owner) = &card.owner {
            lines
                .push(Line::Labelled(words.owner.clone(), self.names(std::slice::from_ref(owner))));
        }
        let standing = card.standing(self.today);
        let signed = self.standing(standing, card.signed.as_ref(), card.valid_until);
        lines.push(Line::Labelled(words.signed.clone(), signed));
        lines
    }

    fn delegations(&self) -> Vec<Line> {
        let held = self.site.delegations.iter().flat_map(|held| self.delegation(held));
        let mut lines: Vec<Line> = held.collect();
        if lines.is_empty() {
            lines = vec![Line::Text(self.words.missing.delegations.clone()), Line::Blank];
        }
        // Whoever may decide must not do so for too long (R60).
        lines.push(self.relief());
        lines
    }

    /// After how many hours on duty a person is relieved here.
    fn relief(&self) -> Line {
        let hours = [self.site.relief.day, self.site.relief.night].map(|h| h.to_string());
        let [day, night] = hours.each_ref().map(String::as_str);
        let text = fill(&self.words.relief_hours, &[("day", day), ("night", night)]);
        Line::Labelled(self.words.labels.relief.clone(), text)
    }

    fn delegation(&self, held: &Delegation) -> Vec<Line> {
        let words = &self.words.labels;
        let levels: Vec<_> = held.levels.iter().map(|level| level.code().to_uppercase()).collect();
        let signed =
            self.standing(held.standing(self.today), held.signed.as_ref(), held.valid_until);
        vec![
            Line::Title(held.id.to_string()),
            Line::Labelled(words.levels.clone(), levels.join(", ")),
            Line::Labelled(words.holders.clone(), self.names(&held.holders)),
            Line::Labelled(words.document.clone(), held.document.get(self.lang).to_owned()),
            Line::Labelled(words.signed.clone(), signed),
            Line::Blank,
        ]
    }

    fn systems(&self) -> Vec<Line> {
        let mut systems: Vec<&System> = self.site.systems.iter().collect();
        systems.sort_by_key(|system| system.rank);
        let lines: Vec<Line> = systems.into_iter().flat_map(|one| self.system(one)).collect();
        if lines.is_empty() { vec![Line::Text(self.words.missing.systems.clone())] } else { lines }
    }

    fn system(&self, system: &System) -> Vec<Line> {
        let words = &self.words.labels;
        let name = system.name.get(self.lang);
        let mut lines = vec![Line::Title(format!("{}. {name}", system.rank))];
        let needed = |id: &SystemId| {
            let found = self.site.systems.iter().find(|other| other.id == *id);
            found.map_or_else(|| id.to_string(), |other| other.name.get(self.lang).to_owned())
        };
        let needs: Vec<String> = system.depends_on.iter().map(needed).collect();
        let one = |id: &Option<ContactId>| self.names(id.as_slice());
        for (label, text) in [
            (&words.needs, needs.join(", ")),
            (&words.owner, one(&system.owner)),
            (&words.clinical, one(&system.clinical_owner)),
            (&words.restore, self.text(system.restore_point.as_ref())),
            (&words.downtime, self.text(system.downtime.as_ref())),
        ] {
            if !text.is_empty() {
                lines.push(Line::Labelled(label.clone(), text));
            }
        }
        lines.push(Line::Blank);
        lines
    }

    fn papers(&self) -> Vec<Line> {
        let words = &self.words.labels;
        let mut lines = Vec::new();
        for paper in &self.site.papers {
            lines.push(Line::Title(paper.title.get(self.lang).to_owned()));
            let place = paper.place.get(self.lang).to_owned();
            lines.push(Line::Labelled(words.place.clone(), place));
            if let Some(checked) = &paper.checked {
                let standing = self.standing(Standing::Valid, Some(checked), None);
                lines.push(Line::Labelled(words.checked.clone(), standing));
            }
            lines.push(Line::Blank);
        }
        if lines.is_empty() { vec![Line::Text(self.words.missing.papers.clone())] } else { lines }
    }

    fn labels(&self) -> Vec<Line> {
        let words = &self.words.labels;
        let mut lines = Vec::new();
        for label in &self.site.labels {
            let kind = self.words.label_kinds.of(label.kind).to_owned();
            let means = label.means.get(self.lang);
            let text = fill(&self.words.noted, &[("text", &label.text), ("note", means)]);
            lines.push(Line::Labelled(kind, text));
        }
        if let Some(line) = &self.site.public_line {
            lines.push(Line::Blank);
            lines.push(Line::Title(self.words.public_line.clone()));
            lines.push(Line::Labelled(words.number.clone(), line.number.clone()));
            let said = fill(line.wording.get(self.lang), &[("number", &line.number)]);
            lines.push(Line::Labelled(words.wording.clone(), said));
            let forwarding = self.text(line.forwarding.as_ref());
            if !forwarding.is_empty() {
                lines.push(Line::Labelled(words.forwarding.clone(), forwarding));
            }
        }
        if lines.is_empty() { vec![Line::Text(self.words.missing.labels.clone())] } else { lines }
    }
}
