//! Who leads, who is on duty and until when, who had the keyboard (R, R49, R50, R60).
//!
//! Read only. R opens it together with the box that changes the person at the keyboard (R61); that
//! one lies over its lower rows.

use super::contract::{Go, Live, Outcome, Screen};
use super::sheet::{Sheet, turn, whole};
use super::spoken::labelled;
use crate::domain::lead::{Relief, Stint};
use crate::i18n::brief::named;
use crate::i18n::fill;
use crate::tui::app::is_open;
use crate::tui::fact;
use crate::tui::intent::{Intent, Press};
use crate::tui::speech::{Speech, flat, sentence_case};
use crate::tui::view::View;
use crate::tui::widget::text::columns;
use crate::tui::widget::{Canvas, Row};

/// The page.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    from: usize,
    drawn: (usize, usize),
}

impl Roles {
    /// As the page looks when it is entered.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

/// Those who led, the one who leads first.
fn leaders(view: &View) -> Vec<String> {
    let words = &view.words.screen.roles;
    let state = view.session.state();
    let first = state.leading.first.iter().map(|(who, at)| (who, *at));
    let passed = state.leading.passed.iter().map(|entry| (&entry.passed.to, entry.at));
    let mut all = Vec::new();
    let mut until = None;
    for (who, at) in first.chain(passed).collect::<Vec<_>>().into_iter().rev() {
        let (who, from) = (named(state, who), fact::when(at.wall, view));
        let to = until.replace(from.clone());
        let template = if to.is_some() { &words.led } else { &words.led_now };
        let to = to.unwrap_or_default();
        all.push(fill(template, &[("who", &who), ("from", &from), ("to", &to)]));
    }
    all
}

fn on_duty(relief: &Relief, view: &View) -> String {
    let words = &view.words.screen.roles;
    let gone = relief.since.elapsed_until(&view.now.moment).minutes();
    let template = if relief.remaining.is_over() { &words.duty_over } else { &words.duty };
    let facts = [
        ("who", named(view.session.state(), &relief.who)),
        ("span", format!("{}:{:02}", gone / 60, gone % 60)),
        ("time", fact::when(relief.due_at, view)),
        ("limit", view.words.lead.limit(relief)),
    ];
    fill(template, &facts.each_ref().map(|(name, fact)| (*name, fact.as_str())))
}

fn stint(stint: &Stint, view: &View) -> String {
    let words = &view.words.screen.roles;
    let person = view.session.state().people.get(&stint.who);
    let name = person.and_then(|person| person.name.as_deref()).unwrap_or_default();
    let role = person.and_then(|person| person.role.as_deref()).unwrap_or_default();
    let template = if stint.to.is_some() { &words.stint } else { &words.stint_now };
    let to = stint.to.map(|to| fact::when(to, view)).unwrap_or_default();
    let from = fact::when(stint.from, view);
    let facts = [("from", from.as_str()), ("to", &to), ("who", stint.who.as_str())];
    let texts = [fill(template, &facts), name.to_owned(), role.to_owned()];
    let texts: Vec<_> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    texts.join(", ")
}

/// Label and text of every line, in their order.
#[must_use]
pub fn lines(view: &View) -> Vec<(String, String)> {
    let words = &view.words.screen.roles;
    let state = view.session.state();
    let mut out = Vec::new();
    let mut all = |label: &str, texts: Vec<String>| {
        let mut label = label.to_owned();
        for text in texts {
            out.push((std::mem::take(&mut label), text));
        }
    };
    all(&words.leads, leaders(view));
    all(&words.on_duty, state.reliefs(&view.now).iter().map(|r| on_duty(r, view)).collect());
    let stints = state.stints();
    all(&words.keyboard, stints.iter().rev().map(|its| stint(its, view)).collect());
    out
}

impl Screen for Roles {
    fn key(&mut self, press: Press, view: &View) -> Outcome {
        let (rows, height) = self.drawn;
        match press.intent {
            Intent::Esc => Outcome::go(Go::Back),
            Intent::Enter | Intent::Roles if is_open(view) => Outcome::go(Go::Shift),
            intent if turn(&mut self.from, rows, height, intent) => Outcome::taken(),
            _ => Outcome::not_mine(),
        }
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let words = &view.words.screen.roles;
        let area = whole(&canvas.areas());
        let labels = [&words.leads, &words.on_duty, &words.keyboard];
        let widest = labels.iter().map(|label| columns(label, *view.theme)).max().unwrap_or(8);
        let mut sheet = Sheet::new(area.width, *view.theme);
        sheet.row(Row::title(words.title.as_str()));
        for (label, text) in lines(view) {
            sheet.labelled(&label, widest + 2, &text);
        }
        let mut from = self.from;
        let height = sheet.draw(canvas, area, &mut from, &view.words.screen.told);
        self.from = from;
        self.drawn = (sheet.height(), height);
        canvas.put_caret(area.x, area.y);
    }

    fn speak(&mut self, view: &View) -> Speech {
        let words = &view.words.screen.roles;
        let said = lines(view);
        Speech::about(sentence_case(&flat(&words.title)))
            .details(said.iter().map(|(label, text)| labelled(label, text, view)))
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.roles;
        let mut keys = Vec::new();
        if is_open(view) {
            keys.push(Live::key(Intent::Roles, &words.key_change));
        }
        keys.extend([
            Live::key(Intent::Brief, &words.key_brief),
            Live::key(Intent::Tracks, &words.key_tracks),
            Live::key(Intent::Note, &view.words.screen.step.key_note),
            Live::key(Intent::Esc, &view.words.screen.step.key_back),
            Live::key(Intent::Help, &view.words.screen.step.key_help),
            Live::keys(&[Intent::Up, Intent::Down], &view.words.screen.told.key_move),
        ]);
        keys
    }

    fn has_rail(&self) -> bool {
        false
    }
}
