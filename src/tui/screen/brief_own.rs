//! Lines of the briefing in a person's own words, for this hand-over (R57).
//!
//! Invariants: words stand in the place of the draft that was looked at when they were typed, and
//! of no other. While the page lies open, time may run on in it; once it tells something else, or
//! the page was left and it reads differently, the draft stands again and the words are only
//! offered.
//! From the moment at which the read-back begins, what is said is fixed, and all of it is recorded.

use std::collections::BTreeMap;

use super::brief_rows::{self, Draft, Told};
use super::contract::{Live, Outcome};
use crate::domain::decide::TEXT_BYTES_MAX;
use crate::domain::own_words::{NOTHING_NOTED, OwnWords};
use crate::domain::text::Lang;
use crate::tui::app::is_open;
use crate::tui::intent::Intent;
use crate::tui::view::View;
use crate::tui::widget::Field;

/// How words stand to the draft of their line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// Enter was pressed on them: they take its place.
    Kept,
    /// They were only begun.
    Begun,
    /// They were kept, for another draft than the line has now.
    Stale,
}

impl Stand {
    const ALL: [Self; 3] = [Self::Kept, Self::Begun, Self::Stale];

    /// Before the name of a line in a draft on disk.
    const fn sign(self) -> char {
        match self {
            Self::Kept => '+',
            Self::Begun => '-',
            Self::Stale => '~',
        }
    }
}

/// What was typed for a line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Own {
    text: String,
    stand: Stand,
    /// What it was typed for. Of words that come back from outside the page only the text of the
    /// draft and its language are known.
    draft: Draft,
    is_back: bool,
}

/// The line that is being written.
#[derive(Clone, Debug)]
struct Writing {
    name: String,
    field: Field,
    /// The draft that was looked at.
    draft: Draft,
    /// Every draft that the field was compared with: none of them is own words.
    seen: Vec<String>,
}

/// What is said of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said<'o> {
    /// These words, in place of the drafted ones.
    Kept(&'o str),
    /// The drafted words; there are others, which were typed for another draft.
    LookAgain,
}

/// The lines in own words, and the one that is being written.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnLines {
    lines: BTreeMap<String, Own>,
    /// The line that is picked, in the order of the briefing; none while it is only read.
    pub(super) at: Option<usize>,
    writing: Option<Writing>,
    /// What is being read back, and the language of the draft of each.
    read: Option<Vec<(Told, String, Lang)>>,
}

impl OwnLines {
    /// A text as a field holds it.
    pub(super) fn as_typed(text: &str) -> String {
        Field::new(TEXT_BYTES_MAX).holding(text).trimmed().to_owned()
    }

