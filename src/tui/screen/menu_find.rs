//! How well a command answers to what was typed (R128): the words of the language on the screen
//! first, then its key, then the other language, then other words for it, then any part of a name.

use crate::domain::text::Lang;
use crate::i18n::Catalogue;
use crate::i18n::screen_menu::{ScreenMenu, Synonyms};

/// The lower, the better; nothing where it does not answer at all.
pub(super) fn rank<'w>(
    typed: &str,
    key: &str,
    name: impl Fn(&'w ScreenMenu) -> &'w str,
    synonyms: impl Fn(&'w Synonyms) -> &'w str,
    spoken: Lang,
) -> Option<u8> {
    // `:q!` is what fingers of an editor say.
    let typed = folded(typed);
    let wanted = typed.trim_start_matches(':').trim_end_matches('!').trim();
    if wanted.is_empty() {
        return Some(0);
    }
    let other = super::help::other(spoken);
    let of = |lang: Lang| &Catalogue::of(lang).screen.menu;
    let (own, theirs) = (folded(name(of(spoken))), folded(name(of(other))));
    let is_also = |lang: Lang| begins_a_word(&folded(synonyms(&of(lang).synonyms)), wanted);
    if own.starts_with(wanted) {
        Some(0)
    } else if folded(key) == wanted {
        Some(1)
    } else if begins_a_word(&own, wanted) {
        Some(2)
    } else if theirs.starts_with(wanted) {
        Some(3)
    } else if is_also(spoken) {
        Some(4)
    } else if is_also(other) {
        Some(5)
    } else if begins_a_word(&theirs, wanted) {
        Some(6)
    } else {
        // Two letters stand in every name: they would find everything and mean nothing.
        let is_long = wanted.chars().count() >= 3;
        (is_long && (own.contains(wanted) || theirs.contains(wanted))).then_some(7)
    }
}

fn begins_a_word(text: &str, wanted: &str) -> bool {
    text.match_indices(wanted).any(|(at, _)| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric())
    })
}

/// Lower case without accents, with the apostrophe that keyboards have.
fn folded(text: &str) -> String {
    super::finder::folded(text).replace('\u{2019}', "'")
}
