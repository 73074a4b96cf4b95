//! The paper twin: read back by a strict parser and held against the program (R153).

mod command;
mod hostile;
mod page;
mod sheet;
mod twin;
