//! `runbook print` as a command: a new file only, and words for every refusal.

use sangfroid::domain::text::Lang;
use sangfroid::i18n::Catalogue;

use crate::cli::sandbox::Sandbox;
use crate::cli::script::with_samples;

fn print(sandbox: &Sandbox, words: &[&str], name: &str) -> (i32, String) {
    let file = sandbox.home().join(name).to_string_lossy().into_owned();
    let words = [&["runbook", "print"], words, &["--out", &file]].concat();
    let said = sandbox.run(&words);
    (said.code, format!("{}{}", said.out, said.err))
}

fn written(sandbox: &Sandbox, name: &str) -> String {
    std::fs::read_to_string(sandbox.home().join(name)).expect("a page")
}

#[test]
fn a_runbook_is_printed_in_the_language_that_was_asked_for() {
    let sandbox = with_samples();
    for (lang, name, words) in
        [("en", "en.html", "DON'T first"), ("fr", "fr.html", "Lire d&#39;abord NE PAS")]
    {
        let (code, said) = print(&sandbox, &["telephony-loss", "--lang", lang], name);
        assert_eq!(code, 0, "{said}");
        let page = written(&sandbox, name);
        let spoken = page.replace("DON&#39;T", "DON'T");
        assert!(page.contains(&format!("<html lang=\"{lang}\">")), "{lang}");
        assert!(page.contains(words) || spoken.contains(words), "{words}");
    }
    // Before the command it means the same.
    let words = ["--lang", "fr", "runbook", "print", "drill", "--out", "drill.html"];
    let said = sandbox.fine(&words);
    assert!(said.contains("Écrit : drill.html"), "{said}");
    assert!(written(&sandbox, "drill.html").contains("<html lang=\"fr\">"));
    let (code, said) = print(&sandbox, &["telephony-loss", "--lang", "both"], "both.html");
    assert_eq!(code, 0, "{said}");
    let both = written(&sandbox, "both.html");
    assert!(
        both.contains("lang=\"en\">\n") && both.contains("<div class=\"edition\" lang=\"fr\">")
    );
    // A runbook of one language is not printed twice.
    let (code, said) = print(&sandbox, &["drill", "--lang", "both"], "once.html");
    assert_eq!(code, 0, "{said}");
    assert_eq!(written(&sandbox, "once.html").matches("class=\"edition\"").count(), 1);
}

#[test]
fn the_commands_on_the_cover_work_as_they_stand() {
    for lang in Lang::ALL {
        let sandbox = with_samples();
        let incident = sandbox.start("drill");
        std::fs::write(sandbox.home().join("sheet"), "a picture").unwrap();
        let lines = &Catalogue::of(lang).paper.cover.lines;
        assert_eq!(lines.len(), 3);
        for line in lines {
            let values = [
                ("INCIDENT", incident.as_str()),
                ("STEP", "soon"),
                ("ÉTAPE", "soon"),
                ("TEXT", "paper line 12: seen"),
                ("TEXTE", "papier, ligne 12 : vu"),
                ("FILE", "sheet"),
                ("FICHIER", "sheet"),
                ("INITIALS", "KP"),
                ("INITIALES", "KP"),
                ("HH:MM", "00:00"),
            ];
            let value = |word| values.iter().find(|(name, _)| *name == word).map(|(_, v)| *v);
            let words = line.split(' ').map(|word| value(word).unwrap_or(word));
            let words: Vec<_> = words.collect();
            assert_eq!(words[0], "sangfroid");
            sandbox.fine(&words[1..]);
        }
    }
}

#[test]
fn the_whole_library_goes_into_one_file() {
    let sandbox = with_samples();
    let (code, said) = print(&sandbox, &["--all"], "all.html");
    assert_eq!(code, 0, "{said}");
    let page = written(&sandbox, "all.html");
    for id in ["telephony-loss", "drill", "child"] {
        assert!(page.contains(&format!("id=\"en-{id}\"")), "{id}");
    }
}

#[test]
fn what_is_there_already_is_left_and_every_refusal_says_what_to_do() {
    let sandbox = with_samples();
    std::fs::write(sandbox.home().join("mine.html"), "mine").unwrap();
    let (code, said) = print(&sandbox, &["drill"], "mine.html");
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("is there already") && said.contains("a name that is free"), "{said}");
    assert_eq!(written(&sandbox, "mine.html"), "mine");
    #[cfg(unix)]
    {
        let link = sandbox.home().join("link.html");
        std::os::unix::fs::symlink(sandbox.home().join("nowhere"), link).unwrap();
        assert_eq!(print(&sandbox, &["drill"], "link.html").0, 2);
        assert!(!sandbox.home().join("nowhere").exists());
    }
    assert_eq!(print(&sandbox, &["drill"], "no/such/folder.html").0, 3);
    let (code, said) = print(&sandbox, &["nothing"], "a.html");
    assert!(code == 2 && said.contains("drill"), "{said}");
    for words in [&["drill", "--all"][..], &[], &["drill", "--lang", "de"]] {
        assert_eq!(print(&sandbox, words, "a.html").0, 2, "{words:?}");
    }
    assert!(!sandbox.home().join("a.html").exists());
    // Only paper speaks both languages.
    assert_eq!(sandbox.run(&["--lang", "both", "runbook", "list"]).code, 2);
}
