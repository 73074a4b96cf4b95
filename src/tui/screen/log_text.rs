//! What one line of the log says: in one row, and in full (S16, R77).
//!
//! Facts first, as values: the screen draws them, and they can be spoken as they are.

use std::collections::BTreeSet;

use super::comment;
use super::{neighbour, told};
use crate::domain::acts::Act;
use crate::domain::beside::{Line, What};
use crate::domain::ids::Seq;
use crate::domain::place::Mark;
use crate::domain::state::{Answered, Run, Status, StepWord, Subject};
use crate::domain::step::{Step, StepKind};
use crate::domain::time::{Span, Timestamp};
use crate::i18n::fill;
use crate::tui::correctable::is_correctable;
use crate::tui::view::View;
use crate::tui::{duty_text, fact, line_text};

/// How many records before a return are looked at for the time of the stop.
const BEFORE_RETURN: u64 = 4;

/// The cells of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    /// The number that people cite; another mark while it is not on disk.
    pub number: String,
    /// On the laptop's wall clock, to the second.
    pub time: String,
    /// Since the beginning, hours and minutes.
    pub elapsed: String,
    /// Who.
    pub who: String,
    /// Three columns: what became of a step, or how urgent it is.
    pub mark: &'static str,
    /// What it was.
    pub words: String,
}

/// The cells of a line of the log.
#[must_use]
pub fn cells(line: &Line, view: &View) -> Cells {
    let begun = view.session.state().opened.as_ref().map(|begun| begun.at.wall);
    let gone = line.at().since(begun.unwrap_or(line.at())).minutes();
    let (number, who) = match line {
        Line::Act(act) if view.session.is_unsaved(&act.event) => {
            (fact::UNSAVED.to_owned(), told::who(view, &act.who))
        }
        Line::Act(act) => (act.event.seq.to_string(), told::who(view, &act.who)),
        Line::Beside(seq, ..) => (seq.to_string(), "--".to_owned()),
    };
    let (mark, words) = said(line, view);
    let late = view.session.state().acts.beside().late(line.seq());
    let words = match late {
        Some(_) => format!("{} {words}", view.words.screen.log.late_mark),
        None => words,
    };
    Cells {
        number,
        time: told::hms(view, line.at()),
        elapsed: format!("{}:{:02}", gone / 60, gone % 60),
        who,
        mark,
        words: words.replace(['\n', '\r'], " "),
    }
}

/// The mark and the words of a line.
fn said(line: &Line, view: &View) -> (&'static str, String) {
    let words = &view.words.screen.log;
    let told_words = &view.words.screen.told;
    let act = match line {
        Line::Act(act) => act,
        Line::Beside(_, _, what) => return beside(what, view),
    };
    let (mark, mut text) = match &act.subject {
        Subject::Step(step, word) => {
            let (n, title) = told::step_name(view.session.state(), step, view.lang);
            let said = standing(act, view).and_then(|(run, index, _)| {
                let (_, step, state) = run.get(index)?;
                answer_of(step, &state.status, view)
            });
            let title = match said.or_else(|| told::reason(view, act).map(str::to_owned)) {
                Some(said) => fill(&told_words.item, &[("title", &title), ("reason", &said)]),
                None => title,
            };
            (step_mark(act, *word, view), format!("{n:>2} {title}"))
        }
        Subject::Line(mark) => line_text::cell(act, mark, view),
        Subject::Return => match gap(act, view) {
            Some(gap) => ("!  ", fill(&words.gap, &[("span", &fact::span(gap, view))])),
            None => ("", told::act(view, act)),
        },
        _ => ("", told::act(view, act)),
    };
    if let Some(at) = happened_at(act, view) {
        let at = fill(&told_words.happened, &[("time", &told::day_hm(view, at))]);
        text = format!("{text} ({at})");
    }
    if act.is_taken_back {
        text = format!("[{}] {text}", told_words.taken_back);
    }
    (mark, text)
}

fn answer_of(step: &Step, status: &Status, view: &View) -> Option<String> {
    match status {
        Status::Done { outcome, .. } => neighbour::answer(step, outcome, view),
        _ => None,
    }
}

