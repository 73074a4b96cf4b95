//! `export --as log`: a copy for somebody else that verifies to the same head (audit-log §4.4).
//!
//! Without a word about fields every typed text is withheld: what leaves the house is chosen, never
//! forgotten. The record of the export is on disk before the first byte of the copy; a copy of a
//! folder that is only named by its path leaves that folder as it is.

use std::path::PathBuf;

use super::act::give;
use super::args::ExportArgs;
use super::copy::{self, CopyError, Piece, Seen, Source, Target};
use super::exit::Exit;
use super::export_text::{Copied, Counts, lines, page};
use super::open::{Refusal, load_refusal, order_refusal, shown, unread, unread_log};
use super::{companion, world::World};
use crate::audit::digest::Digest;
use crate::audit::sshsig::{Purpose, armoured};
use crate::audit::withhold::{Fields, Lines, Plan};
use crate::domain::command::Command;
use crate::domain::ids::{EventId, IncidentId};
use crate::domain::proof::Export;
use crate::driver::inline::{LoadError, OrderError, load, order};
use crate::i18n::fill;
use crate::i18n::rejection::Advice;
use crate::ports::{Copying, Failure, OpenError};
use crate::session::{ReplayError, Session};

/// The word for this form in the log.
const FORMAT: &str = "log";

/// What the name of a copy ends with that is the log alone.
const SINGLE: &str = "jsonl";

/// Makes a copy and says what is in it.
pub fn export(args: &ExportArgs, world: &mut World<'_>) -> Exit {
    match made(args, world) {
        Ok((text, exit)) => {
            let is_printed = world.out.write_all(text.as_bytes()).is_ok();
            if is_printed { exit } else { Exit::Outside }
        }
        Err(refusal) => refusal.say(world),
    }
}

fn made(args: &ExportArgs, world: &mut World<'_>) -> Result<(String, Exit), Refusal> {
    let plan = plan(args, world)?;
    let (path, mut session) = source(args, world)?;
    let is_own = session.is_some();
    let kept = world.files.kept(&path).map_err(|failure| failed(world, is_own, &failure))?;
    let is_single = args.out.extension().is_some_and(|extension| extension == SINGLE);
    if is_single && kept.logs.len() > 1 {
        let n = kept.logs.len().to_string();
        return Err(usage(&world.words().export.several, &[("n", &n)]));
    }
    let source = Source { path: &path, kept: &kept, plan: &plan };
    let foreseen = copy::logs(world.files, &source, None);
    let foreseen = foreseen.map_err(|error| not_made(world, is_own, &error, None))?;
    let begun = world.files.copy(&path, &args.out, !is_single);
    let mut copy = begun.map_err(|failure| not_made(world, is_own, &failure.into(), None))?;
    let record = match &mut session {
        Some(session) => Some(record(args, world, session, &plan, &foreseen)?),
        None => None,
    };
    let mut writing = Writing { args, source, copy: copy.as_mut(), is_single, is_own };
    let done = writing.whole(world);
    let (seen, counts) = done.map_err(|error| not_made(world, is_own, &error, record.as_ref()))?;
    let strays = &kept.stray_logs;
    let exit = match (counts.wrong.is_empty(), counts.missing.is_empty(), strays.is_empty()) {
        (false, ..) => Exit::Altered,
        // As whoever verifies the copy will find it.
        (true, false, _) => Exit::Incomplete,
        // What was left out may be a log under another name: a script must not miss it.
        (true, true, false) => Exit::Findings,
        (true, true, true) => Exit::Fine,
    };
    let copied = Copied { args, fields: &plan.fields, seen: &seen, counts: &counts, strays };
    Ok((lines(&copied, world.words(), record.as_ref()), exit))
}

