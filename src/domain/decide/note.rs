//! Writing something down.

use super::dispatch::require_text;
use crate::domain::event::{Event, Note};
use crate::domain::rejection::Rejection;

pub(super) fn add(note: &Note) -> Result<Vec<Event>, Rejection> {
    require_text(&note.text, Rejection::TextMissing)?;
    Ok(vec![Event::NoteAdded(note.clone())])
}
