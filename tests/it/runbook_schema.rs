//! The published schema is current, takes every good file and refuses bad ones.

use jsonschema::Validator;
use sangfroid::cli::runbook::new;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Date;
use sangfroid::runbook::{library, schema};
use serde_json::Value;

const ASSET: &str = include_str!("../../assets/runbook.schema.json");

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(ASSET).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is a schema")
}

fn value(yaml: &str) -> Value {
    serde_yaml::from_str(yaml).expect("the file is YAML")
}

fn starter() -> String {
    let day = Date::parse("2026-11-23").expect("a day");
    new::text("label-printers", day, Lang::En).expect("a good id")
}

#[test]
fn the_published_schema_is_current() {
    assert!(ASSET == schema::text(), "run: sangfroid runbook schema > assets/runbook.schema.json");
}

#[test]
fn the_schema_of_cards_is_current_and_the_shipped_ones_fit_it() {
    let asset = include_str!("../../assets/card.schema.json");
    assert!(asset == schema::card_text(), "run: sangfroid card schema > assets/card.schema.json");
    let schema: Value = serde_json::from_str(asset).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    for (path, text) in library::shipped_cards() {
        let value = value(text);
        let errors: Vec<String> =
            validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{path}: {errors:#?}");
    }
}

#[test]
fn shipped_runbooks_and_the_starter_fit_the_schema() {
    let validator = validator();
    let day = Date::parse("2026-11-23").expect("a day");
    let mut files: Vec<(String, String)> =
        library::shipped_files().map(|(path, text)| (path, text.to_owned())).collect();
    for lang in Lang::ALL {
        let text = new::text("label-printers", day, lang).expect("a good id");
        files.push((format!("starter {}", lang.code()), text));
    }
    for (path, text) in files {
        let value = value(&text);
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{path}: {errors:#?}");
    }
}

#[test]
fn the_schema_refuses_what_the_loader_refuses_by_form() {
    let validator = validator();
    let good = starter();
    assert!(validator.is_valid(&value(&good)));
    let slips = [
        ("kind: observe", "kind: look"),
        ("revision: 1", "revision: 0"),
        ("sangfroid: 1", "sangfroid: 2"),
        ("window: 20m", "window: 20 min"),
        ("window: 20m", "windw: 20m"),
        ("within: 10m\n        limit_basis: default", "within: 10m"),
        ("cannot_tell: silent", "cannot_tel: silent"),
        ("        cannot_tell: silent      # the careful path when nobody can tell\n", ""),
        ("kind: pause", "kind: pause\n        wait: 5m\n        limit_basis: default"),
        ("id: label-printers", "id: Label_Printers"),
        ("title: Label printers are down", "title: {en: Label printers are down}"),
        ("- {id: all-wards, title: No ward prints}", ""),
        ("symptoms: [labels-not-printing]", "symptoms: labels-not-printing"),
    ];
    for (from, to) in slips {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good, "the starter has no {from:?}");
        assert!(!validator.is_valid(&value(&bad)), "the schema takes {to:?}");
        assert!(sangfroid::runbook::load(&bad).0.is_none(), "the loader takes {to:?}");
    }
}
