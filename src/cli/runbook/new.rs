//! `runbook new ID`: a commented starter file that passes the check as it is. And `runbook schema`.

use std::io::{self, Write};

use crate::diagnostics::escape;
use crate::domain::ids::{RunbookId, SLUG_CHARS_MAX};
use crate::domain::text::Lang;
use crate::domain::time::Date;
use crate::i18n::runbook_cli::starter;
use crate::i18n::{Catalogue, fill};
use crate::runbook::schema;

/// The starter file for `id`, reviewed `today`.
///
/// # Errors
/// The sentence to show when `id` is not an identifier.
pub fn text(id: &str, today: Date, lang: Lang) -> Result<String, String> {
    let Ok(id) = RunbookId::parse(id) else {
        let max = SLUG_CHARS_MAX.to_string();
        let shown = escape::shortened(id, SLUG_CHARS_MAX);
        let template = &Catalogue::of(lang).runbook_cli.new.bad_id;
        return Err(fill(template, &[("id", &shown), ("max", &max)]));
    };
    let date = today.to_string();
    Ok(fill(starter(lang), &[("id", id.as_str()), ("date", &date)]))
}

/// Writes the published schema.
///
/// # Errors
/// Those of the writer.
pub fn write_schema(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(schema::text().as_bytes())
}
