//! The whole program: adapters made, the command line read, one driver run. The only module that
//! sees both the adapters and the drivers.

mod command_line;
#[cfg(feature = "tui")]
mod farewell;
#[cfg(feature = "tui")]
mod hands;
#[cfg(feature = "tui")]
mod lines;
mod machine;
#[cfg(feature = "tui")]
mod screen;

pub use command_line::run;
