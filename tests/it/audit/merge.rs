//! T9 for merging: a pure function of the set of logs, every line once, behind everything that it
//! saw, and no branch ever missing.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::Config;
use sangfroid::audit::merge::{Chain, ChainReader, Logs};
use sangfroid::audit::merge_order::History;
use sangfroid::audit::{Digest, decode, encode, line::head_of};
use sangfroid::domain::event::{Event, Mode};
use sangfroid::domain::ids::{Seq, WriterId};
use sangfroid::domain::proof::{ClockReference, ClockSource, SeenHead, Witness};
use sangfroid::domain::time::{BootTag, Elapsed, Moment, Timestamp};

use super::sample::{events, opened, record};

/// A laptop as it stands: what it wrote, and how wrong its clock is.
#[derive(Clone, Debug)]
struct Laptop {
    name: String,
    lines: Vec<Vec<u8>>,
    head: Digest,
    wrong_ms: i64,
    boot: u32,
    booted_ms: i64,
}

/// What happens next, and to which laptop.
#[derive(Clone, Copy, Debug)]
enum Act {
    Note,
    /// Sees the end of that laptop's log.
    See(usize),
    /// Compares its clock with the right time.
    Compare,
    Restart,
    Jump(i64),
    /// Somebody copies its folder and goes on with the copy.
    Clone,
}

const START_MS: i64 = 1_795_402_800_000;

impl Laptop {
    fn new(name: &str, wrong_ms: i64) -> Self {
        let (lines, head) = (Vec::new(), Digest::ZERO);
        let booted_ms = START_MS - 600_000;
        let mut laptop = Self { name: name.to_owned(), lines, head, wrong_ms, boot: 1, booted_ms };
        laptop.write(opened(name, Mode::Real), START_MS);
        laptop
    }

    fn write(&mut self, event: Event, now: i64) {
        let mut record = record(&self.name, self.lines.len() as u64 + 1, event);
        record.at = Moment {
            wall: Timestamp::from_ms(now + self.wrong_ms),
            mono: Elapsed::from_ms((now - self.booted_ms).unsigned_abs()),
            boot: BootTag(self.boot),
        };
        let line = encode(&record, Mode::Real, self.head, &mut || [7; 16]).unwrap();
        self.head = line.head;
        self.lines.push(line.bytes);
    }

    fn end(&self) -> SeenHead {
        let writer = WriterId::parse(&self.name).unwrap();
        SeenHead { writer, seq: Seq(self.lines.len() as u64), head: self.head.to_string() }
    }
}

/// Plays a night; gives every laptop's lines, clones last.
fn played(acts: &[(usize, Act, i64)], wrong: [i64; 3]) -> Vec<Laptop> {
    let names = ["lap1-c07e", "lap2-0aa0", "lap3-9f2c"];
    let mut all: Vec<_> = names.iter().zip(wrong).map(|(n, ms)| Laptop::new(n, ms)).collect();
    let (mut now, note) = (START_MS, events("lap3-9f2c").pop().unwrap());
    for (who, act, passed) in acts {
        now += passed;
        let who = who % all.len();
        match *act {
            Act::Note => all[who].write(note.clone(), now),
            Act::See(other) => {
                let heads = vec![all[other % all.len()].end()];
                let witness = Witness { heads, via: "folder".to_owned() };
                all[who].write(Event::Witnessed(witness), now);
            }
            Act::Compare => {
                let (reference, by_ms) = (Timestamp::from_ms(now), -all[who].wrong_ms);
                let source = ClockSource::Phone;
                let clock = ClockReference { reference, source, place: None, by_ms };
                all[who].write(Event::ClockCompared(clock), now);
            }
            Act::Restart => {
                all[who].boot += 1;
                all[who].booted_ms = now - 1_000;
            }
            Act::Jump(ms) => all[who].wrong_ms += ms,
            Act::Clone => {
                let copy = all[who].clone();
                all.push(copy);
            }
        }
    }
    all
}

fn chain(lines: &[Vec<u8>]) -> Chain {
    let mut reader = ChainReader::default();
    for line in lines {
        reader.take(line);
    }
    reader.finish()
}

fn acts() -> impl Strategy<Value = Vec<(usize, Act, i64)>> {
    let act = prop_oneof![
        4 => Just(Act::Note),
        3 => (0..4_usize).prop_map(Act::See),
        1 => Just(Act::Compare),
        1 => Just(Act::Restart),
        1 => prop::sample::select(vec![-90_000, 5_000, 3_600_000, -86_400_000]).prop_map(Act::Jump),
        1 => Just(Act::Clone),
    ];
    prop::collection::vec((0..5_usize, act, 0..200_000_i64), 0..24)
}

