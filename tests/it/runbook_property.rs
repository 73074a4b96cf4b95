//! Whatever stands in a file, reading it ends, gives a runbook or a finding, and every finding has
//! a place.

use proptest::prelude::*;
use sangfroid::cli::runbook::{new, show};
use sangfroid::diagnostics::{Code, Diagnostic, Source, render_concise, render_full, render_json};
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Date;
use sangfroid::i18n::Catalogue;
use sangfroid::lint::{self, walk};
use sangfroid::runbook::{bytes, parse, yaml};

/// Pieces that a slip or a hostile hand may put into a file.
const PIECES: &[&str] = &[
    ":",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "\n",
    "\n\n",
    "  ",
    "\t",
    "#",
    "*a",
    "&a ",
    "<<: ",
    "!!str ",
    "|",
    ">",
    "---\n",
    "...",
    "%",
    "~",
    "null",
    "true",
    "12",
    "\0",
    "\u{1b}",
    "\u{202e}",
    "\u{feff}",
    "é",
    "漢",
    "only_if: {decision: a, is: [b]}",
    "kind: pause",
    "id: x",
    "{en: a}",
    "? ",
    ",",
    "\r",
    "\u{85}",
    "\\",
];

/// Words and marks that the rules about wording look at, and some that may trip them.
const WORDS: &[&str] = &[
    "Call",
    "call",
    "and",
    "then",
    "et",
    "puis",
    "if",
    "si",
    "s'il",
    "S’il",
    "SI",
    "never",
    "jamais",
    "do not",
    "ne pas",
    "'",
    "’",
    "''",
    "«",
    "»",
    "« »",
    "'do not",
    "every",
    "within",
    "toutes les",
    "10",
    "10.",
    "0",
    "00",
    "02:50",
    "4.5",
    "1,500",
    "1 500",
    "12,",
    ":",
    ": ",
    ".",
    "...",
    "?",
    "!",
    "é",
    "É",
    "œ",
    "ß",
    "ẞ",
    "İ",
    "ı",
    "ﬁ",
    "漢字",
    "🏥",
    "≥",
    "µ",
    "e\u{301}",
    "\u{301}",
    "\u{a0}",
    "-",
    "--",
    "+33",
    "01 99 00 12 34",
    "(",
    ")",
    "@",
    "VLAN30",
    "SRVO0",
    "NOT",
    "NE",
    "PAS",
    "A B C",
    "INSTRUCTION.",
    "CONSIGNE.",
    "repeat",
    "répétez",
    "délai",
    "sans délai",
    "Contact",
    "contacter",
    "99999999999999999999999999999999",
    "Appeler",
    "Ne",
    "le",
    "la",
    "l'",
    "d'",
    "RB106",
    "#",
    "%",
];

/// A small runbook with these texts in every place that the rules read.
fn worded(texts: &[String], is_both: bool) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', ""));
    let said = |at: usize| {
        let one = quoted(&texts[at % texts.len()]);
        let other = quoted(&texts[(at + 1) % texts.len()]);
        if is_both { format!("{{en: {one}, fr: {other}}}") } else { one }
    };
    let fixed = if is_both { "{en: Net, fr: Réseau}" } else { "Net" };
    format!(
        "sangfroid: 1\nid: x\nrevision: 1\nreviewed: 2026-11-23\ntitle: {fixed}\n\
         use_when: {fixed}\nroles: [{{id: r, title: {fixed}}}]\n\
         tracks: [{{id: t, title: {fixed}}}]\nphases:\n- id: p\n  title: {fixed}\n  steps:\n\
         \x20 - id: a\n    kind: do\n    track: t\n    role: r\n    title: {}\n    dont: [{}]\n\
         \x20   how: [{}]\n    check: {}\n    if_not: {}\n    say: {}\n    tags: [evidence]\n\
         \x20   sign_off: {{by: [r], persons: 2}}\n\
         \x20 - id: b\n    kind: call\n    track: t\n    role: r\n    title: {}\n\
         \x20   call: {{contact: r, say: [{}]}}\n\
         \x20 - {{id: c, kind: pause, track: t, role: r, title: {fixed}}}\n",
        said(0),
        said(1),
        said(2),
        said(3),
        said(4),
        said(5),
        said(6),
        said(7),
    )
}

