//! Finding by a few letters in a list: F or / opens a line, letters narrow the list, Enter keeps it
//! narrow, Esc shows everything again. Accents and case say nothing.

use unicode_normalization::UnicodeNormalization;

use super::contract::Outcome;
use crate::i18n::fill;
use crate::tui::intent::{Intent, Mode};
use crate::tui::speech::{Prompt, Wanted};
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::{Canvas, Field};

/// Most bytes of what is looked for.
const BYTES_MAX: usize = 64;

/// What is looked for in a list.
#[derive(Clone, Debug)]
pub struct Finder {
    field: Field,
    is_open: bool,
}

impl Default for Finder {
    fn default() -> Self {
        Self { field: Field::new(BYTES_MAX), is_open: false }
    }
}

impl Finder {
    /// How keys are read: letters are text while the line is open, arrows still move.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        if self.is_open { Mode::Filter } else { Mode::Command }
    }

    /// Whether letters go into the line.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.is_open
    }

    /// Whether the list is narrowed.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        !self.field.is_blank()
    }

    /// Takes a key that is one for finding: whether the list may be another one now.
    pub fn key(&mut self, intent: Intent) -> bool {
        match intent {
            Intent::Find => self.is_open = true,
            Intent::Esc if self.is_open || self.is_narrow() => {
                self.field.clear();
                self.is_open = false;
            }
            Intent::Enter if self.is_open => self.is_open = false,
            Intent::Up | Intent::Down | Intent::PageUp | Intent::PageDown => return false,
            intent if self.is_open => return self.field.key(intent),
            _ => return false,
        }
        true
    }

    /// What linear mode asks for while the line is open.
    #[must_use]
    pub fn prompt(&self, view: &View) -> Option<Prompt> {
        let words = &view.words.screen.log;
        let wanted = Wanted::new(&words.find, self.field.text(), &[Intent::Enter]);
        self.is_open.then(|| Prompt::Field(wanted.or_else(&[Intent::Esc])))
    }

    /// Takes a paste into the open line.
    pub fn paste(&mut self, text: &str) -> Outcome {
        if !self.is_open {
            return Outcome::not_mine();
        }
        self.field.insert(text);
        Outcome::taken()
    }

    /// Whether a line of the list holds what is looked for.
    #[must_use]
    pub fn finds(&self, line: &str) -> bool {
        !self.is_narrow() || folded(line).contains(&folded(self.field.trimmed()))
    }

    /// Draws the line in one row, with how many were found; nothing while nothing is looked for.
    /// Returns whether it drew.
    pub fn draw(
        &self,
        canvas: &mut Canvas,
        row: ratatui::layout::Rect,
        found: usize,
        view: &View,
    ) -> bool {
        if !self.is_open && !self.is_narrow() {
            return false;
        }
        let words = &view.words.screen.log;
        let count = fill(&words.found, &[("n", &found.to_string())]);
        let right = canvas.print_right(row, row.y, &count, Role::Text);
        let x = canvas.print(row, (row.x, row.y), &words.find, Role::Label) + 1;
        let width = right.saturating_sub(x + 2);
        let cell = ratatui::layout::Rect { x, width, height: 1, ..row };
        self.field.draw(canvas, cell.intersection(row), self.is_open);
        true
    }
}

/// Lower case without accents.
#[must_use]
pub fn folded(text: &str) -> String {
    text.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}
