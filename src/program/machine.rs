//! Every adapter of this machine, and the commands that need no screen.

use std::io;
use std::path::{Path, PathBuf};

use crate::cli::args::{Common, Verb};
use crate::cli::exit::Exit;
use crate::cli::run;
use crate::cli::world::World;
use crate::domain::text::Lang;
use crate::driver::inline::Outside;
use crate::i18n::fill;
use crate::os::clock::SystemClock;
use crate::os::files::SystemFiles;
use crate::os::ids::{SystemIds, random_128};
use crate::os::paths;
use crate::os::store::DataFolder;
use crate::ports::{Failure, FailureKind, Files};
use crate::runbook::bytes;
use crate::runbook::library::Library;

/// Every adapter of this machine.
pub(super) struct Machine {
    pub(super) clock: SystemClock,
    pub(super) ids: SystemIds,
    pub(super) store: DataFolder,
    pub(super) library: Library,
    pub(super) lang: Lang,
}

impl Machine {
    /// Finds the data folder and reads the runbooks; writes nothing.
    pub(super) fn new(common: &Common, lang: Lang) -> Result<Self, Failure> {
        let clock = SystemClock::new(random_128()?);
        let folder = paths::data_folder(common.data.as_deref())?;
        let own = folder.join("runbooks");
        let mut shelves: Vec<PathBuf> = own.is_dir().then_some(own).into_iter().collect();
        shelves.extend(common.runbooks.iter().cloned());
        let mut files = Vec::new();
        for shelf in shelves {
            for path in SystemFiles.yaml(&shelf)? {
                let (reader, len) = SystemFiles.open(&path)?;
                let content = bytes::read(reader, len).map_err(|error| unread(&path, &error))?;
                files.push((path.display().to_string(), content));
            }
        }
        Ok(Self {
            clock,
            ids: SystemIds::new(folder.clone()),
            store: DataFolder::new(folder, clock, companions(lang)),
            library: Library::with_files(&files),
            lang,
        })
    }

    /// Runs a command that needs no screen.
    pub(super) fn headless(&mut self, verb: &Verb) -> Exit {
        let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
        let mut world = World {
            outside: Outside { clock: &self.clock, ids: &mut self.ids, store: &mut self.store },
            files: &mut SystemFiles,
            out: &mut out,
            err: &mut err,
            lang: self.lang,
            library: &self.library,
            read_runbook: crate::runbook::read,
        };
        run::run(verb, &mut world)
    }
}

fn unread(path: &Path, error: &io::Error) -> Failure {
    Failure {
        op: "read",
        path: path.to_owned(),
        errno: error.raw_os_error(),
        kind: FailureKind::Other,
        cause: error.to_string(),
    }
}

/// What lies beside the log in every incident's folder: how to check it, and a verifier to do so.
fn companions(lang: Lang) -> Vec<(&'static str, Vec<u8>)> {
    let verifier = include_str!("../../assets/verify.py");
    let readme = match lang {
        Lang::En => include_str!("../../assets/incident-readme.en.txt"),
        Lang::Fr => include_str!("../../assets/incident-readme.fr.txt"),
    };
    let readme = fill(readme, &[("verifier", verifier)]);
    vec![("README.txt", readme.into_bytes()), ("verify.py", verifier.as_bytes().to_vec())]
}