fn beside(what: &What, view: &View) -> (&'static str, String) {
    let words = &view.words.screen.told;
    match what {
        What::LimitPassed(step) => {
            let (n, title) = told::step_name(view.session.state(), step, view.lang);
            ("!! ", fill(&words.deadline_passed, &[("n", &n), ("title", &title)]))
        }
        What::DutyPassed(clock) => {
            let title = duty_text::clock_title(clock, view);
            ("!! ", fill(&view.words.screen.log.duty_passed, &[("title", &title)]))
        }
        What::ClockMoved(_) => ("!  ", words.clock_stepped.clone()),
        What::MediumLost(fault) => {
            let op = fault.op.as_deref().unwrap_or_default();
            let number = fault.errno.map(|errno| format!(" (errno {errno})")).unwrap_or_default();
            ("!  ", format!("{}: {} {op}{number}", words.medium_lost, fault.place))
        }
        What::Gap(last_good) => {
            let first = view.session.state().acts.line(Seq(last_good.0.saturating_add(1)));
            let time = first.map(|line| told::hms(view, line.at())).unwrap_or_default();
            let facts = [("n", last_good.to_string()), ("time", time)];
            let facts = facts.each_ref().map(|(name, fact)| (*name, fact.as_str()));
            ("!  ", fill(&view.words.screen.log.gap_of_disk, &facts))
        }
        What::MediumBack => ("", words.medium_back.clone()),
    }
}

/// What this entry made of its step; by two only while it is the answer in force.
fn step_mark(act: &Act, word: StepWord, view: &View) -> &'static str {
    match word {
        _ if act.is_taken_back => "",
        StepWord::Done | StepWord::Chosen => {
            let mark = standing(act, view).map(|(run, index, _)| run.mark(index));
            mark.filter(|mark| *mark == Mark::DoneByTwo).unwrap_or(Mark::Done).ascii()
        }
        StepWord::Skipped => Mark::Skipped.ascii(),
        StepWord::Later => Mark::Later.ascii(),
        StepWord::CouldNot => Mark::CouldNot.ascii(),
        StepWord::Jumped => ">> ",
        StepWord::Waiting | StepWord::Rechecked => Mark::Waiting.ascii(),
    }
}

/// The step of an entry, where the entry is the answer in force.
fn standing<'v>(act: &Act, view: &View<'v>) -> Option<(&'v Run, usize, &'v Answered)> {
    let Subject::Step(step, _) = &act.subject else { return None };
    let (run, index) = view.session.state().find(step)?;
    let answered = run.steps.get(index)?.answered.as_ref()?;
    (answered.event == act.event).then_some((run, index, answered))
}

/// When it really happened, where that was said (R72).
pub(super) fn happened_at(act: &Act, view: &View) -> Option<Timestamp> {
    let state = view.session.state();
    match &act.subject {
        Subject::Step(..) => standing(act, view)?.2.happened_at,
        Subject::Line(mark) => state.tick(&mark.step, &act.event)?.happened_at,
        Subject::Note => told::note_of(state, &act.event)?.note.happened_at,
        Subject::Call => told::call_of(state, &act.event)?.call.happened_at,
        _ => None,
    }
}

/// How long nothing ran before somebody came back; none below a minute.
fn gap(act: &Act, view: &View) -> Option<Span> {
    let acts = &view.session.state().acts;
    let seq = act.event.seq.0;
    let times = (seq.saturating_sub(BEFORE_RETURN)..=seq).filter_map(|n| acts.time_of(Seq(n)));
    let times: Vec<Timestamp> = times.collect();
    let spans = times.windows(2).filter_map(|pair| Some(pair.get(1)?.since(*pair.first()?)));
    spans.max().filter(|span| span.minutes() > 0)
}

/// What a line says, uncut: what it is looked for by.
#[must_use]
pub fn full(line: &Line, view: &View) -> String {
    match line {
        Line::Act(act) => told::with_reason(view, told::act(view, act), told::reason(view, act)),
        Line::Beside(..) => said(line, view).1,
    }
}

