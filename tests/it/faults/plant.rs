//! Bugs put in on purpose: a harness that cannot fail is not counted (audit-log §8, T13).
//!
//! They live here, in a disk between the journal and the faulty one and in a wrong recovery, so
//! that production code has no switch for them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

use sangfroid::audit::digest::Digest;
use sangfroid::audit::line;
use sangfroid::journal::{self, JournalError, Opened, Place};
use sangfroid::ports::{Disk, Failure, FileId};

use super::disk::FaultyDisk;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plant {
    Nothing,
    NoSync,
    AckBeforeSync,
    RetryFailedSync,
    NoDirectorySync,
    CutAtFirstBadLine,
    RecomputeHashes,
    RepairMiddle,
    NoLengthCheck,
    ShortWriteIgnored,
    NeverAskedAgain,
}

impl Plant {
    pub const BUGS: [Self; 10] = [
        Self::NoSync,
        Self::AckBeforeSync,
        Self::RetryFailedSync,
        Self::NoDirectorySync,
        Self::CutAtFirstBadLine,
        Self::RecomputeHashes,
        Self::RepairMiddle,
        Self::NoLengthCheck,
        Self::ShortWriteIgnored,
        Self::NeverAskedAgain,
    ];
}

/// The faulty disk behind a bug.
#[derive(Clone, Debug)]
pub struct Planted {
    pub disk: FaultyDisk,
    pub plant: Plant,
    due: Option<FileId>,
    paths: BTreeMap<FileId, PathBuf>,
    lengths: BTreeMap<PathBuf, u64>,
}

impl Planted {
    pub fn new(disk: FaultyDisk, plant: Plant) -> Self {
        let (paths, lengths) = (BTreeMap::new(), BTreeMap::new());
        Self { disk, plant, due: None, paths, lengths }
    }

    fn keep(&mut self, file: FileId, path: &Path) -> FileId {
        self.paths.insert(file, path.to_owned());
        file
    }

    /// How long the file should be, as far as is known here.
    fn length(&mut self, file: FileId) -> Entry<'_, PathBuf, u64> {
        let path = self.paths.get(&file).cloned().unwrap_or_default();
        self.lengths.entry(path)
    }

    /// What the disk answers; the bug that never asks hears nothing of a medium that is gone.
    fn asked<T>(&mut self, question: impl FnOnce(&mut FaultyDisk) -> T) -> T {
        let is_given_up = self.disk.is_given_up;
        self.disk.is_given_up &= self.plant != Plant::NeverAskedAgain;
        let answer = question(&mut self.disk);
        self.disk.is_given_up |= is_given_up;
        answer
    }

    fn catch_up(&mut self) {
        if let Some(file) = self.due.take() {
            self.disk.sync_data(file).ok();
        }
    }

    /// Opens the log as the journal does, or as a wrong one would.
    pub fn open(
        &mut self,
        place: &Place,
        visit: &mut dyn FnMut(&[u8]),
    ) -> Result<Opened, JournalError> {
        match self.plant {
            Plant::RecomputeHashes => bless_last_line(&mut self.disk, place),
            Plant::CutAtFirstBadLine | Plant::RepairMiddle => {
                let found = journal::open(self, place.clone(), &mut |_| {})?;
                let Opened::Damaged(damage) = found else {
                    return journal::open(self, place.clone(), visit);
                };
                let path = place.segment(damage.segment);
                let content = self.disk.content(&path).map(<[u8]>::to_vec).unwrap_or_default();
                let file = self.disk.open_file(&path)?;
                self.disk.truncate(file, damage.offset)?;
                if self.plant == Plant::RepairMiddle {
                    let rest = &content[usize::try_from(damage.offset).expect("small")..];
                    let next = rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |i| i + 1);
                    self.disk.append(file, &rest[next..])?;
                }
                self.disk.sync_data(file)?;
            }
            _ => {}
        }
        journal::open(self, place.clone(), visit)
    }
}

