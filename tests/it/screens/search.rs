//! What a tired person types, and which runbook must come first (R132).

use sangfroid::domain::ids::{PhaseId, RoleId, RunbookId, StepId, SymptomId, TrackId};
use sangfroid::domain::runbook::{Phase, Role, Runbook, Track};
use sangfroid::domain::step::{Step, StepKind};
use sangfroid::domain::text::{Lang, Text};
use sangfroid::domain::time::Date;
use sangfroid::runbook::load;
use sangfroid::tui::search::{Field, search};

fn both(en: &str, fr: &str) -> Text {
    Text::Both { en: en.to_owned(), fr: fr.to_owned() }
}

fn pause() -> Step {
    Step {
        all: false,
        id: StepId::parse("close").expect("an id"),
        kind: StepKind::Pause,
        track: TrackId::parse("all").expect("an id"),
        role: RoleId::parse("lead").expect("an id"),
        title: both("Read back what is open", "Relire ce qui reste ouvert"),
        dont: Vec::new(),
        how: Vec::new(),
        check: None,
        why: None,
        undo: None,
        if_not: None,
        say: None,
        limit: None,
        evidence: Vec::new(),
        record: None,
        repeat: None,
        only_if: None,
        sign_off: None,
        carry: None,
        tags: Vec::new(),
        starts: Vec::new(),
        answers: Vec::new(),
        commands: Vec::new(),
        site: Vec::new(),
    }
}

/// A runbook of which only the words matter.
struct Words {
    id: &'static str,
    title: (&'static str, &'static str),
    use_when: (&'static str, &'static str),
    symptoms: &'static [&'static str],
    keywords: &'static [&'static str],
}

fn book(words: &Words) -> Runbook {
    Runbook {
        id: RunbookId::parse(words.id).expect("an id"),
        revision: 1,
        reviewed: Date::parse("2026-11-23").expect("a day"),
        languages: Lang::ALL.to_vec(),
        title: both(words.title.0, words.title.1),
        use_when: both(words.use_when.0, words.use_when.1),
        not_for: None,
        needs: None,
        symptoms: words.symptoms.iter().map(|s| SymptomId::parse(s).expect("an id")).collect(),
        keywords: words.keywords.iter().map(|&word| word.to_owned()).collect(),
        roles: vec![Role {
            id: RoleId::parse("lead").expect("an id"),
            title: both("Leader", "Responsable de crise"),
        }],
        tracks: vec![Track {
            id: TrackId::parse("all").expect("an id"),
            title: both("ALL", "TOUT"),
        }],
        phases: vec![Phase {
            id: PhaseId::parse("only").expect("an id"),
            title: both("LOOK", "REGARDER"),
            short_of_time: None,
            window: None,
            steps: vec![pause()],
        }],
        last_acts: Vec::new(),
        sources: Vec::new(),
    }
}

/// The two runbooks that the program brings along, as they are.
const SHIPPED: [&str; 2] = [
    include_str!("../../../runbooks/ehr-ransomware-encryption.yaml"),
    include_str!("../../../runbooks/telephony-loss.yaml"),
];