/// All that is to be known of a line, one fact each: a label and a text.
#[must_use]
pub fn facts(line: &Line, view: &View) -> Vec<(String, String)> {
    let words = &view.words.screen.log;
    let n = line.seq().to_string();
    let head = fill(&words.entry, &[("n", &n)]);
    let comments = comment::lines(line.seq(), view).into_iter();
    let comments = comments.map(|text| (words.comment.clone(), text));
    let Line::Act(act) = line else {
        return std::iter::once((head, said(line, view).1)).chain(comments).collect();
    };
    let who = told::who(view, &act.who);
    let mut facts = vec![(head, fill(&words.by, &[("text", &full(line, view)), ("who", &who)]))];
    if let Some((run, index, answered)) = standing(act, view) {
        facts.extend(shown(run, index, answered, view).map(|text| (words.shown.clone(), text)));
        facts.extend(options(run, index, view).map(|text| (words.options.clone(), text)));
    }
    if let Some(at) = happened_at(act, view) {
        facts.push((words.happened.clone(), told::day_hm(view, at)));
    }
    if let Some(at) = view.session.state().acts.beside().late(line.seq()) {
        let text = fill(&words.late, &[("time", &told::hms(view, at))]);
        facts.push((words.written.clone(), text));
    }
    if let Subject::Correction(target) = &act.subject {
        let corrected = view.session.state().acts.get(target);
        facts.extend(corrected.map(|old| (words.before.clone(), told::act(view, &old))));
    } else if is_correctable(&act.subject) {
        facts.push((words.corrected.clone(), corrected(act, view)));
    }
    facts.extend(comments);
    facts
}

/// `03:30:13, answered 03:33:02, took 2:49` (R77).
fn shown(run: &Run, index: usize, answered: &Answered, view: &View) -> Option<String> {
    let since = run.steps.get(index)?.current_since?;
    if answered.at.wall < since.wall {
        return None;
    }
    let took = since.elapsed_until(&answered.at);
    let (minutes, seconds) = (took.minutes(), took.ms() / 1_000 % 60);
    let took = if minutes < 60 {
        format!("{minutes}:{seconds:02}")
    } else {
        format!("{}:{:02}:{seconds:02}", minutes / 60, minutes % 60)
    };
    let (shown, at) = (told::hms(view, since.wall), told::hms(view, answered.at.wall));
    let facts = [("shown", shown.as_str()), ("at", &at), ("took", &took)];
    Some(fill(&view.words.screen.log.shown_at, &facts))
}

/// What there was to choose from, as it was numbered.
fn options(run: &Run, index: usize, view: &View) -> Option<String> {
    let (_, step, _) = run.get(index)?;
    let words = &view.words.screen.decide;
    let texts: Vec<String> = match &step.kind {
        StepKind::Decide { options, .. } => {
            let titles = options.iter().map(|option| option.title.get(view.lang).to_owned());
            titles.chain([words.cannot_tell.clone(), words.not_now.clone()]).collect()
        }
        StepKind::Observe { states } => {
            states.iter().map(|state| state.title.get(view.lang).to_owned()).collect()
        }
        _ => return None,
    };
    let numbered = texts.iter().zip(1..).map(|(text, n)| format!("{n} {text}"));
    Some(numbered.collect::<Vec<_>>().join(", "))
}

/// Which entries corrected this one.
fn corrected(act: &Act, view: &View) -> String {
    let words = &view.words.screen.log;
    let state = view.session.state();
    let by: Vec<String> = state
        .acts
        .changing(&BTreeSet::from([act.event.seq]))
        .filter(|seq| {
            let line = state.acts.line(*seq);
            matches!(line, Some(Line::Act(act)) if matches!(act.subject, Subject::Correction(_)))
        })
        .map(|seq| seq.to_string())
        .collect();
    if by.is_empty() {
        return words.never.clone();
    }
    fill(&words.corrected_by, &[("entries", &by.join(", "))])
}
