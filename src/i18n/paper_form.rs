//! Words of the forms that the paper twin brings along: roles, contacts, clocks, codes, log, cards.

use serde::Deserialize;

/// The words of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormWords {
    /// The page of roles.
    pub roles: RoleWords,
    /// The page of contacts.
    pub contacts: ContactWords,
    /// The page of clocks.
    pub clock: ClockWords,
    /// The page of the spoken code.
    pub code: CodeWords,
    /// The blank pages of the main log.
    pub log: LogWords,
    /// The pages of command cards.
    pub card: CardPageWords,
}

/// The page of roles.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleWords {
    /// “Who holds which role”
    pub title: String,
    /// “One name for each role, before work is given out. A …”
    pub hint: String,
    /// “Role”
    pub role: String,
    /// “Name”
    pub holder: String,
    /// “Initials”
    pub mark: String,
    /// “Since”
    pub since: String,
    /// “Handed to, time”
    pub relief: String,
}

/// The page of contacts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactWords {
    /// “Contacts”
    pub title: String,
    /// “Fill it in pencil in quiet times, call each number once …”
    pub hint: String,
    /// “Role”
    pub role: String,
    /// “Name or function”
    pub name: String,
    /// “Off the network (mobile, radio, runner)”
    pub outside: String,
    /// “Other number”
    pub other: String,
    /// “Deputy, number”
    pub deputy: String,
    /// “Checked on”
    pub checked: String,
}

/// The page of clocks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockWords {
    /// “Clocks”
    pub title: String,
    /// “Write T0 once. Add, write the result, tick when it was …”
    pub hint: String,
    /// “Limits from T0”
    pub own: String,
    /// “Step”
    pub step: String,
    /// “What is due”
    pub what: String,
    /// “Within”
    pub within: String,
    /// “Rests on”
    pub basis: String,
    /// “Due (day, time)”
    pub due: String,
    /// “Done at”
    pub met: String,
    /// “Legal clocks”
    pub legal: String,
    /// Before them: that a person judges.
    pub legal_hint: String,
    /// “it was (day, time)”
    pub it_was: String,
    /// “applies”
    pub applies: String,
    /// “does not apply, because”
    pub applies_not: String,
    /// “Judged by, time”
    pub judged: String,
    /// “Filed at”
    pub filed: String,
    /// “Receipt no.”
    pub receipt: String,
    /// “By”
    pub by: String,
    /// “Other clocks: calls promised, answers awaited, demands …”
    pub free: String,
    /// “From when, by whom”
    pub asked: String,
}

/// The page of the spoken code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeWords {
    /// “Spoken code”
    pub title: String,
    /// “The laptop says eight groups of five digits. One reads …”
    pub hint: String,
    /// “At the start”
    pub start: String,
    /// “At a change of shift”
    pub shift: String,
    /// “At a hand-over”
    pub hand_over: String,
    /// “At the close”
    pub close: String,
    /// “After entry no.”
    pub entries: String,
    /// “Time”
    pub at: String,
    /// “Read by”
    pub read_by: String,
    /// “Written by”
    pub written_by: String,
    /// “Where this sheet is kept”
    pub kept_at: String,
}

/// The blank pages of the main log.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogWords {
    /// “Main log”
    pub title: String,
    /// “One line for one thing, in ink, in order. A late line …”
    pub hint: String,
    /// “From, to”
    pub period: String,
    /// “Log keeper, role”
    pub keeper: String,
    /// “Sheet no.”
    pub sheet: String,
    /// “No.”
    pub n: String,
    /// “Time”
    pub time: String,
    /// “if late: happened at”
    pub happened: String,
    /// “Who says it, to whom, by which means”
    pub who: String,
    /// “Kind”
    pub kind: String,
    /// “seen”
    pub seen: String,
    /// “decided”
    pub decided: String,
    /// “done”
    pub done: String,
    /// “refused”
    pub refused: String,
    /// “What, and why”
    pub what: String,
    /// “Approved by; who does it by when; state”
    pub approved: String,
    /// “Written by (name, role, signature, time)”
    pub signed: String,
}

/// The pages of command cards.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardPageWords {
    /// “Command cards”
    pub title: String,
    /// “Commands that the steps name. Type them exactly, on the …”
    pub hint: String,
    /// “Card `{id}`: `{title}`”
    pub card: String,
    /// “Typed at, by”
    pub typed: String,
}
