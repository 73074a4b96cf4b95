//! Coming back to an open incident (S13): place, time and doubt are restored (R78 to R81).
//!
//! Asks the only question that matters, was it done?, with the cursor never on done: Enter resumes
//! in one key. The facts come from the log that was just read; nothing is recorded before the
//! answer.

use super::contract::{Go, Live, Outcome, Screen};
use super::in_hand::in_hand;
use super::resume_place::place;
use super::sheet::Sheet;
use super::told;
use crate::domain::act::StepAct;
use crate::domain::claimed::parse_claimed;
use crate::domain::command::{Command, StepDuty, StepOrder};
use crate::domain::event::Doubt;
use crate::domain::time::{Moment, Span, Timestamp};
use crate::i18n::fill;
use crate::session::Effect;
use crate::tui::draft::Drafts;
use crate::tui::fact;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::speech::Speech;
use crate::tui::view::View;
use crate::tui::widget::text::columns;
use crate::tui::widget::{Canvas, Field, Options};

/// The answers, in their order on the screen.
const ANSWERS: [Doubt; 3] = [Doubt::Done, Doubt::NotDone, Doubt::NotSure];

/// The cursor never starts on done (R81).
const FIRST: usize = 1;

/// Most bytes of a time.
const TIME_BYTES_MAX: usize = 12;

/// The resume screen.
#[derive(Clone, Debug)]
pub struct Resume {
    options: Options,
    pub(super) time: Field,
    pub(super) asks_time: bool,
    after: Option<After>,
    from: usize,
    /// What was being typed.
    drafts: Drafts,
}

/// What follows once the return is on disk.
#[derive(Clone, Debug, Default)]
struct After {
    order: Option<Command>,
    say: Option<String>,
}

impl Default for Resume {
    fn default() -> Self {
        Self {
            options: Options::starting_at(ANSWERS.len(), FIRST),
            time: Field::new(TIME_BYTES_MAX),
            asks_time: false,
            after: None,
            drafts: Drafts::default(),
            from: 0,
        }
    }
}

/// When the program stopped, as far as its log knows: the last entry.
pub(super) fn stopped_at(view: &View) -> Option<Timestamp> {
    left_at(view).map(|at| at.wall)
}

fn left_at(view: &View) -> Option<Moment> {
    // Limits that are recorded on reopening are not the stop.
    let left_off = view.session.left_off();
    left_off.or_else(|| view.session.state().last.as_ref().map(|(_, at)| *at))
}

impl Resume {
    /// As the screen looks when it is entered.
    #[must_use]
    pub fn new(_view: &View) -> Self {
        Self::default()
    }

    /// With what was being typed.
    #[must_use]
    pub fn with_drafts(mut self, drafts: Drafts) -> Self {
        self.drafts = drafts;
        self
    }

    fn choose(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.resume;
        let Some(step) = in_hand(view) else { return self.resume(None, After::default()) };
        let answer = self.options.selected().and_then(|at| ANSWERS.get(at)).copied();
        match answer.unwrap_or(Doubt::NotDone) {
            Doubt::Done if step.is_plain() => {
                self.asks_time = true;
                Outcome::taken()
            }
            Doubt::Done => {
                let n = view.words.run.number(step.run.id(), step.index);
                let say = Some(fill(&words.say_done, &[("n", &n)]));
                self.resume(Some(Doubt::Done), After { order: None, say })
            }
            Doubt::NotSure => {
                let check = step.step.check.as_ref().map(|check| check.get(view.lang));
                let say = check.map(|check| fill(&words.say_not_sure, &[("check", check)]));
                self.resume(Some(Doubt::NotSure), After { order: None, say })
            }
            Doubt::NotDone => self.resume(Some(Doubt::NotDone), After::default()),
        }
    }

    /// The return is recorded first; what follows waits for it, since one order is on its way at a
    /// time.
    fn resume(&mut self, doubt: Option<Doubt>, after: After) -> Outcome {
        self.after = Some(after);
        Outcome::order(Command::Resume { doubt })
    }

