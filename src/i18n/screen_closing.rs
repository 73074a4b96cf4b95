//! The end of an incident.

use serde::Deserialize;

/// The end of an incident.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenClosing {
    /// Title.
    pub title: String,
    /// Nothing is open.
    pub all_done: String,
    /// `{n}`; `{acts}` of the last acts are not confirmed.
    pub open_and_acts: String,
    /// `{n}`.
    pub some_open: String,
    /// Above the open items.
    pub open: String,
    /// What Enter does on an open item.
    pub open_hint: String,
    /// Above the last acts.
    pub last_acts: String,
    /// What Enter does on a last act.
    pub last_acts_hint: String,
    /// Label.
    pub reason: String,
    /// Why a reason is needed.
    pub reason_stop: String,
    /// Why a reason is needed.
    pub reason_acts: String,
    /// A reason may be given.
    pub reason_free: String,
    /// An option; `{word}`.
    pub close: String,
    /// An option.
    pub keep: String,
    /// A closing word.
    pub complete: String,
    /// A closing word; `{n}`.
    pub complete_open: String,
    /// The same, `{acts}` of the last acts counted for themselves.
    pub complete_acts: String,
    /// A closing word.
    pub stopped: String,
    /// About closing.
    pub forever: String,
    /// Enter without a reason.
    pub need_reason: String,
    /// Enter on an open note.
    pub open_note: String,
    /// The disk has not answered.
    pub closing_now: String,
    /// Footer.
    pub key_move: String,
    /// Footer.
    pub key_do: String,
    /// Footer.
    pub key_next: String,
    /// Footer.
    pub key_log: String,
    /// Footer.
    pub key_note: String,
    /// Footer.
    pub key_back: String,
    /// Footer.
    pub key_help: String,
    /// How the clocks ended, calls, and notes of nobody; `{met}`, `{late}`, `{running}`, `{calls}`,
    /// `{nobody}`.
    pub clocks: String,
    /// Above the files.
    pub files: String,
    /// A file; `{item}`, `{digest}`.
    pub file: String,
    /// A copy without closing; `{incident}`.
    pub export: String,
}
