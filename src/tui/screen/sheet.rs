//! Rows of a form or list, with fields between them, scrolled so that the focus stays in view.
//!
//! Invariants: a text starts in the same cell with and without the focus (R120); the hardware
//! cursor is in the focused field or on the focused row (R149); what lies outside is announced on
//! the border (R131).

use ratatui::layout::Rect;

use super::spoken::labelled as labelled_words;
use crate::domain::wrap::wrap;
use crate::i18n::screen_told::ScreenTold;
use crate::tui::layout::Areas;
use crate::tui::speech::flat;
use crate::tui::theme::{Role, Theme};
use crate::tui::view::View;
use crate::tui::widget::text::{clean, columns, labelled, paragraph};
use crate::tui::widget::{Canvas, Field, Row};

/// From this height on the last row says what lies outside.
const ANNOUNCED_ROWS_MIN: u16 = 4;

/// Column of an option's text: `>> 1  text`.
const OPTION_TEXT: u16 = 6;

/// The area of a screen beside which no rail stands: the body with one column of margin.
#[must_use]
pub fn whole(areas: &Areas) -> Rect {
    let body = areas.body;
    let margin = 1.min(body.width);
    Rect { x: body.x + margin, width: body.width - margin, ..body }
}

/// A field in a row.
#[derive(Debug)]
struct Slot<'a> {
    row: usize,
    x: u16,
    columns: u16,
    field: &'a Field,
    has_focus: bool,
}

/// Rows being put together for one drawing.
#[derive(Debug)]
pub struct Sheet<'a> {
    width: u16,
    theme: Theme,
    rows: Vec<Row>,
    /// The same in words, one statement each, for whoever hears it.
    spoken: Vec<(String, String)>,
    slots: Vec<Slot<'a>>,
    focus: Option<(usize, usize)>,
    /// Whether there is more before the first row and after the last one.
    has_more: (bool, bool),
}

impl<'a> Sheet<'a> {
    /// An empty one of this width.
    #[must_use]
    pub fn new(width: u16, theme: Theme) -> Self {
        let has_more = (false, false);
        let (rows, spoken, slots) = (Vec::new(), Vec::new(), Vec::new());
        Self { width, theme, rows, spoken, slots, focus: None, has_more }
    }

    /// The same, a part of something longer: whether there is more before it and after it.
    #[must_use]
    pub fn with_more(mut self, has_more: (bool, bool)) -> Self {
        self.has_more = has_more;
        self
    }

    /// What its running and labelled texts say. Finished rows, choices and fields are not in it:
    /// whoever adds those speaks for them.
    #[must_use]
    pub fn spoken(self, view: &View) -> Vec<String> {
        self.spoken.into_iter().map(|(label, text)| labelled_words(&label, &text, view)).collect()
    }

