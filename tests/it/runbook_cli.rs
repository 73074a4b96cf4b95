//! `runbook list`, `show`, `check` and `new`, on texts.

use sangfroid::cli::runbook::check::{self, CheckFile, Checked, Form, Outcome};
use sangfroid::cli::runbook::{list, new, show};
use sangfroid::diagnostics::Code;
use sangfroid::domain::ids::RunbookId;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Date;
use sangfroid::runbook::bytes;
use sangfroid::runbook::library::{Library, Origin, shipped_files};
use serde_json::Value;

fn starter(id: &str, lang: Lang) -> String {
    new::text(id, Date::parse("2026-11-23").expect("a day"), lang).expect("a good id")
}

fn checked(path: &str, text: &str) -> Vec<Checked> {
    let content = bytes::decode(text.as_bytes());
    check::check(&[CheckFile { path: path.to_owned(), content }], &Library::shipped())
}

fn written(text: &str, lang: Lang, form: Form) -> (String, Outcome) {
    let mut out = Vec::new();
    let outcome = check::write(&mut out, &checked("a.yaml", text), lang, form).expect("written");
    (String::from_utf8(out).expect("text"), outcome)
}

#[test]
fn the_starter_passes_the_check_in_both_languages() {
    for lang in Lang::ALL {
        let (text, outcome) = written(&starter("label-printers", lang), lang, Form::Full);
        assert_eq!(outcome, Outcome::default(), "{text}");
        assert_eq!(outcome.exit_code(), 0);
    }
    let (text, _) = written(&starter("label-printers", Lang::En), Lang::En, Form::Full);
    let clean = "a.yaml: no finding. Steps: 10. Ways through: 2, each reaches its end.\n\
                 Files checked: 1. Errors: 0. Warnings: 0.\n";
    assert_eq!(text, clean);
}