const SHELF: [Words; 6] = [
    Words {
        id: "data-leak",
        title: ("Patient data seen outside", "Fuite de données patient"),
        use_when: (
            "A reporter, a patient or an agency says our data is on the internet.",
            "Un journaliste, un patient ou une agence dit que nos données sont sur internet.",
        ),
        symptoms: &["data-outside", "large-upload"],
        keywords: &["leak", "exfiltration", "breach", "CNIL"],
    },
    Words {
        id: "domain-controller",
        title: ("Directory taken over", "Annuaire compromis"),
        use_when: (
            "An administrator account does things that nobody did.",
            "Un compte d'administration fait des choses que personne n'a faites.",
        ),
        symptoms: &["logon-fails", "admin-oddity"],
        keywords: &["Active Directory", "password", "mot de passe", "contrôleur de domaine", "AD"],
    },
    Words {
        id: "medical-device",
        title: ("A medical device acts strangely", "Dispositif médical anormal"),
        use_when: (
            "A pump, a monitor or a scanner behaves oddly.",
            "Une pousse-seringue, un moniteur ou un scanner se comporte mal.",
        ),
        symptoms: &["device-odd"],
        keywords: &["pump", "scanner", "moniteur", "biomédical"],
    },
    Words {
        id: "lab-down",
        title: ("Laboratory system is down", "Laboratoire à l'arrêt"),
        use_when: (
            "Results do not come back to the wards.",
            "Les résultats ne reviennent plus dans les services.",
        ),
        symptoms: &["lab-down"],
        keywords: &["LIS", "SGL", "résultats", "biology"],
    },
    Words {
        id: "phishing-click",
        title: ("Somebody clicked a bad mail", "Clic sur un courriel piégé"),
        use_when: (
            "A user opened an attachment or typed a password on a false page.",
            "Une pièce jointe ouverte, ou un mot de passe saisi sur une fausse page.",
        ),
        symptoms: &["user-clicked"],
        keywords: &["phishing", "hameçonnage", "mail", "spam"],
    },
    Words {
        id: "supplier-failure",
        title: ("A supplier is down", "Fournisseur défaillant"),
        use_when: (
            "The outage is theirs, our network is clean.",
            "La panne est chez eux, notre réseau est sain.",
        ),
        symptoms: &["supplier-down"],
        keywords: &["hosting", "hébergeur", "infogérant", "cloud"],
    },
];

fn shelf() -> Vec<Runbook> {
    let shipped = SHIPPED.iter().map(|text| load(text).0.expect("a shipped runbook"));
    shipped.chain(SHELF.iter().map(book)).collect()
}

fn first(query: &str, lang: Lang) -> Option<String> {
    let shelf = shelf();
    let found = search(&shelf, query, lang);
    found.hits.first().map(|hit| shelf[hit.index].id.to_string())
}

const RANSOM: &str = "ehr-ransomware-encryption";
const PHONES: &str = "telephony-loss";

/// What is typed, and what must stand first, whichever language the screen speaks.
const QUERIES: [(&str, &str); 62] = [
    ("ranso", RANSOM),
    ("ransomware", RANSOM),
    ("RANSOMWARE", RANSOM),
    ("ransomeware", RANSOM),
    ("ransomwar", RANSOM),
    ("ranomware", RANSOM),
    ("rasnomware", RANSOM),
    ("rançongiciel", RANSOM),
    ("rancongiciel", RANSOM),
    ("RANÇON", RANSOM),
    ("ransongiciel", RANSOM),
    ("files wont open", RANSOM),
    ("files renamed", RANSOM),
    ("fichiers illisibles", RANSOM),
    ("fichier renommé", RANSOM),
    ("hacker", RANSOM),
    ("demande de rancon", RANSOM),
    ("encrypted", RANSOM),
    ("encripted", RANSOM),
    ("chiffre", RANSOM),
    ("crypte", RANSOM),
    ("dpi", RANSOM),
    ("dossier patient", RANSOM),
    ("locked files", RANSOM),
    ("ransom note", RANSOM),
    ("virus", RANSOM),
    ("rnsmwr", RANSOM),
    ("ehr", RANSOM),
    ("phone", PHONES),
    ("phones", PHONES),
    ("the phones are dead", PHONES),
    ("phonesdead", PHONES),
    ("telephone", PHONES),
    ("téléphone", PHONES),
    ("telefone", PHONES),
    ("téléfonie", PHONES),
    ("tele", PHONES),
    ("tel", PHONES),
    ("le standard est muet", PHONES),
    ("standart", PHONES),
    ("switchboard", PHONES),
    ("swichboard", PHONES),
    ("dect", PHONES),
    ("DECT morts", PHONES),
    ("pabx", PHONES),
    ("autocom", PHONES),
    ("bip", PHONES),
    ("plus de telephonie", PHONES),
    ("coupee", PHONES),
    ("telephony-loss", PHONES),
    ("leak", "data-leak"),
    ("fuite de donnees", "data-leak"),
    ("journaliste", "data-leak"),
    ("mot de passe", "domain-controller"),
    ("active directory", "domain-controller"),
    ("scaner", "medical-device"),
    ("biomedical", "medical-device"),
    ("labo", "lab-down"),
    ("resultats", "lab-down"),
    ("hameconnage", "phishing-click"),
    ("fishing", "phishing-click"),
    ("hebergeur", "supplier-failure"),
];

