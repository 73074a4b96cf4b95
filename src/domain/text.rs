//! Languages, and texts that exist in one or both of them.

/// The languages that the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lang {
    /// English.
    En,
    /// French.
    Fr,
}

impl Lang {
    /// Both, in a fixed order.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// `en` or `fr`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// Reads `en` or `fr`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == text)
    }
}

/// A text for the person: one for all, or one per language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// A site runbook in one language.
    Plain(String),
    /// Both languages.
    Both {
        /// English.
        en: String,
        /// French.
        fr: String,
    },
}

impl Text {
    /// The text to show in `lang`.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match (self, lang) {
            (Self::Plain(text), _) => text,
            (Self::Both { en, .. }, Lang::En) => en,
            (Self::Both { fr, .. }, Lang::Fr) => fr,
        }
    }
}
