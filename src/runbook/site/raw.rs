//! The shape of `site.yaml` for serde and schemars: the published schema and the second reader.
//!
//! What a shape cannot say (unique ids, references, loops) is the business of [`super::load`].

use schemars::JsonSchema;
use serde::Deserialize;

use crate::runbook::raw::Text;

/// The site's own facts: who is called, who may order a cut and what it costs, what is restored
/// first.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "sangfroid site facts")]
pub struct Site {
    /// Version of this format. Always 1.
    #[schemars(range(min = 1, max = 1))]
    pub sangfroid: u32,
    /// The day of this list, as 2026-11-02.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub updated: String,
    /// Which hospital.
    pub hospital: Hospital,
    /// Whose law it is under, such as `eu`, `fr`, `us-ny`: the legal clocks of these are asked
    /// about.
    #[serde(default)]
    #[schemars(length(max = 20), inner(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$")))]
    pub jurisdictions: Vec<String>,
    /// Who is called. Of one role the first in the file is called first.
    #[serde(default)]
    #[schemars(length(max = 2000))]
    pub contacts: Vec<Contact>,
    /// Roles for which no number is kept here, and where one is found.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub elsewhere: Vec<Elsewhere>,
    /// Who may order a cut of the network.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub delegations: Vec<Delegation>,
    /// What each level of a cut costs, one card for each level.
    #[serde(default)]
    #[schemars(length(max = 5))]
    pub loss_cards: Vec<LossCard>,
    /// What is restored, and in which order.
    #[serde(default)]
    #[schemars(length(max = 1000))]
    pub systems: Vec<System>,
    /// What is kept on paper, and where.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub papers: Vec<Paper>,
    /// What is painted on doors, cables and screens here.
    #[serde(default)]
    #[schemars(length(max = 500))]
    pub labels: Vec<Painted>,
    /// The line that the public is given while the telephones are down.
    pub public_line: Option<PublicLine>,
    /// How long people stay on duty here.
    pub duty: Option<Duty>,
}

/// How long people stay on duty.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// After how many hours a person is to be relieved.
    pub relief_after_hours: ReliefAfter,
}

/// Hours on duty after which a person is to be relieved.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReliefAfter {
    /// By day: 8 when nothing is said.
    #[schemars(range(min = 1, max = 24))]
    pub day: u32,
    /// By night, from 22:00 to 06:00, and into a night that began meanwhile: 4 when nothing is
    /// said.
    #[schemars(range(min = 1, max = 24))]
    pub night: u32,
}

/// The hospital.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hospital {
    /// Its name.
    #[schemars(length(min = 1, max = 120))]
    pub name: String,
    /// Its places.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub sites: Vec<Place>,
    /// How many beds.
    #[schemars(range(min = 1, max = 99_999))]
    pub beds: Option<u32>,
    /// Languages that people speak there: `fr`, `en`.
    #[serde(default)]
    #[schemars(length(max = 20), inner(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$")))]
    pub languages: Vec<String>,
    /// The time zone by its usual name, such as Europe/Paris.
    #[schemars(length(min = 1, max = 120))]
    pub time_zone: Option<String>,
}

/// One of a hospital's places.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Its name in this file.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub id: String,
    /// What people call it.
    #[schemars(length(min = 1, max = 120))]
    pub name: String,
    /// Where it is.
    #[schemars(length(min = 1, max = 120))]
    pub address: Option<String>,
}

/// Somebody who can be called, or a desk.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Its name in this file.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub id: String,
    /// The person or the desk.
    #[schemars(length(min = 1, max = 120))]
    pub name: String,
    /// What they are here.
    pub function: Option<Text>,
    /// The roles of runbooks that they answer for.
    #[serde(default)]
    #[schemars(length(max = 60), inner(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$")))]
    pub roles: Vec<String>,
    /// Ways to reach them, the first one first.
    #[schemars(length(min = 1, max = 12))]
    pub channels: Vec<Channel>,
    /// Languages that they speak.
    #[serde(default)]
    #[schemars(length(max = 20), inner(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$")))]
    pub languages: Vec<String>,
    /// When they are there.
    pub hours: Option<Text>,
    /// Ids of the contacts who are called when they do not answer.
    #[serde(default)]
    #[schemars(length(max = 9), inner(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$")))]
    pub deputies: Vec<String>,
    /// Who last tried the numbers, and when.
    pub checked: Option<Signature>,
    /// The day after which the entry is worth nothing.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub expires: Option<String>,
}