#[test]
fn what_people_type_finds_its_runbook_first_in_either_language() {
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        for (query, wanted) in QUERIES {
            let got = first(query, lang);
            if got.as_deref() != Some(wanted) {
                wrong.push(format!("{} {query:?}: {got:?}, not {wanted}", lang.code()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_single_typing_error_in_a_long_word_is_forgiven() {
    let word = "ransomware";
    for at in 1..word.len() {
        let (before, rest) = word.split_at(at);
        let after: String = rest.chars().skip(1).collect();
        for wrong in
            [format!("{before}{after}"), format!("{before}z{after}"), format!("{before}z{rest}")]
        {
            assert_eq!(first(&wrong, Lang::En).as_deref(), Some(RANSOM), "{wrong:?}");
        }
    }
}

#[test]
fn two_typing_errors_and_foreign_words_find_nothing() {
    let shelf = shelf();
    for query in ["rxnsomwxre", "zzzz", "qwertyuiop", "tsunami", "小", "%%%%x9"] {
        assert!(search(&shelf, query, Lang::En).hits.is_empty(), "{query:?}");
    }
}

#[test]
fn an_empty_query_shows_the_whole_shelf_in_its_order() {
    let shelf = shelf();
    for query in ["", "   ", "!?"] {
        let found = search(&shelf, query, Lang::Fr);
        let order: Vec<usize> = found.hits.iter().map(|hit| hit.index).collect();
        assert_eq!(order, (0..shelf.len()).collect::<Vec<_>>(), "{query:?}");
        assert!(found.hits.iter().all(|hit| hit.reason.is_none()));
    }
}

#[test]
fn a_hit_says_which_words_made_it_one() {
    let shelf = shelf();
    let why = |query: &str, lang| {
        let found = search(&shelf, query, lang);
        found.hits.first().and_then(|hit| hit.reason.clone()).expect("a reason")
    };
    let crypte = why("crypte", Lang::En);
    assert_eq!((crypte.field, crypte.words.as_str()), (Field::Keyword, "crypté"));
    let printers = why("imprimantes", Lang::En);
    assert_eq!((printers.field, printers.words.as_str()), (Field::UseWhen, "imprimantes"));
    let title = why("rancongiciel", Lang::En);
    assert_eq!(title.field, Field::Title);
    assert_eq!(title.words, "Rançongiciel : DPI et serveurs chiffrés");
    assert!(!title.is_guess);
    assert!(why("telefomie", Lang::Fr).is_guess);
}

#[test]
fn nothing_is_guessed_for_a_word_that_the_shelf_knows() {
    let shelf = shelf();
    // "lead" is one letter from "leak"; "leak" itself must bring the leak alone.
    let found = search(&shelf, "leak", Lang::En);
    assert_eq!(found.hits.len(), 1);
}

#[test]
fn words_that_nobody_has_all_of_bring_the_closest_and_say_so() {
    let shelf = shelf();
    let found = search(&shelf, "phones exploded", Lang::En);
    assert!(!found.has_all_words);
    assert_eq!(shelf[found.hits[0].index].id.as_str(), PHONES);
    assert!(search(&shelf, "phones dead", Lang::En).has_all_words);
}

#[test]
fn a_hostile_query_neither_hangs_nor_panics() {
    let shelf = shelf();
    let long = "telephone ".repeat(20_000);
    assert_eq!(first(&long, Lang::En).as_deref(), Some(PHONES));
    for query in ["\u{0}\u{1b}[2J", "\u{202e}enohp", "e\u{301}\u{301}\u{301}", "ﬁle", "İ", "ß"]
    {
        let _ = search(&shelf, query, Lang::Fr);
    }
}