fn nights() -> impl Strategy<Value = Vec<Laptop>> {
    let wrong = prop::sample::select(vec![0, 30_000, -200_000, 86_400_000 * 365 * 50]);
    (acts(), [wrong.clone(), wrong.clone(), wrong]).prop_map(|(acts, wrong)| played(&acts, wrong))
}

/// The lines in the order of the history.
fn told(logs: &Logs, history: &History, all: &[Laptop]) -> Vec<Vec<u8>> {
    let find = |branch: usize, line: u64| {
        let wanted = &logs.chains()[branch];
        let laptop = all.iter().find(|laptop| wanted.way() == chain(&laptop.lines).way());
        laptop.expect("a log of the night").lines[usize::try_from(line).unwrap() - 1].clone()
    };
    history.items.iter().map(|item| find(item.branch, item.line)).collect()
}

/// Everything that must hold of an order, told from the bytes alone.
fn check(all: &[Laptop]) -> Result<(), TestCaseError> {
    let logs = Logs::of(all.iter().map(|laptop| chain(&laptop.lines)).collect());
    let history = logs.ordered();
    let lines = told(&logs, &history, all);
    let place: BTreeMap<_, _> =
        lines.iter().enumerate().map(|(at, line)| (head_of(line).unwrap().0, at)).collect();
    let every: BTreeSet<_> = all.iter().flat_map(|laptop| &laptop.lines).collect();
    prop_assert_eq!(lines.len(), place.len(), "a line stands there twice");
    prop_assert_eq!(lines.len(), every.len(), "every line of every branch is there");
    for laptop in all {
        let places: Vec<_> =
            laptop.lines.iter().map(|line| place[&head_of(line).unwrap().0]).collect();
        prop_assert!(places.is_sorted(), "a chain is out of order: {places:?}");
    }
    for line in &lines {
        let Event::Witnessed(witness) = decode(line).unwrap().record.event else { continue };
        for seen in witness.heads {
            let seen = Digest::parse(&seen.head).unwrap();
            prop_assert!(place[&seen.0] < place[&head_of(line).unwrap().0], "seen too early");
        }
    }
    let forks = logs.forks();
    prop_assert_eq!(forks.len(), branches(all), "a fork is not shown: {:?}", forks);
    for (one, two, line) in forks {
        prop_assert_eq!(line, parts(&logs, all, (one, two)));
    }
    Ok(())
}

/// How many branches go on from one that is there, told from the bytes: the ends that no other log
/// holds, but one for each first line.
fn branches(all: &[Laptop]) -> usize {
    let is_inside = |at: usize| {
        let mut others = all.iter().enumerate().filter(|(other, _)| *other != at);
        others.any(|(other, log)| {
            let is_longer = log.lines.len() > all[at].lines.len() || other < at;
            is_longer && log.lines.starts_with(&all[at].lines)
        })
    };
    let ends = (0..all.len()).filter(|at| !is_inside(*at)).count();
    let firsts: BTreeSet<_> = all.iter().map(|laptop| &laptop.lines[0]).collect();
    ends - firsts.len()
}

/// Where the lines of a branch and of the one before it part.
fn parts(logs: &Logs, all: &[Laptop], (one, two): (usize, usize)) -> u64 {
    let lines = |branch: usize| {
        let way = logs.chains()[branch].way();
        &all.iter().find(|laptop| chain(&laptop.lines).way() == way).unwrap().lines
    };
    let same = lines(one).iter().zip(lines(two)).take_while(|(a, b)| a == b).count();
    same as u64 + 1
}

/// Some files of the night, cut anywhere: what a folder that is kept in step may hold.
fn pieces(all: &[Laptop], cuts: &[(usize, usize)]) -> Vec<Chain> {
    let piece = |(who, cut): &(usize, usize)| {
        let lines = &all[who % all.len()].lines;
        chain(&lines[..=(cut % lines.len())])
    };
    cuts.iter().map(piece).collect()
}

fn cuts() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0..8_usize, 0..40_usize), 0..5)
}

