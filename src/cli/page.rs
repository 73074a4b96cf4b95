//! A page for printing goes into a new file; what is there already is left as it is.

use std::path::Path;

use super::exit::Exit;
use super::open::{Refusal, unread};
use super::world::World;
use crate::diagnostics::escape;
use crate::i18n::fill;
use crate::ports::FailureKind;

/// Writes the page and says where it is, in the words of `written`.
///
/// # Errors
/// A refusal where the name is taken, or where the disk did not obey.
pub fn write(
    path: &Path,
    html: &str,
    written: &str,
    world: &mut World<'_>,
) -> Result<String, Refusal> {
    let words = &world.words().people;
    let shown = escape::shown(&path.to_string_lossy());
    match world.files.create(path, html.as_bytes()) {
        Ok(()) => Ok(format!("{}\n", fill(written, &[("file", &shown)]))),
        Err(failure) if failure.kind == FailureKind::Exists => {
            let what = fill(&words.form_exists.what, &[("file", &shown)]);
            let lines = vec![what, words.form_exists.next.clone()];
            Err(Refusal { lines, exit: Exit::Usage })
        }
        Err(failure) => Err(unread(world, &failure)),
    }
}
