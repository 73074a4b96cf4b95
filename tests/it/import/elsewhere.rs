//! Evidence that another laptop took in: listed with its log's name, handed over in its own log.

use std::fs;

use super::taken::{Laptop, everything, first_exercise};

/// Two laptops, of which the first has taken in the log of the second with a piece, and the
/// entry that took it in.
fn taken() -> (Laptop, Laptop, String) {
    let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
    let piece = two.sandbox.home().join("ransom.txt");
    fs::write(&piece, b"pay").unwrap();
    let said = two.sandbox.fine(&["evidence", &two.id, piece.to_str().unwrap()]);
    let entry = said.split_whitespace().next().unwrap().to_owned();
    two.sandbox.fine(&["custody", &two.id, &entry, "--from", "AB", "--to", "Police"]);
    assert_eq!(one.import(&[&two.folder()]).code, 0);
    (one, two, entry)
}

#[test]
fn evidence_of_other_laptops_is_listed_with_the_name_of_its_log() {
    let (one, two, entry) = taken();
    for lang in ["en", "fr"] {
        let list = one.sandbox.fine(&["--lang", lang, "evidence-list", &one.id]);
        for part in [&*two.writer(), &one.writer(), &entry, "ransom.txt", "Police"] {
            assert!(list.contains(part), "{part}: {list}");
        }
    }
    let json = one.sandbox.run(&["evidence-list", &one.id, "--json"]).json();
    assert_eq!(json["items"].as_array().unwrap().len(), 0, "{json:#}");
    let other = &json["other_logs"][0];
    assert_eq!(
        (&other["log"], &other["items"][0]["record"]),
        (&two.writer().into(), &entry.into())
    );
    assert_eq!(other["items"][0]["transfers"][0]["to"], "Police", "{json:#}");
}

#[test]
fn a_hand_over_of_another_laptops_piece_says_where_it_can_be_recorded() {
    let (one, two, entry) = taken();
    let before = everything(&one.folder());
    for (lang, words) in [("en", "NOT RECORDED"), ("fr", "NON INSCRIT")] {
        let asked =
            ["--lang", lang, "custody", &one.id, &entry, "--from", "Police", "--to", "Court"];
        let said = one.sandbox.run(&asked);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains(words) && said.err.contains(&two.writer()), "{said:?}");
    }
    assert_eq!(everything(&one.folder()), before);
    two.sandbox.fine(&["custody", &two.id, &entry, "--from", "Police", "--to", "Court"]);
}