    /// Done before the stop: the return and the step, each with its own entry.
    fn keep_time(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.resume;
        let Some(step) = in_hand(view) else { return self.choose(view) };
        let typed = self.time.trimmed();
        let said =
            if typed.is_empty() { stopped_at(view) } else { parse_claimed(typed, &view.now) };
        let Some(at) = said else {
            return Outcome::say(fill(&words.bad_time, &[("text", typed)]));
        };
        let opened = view.session.state().opened.as_ref();
        if opened.is_some_and(|begun| at.ms() < begun.at.wall.ms() - 60_000) {
            return Outcome::say(words.too_early.clone());
        }
        let order = Command::Step(StepOrder {
            step: step.reference(),
            act: StepAct::Done { approval: None },
            shown_at: None,
            happened_at: Some(at),
            lang: view.lang,
            include: None,
            duty: StepDuty::default(),
        });
        self.resume(Some(Doubt::Done), After { order: Some(order), say: None })
    }

    /// Short where the whole has no room: the page opens at its top, with the answers in view.
    fn sheet<'a>(&'a self, view: &View<'a>, width: u16, is_short: bool) -> Sheet<'a> {
        let mut sheet = Sheet::new(width, *view.theme);
        sheet.title(&back(view));
        self.facts(&mut sheet, is_short, view);
        if !is_short {
            sheet.blank();
        }
        self.question(&mut sheet, view);
        sheet
    }

    /// Everything that was.
    pub(super) fn facts(&self, sheet: &mut Sheet, is_short: bool, view: &View) {
        let words = &view.words.screen.resume;
        if let Some(n) = view.session.missing() {
            sheet.text(3, &fill(&words.lines_missing, &[("n", &n.to_string())]));
        }
        Self::stop(sheet, view);
        if !is_short {
            sheet.blank();
        }
        place(sheet, is_short, view, &self.drafts);
    }

    fn stop(sheet: &mut Sheet, view: &View) {
        let words = &view.words.screen.resume;
        let state = view.session.state();
        if let Some(last) = left_at(view) {
            let is_short = view.session.missing().is_some();
            let template = match (view.session.was_left_in_order(), is_short) {
                (true, _) => &words.left,
                (false, false) => &words.whole_to,
                (false, true) => &words.last_entry,
            };
            let time = told::hms(view, last.wall);
            let day = last.wall.date(view.now.offset);
            let is_today = told::is_today(view, last.wall);
            let time = if is_today { time } else { format!("{day} {time}") };
            let away = fact::span(last.elapsed_until(&view.now.moment), view);
            sheet.text(3, &fill(template, &[("time", &time), ("span", &away)]));
        }
        let mut line = fill(&words.checked, &[("n", &view.session.lines().to_string())]);
        if let Some(operator) = &state.operator {
            line = format!("{line} {}", fill(&words.keyboard, &[("who", operator.as_str())]));
        }
        sheet.text(3, &line);
        if let Some((_, by_ms)) = state.clock.moved {
            let span = fact::span(Span::from_ms(by_ms.unsigned_abs()), view);
            let n = state.clock.moves.to_string();
            sheet.text(3, &fill(&words.clock_jumped, &[("n", &n), ("span", &span)]));
        }
        if !state.recovered.is_empty() {
            let n = state.recovered.len().to_string();
            sheet.text(3, &fill(&words.set_aside, &[("n", &n)]));
        }
    }

    fn question(&self, sheet: &mut Sheet<'_>, view: &View) {
        let words = &view.words.screen.resume;
        let Some(step) = in_hand(view) else {
            sheet.title(&words.walked);
            return;
        };
        let n = view.words.run.number(step.run.id(), step.index);
        let title = step.step.title.get(view.lang);
        sheet.title(&fill(&words.question, &[("n", &n), ("title", title)]));
        if self.asks_time {
            // The field takes the place of the answers, so that it is in view.
            return;
        }
        let done = if step.is_plain() { &words.done } else { &words.done_open };
        let texts = [done, &words.not_done, &words.not_sure];
        for (at, text) in texts.into_iter().enumerate() {
            sheet.option(Some(at + 1), text, self.options.selected() == Some(at));
        }
    }
}

