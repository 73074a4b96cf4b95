//! What the disk's thread does for the full screen, one job at a time.

use std::path::PathBuf;

use super::follow::{Glimpse, glimpse, glimpse_again};
use super::inline::{LoadError, OrderError, Outside, load, recall};
use super::sign::{KeyRefusal, unlock};
use crate::audit::sshsig::SigningKey;
use crate::domain::ids::{IncidentId, Seq, WriterId};
use crate::ports::{
    Attachment, Failure, Intake, IntakeError, LogEnd, Medium, MediumChange, OpenError, Origin,
    Slice, Trial,
};
use crate::session::survey::{IncidentLine, survey};
use crate::session::{Effect, ReadRunbook, Session};
use crate::tui::request::{Given, Secret};

/// Most bytes of one file that the screen takes in; the command line can allow more.
const ATTACHMENT_BYTES_MAX: u64 = 64 << 30;

/// What the disk's thread is asked.
#[derive(Debug)]
pub enum Job {
    /// Make an incident.
    Create(IncidentId, WriterId, Vec<u8>),
    /// Append to its log.
    Append(Vec<u8>),
    /// Open its log again.
    Reopen,
    /// Open an incident that is there.
    Open(IncidentId),
    /// Read it again when its log is not this long any more.
    Follow(IncidentId, u64),
    /// Read these lines of its log again.
    Recall(IncidentId, Vec<Seq>),
    /// Begin to take this file, or these words, into the incident's folder.
    Attach(Given),
    /// Take some more of it.
    AttachMore(Box<dyn Intake>),
    /// Look whether lost media answer again.
    Mend,
    /// Keep outside the log how far it has come.
    KeepMark,
    /// Take this folder as one more medium.
    AddMedium(PathBuf),
    /// Keep what is being typed.
    KeepDraft(String),
    /// Read this private key and open it.
    Unlock(PathBuf, Secret),
    /// Keep a text for pasting elsewhere.
    Copy(String),
    /// Read what reviewers said about this incident.
    Comments(IncidentId),
    /// Keep one more line of it.
    KeepComment(IncidentId, Seq, Vec<u8>),
    /// Keep the settings of this laptop.
    KeepSettings(String),
    /// Say how the media are.
    Media,
    /// Look at the folder.
    Survey,
}

impl Job {
    /// What the disk has to do for this effect; none when the screen is spoken to.
    pub(super) fn of(effect: &Effect) -> Option<Self> {
        match effect {
            Effect::Create { incident, writer, bytes } => {
                Some(Self::Create(incident.clone(), writer.clone(), bytes.clone()))
            }
            Effect::Append { bytes } => Some(Self::Append(bytes.clone())),
            Effect::Reopen => Some(Self::Reopen),
            Effect::Mend => Some(Self::Mend),
            Effect::KeepMark => Some(Self::KeepMark),
            Effect::Recorded { .. }
            | Effect::Held { .. }
            | Effect::Rejected { .. }
            | Effect::NotSaved { .. } => None,
        }
    }
}

/// What the disk's thread answers.
#[derive(Debug)]
pub enum Done {
    /// To `Create` and `Append`.
    Saved(Result<Vec<MediumChange>, Failure>),
    /// To `Reopen`.
    Reopened(Result<LogEnd, Failure>),
    /// To `Mend`.
    Mended(Vec<MediumChange>),
    /// To `KeepMark`, also when it could not be kept.
    MarkKept,
    /// To `Media`.
    Media(Vec<Medium>),
    /// To `AddMedium`.
    Added(Result<Vec<MediumChange>, Failure>),
    /// To `Open`: the session, and what was half written.
    Opened(IncidentId, Box<Result<(Session, Option<String>), LoadError>>),
    /// To `Open` of an incident that another process writes: that one's number, where it is known,
    /// and the log as it stands.
    Busy(IncidentId, Option<u32>, Box<Result<Glimpse, LoadError>>),
    /// To `Open` of an incident that nothing can be written to: why, and the log as it stands.
    NotWritable(IncidentId, Failure, Box<Result<Glimpse, LoadError>>),
    /// To `Follow`: the log as it stands, when it changed, and whether somebody has it open.
    Followed(IncidentId, Box<Result<Option<Glimpse>, LoadError>>, Option<bool>),
    /// To `Recall`: the lines, or none when they cannot be read.
    Recalled(Vec<Vec<u8>>),
    /// To `KeepDraft`: whether it is kept.
    DraftKept(bool),
    /// To `Unlock`.
    Unlocked(Box<Result<SigningKey, KeyRefusal>>),
    /// To `Copy`: in which file.
    Copied(Result<PathBuf, Failure>),
    /// To `Comments`: the file about this incident.
    Comments(IncidentId, Result<Vec<u8>, Failure>),
    /// To `KeepComment`: about which entry.
    CommentKept(Seq, Result<(), Failure>),
    /// To `KeepSettings`.
    SettingsKept(Result<(), Failure>),
    /// To `Attach` and `AttachMore`: so much so far, and the rest.
    Attaching(u64, Box<dyn Intake>),
    /// To `Attach` and `AttachMore`: it is whole, or it failed.
    Attached(Result<Attachment, IntakeError>),
    /// To `Survey`.
    Surveyed(Vec<IncidentLine>, Vec<Trial>),
}

