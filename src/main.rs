//! The program: wires the adapters to a front and turns the outcome into an exit code.

fn main() {}
