//! What is typed into forms and not recorded: kept beside the log, offered again (R66).
//!
//! Invariants: a draft belongs to one form about one thing and is never offered for another; what
//! is read back goes through the fields, which take no control characters and have an end; a text
//! that cannot be read is as good as none.

use std::collections::BTreeMap;

use crate::domain::ids::{Initials, RunId, StepId, StepRef};
use crate::domain::time::Timestamp;

/// What a file of drafts begins with. Without it the whole is a note, as the first version kept it.
const HEADER: &str = "sangfroid-drafts 2";

/// The same before whose words they are was kept with them.
const HEADER_UNSIGNED: &str = "sangfroid-drafts 1";

/// Most drafts, and most texts of one, that are read back.
const DRAFTS_MAX: usize = 32;
const TEXTS_MAX: usize = 96;

/// Parts a step and its line where a form is about that; no name of a step holds it.
const LINE: char = '#';

/// A form with texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormKind {
    /// A note.
    Note,
    /// A piece of evidence.
    Evidence,
    /// Why a step is skipped.
    Skip,
    /// Why a step is put off.
    Postpone,
    /// Why a step cannot be done.
    Impossible,
    /// Why a line of a step is left out.
    LeaveOut,
    /// Why a wait is ended.
    EndWait,
    /// A correction.
    Correct,
    /// A second person's agreement.
    SignOff,
    /// Who comes to the keyboard.
    Shift,
    /// What is read back at a hand-over.
    HandOver,
    /// Why the incident is closed.
    Closing,
    /// Whether a legal clock applies.
    Judge,
    /// When a moment was.
    Moment,
    /// What was filed.
    File,
    /// What a step says about legal clocks.
    StepDuty,
    /// The answers of a call.
    Call,
    /// Why a limit is lifted.
    Lift,
    /// A new clock.
    ClockAdd,
    /// Why a clock is moved.
    ClockMove,
    /// Why a runbook is held.
    Hold,
    /// Why somebody goes on out of turn.
    GoTo,
    /// Steps that are marked as done before.
    Before,
    /// What is objected to decisions that are not made yet.
    Objection,
    /// What a reviewer says about an entry.
    Comment,
}

impl FormKind {
    /// Every kind.
    pub const ALL: [Self; 25] = [
        Self::Note,
        Self::Evidence,
        Self::Skip,
        Self::Postpone,
        Self::Impossible,
        Self::LeaveOut,
        Self::EndWait,
        Self::Correct,
        Self::SignOff,
        Self::Shift,
        Self::HandOver,
        Self::Closing,
        Self::Judge,
        Self::Moment,
        Self::File,
        Self::StepDuty,
        Self::Call,
        Self::Lift,
        Self::ClockAdd,
        Self::ClockMove,
        Self::Hold,
        Self::GoTo,
        Self::Before,
        Self::Objection,
        Self::Comment,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Evidence => "evidence",
            Self::Skip => "skip",
            Self::Postpone => "later",
            Self::Impossible => "cannot",
            Self::LeaveOut => "leave-out",
            Self::EndWait => "end-wait",
            Self::Correct => "correct",
            Self::SignOff => "sign-off",
            Self::Shift => "shift",
            Self::HandOver => "hand-over",
            Self::Closing => "close",
            Self::Judge => "judge",
            Self::Moment => "moment",
            Self::File => "file",
            Self::StepDuty => "step-duty",
            Self::Call => "call",
            Self::Lift => "lift",
            Self::ClockAdd => "clock-add",
            Self::ClockMove => "clock-move",
            Self::Hold => "hold",
            Self::GoTo => "go",
            Self::Before => "before",
            Self::Objection => "objection",
            Self::Comment => "comment",
        }
    }
}

/// Which form, about what: a step, an entry, or nothing in particular.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FormName {
    /// What is asked for.
    pub kind: FormKind,
    /// The step or the entry, as it is written in the log.
    pub about: String,
}

impl FormName {
    /// About nothing in particular.
    #[must_use]
    pub const fn plain(kind: FormKind) -> Self {
        Self { kind, about: String::new() }
    }

    /// About a step, or an entry.
    #[must_use]
    pub fn about(kind: FormKind, about: &impl ToString) -> Self {
        Self { kind, about: about.to_string() }
    }

    /// About one line of a step (R14).
    #[must_use]
    pub fn line(kind: FormKind, step: &StepRef, line: u8) -> Self {
        Self { kind, about: format!("{step}{LINE}{line}") }
    }

    /// The step that it is about, if it is about one.
    #[must_use]
    pub fn step(&self) -> Option<StepRef> {
        let about = self.about.split(LINE).next()?;
        let (run, step) = about.split_once('/')?;
        let (run, step) = (RunId::parse(run).ok()?, StepId::parse(step).ok()?);
        Some(StepRef { run, step })
    }
}

/// Who began to type, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Who was at the keyboard.
    pub who: Initials,
    /// When the first of the words came.
    pub at: Timestamp,
}

/// Half-written forms with their texts, in the order of their fields, and whose words they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts {
    texts: BTreeMap<FormName, Vec<String>>,
    stamps: BTreeMap<FormName, Stamp>,
}

