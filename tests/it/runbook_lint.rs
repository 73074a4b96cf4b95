//! Each finding has a page under `lint/` that is its manual and its test.
//!
//! A page holds prose and snippets. ```` ```yaml file ```` is a whole file, `clocks` one of legal
//! clocks; `step`, `phase` and
//! `both` are put into a small runbook that is clean by itself, `both` into one with translated
//! texts; `site` holds some keys of a site's facts, to which the others are added. A line that ends
//! with `#! RB020` must have exactly these findings, every other line none.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use sangfroid::cli::runbook::check::{CheckFile, check};
use sangfroid::diagnostics::speech::Speech;
use sangfroid::diagnostics::{Code, Diagnostic, Source};
use sangfroid::domain::ids::{OptionId, StepId};
use sangfroid::domain::step::Condition;
use sangfroid::domain::text::Lang;
use sangfroid::i18n::Catalogue;
use sangfroid::lint::all::{CARD_CODES, RULES};
use sangfroid::lint::{self, walk};
use sangfroid::runbook::law::{LawShelf, shelf};
use sangfroid::runbook::library::Library;
use sangfroid::runbook::{bytes, parse};

const PLAIN: &str = "\
sangfroid: 1
id: x
revision: 1
reviewed: 2026-11-23
title: Server down
use_when: The server is down.
roles: [{id: r, title: IT}, {id: lab, title: Laboratory}]
tracks: [{id: t, title: Net}]
phases:
";

const BOTH: &str = "\
sangfroid: 1
id: x
revision: 1
reviewed: 2026-11-23
title: {en: Server down, fr: Serveur arrêté}
use_when: {en: The server is down., fr: Le serveur est arrêté.}
roles:
  - {id: r, title: {en: IT, fr: Informatique}}
  - {id: lab, title: {en: Laboratory, fr: Laboratoire}}
tracks: [{id: t, title: {en: Net, fr: Réseau}}]
phases:
";

const PHASE: &str = "  - id: p\n    title: First\n    window: 10m\n    steps:\n";
const PHASE_BOTH: &str =
    "  - id: p\n    title: {en: First, fr: Début}\n    window: 10m\n    steps:\n";
const PAUSE: &str =
    "      - {id: closing, kind: pause, track: t, role: r, title: Say what is open}\n";
const PAUSE_BOTH: &str = "      - {id: closing, kind: pause, track: t, role: r, \
     title: {en: Say what is open, fr: Dire ce qui reste ouvert}}\n";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/lint")
}

fn indented(snippet: &str, by: usize) -> String {
    let margin = " ".repeat(by);
    let lines: Vec<String> = snippet.lines().map(|line| format!("{margin}{line}\n")).collect();
    lines.concat()
}

fn whole(kind: &str, snippet: &str) -> String {
    match kind {
        "file" | "clocks" => snippet.to_owned(),
        "site" => crate::site::facts_around(snippet),
        "phase" => format!("{PLAIN}{}", indented(snippet, 2)),
        "step" => format!("{PLAIN}{PHASE}{}{PAUSE}", indented(snippet, 6)),
        "both" => format!("{BOTH}{PHASE_BOTH}{}{PAUSE_BOTH}", indented(snippet, 6)),
        other => panic!("unknown kind of snippet: {other:?}"),
    }
}

fn findings(kind: &str, text: &str) -> Vec<Diagnostic> {
    let content = bytes::decode(text.as_bytes());
    if kind == "clocks" {
        let files = [("page.yaml".to_owned(), content)];
        return shelf::check(&files, &LawShelf::shipped().law).remove(0).findings;
    }
    if kind == "site" {
        return crate::site::findings(text);
    }
    let file = CheckFile { path: "page.yaml".to_owned(), content };
    let library = Library::default().under(LawShelf::shipped().law);
    check(&[file], &library).remove(0).findings
}

/// Codes by line, as the comments demand them.
fn expected(text: &str) -> BTreeMap<usize, Vec<String>> {
    let marked = text.lines().enumerate().filter_map(|(at, line)| {
        let (_, codes) = line.split_once("#! ")?;
        let mut codes: Vec<String> = codes.split_whitespace().map(str::to_owned).collect();
        codes.sort();
        Some((at + 1, codes))
    });
    marked.collect()
}

