//! The last row: the keys that work here, and nothing else (R126).
//!
//! Enter, help and the way back are never crowded out: their columns are reserved before any other
//! key is placed. What a screen leaves free is filled with commands that every screen shares.

use super::canvas::Canvas;
use super::text::columns;
use crate::i18n::key::Key;
use crate::tui::intent::{Intent, Mode};
use crate::tui::keyboard::Keyboard;
use crate::tui::keymap;
use crate::tui::screen::Live;
use crate::tui::theme::Role;

/// Fewer keys than this leave a person wondering.
const KEYS_MIN: usize = 6;

/// More keys than this are not read.
const KEYS_MAX: usize = 9;

/// Columns between two keys.
const GAP: u16 = 2;

/// A key as it would stand there.
struct Spot<'k> {
    name: String,
    does: &'k str,
    width: u16,
    is_needed: bool,
    /// Whether every screen shares it.
    is_shared: bool,
}

/// Draws the footer: keys of the screen in their order, then `shared` ones where there are few.
pub fn footer(
    canvas: &mut Canvas,
    keys: &[Live],
    shared: &[Live],
    mode: Mode,
    (words, keyboard): (&Key, &Keyboard),
) {
    let area = canvas.areas().footer;
    if area.height == 0 {
        return;
    }
    let theme = canvas.theme();
    let own = keys.iter().map(|key| (key, false));
    let spots = own.chain(shared.iter().map(|key| (key, true))).map(|(key, is_shared)| {
        let name = key_name(&key.intents, mode, words, keyboard);
        let gap = u16::from(!name.is_empty());
        let width = columns(&name, theme) + gap + columns(&key.does, theme);
        let is_needed =
            matches!(key.intents.as_slice(), [Intent::Enter | Intent::Esc | Intent::Help]);
        Spot { name, does: &key.does, width, is_needed, is_shared }
    });
    // A key that this keyboard or mode cannot give is no promise.
    let spots: Vec<Spot<'_>> = spots.filter(|spot| spot.name != keymap::NO_KEY).collect();
    let mut x = area.x.saturating_add(1);
    let room = area.width.saturating_sub(1);
    for spot in chosen(&spots, room).into_iter().filter_map(|at| spots.get(at)) {
        let gap = u16::from(!spot.name.is_empty());
        let after = canvas.print(area, (x, area.y), &spot.name, Role::Key);
        x = canvas.print(area, (after + gap, area.y), spot.does, Role::Text) + GAP;
    }
}

/// Which of them are shown, in their order. When long names leave too few, the longest gives way.
fn chosen(spots: &[Spot<'_>], room: u16) -> Vec<usize> {
    let mut without = Vec::new();
    let mut best = fitting(spots, room, &without);
    let mut now = best.clone();
    while now.len() < KEYS_MIN {
        let longest = now
            .iter()
            .skip(1)
            .filter_map(|at| Some((*at, spots.get(*at)?)))
            .filter(|(_, spot)| !spot.is_needed)
            .max_by_key(|(_, spot)| spot.width);
        let Some((at, _)) = longest else { break };
        without.push(at);
        now = fitting(spots, room, &without);
        if now.len() > best.len() {
            best.clone_from(&now);
        }
    }
    best
}

/// What fits when these are left out: first what is needed, then the others from the first on.
fn fitting(spots: &[Spot<'_>], room: u16, without: &[usize]) -> Vec<usize> {
    let mut left = room.saturating_add(GAP);
    let mut taken = Vec::new();
    let passes: [fn(&Spot<'_>) -> bool; 3] = [
        |spot| spot.is_needed,
        |spot| !spot.is_needed && !spot.is_shared,
        |spot| !spot.is_needed && spot.is_shared,
    ];
    for (pass, is_of_it) in passes.into_iter().enumerate() {
        let most = if pass == 2 { KEYS_MIN } else { KEYS_MAX };
        for (at, spot) in spots.iter().enumerate().filter(|(_, spot)| is_of_it(spot)) {
            let needed = spot.width.saturating_add(GAP);
            if taken.len() < most && needed <= left && !without.contains(&at) {
                left -= needed;
                taken.push(at);
            }
        }
    }
    taken.sort_unstable();
    taken
}

/// The name of a group of keys: `Up/Down`, `1-4`.
#[must_use]
pub fn key_name(intents: &[Intent], mode: Mode, words: &Key, keyboard: &Keyboard) -> String {
    use Intent::Digit;
    match intents {
        [Digit(first), .., Digit(last)] => format!("{first}-{last}"),
        [others @ .., Digit(first), Digit(last)] if first != last => {
            format!("{} {first}-{last}", key_name(others, mode, words, keyboard))
        }
        several => {
            let names = several.iter().map(|intent| keymap::name(*intent, mode, words, keyboard));
            names.collect::<Vec<_>>().join("/")
        }
    }
}
