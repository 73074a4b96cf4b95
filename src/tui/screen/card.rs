//! Command cards: shown, explained, copied, never run (R121, R155).
//!
//! Each command stands on rows of its own, from the first column and without a mark around it, so
//! that a mouse can take it as it is. Nothing here touches the incident.

use super::contract::{Go, Live, Outcome, Screen};
use super::sheet::{Sheet, whole};
use super::spoken;
use crate::domain::card::{Card, CardCommand};
use crate::domain::ids::CardId;
use crate::i18n::fill;
use crate::tui::intent::{Intent, Press};
use crate::tui::request::Request;
use crate::tui::speech::{Speech, digit};
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::columns;
use crate::tui::widget::{Canvas, Row};

/// The cards, one at a time.
#[derive(Clone, Debug)]
pub struct Cards {
    order: Vec<CardId>,
    at: usize,
    command: usize,
    from: usize,
}

impl Cards {
    /// Those that a step names come first, then all others.
    #[must_use]
    pub fn new(named: &[CardId], view: &View) -> Self {
        let is_known = |id: &&CardId| view.card(id).is_some();
        let mut order: Vec<CardId> = named.iter().filter(is_known).cloned().collect();
        let others = view.cards.iter().map(|card| &card.id);
        let others: Vec<CardId> = others.filter(|id| !order.contains(id)).cloned().collect();
        order.extend(others);
        Self { order, at: 0, command: 0, from: 0 }
    }

    fn card<'v>(&self, view: &View<'v>) -> Option<&'v Card> {
        let id = self.order.get(self.at)?;
        view.cards.iter().find(|card| card.id == *id)
    }

    /// The card before or after, round and round.
    fn turn(&mut self, intent: Intent) {
        let count = self.order.len().max(1);
        let step = if intent == Intent::Right { 1 } else { count - 1 };
        self.at = (self.at + step) % count;
        (self.command, self.from) = (0, 0);
    }

    /// Behind the last command stand the placeholders, and they can be reached too.
    fn choose(&mut self, intent: Intent, card: &Card) {
        let last = card.commands.len();
        self.command = match intent {
            Intent::Up => self.command.saturating_sub(1),
            Intent::Down => (self.command + 1).min(last),
            Intent::Home => 0,
            Intent::End => last,
            Intent::Digit(digit) => usize::from(digit).saturating_sub(1).min(last),
            _ => self.command,
        };
        if matches!(intent, Intent::Up | Intent::Home) && self.command == 0 {
            self.from = 0;
        }
    }
}

fn indent(view: &View) -> u16 {
    let words = &view.words.card;
    let labels = [&words.scope, &words.caution, &words.explain, &words.effect, &words.undo];
    let widest = labels.into_iter().map(|label| columns(label, *view.theme)).max();
    widest.unwrap_or(8) + 1
}

fn sheet<'a>(card: &'a Card, chosen: usize, width: u16, view: &View<'a>) -> Sheet<'a> {
    let words = &view.words.card;
    let (lang, indent) = (view.lang, indent(view));
    let mut sheet = Sheet::new(width, *view.theme);
    sheet.labelled(&words.scope, indent, card.scope.get(lang));
    for caution in &card.cautions {
        sheet.labelled(&words.caution, indent, caution.get(lang));
    }
    for (at, entry) in card.commands.iter().enumerate() {
        sheet.blank();
        command(&mut sheet, (at, at == chosen), entry, view);
    }
    if !card.placeholders.is_empty() {
        sheet.blank();
    }
    for placeholder in &card.placeholders {
        let name = format!("<{}>", placeholder.name);
        let x = indent.max(columns(&name, *view.theme) + 1);
        sheet.labelled(&name, x, placeholder.means.get(lang));
    }
    sheet.blank();
    let is_at_end = chosen == card.commands.len();
    sheet.focusable(Row::default().at(3, words.never_run.as_str(), Role::Text), is_at_end);
    sheet
}

fn command<'a>(
    sheet: &mut Sheet<'a>,
    (at, is_chosen): (usize, bool),
    command: &CardCommand,
    view: &View<'a>,
) {
    let words = &view.words.card;
    let (lang, indent) = (view.lang, indent(view));
    sheet.focusable(Row::default().at(3, format!("{}", at + 1), Role::Label), is_chosen);
    sheet.running(&command.run, 0, Role::Title);
    sheet.labelled(&words.explain, indent, command.explain.get(lang));
    sheet.labelled(&words.effect, indent, command.effect.get(lang));
    if let Some(undo) = &command.undo {
        sheet.labelled(words.undo_of(command.reversible), indent, undo.get(lang));
    }
}

