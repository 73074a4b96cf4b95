//! Which fields a question about legal clocks has.

use super::duty_fields::{Slot, SlotKind};
use super::duty_form::Ask;
use crate::domain::command::StepOrder;
use crate::domain::ids::{ClockId, MomentId};
use crate::tui::view::View;

/// The clocks of a step whose notice is not out, and its moments that nobody named.
pub(super) fn of_step(order: &StepOrder, view: &View) -> (Vec<MomentId>, Vec<ClockId>) {
    let state = view.session.state();
    let found = state.find(&order.step).and_then(|(run, index)| run.get(index));
    let Some((_, step, _)) = found else { return (Vec::new(), Vec::new()) };
    let is_open = |moment: &&MomentId| state.moment_start(moment).is_none();
    let is_owed = |clock: &&ClockId| !state.is_filed(clock);
    let starts = step.starts.iter().filter(is_open).cloned().collect();
    (starts, step.answers.iter().filter(is_owed).cloned().collect())
}

/// Whether doing the step has to ask anything first.
#[must_use]
pub(super) fn asks_first(order: &StepOrder, view: &View) -> bool {
    let (starts, answers) = of_step(order, view);
    !starts.is_empty() || !answers.is_empty()
}

/// The fields that an answer needs.
pub(super) fn slots(ask: &Ask, view: &View) -> Vec<Slot> {
    let words = &view.words.screen.board;
    let state = view.session.state();
    let time = |label: &str| Slot::text(SlotKind::Time, label, &words.hint_time);
    let text = |kind, label: &str| Slot::text(kind, label, "");
    match ask {
        Ask::Judge(_) => vec![
            Slot::choice(&[&words.judge_applies, &words.judge_not, &words.judge_unknown]),
            Slot::text(SlotKind::Reason, &words.field_reason, &words.hint_judge),
        ],
        Ask::Moment(moment) => {
            let mut slots = Vec::new();
            if state.moment_start(moment).is_some() {
                slots.push(Slot::choice(&[&words.moment_correct, &words.moment_dispute]));
            }
            slots.push(time(&words.field_moment));
            slots.push(Slot::text(SlotKind::Reason, &words.field_reason, &words.hint_judge));
            slots
        }
        Ask::File(clock) => {
            let mut slots = vec![time(&words.field_when)];
            slots.extend(filing(std::slice::from_ref(clock), view));
            slots
        }
        Ask::Step(order) => {
            let (starts, answers) = of_step(order, view);
            let mut slots = Vec::new();
            if !starts.is_empty() {
                slots.push(time(&words.field_moment));
            }
            if !answers.is_empty() {
                slots.extend(filing(&answers, view));
            }
            slots
        }
    }
    .into_iter()
    .chain(late(ask, view).then(|| text(SlotKind::Late, &words.field_late)))
    .collect()
}

/// Receipt and way, and how much went out where parts are allowed.
fn filing(clocks: &[ClockId], view: &View) -> Vec<Slot> {
    let words = &view.words.screen.board;
    let law = &view.session.state().law;
    let mut slots = vec![
        Slot::text(SlotKind::Receipt, &words.field_receipt, ""),
        Slot::text(SlotKind::Channel, &words.field_channel, ""),
    ];
    let allows = |clock: &ClockId| law.clock(clock).is_some_and(|known| known.allows_phased);
    if clocks.iter().all(allows) {
        // The first part is the exception: the whole stands chosen, and harms nobody.
        slots.push(Slot::choice(&[&words.complete, &words.phased]).starting_at(0));
    }
    slots
}

/// Whether a notice that is filed now would have to say why it is late.
fn late(ask: &Ask, view: &View) -> bool {
    let state = view.session.state();
    let clocks = match ask {
        Ask::File(clock) => vec![clock.clone()],
        Ask::Step(order) => of_step(order, view).1,
        Ask::Judge(_) | Ask::Moment(_) => Vec::new(),
    };
    clocks.iter().filter_map(|clock| state.law.clock(clock)).any(|clock| {
        let due = state.duty_due(clock, view.now.offset);
        let is_late = due.is_some_and(|due| view.now.moment.wall >= due.at);
        is_late && clock.late_requires_reason && state.filings(&clock.id).next().is_none()
    })
}