fn config(cases: u32) -> Config {
    Config { cases, failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(config(1_500))]

    #[test]
    fn every_line_stands_once_behind_all_that_it_saw_and_no_branch_is_missing(all in nights()) {
        check(&all)?;
    }

    #[test]
    fn merging_is_commutative_associative_and_idempotent(
        all in nights(), one in cuts(), two in cuts(), three in cuts()
    ) {
        let [one, two, three] = [one, two, three].map(|cuts| Logs::of(pieces(&all, &cuts)));
        prop_assert_eq!(one.join(&two), two.join(&one));
        prop_assert_eq!(one.join(&two).join(&three), one.join(&two.join(&three)));
        prop_assert_eq!(one.join(&one), one.clone());
        prop_assert_eq!(one.join(&two).join(&one), one.join(&two));
        prop_assert_eq!(one.join(&two).ordered(), two.join(&one).ordered());
    }

    #[test]
    fn the_order_of_the_files_changes_nothing_and_a_beginning_adds_nothing(
        all in nights(), extra in cuts(), turn in 0..8_usize
    ) {
        let mut chains: Vec<_> = all.iter().map(|laptop| chain(&laptop.lines)).collect();
        let plain = Logs::of(chains.clone());
        chains.extend(pieces(&all, &extra));
        let count = chains.len();
        chains.rotate_left(turn % count);
        chains.reverse();
        let turned = Logs::of(chains);
        prop_assert_eq!(&turned, &plain);
        prop_assert_eq!(turned.ordered(), plain.ordered());
    }
}

/// The control (T13): a merge that keeps the first of two logs of one name loses a branch.
#[test]
fn a_merge_that_swallows_a_branch_is_noticed() {
    let acts = [(0, Act::Clone, 1), (0, Act::Note, 1), (3, Act::See(1), 1), (3, Act::Note, 1)];
    let all = played(&acts, [0; 3]);
    check(&all).expect("both branches are there");
    let swallowed: Vec<_> = all[..3].to_vec();
    let logs = Logs::of(swallowed.iter().map(|laptop| chain(&laptop.lines)).collect());
    let lines: BTreeSet<_> = told(&logs, &logs.ordered(), &swallowed).into_iter().collect();
    assert!(all.iter().flat_map(|laptop| &laptop.lines).any(|line| !lines.contains(line)));
}

#[test]
fn a_wrong_clock_is_set_right_where_it_was_compared_and_doubt_is_shown_where_it_was_not() {
    // The second laptop is three minutes late, says so, and writes between entries of the first.
    let acts = [
        (0, Act::Compare, 1_000),
        (1, Act::Compare, 1_000),
        (0, Act::Note, 300_000),
        (1, Act::Note, 150_000),
        (0, Act::Note, 150_000),
    ];
    let all = played(&acts, [0, -180_000, 0]);
    let logs = Logs::of(all[..2].iter().map(|laptop| chain(&laptop.lines)).collect());
    let items = logs.ordered().items;
    let order: Vec<_> = items.iter().map(|item| (item.branch, item.line)).collect();
    assert_eq!(order, [(0, 1), (1, 1), (0, 2), (1, 2), (0, 3), (1, 3), (0, 4)]);
    let doubt: Vec<_> = items.iter().map(|item| item.is_uncertain).collect();
    assert_eq!(doubt, [true, true, true, true, false, false, false]);
    // Seen is certain, however near.
    let acts = [(0, Act::Note, 300_000), (1, Act::See(0), 10), (1, Act::Note, 10)];
    let all = played(&acts, [0; 3]);
    let logs = Logs::of(all[..2].iter().map(|laptop| chain(&laptop.lines)).collect());
    let items = logs.ordered().items;
    let doubt: Vec<_> = items.iter().map(|i| (i.branch, i.line, i.is_uncertain)).collect();
    let expected = [(0, 1, true), (1, 1, true), (0, 2, false), (1, 2, false), (1, 3, false)];
    assert_eq!(doubt, expected);
}

#[test]
fn a_copy_that_withholds_lines_joins_the_log_it_was_made_of() {
    let all = played(&[(0, Act::Note, 1), (0, Act::Note, 1)], [0; 3]);
    let whole = chain(&all[0].lines);
    let withheld: Vec<Vec<u8>> = all[0].lines.iter().map(|line| hidden(line)).collect();
    let (one, two) = (Logs::of(vec![whole.clone()]), Logs::of(vec![chain(&withheld)]));
    assert_eq!(one.join(&two), two.join(&one));
    assert_eq!(one.join(&two).chains().len(), 1);
    assert_eq!(two.join(&one).chains()[0].writer(), "lap1-c07e");
    assert_eq!(two.ordered().items.len(), 3);
}

/// The line with nothing but its digests.
fn hidden(line: &[u8]) -> Vec<u8> {
    let [first, _, third] = super::sample::columns(line);
    let digest = Digest::of(first.as_bytes());
    format!("{{\"k\":\"{digest}\",\t\t{third}\n").into_bytes()
}
