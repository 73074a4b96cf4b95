//! What a reviewer says about an entry, weeks later: kept apart from the log, which cannot change
//! any more (S16).

use super::ids::{Initials, Seq};
use super::time::Timestamp;

/// One comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// When it was made, by the clock of the laptop on which it was made.
    pub at: Timestamp,
    /// Who made it. Nothing proves it: this file is signed by nobody.
    pub who: Initials,
    /// About which entry of the log.
    pub entry: Seq,
    /// The words.
    pub text: String,
}
