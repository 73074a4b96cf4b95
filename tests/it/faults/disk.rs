//! A disk in memory that behaves as badly as an honest one may (audit-log §8, T1).
//!
//! Model: a write changes what is read at once and what survives a crash in any part; length and
//! data independently; a directory entry survives only once its directory is synced; a failed sync
//! drops the unsynced changes from what will ever be written, keeps showing them, and the next one
//! succeeds; a medium that is given up under a sync says yes to that one and answers nothing any
//! more. The lying disk says yes to syncs that it does not do.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sangfroid::ports::{Disk, Failure, FailureKind, FileId};

/// What happens at one operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The power goes before it.
    Crash,
    /// It fails with this errno and has no effect. A failing sync drops what was unsynced.
    Errno(i32),
    /// A failing sync that had written everything, or a failing write that took everything.
    ErrnoAfterEffect(i32),
    /// A write takes only this many bytes and says so.
    Short(usize),
    /// The medium goes: a sync has no effect and says yes, anything else fails, and so does all
    /// that follows.
    GivenUp,
}

/// A change that is visible and not yet durable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Cut(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Dir { seen: BTreeMap<String, usize>, durable: BTreeMap<String, usize> },
    File { seen: Vec<u8>, durable: Vec<u8>, pending: Vec<Change> },
}

#[expect(clippy::struct_excessive_bools, reason = "each is a fact that a test sets or asks for")]
#[derive(Clone, Debug)]
pub struct FaultyDisk {
    pub nodes: Vec<Node>,
    open: Vec<Option<usize>>,
    /// Operations asked for so far.
    pub operations: usize,
    /// The operations that changed the disk's state; between two of them all crash points are one.
    pub mutations: Vec<usize>,
    /// What happens at which operation.
    pub fault: Option<(usize, Fault)>,
    pub has_crashed: bool,
    pub is_given_up: bool,
    /// Whether a sync said yes as the medium was given up under it.
    pub has_lied: bool,
    pub is_lying: bool,
    /// The log, and the length below which nothing may be written again (I6).
    pub protected: Option<(PathBuf, usize)>,
    pub broken_rule: Option<String>,
    /// Write, cut and sync calls on files, for checking that a dead handle stays dead.
    pub touches: usize,
}

/// The folder that exists before anything begins.
pub const DATA_DIR: &str = "data";

impl FaultyDisk {
    /// A disk with an empty, durable data folder.
    pub fn new() -> Self {
        let root = BTreeMap::from([(DATA_DIR.to_owned(), 1)]);
        let empty = Node::Dir { seen: BTreeMap::new(), durable: BTreeMap::new() };
        Self {
            nodes: vec![Node::Dir { seen: root.clone(), durable: root }, empty],
            open: Vec::new(),
            operations: 0,
            mutations: Vec::new(),
            fault: None,
            has_crashed: false,
            is_given_up: false,
            has_lied: false,
            is_lying: false,
            protected: None,
            broken_rule: None,
            touches: 0,
        }
    }

    /// The same disk, still open, with something about to happen.
    pub fn with_fault(mut self, fault: Option<(usize, Fault)>) -> Self {
        self.fault = fault;
        self
    }

    /// How many files are open.
    pub fn open_files(&self) -> usize {
        self.open.iter().flatten().count()
    }

    /// The same content on a computer that was just switched on.
    pub fn restarted(nodes: Vec<Node>, from: &Self) -> Self {
        let protected = from.protected.clone();
        Self { nodes, is_lying: from.is_lying, protected, ..Self::new() }
    }

    /// What a reader sees in a file.
    pub fn content(&self, path: &Path) -> Option<&[u8]> {
        match self.nodes.get(self.resolve(path)?)? {
            Node::File { seen, .. } => Some(seen),
            Node::Dir { .. } => None,
        }
    }

    /// Changes a file as a stranger, a magnet or another program would: durably and unasked.
    pub fn tamper(&mut self, path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
        let node = self.resolve(path).expect("the file is there");
        let Some(Node::File { seen, durable, pending }) = self.nodes.get_mut(node) else {
            panic!("{} is no file", path.display())
        };
        change(seen);
        durable.clone_from(seen);
        pending.clear();
    }

    fn resolve(&self, path: &Path) -> Option<usize> {
        let mut at = 0;
        for part in path {
            match self.nodes.get(at)? {
                Node::Dir { seen, .. } => at = *seen.get(part.to_str()?)?,
                Node::File { .. } => return None,
            }
        }
        Some(at)
    }

