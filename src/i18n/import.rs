//! Logs of other laptops.

use serde::Deserialize;

use super::rejection::Advice;

/// Logs of other laptops that come in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportWords {
    /// First line; `{incident}`.
    pub head: String,
    /// A log of which all was here; `{log}`, `{n}` lines.
    pub same: String,
    /// An older copy; also `{missing}` lines.
    pub older: String,
    /// What was here goes on; also `{more}` lines.
    pub longer: String,
    /// A log that was not here.
    pub new: String,
    /// The same under another name; `{label}`.
    pub new_name: String,
    /// It parts from `{other}` at line `{at}`.
    pub fork: String,
    /// The own log ended at `{before}`; lines `{first}` to `{n}` came back from the copy `{log}`.
    pub taken_back: String,
    /// It withholds `{texts}` and `{lines}` whole lines.
    pub withheld: String,
    /// The same, and the log here shows them.
    pub withheld_known: String,
    /// The copy here withholds them, and what is under `{path}` does not.
    pub fuller: String,
    /// Its end was left out.
    pub torn: String,
    /// A newer version wrote it.
    pub newer: String,
    /// A file `{name}` among the delivered logs that is none.
    pub stray: String,
    /// Two logs of `{writer}` part at line `{at}`.
    pub forked: String,
    /// One of them: `{n}`, `{head}`, `{code}`.
    pub branch: String,
    /// Line `{n}` of `{writer}` was seen by `{by}` and is not there.
    pub lost: String,
    /// The same of the log that this laptop writes.
    pub own_lost: String,
    /// And another line stands there.
    pub own_rewritten: String,
    /// It is another one.
    pub rewritten: String,
    /// Evidence: `{taken}`, `{here}`, `{missing}`, `{wrong}`.
    pub files: String,
    /// A key of `{who}` that was not added.
    pub key: String,
    /// A mirror that did not take a file; `{cause}`.
    pub missed: String,
    /// The record; `{record}`.
    pub recorded: String,
    /// Nothing was recorded.
    pub nothing_new: String,
    /// How a log began: `{time}`, `{who}`, `{runbook}`.
    pub began: String,
    /// Nothing but the name ties it to the own log; `{here}`, `{there}`.
    pub untied: String,
    /// No log at all can be taken.
    pub not_taken: String,
    /// It was not done to its end.
    pub stopped: String,
    /// The incident is not here; `{incident}`.
    pub start_first: String,
    /// `{log}` cannot be read; `{cause}`.
    pub unreadable: Advice,
    /// The file `{cause}` is no log.
    pub no_log: Advice,
    /// Altered at `{line}`.
    pub altered: Advice,
    /// No whole line.
    pub empty: Advice,
    /// Something in it contradicts it; `{cause}`.
    pub contradicted: Advice,
    /// Nobody knows whose.
    pub nameless: Advice,
    /// Of incident `{other}`, not `{incident}`.
    pub other_incident: Advice,
    /// It began otherwise, and nothing ties it; `{here}`, `{there}`.
    pub unrelated: Advice,
    /// A longer copy of the own log of `{writer}`, which has `{before}` lines, that proves too
    /// little; `{n}` lines in `{path}`.
    pub own_unproved: Advice,
    /// An exercise and a real incident.
    pub other_mode: Advice,
}
