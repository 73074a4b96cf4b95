//! Linear mode: what is typed as lines, and every byte that is printed.

mod again;
mod brief;
mod forms;
mod gaps;
mod guard;
mod line;
mod night;
mod pages;
mod parity;
mod property;
mod scan;
mod surroundings;
mod walk;
mod watch;
