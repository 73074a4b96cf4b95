//! RB122: a step that orders two acts in one title (W1).
//!
//! Half of it may be done when somebody is called away, and one tick would say both. A comma may
//! still give the purpose: "Call the operator, forward the main numbers".

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::text::Lang;
use crate::lint::all::Rule;
use crate::lint::subject::{Subject, part};
use crate::lint::verbs;
use crate::lint::words::{Word, words};

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::TwoActs], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.steps() {
        for lang in subject.languages() {
            let title = placed.step.title.get(*lang);
            let Some(found) = second_act(title, *lang) else { continue };
            let place = part(subject, &format!("{}.title", placed.path), *lang, found);
            findings.push(Diagnostic::new(Code::TwoActs, place).fact("found", found));
        }
    }
}

/// The joining word and the verb behind it. What stands behind a colon is told to somebody.
fn second_act(title: &str, lang: Lang) -> Option<&str> {
    let title = title.split(':').next().unwrap_or(title);
    let all = words(title);
    let lower: Vec<String> = all.iter().map(Word::lower).collect();
    let at = |index: usize| lower.get(index).map(String::as_str);
    for (index, word) in lower.iter().enumerate().skip(1) {
        let verb = match (lang, word.as_str()) {
            (Lang::En, "and" | "then") => {
                let starts =
                    at(index + 1).is_some_and(|next| verbs::is_order_inside(next, at(index + 2)));
                // "Tell them to stop and hand over" is one order about two.
                let is_told = lower.iter().take(index).any(|word| word == "to");
                (starts && !is_told).then_some(index + 1)
            }
            (Lang::Fr, "et" | "puis") => {
                let skips = at(index + 1)
                    .is_some_and(|next| verbs::is_pronoun(next) || matches!(next, "tout" | "puis"));
                let verb = index + 1 + usize::from(skips);
                at(verb).is_some_and(verbs::is_infinitive).then_some(verb)
            }
            _ => None,
        };
        if let (Some(verb), Some(join)) = (verb.and_then(|verb| all.get(verb)), all.get(index)) {
            return title.get(join.start..verb.start + verb.text.len());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Lang, second_act};

    #[test]
    fn a_second_thing_is_not_a_second_act() {
        let en = |title| second_act(title, Lang::En);
        assert_eq!(en("Export logs and file shares"), None);
        assert_eq!(en("Read back the sign and the calls"), None);
        assert_eq!(en("Read back level, losses and keep list"), None);
        assert_eq!(en("Tell the person in touch to stop and hand over"), None);
        assert_eq!(en("File the complaint and keep its receipt"), Some("and keep"));
        assert_eq!(en("Call the ward, then note the time"), Some("then note"));
        let fr = |title| second_act(title, Lang::Fr);
        assert_eq!(fr("Relire le signe et les appels"), None);
        assert_eq!(fr("Vérifier le cahier et le registre"), None);
        assert_eq!(fr("Appeler l'agent et le remercier"), Some("et le remercier"));
        assert_eq!(fr("Couper puis noter"), Some("puis noter"));
    }
}