fn plan(args: &ExportArgs, world: &World<'_>) -> Result<Plan, Refusal> {
    let words = &world.words().export;
    let fields = match (&args.withhold, &args.disclose) {
        (Some(text), _) => Fields::withholding(text),
        (None, Some(text)) => Fields::disclosing(text),
        (None, None) => Ok(Fields::All),
    };
    let list = Fields::known().join(", ");
    let bad_field =
        |text: String| usage(&words.bad_field, &[("text", &shown(&text)), ("list", &list)]);
    let hidden = args.withhold_lines.as_deref().map(Lines::parse).transpose();
    let bad_lines = |text: String| usage(&words.bad_lines, &[("text", &shown(&text))]);
    Ok(Plan {
        fields: fields.map_err(bad_field)?,
        lines: hidden.map_err(bad_lines)?.unwrap_or_default(),
    })
}

/// The folder or log to copy, and its session when it is an incident of this data folder that can
/// be written to.
fn source(args: &ExportArgs, world: &mut World<'_>) -> Result<(PathBuf, Option<Session>), Refusal> {
    let own = args.source.to_str().and_then(|text| IncidentId::parse(text).ok());
    let Some(incident) = own else { return Ok((args.source.clone(), None)) };
    let path = world.outside.store.folder().join(incident.as_str());
    match load(&incident, world.read_runbook, &mut world.outside) {
        Ok(session) => Ok((path, Some(session))),
        Err(LoadError::Open(OpenError::NoSuchIncident))
            if world.files.kept(&args.source).is_ok() =>
        {
            Ok((args.source.clone(), None))
        }
        // Readable, but not to be written to here: another laptop's, or a newer version's.
        Err(
            LoadError::Open(OpenError::OtherWriter | OpenError::Newer)
            | LoadError::Replay(
                ReplayError::Newer | ReplayError::Runbook(..) | ReplayError::Line { .. },
            ),
        ) => Ok((path, None)),
        Err(error) => Err(load_refusal(world, &incident, &error)),
    }
}

/// The record comes first: a copy that nobody knows of is worse than a record of one that failed.
fn record(
    args: &ExportArgs,
    world: &mut World<'_>,
    session: &mut Session,
    plan: &Plan,
    foreseen: &Seen,
) -> Result<EventId, Refusal> {
    // Whoever gets the copy can check who wrote it up to here. Without a key there are no seals.
    match order(session, Command::Seal, &mut world.outside) {
        Ok(_) | Err(OrderError::Rejected(_)) => {}
        Err(error) => return Err(order_refusal(world, &error)),
    }
    let export = Export {
        format: FORMAT.to_owned(),
        withheld: plan.fields.names(),
        lines: foreseen.logs.iter().map(|log| log.whole).sum(),
        recipient: args.recipient.clone(),
    };
    let records = give(world, session, args.by.as_deref(), Command::Export(export))?;
    records.into_iter().next_back().ok_or_else(|| Refusal { lines: Vec::new(), exit: Exit::Bug })
}

/// A copy that is being written.
struct Writing<'w> {
    args: &'w ExportArgs,
    source: Source<'w>,
    copy: &'w mut dyn Copying,
    is_single: bool,
    /// Of an incident of this data folder.
    is_own: bool,
}

