//! RB132: capitals for emphasis (W17).
//!
//! Capitals are labels: of the program, of a port, of a script. A word that merely shouts is read
//! as the name of something.

use crate::diagnostics::{Code, Diagnostic};
use crate::lint::all::Rule;
use crate::lint::subject::{Subject, part};
use crate::lint::words::{Word, words};

/// Words that are no acronym in any hospital.
const EMPHATIC: &str = "NOT NEVER ALWAYS ALL ONLY NOW STOP MUST EVERY NO DO DON'T BEFORE AFTER \
    FIRST IMMEDIATELY URGENT WARNING CAUTION DANGER IMPORTANT ATTENTION \
    EVERYTHING NOTHING NOBODY BOTH PAS JAMAIS TOUJOURS TOUT TOUS TOUTES \
    SEULEMENT MAINTENANT AVANT APRÈS APRES NE RIEN AUCUN AUCUNE \
    IMMÉDIATEMENT IMMEDIATEMENT OBLIGATOIRE INTERDIT PERSONNE STRICTEMENT \
    IMPÉRATIF IMPERATIF";

/// This many words in capitals in a row are a shout, whatever they are.
const ROW_MAX: usize = 3;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::Shouting], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.texts() {
        for lang in subject.languages() {
            let text = placed.text.get(*lang);
            let Some(found) = shout(text) else { continue };
            let place = part(subject, &placed.path, *lang, found);
            let finding = Diagnostic::new(Code::Shouting, place);
            findings.push(finding.fact("found", found));
        }
    }
}

fn shout(text: &str) -> Option<&str> {
    let all = words(text);
    let is_emphatic = |word: &&Word<'_>| {
        EMPHATIC.split_whitespace().any(|known| known == word.text.replace('’', "'"))
    };
    if let Some(word) = all.iter().find(is_emphatic) {
        return Some(word.text);
    }
    let row = all.windows(ROW_MAX).find(|row| is_row(text, row))?;
    let (first, last) = (row.first()?, row.last()?);
    text.get(first.start..last.start + last.text.len())
}

/// Words in capitals with nothing but a space between them.
fn is_row(text: &str, row: &[Word<'_>]) -> bool {
    let joined = row.windows(2).all(|pair| match pair {
        [one, other] => text.get(one.start + one.text.len()..other.start) == Some(" "),
        _ => false,
    });
    joined && row.iter().all(|word| is_capital(word.text))
}

fn is_capital(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || matches!(c, '\'' | '’'))
}
