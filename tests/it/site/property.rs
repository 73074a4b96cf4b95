//! Any file is answered: findings with places, the same from both readers, never a panic.

use proptest::prelude::*;
use sangfroid::diagnostics::{Code, Diagnostic, Source};
use sangfroid::domain::isolation::Level;
use sangfroid::domain::site::SitePart;
use sangfroid::domain::text::Lang;
use sangfroid::i18n::Catalogue;
use sangfroid::i18n::site_page::Pages;
use sangfroid::lint::site::check;
use sangfroid::runbook::bytes;
use sangfroid::runbook::site::{SiteFile, parse, raw};
use sangfroid::runbook::yaml;

use super::{FACTS, asked, today};

fn examine(text: &str) {
    let loaded = parse(text);
    let is_ambiguous = loaded.findings.iter().any(|finding| finding.code == Code::Ambiguous);
    assert!(!is_ambiguous, "the two readers disagree: {text:?} {:?}", loaded.findings);
    if yaml::decode::<raw::Site>(text).is_ok() {
        let of_form = [
            Code::Syntax,
            Code::UnknownKey,
            Code::MissingKey,
            Code::DuplicateKey,
            Code::UnknownWord,
            Code::MissingTranslation,
        ];
        let is_of_form = |finding: &&Diagnostic| of_form.contains(&finding.code);
        assert_eq!(loaded.findings.iter().find(is_of_form), None, "{text:?}");
    }
    if loaded.is_sound() {
        let second = yaml::decode::<raw::Site>(text).expect("the second reader agrees");
        let seen = second.contacts.iter().map(|contact| contact.id.as_str());
        let read = loaded.site.contacts.iter().map(|contact| contact.id.as_str());
        assert!(read.eq(seen), "the two readers see other contacts");
    }
    let source = Source::new("site.yaml", text);
    for finding in check(&loaded, &asked(), today()) {
        assert_eq!(source.clamp(finding.primary), finding.primary, "{finding:?}");
    }
    for lang in Lang::ALL {
        let words = &Catalogue::of(lang).site;
        let pages = Pages { site: &loaded.site, words, lang, today: today() };
        for contact in &loaded.site.contacts {
            assert!(!pages.contact(contact).is_empty());
        }
        for (_, part) in SitePart::ALL {
            assert!(!pages.part(*part, None).is_empty());
            assert!(!pages.part(*part, Some(Level::N3)).is_empty());
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let content = bytes::decode(&bytes);
        drop(SiteFile::of("site.yaml".to_owned(), &content));
        examine(&content.text);
    }

    #[test]
    fn a_sound_file_with_a_slip_is_answered_alike_by_both_readers(
        at in 0..FACTS.len(),
        count in 0_usize..40,
        typed in "[ -~é\\n]{0,6}",
    ) {
        let start = (0..=at).rev().find(|at| FACTS.is_char_boundary(*at)).unwrap_or(0);
        let end = (start + count).min(FACTS.len());
        let end = (end..=FACTS.len()).find(|at| FACTS.is_char_boundary(*at)).unwrap_or(start);
        let text = format!("{}{typed}{}", &FACTS[..start], &FACTS[end..]);
        examine(&text);
    }
}
