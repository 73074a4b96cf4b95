//! What a row of the clock board says, how urgent it is, and which occurrence it stands for.

use super::duty_text;
use super::fact;
use super::view::View;
use super::watch_text;
use super::widget::frame::Level;
use crate::domain::board::BoardRow;
use crate::domain::duty_event::Verdict;
use crate::domain::duty_state::{Duty, Standing};
use crate::domain::occurrence::Occurrence;
use crate::domain::time::{Remaining, Span, UtcOffset};
use crate::i18n::fill;

/// A legal clock that applies with this much left or less must be acted on soon.
const LAW_SOON: Span = Span::from_min(2 * 60);

/// The occurrence that a row stands for.
#[must_use]
pub fn occurrence(row: &BoardRow<'_>) -> Occurrence {
    match row {
        BoardRow::Step(due) => Occurrence::Step(due.step.clone(), due.cause, due.due_at),
        BoardRow::Added(clock, _) => Occurrence::Added(clock.event.clone(), clock.due_at()),
        BoardRow::Awaited(awaited) => Occurrence::Awaited(awaited.step.clone()),
        BoardRow::Duty(duty) => {
            // A period of days is the same one after the season has changed its last hour.
            let end =
                duty.due.map(|due| due.day.map_or(due.at, |day| day.end(UtcOffset { minutes: 0 })));
            Occurrence::Duty(duty.clock.id.clone(), end)
        }
        BoardRow::Relief(relief) => Occurrence::Relief(relief.who.clone(), relief.due_at),
    }
}

/// How urgent a row is. What nobody judged is to be known, never an alarm.
#[must_use]
pub fn level(row: &BoardRow<'_>) -> Level {
    match row {
        BoardRow::Step(deadline) => fact::level(deadline),
        BoardRow::Added(_, Remaining::Over(_)) => Level::Caution,
        BoardRow::Added(_, Remaining::Left(_)) | BoardRow::Relief(_) => Level::Notice,
        BoardRow::Awaited(_) => Level::None,
        BoardRow::Duty(duty) => {
            let applies = duty.verdict == Some(Verdict::Applies);
            match duty.standing {
                Standing::Overdue(_) | Standing::Now(_) if applies => Level::Caution,
                Standing::Left(left) if applies && left <= LAW_SOON => Level::Caution,
                Standing::Overdue(_) | Standing::Now(_) | Standing::Left(_) => Level::Notice,
                _ => Level::None,
            }
        }
    }
}

/// A row that runs, in words for row 2 and for the list beside a step.
#[must_use]
pub fn text(row: &BoardRow<'_>, view: &View) -> String {
    match row {
        BoardRow::Step(deadline) => fact::deadline_text(deadline, view),
        BoardRow::Added(clock, _) => watch_text::clock_line(clock, view),
        BoardRow::Awaited(awaited) => watch_text::awaited(awaited, view),
        BoardRow::Duty(duty) => duty_line(duty, view),
        BoardRow::Relief(relief) => super::relief::text(relief, view),
    }
}

fn duty_line(duty: &Duty<'_>, view: &View) -> String {
    let words = &view.words.screen.board;
    let title = duty_text::clock_title(&duty.clock.id, view);
    let span = |span| view.words.duty.span(span);
    match duty.standing {
        Standing::Overdue(over) => {
            fill(&words.row2_overdue, &[("span", &span(over)), ("title", &title)])
        }
        Standing::Now(gone) => fill(&words.row2_now, &[("span", &span(gone)), ("title", &title)]),
        Standing::Left(left) => {
            let (day, time) = due_cell(duty, view);
            let day = if day.is_empty() { day } else { format!("{day} ") };
            let facts =
                [("day", day.as_str()), ("time", &time), ("span", &span(left)), ("title", &title)];
            fill(&words.row2_due, &facts)
        }
        _ => title,
    }
}

/// The due time of a clock in two cells: how many days ahead, and the time on the wall.
#[must_use]
pub fn due_cell(duty: &Duty<'_>, view: &View) -> (String, String) {
    let Some(due) = duty.due else { return (String::new(), String::new()) };
    let day = due.day.unwrap_or_else(|| due.at.date(view.now.offset));
    let time = match due.day {
        // The day is over at midnight; 00:00 would read as its beginning.
        Some(_) => view.words.screen.board.end_of_day.clone(),
        None => fact::clock(due.at, view),
    };
    let ahead = day.days_since(view.now.moment.wall.date(view.now.offset));
    let day = if ahead == 0 { String::new() } else { format!("{ahead:+}") };
    (day, time)
}
