//! All legal clocks that an incident can be under: the shipped ones, and those of the site.
//!
//! Invariants: an id is there once; a clock of the site replaces the shipped one of the same id and
//! says so; a file with an error is kept with its findings and hides nothing. What clocks and steps
//! name exists, or is a finding. Texts come in from outside: nothing is opened here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::load::{ClockFile, LoadedClocks, Place, parse};
use crate::diagnostics::{Code, Diagnostic, Source, SourceSpan};
use crate::domain::ids::{ClockId, JurisdictionId, MomentId};
use crate::domain::law::{Law, LegalClock, Trigger};
use crate::domain::relief::ReliefHours;
use crate::runbook::bytes::Bounded;
use crate::runbook::library::Broken;

static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/runbooks/clocks");

/// Where a clock comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClockOrigin {
    /// Built into the program.
    Shipped,
    /// From a file of the site.
    Site {
        /// Its path, for showing.
        path: String,
        /// Whether it stands in for a shipped clock of the same name.
        replaces_built_in: bool,
    },
}

/// The clocks, where each comes from, and the files that gave none.
#[derive(Clone, Debug, Default)]
pub struct LawShelf {
    /// What incidents are under.
    pub law: Arc<Law>,
    /// Where each clock comes from.
    pub origins: BTreeMap<ClockId, ClockOrigin>,
    /// Files of the site that could not be used.
    pub broken: Vec<Broken>,
}

/// A file with what was found in it, the names of other files looked up.
#[derive(Clone, Debug)]
pub struct CheckedClocks {
    /// The file.
    pub source: Source,
    /// Everything that was found.
    pub findings: Vec<Diagnostic>,
    /// How many clocks it holds.
    pub clocks: usize,
}

/// What is known while the files are put together.
struct Known<'l> {
    clocks: BTreeMap<&'l ClockId, &'l Trigger>,
    moments: BTreeSet<&'l MomentId>,
}

impl LawShelf {
    /// The shipped clocks only.
    #[must_use]
    pub fn shipped() -> Self {
        Self::with_files(&[])
    }

    /// The shipped clocks and those of `files`, given as path and content as it was read. Earlier
    /// files win over later ones with the same id.
    #[must_use]
    pub fn with_files(files: &[(String, Bounded)]) -> Self {
        let mut shelf = Self::default();
        for (_, text) in shipped_files() {
            let loaded = parse(text);
            if let Some(file) = loaded.file {
                shelf.add(file, &ClockOrigin::Shipped);
            }
        }
        for (path, content) in files {
            let source = Source::new(path, &content.text);
            if !content.findings.is_empty() {
                shelf.broken.push(Broken { source, findings: content.findings.clone() });
                continue;
            }
            let loaded = parse(&content.text);
            let findings = look_up(&loaded, &shelf.law);
            match loaded.file.filter(|_| !findings.iter().any(Diagnostic::is_error)) {
                Some(file) => {
                    let path = path.clone();
                    shelf.add(file, &ClockOrigin::Site { path, replaces_built_in: false });
                }
                None => shelf.broken.push(Broken { source, findings }),
            }
        }
        shelf
    }

    /// The same, with only the law that the site says it is under, unless a file of clocks said so.
    #[must_use]
    pub fn at_site(mut self, jurisdictions: &BTreeSet<JurisdictionId>) -> Self {
        let law = Arc::make_mut(&mut self.law);
        if law.only.is_none() && !jurisdictions.is_empty() {
            law.only = Some(jurisdictions.clone());
        }
        self
    }

    /// The same, where people are relieved after so many hours.
    #[must_use]
    pub fn relieved_after(mut self, hours: ReliefHours) -> Self {
        Arc::make_mut(&mut self.law).relief = hours;
        self
    }

    fn add(&mut self, file: ClockFile, origin: &ClockOrigin) {
        let law = Arc::make_mut(&mut self.law);
        let is_site = *origin != ClockOrigin::Shipped;
        for moment in file.moments {
            match law.moments.iter_mut().find(|known| known.id == moment.id) {
                Some(known) if is_site => *known = moment,
                Some(_) => {}
                None => law.moments.push(moment),
            }
        }
        for clock in file.clocks {
            let origin = match (self.origins.get(&clock.id), origin) {
                (Some(ClockOrigin::Shipped), ClockOrigin::Site { path, .. }) => {
                    ClockOrigin::Site { path: path.clone(), replaces_built_in: true }
                }
                (Some(_), _) => continue,
                (None, origin) => origin.clone(),
            };
            self.origins.insert(clock.id.clone(), origin);
            match law.clocks.iter_mut().find(|known| known.id == clock.id) {
                Some(known) => *known = clock,
                None => law.clocks.push(clock),
            }
        }
        if let Some(jurisdiction) = file.jurisdiction {
            law.holidays.entry(jurisdiction).or_default().extend(file.holidays);
        }
        if let Some(only) = file.only {
            law.only.get_or_insert_default().extend(only);
        }
    }
}

