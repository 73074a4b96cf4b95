//! How the start form looks: labelled rows, the folder of the log, and what Enter will do.

use super::sheet::Sheet;
use super::start::{Place, Start};
use super::told;
use crate::domain::claimed::parse_claimed;
use crate::domain::event::{Mode as IncidentMode, Severity};
use crate::domain::text::Lang;
use crate::i18n::fill;
use crate::ports::{LITTLE_SPACE_BYTES, Trial};
use crate::tui::clock_text;
use crate::tui::fact;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::Row;
use crate::tui::widget::text::columns;

/// Columns of the role.
const FIELD_COLUMNS: u16 = 28;

impl Start {
    /// All rows of the form.
    pub(super) fn form<'a>(&'a self, view: &View<'a>, width: u16) -> Sheet<'a> {
        let words = &view.words.screen.start;
        let mut sheet = Sheet::new(width, *view.theme);
        let revision = fill(&words.revision, &[("n", &self.copy.runbook.revision.to_string())]);
        let title = self.copy.runbook.title.get(view.lang);
        sheet.row(Row::default().at(0, words.start.as_str(), Role::Label).at(
            columns(&words.start, *view.theme) + 2,
            format!("{title}, {revision}"),
            Role::Title,
        ));
        let is_bad = is_bad(view);
        // What to do stands where it is seen in the smallest window.
        trouble(&mut sheet, view);
        if !is_bad {
            sheet.blank();
        }
        self.choices(&mut sheet, is_bad, view);
        let hint = match (self.is_from_last_time(), self.was_asked_for_initials) {
            (true, _) => &words.from_last,
            (false, true) if self.initials.is_blank() => &words.as_op,
            _ => &words.initials_hint,
        };
        let x = label_columns(view);
        let is_at = |place| self.place == place;
        sheet.field(&words.initials, x, (&self.initials, 9, is_at(Place::Initials)), hint);
        let severity = [
            (1, words.care.as_str(), self.severity == Severity::Care),
            (2, words.service.as_str(), self.severity == Severity::Service),
            (3, words.suspicion.as_str(), self.severity == Severity::Suspicion),
        ];
        sheet_choice(&mut sheet, view, &words.severity, &severity, is_at(Place::Severity));
        let language = [
            (1, words.english.as_str(), view.lang == Lang::En),
            (2, words.french.as_str(), view.lang == Lang::Fr),
        ];
        sheet_choice(&mut sheet, view, &words.language, &language, is_at(Place::Language));
        let hint = self.noticed_hint(view);
        sheet.field(&words.noticed, x, (&self.noticed, 9, is_at(Place::Noticed)), &hint);
        let hint = self.clock_hint(view);
        sheet.field(&words.clock, x, (&self.clock, 9, is_at(Place::Clock)), &hint);
        let hint = if self.role.is_blank() { words.role_hint.as_str() } else { "" };
        let columns = if self.role.is_blank() { 9 } else { FIELD_COLUMNS };
        sheet.field(&words.role, x, (&self.role, columns, is_at(Place::Role)), hint);
        if view.keyboard.is_assumed() {
            let family = view.keyboard.family().name(&view.words.remap);
            let hint = fill(&view.words.remap.seven_hint, &[("name", family)]);
            let field = (&self.key, 2, is_at(Place::Keyboard));
            sheet.field(&view.words.remap.seven_label, x, field, &hint);
        }
        if is_bad {
            store(&mut sheet, view);
            return sheet;
        }
        sheet.blank();
        store(&mut sheet, view);
        sheet.blank();
        sheet.text(0, &words.when_enter);
        sheet.text(0, &words.forever);
        sheet
    }

    /// What stands beside the form where there is room.
    pub(super) fn aside<'a>(view: &View<'a>, width: u16) -> Sheet<'a> {
        let words = &view.words.screen.start;
        let mut sheet = Sheet::new(width, *view.theme);
        sheet.heading(&words.next_title);
        for (number, line) in (1..).zip(&words.next) {
            sheet.labelled(&format!("{number}"), 3, line);
        }
        sheet.blank();
        for (title, text) in
            [(&words.board_title, &words.board), (&words.alone_title, &words.alone)]
        {
            sheet.heading(title);
            sheet.text(0, text);
            sheet.blank();
        }
        sheet
    }

    fn choices(&self, sheet: &mut Sheet, is_bad: bool, view: &View) {
        let words = &view.words.screen.start;
        let modes = [
            (1, words.real.as_str(), self.mode == Some(IncidentMode::Real)),
            (2, words.exercise.as_str(), self.mode == Some(IncidentMode::Exercise)),
        ];
        sheet_choice(sheet, view, &words.this_is, &modes, self.place == Place::Mode);
        if is_bad {
            // Every row is needed.
        } else if self.mode.is_none() {
            sheet.text(label_columns(view), &words.choose_one);
        } else {
            // The rows below stay where they are when the choice is made.
            sheet.blank();
        }
    }

    pub(super) fn noticed_hint(&self, view: &View) -> String {
        let words = &view.words.screen.start;
        let Some(at) = parse_claimed(self.noticed.trimmed(), &view.now) else {
            return words.noticed_hint.clone();
        };
        let time = fact::clock(at, view);
        if told::is_today(view, at) {
            return fill(&words.noticed_read, &[("time", &time)]);
        }
        let date = at.date(view.now.offset).to_string();
        fill(&words.noticed_day, &[("time", &time), ("date", &date)])
    }

    /// What the difference is, so that a slip of the finger is seen before it is recorded.
    pub(super) fn clock_hint(&self, view: &View) -> String {
        let words = &view.words.screen.start;
        match self.reading() {
            None => words.clock_hint.clone(),
            Some(reading) => clock_text::clock_off(reading.ahead_ms, view),
        }
    }
}

