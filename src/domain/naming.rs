//! Whether what somebody typed names the thing that a step does: a yes is too easy (R55).

use super::fold::into_ascii;
use super::step::Step;
use super::text::Lang;

/// Fewer letters say nothing.
const LETTERS_MIN: usize = 3;

/// Words that every sentence has.
const EMPTY: [&str; 24] = [
    "the", "and", "for", "all", "not", "are", "you", "yes", "this", "that", "with", "agree", "les",
    "des", "une", "aux", "par", "sur", "pas", "est", "oui", "avec", "dans", "accord",
];

/// The words of a text that say something: folded, without articles.
fn words(text: &str) -> Vec<String> {
    let mut folded = String::new();
    text.chars().for_each(|c| into_ascii(c, &mut folded));
    let folded = folded.to_lowercase();
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let says = |word: &&str| word.chars().count() >= LETTERS_MIN && !EMPTY.contains(word);
    words.filter(says).map(str::to_owned).collect()
}

/// Whether at least one word of the step's title or spoken sentence occurs in what was typed, in
/// either language. A step whose words say nothing asks for none.
#[must_use]
pub fn names(step: &Step, typed: &str) -> bool {
    let texts = step.say.iter().chain([&step.title]);
    let known = texts.flat_map(|text| Lang::ALL.map(|lang| words(text.get(lang))));
    let known: Vec<String> = known.flatten().collect();
    let typed = words(typed);
    known.is_empty() || typed.iter().any(|word| known.contains(word))
}
