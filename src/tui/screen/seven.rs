//! Which keyboard it is, asked by one key: the 7 without Shift (R92).
//!
//! The families of keyboards contradict each other, but each types something of its own there.

use super::contract::{Go, Live, Outcome, Screen};
use super::spoken;
use crate::i18n::fill;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::keyboard::Family;
use crate::tui::request::Request;
use crate::tui::settings::Setting;
use crate::tui::speech::{Prompt, Speech, Wanted};
use crate::tui::view::View;
use crate::tui::widget::text::paragraph;
use crate::tui::widget::{Canvas, panel};

/// The box.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seven;

/// What a key says about the keyboard.
pub(super) fn tell(c: char, view: &View) -> Outcome {
    match Family::of_seven(c) {
        Some(family) => Outcome::request(Request::Settle(Setting::Keyboard(family))),
        None => {
            let words = &view.words.remap.seven_unknown;
            Outcome::say(fill(words, &[("text", c.to_string().as_str())]))
        }
    }
}

impl Screen for Seven {
    fn mode(&self) -> Mode {
        Mode::Text
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        match press.intent {
            Intent::Esc => Outcome::go(Go::Back),
            Intent::Type(c) => {
                let outcome = tell(c, view);
                if outcome.requests.is_empty() { outcome } else { outcome.and_go(Go::Back) }
            }
            Intent::Enter | Intent::Space => Outcome::say(&view.words.remap.seven),
            _ => Outcome::not_mine(),
        }
    }

    fn paste(&mut self, _text: &str, view: &View) -> Outcome {
        Outcome::say(&view.words.remap.seven)
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let words = &view.words.remap;
        let width = canvas.areas().band.width.saturating_sub(4);
        let mut rows = paragraph(&words.seven, 0, width, *view.theme);
        rows.extend(paragraph(&words.seven_why, 0, width, *view.theme));
        let count = u16::try_from(rows.len()).unwrap_or(2);
        let inside = panel(canvas, count, &words.seven_title, "", "");
        canvas.rows(inside, &rows, 0);
        canvas.put_caret(inside.x, inside.y);
    }

    fn speak(&mut self, view: &View) -> Speech {
        let words = &view.words.remap;
        let wanted = Wanted::new(&words.seven_label, "", &[]);
        Speech::about(spoken::question(&words.seven_title))
            .details([words.seven.clone(), words.seven_why.clone()])
            .asking(Prompt::Field(wanted))
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let step = &view.words.screen.step;
        vec![
            Live::key(Intent::Type('7'), &view.words.remap.seven_label),
            Live::key(Intent::Esc, &view.words.screen.reason.key_back),
            Live::key(Intent::Help, &step.key_help),
        ]
    }
}
