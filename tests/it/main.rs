//! All integration tests, in one binary.

mod audit;
mod faults;
