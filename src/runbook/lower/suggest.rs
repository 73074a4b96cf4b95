//! The nearest known word to one that is not known.

/// The allowed word closest to `word`, when it is close enough to be meant.
#[must_use]
pub fn nearest<'a>(word: &str, allowed: &[&'a str]) -> Option<&'a str> {
    let chars: Vec<char> = word.chars().take(40).collect();
    let rated = allowed.iter().map(|candidate| (distance(&chars, candidate), *candidate));
    let (edits, best) = rated.min_by_key(|(edits, _)| *edits)?;
    let limit = (best.chars().count() / 3).clamp(1, 3);
    (edits <= limit).then_some(best)
}

/// Insertions, removals, replacements and swaps of neighbours between two words.
fn distance(from: &[char], to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut rows: Vec<Vec<usize>> = vec![(0..=to.len()).collect()];
    for (i, a) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in to.iter().enumerate() {
            let replaced = rows[i][j] + usize::from(a != b);
            let mut cost = replaced.min(rows[i][j + 1] + 1).min(row[j] + 1);
            let is_swap = i > 0 && j > 0 && from[i - 1] == *b && *a == to[j - 1];
            if is_swap {
                cost = cost.min(rows[i - 1][j - 1] + 1);
            }
            row.push(cost);
        }
        rows.push(row);
    }
    rows.last().and_then(|row| row.last()).copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_finger_is_recognised_and_nonsense_is_not() {
        let keys = ["title", "track", "tags", "limit_basis"];
        assert_eq!(nearest("titel", &keys), Some("title"));
        assert_eq!(nearest("limit-basis", &keys), Some("limit_basis"));
        assert_eq!(nearest("banana", &keys), None);
    }
}
