//! The published JSON Schema of `site.yaml`.

use super::raw;

/// The schema as pretty JSON with a final line break (draft 2020-12).
#[must_use]
pub fn text() -> String {
    crate::runbook::schema::schema_of::<raw::Site>()
}
