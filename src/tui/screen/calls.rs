//! The call list (S12): the right person, the right number, the right words, the result kept.
//!
//! Invariants: what is missing is shown as missing and stops nobody; no number reaches the log; a
//! result that was chosen is recorded only by Enter. What the cards look like stands in
//! `calls_view`.

use super::contract::{Go, Live, Outcome, Screen};
use super::finder::folded;
use crate::domain::call::{self, CallMade, CallOutcome};
use crate::domain::command::Command;
use crate::domain::decide::TEXT_BYTES_MAX;
use crate::domain::ids::{RoleId, StepRef};
use crate::domain::site::Contact;
use crate::domain::step::{Call, Step, StepKind};
use crate::domain::text::{Lang, Text};
use crate::i18n::fill;
use crate::session::Effect;
use crate::tui::draft::{FormKind, FormName};
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::request::Request;
use crate::tui::speech::Speech;
use crate::tui::view::View;
use crate::tui::widget::{Canvas, Field, Options};

/// Longest text that is looked for, in bytes.
const QUERY_BYTES_MAX: usize = 120;

/// One row of the list.
#[derive(Clone, Copy, Debug)]
pub(super) enum Entry<'v> {
    /// Somebody of the site.
    Contact(&'v Contact),
    /// A role that the step calls and that nobody is listed for.
    Missing(&'v RoleId, Option<&'v Text>),
}

impl<'v> Entry<'v> {
    /// Whom the log names.
    pub(super) fn whom(&self, lang: Lang) -> &'v str {
        match self {
            Self::Contact(contact) => &contact.name,
            Self::Missing(role, title) => title.map_or(role.as_str(), |title| title.get(lang)),
        }
    }
}

/// What is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    /// The list, narrowed by typing.
    List,
    /// One card; keys are commands.
    Card,
    /// The answers on a card are being typed.
    Answers,
}

/// The screen.
#[derive(Clone, Debug)]
pub struct Calls {
    /// The step that it was opened from.
    pub(super) step: Option<StepRef>,
    pub(super) page: Page,
    /// Whether the card came first: Esc then leaves.
    is_direct: bool,
    pub(super) query: Field,
    /// Which entry of the list, or on which card.
    pub(super) at: usize,
    pub(super) outcome: Options,
    pub(super) said: Field,
    /// First row of the card or list that is shown.
    pub(super) from: usize,
    /// Whether the card has more rows than were drawn.
    pub(super) is_long: bool,
    /// A call is on its way to the log.
    is_sent: bool,
}

impl Calls {
    /// On the card that the step needs, when it calls somebody; else on the whole list.
    #[must_use]
    pub fn new(step: Option<StepRef>, view: &View) -> Self {
        let mut screen = Self {
            step,
            is_sent: false,
            is_long: false,
            page: Page::List,
            is_direct: false,
            query: Field::new(QUERY_BYTES_MAX),
            at: 0,
            outcome: Options::new(CallOutcome::ALL.len()),
            said: Field::new(TEXT_BYTES_MAX),
            from: 0,
        };
        if screen.called(view).is_some() {
            screen.page = Page::Card;
            screen.is_direct = true;
        }
        screen
    }

