//! Identifiers as types of their own, so that one cannot be passed for another.
//!
//! Invariant: an identifier that came from outside was checked by its `parse`. Nothing here draws
//! random numbers; new identifiers come from the id port. Their text is shared, because a log of a
//! million records names the same few over and over.

use std::fmt;
use std::sync::Arc;

use super::event::Mode;

pub use super::run_id::RunId;

/// Longest identifier that a runbook may use, in characters.
pub const SLUG_CHARS_MAX: usize = 48;

/// Why a text is not an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing was given.
    #[error("empty")]
    Empty,
    /// More than the stated number of characters.
    #[error("longer than {0} characters")]
    TooLong(usize),
    /// A character outside the allowed set.
    #[error("has a character that is not allowed here")]
    BadCharacter,
}

/// Checks the form that runbook identifiers share: `a-z`, `0-9` and inner hyphens.
fn check_slug(text: &str) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if text.chars().count() > SLUG_CHARS_MAX {
        return Err(IdError::TooLong(SLUG_CHARS_MAX));
    }
    let is_allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !text.chars().all(is_allowed) || text.starts_with('-') || text.ends_with('-') {
        return Err(IdError::BadCharacter);
    }
    Ok(())
}

macro_rules! slug {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Checks `text` and takes it as an identifier.
            ///
            /// # Errors
            /// [`IdError`] when it is empty, longer than [`SLUG_CHARS_MAX`], or not `a-z 0-9 -`.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                check_slug(text)?;
                Ok(Self(text.into()))
            }

            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

slug! {
    /// A runbook, for example `telephony-loss`.
    RunbookId
}
slug! {
    /// A phase inside one runbook.
    PhaseId
}
slug! {
    /// A step, unique inside one runbook.
    StepId
}
slug! {
    /// An option of a decision, unique inside that decision.
    OptionId
}
slug! {
    /// A state that an `observe` step may report, unique inside that step.
    StateId
}
slug! {
    /// A role that holds steps, unique inside one runbook.
    RoleId
}
slug! {
    /// A track of work that may run beside others, unique inside one runbook.
    TrackId
}
slug! {
    /// Something to keep as evidence, unique inside one step.
    EvidenceId
}
slug! {
    /// A command card, for example `w2`.
    CardId
}
slug! {
    /// A command, unique inside one card.
    CommandId
}
slug! {
    /// A sign that a person may report, for example `phones-dead`.
    SymptomId
}
slug! {
    /// A legal clock, for example `eu-gdpr-33`.
    ClockId
}
slug! {
    /// A moment from which legal clocks count, for example `knowledge-of-attack`.
    MomentId
}
slug! {
    /// Whose law it is: `eu`, `fr`, `us-ny`.
    JurisdictionId
}
slug! {
    /// Somebody in the site's list of contacts, for example `director-1`.
    ContactId
}
slug! {
    /// One of a hospital's places, for example `north`.
    SiteId
}
slug! {
    /// A system of the site, for example `lab-system`.
    SystemId
}
slug! {
    /// A paper of the site, for example `operator-code`.
    PaperId
}
slug! {
    /// A delegation, by its name or number, for example `red-button-2026`.
    DelegationId
}

/// An incident, for example `INC-2026-0007`. Also the name of its folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct IncidentId(Arc<str>);

impl IncidentId {
    /// Longest accepted identifier, in characters.
    pub const CHARS_MAX: usize = 40;

    /// Checks `text`: `A-Z`, `0-9` and inner hyphens, so that it is a safe folder name anywhere.
    ///
    /// # Errors
    /// [`IdError`] when the text is empty, too long, or has another character.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        if text.is_empty() {
            return Err(IdError::Empty);
        }
        if text.chars().count() > Self::CHARS_MAX {
            return Err(IdError::TooLong(Self::CHARS_MAX));
        }
        let is_allowed = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
        if !text.chars().all(is_allowed) || text.starts_with('-') || text.ends_with('-') {
            return Err(IdError::BadCharacter);
        }
        Ok(Self(text.into()))
    }

    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a name as incidents get by themselves: a year and a number behind the prefix.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        let is_number = |text: &str| text.len() >= 4 && text.bytes().all(|b| b.is_ascii_digit());
        [Mode::Real, Mode::Exercise].iter().any(|mode| {
            let rest = self.as_str().strip_prefix(mode.prefix());
            let parts = rest.and_then(|rest| rest.split_once('-'));
            parts.is_some_and(|(year, number)| is_number(year) && is_number(number))
        })
    }
}

