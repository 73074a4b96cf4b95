//! What became of the site's file: its facts, and what has to be said about it.

use super::load::parse;
use crate::diagnostics::{Diagnostic, Source};
use crate::domain::site::Site;
use crate::runbook::bytes::Bounded;

/// Its name in the data folder.
pub const FILE_NAME: &str = "site.yaml";

/// The facts of the site, and what became of their file. Never a reason to stop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteFile {
    /// Where it is, or would be.
    pub path: String,
    /// What could be read.
    pub site: Site,
    /// How it went.
    pub condition: Condition,
}

/// How reading went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Condition {
    /// There is no such file.
    #[default]
    Missing,
    /// Its form is as it should be.
    Sound,
    /// Something is wrong; what could be read is kept.
    Broken {
        /// How many errors.
        errors: usize,
        /// The line of the first one, from 1.
        line: usize,
    },
    /// It is there and could not be read at all, for this reason.
    Unread(String),
}

impl SiteFile {
    /// There is none at `path`.
    #[must_use]
    pub fn missing(path: String) -> Self {
        Self { path, ..Self::default() }
    }

    /// It could not be read.
    #[must_use]
    pub fn unread(path: String, reason: String) -> Self {
        Self { path, site: Site::default(), condition: Condition::Unread(reason) }
    }

    /// The file as it was read.
    #[must_use]
    pub fn of(path: String, content: &Bounded) -> Self {
        let source = Source::new(&path, &content.text);
        let broken = |findings: &[Diagnostic]| {
            let mut errors = findings.iter().filter(|finding| finding.is_error());
            let first = errors.next()?;
            let line = source.place(first.primary.start).line;
            Some(Condition::Broken { errors: errors.count() + 1, line })
        };
        if let Some(condition) = broken(&content.findings) {
            return Self { path, site: Site::default(), condition };
        }
        let loaded = parse(&content.text);
        let condition = broken(&loaded.findings).unwrap_or(Condition::Sound);
        Self { path, site: loaded.site, condition }
    }
}
