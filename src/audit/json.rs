//! A strict scanner for one JSON object in the log's one spelling. It allocates nothing per line.
//!
//! Accepts exactly what the writer would write again, so that no two byte sequences mean the same
//! and no reader can be shown another value (audit-log §4.2, architecture §4.13 rule 1): no space
//! between tokens, no raw control, canonical escapes, whole numbers of at most sixteen digits, no
//! member name twice at any depth, names without escapes, depth at most 16. What members mean is
//! not known here.

use std::ops::Range;

use super::line::is_escaped_by_writers;

/// Deepest nesting, the outermost object counted.
pub const DEPTH_MAX: u32 = 16;

/// Most digits of a number.
const DIGITS_MAX: usize = 16;

/// Objects with more members are compared by sorting, so that no input takes quadratic time.
const PAIRWISE_MAX: usize = 16;

/// How an event begins its members, in the order in which writers spell them.
const USUAL: [&[u8]; 11] = [
    b"\"v\":",
    b"\"id\":",
    b"\"t\":",
    b"\"b\":",
    b"\"m\":",
    b"\"l\":",
    b"\"who\":",
    b"\"do\":",
    b"\"at\":",
    b"\"x\":",
    b"\"c\":",
];

/// Why the bytes are not one object in the one spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not in the form.
    Malformed,
    /// Two members of one object have the same name.
    Duplicate,
}

use Refusal::{Duplicate, Malformed};

/// The values of the members of the outermost object that a check needs, as they are spelled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Members<'a> {
    /// `v`.
    pub version: Option<&'a [u8]>,
    /// `id`, with its quotes.
    pub id: Option<&'a [u8]>,
    /// `do`, with its quotes.
    pub code: Option<&'a [u8]>,
    /// `c`.
    pub commitments: Option<&'a [u8]>,
}

/// Which sorts of byte a text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Printable ASCII only.
    Ascii,
    /// Also bytes from 0x80 up.
    Wide,
    /// Also raw control bytes, which no column may hold.
    Control,
}

/// Sorts `bytes` in one pass without branches, so that the compiler can use wide registers.
#[must_use]
pub fn alphabet(bytes: &[u8]) -> Alphabet {
    let (mut low, mut high) = (0, 0);
    for byte in bytes {
        low |= u8::from(*byte < b' ') | u8::from(*byte == 0x7f);
        high |= byte;
    }
    if low != 0 {
        Alphabet::Control
    } else if high >= 0x80 {
        Alphabet::Wide
    } else {
        Alphabet::Ascii
    }
}

/// Whether `bytes` is UTF-8 without a character that writers escape.
#[must_use]
pub fn is_clean_text(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(text) => !text.chars().any(is_escaped_by_writers),
        Err(_) => false,
    }
}

/// Finds the closing quote of the string whose content begins at `at`, and whether it has an
/// escape.
#[inline]
fn string_end(bytes: &[u8], mut at: usize) -> Option<(usize, bool)> {
    let mut has_escape = false;
    loop {
        at = quote_or_backslash(bytes, at)?;
        if *bytes.get(at)? == b'"' {
            return Some((at, has_escape));
        }
        has_escape = true;
        at += escape_len(bytes.get(at..)?)?;
    }
}

/// Eight bytes at a time: the first quote or backslash at or after `at`.
#[inline]
pub(super) fn quote_or_backslash(bytes: &[u8], mut at: usize) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x8080_8080_8080_8080;
    while let Some(eight) = bytes.get(at..)?.first_chunk::<8>() {
        let word = u64::from_le_bytes(*eight);
        let quote = word ^ (ONES * u64::from(b'"'));
        let slash = word ^ (ONES * u64::from(b'\\'));
        // The lowest set bit marks the first zero byte; false marks can only stand above it.
        let zero = |w: u64| w.wrapping_sub(ONES) & !w & TOPS;
        let found = zero(quote) | zero(slash);
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let rest = bytes.get(at..)?;
    rest.iter().position(|b| matches!(b, b'"' | b'\\')).map(|found| at + found)
}

/// Length of the escape that `bytes` begins with, when it is the canonical one for its character.
fn escape_len(bytes: &[u8]) -> Option<usize> {
    unescape(bytes).map(|(_, len)| len)
}

