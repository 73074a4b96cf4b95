//! Coming back to an open incident.

use serde::Deserialize;

/// Coming back to an open incident.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenResume {
    /// Title of a return to a log that was left in order; `{incident}`.
    pub back: String,
    /// The same when there may have been more.
    pub back_short: String,
    /// The log lacks lines that it had; `{n}` of them once.
    pub lines_missing: String,
    /// The laptop's clock moved by itself `{n}` times, last by `{span}`.
    pub clock_jumped: String,
    /// The run before did not say that it was left; `{time}`, `{span}`.
    pub whole_to: String,
    /// The same when lines are missing; `{time}`, `{span}`.
    pub last_entry: String,
    /// `{time}`, `{span}`.
    pub left: String,
    /// `{n}` entries.
    pub checked: String,
    /// `{n}` set aside.
    pub set_aside: String,
    /// Label.
    pub last_done: String,
    /// No step was answered.
    pub nothing_done: String,
    /// Label.
    pub you_were: String,
    /// `{n}` and `{title}`.
    pub step: String,
    /// `{time}`.
    pub since: String,
    /// Label.
    pub away: String,
    /// Label of a note that was being typed.
    pub half_written: String,
    /// `{n}` more forms that are half written, by their `{kinds}`.
    pub more_drafts: String,
    /// `{time}` `{title}` `{span}`.
    pub fell_due: String,
    /// A wait or check is over; `{time}` `{title}`.
    pub came_back: String,
    /// `{time}` `{title}` `{span}`.
    pub falls_due: String,
    /// No limit is running.
    pub nothing_due: String,
    /// `{n}`.
    pub and_more: String,
    /// `{n}`, `{title}`.
    pub question: String,
    /// An answer.
    pub done: String,
    /// An answer where the step asks for more.
    pub done_open: String,
    /// An answer.
    pub not_done: String,
    /// An answer.
    pub not_sure: String,
    /// Label of the field.
    pub at_what_time: String,
    /// `{time}` of the last entry.
    pub time_hint: String,
    /// `{text}`.
    pub bad_time: String,
    /// `{text}` lies before the incident.
    pub too_early: String,
    /// `{who}`.
    pub keyboard: String,
    /// Nothing is left to do.
    pub walked: String,
    /// LAST after Done where more is asked.
    pub say_done: String,
    /// LAST after Not sure; `{check}`.
    pub say_not_sure: String,
    /// Footer.
    pub key_move: String,
    /// Footer.
    pub key_resume: String,
    /// Footer.
    pub key_keep: String,
    /// Footer.
    pub key_back: String,
    /// Footer.
    pub key_outline: String,
    /// Footer.
    pub key_log: String,
    /// Footer.
    pub key_quit: String,
    /// Footer.
    pub key_help: String,
}
