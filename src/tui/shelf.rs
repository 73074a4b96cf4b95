//! The library as the picker shows it: patients first while nobody has searched (R134).

use super::view::{Origin, ShelfEntry};
use crate::runbook::library::{Entry, Library, Origin as From};
use crate::runbook::router;

/// Every runbook that can be started, in the order in which the signs name them.
#[must_use]
pub fn shelf(library: &Library) -> Vec<ShelfEntry> {
    let mut shelf: Vec<ShelfEntry> = library.entries().map(shelved).collect();
    let router = router::shipped();
    shelf.sort_by_key(|entry| router.place(&entry.copy.runbook.id));
    shelf
}

fn shelved(entry: &Entry) -> ShelfEntry {
    let origin = match entry.origin {
        From::Shipped => Origin::BuiltIn,
        other => Origin::Site {
            path: entry.source.path().to_owned(),
            replaces_built_in: other == From::SiteReplaces,
        },
    };
    let copy = crate::session::copy(entry.runbook.clone(), entry.source.text());
    ShelfEntry { copy, origin }
}