/// Opens an incident to be written; where another process writes it, or nothing can be written,
/// to be read.
fn open(incident: IncidentId, read: ReadRunbook, outside: &mut Outside<'_>) -> Done {
    let loaded = load(&incident, read, outside);
    if let Err(LoadError::Open(OpenError::Locked { pid, .. })) = loaded {
        let found = glimpse(&incident, read, outside);
        return Done::Busy(incident, pid, Box::new(found));
    }
    if let Err(error) = &loaded
        && let Some(failure) = not_written(error)
    {
        // What is there can still be read, and guide somebody.
        let found = glimpse(&incident, read, outside);
        if found.is_ok() {
            return Done::NotWritable(incident, failure.clone(), Box::new(found));
        }
    }
    let loaded = loaded.map(|session| (session, outside.store.draft()));
    Done::Opened(incident, Box::new(loaded))
}

/// What the outside said, where only writing failed.
fn not_written(error: &LoadError) -> Option<&Failure> {
    match error {
        LoadError::Open(OpenError::Failed(failure))
        | LoadError::Recover(OrderError::NotSaved(failure)) => {
            // What this program itself refuses, such as a link, is not read either.
            Some(failure).filter(|failure| failure.errno.is_some())
        }
        _ => None,
    }
}

/// Does one job; runs on the disk's thread.
pub fn perform(job: Job, read: ReadRunbook, outside: &mut Outside<'_>) -> Done {
    match job {
        Job::Create(incident, writer, bytes) => {
            Done::Saved(outside.store.create(&incident, &writer, &bytes))
        }
        Job::Append(bytes) => Done::Saved(outside.store.append(&bytes)),
        Job::Reopen => Done::Reopened(outside.store.reopen()),
        Job::KeepDraft(text) => Done::DraftKept(outside.store.keep_draft(&text).is_ok()),
        Job::Unlock(path, passphrase) => {
            Done::Unlocked(Box::new(unlock(outside.store, &path, &passphrase)))
        }
        Job::Copy(text) => Done::Copied(outside.store.keep_copied(&text)),
        Job::Comments(incident) => {
            let found = outside.store.comments(&incident);
            Done::Comments(incident, found)
        }
        Job::KeepComment(incident, entry, line) => {
            Done::CommentKept(entry, outside.store.keep_comment(&incident, &line))
        }
        Job::KeepSettings(text) => Done::SettingsKept(outside.store.keep_settings(&text)),
        Job::Media => Done::Media(outside.store.media()),
        Job::Mend => Done::Mended(outside.store.mend()),
        Job::KeepMark => {
            outside.store.keep_mark();
            Done::MarkKept
        }
        Job::AddMedium(folder) => Done::Added(outside.store.add_medium(&folder)),
        Job::Open(incident) => open(incident, read, outside),
        Job::Follow(incident, bytes) => {
            let found = glimpse_again(&incident, bytes, read, outside);
            let is_held = outside.store.is_held(&incident);
            Done::Followed(incident, Box::new(found), is_held)
        }
        Job::Recall(incident, wanted) => {
            Done::Recalled(recall(&incident, &wanted, outside.store).unwrap_or_default())
        }
        Job::Attach(given) => {
            let origin = match given {
                Given::Path(path) => Origin::Path(path),
                Given::Text(text) => Origin::Text(text),
            };
            match outside.store.attach(origin, ATTACHMENT_BYTES_MAX) {
                Ok(intake) => Done::Attaching(0, intake),
                Err(error) => Done::Attached(Err(error)),
            }
        }
        // One slice, so that a note need not wait behind a gigabyte.
        Job::AttachMore(mut intake) => match intake.more() {
            Ok(Slice::More(bytes)) => Done::Attaching(bytes, intake),
            Ok(Slice::Whole(attachment)) => Done::Attached(Ok(attachment)),
            Err(error) => Done::Attached(Err(error)),
        },
        Job::Survey => {
            let trials = outside.store.trials();
            Done::Surveyed(survey(outside.store, read).unwrap_or_default(), trials)
        }
    }
}
