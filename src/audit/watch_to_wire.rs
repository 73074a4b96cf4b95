//! Lasting limits, added clocks and holds, on their way into a line.

use super::to_wire::{EncodeError, Parts, number, time_if};
use super::wire_v1::{code, field};
use crate::domain::occurrence::Occurrence;
use crate::domain::time::Span;
use crate::domain::watch_event::{ClockAdded, Watch};

impl Parts<'_> {
    pub(super) fn watch(&mut self, watch: &Watch) -> Result<(), EncodeError> {
        match watch {
            Watch::Lifted(lifted) => {
                self.code = code::LIMIT_LIFTED;
                self.at = Some(lifted.step.clone());
                self.params.initials = Some(lifted.by.to_string());
                self.disclose(field::REASON, &lifted.reason);
            }
            Watch::ClockAdded(added) => self.clock_added(added)?,
            Watch::ClockMet(met) => {
                self.code = code::CLOCK_MET;
                self.params.target = Some(met.clock.to_string());
                self.params.happened = time_if(met.happened_at)?;
            }
            Watch::ClockMoved(moved) => {
                self.code = code::CLOCK_MOVED;
                self.params.target = Some(moved.clock.to_string());
                self.params.until_ms = Some(number(moved.span.ms())?);
                self.disclose(field::REASON, &moved.reason);
            }
            Watch::ClockEnded(ended) => {
                self.code = code::CLOCK_ENDED;
                self.params.target = Some(ended.clock.to_string());
                self.disclose(field::REASON, &ended.reason);
            }
            Watch::Held(held) => {
                self.code = code::HOLD_BEGUN;
                self.params.runbook = Some(held.run.to_string());
                self.params.instead = held.instead.as_ref().map(ToString::to_string);
                self.disclose(field::REASON, &held.reason);
            }
            Watch::HoldEnded(ended) => {
                self.code = code::HOLD_ENDED;
                self.params.runbook = Some(ended.run.to_string());
            }
        }
        Ok(())
    }

    pub(super) fn silenced(&mut self, occurrence: &Occurrence) -> Result<(), EncodeError> {
        self.code = code::ALARM_SILENCED;
        let due_at = match occurrence {
            Occurrence::Step(step, cause, due_at) => {
                self.at = Some(step.clone());
                self.params.why = Some(cause.code().to_owned());
                Some(*due_at)
            }
            Occurrence::Added(clock, due_at) => {
                self.params.target = Some(clock.to_string());
                Some(*due_at)
            }
            Occurrence::Awaited(step) => {
                self.at = Some(step.clone());
                None
            }
            Occurrence::Duty(clock, due_at) => {
                self.params.duty = Some(clock.to_string());
                *due_at
            }
            Occurrence::Relief(who, due_at) => {
                self.params.initials = Some(who.to_string());
                Some(*due_at)
            }
        };
        self.params.due = time_if(due_at)?;
        Ok(())
    }

    /// Of whom something is asked may be a name, so it stands outside the hashed column.
    fn clock_added(&mut self, added: &ClockAdded) -> Result<(), EncodeError> {
        self.code = code::CLOCK_ADDED;
        self.params.until_ms = Some(number(added.span.ms())?);
        self.params.every_ms = added.every.map(Span::ms).map(number).transpose()?;
        self.disclose(field::TEXT, &added.text);
        self.disclose(field::TO, &added.whom);
        self.disclose_if(field::WORDS, added.script.as_ref());
        Ok(())
    }
}