/// Rewrites a broken last line with whatever digest makes it look right.
fn bless_last_line(disk: &mut FaultyDisk, place: &Place) {
    let path = place.segment(1);
    let content = disk.content(&path).map(<[u8]>::to_vec).unwrap_or_default();
    let lines: Vec<&[u8]> = content.split_inclusive(|b| *b == b'\n').collect();
    let Some((last, before)) = lines.split_last() else { return };
    let text = String::from_utf8_lossy(last);
    let Some(column) = text.split('\t').next().and_then(|c| c.strip_prefix("{\"e\":")) else {
        return;
    };
    // An event that was cut short is closed, as a lenient reader would.
    let event = column.trim_end_matches(['\0', ',', '\n']);
    let event = if event.ends_with('}') { event.to_owned() } else { format!("{event}\"}}") };
    let head =
        before.last().and_then(|l| Digest::from_hex(l.get(l.len().checked_sub(67)?..)?.get(..64)?));
    let whole = last.last() == Some(&b'\n') && !last.contains(&0);
    let Some(blessed) = line::build(&event, &[], head.unwrap_or(Digest::ZERO)) else { return };
    if !whole || blessed.bytes != *last {
        let start = content.len() - last.len();
        disk.tamper(&path, |c| {
            c.truncate(start);
            c.extend_from_slice(&blessed.bytes);
        });
    }
}

impl Disk for Planted {
    fn create_dir(&mut self, path: &Path) -> Result<(), Failure> {
        self.catch_up();
        self.disk.create_dir(path)
    }

    fn sync_dir(&mut self, path: &Path) -> Result<(), Failure> {
        self.catch_up();
        if self.plant == Plant::NoDirectorySync { Ok(()) } else { self.disk.sync_dir(path) }
    }

    fn create_file(&mut self, path: &Path) -> Result<FileId, Failure> {
        self.catch_up();
        let file = self.disk.create_file(path)?;
        Ok(self.keep(file, path))
    }

    /// Not an occasion to do a sync that is due: nothing is written.
    fn open_file(&mut self, path: &Path) -> Result<FileId, Failure> {
        let file = self.asked(|disk| disk.open_file(path))?;
        Ok(self.keep(file, path))
    }

    fn append(&mut self, file: FileId, bytes: &[u8]) -> Result<usize, Failure> {
        self.catch_up();
        let taken = self.disk.append(file, bytes)?;
        let taken = if self.plant == Plant::ShortWriteIgnored { bytes.len() } else { taken };
        *self.length(file).or_default() += taken as u64;
        Ok(taken)
    }

    fn sync_data(&mut self, file: FileId) -> Result<(), Failure> {
        self.catch_up();
        match self.plant {
            Plant::NoSync => Ok(()),
            Plant::AckBeforeSync => {
                self.due = Some(file);
                Ok(())
            }
            Plant::RetryFailedSync => {
                self.disk.sync_data(file).or_else(|_| self.disk.sync_data(file))
            }
            _ => self.disk.sync_data(file),
        }
    }

    fn len(&mut self, file: FileId) -> Result<u64, Failure> {
        self.catch_up();
        let len = self.asked(|disk| disk.len(file))?;
        match self.plant {
            Plant::NoLengthCheck | Plant::ShortWriteIgnored => {
                Ok(*self.length(file).or_insert(len))
            }
            _ => Ok(len),
        }
    }

    fn read_at(&mut self, file: FileId, offset: u64, buf: &mut [u8]) -> Result<usize, Failure> {
        self.catch_up();
        self.disk.read_at(file, offset, buf)
    }

    fn truncate(&mut self, file: FileId, len: u64) -> Result<(), Failure> {
        self.catch_up();
        *self.length(file).or_default() = len;
        self.disk.truncate(file, len)
    }

    fn rename(&mut self, from: &Path, to: &Path) -> Result<(), Failure> {
        self.catch_up();
        self.disk.rename(from, to)
    }

    fn list(&mut self, path: &Path) -> Result<Vec<String>, Failure> {
        self.catch_up();
        self.disk.list(path)
    }

    fn close(&mut self, file: FileId) {
        if self.due == Some(file) {
            self.catch_up();
        }
        self.disk.close(file);
    }
}