    /// Counts the operation and says whether something happens at it.
    fn begin(&mut self, op: &'static str, path: &Path) -> Result<Option<Fault>, Failure> {
        if self.has_crashed {
            return Err(failure(op, path, None));
        }
        let number = self.operations;
        self.operations += 1;
        if self.is_given_up {
            return Err(failure(op, path, Some(EIO)));
        }
        match self.fault {
            Some((at, Fault::Crash)) if at == number => {
                self.has_crashed = true;
                Err(failure(op, path, None))
            }
            Some((at, Fault::GivenUp)) if at == number => {
                self.is_given_up = true;
                self.has_lied = matches!(op, "fsync" | "fdatasync");
                if self.has_lied {
                    Ok(Some(Fault::GivenUp))
                } else {
                    Err(failure(op, path, Some(EIO)))
                }
            }
            Some((at, fault)) if at == number => Ok(Some(fault)),
            _ => Ok(None),
        }
    }

    fn add(&mut self, op: &'static str, path: &Path, node: Node) -> Result<usize, Failure> {
        if let Some(Fault::Errno(e) | Fault::ErrnoAfterEffect(e)) = self.begin(op, path)? {
            return Err(failure(op, path, Some(e)));
        }
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
        let parent = path.parent().and_then(|p| self.resolve(p));
        let id = self.nodes.len();
        match parent.and_then(|p| self.nodes.get_mut(p)) {
            Some(Node::Dir { seen, .. }) => {
                if seen.contains_key(&name) {
                    return Err(failure(op, path, Some(EEXIST)));
                }
                seen.insert(name, id);
            }
            _ => return Err(failure(op, path, Some(ENOENT))),
        }
        self.nodes.push(node);
        self.mutations.push(self.operations - 1);
        Ok(id)
    }

    fn keep(&mut self, node: usize) -> FileId {
        self.open.push(Some(node));
        FileId(u32::try_from(self.open.len() - 1).expect("few files"))
    }

    fn node_of(&self, file: FileId) -> usize {
        self.open[file.0 as usize].expect("a closed file was used")
    }

    fn check_rule(&mut self, node: usize, from: usize) {
        if let Some((path, floor)) = self.protected.clone()
            && from < floor
            && self.resolve(&path) == Some(node)
        {
            self.broken_rule = Some(format!("I6: the log is changed at {from}, below {floor}"));
        }
    }
}

pub const EIO: i32 = 5;
pub const ENOSPC: i32 = 28;
const ENOENT: i32 = 2;
const EEXIST: i32 = 17;

fn failure(op: &'static str, path: &Path, errno: Option<i32>) -> Failure {
    let kind = match errno {
        Some(ENOSPC) => FailureKind::Full,
        Some(ENOENT) => FailureKind::NotFound,
        Some(EEXIST) => FailureKind::Exists,
        _ => FailureKind::Other,
    };
    Failure { op, path: path.to_owned(), errno, kind, cause: "injected".to_owned() }
}

pub fn apply(content: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write { at, bytes } => {
            let end = at + bytes.len();
            if content.len() < end {
                content.resize(end, 0);
            }
            content[*at..end].copy_from_slice(bytes);
        }
        Change::Cut(len) => content.resize(*len, 0),
    }
}

impl Disk for FaultyDisk {
    fn create_dir(&mut self, path: &Path) -> Result<(), Failure> {
        let empty = Node::Dir { seen: BTreeMap::new(), durable: BTreeMap::new() };
        self.add("mkdir", path, empty).map(|_| ())
    }

    fn sync_dir(&mut self, path: &Path) -> Result<(), Failure> {
        match self.begin("fsync", path)? {
            Some(Fault::Errno(e) | Fault::ErrnoAfterEffect(e)) => {
                return Err(failure("fsync", path, Some(e)));
            }
            Some(Fault::GivenUp) => return Ok(()),
            _ => {}
        }
        let node = self.resolve(path);
        match node.and_then(|n| self.nodes.get_mut(n)) {
            Some(Node::Dir { seen, durable }) => {
                if !self.is_lying && seen != durable {
                    durable.clone_from(seen);
                    self.mutations.push(self.operations - 1);
                }
                Ok(())
            }
            _ => Err(failure("fsync", path, Some(ENOENT))),
        }
    }

    fn create_file(&mut self, path: &Path) -> Result<FileId, Failure> {
        let empty = Node::File { seen: Vec::new(), durable: Vec::new(), pending: Vec::new() };
        let node = self.add("open", path, empty)?;
        Ok(self.keep(node))
    }

    fn open_file(&mut self, path: &Path) -> Result<FileId, Failure> {
        if let Some(Fault::Errno(e) | Fault::ErrnoAfterEffect(e)) = self.begin("open", path)? {
            return Err(failure("open", path, Some(e)));
        }
        match self.resolve(path) {
            Some(node) if matches!(self.nodes[node], Node::File { .. }) => Ok(self.keep(node)),
            Some(_) => Err(failure("open", path, None)),
            None => Err(failure("open", path, Some(ENOENT))),
        }
    }

