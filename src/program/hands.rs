//! The keyboard and the mouse, as the command line, the site and this laptop's settings say.

use super::machine::Machine;
use crate::cli::args::{KeyboardArg, Options, Switch};
use crate::diagnostics::escape;
use crate::i18n::{Catalogue, fill};
use crate::tui::keyboard::{Family, Keyboard};
use crate::tui::remap;
use crate::tui::settings::Settings;

/// What lies under the person's hands.
pub(super) struct Hands {
    /// The family and the letters that the site moved.
    pub(super) keyboard: Keyboard,
    /// What is kept, for keeping the next choice beside it; none where its file is not understood.
    pub(super) settings: Option<Settings>,
    /// Whether the mouse is on; none where there is none.
    pub(super) mouse: Option<bool>,
}

/// What lies under the person's hands, and what is wrong in the files that say so.
pub(super) fn hands(
    machine: &Machine,
    options: &Options,
    is_linear: bool,
) -> (Hands, Option<String>) {
    let (kept, first) = settings(machine);
    let settings = kept.unwrap_or_default();
    let family = options.keyboard.map(family).or(settings.keyboard);
    let usual = match family {
        Some(family) => Keyboard::of(family),
        // Whole lines are typed there, and no row of the keyboard is read as digits.
        None if is_linear => Keyboard::default(),
        None => Keyboard::assumed(),
    };
    let (keyboard, second) = moved(machine, usual);
    let named = options.mouse.map(|switch| switch == Switch::On);
    let mouse = (!is_linear).then(|| named.or(settings.mouse).unwrap_or(false));
    (Hands { keyboard, settings: kept, mouse }, second.or(first))
}

const fn family(named: KeyboardArg) -> Family {
    match named {
        KeyboardArg::Azerty => Family::Classic,
        KeyboardArg::French2019 => Family::French2019,
        KeyboardArg::Bepo => Family::Bepo,
        KeyboardArg::Direct => Family::Direct,
    }
}

fn settings(machine: &Machine) -> (Option<Settings>, Option<String>) {
    let words = &Catalogue::of(machine.lang).remap;
    let said = match machine.own_file("settings.yaml") {
        Ok(None) => return (Some(Settings::default()), None),
        Ok(Some(text)) => match Settings::read(&text) {
            Ok(settings) => return (Some(settings), None),
            Err((line, fault)) => fault.words(line, words),
        },
        Err(cause) => fill(&words.setting_unreadable, &[("cause", &cause)]),
    };
    (None, Some(escape::shown(&said)))
}

/// The same with the letters that the site moved; what is wrong with its map otherwise.
fn moved(machine: &Machine, usual: Keyboard) -> (Keyboard, Option<String>) {
    let words = &Catalogue::of(machine.lang).remap;
    let read = match machine.own_file("keys.yaml") {
        Ok(None) => return (usual, None),
        Ok(Some(text)) => remap::read(&text),
        Err(cause) => {
            let said = fill(&words.unreadable, &[("cause", &escape::shown(&cause))]);
            return (usual, Some(said));
        }
    };
    match read {
        Ok(moved) => (usual.with(moved), None),
        Err(faults) => {
            let first = faults.first().map(|(line, fault)| fault.words(*line, words));
            (usual, first.map(|said| escape::shown(&said)))
        }
    }
}
