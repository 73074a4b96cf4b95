//! Finding a runbook from the few words a tired person types (R132).
//!
//! Pure ranking: both languages are searched at once, case and accents do not count, one typing
//! error is allowed, and every hit says which words made it one. A guess is only made for a word
//! that nothing on the shelf knows literally. Drawing is the picker's business.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::runbook::Runbook;
use crate::domain::text::{Lang, Text};

/// Most characters of a query that are looked at; nobody types more on purpose.
const QUERY_CHARS_MAX: usize = 120;

/// Shortest word in which a typing error is looked for: below, everything resembles everything.
const TYPO_CHARS_MIN: usize = 4;

/// Shortest word that may be found inside another one.
const INSIDE_CHARS_MIN: usize = 3;

/// Words that say nothing about what is wrong, folded.
const FILLERS: [&str; 64] = [
    "a", "an", "and", "are", "at", "au", "aux", "avec", "c", "can", "cannot", "ce", "cest", "d",
    "dans", "de", "des", "do", "does", "du", "en", "est", "et", "from", "have", "i", "il", "in",
    "is", "it", "j", "l", "la", "le", "les", "m", "mes", "mon", "my", "n", "ne", "nos", "not",
    "of", "on", "ont", "or", "ou", "our", "par", "pas", "pour", "qu", "que", "s", "sont", "sur",
    "t", "the", "to", "un", "une", "with", "y",
];

/// Where a runbook was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// In the words that say when to open it.
    UseWhen,
    /// In its name on the command line.
    Name,
    /// In a sign that leads to it.
    Symptom,
    /// In the words that people type for it.
    Keyword,
    /// In its title.
    Title,
}

impl Field {
    /// How much a word counts here: the title says what it is, the rest what it is near to.
    const fn weight(self) -> i64 {
        match self {
            Self::Title => 6,
            Self::Keyword => 5,
            Self::Symptom => 4,
            Self::Name => 3,
            Self::UseWhen => 2,
        }
    }
}

/// Why a runbook was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Where.
    pub field: Field,
    /// The words there, as they are written.
    pub words: String,
    /// Whether a typing error or missing letters had to be assumed.
    pub is_guess: bool,
}

/// One runbook that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its position on the shelf, from 0.
    pub index: usize,
    /// Why it was found; none when nothing was asked.
    pub reason: Option<Reason>,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Best first; equally good ones in the order of the shelf.
    pub hits: Vec<Hit>,
    /// Whether every word that was typed was found in each hit. When not, these are only the
    /// closest.
    pub has_all_words: bool,
}

/// How well one typed word fits one written word; better is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// Its letters in their order, others between them.
    Scattered,
    /// One typing error away from its beginning.
    BeginsWithError,
    /// One typing error away.
    OneError,
    /// Inside it.
    Inside,
    /// Its beginning.
    Begins,
    /// The same word.
    Same,
}

impl Fit {
    const fn points(self) -> i64 {
        match self {
            Self::Scattered => 10,
            Self::BeginsWithError => 30,
            Self::OneError => 40,
            Self::Inside => 60,
            Self::Begins => 90,
            Self::Same => 100,
        }
    }

    fn is_guess(self) -> bool {
        self < Self::Inside
    }

    /// Whether somebody who typed this knew the word: then nothing is guessed for it elsewhere.
    fn is_literal(self) -> bool {
        self >= Self::Begins
    }
}

/// One text of one runbook, folded once.
struct Passage {
    field: Field,
    /// As written.
    text: String,
    words: Vec<String>,
    is_own_language: bool,
}

/// Ranks the shelf for what was typed. An empty query finds everything, in the order of the shelf.
#[must_use]
pub fn search<'a>(shelf: impl IntoIterator<Item = &'a Runbook>, query: &str, lang: Lang) -> Found {
    let books: Vec<&Runbook> = shelf.into_iter().collect();
    let terms = terms_of(query);
    if terms.is_empty() {
        let hits = (0..books.len()).map(|index| Hit { index, reason: None }).collect();
        return Found { hits, has_all_words: true };
    }
    let passages: Vec<Vec<Passage>> = books.iter().map(|book| passages_of(book, lang)).collect();
    let known: Vec<bool> = terms.iter().map(|term| is_known(&passages, term)).collect();
    let mut scored: Vec<Scored> = Vec::new();
    for (index, of_book) in passages.iter().enumerate() {
        scored.extend(score(index, of_book, &terms, &known));
    }
    let most = scored.iter().map(|found| found.terms).max().unwrap_or(0);
    scored.retain(|found| found.terms == most);
    scored.sort_by_key(|found| std::cmp::Reverse(found.points));
    Found {
        has_all_words: most == terms.len(),
        hits: scored.into_iter().map(|found| found.hit).collect(),
    }
}

struct Scored {
    hit: Hit,
    terms: usize,
    points: i64,
}

fn is_known(passages: &[Vec<Passage>], term: &str) -> bool {
    let words = passages.iter().flatten().flat_map(|passage| &passage.words);
    words.into_iter().any(|word| fit_of(term, word).is_some_and(Fit::is_literal))
}

/// The best passage for every term; their sum ranks the runbook, the best of them is the reason.
fn score(index: usize, passages: &[Passage], terms: &[String], known: &[bool]) -> Option<Scored> {
    let mut points = 0;
    let mut count = 0;
    let mut best: Option<(i64, &Passage, Fit)> = None;
    for (term, is_known) in terms.iter().zip(known) {
        let fits = passages.iter().filter_map(|passage| {
            let fit = best_fit(term, passage, !is_known)?;
            Some((points_of(fit, passage), passage, fit))
        });
        // The first of equals wins, so that the order of the passages decides.
        let Some(found) = fits.reduce(|a, b| if b.0 > a.0 { b } else { a }) else { continue };
        points += found.0;
        count += 1;
        if best.as_ref().is_none_or(|kept| found.0 > kept.0) {
            best = Some(found);
        }
    }
    let (_, passage, fit) = best?;
    let reason =
        Reason { field: passage.field, words: excerpt(passage, terms), is_guess: fit.is_guess() };
    Some(Scored { hit: Hit { index, reason: Some(reason) }, terms: count, points })
}

