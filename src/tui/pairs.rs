//! The small files of a laptop, `keys.yaml` and `settings.yaml`: one name and its value a line, and
//! comments.

/// Each line that says something, by its number from 1; none where it is no name and value with a
/// colon between them.
pub(super) fn pairs(text: &str) -> impl Iterator<Item = (usize, Option<(&str, &str)>)> {
    (1..).zip(text.lines()).filter_map(|(number, line)| {
        let line = line.split('#').next().unwrap_or_default().trim();
        let pair = || line.split_once(':').map(|(name, value)| (name.trim(), value.trim()));
        (!line.is_empty()).then(|| (number, pair()))
    })
}
