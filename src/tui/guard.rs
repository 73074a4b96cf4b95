//! What stands between a key and its act: pastes, bounces, double presses, and the return after a
//! pause.
//!
//! Pure: the time comes with each key, from the monotonic clock.

use super::intent::{Intent, Mode, Press};
use crate::domain::time::{Moment, Span};

/// Keys that follow each other faster than this are not typed (R96).
pub const PASTE_GAP: Span = Span::from_ms(30);

/// After a step change an Enter within this time was meant for the step before (R97); after an
/// Enter it is the same press twice, which must not write through a form that opened in between
/// (R99).
pub const STEP_GUARD: Span = Span::from_ms(350);

/// After this long without a key the first Enter only wakes (R78).
pub const IDLE: Span = Span::from_min(3);

/// After this long the person is asked whether they are still the same one (R61).
pub const LONG_IDLE: Span = Span::from_min(10);

/// A second Ctrl-C within this time leaves (R83).
pub const SECOND_INTERRUPT: Span = Span::from_s(2);

/// What to do with a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// Let it act.
    Act,
    /// It only wakes, after this long without a key.
    Wake(Span),
    /// It comes from a paste: these characters so far.
    Paste(String),
    /// Typed ahead for the step before, or pressed twice: nothing happens.
    Bounce,
}

/// The times that matter.
#[derive(Clone, Debug, Default)]
pub struct Guard {
    last_key: Option<Moment>,
    step_changed: Option<Moment>,
    /// When Enter acted last.
    entered: Option<Moment>,
    interrupted: Option<Moment>,
    fast: u32,
    burst: String,
}

impl Guard {
    /// Somebody is here: the pause begins now.
    pub fn start(&mut self, now: Moment) {
        self.last_key = Some(now);
    }

    /// Another step stands on the screen.
    pub fn step_changed(&mut self, now: Moment) {
        self.step_changed = Some(now);
    }

    /// Whether this Ctrl-C is the second one.
    pub fn is_second_interrupt(&mut self, now: Moment) -> bool {
        let before = self.interrupted.replace(now);
        before.is_some_and(|at| at.elapsed_until(&now) <= SECOND_INTERRUPT)
    }

    /// Rules on a key. `character` is what the key would type.
    pub fn rule(
        &mut self,
        press: Press,
        mode: Mode,
        character: Option<char>,
        now: Moment,
    ) -> Ruling {
        let gap = self.last_key.map(|at| at.elapsed_until(&now));
        self.last_key = Some(now);
        let is_fast = gap.is_some_and(|gap| gap < PASTE_GAP) && !press.is_repeat;
        if is_fast {
            self.fast += 1;
        } else {
            self.fast = 0;
            self.burst.clear();
        }
        self.burst.extend(character);
        let is_commanding = mode == Mode::Command;
        let is_enter = press.intent == Intent::Enter;
        if gap.is_some_and(|gap| gap >= IDLE) && wakes(press.intent, is_commanding) {
            if is_enter {
                self.entered = Some(now);
            }
            return Ruling::Wake(gap.unwrap_or_default());
        }
        let is_paste = match press.intent {
            Intent::Enter => self.fast >= 1,
            _ => is_commanding && self.fast >= 2 && character.is_some(),
        };
        if is_paste {
            return Ruling::Paste(self.burst.clone());
        }
        // A key that came before what it would double is none: no clock can make Enter dead.
        let is_early = |at: Moment| {
            at.elapsed_until(&now) < STEP_GUARD && now.elapsed_until(&at) == Span::ZERO
        };
        let mut known = [self.step_changed, self.entered].into_iter().flatten();
        if is_enter && known.any(is_early) {
            return Ruling::Bounce;
        }
        if is_enter {
            self.entered = Some(now);
        }
        Ruling::Act
    }

    /// The burst went somewhere.
    pub fn forget_burst(&mut self) {
        self.burst.clear();
    }
}

fn wakes(intent: Intent, is_commanding: bool) -> bool {
    match intent {
        Intent::Enter => true,
        Intent::Space | Intent::Acknowledge => is_commanding,
        _ => false,
    }
}
