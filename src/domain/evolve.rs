//! The state after one more record. Total: it never fails, and counts what it does not know.

use super::act::{Answer, StepAct, StepEvent};
use super::bundle::Tick;
use super::call::CallMade;
use super::decide::completes;
use super::event::{Correction, Event, Record};
use super::evidence::Evidence;
use super::ids::{EventId, StepRef};
use super::proof::{Fork, MediumFault, MediumWord, SeenHead};
use super::state::{
    Answered, Begun, CallEntry, IncidentState, Jump, LineMark, NoteEntry, Outcome, Piece, Status,
    StepState, StepWord, Subject, Unsealed,
};
use super::turn::{Turn, correct_step, tick, turn};
use super::watch_event::Watch;

impl IncidentState {
    /// Takes one more record of the chain. One that was taken before changes nothing.
    pub fn evolve(&mut self, record: &Record) {
        if self.has_taken(record) {
            return;
        }
        self.last = Some((record.id.clone(), record.at));
        self.count_unsealed(record);
        self.acts.take(record);
        match &record.event {
            Event::Opened(facts) => {
                self.opened = Some(Begun { facts: facts.clone(), at: record.at });
                self.acts.mark(record, &Subject::Opening);
            }
            Event::SignedOn(person) => {
                let before = self.operator.replace(person.initials.clone());
                self.leading.signed_on(&person.initials, before.as_ref(), record.at);
                self.people.insert(person.initials.clone(), person.clone());
                self.acts.mark(record, &Subject::SignOn(person.initials.clone()));
            }
            Event::SignedOff(person) => {
                self.operator.take_if(|operator| *operator == person.initials);
                self.leading.signed_off(&person.initials, record.at);
                self.acts.mark(record, &Subject::SignOff(person.initials.clone()));
            }
            Event::EvidenceTaken(evidence) => self.take_evidence(record, evidence),
            Event::CustodyMoved(custody) => {
                self.evidence.change(&custody.evidence, |piece| piece.hand_over(record, custody));
                self.acts.mark(record, &Subject::Custody(custody.evidence.clone()));
            }
            Event::MomentFixed(_)
            | Event::DutyJudged(_)
            | Event::DutyFiled(_)
            | Event::DutyPassed(_) => self.evolve_duty(record),
            Event::LeadPassed(_) | Event::OwnWords(_) | Event::TrackHeld(_) => self.hand_on(record),
            Event::Step(event) => self.evolve_step(record, event),
            Event::NoteAdded(note) => {
                self.notes.push(&record.id, NoteEntry::of(record, note));
                self.acts.mark(record, &Subject::Note);
            }
            Event::Called(call) => self.take_call(record, call),
            Event::Watch(watch) => self.take_watch(record, watch),
            Event::Silenced(occurrence) => self.silence(record, occurrence),
            Event::Corrected { target, correction } => {
                self.evolve_correction(target, correction);
                self.acts.mark(record, &Subject::Correction(target.clone()));
            }
            Event::DeadlinePassed { step, .. } => self.pass_deadline(step),
            Event::Resumed(_) => self.acts.mark(record, &Subject::Return),
            Event::Recovered(recovered) => self.recovered.push(recovered.file.clone()),
            Event::Closed(closing) => {
                self.closed = Some((closing.clone(), record.at));
                self.acts.mark(record, &Subject::Closing);
            }
            Event::Unknown { .. } => self.unknown += 1,
            Event::ClockStepped { by_ms } => {
                self.clock.moved = Some((record.at, *by_ms));
                self.clock.moves += 1;
            }
            Event::ClockCompared(clock) => self.clock.compared = Some((record.at, clock.by_ms)),
            Event::Medium(fault) => self.evolve_medium(fault),
            Event::Witnessed(witness) => self.see(&witness.heads),
            Event::Forked(fork) => self.see_fork(fork),
            Event::RunbookPart(_) | Event::Sealed(_) | Event::Exported(_) | Event::Left { .. } => {}
        }
        // Only answers and holders of tracks move the place; many notes are folded without looking.
        let moves =
            matches!(record.event, Event::Step(_) | Event::Corrected { .. } | Event::TrackHeld(_));
        if moves {
            self.mark_current(record);
        }
    }