/// The character of the escape that `bytes` begins with, and the escape's length.
#[must_use]
pub fn unescape(bytes: &[u8]) -> Option<(char, usize)> {
    let short = |c| Some((c, 2));
    match bytes.get(1)? {
        b'"' => short('"'),
        b'\\' => short('\\'),
        b'b' => short('\u{8}'),
        b't' => short('\t'),
        b'n' => short('\n'),
        b'f' => short('\u{c}'),
        b'r' => short('\r'),
        b'u' => {
            let mut code = 0;
            for digit in bytes.get(2..6)? {
                if !matches!(digit, b'0'..=b'9' | b'a'..=b'f') {
                    return None;
                }
                code = code << 4 | char::from(*digit).to_digit(16)?;
            }
            let c = char::from_u32(code)?;
            let has_short = matches!(c, '\u{8}' | '\t' | '\n' | '\u{c}' | '\r');
            let needed = c < ' ' && !has_short || is_escaped_by_writers(c);
            needed.then_some((c, 6))
        }
        _ => None,
    }
}

/// Scans objects one after the other, keeping its memory between them.
#[derive(Clone, Debug, Default)]
pub struct Scanner {
    /// Where the member names of the objects being read begin and end.
    names: Vec<(usize, usize)>,
}

impl Scanner {
    /// Checks that `bytes` is exactly one object. Controls, encoding and characters that writers
    /// escape are the caller's to check first, with [`alphabet`] and [`is_clean_text`].
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn object<'a>(&mut self, bytes: &'a [u8]) -> Result<Members<'a>, Refusal> {
        self.names.clear();
        let mut scan = Scan { bytes, names: &mut self.names, members: Members::default() };
        if bytes.first() != Some(&b'{') {
            return Err(Malformed);
        }
        if scan.usual() == Some(bytes.len()) {
            return Ok(scan.members);
        }
        scan.members = Members::default();
        scan.names.clear();
        let end = scan.object(0, 1)?;
        if end == bytes.len() { Ok(scan.members) } else { Err(Malformed) }
    }
}

struct Scan<'a, 's> {
    bytes: &'a [u8],
    names: &'s mut Vec<(usize, usize)>,
    members: Members<'a>,
}

