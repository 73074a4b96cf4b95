//! Words of the step screen and of what stands around a step.

use serde::Deserialize;

use super::fill;
use crate::domain::step::{Basis, Evidence, EvidenceKind};
use crate::domain::text::Lang;

/// Words of the step screen and of what stands around a step.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenStep {
    /// `{name}`, `{n}` of `{total}`.
    pub phase: String,
    /// `{phase}` and its time frame `{span}`.
    pub phase_window: String,
    /// `{name}` of the line of work.
    pub track: String,
    /// `{n}` of `{total}`.
    pub step: String,
    /// `{n}` of `{total}`.
    pub decision: String,
    /// Browsing: `{n}`, `{here}`.
    pub looking: String,
    /// Browsing when no step is current: `{n}`.
    pub looking_free: String,
    /// Label.
    pub dont: String,
    /// Label.
    pub loses: String,
    /// Label.
    pub keeps: String,
    /// Label.
    pub say: String,
    /// Label: the sentence that asks for an agreement.
    pub agree: String,
    /// Label.
    pub ask: String,
    /// Label.
    pub never: String,
    /// Label.
    pub how: String,
    /// Label.
    pub check: String,
    /// Label.
    pub why: String,
    /// Label.
    pub undo: String,
    /// Label.
    pub if_not: String,
    /// Label.
    pub limit: String,
    /// Label of what to keep.
    pub proof: String,
    /// Label of what the log must hold.
    pub write: String,
    /// Label of a check that comes back.
    pub again: String,
    /// Label of whom to call.
    pub call: String,
    /// Label of a lasting limit.
    pub carry: String,
    /// Label of another runbook.
    pub opens: String,
    /// Label of who does it.
    pub who: String,
    /// `{time}`, `{span}`, `{basis}`.
    pub limit_at: String,
    /// `{time}`, `{span}`, `{basis}`.
    pub limit_over: String,
    /// Not running yet: `{span}`, `{basis}`.
    pub limit_from: String,
    /// What a limit rests on.
    pub basis_law: String,
    /// What a limit rests on.
    pub basis_guide: String,
    /// What a limit rests on.
    pub basis_case: String,
    /// What a limit rests on.
    pub basis_default: String,
    /// `{span}`, `{until}`.
    pub again_every: String,
    /// `{text}`.
    pub write_hint: String,
    /// `{role}`.
    pub call_who: String,
    /// No number is listed, but where it is found; `{role}`, `{find}`.
    pub call_find: String,
    /// No number is listed; `{role}`.
    pub call_none: String,
    /// `{title}`, `{n}` steps.
    pub opens_found: String,
    /// `{title}`.
    pub opens_running: String,
    /// `{id}`.
    pub opens_missing: String,
    /// Form of evidence.
    pub kind_value: String,
    /// Form of evidence.
    pub kind_text: String,
    /// Form of evidence.
    pub kind_file: String,
    /// Form of evidence.
    pub kind_photo: String,
    /// Form of evidence.
    pub kind_call: String,
    /// A piece of evidence: `{title}`, `{kind}`.
    pub piece: String,
    /// The same with the value that is expected: `{expected}`.
    pub piece_expected: String,
    /// A pause reads back what stays open: `{n}`.
    pub pause_open: String,
    /// Nothing stays open.
    pub pause_none: String,
    /// Beside the title.
    pub left: String,
    /// Beside the title in the last minute.
    pub left_seconds: String,
    /// Beside the title.
    pub overdue: String,
    /// Beside the title of a running wait.
    pub wait_left: String,
    /// Beside the title of a wait that ended.
    pub wait_over: String,
    /// Beside the title of a step that came back.
    pub come_back: String,
    /// Beside a past step.
    pub skipped: String,
    /// Beside a past step.
    pub could_not: String,
    /// Beside a put off step.
    pub later_at: String,
    /// Beside a put off step.
    pub later_event: String,
    /// Beside a waiting step.
    pub waiting_to: String,
    /// Beside a closed path.
    pub not_applicable: String,
    /// Beside work on a path that was left.
    pub path_changed: String,
    /// Before the title of a decision that lies ahead.
    pub decision_title: String,
    /// Before the title of a pause that lies ahead.
    pub pause_title: String,
    /// Before the title of a step for two that lies ahead.
    pub two_title: String,
    /// Above the states of an observation.
    pub what_seen: String,
    /// Enter on an untouched answer.
    pub choose_first: String,
    /// Above the outcomes of a repeated check.
    pub recheck: String,
    /// Outcome.
    pub recheck_again: String,
    /// Outcome.
    pub recheck_reached: String,
    /// Scrolled to the end.
    pub reached_end: String,
    /// The same where nothing can be recorded.
    pub reached_end_reading: String,
    /// Scrolled, more follows.
    pub read_on: String,
    /// Enter while browsing.
    pub looking_only: String,
    /// A step that was set aside is in hand again.
    pub taken_up: String,
    /// Enter on a running wait: `{span}`.
    pub still_waiting: String,
    /// Enter on an include that is not there.
    pub include_missing: String,
    /// No step is left.
    pub all_done: String,
    /// What to do then.
    pub all_done_next: String,
    /// Label on the page after the last step.
    pub world_steps: String,
    /// Label on the page after the last step.
    pub world_limits: String,
    /// Label on the page after the last step.
    pub world_clocks: String,
    /// Label on the page after the last step.
    pub world_notes: String,
    /// Nothing under such a label.
    pub world_none: String,
    /// `{n}` more under such a label.
    pub world_more: String,
    /// A pause reads back `{n}` running clocks.
    pub pause_clocks: String,
    /// A pause reads back `{n}` notes to settle.
    pub pause_notes: String,
    /// Label.
    pub next: String,
    /// Label.
    pub clocks: String,
    /// Footer.
    pub key_done: String,
    /// Footer.
    pub key_start_wait: String,
    /// Footer.
    pub key_end_wait: String,
    /// Footer.
    pub key_read_on: String,
    /// Footer.
    pub key_answer: String,
    /// Footer.
    pub key_choose: String,
    /// Footer.
    pub key_sign: String,
    /// Footer.
    pub key_open: String,
    /// Footer.
    pub key_phase: String,
    /// Footer.
    pub key_close: String,
    /// Label of the command cards.
    pub cards: String,
    /// Label: parts of the site's facts.
    pub site: String,
    /// Footer.
    pub key_cards: String,
    /// Footer, where the step calls somebody.
    pub key_call: String,
    /// Footer, where the step names the site's facts.
    pub key_site: String,
    /// Footer, anywhere else.
    pub key_contacts: String,
    /// Footer.
    pub key_note: String,
    /// Key: take in evidence.
    pub key_evidence: String,
    /// Beside a piece of evidence that is there.
    pub kept: String,
    /// Footer.
    pub key_skip: String,
    /// Footer.
    pub key_later: String,
    /// Footer.
    pub key_cannot: String,
    /// Footer.
    pub key_correct: String,
    /// Footer.
    pub key_menu: String,
    /// Footer.
    pub key_help: String,
    /// Footer.
    pub key_browse: String,
    /// Footer.
    pub key_back: String,
    /// Footer.
    pub key_all: String,
    /// Footer.
    pub key_take_up: String,
    /// Footer.
    pub key_runbook: String,
    /// Footer.
    pub key_track: String,
    /// Footer: no track alone any more.
    pub key_all_tracks: String,
    /// Said on leaving a track.
    pub all_tracks: String,
    /// Said on working on one track alone: `{track}`.
    pub on_track: String,
    /// Footer.
    pub key_page: String,
    /// Label of a wait.
    pub wait: String,
    /// How long: `{span}`.
    pub wait_span: String,
}

impl ScreenStep {
    /// What a step asks to keep, on screens and on paper.
    #[must_use]
    pub fn piece(&self, evidence: &Evidence, lang: Lang) -> String {
        let kind = match evidence.kind {
            EvidenceKind::Value => &self.kind_value,
            EvidenceKind::Text => &self.kind_text,
            EvidenceKind::File => &self.kind_file,
            EvidenceKind::Photo => &self.kind_photo,
            EvidenceKind::Call => &self.kind_call,
        };
        let facts = [("title", evidence.title.get(lang)), ("kind", kind.as_str())];
        let expected = evidence.expected.as_ref().map(|text| ("expected", text.get(lang)));
        let template = if expected.is_some() { &self.piece_expected } else { &self.piece };
        let facts: Vec<_> = facts.into_iter().chain(expected).collect();
        fill(template, &facts)
    }

    /// What a limit rests on.
    #[must_use]
    pub fn basis_of(&self, basis: Basis) -> &str {
        match basis {
            Basis::Law => &self.basis_law,
            Basis::Guide => &self.basis_guide,
            Basis::Case => &self.basis_case,
            Basis::Default => &self.basis_default,
        }
    }
}
