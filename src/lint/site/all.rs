//! The list of rules for a site's facts, and the check by all of them.

use super::asked::Asked;
use super::places::Places;
use super::{contact, fiction, isolation, relief, restore, whole};
use crate::diagnostics::{Code, Diagnostic};
use crate::domain::site::Site;
use crate::domain::time::Date;
use crate::runbook::site::LoadedSite;
use crate::runbook::yaml::FINDINGS_MAX;

/// What the rules look at.
#[derive(Debug)]
pub struct Facts<'s> {
    /// What could be read.
    pub site: &'s Site,
    /// Where things stand in the file.
    pub places: Places<'s>,
    /// What the runbooks ask for.
    pub asked: &'s Asked,
    /// The day of the check.
    pub today: Date,
}

/// A rule.
type Rule = fn(&Facts<'_>, &mut Vec<Diagnostic>);

/// The rules, with the codes that each reports.
pub const RULES: &[(&[Code], Rule)] = &[
    (contact::CODES, contact::check),
    (isolation::CODES, isolation::check),
    (restore::CODES, restore::check),
    (fiction::CODES, fiction::check),
    (whole::CODES, whole::check),
    (relief::CODES, relief::check),
];

/// Everything that the reader and the rules find, in the order of the file.
#[must_use]
pub fn check(loaded: &LoadedSite, asked: &Asked, today: Date) -> Vec<Diagnostic> {
    let mut findings = loaded.findings.clone();
    let Some(tree) = &loaded.tree else { return findings };
    let facts = Facts { site: &loaded.site, places: Places::of(tree), asked, today };
    let mut warnings = Vec::new();
    for (_, rule) in RULES {
        rule(&facts, &mut warnings);
    }
    warnings.sort_by_key(|finding| (finding.primary.start, finding.code));
    warnings.dedup();
    // As many as the reader shows; who has that many has enough to do.
    warnings.truncate(FINDINGS_MAX);
    findings.extend(warnings);
    findings.sort_by_key(|finding| (finding.primary.start, finding.code));
    findings
}
