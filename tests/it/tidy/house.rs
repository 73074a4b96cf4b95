//! All rules, applied to this repository.

use super::exception::{EXCEPTIONS, apply};
use super::finding::Finding;
use super::tree::Tree;
use super::{habit, language, layer, package, promise, reach, requirement, shelf, size, word};

type Rule = fn(&Tree) -> Vec<Finding>;

/// Every rule there is.
const RULES: &[Rule] = &[
    habit::check,
    language::check,
    layer::check,
    package::check,
    promise::check,
    reach::check,
    requirement::check,
    shelf::check,
    size::check,
    word::check,
];

#[test]
fn this_repository_is_tidy() {
    let tree = Tree::of_this_repository();
    let found: Vec<Finding> = RULES.iter().flat_map(|rule| rule(&tree)).collect();
    let mut remaining = apply(found, EXCEPTIONS);
    remaining.sort();
    let listing: Vec<String> = remaining.iter().map(Finding::to_string).collect();
    assert!(remaining.is_empty(), "{} findings:\n{}", listing.len(), listing.join("\n"));
}
