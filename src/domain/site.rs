//! The site's own facts: who is called on which line, who may order a cut, what a cut costs, what
//! is restored first. Generic runbooks name roles; this says who holds them here.
//!
//! Nothing here is ever a condition for going on: a missing fact is shown as missing. Numbers stay
//! in the site's own file; nothing of this reaches the log unless a person types it (R141).

use std::collections::BTreeSet;

use super::fiction::is_fiction;
use super::ids::{ContactId, JurisdictionId, PaperId, RoleId, SiteId};
use super::isolation::{Delegation, Level, LossCard, System};
use super::relief::ReliefHours;
use super::text::Text;
use super::time::Date;

/// Days after which a list of numbers is too old to be trusted: the quarterly audit asks for a
/// directory under 90 days old.
pub const CHECK_DAYS_MAX: i64 = 90;

/// The role of the doctor who is called when a patient is in danger: the medical crisis director.
const DOCTOR: &str = "dmc";

/// Everything that one site says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// The day of the list.
    pub updated: Option<Date>,
    /// Which hospital.
    pub hospital: Option<Hospital>,
    /// Whose law it is under: the legal clocks of these are asked about.
    pub jurisdictions: BTreeSet<JurisdictionId>,
    /// Who is called, in the order of the file: of one role the first is called first.
    pub contacts: Vec<Contact>,
    /// Roles for which no number is kept here, and where one is found.
    pub elsewhere: Vec<Elsewhere>,
    /// Who may order a cut.
    pub delegations: Vec<Delegation>,
    /// What each cut costs.
    pub loss_cards: Vec<LossCard>,
    /// What is restored, in this order.
    pub systems: Vec<System>,
    /// What is kept on paper, and where.
    pub papers: Vec<Paper>,
    /// What is painted on doors, cables and screens here.
    pub labels: Vec<Label>,
    /// The line that the public is given while the telephones are down.
    pub public_line: Option<PublicLine>,
    /// After how many hours on duty a person is to be relieved (R60).
    pub relief: ReliefHours,
}

/// The hospital.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hospital {
    /// Its name.
    pub name: String,
    /// Its places.
    pub sites: Vec<Place>,
    /// Beds, when somebody counted.
    pub beds: Option<u32>,
    /// Codes of the languages that people speak there, such as `fr`.
    pub languages: Vec<String>,
    /// The time zone by its usual name, such as `Europe/Paris`. For people: nothing computes
    /// with it.
    pub time_zone: Option<String>,
}

/// One of a hospital's places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name in the file.
    pub id: SiteId,
    /// What people call it.
    pub name: String,
    /// Where it is.
    pub address: Option<String>,
}

/// Somebody who can be called, or a desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its name in the file.
    pub id: ContactId,
    /// The person or the desk.
    pub name: String,
    /// What they are here.
    pub function: Option<Text>,
    /// The roles of runbooks that they answer for.
    pub roles: Vec<RoleId>,
    /// Ways to reach them, the first one first. Never empty.
    pub channels: Vec<Channel>,
    /// Codes of the languages that they speak.
    pub languages: Vec<String>,
    /// When they are there.
    pub hours: Option<Text>,
    /// Who is called when they do not answer.
    pub deputies: Vec<ContactId>,
    /// Who last tried the numbers, and when.
    pub checked: Option<Signature>,
    /// The day after which the entry is worth nothing.
    pub expires: Option<Date>,
}

impl Contact {
    /// The channels in the order in which they are tried: those off the hospital network first,
    /// since the others may be dead (R138), and the file's order among equals.
    pub fn by_safety(&self) -> impl Iterator<Item = &Channel> {
        let off = self.channels.iter().filter(|channel| channel.is_off_network);
        off.chain(self.channels.iter().filter(|channel| !channel.is_off_network))
    }

    /// Whether one channel does not need the hospital network.
    #[must_use]
    pub fn is_reachable_off_network(&self) -> bool {
        self.channels.iter().any(|channel| channel.is_off_network)
    }

    /// How old it is on `today`.
    #[must_use]
    pub fn age(&self, today: Date) -> Age {
        if self.expires.is_some_and(|expires| expires < today) {
            return Age::Expired;
        }
        match &self.checked {
            None => Age::Unchecked,
            Some(checked) if today.days_since(checked.on) > CHECK_DAYS_MAX => Age::Old,
            Some(_) => Age::Fresh,
        }
    }
}

/// How far an entry can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// Tried within [`CHECK_DAYS_MAX`] days.
    Fresh,
    /// Tried longer ago.
    Old,
    /// Nobody says that it was ever tried.
    Unchecked,
    /// Past its own date.
    Expired,
}

/// One way to reach somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// What sort.
    pub kind: ChannelKind,
    /// The number, address or place, as it is dialled or walked to.
    pub at: String,
    /// Whether it works when the hospital network is dead.
    pub is_off_network: bool,
    /// What to know about it.
    pub note: Option<Text>,
}

/// Sorts of channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChannelKind {
    /// A mobile telephone.
    Mobile,
    /// A telephone on a desk.
    Desk,
    /// A cordless telephone of the house.
    Cordless,
    /// A radio: channel and call sign.
    Radio,
    /// A pager.
    Pager,
    /// A fax.
    Fax,
    /// Somebody who walks: where to.
    Runner,
    /// A satellite telephone.
    Satellite,
    /// An analogue line of its own, the red telephone.
    RedPhone,
    /// Mail.
    Mail,
    /// A message service.
    Message,
    /// A page on the web.
    Web,
}

