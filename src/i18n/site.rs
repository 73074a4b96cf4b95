//! Words around the site's own facts, on the screen and on the command line.

use serde::Deserialize;

use super::fill;
use super::rejection::Advice;
use crate::domain::call::{CallMade, CallOutcome};
use crate::domain::isolation::Level;
use crate::domain::site::{ChannelKind, LabelKind, SitePart};
use crate::domain::text::Lang;

/// The section.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteWords {
    /// What came of a call.
    pub outcomes: Outcomes,
    /// Sorts of channels.
    pub channels: Channels,
    /// A call in one line; `{whom}`, `{outcome}`.
    pub call: String,
    /// The same with what was said; `{text}`.
    pub call_said: String,
    /// A channel that needs no network of the house.
    pub outside: String,
    /// A channel that does.
    pub inside: String,
    /// `{text}` with a `{note}`.
    pub noted: String,
    /// How far an entry can be trusted.
    pub age: Ages,
    /// The list as a whole.
    pub list: ListWords,
    /// Labels of rows.
    pub labels: LabelWords,
    /// Signatures.
    pub standing: Standings,
    /// A loss without a substitute.
    pub no_substitute: String,
    /// The hours on duty after which a person is relieved: `{day}`, `{night}` (R60).
    pub relief_hours: String,
    /// Titles of the parts.
    pub parts: Parts,
    /// Names of the levels.
    pub levels: Levels,
    /// On what a label stands.
    pub label_kinds: LabelKinds,
    /// Title of the public line.
    pub public_line: String,
    /// What there is not.
    pub missing: MissingWords,
    /// The file has `{n}` faults, the first in `{line}`.
    pub broken: String,
    /// The file cannot be read for a `{reason}`.
    pub unread: String,
    /// A role or contact `{text}` that is not in the file; `{list}` names those that are.
    pub no_such_role: Advice,
    /// There is no file at `{path}`.
    pub no_file: Advice,
    /// A word `{text}` that is no channel; `{list}`.
    pub bad_channel: Advice,
    /// Nothing was found in `{path}`; `{contacts}`, `{systems}`.
    pub check_clean: String,
    /// Words of the starter file.
    pub starter: StarterWords,
}

/// What came of a call.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcomes {
    reached: String,
    message_left: String,
    no_answer: String,
    wrong_number: String,
}

impl Outcomes {
    /// The word for an outcome.
    #[must_use]
    pub fn of(&self, outcome: CallOutcome) -> &str {
        match outcome {
            CallOutcome::Reached => &self.reached,
            CallOutcome::MessageLeft => &self.message_left,
            CallOutcome::NoAnswer => &self.no_answer,
            CallOutcome::WrongNumber => &self.wrong_number,
        }
    }
}

/// Sorts of channels.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channels {
    mobile: String,
    desk: String,
    cordless: String,
    radio: String,
    pager: String,
    fax: String,
    runner: String,
    satellite: String,
    red_phone: String,
    mail: String,
    message: String,
    web: String,
}

impl Channels {
    /// The word for a sort.
    #[must_use]
    pub fn of(&self, kind: ChannelKind) -> &str {
        match kind {
            ChannelKind::Mobile => &self.mobile,
            ChannelKind::Desk => &self.desk,
            ChannelKind::Cordless => &self.cordless,
            ChannelKind::Radio => &self.radio,
            ChannelKind::Pager => &self.pager,
            ChannelKind::Fax => &self.fax,
            ChannelKind::Runner => &self.runner,
            ChannelKind::Satellite => &self.satellite,
            ChannelKind::RedPhone => &self.red_phone,
            ChannelKind::Mail => &self.mail,
            ChannelKind::Message => &self.message,
            ChannelKind::Web => &self.web,
        }
    }
}

/// How far an entry can be trusted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ages {
    /// `{date}`, `{who}`.
    pub fresh: String,
    /// `{date}`, `{who}`.
    pub old: String,
    /// Never tried.
    pub unchecked: String,
    /// `{date}`.
    pub expired: String,
}

