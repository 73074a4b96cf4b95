//! The frame that every screen shares: rows 1 and 2, rules, LAST and the keys (screens §2.1).
//!
//! It draws what it is given; which facts those are is decided in [`crate::tui::fact`].

use super::canvas::Canvas;
use super::text::{clean, columns, cut};
use crate::domain::wrap::wrap;
use crate::tui::layout::Form;
use crate::tui::theme::Role;

/// Stands for the sentences that there was no room for.
const GONE: &str = ".. ";

/// Row 1, from the most needed part to the least.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// First at the left: real or exercise, or the program's name.
    pub mode: String,
    /// The runbook's title: what is shortened when there is little room.
    pub title: String,
    /// After it, whole or not at all: revision, incident, severity.
    pub facts: [String; 3],
    /// At the right, in this order: clock, elapsed time, operator.
    pub right: Vec<String>,
    /// Whether this is an exercise.
    pub is_exercise: bool,
}

/// How urgent row 2 is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing.
    #[default]
    None,
    /// `!`: know.
    Notice,
    /// `!!`: act soon.
    Caution,
    /// `!!!`: act now; the rules turn into `!` as well.
    Alarm,
}

/// Row 2.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Urgent {
    /// How urgent.
    pub level: Level,
    /// The most urgent thing: what is shortened when there is little room.
    pub text: String,
    /// After it, never shortened: which key answers, how many more there are.
    pub tail: String,
    /// Where the log stands.
    pub log: String,
    /// The same where there is little room.
    pub log_short: String,
}

/// Row LAST.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Last {
    /// The label.
    pub label: String,
    /// Rows: the answer to the last key, or the last acts.
    pub rows: Vec<(String, String)>,
}

/// Draws row 1. The title is shortened; any other part is there whole or not at all, because half a
/// number is another one (R11). Which incident it is and the clock stay longest.
pub fn identity(canvas: &mut Canvas, facts: &Identity) {
    let area = canvas.areas().identity;
    if area.height == 0 {
        return;
    }
    let role = if facts.is_exercise { Role::Exercise } else { Role::Identity };
    let wide = canvas.areas().form == Form::Large;
    let gap = if wide { "   " } else { "  " };
    let margin = if facts.title.is_empty() || wide { " " } else { "" };
    let (kept, right) = fitting(facts, area.width, gap, margin, canvas);
    let right = format!(" {}{margin}", right.join(gap));
    let x = canvas.print_right(area, area.y, &right, Role::Text);
    let mut left = area;
    left.width = x.saturating_sub(area.x + 1);
    let taken = columns(&facts.mode, canvas.theme()) + columns(&kept, canvas.theme()) + 4;
    let title = shorten(&facts.title, left.width.saturating_sub(taken), canvas);
    let parts = [facts.mode.as_str(), &title, &kept];
    let mut text = String::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        // The revision belongs to the title before it.
        let gap = if text.is_empty() {
            ""
        } else if part == kept && !title.is_empty() {
            " "
        } else {
            "  "
        };
        text.push_str(gap);
        text.push_str(part);
    }
    canvas.print(left, (area.x + 1, area.y), &text, Role::Text);
    canvas.paint(area, role);
}

/// The facts after the title and those at the right that fit beside the mode: first revision and
/// severity give way, then the person, then the time that has gone by.
fn fitting<'f>(
    facts: &'f Identity,
    width: u16,
    gap: &str,
    margin: &str,
    canvas: &Canvas,
) -> (String, Vec<&'f str>) {
    let of = |text: &str| columns(text, canvas.theme());
    let [revision, incident, severity] = &facts.facts;
    let lefts: [&[&String]; 3] =
        [&[revision, incident, severity], &[incident, severity], &[incident]];
    let joined = |parts: &[&String]| {
        let parts = parts.iter().filter(|part| !part.is_empty()).map(|part| part.as_str());
        parts.collect::<Vec<_>>().join("  ")
    };
    let without = |gone: usize| -> Vec<&'f str> {
        let last = 3_usize.saturating_sub(gone);
        let is_kept = |at: &usize| *at < last || *at > 2;
        let kept = facts.right.iter().enumerate().filter(|(at, _)| is_kept(at));
        kept.map(|(_, part)| part.as_str()).collect()
    };
    let fits = |left: &str, right: &[&str]| {
        let right = of(&right.join(gap)) + of(margin) + 1;
        of(&facts.mode) + 2 + of(left) + right + 2 <= width
    };
    for (left, gone) in [(0, 0), (1, 0), (2, 0), (2, 1), (2, 2)] {
        let (left, right) = (joined(lefts.get(left).copied().unwrap_or_default()), without(gone));
        if fits(&left, &right) {
            return (left, right);
        }
    }
    (joined(lefts.get(2).copied().unwrap_or_default()), without(2))
}

