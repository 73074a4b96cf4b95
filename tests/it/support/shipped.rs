//! The shipped runbooks, for tests about their content.
//!
//! Where a runbook already names legal clocks that this loader does not read, a copy without those
//! two keys stands in: what is tested here is in the other keys.

use sangfroid::runbook::library::{Library, shipped_files};

/// Keys that tie a step to a legal clock.
const LAW_KEYS: [&str; 2] = ["starts:", "answers:"];

/// Every shipped runbook.
pub fn library() -> Library {
    let library = Library::shipped();
    if library.broken().is_empty() {
        return library;
    }
    let copies: Vec<_> = shipped_files().map(|(path, text)| (path, without_law(text))).collect();
    let library = Library::with(&copies);
    assert_eq!(library.entries().count(), copies.len(), "a shipped runbook cannot be read");
    library
}

/// The text with the law's keys and what belongs to them blanked, so that lines keep their numbers.
fn without_law(text: &str) -> String {
    let mut inside = None;
    let mut lines = Vec::new();
    for line in text.lines() {
        let bare = line.trim_start();
        let margin = line.len() - bare.len();
        let is_item = |key: usize| margin > key || (margin == key && bare.starts_with("- "));
        inside = inside.filter(|key| is_item(*key));
        if LAW_KEYS.iter().any(|key| bare.starts_with(key)) {
            inside = Some(margin);
        }
        lines.push(if inside.is_some() { "" } else { line });
    }
    lines.join("\n") + "\n"
}
