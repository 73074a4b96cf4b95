//! What every laptop wrote, a line for each entry.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What every laptop wrote.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryWords {
    /// Heads the logs of other laptops.
    pub others: String,
    /// One of them: `{log}`, `{n}` entries.
    pub other: String,
    /// Behind an entry whose place nothing proves.
    pub uncertain: String,
    /// Behind an entry that was written later than it happened.
    pub late: String,
    /// An entry that cannot be read.
    pub withheld: String,
    /// `{one}` and `{two}` part at line `{n}`.
    pub fork: String,
    /// `{log}` is altered at line `{n}`.
    pub damaged: String,
    /// The logs cannot be read; `{cause}`.
    pub unreadable: String,
    /// Words for each kind of entry.
    pub kinds: BTreeMap<String, String>,
}

impl HistoryWords {
    /// The words of a kind; a kind that has none shows its own name.
    #[must_use]
    pub fn of<'w>(&'w self, kind: &'w str) -> &'w str {
        self.kinds.get(kind).map_or(kind, String::as_str)
    }
}
