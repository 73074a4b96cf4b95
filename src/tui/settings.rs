//! `settings.yaml`: what one laptop's person chose once, kept in the data folder: the family of
//! the keyboard (R92) and whether the mouse is on (R106).
//!
//! One name and its value a line, and comments, as in `keys.yaml`. What an option of the command
//! line says goes before it. With one fault the whole file is left aside.

use std::fmt::Write as _;

use super::keyboard::Family;
use super::pairs::pairs;
use crate::i18n::fill;
use crate::i18n::remap::Remap;

/// Names of the families in the file, as on the command line.
const FAMILIES: [(&str, Family); 4] = [
    ("azerty", Family::Classic),
    ("french2019", Family::French2019),
    ("bepo", Family::Bepo),
    ("direct", Family::Direct),
];

/// What was chosen; nothing where nobody did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// How the top row is read.
    pub keyboard: Option<Family>,
    /// Whether the terminal's mouse reports are asked for.
    pub mouse: Option<bool>,
}

/// One thing that a person chooses on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The family of the keyboard.
    Keyboard(Family),
    /// The mouse is on, or off.
    Mouse(bool),
}

/// What is wrong in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingFault {
    /// No name and value with a colon between them.
    NotALine,
    /// Nothing is called so.
    Unknown(String),
    /// The same name stands there twice.
    Twice(String),
    /// The name takes another value.
    Value(String),
}

impl SettingFault {
    /// What is true and what to do, in one line.
    #[must_use]
    pub fn words(&self, line: usize, words: &Remap) -> String {
        let line = line.to_string();
        let (template, text) = match self {
            Self::NotALine => (&words.setting_line, ""),
            Self::Unknown(name) => (&words.setting_unknown, name.as_str()),
            Self::Twice(name) => (&words.setting_twice, name.as_str()),
            Self::Value(value) => (&words.setting_value, value.as_str()),
        };
        fill(template, &[("line", line.as_str()), ("text", text)])
    }
}

impl Settings {
    /// What the file says.
    ///
    /// # Errors
    /// The first fault and its line, from 1.
    pub fn read(text: &str) -> Result<Self, (usize, SettingFault)> {
        let mut settings = Self::default();
        for (number, pair) in pairs(text) {
            let taken = pair.ok_or(SettingFault::NotALine).and_then(|pair| settings.take(pair));
            taken.map_err(|fault| (number, fault))?;
        }
        Ok(settings)
    }

    fn take(&mut self, (name, value): (&str, &str)) -> Result<(), SettingFault> {
        let wrong = || SettingFault::Value(value.to_owned());
        let is_twice = match name {
            "keyboard" => {
                let known = FAMILIES.iter().find(|(its, _)| *its == value);
                let (_, family) = known.ok_or_else(wrong)?;
                self.keyboard.replace(*family).is_some()
            }
            "mouse" => {
                let is_on = match value {
                    "on" => true,
                    "off" => false,
                    _ => return Err(wrong()),
                };
                self.mouse.replace(is_on).is_some()
            }
            other => return Err(SettingFault::Unknown(other.to_owned())),
        };
        if is_twice { Err(SettingFault::Twice(name.to_owned())) } else { Ok(()) }
    }

    /// The same with this choice.
    #[must_use]
    pub const fn with(mut self, setting: Setting) -> Self {
        match setting {
            Setting::Keyboard(family) => self.keyboard = Some(family),
            Setting::Mouse(is_on) => self.mouse = Some(is_on),
        }
        self
    }

    /// The file that says this.
    #[must_use]
    pub fn text(self) -> String {
        let mut text = String::new();
        let name = |family| FAMILIES.iter().find(|(_, its)| *its == family).map(|(name, _)| name);
        if let Some(name) = self.keyboard.and_then(name) {
            writeln!(text, "keyboard: {name}").ok();
        }
        if let Some(is_on) = self.mouse {
            writeln!(text, "mouse: {}", if is_on { "on" } else { "off" }).ok();
        }
        text
    }
}
