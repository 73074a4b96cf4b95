//! Logs that only an incident's name ties together, and copies that withhold what others show.

use super::taken::{Laptop, everything};
use crate::cli::script::with_samples;

/// Another laptop that numbered an incident of its own.
fn by_itself(runbook: &str) -> Laptop {
    let sandbox = with_samples();
    let id = sandbox.start(runbook);
    Laptop { sandbox, id }
}

#[test]
fn two_incidents_that_got_one_name_are_not_merged_without_a_word() {
    for (lang, flag) in [("en", "begun"), ("fr", "commencé")] {
        let (one, other) = (Laptop::first(), by_itself("telephony-loss"));
        assert_eq!(one.id, other.id);
        let before = everything(&one.folder());
        let path = other.folder().display().to_string();
        let said = one.sandbox.run(&["--lang", lang, "import", &path]);
        assert_eq!(said.code, 2, "{said:?}");
        for word in [flag, "--same-incident", "drill", "telephony-loss", "KP"] {
            assert!(said.out.contains(word), "{word}: {said:?}");
        }
        assert_eq!(everything(&one.folder()), before);
        let json = one.sandbox.run(&["import", "--json", &path]).json();
        assert_eq!(json["logs"][0]["became"], "refused-unrelated", "{json:#}");
        one.sandbox.fine(&["import", &path, "--same-incident"]);
        assert_eq!(one.log(&other.writer()), other.own());
        // From now on they are tied, on both sides.
        other.note("more");
        assert_eq!(one.import(&[&other.folder()]).code, 0);
        assert_eq!(other.import(&[&one.folder()]).code, 0);
    }
}

#[test]
fn like_beginnings_come_in_and_are_shown_until_the_logs_saw_each_other() {
    let (one, other) = (Laptop::first(), by_itself("drill"));
    let said = one.import(&[&other.folder()]);
    assert!(said.code == 0 && said.out.matches("begun ").count() == 2, "{said:?}");
    other.note("more");
    let said = one.import(&[&other.folder()]);
    assert!(said.code == 0 && !said.out.contains("begun "), "{said:?}");
}

#[test]
fn what_a_copy_withholds_is_said_and_so_is_where_it_can_be_read() {
    for (lang, original) in [("en", "THE ORIGINAL"), ("fr", "L'ORIGINAL")] {
        let (one, two) = (Laptop::first(), Laptop::joining(&super::taken::first_exercise()));
        two.note("the lamp is lit");
        let out = two.sandbox.home().join("copy");
        let copy = out.to_str().unwrap();
        two.sandbox.fine(&["export", &two.id, "--as", "log", "--out", copy]);
        let (code, json) = one.import_json(&[&out]);
        let texts = json["logs"][0]["withheld_texts"].as_u64().unwrap();
        assert!(code == 0 && texts > 0, "{json:#}");
        let before = one.log(&two.writer());
        let folder = two.folder().display().to_string();
        let said = one.sandbox.run(&["--lang", lang, "import", &folder]);
        assert_eq!(said.code, 1, "{said:?}");
        for word in [original, &folder, &texts.to_string()] {
            assert!(said.out.contains(word), "{word}: {said:?}");
        }
        assert!(one.log(&two.writer()).starts_with(&before), "nothing that was here is lost");
    }
}