impl fmt::Display for IncidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The writer of one log file: a device label, a hyphen and four hexadecimal digits.
///
/// Only a label: the identity of a log is the digest of its first line (audit-log §4.1).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WriterId(Arc<str>);

impl WriterId {
    /// Longest accepted name, in characters.
    pub const CHARS_MAX: usize = 32;

    /// Checks `text`: `a-z`, `0-9` and inner hyphens, as exFAT and every shell accept.
    ///
    /// # Errors
    /// [`IdError`] when the text is empty, too long, or has another character.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        check_slug(text)?;
        if text.len() > Self::CHARS_MAX {
            return Err(IdError::TooLong(Self::CHARS_MAX));
        }
        Ok(Self(text.into()))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WriterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The person at the keyboard, as the log names them: two to eight letters or digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Initials(Arc<str>);

impl Initials {
    /// Longest accepted tag, in characters.
    pub const CHARS_MAX: usize = 8;

    /// Checks `text` and folds it to upper case, so that `mk` and `MK` are one person.
    ///
    /// # Errors
    /// [`IdError`] when the text is empty, longer than [`Initials::CHARS_MAX`], or holds
    /// anything but unaccented letters and digits.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        if text.is_empty() {
            return Err(IdError::Empty);
        }
        if text.chars().count() > Self::CHARS_MAX {
            return Err(IdError::TooLong(Self::CHARS_MAX));
        }
        if !text.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Err(IdError::BadCharacter);
        }
        Ok(Self(text.to_ascii_uppercase().into()))
    }

    /// The tag as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Initials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who did something: a person, or the program by itself (written `-` in the log).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Author {
    /// The program, without a key having been pressed.
    Program,
    /// The person whose initials are given. A claim, not a proof (audit-log §4.12).
    Person(Initials),
}

impl Author {
    /// The spelling used in the log.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Program => "-",
            Self::Person(initials) => initials.as_str(),
        }
    }

    /// Reads the spelling used in the log. Foreign tags are kept as far as they can be shown.
    #[must_use]
    pub fn from_log(text: &str) -> Self {
        Initials::parse(text).map_or(Self::Program, Self::Person)
    }
}

/// Position of a record in its writer's chain, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seq(pub u64);

impl Seq {
    /// Where the record of this number stands, from 0.
    pub(super) fn place(self) -> Option<usize> {
        usize::try_from(self.0.checked_sub(1)?).ok()
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The citable name of one record: writer, dot, position ("lap3-9f2c.17").
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventId {
    /// Whose chain.
    pub writer: WriterId,
    /// Which line of it.
    pub seq: Seq,
}

impl EventId {
    /// Reads `writer.position`.
    ///
    /// # Errors
    /// [`IdError`] when either half is missing or malformed, or the position is 0 or padded.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let (writer, seq) = text.rsplit_once('.').ok_or(IdError::BadCharacter)?;
        let is_number = seq.bytes().all(|b| b.is_ascii_digit()) && !seq.starts_with('0');
        let seq = seq.parse().ok().filter(|_| is_number).ok_or(IdError::BadCharacter)?;
        Ok(Self { writer: WriterId::parse(writer)?, seq: Seq(seq) })
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.writer, self.seq)
    }
}

/// One step of one run of the incident.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StepRef {
    /// The run of the runbook that holds the step.
    pub run: RunId,
    /// The step.
    pub step: StepId,
}

impl fmt::Display for StepRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.run, self.step)
    }
}
