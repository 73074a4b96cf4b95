//! What copies withhold while they come in, and evidence that is not where it should be: each is
//! said for what it is, at once.

use std::fs;

use super::taken::{Laptop, copy, everything, first_exercise};

/// A copy of a laptop's log for somebody else: every typed text withheld.
fn withheld(laptop: &Laptop, name: &str) -> std::path::PathBuf {
    let out = laptop.sandbox.home().join(name);
    laptop.sandbox.fine(&["export", &laptop.id, "--as", "log", "--out", out.to_str().unwrap()]);
    out
}

fn with_evidence() -> Laptop {
    let two = Laptop::joining(&first_exercise());
    let piece = two.sandbox.home().join("piece");
    fs::write(&piece, b"what was found").unwrap();
    two.sandbox.fine(&["evidence", &two.id, piece.to_str().unwrap()]);
    two
}

#[test]
fn evidence_that_an_ordinary_copy_leaves_out_accuses_nobody() {
    let (one, two) = (Laptop::first(), with_evidence());
    let out = withheld(&two, "copy");
    assert!(!out.join("files").exists());
    let (code, json) = one.import_json(&[&out]);
    assert_eq!((code, &json["evidence"]["wrong"]), (0, &0.into()), "{json:#}");
}

#[test]
fn an_original_without_its_folder_of_evidence_delivers_none() {
    let (one, two) = (Laptop::first(), with_evidence());
    let folder = one.sandbox.home().join("original");
    copy(&two.folder(), &folder);
    fs::remove_dir_all(folder.join("files")).unwrap();
    let (code, json) = one.import_json(&[&folder]);
    assert_eq!(code, 5, "{json:#}");
    assert_eq!((&json["evidence"]["missing"], &json["evidence"]["wrong"]), (&1.into(), &0.into()));
    // A file in the folder's place is not what leaving it out leaves.
    fs::write(folder.join("files"), b"no folder").unwrap();
    assert_eq!(one.import(&[&folder]).code, 3);
}

#[test]
fn texts_that_only_a_longer_original_shows_are_named_when_it_comes_and_again() {
    for (lang, words) in [("en", "NOT HERE"), ("fr", "PAS ICI")] {
        let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
        two.note("THE ORDER");
        let out = withheld(&two, "copy");
        assert_eq!(one.import(&[&out]).code, 0);
        two.note("later");
        let path = two.folder().display().to_string();
        for new in [1, 0] {
            let said = one.sandbox.run(&["--lang", lang, "import", &path]);
            assert_eq!(said.code, 1, "{said:?}");
            assert!(said.out.contains(words) && said.out.contains(&path), "{said:?}");
            let json = one.sandbox.run(&["import", "--json", &path]).json();
            assert_eq!(json["logs"][0]["readable_at"], path, "{new}: {json:#}");
        }
        let own = String::from_utf8(one.log(&two.writer())).unwrap();
        assert!(own.contains("later") && !own.contains("THE ORDER"), "{own}");
    }
}

#[test]
fn an_older_original_shows_what_a_longer_copy_withholds() {
    let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
    two.note("THE ORDER");
    let early = one.sandbox.home().join("early");
    copy(&two.folder(), &early);
    two.note("later");
    assert_eq!(one.import(&[&withheld(&two, "copy")]).code, 0);
    let (code, json) = one.import_json(&[&early]);
    assert_eq!((code, &json["logs"][0]["became"]), (1, &"older".into()), "{json:#}");
    assert_eq!(json["logs"][0]["readable_at"], early.display().to_string(), "{json:#}");
}

#[test]
fn what_a_copy_withholds_and_the_log_here_shows_can_be_read_here() {
    for (lang, here, not_here) in [
        ("en", "can be read here", "cannot be read"),
        ("fr", "peut les lire ici", "On ne peut pas"),
    ] {
        let (one, two) = (Laptop::first(), Laptop::joining(&first_exercise()));
        two.note("THE ORDER");
        let path = two.folder().display().to_string();
        let out = withheld(&two, "copy").display().to_string();
        let other = Laptop::first();
        for (laptop, paths) in
            [(&one, vec![&path, &out]), (&other, vec![&out, &path]), (&one, vec![&out])]
        {
            let mut words = vec!["--lang", lang, "import"];
            words.extend(paths.iter().map(|path| path.as_str()));
            let said = laptop.sandbox.run(&words);
            assert_eq!(said.code, 0, "{said:?}");
            assert!(said.out.contains(here) && !said.out.contains(not_here), "{said:?}");
        }
        assert!(String::from_utf8(one.log(&two.writer())).unwrap().contains("THE ORDER"));
    }
}

#[test]
fn a_file_of_another_kind_is_no_log_and_not_altered() {
    for (lang, words) in [("en", "is no log"), ("fr", "n'est pas une main courante")] {
        let one = Laptop::first();
        let page = one.folder().join("README.txt").display().to_string();
        let before = everything(&one.folder());
        for more in [vec![], vec!["--incident", one.id.as_str()]] {
            let said = one.sandbox.run(&[&["--lang", lang, "import", &page], &more[..]].concat());
            let all = format!("{}{}", said.out, said.err);
            assert!(said.code == 2 && all.contains(words) && all.contains(&page), "{said:?}");
        }
        assert_eq!(everything(&one.folder()), before);
    }
}
