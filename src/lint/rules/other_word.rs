//! RB127: another word for something that has one (W10).
//!
//! One act, one word: who reads *unplug* in one step and *disconnect* in the next looks for the
//! difference. Verbs count where an order begins; words of the glossary count in French texts.

use crate::diagnostics::{Code, Diagnostic};
use crate::domain::step::StepKind;
use crate::domain::text::Lang;
use crate::lint::all::Rule;
use crate::lint::lexicon;
use crate::lint::subject::{Subject, part};
use crate::lint::words::{sentences, words};

/// A verb, which of these words must be among the next two for it to count, and the word to use.
type Verb = (&'static str, &'static [&'static str], &'static str);

const MACHINES: &[&str] = &["server", "servers", "machine", "machines", "pc", "pcs", "computer"];
const PORTS: &[&str] = &["port", "ports", "interface", "interfaces"];
const OBJECTS: &[&str] = &["a", "an", "the", "it", "them", "each", "every", "all", "your", "our"];
const MACHINES_FR: &[&str] =
    &["serveur", "serveurs", "machine", "machines", "poste", "postes", "ordinateur", "ordinateurs"];
const PORTS_FR: &[&str] = &["port", "ports", "interface", "interfaces"];

const ENGLISH: &[Verb] = &[
    ("disconnect", &[], "unplug, isolate"),
    ("quarantine", &[], "isolate"),
    ("kill", MACHINES, "switch off"),
    ("power", &["off"], "switch off"),
    ("disable", PORTS, "shut down"),
    ("contact", OBJECTS, "call"),
    ("notify", &[], "tell"),
    ("escalate", &[], "tell"),
    ("control", OBJECTS, "check"),
    ("document", OBJECTS, "note"),
    ("capture", &["screen", "screens"], "photograph"),
];

const FRENCH: &[Verb] = &[
    ("déconnecter", &[], "débrancher, isoler"),
    ("arrêter", MACHINES_FR, "éteindre"),
    ("désactiver", PORTS_FR, "couper"),
    ("contacter", &[], "appeler"),
    ("joindre", &[], "appeler"),
    ("aviser", &[], "prévenir"),
    ("notifier", &[], "prévenir"),
    ("documenter", &[], "noter"),
    ("tracer", &[], "noter"),
    ("capturer", &[], "photographier"),
];

/// Words that the French glossary has its own for.
const GLOSSARY: &[(&str, &str)] = &[
    ("ransomware", "rançongiciel"),
    ("phishing", "hameçonnage"),
    ("firewall", "pare-feu"),
    ("backup", "sauvegarde"),
    ("backups", "sauvegardes"),
    ("downtime", "mode dégradé"),
    ("offline", "hors ligne"),
    ("crypté", "chiffré"),
    ("cryptée", "chiffrée"),
    ("cryptés", "chiffrés"),
    ("cryptées", "chiffrées"),
    ("crypter", "chiffrer"),
    ("cryptage", "chiffrement"),
    ("ciso", "RSSI"),
    ("cio", "DSI"),
    ("incident commander", "directeur de crise"),
    ("red button", "bouton rouge"),
    ("journal de bord", "main courante"),
    ("journal de crise", "main courante"),
    ("journal d'incident", "main courante"),
];

/// The rule.
pub const RULE: Rule = Rule { codes: &[Code::OtherWord], check };

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for placed in subject.texts() {
        for lang in subject.languages() {
            let text = placed.text.get(*lang);
            let verb = placed.used.is_order().then(|| verb(text, *lang)).flatten();
            let noun = (*lang == Lang::Fr).then(|| noun(text)).flatten();
            if let Some((word, better)) = verb.or(noun) {
                let place = part(subject, &placed.path, *lang, word);
                let finding = Diagnostic::new(Code::OtherWord, place);
                findings.push(finding.fact("word", word).fact("better", better));
            }
        }
    }
    for placed in subject.steps() {
        let StepKind::Wait { .. } = placed.step.kind else { continue };
        for lang in subject.languages() {
            let title = placed.step.title.get(*lang);
            let (word, better) = match lang {
                Lang::En => ("monitor", "wait"),
                Lang::Fr => ("surveiller", "attendre"),
            };
            let first = words(title).first().copied();
            let Some(first) = first.filter(|first| first.lower() == word) else { continue };
            let place = part(subject, &format!("{}.title", placed.path), *lang, first.text);
            let finding = Diagnostic::new(Code::OtherWord, place);
            findings.push(finding.fact("word", first.text).fact("better", better));
        }
    }
}

/// The first order of the text that another word is used for.
fn verb(text: &str, lang: Lang) -> Option<(&str, &'static str)> {
    let table = if lang == Lang::En { ENGLISH } else { FRENCH };
    sentences(text).find_map(|sentence| {
        let first = *words(sentence).first()?;
        let lower = first.lower();
        let (_, needs, better) = table.iter().find(|(word, ..)| *word == lower)?;
        let mut next = words(sentence).into_iter().skip(1).take(2);
        let counts = needs.is_empty() || next.any(|word| needs.contains(&word.lower().as_str()));
        counts.then_some((first.text, *better))
    })
}

/// A capital inside a sentence begins the name of a product.
fn noun(text: &str) -> Option<(&str, &'static str)> {
    GLOSSARY.iter().find_map(|(word, better)| {
        let found = lexicon::find(text, &[word])?;
        let is_name = found.chars().next().is_some_and(char::is_uppercase)
            && !text.starts_with(found)
            && found.chars().any(char::is_lowercase);
        (!is_name).then_some((found, *better))
    })
}
