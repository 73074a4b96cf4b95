//! Words of the hand-over briefing.

use serde::Deserialize;

use crate::domain::brief::Part;

/// Words of the briefing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BriefWords {
    /// Name of a part.
    pub situation: String,
    /// Name of a part.
    pub background: String,
    /// Name of a part.
    pub assessment: String,
    /// Name of a part.
    pub recommendation: String,
    /// The first letters of the parts, as they are known in this language.
    pub letters: String,
    /// A real incident.
    pub real: String,
    /// An exercise.
    pub exercise: String,
    /// `{mode}`, `{title}`, `{n}`, `{care}`, `{time}`.
    pub incident: String,
    /// The same, with `{noticed}`.
    pub incident_noticed: String,
    /// Severity 1 in words.
    pub care_1: String,
    /// Severity 2 in words.
    pub care_2: String,
    /// Severity 3 in words.
    pub care_3: String,
    /// `{span}`, `{n}`, `{all}`, `{phase}`, `{counts}`.
    pub progress: String,
    /// `{span}`, `{counts}`.
    pub progress_end: String,
    /// `{n}` of `{all}`.
    pub done: String,
    /// `{n}`.
    pub skipped: String,
    /// `{n}`.
    pub could_not: String,
    /// `{n}`.
    pub later: String,
    /// `{n}`.
    pub waiting: String,
    /// `{time}`, `{who}`, `{title}`, `{reason}`.
    pub alone: String,
    /// `{time}`, `{who}`, `{title}`, `{agreement}`.
    pub agreed: String,
    /// `{time}`, `{who}`, `{title}`, `{answer}`.
    pub decision: String,
    /// An answer.
    pub cannot_tell: String,
    /// `{time}`, `{text}`.
    pub call: String,
    /// `{time}`, `{from}`, `{to}`.
    pub lead: String,
    /// `{text}`, `{title}`, `{time}`.
    pub limit: String,
    /// `{n}`, `{title}`, `{reason}`.
    pub step_could_not: String,
    /// `{text}`, `{who}`, `{time}`.
    pub note_question: String,
    /// The same.
    pub note_decision: String,
    /// The same.
    pub note_todo: String,
    /// The same.
    pub note_briefing: String,
    /// Nobody noted anything.
    pub nothing: String,
    /// `{n}`, `{title}`.
    pub next: String,
    /// Work that is held: `{time}`, `{who}`, `{title}`, `{reason}`.
    pub held: String,
    /// `{time}`, `{span}`, `{title}`.
    pub clock: String,
    /// `{time}`, `{span}`, `{title}`.
    pub clock_over: String,
    /// `{title}`, `{text}`.
    pub clock_law: String,
    /// A step that waits until something happens; `{text}`.
    pub clock_event: String,
    /// `{clocks}`, `{todos}`, `{questions}`.
    pub open: String,
    /// The sentence to read aloud (R59): `{time}`, `{from}`, `{to}`, `{incident}`.
    pub announcement: String,
    /// The same in an exercise.
    pub announcement_exercise: String,
    /// Above that sentence.
    pub say_to_all: String,
    /// First line on the command line: `{incident}`, `{who}`, `{time}`.
    pub head: String,
    /// A line in own words: `{text}`.
    pub reworded: String,
    /// A line whose time has passed, and what is said of it: `{draft}`, `{text}`.
    pub beside: String,
    /// A drafted line that took the place of own words which stood for another one: `{draft}`.
    pub look_again: String,
    /// Nobody leads.
    pub nobody: String,
}

impl BriefWords {
    /// A line in own words, marked as such.
    #[must_use]
    pub fn reworded(&self, text: &str) -> String {
        super::fill(&self.reworded, &[("text", text)])
    }

    /// The name of a part.
    #[must_use]
    pub fn part(&self, part: Part) -> &str {
        match part {
            Part::Situation => &self.situation,
            Part::Background => &self.background,
            Part::Assessment => &self.assessment,
            Part::Recommendation => &self.recommendation,
        }
    }

    /// Its letter.
    #[must_use]
    pub fn letter(&self, part: Part) -> String {
        let at = Part::ALL.iter().position(|its| *its == part).unwrap_or(0);
        self.letters.chars().nth(at).map(String::from).unwrap_or_default()
    }
}
