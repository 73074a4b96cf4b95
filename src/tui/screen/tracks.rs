//! The tracks of the incident, one card each (T, S9): who holds it, where it stands, who waits.
//!
//! Enter works on the track alone, or looks at the step that waits for another track; R gives the
//! track to a named person. A track that nobody holds says so
//! until somebody does, and twice when its clock is over (R51).

use ratatui::layout::Rect;

use super::contract::{Go, Live, Outcome, Screen};
use super::neighbour;
use super::sheet::{Sheet, whole};
use super::spoken::joined;
use crate::domain::command::Command;
use crate::domain::ids::Initials;
use crate::domain::lead::TrackHeld;
use crate::domain::place::Applies;
use crate::domain::time::Remaining;
use crate::domain::tracks::TrackCard;
use crate::i18n::brief::named;
use crate::i18n::fill;
use crate::session::Effect;
use crate::tui::app::is_open;
use crate::tui::fact;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::speech::{Prompt, Speech, Wanted, reach, sentence_case};
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::{columns, cut, labelled};
use crate::tui::widget::{Canvas, Field, Row};

/// Columns of the cells: how urgent, track, holder, step.
const TRACK: u16 = 6;
const HOLDER: u16 = 20;
const STEP: u16 = 34;

/// Rows of the card of the selected track.
const CARD_ROWS: u16 = 7;

/// The page.
#[derive(Clone, Debug)]
pub struct Tracks {
    at: usize,
    from: usize,
    /// Whose the track is to be; none while nobody is asked.
    giving: Option<Field>,
    is_sent: bool,
}

impl Default for Tracks {
    fn default() -> Self {
        Self::new()
    }
}

impl Tracks {
    /// As the page looks when it is entered.
    #[must_use]
    pub fn new() -> Self {
        Self { at: 0, from: 0, giving: None, is_sent: false }
    }

    fn go(&mut self, by: isize, view: &View) {
        let count = view.session.state().tracks(&view.now.moment).len();
        self.at = self.at.saturating_add_signed(by).min(count.saturating_sub(1));
    }

    /// Whether the track can be worked on: what waits for a decision or a pause of another one can
    /// only be looked at.
    fn works(&self, view: &View) -> bool {
        let state = view.session.state();
        let cards = state.tracks(&view.now.moment);
        let Some(card) = cards.get(self.at) else { return false };
        let current = card.run.current_of(&card.track.id, &view.now.moment);
        current.is_some() && card.first == current && is_open(view)
    }

    fn look(&self, view: &View) -> Outcome {
        let cards = view.session.state().tracks(&view.now.moment);
        let Some(card) = cards.get(self.at) else { return Outcome::taken() };
        match card.step() {
            Some(_) if self.works(view) => {
                Outcome::go(Go::Track(card.run.id().clone(), card.track.id.clone()))
            }
            Some(step) => Outcome::go(Go::StepAt(step)),
            None => Outcome::say(&view.words.screen.tracks.all_done),
        }
    }

    fn ask(&mut self, view: &View) -> Outcome {
        if !is_open(view) {
            return Outcome::not_mine();
        }
        self.giving = Some(Field::new(Initials::CHARS_MAX));
        Outcome::taken()
    }

    fn give(&mut self, view: &View) -> Outcome {
        let typed = self.giving.as_ref().map_or("", Field::trimmed).to_uppercase();
        let cards = view.session.state().tracks(&view.now.moment);
        let Some(card) = cards.get(self.at) else { return Outcome::taken() };
        let Ok(who) = Initials::parse(&typed) else {
            return Outcome::say(&view.words.screen.shift.need_initials);
        };
        let (run, track) = (card.run.id().clone(), card.track.id.clone());
        self.is_sent = true;
        Outcome::order(Command::HoldTrack(TrackHeld { run, track, who }))
    }

    fn write(&mut self, intent: Intent, view: &View) -> Outcome {
        match intent {
            _ if self.is_sent => Outcome::taken(),
            Intent::Enter => self.give(view),
            Intent::Esc => {
                self.giving = None;
                Outcome::taken()
            }
            intent => {
                let is_mine = self.giving.as_mut().is_some_and(|field| field.key(intent));
                if is_mine { Outcome::taken() } else { Outcome::not_mine() }
            }
        }
    }
}

/// The title of a track, which says in which run it is where there are several.
fn title_of(card: &TrackCard<'_>, view: &View) -> String {
    view.words.run.named(card.run.id(), card.track.title.get(view.lang))
}

fn holder(card: &TrackCard<'_>, view: &View) -> String {
    let nobody = || view.words.screen.tracks.nobody.clone();
    card.holder.map_or_else(nobody, |(who, _)| named(view.session.state(), who))
}

