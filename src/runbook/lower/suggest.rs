//! The nearest known word to one that is not known.

/// Most candidates that are compared; a real runbook has far fewer names of one sort.
const CANDIDATES_MAX: usize = 500;

/// The allowed word closest to `word`, when it is close enough to be meant.
#[must_use]
pub(super) fn nearest<'a>(word: &str, allowed: &[&'a str]) -> Option<&'a str> {
    let chars: Vec<char> = word.chars().take(40).collect();
    let rated = allowed
        .iter()
        .take(CANDIDATES_MAX)
        .map(|candidate| (distance(&chars, candidate), *candidate));
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
            let at = |rows: &[Vec<usize>], i: usize, j: usize| {
                rows.get(i).and_then(|row| row.get(j)).copied().unwrap_or(usize::MAX - 1)
            };
            let removed = at(&rows, i, j + 1) + 1;
            let inserted = row.last().copied().unwrap_or(usize::MAX - 1) + 1;
            let mut cost = (at(&rows, i, j) + usize::from(a != b)).min(removed).min(inserted);
            let before = i.checked_sub(1).zip(j.checked_sub(1));
            if let Some((i, j)) =
                before.filter(|(i, j)| from.get(*i) == Some(b) && to.get(*j) == Some(a))
            {
                cost = cost.min(at(&rows, i, j) + 1);
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