    fn pass_deadline(&mut self, step: &StepRef) {
        if let Some(state) = self.step_mut(step) {
            state.deadline_passed = true;
        }
    }

    fn count_unsealed(&mut self, record: &Record) {
        if matches!(record.event, Event::Sealed(_)) {
            // The seal behind the last entry is no return.
            self.unsealed = None;
            return;
        }
        self.left_cleanly = matches!(record.event, Event::Left { .. } | Event::Closed(_));
        let unsealed = self.unsealed.get_or_insert(Unsealed { count: 0, since: record.at });
        unsealed.count += 1;
    }

    /// Whether this record, or a later one of the same chain, was taken already. Identical repeats
    /// are legal after a change of medium (audit-log §4.6).
    #[must_use]
    pub fn has_taken(&self, record: &Record) -> bool {
        let is_it = |id: &EventId| id.writer == record.id.writer && record.id.seq <= id.seq;
        self.last.as_ref().is_some_and(|(id, _)| is_it(id))
    }

    fn see(&mut self, heads: &[SeenHead]) {
        let row = |seen: &SeenHead| (seen.writer.clone(), seen.seq, seen.head.clone());
        self.seen.extend(heads.iter().map(row));
    }

    fn see_fork(&mut self, fork: &Fork) {
        self.forks.extend(fork.heads.iter().map(|seen| (seen.writer.clone(), fork.at)));
    }

    fn evolve_medium(&mut self, fault: &MediumFault) {
        match fault.what {
            MediumWord::Lost => self.lost_media.insert(fault.place.clone()),
            MediumWord::Back => self.lost_media.remove(&fault.place),
        };
    }

    fn take_call(&mut self, record: &Record, call: &CallMade) {
        self.calls.push(CallEntry {
            event: record.id.clone(),
            at: record.at,
            who: record.who.clone(),
            call: call.clone(),
            is_withdrawn: false,
        });
        self.acts.mark(record, &Subject::Call);
    }

    fn take_watch(&mut self, record: &Record, watch: &Watch) {
        self.watch.take(record, watch);
        self.acts.mark(record, &Subject::Watch(watch.word()));
    }

    fn take_evidence(&mut self, record: &Record, evidence: &Evidence) {
        self.evidence.push(&record.id, Piece::of(record, evidence));
        self.acts.mark(record, &Subject::Evidence);
    }

    fn step_mut(&mut self, step: &StepRef) -> Option<&mut StepState> {
        let run = self.runs.iter_mut().find(|run| *run.id() == step.run)?;
        let index = run.index_of(&step.step)?;
        run.steps.get_mut(index)
    }

    /// The run of a step and its position there. The one behind the step that was answered last is
    /// looked at first: people walk in order.
    fn place_of(&self, step: &StepRef) -> Option<(usize, usize)> {
        if let Some(mut position) = self.acts.next_step(step) {
            for (place, run) in self.runs.iter().enumerate() {
                match position.checked_sub(run.steps.len()) {
                    None => return Some((place, position)),
                    Some(rest) => position = rest,
                }
            }
        }
        let place = self.runs.iter().position(|run| *run.id() == step.run)?;
        Some((place, self.runs.get(place)?.index_of(&step.step)?))
    }

    fn evolve_step(&mut self, record: &Record, event: &StepEvent) {
        let Some((place, index)) = self.place_of(&event.step) else { return };
        let before: usize = self.runs.iter().take(place).map(|run| run.steps.len()).sum();
        if let StepAct::Jumped { reason } = &event.act {
            let jump = Jump { event: record.id.clone(), to: index, reason: reason.clone() };
            if let Some(run) = self.runs.get_mut(place) {
                run.jump = Some(jump);
            }
            self.acts.mark_step(record, before + index, StepWord::Jumped);
            return;
        }
        if let StepAct::Ticked { line, left_out } = &event.act {
            self.take_tick(record, (place, index), event, (*line, left_out.as_ref()));
            return;
        }
        let Some(run) = self.runs.get(place) else { return };
        let Some(Turn { status, before_repeat, word }) = turn(run, index, record, event) else {
            return;
        };
        if completes(&event.act) {
            self.watch.raise(&event.step);
        }
        if let Some(state) = self.runs.get_mut(place).and_then(|run| run.steps.get_mut(index)) {
            // Looking again at what was agreed leaves the agreement as it was.
            let before = state.completed.as_ref().and_then(|done| done.approval.clone());
            let approval = event.act.approval().cloned().or(before);
            let answered = Answered {
                event: record.id.clone(),
                at: record.at,
                happened_at: event.happened_at,
                who: record.who.clone(),
                approval,
            };
            if completes(&event.act) {
                state.completed = Some(answered.clone());
            }
            state.status = status;
            state.before_repeat = before_repeat;
            state.answered = Some(answered);
        }
        self.acts.mark_step(record, before + index, word);
    }

