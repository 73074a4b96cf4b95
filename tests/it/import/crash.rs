//! T1 for an import: every operation of the disk fails, or the power goes there, and the import is
//! given again. Nothing that was there is lost or changed, nothing half is believed, and what an
//! import said is so. Bugs put in on purpose are found (T13).

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use sangfroid::audit::{Completeness, Verifier, verify_stream};
use sangfroid::cli::args::ImportArgs;
use sangfroid::cli::import::import;
use sangfroid::cli::world::World;
use sangfroid::domain::text::Lang;
use sangfroid::driver::inline::Outside;
use sangfroid::os::clock::SystemClock;
use sangfroid::os::files::SystemFiles;
use sangfroid::os::ids::SystemIds;
use sangfroid::os::store::DataFolder;
use sangfroid::ports::{Copying, Failure, Files, Kept, LogSource};
use sangfroid::runbook::law::LawShelf;
use sangfroid::runbook::library::Library;
use tempfile::TempDir;

use super::taken::{Laptop, copy, entries, first_exercise};
use crate::cli::verdict::lines;
use crate::faults::frail::{Blow, Bug, Power};
use crate::faults::states::Random;

/// A bug put in on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plant {
    Nothing,
    /// Files get their names before they are durable.
    NoSync,
    /// A log that is here is not looked at, and its name is taken from it.
    Overwrites,
    /// A log that parts is taken for the one that is here.
    ForkSwallowed,
    /// A failed operation is told as done.
    Swallowed,
    /// A medium that is gone opens its files as before.
    NeverAskedAgain,
}

/// What lies ready before the import: the folder of the first laptop, which has an early copy of
/// the second's log; the second's folder, with evidence; and that of a clone that went its own way.
struct Ready {
    one: Laptop,
    two: Laptop,
    twin: Laptop,
    /// Read once: an import follows no runbook.
    library: Library,
}

impl Ready {
    fn new() -> Self {
        let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
        assert_eq!(one.import(&[&two.folder()]).code, 0);
        let twin = two.cloned();
        let piece = two.sandbox.home().join("piece");
        fs::write(&piece, vec![b'x'; 300]).unwrap();
        two.sandbox.fine(&["evidence", &two.id, piece.to_str().unwrap()]);
        two.note("this way");
        twin.note("that way");
        Self { one, two, twin, library: Library::with_files(&[]) }
    }
}

/// One import on a disk that may be struck.
struct Night<'r> {
    ready: &'r Ready,
    folder: TempDir,
    power: Power,
    plant: Plant,
}

impl<'r> Night<'r> {
    fn new(ready: &'r Ready, plant: Plant) -> Self {
        let memory = tempfile::tempdir_in("/dev/shm");
        let folder = memory.or_else(|_| tempfile::tempdir()).expect("a folder");
        let main = folder.path().join("main");
        copy(&ready.one.sandbox.folder(), &main);
        let bug = match plant {
            Plant::NoSync => Some(Bug::NoSync("main")),
            Plant::Overwrites => Some(Bug::Overwrites),
            Plant::Swallowed => Some(Bug::Swallowed),
            Plant::NeverAskedAgain => Some(Bug::NeverAskedAgain),
            Plant::Nothing | Plant::ForkSwallowed => None,
        };
        let power = Power::over(&[&main], bug);
        Self { ready, folder, power, plant }
    }

    fn incident(&self) -> PathBuf {
        self.folder.path().join("main").join(&self.ready.one.id)
    }