    fn asked<'v>(&self, view: &View<'v>) -> Option<&'v Step> {
        let (run, index) = view.session.state().find(self.step.as_ref()?)?;
        run.get(index).map(|(_, step, _)| step)
    }

    /// Whom the step calls, and with which words.
    pub(super) fn called<'v>(&self, view: &View<'v>) -> Option<&'v Call> {
        match &self.asked(view)?.kind {
            StepKind::Call(call) | StepKind::Tell(call) => Some(call),
            _ => None,
        }
    }

    /// Those of the step first, then everybody; only those that were looked for.
    pub(super) fn entries<'v>(&self, view: &View<'v>) -> Vec<Entry<'v>> {
        let site = &view.site.site;
        let mut entries = Vec::new();
        if let Some(call) = self.called(view) {
            entries.extend(site.for_role(&call.contact).into_iter().map(Entry::Contact));
            if entries.is_empty() {
                let state = view.session.state();
                let run = self.step.as_ref().and_then(|step| state.run(&step.run));
                let role = run.and_then(|run| run.copy.runbook.role(&call.contact));
                entries.push(Entry::Missing(&call.contact, role.map(|role| &role.title)));
            }
        }
        let first = entries.len();
        for contact in &site.contacts {
            let is_known = entries.iter().take(first).any(|entry| match entry {
                Entry::Contact(known) => known.id == contact.id,
                Entry::Missing(..) => false,
            });
            if !is_known {
                entries.push(Entry::Contact(contact));
            }
        }
        let query = folded(self.query.trimmed());
        entries.retain(|entry| query.split_whitespace().all(|word| holds(entry, word)));
        entries
    }

    /// How many of the entries answer the step.
    pub(super) fn own(&self, view: &View) -> usize {
        let Some(call) = self.called(view) else { return 0 };
        view.site.site.for_role(&call.contact).len().max(1)
    }

    pub(super) fn entry<'v>(&self, view: &View<'v>) -> Option<Entry<'v>> {
        self.entries(view).get(self.at).copied()
    }

    fn list_key(&mut self, intent: Intent, view: &View) -> Outcome {
        let count = self.entries(view).len();
        match intent {
            Intent::Enter if count == 0 => Outcome::say(self.none_here(view)),
            Intent::Enter => {
                self.page = Page::Card;
                self.from = 0;
                Outcome::taken()
            }
            Intent::Esc if self.is_direct => {
                self.query.clear();
                (self.at, self.page, self.from) = (0, Page::Card, 0);
                Outcome::taken()
            }
            Intent::Esc => Outcome::go(Go::Back),
            Intent::Up | Intent::Down | Intent::PageUp | Intent::PageDown => {
                self.at = moved(self.at, intent, count);
                Outcome::taken()
            }
            Intent::Tab => Outcome::go(Go::Facts),
            intent if self.query.key(intent) => {
                (self.at, self.from) = (0, 0);
                Outcome::taken()
            }
            _ => Outcome::not_mine(),
        }
    }

    fn card_key(&mut self, intent: Intent, view: &View) -> Outcome {
        match intent {
            Intent::Enter => self.log(view),
            Intent::Esc if self.is_direct => Outcome::go(Go::Back),
            Intent::Esc => {
                (self.page, self.from) = (Page::List, 0);
                Outcome::taken()
            }
            Intent::Find => {
                (self.page, self.at, self.from) = (Page::List, 0, 0);
                Outcome::taken()
            }
            Intent::Tab => {
                self.page = Page::Answers;
                Outcome::taken()
            }
            Intent::Left | Intent::Right => {
                let count = self.entries(view).len().max(1);
                let by = if intent == Intent::Right { 1 } else { count - 1 };
                self.at = (self.at + by) % count;
                self.from = 0;
                Outcome::taken()
            }
            Intent::Copy => match self.entry(view) {
                Some(Entry::Contact(contact)) => {
                    let number = contact.by_safety().next().map(|channel| channel.at.clone());
                    number.map_or_else(Outcome::taken, |n| Outcome::request(Request::Copy(n)))
                }
                _ => Outcome::not_mine(),
            },
            Intent::Space | Intent::PageDown => {
                self.from = self.from.saturating_add(4);
                Outcome::taken()
            }
            Intent::PageUp => {
                self.from = self.from.saturating_sub(4);
                Outcome::taken()
            }
            intent if self.outcome.key(intent) => Outcome::taken(),
            _ => Outcome::not_mine(),
        }
    }

    fn answers_key(&mut self, intent: Intent, view: &View) -> Outcome {
        match intent {
            Intent::Enter if self.outcome.selected().is_some() => self.log(view),
            Intent::Enter | Intent::Esc | Intent::Tab | Intent::BackTab => {
                self.page = Page::Card;
                Outcome::taken()
            }
            intent if self.said.key(intent) => Outcome::taken(),
            _ => Outcome::not_mine(),
        }
    }

    /// Records the call, once its result was chosen.
    fn log(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.calls;
        if view.session.state().opened.is_none() {
            return Outcome::say(&words.no_incident);
        }
        let chosen = self.outcome.selected().and_then(|at| CallOutcome::ALL.get(at));
        let (Some(outcome), Some(entry)) = (chosen, self.entry(view)) else {
            return Outcome::say(&words.choose_first);
        };
        let role = match entry {
            Entry::Contact(contact) => call::role_for(self.asked(view), &view.site.site, contact),
            Entry::Missing(role, _) => Some(role.clone()),
        };
        let said = Some(self.said.trimmed().to_owned()).filter(|said| !said.is_empty());
        self.is_sent = true;
        Outcome::order(Command::LogCall(CallMade {
            step: self.step.clone(),
            role,
            whom: entry.whom(view.lang).to_owned(),
            channel: None,
            outcome: *outcome,
            said,
            happened_at: None,
        }))
    }

    /// The call is on record: an answer ends the errand, without one the next name comes up (R140).
    fn logged(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.calls;
        let chosen = self.outcome.selected().and_then(|at| CallOutcome::ALL.get(at)).copied();
        let Some(outcome) = chosen else { return Outcome::not_mine() };
        self.outcome = Options::new(CallOutcome::ALL.len());
        self.said.clear();
        self.page = Page::Card;
        if matches!(outcome, CallOutcome::Reached | CallOutcome::MessageLeft) {
            let word = view.words.site.outcomes.of(outcome);
            return Outcome::go(Go::Back).and_say(fill(&words.logged, &[("outcome", word)]));
        }
        // Among those of the step, or through what was looked for.
        let count = match self.own(view) {
            own if self.at < own => own,
            _ => self.entries(view).len(),
        };
        let has_next = count > 1;
        if has_next {
            self.at = (self.at + 1) % count;
            self.from = 0;
        }
        let next = self.entry(view).map(|entry| entry.whom(view.lang)).unwrap_or_default();
        let template = match (outcome, has_next) {
            (CallOutcome::NoAnswer, true) => &words.next_name,
            (CallOutcome::NoAnswer, false) => &words.no_other,
            (_, true) => &words.wrong_next,
            (_, false) => &words.wrong,
        };
        Outcome::say(fill(template, &[("next", next)]))
    }
}

