//! What is being typed is on disk within a second of the last key (R66).
//!
//! Invariants: one draft is on its way at a time; no key waits for it; a disk that does not take it
//! stops nobody, and the next key tries again.

use super::front::Paint;
use super::job::Job;
use super::tui::Play;
use crate::domain::time::{Moment, Now, Span};

/// How long typing may go on before what is there is kept.
const KEEP_WITHIN: Span = Span::from_ms(500);

/// How far the draft on disk is behind the one on the screen.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    kept: String,
    /// When the first key came that is not on disk.
    since: Option<Moment>,
    is_out: bool,
}

impl Play<'_> {
    /// The incident was opened with these half-written texts.
    pub(super) fn restore_draft(&mut self, text: Option<String>) {
        let text = text.unwrap_or_default();
        self.app.restore_draft(&text);
        // An older form of it is written anew.
        self.drafts = Drafts { kept: text, ..Drafts::default() };
        self.with_view(|app, view| app.drafts_kept(true, view));
    }

    /// How long until what was typed has to be kept.
    pub(super) fn draft_due_in(&self, now: &Now) -> Option<Span> {
        let since = self.drafts.since.filter(|_| !self.drafts.is_out)?;
        Some(KEEP_WITHIN.minus(since.elapsed_until(&now.moment)))
    }

    /// Looks at what is typed, and keeps it when it is time, or `at_once`.
    pub(super) fn look_at_draft(&mut self, at_once: bool) {
        let now = self.now();
        if self.session.state().opened.is_none() {
            return;
        }
        let text = self.app.draft();
        if text == self.drafts.kept {
            self.drafts.since = None;
            return;
        }
        self.drafts.since.get_or_insert(now.moment);
        let is_due = at_once || self.draft_due_in(&now) == Some(Span::ZERO);
        if is_due && !self.drafts.is_out {
            self.drafts = Drafts { kept: text.clone(), since: None, is_out: true };
            self.job(Job::KeepDraft(text));
        }
    }

    /// Whether the disk still has to say whether it keeps the last words.
    pub(super) fn owes_draft(&self) -> bool {
        self.drafts.is_out
    }

    /// Nothing more is waited for: what the disk did not answer for counts as lost.
    pub(super) fn give_up_draft(&mut self) {
        if std::mem::take(&mut self.drafts.is_out) {
            self.drafts.kept.clear();
        }
    }

    /// What is half written and on no disk.
    pub(super) fn lost_drafts(&mut self) -> Vec<String> {
        if self.session.state().opened.is_none() || self.app.draft() == self.drafts.kept {
            return Vec::new();
        }
        self.with_view(|app, view| app.half_written_lines(view))
    }

    /// The disk took the draft, or not.
    pub(super) fn draft_kept(&mut self, is_kept: bool) {
        self.drafts.is_out = false;
        if !is_kept {
            self.drafts.kept.clear();
        }
        if self.with_view(|app, view| app.drafts_kept(is_kept, view)) {
            self.paint = self.paint.max(Paint::Changes);
        }
        self.look_at_draft(false);
    }
}
