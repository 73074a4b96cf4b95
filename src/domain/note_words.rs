//! What the words of a note say besides: when it happened, and who is to do it.

use super::claimed::parse_claimed;
use super::time::{Now, Timestamp};

/// Most characters and words of whoever is to do something.
const OWNER_CHARS_MAX: usize = 32;
const OWNER_WORDS_MAX: usize = 4;

/// `@25 the van left` and `@02:40 the van left`: when it happened and the words behind (R72). The
/// whole text, without a time, where it does not begin so.
#[must_use]
pub fn told_late<'t>(text: &'t str, now: &Now) -> (Option<Timestamp>, &'t str) {
    let whole = text.trim();
    let split = whole.strip_prefix('@').and_then(|rest| rest.split_once(char::is_whitespace));
    let read = split.and_then(|(time, rest)| Some((parse_claimed(time, now)?, rest.trim())));
    match read {
        Some((at, rest)) if !rest.is_empty() => (Some(at), rest),
        _ => (None, whole),
    }
}

/// `AD: ask who has the key`: who, and what (R70). None where nobody is named.
#[must_use]
pub fn owner(text: &str) -> Option<(&str, &str)> {
    let (who, what) = text.split_once(": ")?;
    let (who, what) = (who.trim(), what.trim());
    let is_short =
        who.chars().count() <= OWNER_CHARS_MAX && who.split_whitespace().count() <= OWNER_WORDS_MAX;
    let is_name = who.chars().any(char::is_alphabetic);
    (is_short && is_name && !what.is_empty()).then_some((who, what))
}
