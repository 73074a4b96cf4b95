//! Words of the change of shift and of the spoken code.

use serde::Deserialize;

/// Words of the change of shift and of the spoken code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenShift {
    /// Title of the form.
    pub title: String,
    /// Who leaves; `{who}`.
    pub leaves: String,
    /// Nobody has the keyboard.
    pub nobody: String,
    /// Label of the initials.
    pub who: String,
    /// Label of the name.
    pub name: String,
    /// Label of the role.
    pub role: String,
    /// Below the form.
    pub advice: String,
    /// No initials yet.
    pub need_initials: String,
    /// `{who}` has the keyboard already.
    pub there_already: String,
    /// Title of the code.
    pub code_title: String,
    /// The code stands after `{n}` entries.
    pub code_after: String,
    /// What to do with it.
    pub code_use: String,
    /// Footer.
    pub key_take: String,
    /// Footer.
    pub key_next: String,
    /// Footer.
    pub key_back: String,
    /// Footer.
    pub key_written: String,
    /// Footer.
    pub key_menu: String,
}
