//! Makes hostile text showable: no control, bidirectional or invisible character reaches a
//! terminal.

/// Whether a character has no business in a runbook besides line breaks: controls.
#[must_use]
pub fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether a character is invisible or reorders the text around it.
///
/// No-break spaces and the zero-width joiner of emoji are not meant.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// The visible form of a character that must not be printed: `<U+001B>`.
#[must_use]
pub fn name(c: char) -> String {
    format!("<U+{:04X}>", u32::from(c))
}

/// `text` with every control or hidden character replaced by its visible form.
#[must_use]
pub fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_control(c) || is_hidden(c) {
            out.push_str(&name(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// [`shown`], cut to `chars_max` characters with an ellipsis.
#[must_use]
pub fn shortened(text: &str, chars_max: usize) -> String {
    let cut: String = text.chars().take(chars_max).collect();
    let mut out = shown(&cut);
    if cut.len() < text.len() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        assert_eq!(shown("a\u{1b}[2J\u{202e}b\tc"), "a<U+001B>[2J<U+202E>b<U+0009>c");
        assert_eq!(shown("« oui »\u{a0}!"), "« oui »\u{a0}!");
        assert_eq!(shortened("abcdef", 3), "abc…");
    }
}
