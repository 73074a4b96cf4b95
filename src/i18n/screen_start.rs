//! The start form.

use serde::Deserialize;

/// The start form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenStart {
    /// Row 1.
    pub heading: String,
    /// Row 2 while the mode is open.
    pub urgent_mode: String,
    /// Row 2 when nothing is missing.
    pub urgent_ready: String,
    /// Row 2 while the initials are open.
    pub urgent_initials: String,
    /// Label of the title.
    pub start: String,
    /// `{n}`.
    pub revision: String,
    /// Label of the mode.
    pub this_is: String,
    /// A mode.
    pub real: String,
    /// A mode.
    pub exercise: String,
    /// Beside an open choice.
    pub choose_one: String,
    /// Label.
    pub initials: String,
    /// Beside prefilled initials.
    pub from_last: String,
    /// Beside empty initials.
    pub initials_hint: String,
    /// Label.
    pub severity: String,
    /// Severity 1.
    pub care: String,
    /// Severity 2.
    pub service: String,
    /// Severity 3.
    pub suspicion: String,
    /// Label.
    pub language: String,
    /// A language, in its own words.
    pub english: String,
    /// A language, in its own words.
    pub french: String,
    /// Label.
    pub noticed: String,
    /// What may be typed.
    pub noticed_hint: String,
    /// How `{time}` was understood.
    pub noticed_read: String,
    /// How `{time}` of yesterday was understood.
    pub noticed_day: String,
    /// Label: another clock.
    pub clock: String,
    /// What to type there.
    pub clock_hint: String,
    /// `{text}` is not what a clock shows.
    pub bad_clock: String,
    /// The clock of the laptop says a `{date}` that cannot be.
    pub clock_wrong: String,
    /// Label.
    pub role: String,
    /// What may be typed.
    pub role_hint: String,
    /// Label of the folder.
    pub log_goes: String,
    /// The trial write worked.
    pub trial_ok: String,
    /// The mirror `{folder}` took the trial write.
    pub mirror_ok: String,
    /// A mirror on the disk of the data folder.
    pub mirror_same: String,
    /// It did not.
    pub mirror_bad: String,
    /// `{n}` `{unit}` free.
    pub free: String,
    /// Unit.
    pub gb: String,
    /// Unit.
    pub mb: String,
    /// Little space.
    pub low: String,
    /// The trial write failed.
    pub trial_bad: String,
    /// `{cause}`: the system's words.
    pub trial_said: String,
    /// What to do.
    pub trial_do: String,
    /// What Enter does.
    pub when_enter: String,
    /// About the exercise.
    pub forever: String,
    /// Enter without a mode.
    pub need_mode: String,
    /// Enter without initials.
    pub need_initials: String,
    /// Beside empty initials after that.
    pub as_op: String,
    /// A character that initials cannot have.
    pub bad_letter: String,
    /// `{text}` is no time.
    pub bad_time: String,
    /// Enter was pressed and the disk has not answered.
    pub starting: String,
    /// Footer.
    pub key_real: String,
    /// Footer.
    pub key_exercise: String,
    /// Footer.
    pub key_option: String,
    /// Footer.
    pub key_next: String,
    /// Footer.
    pub key_start: String,
    /// Footer.
    pub key_back: String,
    /// Footer.
    pub key_before: String,
    /// Footer.
    pub key_quit: String,
    /// Footer.
    pub key_help: String,
    /// Heading of the left column: what Enter leads to.
    pub next_title: String,
    /// Below it, a line each.
    pub next: [String; 3],
    /// Heading: what others in the room have to see.
    pub board_title: String,
    /// Below it.
    pub board: String,
    /// Heading: nobody else is there.
    pub alone_title: String,
    /// Below it.
    pub alone: String,
}
