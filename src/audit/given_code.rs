//! A spoken code as somebody gives it back: whole, or its first half (audit-log §9 point 3).
//!
//! Forty digits are about 132 bits, so nobody can prepare two histories with one code. Twenty are
//! about 66: enough against a log that was cut or written anew afterwards, and whoever says what
//! was found says that they prove less.

use super::digest::{CODE_DIGITS, Digest, SpokenCode};

/// Digits of the half that may be given in place of the whole.
pub const HALF_DIGITS: usize = 20;

/// All digits of a spoken code, or the first [`HALF_DIGITS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenCode {
    digits: [u8; CODE_DIGITS],
    /// Of the whole code only: its lowest bits tell most lines apart, see [`Digest::low_40_bits`].
    low_40_bits: Option<u64>,
}

/// Why a text is no spoken code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeFault {
    /// It has a sign that is no digit and stands between none.
    Sign(char),
    /// It has this many digits.
    Count(usize),
}

impl GivenCode {
    /// Reads forty digits, or twenty; spaces, hyphens and full stops between them are ignored.
    ///
    /// # Errors
    /// [`CodeFault`]: the first sign that does not belong there, else the number of digits.
    pub fn parse(text: &str) -> Result<Self, CodeFault> {
        let mut digits = [0; CODE_DIGITS];
        let mut count = 0;
        for c in text.chars() {
            if let Some(value) = c.to_digit(10).and_then(|value| u8::try_from(value).ok()) {
                if let Some(digit) = digits.get_mut(count) {
                    *digit = value;
                }
                count += 1;
            } else if !(c.is_whitespace() || c == '-' || c == '.') {
                return Err(CodeFault::Sign(c));
            }
        }
        match count {
            CODE_DIGITS => Ok(Self { digits, low_40_bits: Some(low_40_bits(&digits)) }),
            HALF_DIGITS => Ok(Self { digits, low_40_bits: None }),
            _ => Err(CodeFault::Count(count)),
        }
    }

    /// Whether only the first half was given.
    #[must_use]
    pub const fn is_half(&self) -> bool {
        self.low_40_bits.is_none()
    }

    /// How many digits were given.
    #[must_use]
    pub const fn count(&self) -> usize {
        if self.is_half() { HALF_DIGITS } else { CODE_DIGITS }
    }

    /// Whether it is the code of this digest, as far as it was given.
    #[must_use]
    pub fn fits(&self, digest: Digest) -> bool {
        if self.low_40_bits.is_some_and(|low| low != digest.low_40_bits()) {
            return false;
        }
        let given = self.digits.iter().take(self.count());
        given.eq(digest.spoken_code().digits().iter().take(self.count()))
    }
}

impl From<SpokenCode> for GivenCode {
    fn from(code: SpokenCode) -> Self {
        let digits = *code.digits();
        Self { digits, low_40_bits: Some(low_40_bits(&digits)) }
    }
}

/// The lowest 40 bits of the number; see [`Digest::low_40_bits`].
fn low_40_bits(digits: &[u8; CODE_DIGITS]) -> u64 {
    let next = |number: u64, digit: &u8| number.wrapping_mul(10).wrapping_add(u64::from(*digit));
    digits.iter().fold(0, next) & ((1 << 40) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn golden() -> Digest {
        let head = "2d2134146328163a29a334052b44ae895025eff3a58455a56f3b702ca525aea4";
        Digest::parse(head).expect("64 digits")
    }

    #[test]
    fn the_published_code_and_its_first_half_fit_and_no_changed_digit_does() {
        let published = "47654 86573 68968 88958 87696 32650 34912 84644";
        for text in [published, &published[..23], "4765.4865-73 689\u{a0}68 88958"] {
            let code = GivenCode::parse(text).expect("a code");
            assert!(code.fits(golden()) && !code.fits(Digest::ZERO), "{text}");
            assert_eq!(code.is_half(), text.len() < 40);
        }
        assert_eq!(GivenCode::parse(published), Ok(golden().spoken_code().into()));
        for text in [published, &published[..23]] {
            for (at, digit) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
                let mut changed = text.to_owned();
                changed.replace_range(at..=at, if digit == '7' { "8" } else { "7" });
                assert!(!GivenCode::parse(&changed).expect("a code").fits(golden()), "{changed}");
            }
        }
    }

    #[test]
    fn what_is_wrong_with_a_text_is_named() {
        for count in (0..60).filter(|count| !matches!(count, 20 | 40)) {
            assert_eq!(GivenCode::parse(&"1".repeat(count)), Err(CodeFault::Count(count)));
        }
        for sign in ['x', 'O', '٣', '²', ',', '\u{1b}'] {
            let text = format!("{}{sign}", "1".repeat(39));
            assert_eq!(GivenCode::parse(&text), Err(CodeFault::Sign(sign)));
        }
    }
}