    /// What is said of the line of this name; none for its drafted words.
    pub(super) fn said(&self, name: &str) -> Option<Said<'_>> {
        if let Some(read) = &self.read {
            let found = read.iter().find(|(told, ..)| told.name == name);
            return found.map(|(_, text, _)| Said::Kept(text));
        }
        let own = self.lines.get(name)?;
        match own.stand {
            Stand::Kept => Some(Said::Kept(&own.text)),
            Stand::Begun => None,
            Stand::Stale => Some(Said::LookAgain),
        }
    }

    /// The lines that are being read back in own words, with those words.
    pub(super) fn read(&self) -> impl Iterator<Item = (&Told, &str)> {
        self.read.iter().flatten().map(|(told, text, _)| (told, text.as_str()))
    }

    /// The read-back begins: from here on these lines are what is said, whatever time does.
    pub(super) fn freeze(&mut self, view: &View) {
        self.settle(view);
        let own = |told: Told| {
            let own = self.lines.get(&told.name).filter(|own| own.stand == Stand::Kept)?;
            Some((told, own.text.clone(), own.draft.lang))
        };
        let drafted = brief_rows::told(view, &Self::default());
        self.read = Some(drafted.into_iter().filter_map(own).collect());
    }

    /// Back to the briefing: it is looked at anew.
    pub(super) fn thaw(&mut self) {
        self.read = None;
    }

    /// What the hand-over records: the lines that were read back, in their order.
    pub(super) fn order(&self) -> Vec<OwnWords> {
        let own = |(told, text, lang): &(Told, String, Lang)| OwnWords {
            line: told.name.clone(),
            text: text.clone(),
            lang: *lang,
        };
        self.read.iter().flatten().map(own).collect()
    }

    /// Compares what was kept with what the lines say now.
    pub(super) fn settle(&mut self, view: &View) {
        if self.read.is_some() || self.lines.is_empty() {
            return;
        }
        let now = Lang::ALL.map(|lang| brief_rows::drafts(view, lang));
        let today = |name: &str, lang: Lang| {
            let mut all = now.iter().flatten();
            all.find(|(known, draft)| known == name && draft.lang == lang).map(|(_, draft)| draft)
        };
        for (name, own) in &mut self.lines {
            let draft = today(name, own.draft.lang);
            let is_same = draft.is_some_and(|draft| {
                let is_known = !own.is_back && draft.still == own.draft.still;
                is_known || draft.text == own.draft.text
            });
            match draft.filter(|_| is_same) {
                Some(draft) => {
                    own.draft = draft.clone();
                    own.is_back = false;
                }
                None if own.stand == Stand::Kept => own.stand = Stand::Stale,
                None => {}
            }
        }
    }

    /// The field of the line that is being written.
    pub(super) fn field(&self) -> Option<&Field> {
        self.writing.as_ref().map(|writing| &writing.field)
    }

    /// The drafted words of that line: as they are now, or as they were while the briefing had it.
    pub(super) fn drafted(&self, view: &View) -> Option<String> {
        let writing = self.writing.as_ref()?;
        let now = writing.today(view).map(|draft| draft.text);
        Some(now.unwrap_or_else(|| writing.draft.text.clone()))
    }

    /// Whether letters are text.
    pub(super) const fn is_writing(&self) -> bool {
        self.writing.is_some()
    }

    /// A key while the briefing is read; none when it is nobody's here.
    pub(super) fn key(&mut self, intent: Intent, view: &View) -> Option<Outcome> {
        if self.is_writing() {
            return Some(self.write(intent, view));
        }
        let last = brief_rows::told(view, self).len().saturating_sub(1);
        let Some(at) = self.at else {
            if intent != Intent::Tab || !is_open(view) {
                return None;
            }
            self.at = Some(0);
            return Some(Outcome::taken());
        };
        self.at = match intent {
            Intent::Up | Intent::BackTab => Some(at.saturating_sub(1)),
            Intent::Down | Intent::Tab => Some((at + 1).min(last)),
            Intent::Home => Some(0),
            Intent::End => Some(last),
            Intent::Esc => None,
            Intent::Enter => {
                self.open(at, view);
                Some(at)
            }
            _ => return None,
        };
        Some(Outcome::taken())
    }

    /// Opens the picked line with what was typed for it, else with its drafted words; with nothing
    /// where these only say that something is missing.
    fn open(&mut self, at: usize, view: &View) {
        let Some((name, draft)) = brief_rows::drafts(view, view.lang).into_iter().nth(at) else {
            return;
        };
        let drafted = if name == NOTHING_NOTED { "" } else { draft.text.as_str() };
        let text = self.lines.get(&name).map_or(drafted, |own| own.text.as_str());
        let field = Field::new(TEXT_BYTES_MAX).holding(text);
        let seen = vec![draft.text.clone()];
        self.writing = Some(Writing { name, field, draft, seen });
    }

    fn write(&mut self, intent: Intent, view: &View) -> Outcome {
        match intent {
            Intent::Enter => self.keep(view),
            Intent::Esc => {
                self.put_aside();
                Outcome::taken()
            }
            intent => {
                let field = self.writing.as_mut().map(|writing| &mut writing.field);
                let is_mine = field.is_some_and(|field| field.key(intent));
                if is_mine { Outcome::taken() } else { Outcome::not_mine() }
            }
        }
    }

    fn keep(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.brief;
        let Some(mut writing) = self.writing.take() else { return Outcome::taken() };
        let today = writing.today(view);
        writing.seen.extend(today.iter().map(|draft| draft.text.clone()));
        if writing.is_drafted() {
            self.lines.remove(&writing.name);
            return Outcome::say(&words.own_drafted_again);
        }
        let Some(today) = today else {
            self.hold(writing, Stand::Stale);
            return Outcome::say(&words.own_changed);
        };
        let is_same = today.still == writing.draft.still;
        writing.draft = today;
        if !is_same {
            // It is on the screen from now on, and the next Enter is pressed on it.
            self.writing = Some(writing);
            return Outcome::say(&words.own_changed);
        }
        self.hold(writing, Stand::Kept);
        Outcome::say(&words.own_kept)
    }

    fn hold(&mut self, writing: Writing, stand: Stand) {
        let text = writing.field.trimmed().to_owned();
        let own = Own { text, stand, draft: writing.draft, is_back: false };
        self.lines.insert(writing.name, own);
    }

    /// What was typed stays with the line, to go on with; what stands there already stays so.
    fn put_aside(&mut self) {
        let Some(writing) = self.writing.take() else { return };
        if self.is_new(&writing) {
            self.hold(writing, Stand::Begun);
        }
    }

    fn is_new(&self, writing: &Writing) -> bool {
        let known = self.lines.get(&writing.name);
        !writing.is_drafted() && known.is_none_or(|own| own.text != writing.field.trimmed())
    }

    /// Pastes into the line that is being written.
    pub(super) fn paste(&mut self, text: &str) -> bool {
        let Some(writing) = &mut self.writing else { return false };
        writing.field.insert(text);
        true
    }

    /// For the draft on disk: of every line its name, its words, and the draft that they were typed
    /// for; the one that is being written as it stands.
    pub(super) fn typed(&self) -> Vec<String> {
        let mut all = Self { lines: self.lines.clone(), ..Self::default() };
        if let Some(writing) = self.writing.clone().filter(|writing| self.is_new(writing)) {
            all.hold(writing, Stand::Begun);
        }
        let texts = |(name, own): (String, Own)| {
            let head = format!("{}{} {name}", own.stand.sign(), own.draft.lang.code());
            [head, own.text, own.draft.text]
        };
        all.lines.into_iter().flat_map(texts).collect()
    }

    /// From such a draft. What cannot be read is left out.
    pub(super) fn retype(&mut self, texts: &[String]) {
        for texts in texts.chunks_exact(3) {
            let [head, text, draft] = texts else { continue };
            let stand = Stand::ALL.into_iter().find(|stand| head.starts_with(stand.sign()));
            let Some((stand, rest)) = stand.zip(head.get(1..)) else { continue };
            let Some((lang, name)) = rest.split_once(' ') else { continue };
            // Through a field, which takes no control characters and has an end.
            let text = Self::as_typed(text);
            let Some(lang) = Lang::parse(lang).filter(|_| !text.is_empty()) else { continue };
            let draft = Draft { text: draft.clone(), still: String::new(), lang };
            self.lines.insert(name.to_owned(), Own { text, stand, draft, is_back: true });
        }
    }

    /// The keys while a line is picked or written; none while the briefing is only read.
    pub(super) fn keys(&self, view: &View) -> Option<Vec<Live>> {
        let words = &view.words.screen.brief;
        self.at?;
        let help = Live::key(Intent::Help, &view.words.screen.step.key_help);
        let back = Live::key(Intent::Esc, &words.key_back);
        let note = Live::key(Intent::Note, &view.words.screen.step.key_note);
        let quit = Live::key(Intent::Quit, &view.words.screen.picker.key_quit);
        Some(if self.is_writing() {
            let ends = Live::keys(&[Intent::Home, Intent::End], &view.words.screen.note.key_ends);
            vec![Live::key(Intent::Enter, &words.key_keep), back, help, note, ends, quit]
        } else {
            vec![
                Live::key(Intent::Enter, &words.key_reword),
                Live::keys(&[Intent::Up, Intent::Down], &words.key_pick),
                back,
                help,
                note,
                quit,
            ]
        })
    }
}

impl Writing {
    /// The draft of its line as it is now; none when the briefing tells of it no more.
    fn today(&self, view: &View) -> Option<Draft> {
        let mut drafts = brief_rows::drafts(view, self.draft.lang).into_iter();
        drafts.find(|(name, _)| *name == self.name).map(|(_, draft)| draft)
    }

    /// Whether the field is empty, or says what was drafted.
    fn is_drafted(&self) -> bool {
        let text = self.field.trimmed();
        text.is_empty() || self.seen.iter().any(|seen| seen == text)
    }
}
