//! From what is seen to the runbooks that answer it: a plain count, patients first.

use proptest::prelude::*;
use sangfroid::domain::ids::{RunbookId, SymptomId};
use sangfroid::domain::router::Fit;
use sangfroid::domain::text::Lang;
use sangfroid::runbook::library::Library;
use sangfroid::runbook::router;

fn sign(id: &str) -> SymptomId {
    SymptomId::parse(id).expect("an id")
}

fn fits(marked: &[&str]) -> Vec<Fit> {
    let marked: Vec<_> = marked.iter().copied().map(sign).collect();
    router::shipped().fits(&marked, &[])
}

fn first(marked: &[&str]) -> String {
    fits(marked).first().map(|fit| fit.runbook.to_string()).unwrap_or_default()
}

#[test]
fn each_row_of_the_dossiers_router_opens_what_it_names() {
    for (marked, runbook) in [
        (&["files-odd", "records-dead"][..], "ehr-ransomware-encryption"),
        (&["phones-dead"], "telephony-loss"),
        (&["ransom-message"], "ransom-demand-received"),
        (&["alarm-raised"], "intrusion-no-demand"),
        (&["care-unsafe"], "surgery-cancellation-and-patient-transfer"),
        (&["data-outside"], "data-exfiltration-breach"),
        (&["large-upload"], "data-exfiltration-breach"),
        (&["admin-odd"], "active-directory-compromise"),
        (&["must-cut"], "network-isolation"),
        (&["device-odd"], "medical-device-legacy-isolation"),
        (&["contained"], "recovery-and-reconnection"),
        (&["user-clicked"], "phishing-credential-theft"),
        (&["unit-system-dead"], "lab-imaging-pharmacy-downtime"),
        (&["supplier-down"], "vendor-outage"),
        (&["quiet"], "readiness-audit-and-drill"),
        (&["authority-calls"], "authority-notification-and-coordination"),
    ] {
        assert_eq!(first(marked), runbook, "{marked:?}");
    }
}

#[test]
fn patients_come_first_however_many_other_signs_are_marked() {
    let marked = ["files-odd", "ransom-message", "records-dead", "no-log-on", "device-odd"];
    let fits = fits(&marked);
    assert_eq!(fits[0].runbook.as_str(), "medical-device-legacy-isolation");
    assert_eq!(fits[1].runbook.as_str(), "ehr-ransomware-encryption");
    assert_eq!(fits[1].signs.len(), 4);
    assert!(fits[0].is_vital && !fits[1].is_vital);
}

#[test]
fn a_runbook_of_the_site_is_found_by_the_signs_it_names() {
    let own = RunbookId::parse("our-own").expect("an id");
    let signs = vec![(own.clone(), vec![sign("files-odd"), sign("quiet")])];
    let found = router::shipped().fits(&[sign("quiet")], &signs);
    let ids: Vec<_> = found.iter().map(|fit| fit.runbook.as_str()).collect();
    assert_eq!(ids, ["readiness-audit-and-drill", "our-own"]);
}

#[test]
fn every_sign_has_both_languages_fits_its_row_and_opens_something_that_is_there() {
    let library = Library::shipped();
    let mut opened = std::collections::BTreeSet::new();
    for sign in &router::shipped().signs {
        for lang in Lang::ALL {
            let columns = sign.title.get(lang).chars().count();
            assert!((5..=60).contains(&columns), "{}: {columns}", sign.id);
        }
        assert!(!sign.opens.is_empty());
        for id in &sign.opens {
            assert!(library.get(id).is_some(), "{}: {id} is not shipped", sign.id);
            opened.insert(id.clone());
        }
    }
    let shipped = library.entries().map(|entry| entry.runbook.id.clone());
    let unreachable: Vec<_> =
        shipped.filter(|id| !opened.contains(id) && id.as_str() != "blank-log").collect();
    assert!(unreachable.is_empty(), "no sign leads to {unreachable:?}");
}

proptest! {
    #[test]
    fn the_order_of_marking_changes_nothing_and_every_reason_was_marked(
        mut marks in proptest::collection::vec(0_usize..18, 0..8),
    ) {
        marks.sort_unstable();
        marks.dedup();
        let router = router::shipped();
        let ids = |marks: &[usize]| -> Vec<SymptomId> {
            marks.iter().filter_map(|at| router.signs.get(*at)).map(|s| s.id.clone()).collect()
        };
        let one_way = router.fits(&ids(&marks), &[]);
        marks.reverse();
        prop_assert_eq!(&one_way, &router.fits(&ids(&marks), &[]));
        let marked = ids(&marks);
        for fit in &one_way {
            prop_assert!(!fit.signs.is_empty());
            prop_assert!(fit.signs.iter().all(|id| marked.contains(id)));
        }
        for (one, next) in one_way.iter().zip(one_way.iter().skip(1)) {
            prop_assert!(one.is_vital || !next.is_vital);
            let is_same_class = one.is_vital == next.is_vital;
            prop_assert!(!is_same_class || one.signs.len() >= next.signs.len());
        }
    }
}