    /// How many rows it has so far.
    #[must_use]
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// Adds one row.
    pub fn row(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// Adds an empty row.
    pub fn blank(&mut self) {
        self.rows.push(Row::blank());
    }

    /// Adds a title, wrapped.
    pub fn title(&mut self, text: &str) {
        self.running(text, 0, Role::Title);
    }

    /// Adds a label that heads what follows.
    pub fn heading(&mut self, text: &str) {
        self.running(text, 0, Role::Label);
    }

    /// Adds running text from column `x` on.
    pub fn text(&mut self, x: u16, text: &str) {
        self.spoken.push((String::new(), flat(text)));
        self.rows.extend(paragraph(text, x, self.width, self.theme));
    }

    /// Adds running text of a role from column `x` on.
    pub fn running(&mut self, text: &str, x: u16, role: Role) {
        self.spoken.push((String::new(), flat(text)));
        let room = usize::from(self.width.saturating_sub(x)).max(1);
        let rows = wrap(&clean(text, self.theme.is_ascii), room);
        self.rows.extend(rows.into_iter().map(|row| Row::default().at(x, row, role)));
    }

    /// Adds a label and its text from column `indent` on.
    pub fn labelled(&mut self, label: &str, indent: u16, text: &str) {
        self.spoken.push((label.to_owned(), text.to_owned()));
        self.rows.extend(labelled(label, text, indent, self.width, self.theme));
    }

    /// Adds a label and its text on one row: what does not fit is cut.
    pub fn one_row(&mut self, label: &str, indent: u16, text: &str) {
        self.spoken.push((label.to_owned(), flat(text)));
        self.rows.push(Row::default().at(0, label, Role::Label).at(indent, text, Role::Text));
    }

    /// Adds an option that can be chosen: cursor, number, text.
    pub fn option(&mut self, number: Option<usize>, text: &str, is_selected: bool) {
        let head = number.map(|number| number.to_string()).unwrap_or_default();
        self.choice(&head, OPTION_TEXT, text, is_selected);
    }

    /// Adds something that can be chosen: cursor, a head such as a mark, and text from column `x`
    /// on.
    pub fn choice(&mut self, head: &str, x: u16, text: &str, is_selected: bool) {
        let room = usize::from(self.width.saturating_sub(x + 1)).max(1);
        let texts = wrap(&clean(text, self.theme.is_ascii), room);
        let first = self.rows.len();
        for (nth, text) in texts.into_iter().enumerate() {
            let mut row = Row::default();
            if nth == 0 {
                let cursor = if is_selected { ">>" } else { "" };
                row = row.at(0, cursor, Role::Text).at(3, head, Role::Text);
            }
            row = row.at(x, text, Role::Text);
            self.rows.push(if is_selected { row.across(Role::Focus) } else { row });
        }
        if is_selected {
            self.focus = Some((first, self.rows.len()));
        }
    }

    /// Adds a finished row that has the focus or not; its first three columns are the cursor's.
    pub fn focusable(&mut self, row: Row, has_focus: bool) {
        let at = self.rows.len();
        if has_focus {
            self.focus = Some((at, at + 1));
            self.rows.push(row.at(0, ">>", Role::Text).across(Role::Focus));
        } else {
            self.rows.push(row);
        }
    }

    /// Adds rows that belong together and have the focus or not, as [`Self::focusable`] adds one.
    pub fn focusable_rows(&mut self, rows: Vec<Row>, has_focus: bool) {
        let first = self.rows.len();
        for (nth, row) in rows.into_iter().enumerate() {
            let row = if has_focus { row.across(Role::Focus) } else { row };
            let has_cursor = has_focus && nth == 0;
            self.rows.push(if has_cursor { row.at(0, ">>", Role::Text) } else { row });
        }
        if has_focus {
            self.focus = Some((first, self.rows.len()));
        }
    }

    /// How wide it is, in columns.
    #[must_use]
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// Adds a labelled field of this many columns from column `x` on, and a hint behind it, or
    /// below it where there is no room.
    pub fn field(&mut self, label: &str, x: u16, field: (&'a Field, u16, bool), hint: &str) {
        let (field, room, has_focus) = field;
        let at = self.rows.len();
        let room = room.min(self.width.saturating_sub(x + 1)).max(1);
        let cursor = if has_focus { ">>" } else { "" };
        let role = if has_focus { Role::Title } else { Role::Text };
        let mut row = Row::default().at(0, cursor, Role::Text).at(3, label, role);
        self.slots.push(Slot { row: at, x, columns: room, field, has_focus });
        let hint_x = x + room + 2;
        let fits = hint_x.saturating_add(columns(hint, self.theme)) <= self.width;
        if fits {
            row = row.at(hint_x, hint, Role::Text);
        }
        self.rows.push(row);
        if !fits && !hint.is_empty() {
            self.text(x.min(self.width / 2), hint);
        }
        if has_focus {
            self.focus = Some((at, self.rows.len()));
        }
    }

    /// Draws what fits, from the row `from` on, which follows the focus. Returns how many rows of
    /// the sheet have room: the last row of the area says what lies outside, when anything does.
    pub fn draw(
        &self,
        canvas: &mut Canvas,
        area: Rect,
        from: &mut usize,
        words: &ScreenTold,
    ) -> usize {
        let outer = area;
        let mut area = area;
        let has_more = self.has_more.0 || self.has_more.1;
        let is_cut = self.rows.len() > usize::from(area.height) || has_more;
        if is_cut && area.height >= ANNOUNCED_ROWS_MIN {
            area.height -= 1;
        }
        let height = usize::from(area.height);
        let last = self.rows.len().saturating_sub(height);
        if let Some((start, end)) = self.focus {
            if start < *from + 1 {
                *from = start.saturating_sub(1);
            }
            if end + 1 > *from + height {
                *from = (end + 1).saturating_sub(height).min(start);
            }
        }
        *from = (*from).min(last);
        canvas.rows(area, &self.rows, *from);
        let y_of = |row: usize| {
            let below = u16::try_from(row.checked_sub(*from)?).ok()?;
            (below < area.height).then(|| area.y + below)
        };
        if let Some(y) = self.focus.and_then(|(row, _)| y_of(row)) {
            canvas.put_caret(area.x, y);
        }
        for slot in &self.slots {
            let Some(y) = y_of(slot.row) else { continue };
            let cell = Rect { x: area.x.saturating_add(slot.x), y, width: slot.columns, height: 1 };
            slot.field.draw(canvas, cell.intersection(area), slot.has_focus);
        }
        if outer.height > area.height {
            self.announce(canvas, outer, (*from, height), words);
        }
        height
    }

    fn announce(&self, canvas: &mut Canvas, area: Rect, shown: (usize, usize), words: &ScreenTold) {
        let (from, height) = shown;
        let above = (from > 0 || self.has_more.0).then_some(words.more_above.as_str());
        let is_below = from + height < self.rows.len() || self.has_more.1;
        let below = is_below.then_some(words.more_below.as_str());
        let texts: Vec<&str> = [above, below].into_iter().flatten().collect();
        let text = format!("--- {} ", texts.join(", "));
        canvas.print_right(area, area.bottom() - 1, &text, Role::Text);
    }
}

/// Moves a list without a cursor; whether the intent was one for it.
pub fn turn(
    from: &mut usize,
    rows: usize,
    height: usize,
    intent: crate::tui::intent::Intent,
) -> bool {
    use crate::tui::intent::Intent;
    let last = rows.saturating_sub(height);
    *from = match intent {
        Intent::Up => from.saturating_sub(1),
        Intent::Down => from.saturating_add(1).min(last),
        Intent::PageUp => from.saturating_sub(height.max(1)),
        Intent::PageDown | Intent::Space => from.saturating_add(height.max(1)).min(last),
        Intent::Home => 0,
        Intent::End => last,
        _ => return false,
    };
    true
}
