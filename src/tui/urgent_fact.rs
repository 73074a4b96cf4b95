//! What row 2 says: the record in danger, else the most pressing clock, and how the log stands.

use super::fact;
use super::row_fact;
use super::screen::on_paper;
use super::silence::is_silenced;
use super::view::View;
use super::widget::frame::{Level, Urgent};
use crate::domain::occurrence::Occurrence;
use crate::domain::time::Timestamp;
use crate::i18n::fill;

/// With less than this the medium of an open incident is nearly full.
const FREE_BYTES_MIN: u64 = 16_000_000;

/// Row 2. `acknowledged` is what A has silenced.
#[must_use]
pub fn urgent(view: &View, saved: Option<Timestamp>, acknowledged: &[Occurrence]) -> Urgent {
    let mut urgent = of_incident(view, saved, acknowledged);
    if let Some(text) = little_space(view).filter(|_| urgent.level < Level::Caution) {
        add(&mut urgent.tail, &text);
        urgent.level = Level::Notice;
    }
    let Some(percent) = view.store.battery.filter(|_| urgent.level != Level::Alarm) else {
        return urgent;
    };
    let words = &view.words.screen.frame;
    let percent = percent.to_string();
    if urgent.level == Level::None && urgent.tail.is_empty() {
        urgent.level = Level::Notice;
        urgent.text = fill(&words.battery, &[("n", &percent)]);
    } else {
        // A clock comes first; it loses a few letters of its title to this.
        add(&mut urgent.tail, &fill(&words.battery_short, &[("n", &percent)]));
    }
    urgent
}

/// One more word behind the text.
fn add(tail: &mut String, word: &str) {
    if !tail.is_empty() {
        tail.push_str("  ");
    }
    tail.push_str(word);
}

fn of_incident(view: &View, saved: Option<Timestamp>, acknowledged: &[Occurrence]) -> Urgent {
    let words = &view.words.screen.frame;
    let state = view.session.state();
    let saved = saved.or_else(|| state.last.as_ref().map(|(_, at)| at.wall));
    let time = saved.map(|at| at.clock(view.now.offset).hms()).unwrap_or_default();
    let log = if saved.is_some() { fill(&words.saved, &[("time", &time)]) } else { String::new() };
    let log_short =
        if saved.is_some() { fill(&words.saved_short, &[("time", &time)]) } else { String::new() };
    if let Some(alarm) = view.session.alarm() {
        let n = on_paper::count(view).to_string();
        let facts = [("time", fact::when(alarm.since.wall, view)), ("n", n)];
        let facts = facts.each_ref().map(|(name, fact)| (*name, fact.as_str()));
        let text = fill(&words.not_saved, &facts);
        let tail = words.not_saved_open.clone();
        return Urgent { level: Level::Alarm, text, tail, ..Urgent::default() };
    }
    // With a copy lost, the word that all is well would be half a truth.
    let (log, log_short) = match view.session.lost_media().first() {
        Some((folder, _)) => {
            let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
            let lost = fill(&words.medium_lost, &[("folder", &name)]);
            (format!("{lost}  {log_short}"), format!("{lost} {time}"))
        }
        None => (log, log_short),
    };
    let (log, log_short) = if view.session.is_read_only() {
        (words.read_only_mark.clone(), words.read_only_mark.clone())
    } else {
        (log, log_short)
    };
    let board = state.board(&view.now);
    let running: Vec<_> = board.iter().filter(|row| row.is_running()).collect();
    let most_urgent = running.iter().map(|row| row_fact::level(row)).max();
    let Some(highest) = most_urgent else {
        let text = if state.opened.is_some() { words.nothing_due.clone() } else { String::new() };
        return Urgent { text, log, log_short, ..Urgent::default() };
    };
    // Among equals the first of the list is the most urgent one (R35).
    let Some(first) = running.iter().find(|row| row_fact::level(row) == highest) else {
        return Urgent { log, log_short, ..Urgent::default() };
    };
    let mut tail = Vec::new();
    let is_acknowledged = is_silenced(&row_fact::occurrence(first), acknowledged, view);
    if highest >= Level::Caution && !is_acknowledged {
        tail.push(words.acknowledge.clone());
    }
    let others = running.iter().filter(|row| row_fact::level(row) >= Level::Caution).count();
    if others > 1 {
        tail.push(fill(&words.and_more, &[("n", &(others - 1).to_string())]));
    }
    let text = row_fact::text(first, view);
    Urgent { level: highest, text, tail: tail.join("  "), log, log_short }
}

/// That a medium of the open incident has hardly any room left, before it has none.
fn little_space(view: &View) -> Option<String> {
    let is_open = view.session.state().opened.is_some() && !view.session.is_closed();
    let live = view.store.media.iter().filter(|medium| medium.lost.is_none());
    let least = live.filter_map(|medium| medium.free_bytes).min().filter(|_| is_open)?;
    let n = (least / 1_000_000).to_string();
    let text = fill(&view.words.screen.frame.little_space, &[("n", &n)]);
    (least < FREE_BYTES_MIN).then_some(text)
}
