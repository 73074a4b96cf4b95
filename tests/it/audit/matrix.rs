//! T6: every way of tampering is noticed, on the right line. T13: a verifier that leaves out a
//! check is noticed by the same cases.

use std::sync::OnceLock;

use sangfroid::audit::{Completeness, FaultKind, Verdict, Verifier, verify_stream};

use super::tampering::{Case, Cases, Expected};

/// How a verifier that is not quite right may differ.
type Twist = fn(&Case, Verdict) -> (u8, u64);

#[expect(clippy::needless_pass_by_value, reason = "the signature of every twist")]
fn honest(_: &Case, verdict: Verdict) -> (u8, u64) {
    (verdict.outcome().exit_code(), verdict.fault.map_or(0, |fault| fault.line))
}

/// The verifier after each number of unchanged lines, so that a case costs only what follows them.
fn prefixes(cases: &Cases, original: Completeness) -> Vec<Verifier> {
    let mut verifier = Verifier::new().demanding(original);
    let mut all = vec![verifier.clone()];
    for line in cases.base() {
        verifier.line(line).unwrap();
        all.push(verifier.clone());
    }
    all
}

pub fn verdict(case: &Case, prefixes: &[Vec<Verifier>; 2]) -> Verdict {
    let mut verifier = prefixes[usize::from(case.is_original)][case.before].clone();
    if let Some(code) = case.code {
        verifier = verifier.looking_for(code);
    }
    verify_stream(&mut case.rest.as_slice(), verifier).unwrap()
}

pub fn both(cases: &Cases) -> [Vec<Verifier>; 2] {
    [Completeness::Shared, Completeness::Original].map(|which| prefixes(cases, which))
}

/// The cases that `twist` gets wrong, described.
fn wrong(cases: &Cases, twist: Twist) -> Vec<String> {
    let prefixes = both(cases);
    let mut wrong = Vec::new();
    for case in &cases.all {
        let (exit, line) = twist(case, verdict(case, &prefixes));
        let Expected { exit: wanted, line: wanted_line } = case.expected;
        let is_right = exit == wanted || wanted == 45 && (exit == 4 || exit == 5);
        if !is_right || line != wanted_line {
            wrong.push(format!(
                "{} after {} lines: {exit} at {line}, not {wanted} at {wanted_line}",
                case.class, case.before
            ));
        }
    }
    wrong
}

#[test]
fn every_bit_of_every_line_is_protected() {
    let mut cases = Cases::new();
    cases.bits(|_| true);
    assert!(cases.all.len() > 60_000, "{}", cases.all.len());
    let wrong = wrong(&cases, honest);
    assert!(wrong.is_empty(), "{} of {}: {:#?}", wrong.len(), cases.all.len(), &wrong[..1]);
}

#[test]
fn every_cut_is_noticed_and_a_cut_at_a_line_by_the_code() {
    let mut cases = Cases::new();
    cases.cuts(|_| true);
    assert!(cases.all.len() > 8_000, "{}", cases.all.len());
    let wrong = wrong(&cases, honest);
    assert!(wrong.is_empty(), "{} of {}: {:#?}", wrong.len(), cases.all.len(), &wrong[..1]);
}

#[test]
fn every_change_of_order_form_and_content_gets_its_verdict() {
    let cases = Cases::structural();
    assert!(cases.all.len() > 2_800, "{}", cases.all.len());
    let wrong = wrong(&cases, honest);
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), cases.all.len());
}

#[test]
fn a_check_that_is_left_out_is_missed_by_some_case() {
    let mut cases = Cases::structural();
    cases.bits(|count| count % 61 == 0);
    cases.cuts(|count| count % 31 == 0);
    for kind in FaultKind::ALL {
        // The same verifier, blind to one kind of fault.
        let prefixes = both(&cases);
        let noticed = cases.all.iter().any(|case| {
            let mut verdict = verdict(case, &prefixes);
            verdict.fault = verdict.fault.filter(|fault| fault.kind != kind);
            let (exit, line) = honest(case, verdict);
            line != case.expected.line || (exit != case.expected.exit && case.expected.exit != 45)
        });
        assert!(noticed, "no case needs {kind:?}");
    }
    let bugs: [(&str, Twist); 6] = [
        ("everything bad is torn", |case, mut verdict| {
            verdict.is_tail = verdict.fault.is_some();
            honest(case, verdict)
        }),
        ("nothing is torn", |case, mut verdict| {
            verdict.is_tail = false;
            honest(case, verdict)
        }),
        ("the line before is named", |case, verdict| {
            let (exit, line) = honest(case, verdict);
            (exit, line.saturating_sub(1))
        }),
        ("the code is not looked at", |case, mut verdict| {
            verdict.code = None;
            honest(case, verdict)
        }),
        ("a newer version passes", |case, mut verdict| {
            verdict.is_newer = false;
            honest(case, verdict)
        }),
        ("capitals pass", |case, _| {
            static PREFIXES: OnceLock<[Vec<Verifier>; 2]> = OnceLock::new();
            let mut rest = case.rest.clone();
            let length = rest.len();
            if length > 76 {
                rest[length - 76..].make_ascii_lowercase();
            }
            let prefixes = PREFIXES.get_or_init(|| both(&Cases::new()));
            let case = Case { rest, ..*case };
            honest(&case, verdict(&case, prefixes))
        }),
    ];
    for (bug, twist) in bugs {
        assert!(!wrong(&cases, twist).is_empty(), "no case notices: {bug}");
    }
}