    /// Gives the import; says how it ended, and the words.
    fn import(&self) -> (u8, String) {
        let main = self.folder.path().join("main");
        let clock = SystemClock::new([7; 16]);
        let mut store =
            DataFolder::new(main.clone(), clock, Vec::new()).through(Box::new(self.power.disk()));
        let mut ids = SystemIds::new(main.clone());
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut files = Meddling {
            plant: self.plant,
            main,
            second: self.ready.two.folder(),
            inner: SystemFiles,
        };
        let law = LawShelf::shipped();
        let mut world = World {
            outside: Outside {
                clock: &clock,
                ids: &mut ids,
                store: &mut store,
                law: law.law.clone(),
            },
            files: &mut files,
            out: &mut out,
            err: &mut err,
            lang: Lang::En,
            library: &self.ready.library,
            law: &law,
            site: &sangfroid::runbook::site::SiteFile::default(),
            read_runbook: sangfroid::runbook::read,
        };
        let args = ImportArgs {
            path: vec![self.ready.two.folder(), self.ready.twin.folder()],
            incident: None,
            by: None,
            same_incident: false,
            json: false,
        };
        let code = import(&args, &mut world).code();
        (code, String::from_utf8([out, err].concat()).unwrap())
    }

    fn log(&self, label: &str) -> Vec<u8> {
        let folder = self.incident().join("log");
        let mut names = entries(&folder);
        names.retain(|name| {
            let rest = name.strip_prefix(label).and_then(|rest| rest.strip_suffix(".jsonl"));
            rest.is_some_and(|rest| rest.len() == 5)
        });
        names.iter().flat_map(|name| fs::read(folder.join(name)).unwrap()).collect()
    }

    /// Whatever happened: what was there is there, and what came is whole.
    fn check_safe(&self) -> Result<(), String> {
        let Ready { one, two, twin, .. } = self.ready;
        let label = format!("{}.copy-2", two.writer());
        for (name, before) in super::taken::everything(&one.folder().join("log")) {
            let now = fs::read(self.incident().join("log").join(&name)).unwrap_or_default();
            if !now.starts_with(&before) {
                return Err(format!("{name} is not what it was"));
            }
        }
        for (label, whole) in [(two.writer(), two.own()), (label, twin.own())] {
            let log = self.log(&label);
            let verdict = verify_stream(&mut log.as_slice(), verifier()).unwrap();
            let is_prefix = whole.starts_with(&log) && (log.is_empty() || verdict.fault.is_none());
            if !is_prefix {
                return Err(format!("{label} is half: {verdict:?}"));
            }
        }
        let files = self.incident().join("files");
        for name in if files.is_dir() { entries(&files) } else { Vec::new() } {
            let bytes = fs::read(files.join(&name)).unwrap();
            let digest = sangfroid::audit::Digest::of(&bytes);
            if name.starts_with("sha256-") && name != format!("sha256-{digest}") {
                return Err(format!("{name} is half"));
            }
        }
        Ok(())
    }

    /// An import said that all is recorded: so it is.
    fn check_done(&self) -> Result<(), String> {
        let Ready { one, two, twin, .. } = self.ready;
        self.check_safe()?;
        let label = format!("{}.copy-2", two.writer());
        // Which of the two is longer decides about the names, not about what is kept.
        let kept = [self.log(&two.writer()), self.log(&label)];
        if kept != [two.own(), twin.own()] {
            return Err("a log is missing".to_owned());
        }
        let evidence = self.incident().join("files");
        if !evidence.is_dir() || entries(&evidence) != entries(&two.folder().join("files")) {
            return Err("the evidence is missing".to_owned());
        }
        let own = self.log(&one.writer());
        let verdict = verify_stream(&mut own.as_slice(), verifier()).unwrap();
        let count = |code: &str| {
            let code = format!("\"do\":\"{code}\"");
            lines(&own).iter().filter(|line| String::from_utf8_lossy(line).contains(&code)).count()
        };
        if verdict.fault.is_some() || count("fork") != 1 || count("witness") != 2 {
            let counts = (count("fork"), count("witness"));
            return Err(format!("the own log says {counts:?} forks and witnesses: {verdict:?}"));
        }
        Ok(())
    }
}

fn verifier() -> Verifier {
    Verifier::new().demanding(Completeness::Original)
}

/// The machine's files, as a wrong import would look at them.
struct Meddling {
    plant: Plant,
    main: PathBuf,
    second: PathBuf,
    inner: SystemFiles,
}

