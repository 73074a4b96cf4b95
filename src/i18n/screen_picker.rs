//! The scenario picker and its empty result.

use serde::Deserialize;

/// The scenario picker and its empty result.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenPicker {
    /// The label of the search field.
    pub find: String,
    /// `{n}` of `{all}` runbooks match.
    pub matches: String,
    /// No runbook has every word; these are the nearest.
    pub closest: String,
    /// Row 2. No number: contacts belong to the site.
    pub urgent: String,
    /// Row 2 where the site names a doctor: `{number}`.
    pub urgent_number: String,
    /// A row that is always there.
    pub signs: String,
    /// What it does.
    pub signs_note: String,
    /// A row that is always there.
    pub blank: String,
    /// What it does.
    pub blank_note: String,
    /// A runbook that is followed already.
    pub runs: String,
    /// A runbook that a running one brings in.
    pub in_step: String,
    /// Above the question whether to run one again that is followed already: `{title}`.
    pub again_title: String,
    /// How far that run is: `{time}`, `{done}`, `{all}`.
    pub again_so_far: String,
    /// Go to it.
    pub again_go: String,
    /// Run it again: `{run}`.
    pub again_start: String,
    /// What Enter does to an open incident.
    pub add_note: String,
    /// The same where another runbook gives way: `{title}`.
    pub change_note: String,
    /// The runbook that was to give way was picked.
    pub changes_nothing: String,
    /// The reason on record when another one takes its place: `{title}`.
    pub changed: String,
    /// Above incidents that can be resumed.
    pub open_incidents: String,
    /// `{n}` open incidents that cannot be continued here.
    pub unusable: String,
    /// An incident's mode.
    pub real: String,
    /// An incident's mode.
    pub exercise: String,
    /// Opened at `{date}` `{time}`.
    pub since: String,
    /// Heads the list of runbooks.
    pub scenario: String,
    /// Heads the column of step counts.
    pub steps: String,
    /// Heads the column of review dates.
    pub reviewed: String,
    /// Reviewed more than a year ago.
    pub old: String,
    /// A runbook of the site.
    pub site: String,
    /// A runbook of the site in place of a shipped one.
    pub replaces: String,
    /// Label of the title.
    pub selected: String,
    /// Label.
    pub use_when: String,
    /// Label.
    pub do_first: String,
    /// Label.
    pub not_for: String,
    /// Label.
    pub needs: String,
    /// Label of the reason of a match.
    pub found_by: String,
    /// The words stand in the title.
    pub in_title: String,
    /// The words stand in the text that says when to open it.
    pub in_use_when: String,
    /// The words are a sign.
    pub in_symptom: String,
    /// The words are a search word.
    pub in_keyword: String,
    /// The words are the name.
    pub in_name: String,
    /// A typing error was assumed.
    pub guess: String,
    /// Why OLD is shown, and that it starts all the same.
    pub old_note: String,
    /// `{path}`.
    pub site_note: String,
    /// `{path}`.
    pub replaces_note: String,
    /// `{steps}` and `{phases}`.
    pub length: String,
    /// The same with one phase.
    pub length_one: String,
    /// Label.
    pub length_label: String,
    /// What Enter does on an open incident.
    pub resume_note: String,
    /// Nothing was written yet.
    pub nothing_recorded: String,
    /// `{query}` finds nothing.
    pub empty: String,
    /// What to do then.
    pub empty_do: String,
    /// There are no runbooks at all.
    pub no_shelf: String,
    /// Enter with nothing selected.
    pub choose_first: String,
    /// Footer.
    pub key_choose: String,
    /// Footer.
    pub key_move: String,
    /// Footer.
    pub key_widen: String,
    /// Footer.
    pub key_clear: String,
    /// Footer.
    pub key_help: String,
    /// Footer.
    pub key_menu: String,
    /// Footer.
    pub key_quit: String,
}
