//! T9: whatever is withheld, every line keeps its digest and no byte of what is withheld is left;
//! copies of copies are copies; the verifier in Python agrees.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};
use sangfroid::audit::digest::Digest;
use sangfroid::audit::line::{Disclosure, build, head_of, push_json_string};
use sangfroid::audit::withhold::{Fields, Lines, Plan, Withholder};
use sangfroid::audit::{Completeness, FaultKind, Verdict, Verifier, verify_stream};

/// A log, and every text in it by line and field.
#[derive(Clone, Debug)]
struct Log {
    lines: Vec<Vec<u8>>,
    texts: Vec<(u64, &'static str, String)>,
}

impl Log {
    fn bytes(&self) -> Vec<u8> {
        self.lines.concat()
    }
}

const CODES: [&str; 4] = ["note", "evidence", "step.done", "custody"];

/// One line: its code, and a text for some fields.
type Sketch = (usize, Vec<(usize, String)>);

fn sketch() -> impl Strategy<Value = Sketch> {
    let text = prop_oneof![
        "[a-zA-Z0-9 .,]{0,24}",
        "\\PC{0,24}",
        "[\"\\\\\t\n\r\u{0}-\u{1f}\u{7f}-\u{9f}\u{202e}é🩺]{0,16}",
    ];
    (0..CODES.len(), prop::collection::vec((0..Fields::known().len(), text), 0..5))
}

fn log(sketches: &[Sketch]) -> Log {
    let mut log = Log { lines: Vec::new(), texts: Vec::new() };
    let mut prev = Digest::ZERO;
    for (number, (code, fields)) in (1..).zip(sketches) {
        let mut seen = BTreeSet::new();
        let mut disclosures = Vec::new();
        for (field, text) in fields {
            let name = Fields::known()[*field];
            if !seen.insert(name) {
                continue;
            }
            // A mark makes every text one of its kind, so that finding it means something.
            let mark = Digest::of(format!("{number}{name}{text}").as_bytes()).to_string();
            let text = format!("{text}{}{text}", &mark[..16]);
            let mut salt = [0; 16];
            salt.copy_from_slice(&Digest::of(text.as_bytes()).0[..16]);
            log.texts.push((number, name, text.clone()));
            disclosures.push(Disclosure { name, salt, text });
        }
        let code = if number == 1 { "open" } else { CODES[*code] };
        let commitments: Vec<_> =
            disclosures.iter().map(|d| format!("\"{}\":\"{}\"", d.name, d.commitment())).collect();
        let event = format!(
            "{{\"v\":1,\"id\":\"lap-0001.{number}\",\"do\":\"{code}\",\"c\":{{{}}}}}",
            commitments.join(",")
        );
        let line = build(&event, &disclosures, prev).expect("it fits");
        prev = line.head;
        log.lines.push(line.bytes);
    }
    log
}

fn logs() -> impl Strategy<Value = Log> {
    prop::collection::vec(sketch(), 1..6).prop_map(|sketches| log(&sketches))
}

fn plans() -> impl Strategy<Value = Plan> {
    let known = Fields::known();
    let names = prop::sample::subsequence(known.to_vec(), 1..known.len());
    let fields = prop_oneof![
        Just(Fields::All),
        Just(Fields::None),
        names.clone().prop_map(|names| Fields::withholding(&names.join(",")).unwrap()),
        names.prop_map(|names| Fields::disclosing(&names.join(",")).unwrap()),
    ];
    let piece = prop_oneof![
        (1_u64..6).prop_map(|n| n.to_string()),
        (1_u64..4, 0_u64..3).prop_map(|(n, more)| format!("{n}-{}", n + more)),
        prop::sample::select(CODES.to_vec()).prop_map(str::to_owned),
        Just("open".to_owned()),
    ];
    let lines = prop::collection::vec(piece, 0..3).prop_map(|pieces| {
        if pieces.is_empty() { Lines::default() } else { Lines::parse(&pieces.join(",")).unwrap() }
    });
    (fields, lines).prop_map(|(fields, lines)| Plan { fields, lines })
}

fn copied(lines: &[Vec<u8>], plan: &Plan) -> Vec<Vec<u8>> {
    let mut withholder = Withholder::new(plan);
    let mut copy = Vec::new();
    let mut all = Vec::new();
    for line in lines {
        withholder.line(line, &mut copy).expect("a line of a log");
        all.push(copy.clone());
    }
    all
}

fn verdict(bytes: &[u8], which: Completeness) -> Verdict {
    verify_stream(&mut &bytes[..], Verifier::new().demanding(which)).unwrap()
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let word = three.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
        let word = word << (8 * (3 - three.len()));
        for at in 0..=three.len() {
            out.push(char::from(LETTERS[(word >> (18 - 6 * at) & 63) as usize]));
        }
    }
    out
}

/// Every way in which a text could still stand in some bytes: raw, escaped, and in base64 at each
/// of the three alignments, without the letters that its neighbours have a part in.
pub fn spellings(text: &str) -> Vec<Vec<u8>> {
    let mut escaped = String::new();
    push_json_string(&mut escaped, text);
    let mut all = vec![text.as_bytes().to_vec(), escaped.trim_matches('"').as_bytes().to_vec()];
    for shift in 0..3 {
        let padded = [vec![0; shift], text.as_bytes().to_vec()].concat();
        let letters = base64(&padded[..padded.len() / 3 * 3]);
        all.push(letters.as_bytes()[if shift == 0 { 0 } else { 4 }..].to_vec());
    }
    all
}

pub fn holds(bytes: &[u8], part: &[u8]) -> bool {
    part.len() >= 8 && bytes.windows(part.len()).any(|window| window == part)
}

