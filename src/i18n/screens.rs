//! The words of the full screen, one section per area.

use super::catalogue::section;
use super::{
    key, screen_alarm, screen_board, screen_brief, screen_calls, screen_card, screen_closing,
    screen_correct, screen_decide, screen_draft, screen_evidence, screen_frame, screen_go_to,
    screen_help, screen_leave, screen_linear, screen_log, screen_menu, screen_note, screen_paper,
    screen_picker, screen_rail, screen_reader, screen_reason, screen_resume, screen_roles,
    screen_shift, screen_signoff, screen_start, screen_step, screen_summary, screen_told,
    screen_tracks, screen_triage,
};
use crate::domain::text::Lang;

/// All of them, in one language.
#[derive(Debug)]
pub struct Screens {
    /// Names of keys.
    pub key: key::Key,
    /// The frame of every screen.
    pub frame: screen_frame::ScreenFrame,
    /// The step and its neighbours.
    pub step: screen_step::ScreenStep,
    /// The rail of all steps.
    pub rail: screen_rail::ScreenRail,
    /// A decision.
    pub decide: screen_decide::ScreenDecide,
    /// Forms that are half written.
    pub draft: screen_draft::ScreenDraft,
    /// The evidence form.
    pub evidence: screen_evidence::ScreenEvidence,
    /// The note box.
    pub note: screen_note::ScreenNote,
    /// The symptom helper.
    pub triage: screen_triage::ScreenTriage,
    /// The call list.
    pub calls: screen_calls::ScreenCalls,
    /// Command cards.
    pub card: screen_card::ScreenCard,
    /// Boxes that ask for a reason.
    pub reason: screen_reason::ScreenReason,
    /// The second person's agreement.
    pub signoff: screen_signoff::ScreenSignoff,
    /// Change of shift, and the spoken code.
    pub shift: screen_shift::ScreenShift,
    /// The hand-over briefing.
    pub brief: screen_brief::ScreenBrief,
    /// Who leads, who is on duty.
    pub roles: screen_roles::ScreenRoles,
    /// The tracks of the incident.
    pub tracks: screen_tracks::ScreenTracks,
    /// Correcting an entry.
    pub correct: screen_correct::ScreenCorrect,
    /// Before leaving.
    pub leave: screen_leave::ScreenLeave,
    /// Lines instead of a screen.
    pub linear: screen_linear::ScreenLinear,
    /// The help page.
    pub help: screen_help::ScreenHelp,
    /// The menu.
    pub menu: screen_menu::ScreenMenu,
    /// The scenario picker.
    pub picker: screen_picker::ScreenPicker,
    /// The start form.
    pub start: screen_start::ScreenStart,
    /// Coming back.
    pub resume: screen_resume::ScreenResume,
    /// The record is in danger.
    pub alarm: screen_alarm::ScreenAlarm,
    /// The clock board and what is asked about legal clocks.
    pub board: screen_board::ScreenBoard,
    /// The end.
    pub closing: screen_closing::ScreenClosing,
    /// After the end.
    pub summary: screen_summary::ScreenSummary,
    /// A step to be read aloud.
    pub reader: screen_reader::ScreenReader,
    /// Going on out of turn.
    pub go_to: screen_go_to::ScreenGoTo,
    /// The log as a timeline, and finding in lists.
    pub log: screen_log::ScreenLog,
    /// What stands beside entries that are copied to paper.
    pub paper: screen_paper::ScreenPaper,
    /// Lists of steps and entries.
    pub told: screen_told::ScreenTold,
}

impl Screens {
    /// The built-in words of `lang`.
    #[must_use]
    pub fn of(lang: Lang) -> Self {
        Self {
            key: section!(lang, "key"),
            frame: section!(lang, "screen_frame"),
            step: section!(lang, "screen_step"),
            rail: section!(lang, "screen_rail"),
            decide: section!(lang, "screen_decide"),
            draft: section!(lang, "screen_draft"),
            evidence: section!(lang, "screen_evidence"),
            note: section!(lang, "screen_note"),
            triage: section!(lang, "screen_triage"),
            calls: section!(lang, "screen_calls"),
            card: section!(lang, "screen_card"),
            reason: section!(lang, "screen_reason"),
            signoff: section!(lang, "screen_signoff"),
            shift: section!(lang, "screen_shift"),
            brief: section!(lang, "screen_brief"),
            roles: section!(lang, "screen_roles"),
            tracks: section!(lang, "screen_tracks"),
            correct: section!(lang, "screen_correct"),
            leave: section!(lang, "screen_leave"),
            linear: section!(lang, "screen_linear"),
            help: section!(lang, "screen_help"),
            menu: section!(lang, "screen_menu"),
            picker: section!(lang, "screen_picker"),
            start: section!(lang, "screen_start"),
            resume: section!(lang, "screen_resume"),
            alarm: section!(lang, "screen_alarm"),
            board: section!(lang, "screen_board"),
            closing: section!(lang, "screen_closing"),
            summary: section!(lang, "screen_summary"),
            reader: section!(lang, "screen_reader"),
            go_to: section!(lang, "screen_go_to"),
            log: section!(lang, "screen_log"),
            paper: section!(lang, "screen_paper"),
            told: section!(lang, "screen_told"),
        }
    }
}
