//! Every finding of the journal has its words, in both languages, with the same placeholders.

use std::collections::BTreeSet;
use std::path::PathBuf;

use sangfroid::domain::text::Lang;
use sangfroid::i18n::Catalogue;
use sangfroid::journal::JournalError;
use sangfroid::ports::{Failure, FailureKind};

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
}

#[test]
fn every_journal_error_has_words_in_both_languages() {
    let path = PathBuf::from("log");
    let own = [
        JournalError::ShortWrite { path: path.clone(), taken: 1, offered: 2 },
        JournalError::ChangedUnderneath { path: path.clone(), expected: 1, found: 2 },
        JournalError::Poisoned,
        JournalError::NotLines,
        JournalError::TooLarge { bytes: 2, bytes_max: 1 },
        JournalError::TooManyTorn { path: path.clone() },
    ];
    for error in own {
        let [en, fr] = [Lang::En, Lang::Fr].map(|lang| {
            let texts = &Catalogue::of(lang).journal;
            texts.of_code(error.code()).unwrap_or_else(|| panic!("no words for {error:?}"))
        });
        assert_eq!(placeholders(&en.what), placeholders(&fr.what), "{error:?}");
        for advice in [en, fr] {
            assert!(!advice.safe.is_empty() && !advice.next.is_empty(), "{error:?}");
        }
    }
}

#[test]
fn a_journal_error_reaches_the_session_as_a_failure_of_the_fitting_kind() {
    let path = PathBuf::from("log");
    let short = JournalError::ShortWrite { path: path.clone(), taken: 136, offered: 300 };
    let failure = short.into_failure();
    assert_eq!((failure.op, failure.kind), ("write", FailureKind::Full));
    assert_eq!(failure.cause, "log: the disk took 136 of 300 bytes");
    let disk = Failure {
        op: "fdatasync",
        path,
        errno: Some(5),
        kind: FailureKind::Other,
        cause: "Input/output error".to_owned(),
    };
    assert_eq!(JournalError::Failed(disk.clone()).into_failure(), disk);
}
