//! Findings beside the chain: each with its own name, and a weight that decides the exit code.

/// Most findings that are kept; the rest is counted.
const KEPT_MAX: usize = 100;

/// One finding about a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The line that it is about, from 1.
    pub line: Option<u64>,
    /// What it is.
    pub kind: FindingKind,
}

/// Who says something of a log: a finding that does not name its source cannot be weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A line of another log, which is as much of a claim as the line that it contradicts.
    Other {
        /// The other log, as it is shown.
        log: String,
        /// Which of its lines.
        line: u64,
    },
    /// This line of the log itself.
    Own(u64),
    /// The mark that the laptop keeps outside the incident's folder.
    Mark,
    /// What was given to the check, as it was spelled.
    Given(String),
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// A seal does not fit the lines before it: they were rewritten.
    SealWrong,
    /// A seal names lines that it cannot have covered: it was moved.
    SealMoved,
    /// A seal was made by another key than the first line names.
    SealOtherKey,
    /// A seal is missing where the rhythm demands one.
    SealMissing,
    /// The device's key is not the one that is known from elsewhere.
    DeviceKeyOther,
    /// A person's signature does not fit: another person, another key, or rewritten lines.
    ActorSwapped {
        /// The tag in the line.
        who: String,
    },
    /// A person's signature covers lines that were older than one of theirs before it: it was used
    /// a second time.
    ActorReplayed {
        /// The tag in the line.
        who: String,
        /// The line that it covers up to.
        seq: u64,
        /// The line of theirs that was signed after that.
        first: u64,
    },
    /// A person signed on with another own key than before.
    ActorSecondKey {
        /// The tag in the line.
        who: String,
    },
    /// A person's key is not the one that is known from elsewhere.
    ActorOtherKey {
        /// The tag in the line.
        who: String,
    },
    /// The folder's list of keys has one that no line brings: the list was swapped, or the log cut
    /// or written anew.
    SignersOther {
        /// Whose key it is to be, by the list.
        who: String,
    },
    /// The folder's list of keys has some that a line which is not here, or stands behind a fault,
    /// may have brought.
    SignersUnjudged {
        /// How many.
        count: u64,
    },
    /// A key that was given without a name is in none of the logs.
    KeyNowhere {
        /// Its fingerprint.
        key: String,
    },
    /// Somebody acts who did not sign on, or signed off before.
    ActorUnknown {
        /// The tag in the line.
        who: String,
    },
    /// A signature of a kind that this version cannot check.
    SignatureUnchecked {
        /// The tag in the line.
        who: String,
    },
    /// Something written down outside names a line beyond the end: the tail was cut off.
    LostTail {
        /// The line that it names.
        seq: u64,
        /// What it is.
        source: Source,
    },
    /// Something written down outside names another digest for this line: the log was rewritten.
    Rewritten {
        /// What it is.
        source: Source,
    },
    /// Something names a line that stands behind the fault at which the check ended.
    HeadUnjudged {
        /// The line that it names.
        seq: u64,
        /// What it is.
        source: Source,
    },
    /// The line says itself that its log had been longer before: an older copy was put in its
    /// place, or the end was lost.
    PutBack {
        /// How many lines there had been.
        seq: u64,
    },
    /// This line saw a line of another log that is another one there, or none.
    Contradicts {
        /// The other log.
        other: String,
        /// Which of its lines.
        seq: u64,
    },
    /// A code or head that was written down is nowhere in the log.
    ClaimUnknown {
        /// As it was given.
        given: String,
    },
    /// The digest that was given for one line is that of another one.
    ClaimElsewhere {
        /// As it was given.
        given: String,
        /// The line that it was given for.
        seq: u64,
    },
    /// Bytes of an interrupted write at the end of an earlier file are not the beginning of the
    /// line that the next file has in their place.
    SupersededOther,
    /// The log is of another incident than its folder.
    IncidentOther {
        /// Which one.
        incident: String,
    },
    /// This copy is the beginning of another one: it is older, or it was rolled back.
    Rollback {
        /// How many lines are missing here.
        missing: u64,
        /// The longer copy.
        other: String,
    },
    /// The log of a laptop that was seen is not in the folder.
    LogMissing {
        /// Whose log.
        writer: String,
        /// How many lines it had at least.
        lines: u64,
        /// Whether it is named by the mark outside the folder and not by the line.
        is_marked: bool,
    },
    /// The line saw another laptop's log, which was not given to the check.
    LogNotGiven {
        /// Whose log.
        writer: String,
        /// How many lines it had at least.
        lines: u64,
    },
    /// Two copies differ from this line on.
    Fork {
        /// The other copy.
        other: String,
    },
    /// A file of evidence is not what its name says.
    AttachmentChanged {
        /// Its name.
        name: String,
    },
    /// A file of evidence is not there.
    AttachmentMissing {
        /// Its digest.
        sha256: String,
    },
    /// Files stand among the evidence that no line took in before the check ended at a fault.
    AttachmentUnjudged {
        /// How many.
        count: u64,
    },
    /// Bytes that a power loss cut off and the log kept are not those that the line names.
    CutOffChanged {
        /// The file beside the log.
        name: String,
    },
    /// A file among the logs has a name of their form and is none; it was not read.
    LogUnknown {
        /// Its name.
        name: String,
    },
    /// A file stands among the evidence that no line took in.
    AttachmentUnknown {
        /// Its name.
        name: String,
    },
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// To be known; nothing speaks for an alteration.
    Remark,
    /// The end is missing.
    Incomplete,
    /// Something was changed.
    Altered,
}

