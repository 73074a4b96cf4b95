//! The card of one legal clock: where it stands, what it says, and the three things that a person
//! can say of it.

use super::contract::{Go, Live, Outcome, Screen};
use super::sheet::{Sheet, turn, whole};
use crate::domain::duty_state::{Duty, Said};
use crate::domain::ids::{Author, ClockId, MomentId};
use crate::domain::law::{EndOfPeriod, LegalClock, Limit, Unit};
use crate::domain::text::Text;
use crate::i18n::duty::day_time;
use crate::i18n::fill;
use crate::tui::duty_text;
use crate::tui::intent::{Intent, Press};
use crate::tui::speech::{Speech, take};
use crate::tui::view::View;
use crate::tui::widget::text::columns;
use crate::tui::widget::{Canvas, Options};

use super::duty_form::Ask;

/// The card.
#[derive(Clone, Debug)]
pub struct LawCard {
    clock: ClockId,
    options: Options,
    from: usize,
    drawn: (usize, usize),
}

/// What can be said of a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Say {
    Judge,
    Moment(MomentId),
    File,
}

/// Where a clock stands, in words.
#[must_use]
pub fn standing(duty: &Duty<'_>, view: &View) -> String {
    let state = view.session.state();
    let filed = state.filings(&duty.clock.id).last().map(Said::filed_at);
    let reason = state.judgement(&duty.clock.id).and_then(|said| said.what.reason.as_deref());
    view.words.duty.standing(duty, view.now.offset, filed, reason.unwrap_or_default())
}

impl LawCard {
    /// Of this clock.
    #[must_use]
    pub fn new(clock: ClockId, view: &View) -> Self {
        let mut card = Self { clock, options: Options::new(0), from: 0, drawn: (0, 0) };
        card.options = Options::starting_at(card.says(view).len(), 0);
        card
    }

    fn known<'v>(&self, view: &View<'v>) -> Option<&'v LegalClock> {
        view.session.state().law.clock(&self.clock)
    }

    fn says(&self, view: &View) -> Vec<Say> {
        let Some(clock) = self.known(view) else { return Vec::new() };
        let mut says = vec![Say::Judge];
        says.extend(clock.trigger.moment().cloned().map(Say::Moment));
        if !view.session.state().is_filed(&clock.id) {
            says.push(Say::File);
        }
        says
    }

    fn enter(&self, view: &View) -> Outcome {
        let chosen = self.options.selected().and_then(|at| self.says(view).into_iter().nth(at));
        let clock = self.clock.clone();
        match chosen {
            Some(Say::Judge) => Outcome::go(Go::Duty(Ask::Judge(clock))),
            Some(Say::Moment(moment)) => Outcome::go(Go::Duty(Ask::Moment(moment))),
            Some(Say::File) => Outcome::go(Go::Duty(Ask::File(clock))),
            None => Outcome::say(&view.words.screen.board.need_choice),
        }
    }

    fn title(clock: &LegalClock, view: &View) -> String {
        let facts = [("title", clock.title.get(view.lang)), ("id", clock.id.as_str())];
        fill(&view.words.screen.board.card_title, &facts)
    }

    fn sheet<'a>(&self, clock: &LegalClock, view: &View<'a>, width: u16) -> Sheet<'a> {
        let mut sheet = Sheet::new(width, *view.theme);
        sheet.title(&Self::title(clock, view));
        for (at, say) in self.says(view).iter().enumerate() {
            let text = say_words(say, view);
            sheet.option(Some(at + 1), &text, self.options.selected() == Some(at));
        }
        sheet.blank();
        facts(&mut sheet, clock, view);
        sheet
    }
}

fn say_words(say: &Say, view: &View) -> String {
    let words = &view.words.screen.board;
    match say {
        Say::Judge => words.card_judge.clone(),
        Say::File => words.card_file.clone(),
        Say::Moment(moment) => {
            let title = duty_text::moment_title(moment, view);
            fill(&words.card_moment, &[("title", &title)])
        }
    }
}

fn facts(sheet: &mut Sheet, clock: &LegalClock, view: &View) {
    let (words, card) = (&view.words.screen.board, &view.words.law.card);
    let labels = [&words.card_stands, &card.applies, &card.offline, &card.must_say, &card.check];
    let widths = labels.into_iter().map(|label| columns(label, *view.theme));
    let indent = widths.max().unwrap_or(8) + 1;
    let mut put = |label: &str, texts: Vec<String>| {
        for (at, text) in texts.iter().enumerate() {
            sheet.labelled(if at == 0 { label } else { "" }, indent, text);
        }
    };
    let state = view.session.state();
    let text = |text: &Text| text.get(view.lang).to_owned();
    put(&words.card_stands, vec![standing(&state.duty(clock, &view.now), view)]);
    put(&words.card_said, said(clock, view));
    put(&card.status, vec![view.words.law.status(clock.status).to_owned()]);
    if clock.check_primary_text {
        put(&card.check, vec![card.check_primary.clone()]);
    }
    put(&card.applies, clock.applies_if.iter().map(text).collect());
    put(&card.binds, vec![text(&clock.binds)]);
    let from = view.words.law.trigger(&clock.trigger, &state.law, view.lang);
    let ask = clock.trigger.moment().and_then(|moment| state.law.moment(moment));
    put(
        &card.from,
        [Some(from), ask.map(|moment| text(&moment.ask))].into_iter().flatten().collect(),
    );
    put(&card.limit, limit(clock, view));
    put(&card.to, vec![text(&clock.recipient)]);
    put(&card.how, vec![text(&clock.channel)]);
    put(&card.offline, vec![text(&clock.offline_fallback)]);
    put(&card.must_say, clock.content_checklist.iter().map(text).collect());
    put(&card.law, vec![view.words.law.source(&clock.legal_ref)]);
    put(&card.as_of, vec![clock.as_of.to_string()]);
    put(&card.note, clock.note.iter().map(text).collect());
    put("", vec![card.no_advice.clone()]);
}