/// The beginning of a title that is too long, with two dots; nothing when no word fits.
fn shorten(title: &str, room: u16, canvas: &Canvas) -> String {
    if columns(title, canvas.theme()) <= room {
        return title.to_owned();
    }
    if room < 6 {
        return String::new();
    }
    let mut head = String::new();
    for c in title.chars() {
        head.push(c);
        if columns(&head, canvas.theme()) + 2 > room {
            head.pop();
            break;
        }
    }
    format!("{}..", head.trim_end())
}

/// Draws row 2 and the two rules that go with its level.
pub fn urgent(canvas: &mut Canvas, facts: &Urgent) {
    let areas = canvas.areas();
    let area = areas.urgent;
    let sign = if facts.level == Level::Alarm { '!' } else { '-' };
    canvas.rule(areas.rule_top, sign);
    canvas.rule(areas.rule_bottom, sign);
    if area.height == 0 {
        return;
    }
    let (mark, role) = match facts.level {
        Level::None => ("", Role::Text),
        Level::Notice => ("! ", Role::Notice),
        Level::Caution => ("!! ", Role::Caution),
        Level::Alarm => ("!!! ", Role::Alarm),
    };
    let tail = if facts.tail.is_empty() { String::new() } else { format!("  {}", facts.tail) };
    let fixed = 1 + columns(mark, canvas.theme()) + columns(&tail, canvas.theme());
    let taken = fixed + columns(&facts.text, canvas.theme());
    let fits = |log: &String| taken + columns(log, canvas.theme()) + 2 < area.width;
    let log = if fits(&facts.log) { &facts.log } else { &facts.log_short };
    let mut limit = area;
    if !log.is_empty() {
        // Two columns keep the two apart.
        let x = canvas.print_right(area, area.y, &format!("{log} "), Role::Text);
        limit.width = x.saturating_sub(area.x + 2);
    }
    let text = shorten(&facts.text, limit.width.saturating_sub(fixed), canvas);
    let end = canvas.print(limit, (area.x, area.y), &format!(" {mark}{text}{tail}"), role);
    if facts.level == Level::None {
        return;
    }
    limit.width = end.saturating_sub(area.x);
    canvas.paint(limit, role);
}

/// What is said, in the rows that LAST can have. Where even these are too few, the first sentences
/// go: what to do stands last (R129).
#[must_use]
pub fn said_rows(canvas: &Canvas, label: &str, text: &str) -> Vec<String> {
    let areas = canvas.areas();
    let theme = canvas.theme();
    let room = usize::from(areas.last.width.saturating_sub(columns(&labelled(label), theme)));
    let most = usize::from(areas.last_rows_max());
    let mut text = clean(text, theme.is_ascii).replace('\n', " ");
    loop {
        let mut rows = wrap(&text, room);
        if rows.len() <= most {
            return rows;
        }
        let Some(after) = after_sentence(&text) else {
            rows.truncate(most);
            if let Some(row) = rows.last_mut() {
                let room = u16::try_from(room.saturating_sub(2)).unwrap_or(u16::MAX);
                *row = format!("{}..", cut(row, room, theme).trim_end_matches('.'));
            }
            return rows;
        };
        text = format!("{GONE}{after}");
    }
}

/// What comes behind the first sentence.
fn after_sentence(text: &str) -> Option<&str> {
    let text = text.strip_prefix(GONE).unwrap_or(text);
    let end = [". ", "? ", "! "].iter().filter_map(|end| text.find(end)).min()?;
    text.get(end + 2..)
}

/// Draws row LAST.
pub fn last(canvas: &mut Canvas, facts: &Last) {
    let area = canvas.areas().last;
    let label = labelled(&facts.label);
    let indent = columns(&label, canvas.theme());
    for ((left, right), y) in facts.rows.iter().zip(area.y..area.bottom()) {
        if y == area.y {
            canvas.print(area, (area.x, y), &label, Role::Label);
        }
        let mut limit = area;
        let room = area.width.saturating_sub(indent + 1);
        let taken = columns(left, canvas.theme()) + columns(right, canvas.theme());
        if !right.is_empty() && taken + 1 < room {
            let x = canvas.print_right(area, y, &format!("{right} "), Role::Text);
            limit.width = x.saturating_sub(area.x + 1);
        }
        let left = shorten(left, limit.width.saturating_sub(indent), canvas);
        canvas.print(limit, (area.x.saturating_add(indent), y), &left, Role::Text);
    }
}

/// The label with its margins.
fn labelled(label: &str) -> String {
    format!(" {label} ")
}
