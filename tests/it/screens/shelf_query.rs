//! What a tired person types, over the whole shipped shelf: English and French, misspelt too.

use sangfroid::domain::runbook::Runbook;
use sangfroid::domain::text::Lang;
use sangfroid::runbook::library::Library;
use sangfroid::tui::search::search;

const R01: &str = "ehr-ransomware-encryption";
const R02: &str = "telephony-loss";
const R03: &str = "ransom-demand-received";
const R04: &str = "intrusion-no-demand";
const R05: &str = "surgery-cancellation-and-patient-transfer";
const R06: &str = "data-exfiltration-breach";
const R07: &str = "active-directory-compromise";
const R08: &str = "network-isolation";
const R09: &str = "medical-device-legacy-isolation";
const R10: &str = "recovery-and-reconnection";
const R11: &str = "phishing-credential-theft";
const R12: &str = "lab-imaging-pharmacy-downtime";
const R13: &str = "vendor-outage";
const R14: &str = "readiness-audit-and-drill";
const R15: &str = "authority-notification-and-coordination";

/// What is typed, and what must stand first, whichever language the screen speaks.
const QUERIES: [(&str, &str); 80] = [
    ("ransomware", R01),
    ("rancongiciel", R01),
    ("ransomwar", R01),
    ("encrypted files", R01),
    ("fichiers chiffrés", R01),
    ("dpi", R01),
    ("ehr down", R01),
    ("files renamed", R01),
    ("phones", R02),
    ("telefone", R02),
    ("téléphonie", R02),
    ("le standard est muet", R02),
    ("dect", R02),
    ("autocom", R02),
    ("pager", R02),
    ("switchboard", R02),
    ("bitcoin", R03),
    ("chantage", R03),
    ("extortion", R03),
    ("intrusion", R04),
    ("intruder", R04),
    ("edr", R04),
    ("wiper", R04),
    ("mouvement latéral", R04),
    ("surgery", R05),
    ("déprogrammation", R05),
    ("deprogramation", R05),
    ("transfert", R05),
    ("diversion", R05),
    ("bloc opératoire", R05),
    ("data leak", R06),
    ("fuite de donnees", R06),
    ("exfiltration", R06),
    ("données volées", R06),
    ("dark web", R06),
    ("active directory", R07),
    ("krbtgt", R07),
    ("contrôleur de domaine", R07),
    ("domain controler", R07),
    ("gpo", R07),
    ("kerberos", R07),
    ("bouton rouge", R08),
    ("red button", R08),
    ("cut the network", R08),
    ("couper le réseau", R08),
    ("isolement", R08),
    ("biomédical", R09),
    ("infusion pump", R09),
    ("pousse-seringue", R09),
    ("moniteur", R09),
    ("windows xp", R09),
    ("recovery", R10),
    ("reprise", R10),
    ("reconnexion", R10),
    ("reconstruction", R10),
    ("phishing", R11),
    ("hameconnage", R11),
    ("mot de passe volé", R11),
    ("clicked a link", R11),
    ("mfa", R11),
    ("laboratoire", R12),
    ("labo", R12),
    ("pacs", R12),
    ("pharmacie", R12),
    ("imagerie", R12),
    ("transfusion", R12),
    ("radiology", R12),
    ("fournisseur", R13),
    ("suplier", R13),
    ("hébergeur", R13),
    ("vendor", R13),
    ("infogérant", R13),
    ("audit", R14),
    ("exercice", R14),
    ("drill", R14),
    ("cnil", R15),
    ("ars", R15),
    ("autorités", R15),
    ("notification", R15),
    ("déclarer", R15),
];

/// Words that belong to two or three runbooks: the wanted one must be among the three that are in
/// view without moving.
const SHARED_QUERIES: [(&str, &str); 10] = [
    ("demande de rançon", R03),
    ("ransom demand", R03),
    ("countdown", R03),
    ("compte à rebours", R03),
    ("cert-fr", R04),
    ("plan blanc", R05),
    ("journaliste", R06),
    ("vlan", R08),
    ("scaner", R09),
    ("restore", R10),
];

#[test]
fn what_people_type_finds_its_runbook_first_in_either_language() {
    let wrong = misses(&QUERIES, 1);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_word_of_several_runbooks_brings_the_wanted_one_into_view() {
    let wrong = misses(&SHARED_QUERIES, 3);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The queries whose runbook is not among the first `places` hits.
fn misses(queries: &[(&str, &str)], places: usize) -> Vec<String> {
    let library = Library::shipped();
    let shelf: Vec<&Runbook> = library.entries().map(|entry| &entry.runbook).collect();
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        for (query, wanted) in queries {
            let found = search(shelf.iter().copied(), query, lang);
            let ids: Vec<&str> =
                found.hits.iter().take(places).map(|hit| shelf[hit.index].id.as_str()).collect();
            if !ids.contains(wanted) {
                wrong.push(format!("{} {query:?}: {ids:?}, not {wanted}", lang.code()));
            }
        }
    }
    wrong
}

#[test]
fn every_shipped_runbook_is_found_by_its_own_name_and_both_titles() {
    let library = Library::shipped();
    let shelf: Vec<&Runbook> = library.entries().map(|entry| &entry.runbook).collect();
    for book in &shelf {
        let titles = Lang::ALL.map(|lang| book.title.get(lang).to_owned());
        for query in std::iter::once(book.id.to_string()).chain(titles) {
            let found = search(shelf.iter().copied(), &query, Lang::Fr);
            let first = found.hits.first().map(|hit| shelf[hit.index].id.as_str());
            assert_eq!(first, Some(book.id.as_str()), "{query}");
        }
    }
}
