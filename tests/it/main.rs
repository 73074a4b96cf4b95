//! All integration tests, in one binary.

mod faults;
mod audit;
