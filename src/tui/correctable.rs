//! Which entries say something that can be wrong: U sets them right, and the log says of each
//! whether it was set right.

use crate::domain::state::Subject;

/// Whether U may take it back or set it right.
pub(super) const fn is_correctable(subject: &Subject) -> bool {
    matches!(
        subject,
        Subject::Step(..)
            | Subject::Line(_)
            | Subject::Note
            | Subject::Call
            | Subject::Evidence
            | Subject::Moment(_)
            | Subject::Judged(..)
            | Subject::Filed(_)
            | Subject::Watch(_)
    )
}
