//! Options to choose from. Nothing is preselected unless asked (R6, R29).

use crate::tui::intent::Intent;

/// Where the cursor stands among some options.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    count: usize,
    selected: Option<usize>,
}

impl Options {
    /// This many options, none selected.
    #[must_use]
    pub const fn new(count: usize) -> Self {
        Self { count, selected: None }
    }

    /// With the cursor on this option, from 0: only where it is the harmless one (R99).
    #[must_use]
    pub fn starting_at(count: usize, index: usize) -> Self {
        Self { count, selected: (index < count).then_some(index) }
    }

    /// Where the cursor is, from 0.
    #[must_use]
    pub const fn selected(&self) -> Option<usize> {
        self.selected
    }

    /// How many there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.count
    }

    /// Another number of options; the cursor stays inside.
    pub fn resize(&mut self, count: usize) {
        self.count = count;
        self.selected = self.selected.filter(|_| count > 0).map(|at| at.min(count - 1));
    }

    /// Puts the cursor on an option, or nowhere.
    pub fn select(&mut self, index: Option<usize>) {
        self.selected = index.filter(|index| *index < self.count);
    }

    /// Moves the cursor; whether the intent was one for a list. A digit moves, it never chooses.
    pub fn key(&mut self, intent: Intent) -> bool {
        let Some(last) = self.count.checked_sub(1) else {
            return matches!(intent, Intent::Up | Intent::Down);
        };
        let to = match intent {
            Intent::Down => self.selected.map_or(0, |at| (at + 1).min(last)),
            Intent::Up => self.selected.map_or(last, |at| at.saturating_sub(1)),
            Intent::Home => 0,
            Intent::End => last,
            Intent::Digit(digit) if usize::from(digit) >= 1 && usize::from(digit) <= self.count => {
                usize::from(digit) - 1
            }
            _ => return false,
        };
        self.selected = Some(to);
        true
    }
}
