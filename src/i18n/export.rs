//! Copies for somebody else.

use serde::Deserialize;

use super::rejection::Advice;

/// Copies for somebody else.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportWords {
    /// Nothing was made or recorded.
    pub not_made: String,
    /// Nothing was made, but the record stands.
    pub not_made_recorded: String,
    /// The log is damaged.
    pub altered: Advice,
    /// A field that is none.
    pub bad_field: Advice,
    /// Lines that are none.
    pub bad_lines: Advice,
    /// Too many logs for one file.
    pub several: Advice,
    /// Where the copy is.
    pub made: String,
    /// Marks everything of an exercise.
    pub exercise: String,
    /// One log of the copy.
    pub log: String,
    /// A log whose last line was left out.
    pub torn: String,
    /// A file `{name}` among the logs that is none.
    pub stray: String,
    /// So many of them, without their names.
    pub strays: String,
    /// Every field.
    pub fields_all: String,
    /// No field.
    pub fields_none: String,
    /// Which fields are withheld.
    pub fields: String,
    /// How much is withheld.
    pub total: String,
    /// What became of the evidence.
    pub files: String,
    /// A file `{name}` that was not copied.
    pub wrong: String,
    /// A file `{name}` that is not there.
    pub missing: String,
    /// The record of this export.
    pub recorded: String,
    /// Why there is none.
    pub not_recorded: String,
}
