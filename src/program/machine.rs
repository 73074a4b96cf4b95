//! Every adapter of this machine, and the commands that need no screen.

use std::path::Path;

use super::command_line::say;
#[cfg(feature = "tui")]
use crate::cli::args::StartArgs;
use crate::cli::args::{Options, Verb};
use crate::cli::companion;
use crate::cli::exit::Exit;
use crate::cli::run;
use crate::cli::runbook::check;
use crate::cli::site;
#[cfg(feature = "tui")]
use crate::cli::start;
use crate::cli::world::World;
#[cfg(feature = "tui")]
use crate::domain::ids::IncidentId;
use crate::domain::text::Lang;
use crate::driver::inline::Outside;
use crate::os::clock::SystemClock;
use crate::os::files::SystemFiles;
use crate::os::ids::{SystemIds, random_128};
use crate::os::store::DataFolder;
use crate::os::{paths, stream};
#[cfg(feature = "tui")]
use crate::ports::Store as _;
use crate::ports::{Failure, FailureKind, Files};
use crate::runbook::bytes::{self, Bounded};
use crate::runbook::law::LawShelf;
use crate::runbook::library::Library;
use crate::runbook::site::SiteFile;

/// Every adapter of this machine.
pub(super) struct Machine {
    pub(super) clock: SystemClock,
    pub(super) ids: SystemIds,
    pub(super) store: DataFolder,
    pub(super) library: Library,
    pub(super) law: LawShelf,
    pub(super) site: SiteFile,
    pub(super) lang: Lang,
}

impl Machine {
    /// Finds the data folder and reads the runbooks; writes nothing.
    pub(super) fn new(options: &Options, lang: Lang) -> Result<Self, Failure> {
        let clock = SystemClock::new(random_128()?);
        let folder = paths::data_folder(options.folder.as_deref())?;
        let mut shelf = Shelf { files: Vec::new(), lang };
        let own = folder.join("runbooks");
        if let Err(failure) = shelf.take(&own)
            && failure.kind != FailureKind::NotFound
        {
            // The shipped runbooks still work, and so does every open incident.
            shelf.warn(&own, &failure.cause);
        }
        let own = folder.join("clocks");
        let mut clocks = Shelf { files: Vec::new(), lang };
        if let Err(failure) = clocks.take(&own)
            && failure.kind != FailureKind::NotFound
        {
            clocks.warn(&own, &failure.cause);
        }
        for folder in &options.runbooks {
            shelf.take(folder)?;
        }
        let site = site_file(&folder);
        let law = LawShelf::with_files(&clocks.files).at_site(&site.site.jurisdictions);
        let law = law.relieved_after(site.site.relief);
        Ok(Self {
            clock,
            ids: SystemIds::new(folder.clone()),
            store: DataFolder::new(folder, clock, companion::of_incident(lang))
                .mirrored(options.mirror.clone())
                .forgetting(options.forget_mirrors),
            library: Library::with_files(&shelf.files).under(law.law.clone()),
            law,
            site,
            lang,
        })
    }

    /// Runs a command that needs no screen.
    pub(super) fn headless(&mut self, verb: &Verb) -> Exit {
        self.with_world(|world| run::run(verb, world))
    }

    /// A small file of this name in the data folder, where there is one; why it cannot be read
    /// otherwise.
    #[cfg(feature = "tui")]
    pub(super) fn own_file(&self, name: &str) -> Result<Option<String>, String> {
        let file = self.store.folder().join(name);
        let (reader, bytes_known) = match SystemFiles.open(&file) {
            Ok(opened) => opened,
            Err(failure) if failure.kind == FailureKind::NotFound => return Ok(None),
            Err(failure) => return Err(failure.cause),
        };
        let content = bytes::read(reader, bytes_known).map_err(|error| error.to_string())?;
        Ok(Some(content.text))
    }

    /// Opens an incident as the command line says.
    ///
    /// # Errors
    /// The exit code, once the refusal was said.
    #[cfg(feature = "tui")]
    pub(super) fn start(&mut self, args: &StartArgs) -> Result<IncidentId, Exit> {
        self.with_world(|world| match start::start(args, world) {
            Ok((incident, _)) => Ok(incident),
            Err(refusal) => Err(refusal.say(world)),
        })
    }

    /// The data folder, with whatever is open in it; a fresh look at it stays here.
    #[cfg(feature = "tui")]
    pub(super) fn take_store(&mut self) -> DataFolder {
        let fresh = self.store.another();
        std::mem::replace(&mut self.store, fresh)
    }

    fn with_world<T>(&mut self, act: impl FnOnce(&mut World<'_>) -> T) -> T {
        let (mut out, mut err) = (stream::answers(), stream::refusals());
        act(&mut World {
            outside: Outside {
                clock: &self.clock,
                ids: &mut self.ids,
                store: &mut self.store,
                law: self.law.law.clone(),
            },
            files: &mut SystemFiles,
            out: &mut out,
            err: &mut err,
            lang: self.lang,
            library: &self.library,
            law: &self.law,
            site: &self.site,
            read_runbook: crate::runbook::read,
        })
    }
}

/// The site's facts in the data folder. A missing or broken file stops nothing.
fn site_file(folder: &Path) -> SiteFile {
    let file = site::path_in(folder);
    let path = file.display().to_string();
    let opened = match SystemFiles.open(&file) {
        Ok(opened) => opened,
        Err(failure) if failure.kind == FailureKind::NotFound => return SiteFile::missing(path),
        Err(failure) => return SiteFile::unread(path, failure.cause),
    };
    let (reader, bytes_known) = opened;
    match bytes::read(reader, bytes_known) {
        Ok(content) => SiteFile::of(path, &content),
        Err(error) => SiteFile::unread(path, error.to_string()),
    }
}

/// Runbook files as they were read.
struct Shelf {
    files: Vec<(String, Bounded)>,
    lang: Lang,
}

impl Shelf {
    /// Reads the files of a folder. One that cannot be read is named, and hides none of the others.
    fn take(&mut self, folder: &Path) -> Result<(), Failure> {
        for path in SystemFiles.yaml(folder)? {
            let opened = SystemFiles.open(&path).map_err(|failure| failure.cause);
            let content = opened.and_then(|(reader, len)| {
                bytes::read(reader, len).map_err(|error| error.to_string())
            });
            match content {
                Ok(content) => self.files.push((path.display().to_string(), content)),
                Err(reason) => self.warn(&path, &reason),
            }
        }
        Ok(())
    }

    fn warn(&self, path: &Path, reason: &str) {
        say(&[&check::unreadable(&path.display().to_string(), reason, self.lang)]);
    }
}
