//! What can be wrong with a runbook file, where, and how it is shown.
//!
//! Pure values: codes, facts and byte ranges. The words come from outside through
//! [`speech::Speech`], so that one model serves both languages and three renderers.

pub mod code;
pub mod diagnostic;
pub mod escape;
pub mod render_concise;
pub mod render_full;
pub mod render_json;
pub mod source;
pub mod speech;

pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Fact, Fix, Label, Word};
pub use source::{Source, SourceSpan};
