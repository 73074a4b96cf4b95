//! Words of the note box.

use serde::Deserialize;

/// Words of the note box.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenNote {
    /// On the edge; `{time}` when N was pressed.
    pub title: String,
    /// On the edge; `{kind}`, `{n}`.
    pub kind_step: String,
    /// Lower edge.
    pub kinds: String,
    /// Kind.
    pub fact: String,
    /// Kind.
    pub todo: String,
    /// Kind.
    pub decision: String,
    /// Kind.
    pub question: String,
    /// Kind.
    pub briefing: String,
    /// Shown in LAST while the box is open.
    pub hint: String,
    /// Enter on an empty note.
    pub empty: String,
    /// After Esc.
    pub kept: String,
    /// A note whose words `{who}` typed at `{time}`: `{text}`.
    pub of_other: String,
    /// `{title}` where `{who}` typed the words.
    pub title_of_other: String,
    /// The field takes no more.
    pub full: String,
    /// After a paste outside a field.
    pub pasted: String,
    /// Footer.
    pub key_keep: String,
    /// Footer.
    pub key_kind: String,
    /// Footer.
    pub key_close: String,
    /// Footer.
    pub key_word: String,
    /// Footer.
    pub key_ends: String,
    /// Footer.
    pub key_erase: String,
    /// Title of a note about something earlier; `{time}`, `{happened}`.
    pub title_happened: String,
    /// LAST while something to do is written.
    pub hint_todo: String,
}
