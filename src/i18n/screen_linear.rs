//! Words of linear mode: lines instead of a screen.

use serde::Deserialize;

/// Words of linear mode: lines instead of a screen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenLinear {
    /// `{label}: {text}`.
    pub labelled: String,
    /// `{label} {n}`.
    pub numbered: String,
    /// `{n}, {title}`.
    pub titled: String,
    /// `{mode}. {title}, revision {n}. Incident {incident}.`.
    pub identity: String,
    /// `sangfroid, linear mode. Type ? for help, q to leave.`.
    pub program: String,
    /// `No incident is open. Log disk: {disk}.`.
    pub no_incident: String,
    /// `ready`.
    pub disk_ok: String,
    /// `NOT WRITABLE`.
    pub disk_bad: String,
    /// `Exercise, not a real incident.`.
    pub exercise: String,
    /// `Command ({keys}):`.
    pub command: String,
    /// `Choice:`.
    pub choice: String,
    /// `Choice (Enter takes {n}):`.
    pub choice_default: String,
    /// `{label}:`.
    pub field: String,
    /// `{label} (Enter keeps it):`.
    pub field_keeps: String,
    /// `So far: {text}`.
    pub field_holds: String,
    /// `{label} (Enter leaves it empty):`.
    pub field_skips: String,
    /// `more, Enter:`.
    pub more: String,
    /// `Or: {keys}.`.
    pub others: String,
    /// `words to search for`.
    pub search: String,
    /// `Logged. {act} Saved. {time}.`.
    pub logged: String,
    /// `Warning. Not recorded, write it on paper. {act} {time}.`.
    pub unsaved: String,
    /// `Step {n} {word}`.
    pub act_step: String,
    /// `{act}, {who}`.
    pub act_by: String,
    /// `Warning. {text}`.
    pub warning: String,
    /// `Caution. {text}`.
    pub caution: String,
    /// `Notice. {text}`.
    pub notice: String,
    /// `{place}. {title}`.
    pub step: String,
    /// `Phase {n} of {total}: {title}.`.
    pub phase: String,
    /// `You are only looking at step {n}. In hand is step {here}; esc returns.`.
    pub looking: String,
    /// `You are only looking at step {n}.`.
    pub looking_free: String,
    /// `This step: {text}.`.
    pub state_now: String,
    /// `Next: {n}, {title}`.
    pub next: String,
    /// `This is the last step.`.
    pub next_none: String,
    /// `All steps are answered.`.
    pub all_done: String,
    /// `x goes to the closing page.`.
    pub all_done_next: String,
    /// `{title} ({n} steps). x opens it beside this one.`.
    pub opens_found: String,
    /// `{title} runs already. x ticks this step.`.
    pub opens_running: String,
    /// `{span}, from the moment you type x.`.
    pub wait_span: String,
    /// `{title}: x asks when that was.`.
    pub starts_asked: String,
    /// `Choose one first, by its number. Nothing was done.`.
    pub choose_first: String,
    /// `{title}. Leads to: {to}.`.
    pub leads: String,
    /// `step {n}, {title}`.
    pub leads_step: String,
    /// `goes on`.
    pub leads_on: String,
    /// `careful path, {to}`.
    pub careful: String,
    /// `What is your answer?`.
    pub decide: String,
    /// `If {n} is wrong: {text}`.
    pub costs: String,
    /// `You are on step {n} of {total}, phase {phase}.`.
    pub where_place: String,
    /// `Last: {act}, {time}.`.
    pub where_last: String,
    /// `So far: {counts}.`.
    pub where_counts: String,
    /// `Next clock: {text}.`.
    pub where_clock: String,
    /// `No clock is running.`.
    pub where_no_clock: String,
    /// `There is no {n} here. Nothing was done.`.
    pub no_number: String,
    /// `'{text}' is no command here. Type ? for the commands. Nothing was done.`.
    pub no_command: String,
    /// `Nothing was typed. Nothing was done.`.
    pub no_empty: String,
    /// `These lines came faster than anybody types: nothing was done.`.
    pub typed_fast: String,
    /// `They are a note now. Enter keeps the note, esc puts it aside.`.
    pub pasted: String,
    /// `to do`.
    pub todo: String,
    /// `done`.
    pub done: String,
    /// `done by two persons`.
    pub by_two: String,
    /// `waiting`.
    pub waiting: String,
    /// `put off`.
    pub later: String,
    /// `not applicable`.
    pub not_applicable: String,
    /// `skipped`.
    pub skipped: String,
    /// `could not be done`.
    pub could_not: String,
    /// `not saved`.
    pub not_saved: String,
    /// `you are here`.
    pub here: String,
    /// `marked`.
    pub marked: String,
    /// `chosen`.
    pub chosen: String,
    /// `kept`.
    pub kept: String,
    /// `not done`.
    pub is_open: String,
    /// `If not: {text}`.
    pub if_not: String,
    /// `Or take a reason by its number.`.
    pub reason_offered: String,
    /// `{time} from now: {text}`.
    pub reason_pairs: String,
    /// `The last answer signs and ticks the step: give it when the act is done.`.
    pub sign_then: String,
    /// `Kind: {kind}. Type tab for another kind.`.
    pub note_kind: String,
    /// `Note`.
    pub note_label: String,
    /// `{label}, it can be read while you type`.
    pub secret: String,
    /// `Asked for: {list}.`.
    pub evidence_asked: String,
    /// `Kept for this step: {list}.`.
    pub evidence_kept: String,
    /// `Nothing is kept for this step yet.`.
    pub evidence_none: String,
    /// `The step asks for {piece}`.
    pub evidence_piece: String,
    /// `A file is being taken in. Type esc to stop it.`.
    pub evidence_stop: String,
    /// What the value should be: `{text}`.
    pub evidence_expected: String,
    /// `Start: {title}, revision {n}.`.
    pub start: String,
    /// `All steps. Looking changes nothing.`.
    pub outline: String,
    /// `Log, {n} entries on disk, the newest first.`.
    pub log: String,
    /// `{n}: {act}. {who}, {time}.`.
    pub log_entry: String,
    /// `Older entries: type pgup. Newer ones: type pgdn.`.
    pub log_older: String,
    /// `Nothing was recorded yet.`.
    pub log_none: String,
    /// `Clocks. {sum}.`.
    pub board: String,
    /// `Card {n} of {total}: {title}.`.
    pub card: String,
    /// `Command {n}: {run}`.
    pub card_command: String,
    /// `copy command {n}`.
    pub card_copy: String,
    /// `To copy: {text}`.
    pub copied: String,
    /// `Use {title}: {count}`.
    pub fits: String,
    /// `{text}: {state}`.
    pub closing_act: String,
    /// `Write a reason ({hint})`.
    pub closing_reason: String,
    /// `Change the reason: {text}`.
    pub closing_reason_held: String,
    /// `Done, before the stop; you will be asked at what time`.
    pub resume_done: String,
    /// `Done, before the stop; the step asks what it needs`.
    pub resume_done_open: String,
    /// `Not sure; the step comes back, its check first`.
    pub resume_not_sure: String,
    /// `Every step is answered. x goes on, then close the incident.`.
    pub resume_walked: String,
    /// `Help. Type a command and Enter.`.
    pub help: String,
    /// `Enter alone: hear this again. Nothing is done.`.
    pub help_enter: String,
    /// `{key}: {does}.`.
    pub help_key: String,
    /// `Keys with names are typed as words: esc, tab, up, down, pgup.`.
    pub help_names: String,
    /// `Inside a text only ?, esc and tab are commands.`.
    pub help_text: String,
    /// `Menu. Every command by name.`.
    pub menu: String,
    /// `{name}, {key}`.
    pub menu_entry: String,
    /// `Leave? The incident stays open.`.
    pub leave_open: String,
    /// `Leave? No incident is open.`.
    pub leave_none: String,
    /// The closing is on no disk.
    pub leave_closing: String,
    /// `Leave`.
    pub leave_yes: String,
    /// `Stay`.
    pub leave_no: String,
    /// `Call list.`.
    pub calls: String,
    /// `Call list for step {n}.`.
    pub calls_step: String,
    /// `{name}, {function}, {number}`.
    pub calls_entry: String,
    /// `{entry}, tried {tried}`.
    pub calls_tried: String,
    /// `What came of the call?`.
    pub calls_result: String,
    /// `Result: {outcome}.`.
    pub calls_word: String,
    /// `Answers`.
    pub calls_answers: String,
    /// `{title}, page {n} of {all}.`.
    pub site_page: String,
    /// `Open incidents, a number resumes one:`.
    pub picker_open: String,
    /// `Runbooks:`.
    pub picker_books: String,
    /// Before the title of a runbook that is followed already and was picked again.
    pub again: String,
    /// `x starts the clock and opens the log, once you have said whether it is real.`.
    pub start_when: String,
    /// `done`.
    pub act_done: String,
    /// `Copy these entries on paper now.`.
    pub alarm_paper: String,
    /// `What now?`.
    pub alarm_question: String,
    /// `Go on, they are copied; the warning stays`.
    pub alarm_back: String,
    /// `REAL INCIDENT`.
    pub real: String,
    /// `Is this real?`.
    pub start_mode: String,
    /// `{title}, due in {span}, {time}`.
    pub clock_left: String,
    /// `{title}, overdue by {span}, since {time}`.
    pub clock_over: String,
    /// `{title}, the wait is over, {time}`.
    pub clock_wait: String,
    /// `{title}, check again, {time}`.
    pub clock_check: String,
    /// `{title}, back now, {time}`.
    pub clock_back: String,
    /// `call {title} again in {span}, {time}`.
    pub clock_call: String,
    /// `call {title} again now, {time}`.
    pub clock_call_now: String,
    /// `The disk has not answered yet: your last act may not be recorded.`.
    pub saving: String,
    /// `step {n}, {title}`.
    pub open_step: String,
    /// `That is too long for this field. Nothing was done.`.
    pub too_long: String,
    /// `keep the marked steps as done before`.
    pub marked_keep: String,
    /// `take every mark away`.
    pub marked_drop: String,
    /// `Mark what was done before:`.
    pub mark_head: String,
    /// `mark step {n}, {title}`.
    pub mark: String,
    /// `unmark step {n}, {title}`.
    pub unmark: String,
    /// `give {track} to somebody`.
    pub track_give: String,
    /// `You were on step {n} for {span}. Nothing was done: type your command again.`.
    pub awake: String,
    /// `You were on step {n} for {span}; last done {last}. Type your command again.`.
    pub awake_last: String,
    /// `Still {who}? r changes the person. Step {n} for {span}. Type your command again.`.
    pub awake_who: String,
}
