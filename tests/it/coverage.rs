//! What the shipped runbooks must hold, whatever else changes in them: an answer to each situation
//! that the program was made for, and each limit that a law, a guide or a case sets.

use sangfroid::domain::ids::{RunbookId, StepId};
use sangfroid::lint::rules::alarm_budget::FIRST_MAX;
use sangfroid::lint::{pace, walk};
use sangfroid::runbook::library::{Library, shipped_files};

/// A runbook, and steps of it.
type Answers = (&'static str, &'static [&'static str]);

/// A situation of the case that the program was made for, and the steps that answer it.
const SITUATIONS: &[(&str, &[Answers])] = &[
    (
        "a large hospital delays procedures, nobody has asked for money yet",
        &[
            ("intrusion-no-demand", &["posture", "print-patients", "demand", "open-demand"]),
            (
                "intrusion-no-demand",
                &["open-isolation", "open-activity", "leak-daily", "leak-weekly"],
            ),
            ("surgery-cancellation-and-patient-transfer", &["classify", "cancel-register"]),
            ("network-isolation", &["level", "sign-cut", "cut-total"]),
            ("ransom-demand-received", &["photo-demand", "position"]),
            ("data-exfiltration-breach", &["awareness", "notify-people"]),
        ],
    ),
    (
        "a hospital cancels operations and moves patients",
        &[
            ("surgery-cancellation-and-patient-transfer", &["pause-inductions", "classify"]),
            (
                "surgery-cancellation-and-patient-transfer",
                &["rank-inpatients", "pack", "departures"],
            ),
            ("surgery-cancellation-and-patient-transfer", &["confirm-arrivals", "plan-blanc"]),
            ("ehr-ransomware-encryption", &["monitors", "watchers", "open-activity"]),
            ("medical-device-legacy-isolation", &["attached-round", "life-support"]),
            ("recovery-and-reconnection", &["write-order", "gate-sheet"]),
        ],
    ),
    (
        "a hospital's telephones are down",
        &[
            ("telephony-loss", &["test-life-lines", "announce-life-path", "call-samu"]),
            ("telephony-loss", &["open-public-line", "call-server", "restore-in-order"]),
            ("ehr-ransomware-encryption", &["phones", "open-telephony"]),
        ],
    ),
    (
        "ten million are demanded and data are published",
        &[
            ("ransom-demand-received", &["deadline-hours", "complaint", "theft", "open-breach"]),
            ("ransom-demand-received", &["at-zero", "plus-24", "leak-watch"]),
            ("data-exfiltration-breach", &["leaked-files", "sensitive-calls", "publication-watch"]),
            ("ehr-ransomware-encryption", &["full-cut", "backup-unplug"]),
            ("recovery-and-reconnection", &["older-points", "tell-months"]),
        ],
    ),
    (
        "audits, outdated systems, trained staff, quick-response teams",
        &[
            ("readiness-audit-and-drill", &["timed-restore", "legacy", "nurses", "name-six"]),
            ("readiness-audit-and-drill", &["call-team", "go-bag", "sign-gaps"]),
            ("medical-device-legacy-isolation", &["legacy-list"]),
            ("phishing-credential-theft", &["thank-user", "training-note"]),
        ],
    ),
    (
        "hospital, agency and government work together",
        &[
            ("authority-notification-and-coordination", &["call-cert-sante", "call-ars"]),
            ("authority-notification-and-coordination", &["common-picture", "ask-help"]),
            ("authority-notification-and-coordination", &["regional-cell", "hand-over"]),
            ("ehr-ransomware-encryption", &["open-notification"]),
            ("intrusion-no-demand", &["open-authorities"]),
            ("ransom-demand-received", &["open-authorities"]),
            ("data-exfiltration-breach", &["open-authorities"]),
            ("active-directory-compromise", &["open-notification"]),
        ],
    ),
];

/// Limits that rest on a law, a guide or a case: runbook, step, and what must stand in the step. A
/// legal limit is the clock that the step answers; ours never takes its place.
const LIMITS: &[(&str, &str, &[&str])] = &[
    // Code des assurances L12-10-1: complaint within 72 h of knowing of the attack.
    ("authority-notification-and-coordination", "file-complaint", &["answers: [fr-lopmi]"]),
    ("ransom-demand-received", "complaint", &["72 h"]),
    // GDPR article 33: 72 h, in two steps.
    ("authority-notification-and-coordination", "notice-gdpr", &["answers: [eu-gdpr-33]"]),
    ("data-exfiltration-breach", "cnil-complement", &["within: 72h", "limit_basis: guide"]),
    // GDPR article 34: people concerned, without undue delay.
    ("data-exfiltration-breach", "notify-people", &["answers: [eu-gdpr-34]"]),
    // HIPAA: 60 days, and HHS and the media from 500 on.
    ("data-exfiltration-breach", "hipaa-people", &["us-hipaa-individual"]),
    ("data-exfiltration-breach", "hipaa-large", &["us-hipaa-hhs-500"]),
    ("data-exfiltration-breach", "hipaa-media", &["us-hipaa-media"]),
    ("data-exfiltration-breach", "probability", &["kind: decide"]),
    // Code de la santé publique L1111-8-2: without delay, and a second notice at the end.
    ("authority-notification-and-coordination", "file-health-report", &["fr-sante-cert"]),
    ("authority-notification-and-coordination", "tell-solved", &["fr-sante-cert-solved"]),
    // NIS2 article 23: 24 h, 72 h, one month.
    ("authority-notification-and-coordination", "nis2-early", &["eu-nis2-early"]),
    ("authority-notification-and-coordination", "nis2-notice", &["eu-nis2-notice"]),
    ("authority-notification-and-coordination", "nis2-final", &["eu-nis2-final"]),
    // United Kingdom: ICO within 72 h.
    ("authority-notification-and-coordination", "notice-uk", &["uk-gdpr-33"]),
    // Microsoft, forest recovery: ten hours between the two resets of krbtgt.
    ("active-directory-compromise", "krbtgt-wait", &["wait: 10h", "limit_basis: guide"]),
    // Armentières, 2024: the closure of the emergency door is reviewed every 12 h.
    (
        "surgery-cancellation-and-patient-transfer",
        "review-door",
        &["every: 12h", "limit_basis: case"],
    ),
    // Rouen, 2019: servers stopped 15 min after the first call.
    ("network-isolation", "cut-internet", &["within: 15m", "limit_basis: case"]),
    ("network-isolation", "cut-partners", &["within: 15m", "limit_basis: case"]),
    ("ehr-ransomware-encryption", "full-cut", &["within: 15m", "limit_basis: case"]),
    // Armentières, 2024: an hour from the printouts to the cut.
    ("ehr-ransomware-encryption", "spread", &["within: 1h", "limit_basis: case"]),
    // Brest, 2023: decided within an hour of the agency's call.
    ("intrusion-no-demand", "posture", &["within: 1h", "limit_basis: case"]),
    // Cannes, 2024: a preventive notice on the second day.
    ("intrusion-no-demand", "cnil-preventive", &["within: 48h", "limit_basis: case"]),
];

/// The lines of a step in its file.
fn step_text(runbook: &str, step: &str) -> Option<String> {
    let path = format!("runbooks/{runbook}.yaml");
    let (_, text) = shipped_files().find(|(known, _)| *known == path)?;
    let first = format!("- id: {step}");
    let mut lines = text.lines().skip_while(|line| line.trim() != first);
    let opening = lines.next()?;
    let margin = opening.len() - opening.trim_start().len();
    let is_inside = |line: &&str| {
        let bare = line.trim_start();
        bare.is_empty() || line.len() - bare.len() > margin
    };
    let rest: Vec<&str> = lines.take_while(is_inside).collect();
    Some(format!("{opening}\n{}", rest.join("\n")))
}

#[test]
fn each_situation_is_answered_by_steps_that_exist() {
    let library = Library::shipped();
    let mut missing = Vec::new();
    for (situation, answers) in SITUATIONS {
        for (runbook, steps) in *answers {
            let id = RunbookId::parse(runbook).expect("an id");
            let entry = library.get(&id).unwrap_or_else(|| panic!("{situation}: {runbook}"));
            let has =
                |step: &str| entry.runbook.step(&StepId::parse(step).expect("an id")).is_some();
            let gone = steps.iter().filter(|step| !has(step));
            missing.extend(gone.map(|step| format!("{situation}: {runbook}/{step}")));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn each_limit_of_a_law_a_guide_or_a_case_stands_with_its_basis() {
    let mut missing = Vec::new();
    for (runbook, step, wanted) in LIMITS {
        let Some(text) = step_text(runbook, step) else {
            missing.push(format!("{runbook}/{step} is gone"));
            continue;
        };
        let gone = wanted.iter().filter(|wanted| !text.contains(**wanted));
        missing.extend(gone.map(|wanted| format!("{runbook}/{step}: {wanted}")));
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn the_alarm_budget_holds_on_every_branch() {
    const SPAN_MS: u64 = 10 * 60 * 1000;
    for entry in Library::shipped().entries() {
        let mut branches = 0;
        walk::each(&entry.runbook, &mut |applies| {
            branches += 1;
            let calls = pace::calls(&entry.runbook, applies);
            let first = calls.iter().filter(|call| call.at_ms < SPAN_MS).count();
            assert!(first <= FIRST_MAX, "{}: {calls:?}", entry.runbook.id);
            let mut moments: Vec<u64> = calls.iter().skip(first).map(|call| call.at_ms).collect();
            moments.dedup();
            let is_apart = moments.windows(2).all(|pair| pair[1] - pair[0] >= SPAN_MS);
            assert!(is_apart, "{}: {calls:?}", entry.runbook.id);
        });
        assert!(branches > 0);
    }
}
