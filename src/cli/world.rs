//! What a run of the command line may touch.

use std::io::Write;

use crate::domain::text::Lang;
use crate::driver::inline::Outside;
use crate::i18n::Catalogue;
use crate::ports::Files;
use crate::runbook::law::LawShelf;
use crate::runbook::library::Library;
use crate::runbook::site::SiteFile;
use crate::session::ReadRunbook;

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
    /// The legal clocks that incidents are under.
    pub law: &'w LawShelf,
    /// The site's own facts, and what became of their file.
    pub site: &'w SiteFile,
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
