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
    /// A public key in one line, as OpenSSH writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noticed: Option<String>,
    /// Signs that were marked before a runbook was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signs: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runbook: Option<String>,
    /// The run that was chosen in the place of another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Which piece of a runbook's text, or which line of a step, from 1.
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
    /// A number of a line: the last that a seal covers, that a medium surely holds, or the first
    /// at which two logs part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<u64>,
    /// An SSHSIG signature in base64, on one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sig: Option<String>,
    /// Seen heads: writer, number and digest of the last line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heads: Option<Vec<(String, u64, String)>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub op: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errno: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<u32>,
    /// What another clock said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slot: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    pub unexpected: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Names of withheld fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withheld: Option<Vec<String>>,
    /// How many lines are withheld as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<u64>,
    /// A legal clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duty: Option<String>,
    /// A moment from which legal clocks count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moment: Option<String>,
    /// When that moment was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What counted before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// Fixed, corrected or disputed; complete or phased.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<String>,
    /// The day of the rule that was shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// The limit that was shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
    /// Who led before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub giver: Option<String>,
    /// A line of the briefing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track: Option<String>,
    /// How far the wall clock was from UTC, east is positive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utc_offset_min: Option<i32>,
    /// After how long an added clock falls due, or comes back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub every_ms: Option<u64>,
    /// When the line was written, if no medium took it when it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// Names of the sensitive fields.
pub(super) mod field {
    pub(in crate::audit) const NAME: &str = "name";
    pub(in crate::audit) const ROLE: &str = "role";
    pub(in crate::audit) const TEXT: &str = "text";
    pub(in crate::audit) const NOTE: &str = "note";
    pub(in crate::audit) const REASON: &str = "reason";
    pub(in crate::audit) const OBJECTION: &str = "objection";
    pub(in crate::audit) const WORDS: &str = "words";
    pub(in crate::audit) const UNTIL: &str = "until";
    pub(in crate::audit) const ITEM: &str = "item";
    pub(in crate::audit) const FILE_NAME: &str = "file_name";
    pub(in crate::audit) const HOST: &str = "host";
    pub(in crate::audit) const COLLECTOR: &str = "collector";
    pub(in crate::audit) const PLACE: &str = "place";
    pub(in crate::audit) const FROM: &str = "from";
    pub(in crate::audit) const TO: &str = "to";
    pub(in crate::audit) const RECIPIENT: &str = "recipient";
    pub(in crate::audit) const RECEIPT: &str = "receipt";
    pub(in crate::audit) const CHANNEL: &str = "channel";
    pub(in crate::audit) const URGENT: &str = "urgent";
    pub(in crate::audit) const UNCLEAR: &str = "unclear";

    /// All that this version writes, in alphabetical order.
    pub(in crate::audit) const ALL: [&str; 20] = [
        CHANNEL, COLLECTOR, FILE_NAME, FROM, HOST, ITEM, NAME, NOTE, OBJECTION, PLACE, REASON,
        RECEIPT, RECIPIENT, ROLE, TEXT, TO, UNCLEAR, UNTIL, URGENT, WORDS,
    ];
}