/// One way to reach somebody.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// What sort.
    pub kind: ChannelKind,
    /// The number, address or place, in quotes.
    #[schemars(length(min = 1, max = 120))]
    pub at: String,
    /// `outside` when it works while the hospital network is dead, else `hospital`.
    pub network: Network,
    /// What to know about it.
    pub note: Option<Text>,
}

/// Sorts of channels.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
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
    /// An analogue line of its own.
    RedPhone,
    /// Mail.
    Mail,
    /// A message service.
    Message,
    /// A page on the web.
    Web,
}

/// Whether a channel hangs on the hospital network.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Network {
    /// It may be dead.
    Hospital,
    /// It works without it.
    Outside,
}

/// Who answers for something, and since when.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The day.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub on: String,
    /// Who.
    #[schemars(length(min = 1, max = 120))]
    pub by: String,
}

/// A role that nobody is listed for, on purpose.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Elsewhere {
    /// The role.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub role: String,
    /// Where a number is found.
    pub find: Text,
}

/// How much of the network is cut.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The Internet.
    N1,
    /// Partners, remote support, VPN.
    N2,
    /// Other sites and the hospital group.
    N3,
    /// The data centre from the users.
    N4,
    /// Everything.
    N5,
}

/// Who may order a cut, and by which document.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Delegation {
    /// Its name or number.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub id: String,
    /// Ids of the contacts who hold it.
    #[schemars(length(min = 1, max = 60))]
    #[schemars(inner(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$")))]
    pub holders: Vec<String>,
    /// Which levels they may order.
    #[schemars(length(min = 1, max = 5))]
    pub levels: Vec<Level>,
    /// The document, and where it lies.
    pub document: Text,
    /// Who signed it, and when.
    pub signed: Option<Signature>,
    /// Its last day.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub valid_until: Option<String>,
}

/// What one level costs care, settled in peacetime.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LossCard {
    /// Which level.
    pub level: Level,
    /// What stops.
    #[schemars(length(min = 1, max = 60))]
    pub lost: Vec<Loss>,
    /// What goes on.
    #[serde(default)]
    #[schemars(length(max = 60))]
    pub kept: Vec<Text>,
    /// Id of the contact who keeps the card true.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub owner: Option<String>,
    /// Who signed it, and when.
    pub signed: Option<Signature>,
    /// Its last day.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub valid_until: Option<String>,
}

/// Something that stops.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Loss {
    /// What.
    pub what: Text,
    /// What is done by hand instead.
    pub instead: Option<Text>,
}

/// A system in the order of restoring.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct System {
    /// Its name in this file.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// Smaller comes first; several may share one.
    #[schemars(range(min = 0, max = 999))]
    pub rank: u32,
    /// Id of the contact who runs it.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub owner: Option<String>,
    /// Id of the contact who says for care that it is fit for use.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub clinical_owner: Option<String>,
    /// Ids of the systems that must be back before.
    #[serde(default)]
    #[schemars(length(max = 60), inner(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$")))]
    pub depends_on: Vec<String>,
    /// Where its restore point is.
    pub restore_point: Option<Text>,
    /// Where the paper procedure lies for the time without it.
    pub downtime: Option<Text>,
}

/// Something kept on paper.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// Its name in this file.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub id: String,
    /// What it is.
    pub title: Text,
    /// Where it lies.
    pub place: Text,
    /// Who looked last that it is there.
    pub checked: Option<Signature>,
}

/// What is painted on something.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Painted {
    /// On what sort of thing.
    pub kind: LabelKind,
    /// The words on it.
    #[schemars(length(min = 1, max = 120))]
    pub label: String,
    /// What it is, or where.
    pub means: Text,
}

/// On what sort of thing a label is.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LabelKind {
    /// The name of a virtual network.
    Vlan,
    /// A switch.
    Switch,
    /// A port, or the cable in it.
    Port,
    /// A door or a room.
    Room,
    /// A telephone, a radio.
    Device,
    /// Anything else.
    Other,
}

/// The public's provisional number.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicLine {
    /// The number that is given out, in quotes.
    #[schemars(length(min = 1, max = 120))]
    pub number: String,
    /// The sentence around it; `{number}` stands for the number.
    pub wording: Text,
    /// How calls are forwarded to it, and where the operator's code lies.
    pub forwarding: Option<Text>,
}
