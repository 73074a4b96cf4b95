//! What version 1 stores about an event: the members of EVENT and their order (audit-log §4.3).
//!
//! The only place with serde derives for stored data. Member names are the format: they are added
//! to, never renamed. Codes, times and spans stand in `x`; whatever a person typed stands outside
//! the hashed column, with a commitment in `c` (audit-log §4.4). Conversions live in `to_wire` and
//! `from_wire`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The content version that this program writes.
pub const VERSION: u64 = 1;

/// The largest number of the format: sixteen digits.
pub const NUMBER_MAX: u64 = 9_999_999_999_999_999;

/// The members of a line, as far as reading it needs them.
#[derive(Debug, Deserialize)]
pub(super) struct Whole {
    pub e: Option<Stored>,
    pub k: Option<Value>,
    #[serde(default)]
    pub d: BTreeMap<String, (String, String)>,
}

/// The event object. Field order is the order in the file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Stored {
    pub v: u64,
    pub id: String,
    pub t: String,
    pub b: String,
    pub m: u64,
    pub l: u64,
    pub who: String,
    #[serde(rename = "do")]
    pub code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub x: Map<String, Value>,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub c: Map<String, Value>,
}

/// Public parameters, `x`: one set for all kinds of event, each of which uses a few.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Params {
    /// On every line of an exercise (R73).
    #[serde(skip_serializing_if = "is_false")]
    pub exercise: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inc: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub writer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noticed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runbook: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parts: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initials: Option<String>,
    /// Written by other programs only; ours keeps a role outside the hashed column.
    #[serde(skip_serializing)]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choice: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    pub cannot_tell: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approval: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approver: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clean: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word: Option<String>,
    /// What stays open, as pairs of a word and a name: `["step","voice-loss/call"]`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<Vec<(String, String)>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub begun: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub happened: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// Names of the sensitive fields.
pub(super) mod field {
    pub const NAME: &str = "name";
    pub const ROLE: &str = "role";
    pub const TEXT: &str = "text";
    pub const NOTE: &str = "note";
    pub const REASON: &str = "reason";
    pub const OBJECTION: &str = "objection";
    pub const WORDS: &str = "words";
    pub const UNTIL: &str = "until";
}

/// Action codes (audit-log §4.3).
pub(super) mod code {
    pub const OPEN: &str = "open";
    pub const RUNBOOK: &str = "runbook.text";
    pub const SIGN_ON: &str = "signon";
    pub const DONE: &str = "step.done";
    pub const OBSERVED: &str = "step.observed";
    pub const CHOSEN: &str = "step.chosen";
    pub const SKIPPED: &str = "step.skipped";
    pub const LATER: &str = "step.later";
    pub const CANNOT: &str = "step.cannot";
    pub const WAIT: &str = "step.wait";
    pub const WAITED: &str = "step.waited";
    pub const RECHECKED: &str = "step.rechecked";
    pub const NOTE: &str = "note";
    pub const CORRECT: &str = "correct";
    pub const DEADLINE: &str = "deadline";
    pub const CLOCK: &str = "clock";
    pub const RESUME: &str = "resume";
    pub const LEAVE: &str = "leave";
    pub const RECOVER: &str = "recover";
    pub const CLOSE: &str = "close";
}

/// Words inside parameters that the domain has no spelling for.
pub(super) mod word {
    pub const NOT_SO: &str = "not-so";
    pub const TEXT: &str = "text";
    pub const TIME: &str = "time";
    pub const AGAIN: &str = "again";
    pub const REACHED: &str = "reached";
    pub const STEP: &str = "step";
    pub const NOTE: &str = "note";
    pub const LAST_ACT: &str = "last-act";
}
