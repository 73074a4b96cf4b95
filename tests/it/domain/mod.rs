//! Decisions and their consequences, command by command.

mod again;
mod closing;
mod correction;
mod jump;
mod lead;
mod line;
mod property;
mod refusal;
mod router;
mod step;
mod time;
mod watch;
