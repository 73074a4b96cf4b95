//! Of a log that cannot be read nothing is known: nobody promises that its acts are safe.

use std::fs;
use std::os::unix::fs::symlink;

use super::script::with_samples;

#[test]
fn nothing_is_promised_of_a_log_that_nobody_could_read() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let own = sandbox.folder().join(&id);
    let linked = sandbox.home().join("linked");
    fs::create_dir(&linked).unwrap();
    symlink(own.join("log"), linked.join("log")).unwrap();
    let path = |path: &std::path::Path| path.to_str().unwrap().to_owned();
    let (own, linked) = (path(&own), path(&linked));
    let home = path(sandbox.home());
    let out = path(&sandbox.home().join("copy"));
    let cases: [&[&str]; 6] = [
        &["verify", "/dev/null"],
        &["verify", &linked],
        &["verify", &own, "--signers", &home],
        &["import", &linked],
        &["export", &linked, "--as", "log", "--out", &out],
        &["export", "/dev/null", "--as", "log", "--out", &out],
    ];
    for words in cases {
        for (lang, known, promise) in [
            ("en", "Nothing is known about this log yet", ["tick", "on paper"]),
            ("fr", "On ne sait encore rien de cette main courante", ["coché", "sur papier"]),
        ] {
            let said = sandbox.run(&[&["--lang", lang], words].concat());
            assert_eq!(said.code, 3, "{words:?}: {said:?}");
            assert!(said.err.contains(known), "{words:?}: {said:?}");
            assert!(!promise.iter().any(|word| said.err.contains(word)), "{words:?}: {said:?}");
        }
    }
}
