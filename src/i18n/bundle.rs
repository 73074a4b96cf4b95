//! Steps whose lines are ticked one by one, on the screen, in lines, on the command line and on
//! paper alike (R14).

use serde::Deserialize;

use super::fill;
use crate::domain::bundle::Bundle;

/// Steps whose lines are ticked one by one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BundleWords {
    /// A line was done: `{n}`, `{line}`, `{text}`.
    pub told_done: String,
    /// A line was left out: `{n}`, `{line}`, `{text}`.
    pub told_left_out: String,
    /// A line of a step in the log: `{line}`, `{text}`.
    pub cell: String,
    /// The last act, a line done: `{n}`, `{line}`, `{who}`.
    pub last_done: String,
    /// The last act, a line left out: `{n}`, `{line}`, `{who}`.
    pub last_left_out: String,
    /// How far a step is: `{n}` of `{all}` lines have their mark.
    pub progress: String,
    /// The same behind a title: `{title}`, `{progress}`.
    pub with_progress: String,
    /// A line that was left out, with its reason: `{text}`, `{reason}`.
    pub left_out: String,
    /// How many lines of a done step were left out: `{n}`.
    pub lines_left_out: String,
    /// What Enter does: `{line}`, `{lines}`.
    pub key_tick: String,
    /// What Enter does where the line is not on the screen: `{line}`.
    pub key_show: String,
    /// What I does.
    pub key_leave_out: String,
    /// The line stands on the screen now: `{line}`.
    pub shown: String,
    /// After a line got its mark: `{line}`, `{next}`, `{lines}`.
    pub hint: String,
    /// After the last line got its mark: `{line}`, `{lines}`.
    pub hint_all: String,
    /// The same where a second person has to agree.
    pub hint_agree: String,
    /// Asks why a line is left out: `{line}`, `{n}`.
    pub why: String,
    /// What becomes of a line that is left out.
    pub stays: String,
    /// A reason for leaving a line out that is half written: `{n}`, `{text}`.
    pub draft: String,
    /// A mark is taken back.
    pub not_so: String,
    /// The line that is next, in linear mode: `{line}`, `{lines}`, `{text}`.
    pub spoken_next: String,
    /// Every line has its mark, in linear mode: `{lines}`.
    pub spoken_all: String,
    /// A line that has its mark, in linear mode: `{line}`.
    pub spoken_marked: String,
    /// A line that was left out, in linear mode: `{line}`, `{reason}`.
    pub spoken_left_out: String,
    /// What was recorded, in linear mode: `{n}`, `{line}`.
    pub act_done: String,
    /// The same of a line that was left out: `{n}`, `{line}`, `{reason}`.
    pub act_left_out: String,
    /// On paper, behind each line: why it was left out.
    pub paper: String,
    /// How such a step is done, in print.
    pub rule: String,
}

impl BundleWords {
    /// How far somebody is with the step; nothing before the first mark, and once it has an answer.
    #[must_use]
    pub fn progress(&self, bundle: Option<Bundle<'_>>) -> Option<String> {
        let bundle = bundle.filter(Bundle::is_half_done)?;
        let (n, all) = (bundle.marked().to_string(), bundle.count().to_string());
        Some(fill(&self.progress, &[("n", &n), ("all", &all)]))
    }

    /// How many lines were left out of a step; nothing where none was.
    #[must_use]
    pub fn without(&self, bundle: Option<Bundle<'_>>) -> Option<String> {
        let n = bundle.map_or(0, |bundle| bundle.left_out());
        (n > 0).then(|| fill(&self.lines_left_out, &[("n", &n.to_string())]))
    }

    /// The title of the step, and how far somebody is with it.
    #[must_use]
    pub fn titled(&self, title: String, bundle: Option<Bundle<'_>>) -> String {
        match self.progress(bundle) {
            Some(progress) => {
                fill(&self.with_progress, &[("title", &title), ("progress", &progress)])
            }
            None => title,
        }
    }
}
