//! The words of the full screen, one section per area.

use super::catalogue::section;
use super::{key, screen_frame};
use crate::domain::text::Lang;

/// All of them, in one language.
#[derive(Debug)]
pub struct Screens {
    /// Names of keys.
    pub key: key::Key,
    /// The frame of every screen.
    pub frame: screen_frame::ScreenFrame,
}

impl Screens {
    /// The built-in words of `lang`.
    #[must_use]
    pub fn of(lang: Lang) -> Self {
        Self { key: section!(lang, "key"), frame: section!(lang, "screen_frame") }
    }
}
