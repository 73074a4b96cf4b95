//! What is said about legal clocks, on its way out of a line.

use super::from_wire::{Reader, by_code, if_there, time, time_if};
use super::wire_v1::field;
use crate::domain::duty_event::{
    DutyFiled, DutyJudged, DutyPassed, FilingPart, MomentFixed, MomentHow, Verdict,
};
use crate::domain::ids::{ClockId, MomentId};
use crate::domain::time::{Date, UtcOffset};

impl Reader<'_> {
    fn clock_id(&self) -> Option<ClockId> {
        ClockId::parse(self.params.duty.as_deref()?).ok()
    }

    pub(super) fn moment_fixed(&mut self) -> Option<MomentFixed> {
        Some(MomentFixed {
            moment: MomentId::parse(self.params.moment.as_deref()?).ok()?,
            at: time(self.params.value.take())?,
            offset: UtcOffset { minutes: self.params.utc_offset_min? },
            how: by_code(self.params.how.as_deref()?, &MomentHow::ALL, MomentHow::code)?,
            was: time_if(self.params.was.take())?,
            reason: self.text(field::REASON),
            step: self.at.take(),
        })
    }

    pub(super) fn duty_judged(&mut self) -> Option<DutyJudged> {
        Some(DutyJudged {
            clock: self.clock_id()?,
            verdict: by_code(self.params.verdict.as_deref()?, &Verdict::ALL, Verdict::code)?,
            as_of: if_there(self.params.as_of.take(), |day| Date::parse(&day))?,
            limit: self.params.limit.take(),
            reason: self.text(field::REASON),
        })
    }

    pub(super) fn duty_filed(&mut self) -> Option<DutyFiled> {
        Some(DutyFiled {
            clock: self.clock_id()?,
            part: by_code(self.params.how.as_deref()?, &FilingPart::ALL, FilingPart::code)?,
            happened_at: time_if(self.params.happened.take())?,
            offset: UtcOffset { minutes: self.params.utc_offset_min? },
            due: time_if(self.params.due.take())?,
            receipt: self.text(field::RECEIPT),
            channel: self.text(field::CHANNEL),
            late_reason: self.text(field::REASON),
            step: self.at.take(),
        })
    }

    pub(super) fn duty_passed(&mut self) -> Option<DutyPassed> {
        Some(DutyPassed { clock: self.clock_id()?, due_at: time(self.params.due.take())? })
    }
}