impl ChannelKind {
    /// All of them with the words used in files and in the log.
    pub const ALL: &[(&'static str, Self)] = &[
        ("mobile", Self::Mobile),
        ("desk", Self::Desk),
        ("cordless", Self::Cordless),
        ("radio", Self::Radio),
        ("pager", Self::Pager),
        ("fax", Self::Fax),
        ("runner", Self::Runner),
        ("satellite", Self::Satellite),
        ("red-phone", Self::RedPhone),
        ("mail", Self::Mail),
        ("message", Self::Message),
        ("web", Self::Web),
    ];

    /// The word used in files and in the log.
    #[must_use]
    pub fn code(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, kind)| *kind == self);
        found.map_or("", |(word, _)| word)
    }
}

/// Who answers for something, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The day.
    pub on: Date,
    /// Who.
    pub by: String,
}

/// A role that nobody is listed for, on purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The role.
    pub role: RoleId,
    /// Where a number is found.
    pub find: Text,
}

/// Something kept on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Its name in the file.
    pub id: PaperId,
    /// What it is.
    pub title: Text,
    /// Where it lies.
    pub place: Text,
    /// Who looked last that it is there.
    pub checked: Option<Signature>,
}

/// What is painted on something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// On what sort of thing.
    pub kind: LabelKind,
    /// The words on it.
    pub text: String,
    /// What it is, or where.
    pub means: Text,
}

/// On what sort of thing a label is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LabelKind {
    /// The name of a virtual network.
    Vlan,
    /// A switch.
    Switch,
    /// A port, or the cable in it.
    Port,
    /// A door or a room: the crisis room, the server room.
    Room,
    /// A telephone, a radio.
    Device,
    /// Anything else.
    Other,
}

impl LabelKind {
    /// All of them with the words used in files.
    pub const ALL: &[(&'static str, Self)] = &[
        ("vlan", Self::Vlan),
        ("switch", Self::Switch),
        ("port", Self::Port),
        ("room", Self::Room),
        ("device", Self::Device),
        ("other", Self::Other),
    ];
}

/// The public's provisional number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicLine {
    /// The number that is given out.
    pub number: String,
    /// The sentence around it; `{number}` stands for the number.
    pub wording: Text,
    /// Where it is forwarded from: the operator's code lies on paper.
    pub forwarding: Option<Text>,
}

/// A part of the facts that a step may point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SitePart {
    /// What each cut costs.
    LossCards,
    /// Who may order one.
    Delegations,
    /// What is restored first.
    RestoreOrder,
    /// What lies where on paper.
    Papers,
    /// What is painted on doors and cables, and the public line.
    Labels,
}

impl SitePart {
    /// All of them with the words used in runbooks, in the order in which they are leafed through.
    pub const ALL: &[(&'static str, Self)] = &[
        ("loss-cards", Self::LossCards),
        ("delegations", Self::Delegations),
        ("restore-order", Self::RestoreOrder),
        ("papers", Self::Papers),
        ("labels", Self::Labels),
    ];
}

impl Site {
    /// A contact by its name.
    #[must_use]
    pub fn contact(&self, id: &ContactId) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.id == *id)
    }

    /// Who is called for a role, in this order: those who hold it as the file lists them, each
    /// followed by the deputies, nobody twice.
    #[must_use]
    pub fn for_role(&self, role: &RoleId) -> Vec<&Contact> {
        let mut order: Vec<&Contact> = Vec::new();
        let holds = |contact: &&Contact| contact.roles.contains(role);
        for holder in self.contacts.iter().filter(holds) {
            let deputies = holder.deputies.iter().filter_map(|id| self.contact(id));
            for contact in std::iter::once(holder).chain(deputies) {
                if !order.iter().any(|known| known.id == contact.id) {
                    order.push(contact);
                }
            }
        }
        order
    }

    /// Whom to call when a patient is in danger, on the line that is tried first (R134). What a
    /// template came with reaches nobody, so it is none.
    #[must_use]
    pub fn for_patients(&self) -> Option<(&Contact, &Channel)> {
        let holds = |contact: &&Contact| contact.roles.iter().any(|role| role.as_str() == DOCTOR);
        let is_real = |line: &&Channel| !is_fiction(&line.at);
        let mut doctors = self.contacts.iter().filter(holds);
        doctors.find_map(|doctor| Some((doctor, doctor.by_safety().find(is_real)?)))
    }

    /// Where a number for a role is found, when none is kept here.
    #[must_use]
    pub fn elsewhere(&self, role: &RoleId) -> Option<&Text> {
        let found = self.elsewhere.iter().find(|elsewhere| elsewhere.role == *role);
        found.map(|elsewhere| &elsewhere.find)
    }

    /// The loss card of a level.
    #[must_use]
    pub fn loss_card(&self, level: Level) -> Option<&LossCard> {
        self.loss_cards.iter().find(|card| card.level == level)
    }

    /// When all numbers were last tried: the earliest check of all contacts; none when one of them
    /// was never tried, or there is none.
    #[must_use]
    pub fn checked_on(&self) -> Option<Date> {
        let days: Option<Vec<Date>> =
            self.contacts.iter().map(|contact| contact.checked.as_ref().map(|s| s.on)).collect();
        days?.into_iter().min()
    }
}
