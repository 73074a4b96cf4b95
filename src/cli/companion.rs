//! The texts that lie beside a log: how to check it, and a verifier to do so.

use crate::domain::text::Lang;
use crate::i18n::fill;

/// The independent verifier, in Python.
pub const VERIFIER: &str = include_str!("../../assets/verify.py");

/// What lies beside the log in every incident's folder.
#[must_use]
pub fn of_incident(lang: Lang) -> Vec<(&'static str, Vec<u8>)> {
    let readme = match lang {
        Lang::En => include_str!("../../assets/incident-readme.en.txt"),
        Lang::Fr => include_str!("../../assets/incident-readme.fr.txt"),
    };
    let readme = fill(readme, &[("verifier", VERIFIER)]);
    vec![("README.txt", readme.into_bytes()), ("verify.py", VERIFIER.as_bytes().to_vec())]
}

/// The page of a copy for somebody else, to be filled with its facts.
#[must_use]
pub const fn of_copy(lang: Lang) -> &'static str {
    match lang {
        Lang::En => include_str!("../../assets/export-readme.en.txt"),
        Lang::Fr => include_str!("../../assets/export-readme.fr.txt"),
    }
}
