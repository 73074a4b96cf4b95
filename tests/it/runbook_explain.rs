//! `runbook check --explain CODE`: the page that the tests run, as a person reads it.

use sangfroid::cli::runbook::explain;
use sangfroid::diagnostics::Code;
use sangfroid::domain::text::Lang;
use sangfroid::i18n::page::{Page, Part, page, read};

const BOTH: &str = "\
# RB999: A title
# RB999 : Un titre

One: two.
Three.

FR: Un : deux.

```yaml step
- {id: a} #! RB999
```

More.

FR: Encore.
";

fn written(code: Code, lang: Lang) -> String {
    let mut out = Vec::new();
    explain::write(&mut out, code, lang).expect("a vector takes it");
    String::from_utf8(out).expect("text")
}

#[test]
fn each_language_gets_its_prose_and_both_the_same_snippets() {
    let snippet = Part::Snippet(vec!["- {id: a} #! RB999".to_owned()]);
    let prose = |text: &str| Part::Prose(text.to_owned());
    let en = Page {
        title: "A title".to_owned(),
        parts: vec![prose("One: two. Three."), snippet.clone(), prose("More.")],
    };
    let fr = Page {
        title: "Un titre".to_owned(),
        parts: vec![prose("Un : deux."), snippet, prose("Encore.")],
    };
    assert_eq!([read(BOTH, Lang::En), read(BOTH, Lang::Fr)], [en, fr]);
}

#[test]
fn every_code_is_explained_in_both_languages() {
    for code in Code::ALL {
        let [en, fr] = Lang::ALL.map(|lang| page(*code, lang));
        assert!(!en.title.is_empty() && !fr.title.is_empty(), "{code}: a title is missing");
        assert_ne!(en.title, fr.title, "{code}");
        // The same paragraphs between the same snippets: neither language is told less.
        let shape = |page: &Page| {
            let parts = page.parts.iter();
            parts.map(|part| matches!(part, Part::Prose(_))).collect::<Vec<_>>()
        };
        assert_eq!(shape(&en), shape(&fr), "{code}");
        let prose = |page: &Page| page.parts.iter().any(|part| matches!(part, Part::Prose(_)));
        assert!(prose(&en), "{code}: nothing says why");
        for lang in Lang::ALL {
            let text = written(*code, lang);
            assert!(!text.contains("FR: "), "{code}: {text}");
            let wide =
                text.lines().find(|line| !line.starts_with("    ") && line.chars().count() > 100);
            assert_eq!(wide, None, "{code}");
        }
    }
}

#[test]
fn french_prose_keeps_its_spaces() {
    for code in Code::ALL {
        let page = page(*code, Lang::Fr);
        let prose = page.parts.iter().filter_map(|part| match part {
            Part::Prose(text) => Some(text.as_str()),
            Part::Snippet(_) => None,
        });
        for text in prose.chain([page.title.as_str()]) {
            let code_free: String = text.split('`').step_by(2).collect();
            let tight = code_free.char_indices().skip(1).find(|(at, c)| {
                let before = code_free[..*at].chars().next_back();
                matches!(c, ';' | '?' | '!' | '»') && before != Some(' ') && before != Some('«')
            });
            assert_eq!(tight, None, "{code}: {text}");
        }
    }
}

#[test]
fn a_page_is_printed_in_the_language_of_the_run() {
    let en = written(Code::BannedWord, Lang::En);
    assert!(en.starts_with("RB106 (warning) A word that orders nothing\n\n*Ensure*, "), "{en}");
    assert!(en.ends_with("\n\n#! marks the line where the finding stands.\n"), "{en}");
    let fr = written(Code::BannedWord, Lang::Fr);
    assert!(fr.starts_with("RB106 (attention) Un mot qui n'ordonne rien\n\n« S'assurer »"), "{fr}");
    assert!(fr.ends_with("\n\n#! marque la ligne où se trouve le constat.\n"), "{fr}");
    let snippets = |text: &str| {
        let lines = text.lines().filter(|line| line.starts_with("    "));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(snippets(&en), snippets(&fr));
    assert!(snippets(&en).iter().any(|line| line.ends_with("#! RB106")), "{en}");
}

#[test]
fn codes_are_known_in_any_case_and_all_are_listed() {
    assert_eq!(explain::code(" rb106 "), Some(Code::BannedWord));
    assert_eq!(explain::code("RB1"), None);
    for lang in Lang::ALL {
        let mut out = Vec::new();
        explain::write_all(&mut out, lang).expect("a vector takes it");
        let text = String::from_utf8(out).expect("text");
        for code in Code::ALL {
            let line = text.lines().find(|line| line.starts_with(code.as_str()));
            assert!(line.is_some_and(|line| line.ends_with(&page(*code, lang).title)), "{code}");
        }
    }
}
