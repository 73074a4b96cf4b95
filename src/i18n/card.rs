//! Words around command cards, on the screen and on the command line.

use serde::Deserialize;

use super::rejection::Advice;
use crate::domain::card::{Platform, Reversible};

/// The section.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardWords {
    /// That the program runs nothing.
    pub never_run: String,
    /// Label of a step's row that names its cards.
    pub label: String,
    /// Label: where, with which rights.
    pub scope: String,
    /// Label: what must not be done.
    pub caution: String,
    /// Label: what it does.
    pub explain: String,
    /// Label: what it changes.
    pub effect: String,
    /// Label: the way back.
    pub undo: String,
    /// Label: what is lost for good.
    pub lost: String,
    /// Label.
    pub source: String,
    /// Built into the program.
    pub shipped: String,
    /// Given from outside.
    pub site: String,
    /// Given from outside in place of a built-in one.
    pub site_replaces: String,
    /// There is nothing to list.
    pub none: String,
    /// A card `{text}` that nobody has; `{list}` names those there are.
    pub no_such_card: Advice,
    /// What reads the commands.
    pub platforms: Platforms,
}

/// What reads a command.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Platforms {
    powershell: String,
    cmd: String,
    bash: String,
    esxi: String,
    network: String,
    manual: String,
}

impl Platforms {
    /// The name of a platform.
    #[must_use]
    pub fn of(&self, platform: Platform) -> &str {
        match platform {
            Platform::PowerShell => &self.powershell,
            Platform::Cmd => &self.cmd,
            Platform::Bash => &self.bash,
            Platform::Esxi => &self.esxi,
            Platform::Network => &self.network,
            Platform::Manual => &self.manual,
        }
    }
}

impl CardWords {
    /// The label of the way back, or of what is lost.
    #[must_use]
    pub fn undo_of(&self, reversible: Reversible) -> &str {
        if reversible == Reversible::Final { &self.lost } else { &self.undo }
    }
}
