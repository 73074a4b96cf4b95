//! What a copy says of itself: on its own page, and where it was made.

use super::args::ExportArgs;
use super::companion;
use super::copy::Seen;
use crate::audit::withhold::Fields;
use crate::diagnostics::escape;
use crate::domain::ids::EventId;
use crate::domain::text::Lang;
use crate::domain::time::Timestamp;
use crate::i18n::{Catalogue, fill};

/// What became of the evidence files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) copied: usize,
    pub(super) out: usize,
    /// Names of files that the copied lines name, and that are not there.
    pub(super) missing: Vec<String>,
    /// Names of files that are not what they say, or cannot be read.
    pub(super) wrong: Vec<String>,
}

/// What a copy holds.
#[derive(Debug)]
pub(super) struct Copied<'c> {
    pub(super) args: &'c ExportArgs,
    pub(super) fields: &'c Fields,
    pub(super) seen: &'c Seen,
    pub(super) counts: &'c Counts,
    /// Names of files among the logs that are none.
    pub(super) strays: &'c [String],
}

/// The withheld fields, by name.
fn withheld_names(words: &Catalogue, fields: &Fields) -> String {
    match fields {
        Fields::All => words.export.fields_all.clone(),
        Fields::None => words.export.fields_none.clone(),
        Fields::These(_) => fields.names().join(", "),
    }
}

/// One line per log, and one more where its end was left out.
fn log_lines(words: &Catalogue, seen: &Seen) -> Vec<String> {
    let mut lines = Vec::new();
    for log in &seen.logs {
        let name = escape::shown(&log.name);
        lines.push(fill(
            &words.export.log,
            &[
                ("log", &name),
                ("lines", &log.lines.to_string()),
                ("texts", &log.texts.to_string()),
                ("whole", &log.whole.to_string()),
                ("head", &log.head.to_string()),
            ],
        ));
        if log.is_torn {
            lines.push(fill(&words.export.torn, &[("log", &name)]));
        }
    }
    lines
}

/// The evidence that is not in the copy and should be.
fn file_lines(words: &Catalogue, counts: &Counts) -> Vec<String> {
    let said = |template: &str, name: &String| fill(template, &[("name", name)]);
    let wrong = counts.wrong.iter().map(|name| said(&words.export.wrong, name));
    wrong.chain(counts.missing.iter().map(|name| said(&words.export.missing, name))).collect()
}

fn totals(seen: &Seen) -> (String, String) {
    let texts: u64 = seen.logs.iter().map(|log| log.texts).sum();
    let whole: u64 = seen.logs.iter().map(|log| log.whole).sum();
    (texts.to_string(), whole.to_string())
}

/// What is said where the copy was made. The label stands first and last, as on every page.
pub(super) fn lines(copied: &Copied<'_>, words: &Catalogue, record: Option<&EventId>) -> String {
    let Copied { args, fields, seen, counts, strays } = copied;
    let export = &words.export;
    let label = args.tlp.map(|tlp| tlp.label().to_owned());
    let mut lines: Vec<String> = label.iter().cloned().collect();
    if seen.is_exercise {
        lines.push(export.exercise.clone());
    }
    let path = escape::shown(&args.out.display().to_string());
    lines.push(fill(&export.made, &[("path", &path)]));
    lines.extend(log_lines(words, seen));
    let stray = |name: &String| fill(&export.stray, &[("name", &escape::shown(name))]);
    lines.extend(strays.iter().map(stray));
    lines.push(fill(&export.fields, &[("fields", &withheld_names(words, fields))]));
    let (texts, whole) = totals(seen);
    lines.push(fill(&export.total, &[("texts", &texts), ("lines", &whole)]));
    lines.push(fill(
        &export.files,
        &[
            ("files", &counts.copied.to_string()),
            ("files_out", &counts.out.to_string()),
            ("files_missing", &counts.missing.len().to_string()),
        ],
    ));
    lines.extend(file_lines(words, counts));
    lines.push(match record {
        Some(record) => fill(&export.recorded, &[("record", &record.to_string())]),
        None => export.not_recorded.clone(),
    });
    lines.extend(label);
    lines.join("\n") + "\n"
}

/// The page of the copy. Whatever stands on it is public: no text that a person typed.
pub(super) fn page(copied: &Copied<'_>, lang: Lang, now: Timestamp) -> String {
    let Copied { args, fields, seen, counts, strays } = copied;
    let words = Catalogue::of(lang);
    let label = args.tlp.map_or_else(String::new, |tlp| format!("{}\n", tlp.label()));
    let exercise =
        if seen.is_exercise { format!("{}\n", words.export.exercise) } else { String::new() };
    let (texts, whole) = totals(seen);
    let mut logs = log_lines(words, seen);
    if !strays.is_empty() {
        // Only how many: a name from outside could say what the copy withholds.
        logs.push(fill(&words.export.strays, &[("n", &strays.len().to_string())]));
    }
    // These names are of digests that the copy shows anyway.
    logs.extend(file_lines(words, counts));
    let logs = logs.join("\n") + "\n";
    fill(
        companion::of_copy(lang),
        &[
            ("tlp", &label),
            ("exercise", &exercise),
            ("incident", seen.incident.as_deref().unwrap_or("?")),
            ("made", &now.to_string()),
            ("app", concat!("sangfroid ", env!("CARGO_PKG_VERSION"))),
            ("fields", &withheld_names(words, fields)),
            ("texts", &texts),
            ("lines", &whole),
            ("files", &counts.copied.to_string()),
            ("files_out", &counts.out.to_string()),
            ("files_missing", &counts.missing.len().to_string()),
            ("logs", &logs),
            ("verifier", companion::VERIFIER),
        ],
    )
}
