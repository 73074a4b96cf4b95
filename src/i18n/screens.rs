//! The words of the full screen, one section per area.

use super::catalogue::section;
use super::{
    key, screen_alarm, screen_closing, screen_frame, screen_picker, screen_resume, screen_start,
    screen_summary, screen_told,
};
use crate::domain::text::Lang;

/// All of them, in one language.
#[derive(Debug)]
pub struct Screens {
    /// Names of keys.
    pub key: key::Key,
    /// The frame of every screen.
    pub frame: screen_frame::ScreenFrame,
    /// The scenario picker.
    pub picker: screen_picker::ScreenPicker,
    /// The start form.
    pub start: screen_start::ScreenStart,
    /// Coming back.
    pub resume: screen_resume::ScreenResume,
    /// The record is in danger.
    pub alarm: screen_alarm::ScreenAlarm,
    /// The end.
    pub closing: screen_closing::ScreenClosing,
    /// After the end.
    pub summary: screen_summary::ScreenSummary,
    /// Lists of steps and entries.
    pub told: screen_told::ScreenTold,
}

impl Screens {
    /// The built-in words of `lang`.
    #[must_use]
    pub fn of(lang: Lang) -> Self {
        Self {
            key: section!(lang, "key"),
            frame: section!(lang, "screen_frame"),
            picker: section!(lang, "screen_picker"),
            start: section!(lang, "screen_start"),
            resume: section!(lang, "screen_resume"),
            alarm: section!(lang, "screen_alarm"),
            closing: section!(lang, "screen_closing"),
            summary: section!(lang, "screen_summary"),
            told: section!(lang, "screen_told"),
        }
    }
}
