//! The shipped clocks are complete, in both languages, and a site's own stand in their place.

use std::collections::BTreeSet;

use proptest::prelude::*;
use sangfroid::diagnostics::Code;
use sangfroid::domain::ids::ClockId;
use sangfroid::domain::law::LawStatus;
use sangfroid::domain::text::{Lang, Text};
use sangfroid::runbook::bytes::{self, Bounded};
use sangfroid::runbook::law::load::parse;
use sangfroid::runbook::law::shelf::{check, shipped_files};
use sangfroid::runbook::law::{ClockOrigin, LawShelf, schema};

/// Every row of the table of clocks: id, what it counts from, limit, status.
const TABLE: &str = "\
eu-gdpr-33 aware-personal-data-breach 72_hours in-force
eu-gdpr-33-2 aware-personal-data-breach without-delay in-force
eu-gdpr-34 high-risk-likely without-delay in-force
eu-nis2-early aware-significant-incident 24_hours pending-transposition
eu-nis2-notice aware-significant-incident 72_hours pending-transposition
eu-nis2-final submitted:eu-nis2-notice 1_months pending-transposition
eu-nis2-final-ongoing incident-handled 1_months pending-transposition
fr-sante-cert aware-significant-incident without-delay in-force
fr-sante-cert-solved incident-handled without-delay in-force
fr-lopmi knowledge-of-attack 72_hours in-force
fr-ose knowledge-of-attack without-delay in-force
fr-oiv knowledge-of-attack without-delay in-force
fr-eigs-1 care-event-found without-delay in-force
fr-eigs-2 care-event-found 3_months in-force
us-hipaa-individual breach-discovered 60_calendar-days in-force
us-hipaa-media breach-discovered 60_calendar-days in-force
us-hipaa-hhs-500 breach-discovered 60_calendar-days in-force
us-hipaa-hhs-small year:breach-discovered 60_calendar-days in-force
us-hipaa-ba breach-discovered 60_calendar-days in-force
us-ny-405-46 cyber-incident-determined 72_hours in-force
us-ca-1280-15 breach-discovered 15_business-days in-force
us-ca-1798-82 breach-discovered 30_calendar-days in-force
us-ca-1798-82-ag individuals-notified 15_calendar-days in-force
us-ny-899-aa breach-discovered 30_calendar-days in-force
us-sec-8k-105 materiality-determined 4_business-days in-force
us-sec-8k-105-amendment missing-facts-available 4_business-days in-force
us-circia-incident reasonable-belief-covered-incident 72_hours proposed
us-circia-ransom ransom-paid 24_hours proposed
uk-gdpr-33 aware-personal-data-breach 72_hours in-force
uk-nis-11 aware-significant-incident 72_hours in-force
uk-csr-24 aware-significant-incident 24_hours proposed
uk-csr-72 aware-significant-incident 72_hours proposed
ch-isg knowledge-of-attack 24_hours in-force
ch-isg-complete knowledge-of-attack 14_calendar-days in-force
au-soci-12 aware-significant-incident 12_hours in-force
au-soci-72 aware-significant-incident 72_hours in-force
eu-gdpr-omnibus aware-personal-data-breach 96_hours proposed
";

fn row(clock: &sangfroid::domain::law::LegalClock) -> String {
    use sangfroid::domain::law::Trigger;
    let trigger = match &clock.trigger {
        Trigger::Moment(moment) => moment.to_string(),
        Trigger::Submitted(other) => format!("submitted:{other}"),
        Trigger::YearEnd(moment) => format!("year:{moment}"),
    };
    let limit = clock.limit.code().replace(' ', "_");
    format!("{} {trigger} {limit} {}", clock.id, clock.status.code())
}

#[test]
fn every_row_of_the_table_is_shipped_and_nothing_else() {
    let shelf = LawShelf::shipped();
    let shipped: BTreeSet<String> = shelf.law.clocks.iter().map(row).collect();
    let table: BTreeSet<String> = TABLE.lines().map(str::to_owned).collect();
    assert_eq!(shipped, table);
    assert!(shelf.broken.is_empty());
    assert!(shelf.origins.values().all(|origin| *origin == ClockOrigin::Shipped));
}