impl Writing<'_> {
    fn whole(&mut self, world: &mut World<'_>) -> Result<(Seen, Counts), CopyError> {
        let is_single = self.is_single;
        let mut target = Target { copy: &mut *self.copy, is_single };
        let seen = copy::logs(world.files, &self.source, Some(&mut target))?;
        let mut counts = Counts::default();
        if !is_single {
            counts = self.files(world, &seen)?;
            self.beside(world, &seen, &counts)?;
        }
        self.copy.finish()?;
        Ok((seen, counts))
    }

    /// Evidence and keys. Evidence of a withheld line or field stays here unless it is asked for:
    /// a file says more than the words about it.
    fn files(&mut self, world: &mut World<'_>, seen: &Seen) -> Result<Counts, CopyError> {
        let plan = self.source.plan;
        let is_full = plan.fields == Fields::None && plan.lines == Lines::default();
        let mut wanted = seen.open_files.clone();
        if self.args.with_files {
            wanted.extend(&seen.named_files);
        }
        if is_full {
            // Also what no line speaks of: a kill between the file and its record leaves such ones.
            wanted.extend(&self.source.kept.attachments);
        }
        let mut counts = Counts::default();
        for digest in &wanted {
            let name = attachment(*digest);
            match self.file(world, &name, Some(*digest))? {
                Piece::Copied => counts.copied += 1,
                Piece::Missing => counts.missing.push(name),
                Piece::Wrong => counts.wrong.push(name),
            }
        }
        counts.out = seen.named_files.difference(&wanted).count();
        if self.source.kept.has_signers {
            self.file_beside(world, "keys/allowed_signers", &mut counts)?;
        }
        // Cut-off bytes are raw lines with every text in them.
        if is_full {
            for name in &self.source.kept.torn {
                self.file_beside(world, &format!("log/{name}"), &mut counts)?;
            }
        }
        Ok(counts)
    }

    fn file(
        &mut self,
        world: &mut World<'_>,
        name: &str,
        expected: Option<Digest>,
    ) -> Result<Piece, CopyError> {
        Ok(copy::file(world.files, self.source.path, name, expected, &mut *self.copy)?)
    }

    fn file_beside(
        &mut self,
        world: &mut World<'_>,
        name: &str,
        counts: &mut Counts,
    ) -> Result<(), CopyError> {
        if self.file(world, name, None)? == Piece::Wrong {
            counts.wrong.push(name.to_owned());
        }
        Ok(())
    }

    /// The page, the verifier, and last the list of all digests.
    fn beside(
        &mut self,
        world: &mut World<'_>,
        seen: &Seen,
        counts: &Counts,
    ) -> Result<(), CopyError> {
        let now = world.outside.clock.now().moment.wall;
        let fields = &self.source.plan.fields;
        let strays = &self.source.kept.stray_logs;
        let copied = Copied { args: self.args, fields, seen, counts, strays };
        let page = page(&copied, world.lang, now);
        for (name, text) in [("README.txt", page.as_str()), ("verify.py", companion::VERIFIER)] {
            self.copy.begin(name)?;
            self.copy.write(text.as_bytes())?;
        }
        let mut sums = self.copy.sums()?;
        sums.sort();
        let sums: Vec<_> = sums.iter().map(|(name, digest)| format!("{digest}  {name}")).collect();
        let sums = sums.join("\n") + "\n";
        self.copy.begin("SHA256SUMS")?;
        self.copy.write(sums.as_bytes())?;
        // A copy of somebody else's folder bears no signature of ours.
        if !self.is_own {
            return Ok(());
        }
        let key = world.outside.ids.device_key().ok();
        if let Some(signature) = key.and_then(|key| key.sign(Purpose::Export, &sums)) {
            self.copy.begin("SHA256SUMS.sig")?;
            self.copy.write(armoured(&signature).as_bytes())?;
        }
        Ok(())
    }
}

fn attachment(digest: Digest) -> String {
    format!("files/sha256-{digest}")
}

fn usage(advice: &Advice, facts: &[(&str, &str)]) -> Refusal {
    Refusal { lines: vec![fill(&advice.what, facts), fill(&advice.next, facts)], exit: Exit::Usage }
}

fn not_made(
    world: &World<'_>,
    is_own: bool,
    error: &CopyError,
    record: Option<&EventId>,
) -> Refusal {
    let words = &world.words().export;
    let first = match record {
        Some(record) => fill(&words.not_made_recorded, &[("record", &record.to_string())]),
        None => words.not_made.clone(),
    };
    let mut refusal = match error {
        CopyError::Altered { log, line } => {
            let facts = [("log", log.as_str()), ("line", &line.to_string())];
            Refusal { exit: Exit::Altered, ..usage(&words.altered, &facts) }
        }
        CopyError::Failed(failure) => failed(world, is_own, failure),
    };
    refusal.lines.insert(0, first);
    refusal
}

/// The log of an incident of this data folder was opened and checked; of others nothing is known.
fn failed(world: &World<'_>, is_own: bool, failure: &Failure) -> Refusal {
    if is_own { unread(world, failure) } else { unread_log(world, failure) }
}
