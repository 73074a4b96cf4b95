//! The legal clocks that an incident is under. They come from outside, as data.

use std::sync::Arc;

use super::machine::Session;
use crate::domain::law::Law;

impl Session {
    /// The same, under these legal clocks. What the log already says of them stays as it is.
    #[must_use]
    pub fn under(mut self, law: Arc<Law>) -> Self {
        self.state.law = law;
        self
    }
}