fn shipped_content() -> Vec<(String, Bounded)> {
    let files = shipped_files();
    files.map(|(path, text)| (path, bytes::decode(text.as_bytes()))).collect()
}

#[test]
fn shipped_files_are_without_findings() {
    for file in check(&shipped_content(), &sangfroid::domain::law::Law::default()) {
        assert!(file.findings.is_empty(), "{}: {:#?}", file.source.path(), file.findings);
    }
}

#[test]
fn shipped_texts_are_in_both_languages_and_fit_their_rows() {
    let law = LawShelf::shipped().law;
    let mut texts: Vec<&Text> = Vec::new();
    for clock in &law.clocks {
        let Text::Both { en, fr } = &clock.title else { panic!("{}: one language", clock.id) };
        for title in [en, fr] {
            assert!(title.chars().count() <= 34, "{}: {title}", clock.id);
        }
        texts.extend([&clock.title, &clock.binds, &clock.recipient, &clock.channel]);
        texts.push(&clock.offline_fallback);
        texts.extend(&clock.applies_if);
        texts.extend(&clock.content_checklist);
        texts.extend(&clock.note);
    }
    for moment in &law.moments {
        assert!(moment.title.get(Lang::En).chars().count() <= 34, "{}", moment.id);
        texts.extend([&moment.title, &moment.ask]);
    }
    for text in texts {
        let Text::Both { en, fr } = text else { panic!("one language: {text:?}") };
        assert!(!en.is_empty(), "{fr}");
        // French sets a space before these.
        let before = |sign: char| fr.split(sign).rev().skip(1).all(|head| head.ends_with(' '));
        for sign in [';', ':', '?', '!'] {
            assert!(before(sign), "{sign} without its space: {fr}");
        }
        assert!(!fr.contains("journal"), "{fr}");
    }
}

#[test]
fn what_is_not_certain_is_marked_and_proposals_are_named() {
    let law = LawShelf::shipped().law;
    let marked: BTreeSet<&str> = law
        .clocks
        .iter()
        .filter(|clock| clock.check_primary_text)
        .map(|clock| clock.id.as_str())
        .collect();
    for id in
        ["us-hipaa-media", "au-soci-12", "au-soci-72", "fr-oiv", "us-ny-899-aa", "fr-sante-cert"]
    {
        assert!(marked.contains(id), "{id}");
    }
    let proposed = law.clocks.iter().filter(|clock| clock.status == LawStatus::Proposed);
    assert_eq!(proposed.count(), 5);
}

const OWN: &str = "\
sangfroid: 1
jurisdiction: eu
only_jurisdictions: [eu, fr]
holidays: [2026-12-25]
clocks:
  - id: eu-gdpr-33
    title: {en: Our rule, fr: Notre règle}
    binds: {en: We, fr: Nous}
    applies_if: [{en: 'Does it?', fr: 'Oui ?'}]
    trigger: aware-personal-data-breach
    limit: 48
    unit: hours
    recipient: {en: Authority, fr: Autorité}
    channel: {en: Form, fr: Formulaire}
    offline_fallback: {en: Telephone, fr: Téléphone}
    content_checklist: [{en: Facts, fr: Faits}]
    legal_ref: {title: House rule, publisher: Our hospital, year: 2026}
    as_of: 2026-11-01
    status: in-force
    late_requires_reason: false
    allows_phased: false
";

fn site(text: &str) -> (String, Bounded) {
    ("site/eu.yaml".to_owned(), bytes::decode(text.as_bytes()))
}

#[test]
fn a_clock_of_the_site_replaces_the_built_in_one_visibly() {
    let shelf = LawShelf::with_files(&[site(OWN)]);
    let id = ClockId::parse("eu-gdpr-33").unwrap();
    let clock = shelf.law.clock(&id).expect("it is there");
    assert_eq!(clock.limit.code(), "48 hours");
    let expected = ClockOrigin::Site { path: "site/eu.yaml".to_owned(), replaces_built_in: true };
    assert_eq!(shelf.origins.get(&id), Some(&expected));
    assert_eq!(shelf.law.clocks.len(), TABLE.lines().count());
    let scope: BTreeSet<&str> =
        shelf.law.in_scope().map(|clock| clock.jurisdiction.as_str()).collect();
    assert_eq!(scope, BTreeSet::from(["eu", "fr"]));
    let christmas = sangfroid::domain::time::Date::parse("2026-12-25").unwrap();
    assert!(shelf.law.is_day_off(&clock.jurisdiction, christmas));
}