impl Screen for Cards {
    fn key(&mut self, press: Press, view: &View) -> Outcome {
        let Some(card) = self.card(view) else {
            return match press.intent {
                Intent::Esc | Intent::Enter => Outcome::go(Go::Back),
                _ => Outcome::not_mine(),
            };
        };
        match press.intent {
            Intent::Esc | Intent::Tab => Outcome::go(Go::Back),
            Intent::Copy | Intent::Enter => match card.commands.get(self.command) {
                Some(command) => Outcome::request(Request::Copy(command.run.clone())),
                None => Outcome::not_mine(),
            },
            Intent::Left | Intent::Right => {
                self.turn(press.intent);
                Outcome::taken()
            }
            Intent::Up | Intent::Down | Intent::Home | Intent::End | Intent::Digit(_) => {
                self.choose(press.intent, card);
                Outcome::taken()
            }
            _ => Outcome::not_mine(),
        }
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let mut area = whole(&canvas.areas());
        let words = &view.words.screen.card;
        let Some(card) = self.card(view) else {
            canvas.rows(area, &[Row::text(&words.none)], 0);
            return;
        };
        let facts = [("id", card.id.as_str().to_uppercase())];
        let facts = facts.each_ref().map(|(name, value)| (*name, value.as_str()));
        let title = fill(
            &words.title,
            &[facts.as_slice(), &[("title", card.title.get(view.lang))]].concat(),
        );
        let platform = view.words.card.platforms.of(card.platform);
        let (n, total) = ((self.at + 1).to_string(), self.order.len().to_string());
        let place = [("platform", platform), ("n", n.as_str()), ("total", total.as_str())];
        canvas.row(area, area.y, &Row::title(title).right(fill(&words.place, &place), Role::Text));
        area.y += 2.min(area.height);
        area.height = area.height.saturating_sub(2);
        let sheet = sheet(card, self.command, area.width, view);
        sheet.draw(canvas, area, &mut self.from, &view.words.screen.told);
    }

    fn speak(&mut self, view: &View) -> Speech {
        let (words, lines) = (&view.words.card, &view.words.screen.linear);
        let Some(card) = self.card(view) else {
            return Speech::about(&view.words.screen.card.none);
        };
        let (n, total) = ((self.at + 1).to_string(), self.order.len().to_string());
        let title = card.title.get(view.lang);
        let facts = [("n", n.as_str()), ("total", &total), ("title", title)];
        let mut speech = Speech::about(fill(&lines.card, &facts));
        let mut add = |label: &str, text: &str| {
            speech.details.push(spoken::labelled(label, text, view));
        };
        add("", view.words.card.platforms.of(card.platform));
        add(&words.scope, card.scope.get(view.lang));
        card.cautions.iter().for_each(|text| add(&words.caution, text.get(view.lang)));
        for (at, command) in card.commands.iter().enumerate() {
            let n = (at + 1).to_string();
            // The command is told as it is, with every space.
            add("", &fill(&lines.card_command, &[("n", &n), ("run", &command.run)]));
            add(&words.explain, command.explain.get(view.lang));
            add(&words.effect, command.effect.get(view.lang));
            if let Some(undo) = &command.undo {
                add(words.undo_of(command.reversible), undo.get(view.lang));
            }
        }
        for placeholder in &card.placeholders {
            add(&format!("<{}>", placeholder.name), placeholder.means.get(view.lang));
        }
        add("", &words.never_run);
        for (at, _) in card.commands.iter().enumerate() {
            let n = (at + 1).to_string();
            let text = fill(&lines.card_copy, &[("n", &n)]);
            speech = speech.choice(text, vec![digit(at), Intent::Copy]);
        }
        speech
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.card;
        let told = &view.words.screen.told;
        let mut keys = Vec::new();
        if let Some(card) = self.card(view) {
            if self.command < card.commands.len() {
                keys.push(Live::key(Intent::Copy, &words.key_copy));
            }
            keys.push(Live::keys(&[Intent::Up, Intent::Down], &words.key_move));
            keys.push(Live::keys(&[Intent::Left, Intent::Right], &words.key_other));
        }
        keys.push(Live::key(Intent::Esc, &words.key_back));
        keys.push(Live::key(Intent::Note, &told.key_note));
        keys.push(Live::key(Intent::Help, &told.key_help));
        keys.push(Live::key(Intent::Menu, &view.words.screen.step.key_menu));
        keys
    }

    fn has_rail(&self) -> bool {
        false
    }
}
