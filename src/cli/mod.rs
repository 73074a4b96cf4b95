//! The command line: what subcommands print. Reading arguments and files is not here.

pub mod verify_text;