impl Drafts {
    /// Keeps these texts for the form; none typed, none kept.
    pub fn keep(&mut self, form: FormName, texts: Vec<String>) {
        if !texts.is_empty() {
            self.texts.insert(form, texts);
        }
    }

    /// Gives them back, once.
    pub fn take(&mut self, form: &FormName) -> Option<Vec<String>> {
        self.texts.remove(form)
    }

    /// Whose words stand in the form, as far as that is known.
    #[must_use]
    pub fn stamp(&self, form: &FormName) -> Option<&Stamp> {
        self.stamps.get(form)
    }

    /// Somebody began to type there; who began before stays whoever it was.
    pub fn begin(&mut self, form: FormName, stamp: Stamp) {
        self.stamps.entry(form).or_insert(stamp);
    }

    /// Somebody made the words their own.
    pub fn adopt(&mut self, form: FormName, stamp: Stamp) {
        self.stamps.insert(form, stamp);
    }

    /// Of forms in which nothing stands any more nobody is the author.
    pub fn forget_authors(&mut self, is_typed: impl Fn(&FormName) -> bool) {
        let texts = &self.texts;
        self.stamps.retain(|form, _| texts.contains_key(form) || is_typed(form));
    }

    /// What was recorded made the forms about this step empty words. Those about an entry stay: it
    /// can be corrected later too.
    pub fn forget(&mut self, step: Option<&StepRef>) {
        let Some(step) = step.map(ToString::to_string) else { return };
        self.texts.retain(|form, _| form.about.split(LINE).next() != Some(step.as_str()));
    }

    /// Each form with the first of its texts that says something.
    pub fn iter(&self) -> impl Iterator<Item = (&FormName, &str)> {
        let longest = |texts: &'_ Vec<String>| -> usize {
            let lengths = texts.iter().map(String::len).enumerate();
            lengths.max_by_key(|(_, len)| *len).map_or(0, |(at, _)| at)
        };
        self.texts.iter().filter_map(move |(form, texts)| {
            let at = match form.kind {
                // Behind an objection stands its step, whose name may be longer.
                FormKind::Objection => 0,
                FormKind::HandOver => longest_typed(texts),
                _ => longest(texts),
            };
            Some((form, texts.get(at).map(String::as_str)?))
        })
    }

    /// Whether nothing is half written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Each form with all of its texts.
    pub fn whole(&self) -> impl Iterator<Item = (&FormName, &[String])> {
        self.texts.iter().map(|(form, texts)| (form, texts.as_slice()))
    }

    /// As one text for the disk; empty when nothing is half written.
    #[must_use]
    pub fn to_text(&self) -> String {
        if self.texts.is_empty() {
            return String::new();
        }
        let mut text = format!("{HEADER}\n");
        for (form, texts) in &self.texts {
            // No field takes a tab or a line feed.
            let stamp = self.stamps.get(form);
            let who = stamp.map_or("", |stamp| stamp.who.as_str());
            let at = stamp.map(|stamp| stamp.at.to_string()).unwrap_or_default();
            let row = [form.kind.code(), form.about.as_str(), who, at.as_str()];
            let row = row.into_iter().chain(texts.iter().map(String::as_str));
            text.push_str(&row.collect::<Vec<_>>().join("\t"));
            text.push('\n');
        }
        text
    }

    /// From such a text. What cannot be read is left out.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let mut drafts = Self::default();
        let rows = |header: &str| text.strip_prefix(header)?.strip_prefix('\n');
        let signed = rows(HEADER);
        let Some(rows) = signed.or_else(|| rows(HEADER_UNSIGNED)) else {
            drafts.keep(FormName::plain(FormKind::Note), note_of_old(text));
            return drafts;
        };
        for row in rows.lines().take(DRAFTS_MAX) {
            let mut columns = row.split('\t');
            let (code, about) = (columns.next().unwrap_or_default(), columns.next());
            let kind = FormKind::ALL.into_iter().find(|kind| kind.code() == code);
            let (Some(kind), Some(about)) = (kind, about) else { continue };
            let form = FormName { kind, about: about.to_owned() };
            if signed.is_some() {
                let (who, at) = (columns.next().unwrap_or_default(), columns.next());
                let who = Initials::parse(who).ok();
                let at = at.and_then(Timestamp::parse);
                if let Some((who, at)) = who.zip(at) {
                    drafts.stamps.insert(form.clone(), Stamp { who, at });
                }
            }
            let texts: Vec<String> = columns.take(TEXTS_MAX).map(str::to_owned).collect();
            drafts.keep(form, texts);
        }
        drafts
    }
}

/// The longest of what was typed at a hand-over: behind its three fields stand lines in own words,
/// each as the name of the line, what was typed, and the draft that it takes the place of.
fn longest_typed(texts: &[String]) -> usize {
    let typed = texts.iter().enumerate().filter(|(at, _)| *at < 3 || at % 3 == 1);
    typed.max_by_key(|(_, text)| text.len()).map_or(0, |(at, _)| at)
}

fn note_of_old(text: &str) -> Vec<String> {
    if text.trim().is_empty() { Vec::new() } else { vec![text.to_owned()] }
}
