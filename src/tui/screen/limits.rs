//! The lasting limits in force (M, Limits): what done steps forbid until a named person lifts it
//! (R21). Enter asks who lifts the chosen one, and why.

use super::contract::{Go, Live, Outcome, Screen};
use super::sheet::{Sheet, whole};
use super::told;
use super::watch_form::WatchAsk;
use crate::domain::limits::LastingLimit;
use crate::domain::watch_event::Watch;
use crate::i18n::fill;
use crate::tui::intent::{Intent, Press};
use crate::tui::speech::Speech;
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::watch_text;
use crate::tui::widget::Canvas;
use crate::tui::widget::text::{columns, cut};

/// Column of the text behind the number of a limit.
const TEXT: u16 = 6;

/// The page.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    pub(super) at: usize,
    from: usize,
}

/// Where a limit comes from: its step, since when, by whom.
pub(super) fn origin(limit: &LastingLimit<'_>, view: &View) -> String {
    let (n, title) = told::step_name(view.session.state(), &limit.step, view.lang);
    let time = told::day_hm(view, limit.raised.at.wall);
    let who = told::who(view, &limit.raised.who);
    let facts = [("n", n.as_str()), ("title", &title), ("time", &time), ("who", &who)];
    fill(&view.words.watch.limit_since, &facts)
}

/// Limits that were lifted and not raised anew: what they said, and who lifted them why.
pub(super) fn lifted(view: &View) -> Vec<(String, String)> {
    let state = view.session.state();
    let line = |entry: &crate::domain::watch::WatchEntry| {
        let Watch::Lifted(lifted) = &entry.what else { return None };
        let time = told::day_hm(view, entry.at.wall);
        let (by, reason) = (lifted.by.as_str(), lifted.reason.as_str());
        let facts = [("time", time.as_str()), ("by", by), ("reason", reason)];
        let text = fill(&view.words.watch.limit_lifted, &facts);
        Some((watch_text::limit(&lifted.step, view), text))
    };
    state.watch.standing().filter_map(line).collect()
}

/// One row on a rule of the work area: how many limits are in force, and the newest of them. It
/// takes no row from the step (R16) and stands in the same place on every step (R15).
pub(super) fn on_rule(canvas: &mut Canvas, y: u16, view: &View) {
    let words = &view.words.watch;
    let limits = view.session.state().limits();
    let Some(newest) = limits.first() else { return };
    let work = canvas.areas().work;
    let head = format!(" {} ", words.limits_label);
    let hint = format!(" {} ", words.limits_hint);
    let taken = columns(&head, *view.theme) + columns(&hint, *view.theme) + 2;
    let n = limits.len().to_string();
    let text = fill(&words.limits_row, &[("n", &n), ("limit", newest.text.get(view.lang))]);
    let text = cut(&text, work.width.saturating_sub(taken), *view.theme);
    let x = canvas.print(work, (work.x, y), &head, Role::Label);
    let x = canvas.print(work, (x, y), &text, Role::Title);
    canvas.print(work, (x, y), &hint, Role::Text);
}

impl Limits {
    fn go(&mut self, by: isize, view: &View) {
        let last = view.session.state().limits().len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    fn sheet<'a>(&self, view: &View<'a>, width: u16) -> Sheet<'a> {
        let words = &view.words.watch;
        let limits = view.session.state().limits();
        let mut sheet = Sheet::new(width, *view.theme);
        sheet.title(&fill(&words.limits_title, &[("n", &limits.len().to_string())]));
        sheet.text(0, if limits.is_empty() { &words.limits_none } else { &words.limits_foot });
        sheet.blank();
        for (at, limit) in limits.iter().enumerate() {
            let is_here = at == self.at;
            sheet.choice(&(at + 1).to_string(), TEXT, limit.text.get(view.lang), is_here);
            sheet.text(TEXT, &origin(limit, view));
        }
        let lifted = lifted(view);
        if !lifted.is_empty() {
            sheet.blank();
            sheet.heading(&words.limits_lifted);
        }
        for (limit, by) in lifted {
            sheet.text(3, &limit);
            sheet.text(TEXT, &by);
        }
        sheet
    }
}

impl Screen for Limits {
    fn key(&mut self, press: Press, view: &View) -> Outcome {
        match press.intent {
            Intent::Esc => return Outcome::go(Go::Back),
            Intent::Enter => {
                let limits = view.session.state().limits();
                return match limits.get(self.at) {
                    Some(limit) => Outcome::go(Go::Watch(WatchAsk::Lift(limit.step.clone()))),
                    None => Outcome::say(&view.words.watch.limits_none),
                };
            }
            Intent::Up => self.go(-1, view),
            Intent::Down => self.go(1, view),
            Intent::PageUp => self.go(-5, view),
            Intent::PageDown | Intent::Space => self.go(5, view),
            Intent::Home => self.at = 0,
            Intent::End => self.go(isize::MAX, view),
            _ => return Outcome::not_mine(),
        }
        Outcome::taken()
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        self.go(0, view);
        let area = whole(&canvas.areas());
        let sheet = self.sheet(view, area.width);
        canvas.put_caret(area.x, area.y);
        sheet.draw(canvas, area, &mut self.from, &view.words.screen.told);
    }

    fn speak(&mut self, view: &View) -> Speech {
        self.speech(view)
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.watch;
        let step = &view.words.screen.step;
        let mut keys = Vec::new();
        if !view.session.state().limits().is_empty() {
            keys.push(Live::key(Intent::Enter, &words.key_lift));
            keys.push(Live::keys(&[Intent::Up, Intent::Down], &words.key_move));
        }
        keys.push(Live::key(Intent::Esc, &words.key_back));
        keys.push(Live::key(Intent::Log, &view.words.screen.told.key_log));
        keys.push(Live::key(Intent::Note, &step.key_note));
        keys.push(Live::key(Intent::Help, &step.key_help));
        keys.push(Live::key(Intent::Menu, &step.key_menu));
        keys
    }

    fn has_rail(&self) -> bool {
        false
    }
}
