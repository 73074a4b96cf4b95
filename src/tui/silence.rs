//! A: what calls is silenced at once, and who did it stands in the log (R38, R98).

use super::app::{App, is_open};
use super::flight::{Flight, InFlight};
use super::place::PlaceKind;
use super::request::Request;
use super::row_fact;
use super::screen::Go;
use super::view::View;
use super::watch_text;
use super::widget::frame::Level;
use crate::domain::command::Command;
use crate::domain::ids::EventId;
use crate::domain::occurrence::Occurrence;
use crate::i18n::fill;

impl App {
    /// Whether A was pressed for it, here or by whoever wrote the log.
    pub(super) fn is_silenced(&self, occurrence: &Occurrence, view: &View) -> bool {
        is_silenced(occurrence, &self.acknowledged, view)
    }

    /// Whether anything calls that nobody silenced yet.
    pub(super) fn can_silence(&self, view: &View) -> bool {
        calling(view).iter().any(|one| !self.is_silenced(one, view))
            || view.session.alarm().is_some()
    }

    /// Silences what row 2 says; it stays until its cause is gone. Silence waits for no disk: where
    /// the entry cannot be made, the bell ends all the same.
    pub(super) fn silence(&mut self, view: &View) -> Vec<Request> {
        let words = &view.words.screen.frame;
        // Also what was silenced here while the entry could not be made.
        let mut unsaid = calling(view);
        unsaid.retain(|one| !view.session.state().silenced.has(one));
        let fresh = unsaid.iter().filter(|one| !self.acknowledged.contains(one));
        let fresh: Vec<_> = fresh.cloned().collect();
        let has_news = !fresh.is_empty() || view.session.alarm().is_some();
        self.acknowledged.extend(fresh);
        self.bell.end_all();
        let said = if has_news { &words.acknowledged } else { &words.nothing_to_acknowledge };
        self.said = Some(said.clone());
        let mut requests = Vec::new();
        if view.session.alarm().is_some() && self.kind() != Some(PlaceKind::Alarm) {
            // What waits is to be copied: whoever left that page finds it again here.
            self.said = None;
            requests = self.go(Go::Alarm, view);
        }
        if unsaid.is_empty() || !is_open(view) || self.in_flight.is_some() {
            return requests;
        }
        // What follows waits for it, and no page takes the answer for its own.
        self.in_flight = Some(Flight { order: InFlight::Other, sender: None });
        requests.push(Request::Order(Box::new(Command::Silence(unsaid))));
        requests
    }
}

/// What calls, silenced or not, in the order of the board.
fn calling(view: &View) -> Vec<Occurrence> {
    let board = view.session.state().board(&view.now);
    let urgent = board.iter().filter(|row| row_fact::level(row) >= Level::Caution);
    urgent.map(row_fact::occurrence).collect()
}

/// Whether A was pressed for it: in this window, or on record.
pub(super) fn is_silenced(occurrence: &Occurrence, here: &[Occurrence], view: &View) -> bool {
    here.contains(occurrence) || view.session.state().silenced.has(occurrence)
}

/// What an entry silenced, in words.
#[must_use]
pub fn line(occurrence: &Occurrence, view: &View) -> String {
    let what = match occurrence {
        Occurrence::Step(step, ..) | Occurrence::Awaited(step) => {
            super::fact::title(step, view).1.clone()
        }
        Occurrence::Added(clock, _) => watch_text::clock(clock, view.session.state()),
        Occurrence::Duty(clock, _) => super::duty_text::clock_title(clock, view),
        Occurrence::Relief(who, _) => who.to_string(),
    };
    fill(&view.words.watch.said_silenced, &[("text", &what)])
}

/// The same for an act on record.
#[must_use]
pub fn of_act(event: &EventId, view: &View) -> String {
    let found = view.session.state().silenced.by(event);
    found.map_or_else(String::new, |occurrence| line(occurrence, view))
}
