//! The hand-over briefing in words, the same on the screen, on the command line and in a copy.

use super::duty::day_hm;
use super::{Catalogue, fill};
use crate::domain::act::Answer;
use crate::domain::board::BoardRow;
use crate::domain::brief::{Item, Line, StepOf};
use crate::domain::deadline::Deadline;
use crate::domain::event::{Mode, NoteKind, Severity};
use crate::domain::ids::Initials;
use crate::domain::lead::Relief;
use crate::domain::place::Mark;
use crate::domain::state::{IncidentState, NoteEntry, Outcome, Run, Status};
use crate::domain::step::StepKind;
use crate::domain::text::Text;
use crate::domain::time::{Now, Remaining, Span, Timestamp};
use crate::domain::together::Agreed;

/// A person by name where one was given, else by initials.
#[must_use]
pub fn named(state: &IncidentState, who: &Initials) -> String {
    let name = state.people.get(who).and_then(|person| person.name.clone());
    name.unwrap_or_else(|| who.to_string())
}

/// The sentence with which a change of lead is told to everybody (R59).
#[must_use]
pub fn announcement(words: &Catalogue, state: &IncidentState, now: &Now) -> Option<String> {
    let entry = state.leading.passed.last()?;
    let begun = state.opened.as_ref()?;
    let template = match begun.facts.mode {
        Mode::Real => &words.brief.announcement,
        Mode::Exercise => &words.brief.announcement_exercise,
    };
    let facts = [
        ("time", day_hm(entry.at.wall, now)),
        ("from", named(state, &entry.passed.from)),
        ("to", named(state, &entry.passed.to)),
        ("incident", begun.facts.incident.to_string()),
    ];
    Some(fill(template, &facts.each_ref().map(|(name, fact)| (*name, fact.as_str()))))
}

/// What is needed to put a briefing into words.
#[derive(Clone, Copy, Debug)]
pub struct Teller<'s> {
    /// The words.
    pub words: &'s Catalogue,
    /// The incident.
    pub state: &'s IncidentState,
    /// When.
    pub now: &'s Now,
    /// Whether what only runs on with time is left out.
    is_still: bool,
}

impl<'s> Teller<'s> {
    /// With everything.
    #[must_use]
    pub const fn new(words: &'s Catalogue, state: &'s IncidentState, now: &'s Now) -> Self {
        Self { words, state, now, is_still: false }
    }
}

