//! SHA-256 digests: their spelling in the log, and the forty digits that are read aloud.
//!
//! Invariant: a digest has exactly one spelling, 64 lower-case hexadecimal digits. Upper case is
//! refused, or two different files would verify as the same one.

use std::fmt;

use sha2::block_api::compress256;
use sha2::{Digest as _, Sha256};

/// Digits of the spoken code (audit-log §4.5).
pub const CODE_DIGITS: usize = 40;

/// Bytes of a block of SHA-256.
const BLOCK: usize = 64;

/// The initial state of SHA-256 (FIPS 180-4 §5.3.3).
const INITIAL: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// A SHA-256 digest.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// What the first line names as its predecessor: 64 zeros.
    pub const ZERO: Self = Self([0; 32]);

    /// The digest of `bytes`.
    ///
    /// Pads by itself and compresses the blocks where they are: at line size that is a tenth of
    /// the time of a check. A test compares it with the crate's own hasher at every length of
    /// three blocks.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "rest is shorter than a block, and length is one block or two: all lies in end"
    )]
    pub fn of(bytes: &[u8]) -> Self {
        let mut state = INITIAL;
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        compress256(&mut state, blocks);
        let mut end = [0; 2 * BLOCK];
        end[..rest.len()].copy_from_slice(rest);
        end[rest.len()] = 0x80;
        // The mark and the length, nine bytes, may need a block more.
        let length = if rest.len() < BLOCK - 8 { BLOCK } else { 2 * BLOCK };
        let bits = (bytes.len() as u64).wrapping_mul(8);
        end[length - 8..length].copy_from_slice(&bits.to_be_bytes());
        compress256(&mut state, end[..length].as_chunks().0);
        let mut digest = [0; 32];
        for (four, word) in digest.as_chunks_mut::<4>().0.iter_mut().zip(state) {
            *four = word.to_be_bytes();
        }
        Self(digest)
    }

    /// The digest of the parts, one after the other.
    #[must_use]
    pub fn of_parts(parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part);
        }
        Self(hash.finalize().into())
    }

    /// Reads 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::from_hex(text.as_bytes())
    }

    /// Reads 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn from_hex(hex: &[u8]) -> Option<Self> {
        if hex.len() != 64 {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, [high, low]) in bytes.iter_mut().zip(hex.as_chunks().0) {
            *byte = nibble(*high)? << 4 | nibble(*low)?;
        }
        Some(Self(bytes))
    }

    /// The spelling used in the log.
    #[must_use]
    pub fn to_hex(self) -> [u8; 64] {
        let mut hex = [0; 64];
        for (pair, byte) in hex.as_chunks_mut().0.iter_mut().zip(self.0) {
            *pair = [hex_digit(byte >> 4), hex_digit(byte & 15)];
        }
        hex
    }

    /// The code to read aloud: the digest as a number, modulo 10^40 (audit-log §4.5).
    #[must_use]
    pub fn spoken_code(self) -> SpokenCode {
        let mut number = limbs(self);
        let mut digits = [0; CODE_DIGITS];
        // Five digits at a time, from the right: each group is a remainder of the whole number.
        for group in digits.chunks_exact_mut(5).rev() {
            let mut rest = divide(&mut number, 100_000);
            for digit in group.iter_mut().rev() {
                [*digit, ..] = (rest % 10).to_le_bytes();
                rest /= 10;
            }
        }
        SpokenCode { digits }
    }

    /// The lowest 40 bits. Because 10^40 is a multiple of 2^40 a spoken code has the same ones, so
    /// a log can be searched for a code with one comparison per line.
    #[must_use]
    pub fn low_40_bits(self) -> u64 {
        self.0[27..].iter().fold(0, |bits, byte| bits << 8 | u64::from(*byte))
    }
}

/// A digest of bytes that come piece by piece.
#[derive(Clone, Debug, Default)]
pub struct Digesting(Sha256);

