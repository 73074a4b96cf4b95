//! The fields of a form about legal clocks: texts, and choices with their digits.

use super::sheet::Sheet;
use crate::domain::decide::TEXT_BYTES_MAX;
use crate::tui::intent::Intent;
use crate::tui::view::View;
use crate::tui::widget::text::columns;
use crate::tui::widget::{Field, Options};

/// Longest time that anybody types.
const TIME_BYTES_MAX: usize = 40;

/// What a field is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SlotKind {
    Choice,
    Time,
    Reason,
    Receipt,
    Channel,
    Late,
}

/// One field.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) kind: SlotKind,
    label: String,
    hint: String,
    choices: Vec<String>,
    options: Options,
    field: Field,
}

impl Slot {
    /// A text.
    pub(super) fn text(kind: SlotKind, label: &str, hint: &str) -> Self {
        let bytes_max = if kind == SlotKind::Time { TIME_BYTES_MAX } else { TEXT_BYTES_MAX };
        Self {
            kind,
            label: label.to_owned(),
            hint: hint.to_owned(),
            choices: Vec::new(),
            options: Options::new(0),
            field: Field::new(bytes_max),
        }
    }

    /// A choice, none of it chosen.
    pub(super) fn choice(texts: &[&String]) -> Self {
        let choices: Vec<String> = texts.iter().map(|text| (*text).clone()).collect();
        let options = Options::new(choices.len());
        Self { choices, options, ..Self::text(SlotKind::Choice, "", "") }
    }

    /// With this one chosen, where it is the harmless one.
    pub(super) fn starting_at(mut self, index: usize) -> Self {
        self.options = Options::starting_at(self.choices.len(), index);
        self
    }

    /// Its name.
    pub(super) fn label(&self) -> &str {
        &self.label
    }

    /// How it may be filled.
    pub(super) fn hint(&self) -> &str {
        &self.hint
    }

    /// What can be chosen.
    pub(super) fn choices(&self) -> &[String] {
        &self.choices
    }

    /// What is chosen.
    pub(super) fn chosen(&self) -> Option<usize> {
        self.options.selected()
    }

    /// How many choices it has, when it is one.
    pub(super) fn count(&self) -> Option<u8> {
        u8::try_from(self.choices.len()).ok().filter(|count| *count > 0)
    }

    /// What was typed, if anything was.
    pub(super) fn typed(&self) -> Option<String> {
        (!self.field.is_blank()).then(|| self.field.trimmed().to_owned())
    }

    /// What is kept of it while the form is closed.
    pub(super) fn kept(&self) -> String {
        match self.kind {
            SlotKind::Choice => self.chosen().map(|at| at.to_string()).unwrap_or_default(),
            _ => self.field.text().to_owned(),
        }
    }

    /// Puts back what was kept.
    pub(super) fn put_back(&mut self, text: &str) {
        match self.kind {
            SlotKind::Choice => self.options.select(text.parse().ok()),
            _ => {
                self.field.insert(text);
            }
        }
    }

    /// Types into it.
    pub(super) fn insert(&mut self, text: &str) {
        if self.kind != SlotKind::Choice {
            self.field.insert(text);
        }
    }

    /// Whether the key was one for it.
    pub(super) fn key(&mut self, intent: Intent, view: &View) -> bool {
        match (self.kind, intent) {
            (SlotKind::Choice, Intent::Left) => self.options.key(Intent::Up),
            (SlotKind::Choice, Intent::Right) => self.options.key(Intent::Down),
            (SlotKind::Choice, Intent::Digit(_)) => self.options.key(intent),
            (SlotKind::Choice, _) => false,
            (SlotKind::Time, intent) => {
                let intent = view.keyboard.timed(intent, self.field.text());
                self.field.key(intent)
            }
            (_, intent) => self.field.key(intent),
        }
    }
}

/// The rows of the form.
pub(super) fn sheet<'a>(
    heads: &[String],
    slots: &'a [Slot],
    at: usize,
    width: u16,
    view: &View<'a>,
) -> Sheet<'a> {
    let mut sheet = Sheet::new(width, *view.theme);
    for head in heads {
        sheet.text(0, head);
    }
    let labels = slots.iter().map(|slot| columns(&slot.label, *view.theme));
    let x = 3 + labels.max().unwrap_or(0) + 2;
    for (index, slot) in slots.iter().enumerate() {
        let has_focus = index == at;
        if slot.kind != SlotKind::Choice {
            let room = if slot.kind == SlotKind::Time { 12 } else { width.saturating_sub(x + 2) };
            let is_blank = slot.field.is_blank();
            let hint = if is_blank { slot.hint.as_str() } else { "" };
            let room = if is_blank && !hint.is_empty() { room.min(24) } else { room };
            sheet.field(&slot.label, x, (&slot.field, room, has_focus), hint);
            continue;
        }
        for (nth, text) in slot.choices.iter().enumerate() {
            let is_chosen = slot.chosen() == Some(nth);
            let mark = if is_chosen { "(*)" } else { "( )" };
            let is_here = has_focus && (is_chosen || (slot.chosen().is_none() && nth == 0));
            sheet.choice(&format!("{} {mark}", nth + 1), 9, text, is_here);
        }
    }
    sheet
}
