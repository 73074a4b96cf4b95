//! Why an incident cannot be opened, in one line for row LAST: what is true, and what to do.

use super::inline::{LoadError, OrderError};
use crate::domain::ids::IncidentId;
use crate::i18n::rejection::Advice;
use crate::i18n::{Catalogue, fill};
use crate::ports::OpenError;
use crate::session::ReplayError;

/// The words for it.
#[must_use]
pub(super) fn words(incident: &IncidentId, error: &LoadError, words: &Catalogue) -> String {
    let name = incident.to_string();
    let cli = &words.cli;
    let said = |advice: &Advice, key: &str, value: &str| {
        let facts = [("incident", name.as_str()), (key, value)];
        format!("{} {}", fill(&advice.what, &facts), fill(&advice.next, &facts))
    };
    match error {
        LoadError::Recover(OrderError::Rejected(rejection)) => {
            let advice = words.rejection.of(rejection);
            format!("{} {}", advice.what, advice.next)
        }
        LoadError::Recover(OrderError::NotSaved(failure))
        | LoadError::Open(OpenError::Failed(failure)) => {
            // The number alone helps nobody at night.
            format!("{} ({failure})", words.failure.of(failure.kind).next)
        }
        LoadError::Open(OpenError::NoSuchIncident) => said(&cli.no_such_incident, "", ""),
        LoadError::Open(OpenError::OtherWriter) => said(&cli.other_writer, "", ""),
        LoadError::Open(OpenError::Gone(earlier)) => {
            let (known, mirrors) = cli.earlier(earlier);
            let facts = [("incident", name.as_str()), ("known", &known), ("mirrors", &mirrors)];
            format!("{} {}", fill(&cli.log_gone.what, &facts), fill(&cli.log_gone.next, &facts))
        }
        LoadError::Open(OpenError::Locked { pid, .. }) => {
            let pid = pid.map_or_else(|| "?".to_owned(), |pid| pid.to_string());
            said(&cli.locked, "pid", &pid)
        }
        LoadError::Open(OpenError::Damaged { line })
        | LoadError::Replay(ReplayError::Line { line, .. }) => {
            said(&cli.unsound, "line", &line.to_string())
        }
        LoadError::Open(OpenError::Cut { line, had: None }) => {
            said(&cli.lines_gone_on, "line", &line.to_string())
        }
        LoadError::Open(OpenError::Cut { line, had: Some(had) }) => {
            let advice = &cli.lines_gone;
            let (line, had) = (line.to_string(), had.to_string());
            let facts = [("incident", name.as_str()), ("line", &line), ("n", &had)];
            format!("{} {}", fill(&advice.what, &facts), fill(&advice.next, &facts))
        }
        LoadError::Open(OpenError::Newer) | LoadError::Replay(ReplayError::Newer) => {
            let advice = words.rejection.of(&crate::domain::rejection::Rejection::NewerVersion);
            format!("{} {}", advice.what, advice.next)
        }
        LoadError::Open(OpenError::HalfCreated)
        | LoadError::Replay(ReplayError::Empty | ReplayError::StartInterrupted) => {
            said(&cli.start_interrupted, "", "")
        }
        LoadError::Replay(ReplayError::Runbook(runbook, _)) => {
            said(&cli.runbook_unreadable, "runbook", &runbook.to_string())
        }
    }
}
