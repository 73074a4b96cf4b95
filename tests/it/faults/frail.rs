//! Real files on which any operation of the log can fail, or the power can go: what was not synced
//! is then lost in part, on each medium on its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use sangfroid::os::RealDisk;
use sangfroid::ports::{Disk, Failure, FailureKind, FileId};

use super::states::Random;

/// Bytes that are lost or kept together; smaller than real ones, so that short files have several.
const SECTOR: usize = 48;

/// What happens to one operation, or from one on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blow {
    /// It fails, once.
    Error,
    /// It and every later one on that medium fail: the stick was pulled.
    Pulled,
    /// The same, and a sync under which it happens says yes without having been done.
    GivenUp,
    /// A write takes half of its bytes; anything else fails.
    Short,
    /// The power goes.
    Cut,
}

/// A bug put in on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bug {
    /// A medium below this folder says yes to every sync and does none.
    NoSync(&'static str),
    /// A medium below this folder says yes to every write and does none.
    NoWrite(&'static str),
    /// A failed operation is told as done.
    Swallowed,
    /// Files there are never cut.
    NoCut(&'static str),
    /// A name that is taken is taken away.
    Overwrites,
    /// A medium that is gone opens its files as before.
    NeverAskedAgain,
}

#[derive(Debug, Default)]
struct Facts {
    /// What each file held at its last sync.
    durable: BTreeMap<PathBuf, Vec<u8>>,
    /// Entries that their folder has not made durable.
    volatile: BTreeSet<PathBuf>,
    operations: usize,
    blow: Option<(usize, Blow)>,
    pulled: Option<PathBuf>,
    /// What was on its way to these files when their medium was given up; none of it arrives.
    given_up: BTreeSet<PathBuf>,
    is_cut: bool,
    bug: Option<Bug>,
    media: Vec<PathBuf>,
}

/// What the test keeps of a frail disk.
#[derive(Clone, Debug, Default)]
pub struct Power(Arc<Mutex<Facts>>);

/// The disk.
#[derive(Debug)]
pub struct Frail {
    inner: RealDisk,
    open: BTreeMap<FileId, PathBuf>,
    power: Power,
}

impl Power {
    /// Over these media, with this bug.
    pub fn over(media: &[&Path], bug: Option<Bug>) -> Self {
        let media = media.iter().map(|path| path.to_path_buf()).collect();
        Self(Arc::new(Mutex::new(Facts { bug, media, ..Facts::default() })))
    }

    /// A fresh disk over what is there; everything that is there counts as durable.
    pub fn disk(&self) -> Frail {
        Frail { inner: RealDisk::new(), open: BTreeMap::new(), power: self.clone() }
    }

    fn facts(&self) -> MutexGuard<'_, Facts> {
        self.0.lock().expect("nobody panicked with it")
    }

    /// The operation of this number gets this blow, counted from now.
    pub fn strike(&self, at: usize, blow: Blow) {
        let mut facts = self.facts();
        (facts.operations, facts.blow) = (0, Some((at, blow)));
    }

    pub fn operations(&self) -> usize {
        self.facts().operations
    }

    /// Everything works again.
    pub fn heal(&self) {
        let mut facts = self.facts();
        (facts.blow, facts.pulled, facts.is_cut) = (None, None, false);
        facts.given_up.clear();
    }

    /// The power goes now, if it has not gone: what was not synced is lost in part.
    pub fn settle(&self, random: &mut Random) {
        let mut facts = self.facts();
        for (path, durable) in std::mem::take(&mut facts.durable) {
            let Ok(seen) = fs::read(&path) else { continue };
            if facts.given_up.contains(&path) {
                fs::write(&path, durable).expect("a file of the test");
            } else if seen != durable {
                fs::write(&path, survivor(&durable, &seen, random)).expect("a file of the test");
            }
        }
        for path in std::mem::take(&mut facts.volatile) {
            if random.below(2) == 0 {
                drop(fs::remove_file(&path));
                drop(fs::remove_dir_all(&path));
            }
        }
        drop(facts);
        self.heal();
    }
}

/// Size and content are independent, and any sector of what was not synced may be lost.
fn survivor(durable: &[u8], seen: &[u8], random: &mut Random) -> Vec<u8> {
    match random.below(6) {
        0 => return durable.to_vec(),
        1 => return seen.to_vec(),
        _ => {}
    }
    let (least, most) = (durable.len().min(seen.len()), durable.len().max(seen.len()));
    let len = least + random.below(most - least + 1);
    let mut out = vec![0; len];
    for (at, sector) in out.chunks_mut(SECTOR).enumerate() {
        let from = at * SECTOR;
        let old = durable.get(from..).unwrap_or_default();
        let new = seen.get(from..).unwrap_or_default();
        let is_settled = old.get(..sector.len()) == new.get(..sector.len());
        let source = if is_settled || random.below(2) == 0 { new } else { old };
        let known = source.len().min(sector.len());
        sector[..known].copy_from_slice(&source[..known]);
    }
    // What was durable before the first change stays.
    let same = durable.iter().zip(seen).take_while(|(a, b)| a == b).count().min(len);
    out[..same].copy_from_slice(&durable[..same]);
    out
}

fn refusal(op: &'static str, path: &Path) -> Failure {
    Failure {
        op,
        path: path.to_owned(),
        errno: Some(5),
        kind: FailureKind::Other,
        cause: "input/output error".to_owned(),
    }
}

impl Frail {
    /// What becomes of the next operation on `path`: done, half done, or refused.
    fn next(&self, op: &'static str, path: &Path) -> Result<Option<Blow>, Failure> {
        let mut facts = self.power.facts();
        let at = facts.operations;
        facts.operations += 1;
        let is_pulled = facts.pulled.as_ref().is_some_and(|medium| path.starts_with(medium));
        let is_question = matches!(op, "reopen" | "fstat");
        let is_blind = facts.bug == Some(Bug::NeverAskedAgain) && is_question;
        if facts.is_cut || is_pulled && !is_blind {
            return Err(refusal(op, path));
        }
        let Some((_, blow)) = facts.blow.filter(|(blown, _)| *blown == at) else { return Ok(None) };
        match blow {
            Blow::Cut => facts.is_cut = true,
            Blow::Pulled | Blow::GivenUp => {
                facts.pulled = facts.media.iter().find(|medium| path.starts_with(medium)).cloned();
            }
            Blow::Error | Blow::Short => {}
        }
        if facts.bug == Some(Bug::Swallowed) && blow == Blow::Error {
            return Ok(Some(Blow::Error));
        }
        if blow == Blow::Short && op == "append" {
            return Ok(Some(Blow::Short));
        }
        if blow == Blow::GivenUp && matches!(op, "fsync" | "fdatasync") {
            return Ok(Some(Blow::GivenUp));
        }
        Err(refusal(op, path))
    }

    fn path(&self, file: FileId) -> PathBuf {
        self.open.get(&file).cloned().unwrap_or_default()
    }

    fn has(&self, bug: fn(&'static str) -> Bug, path: &Path) -> bool {
        let planted = self.power.facts().bug;
        ["main", "mirror"].into_iter().any(|name| {
            planted == Some(bug(name)) && path.components().any(|part| part.as_os_str() == name)
        })
    }

    /// Before the first change the content counts as durable.
    fn touch(&self, path: &Path) {
        let mut facts = self.power.facts();
        if !facts.durable.contains_key(path) {
            facts.durable.insert(path.to_owned(), fs::read(path).unwrap_or_default());
        }
    }
}

impl Disk for Frail {
    fn create_dir(&mut self, path: &Path) -> Result<(), Failure> {
        self.next("mkdir", path)?;
        self.inner.create_dir(path)?;
        self.power.facts().volatile.insert(path.to_owned());
        Ok(())
    }

    fn sync_dir(&mut self, path: &Path) -> Result<(), Failure> {
        if self.next("fsync", path)?.is_some() {
            return Ok(());
        }
        self.power.facts().volatile.retain(|entry| entry.parent() != Some(path));
        self.inner.sync_dir(path)
    }

    fn create_file(&mut self, path: &Path) -> Result<FileId, Failure> {
        self.next("open", path)?;
        let file = self.inner.create_file(path)?;
        self.open.insert(file, path.to_owned());
        self.power.facts().volatile.insert(path.to_owned());
        self.power.facts().durable.insert(path.to_owned(), Vec::new());
        Ok(file)
    }

    fn open_file(&mut self, path: &Path) -> Result<FileId, Failure> {
        self.next("reopen", path)?;
        let file = self.inner.open_file(path)?;
        self.open.insert(file, path.to_owned());
        Ok(file)
    }

    fn append(&mut self, file: FileId, bytes: &[u8]) -> Result<usize, Failure> {
        let path = self.path(file);
        let blow = self.next("append", &path)?;
        if self.has(Bug::NoWrite, &path) || blow == Some(Blow::Error) {
            return Ok(bytes.len());
        }
        self.touch(&path);
        let taken = if blow == Some(Blow::Short) { bytes.len() / 2 } else { bytes.len() };
        self.inner.append(file, &bytes[..taken])
    }

    fn sync_data(&mut self, file: FileId) -> Result<(), Failure> {
        let path = self.path(file);
        let blow = self.next("fdatasync", &path)?;
        let is_swallowed = blow.is_some();
        if blow == Some(Blow::GivenUp) {
            self.power.facts().given_up.insert(path.clone());
        }
        if is_swallowed || self.has(Bug::NoSync, &path) {
            return Ok(());
        }
        self.power.facts().durable.remove(&path);
        Ok(())
    }

    fn len(&mut self, file: FileId) -> Result<u64, Failure> {
        self.next("fstat", &self.path(file))?;
        self.inner.len(file)
    }

    fn read_at(&mut self, file: FileId, offset: u64, buf: &mut [u8]) -> Result<usize, Failure> {
        self.next("read", &self.path(file))?;
        self.inner.read_at(file, offset, buf)
    }

    fn truncate(&mut self, file: FileId, len: u64) -> Result<(), Failure> {
        let path = self.path(file);
        let is_swallowed = self.next("ftruncate", &path)?.is_some();
        if is_swallowed || self.has(Bug::NoCut, &path) {
            return Ok(());
        }
        self.touch(&path);
        self.inner.truncate(file, len)
    }

    fn rename(&mut self, from: &Path, to: &Path) -> Result<(), Failure> {
        let is_swallowed = self.next("rename", to)?.is_some();
        if is_swallowed {
            return Ok(());
        }
        let mut facts = self.power.facts();
        if facts.bug == Some(Bug::Overwrites) {
            fs::rename(from, to).map_err(|_| refusal("rename", to))?;
        } else {
            self.inner.rename(from, to)?;
        }
        // Its content goes with it; its name is volatile until the folder is synced.
        if let Some(durable) = facts.durable.remove(from) {
            facts.durable.insert(to.to_owned(), durable);
        }
        facts.volatile.remove(from);
        facts.volatile.insert(to.to_owned());
        Ok(())
    }

    fn list(&mut self, path: &Path) -> Result<Vec<String>, Failure> {
        self.next("readdir", path)?;
        self.inner.list(path)
    }

    fn close(&mut self, file: FileId) {
        self.open.remove(&file);
        self.inner.close(file);
    }
}
