//! The published JSON Schema of a file of legal clocks.

use schemars::Schema;
use serde_json::{Value, json};

use super::raw;
use crate::domain::law::WITHOUT_DELAY;

/// The schema as pretty JSON with a final line break (draft 2020-12).
#[must_use]
pub fn text() -> String {
    crate::runbook::schema::schema_of::<raw::ClockFile>()
}

/// A number needs its unit; a duty without delay has neither, nor a period that could end.
pub(super) fn limit_and_unit(schema: &mut Schema) {
    let rules = json!([
        {
            "if": { "properties": { "limit": { "const": WITHOUT_DELAY } } },
            "then": { "properties": { "unit": false, "end_of_period": false } },
            "else": { "required": ["unit"] },
        },
        {
            "if": { "properties": { "unit": { "const": "hours" } }, "required": ["unit"] },
            "then": { "properties": { "end_of_period": { "const": "runs-on" } } },
        },
    ]);
    schema.insert("allOf".to_owned(), rules);
}

/// Clocks and holidays are somebody's.
pub(super) fn owned(schema: &mut Schema) {
    let needs = |key: &str| -> Value {
        json!({ "if": { "required": [key] }, "then": { "required": ["jurisdiction"] } })
    };
    schema.insert("allOf".to_owned(), Value::Array(vec![needs("clocks"), needs("holidays")]));
}