#[test]
fn a_broken_file_of_the_site_hides_nothing() {
    let broken = OWN.replace("limit: 48", "limit: soon");
    let shelf = LawShelf::with_files(&[site(&broken)]);
    assert_eq!(shelf.broken.len(), 1);
    let id = ClockId::parse("eu-gdpr-33").unwrap();
    assert_eq!(shelf.law.clock(&id).unwrap().limit.code(), "72 hours");
    assert_eq!(shelf.origins.get(&id), Some(&ClockOrigin::Shipped));
}

#[test]
fn a_loop_through_a_replaced_clock_is_found() {
    let text = OWN
        .replace("id: eu-gdpr-33", "id: eu-nis2-notice")
        .replace("trigger: aware-personal-data-breach", "trigger: {submitted: eu-nis2-final}");
    let checked = check(&[site(&text)], &LawShelf::shipped().law);
    let codes: Vec<Code> = checked[0].findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::ClockLoop]);
    assert_eq!(LawShelf::with_files(&[site(&text)]).broken.len(), 1);
}

const ASSET: &str = include_str!("../../../assets/clocks.schema.json");

#[test]
fn the_published_schema_is_current_and_takes_what_is_shipped() {
    assert!(ASSET == schema::text(), "run: sangfroid clocks schema > assets/clocks.schema.json");
    let schema: serde_json::Value = serde_json::from_str(ASSET).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let value = |yaml: &str| -> serde_json::Value { serde_yaml::from_str(yaml).unwrap() };
    for (path, text) in shipped_files() {
        let value = value(text);
        let errors: Vec<String> =
            validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{path}: {errors:#?}");
    }
    assert!(validator.is_valid(&value(OWN)));
    for (from, to) in [
        ("limit: 48\n    unit: hours", "limit: 48"),
        ("limit: 48\n", "limit: without-delay\n"),
        ("limit: 48\n", "limit: 0\n"),
        ("unit: hours", "unit: weeks"),
        ("unit: hours", "unit: hours\n    end_of_period: next-working-day"),
        ("status: in-force", "status: law"),
        ("jurisdiction: eu\n", ""),
        ("allows_phased: false", "allows_phased: 0"),
        ("  - id: eu-gdpr-33", "  - id: EU"),
        ("    limit: 48\n", "    limit: 48\n    hours: 3\n"),
    ] {
        let slip = OWN.replace(from, to);
        assert_ne!(slip, OWN, "{from}");
        let loaded = parse(&slip);
        assert!(loaded.file.is_none(), "the loader takes {to:?}");
        assert!(!validator.is_valid(&value(&slip)), "the schema takes {to:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_changed_in_a_file_gets_an_answer(
        nth in 0..9_usize,
        at in 0..20_000_usize,
        length in 0..40_usize,
        put in "[a-z0-9:{}\\[\\]&*!\"' \n\u{202e}\u{0}-]{0,12}",
    ) {
        let (_, text) = shipped_files().nth(nth).unwrap();
        let from = text.floor_char_boundary(at % text.len());
        let to = text.floor_char_boundary((from + length).min(text.len()));
        let changed = format!("{}{put}{}", &text[..from], &text[to..]);
        let loaded = parse(&changed);
        let has_error = loaded.findings.iter().any(sangfroid::diagnostics::Diagnostic::is_error);
        prop_assert_eq!(loaded.file.is_none(), has_error);
        for finding in &loaded.findings {
            prop_assert!(finding.primary.end <= changed.len());
        }
        let content = bytes::decode(changed.as_bytes());
        drop(LawShelf::with_files(&[("x.yaml".to_owned(), content)]));
    }
}
