//! Decisions and their consequences, command by command.

mod closing;
mod correction;
mod property;
mod refusal;
mod step;
mod time;
