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
    /// Label: the file of the key of the one who comes.
    pub key_file: String,
    /// Label.
    pub passphrase: String,
    /// Label: the file of the key of `{who}`, who leaves.
    pub key_of: String,
    /// Under the fields of a key.
    pub key_advice: String,
    /// The file cannot be read: `{cause}`.
    pub key_unread: String,
    /// The file holds no private key.
    pub key_bad: String,
    /// It needs its passphrase.
    pub key_locked: String,
    /// The passphrase does not open it.
    pub key_wrong: String,
    /// It cannot sign here.
    pub key_foreign: String,
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