fn points_of(fit: Fit, passage: &Passage) -> i64 {
    fit.points() * passage.field.weight() + i64::from(passage.is_own_language)
}

fn best_fit(term: &str, passage: &Passage, may_guess: bool) -> Option<Fit> {
    let fits = passage.words.iter().filter_map(|word| fit_of(term, word));
    let literal = fits.filter(|fit| may_guess || !fit.is_guess()).max();
    literal.or_else(|| if may_guess { scattered(term, passage) } else { None })
}

fn fit_of(term: &str, word: &str) -> Option<Fit> {
    if word == term {
        return Some(Fit::Same);
    }
    if word.starts_with(term) {
        return Some(Fit::Begins);
    }
    let chars = term.chars().count();
    // A plural or another ending: "telephones" finds "telephone".
    if word.chars().count() >= TYPO_CHARS_MIN && chars <= word.chars().count() + 2 {
        let ending = term.strip_prefix(word);
        if ending.is_some_and(|ending| ["s", "x", "e", "es", "ed"].contains(&ending)) {
            return Some(Fit::Begins);
        }
    }
    if chars >= INSIDE_CHARS_MIN && word.contains(term) {
        return Some(Fit::Inside);
    }
    if chars < TYPO_CHARS_MIN {
        return None;
    }
    if is_one_error(term, word) {
        return Some(Fit::OneError);
    }
    let begins = (chars - 1..=chars + 1).any(|length| {
        let end = word.char_indices().nth(length).map(|(at, _)| at);
        end.and_then(|end| word.get(..end)).is_some_and(|start| is_one_error(term, start))
    });
    begins.then_some(Fit::BeginsWithError)
}

/// Whether one letter is wrong, missing, too many, or two neighbours are swapped.
fn is_one_error(left: &str, right: &str) -> bool {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let same_start = left.iter().zip(&right).take_while(|(one, other)| one == other).count();
    let (left, right) = (left.split_at(same_start).1, right.split_at(same_start).1);
    let ends = left.iter().rev().zip(right.iter().rev());
    let same_end = ends.take_while(|(one, other)| one == other).count();
    let left = left.split_at(left.len() - same_end).0;
    let right = right.split_at(right.len() - same_end).0;
    match (left, right) {
        ([_], [_] | []) | ([], [_]) => true,
        ([first, second], [third, fourth]) => first == fourth && second == third,
        _ => false,
    }
}

/// The letters of a term in their order, close together, from the start of a word on: `rnsmw`.
fn scattered(term: &str, passage: &Passage) -> Option<Fit> {
    let chars = term.chars().count();
    if chars < TYPO_CHARS_MIN || passage.field == Field::UseWhen {
        return None;
    }
    let matcher = SkimMatcherV2::default().ignore_case();
    // Words run together ("phonesdead") are found across the gap, which is closed here.
    let joined = passage.words.concat();
    let (_, at) = matcher.fuzzy_indices(&joined, term)?;
    let (first, last) = (*at.first()?, *at.last()?);
    let mut starts = passage.words.iter().scan(0, |sum, word| {
        let start = *sum;
        *sum += word.chars().count();
        Some(start)
    });
    (starts.any(|start| start == first) && last - first < chars * 2).then_some(Fit::Scattered)
}

/// The words that matched, or the whole passage where it is short enough to be understood as such.
fn excerpt(passage: &Passage, terms: &[String]) -> String {
    if passage.field != Field::UseWhen {
        return passage.text.clone();
    }
    let is_match = |word: &&str| {
        let folded = fold(word);
        let parts = folded.split(' ').filter(|part| !part.is_empty());
        parts.into_iter().any(|part| terms.iter().any(|term| fit_of(term, part).is_some()))
    };
    let words: Vec<&str> = passage.text.split_whitespace().filter(is_match).collect();
    let tidy = |word: &&str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    words.iter().map(tidy).collect::<Vec<_>>().join(" ")
}

fn passages_of(book: &Runbook, lang: Lang) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut add = |field, text: &str, is_own_language| {
        let words = words_of(text);
        passages.push(Passage { field, text: text.to_owned(), words, is_own_language });
    };
    for (field, text) in [(Field::Title, &book.title), (Field::UseWhen, &book.use_when)] {
        match text {
            Text::Plain(text) => add(field, text, true),
            Text::Both { en, fr } => {
                add(field, en, lang == Lang::En);
                add(field, fr, lang == Lang::Fr);
            }
        }
    }
    for keyword in &book.keywords {
        add(Field::Keyword, keyword, false);
    }
    for symptom in &book.symptoms {
        add(Field::Symptom, &symptom.as_str().replace('-', " "), false);
    }
    add(Field::Name, book.id.as_str(), false);
    passages
}

/// The words of a query that say something; all of them when none does.
fn terms_of(query: &str) -> Vec<String> {
    let short: String = query.chars().take(QUERY_CHARS_MAX).collect();
    let words = words_of(&short);
    let telling: Vec<String> =
        words.iter().filter(|word| !FILLERS.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { words } else { telling }
}

fn words_of(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Lower case, no accents, ligatures opened, `ph` as `f`, everything but letters and digits a
/// space.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => out.push(' '),
        }
    }
    // "Telefone" and "fishing" are how they sound, in both languages: no error to be forgiven.
    out.replace("ph", "f")
}