    fn append(&mut self, file: FileId, bytes: &[u8]) -> Result<usize, Failure> {
        let fault = self.begin("write", Path::new(""))?;
        self.touches += 1;
        let (taken, errno) = match fault {
            Some(Fault::Errno(e)) => (0, Some(e)),
            Some(Fault::ErrnoAfterEffect(e)) => (bytes.len(), Some(e)),
            Some(Fault::Short(most)) => (most.min(bytes.len()), None),
            _ => (bytes.len(), None),
        };
        let node = self.node_of(file);
        if let Node::File { seen, pending, .. } = &mut self.nodes[node]
            && taken > 0
        {
            let change = Change::Write { at: seen.len(), bytes: bytes[..taken].to_vec() };
            apply(seen, &change);
            pending.push(change);
            self.mutations.push(self.operations - 1);
        }
        errno.map_or(Ok(taken), |e| Err(failure("write", Path::new(""), Some(e))))
    }

    fn sync_data(&mut self, file: FileId) -> Result<(), Failure> {
        let fault = self.begin("fdatasync", Path::new(""))?;
        self.touches += 1;
        let node = self.node_of(file);
        let is_lying = self.is_lying;
        if let Node::File { durable, pending, .. } = &mut self.nodes[node] {
            if !pending.is_empty() {
                self.mutations.push(self.operations - 1);
            }
            match fault {
                // The pages are thrown away and the error is told once, or never.
                Some(Fault::Errno(_) | Fault::GivenUp) => pending.clear(),
                _ if is_lying => {}
                _ => pending.drain(..).for_each(|change| apply(durable, &change)),
            }
        }
        match fault {
            Some(Fault::Errno(e) | Fault::ErrnoAfterEffect(e)) => {
                Err(failure("fdatasync", Path::new(""), Some(e)))
            }
            _ => Ok(()),
        }
    }

    fn len(&mut self, file: FileId) -> Result<u64, Failure> {
        if let Some(Fault::Errno(e)) = self.begin("fstat", Path::new(""))? {
            return Err(failure("fstat", Path::new(""), Some(e)));
        }
        match &self.nodes[self.node_of(file)] {
            Node::File { seen, .. } => Ok(seen.len() as u64),
            Node::Dir { .. } => Err(failure("fstat", Path::new(""), None)),
        }
    }

    fn read_at(&mut self, file: FileId, offset: u64, buf: &mut [u8]) -> Result<usize, Failure> {
        if let Some(Fault::Errno(e)) = self.begin("read", Path::new(""))? {
            return Err(failure("read", Path::new(""), Some(e)));
        }
        let Node::File { seen, .. } = &self.nodes[self.node_of(file)] else {
            return Err(failure("read", Path::new(""), None));
        };
        let rest = seen.get(usize::try_from(offset).expect("small")..).unwrap_or_default();
        let read = rest.len().min(buf.len());
        buf[..read].copy_from_slice(&rest[..read]);
        Ok(read)
    }

    fn truncate(&mut self, file: FileId, len: u64) -> Result<(), Failure> {
        let fault = self.begin("ftruncate", Path::new(""))?;
        self.touches += 1;
        if let Some(Fault::Errno(e)) = fault {
            return Err(failure("ftruncate", Path::new(""), Some(e)));
        }
        let len = usize::try_from(len).expect("small");
        let node = self.node_of(file);
        self.check_rule(node, len);
        if let Node::File { seen, pending, .. } = &mut self.nodes[node] {
            let change = Change::Cut(len);
            apply(seen, &change);
            pending.push(change);
        }
        self.mutations.push(self.operations - 1);
        match fault {
            Some(Fault::ErrnoAfterEffect(e)) => Err(failure("ftruncate", Path::new(""), Some(e))),
            _ => Ok(()),
        }
    }

    fn rename(&mut self, from: &Path, to: &Path) -> Result<(), Failure> {
        if let Some(Fault::Errno(e) | Fault::ErrnoAfterEffect(e)) = self.begin("rename", to)? {
            return Err(failure("rename", to, Some(e)));
        }
        let Some(node) = self.resolve(from) else {
            return Err(failure("rename", from, Some(ENOENT)));
        };
        if self.resolve(to).is_some() {
            return Err(failure("rename", to, Some(EEXIST)));
        }
        let name = |path: &Path| {
            path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned()
        };
        let folder = from.parent().and_then(|path| self.resolve(path)).expect("a folder");
        let Node::Dir { seen, .. } = &mut self.nodes[folder] else { panic!("no folder") };
        seen.remove(&name(from));
        seen.insert(name(to), node);
        self.mutations.push(self.operations - 1);
        Ok(())
    }

    fn list(&mut self, path: &Path) -> Result<Vec<String>, Failure> {
        if let Some(Fault::Errno(e)) = self.begin("readdir", path)? {
            return Err(failure("readdir", path, Some(e)));
        }
        match self.resolve(path).map(|n| &self.nodes[n]) {
            Some(Node::Dir { seen, .. }) => Ok(seen.keys().cloned().collect()),
            Some(Node::File { .. }) => Err(failure("readdir", path, None)),
            None => Err(failure("readdir", path, Some(ENOENT))),
        }
    }

    fn close(&mut self, file: FileId) {
        self.open[file.0 as usize] = None;
    }
}
