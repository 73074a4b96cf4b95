//! `log`: what every laptop wrote, in one order, and what others wrote at the end of `status`.
//!
//! Each log is read twice: once to be verified and ordered, once to be shown line by line. Memory
//! holds the order, never the entries (audit-log §4.7).

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::args::StatusArgs;
use super::delivery::{Source, sources};
use super::exit::Exit;
use super::history_text;
use super::open::{Refusal, unread, warn_reader};
use super::status;
use super::world::World;
use crate::audit::line::{LINE_BYTES_MAX, head_of, prev_of};
use crate::audit::merge::{ChainReader, Logs};
use crate::audit::merge_order::{History, Item};
use crate::audit::outside::Way;
use crate::audit::stream::StreamCheck;
use crate::audit::verify::Verifier;
use crate::audit::{Digest, decode};
use crate::domain::ids::IncidentId;
use crate::i18n::fill;
use crate::ports::{Access, Failure, FailureKind, Files};

/// How much of a log is read at once.
const READ_BYTES: usize = 64 * 1024;

/// How many entries of other laptops `status` shows.
const LAST: usize = 10;

/// `log INCIDENT`.
pub fn log(args: &StatusArgs, world: &mut World<'_>) -> Exit {
    match told(args, world) {
        Ok(exit) => exit,
        Err(refusal) => refusal.say(world),
    }
}

fn told(args: &StatusArgs, world: &mut World<'_>) -> Result<Exit, Refusal> {
    let incident = status::chosen(args, world)?;
    let folder = world.outside.store.folder().join(incident.as_str());
    if world.outside.store.mark(&folder).is_some() {
        // Only to compare the log with its mark; what it holds is read below.
        drop(world.outside.store.open(&incident, Access::Read, &mut |_| {}));
        warn_reader(world);
    }
    let merged = Merged::read(world.files, &folder, None);
    let merged = merged.map_err(|failure| unread(world, &failure))?;
    let offset = world.outside.clock.now().offset;
    let words = world.words();
    let mut printed = Ok(());
    let mut is_first = true;
    if args.json {
        printed = world.out.write_all(b"[");
    }
    let out = &mut *world.out;
    let shown = merged.each(world.files, &mut |entry| {
        let text = if args.json {
            let comma = if is_first { "\n" } else { ",\n" };
            format!("{comma}{}", to_json(entry))
        } else {
            history_text::line(words, entry, offset) + "\n"
        };
        is_first = false;
        printed = out.write_all(text.as_bytes());
        printed.is_ok()
    });
    if args.json && printed.is_ok() {
        printed = world.out.write_all(b"\n]\n");
    } else if printed.is_ok() {
        let notes = merged.notes(world);
        printed = world.out.write_all(notes.as_bytes());
    }
    shown.map_err(|failure| unread(world, &failure))?;
    Ok(match printed {
        Err(_) => Exit::Outside,
        Ok(()) if merged.damaged.is_empty() => Exit::Fine,
        Ok(()) => Exit::Altered,
    })
}

/// One entry on its way to be shown.
pub(super) struct Entry<'e> {
    /// The log that holds it, by its name in the folder.
    pub(super) log: &'e str,
    /// Its number there.
    pub(super) number: u64,
    /// Its bytes.
    pub(super) line: &'e [u8],
    /// Whether something of another laptop may as well stand on its other side.
    pub(super) is_uncertain: bool,
}

fn to_json(entry: &Entry<'_>) -> Value {
    let decoded = decode(entry.line).ok();
    let record = decoded.as_ref().map(|decoded| &decoded.record);
    json!({
        "log": entry.log,
        "line": entry.number,
        "id": record.map(|record| record.id.to_string()),
        "at": record.map(|record| record.at.wall.to_string()),
        "who": record.map(|record| record.who.as_str().to_owned()),
        "kind": record.map(|record| history_text::code(&record.event)),
        "text": record.and_then(|record| history_text::typed(&record.event)),
        "agreement": record.and_then(|record| history_text::approval(&record.event)).map(|given| {
            json!({ "how": given.how.code(), "by": given.by.as_str(), "words": given.words })
        }),
        "order_uncertain": entry.is_uncertain,
    })
}

/// The logs of a folder in one order.
pub(super) struct Merged {
    folder: PathBuf,
    logs: Logs,
    history: History,
    /// For each branch, the log that shows it.
    shown_by: Vec<Source>,
    /// Logs that are not whole, and the first bad line.
    damaged: Vec<(String, u64)>,
}

impl Merged {
    /// Reads and orders them; those of `other_than` are left out of what is shown.
    pub(super) fn read(
        files: &mut dyn Files,
        folder: &Path,
        other_than: Option<&str>,
    ) -> Result<Self, Failure> {
        let (mut chains, mut ways, mut damaged) = (Vec::new(), Vec::new(), Vec::new());
        for source in sources(files, folder)? {
            let mut reader = ChainReader::default();
            let mut check = StreamCheck::new(Verifier::new());
            for name in source.names() {
                let inner = files.within(folder, name)?;
                let mut buffered = BufReader::with_capacity(READ_BYTES, inner);
                let read = check.segment_visiting(&mut buffered, &mut |line| reader.take(line));
                read.map_err(|error| broken(folder, &error))?;
            }
            let verdict = check.finish();
            if let Some(fault) = verdict.fault.filter(|_| !verdict.is_tail) {
                damaged.push((source.label.clone(), fault.line));
            }
            let chain = reader.finish();
            ways.push((chain.way().clone(), source));
            chains.push(chain);
        }
        let logs = Logs::of(chains);
        let shows = |way: &Way| {
            let found = ways.iter().find(|(known, _)| known == way);
            found.map(|(_, source)| source.clone())
        };
        let shown_by: Vec<Source> =
            logs.chains().iter().filter_map(|chain| shows(chain.way())).collect();
        let mut history = logs.ordered();
        if let Some(own) = other_than {
            let is_own = |item: &Item| shown_by.get(item.branch).is_some_and(|s| s.label == own);
            history.items.retain(|item| !is_own(item));
        }
        Ok(Self { folder: folder.to_owned(), logs, history, shown_by, damaged })
    }

