//! R145, G18: what a person wants, done once by keys on the screen and once by lines, gives the
//! same log, byte for byte.
//!
//! Both nights share clock, names and random bits. What is wanted is rolled with fixed dice while
//! the keys are played, by what the step in hand asks for; the lines follow it blindly.

use std::collections::BTreeSet;

use crossterm::event::KeyCode;
use sangfroid::domain::place::Applies;
use sangfroid::domain::state::{Status, StepState, Subject, WaitCause};
use sangfroid::domain::step::StepKind;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::{Remaining, Span};
use sangfroid::linear::front::Front;
use sangfroid::tui::screen::correct;
use sangfroid::tui::view::{Origin, ShelfEntry};

use super::night::{Night, shelf};
use super::walk::number;
use crate::screens::desk::copy;
use crate::support::sample::LINKS;

/// How many scripts are played.
const SCRIPTS: u64 = 50;

/// How much is wanted in each.
const DEEDS: usize = 40;

/// What a person wants.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Deed {
    Start(usize),
    Pass(u64),
    Done,
    Pick(usize),
    See(usize),
    Skip(&'static str),
    Later(usize, &'static str),
    LaterWhen(&'static str, &'static str),
    Pair(usize),
    Cannot(&'static str),
    Note(usize, &'static str),
    Undo,
    Jump(usize, &'static str),
    Evidence(&'static str),
    Called(usize),
    Agree(&'static str, String),
    Alone(&'static str),
    EndWait(&'static str),
    Law,
    Away,
    Close(&'static str),
}

const WORDS: [&str; 5] = [
    "vendor is late",
    "no access to the room",
    "it is not ours",
    "asked twice",
    "smoke, then dark",
];

struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(below.max(1)).expect("small")).expect("small")
    }

    fn words(&mut self) -> &'static str {
        WORDS[self.roll(WORDS.len())]
    }
}

fn typed(text: &str, last: KeyCode) -> Vec<KeyCode> {
    text.chars().map(KeyCode::Char).chain([last]).collect()
}

fn digit(at: usize) -> KeyCode {
    KeyCode::Char(char::from_digit(u32::try_from(at).expect("small"), 10).expect("a digit"))
}

/// The keys of a deed, in the groups that one line stands for.
fn keys(deed: &Deed) -> Vec<Vec<KeyCode>> {
    use KeyCode::{Char, End, Enter, Esc, Tab, Up};
    match deed {
        Deed::Pass(_) => Vec::new(),
        Deed::Start(at) => {
            let moves = vec![KeyCode::Down; *at];
            let picked = moves.into_iter().chain([Enter]).collect();
            vec![picked, vec![Char('2')], typed("MK", Tab), vec![Enter]]
        }
        Deed::Done | Deed::Law => vec![vec![Enter]],
        Deed::Pick(at) => vec![vec![digit(*at), Enter]],
        Deed::See(at) => vec![vec![Enter], vec![digit(*at), Enter]],
        Deed::Skip(why) => vec![vec![Char('s')], typed(why, Enter)],
        Deed::Later(at, why) => vec![vec![Char('p')], vec![digit(*at)], typed(why, Enter)],
        Deed::LaterWhen(when, why) => {
            vec![vec![Char('P')], vec![Char('5')], typed(when, Tab), typed(why, Enter)]
        }
        Deed::Pair(at) => vec![vec![Char('p')], vec![digit(*at), Enter]],
        Deed::Cannot(why) => vec![vec![Char('i')], typed(why, Enter)],
        Deed::Note(tabs, text) => {
            let tabs = vec![vec![Tab]; *tabs];
            std::iter::once(vec![Char('n')]).chain(tabs).chain([typed(text, Enter)]).collect()
        }
        Deed::Undo => vec![vec![Char('u')], vec![Enter]],
        Deed::Jump(to, why) => {
            vec![vec![Char('g')], typed(&to.to_string(), Enter), typed(why, Enter)]
        }
        Deed::Evidence(text) => vec![
            vec![Char('e')],
            vec![Char('2')],
            typed("a lamp", Tab),
            typed(text, Tab),
            vec![Tab],
            vec![Enter],
        ],
        Deed::Called(at) => vec![vec![Char('c')], vec![digit(*at), Tab], vec![Enter]],
        Deed::Agree(who, words) => vec![vec![Char('1')], typed(who, Tab), typed(words, Enter)],
        Deed::Alone(why) => vec![vec![Char('3')], typed(why, Enter)],
        Deed::EndWait(why) => vec![vec![Enter], typed(why, Enter)],
        Deed::Away => vec![vec![Esc]],
        Deed::Close(why) => vec![vec![End, Up, Up], typed(why, Enter), vec![Enter]],
    }
}

/// Plays it by keys.
fn play_keys(night: &mut Night, deed: &Deed) {
    if let Deed::Pass(seconds) = deed {
        night.pass(Span::from_s(*seconds));
        night.draw();
    }
    for keys in keys(deed) {
        night.keys(&keys);
    }
}

/// Plays it by lines.
fn play_lines(night: &mut Night, deed: &Deed) {
    let at = |at: &usize| at.to_string();
    match deed {
        Deed::Pass(seconds) => {
            night.pass(Span::from_s(*seconds));
            night.turn();
        }
        Deed::Start(index) => _ = night.lines(&[&at(&(index + 1)), "2", "MK", "x"]),
        Deed::Done => _ = night.line("x"),
        Deed::Pick(index) => _ = night.line(&at(index)),
        Deed::See(index) => _ = night.lines(&["x", &at(index)]),
        Deed::Skip(why) => _ = night.lines(&["s", why]),
        Deed::Later(index, why) => _ = night.lines(&["p", &at(index), why]),
        Deed::LaterWhen(when, why) => _ = night.lines(&["P", "5", when, why]),
        Deed::Pair(index) => _ = night.lines(&["p", &at(index)]),
        Deed::Cannot(why) => _ = night.lines(&["i", why]),
        Deed::Note(tabs, text) => {
            night.line("n");
            for _ in 0..*tabs {
                night.line("tab");
            }
            night.line(text);
        }
        Deed::Undo => _ = night.lines(&["u", "1"]),
        Deed::Jump(to, why) => _ = night.lines(&["g", &at(to), why]),
        Deed::Evidence(text) => _ = night.lines(&["e", "2", "a lamp", text, "", ""]),
        Deed::Called(index) => _ = night.lines(&["c", &at(index), ""]),
        Deed::Agree(who, words) => _ = night.lines(&["1", who, words]),
        Deed::Alone(why) => _ = night.lines(&["3", why]),
        Deed::EndWait(why) => _ = night.lines(&["x", why]),
        Deed::Law => law(night),
        Deed::Away => _ = night.line("esc"),
        Deed::Close(why) => {
            // The whole list, at the same moment.
            while night.said.ends_with("more, Enter:") {
                night.line_after(Span::ZERO, "");
            }
            let reason = number(night, "Write a reason");
            night.lines(&[&reason, why]);
            while night.said.ends_with("more, Enter:") {
                night.line_after(Span::ZERO, "");
            }
            let close = number(night, "Close now");
            night.line(&close);
        }
    }
}

/// Enter on the screen keeps a form as it is; a line goes on to its end, at the same moment.
fn law(night: &mut Night) {
    let fields = |night: &mut Night| night.with_view(|app, _, _| app.depth());
    let depth = fields(night);
    let mut gap = super::night::PACE;
    for _ in 0..9 {
        night.line_after(gap, "");
        gap = Span::from_ms(0);
        if fields(night) != depth {
            break;
        }
    }
}

/// What the step in hand asks for, or something else that a person may want there.
fn wanted(night: &mut Night, dice: &mut Dice) -> Deed {
    let (depth, question, about) = night.with_view(|app, _, view| {
        let speech = app.speak(view);
        (app.depth(), speech.question.unwrap_or_default(), speech.subject.concat())
    });
    if depth > 1 {
        return match question.as_str() {
            "How is it agreed?" if dice.roll(3) == 0 => Deed::Alone(dice.words()),
            // Words that name the act: anything else is refused (R55).
            "How is it agreed?" => Deed::Agree("PB", format!("{} {about}", dice.words())),
            _ if night.session.state().is_walked(&night.now().moment) => Deed::Close(dice.words()),
            _ if about.ends_with("what the record needs") => Deed::Law,
            // What was refused is put aside.
            _ => Deed::Away,
        };
    }
    let now = night.now().moment;
    let here = night.with_view(|app, _, _| app.here());
    let state = night.session.state();
    let Some((run, index)) = here.and_then(|here| state.find(&here)) else {
        return Deed::Done;
    };
    let (_, step, held) = run.get(index).expect("a step");
    let is_decision = matches!(step.kind, StepKind::Decide { .. });
    match dice.roll(14) {
        0 => return Deed::Skip(dice.words()),
        1 => return Deed::Later(1 + dice.roll(4), dice.words()),
        2 => return Deed::LaterWhen("the lead calls", dice.words()),
        3 => return Deed::Pair(6 + dice.roll(3)),
        4 => return Deed::Cannot(dice.words()),
        5 => return Deed::Note(dice.roll(5), dice.words()),
        // A note opens with its words to be typed over, which each front does in its own way.
        6 if correct::candidate(state).is_some_and(|act| act.subject != Subject::Note) => {
            return Deed::Undo;
        }
        7 => return Deed::Evidence(dice.words()),
        8 if matches!(step.kind, StepKind::Call(_)) && !is_decision => {
            return Deed::Called(if dice.roll(2) == 0 { 1 } else { 4 });
        }
        // Some way ahead, to a step that nobody answered and whose decisions are made. Where a step
        // comes back meanwhile, the box opens with a number and asks for the reason at once.
        9 if run.current(&now) == Some(index) && !run.steps.iter().any(comes_back) => {
            let count = run.steps.len();
            let ahead = (index + 1..count).cycle().skip(dice.roll(count)).take(count);
            let is_open = |at: &usize| {
                run.steps[*at].status == Status::Todo && run.applies(*at) == Applies::Yes
            };
            if let Some(to) = ahead.clone().find(is_open) {
                return Deed::Jump(to + 1, dice.words());
            }
        }
        _ => {}
    }
    match (&held.status, &step.kind) {
        (Status::Waiting { cause: WaitCause::Repeat, .. }, _) => Deed::See(1 + dice.roll(2)),
        (Status::Waiting { since, span, .. }, _)
            if matches!(since.remaining(*span, &now), Remaining::Left(_)) =>
        {
            Deed::EndWait(dice.words())
        }
        (Status::Waiting { .. }, _) => Deed::Done,
        (_, StepKind::Observe { states }) => Deed::See(1 + dice.roll(states.len())),
        (_, StepKind::Decide { options, .. }) => Deed::Pick(1 + dice.roll(options.len() + 2)),
        _ => Deed::Done,
    }
}

fn comes_back(step: &StepState) -> bool {
    matches!(step.status, Status::Later { .. } | Status::Waiting { .. })
}

/// Every runbook, the small ones first; among them one whose steps have lines to tick (R14).
fn books() -> Vec<ShelfEntry> {
    let mut books = shelf();
    books.insert(2, ShelfEntry { copy: copy(LINKS), origin: Origin::BuiltIn });
    books
}

/// What was wanted, and the log that the keys left.
fn by_keys(seed: u64) -> (Vec<Deed>, Vec<u8>) {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let books = books();
    let count = books.len() - 1;
    let mut night = Night::new(Lang::En).on_shelf(books);
    night.draw();
    let mut deeds = Vec::new();
    let mut play = |night: &mut Night, deed: Deed| {
        play_keys(night, &deed);
        deeds.push(deed);
    };
    // The small runbooks come first, and half of the scripts reach their end.
    let book = if seed.is_multiple_of(2) { dice.roll(3) } else { dice.roll(count) };
    play(&mut night, Deed::Start(book));
    for _ in 0..DEEDS {
        if night.session.state().closed.is_some() {
            break;
        }
        let seconds = u64::try_from(10 + dice.roll(100)).expect("small");
        play(&mut night, Deed::Pass(seconds));
        let before = night.records();
        let deed = wanted(&mut night, &mut dice);
        play(&mut night, deed.clone());
        let stays = night.with_view(|app, _, _| app.depth()) > 1;
        // A form that asks for more than was wanted is put aside.
        let is_calling = matches!(deed, Deed::Called(_));
        if stays && (is_calling || (night.records() == before && deed == Deed::Law)) {
            play(&mut night, Deed::Away);
        }
    }
    let log = night.written.concat();
    (deeds, log)
}

/// The log that the same deeds leave by lines.
fn by_lines(deeds: &[Deed]) -> Vec<u8> {
    let mut night = Night::with(Lang::En, Front::new(false, false)).on_shelf(books());
    night.turn();
    for deed in deeds {
        play_lines(&mut night, deed);
    }
    night.written.concat()
}

/// The first line in which two logs differ.
fn difference(one: &[u8], other: &[u8]) -> Option<(usize, String, String)> {
    let lines = |log: &[u8]| -> Vec<String> {
        let lines = log.split(|byte| *byte == b'\n');
        lines.map(|line| String::from_utf8_lossy(line).into_owned()).collect()
    };
    let (one, other) = (lines(one), lines(other));
    let at = (0..one.len().max(other.len())).find(|at| one.get(*at) != other.get(*at))?;
    let line = |log: &[String]| log.get(at).cloned().unwrap_or_default();
    Some((at + 1, line(&one), line(&other)))
}

#[test]
fn fifty_scripts_leave_the_same_log_by_keys_and_by_lines() {
    let (mut acts, mut ticks) = (0, 0);
    let mut played = BTreeSet::new();
    for seed in 1..=SCRIPTS {
        let (deeds, log) = by_keys(seed);
        let lines = by_lines(&deeds);
        if let Some((at, keys, lines)) = difference(&log, &lines) {
            panic!("script {seed}, line {at}:\nkeys  {keys}\nlines {lines}\n{deeds:#?}");
        }
        ticks += String::from_utf8_lossy(&log).matches("\"step.part\"").count();
        acts += log.iter().filter(|byte| **byte == b'\n').count();
        let name =
            |deed: &Deed| format!("{deed:?}").split('(').next().unwrap_or_default().to_owned();
        played.extend(deeds.iter().map(name));
    }
    assert!(acts > 1_000, "the scripts did too little: {acts} records");
    assert!(ticks > 20, "the scripts ticked too few lines: {ticks}");
    assert_eq!(played.len(), 21, "not everything was wanted: {played:?}");
}

/// The control: one answer that differs is seen.
#[test]
fn a_planted_difference_is_seen() {
    fn note(deed: &mut Deed) -> Option<&mut &'static str> {
        match deed {
            Deed::Note(_, text) | Deed::Skip(text) | Deed::Cannot(text) => Some(text),
            _ => None,
        }
    }
    let scripts = (1..=SCRIPTS).map(by_keys);
    let mut with_text = scripts.filter_map(|(mut deeds, log)| {
        *deeds.iter_mut().find_map(note)? = "something else";
        Some((deeds, log))
    });
    let (deeds, log) = with_text.next().expect("a script with a text");
    assert!(difference(&log, &by_lines(&deeds)).is_some());
}
