//! The keyboard in front of the person: which digits its top row types without Shift (R92), and
//! which letters the site gave to commands (R108).
//!
//! A wrong family does no harm in lists, where a digit only moves; number fields echo the digit.

use super::intent::Intent;
use super::keymap::LETTERS;
use crate::i18n::remap::Remap;

/// How the top row is read where digits are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Family {
    /// French of a PC or a Mac, Belgian.
    #[default]
    Classic,
    /// The French standard of 2019.
    French2019,
    /// BÉPO.
    Bepo,
    /// Digits without Shift: QWERTY, QWERTZ, Canadian, Swiss.
    Direct,
}

impl Family {
    /// Every family.
    pub const ALL: [Self; 4] = [Self::Classic, Self::French2019, Self::Bepo, Self::Direct];

    /// The family whose key 7 types this without Shift; no two families share one.
    #[must_use]
    pub fn of_seven(c: char) -> Option<Self> {
        if c == '7' {
            return Some(Self::Direct);
        }
        Self::ALL.into_iter().find(|family| family.top_row().contains(&(c, 7)))
    }

    /// Its name, for people.
    #[must_use]
    pub const fn name(self, words: &Remap) -> &String {
        match self {
            Self::Classic => &words.azerty,
            Self::French2019 => &words.french2019,
            Self::Bepo => &words.bepo,
            Self::Direct => &words.direct,
        }
    }

    /// What the top row types without Shift, and the digit on that key.
    const fn top_row(self) -> &'static [(char, u8)] {
        match self {
            Self::Classic => CLASSIC,
            Self::French2019 => FRENCH_2019,
            Self::Bepo => BEPO,
            Self::Direct => &[],
        }
    }
}

/// Variants of one key stand beside each other: `-` of a PC, `§` of a Mac.
const CLASSIC: &[(char, u8)] = &[
    ('&', 1),
    ('é', 2),
    ('"', 3),
    ('\'', 4),
    ('(', 5),
    ('-', 6),
    ('§', 6),
    ('è', 7),
    ('_', 8),
    ('!', 8),
    ('ç', 9),
    ('à', 0),
];

const FRENCH_2019: &[(char, u8)] = &[
    ('à', 1),
    ('é', 2),
    ('è', 3),
    ('ê', 4),
    ('(', 5),
    (')', 6),
    ('‘', 7),
    ('’', 8),
    ('«', 9),
    ('»', 0),
];

const BEPO: &[(char, u8)] = &[
    ('"', 1),
    ('«', 2),
    ('»', 3),
    ('(', 4),
    (')', 5),
    ('@', 6),
    ('+', 7),
    ('-', 8),
    ('/', 9),
    ('*', 0),
];

/// The keyboard, as far as it was described.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keyboard {
    family: Family,
    /// Nobody named the family: it is only the likeliest.
    is_assumed: bool,
    /// Commands that the site moved, and their letters.
    moved: Vec<(Intent, char)>,
}

impl Keyboard {
    /// The usual letters, on a keyboard of this family.
    #[must_use]
    pub const fn of(family: Family) -> Self {
        Self { family, is_assumed: false, moved: Vec::new() }
    }

    /// The usual letters on the likeliest keyboard, as long as nobody named one.
    #[must_use]
    pub const fn assumed() -> Self {
        Self { family: Family::Classic, is_assumed: true, moved: Vec::new() }
    }

    /// Whether somebody still has to say which family it is.
    #[must_use]
    pub const fn is_assumed(&self) -> bool {
        self.is_assumed
    }

    /// The family.
    #[must_use]
    pub const fn family(&self) -> Family {
        self.family
    }

    /// The same letters on a keyboard of this family.
    pub const fn become_one_of(&mut self, family: Family) {
        self.family = family;
        self.is_assumed = false;
    }

    /// The same with these commands on these letters; [`super::remap`] has checked them.
    #[must_use]
    pub fn with(mut self, moved: Vec<(Intent, char)>) -> Self {
        self.moved = moved;
        self
    }

    /// The digit that a character stands for where digits are meant (R92).
    #[must_use]
    pub fn digit(&self, c: char) -> Option<u8> {
        let direct = c.to_digit(10).and_then(|digit| u8::try_from(digit).ok());
        let row = self.family.top_row();
        direct.or_else(|| row.iter().find(|(its, _)| *its == c).map(|(_, digit)| *digit))
    }

    /// The same as a character, for the echo of a number field.
    #[must_use]
    pub fn echo(&self, c: char) -> char {
        self.digit(c).and_then(|digit| char::from_digit(digit.into(), 10)).unwrap_or(c)
    }

    /// A key for a field that asks for a time: as long as a time is being typed, the unshifted top
    /// row types digits (R92). Behind a year stands the hyphen of a date, which is no digit.
    #[must_use]
    pub fn timed(&self, intent: Intent, typed: &str) -> Intent {
        let is_time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | 'h' | 'H' | ' ');
        let is_year = typed.len() >= 4 && typed.bytes().take(4).all(|byte| byte.is_ascii_digit());
        match intent {
            Intent::Type(c) if !is_year && typed.chars().all(is_time) => Intent::Type(self.echo(c)),
            other => other,
        }
    }

    /// What a letter wishes in command mode.
    #[must_use]
    pub fn wish(&self, letter: char) -> Option<Intent> {
        if let Some((intent, _)) = self.moved.iter().find(|(_, its)| *its == letter) {
            return Some(*intent);
        }
        let (_, intent) = LETTERS.iter().find(|(its, _)| *its == letter)?;
        let was_moved = self.moved.iter().any(|(its, _)| its == intent);
        (!was_moved || first_letter(*intent) != Some(letter)).then_some(*intent)
    }

    /// The letter that carries a wish now: what footer, help and menu show (R108).
    #[must_use]
    pub fn letter(&self, intent: Intent) -> Option<char> {
        let moved = self.moved.iter().find(|(its, _)| *its == intent).map(|(_, letter)| *letter);
        moved.or_else(|| first_letter(intent))
    }
}

/// The letter that the program gives to a wish.
pub(super) fn first_letter(intent: Intent) -> Option<char> {
    LETTERS.iter().find(|(_, its)| *its == intent).map(|(letter, _)| *letter)
}
