//! Lasting limits, added clocks and holds, on their way out of a line.

use super::from_wire::{Reader, time_if};
use super::wire_v1::{code, field};
use crate::domain::deadline::DeadlineCause;
use crate::domain::ids::{ClockId, EventId, Initials, RunId};
use crate::domain::occurrence::Occurrence;
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
                let instead = self.params.instead.as_deref().map(RunId::parse).transpose().ok()?;
                Watch::Held(Held { run: self.run()?, reason: self.text(field::REASON)?, instead })
            }
            code::HOLD_ENDED => Watch::HoldEnded(HoldEnded { run: self.run()? }),
            _ => return None,
        })
    }

    /// What was silenced: which field is there says of which sort it is.
    pub(super) fn silenced(&mut self) -> Option<Occurrence> {
        let due_at = time_if(self.params.due.take())?;
        if let Some(step) = self.at.take() {
            return Some(match self.params.why.as_deref() {
                Some(cause) => Occurrence::Step(step, DeadlineCause::parse(cause)?, due_at?),
                None => Occurrence::Awaited(step),
            });
        }
        if self.params.target.is_some() {
            return Some(Occurrence::Added(self.target()?, due_at?));
        }
        if let Some(who) = self.params.initials.as_deref() {
            return Some(Occurrence::Relief(Initials::parse(who).ok()?, due_at?));
        }
        Some(Occurrence::Duty(ClockId::parse(self.params.duty.as_deref()?).ok()?, due_at))
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
