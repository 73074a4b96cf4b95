//! Every branch of every shipped runbook, walked to its end by a session.
//!
//! Where the answers of all decisions give few combinations, each is walked. Where they give too
//! many, every pair of answers to two decisions that can meet is walked, and so every single
//! answer. On these walks a stand-in of one step takes the place of each included runbook, whose
//! own branches are walked by its own test; one more walk, on which nobody can tell anything,
//! follows every include to the end of all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command as Process;
use std::sync::{Mutex, PoisonError};

use sangfroid::audit::verdict::Outcome;
use sangfroid::domain::act::{Answer, Approval, ApprovalHow, Recheck, StepAct};
use sangfroid::domain::command::{CloseOrder, Command, RunbookCopy};
use sangfroid::domain::event::{ClosingWord, OpenItem};
use sangfroid::domain::ids::RunbookId;
use sangfroid::domain::runbook::Runbook;
use sangfroid::domain::state::{Run, Status, WaitCause};
use sangfroid::domain::step::{Step, StepKind};
use sangfroid::domain::time::Span;
use sangfroid::runbook;
use sangfroid::runbook::library::Library;
use sangfroid::session::copy;

use crate::support::Play;
use crate::support::play::{initials, order, start};

/// Above this many combinations, pairs have to do.
const ALL_MAX: usize = 64;

/// Answers by runbook and step; the number of the option, or one more for "I cannot tell".
type Plan = BTreeMap<String, usize>;

/// The same runbook text is read some thousand times.
fn read_once(text: &str) -> Result<Runbook, String> {
    static READ: Mutex<BTreeMap<String, Runbook>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = read.get(text) {
        return Ok(known.clone());
    }
    let fresh = runbook::read(text)?;
    read.insert(text.to_owned(), fresh.clone());
    Ok(fresh)
}

/// Most turns of one walk, with all includes.
const TURNS_MAX: usize = 4000;

struct Shelf {
    library: Library,
    /// Whether included runbooks are the real ones.
    follows_includes: bool,
}

impl Shelf {
    fn copy(&self, id: &RunbookId) -> RunbookCopy {
        let entry = self.library.get(id).expect("a shipped runbook");
        copy(entry.runbook.clone(), entry.source.text())
    }

    fn included(&self, id: &RunbookId) -> RunbookCopy {
        if self.follows_includes {
            return self.copy(id);
        }
        assert!(self.library.get(id).is_some(), "{id} is not shipped");
        let text = stand_in(id);
        copy(read_once(&text).expect("a runbook"), &text)
    }
}

/// A runbook of this name with one step.
fn stand_in(id: &RunbookId) -> String {
    format!(
        "sangfroid: 1\nid: {id}\nrevision: 1\nreviewed: 2026-11-23\ntitle: Stand-in\n\
         use_when: It is included.\nroles: [{{id: r, title: IT}}]\n\
         tracks: [{{id: t, title: Net}}]\nphases:\n  - id: p\n    title: First\n    \
         window: 10m\n    steps:\n      - {{id: closing, kind: pause, \
         track: t, role: r, title: Say what is open}}\n"
    )
}

fn key(run: &str, step: &Step) -> String {
    format!("{run}/{}", step.id)
}

/// What a person with a plan answers to the step that is current.
fn answer(shelf: &Shelf, run: &Run, index: usize, plan: &Plan) -> Command {
    let (_, step, state) = run.get(index).expect("a step");
    let approval = step.sign_off.as_ref().map(|_| Approval {
        how: ApprovalHow::Phone,
        by: initials("DM"),
        words: step.title.get(sangfroid::domain::text::Lang::Fr).to_owned(),
    });
    let act = match (&step.kind, &state.status) {
        (_, Status::Waiting { cause: WaitCause::Repeat, .. }) => {
            StepAct::Rechecked { outcome: Recheck::Reached }
        }
        (_, Status::Waiting { .. }) => StepAct::WaitEnded { early_reason: None },
        (StepKind::Observe { states }, _) => {
            let asked = plan.get(&key(&run.id().to_string(), step)).copied().unwrap_or(0);
            StepAct::Observed { state: states[asked % states.len()].id.clone() }
        }
        (StepKind::Decide { options, .. }, _) => {
            let asked = plan.get(&key(&run.id().to_string(), step)).copied().unwrap_or(0);
            let option = options.get(asked % (options.len() + 1));
            let answer =
                option.map_or(Answer::CannotTell, |option| Answer::Option(option.id.clone()));
            StepAct::Chosen { answer, objection: None, approval }
        }
        (StepKind::Wait { .. }, _) => StepAct::WaitStarted,
        _ => match run.bundle(index).and_then(|bundle| bundle.next()) {
            Some(line) => StepAct::Ticked { line, left_out: None },
            None => StepAct::Done { approval },
        },
    };
    let include = match &step.kind {
        StepKind::Include { runbook } => Some(shelf.included(runbook)),
        _ => None,
    };
    let mut order = order(run.step_ref(index).expect("a step"), act);
    order.include = include;
    Command::Step(order)
}

