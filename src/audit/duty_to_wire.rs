//! What is said about legal clocks, on its way into a line.

use super::to_wire::{EncodeError, Parts, time, time_if};
use super::wire_v1::{code, field};
use crate::domain::duty_event::{DutyFiled, DutyJudged, DutyPassed, MomentFixed};

impl Parts<'_> {
    pub(super) fn moment_fixed(&mut self, fixed: &MomentFixed) -> Result<(), EncodeError> {
        self.code = code::DUTY_MOMENT;
        self.at.clone_from(&fixed.step);
        self.params.moment = Some(fixed.moment.to_string());
        self.params.value = Some(time(fixed.at)?);
        self.params.utc_offset_min = Some(fixed.offset.minutes);
        self.params.how = Some(fixed.how.code().to_owned());
        self.params.was = time_if(fixed.was)?;
        self.disclose_if(field::REASON, fixed.reason.as_ref());
        Ok(())
    }

    pub(super) fn duty_judged(&mut self, judged: &DutyJudged) {
        self.code = code::DUTY_JUDGED;
        self.params.duty = Some(judged.clock.to_string());
        self.params.verdict = Some(judged.verdict.code().to_owned());
        self.params.as_of = judged.as_of.map(|day| day.to_string());
        self.params.limit.clone_from(&judged.limit);
        self.disclose_if(field::REASON, judged.reason.as_ref());
    }

    pub(super) fn duty_filed(&mut self, filed: &DutyFiled) -> Result<(), EncodeError> {
        self.code = code::DUTY_FILED;
        self.at.clone_from(&filed.step);
        self.params.duty = Some(filed.clock.to_string());
        self.params.how = Some(filed.part.code().to_owned());
        self.params.utc_offset_min = Some(filed.offset.minutes);
        self.params.happened = time_if(filed.happened_at)?;
        self.params.due = time_if(filed.due)?;
        self.disclose_if(field::RECEIPT, filed.receipt.as_ref());
        self.disclose_if(field::CHANNEL, filed.channel.as_ref());
        self.disclose_if(field::REASON, filed.late_reason.as_ref());
        Ok(())
    }

    pub(super) fn duty_passed(&mut self, passed: &DutyPassed) -> Result<(), EncodeError> {
        self.code = code::DUTY_PASSED;
        self.params.duty = Some(passed.clock.to_string());
        self.params.due = Some(time(passed.due_at)?);
        Ok(())
    }
}
