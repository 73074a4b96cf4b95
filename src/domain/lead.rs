//! Who leads, who is on duty since when, and when they are to be relieved (R49, R50, R60).
//!
//! The leader is whoever signed the start, until somebody takes over. Taking the keyboard is not
//! leading: a reader types while somebody else decides.

use std::collections::BTreeMap;

use super::event::Record;
use super::ids::{Author, EventId, Initials, RunId, TrackId};
use super::own_words::OwnWords;
use super::relief::DutyPart;
use super::state::{IncidentState, Subject};
use super::time::{Moment, Now, Remaining, Span, Timestamp};

/// So long before it is due, the relief stands on the board: time enough to call somebody in.
pub const RELIEF_SHOWN: Span = Span::from_min(30);

/// Less time than this away from the keyboard is no rest: duty goes on.
pub const REST_MIN: Span = Span::from_min(60);

/// Somebody took over the lead, and said what they had understood (R58).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadPassed {
    /// Who led.
    pub from: Initials,
    /// Who leads from here on.
    pub to: Initials,
    /// What the one who takes over holds to be most urgent.
    pub urgent: String,
    /// What is not clear to them.
    pub unclear: String,
}

/// To hand the lead over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassLead {
    /// Who takes over.
    pub to: Initials,
    /// What they hold to be most urgent.
    pub urgent: String,
    /// What is not clear to them.
    pub unclear: String,
    /// Lines of the briefing that were said in other words than the drafted ones (R57).
    pub own_words: Vec<OwnWords>,
    /// Names of lines that were read back; the briefing may have lost some of them since, because
    /// time went on while the two spoke.
    pub read: Vec<String>,
}

/// Somebody took a track, or was given it (R51).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackHeld {
    /// In which run.
    pub run: RunId,
    /// The track.
    pub track: TrackId,
    /// Who holds it from here on.
    pub who: Initials,
}

/// A hand-over and its place in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadEntry {
    /// The record.
    pub event: EventId,
    /// When.
    pub at: Moment,
    /// Who entered it.
    pub who: Author,
    /// From whom to whom, and the read-back.
    pub passed: LeadPassed,
    /// What was said in own words, by the record of each.
    pub own_words: Vec<(EventId, OwnWords)>,
}

/// Since when a person is on duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnDuty {
    /// The beginning.
    pub since: Moment,
    /// When they left the keyboard, if they did.
    pub left: Option<Moment>,
}

/// Who leads, who is on duty, who holds what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leading {
    /// Who signed the start, and when.
    pub first: Option<(Initials, Moment)>,
    /// Every hand-over since, in order.
    pub passed: Vec<LeadEntry>,
    /// What was said in own words at the hand-over whose entry comes next.
    pub saying: Vec<(EventId, OwnWords)>,
    /// Everybody who had the keyboard.
    pub on_duty: BTreeMap<Initials, OnDuty>,
    /// Who holds which track since when.
    pub tracks: BTreeMap<(RunId, TrackId), (Initials, Moment)>,
}

/// A person who is to be relieved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relief {
    /// Who.
    pub who: Initials,
    /// Whether they lead.
    pub is_leader: bool,
    /// On duty since.
    pub since: Moment,
    /// How long they may be.
    pub span: Span,
    /// By which hours.
    pub part: DutyPart,
    /// How many those are.
    pub hours: u32,
    /// When that is over, by the clock on the wall.
    pub due_at: Timestamp,
    /// What is left of it.
    pub remaining: Remaining,
}

/// One person's time at the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stint {
    /// Who.
    pub who: Initials,
    /// From when, by the clock on the wall.
    pub from: Timestamp,
    /// Until when; none while they have it.
    pub to: Option<Timestamp>,
}

impl Leading {
    /// A person took the keyboard; whoever had it is away from it.
    pub(super) fn signed_on(&mut self, who: &Initials, before: Option<&Initials>, at: Moment) {
        if let Some(before) = before.filter(|before| *before != who) {
            self.signed_off(before, at);
        }
        self.first.get_or_insert_with(|| (who.clone(), at));
        let since = self.duty_since(who, at).unwrap_or(at);
        self.on_duty.insert(who.clone(), OnDuty { since, left: None });
    }

    /// Who leads, and since when.
    fn leader(&self) -> Option<(&Initials, Moment)> {
        let first = self.first.as_ref().map(|(who, at)| (who, *at));
        let last = self.passed.last().map(|entry| (&entry.passed.to, entry.at));
        last.or(first)
    }

    /// What was said in own words in this record; nothing in any other one.
    #[must_use]
    pub fn said(&self, event: &EventId) -> &str {
        let passed = self.passed.iter().flat_map(|entry| &entry.own_words);
        let found = passed.chain(&self.saying).find(|(at, _)| at == event);
        found.map_or("", |(_, own)| own.text.as_str())
    }

