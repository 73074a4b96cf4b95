//! What the check says to a person and to a program.

use sangfroid::audit::given_code::GivenCode;
use sangfroid::audit::{Fault, FaultKind, Verdict, Verifier, verify_stream};
use sangfroid::cli::verify_json::to_json;
use sangfroid::cli::verify_text::human;
use sangfroid::domain::text::Lang;

use super::sample::log;

fn whole() -> Verdict {
    verify_stream(&mut log("lap3-9f2c").concat().as_slice(), Verifier::new()).unwrap()
}

#[test]
fn every_fault_has_its_own_words_in_both_languages_within_eighty_columns() {
    for lang in Lang::ALL {
        let mut seen = Vec::new();
        for kind in FaultKind::ALL {
            let fault = Some(Fault { line: 9, kind });
            let page = human(&Verdict { fault, ..whole() }, lang);
            assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
            assert!(!page.contains('{') && page.contains('9'), "{page}");
            assert!(!seen.contains(&page), "{kind:?} reads like another one");
            seen.push(page);
        }
    }
}

#[test]
fn the_four_verdicts_and_the_code_are_always_there() {
    let code = whole().head.digest.spoken_code().to_string();
    for (lang, labels) in [
        (Lang::En, ["INTACT", "COMPLETE", "WHO", "TIMES"]),
        (Lang::Fr, ["INTACT", "COMPLET", "QUI", "HEURES"]),
    ] {
        let page = human(&whole(), lang);
        let starts = |label: &&str| page.lines().any(|line| line.starts_with(*label));
        assert!(labels.iter().all(starts), "{page}");
        assert!(page.contains(&code) && page.contains("24"), "{page}");
        assert!(!page.to_lowercase().contains("valid"), "{page}");
    }
}

#[test]
fn a_lost_code_is_the_first_thing_that_is_said() {
    let bytes = log("lap3-9f2c").concat();
    let code = GivenCode::parse(&"12345".repeat(8)).unwrap();
    let verifier = Verifier::new().looking_for(code);
    let verdict = verify_stream(&mut bytes.as_slice(), verifier).unwrap();
    assert!(human(&verdict, Lang::En).starts_with("INTACT"));
    let first = human(&verdict, Lang::En).lines().next().unwrap().to_owned();
    // The lines fit each other: what is altered, or copied wrongly, the code alone cannot show.
    assert!(first.contains("something contradicts it") && !first.contains("NO."), "{first}");
    let json = to_json(&verdict);
    assert_eq!((&json["exit"], &json["verdict"]), (&4.into(), &"contradicted".into()));
}

#[test]
fn programs_get_stable_names() {
    let json = to_json(&whole());
    let names: Vec<_> = json.as_object().unwrap().keys().cloned().collect();
    let expected = [
        "verdict",
        "exit",
        "lines",
        "head",
        "spoken_code",
        "fault",
        "last_line_only",
        "torn_bytes",
        "superseded_bytes",
        "newer",
        "withheld_texts",
        "withheld_lines",
        "code",
    ];
    assert_eq!(names, expected);
    assert_eq!((&json["verdict"], &json["lines"]), (&"intact".into(), &24.into()));
}
