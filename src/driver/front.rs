//! What the loop shows its state on: the full screen or lines. Everything else is the same for
//! both.

use crate::domain::time::Span;
use crate::tui::app::App;
use crate::tui::request::Request;
use crate::tui::view::View;

/// What the next showing has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Paint {
    /// Nothing is new.
    Nothing,
    /// Something may be new.
    Changes,
    /// Everything is shown again.
    All,
}

/// Whether the answers of the disk are waited for before anything is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// Not at all: what is shown changes when they come.
    None,
    /// So long, because what was said cannot be taken back.
    For(Span),
    /// Until they are there, also those about evidence: a script means one line after the other.
    Endless,
}

/// What is shown to takes nothing any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gone;

/// Something to show the state on, and to take lines from.
pub trait Front {
    /// Shows how things stand, in a window of this size.
    ///
    /// # Errors
    /// Nobody takes it.
    fn show(
        &mut self,
        app: &mut App,
        view: &View<'_>,
        paint: Paint,
        size: (u16, u16),
    ) -> Result<(), Gone>;

    /// Takes a line. A front of keys has none.
    fn line(&mut self, line: &str, app: &mut App, view: &View<'_>) -> Vec<Request>;

    /// Takes an interrupt that came beside the lines.
    fn interrupt(&mut self, app: &mut App, view: &View<'_>) -> Vec<Request>;

    /// Whether the disk is waited for.
    fn patience(&self) -> Patience;
}
