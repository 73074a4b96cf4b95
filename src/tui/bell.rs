//! The bell: a second sense for what must be acted on (R37).
//!
//! Invariants: it rings for `!!!` and `!!`, never for `!`; an occurrence rings at most three times,
//! sixty seconds apart, and no more once A was pressed or its cause is gone (R38, R42); what falls
//! due together shares one bell; silence is visible and ends by itself (R43); a text is never off.

use super::app::App;
use super::intent::Mode;
use super::place::Place;
use super::request::Request;
use super::row_fact;
use super::view::View;
use super::widget::frame::Level;
use crate::domain::occurrence::Occurrence;
use crate::domain::time::{Moment, Remaining, Span};
use crate::i18n::fill;

/// Bells for one occurrence, at most.
pub(super) const RINGS_MAX: u8 = 3;

/// Between two of them.
pub(super) const RING_EVERY: Span = Span::from_min(1);

/// How long one press keeps the sound off.
pub(super) const OFF_FOR: Span = Span::from_min(10);

/// Something that may ring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ringing {
    /// The record has been in danger since then.
    Record(Moment),
    /// One occurrence of one clock.
    Clock(Occurrence),
}

/// How often it rang.
#[derive(Clone, Debug)]
struct Rung {
    what: Ringing,
    times: u8,
    last: Option<Moment>,
}

/// The bell of one screen.
#[derive(Clone, Debug, Default)]
pub(super) struct Bell {
    rung: Vec<Rung>,
    off_since: Option<Moment>,
    is_mute: bool,
}

impl Bell {
    /// Whether the sound is off for a while, and how long still.
    fn off_for(&self, now: &Moment) -> Option<Span> {
        match self.off_since?.remaining(OFF_FOR, now) {
            Remaining::Left(left) => Some(left),
            Remaining::Over(_) => None,
        }
    }

    /// Takes what stands now, and whether each may ring; says whether the bell rings.
    fn ring(&mut self, standing: Vec<(Ringing, bool)>, now: &Moment) -> bool {
        self.rung.retain(|rung| standing.iter().any(|(what, _)| *what == rung.what));
        let is_quiet = self.is_mute || self.off_for(now).is_some();
        let mut rings = false;
        for (what, may_ring) in standing {
            if !self.rung.iter().any(|rung| rung.what == what) {
                self.rung.push(Rung { what: what.clone(), times: 0, last: None });
            }
            let found = self.rung.iter_mut().find(|rung| rung.what == what);
            let Some(rung) = found.filter(|_| may_ring && !is_quiet) else { continue };
            let is_time = rung.last.is_none_or(|last| last.elapsed_until(now) >= RING_EVERY);
            if rung.times < RINGS_MAX && is_time {
                (rung.times, rung.last) = (rung.times + 1, Some(*now));
                rings = true;
            }
        }
        rings
    }

    /// A was pressed: nothing that stands now rings any more.
    pub(super) fn end_all(&mut self) {
        for rung in &mut self.rung {
            rung.times = RINGS_MAX;
        }
    }

    /// When to ask again although nothing happened.
    pub(super) fn next_in(&self, now: &Moment) -> Option<Span> {
        let is_open = |rung: &&Rung| rung.times < RINGS_MAX;
        let wait = |last: Moment| RING_EVERY.minus(last.elapsed_until(now));
        let again = self.rung.iter().filter(is_open).filter_map(|rung| rung.last.map(wait)).min();
        let off = self.off_for(now).filter(|_| self.rung.iter().any(|rung| is_open(&rung)));
        if self.is_mute { None } else { off.or(again) }
    }
}

impl App {
    /// The same without a sound.
    #[must_use]
    pub fn without_bell(mut self) -> Self {
        self.bell.is_mute = true;
        self
    }

    /// Asks for the bell when it is time; to be called after everything that happened.
    pub fn ring(&mut self, view: &View) -> Vec<Request> {
        let standing = self.standing(view);
        let rings = self.bell.ring(standing, &view.now.moment);
        if rings { vec![Request::Ring] } else { Vec::new() }
    }

    /// What may ring; nothing where the incident is only read. While a person types, clocks wait
    /// (R44).
    fn standing(&self, view: &View) -> Vec<(Ringing, bool)> {
        let state = view.session.state();
        if view.session.is_read_only() || state.opened.is_none() {
            return Vec::new();
        }
        let record = view.session.alarm().map(|alarm| (Ringing::Record(alarm.since), true));
        let board = state.board(&view.now);
        let urgent = board.iter().filter(|row| row_fact::level(row) >= Level::Caution);
        let is_typing = self.is_typing();
        let clocks = urgent.map(row_fact::occurrence).map(|occurrence| {
            let may_ring = !is_typing && !self.is_silenced(&occurrence, view);
            (Ringing::Clock(occurrence), may_ring)
        });
        record.into_iter().chain(clocks).collect()
    }

    /// Whether a person is writing, or agreeing to something that cuts: nothing but `!!!` breaks
    /// into it (R44).
    pub(super) fn is_typing(&self) -> bool {
        self.mode() == Mode::Text || matches!(self.stack.last(), Some(Place::SignOff(_)))
    }

    /// The sound is off for ten minutes from now (R43).
    pub(super) fn sound_off(&mut self, view: &View) {
        self.bell.off_since = Some(view.now.moment);
        self.said = self.sound_words(view);
    }

    /// "SOUND OFF until 03:58", while it is.
    pub(super) fn sound_words(&self, view: &View) -> Option<String> {
        let left = self.bell.off_for(&view.now.moment)?;
        let until = view.now.moment.wall.plus(left).clock(view.now.offset).hm();
        Some(fill(&view.words.watch.sound_off, &[("time", &until)]))
    }
}
