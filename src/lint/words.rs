//! Sentences and words of a text, as the rules about wording see them.

/// A word with its place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// As the text spells it, without marks around it.
    pub text: &'t str,
    /// Where it begins, in bytes.
    pub start: usize,
}

impl Word<'_> {
    /// In lower case, with a straight apostrophe.
    #[must_use]
    pub fn lower(&self) -> String {
        self.text.to_lowercase().replace('’', "'")
    }
}

/// The parts between marks that end a thought. A full stop, colon or comma inside a number or a
/// name ends nothing.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let end = end_of_sentence(rest);
            let (sentence, after) = rest.split_at_checked(end)?;
            rest = after.trim_start_matches(|c| is_end(c) || is_blank(c));
            let sentence = sentence.trim_matches(|c| is_end(c) || is_blank(c));
            if !sentence.is_empty() {
                return Some(sentence);
            }
        }
        None
    })
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | ':' | ';' | '\n')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace()
}

fn end_of_sentence(text: &str) -> usize {
    let mut places = text.char_indices().peekable();
    while let Some((at, mark)) = places.next() {
        let next = places.peek().map(|(_, c)| *c);
        let ends = next.is_none_or(|c| is_blank(c) || is_closing(c) || is_end(c));
        if mark == '\n' || (is_end(mark) && ends) {
            return at + mark.len_utf8();
        }
    }
    text.len()
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '»' | '’' | '”' | ')')
}

/// The words of a text, in their order. An apostrophe or a hyphen inside a word belongs to it.
#[must_use]
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
            end = at + c.len_utf8();
        } else if !matches!(c, '\'' | '’' | '-') || start.is_none() {
            push(&mut words, text, start.take(), end);
        } else if end != at {
            // Two marks in a row end a word.
            push(&mut words, text, start.take(), end);
        }
    }
    push(&mut words, text, start, end);
    words
}

fn push<'t>(words: &mut Vec<Word<'t>>, text: &'t str, start: Option<usize>, end: usize) {
    let Some(start) = start else { return };
    if let Some(found) = text.get(start..end) {
        words.push(Word { text: found, start });
    }
}

#[cfg(test)]
mod tests {
    use super::{sentences, words};

    #[test]
    fn a_mark_inside_a_number_or_a_name_ends_nothing() {
        let all: Vec<_> = sentences("At 02:50, 4.5 h later: call. Si oui : noter").collect();
        assert_eq!(all, ["At 02:50, 4.5 h later", "call", "Si oui", "noter"]);
        assert_eq!(sentences("... ?").count(), 0);
    }

    #[test]
    fn words_keep_their_apostrophes_and_hyphens() {
        let all: Vec<_> = words("« L'équipe » log-on, 'yes' 10.").iter().map(|w| w.text).collect();
        assert_eq!(all, ["L'équipe", "log-on", "yes", "10"]);
    }
}