fn is_hidden(copy: &[u8], log: &Log, number: u64, name: &str) -> bool {
    let line = &copy.split_inclusive(|byte| *byte == b'\n').collect::<Vec<_>>()[at(number)];
    let whole = line.starts_with(b"{\"k\":");
    let field = format!("\"{name}\":[\"");
    assert_eq!(head_of(line), head_of(&log.lines[at(number)]));
    whole
        || !holds(line, field.as_bytes())
            && !line.windows(field.len()).any(|w| w == field.as_bytes())
}

fn at(number: u64) -> usize {
    usize::try_from(number).unwrap() - 1
}

fn check_copy(log: &Log, plan: &Plan) -> Result<(), TestCaseError> {
    let original = verdict(&log.bytes(), Completeness::Original);
    prop_assert_eq!(original.fault, None);
    let copy = copied(&log.lines, plan).concat();
    let found = verdict(&copy, Completeness::Shared);
    prop_assert_eq!(found.fault, None);
    prop_assert_eq!(found.head, original.head);
    let mut hidden = 0;
    for (number, name, text) in &log.texts {
        let is_out = is_hidden(&copy, log, *number, name);
        if !is_out {
            continue;
        }
        hidden += 1;
        for spelling in spellings(text) {
            prop_assert!(!holds(&copy, &spelling), "{} of line {}: {:?}", name, number, text);
        }
    }
    let whole = copy.split(|byte| *byte == b'\n').filter(|line| line.starts_with(b"{\"k\":"));
    prop_assert_eq!(whole.count() as u64, found.withheld_lines);
    let strict = verdict(&copy, Completeness::Original);
    let is_original = found.withheld_fields + found.withheld_lines == 0;
    prop_assert_eq!(
        strict.fault.map(|fault| fault.kind),
        (!is_original).then_some(FaultKind::Missing)
    );
    let expected = expected_hidden(log, plan, &copy);
    prop_assert_eq!(hidden, expected);
    Ok(())
}

/// How many texts the plan takes away, told from the plan alone.
fn expected_hidden(log: &Log, plan: &Plan, copy: &[u8]) -> usize {
    let lines: Vec<_> = copy.split_inclusive(|byte| *byte == b'\n').collect();
    let is_out = |(number, name, _): &&(u64, &str, String)| {
        lines[at(*number)].starts_with(b"{\"k\":") || !plan.fields.shows(name.as_bytes())
    };
    log.texts.iter().filter(is_out).count()
}

proptest! {
    #![proptest_config(Config { cases: 6_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_copy_keeps_every_digest_and_no_byte_of_what_is_withheld(log in logs(), plan in plans()) {
        check_copy(&log, &plan)?;
    }
}

proptest! {
    #![proptest_config(Config { cases: 2_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_copy_of_a_copy_is_a_copy(log in logs(), one in plans(), two in plans()) {
        let first = copied(&log.lines, &one);
        let both = copied(&first, &two);
        prop_assert_eq!(verdict(&both.concat(), Completeness::Shared).fault, None);
        // The same twice changes nothing, and the order does not matter but for codes of lines that
        // the first copy withheld already: those stay withheld either way.
        prop_assert_eq!(&copied(&first, &one), &first);
        prop_assert_eq!(&both, &copied(&copied(&log.lines, &two), &one));
    }
}

#[test]
fn the_verifier_in_python_agrees_about_two_thousand_copies() {
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
    let mut runner = TestRunner::deterministic();
    let mut expected = String::new();
    for case in 0..2_000 {
        let log = logs().new_tree(&mut runner).unwrap().current();
        let plan = plans().new_tree(&mut runner).unwrap().current();
        let copy = copied(&log.lines, &plan).concat();
        let is_original = case % 2 == 0;
        let which = if is_original { Completeness::Original } else { Completeness::Shared };
        let ours = verdict(&copy, which);
        let line = ours.fault.map_or(0, |fault| fault.line);
        expected.push_str(&format!("{} {line} 0\n", ours.outcome().exit_code()));
        stdin.write_all(&[u8::from(is_original)]).unwrap();
        stdin.write_all(" ".repeat(40).as_bytes()).unwrap();
        stdin.write_all(&u32::try_from(copy.len()).unwrap().to_be_bytes()).unwrap();
        stdin.write_all(&copy).unwrap();
    }
    drop(stdin);
    let output = reader.join().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
}

#[test]
fn a_text_that_is_left_is_found_in_every_spelling() {
    let text = "Kim \"Petersen\" \u{202e}é";
    for spelling in spellings(text) {
        let bytes = [b"before", spelling.as_slice(), b"after"].concat();
        assert!(holds(&bytes, &spelling));
    }
    let within = base64(format!("xx{text}yy").as_bytes());
    assert!(spellings(text).iter().any(|spelling| holds(within.as_bytes(), spelling)));
}

#[test]
fn names_and_lines_with_a_slip_are_refused() {
    for bad in ["nmae", "", "name,,note", "All", "none,name", "NAME", "name note"] {
        assert!(Fields::withholding(bad).is_err(), "{bad:?}");
    }
    for bad in ["", "0", "7-3", "notes", "1,,2", "-", "3-", "1-2-3", "99999999999999999999"] {
        assert!(Lines::parse(bad).is_err(), "{bad:?}");
    }
    assert_eq!(Fields::withholding("default"), Ok(Fields::All));
    assert!(!Fields::withholding("name").unwrap().shows(b"telephone"), "unknown is withheld");
    assert!(Fields::None.shows(b"telephone"));
}
