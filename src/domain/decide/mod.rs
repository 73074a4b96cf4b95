//! From a command and the state to events, or to a refusal. Pure: the same question gets the same
//! answer.

mod arrival;
mod call;
mod clock;
mod closing;
mod correction;
mod dispatch;
mod duty;
mod evidence;
mod incident;
mod lead;
mod note;
mod silence;
mod step;
mod watch;

pub use closing::{last_acts, open_items};
pub use dispatch::{RUNBOOK_PART_BYTES_MAX, TEXT_BYTES_MAX, decide};
pub use step::completes;
