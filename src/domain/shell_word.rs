//! A path as one word of a command line that a person copies.

/// Signs that mean themselves in every shell that is met.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | ':' | '@' | '%' | '+' | ',')
}

/// `text` as it has to be typed: quoted where a shell would take it apart. A path with backslashes
/// is one of Windows, whose shells know double quotes only.
#[must_use]
pub fn quoted(text: &str) -> String {
    if text.contains('\\') {
        let is_whole = text.chars().all(|c| is_plain(c) || c == '\\');
        return if is_whole { text.to_owned() } else { format!("\"{text}\"") };
    }
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}
