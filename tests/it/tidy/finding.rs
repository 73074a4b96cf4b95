//! What a rule found.

use std::fmt;

/// One violation of one rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, from the root of the repository, with forward slashes.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The rule's short name.
    pub rule: &'static str,
    /// What is wrong and what to do.
    pub text: String,
}

impl Finding {
    pub fn new(rule: &'static str, path: &str, line: usize, text: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, rule, text: text.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: [{}] {}", self.path, self.line, self.rule, self.text)
    }
}

/// Requires exactly these places, as `path:line`, in any order.
#[track_caller]
pub fn expect_places(found: &[Finding], expected: &[&str]) {
    let mut places: Vec<String> = found.iter().map(|f| format!("{}:{}", f.path, f.line)).collect();
    let mut wanted: Vec<String> = expected.iter().map(|&place| place.to_owned()).collect();
    places.sort();
    wanted.sort();
    let listing: Vec<String> = found.iter().map(Finding::to_string).collect();
    assert_eq!(places, wanted, "found:\n{}", listing.join("\n"));
}
