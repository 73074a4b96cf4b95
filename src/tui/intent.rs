//! What a key press wants, as a closed list.
//!
//! Which key means what stands in [`super::keymap`]; what an intent does is each screen's business.
//! No single letter's intent writes to the log: letters only open something (R98).

/// A wish, independent of the key that carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Intent {
    /// Do the highlighted thing.
    Enter,
    /// Back one level; texts are kept.
    Esc,
    /// Up: move, browse.
    Up,
    /// Down: move, browse.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
    /// Mark in a list, or page down in a text.
    Space,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// The next field.
    Tab,
    /// The field before.
    BackTab,
    /// Deletes before the caret.
    Backspace,
    /// Deletes at the caret.
    Delete,
    /// To the beginning of a word.
    WordLeft,
    /// To the end of a word.
    WordRight,
    /// A character for a text field.
    Type(char),
    /// A digit in a list: 1 to 9, or 0.
    Digit(u8),
    /// Open a note.
    Note,
    /// Take in evidence.
    Evidence,
    /// Skip the step, with a reason.
    Skip,
    /// Put the step off, with a time and a reason.
    Postpone,
    /// The step cannot be done; with a reason.
    Impossible,
    /// Correct the last entry.
    Undo,
    /// Go on from another step.
    GoTo,
    /// Read what was recorded.
    Log,
    /// All steps.
    Outline,
    /// Every clock of the incident.
    Clocks,
    /// The hand-over briefing.
    Brief,
    /// Who leads, who is on duty, who is at the keyboard.
    Roles,
    /// The tracks of the incident.
    Tracks,
    /// The call list, with the site's other facts.
    Calls,
    /// Find a name in a list.
    Find,
    /// Where am I.
    Where,
    /// Acknowledge what row 2 says.
    Acknowledge,
    /// Copy what is shown, as text.
    Copy,
    /// Every command by name.
    Menu,
    /// Which keys work here.
    Help,
    /// Leave; the incident stays open.
    Quit,
    /// Ctrl-C: like `Quit`, and a second time leaves.
    Interrupt,
    /// Paint everything again.
    Redraw,
    /// A key that means nothing here.
    Unknown(Named),
}

/// The name of a key that means nothing, for saying so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// A character key.
    Character(char),
    /// A character key with Ctrl.
    Control(char),
    /// A character key with Alt.
    Alt(char),
    /// A function key.
    Function(u8),
    /// Any other.
    Other,
}

/// How the keys are read right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// Letters are commands, digits are options.
    Command,
    /// Letters are text; function keys are commands.
    Text,
    /// Letters are text and arrows move in a list: the picker, the menu.
    Filter,
}

/// One press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Press {
    /// What it wants.
    pub intent: Intent,
    /// Whether the key is held down.
    pub is_repeat: bool,
}

impl Press {
    /// A first press of this.
    #[must_use]
    pub const fn of(intent: Intent) -> Self {
        Self { intent, is_repeat: false }
    }
}
