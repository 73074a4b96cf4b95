//! Finds words and phrases in texts, whole words only, whatever their case.

/// The first of `phrases` that stands in `text` as whole words, as the text spells it; of several
/// that begin at the same place the shortest.
#[must_use]
pub fn find<'t>(text: &'t str, phrases: &[&str]) -> Option<&'t str> {
    let mut before = None;
    text.char_indices().find_map(|(start, c)| {
        // Only where a word begins are the phrases compared: texts are many, and phrases too.
        if !is_edge(before.replace(c)) {
            return None;
        }
        let rest = text.get(start..)?;
        let ends = phrases.iter().filter_map(|phrase| whole(rest, c, phrase));
        rest.get(..ends.min()?)
    })
}

/// Where `phrase` ends in `text`, when the text begins with it, with the character `first`, and
/// goes on with no letter.
fn whole(text: &str, first: char, phrase: &str) -> Option<usize> {
    let wanted = phrase.chars().next()?;
    if first != wanted && !first.to_lowercase().eq(wanted.to_lowercase()) {
        return None;
    }
    let end = prefix_end(text, phrase)?;
    is_edge(text.get(end..)?.chars().next()).then_some(end)
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