impl Files for Meddling {
    fn kept(&mut self, path: &Path) -> Result<Kept, Failure> {
        let mut kept = self.inner.kept(path)?;
        if self.plant == Plant::Overwrites && path.starts_with(&self.main) {
            let writer = fs::read_to_string(self.main.join("writer")).unwrap_or_default();
            kept.logs.retain(|(label, _)| label == writer.trim());
        }
        Ok(kept)
    }

    fn within(&mut self, path: &Path, name: &str) -> Result<Box<dyn Read>, Failure> {
        let is_delivered = !path.starts_with(&self.main) && name.starts_with("log/");
        if self.plant == Plant::ForkSwallowed && is_delivered {
            return self.inner.within(&self.second, name);
        }
        self.inner.within(path, name)
    }

    fn is_incident(&mut self, path: &Path) -> bool {
        self.inner.is_incident(path)
    }

    fn read(&mut self, path: &Path, bytes_max: u64) -> Result<Vec<u8>, Failure> {
        self.inner.read(path, bytes_max)
    }

    fn create(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        self.inner.create(path, bytes)
    }

    fn open(&mut self, path: &Path) -> Result<(Box<dyn Read>, Option<u64>), Failure> {
        self.inner.open(path)
    }

    fn secret(&mut self, prompt: &str) -> Result<String, Failure> {
        self.inner.secret(prompt)
    }

    fn yaml(&mut self, folder: &Path) -> Result<Vec<PathBuf>, Failure> {
        self.inner.yaml(folder)
    }

    fn logs(&mut self, path: &Path) -> Result<Vec<LogSource>, Failure> {
        self.inner.logs(path)
    }

    fn copy(
        &mut self,
        source: &Path,
        target: &Path,
        is_folder: bool,
    ) -> Result<Box<dyn Copying>, Failure> {
        self.inner.copy(source, target, is_folder)
    }
}

/// Every blow at every operation; the first broken promise ends it.
fn nights(ready: &Ready, plant: Plant) -> Result<usize, String> {
    let quiet = Night::new(ready, plant);
    let said = quiet.import();
    if said.0 != 4 {
        return Err(format!("undisturbed: {said:?}"));
    }
    quiet.check_done()?;
    let operations = quiet.power.operations();
    let mut random = Random::new(0x1b0f_55aa_0c3d_77e1);
    let mut count = 0;
    for at in 0..operations {
        for blow in [Blow::Cut, Blow::Error, Blow::Short, Blow::GivenUp] {
            let context = |error| format!("{blow:?} at {at} of {operations}: {error}");
            let night = Night::new(ready, plant);
            night.power.strike(at, blow);
            let (code, said) = night.import();
            night.power.settle(&mut random);
            night.check_safe().map_err(context)?;
            if code == 4 {
                night.check_done().map_err(context)?;
            } else if code != 3 {
                return Err(context(format!("ended with {code}: {said}")));
            }
            let (code, said) = night.import();
            if code != 4 {
                return Err(context(format!("again: {code}, {said}")));
            }
            night.power.settle(&mut random);
            night.check_done().map_err(context)?;
            count += 1;
        }
    }
    Ok(count)
}

#[test]
fn an_import_stopped_at_any_operation_loses_nothing_and_is_completed_by_the_next() {
    let ready = Ready::new();
    let outcome = nights(&ready, Plant::Nothing);
    let count = outcome.unwrap_or_else(|error| panic!("{error}"));
    assert!(count > 100, "only {count} nights");
}

#[test]
fn every_bug_of_an_import_is_found() {
    let ready = Ready::new();
    let plants = [
        Plant::NoSync,
        Plant::Overwrites,
        Plant::ForkSwallowed,
        Plant::Swallowed,
        Plant::NeverAskedAgain,
    ];
    for plant in plants {
        assert!(nights(&ready, plant).is_err(), "{plant:?} stayed unseen");
    }
}