/// Walks to the end; gives what was really asked, and the play for a closer look.
fn walk(shelf: &Shelf, id: &RunbookId, answers: &Plan) -> (Plan, Play) {
    let mut play = Play::reading(read_once);
    play.give(start(shelf.copy(id))).expect("it starts");
    let mut asked = Plan::new();
    for turn in 0.. {
        assert!(turn < TURNS_MAX, "{id}: the walk does not end: {answers:?}");
        let now = play.now.moment;
        let Some(run) = play.state().focus(&now) else { break };
        let index = run.current(&now).expect("a step in focus");
        let (_, step, state) = run.get(index).expect("a step");
        if let StepKind::Decide { options, .. } = &step.kind {
            let key = key(&run.id().to_string(), step);
            let given = answers.get(&key).copied().unwrap_or(0) % (options.len() + 1);
            asked.insert(key, given);
        }
        if let Status::Waiting { cause: WaitCause::Step, span, .. } = &state.status {
            let span = *span;
            play.pass(span);
        }
        let run = play.state().focus(&now).expect("the same run");
        let command = answer(shelf, run, index, answers);
        let given = play.give(command.clone());
        assert!(given.is_ok(), "{id}: {command:?}: {given:?}");
        play.pass(Span::from_s(20));
        let effects = play.wake();
        play.obey(effects);
    }
    let last_acts_done = play.state().runs.iter().flat_map(|run| {
        (0..run.copy.runbook.last_acts.len()).map(|index| (run.id().clone(), index))
    });
    let close = CloseOrder { last_acts_done: last_acts_done.collect(), reason: None };
    play.all([Command::Close(close)]);
    let closing = play.state().closed.clone().expect("closed").0;
    // What a runbook forbids for good outlives it until somebody lifts it (R21).
    let is_limit = |item: &OpenItem| matches!(item, OpenItem::Limit(_));
    let all_limits = closing.open.iter().all(is_limit);
    assert!(all_limits, "{id} {answers:?}: {:?}", closing.open);
    let word = match closing.open.len() {
        0 => ClosingWord::Complete,
        _ => ClosingWord::CompleteWithOpenItems,
    };
    assert_eq!(closing.word, word, "{id} {answers:?}");
    (asked, play)
}

/// The decisions of a runbook, with how many answers each has.
fn decisions(runbook: &Runbook) -> Vec<(String, usize)> {
    let answers = |step: &Step| match &step.kind {
        StepKind::Decide { options, .. } => Some(options.len() + 1),
        _ => None,
    };
    let of_step = |step: &Step| Some((key(runbook.id.as_str(), step), answers(step)?));
    runbook.steps().filter_map(|(_, step)| of_step(step)).collect()
}

/// Every combination, the last decision turning fastest.
fn combinations(decisions: &[(String, usize)]) -> Vec<Plan> {
    let mut all = vec![Plan::new()];
    for (name, count) in decisions {
        let with = |plan: Plan| {
            (0..*count).map(move |answer| {
                let mut plan = plan.clone();
                plan.insert(name.clone(), answer);
                plan
            })
        };
        all = all.into_iter().flat_map(with).collect();
    }
    all
}

type Pair = ((String, usize), (String, usize));

/// All pairs of answers that `plan` gives.
fn pairs(plan: &Plan) -> BTreeSet<Pair> {
    let all: Vec<_> = plan.iter().map(|(name, answer)| (name.clone(), *answer)).collect();
    let with_later = |(at, one): (usize, &(String, usize))| {
        all[at + 1..].iter().map(|two| (one.clone(), two.clone())).collect::<Vec<_>>()
    };
    all.iter().enumerate().flat_map(with_later).collect()
}

/// A plan around `pair` that meets as many of `open` as it can.
fn around(
    pair: &Pair,
    decisions: &[(String, usize)],
    runbook: &Runbook,
    open: &BTreeSet<Pair>,
) -> Plan {
    let mut plan = Plan::from([pair.0.clone(), pair.1.clone()]);
    reach(&mut plan, runbook);
    for (name, count) in decisions {
        if plan.contains_key(name) {
            continue;
        }
        let gain = |answer: &usize| {
            let mut longer = plan.clone();
            longer.insert(name.clone(), *answer);
            pairs(&longer).intersection(open).count()
        };
        let best = (0..*count).max_by_key(gain).expect("an answer");
        plan.insert(name.clone(), best);
    }
    plan
}

/// Answers the decisions that must fall in a certain way for those in the plan to be asked at all.
fn reach(plan: &mut Plan, runbook: &Runbook) {
    for name in plan.keys().cloned().collect::<Vec<_>>() {
        let mut steps = runbook.steps().map(|(_, step)| step);
        let mut step = steps.find(|step| key(runbook.id.as_str(), step) == name);
        while let Some(condition) = step.and_then(|step| step.only_if.as_ref()) {
            let before = runbook.step(&condition.decision).expect("a decision");
            let StepKind::Decide { options, .. } = &before.kind else { break };
            let option = options.iter().position(|option| condition.is.contains(&option.id));
            let name = key(runbook.id.as_str(), before);
            plan.entry(name).or_insert(option.expect("an option"));
            step = Some(before);
        }
    }
}

