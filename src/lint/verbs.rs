//! How an order begins: English imperatives from a list, French infinitives by their endings.
//!
//! The lists are in `assets/words`. The English one is learnt from the table of verbs and from the
//! shipped runbooks, with the verbs that a hospital's IT uses beside. Many of them are nouns too
//! (*call*, *file*, *log*): after *and* they count as a verb only with an object behind them.

/// Verbs that nobody takes for a noun.
const VERBS: &str = include_str!("../../assets/words/verbs.en.txt");

/// Verbs that are nouns too.
const NOUN_VERBS: &str = include_str!("../../assets/words/noun-verbs.en.txt");

/// What an object begins with.
const OBJECT: &str = include_str!("../../assets/words/objects.en.txt");

/// French words with the ending of an infinitive that are none.
const NOT_INFINITIVE: &str = include_str!("../../assets/words/no-infinitives.fr.txt");

/// What a French infinitive in *-re* ends with; the nouns end otherwise (*registre*, *annuaire*,
/// *coupure*, *mémoire*).
const RE_ENDINGS: &str = include_str!("../../assets/words/endings-re.fr.txt");

/// Infinitives in *-aire*, *-oire* and *-lore*, whose nouns are too many.
const RE_VERBS: &str = include_str!("../../assets/words/infinitives-re.fr.txt");

/// Whether `word` is in a list of words.
fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

/// Whether an English order may begin with this word, in lower case.
#[must_use]
pub fn is_imperative(word: &str) -> bool {
    is_in(VERBS, word) || is_in(NOUN_VERBS, word)
}

/// Whether `word`, with what comes behind it, is an English order inside a sentence.
#[must_use]
pub fn is_order_inside(word: &str, next: Option<&str>) -> bool {
    let has_object = next.is_some_and(|next| is_in(OBJECT, next));
    is_in(VERBS, word) || (is_in(NOUN_VERBS, word) && has_object)
}

/// Whether this French word, in lower case, is an infinitive by its ending.
#[must_use]
pub fn is_infinitive(word: &str) -> bool {
    let bare = word.rsplit('\'').next().unwrap_or(word);
    if bare.chars().count() < 4 || is_in(NOT_INFINITIVE, bare) {
        return false;
    }
    if ["aire", "oire", "lore"].iter().any(|ending| bare.ends_with(ending)) {
        return is_in(RE_VERBS, bare);
    }
    let mut endings = ["er", "ir"].into_iter().chain(RE_ENDINGS.split_whitespace());
    endings.any(|ending| bare.ends_with(ending))
}

/// Small words that may stand before a French infinitive: *le remercier*, *se taire*, *en parler*.
#[must_use]
pub fn is_pronoun(word: &str) -> bool {
    is_in("le la les lui leur se en y ne me te nous vous", word)
}

/// Orders that change nothing, so that there is no way back to name.
const HARMLESS: &str = include_str!("../../assets/words/harmless.en.txt");
const HARMLESS_FR: &str = include_str!("../../assets/words/harmless.fr.txt");

/// Whether this word, in lower case, begins an order that changes nothing.
#[must_use]
pub fn is_harmless(word: &str) -> bool {
    is_in(HARMLESS, word) || is_in(HARMLESS_FR, word)
}

#[cfg(test)]
mod tests {
    use super::{is_imperative, is_infinitive, is_order_inside};

    #[test]
    fn a_noun_after_and_is_no_order() {
        assert!(is_imperative("file"));
        assert!(is_order_inside("file", Some("the")));
        assert!(!is_order_inside("file", Some("shares")));
        assert!(is_order_inside("tell", Some("ward")));
    }

    #[test]
    fn infinitives_are_told_from_nouns() {
        for verb in ["noter", "prévenir", "débrancher", "rendre", "voir", "écrire"] {
            assert!(is_infinitive(verb), "{verb}");
        }
        for noun in ["cahier", "registre", "l'annuaire", "coupure", "mer", "premier"] {
            assert!(!is_infinitive(noun), "{noun}");
        }
    }
}
