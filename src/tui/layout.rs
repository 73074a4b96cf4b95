//! Where the parts of the frame are, for a size (screens §2.1).
//!
//! Invariants: rectangles never leave the window and never overlap; the title of the current item
//! has one cell per form; nothing that is needed lies beyond 80x24 (R152).

use ratatui::layout::Rect;

/// Columns of the rail of all steps in the large form.
pub const RAIL_COLUMNS: u16 = 38;

/// Which arrangement a size allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// From 120x40: a rail of all steps beside the work area.
    Large,
    /// From 80x24: the reference.
    Full,
    /// From 40x10: no rules, the body is paged.
    Reduced,
    /// Smaller: only the words that the work is safe.
    TooSmall,
}

/// The parts of the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Areas {
    /// Which arrangement.
    pub form: Form,
    /// The whole window.
    pub window: Rect,
    /// Row 1.
    pub identity: Rect,
    /// Row 2.
    pub urgent: Rect,
    /// The rule below row 2; no rows in the reduced form.
    pub rule_top: Rect,
    /// Everything between the rules.
    pub body: Rect,
    /// The left column of the large form.
    pub rail: Option<Rect>,
    /// Where a screen writes: one column of margin at the left, none at the right.
    pub work: Rect,
    /// The columns that a rule inside the work area spans.
    pub band: Rect,
    /// The rule above LAST; no rows in the reduced form.
    pub rule_bottom: Rect,
    /// Your last act: two rows in the large form.
    pub last: Rect,
    /// The keys that work here.
    pub footer: Rect,
}

impl Areas {
    /// The parts of a window.
    #[must_use]
    pub fn of(window: Rect) -> Self {
        let form = form(window);
        let (rules, last_rows) = match form {
            Form::Large => (1, 2),
            Form::Full => (1, 1),
            Form::Reduced | Form::TooSmall => (0, 1),
        };
        let row = |y: u16, height: u16| {
            let top = window.y.saturating_add(y).min(window.bottom());
            let height = height.min(window.bottom().saturating_sub(top));
            Rect { x: window.x, y: top, width: window.width, height }
        };
        let top = 2 + rules;
        let bottom = window.height.saturating_sub(1 + last_rows + rules);
        let body = row(top, bottom.saturating_sub(top));
        let is_large = form == Form::Large;
        let margin = if is_large { RAIL_COLUMNS + 3 } else { 1 };
        let inset = |columns: u16| Rect {
            x: body.x.saturating_add(columns.min(body.width)),
            width: body.width.saturating_sub(columns),
            ..body
        };
        Self {
            form,
            window,
            identity: row(0, 1),
            urgent: row(1, 1),
            rule_top: row(2, rules),
            body,
            rail: is_large.then_some(Rect { width: RAIL_COLUMNS, ..body }),
            work: inset(margin),
            band: if is_large { inset(margin) } else { body },
            rule_bottom: row(bottom, rules),
            last: row(bottom + rules, last_rows),
            footer: row(window.height.saturating_sub(1), 1),
        }
    }

    /// How many rows LAST may have: its own, and what the body can spare.
    #[must_use]
    pub fn last_rows_max(&self) -> u16 {
        self.last.height + self.body.height / 3
    }

    /// The same with `rows` rows for LAST, as far as it may have them. They are taken from the end
    /// of the body, so that the screen knows which of its rows are not shown (R13).
    #[must_use]
    pub fn with_last(self, rows: u16) -> Self {
        let more = rows.min(self.last_rows_max()).saturating_sub(self.last.height);
        let higher = |area: Rect| Rect { y: area.y.saturating_sub(more), ..area };
        let shorter = |area: Rect| Rect { height: area.height.saturating_sub(more), ..area };
        let last = Rect { height: self.last.height + more, ..higher(self.last) };
        Self {
            body: shorter(self.body),
            rail: self.rail.map(shorter),
            work: shorter(self.work),
            band: shorter(self.band),
            rule_bottom: higher(self.rule_bottom),
            last,
            ..self
        }
    }
}

fn form(window: Rect) -> Form {
    match (window.width, window.height) {
        (120.., 40..) => Form::Large,
        (80.., 24..) => Form::Full,
        (40.., 10..) => Form::Reduced,
        _ => Form::TooSmall,
    }
}
