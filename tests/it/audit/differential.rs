//! T7: the verifier in Rust and the independent one in Python give the same verdict and the same
//! line, and the sixteen-line one of the specification agrees except for the strictness rules
//! listed here.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use sangfroid::audit::{Completeness, FaultKind, StreamCheck, Verdict, Verifier, verify_stream};

use super::tampering::{Case, Cases};

/// What only the strict verifiers look at (audit-log §4.2, last paragraph).
const STRICT_ONLY: [FaultKind; 9] = [
    FaultKind::Empty,
    FaultKind::TooLong,
    FaultKind::Event,
    FaultKind::Duplicate,
    FaultKind::FirstNotOpen,
    FaultKind::Number,
    FaultKind::Writer,
    FaultKind::Spelling,
    FaultKind::Missing,
];

/// A verdict of Python: exit code, line, and the line that the short verifier refuses.
type Answer = [u64; 3];

fn python(cases: &Cases) -> Vec<Answer> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut child = Command::new("python3")
        .arg("-B")
        .arg(root.join("tests/it/audit/drive.py"))
        .arg(root.join("assets/verify.py"))
        .arg(root.join("tests/it/vectors/audit_v1/verify-16-lines.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is needed for this test");
    let mut stdin = child.stdin.take().unwrap();
    let reader = std::thread::spawn(move || child.wait_with_output().unwrap());
    for case in &cases.all {
        let log = case.bytes(cases.base());
        let code = case.code.map(|code| code.to_string().replace(' ', ""));
        stdin.write_all(&[u8::from(case.is_original)]).unwrap();
        stdin.write_all(code.unwrap_or_else(|| " ".repeat(40)).as_bytes()).unwrap();
        stdin.write_all(&u32::try_from(log.len()).unwrap().to_be_bytes()).unwrap();
        stdin.write_all(&log).unwrap();
    }
    drop(stdin);
    let output = reader.join().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    let numbers = |line: &str| -> Answer {
        let mut numbers = line.split(' ').map(|number| number.parse().unwrap());
        [(); 3].map(|()| numbers.next().unwrap())
    };
    text.lines().map(numbers).collect()
}

/// The whole log through the whole verifier, without the short cuts of the matrix.
fn rust(case: &Case, cases: &Cases) -> Verdict {
    let which = if case.is_original { Completeness::Original } else { Completeness::Shared };
    let mut verifier = Verifier::new().demanding(which);
    if let Some(code) = case.code {
        verifier = verifier.looking_for(code);
    }
    verify_stream(&mut case.bytes(cases.base()).as_slice(), verifier).unwrap()
}

#[test]
fn three_verifiers_agree() {
    let mut cases = Cases::structural();
    cases.bits(|count| count % 53 == 0);
    cases.cuts(|count| count % 17 == 0);
    cases.random_edits(4_000);
    let answers = python(&cases);
    assert_eq!(answers.len(), cases.all.len());
    let mut disagreements = Vec::new();
    for (case, [exit, line, short]) in cases.all.iter().zip(answers) {
        let verdict = rust(case, &cases);
        let bad = verdict.fault.map_or(0, |fault| fault.line);
        let kind = verdict.fault.map(|fault| fault.kind);
        if (u64::from(verdict.outcome().exit_code()), bad) != (exit, line) {
            disagreements.push(format!("{}: {verdict:?}, Python {exit} at {line}", case.class));
        }
        let is_strict_only = kind.is_some_and(|kind| STRICT_ONLY.contains(&kind));
        // A line that only the strict ones refuse may let the short one go on.
        let is_fine = if is_strict_only { short == 0 || short >= bad } else { short == bad };
        if !is_fine {
            disagreements.push(format!("{}: {verdict:?}, sixteen lines {short}", case.class));
        }
    }
    let count = disagreements.len();
    assert!(count == 0, "{count} of {}: {:#?}", cases.all.len(), &disagreements[..count.min(9)]);
}

#[test]
fn python_follows_segments_as_we_do() {
    let lines = super::sample::log("lap3-9f2c");
    let torn = [lines[..9].concat(), lines[9][..100].to_vec()].concat();
    let folder = tempfile::tempdir().unwrap();
    let run = |segments: &[&[u8]], arguments: &[&str]| {
        let mut check = StreamCheck::new(Verifier::new());
        let mut python = Command::new("python3");
        let verifier = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/verify.py");
        python.arg("-B").arg(verifier).args(arguments);
        for (number, segment) in segments.iter().enumerate() {
            let path = folder.path().join(format!("lap3-9f2c.{:04}.jsonl", number + 1));
            std::fs::write(&path, segment).unwrap();
            python.arg(path);
            check.segment(&mut &segment[..]).unwrap();
        }
        let output = python.output().unwrap();
        let ours = check.finish();
        let text = String::from_utf8(output.stdout).unwrap();
        let code = format!("spoken code {}", ours.head.digest.spoken_code());
        assert!(text.contains(&code) && text.contains(&ours.head.digest.to_string()), "{text}");
        (output.status.code(), Some(i32::from(ours.outcome().exit_code())))
    };
    let (one, rest): (&[u8], &[u8]) = (&lines[..10].concat(), &lines[9..].concat());
    let ten: &[u8] = &lines[10..].concat();
    for (segments, exit) in [
        (vec![one, ten], 0),
        (vec![one, rest], 0),
        (vec![&torn, rest], 0),
        (vec![&torn, b""], 5),
        (vec![&torn, ten], 4),
        (vec![rest, one], 4),
        (vec![b"", one], 0),
    ] {
        assert_eq!(run(&segments, &[]), (Some(exit), Some(exit)));
    }
    assert_eq!(run(&[one, ten], &["--original"]), (Some(0), Some(0)));
    let lost = ["--code", "01234 01234 01234 01234 01234 01234 01234 01234"];
    assert_eq!(run(&[one, ten], &lost).0, Some(4));
}