/// How many tracks there are, and how many of them nobody holds.
fn sum(cards: &[TrackCard<'_>], view: &View) -> String {
    let nobody = cards.iter().filter(|card| card.holder.is_none() && card.first.is_some());
    let facts = [("n", cards.len().to_string()), ("nobody", nobody.count().to_string())];
    let facts = facts.each_ref().map(|(name, fact)| (*name, fact.as_str()));
    fill(&view.words.screen.tracks.sum, &facts)
}

/// Number and title of a step of the card's runbook.
fn step_line(card: &TrackCard<'_>, index: usize, view: &View) -> String {
    let title = card.run.get(index).map(|(_, step, _)| step.title.get(view.lang));
    let number = view.words.run.number(card.run.id(), index);
    format!("{number} {}", title.unwrap_or_default())
}

/// How the first step stands, in a few words.
fn state(card: &TrackCard<'_>, view: &View) -> String {
    let words = &view.words.screen.tracks;
    let Some(index) = card.first else { return words.done.clone() };
    if let Applies::Undecided(at) = card.run.applies(index) {
        return fill(&words.after_decision, &[("n", &(at + 1).to_string())]);
    }
    match card.remaining {
        Some(Remaining::Over(span)) => fill(&words.over, &[("span", &fact::span(span, view))]),
        Some(Remaining::Left(span)) => fill(&words.left, &[("span", &fact::span(span, view))]),
        None => {
            let since = card.run.steps.get(index).and_then(|state| state.current_since);
            match since {
                Some(since) => fill(&words.since, &[("time", &fact::when(since.wall, view))]),
                None => words.todo.clone(),
            }
        }
    }
}

fn row(card: &TrackCard<'_>, width: u16, view: &View) -> Row {
    let urgent = if card.is_overdue() { "!!" } else { "" };
    let state = state(card, view);
    let step = card.first.map(|index| step_line(card, index, view)).unwrap_or_default();
    let taken = columns(&state, *view.theme) + 2;
    let room = width.saturating_sub(STEP).saturating_sub(taken);
    let cut = |text: &str, room: u16| cut(text, room, *view.theme);
    let track = cut(card.track.title.get(view.lang), HOLDER - TRACK - 1);
    let holder = cut(&holder(card, view), STEP - HOLDER - 1);
    Row::default()
        .at(3, urgent, Role::Label)
        .at(TRACK, track, Role::Text)
        .at(HOLDER, holder, Role::Text)
        .at(STEP, cut(&step, room), Role::Text)
        .right(state, Role::Text)
}

/// What is to be known of the selected track, as label and text.
#[must_use]
pub fn card_lines(card: &TrackCard<'_>, view: &View) -> Vec<(String, String)> {
    let words = &view.words.screen.tracks;
    let state = view.session.state();
    let held = match card.holder {
        Some((who, at)) => {
            let (who, time) = (named(state, who), fact::when(at.wall, view));
            fill(&words.held, &[("who", &who), ("time", &time)])
        }
        None => words.unheld.clone(),
    };
    let counts = fill(
        &words.counts,
        &[
            ("done", &card.done.to_string()),
            ("todo", &card.todo.to_string()),
            ("aside", &card.set_aside.to_string()),
        ],
    );
    let mut lines = vec![(words.holder.clone(), held), (words.record.clone(), counts)];
    let now = card.first.map(|index| {
        let remark = neighbour::remark(card.run, index, view);
        format!("{}  {remark}", step_line(card, index, view)).trim_end().to_owned()
    });
    lines.extend(now.map(|text| (words.now.clone(), text)));
    let next = card.next.map(|index| (words.next.clone(), step_line(card, index, view)));
    lines.extend(next);
    let waits = card.waits_for.map(|index| step_line(card, index, view));
    lines.push((words.waits_for.clone(), waits.unwrap_or_else(|| words.nothing.clone())));
    let waited = card.waited_by.map(|index| step_line(card, index, view));
    lines.extend(waited.map(|text| (words.waited_by.clone(), text)));
    lines
}

impl Screen for Tracks {
    fn mode(&self) -> Mode {
        if self.giving.is_some() { Mode::Text } else { Mode::Command }
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        if self.giving.is_some() {
            return self.write(press.intent, view);
        }
        match press.intent {
            Intent::Esc | Intent::Tracks => return Outcome::go(Go::Back),
            Intent::Enter => return self.look(view),
            Intent::Roles => return self.ask(view),
            Intent::Up => self.go(-1, view),
            Intent::Down => self.go(1, view),
            Intent::Home => self.at = 0,
            Intent::End => self.go(isize::MAX, view),
            _ => return Outcome::not_mine(),
        }
        Outcome::taken()
    }

    fn paste(&mut self, text: &str, _view: &View) -> Outcome {
        match &mut self.giving {
            Some(field) => {
                field.insert(text);
                Outcome::taken()
            }
            None => Outcome::not_mine(),
        }
    }

    fn answer(&mut self, effect: &Effect, _view: &View) -> Outcome {
        if std::mem::take(&mut self.is_sent) && !matches!(effect, Effect::Rejected { .. }) {
            self.giving = None;
        }
        Outcome::not_mine()
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let words = &view.words.screen.tracks;
        let area = whole(&canvas.areas());
        let cards = view.session.state().tracks(&view.now.moment);
        self.at = self.at.min(cards.len().saturating_sub(1));
        canvas.row(
            area,
            area.y,
            &Row::title(words.title.as_str()).right(sum(&cards, view), Role::Text),
        );
        let names = Row::default()
            .at(TRACK, words.track.as_str(), Role::Label)
            .at(HOLDER, words.holder.as_str(), Role::Label)
            .at(STEP, words.now.as_str(), Role::Label)
            .right(words.state.as_str(), Role::Label);
        canvas.row(area, area.y + 1, &names);
        let mut sheet = Sheet::new(area.width, *view.theme);
        for (at, card) in cards.iter().enumerate() {
            sheet.focusable(row(card, area.width, view), at == self.at);
        }
        let block = CARD_ROWS.min(area.height.saturating_sub(4));
        let height = area.height.saturating_sub(2 + block);
        let list = Rect { y: area.y + 2, height, ..area };
        sheet.draw(canvas, list, &mut self.from, &view.words.screen.told);
        let Some(card) = cards.get(self.at) else { return };
        let below = Rect { y: list.bottom(), height: block, ..area };
        match &self.giving {
            Some(field) => ask_whose(canvas, below, (card, field), view),
            None => {
                let lines = card_lines(card, view);
                let widest = lines.iter().map(|(label, _)| columns(label, *view.theme)).max();
                let indent = widest.unwrap_or(8) + 2;
                let title = title_of(card, view);
                let mut rows = vec![Row::title(title)];
                for (label, text) in &lines {
                    rows.extend(labelled(label, text, indent, area.width, *view.theme));
                }
                canvas.rows(below, &rows, 0);
            }
        }
    }

    fn speak(&mut self, view: &View) -> Speech {
        let words = &view.words.screen.tracks;
        let cards = view.session.state().tracks(&view.now.moment);
        self.at = self.at.min(cards.len().saturating_sub(1));
        if let (Some(field), Some(card)) = (&self.giving, cards.get(self.at)) {
            let title = fill(&words.give, &[("track", &title_of(card, view))]);
            let wanted = Wanted::new(&words.give_to, field.text(), &[Intent::Enter]);
            return Speech::about(title).asking(Prompt::Field(wanted));
        }
        let mut speech = Speech::about(sentence_case(&words.title)).detail(sum(&cards, view));
        for (at, card) in cards.iter().enumerate() {
            let step = card.first.map(|index| step_line(card, index, view)).unwrap_or_default();
            let track = title_of(card, view);
            let parts = [&*track, &holder(card, view), &step, &state(card, view)];
            let text = joined(parts);
            let text = if card.is_overdue() {
                fill(&view.words.screen.linear.caution, &[("text", &text)])
            } else {
                text
            };
            speech = speech.choice(text, reach(Some(self.at), at, &[Intent::Enter]));
        }
        if !is_open(view) {
            return speech;
        }
        // Nobody moves a cursor there: each track is given by a number of its own.
        for (at, card) in cards.iter().enumerate() {
            let track = title_of(card, view);
            let text = fill(&view.words.screen.linear.track_give, &[("track", &track)]);
            speech = speech.choice(text, reach(Some(self.at), at, &[Intent::Roles]));
        }
        speech.hiding(&[Intent::Roles])
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.tracks;
        let back = Live::key(Intent::Esc, &view.words.screen.step.key_back);
        let help = Live::key(Intent::Help, &view.words.screen.step.key_help);
        let note = Live::key(Intent::Note, &view.words.screen.step.key_note);
        if self.giving.is_some() {
            let quit = Live::key(Intent::Quit, &view.words.screen.picker.key_quit);
            let menu = Live::key(Intent::Menu, &view.words.screen.step.key_menu);
            return vec![Live::key(Intent::Enter, &words.key_give), back, help, note, menu, quit];
        }
        let mut keys = vec![
            Live::keys(&[Intent::Up, Intent::Down], &words.key_track),
            Live::key(
                Intent::Enter,
                if self.works(view) { &words.key_work } else { &words.key_look },
            ),
        ];
        if is_open(view) {
            keys.push(Live::key(Intent::Roles, &words.key_give));
        }
        keys.extend([back, help, note, Live::key(Intent::Clocks, &words.key_clocks)]);
        keys
    }

    fn has_rail(&self) -> bool {
        false
    }
}

/// Asks for the person who takes the track.
fn ask_whose(
    canvas: &mut Canvas,
    area: Rect,
    (card, field): (&TrackCard<'_>, &Field),
    view: &View,
) {
    let words = &view.words.screen.tracks;
    let title = fill(&words.give, &[("track", &title_of(card, view))]);
    canvas.row(area, area.y, &Row::title(title));
    let x = canvas.print(area, (area.x + 3, area.y + 1), &words.give_to, Role::Label) + 2;
    let width = area.right().saturating_sub(x).min(10);
    let cell = Rect { x, y: area.y + 1, width, height: 1 };
    field.draw(canvas, cell.intersection(area), true);
}
