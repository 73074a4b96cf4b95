//! What a screen says instead of drawing it, for linear mode: statements, a question, and what a
//! line that is typed stands for.
//!
//! Invariants: statements keep one order, state before subject before details before times (R147);
//! each choice carries the very presses that a key would have made, so both fronts do the same
//! thing (R145); words stand instead of marks (R150).

use super::intent::Intent;

/// Something that can be chosen by its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// A line before it, where a new group begins.
    pub head: Option<String>,
    /// What it is.
    pub words: String,
    /// The keys that take it.
    pub presses: Vec<Intent>,
    /// For a field: this text, as if it had been typed.
    pub text: Option<String>,
}

/// A text that is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Its name, which stands in the prompt.
    pub label: String,
    /// What it holds already; a line that is typed takes its place.
    pub held: String,
    /// The keys behind the text.
    pub then: Vec<Intent>,
    /// The keys of a lone Enter; without them it repeats the question.
    pub lone: Option<Vec<Intent>>,
    /// Whether nobody may read it back.
    pub is_secret: bool,
}

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Prompt {
    /// A command letter.
    #[default]
    Command,
    /// A number; letters stay commands.
    Choice,
    /// A number, or words that narrow the list.
    Search,
    /// A text.
    Field(Wanted),
    /// Nothing: it has been said, and what lies below it asks.
    Told,
    /// Nothing until the disk has answered.
    Nothing,
}

/// Everything that a screen says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speech {
    /// Where things stand.
    pub state: Vec<String>,
    /// What this is about.
    pub subject: Vec<String>,
    /// How much time is left for it; said behind the subject, and no news by itself.
    pub left: Option<String>,
    /// What there is to know.
    pub details: Vec<String>,
    /// Lines of a list, which pauses when it is long.
    pub list: Vec<String>,
    /// When things are due.
    pub times: Vec<String>,
    /// The question.
    pub question: Option<String>,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// Which of them a lone Enter takes, from 0: only a harmless one (R99).
    pub default: Option<usize>,
    /// Keys that are not offered, because the answers do the same.
    pub hidden: Vec<Intent>,
    /// What is asked for.
    pub prompt: Prompt,
}

impl Speech {
    /// About this.
    #[must_use]
    pub fn about(subject: impl Into<String>) -> Self {
        Self { subject: vec![subject.into()], ..Self::default() }
    }

    /// With a statement of where things stand, said first.
    #[must_use]
    pub fn standing(mut self, words: impl Into<String>) -> Self {
        self.state.push(words.into());
        self
    }

    /// With one more detail; an empty one says nothing.
    #[must_use]
    pub fn detail(mut self, words: impl Into<String>) -> Self {
        self.details.push(words.into());
        self
    }

    /// With these details.
    #[must_use]
    pub fn details(mut self, words: impl IntoIterator<Item = String>) -> Self {
        self.details.extend(words);
        self
    }

    /// With these lines of a list.
    #[must_use]
    pub fn list(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.list.extend(lines);
        self
    }

    /// With a question.
    #[must_use]
    pub fn question(mut self, words: impl Into<String>) -> Self {
        self.question = Some(words.into());
        self
    }

    /// With something to choose; from then on a number is asked for.
    #[must_use]
    pub fn choice(mut self, words: impl Into<String>, presses: Vec<Intent>) -> Self {
        self.offer(None, words.into(), presses);
        self
    }

    /// The same under a heading.
    pub fn offer(&mut self, head: Option<String>, words: String, presses: Vec<Intent>) {
        self.choices.push(Choice { head, words, presses, text: None });
        if self.prompt == Prompt::Command {
            self.prompt = Prompt::Choice;
        }
    }

    /// A lone Enter takes this choice.
    #[must_use]
    pub fn starting_at(mut self, index: Option<usize>) -> Self {
        self.default = index;
        self
    }

    /// Without these keys, because the answers do the same.
    #[must_use]
    pub fn hiding(mut self, intents: &[Intent]) -> Self {
        self.hidden.extend(intents);
        self
    }

    /// Asks for this.
    #[must_use]
    pub fn asking(mut self, prompt: Prompt) -> Self {
        self.prompt = prompt;
        self
    }

    /// Whether it tells the same, however much time has passed and whatever is asked now.
    #[must_use]
    pub fn tells_as(&self, other: &Self) -> bool {
        self.subject == other.subject && self.details == other.details && self.list == other.list
    }

    /// Whether it asks the same.
    #[must_use]
    pub fn asks_as(&self, other: &Self) -> bool {
        self.question == other.question
            && self.choices == other.choices
            && self.default == other.default
            && self.prompt == other.prompt
    }
}

impl Wanted {
    /// A text of this name; the keys that follow it.
    #[must_use]
    pub fn new(label: &str, held: &str, then: &[Intent]) -> Self {
        let (label, held, then) = (label.to_owned(), held.to_owned(), then.to_vec());
        let lone = (!held.trim().is_empty()).then(|| then.clone());
        Self { label, held, then, lone, is_secret: false }
    }

    /// It may stay empty: a lone Enter goes on.
    #[must_use]
    pub fn or_nothing(mut self) -> Self {
        self.lone = Some(self.then.clone());
        self
    }

    /// A lone Enter presses these keys.
    #[must_use]
    pub fn or_else(mut self, lone: &[Intent]) -> Self {
        self.lone = Some(lone.to_vec());
        self
    }
}

/// The keys that move a cursor from one place of a list to another and take it.
#[must_use]
pub fn reach(from: Option<usize>, to: usize, last: &[Intent]) -> Vec<Intent> {
    let (key, count) = match from {
        None => (Intent::Down, to + 1),
        Some(from) if from <= to => (Intent::Down, to - from),
        Some(from) => (Intent::Up, from - to),
    };
    std::iter::repeat_n(key, count).chain(last.iter().copied()).collect()
}

/// The keys that take an option, wherever the cursor stands.
#[must_use]
pub fn take(index: usize) -> Vec<Intent> {
    let moves = std::iter::repeat_n(Intent::Down, index);
    std::iter::once(Intent::Home).chain(moves).chain([Intent::Enter]).collect()
}

/// The digit of a choice.
#[must_use]
pub fn digit(index: usize) -> Intent {
    Intent::Digit(u8::try_from(index + 1).unwrap_or(0))
}

/// A label of the screen as a word of a sentence: `DON'T` is `Don't`.
#[must_use]
pub fn sentence_case(label: &str) -> String {
    capitalised(&label.to_lowercase())
}

/// With its first letter large.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next();
    first.into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// A text that ends like a sentence.
#[must_use]
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let is_ended = text.ends_with(['.', '?', '!', ':', '…']) || text.is_empty();
    if is_ended { text.to_owned() } else { format!("{text}.") }
}

/// A phrase of the screen, where columns and arrows part what belongs apart, as running words.
#[must_use]
pub fn flat(text: &str) -> String {
    let text = text.trim().trim_start_matches("->").trim_start_matches("<-");
    let parts = text.split("  ").map(str::trim).filter(|part| !part.is_empty());
    let mut out = String::new();
    for part in parts {
        let is_apart = out.ends_with(['.', ',', ':', '?', '!', ';']) || part.starts_with('(');
        if !out.is_empty() {
            out.push_str(if is_apart { " " } else { ", " });
        }
        out.push_str(part.trim_start_matches("->").trim());
    }
    out
}