impl<'a> Scan<'a, '_> {
    /// Reads the object as nearly every event has it, and returns where it ends: only usual
    /// members, in their order, so that no name can come twice and none has to be remembered. None
    /// says nothing about the object but that it has to be read in the general way.
    fn usual(&mut self) -> Option<usize> {
        let mut at = 1;
        let mut ahead = USUAL.iter().enumerate();
        loop {
            let rest = self.bytes.get(at..)?;
            let (which, name) = ahead.find(|(_, name)| rest.starts_with(name))?;
            let value = at + name.len();
            let end = self.value(value, 1).ok()?;
            let spelled = self.bytes.get(value..end);
            match which {
                0 => self.members.version = spelled,
                1 => self.members.id = spelled,
                7 => self.members.code = spelled,
                10 => self.members.commitments = spelled,
                _ => {}
            }
            match self.bytes.get(end)? {
                b',' => at = end + 1,
                b'}' => return Some(end + 1),
                _ => return None,
            }
        }
    }

    /// Reads the value at `at` and returns where it ends.
    fn value(&mut self, at: usize, depth: u32) -> Result<usize, Refusal> {
        match self.bytes.get(at) {
            Some(b'"') => string_end(self.bytes, at + 1).map(|(end, _)| end + 1).ok_or(Malformed),
            Some(b'0'..=b'9' | b'-') => self.number(at),
            Some(b'{') => self.object(at, depth + 1),
            Some(b'[') => self.array(at, depth + 1),
            Some(b't') => self.word(at, b"true"),
            Some(b'f') => self.word(at, b"false"),
            Some(b'n') => self.word(at, b"null"),
            _ => Err(Malformed),
        }
    }

    fn word(&self, at: usize, word: &[u8]) -> Result<usize, Refusal> {
        let end = at + word.len();
        if self.bytes.get(at..end) == Some(word) { Ok(end) } else { Err(Malformed) }
    }

    /// A whole number in its shortest spelling; `-0` is not one.
    fn number(&self, at: usize) -> Result<usize, Refusal> {
        let first = if self.bytes.get(at) == Some(&b'-') { at + 1 } else { at };
        let mut end = first;
        while self.bytes.get(end).is_some_and(u8::is_ascii_digit) {
            end += 1;
        }
        let digits = end - first;
        let has_zero_first = self.bytes.get(first) == Some(&b'0') && (digits > 1 || first > at);
        if digits == 0 || digits > DIGITS_MAX || has_zero_first {
            return Err(Malformed);
        }
        Ok(end)
    }

    fn array(&mut self, at: usize, depth: u32) -> Result<usize, Refusal> {
        if depth > DEPTH_MAX {
            return Err(Malformed);
        }
        let mut at = at + 1;
        if self.bytes.get(at) == Some(&b']') {
            return Ok(at + 1);
        }
        loop {
            at = self.value(at, depth)?;
            match self.bytes.get(at) {
                Some(b',') => at += 1,
                Some(b']') => return Ok(at + 1),
                _ => return Err(Malformed),
            }
        }
    }

    fn object(&mut self, at: usize, depth: u32) -> Result<usize, Refusal> {
        if depth > DEPTH_MAX {
            return Err(Malformed);
        }
        let mut at = at + 1;
        if self.bytes.get(at) == Some(&b'}') {
            return Ok(at + 1);
        }
        let first_name = self.names.len();
        let mut seen = 0_u64;
        let mut may_repeat = false;
        loop {
            let (start, end) = self.name(at)?;
            let mark = name_mark(self.bytes.get(start..end).unwrap_or_default());
            may_repeat |= seen & mark != 0;
            seen |= mark;
            self.names.push((start, end));
            let value = end + 2;
            at = self.value(value, depth)?;
            if depth == 1 {
                self.keep(start..end, self.bytes.get(value..at).unwrap_or_default());
            }
            match self.bytes.get(at) {
                Some(b',') => at += 1,
                Some(b'}') => break,
                _ => return Err(Malformed),
            }
        }
        if may_repeat && self.has_repeat(first_name) {
            return Err(Duplicate);
        }
        self.names.truncate(first_name);
        Ok(at + 1)
    }

    /// Where the member name at `at` begins and ends; a colon follows its closing quote.
    fn name(&self, at: usize) -> Result<(usize, usize), Refusal> {
        if self.bytes.get(at) != Some(&b'"') {
            return Err(Malformed);
        }
        let (end, has_escape) = string_end(self.bytes, at + 1).ok_or(Malformed)?;
        if has_escape || self.bytes.get(end + 1) != Some(&b':') {
            return Err(Malformed);
        }
        Ok((at + 1, end))
    }

    fn keep(&mut self, name: Range<usize>, value: &'a [u8]) {
        match self.bytes.get(name).unwrap_or_default() {
            b"v" => self.members.version = Some(value),
            b"id" => self.members.id = Some(value),
            b"do" => self.members.code = Some(value),
            b"c" => self.members.commitments = Some(value),
            _ => {}
        }
    }

    /// Whether two of the names from position `first` on are the same.
    fn has_repeat(&mut self, first: usize) -> bool {
        let bytes = self.bytes;
        let text = |name: &(usize, usize)| bytes.get(name.0..name.1);
        let names = self.names.get_mut(first..).unwrap_or_default();
        if names.len() <= PAIRWISE_MAX {
            let mut ahead = names.iter();
            while let Some(name) = ahead.next() {
                if ahead.clone().any(|other| text(other) == text(name)) {
                    return true;
                }
            }
            return false;
        }
        names.sort_unstable_by(|a, b| text(a).cmp(&text(b)));
        names.windows(2).any(|pair| matches!(pair, [a, b] if text(a) == text(b)))
    }
}