/// Column of the values behind the labels.
fn label_columns(view: &View) -> u16 {
    let words = &view.words.screen.start;
    let labels = [
        &words.this_is,
        &words.initials,
        &words.severity,
        &words.language,
        &words.noticed,
        &words.clock,
        &words.role,
    ];
    let widest = labels.iter().map(|label| columns(label, *view.theme)).max().unwrap_or(0);
    3 + widest + 2
}

fn sheet_choice(
    sheet: &mut Sheet,
    view: &View,
    label: &str,
    choices: &[(u8, &str, bool)],
    has_focus: bool,
) {
    let one = |(number, text, is_chosen): &(u8, &str, bool)| {
        let mark = if *is_chosen { "(x)" } else { "( )" };
        format!("{mark} {number} {text}")
    };
    let texts: Vec<String> = choices.iter().map(one).collect();
    let x = label_columns(view);
    let row = |text: &str| Row::default().at(x, text, Role::Text);
    let line = texts.join("   ");
    // Where the choices do not fit beside each other they stand below each other: none is cut off.
    let fits = x.saturating_add(columns(&line, *view.theme)) <= sheet.width();
    let mut rows: Vec<Row> =
        if fits { vec![row(&line)] } else { texts.iter().map(|text| row(text)).collect() };
    if let Some(first) = rows.first_mut() {
        *first = std::mem::take(first).at(3, label, Role::Text);
    }
    sheet.focusable_rows(rows, has_focus);
}

/// No clock that is right says less.
const CLOCK_MS_MIN: i64 = 1_704_067_200_000;

/// Whether the data folder did not take the trial write.
fn is_bad(view: &View) -> bool {
    view.store.trials.first().is_some_and(|own| own.written.is_err())
}

/// What keeps a start from being a good one, and what to do.
pub(super) fn trouble(sheet: &mut Sheet, view: &View) {
    let words = &view.words.screen.start;
    if is_bad(view) {
        sheet.title(&words.trial_bad);
        sheet.text(0, &words.trial_do);
    }
    let wall = view.now.moment.wall;
    if wall.ms() < CLOCK_MS_MIN {
        let date = wall.date(view.now.offset).to_string();
        sheet.title(&fill(&words.clock_wrong, &[("date", &date)]));
    }
}

/// Where the log goes and whether it can be written there (R88). What the system says of a failure
/// comes last: it helps whoever mends it, not whoever has to start.
pub(super) fn store(sheet: &mut Sheet, view: &View) {
    let words = &view.words.screen.start;
    let folder = format!("{} {}", words.log_goes, view.store.folder);
    sheet.text(0, &folder);
    let Some((own, mirrors)) = view.store.trials.split_first() else { return };
    if own.written.is_ok() {
        sheet.text(0, &format!("{} {}", words.trial_ok, room(own, view)));
    }
    for mirror in mirrors {
        let folder = mirror.folder.to_string_lossy();
        let facts = [("folder", &*folder)];
        match &mirror.written {
            Ok(()) => {
                let verdict = fill(&words.mirror_ok, &facts);
                sheet.text(0, &format!("{verdict} {}", room(mirror, view)));
                if mirror.is_same_disk {
                    sheet.title(&words.mirror_same);
                }
            }
            Err(_) => sheet.title(&fill(&words.mirror_bad, &facts)),
        }
    }
    if let Err(failure) = &own.written {
        sheet.text(0, &fill(&words.trial_said, &[("cause", &failure.to_string())]));
    }
}

/// The free space, and whether that is little.
fn room(trial: &Trial, view: &View) -> String {
    let words = &view.words.screen.start;
    let Some(bytes) = trial.free_bytes else { return String::new() };
    let (n, unit) = match bytes / 1_000_000 {
        mb @ ..1000 => (mb, &words.mb),
        mb => (mb / 1000, &words.gb),
    };
    let free = fill(&words.free, &[("n", &n.to_string()), ("unit", unit)]);
    if bytes < LITTLE_SPACE_BYTES { format!("{free} {}", words.low) } else { free }
}
