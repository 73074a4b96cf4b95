//! RB133: a number that only one language has (W18).
//!
//! Two people read the same step in two languages; a limit, a count or a time must be the same for
//! both. A number in digits may stand in words on the other side.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, Word};
use crate::domain::text::{Lang, Text};
use crate::lint::all::Rule;
use crate::lint::number::{Quantity, quantities, spelled};
use crate::lint::subject::Subject;

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::NumbersDiffer], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.texts() {
        let Text::Both { en, fr } = placed.text else { continue };
        let both = [(Lang::En, en, Word::English, fr), (Lang::Fr, fr, Word::French, en)];
        for (lang, own, language, other) in both {
            let Some(found) = missing(own, other, lang) else { continue };
            let place = subject.text_place(&placed.path, lang);
            let finding = Diagnostic::new(Code::NumbersDiffer, place).fact("found", found);
            findings.push(finding.word("language", language));
            break;
        }
    }
}

/// A number of `own`, a text in `lang`, that the other language does not have, or has of another
/// measure. One is not counted: "a", "each" and "an hour" are ones too.
fn missing(own: &str, other: &str, lang: Lang) -> Option<String> {
    let there = if lang == Lang::En { Lang::Fr } else { Lang::En };
    let others = quantities(other, there);
    let words = spelled(other, there);
    let differs = |own: &Quantity| {
        let same: Vec<_> = others.iter().filter(|other| other.digits == own.digits).collect();
        let units: BTreeSet<_> = same.iter().filter_map(|other| other.unit).collect();
        let is_other_unit =
            own.unit.is_some_and(|unit| !units.is_empty() && !units.contains(&unit));
        let is_there = !same.is_empty() || words.contains(&own.digits);
        own.digits != "1" && (!is_there || is_other_unit)
    };
    quantities(own, lang).into_iter().find(differs).map(|found| found.digits)
}

#[cfg(test)]
mod tests {
    use super::{Lang, missing};

    #[test]
    fn the_same_number_may_be_written_in_another_way() {
        assert_eq!(missing("at 02:50, 4.5 h", "à 2 h 50, 4,5 h", Lang::En), None);
        assert_eq!(missing("in 2 wards", "dans deux services", Lang::En), None);
        assert_eq!(missing("1 line", "une ligne", Lang::En), None);
        assert_eq!(missing("10 min", "15 min", Lang::En).as_deref(), Some("10"));
        assert_eq!(missing("30 min", "30 h", Lang::En).as_deref(), Some("30"));
    }
}