/// How long, and how that is counted.
fn limit(clock: &LegalClock, view: &View) -> Vec<String> {
    let card = &view.words.law.card;
    let mut lines = vec![view.words.law.limit(clock.limit)];
    match clock.limit {
        Limit::WithoutDelay => {}
        Limit::Within(_, Unit::Hours) => lines.push(card.hours_run.clone()),
        Limit::Within(..) => lines.push(card.day_end.clone()),
    }
    if clock.end_of_period == EndOfPeriod::NextWorkingDay {
        lines.push(card.next_working_day.clone());
    }
    if clock.late_requires_reason {
        lines.push(card.late.clone());
    }
    if clock.allows_phased {
        lines.push(card.phased.clone());
    }
    lines
}

/// What people said: the judgement, the moments, the notices, each with its author.
fn said(clock: &LegalClock, view: &View) -> Vec<String> {
    let state = view.session.state();
    let words = &view.words.duty;
    let who = |author: &Author| super::told::who(view, author);
    let by =
        |line: &str, author: &Author| fill(&words.by, &[("line", line), ("who", &who(author))]);
    let mut lines = Vec::new();
    if let Some(said) = state.judgement(&clock.id) {
        let mut line = words.verdict(Some(said.what.verdict)).to_owned();
        if let Some(reason) = &said.what.reason {
            line = format!("{line} ({reason})");
        }
        lines.push(by(&line, &said.who));
    }
    let moments = clock.trigger.moment().map(|moment| state.moment_values(moment));
    for said in moments.into_iter().flatten() {
        let title = duty_text::moment_title(&said.what.moment, view);
        let utc = crate::domain::time::UtcOffset::default();
        let facts = [
            ("title", title.as_str()),
            ("time", &day_time(said.what.at, view.now.offset)),
            ("utc", &day_time(said.what.at, utc)),
            ("how", words.how(said.what.how)),
            ("who", &who(&said.who)),
        ];
        lines.push(fill(&words.moment, &facts));
    }
    for said in state.filings(&clock.id) {
        let time = day_time(said.filed_at(), view.now.offset);
        let parts = [&said.what.receipt, &said.what.channel].into_iter().flatten();
        let parts: Vec<&str> = parts.map(String::as_str).collect();
        let line = format!("{} {time} {}", view.words.screen.board.filed, parts.join(", "));
        lines.push(by(line.trim_end(), &said.who));
    }
    lines
}

impl Screen for LawCard {
    fn key(&mut self, press: Press, view: &View) -> Outcome {
        self.options.resize(self.says(view).len());
        let (rows, height) = self.drawn;
        match press.intent {
            Intent::Esc => Outcome::go(Go::Back),
            Intent::Enter => self.enter(view),
            Intent::Space | Intent::PageUp | Intent::PageDown if rows <= height => Outcome::taken(),
            intent @ (Intent::Space | Intent::PageUp | Intent::PageDown) => {
                // The cursor would hold the text where it is.
                self.options.select(None);
                turn(&mut self.from, rows, height, intent);
                Outcome::taken()
            }
            intent if self.options.key(intent) => Outcome::taken(),
            _ => Outcome::not_mine(),
        }
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let area = whole(&canvas.areas());
        let Some(clock) = self.known(view) else { return };
        self.options.resize(self.says(view).len());
        let sheet = self.sheet(clock, view, area.width);
        let height = sheet.draw(canvas, area, &mut self.from, &view.words.screen.told);
        self.drawn = (sheet.height(), height);
    }

    fn speak(&mut self, view: &View) -> Speech {
        let Some(clock) = self.known(view) else { return Speech::default() };
        self.options.resize(self.says(view).len());
        let mut sheet = Sheet::new(u16::MAX, *view.theme);
        facts(&mut sheet, clock, view);
        let says = self.says(view);
        let about = Speech::about(Self::title(clock, view)).details(sheet.spoken(view));
        let ask =
            |ask: Speech, (at, say): (usize, &Say)| ask.choice(say_words(say, view), take(at));
        says.iter().enumerate().fold(about, ask)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.board;
        let count = u8::try_from(self.options.count()).unwrap_or(3).max(1);
        let digits = [Intent::Up, Intent::Down, Intent::Digit(1), Intent::Digit(count)];
        let mut keys =
            vec![Live::keys(&digits, &words.key_choose), Live::key(Intent::Enter, &words.key_open)];
        if self.drawn.0 > self.drawn.1 {
            keys.push(Live::key(Intent::Space, &words.key_page));
        }
        keys.extend([
            Live::key(Intent::Note, &view.words.screen.step.key_note),
            Live::key(Intent::Esc, &words.key_back),
            Live::key(Intent::Help, &view.words.screen.step.key_help),
        ]);
        keys
    }

    fn has_rail(&self) -> bool {
        false
    }
}
