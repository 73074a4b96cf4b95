//! Lasting limits, added clocks and holds, on their way out of a line.

use super::from_wire::{Reader, time_if};
use super::wire_v1::{code, field};
use crate::domain::ids::{EventId, Initials, RunId};
use crate::domain::time::Span;
use crate::domain::watch_event::{
    ClockAdded, ClockEnded, ClockMet, ClockMoved, Held, HoldEnded, LimitLifted, Watch,
};

/// Whether a code is one of theirs.
pub(super) fn is_watch(code: &str) -> bool {
    let all = [
        code::LIMIT_LIFTED,
        code::CLOCK_ADDED,
        code::CLOCK_MET,
        code::CLOCK_MOVED,
        code::CLOCK_ENDED,
        code::HOLD_BEGUN,
        code::HOLD_ENDED,
    ];
    all.contains(&code)
}

impl Reader<'_> {
    pub(super) fn watch(&mut self, code: &str) -> Option<Watch> {
        Some(match code {
            code::LIMIT_LIFTED => Watch::Lifted(LimitLifted {
                step: self.at.take()?,
                by: Initials::parse(self.params.initials.as_deref()?).ok()?,
                reason: self.text(field::REASON)?,
            }),
            code::CLOCK_ADDED => Watch::ClockAdded(ClockAdded {
                text: self.text(field::TEXT)?,
                whom: self.text(field::TO)?,
                span: self.span()?,
                every: self.params.every_ms.map(Span::from_ms),
                script: self.text(field::WORDS),
            }),
            code::CLOCK_MET => Watch::ClockMet(ClockMet {
                clock: self.target()?,
                happened_at: time_if(self.params.happened.take())?,
            }),
            code::CLOCK_MOVED => Watch::ClockMoved(ClockMoved {
                clock: self.target()?,
                span: self.span()?,
                reason: self.text(field::REASON)?,
            }),
            code::CLOCK_ENDED => Watch::ClockEnded(ClockEnded {
                clock: self.target()?,
                reason: self.text(field::REASON)?,
            }),
            code::HOLD_BEGUN => {
                Watch::Held(Held { run: self.run()?, reason: self.text(field::REASON)? })
            }
            code::HOLD_ENDED => Watch::HoldEnded(HoldEnded { run: self.run()? }),
            _ => return None,
        })
    }

    fn target(&self) -> Option<EventId> {
        EventId::parse(self.params.target.as_deref()?).ok()
    }

    fn run(&self) -> Option<RunId> {
        RunId::parse(self.params.runbook.as_deref()?).ok()
    }

    fn span(&self) -> Option<Span> {
        self.params.until_ms.map(Span::from_ms)
    }
}