impl Digesting {
    /// Before the first byte.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next bytes.
    pub fn take(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all bytes so far.
    #[must_use]
    pub fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

/// The digest as eight 32-bit digits, most significant first.
fn limbs(digest: Digest) -> [u32; 8] {
    let mut limbs = [0; 8];
    for (limb, four) in limbs.iter_mut().zip(digest.0.chunks_exact(4)) {
        *limb = four.iter().fold(0, |word, byte| word << 8 | u32::from(*byte));
    }
    limbs
}

/// Divides in place and returns the remainder.
fn divide(number: &mut [u32; 8], by: u32) -> u32 {
    let mut rest = 0_u64;
    for limb in number {
        let value = rest << 32 | u64::from(*limb);
        *limb = low_32_bits(value / u64::from(by));
        rest = value % u64::from(by);
    }
    low_32_bits(rest)
}

/// All of it, for a quotient or remainder that is below 2^32.
const fn low_32_bits(number: u64) -> u32 {
    let [a, b, c, d, ..] = number.to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}

const fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

/// Wrapping, so that no overflow check stops the compiler from using wide registers.
const fn hex_digit(nibble: u8) -> u8 {
    nibble.wrapping_add(if nibble < 10 { b'0' } else { b'a' - 10 })
}

/// Whether every byte is a digit of the log's hexadecimal spelling.
#[must_use]
pub fn is_lower_hex(bytes: &[u8]) -> bool {
    bytes.iter().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Sixteen bytes as 32 lower-case hexadecimal digits: a salt or a nonce.
#[must_use]
pub fn hex_128(bytes: [u8; 16]) -> String {
    bytes.iter().flat_map(|b| [b >> 4, b & 15]).map(|n| char::from(hex_digit(n))).collect()
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The forty digits that stand for a digest on paper and on the telephone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpokenCode {
    digits: [u8; CODE_DIGITS],
}

impl SpokenCode {
    /// Its digits, the first one first.
    pub(super) const fn digits(&self) -> &[u8; CODE_DIGITS] {
        &self.digits
    }
}

/// Eight groups of five digits.
impl fmt::Display for SpokenCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, digit) in self.digits.iter().enumerate() {
            if position > 0 && position % 5 == 0 {
                f.write_str(" ")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_golden_head_has_its_published_code() {
        let head = "2d2134146328163a29a334052b44ae895025eff3a58455a56f3b702ca525aea4";
        let digest = Digest::parse(head).expect("64 digits");
        let code = digest.spoken_code();
        assert_eq!(code.to_string(), "47654 86573 68968 88958 87696 32650 34912 84644");
        assert_eq!(digest.to_string(), head);
    }

    #[test]
    fn every_length_is_padded_right() {
        let bytes: Vec<u8> = (0..=255).collect();
        for length in 0..200 {
            let theirs: [u8; 32] = Sha256::digest(&bytes[..length]).into();
            assert_eq!(Digest::of(&bytes[..length]), Digest(theirs), "{length} bytes");
        }
    }

    #[test]
    fn only_one_spelling_is_a_digest() {
        let head = "2d2134146328163a29a334052b44ae895025eff3a58455a56f3b702ca525aea4";
        assert_eq!(Digest::parse(&head.to_uppercase()), None);
        assert_eq!(Digest::parse(&head[1..]), None);
        assert_eq!(Digest::parse(&format!("{head}0")), None);
    }

    #[test]
    fn small_and_large_numbers_have_the_right_code() {
        let zero = "00000 00000 00000 00000 00000 00000 00000 00000";
        assert_eq!(Digest::ZERO.spoken_code().to_string(), zero);
        // 2^256 - 1 = …639935 by any calculator with long numbers.
        let all = Digest([0xff; 32]).spoken_code().to_string();
        assert_eq!(all, "32699 84665 64056 40394 57584 00791 31296 39935");
    }
}
