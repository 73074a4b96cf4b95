//! Words of the log as a timeline, and of finding in a list.

use serde::Deserialize;

use super::fill;
use crate::domain::comment::Comment;
use crate::domain::time::UtcOffset;

/// Words of the log as a timeline, and of finding in a list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenLog {
    /// That the log is whole; `{n}` entries.
    pub whole: String,
    /// That lines are missing; `{n}` are there, `{had}` once were.
    pub missing: String,
    /// Every entry is under a seal.
    pub sealed: String,
    /// `{n}` entries are not.
    pub unsealed: String,
    /// `{n}` entries were written late.
    pub late_count: String,
    /// The incident is closed.
    pub closed: String,
    /// Another window writes.
    pub read_only: String,
    /// What is shown; `{kind}`, `{track}`.
    pub narrowed: String,
    /// Before what is looked for.
    pub find: String,
    /// `{n}` found.
    pub found: String,
    /// Nothing is left.
    pub none: String,
    /// Head of a column, at most four letters.
    pub head_number: String,
    /// Head of a column.
    pub head_time: String,
    /// Head of a column.
    pub head_who: String,
    /// Head of a column.
    pub head_what: String,
    /// Kind.
    pub all: String,
    /// Kind.
    pub steps: String,
    /// Kind.
    pub decisions: String,
    /// Kind.
    pub notes: String,
    /// Kind.
    pub calls: String,
    /// Kind.
    pub clocks: String,
    /// Kind.
    pub evidence: String,
    /// Kind.
    pub people: String,
    /// Kind.
    pub corrections: String,
    /// Kind.
    pub gaps: String,
    /// Nothing ran for `{span}`.
    pub gap: String,
    /// A legal clock `{title}` ran out.
    pub duty_passed: String,
    /// Before an entry that was written late.
    pub late_mark: String,
    /// No disk took the log after entry `{n}`, from `{time}` on.
    pub gap_of_disk: String,
    /// Label of the entry in full; `{n}`.
    pub entry: String,
    /// `{text}`, `{who}`.
    pub by: String,
    /// Label.
    pub shown: String,
    /// `{shown}`, `{at}`, `{took}`.
    pub shown_at: String,
    /// Label.
    pub options: String,
    /// Label.
    pub happened: String,
    /// Label.
    pub written: String,
    /// `{time}` of late writing.
    pub late: String,
    /// Label.
    pub before: String,
    /// Label.
    pub corrected: String,
    /// Never corrected.
    pub never: String,
    /// By `{entries}`.
    pub corrected_by: String,
    /// Enter on entry `{n}` that is about no step.
    pub no_step: String,
    /// Head of the left column.
    pub side_kind: String,
    /// Head of the left column.
    pub side_track: String,
    /// Head of the left column; each sign is `{n}` entries.
    pub side_when: String,
    /// Footer.
    pub key_entry: String,
    /// Footer.
    pub key_kind: String,
    /// Footer.
    pub key_track: String,
    /// Footer.
    pub key_find: String,
    /// Footer.
    pub key_copy: String,
    /// Footer.
    pub key_keep: String,
    /// Footer.
    pub key_all: String,
    /// Label of a reviewer's comment.
    pub comment: String,
    /// One comment: who, which day, what.
    pub comment_line: String,
    /// Title of the box.
    pub comment_title: String,
    /// Its foot: that the log cannot change.
    pub comment_foot: String,
    /// Label of the reviewer's initials.
    pub comment_who: String,
    /// They are missing.
    pub comment_who_needed: String,
    /// The words are missing.
    pub comment_text_needed: String,
    /// The comment is on disk.
    pub comment_kept: String,
    /// It is not.
    pub comment_not_kept: String,
    /// Key.
    pub key_comment: String,
}

impl ScreenLog {
    /// One comment in a line.
    #[must_use]
    pub fn comment(&self, comment: &Comment, offset: UtcOffset) -> String {
        let day = comment.at.date(offset).to_string();
        let facts = [("who", comment.who.as_str()), ("day", &day), ("text", &comment.text)];
        fill(&self.comment_line, &facts)
    }
}