/// The list as a whole.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListWords {
    /// `{date}`.
    pub dated: String,
    /// It has no date.
    pub undated: String,
    /// `{date}` of the earliest check.
    pub checked: String,
    /// The same, too long ago.
    pub checked_old: String,
    /// Something was never tried.
    pub unchecked: String,
    /// `{place}` of the paper copy.
    pub paper: String,
}

/// Labels of rows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each is the label of the fact it is named after")]
pub struct LabelWords {
    pub deputy: String,
    pub hours: String,
    pub languages: String,
    pub checked: String,
    pub roles: String,
    pub lost: String,
    pub instead: String,
    pub kept: String,
    pub owner: String,
    pub signed: String,
    pub holders: String,
    /// After how long on duty a person is relieved.
    pub relief: String,
    pub levels: String,
    pub document: String,
    pub needs: String,
    pub clinical: String,
    pub restore: String,
    pub downtime: String,
    pub place: String,
    pub number: String,
    pub wording: String,
    pub forwarding: String,
}

/// Signatures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standings {
    /// `{date}`, `{who}`.
    pub signed: String,
    /// `{text}` with a last `{date}`.
    pub until: String,
    /// Nobody signed.
    pub unsigned: String,
    /// `{date}` is over.
    pub expired: String,
}

/// Titles of the parts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// The contacts.
    pub contacts: String,
    loss_cards: String,
    delegations: String,
    restore_order: String,
    papers: String,
    labels: String,
}

impl Parts {
    /// The title of a part.
    #[must_use]
    pub fn of(&self, part: SitePart) -> &str {
        match part {
            SitePart::LossCards => &self.loss_cards,
            SitePart::Delegations => &self.delegations,
            SitePart::RestoreOrder => &self.restore_order,
            SitePart::Papers => &self.papers,
            SitePart::Labels => &self.labels,
        }
    }
}

/// Names of the levels.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    n1: String,
    n2: String,
    n3: String,
    n4: String,
    n5: String,
}

impl Levels {
    /// The name of a level.
    #[must_use]
    pub fn of(&self, level: Level) -> &str {
        match level {
            Level::N1 => &self.n1,
            Level::N2 => &self.n2,
            Level::N3 => &self.n3,
            Level::N4 => &self.n4,
            Level::N5 => &self.n5,
        }
    }
}

/// On what a label stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelKinds {
    vlan: String,
    switch: String,
    port: String,
    room: String,
    device: String,
    other: String,
}

impl LabelKinds {
    /// The word for a kind.
    #[must_use]
    pub fn of(&self, kind: LabelKind) -> &str {
        match kind {
            LabelKind::Vlan => &self.vlan,
            LabelKind::Switch => &self.switch,
            LabelKind::Port => &self.port,
            LabelKind::Room => &self.room,
            LabelKind::Device => &self.device,
            LabelKind::Other => &self.other,
        }
    }
}

/// What there is not.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MissingWords {
    /// No file at all.
    pub file: String,
    /// No number for a `{role}`.
    pub contact: String,
    /// Label: where one is found.
    pub find: String,
    /// No card for a `{level}`.
    pub loss_card: String,
    /// No delegation.
    pub delegations: String,
    /// No system.
    pub systems: String,
    /// No paper.
    pub papers: String,
    /// No label.
    pub labels: String,
}

/// Words of the starter file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StarterWords {
    /// Name of a contact that stands for a role's `{title}`.
    pub name: String,
}

impl SiteWords {
    /// A call in one line.
    #[must_use]
    pub fn call_line(&self, call: &CallMade) -> String {
        let template = if call.said.is_some() { &self.call_said } else { &self.call };
        let text = call.said.as_deref().unwrap_or_default();
        let outcome = self.outcomes.of(call.outcome);
        fill(template, &[("whom", &call.whom), ("outcome", outcome), ("text", text)])
    }
}

/// The commented starter file, with `{contacts}` and `{date}` to fill in.
#[must_use]
pub const fn starter(lang: Lang) -> &'static str {
    match lang {
        Lang::En => include_str!("../../assets/starter/site.en.yaml"),
        Lang::Fr => include_str!("../../assets/starter/site.fr.yaml"),
    }
}