fn found(kind: &str, text: &str) -> BTreeMap<usize, Vec<String>> {
    let source = Source::new("page.yaml", text);
    let mut by_line: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for finding in findings(kind, text) {
        let line = source.place(finding.primary.start).line;
        by_line.entry(line).or_default().push(finding.code.to_string());
    }
    for codes in by_line.values_mut() {
        codes.sort();
        codes.dedup();
    }
    by_line
}

/// The snippets of a page: kind and text.
fn snippets(page: &str) -> Vec<(String, String)> {
    let mut snippets = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in page.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                let kind = info.strip_prefix("yaml ").expect("a snippet names its kind");
                open = Some((kind.to_owned(), String::new()));
            }
            (Some(_), Some(_)) => snippets.extend(open.take()),
            (Some((_, text)), None) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a snippet is not closed");
    snippets
}

#[test]
fn every_page_is_true() {
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder()).expect("the pages") {
        let path = entry.expect("a page").path();
        let page = fs::read_to_string(&path).expect("a page is text");
        for (kind, snippet) in snippets(&page) {
            let text = whole(&kind, &snippet);
            let (expected, found) = (expected(&text), found(&kind, &text));
            if expected != found {
                wrong.push(format!(
                    "{}\n{text}expected {expected:?}\nfound {found:?}",
                    path.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The `{names}` in a template.
fn placeholders(template: &str) -> BTreeSet<&str> {
    let parts = template.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect()
}

#[test]
fn both_languages_name_the_same_facts_and_every_finding_has_them() {
    let texts = Lang::ALL.map(|lang| &Catalogue::of(lang).diagnostic);
    for code in Code::ALL {
        let [en, fr] = texts.map(|texts| texts.of(*code));
        for (en, fr) in [
            (&en.headline, &fr.headline),
            (&en.annotation, &fr.annotation),
            (&en.advice, &fr.advice),
        ] {
            assert!(!en.is_empty() && !fr.is_empty(), "{code}");
            assert_eq!(placeholders(en), placeholders(fr), "{code}");
        }
    }
    for entry in fs::read_dir(folder()).expect("the pages") {
        let page = fs::read_to_string(entry.expect("a page").path()).expect("a page is text");
        for (kind, snippet) in snippets(&page) {
            for finding in findings(&kind, &whole(&kind, &snippet)) {
                for texts in texts {
                    let shown = [
                        texts.headline(&finding),
                        texts.annotation(&finding),
                        texts.advice(&finding),
                    ];
                    assert!(!shown.concat().contains('{'), "{shown:?}");
                }
            }
        }
    }
}

#[test]
fn every_code_has_a_page_that_shows_it() {
    for code in Code::ALL {
        let path = folder().join(format!("{code}.md"));
        let page = fs::read_to_string(&path).unwrap_or_else(|_| panic!("no page for {code}"));
        assert!(page.starts_with(&format!("# {code}: ")), "{code}: the title names another code");
        let shows = snippets(&page).iter().any(|(_, text)| {
            text.lines().any(|line| {
                line.split_once("#! ").is_some_and(|(_, codes)| codes.contains(code.as_str()))
            })
        });
        assert!(shows || page.contains("\nConstructed"), "{code} is shown nowhere");
    }
    let pages = fs::read_dir(folder()).expect("the pages").count();
    assert_eq!(pages, Code::ALL.len(), "a page belongs to no code");
}

#[test]
fn every_lint_code_has_one_rule() {
    let mut ruled: Vec<Code> = RULES.iter().flat_map(|rule| rule.codes.to_vec()).collect();
    ruled.extend(CARD_CODES);
    ruled.sort();
    let is_lint = |code: &Code| code.as_str().starts_with("RB1");
    let codes: Vec<Code> = Code::ALL.iter().copied().filter(is_lint).collect();
    assert_eq!(ruled, codes);
}

#[test]
fn every_code_about_the_site_has_one_rule() {
    let mut ruled: Vec<Code> =
        lint::site::RULES.iter().flat_map(|(codes, _)| codes.to_vec()).collect();
    ruled.sort();
    let is_rule = |code: &Code| code.as_str().starts_with("SF1");
    let codes: Vec<Code> = Code::ALL.iter().copied().filter(is_rule).collect();
    assert_eq!(ruled, codes);
}

#[test]
fn the_frames_of_the_pages_are_clean() {
    assert!(found("step", &whole("step", "")).is_empty());
    assert!(found("both", &whole("both", "")).is_empty());
    for kind in ["step", "both", "site"] {
        assert!(found(kind, &whole(kind, "")).is_empty(), "{kind}");
    }
}

#[test]
fn a_step_that_cannot_be_reached_is_found() {
    let text = whole(
        "step",
        "- id: a
  kind: decide
  track: t
  role: r
  title: Does the server answer?
  options:
    - {id: answers, title: It answers, leads_to: Go on.}
    - {id: silent, title: It is silent}
  cannot_tell: silent
- {id: b, kind: do, track: t, role: r, title: Call, only_if: {decision: a, is: [silent]}}
",
    );
    let loaded = parse(&text);
    let (mut runbook, tree) = (loaded.runbook.expect("valid"), loaded.tree.expect("a tree"));
    let walks = walk::walk(&runbook);
    assert_eq!((walks.ended, walks.is_exhaustive, walks.steps_max), (2, true, 3));
    assert_eq!(walks.reached.len(), 3);
    let step = &mut runbook.phases[0].steps[1];
    step.only_if = Some(Condition {
        decision: StepId::parse("a").expect("an id"),
        is: vec![OptionId::parse("gone").expect("an id")],
    });
    let findings = lint::check(&runbook, &tree);
    assert_eq!(findings.iter().map(|f| f.code).collect::<Vec<_>>(), [Code::UnreachableStep]);
}

#[test]
fn walks_stay_bounded_and_still_prove_every_step() {
    let mut steps = String::new();
    for n in 0..40 {
        let pair = format!(
            "- {{id: d{n}, kind: decide, track: t, role: r, title: Which?, cannot_tell: a, \
             options: [{{id: a, title: It is red}}, {{id: b, title: It is dark}}]}}\n\
             - {{id: s{n}, kind: do, track: t, role: r, title: Call, \
             only_if: {{decision: d{n}, is: [a]}}}}\n\
             - {{id: u{n}, kind: do, track: t, role: r, title: Call, \
             only_if: {{decision: d{n}, is: [b]}}}}\n"
        );
        steps.push_str(&pair);
    }
    let loaded = parse(&whole("step", &steps));
    let runbook = loaded.runbook.expect("valid");
    let walks = walk::walk(&runbook);
    assert!(!walks.is_exhaustive && walks.ended <= walk::COMBINATIONS_MAX);
    assert_eq!(walks.reached.len(), runbook.step_count());
    // The sample of all combinations is bounded too, the same each time, and meets every step.
    let sample = || {
        let mut met = vec![false; runbook.step_count()];
        let mut count = 0;
        walk::each(&runbook, &mut |applies| {
            count += 1;
            for (met, applies) in met.iter_mut().zip(applies) {
                *met |= applies;
            }
        });
        (count, met)
    };
    let (count, met) = sample();
    assert!(count <= walk::COMBINATIONS_MAX && met.iter().all(|met| *met));
    assert_eq!(sample(), (count, met));
}

#[test]
fn shipped_runbooks_have_no_finding_and_every_walk_ends() {
    let library = Library::shipped();
    for entry in library.entries() {
        let id = &entry.runbook.id;
        assert_eq!(lint::check(&entry.runbook, &entry.tree), [], "{id}");
        let walks = walk::walk(&entry.runbook);
        assert!(walks.ended > 0, "{id}");
        assert_eq!(walks.reached.len(), entry.runbook.step_count(), "{id}");
    }
}

#[test]
fn a_text_finding_points_at_the_word_in_its_language() {
    let step = "- id: a
  kind: do
  track: t
  role: r
  title: {en: Call ward 3, fr: \"Appeler l'unité 3\"}
  how: [{en: Call it soon, fr: \"Appeler « vite », gérer l'appel\"}]
";
    let text = whole("both", step);
    let source = Source::new("page.yaml", &text);
    let found = findings("both", &text);
    let marked: Vec<(Code, &str)> =
        found.iter().map(|finding| (finding.code, source.slice(finding.primary))).collect();
    assert_eq!(marked, [(Code::VagueTime, "soon"), (Code::BannedWord, "gérer")]);
}
