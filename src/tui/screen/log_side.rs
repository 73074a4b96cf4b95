//! What stands around the list of the log: that it is whole, and in the large form how many entries
//! there are of each kind, on each track, and in each hour (S16).

use std::collections::BTreeMap;

use super::log_kind::{Kind, TrackOf, track_of, tracks};
use crate::domain::beside::Line;
use crate::domain::ids::Seq;
use crate::i18n::fill;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::{Canvas, Row};

/// Above so many entries nothing is counted: it would be felt at each key.
const COUNTED_MAX: u64 = 20_000;

/// Columns of an hour's bar.
const BAR_COLUMNS: usize = 24;

/// Columns of a name before its number ends.
const NUMBER_ENDS: usize = 30;

/// `LOG  214 entries, whole. 3 not sealed yet. 4 written late.`
#[must_use]
pub fn head(view: &View) -> Row {
    let words = &view.words.screen.log;
    let state = view.session.state();
    let n = view.session.lines().to_string();
    let whole = match view.session.missing() {
        Some(had) => fill(&words.missing, &[("n", &n), ("had", &had.to_string())]),
        None => fill(&words.whole, &[("n", &n)]),
    };
    let mut texts = vec![whole];
    let has_key = state.opened.as_ref().is_some_and(|begun| begun.facts.key.is_some());
    match &state.unsealed {
        _ if !has_key => {}
        None => texts.push(words.sealed.clone()),
        Some(open) => texts.push(fill(&words.unsealed, &[("n", &open.count.to_string())])),
    }
    let late = state.acts.beside().late_count();
    if late > 0 {
        texts.push(fill(&words.late_count, &[("n", &late.to_string())]));
    }
    if state.closed.is_some() {
        texts.push(words.closed.clone());
    } else if view.session.is_read_only() {
        texts.push(words.read_only.clone());
    }
    Row::title(texts.join(" "))
}

/// The left column of the large form.
pub fn side(canvas: &mut Canvas, kind: Kind, track: Option<&TrackOf>, view: &View) {
    let areas = canvas.areas();
    let Some(area) = areas.rail else { return };
    for y in areas.body.y..areas.body.bottom() {
        canvas.print(areas.body, (area.right() + 1, y), "|", Role::Rule);
    }
    let words = &view.words.screen.log;
    let counts = Counts::of(view);
    let mut rows = vec![Row::default().at(0, words.side_kind.as_str(), Role::Label), Row::blank()];
    for each in Kind::ALL {
        let n = counts.kinds.get(each as usize).copied();
        rows.push(counted(each.name(words), n.unwrap_or(0), each == kind));
    }
    rows.push(Row::blank());
    rows.push(Row::default().at(0, words.side_track.as_str(), Role::Label));
    for (each, title) in tracks(view) {
        let n = counts.tracks.get(&each).copied().unwrap_or(0);
        rows.push(counted(&title, n, track == Some(&each)));
    }
    rows.push(Row::blank());
    rows.extend(counts.hours(words));
    canvas.rows(area, &rows, 0);
}

fn counted(name: &str, n: usize, is_here: bool) -> Row {
    let mark = if is_here { ">>" } else { "" };
    let role = if is_here { Role::Focus } else { Role::Text };
    let columns = NUMBER_ENDS.saturating_sub(6);
    let name: String = name.chars().take(columns).collect();
    Row::default().at(0, mark, Role::Text).at(3, format!("{name:<columns$}{n:>6}"), role)
}

/// How many lines there are of what.
#[derive(Default)]
struct Counts {
    kinds: Vec<usize>,
    tracks: BTreeMap<TrackOf, usize>,
    /// By day and hour on the wall clock.
    hours: BTreeMap<String, usize>,
}

impl Counts {
    fn of(view: &View) -> Self {
        let acts = &view.session.state().acts;
        let mut counts = Self { kinds: vec![0; Kind::ALL.len()], ..Self::default() };
        let first = acts.newest().0.saturating_sub(COUNTED_MAX) + 1;
        for line in (first..=acts.newest().0).filter_map(|number| acts.line(Seq(number))) {
            counts.take(&line, view);
        }
        counts
    }

    fn take(&mut self, line: &Line, view: &View) {
        for (kind, count) in Kind::ALL.iter().zip(&mut self.kinds) {
            *count += usize::from(kind.takes(line, view));
        }
        if let Some(track) = track_of(line, view) {
            *self.tracks.entry(track).or_default() += 1;
        }
        let day = line.at().date(view.now.offset);
        let time = line.at().clock(view.now.offset).hms();
        let hour: String = time.chars().take(2).collect();
        *self.hours.entry(format!("{day} {hour}h")).or_default() += 1;
    }

    /// One bar for each hour in which something was done; the newest hours.
    fn hours(&self, words: &crate::i18n::screen_log::ScreenLog) -> Vec<Row> {
        let most = self.hours.values().copied().max().unwrap_or(0);
        let each = most.div_ceil(BAR_COLUMNS).max(1);
        let head = fill(&words.side_when, &[("n", &each.to_string())]);
        let mut rows = vec![Row::default().at(0, head, Role::Label)];
        let newest: Vec<_> = self.hours.iter().rev().take(8).collect();
        for (hour, n) in newest.into_iter().rev() {
            let hour: String = hour.chars().skip(11).collect();
            rows.push(Row::text(format!("   {hour} {}", "#".repeat(n.div_ceil(each)))));
        }
        rows
    }
}
