//! Attributes by role. A screen names what a text is, never how it looks.
//!
//! Invariants: the mono theme sets no colour at all, only reverse, bold and underline, because a
//! terminal library under `NO_COLOR` answers a colour with a bare reset (R111). Only the named
//! colours are used (R112), red and yellow only for alarms (R39), nothing needed is dim (R122).

use ratatui::style::{Color, Modifier, Style};

/// What a text is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Running text.
    Text,
    /// Row 1: who, what, when.
    Identity,
    /// Row 1 of an exercise.
    Exercise,
    /// Row 2 when something must be known: `!`.
    Notice,
    /// Row 2 when something must be done soon: `!!`.
    Caution,
    /// Row 2 when something must be done now: `!!!`.
    Alarm,
    /// A rule.
    Rule,
    /// The title of the screen or of a section.
    Title,
    /// The title of the current item; also where the focus is: always with `>>` or a caret.
    Focus,
    /// A label in capitals.
    Label,
    /// What must not be done.
    Danger,
    /// A mark of finished work.
    Done,
    /// A mark of something left open.
    Open,
    /// A text field.
    Field,
    /// A key's name in the footer.
    Key,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 15] = [
        Self::Text,
        Self::Identity,
        Self::Exercise,
        Self::Notice,
        Self::Caution,
        Self::Alarm,
        Self::Rule,
        Self::Title,
        Self::Focus,
        Self::Label,
        Self::Danger,
        Self::Done,
        Self::Open,
        Self::Field,
        Self::Key,
    ];
}

/// Which built-in set of attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// The terminal's named colours.
    Colour,
    /// Bold and reverse everywhere, few colours.
    Contrast,
    /// No colour at all.
    Mono,
}

/// Attributes by role, and whether only ASCII may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Which set.
    pub palette: Palette,
    /// Accents, guillemets and every other sign above 127 are folded (R114).
    pub is_ascii: bool,
}

impl Theme {
    /// No colour at all.
    #[must_use]
    pub const fn mono() -> Self {
        Self { palette: Palette::Mono, is_ascii: false }
    }

    /// The named colours.
    #[must_use]
    pub const fn colour() -> Self {
        Self { palette: Palette::Colour, is_ascii: false }
    }

    /// High contrast.
    #[must_use]
    pub const fn contrast() -> Self {
        Self { palette: Palette::Contrast, is_ascii: false }
    }

    /// The same, with ASCII only or with the full character set.
    #[must_use]
    pub const fn in_ascii(self, is_ascii: bool) -> Self {
        Self { is_ascii, ..self }
    }

    /// The attributes of a role.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        match self.palette {
            Palette::Mono => mono(role),
            Palette::Colour => colour(role),
            Palette::Contrast => contrast(role),
        }
    }
}

fn mono(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Identity | Role::Focus | Role::Caution => plain.add_modifier(Modifier::REVERSED),
        Role::Exercise | Role::Alarm => {
            plain.add_modifier(Modifier::REVERSED).add_modifier(Modifier::BOLD)
        }
        Role::Danger | Role::Title => plain.add_modifier(Modifier::BOLD),
        Role::Field => plain.add_modifier(Modifier::UNDERLINED),
        Role::Text
        | Role::Notice
        | Role::Rule
        | Role::Label
        | Role::Done
        | Role::Open
        | Role::Key => plain,
    }
}

fn colour(role: Role) -> Style {
    match role {
        Role::Alarm => mono(role).fg(Color::Red),
        Role::Caution => mono(role).fg(Color::Yellow),
        Role::Exercise | Role::Open => mono(role).fg(Color::Magenta),
        Role::Label | Role::Key => mono(role).fg(Color::Cyan),
        Role::Done => mono(role).fg(Color::Green),
        _ => mono(role),
    }
}

fn contrast(role: Role) -> Style {
    match role {
        Role::Alarm => mono(role).fg(Color::Red),
        Role::Label | Role::Key | Role::Open | Role::Notice => {
            mono(role).add_modifier(Modifier::BOLD)
        }
        _ => mono(role),
    }
}

/// The palette: the one that was asked for, else colour only where it surely works (R111, R113).
///
/// `term` is the terminal's own name, `device` the file that it is.
#[must_use]
pub fn choose(
    asked: Option<Palette>,
    term: Option<&str>,
    refuses_colour: bool,
    device: Option<&str>,
) -> Palette {
    let is_plain = term.is_none_or(is_old) || device.is_some_and(is_serial);
    match asked {
        Some(palette) => palette,
        None if is_plain || refuses_colour => Palette::Mono,
        None => Palette::Colour,
    }
}

/// Whether only ASCII may be shown: because it was asked for, because the locale says no more, or
/// because the Linux console has few signs (R114).
#[must_use]
pub fn needs_ascii(asked: bool, is_utf8: bool, term: Option<&str>) -> bool {
    asked || !is_utf8 || term.is_some_and(|term| term.starts_with("linux"))
}

/// Terminals that may read the colours of today as something else, or say themselves that they
/// have none.
fn is_old(term: &str) -> bool {
    let names = ["", "dumb", "unknown", "network", "dialup", "switch"];
    let families = ["vt1", "vt2", "vt3", "vt4", "vt5", "ansi", "wy", "tvi", "adm"];
    names.contains(&term)
        || families.iter().any(|family| term.starts_with(family))
        || term.ends_with("-m")
        || term.ends_with("-mono")
}

fn is_serial(device: &str) -> bool {
    let name = device.rsplit('/').next().unwrap_or(device);
    ["ttyS", "ttyUSB", "ttyACM", "ttyAMA", "tty.", "cu."].iter().any(|head| name.starts_with(head))
}
