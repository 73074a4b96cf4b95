//! How a key is named and read where commands are typed as lines: letters stay themselves, keys
//! with names are words, and `x` stands for Enter, which alone would be too cheap there.

use super::intent::{Intent, Mode, Named};
use super::keyboard::Keyboard;
use super::keymap;
use crate::domain::fold;
use crate::domain::text::Lang;
use crate::i18n::Catalogue;
use crate::i18n::key::Key;

/// The command that does the highlighted thing: the cross on a paper list. It means nothing in the
/// full screen.
pub const DO: char = 'x';

/// Where the name of a key stands.
type NameOf = fn(&Key) -> &String;

/// Keys with names that can be typed as words.
const NAMED: &[(Intent, NameOf)] = &[
    (Intent::Esc, |words| &words.esc),
    (Intent::Tab, |words| &words.tab),
    (Intent::BackTab, |words| &words.back_tab),
    (Intent::Up, |words| &words.up),
    (Intent::Down, |words| &words.down),
    (Intent::Left, |words| &words.left),
    (Intent::Right, |words| &words.right),
    (Intent::Space, |words| &words.space),
    (Intent::PageUp, |words| &words.page_up),
    (Intent::PageDown, |words| &words.page_down),
    (Intent::Home, |words| &words.home),
    (Intent::End, |words| &words.end),
];

/// What to type for this intent; none where a number does it, or nothing has to be done.
#[must_use]
pub fn name(intent: Intent, lang: Lang, keyboard: &Keyboard) -> Option<String> {
    let words = &Catalogue::of(lang).screen.key;
    match intent {
        Intent::Enter => Some(DO.to_string()),
        Intent::Esc => Some(words.esc.to_lowercase()),
        Intent::Tab => Some(words.tab.to_lowercase()),
        Intent::Up
        | Intent::Down
        | Intent::Space
        | Intent::PageUp
        | Intent::PageDown
        | Intent::Home
        | Intent::End
        | Intent::BackTab
        | Intent::Redraw
        | Intent::Digit(_) => None,
        other => {
            let named = keymap::name(other, Mode::Command, words, keyboard);
            (named.chars().count() == 1 && named != "-").then(|| named.to_lowercase())
        }
    }
}

/// The intent of a line that is a command letter or a key's name, in either language.
#[must_use]
pub fn read(line: &str, keyboard: &Keyboard) -> Option<Intent> {
    let mut chars = line.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        let intent = keymap::command(only, keyboard);
        let is_known = !matches!(intent, Intent::Digit(_) | Intent::Unknown(Named::Character(_)));
        return match only.to_lowercase().next() {
            Some(DO) => Some(Intent::Enter),
            _ => is_known.then_some(intent),
        };
    }
    key(line)
}

/// The intent of a line that is a key's name.
#[must_use]
pub fn key(line: &str) -> Option<Intent> {
    let typed = folded(line);
    let is_it = |name: NameOf| {
        Lang::ALL.into_iter().any(|lang| folded(name(&Catalogue::of(lang).screen.key)) == typed)
    };
    NAMED.iter().find(|(_, name)| is_it(*name)).map(|(intent, _)| *intent)
}

/// The number that a line is; the unshifted top row of the keyboard counts as digits (R92).
#[must_use]
pub fn number(line: &str, keyboard: &Keyboard) -> Option<usize> {
    let digits = line.chars().map(|c| keyboard.digit(c).map(usize::from));
    let mut number = None;
    for digit in digits {
        number = Some(usize::checked_add(usize::checked_mul(number.unwrap_or(0), 10)?, digit?)?);
    }
    number
}

/// Lower case without accents.
fn folded(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        fold::into_ascii(c, &mut out);
    }
    out
}
