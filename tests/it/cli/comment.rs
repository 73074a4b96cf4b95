//! `comment`: beside the log of a closed incident, never in it.

use std::fs;

use super::sandbox::Sandbox;
use super::script::with_samples;

fn closed(sandbox: &Sandbox) -> String {
    let id = sandbox.start("drill");
    let words = ["close", &id, "--by", "KP", "--reason", "drill over", "--last-acts-done"];
    sandbox.fine(&words);
    id
}

#[test]
fn a_comment_is_kept_beside_the_log_and_listed() {
    for lang in ["en", "fr"] {
        let sandbox = with_samples();
        let id = closed(&sandbox);
        let before = fs::read(sandbox.log(&id)).unwrap();
        let words = ["--lang", lang, "comment", &id, "3", "why so late?", "--by", "AD"];
        sandbox.fine(&words);
        sandbox.fine(&["comment", &id, "1", "fine", "--by", "MB"]);
        let list = sandbox.fine(&["--lang", lang, "comment", &id]);
        assert!(list.contains("why so late?") && list.contains("MB, 20"), "{list}");
        let json = sandbox.run(&["comment", &id, "--json"]).json();
        assert_eq!(json["comments"][0]["entry"], 3);
        assert_eq!(json["comments"][1]["who"], "MB");
        assert_eq!(json["unreadable"], 0);
        assert_eq!(fs::read(sandbox.log(&id)).unwrap(), before, "the log is as it was");
        let folder = sandbox.folder().join(&id);
        sandbox.fine(&["verify", folder.to_str().unwrap(), "--original"]);
    }
}

#[test]
fn what_is_wrong_is_refused_and_nothing_is_kept() {
    let sandbox = with_samples();
    let (open, shut) = (sandbox.start("drill"), closed(&sandbox));
    let long = "x".repeat(70_000);
    let wrong: [&[&str]; 6] = [
        &["comment", &open, "1", "x", "--by", "AD"],
        &["comment", &shut, "0", "x", "--by", "AD"],
        &["comment", &shut, "9999", "x", "--by", "AD"],
        &["comment", &shut, "1", "  ", "--by", "AD"],
        &["comment", &shut, "1", &long, "--by", "AD"],
        &["comment", &shut, "1", "x", "--by", "?"],
    ];
    for words in wrong {
        for lang in ["en", "fr"] {
            let said = sandbox.run(&[&["--lang", lang], words].concat());
            assert_eq!(said.code, 2, "{words:?} {said:?}");
            assert!(said.err.lines().count() >= 2, "what and what to do: {said:?}");
        }
    }
    assert_eq!(sandbox.run(&["comment", &shut, "1", "x"]).code, 2, "nobody's comment");
    assert!(!sandbox.folder().join("reviews").exists());
}

#[test]
fn lines_that_are_not_ours_hide_nothing_and_are_told() {
    let sandbox = with_samples();
    let id = closed(&sandbox);
    sandbox.fine(&["comment", &id, "1", "first", "--by", "AD"]);
    let file = sandbox.folder().join("reviews").join(format!("{id}.jsonl"));
    let kept = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{kept}an editor was here")).unwrap();
    sandbox.fine(&["comment", &id, "2", "second", "--by", "AD"]);
    let said = sandbox.run(&["comment", &id]);
    assert!(said.out.contains("first") && said.out.contains("second"), "{said:?}");
    assert!(said.err.contains('1'), "{said:?}");
}
