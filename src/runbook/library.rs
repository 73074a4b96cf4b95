//! All runbooks that can be opened: the shipped ones, and those given from outside.
//!
//! Invariants: an id is there once; a file from outside replaces a shipped runbook of the same id
//! and says so; a broken file is kept with its findings and hides nothing, not even the runbook
//! that it would have replaced. Texts come in from outside: nothing is opened here.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::bytes::Bounded;
use super::lower::{LawUse, Loaded, LoadedCard, parse, parse_card};
use super::node::Node;
use crate::diagnostics::{Code, Diagnostic, Source, SourceSpan};
use crate::domain::card::Card;
use crate::domain::ids::{CardId, RunbookId};
use crate::domain::law::Law;
use crate::domain::runbook::Runbook;

/// What lies among the runbooks and is none.
const ROUTER: &str = "runbooks/router.yaml";

static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/runbooks");

/// Where a runbook comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Built into the program.
    Shipped,
    /// Given from outside.
    Site,
    /// Given from outside in place of a shipped one.
    SiteReplaces,
}

/// A runbook that can be used.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The runbook.
    pub runbook: Runbook,
    /// Its file.
    pub source: Source,
    /// The tree of its file, for the places of lint findings.
    pub tree: Node,
    /// Where it comes from.
    pub origin: Origin,
    /// What was found in it; errors only about runbooks that it includes.
    pub findings: Vec<Diagnostic>,
    includes: Vec<(String, SourceSpan)>,
    law_uses: Vec<(LawUse, SourceSpan)>,
    cards: Vec<(String, SourceSpan)>,
}

impl Entry {
    /// Whether a file of the site holds it.
    #[must_use]
    pub fn is_from_outside(&self) -> bool {
        self.origin != Origin::Shipped
    }
}

/// A command card that can be shown.
#[derive(Clone, Debug)]
pub struct CardEntry {
    /// The card.
    pub card: Card,
    /// Its file.
    pub source: Source,
    /// Where it comes from.
    pub origin: Origin,
}

/// A file that gives no runbook and no card.
#[derive(Clone, Debug)]
pub struct Broken {
    /// The file.
    pub source: Source,
    /// Why.
    pub findings: Vec<Diagnostic>,
}

/// All of them.
#[derive(Clone, Debug, Default)]
pub struct Library {
    entries: BTreeMap<RunbookId, Entry>,
    cards: BTreeMap<CardId, CardEntry>,
    broken: Vec<Broken>,
    law: Arc<Law>,
}

impl Library {
    /// The shipped runbooks only.
    #[must_use]
    pub fn shipped() -> Self {
        Self::with(&[])
    }

    /// The shipped runbooks and those of `files`, given as path and text. Earlier files win over
    /// later ones with the same id.
    #[must_use]
    pub fn with(files: &[(String, String)]) -> Self {
        let mut library = Self::default();
        for (path, text) in shipped_files().chain(shipped_cards()) {
            library.add(&path, text, Origin::Shipped);
        }
        for (path, text) in files {
            library.add(path, text, Origin::Site);
        }
        library.look_up_names();
        library
    }

    /// The shipped runbooks and those of `files`, given as path and content as it was read. A file
    /// that could not be read as text is kept as broken, with the reason.
    #[must_use]
    pub fn with_files(files: &[(String, Bounded)]) -> Self {
        let readable: Vec<_> = files
            .iter()
            .filter(|(_, content)| content.findings.is_empty())
            .map(|(path, content)| (path.clone(), content.text.clone()))
            .collect();
        let mut library = Self::with(&readable);
        for (path, content) in files.iter().filter(|(_, content)| !content.findings.is_empty()) {
            let source = Source::new(path, &content.text);
            library.broken.push(Broken { source, findings: content.findings.clone() });
        }
        library
    }

    /// The same, under these legal clocks: what steps name of them has to exist.
    #[must_use]
    pub fn under(mut self, law: Arc<Law>) -> Self {
        for entry in self.entries.values_mut() {
            let uses = entry.law_uses.iter();
            entry.findings.extend(uses.filter_map(|(used, span)| used.finding(&law, *span)));
        }
        self.law = law;
        self
    }

    /// The legal clocks that its runbooks are checked against.
    #[must_use]
    pub fn law(&self) -> &Law {
        &self.law
    }