/// Action codes (audit-log §4.3).
pub(super) mod code {
    pub(in crate::audit) const OPEN: &str = "open";
    pub(in crate::audit) const RUNBOOK: &str = "runbook.text";
    pub(in crate::audit) const SIGN_ON: &str = "signon";
    pub(in crate::audit) const SIGN_OFF: &str = "signoff";
    pub(in crate::audit) const DONE: &str = "step.done";
    pub(in crate::audit) const OBSERVED: &str = "step.observed";
    pub(in crate::audit) const CHOSEN: &str = "step.chosen";
    pub(in crate::audit) const SKIPPED: &str = "step.skipped";
    pub(in crate::audit) const LATER: &str = "step.later";
    pub(in crate::audit) const CANNOT: &str = "step.cannot";
    pub(in crate::audit) const WAIT: &str = "step.wait";
    pub(in crate::audit) const WAITED: &str = "step.waited";
    pub(in crate::audit) const RECHECKED: &str = "step.rechecked";
    pub(in crate::audit) const JUMPED: &str = "step.jumped";
    pub(in crate::audit) const PART: &str = "step.part";
    pub(in crate::audit) const NOTE: &str = "note";
    pub(in crate::audit) const CALL: &str = "call";
    pub(in crate::audit) const CORRECT: &str = "correct";
    pub(in crate::audit) const DEADLINE: &str = "deadline";
    pub(in crate::audit) const CLOCK: &str = "clock";
    pub(in crate::audit) const RESUME: &str = "resume";
    pub(in crate::audit) const LEAVE: &str = "leave";
    pub(in crate::audit) const RECOVER: &str = "recover";
    pub(in crate::audit) const CLOSE: &str = "close";
    pub(in crate::audit) const SEAL: &str = "seal";
    pub(in crate::audit) const WITNESS: &str = "witness";
    pub(in crate::audit) const FORK: &str = "fork";
    pub(in crate::audit) const FAULT: &str = "fault";
    pub(in crate::audit) const EVIDENCE: &str = "evidence";
    pub(in crate::audit) const CUSTODY: &str = "custody";
    pub(in crate::audit) const EXPORT: &str = "export";
    pub(in crate::audit) const LEAD: &str = "lead.passed";
    pub(in crate::audit) const OWN_WORDS: &str = "brief.said";
    pub(in crate::audit) const TRACK: &str = "track.held";
    pub(in crate::audit) const DUTY_MOMENT: &str = "duty.moment";
    pub(in crate::audit) const DUTY_JUDGED: &str = "duty.judged";
    pub(in crate::audit) const DUTY_FILED: &str = "duty.filed";
    pub(in crate::audit) const DUTY_PASSED: &str = "duty.passed";
    pub(in crate::audit) const LIMIT_LIFTED: &str = "limit.lifted";
    pub(in crate::audit) const CLOCK_ADDED: &str = "clock.added";
    pub(in crate::audit) const CLOCK_MET: &str = "clock.met";
    pub(in crate::audit) const CLOCK_MOVED: &str = "clock.moved";
    pub(in crate::audit) const CLOCK_ENDED: &str = "clock.ended";
    pub(in crate::audit) const HOLD_BEGUN: &str = "hold.begun";
    pub(in crate::audit) const HOLD_ENDED: &str = "hold.ended";
    pub(in crate::audit) const ALARM_SILENCED: &str = "alarm.silenced";

    /// All that this version writes.
    pub(in crate::audit) const ALL: [&str; 46] = [
        OPEN,
        RUNBOOK,
        SIGN_ON,
        SIGN_OFF,
        DONE,
        OBSERVED,
        CHOSEN,
        SKIPPED,
        LATER,
        CANNOT,
        WAIT,
        WAITED,
        RECHECKED,
        JUMPED,
        PART,
        NOTE,
        CORRECT,
        DEADLINE,
        CLOCK,
        RESUME,
        LEAVE,
        RECOVER,
        CLOSE,
        SEAL,
        WITNESS,
        FORK,
        FAULT,
        EVIDENCE,
        CUSTODY,
        EXPORT,
        CALL,
        DUTY_MOMENT,
        DUTY_JUDGED,
        DUTY_FILED,
        DUTY_PASSED,
        LIMIT_LIFTED,
        CLOCK_ADDED,
        CLOCK_MET,
        CLOCK_MOVED,
        CLOCK_ENDED,
        HOLD_BEGUN,
        HOLD_ENDED,
        ALARM_SILENCED,
        LEAD,
        OWN_WORDS,
        TRACK,
    ];
}

/// Words inside parameters that the domain has no spelling for.
pub(super) mod word {
    pub(in crate::audit) const NOT_SO: &str = "not-so";
    pub(in crate::audit) const TEXT: &str = "text";
    pub(in crate::audit) const TIME: &str = "time";
    pub(in crate::audit) const AGAIN: &str = "again";
    pub(in crate::audit) const REACHED: &str = "reached";
    pub(in crate::audit) const STEP: &str = "step";
    pub(in crate::audit) const NOTE: &str = "note";
    pub(in crate::audit) const LAST_ACT: &str = "last-act";
    pub(in crate::audit) const DUTY: &str = "duty";
    pub(in crate::audit) const LIMIT: &str = "limit";
    pub(in crate::audit) const CLOCK: &str = "clock";
}
