//! The findings that this repository accepts, each with its reason.
//!
//! The list may shrink; to lengthen it needs a reason that a reviewer believes. An exception that
//! no finding needs any more is itself a finding.

use super::finding::{Finding, expect_places};

const RULE: &str = "exception";

/// One accepted finding.
#[derive(Debug)]
pub struct Exception {
    /// The rule that would object.
    pub rule: &'static str,
    /// The file in which it would.
    pub path: &'static str,
    /// A part of the finding's text, so that one exception does not cover others.
    pub about: &'static str,
    /// Why it is right here.
    pub reason: &'static str,
}

/// What is accepted today.
pub const EXCEPTIONS: &[Exception] = &[
    Exception {
        rule: "reach",
        path: "tests/harness/main.rs",
        about: "`#[path]` hides",
        reason: "two test binaries share one pseudo-terminal; it lives with the first",
    },
    Exception {
        rule: "reach",
        path: "tests/harness/main.rs",
        about: "`support` is declared",
        reason: "the same line: the folder is reached by the pseudo-terminal's tests",
    },
];

/// What remains after the exceptions, and the exceptions that nothing needs.
pub fn apply(found: Vec<Finding>, exceptions: &[Exception]) -> Vec<Finding> {
    let covers = |exception: &Exception, finding: &Finding| {
        exception.rule == finding.rule
            && exception.path == finding.path
            && finding.text.contains(exception.about)
    };
    let mut remaining: Vec<Finding> = Vec::new();
    for exception in exceptions {
        if exception.reason.split_whitespace().count() < 4 {
            let text = format!("an exception from `{}` has no reason", exception.rule);
            remaining.push(Finding::new(RULE, exception.path, 1, text));
        }
        if !found.iter().any(|finding| covers(exception, finding)) {
            let text = format!(
                "the exception from `{}` about `{}` is no longer needed: delete it",
                exception.rule, exception.about
            );
            remaining.push(Finding::new(RULE, exception.path, 1, text));
        }
    }
    let is_covered =
        |finding: &Finding| exceptions.iter().any(|exception| covers(exception, finding));
    remaining.extend(found.into_iter().filter(|finding| !is_covered(finding)));
    remaining
}

#[test]
fn an_exception_takes_away_its_own_finding_only() {
    let exceptions = [Exception {
        rule: "word",
        path: "src/a.rs",
        about: "`sync_data`",
        reason: "the system call has this name",
    }];
    let named = Finding::new("word", "src/a.rs", 3, "`sync_data` says `data`");
    let other_name = Finding::new("word", "src/a.rs", 4, "`user_data` says `data`");
    let other_file = Finding::new("word", "src/b.rs", 3, "`sync_data` says `data`");
    let remaining = apply(vec![named, other_name, other_file], &exceptions);
    expect_places(&remaining, &["src/a.rs:4", "src/b.rs:3"]);
}

#[test]
fn an_exception_that_is_not_needed_or_not_explained_is_found() {
    let exceptions = [Exception { rule: "size", path: "src/a.rs", about: "lines", reason: "long" }];
    expect_places(&apply(Vec::new(), &exceptions), &["src/a.rs:1", "src/a.rs:1"]);
}
