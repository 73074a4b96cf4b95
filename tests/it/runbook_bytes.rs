//! Hostile files are refused by their size and form, before they can grow.

use std::io::{self, Read};

use sangfroid::diagnostics::Code;
use sangfroid::runbook::bytes::{self, FILE_BYTES_MAX};
use sangfroid::runbook::load;

/// Gives zeros for ever and counts how many were taken.
struct Endless {
    taken: u64,
}

impl Read for &mut Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        buffer.fill(b'a');
        self.taken += buffer.len() as u64;
        Ok(buffer.len())
    }
}

fn codes(text: &str) -> Vec<Code> {
    let (runbook, findings) = load(text);
    assert!(runbook.is_none(), "a hostile file gave a runbook");
    for finding in &findings {
        let span = finding.primary;
        assert!(span.start <= span.end && span.end <= text.len(), "{finding:?}");
    }
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn an_endless_file_is_left_after_the_limit() {
    let mut endless = Endless { taken: 0 };
    let bounded = bytes::read(&mut endless, None).expect("reading works");
    assert_eq!(bounded.findings[0].code, Code::FileTooLarge);
    assert!(endless.taken <= FILE_BYTES_MAX + 64 * 1024, "{} bytes", endless.taken);
}

#[test]
fn a_file_that_says_it_is_too_large_is_not_read_at_all() {
    let mut endless = Endless { taken: 0 };
    let bounded = bytes::read(&mut endless, Some(100_000_000)).expect("nothing is read");
    assert_eq!(bounded.findings[0].code, Code::FileTooLarge);
    assert_eq!(endless.taken, 0);
}

#[test]
fn other_encodings_are_named() {
    let wide: Vec<u8> = "sangfroid: 1".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(bytes::decode(&wide).findings[0].code, Code::OtherEncoding);
    let marked = [&[0xfe, 0xff][..], &wide].concat();
    assert_eq!(bytes::decode(&marked).findings[0].code, Code::OtherEncoding);
    let latin = bytes::decode(b"title: T\xe9l\xe9phonie");
    assert_eq!(latin.findings[0].code, Code::NotUtf8);
    assert_eq!(latin.findings[0].primary.start, 8);
}

#[test]
fn bombs_and_pits_are_refused() {
    let deep_flow = format!("a: {}", "[".repeat(100_000));
    assert_eq!(codes(&deep_flow), [Code::TooDeep]);
    let mut deep_block = String::new();
    for depth in 0..600 {
        deep_block.push_str(&" ".repeat(depth));
        deep_block.push_str("a:\n");
    }
    assert_eq!(codes(&deep_block), [Code::TooDeep]);
    let dashes = "- ".repeat(100_000);
    assert_eq!(codes(&dashes), [Code::TooDeep]);
    let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n";
    let found = codes(bomb);
    assert_eq!(found.iter().filter(|code| **code == Code::Alias).count(), 6);
    assert_eq!(found.iter().filter(|code| **code == Code::Anchor).count(), 3);
    assert!(codes("a: 1\n<<: {b: 2}\n").contains(&Code::MergeKey));
    assert!(codes("a: *nowhere\n").contains(&Code::Alias));
    assert!(codes("a: 1\n---\nb: 2\n").contains(&Code::SecondDocument));
    assert!(codes("a: !!binary AAAA\n").contains(&Code::YamlTag));
    assert!(codes("%YAML 1.1\n---\na: 1\n").contains(&Code::Syntax));
    assert!(codes("a: \0\n").contains(&Code::ControlCharacter));
    assert!(codes("a: \u{202e}x\n").contains(&Code::HiddenCharacter));
    assert_eq!(codes(""), [Code::EmptyFile]);
    assert_eq!(codes("# nothing\n"), [Code::EmptyFile]);
}

#[test]
fn a_huge_scalar_or_a_flood_of_keys_stays_bounded() {
    let huge = format!("title: {}\n", "a".repeat(1_000_000));
    assert!(codes(&huge).contains(&Code::MissingKey));
    let flood: Vec<String> = (0..80_000).map(|n| format!("k{n}: 1")).collect();
    let flood = flood.join("\n") + "\n";
    let found = codes(&flood);
    assert_eq!(found.len(), 201);
    assert_eq!(found.last(), Some(&Code::TooManyFindings));
    let over = "a".repeat(2_000_000);
    assert_eq!(load(&over).1[0].code, Code::FileTooLarge);
}

#[test]
fn a_mark_at_the_beginning_is_harmless_and_elsewhere_refused() {
    let (_, findings) = load("\u{feff}sangfroid: 1\n");
    assert!(findings.iter().all(|finding| finding.code == Code::MissingKey), "{findings:?}");
    assert!(codes("sangfroid: 1\nid: \u{feff}a\n").contains(&Code::HiddenCharacter));
}
