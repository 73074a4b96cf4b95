//! Reading: strict in what it reports, and never losing a number that could be read.

use sangfroid::diagnostics::Code;
use sangfroid::domain::ids::{ContactId, JurisdictionId, RoleId};
use sangfroid::domain::isolation::{Level, Standing};
use sangfroid::domain::relief::ReliefHours;
use sangfroid::domain::site::{Age, ChannelKind};
use sangfroid::domain::time::Date;
use sangfroid::runbook::bytes::{self, Bounded};
use sangfroid::runbook::site::{Condition, SiteFile, parse, schema};

use super::{FACTS, file, findings, today, with};

fn codes(text: &str) -> Vec<Code> {
    parse(text).findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn the_sound_file_has_no_finding_and_gives_every_fact() {
    assert_eq!(findings(FACTS), []);
    let loaded = parse(FACTS);
    assert!(loaded.is_sound());
    let site = loaded.site;
    let law = ["eu", "fr"].map(|id| JurisdictionId::parse(id).expect("an id"));
    assert!(site.jurisdictions.iter().eq(law.iter()));
    assert_eq!((site.contacts.len(), site.systems.len(), site.papers.len()), (2, 2, 10));
    let beds = site.hospital.as_ref().and_then(|hospital| hospital.beds);
    assert_eq!(beds, Some(420));
    assert_eq!(site.checked_on(), Date::parse("2026-10-15"));
    for (_, level) in Level::ALL {
        let card = site.loss_card(*level).expect("a card");
        assert_eq!(card.standing(today()), Standing::Valid);
    }
}

#[test]
fn lines_off_the_hospital_network_come_first_and_keep_their_order() {
    let site = file().site;
    let director = &site.contacts[0];
    let kinds: Vec<_> = director.by_safety().map(|channel| channel.kind).collect();
    assert_eq!(kinds, [ChannelKind::Mobile, ChannelKind::Runner, ChannelKind::Desk]);
}

#[test]
fn of_a_role_the_holder_is_called_first_then_the_deputies_and_nobody_twice() {
    let text = FACTS.replacen("roles: [it]", "roles: [it, director]", 1);
    let site = parse(&text).site;
    let role = RoleId::parse("director").expect("an id");
    let order: Vec<_> = site.for_role(&role).iter().map(|c| c.id.to_string()).collect();
    assert_eq!(order, ["director-1", "security-1"]);
    let nobody = RoleId::parse("samu").expect("an id");
    assert!(site.for_role(&nobody).is_empty());
}

#[test]
fn an_entry_ages_by_its_check_and_ends_at_its_own_date() {
    let site = file().site;
    let on = |day: &str| site.contacts[1].age(Date::parse(day).expect("a day"));
    assert_eq!(on("2026-11-23"), Age::Fresh);
    assert_eq!(on("2027-01-30"), Age::Fresh, "ninety days are still fresh");
    assert_eq!(on("2027-01-31"), Age::Old);
    assert_eq!(on("2027-02-01"), Age::Expired);
}

#[test]
fn everything_that_is_wrong_is_said_at_once_and_the_rest_is_kept() {
    let text = FACTS
        .replacen("kind: desk", "kind: desks", 1)
        .replacen("rank: 1", "rank: first", 1)
        .replacen("deputies: [security-1]", "deputies: [nobody]", 1)
        .replacen("level: n5", "level: n4", 1)
        .replacen("updated:", "updatet:", 1);
    let mut found = codes(&text);
    found.sort();
    assert_eq!(
        found,
        [
            Code::UnknownKey,
            Code::WrongType,
            Code::UnknownWord,
            Code::DuplicateId,
            Code::UnknownContact
        ]
    );
    let site = parse(&text).site;
    let director = &site.contacts[0];
    assert_eq!(director.channels.len(), 2, "the other two numbers stay");
    assert_eq!((site.systems.len(), site.loss_cards.len()), (1, 4));
}

#[test]
fn a_contact_whose_every_channel_is_broken_is_left_out_and_named() {
    let loaded = with("{kind: mobile, at: \"06 10 98 12 77\", network: outside}", "{kind: mobile}");
    assert_eq!(loaded.site.contacts.len(), 1);
    assert!(loaded.findings.iter().any(|finding| finding.code == Code::MissingKey));
    let id = ContactId::parse("security-1").expect("an id");
    assert!(loaded.site.contact(&id).is_none());
    // It is named elsewhere, and stands in the file: no second finding about that.
    assert!(!loaded.findings.iter().any(|finding| finding.code == Code::UnknownContact));
}

#[test]
fn a_network_that_is_not_said_counts_as_the_hospitals() {
    let loaded =
        with("\"06 10 98 12 77\", network: outside", "\"06 10 98 12 77\", network: offside");
    assert!(!loaded.is_sound());
    assert!(!loaded.site.contacts[1].is_reachable_off_network());
}

#[test]
fn a_ring_of_needs_is_found_however_long_it_is() {
    let mut text = FACTS.split("systems:").next().expect("a head").to_owned();
    text.push_str("systems:\n");
    for at in 0..900 {
        let next = (at + 1) % 900;
        text.push_str(&format!(
            "  - {{id: s{at}, name: {{en: a, fr: a}}, rank: 0, depends_on: [s{next}]}}\n"
        ));
    }
    let found = codes(&text);
    assert_eq!(found, [Code::RestoreLoop]);
    let line = text.replacen("depends_on: [s0]", "depends_on: []", 1);
    assert_eq!(codes(&line), [], "a line of needs is no ring");
}

#[test]
fn hostile_bytes_are_findings() {
    let bidi = FACTS.replacen("P. Marchand", "P. Mar\u{202e}chand", 1);
    assert_eq!(codes(&bidi).first(), Some(&Code::HiddenCharacter));
    let escaped = FACTS.replacen("name: P. Marchand", "name: \"P. \\u001b[2J\"", 1);
    assert_eq!(codes(&escaped), [Code::ControlCharacter]);
    let bomb = FACTS.replacen("name: P. Marchand", "name: &a [x]", 1);
    assert!(codes(&bomb).contains(&Code::Anchor));
    let long = FACTS.replacen("name: P. Marchand", &format!("name: {}", "é".repeat(121)), 1);
    assert_eq!(codes(&long), [Code::LongSiteText]);
    let many: String = (0..13).map(|_| "{kind: fax, at: \"1\", network: outside},").collect();
    let many = FACTS.replacen("[{kind: mobile", &format!("[{many}{{kind: mobile"), 1);
    assert_eq!(codes(&many), [Code::LongSiteList]);
    let large = format!("# {}\n{FACTS}", "x".repeat(1024 * 1024));
    assert_eq!(codes(&large), [Code::FileTooLarge]);
    assert_eq!(codes(""), [Code::EmptyFile]);
    assert_eq!(codes("sangfroid: 2\n"), [Code::NewerFormat]);
}

#[test]
fn the_file_says_what_became_of_it() {
    assert_eq!(file().condition, Condition::Sound);
    let text = FACTS.replacen("kind: desk", "kind: desks", 1);
    let broken = Bounded { text, findings: Vec::new() };
    let broken = SiteFile::of("site.yaml".to_owned(), &broken);
    assert_eq!(broken.condition, Condition::Broken { errors: 1, line: 16 });
    assert_eq!(broken.site.contacts.len(), 2, "what can be read is kept");
    let wide = bytes::decode(&[0xff, 0xfe, 0x41, 0x00]);
    let wide = SiteFile::of("site.yaml".to_owned(), &wide);
    assert_eq!(wide.condition, Condition::Broken { errors: 1, line: 1 });
    assert_eq!(SiteFile::missing(String::new()).condition, Condition::Missing);
}

#[test]
fn the_published_schema_is_current_and_takes_the_sound_file() {
    let asset = include_str!("../../../assets/site.schema.json");
    assert!(asset == schema::text(), "run: sangfroid site schema > assets/site.schema.json");
    let schema: serde_json::Value = serde_json::from_str(asset).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let value = |text: &str| -> serde_json::Value { serde_yaml::from_str(text).expect("YAML") };
    assert!(validator.is_valid(&value(FACTS)));
    for (from, to) in [
        ("kind: desk", "kind: desks"),
        ("rank: 1", "rank: -1"),
        ("level: n5", "level: n6"),
        ("updated: 2026-11-02", "updated: tomorrow"),
        ("network: outside", "network: maybe"),
        ("id: security-1", "id: Security 1"),
        ("    rank: 0\n", ""),
        ("beds: 420", "beds: 0"),
        ("  - id: security-1\n", "  - id: security-1\n    fax: \"1\"\n"),
    ] {
        assert!(FACTS.contains(from), "{from}");
        let text = FACTS.replacen(from, to, 1);
        assert!(!validator.is_valid(&value(&text)), "the schema takes {to:?}");
        assert!(!parse(&text).is_sound(), "the reader takes {to:?}");
    }
}

#[test]
fn the_sites_jurisdictions_choose_the_legal_clocks_unless_a_file_of_clocks_did() {
    let shelf = sangfroid::runbook::law::LawShelf::shipped();
    assert_eq!(shelf.law.only, None);
    let here = file().site.jurisdictions;
    assert_eq!(shelf.clone().at_site(&here).law.only.as_ref(), Some(&here));
    assert_eq!(shelf.clone().at_site(&std::collections::BTreeSet::new()).law.only, None);
    let chosen = shelf.at_site(&[JurisdictionId::parse("us").expect("an id")].into());
    assert_ne!(chosen.at_site(&here).law.only, Some(here));
}

#[test]
fn relief_hours_are_the_sites_own_and_the_usual_ones_otherwise() {
    let of = |text: &str| parse(&format!("{FACTS}{text}"));
    let usual = ReliefHours { day: 8, night: 4 };
    assert_eq!(parse(FACTS).site.relief, usual);
    let own = of("duty:\n  relief_after_hours: {day: 12, night: 6}\n");
    assert!(own.is_sound(), "{:?}", own.findings);
    assert_eq!(own.site.relief, ReliefHours { day: 12, night: 6 });
    for text in [
        "{day: 0, night: 4}",
        "{day: 25, night: 4}",
        "{day: 8, night: 99}",
        "{day: eight, night: 4}",
        "{day: 8}",
        "{day: 8, night: 4, evening: 6}",
    ] {
        let found = of(&format!("duty:\n  relief_after_hours: {text}\n"));
        assert!(!found.is_sound(), "{text}");
        assert_eq!(found.site.relief, usual, "{text}: nothing is guessed");
        assert_eq!(found.site.contacts.len(), 2, "{text}: what could be read is kept");
    }
}

#[test]
fn the_commented_hours_of_the_start_are_sound_once_they_are_taken() {
    for lang in sangfroid::domain::text::Lang::ALL {
        let library = sangfroid::runbook::library::Library::shipped();
        let text = sangfroid::cli::site::beginning(&library, today(), lang);
        let taken = text.replace("#duty:", "duty:").replace("#  relief_after", "  relief_after");
        assert_ne!(taken, text);
        assert!(parse(&taken).is_sound(), "{:?}", parse(&taken).findings);
        assert_eq!(parse(&taken).site.relief, ReliefHours::default());
    }
}