/// That the person is back, and in which incident.
pub(super) fn back(view: &View) -> String {
    let words = &view.words.screen.resume;
    let incident = view.session.state().incident().map(ToString::to_string).unwrap_or_default();
    // The log cannot know of what never reached it: nobody is told that nothing was lost.
    let is_whole = view.session.was_left_in_order();
    let back = if is_whole { &words.back } else { &words.back_short };
    fill(back, &[("incident", &incident)])
}

impl Screen for Resume {
    fn mode(&self) -> Mode {
        if self.asks_time { Mode::Text } else { Mode::Command }
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        if self.asks_time {
            return match press.intent {
                Intent::Enter => self.keep_time(view),
                Intent::Esc | Intent::Up => {
                    self.asks_time = false;
                    Outcome::taken()
                }
                Intent::Type(c) => {
                    self.time.key(Intent::Type(view.keyboard.echo(c)));
                    Outcome::taken()
                }
                intent if self.time.key(intent) => Outcome::taken(),
                _ => Outcome::not_mine(),
            };
        }
        match press.intent {
            Intent::Enter => self.choose(view),
            intent if in_hand(view).is_some() && self.options.key(intent) => Outcome::taken(),
            _ => Outcome::not_mine(),
        }
    }

    fn paste(&mut self, text: &str, _view: &View) -> Outcome {
        if !self.asks_time {
            return Outcome::not_mine();
        }
        self.time.insert(text.trim());
        Outcome::taken()
    }

    fn answer(&mut self, effect: &Effect, _view: &View) -> Outcome {
        let (Effect::Recorded { ticket: Some(_), .. } | Effect::Held { .. }) = effect else {
            return Outcome::not_mine();
        };
        let Some(after) = self.after.take() else { return Outcome::not_mine() };
        let mut outcome = after.order.map_or_else(Outcome::taken, Outcome::order);
        outcome.say = after.say;
        outcome.and_go(Go::Step)
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let area = canvas.areas().work;
        let mut from = self.from;
        let words = &view.words.screen.resume;
        let for_field = 2 * usize::from(self.asks_time);
        let whole = self.sheet(view, area.width, false);
        let is_short = whole.height() + for_field > usize::from(area.height);
        let mut sheet = if is_short { self.sheet(view, area.width, true) } else { whole };
        if self.asks_time {
            let time = stopped_at(view).map(|at| fact::clock(at, view)).unwrap_or_default();
            let hint = fill(&words.time_hint, &[("time", &time)]);
            let x = 3 + columns(&words.at_what_time, *view.theme) + 1;
            sheet.field(&words.at_what_time, x, (&self.time, 8, true), &hint);
        }
        sheet.draw(canvas, area, &mut from, &view.words.screen.told);
        self.from = from;
    }

    fn speak(&mut self, view: &View) -> Speech {
        self.speech(view)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.resume;
        if self.asks_time {
            return vec![
                Live::key(Intent::Enter, &words.key_keep),
                Live::key(Intent::Esc, &words.key_back),
                Live::key(Intent::Help, &words.key_help),
            ];
        }
        let mut keys = Vec::new();
        if in_hand(view).is_some() {
            let moves = [Intent::Up, Intent::Down, Intent::Digit(1), Intent::Digit(3)];
            keys.push(Live::keys(&moves, &words.key_move));
        }
        keys.push(Live::key(Intent::Enter, &words.key_resume));
        keys.push(Live::key(Intent::Outline, &words.key_outline));
        keys.push(Live::key(Intent::Log, &words.key_log));
        keys.push(Live::key(Intent::Quit, &words.key_quit));
        keys.push(Live::key(Intent::Help, &words.key_help));
        keys
    }
}
