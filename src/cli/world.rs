//! What a run of the command line may touch.

use std::io::Write;
use std::path::Path;

use crate::domain::text::Lang;
use crate::driver::inline::Outside;
use crate::i18n::Catalogue;
use crate::ports::Failure;
use crate::runbook::library::Library;
use crate::session::ReadRunbook;

/// Files and standard input, read with a bound.
pub trait Files {
    /// The whole content of a regular file, or of standard input for `-`.
    ///
    /// # Errors
    /// Any failure; a file over `bytes_max` is one, found before it is read whole.
    fn read(&mut self, path: &Path, bytes_max: u64) -> Result<Vec<u8>, Failure>;

    /// A reader over the logs behind `path`: one file, or a writer's segments in order. For a
    /// folder of an incident, one entry per writer.
    ///
    /// # Errors
    /// Any failure.
    fn logs(&mut self, path: &Path) -> Result<Vec<LogSource>, Failure>;
}

/// One writer's log.
pub struct LogSource {
    /// For showing.
    pub name: String,
    /// Its bytes, segments concatenated.
    pub reader: Box<dyn std::io::Read>,
}

/// Everything outside.
pub struct World<'w> {
    /// Clocks, ids and the data folder.
    pub outside: Outside<'w>,
    /// Other files.
    pub files: &'w mut dyn Files,
    /// Where answers go.
    pub out: &'w mut dyn Write,
    /// Where refusals go.
    pub err: &'w mut dyn Write,
    /// The language of the answers.
    pub lang: Lang,
    /// The runbooks that can be started.
    pub library: &'w Library,
    /// Turns a runbook's text into its meaning.
    pub read_runbook: ReadRunbook,
}

impl World<'_> {
    /// The program's words in the language of this run.
    #[must_use]
    pub fn words(&self) -> &'static Catalogue {
        Catalogue::of(self.lang)
    }
}
