//! What the runbooks ask of the site: whom they call, which roles there are.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::ids::{RoleId, RunbookId};
use crate::domain::runbook::Runbook;
use crate::domain::step::StepKind;
use crate::domain::text::Text;

/// What runbooks ask for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Roles that a step calls, with what they are called and the first runbook that does.
    pub called: BTreeMap<RoleId, (Text, RunbookId)>,
    /// Every role.
    pub roles: BTreeSet<RoleId>,
}

impl Asked {
    /// By these runbooks, in this order.
    #[must_use]
    pub fn by<'r>(runbooks: impl IntoIterator<Item = &'r Runbook>) -> Self {
        let mut asked = Self::default();
        for runbook in runbooks {
            asked.roles.extend(runbook.roles.iter().map(|role| role.id.clone()));
            for (_, step) in runbook.steps() {
                let (StepKind::Call(call) | StepKind::Tell(call)) = &step.kind else { continue };
                let role = runbook.roles.iter().find(|role| role.id == call.contact);
                if let Some(role) = role {
                    let title = (role.title.clone(), runbook.id.clone());
                    asked.called.entry(role.id.clone()).or_insert(title);
                }
            }
        }
        asked
    }
}
