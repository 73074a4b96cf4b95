//! One writer's log in several files, and logs that no memory could hold.

use std::io::{BufReader, Read};

use sangfroid::audit::{
    Accepted, CodeMatch, FaultKind, Outcome, StreamCheck, Verdict, Verifier, verify_stream,
};

use super::sample::log;

fn check(segments: &[&[u8]]) -> Verdict {
    let mut check = StreamCheck::new(Verifier::new());
    for segment in segments {
        check.segment(&mut &segment[..]).unwrap();
    }
    check.finish()
}

#[test]
fn segments_are_one_chain() {
    let lines = log("lap3-9f2c");
    let (one, two) = (lines[..9].concat(), lines[9..].concat());
    let verdict = check(&[&one, &two]);
    assert_eq!((verdict.outcome(), verdict.head.lines), (Outcome::Intact, 24));
    let swapped = check(&[&two, &one]);
    assert_eq!(swapped.fault.map(|fault| (fault.line, fault.kind)), Some((1, FaultKind::Link)));
    let lost = check(&[&one, &lines[10..].concat()]);
    assert_eq!(lost.fault.map(|fault| (fault.line, fault.kind)), Some((10, FaultKind::Link)));
}

#[test]
fn a_piece_torn_where_a_medium_failed_is_made_good_by_the_next_segment() {
    let lines = log("lap3-9f2c");
    let torn = [lines[..9].concat(), lines[9][..100].to_vec()].concat();
    let verdict = check(&[&torn, &lines[9..].concat()]);
    assert_eq!((verdict.outcome(), verdict.superseded_bytes), (Outcome::Intact, 100));
    // The old medium did keep the line: an identical repeat is legal.
    let verdict = check(&[&lines[..10].concat(), &lines[9..].concat()]);
    assert_eq!((verdict.outcome(), verdict.head.lines), (Outcome::Intact, 24));
    // Nothing follows, or not what the piece was to be.
    let verdict = check(&[&torn, b""]);
    assert_eq!((verdict.outcome(), verdict.torn_bytes), (Outcome::Incomplete, 100));
    let verdict = check(&[&torn, &lines[10..].concat()]);
    assert_eq!(verdict.outcome(), Outcome::Altered);
    assert_eq!(verdict.fault.map(|fault| fault.line), Some(10));
}

#[test]
fn a_file_without_line_feeds_needs_no_memory() {
    let bytes = 300_000_000;
    let mut endless = BufReader::new(std::io::repeat(b'{').take(bytes));
    let verdict = verify_stream(&mut endless, Verifier::new()).unwrap();
    assert_eq!(verdict.outcome(), Outcome::Incomplete);
    assert_eq!(verdict.torn_bytes, bytes);
}

#[test]
fn a_refused_line_leaves_the_verifier_where_it_was() {
    let lines = log("lap3-9f2c");
    let mut verifier = Verifier::new();
    assert_eq!(verifier.line(&lines[0]), Ok(Accepted::Next));
    let head = verifier.head();
    assert_eq!(verifier.line(&lines[2]).unwrap_err().kind, FaultKind::Link);
    assert_eq!(verifier.head(), head);
    assert_eq!(verifier.line(&lines[0]), Ok(Accepted::Repeat));
    assert_eq!(verifier.line(&lines[1]), Ok(Accepted::Next));
}

#[test]
fn a_code_names_the_line_it_was_written_down_after() {
    let lines = log("lap3-9f2c");
    let mut verifier = Verifier::new();
    lines[..7].iter().for_each(|line| assert!(verifier.line(line).is_ok()));
    let code = verifier.head().digest.spoken_code();
    let found = |count: usize| {
        let bytes = lines[..count].concat();
        verify_stream(&mut bytes.as_slice(), Verifier::new().looking_for(code)).unwrap().code
    };
    assert_eq!(found(7), Some(CodeMatch::Head));
    assert_eq!(found(24), Some(CodeMatch::Line(7)));
    assert_eq!(found(6), Some(CodeMatch::NotFound));
}
