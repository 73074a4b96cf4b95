//! Evidence on its way in, as the driver tells of it.

use std::mem::discriminant;

use super::app::App;
use super::flight::{Flight, InFlight};
use super::place::{Place, PlaceKind};
use super::request::Request;
use super::view::View;

impl App {
    /// The form opens over everything; what was typed in it before is still there.
    pub(super) fn open_evidence(&mut self, view: &View) {
        let here = self.here();
        self.kept.evidence.open(here, view);
        if self.kind() != Some(PlaceKind::Evidence) {
            self.stack.retain(|place| place.kind() != PlaceKind::Evidence);
            self.push(Place::Evidence);
        }
    }

    /// So much of a file has been read, of so much in all where that is known.
    pub fn taking(&mut self, bytes: u64, total: Option<u64>) {
        self.kept.evidence.progress(bytes, total);
    }

    /// It is kept whole, and its record is on its way: only that makes it evidence.
    pub fn taken(&mut self) {
        let sender = Some(discriminant(&Place::Evidence));
        self.in_flight = Some(Flight { order: InFlight::Evidence, sender });
    }

    /// It was not taken in, or it was stopped; `words` say why. What was typed stays.
    pub fn not_taken(&mut self, words: String) {
        self.kept.evidence.halt();
        self.said = Some(words);
    }

    /// The record is on disk.
    pub(super) fn evidence_recorded(&mut self) {
        self.kept.evidence.clear();
        self.stack.retain(|place| place.kind() != PlaceKind::Evidence);
    }

    /// The key that was tried opens: the change of shift goes on.
    pub fn key_opens(&mut self, view: &View) -> Vec<Request> {
        let is_it = |place: &&mut Place| matches!(place, Place::Shift(_));
        let Some(place) = self.stack.iter_mut().rfind(is_it) else { return Vec::new() };
        let sender = Some(discriminant(&*place));
        let Place::Shift(shift) = place else { return Vec::new() };
        let outcome = shift.key_opens(view);
        self.follow_from(sender, outcome, view)
    }

    /// The key did not sign; `words` say why. Nothing was recorded, and the form stands as it was.
    pub fn not_signed(&mut self, words: String) {
        self.in_flight = None;
        self.said = Some(words);
        for place in &mut self.stack {
            if let Place::Shift(shift) = place {
                shift.ask_again();
            }
        }
    }
}