impl FindingKind {
    /// A stable code for `--json` and tests.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SealWrong => "seal-wrong",
            Self::SealMoved => "seal-moved",
            Self::SealOtherKey => "seal-other-key",
            Self::SealMissing => "seal-missing",
            Self::DeviceKeyOther => "device-key-other",
            Self::ActorSwapped { .. } => "actor-swapped",
            Self::ActorReplayed { .. } => "actor-replayed",
            Self::ActorSecondKey { .. } => "actor-second-key",
            Self::ActorOtherKey { .. } => "actor-other-key",
            Self::SignersOther { .. } => "signers-other",
            Self::SignersUnjudged { .. } => "signers-unjudged",
            Self::KeyNowhere { .. } => "key-nowhere",
            Self::ActorUnknown { .. } => "actor-unknown",
            Self::SignatureUnchecked { .. } => "signature-unchecked",
            Self::LostTail { .. } => "lost-tail",
            Self::Rewritten { .. } => "rewritten",
            Self::HeadUnjudged { .. } => "head-unjudged",
            Self::PutBack { .. } => "put-back",
            Self::Contradicts { .. } => "contradicts",
            Self::ClaimElsewhere { .. } => "claim-elsewhere",
            Self::SupersededOther => "superseded-other",
            Self::IncidentOther { .. } => "incident-other",
            Self::ClaimUnknown { .. } => "claim-unknown",
            Self::Rollback { .. } => "rollback",
            Self::LogMissing { .. } => "log-missing",
            Self::LogNotGiven { .. } => "log-not-given",
            Self::Fork { .. } => "fork",
            Self::AttachmentChanged { .. } => "attachment-changed",
            Self::AttachmentMissing { .. } => "attachment-missing",
            Self::CutOffChanged { .. } => "cut-off-changed",
            Self::AttachmentUnknown { .. } => "attachment-unknown",
            Self::AttachmentUnjudged { .. } => "attachment-unjudged",
            Self::LogUnknown { .. } => "log-unknown",
        }
    }

    /// How much it weighs.
    #[must_use]
    pub const fn weight(&self) -> Weight {
        match self {
            Self::SealWrong
            | Self::SealMoved
            | Self::SealOtherKey
            | Self::DeviceKeyOther
            | Self::ActorSwapped { .. }
            | Self::ActorOtherKey { .. }
            | Self::ActorReplayed { .. }
            | Self::KeyNowhere { .. }
            | Self::SupersededOther
            | Self::SignersOther { .. }
            | Self::Rewritten { .. }
            | Self::ClaimUnknown { .. }
            | Self::Fork { .. }
            | Self::CutOffChanged { .. }
            | Self::AttachmentChanged { .. } => Weight::Altered,
            Self::LostTail { .. }
            | Self::PutBack { .. }
            | Self::Rollback { .. }
            | Self::LogMissing { .. }
            | Self::AttachmentMissing { .. } => Weight::Incomplete,
            Self::SealMissing
            | Self::ActorUnknown { .. }
            | Self::ActorSecondKey { .. }
            | Self::SignatureUnchecked { .. }
            | Self::SignersUnjudged { .. }
            | Self::HeadUnjudged { .. }
            | Self::ClaimElsewhere { .. }
            | Self::IncidentOther { .. }
            | Self::Contradicts { .. }
            | Self::LogNotGiven { .. }
            | Self::AttachmentUnknown { .. }
            | Self::AttachmentUnjudged { .. }
            | Self::LogUnknown { .. } => Weight::Remark,
        }
    }
}

/// Findings in the order of their lines, as far as they are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    kept: Vec<Finding>,
    /// How many there were beside those that are kept.
    pub more: u64,
    worst: Option<Weight>,
}

impl Findings {
    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.worst = self.worst.max(Some(finding.kind.weight()));
        if self.kept.len() < KEPT_MAX {
            self.kept.push(finding);
        } else {
            self.more += 1;
        }
    }

    /// Those that are kept.
    #[must_use]
    pub fn kept(&self) -> &[Finding] {
        &self.kept
    }

    /// The heaviest of all.
    #[must_use]
    pub const fn worst(&self) -> Option<Weight> {
        self.worst
    }
}
