//! How long files, functions and lines may be.

use super::finding::{Finding, expect_places};
use super::lexer::{Kind, Lexed};
use super::tree::{File, Tree};

const RULE: &str = "size";
/// Lines of a file of the program, without its `#[cfg(test)]` items.
const FILE_LINES_MAX: usize = 400;
/// Lines of a function, from `fn` to its closing brace.
const FUNCTION_LINES_MAX: usize = 70;
/// Characters of a line of Rust.
const LINE_CHARS_MAX: usize = 100;

/// Measures every Rust file; the length of a file counts for the program only.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.rust() {
        let lexed = file.lexed();
        lines(file, &mut found);
        functions(file, &lexed, &mut found);
        let count = production_lines(&file.text, &lexed);
        if file.is_source() && count > FILE_LINES_MAX {
            let text =
                format!("{count} lines of production code, at most {FILE_LINES_MAX}; split it");
            found.push(Finding::new(RULE, &file.path, 1, text));
        }
    }
    found
}

fn production_lines(text: &str, lexed: &Lexed) -> usize {
    (1..=text.lines().count()).filter(|&line| !lexed.is_test(line)).count()
}

fn lines(file: &File, found: &mut Vec<Finding>) {
    for (index, line) in file.text.lines().enumerate() {
        let count = line.chars().count();
        if count > LINE_CHARS_MAX {
            let text = format!("{count} characters, at most {LINE_CHARS_MAX}");
            found.push(Finding::new(RULE, &file.path, index + 1, text));
        }
    }
}

fn functions(file: &File, lexed: &Lexed, found: &mut Vec<Finding>) {
    for (index, pair) in lexed.tokens.windows(2).enumerate() {
        let [keyword, name] = pair else { continue };
        if !keyword.is_word("fn") || name.kind != Kind::Word {
            continue;
        }
        let end = &lexed.tokens[lexed.item_end(index)];
        let count = end.line - keyword.line + 1;
        if count > FUNCTION_LINES_MAX {
            let text = format!("`{}` has {count} lines, at most {FUNCTION_LINES_MAX}", name.text);
            found.push(Finding::new(RULE, &file.path, keyword.line, text));
        }
    }
}

#[test]
fn planted_excesses_are_found() {
    let long_file = "//! x\n".repeat(401);
    let long_fn =
        format!("//! F.\nfn f(a: [u8; 3]) -> u8 {{\n{}}}\nfn g() {{}}\n", "    a();\n".repeat(69));
    let wide = format!("//! W.\n// {}\n", "é".repeat(98));
    let tree = Tree::of(&[
        ("src/a/long.rs", &long_file),
        ("src/a/function.rs", &long_fn),
        ("tests/it/wide.rs", &wide),
    ]);
    expect_places(&check(&tree), &["src/a/long.rs:1", "src/a/function.rs:2", "tests/it/wide.rs:2"]);
}

#[test]
fn files_at_the_limits_pass_and_tests_do_not_count() {
    let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "    // x\n".repeat(300));
    let full = "//! x\n".repeat(400) + &tests;
    let body = format!("fn f() {{\n{}}}\n", "    a();\n".repeat(68));
    let long_test = "//! x\n".repeat(900);
    let tree = Tree::of(&[
        ("src/a/full.rs", &full),
        ("src/a/body.rs", &body),
        ("tests/it/long.rs", &long_test),
    ]);
    expect_places(&check(&tree), &[]);
}
