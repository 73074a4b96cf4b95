//! What the first key after a pause says: where the person was, and for how long (R78).

use super::app::App;
use super::fact;
use super::guard::LONG_IDLE;
use super::view::View;
use crate::domain::time::Span;
use crate::i18n::fill;

impl App {
    pub(super) fn awake(&self, idle: Span, view: &View) -> String {
        let words = &view.words.screen.frame;
        let span = fact::span(idle, view);
        let number = self.here().map_or(0, |here| fact::title(&here, view).0).to_string();
        let mut text = match fact::last_step(view) {
            Some(last) => {
                let last = last.to_string();
                fill(&words.awake_last, &[("n", &number), ("span", &span), ("last", &last)])
            }
            None => fill(&words.awake, &[("n", &number), ("span", &span)]),
        };
        if let (true, Some(who)) = (idle >= LONG_IDLE, &view.session.state().operator) {
            text = format!("{text} {}", fill(&words.awake_who, &[("who", who.as_str())]));
        }
        text
    }
}
