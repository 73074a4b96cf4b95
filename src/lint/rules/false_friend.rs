//! RB128: a French word that says something else than the English word it resembles.

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::text::Lang;
use crate::lint::all::Rule;
use crate::lint::lexicon;
use crate::lint::subject::{Subject, part};

/// The words, and what to write.
const FRIENDS: &[(&str, &str)] = &[
    ("contrôler", "vérifier, piloter"),
    ("contrôlez", "vérifiez, pilotez"),
    ("délai", "heure limite"),
    ("délais", "heures limites"),
    ("actuellement", "en ce moment"),
    ("définitif", "final"),
    ("définitive", "finale"),
    ("définitivement", "pour de bon"),
    ("supporter", "accepter, tenir"),
    ("adresser", "envoyer, traiter"),
    ("adressez", "envoyez"),
    ("s'adresser", "aller voir, appeler"),
];

/// Fixed expressions that mean what they say: the law asks for notices *sans délai*.
const FIXED: &[&str] = &["sans délai", "sans aucun délai"];

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::FalseFriend], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    if !subject.languages().contains(&Lang::Fr) {
        return;
    }
    for placed in subject.texts() {
        let text = placed.text.get(Lang::Fr);
        let Some((word, better)) = friend(text) else { continue };
        let place = part(subject, &placed.path, Lang::Fr, word);
        let finding = Diagnostic::new(Code::FalseFriend, place);
        findings.push(finding.fact("word", word).fact("better", better));
    }
}

fn friend(text: &str) -> Option<(&str, &'static str)> {
    FRIENDS.iter().find_map(|(word, better)| {
        let found = lexicon::find(text, &[word])?;
        let is_fixed = lexicon::find(text, FIXED).is_some_and(|fixed| fixed.ends_with(found));
        (!is_fixed).then_some((found, *better))
    })
}
