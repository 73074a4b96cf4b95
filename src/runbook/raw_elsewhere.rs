//! What a step names that lies in other files: command cards, and parts of the site's facts.

use schemars::JsonSchema;
use serde::Deserialize;

/// A command card that a step names.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CardUse {
    /// The card: `sangfroid card list` names them.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$"))]
    pub card: String,
}

/// A part of the site's own facts, from `site.yaml`.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SitePart {
    /// What each level of a cut costs.
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