/// `verify.py`, the independent verifier, on this log.
fn assert_independent(play: &Play) {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("lap-0001.0001.jsonl");
    std::fs::write(&path, &play.log).expect("a file");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/verify.py");
    let output = Process::new("python3").arg(script).arg(&path).output().expect("python3 runs");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("intact"), "{output:?}");
}

fn walk_all(id: &str) -> usize {
    let mut shelf = Shelf { library: Library::shipped(), follows_includes: true };
    let id = RunbookId::parse(id).expect("an id");
    let (_, walked) = walk(&shelf, &id, &nobody_can_tell(&shelf));
    assert_eq!(walked.verdict().outcome(), Outcome::Intact);
    shelf.follows_includes = false;
    let runbook = shelf.library.get(&id).expect("shipped").runbook.clone();
    let decisions = decisions(&runbook);
    let count: usize = decisions.iter().map(|(_, count)| count).product();
    let mut walks = 0;
    let mut take = |plan: &Plan| {
        let (asked, play) = walk(&shelf, &id, plan);
        assert_eq!(play.verdict().outcome(), Outcome::Intact);
        if walks % 16 == 0 {
            play.assert_sound();
            assert_independent(&play);
        }
        walks += 1;
        asked
    };
    if count <= ALL_MAX {
        for plan in &combinations(&decisions) {
            take(plan);
        }
        return walks;
    }
    let mut singles: BTreeSet<(String, usize)> =
        decisions.iter().flat_map(|(name, n)| (0..*n).map(|a| (name.clone(), a))).collect();
    let mut open: BTreeSet<Pair> = BTreeSet::new();
    for (at, (one, count)) in decisions.iter().enumerate() {
        for (two, other) in &decisions[at + 1..] {
            for a in 0..*count {
                let pair = |b| {
                    let mut both = [(one.clone(), a), (two.clone(), b)];
                    both.sort();
                    let [first, second] = both;
                    (first, second)
                };
                open.extend((0..*other).map(pair));
            }
        }
    }
    while let Some(pair) = open.first().cloned() {
        let plan = around(&pair, &decisions, &runbook, &open);
        let asked = take(&plan);
        singles.retain(|(name, answer)| asked.get(name) != Some(answer));
        open = open.difference(&pairs(&asked)).cloned().collect();
        // Two answers that cannot meet: the one closes the way to the other.
        open.remove(&pair);
    }
    assert!(singles.is_empty(), "never answered: {singles:?}");
    walks
}

/// "I cannot tell" to every decision of every runbook.
fn nobody_can_tell(shelf: &Shelf) -> Plan {
    let entries = shelf.library.entries();
    let all = entries.flat_map(|entry| decisions(&entry.runbook));
    all.map(|(name, answers)| (name, answers - 1)).collect()
}

/// One test for each runbook, so that they run side by side.
macro_rules! walks {
    ($($test:ident $id:literal,)*) => {
        $(
            #[test]
            fn $test() {
                let walks = walk_all($id);
                assert!(walks > 0 && walks <= 400, "{walks} walks");
            }
        )*

        #[test]
        fn every_shipped_runbook_has_its_walk_here() {
            let library = Library::shipped();
            let ids: Vec<_> = library.entries().map(|entry| entry.runbook.id.to_string()).collect();
            assert_eq!(ids, [$($id),*]);
        }
    };
}

walks! {
    every_branch_of_the_directory_runbook_ends_complete "active-directory-compromise",
    every_branch_of_the_authorities_runbook_ends_complete "authority-notification-and-coordination",
    the_blank_log_ends_complete "blank-log",
    every_branch_of_the_data_breach_runbook_ends_complete "data-exfiltration-breach",
    every_branch_of_the_ransomware_runbook_ends_complete "ehr-ransomware-encryption",
    every_branch_of_the_intrusion_runbook_ends_complete "intrusion-no-demand",
    every_branch_of_the_downtime_runbook_ends_complete "lab-imaging-pharmacy-downtime",
    every_branch_of_the_device_runbook_ends_complete "medical-device-legacy-isolation",
    every_branch_of_the_red_button_runbook_ends_complete "network-isolation",
    every_branch_of_the_phishing_runbook_ends_complete "phishing-credential-theft",
    every_branch_of_the_ransom_demand_runbook_ends_complete "ransom-demand-received",
    every_branch_of_the_readiness_runbook_ends_complete "readiness-audit-and-drill",
    every_branch_of_the_recovery_runbook_ends_complete "recovery-and-reconnection",
    every_branch_of_the_transfer_runbook_ends_complete "surgery-cancellation-and-patient-transfer",
    every_branch_of_the_telephone_runbook_ends_complete "telephony-loss",
    every_branch_of_the_supplier_runbook_ends_complete "vendor-outage",
}
