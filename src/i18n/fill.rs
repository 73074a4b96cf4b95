//! Named placeholders: `{step}` in a text is replaced by its value.

/// Replaces every `{name}` in `template` by the value given for it.
///
/// A placeholder without a value stays as it is; the catalogue's test compares the placeholders of
/// both languages, and the screens' tests would show the brace. Values are not searched again.
#[must_use]
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let known = after.split_once('}').and_then(|(name, tail)| {
            values.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value, tail))
        });
        rest = if let Some((value, tail)) = known {
            out.push_str(value);
            tail
        } else {
            out.push('{');
            after
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn values_are_put_in_once_and_not_searched_again() {
        assert_eq!(fill("{a} of {b}", &[("a", "{b}"), ("b", "9")]), "{b} of 9");
        assert_eq!(fill("a {nobody} {", &[("a", "1")]), "a {nobody} {");
    }
}
