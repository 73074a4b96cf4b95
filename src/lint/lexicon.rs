//! Finds words and phrases in texts, whole words only, whatever their case.

/// The first of `phrases` that stands in `text` as whole words, as the text spells it.
#[must_use]
pub fn find<'t>(text: &'t str, phrases: &[&str]) -> Option<&'t str> {
    let hits = phrases.iter().filter_map(|phrase| position(text, phrase));
    let (start, end) = hits.min()?;
    text.get(start..end)
}

fn position(text: &str, phrase: &str) -> Option<(usize, usize)> {
    let wanted = phrase.chars().next()?;
    let mut before = None;
    text.char_indices().find_map(|(start, c)| {
        let begins_word = is_edge(before.replace(c));
        // Most places are ruled out by one comparison; texts are many, and phrases too.
        if !begins_word || (c != wanted && !c.to_lowercase().eq(wanted.to_lowercase())) {
            return None;
        }
        let rest = text.get(start..)?;
        let length = prefix_end(rest, phrase)?;
        let after = rest.get(length..)?;
        is_edge(after.chars().next()).then_some((start, start + length))
    })
}

/// Where `phrase` ends in `text`, when the text begins with it.
fn prefix_end(text: &str, phrase: &str) -> Option<usize> {
    let mut rest = text.char_indices();
    for wanted in phrase.chars() {
        let (_, found) = rest.next()?;
        let found = if found == '’' { '\'' } else { found };
        if !found.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(rest.next().map_or(text.len(), |(at, _)| at))
}

fn is_edge(neighbour: Option<char>) -> bool {
    neighbour.is_none_or(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn whole_words_are_found_in_any_case() {
        assert_eq!(find("Ensure it", &["ensure"]), Some("Ensure"));
        assert_eq!(find("Unensured", &["ensure"]), None);
        assert_eq!(find("pour S’assurer que", &["s'assurer"]), Some("S’assurer"));
        assert_eq!(find("this and/or that", &["and/or"]), Some("and/or"));
        assert_eq!(find("A, etc.", &["etc."]), Some("etc."));
    }
}