#[derive(Clone, Debug)]
enum Slip {
    Insert(usize, usize),
    Remove(usize, usize),
    Repeat(usize, usize),
    SwapLines(usize, usize),
}

fn slip() -> impl Strategy<Value = Slip> {
    prop_oneof![
        (any::<usize>(), 0..PIECES.len()).prop_map(|(at, piece)| Slip::Insert(at, piece)),
        (any::<usize>(), 1_usize..40).prop_map(|(at, chars)| Slip::Remove(at, chars)),
        (any::<usize>(), 1_usize..80).prop_map(|(at, chars)| Slip::Repeat(at, chars)),
        (any::<usize>(), any::<usize>()).prop_map(|(one, two)| Slip::SwapLines(one, two)),
    ]
}

fn apply(text: &str, slip: &Slip) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = |index: usize| index % (chars.len() + 1);
    let join = |parts: [&[char]; 3]| parts.concat().into_iter().collect::<String>();
    match *slip {
        Slip::Insert(index, piece) => {
            let piece: Vec<char> = PIECES[piece].chars().collect();
            join([&chars[..at(index)], &piece, &chars[at(index)..]])
        }
        Slip::Remove(index, count) => {
            let end = (at(index) + count).min(chars.len());
            join([&chars[..at(index)], &[], &chars[end..]])
        }
        Slip::Repeat(index, count) => {
            let end = (at(index) + count).min(chars.len());
            join([&chars[..end], &chars[at(index)..end], &chars[end..]])
        }
        Slip::SwapLines(one, two) => {
            let mut lines: Vec<&str> = text.lines().collect();
            if lines.is_empty() {
                return text.to_owned();
            }
            let (one, two) = (one % lines.len(), two % lines.len());
            lines.swap(one, two);
            lines.join("\n")
        }
    }
}