    fn take_tick(
        &mut self,
        record: &Record,
        (place, index): (usize, usize),
        event: &StepEvent,
        (line, left_out): (u8, Option<&String>),
    ) {
        let Some(state) = self.runs.get_mut(place).and_then(|run| run.steps.get_mut(index)) else {
            return;
        };
        let mark = Tick {
            line,
            event: record.id.clone(),
            at: record.at,
            happened_at: event.happened_at,
            who: record.who.clone(),
            left_out: left_out.cloned(),
        };
        tick(state, mark);
        let (step, is_left_out) = (event.step.clone(), left_out.is_some());
        self.acts.mark(record, &Subject::Line(LineMark { step, line, is_left_out }));
    }

    fn evolve_correction(&mut self, target: &EventId, correction: &Correction) {
        self.notes.change(target, |entry| entry.correct(correction));
        self.evidence.change(target, |piece| piece.correct(correction));
        if let Some(entry) = self.calls.iter_mut().find(|entry| entry.event == *target) {
            match correction {
                Correction::NotSo { .. } => entry.is_withdrawn = true,
                Correction::Text { text } => entry.call.said = Some(text.clone()),
                Correction::Time { happened_at } => entry.call.happened_at = Some(*happened_at),
            }
        }
        self.duties.correct(target, correction);
        self.watch.correct(target, correction);
        self.acts.correct(target, correction);
        if matches!(correction, Correction::NotSo { .. })
            && let Some(step) = self.undone_by(target)
        {
            // The notices and moments of an act fall with it, and the marks of its lines.
            let ticks = self.step_mut(&step).map(|state| &state.ticks).into_iter().flatten();
            let ticks: Vec<EventId> = ticks.map(|tick| tick.event.clone()).collect();
            for event in self.duties.withdraw(&step).into_iter().chain(ticks) {
                self.acts.correct(&event, correction);
            }
        }
        for run in &mut self.runs {
            let steps = run.copy.runbook.steps().map(|(_, step)| step);
            for (step, state) in steps.zip(&mut run.steps) {
                correct_step(step, state, target, correction);
            }
        }
    }

    /// The step that is not done any more once this entry is taken back.
    fn undone_by(&self, target: &EventId) -> Option<StepRef> {
        let is_it = |state: &StepState| {
            let answers = [&state.answered, &state.completed].into_iter();
            answers.flatten().filter(|answered| answered.event == *target).count() == 2
        };
        self.runs.iter().find_map(|run| {
            let index = run.steps.iter().position(is_it)?;
            run.step_ref(index)
        })
    }

    /// Remembers when each run's current step became current: limits count from there (R33).
    pub(super) fn mark_current(&mut self, record: &Record) {
        for run in &mut self.runs {
            // A track that a named person holds is worked on beside the others: it has a current
            // step of its own.
            let held = self.leading.tracks.keys().filter(|(held, _)| held == run.id());
            let beside = held.filter_map(|(_, track)| run.current_of(track, &record.at));
            let current: Vec<usize> = run.current(&record.at).into_iter().chain(beside).collect();
            for index in current {
                if let Some(state) = run.steps.get_mut(index) {
                    state.current_since.get_or_insert(record.at);
                }
            }
        }
    }
}

/// The answer that a decided step holds.
#[must_use]
pub fn chosen(status: &Status) -> Option<&Answer> {
    match status {
        Status::Done { outcome: Outcome::Chosen(answer), .. } => Some(answer),
        _ => None,
    }
}