    /// Shows every entry in order until `show` has enough.
    ///
    /// # Errors
    /// A log cannot be read any more, or is not as it was a moment ago.
    pub(super) fn each(
        &self,
        files: &mut dyn Files,
        show: &mut dyn FnMut(&Entry<'_>) -> bool,
    ) -> Result<(), Failure> {
        let mut cursors: Vec<Cursor> = self.shown_by.iter().map(Cursor::new).collect();
        for item in &self.history.items {
            let (Some(cursor), Some(source)) =
                (cursors.get_mut(item.branch), self.shown_by.get(item.branch))
            else {
                continue;
            };
            cursor.go_to(files, &self.folder, item.line)?;
            let entry = Entry {
                log: &source.label,
                number: item.line,
                line: &cursor.line,
                is_uncertain: item.is_uncertain,
            };
            if !show(&entry) {
                return Ok(());
            }
        }
        Ok(())
    }

    /// What has to be said beside the entries: branches, and logs that are not whole.
    fn notes(&self, world: &World<'_>) -> String {
        let words = &world.words().history;
        let name = |branch: usize| self.shown_by.get(branch).map_or("?", |s| s.label.as_str());
        let mut lines = Vec::new();
        for (one, two, line) in self.logs.forks() {
            let line = line.to_string();
            let facts = [("one", name(one)), ("two", name(two)), ("n", line.as_str())];
            lines.push(fill(&words.fork, &facts));
        }
        for (log, line) in &self.damaged {
            lines.push(fill(&words.damaged, &[("log", log), ("n", &line.to_string())]));
        }
        lines.into_iter().map(|line| line + "\n").collect()
    }
}

/// Reads one log forward, a line at a time.
struct Cursor {
    rest: VecDeque<String>,
    reader: Option<BufReader<Box<dyn Read>>>,
    line: Vec<u8>,
    number: u64,
    head: Digest,
}

impl Cursor {
    fn new(source: &Source) -> Self {
        let rest = source.names().map(str::to_owned).collect();
        Self { rest, reader: None, line: Vec::new(), number: 0, head: Digest::ZERO }
    }

    /// Goes on to the line of this number. What does not go on from the line before is a repeat, or
    /// what a crash left at a segment's end.
    fn go_to(&mut self, files: &mut dyn Files, folder: &Path, number: u64) -> Result<(), Failure> {
        while self.number < number {
            let Some(reader) = &mut self.reader else {
                let Some(name) = self.rest.pop_front() else { return Err(gone(folder)) };
                let inner = files.within(folder, &name)?;
                self.reader = Some(BufReader::with_capacity(READ_BYTES, inner));
                continue;
            };
            self.line.clear();
            let mut bounded = reader.by_ref().take(LINE_BYTES_MAX as u64 + 1);
            let read = bounded.read_until(b'\n', &mut self.line);
            if read.map_err(|error| broken(folder, &error))? == 0 {
                self.reader = None;
            } else if prev_of(&self.line) == Some(self.head) {
                self.number += 1;
                self.head = head_of(&self.line).unwrap_or(self.head);
            }
        }
        Ok(())
    }
}

fn gone(folder: &Path) -> Failure {
    let (path, kind) = (folder.to_owned(), FailureKind::ChangedUnderneath);
    let cause = "a log became shorter while it was read".to_owned();
    Failure { op: "read", path, errno: None, kind, cause }
}

fn broken(folder: &Path, error: &std::io::Error) -> Failure {
    let (path, kind) = (folder.to_owned(), FailureKind::Other);
    Failure { op: "read", path, errno: error.raw_os_error(), kind, cause: error.to_string() }
}

/// What other laptops wrote, for `status`: a line for each log, and the last entries; nothing when
/// this laptop is alone. What cannot be read is said, and keeps nobody from the rest.
pub(super) fn others(world: &mut World<'_>, incident: &IncidentId, own: &str) -> Vec<String> {
    let words = &world.words().history;
    let folder = world.outside.store.folder().join(incident.as_str());
    let is_alone = |files: &mut dyn Files| {
        sources(files, &folder).is_ok_and(|all| all.iter().all(|source| source.label == own))
    };
    if is_alone(world.files) {
        return Vec::new();
    }
    let offset = world.outside.clock.now().offset;
    let mut lines = vec![words.others.clone()];
    let mut last = VecDeque::new();
    let catalogue = world.words();
    let shown = Merged::read(world.files, &folder, Some(own)).and_then(|merged| {
        for (chain, source) in merged.logs.chains().iter().zip(&merged.shown_by) {
            if source.label != own {
                let n = chain.lines().to_string();
                lines.push(fill(&words.other, &[("log", &source.label), ("n", &n)]));
            }
        }
        merged.each(world.files, &mut |entry| {
            if !history_text::is_telling(entry.line) {
                return true;
            }
            if last.len() == LAST {
                last.pop_front();
            }
            last.push_back(format!("  {}", history_text::line(catalogue, entry, offset)));
            true
        })?;
        Ok(merged.notes(world))
    });
    lines.extend(last);
    match shown {
        Ok(notes) => lines.extend(notes.lines().map(|note| format!("  {note}"))),
        Err(failure) => {
            let cause = crate::diagnostics::escape::shown(&failure.to_string());
            lines.push(fill(&words.unreadable, &[("cause", &cause)]));
        }
    }
    lines
}