impl Teller<'_> {
    /// What a line tells apart from how long it is so already, or is to be so yet. Of no use to a
    /// reader: as long as it is the same, words that took the line's place say nothing less (R57).
    #[must_use]
    pub fn still(&self, line: &Line<'_>) -> String {
        Self { is_still: true, ..*self }.line(line)
    }

    /// One line in words.
    #[must_use]
    pub fn line(&self, line: &Line<'_>) -> String {
        let words = &self.words.brief;
        match &line.item {
            Item::Incident => self.incident(),
            Item::Progress => self.progress(),
            Item::Agreed(agreed) => self.agreed(agreed),
            Item::Decision(step) => {
                let (time, who) = self.answered(*step);
                let (title, answer) = (self.title(*step), self.answer(*step));
                let facts =
                    [("time", &time), ("who", &who), ("title", &title), ("answer", &answer)];
                fill(&words.decision, &facts.map(|(name, fact)| (name, fact.as_str())))
            }
            Item::Call(entry) => {
                let time = entry.call.happened_at.unwrap_or(entry.at.wall);
                let text = self.words.site.call_line(&entry.call);
                fill(&words.call, &[("time", &self.clock(time)), ("text", &text)])
            }
            Item::Lead(entry) => {
                let (from, to) = (&entry.passed.from, &entry.passed.to);
                let time = self.clock(entry.at.wall);
                let facts = [("time", time.as_str()), ("from", from.as_str()), ("to", to.as_str())];
                fill(&words.lead, &facts)
            }
            Item::Limit(step) => self.limit(*step),
            Item::CouldNot(step) => {
                let status = step.run.steps.get(step.index).map(|state| &state.status);
                let reason = match status {
                    Some(Status::CouldNot { reason }) => reason.as_str(),
                    _ => "",
                };
                self.numbered(&words.step_could_not, *step, reason)
            }
            Item::Note(entry) => self.note(entry),
            Item::NothingNoted => words.nothing.clone(),
            Item::Next(step) => {
                let line = self.numbered(&words.next, *step, "");
                self.words.bundle.titled(line, step.run.bundle(step.index))
            }
            Item::Held(hold) => {
                let title = self.state.run(hold.run).map(|run| self.titled(run));
                let title = title.unwrap_or_else(|| hold.run.to_string());
                let time = self.clock(hold.since.wall);
                let facts = [("time", time.as_str()), ("who", hold.who.as_str())];
                let what = [("title", title.as_str()), ("reason", hold.reason)];
                fill(&words.held, &[facts, what].concat())
            }
            Item::Clock(row) => self.clock_row(row),
            Item::Open { clocks, todos, questions } => {
                let counts = [clocks, todos, questions].map(ToString::to_string);
                let [clocks, todos, questions] = counts.each_ref().map(String::as_str);
                let facts = [("clocks", clocks), ("todos", todos), ("questions", questions)];
                fill(&words.open, &facts)
            }
        }
    }

    fn agreed(&self, agreed: &Agreed<'_>) -> String {
        let words = &self.words.brief;
        let step = StepOf { run: agreed.run, index: agreed.index };
        let time = agreed.answered.happened_at.unwrap_or(agreed.answered.at.wall);
        let template = if agreed.is_alone() { &words.alone } else { &words.agreed };
        let agreement = self.words.agreement.of(agreed.approval, str::to_owned);
        let facts = [
            ("time", self.clock(time)),
            ("who", agreed.answered.who.as_str().to_owned()),
            ("title", self.title(step)),
            ("agreement", agreement),
            ("reason", agreed.approval.words.clone()),
        ];
        fill(template, &facts.each_ref().map(|(name, fact)| (*name, fact.as_str())))
    }

    fn limit(&self, step: StepOf<'_>) -> String {
        let carry = step.run.get(step.index).and_then(|(_, step, _)| step.carry.as_ref());
        let text = carry.map(|carry| self.text(carry)).unwrap_or_default();
        let (time, _) = self.answered(step);
        let facts = [("text", text), ("title", &*self.title(step)), ("time", &time)];
        fill(&self.words.brief.limit, &facts)
    }

    fn note(&self, entry: &NoteEntry) -> String {
        let words = &self.words.brief;
        let template = match entry.note.kind {
            NoteKind::Question => &words.note_question,
            NoteKind::Decision => &words.note_decision,
            NoteKind::Todo | NoteKind::Fact => &words.note_todo,
            NoteKind::Briefing => &words.note_briefing,
        };
        let time = self.clock(entry.note.happened_at.unwrap_or(entry.at.wall));
        let who = entry.who.as_str();
        fill(template, &[("text", &entry.note.text), ("who", who), ("time", &time)])
    }

    fn clock(&self, at: Timestamp) -> String {
        day_hm(at, self.now)
    }

    fn span(&self, span: Span) -> String {
        if self.is_still {
            return String::new();
        }
        self.words.duty.span(span)
    }

    fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.words.lang)
    }

    fn titled(&self, run: &Run) -> String {
        self.words.run.titled(run, self.words.lang)
    }

    fn title(&self, step: StepOf<'_>) -> String {
        self.words.run.named(step.run.id(), self.bare_title(step))
    }

    fn bare_title<'t>(&self, step: StepOf<'t>) -> &'t str {
        let title = step.run.get(step.index).map(|(_, step, _)| self.text(&step.title));
        title.unwrap_or_default()
    }

    fn numbered(&self, template: &str, step: StepOf<'_>, reason: &str) -> String {
        let n = self.words.run.number(step.run.id(), step.index);
        fill(template, &[("n", &n), ("title", self.bare_title(step)), ("reason", reason)])
    }

    /// When a step was answered, and by whom.
    fn answered(&self, step: StepOf<'_>) -> (String, String) {
        let answered = step.run.steps.get(step.index).and_then(|state| state.answered.as_ref());
        let told = answered.map(|answered| {
            let at = answered.happened_at.unwrap_or(answered.at.wall);
            (self.clock(at), answered.who.as_str().to_owned())
        });
        told.unwrap_or_default()
    }

    fn answer(&self, step: StepOf<'_>) -> String {
        let Some((_, asked, state)) = step.run.get(step.index) else { return String::new() };
        match (&state.status, &asked.kind) {
            (
                Status::Done { outcome: Outcome::Chosen(Answer::Option(chosen)), .. },
                StepKind::Decide { options, .. },
            ) => {
                let option = options.iter().find(|option| option.id == *chosen);
                let title = option.map(|option| self.text(&option.title));
                title.unwrap_or(chosen.as_str()).to_owned()
            }
            _ => self.words.brief.cannot_tell.clone(),
        }
    }

    fn incident(&self) -> String {
        let words = &self.words.brief;
        let Some(begun) = &self.state.opened else { return String::new() };
        let mode = match begun.facts.mode {
            Mode::Real => &words.real,
            Mode::Exercise => &words.exercise,
        };
        let care = match begun.facts.severity {
            Severity::Care => &words.care_1,
            Severity::Service => &words.care_2,
            Severity::Suspicion => &words.care_3,
        };
        let titles = self.state.runs.iter().map(|run| self.titled(run));
        let title = titles.collect::<Vec<_>>().join(" + ");
        let n = begun.facts.severity.number().to_string();
        let time = self.clock(begun.at.wall);
        let noticed = begun.facts.noticed_at.map(|at| self.clock(at));
        let template = if noticed.is_some() { &words.incident_noticed } else { &words.incident };
        fill(
            template,
            &[
                ("mode", mode),
                ("title", &title),
                ("n", &n),
                ("care", care),
                ("time", &time),
                ("noticed", &noticed.unwrap_or_default()),
            ],
        )
    }

    fn progress(&self) -> String {
        let words = &self.words.brief;
        let Some(begun) = &self.state.opened else { return String::new() };
        let span = self.span(begun.at.elapsed_until(&self.now.moment));
        let counts = self.counts();
        let moment = &self.now.moment;
        let place = self.state.focus(moment).and_then(|run| {
            let (phase, ..) = run.get(run.current(moment)?)?;
            let phases = &run.copy.runbook.phases;
            let at = phases.iter().position(|its| its.id == phase.id)?;
            Some((at + 1, phases.len(), self.text(&phase.title)))
        });
        let Some((n, all, phase)) = place else {
            return fill(&words.progress_end, &[("span", &span), ("counts", &counts)]);
        };
        let (n, all) = (n.to_string(), all.to_string());
        fill(
            &words.progress,
            &[("span", &span), ("n", &n), ("all", &all), ("phase", phase), ("counts", &counts)],
        )
    }

    fn counts(&self) -> String {
        let words = &self.words.brief;
        let runs = &self.state.runs;
        let count = |mark| runs.iter().map(|run| run.count(mark)).sum::<usize>();
        let done = count(Mark::Done) + count(Mark::DoneByTwo);
        let all =
            runs.iter().map(|run| run.steps.len()).sum::<usize>() - count(Mark::NotApplicable);
        let mut texts =
            vec![fill(&words.done, &[("n", &done.to_string()), ("all", &all.to_string())])];
        let others = [
            (&words.skipped, count(Mark::Skipped)),
            (&words.could_not, count(Mark::CouldNot)),
            (&words.later, count(Mark::Later)),
            (&words.waiting, count(Mark::Waiting)),
        ];
        let others = others.into_iter().filter(|(_, n)| *n > 0);
        texts.extend(others.map(|(template, n)| fill(template, &[("n", &n.to_string())])));
        texts.join(", ")
    }

    fn clock_row(&self, row: &BoardRow<'_>) -> String {
        match row {
            BoardRow::Step(deadline) => self.deadline(deadline),
            BoardRow::Relief(relief) => self.relief(relief),
            BoardRow::Added(clock, remaining) => {
                let facts = [("whom", clock.what.whom.as_str()), ("text", &clock.what.text)];
                let title = fill(&self.words.watch.given, &facts);
                self.due(clock.due_at(), *remaining, &title)
            }
            BoardRow::Awaited(awaited) => {
                let found = self.state.find(&awaited.step);
                let title = found.map(|(run, index)| self.title(StepOf { run, index }));
                let title = title.unwrap_or_default();
                let facts = [("until", awaited.until), ("title", title.as_str())];
                let text = fill(&self.words.watch.awaited, &facts);
                fill(&self.words.brief.clock_event, &[("text", &text)])
            }
            BoardRow::Duty(duty) => {
                let title = self.text(&duty.clock.title);
                if self.is_still {
                    return format!("{title} {} {:?}", duty.standing.order().0, duty.due);
                }
                let text = self.words.duty.standing(duty, self.now.offset, None, "");
                fill(&self.words.brief.clock_law, &[("title", title), ("text", &text)])
            }
        }
    }

    fn deadline(&self, deadline: &Deadline) -> String {
        let found = self.state.find(&deadline.step);
        let title = found.map(|(run, index)| self.title(StepOf { run, index }));
        let title = deadline.whom.clone().or(title).unwrap_or_default();
        self.due(deadline.due_at, deadline.remaining, &title)
    }

    fn relief(&self, relief: &Relief) -> String {
        let who = named(self.state, &relief.who);
        let title = fill(&self.words.lead.relief, &[("who", &who)]);
        self.due(relief.due_at, relief.remaining, &title)
    }

    fn due(&self, at: Timestamp, remaining: Remaining, title: &str) -> String {
        let words = &self.words.brief;
        let (template, span) = match remaining {
            Remaining::Left(span) => (&words.clock, span),
            Remaining::Over(span) => (&words.clock_over, span),
        };
        let facts = [("time", self.clock(at)), ("span", self.span(span))];
        let [time, span] = facts.each_ref().map(|(name, fact)| (*name, fact.as_str()));
        fill(template, &[time, span, ("title", title)])
    }
}