/// Everything that a file goes through, with what must always hold.
fn examine(text: &str) {
    let loaded = parse(text);
    let errors = loaded.findings.iter().filter(|finding| finding.is_error()).count();
    assert_eq!(loaded.runbook.is_none(), errors > 0, "a refusal has a reason: {text:?}");
    assert!(loaded.findings.len() <= yaml::FINDINGS_MAX + 1);
    let is_ambiguous = loaded.findings.iter().any(|finding| finding.code == Code::Ambiguous);
    assert!(!is_ambiguous, "the two readers disagree: {text:?} {:?}", loaded.findings);
    if yaml::decode::<sangfroid::runbook::raw::Runbook>(text).is_ok() {
        // What the shapes accept may be wrong in meaning, but not in its keys and words.
        let of_form = [
            Code::Syntax,
            Code::UnknownKey,
            Code::MissingKey,
            Code::DuplicateKey,
            Code::UnknownWord,
            Code::MissingTranslation,
        ];
        let is_of_form = |finding: &&Diagnostic| of_form.contains(&finding.code);
        assert_eq!(loaded.findings.iter().find(is_of_form), None, "{text:?}");
    }
    let source = Source::new("file.yaml", text);
    for finding in &loaded.findings {
        let span = finding.primary;
        assert_eq!(source.clamp(span), span, "{finding:?}");
        let place = source.place(span.start);
        assert!(place.line >= 1 && place.line <= source.line_count() && place.column >= 1);
    }
    for lang in Lang::ALL {
        let speech = &Catalogue::of(lang).diagnostic;
        let mut out = Vec::new();
        let few = &loaded.findings[..loaded.findings.len().min(5)];
        render_full::render(&mut out, &source, few, speech).expect("a vector takes it");
        render_concise::render(&mut out, &source, few, speech).expect("a vector takes it");
        assert_eq!(render_json::values(&source, few, speech).len(), few.len());
        let shown = String::from_utf8(out).expect("text");
        assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "{shown:?}");
    }
    if let (Some(runbook), Some(tree)) = (&loaded.runbook, &loaded.tree) {
        let second = yaml::decode::<sangfroid::runbook::raw::Runbook>(text)
            .expect("the second reader agrees");
        let seen = second.phases.iter().flat_map(|phase| phase.steps.iter().map(|step| &step.id));
        let read = runbook.steps().map(|(_, step)| step.id.as_str());
        assert!(read.eq(seen.map(String::as_str)), "the two readers see other steps");
        for finding in lint::check(runbook, tree) {
            assert_eq!(source.clamp(finding.primary), finding.primary, "{finding:?}");
        }
        let walks = walk::walk(runbook);
        assert_eq!(walks.reached.len(), runbook.step_count());
        let mut out = Vec::new();
        show::write(&mut out, runbook, Lang::Fr).expect("a vector takes it");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_file_with_slips_is_read_or_refused_with_reasons(
        slips in proptest::collection::vec(slip(), 1..6),
        is_french in any::<bool>(),
    ) {
        let day = Date::parse("2026-11-23").expect("a day");
        let lang = if is_french { Lang::Fr } else { Lang::En };
        let mut text = new::text("label-printers", day, lang).expect("a good id");
        for slip in &slips {
            text = apply(&text, slip);
        }
        examine(&text);
    }

    #[test]
    fn whatever_a_text_says_the_rules_end_and_say_the_same_again(
        texts in proptest::collection::vec(proptest::collection::vec(0..WORDS.len(), 1..24), 8),
        is_both in any::<bool>(),
    ) {
        let texts: Vec<String> = texts
            .iter()
            .map(|words| words.iter().map(|at| WORDS[*at]).collect::<Vec<_>>().join(" "))
            .collect();
        let text = worded(&texts, is_both);
        let loaded = parse(&text);
        let (Some(runbook), Some(tree)) = (&loaded.runbook, &loaded.tree) else {
            // A text of blanks alone is refused, and nothing else here can be.
            prop_assert!(loaded.findings.iter().all(|f| f.code == Code::EmptyText), "{text}");
            return Ok(());
        };
        let source = Source::new("file.yaml", &text);
        let findings = lint::check(runbook, tree);
        prop_assert_eq!(&findings, &lint::check(runbook, tree));
        for finding in &findings {
            let span = finding.primary;
            prop_assert_eq!(source.clamp(span), span);
            prop_assert!(text.get(span.start..span.end).is_some(), "{finding:?} cuts a letter");
        }
    }

    #[test]
    fn comments_and_blank_lines_change_nothing(
        places in proptest::collection::vec((any::<usize>(), any::<bool>()), 1..20),
    ) {
        let day = Date::parse("2026-11-23").expect("a day");
        let plain = new::text("label-printers", day, Lang::Fr).expect("a good id");
        let mut lines: Vec<&str> = plain.lines().collect();
        for (place, is_comment) in places {
            let at = place % (lines.len() + 1);
            lines.insert(at, if is_comment { "# é: [ { *a &b" } else { "" });
        }
        let text = lines.join("\r\n");
        examine(&text);
        let expected = parse(&plain).runbook;
        prop_assert!(expected.is_some());
        prop_assert_eq!(parse(&text).runbook, expected);
    }

    #[test]
    fn any_pieces_are_read_or_refused(pieces in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        examine(&text);
    }

    #[test]
    fn any_bytes_are_decoded_or_refused(junk in proptest::collection::vec(any::<u8>(), 0..200)) {
        let bounded = bytes::decode(&junk);
        if bounded.findings.is_empty() {
            examine(&bounded.text);
        }
    }
}