/// Checks files against each other and against `law`.
#[must_use]
pub fn check(files: &[(String, Bounded)], law: &Law) -> Vec<CheckedClocks> {
    let loaded: Vec<_> = files.iter().map(|(_, content)| parse(&content.text)).collect();
    let mut known = law.clone();
    for file in loaded.iter().filter_map(|loaded| loaded.file.as_ref()) {
        known.moments.extend(file.moments.iter().cloned());
        known.clocks.extend(file.clocks.iter().cloned());
    }
    let checked = |((path, content), loaded): (&(String, Bounded), LoadedClocks)| {
        let source = Source::new(path, &content.text);
        let is_readable = content.findings.is_empty();
        let findings =
            if is_readable { look_up(&loaded, &known) } else { content.findings.clone() };
        let clocks = loaded.file.map_or(0, |file| file.clocks.len());
        CheckedClocks { source, findings, clocks }
    };
    files.iter().zip(loaded).map(checked).collect()
}

/// The findings of a file, and those about what it names of itself and of `law`.
fn look_up(loaded: &LoadedClocks, law: &Law) -> Vec<Diagnostic> {
    let mut findings = loaded.findings.clone();
    let Some(file) = &loaded.file else { return findings };
    let own = file.clocks.iter();
    // What the file says of a clock stands in for what was known of it.
    let clocks = law.clocks.iter().chain(own).map(|clock| (&clock.id, &clock.trigger)).collect();
    let moments = law.moments.iter().chain(&file.moments).map(|moment| &moment.id).collect();
    let known = Known { clocks, moments };
    for clock in &file.clocks {
        let Some(place) = loaded.places.get(&clock.id) else { continue };
        findings.extend(known.finding(clock, *place));
    }
    findings.sort_by_key(|finding| (finding.primary.start, finding.code));
    findings
}

impl Known<'_> {
    fn finding(&self, clock: &LegalClock, place: Place) -> Option<Diagnostic> {
        match &clock.trigger {
            Trigger::Moment(moment) | Trigger::YearEnd(moment) => {
                let is_known = self.moments.contains(moment);
                (!is_known).then(|| named(Code::UnknownMoment, place.trigger, moment))
            }
            Trigger::Submitted(other) if !self.clocks.contains_key(other) => {
                Some(named(Code::UnknownClock, place.trigger, other))
            }
            Trigger::Submitted(other) => {
                let is_loop = self.leads_to(other, &clock.id);
                is_loop.then(|| named(Code::ClockLoop, place.trigger, other))
            }
        }
    }

    /// Whether following chains from one clock comes to another one.
    fn leads_to(&self, from: &ClockId, to: &ClockId) -> bool {
        let mut here = from;
        // No chain is longer than there are clocks.
        for _ in 0..=self.clocks.len() {
            if here == to {
                return true;
            }
            match self.clocks.get(here) {
                Some(Trigger::Submitted(next)) => here = next,
                _ => return false,
            }
        }
        // It runs round without ever coming by; the clocks of that ring say so themselves.
        false
    }
}

fn named(code: Code, place: SourceSpan, name: &impl ToString) -> Diagnostic {
    Diagnostic::new(code, place).fact("found", name.to_string())
}

/// The law that a site most likely is under comes first while no site file says which it is: the
/// case files behind this program are French hospitals. The rest follows by name.
const FIRST_FILES: [&str; 2] = ["fr.yaml", "eu.yaml"];

/// The shipped files, in the order in which boards and lists name their clocks.
pub fn shipped_files() -> impl Iterator<Item = (String, &'static str)> {
    let mut files: Vec<_> = SHIPPED.files().collect();
    files.sort_by_key(|file| {
        let place = FIRST_FILES.iter().position(|first| file.path() == Path::new(first));
        (place.unwrap_or(FIRST_FILES.len()), file.path())
    });
    files.into_iter().filter_map(|file| {
        let path = format!("runbooks/clocks/{}", file.path().display());
        file.contents_utf8().map(|text| (path, text))
    })
}
