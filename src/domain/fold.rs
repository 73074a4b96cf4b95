//! What becomes of a character where only ASCII can be shown (W22, R114).
//!
//! The one function for it: the linter asks it what would be lost, the screens draw with it.

use unicode_normalization::UnicodeNormalization;

/// Whether something readable is left of the character.
#[must_use]
pub fn is_kept(c: char) -> bool {
    let mut out = String::new();
    into_ascii(c, &mut out);
    c == '?' || out != "?"
}

/// French typography in ASCII: quotes for guillemets, letters without accents, plain spaces (W22).
pub fn into_ascii(c: char, out: &mut String) {
    let known = match c {
        '«' | '»' | '“' | '”' | '„' => "\"",
        '‘' | '’' | '′' => "'",
        'œ' => "oe",
        'Œ' => "OE",
        'æ' => "ae",
        'Æ' => "AE",
        'ß' => "ss",
        '…' => "...",
        '–' | '—' | '‐' | '‑' | '−' | '•' | '·' => "-",
        '\u{A0}' | '\u{202F}' | '\u{2009}' => " ",
        '→' => "->",
        '×' => "x",
        '€' => "EUR",
        '°' => "o",
        _ => "",
    };
    if !known.is_empty() {
        out.push_str(known);
        return;
    }
    let mut parts = std::iter::once(c).nfd().filter(char::is_ascii).peekable();
    if parts.peek().is_none() {
        // A combining accent belongs to the letter before it; anything else shows that it was
        // there.
        if std::iter::once(c).nfkd().all(unicode_normalization::char::is_combining_mark) {
            return;
        }
        out.push('?');
    }
    out.extend(parts);
}

#[cfg(test)]
mod tests {
    use super::is_kept;

    #[test]
    fn accents_and_quotes_are_kept_and_signs_are_lost() {
        assert!("éÀœç«»’…–→×€°?'".chars().all(is_kept));
        assert!(!"≥µ²½✓漢".chars().any(is_kept));
    }
}