#[test]
fn a_starter_with_a_bad_id_is_refused_with_the_rule() {
    let day = Date::parse("2026-11-23").expect("a day");
    let refused = new::text("Bad\u{1b}[2J Id", day, Lang::En).expect_err("a bad id");
    assert_eq!(
        refused,
        "Bad<U+001B>[2J Id cannot be an id. Use a to z, 0 to 9 and hyphens inside, \
         at most 48 characters."
    );
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_the_reason() {
    let text = check::unreadable("a\u{7}.yaml", "denied", Lang::Fr);
    assert!(text.starts_with("a<U+0007>.yaml n'a pas pu être lu : denied."), "{text}");
}

#[test]
fn findings_are_shown_with_their_place_in_three_forms() {
    let text = starter("label-printers", Lang::En).replacen("kind: observe", "kind: observ", 1);
    let (concise, outcome) = written(&text, Lang::En, Form::Concise);
    assert_eq!(outcome.exit_code(), 1);
    assert_eq!(concise, "a.yaml:30:15 RB025 The word \"observ\" is not one of the allowed ones.\n");
    let (full, _) = written(&text, Lang::Fr, Form::Full);
    for part in [
        "erreur[RB025]: Le mot « observ » n'est pas admis ici.",
        "a.yaml:30:15",
        "kind: observ ",
        "^^^^^^ mot inconnu",
        "à faire: Écrire un de ces mots : do, observe",
        "à faire: écrire ici : observe",
    ] {
        assert!(full.contains(part), "{part:?} is missing in\n{full}");
    }
    let (json, _) = written(&text, Lang::En, Form::Json);
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let finding = &json["findings"][0];
    assert_eq!(finding["code"], "RB025");
    assert_eq!(finding["span"]["start"]["line"], 30);
    assert_eq!(finding["fix"]["replacement"], "observe");
    assert_eq!(json["errors"], 1);
}

#[test]
fn all_findings_of_a_file_come_at_once() {
    let text = starter("label-printers", Lang::En)
        .replacen("revision: 1 ", "revision: one ", 1)
        .replacen("kind: observe", "kindd: observe", 1)
        .replacen("contact: lab", "contact: labb", 1)
        .replacen("cannot_tell: silent", "cannot_tell: sillent", 1)
        .replacen("[answers]", "[answer]", 1);
    let findings = &checked("a.yaml", &text)[0].findings;
    let codes: Vec<Code> = findings.iter().map(|finding| finding.code).collect();
    let expected = [
        Code::WrongType,
        Code::UnknownKey,
        Code::UnknownRole,
        Code::IdleOption,
        Code::UnknownOption,
        Code::UnknownOption,
    ];
    assert_eq!(codes, expected);
}

#[test]
fn a_broken_file_hides_nothing_and_a_site_file_replaces_visibly() {
    let good = starter("printers", Lang::En);
    let other = good.replacen("title: Label printers are down", "title: Second", 1);
    let files = [
        ("one.yaml".to_owned(), good.clone()),
        ("broken.yaml".to_owned(), "sangfroid: [".to_owned()),
        ("two.yaml".to_owned(), other),
    ];
    let library = Library::with(&files);
    let id = RunbookId::parse("printers").expect("an id");
    let entry = library.get(&id).expect("the good one");
    assert_eq!(entry.origin, Origin::Site);
    assert_eq!(entry.runbook.title.get(Lang::En), "Label printers are down");
    let broken: Vec<&str> = library.broken().iter().map(|b| b.source.path()).collect();
    assert_eq!(broken, ["broken.yaml", "two.yaml"]);
    for (_, text) in shipped_files() {
        let Some(runbook) = sangfroid::runbook::load(text).0 else { continue };
        let id = runbook.id.clone();
        let files = [("site.yaml".to_owned(), starter(id.as_str(), Lang::En))];
        let library = Library::with(&files);
        assert_eq!(library.get(&id).expect("replaced").origin, Origin::SiteReplaces);
    }
    let mut out = Vec::new();
    list::human(&mut out, &library, Lang::En).expect("written");
    let table = String::from_utf8(out).expect("text");
    let row = table.lines().find(|line| line.starts_with("printers ")).expect("a row");
    let cells: Vec<&str> = row.split_whitespace().take(4).collect();
    assert_eq!(cells, ["printers", "10", "2026-11-23", "site"]);
    assert!(table.contains("  broken.yaml\n"), "{table}");
    let mut out = Vec::new();
    list::json(&mut out, &library, Lang::En).expect("written");
    let json: Value = serde_json::from_slice(&out).expect("JSON");
    assert_eq!(json["broken"][0]["codes"][0], "RB006");
}

#[test]
fn a_runbook_is_shown_as_plain_text() {
    let text = starter("printers", Lang::Fr);
    let (runbook, _) = sangfroid::runbook::load(&text);
    let mut out = Vec::new();
    show::write(&mut out, &runbook.expect("valid"), Lang::Fr).expect("written");
    let page = String::from_utf8(out).expect("text");
    for part in [
        "Étiqueteuses en panne  (printers)",
        "PHASE 1/2 : Regarder, prévenir  [durée prévue 20 min]",
        "  2. APPELER  Appeler le laboratoire",
        "     * sous 10 min (notre propre valeur)",
        "     DIRE : Répétez, s'il vous plaît.",
        "     NE PAS : Ne pas supprimer",
        "     * seulement si Le serveur d'impression répond-il ? est : La page d'état",
        "AVANT DE CLORE",
    ] {
        assert!(page.contains(part), "{part:?} is missing in\n{page}");
    }
    assert!(page.lines().all(|line| line.chars().count() <= 79), "{page}");
}

#[test]
fn shipped_runbooks_have_no_error_and_both_languages() {
    let library = Library::shipped();
    assert!(library.broken().is_empty(), "{:#?}", library.broken());
    for entry in library.entries() {
        assert!(entry.findings.is_empty(), "{:#?}", entry.findings);
        assert_eq!(entry.runbook.languages, Lang::ALL);
    }
}

#[test]
fn shipped_cards_are_clean_name_no_real_machine_and_say_that_nothing_is_run() {
    let library = Library::shipped();
    let cards: Vec<_> = library.cards().map(|entry| entry.card.id.to_string()).collect();
    let all = ["l1", "n1", "r1", "v1", "w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8"];
    assert_eq!(cards, all);
    let files: Vec<CheckFile> = sangfroid::runbook::library::shipped_cards()
        .map(|(path, text)| CheckFile { path, content: bytes::decode(text.as_bytes()) })
        .collect();
    for checked in check::check(&files, &library) {
        assert!(checked.findings.is_empty(), "{}: {:?}", checked.source.path(), checked.findings);
    }
    // Four numbers with points between them: only those set aside for documentation (RFC 5737).
    for entry in library.cards() {
        for command in &entry.card.commands {
            let words = command.run.split(|c: char| !(c.is_ascii_digit() || c == '.'));
            let is_address = |word: &&str| word.split('.').filter(|n| !n.is_empty()).count() == 4;
            for address in words.filter(is_address) {
                let known = ["192.0.2.", "198.51.100.", "203.0.113."];
                let is_known = known.iter().any(|head| address.starts_with(head));
                assert!(is_known, "{}: {address}", entry.card.id);
            }
        }
    }
}