/// One bit of 64 for a name, chosen so that the usual names of one object get different ones.
fn name_mark(name: &[u8]) -> u64 {
    let first = usize::from(name.first().copied().unwrap_or(0));
    let last = usize::from(name.last().copied().unwrap_or(0));
    let mixed = first.wrapping_add(last).wrapping_add(name.len().wrapping_mul(2));
    1 << (mixed & 63)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(text: &str) -> Result<(), Refusal> {
        Scanner::default().object(text.as_bytes()).map(|_| ())
    }

    #[test]
    fn the_one_spelling_is_accepted() {
        let deep = format!("{}{}", r#"{"a":"#.repeat(16), "0".to_owned() + &"}".repeat(16));
        for good in [
            "{}",
            r#"{"v":1,"id":"lap3.1","x":{"a":[1,-2,[],{}],"b":null,"c":true,"d":false},"é":"ü/"}"#,
            r#"{"a":"\"\\\b\t\n\f\r\u0000\u001f\u007f\u009f\u2028\u202e\u061c"}"#,
            r#"{"a":9999999999999999,"b":-1,"c":0}"#,
            &deep,
        ] {
            assert_eq!(scan(good), Ok(()), "{good}");
        }
    }

    #[test]
    fn every_other_spelling_is_refused() {
        let deep = format!("{}{}", r#"{"a":"#.repeat(17), "0".to_owned() + &"}".repeat(17));
        for bad in [
            "",
            "{",
            "}",
            "[]",
            "{}{}",
            "{} ",
            " {}",
            r#"{"a" :1}"#,
            r#"{"a": 1}"#,
            r#"{"a":1,}"#,
            r#"{,"a":1}"#,
            r#"{"a":1 }"#,
            r#"{"a"}"#,
            r"{a:1}",
            r#"{"a":01}"#,
            r#"{"a":-0}"#,
            r#"{"a":1.0}"#,
            r#"{"a":1e3}"#,
            r#"{"a":+1}"#,
            r#"{"a":-}"#,
            r#"{"a":NaN}"#,
            r#"{"a":10000000000000000}"#,
            r#"{"a":"\/"}"#,
            r#"{"a":"\u0041"}"#,
            r#"{"a":"\u000a"}"#,
            r#"{"a":"\u001F"}"#,
            r#"{"a":"\ud800"}"#,
            r#"{"a":"\ud83d\ude00"}"#,
            r#"{"a":"\x"}"#,
            r#"{"a":"\u00"}"#,
            r#"{"a":"}"#,
            r#"{"a\n":1}"#,
            r#"{"a":tru}"#,
            r#"{"a":[1,]}"#,
            r#"{"a":[1 2]}"#,
            r#"{"a":[}"#,
            &deep,
        ] {
            assert_eq!(scan(bad), Err(Malformed), "{bad}");
        }
    }

    #[test]
    fn a_name_twice_is_found_at_any_depth_and_in_long_objects() {
        assert_eq!(scan(r#"{"a":1,"b":2,"a":1}"#), Err(Duplicate));
        assert_eq!(scan(r#"{"a":[{"b":{"c":1,"c":2}}]}"#), Err(Duplicate));
        assert_eq!(scan(r#"{"a":{"b":1},"b":{"a":1}}"#), Ok(()));
        let many: Vec<String> = (0..500).map(|n| format!(r#""n{n}":0"#)).collect();
        assert_eq!(scan(&format!("{{{}}}", many.join(","))), Ok(()));
        assert_eq!(scan(&format!("{{{},\"n250\":0}}", many.join(","))), Err(Duplicate));
    }

    #[test]
    fn usual_members_are_read_as_any_others_are() {
        let all = concat!(
            r#"{"v":1,"id":"a.1","t":"","b":"","m":0,"l":1,"#,
            r#""who":"-","do":"x","at":"","x":{},"c":{}}"#
        );
        let whole = Scanner::default().object(all.as_bytes()).unwrap();
        assert_eq!(whole.version, Some(b"1".as_slice()));
        assert_eq!(whole.id, Some(b"\"a.1\"".as_slice()));
        assert_eq!(whole.code, Some(b"\"x\"".as_slice()));
        assert_eq!(whole.commitments, Some(b"{}".as_slice()));
        // Any other order, a strange member first or last, and members that are not there.
        for other in [
            r#"{"id":"a.1","v":1,"do":"x","c":{}}"#,
            r#"{"z":0,"v":1,"id":"a.1","do":"x","c":{}}"#,
            r#"{"v":1,"id":"a.1","do":"x","c":{},"z":0}"#,
            r#"{"v":1,"id":"a.1","do":"x","c":{}}"#,
        ] {
            assert_eq!(Scanner::default().object(other.as_bytes()), Ok(whole), "{other}");
        }
        assert_eq!(scan(r#"{"v":1,"id":"a.1","id":"a.1"}"#), Err(Duplicate));
        assert_eq!(scan(r#"{"v":1,"x":{"a":1,"a":2}}"#), Err(Duplicate));
        assert_eq!(scan(r#"{"c":{},"v":1,"c":{}}"#), Err(Duplicate));
        for bad in [r#"{"v":1,}"#, r#"{"v":01}"#, r#"{"v":}"#, r#"{"v" :1}"#, r#"{"v":1}}"#] {
            assert_eq!(scan(bad), Err(Malformed), "{bad}");
        }
    }

    #[test]
    fn the_usual_names_need_no_second_look() {
        let names = ["v", "id", "t", "b", "m", "l", "who", "do", "at", "x", "c"];
        let marks = names.map(|name| name_mark(name.as_bytes()));
        for (n, mark) in marks.iter().enumerate() {
            assert!(!marks[..n].contains(mark), "{}", names[n]);
        }
    }

    #[test]
    fn bytes_are_sorted_by_their_alphabet() {
        for byte in 0..=255_u8 {
            let expected = match byte {
                0..=31 | 127 => Alphabet::Control,
                32..=126 => Alphabet::Ascii,
                _ => Alphabet::Wide,
            };
            assert_eq!(alphabet(&[b'a', byte, b'z']), expected, "{byte}");
        }
        assert!(!is_clean_text("a\u{202e}b".as_bytes()));
        assert!(!is_clean_text(b"\xed\xa0\x80"));
        assert!(is_clean_text("é œ 🩺".as_bytes()));
    }
}