/// Whether an entry holds a word: in its name, what it is, or its roles, in either language.
fn holds(entry: &Entry, word: &str) -> bool {
    let both =
        |text: &Text| Lang::ALL.into_iter().any(|lang| folded(text.get(lang)).contains(word));
    match entry {
        Entry::Contact(contact) => {
            folded(&contact.name).contains(word)
                || contact.id.as_str().contains(word)
                || contact.function.as_ref().is_some_and(both)
                || contact.roles.iter().any(|role| role.as_str().contains(word))
        }
        Entry::Missing(role, title) => role.as_str().contains(word) || title.is_some_and(both),
    }
}

fn moved(at: usize, intent: Intent, count: usize) -> usize {
    let last = count.saturating_sub(1);
    match intent {
        Intent::Up => at.saturating_sub(1),
        Intent::PageUp => at.saturating_sub(8),
        Intent::PageDown => (at + 8).min(last),
        _ => (at + 1).min(last),
    }
}

impl Screen for Calls {
    fn mode(&self) -> Mode {
        match self.page {
            Page::List => Mode::Filter,
            Page::Card => Mode::Command,
            Page::Answers => Mode::Text,
        }
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        match self.page {
            Page::List => self.list_key(press.intent, view),
            Page::Card => self.card_key(press.intent, view),
            Page::Answers => self.answers_key(press.intent, view),
        }
    }

    fn paste(&mut self, text: &str, _view: &View) -> Outcome {
        match self.page {
            Page::List => self.query.insert(text),
            Page::Card => return Outcome::not_mine(),
            Page::Answers => self.said.insert(text),
        };
        Outcome::taken()
    }

    fn answer(&mut self, effect: &Effect, view: &View) -> Outcome {
        match effect {
            Effect::Recorded { .. } | Effect::Held { .. } if std::mem::take(&mut self.is_sent) => {
                self.logged(view)
            }
            Effect::Rejected { .. } => {
                self.is_sent = false;
                Outcome::not_mine()
            }
            _ => Outcome::not_mine(),
        }
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        self.paint(canvas, view);
    }

    fn speak(&mut self, view: &View) -> Speech {
        self.speech(view)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        self.live(view)
    }

    fn form(&self) -> Option<FormName> {
        let step = self.step.as_ref().map(ToString::to_string).unwrap_or_default();
        (self.page != Page::List).then(|| FormName::about(FormKind::Call, &step))
    }

    fn typed(&self) -> Vec<String> {
        if self.said.is_blank() {
            return Vec::new();
        }
        let outcome = self.outcome.selected().map_or_else(String::new, |at| at.to_string());
        vec![outcome, self.said.text().to_owned()]
    }

    fn retype(&mut self, texts: &[String]) {
        let [outcome, said] = texts else { return };
        self.outcome.select(outcome.parse().ok().filter(|at| *at < CallOutcome::ALL.len()));
        self.said.insert(said);
    }

    fn has_rail(&self) -> bool {
        false
    }

    fn here(&self) -> Option<StepRef> {
        self.step.clone()
    }
}