    /// Since when a person is on duty who is there at `at`: leading is duty, at the keyboard or
    /// not, and what came before a rest does not count.
    fn duty_since(&self, who: &Initials, at: Moment) -> Option<Moment> {
        let led = self.leader().filter(|(leader, _)| *leader == who).map(|(_, since)| since);
        let begins = led.unwrap_or(at);
        let is_rested = |left: Moment| left.elapsed_until(&begins) >= REST_MIN;
        let known = self.on_duty.get(who).filter(|known| !known.left.is_some_and(is_rested));
        let known = known.map(|known| known.since);
        [led, known].into_iter().flatten().min_by_key(|since| since.wall)
    }

    /// The lead is about to pass: whoever had it was on duty until now.
    fn lead_ends(&mut self, at: Moment) {
        let Some(who) = self.leader().map(|(who, _)| who.clone()) else { return };
        let since = self.duty_since(&who, at).unwrap_or(at);
        let left = self.on_duty.get(&who).map_or(Some(at), |known| known.left.map(|_| at));
        self.on_duty.insert(who, OnDuty { since, left });
    }

    /// A person left the keyboard.
    pub(super) fn signed_off(&mut self, who: &Initials, at: Moment) {
        if let Some(on_duty) = self.on_duty.get_mut(who) {
            on_duty.left.get_or_insert(at);
        }
    }
}

impl IncidentState {
    /// A hand-over with what was said at it, or a track that somebody holds from here on.
    pub(super) fn hand_on(&mut self, record: &Record) {
        use super::event::Event;
        match &record.event {
            Event::LeadPassed(passed) => {
                self.acts.mark(record, &Subject::Lead(passed.to.clone()));
                self.leading.lead_ends(record.at);
                self.leading.passed.push(LeadEntry {
                    event: record.id.clone(),
                    at: record.at,
                    who: record.who.clone(),
                    passed: passed.clone(),
                    own_words: std::mem::take(&mut self.leading.saying),
                });
            }
            Event::OwnWords(own) => {
                self.acts.mark(record, &Subject::OwnWords);
                self.leading.saying.push((record.id.clone(), own.clone()));
            }
            Event::TrackHeld(held) => {
                self.acts.mark(record, &Subject::Held(held.who.clone()));
                let track = (held.run.clone(), held.track.clone());
                self.leading.tracks.insert(track, (held.who.clone(), record.at));
            }
            _ => {}
        }
    }

    /// Who leads, and since when.
    #[must_use]
    pub fn leader(&self) -> Option<(&Initials, Moment)> {
        self.leading.leader()
    }

    /// Who had the keyboard from when to when, oldest first (R50). Taking it ends the time of
    /// whoever had it.
    #[must_use]
    pub fn stints(&self) -> Vec<Stint> {
        let mut all: Vec<Stint> = Vec::new();
        for act in self.acts.iter() {
            let (who, is_coming) = match act.subject {
                Subject::SignOn(who) => (who, true),
                Subject::SignOff(who) => (who, false),
                _ => continue,
            };
            let last = all.last_mut().filter(|stint| stint.to.is_none());
            let goes_on = is_coming && last.as_ref().is_some_and(|stint| stint.who == who);
            if let Some(stint) = last.filter(|stint| !goes_on && (is_coming || stint.who == who)) {
                stint.to = Some(act.at);
            }
            if is_coming && !goes_on {
                all.push(Stint { who, from: act.at, to: None });
            }
        }
        all
    }

    /// Who is on duty: the leader, and whoever has the keyboard. None once it is over.
    #[must_use]
    pub fn reliefs(&self, now: &Now) -> Vec<Relief> {
        if self.closed.is_some() {
            return Vec::new();
        }
        let leader = self.leader();
        let there = self.operator.as_ref();
        let mut people: Vec<&Initials> = leader.map(|(who, _)| who).into_iter().collect();
        people.extend(there.filter(|there| !people.contains(there)));
        let relief = |who: &Initials| {
            let led = leader.filter(|(leader, _)| *leader == who).map(|(_, at)| at);
            let since = self.leading.duty_since(who, now.moment)?;
            let (span, part) = self.law.relief.span(since.wall, now.offset);
            Some(Relief {
                who: who.clone(),
                is_leader: led.is_some(),
                since,
                span,
                part,
                hours: self.law.relief.of(part),
                due_at: since.wall.plus(span),
                remaining: since.remaining(span, &now.moment),
            })
        };
        people.into_iter().filter_map(relief).collect()
    }

    /// Those whose relief is due, or near enough to be called for.
    #[must_use]
    pub fn reliefs_due(&self, now: &Now) -> Vec<Relief> {
        let is_near = |relief: &Relief| match relief.remaining {
            Remaining::Over(_) => true,
            Remaining::Left(left) => left <= RELIEF_SHOWN,
        };
        self.reliefs(now).into_iter().filter(is_near).collect()
    }
}
