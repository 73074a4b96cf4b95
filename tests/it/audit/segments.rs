//! One writer's log in several files, and logs that no memory could hold.

use std::io::{BufReader, Read};

use sangfroid::audit::{
    Accepted, CodeMatch, Digest, FaultKind, Outcome, StreamCheck, Verdict, Verifier, verify_stream,
};

use super::sample::{columns, digests, log, seal};

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

/// The line behind `lines` that is `length` bytes long, with the right digests.
fn line_of(lines: &[Vec<u8>], length: usize) -> Vec<u8> {
    let number = lines.len() + 1;
    let made = |text: usize| {
        let first = format!(
            "{{\"e\":{{\"v\":1,\"id\":\"lap3-9f2c.{number}\",\"y\":\"{}\"}},",
            "x".repeat(text)
        );
        seal(&first, "", digests(lines.last().unwrap()).1)
    };
    made(length - made(0).len())
}

#[test]
fn a_line_may_be_65536_bytes_long_and_not_one_more() {
    let lines = log("lap3-9f2c");
    let (longest, longer) = (line_of(&lines, 65_536), line_of(&lines, 65_537));
    assert_eq!((longest.len(), longer.len()), (65_536, 65_537));
    let mut verifier = Verifier::new();
    for line in &lines {
        assert_eq!(verifier.line(line), Ok(Accepted::Next));
    }
    assert_eq!(verifier.line(&longer).unwrap_err().kind, FaultKind::TooLong);
    assert_eq!(verifier.line(&longest), Ok(Accepted::Next));
    // However the reader cuts the bytes, and whatever follows.
    let after = line_of(&[lines.clone(), vec![longest.clone()]].concat(), 400);
    for (buffer, length) in [(7, 65_537), (65_536, 65_538), (1 << 20, 65_537), (1 << 20, 140_000)] {
        let verdict = |bytes: &[u8]| {
            verify_stream(&mut BufReader::with_capacity(buffer, bytes), Verifier::new()).unwrap()
        };
        let longer = line_of(&lines, length);
        let whole = verdict(&[lines.concat(), longest.clone(), after.clone()].concat());
        assert_eq!((whole.outcome(), whole.head.lines), (Outcome::Intact, 26), "{buffer}");
        let bad = verdict(&[lines.concat(), longer.clone()].concat());
        assert_eq!(bad.fault.map(|fault| (fault.line, fault.kind)), Some((25, FaultKind::TooLong)));
        assert_eq!((bad.outcome(), bad.torn_bytes), (Outcome::Incomplete, length as u64));
        let middle = verdict(&[lines.concat(), longer.clone(), after.clone()].concat());
        assert_eq!(middle.outcome(), Outcome::Altered, "{buffer}");
    }
}

#[test]
fn a_line_that_stands_twice_is_shown_once() {
    let lines = log("lap3-9f2c");
    let mut twice = lines.clone();
    twice.insert(9, lines[8].clone());
    let bytes = [twice.concat(), lines.last().unwrap().clone()].concat();
    for buffer in [7, 1 << 20] {
        let (mut check, mut seen) = (StreamCheck::new(Verifier::new()), Vec::new());
        let mut reader = BufReader::with_capacity(buffer, bytes.as_slice());
        check.segment_visiting(&mut reader, &mut |line| seen.extend_from_slice(line)).unwrap();
        assert!(seen == lines.concat(), "{buffer}");
        assert_eq!(check.finish().head.lines, lines.len() as u64);
    }
}

#[test]
fn a_log_torn_at_the_end_of_several_segments_is_counted_whole() {
    let lines = log("lap3-9f2c");
    let torn = |count: usize| [lines[..9].concat(), lines[9][..count].to_vec()].concat();
    let verdict = check(&[&torn(100), &lines[9][..50], &lines[9][..20]]);
    assert_eq!((verdict.outcome(), verdict.torn_bytes), (Outcome::Incomplete, 170));
    let verdict = check(&[&torn(100), &lines[9][..50], &lines[9..].concat()]);
    assert_eq!((verdict.outcome(), verdict.superseded_bytes), (Outcome::Intact, 150));
    assert_eq!((verdict.torn_bytes, verdict.is_tail), (0, false));
    // Behind damage nothing makes good.
    let damaged = [lines[..9].concat(), b"{\n".to_vec(), lines[10].clone()].concat();
    let verdict = check(&[&damaged, &lines[9..].concat()]);
    assert_eq!(verdict.outcome(), Outcome::Altered);
    assert_eq!(verdict.head.lines, 9);
}

#[test]
fn a_raw_control_is_no_line_whatever_its_digest_says() {
    let lines = log("lap3-9f2c");
    let [first, second, third] = columns(&lines[5]);
    assert!(!second.is_empty());
    for control in ["\u{1}", "\u{1b}", "\u{7f}"] {
        let spoiled = |text: &str, at: &str| text.replacen(at, &format!("{at}{control}"), 1);
        for line in
            [(spoiled(first, ":\""), second.to_owned()), (first.to_owned(), spoiled(second, "[\""))]
        {
            let mut verifier = Verifier::new();
            lines[..5].iter().for_each(|line| assert!(verifier.line(line).is_ok()));
            let sealed = seal(&line.0, &line.1, &third[5..69]);
            assert_eq!(verifier.line(&sealed).unwrap_err().kind, FaultKind::Grammar, "{line:?}");
        }
    }
}

#[test]
fn everything_that_is_withheld_is_counted() {
    let mut lines = log("lap3-9f2c");
    let texts = lines.iter().filter(|line| !columns(line)[1].is_empty()).count();
    assert!(texts > 3, "{texts}");
    let mut fields = 0;
    for line in &mut lines {
        let [first, second, third] = columns(line);
        fields += u64::try_from(second.matches("\":[\"").count()).unwrap();
        *line = format!("{first}\t\t{third}\n").into_bytes();
    }
    for n in [3, 4, 11] {
        let [first, _, third] = columns(&lines[n]);
        let digest = Digest::of(first.as_bytes());
        lines[n] = format!("{{\"k\":\"{digest}\",\t\t{third}\n").into_bytes();
    }
    let verdict = check(&[&lines.concat()]);
    assert_eq!(verdict.outcome(), Outcome::Intact);
    assert_eq!((verdict.withheld_fields, verdict.withheld_lines), (fields, 3));
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