    fn add(&mut self, path: &str, text: &str, origin: Origin) {
        let source = Source::new(path, text);
        let Loaded { runbook, tree, findings, includes, cards, law_uses } = parse(text);
        if tree.as_ref().is_some_and(is_card) {
            self.add_card(source, origin);
            return;
        }
        let (Some(runbook), Some(tree)) = (runbook, tree) else {
            self.broken.push(Broken { source, findings });
            return;
        };
        let earlier = self.entries.get(&runbook.id).map(|entry| entry.origin);
        let Some(origin) = replacing(earlier, origin) else {
            let findings = vec![twice(&tree, runbook.id.as_str())];
            self.broken.push(Broken { source, findings });
            return;
        };
        let id = runbook.id.clone();
        let entry = Entry { runbook, source, tree, origin, findings, includes, law_uses, cards };
        self.entries.insert(id, entry);
    }

    fn add_card(&mut self, source: Source, origin: Origin) {
        let LoadedCard { card, tree, findings } = parse_card(source.text());
        let (Some(card), Some(tree)) = (card, tree) else {
            self.broken.push(Broken { source, findings });
            return;
        };
        let earlier = self.cards.get(&card.id).map(|entry| entry.origin);
        let Some(origin) = replacing(earlier, origin) else {
            let findings = vec![twice(&tree, card.id.as_str())];
            self.broken.push(Broken { source, findings });
            return;
        };
        self.cards.insert(card.id.clone(), CardEntry { card, source, origin });
    }

    fn look_up_names(&mut self) {
        let known: Vec<RunbookId> = self.entries.keys().cloned().collect();
        for entry in self.entries.values_mut() {
            for (name, span) in &entry.includes {
                if !known.iter().any(|id| id.as_str() == name) {
                    let finding = Diagnostic::new(Code::UnknownRunbook, *span);
                    entry.findings.push(finding.fact("found", name));
                }
            }
            for (name, span) in &entry.cards {
                if !self.cards.keys().any(|id| id.as_str() == name) {
                    let finding = Diagnostic::new(Code::UnknownCard, *span);
                    entry.findings.push(finding.fact("found", name));
                }
            }
        }
    }

    /// A runbook by its id.
    #[must_use]
    pub fn get(&self, id: &RunbookId) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// All runbooks, by id.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// A command card by its id.
    #[must_use]
    pub fn card(&self, id: &CardId) -> Option<&CardEntry> {
        self.cards.get(id)
    }

    /// All command cards, by id.
    pub fn cards(&self) -> impl Iterator<Item = &CardEntry> {
        self.cards.values()
    }

    /// The files that gave neither.
    #[must_use]
    pub fn broken(&self) -> &[Broken] {
        &self.broken
    }
}

/// Whether a file holds a command card: its top level names a platform, and no phases.
#[must_use]
pub fn is_card(tree: &Node) -> bool {
    tree.get("platform").is_some() && tree.get("phases").is_none()
}

/// Where something comes from, given where the earlier one of the same id does; nothing when it
/// must not take its place.
fn replacing(earlier: Option<Origin>, origin: Origin) -> Option<Origin> {
    match (earlier, origin) {
        (None, origin) => Some(origin),
        (Some(Origin::Shipped), Origin::Site) => Some(Origin::SiteReplaces),
        (Some(_), _) => None,
    }
}

fn twice(tree: &Node, id: &str) -> Diagnostic {
    Diagnostic::new(Code::DuplicateId, tree.place("id")).fact("found", id)
}

/// The shipped runbooks, by path.
pub fn shipped_files() -> impl Iterator<Item = (String, &'static str)> {
    yaml_files(&SHIPPED).filter(|(path, _)| path != ROUTER)
}

/// The shipped command cards, by path.
pub fn shipped_cards() -> impl Iterator<Item = (String, &'static str)> {
    SHIPPED.get_dir("cards").into_iter().flat_map(yaml_files)
}

fn yaml_files(folder: &'static Dir<'static>) -> impl Iterator<Item = (String, &'static str)> {
    let is_yaml = |file: &&include_dir::File<'static>| {
        file.path().extension().is_some_and(|extension| extension == "yaml")
    };
    let mut files: Vec<_> = folder.files().filter(is_yaml).collect();
    files.sort_by_key(|file| file.path());
    files.into_iter().filter_map(|file| {
        let path = format!("runbooks/{}", file.path().display());
        file.contents_utf8().map(|text| (path, text))
    })
}
