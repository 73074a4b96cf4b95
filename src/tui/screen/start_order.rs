//! What the start form asks for when Enter is pressed: every field read again, and the order.

use super::contract::Outcome;
use super::start::{PATIENCE, Place, Start, UNNAMED};
use crate::domain::claimed::{parse_claimed, parse_reading};
use crate::domain::command::Reading;
use crate::domain::event::SignedOn;
use crate::domain::ids::Initials;
use crate::domain::proof::ClockSource;
use crate::i18n::fill;
use crate::tui::request::{Request, StartOrder};
use crate::tui::view::View;

impl Start {
    /// How the other clock stood against this laptop when it was typed; none without a time.
    pub(super) fn reading(&self) -> Option<Reading> {
        let at = self.clock_at.as_ref()?;
        let reference = parse_reading(self.clock.trimmed(), at)?;
        let ahead_ms = reference.ms().saturating_sub(at.moment.wall.ms());
        Some(Reading { ahead_ms, source: ClockSource::Phone })
    }

    pub(super) fn start(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.start;
        let Some(mode) = self.mode else {
            self.place = Place::Mode;
            return Outcome::say(words.need_mode.clone());
        };
        let typed = self.noticed.trimmed();
        let noticed_at = parse_claimed(typed, &view.now);
        if noticed_at.is_none() && !typed.is_empty() {
            self.place = Place::Noticed;
            return Outcome::say(fill(&words.bad_time, &[("text", typed)]));
        }
        let typed = self.clock.trimmed();
        let reading = self.reading();
        if reading.is_none() && !typed.is_empty() {
            self.place = Place::Clock;
            return Outcome::say(fill(&words.bad_clock, &[("text", typed)]));
        }
        if self.initials.is_blank() && !self.was_asked_for_initials {
            self.was_asked_for_initials = true;
            self.place = Place::Initials;
            return Outcome::say(words.need_initials.clone());
        }
        let tag = if self.initials.is_blank() { UNNAMED } else { self.initials.trimmed() };
        let Ok(initials) = Initials::parse(tag) else {
            self.place = Place::Initials;
            return Outcome::say(words.bad_letter.clone());
        };
        let now = view.now.moment.mono;
        if self.sent_at.is_some_and(|sent| now.since(sent) < PATIENCE) {
            return Outcome::say(words.starting.clone());
        }
        self.sent_at = Some(now);
        let name = self.known.as_ref().filter(|known| known.initials == initials);
        let name = name.and_then(|known| known.name.clone());
        // What the last person was is not what the next one is, unless they type it.
        let is_theirs = |known: &SignedOn| {
            known.initials != initials && known.role.as_deref() == Some(self.role.trimmed())
        };
        let is_role = !self.known.as_ref().is_some_and(is_theirs);
        let role = Some(self.role.trimmed().to_owned());
        let role = role.filter(|role| is_role && !role.is_empty());
        let order = StartOrder {
            mode,
            severity: self.severity,
            noticed_at,
            signs: self.signs.clone(),
            person: SignedOn { initials, name, role, proof: None },
            runbook: self.copy.clone(),
            reading,
        };
        Outcome::request(Request::Start(Box::new(order))).and_say(words.starting.clone())
    }
}
