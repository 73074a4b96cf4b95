//! The commands of the menu, in their order, and what each is called.

use crate::i18n::screen_menu::{ScreenMenu, Synonyms};
use crate::tui::intent::Intent;

/// A command of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// What a key does as well.
    Key(Intent),
    /// The site's other facts.
    Facts,
    /// The lasting limits in force.
    Limits,
    /// The bell is off for a while.
    Sound,
    AddClock,
    Hold,
    GoOn,
    Cards,
    /// The step to be read aloud.
    Reader,
    AddRunbook,
    /// Another runbook in the place of the one on the screen.
    ChangeRunbook,
    /// From what is seen to a runbook.
    Symptoms,
    /// Ends the wait of the current step before its time.
    EndWait,
    Shift,
    Code,
    Close,
    TakeOver,
    Language,
    /// Which keyboard it is (R92).
    Keyboard,
    /// What no disk has, while there is such a thing (S14).
    Unsaved,
    /// The mouse is on or off from now on (R106).
    Mouse,
}

/// The order in which they stand, and in which equals are found.
pub(super) const ENTRIES: [Entry; 41] = [
    Entry::Unsaved,
    Entry::Key(Intent::Note),
    Entry::Key(Intent::Evidence),
    Entry::Key(Intent::Undo),
    Entry::AddRunbook,
    Entry::ChangeRunbook,
    Entry::Key(Intent::Skip),
    Entry::Key(Intent::Postpone),
    Entry::Key(Intent::Impossible),
    Entry::EndWait,
    Entry::Key(Intent::GoTo),
    Entry::Key(Intent::Outline),
    Entry::Key(Intent::Log),
    Entry::Key(Intent::Clocks),
    Entry::Key(Intent::Where),
    Entry::Key(Intent::Acknowledge),
    Entry::Key(Intent::Calls),
    Entry::Key(Intent::Brief),
    Entry::Key(Intent::Roles),
    Entry::Key(Intent::Tracks),
    Entry::Key(Intent::Find),
    Entry::Key(Intent::Copy),
    Entry::Facts,
    Entry::Limits,
    Entry::Cards,
    Entry::Reader,
    Entry::Symptoms,
    Entry::AddClock,
    Entry::Hold,
    Entry::GoOn,
    Entry::Shift,
    Entry::Code,
    Entry::Sound,
    Entry::Close,
    Entry::TakeOver,
    Entry::Language,
    Entry::Keyboard,
    Entry::Mouse,
    Entry::Key(Intent::Redraw),
    Entry::Key(Intent::Help),
    Entry::Key(Intent::Quit),
];

/// What it is called, where an incident is open and where none is.
pub(super) fn name(entry: Entry, words: &ScreenMenu, is_open: bool) -> &str {
    match entry {
        Entry::Key(Intent::Quit) if is_open => &words.leave_open,
        Entry::Key(Intent::Note) => &words.note,
        Entry::Key(Intent::Evidence) => &words.evidence,
        Entry::Key(Intent::Undo) => &words.undo,
        Entry::Key(Intent::Skip) => &words.skip,
        Entry::Key(Intent::Postpone) => &words.later,
        Entry::Key(Intent::Impossible) => &words.impossible,
        Entry::Key(Intent::GoTo) => &words.go_to,
        Entry::Key(Intent::Outline) => &words.outline,
        Entry::Key(Intent::Log) => &words.log,
        Entry::Key(Intent::Clocks) => &words.clocks,
        Entry::Key(Intent::Brief) => &words.brief,
        Entry::Key(Intent::Roles) => &words.roles,
        Entry::Key(Intent::Tracks) => &words.tracks,
        Entry::Key(Intent::Where) => &words.where_am_i,
        Entry::Key(Intent::Acknowledge) => &words.acknowledge,
        Entry::Key(Intent::Calls) => &words.calls,
        Entry::Key(Intent::Find) => &words.find,
        Entry::Key(Intent::Copy) => &words.copy,
        Entry::Key(Intent::Redraw) => &words.redraw,
        Entry::Key(Intent::Help) => &words.help,
        Entry::Key(_) => &words.leave,
        Entry::Facts => &words.facts,
        Entry::Limits => &words.limits,
        Entry::Sound => &words.sound,
        Entry::AddClock => &words.add_clock,
        Entry::Hold => &words.hold,
        Entry::GoOn => &words.go_on,
        Entry::Cards => &words.cards,
        Entry::Reader => &words.reader,
        Entry::AddRunbook => &words.add_runbook,
        Entry::ChangeRunbook => &words.change_runbook,
        Entry::Symptoms => &words.symptoms,
        Entry::EndWait => &words.end_wait,
        Entry::Shift => &words.shift,
        Entry::Code => &words.code,
        Entry::Close => &words.close,
        Entry::TakeOver => &words.take_over,
        Entry::Language => &words.language,
        Entry::Keyboard => &words.keyboard,
        Entry::Mouse => &words.mouse,
        Entry::Unsaved => &words.unsaved,
    }
}

/// Other words for a command, of people who know another program or another trade.
pub(super) fn synonyms(entry: Entry, words: &Synonyms) -> &str {
    match entry {
        Entry::Key(Intent::Note) => &words.note,
        Entry::Key(Intent::Evidence) => &words.evidence,
        Entry::Key(Intent::Undo) => &words.undo,
        Entry::Key(Intent::Skip) => &words.skip,
        Entry::Key(Intent::Postpone) => &words.later,
        Entry::Key(Intent::Impossible) => &words.impossible,
        Entry::Key(Intent::Outline) => &words.outline,
        Entry::Key(Intent::Log) => &words.log,
        Entry::Key(Intent::Clocks) => &words.clocks,
        Entry::Key(Intent::Where) => &words.where_am_i,
        Entry::Key(Intent::Acknowledge) => &words.acknowledge,
        Entry::Key(Intent::Calls) => &words.calls,
        Entry::Key(Intent::Help) => &words.help,
        Entry::Key(Intent::Quit) => &words.leave,
        Entry::AddRunbook => &words.add_runbook,
        Entry::ChangeRunbook => &words.change_runbook,
        Entry::Symptoms => &words.symptoms,
        Entry::Limits => &words.limits,
        Entry::Sound => &words.sound,
        Entry::AddClock => &words.add_clock,
        Entry::Hold => &words.hold,
        Entry::GoOn => &words.go_on,
        Entry::Shift => &words.shift,
        Entry::Close => &words.close,
        Entry::Language => &words.language,
        Entry::Keyboard => &words.keyboard,
        Entry::Mouse => &words.mouse,
        Entry::Unsaved => &words.unsaved,
        _ => "",
    }
}
