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
        self.awake_in([&words.awake, &words.awake_last, &words.awake_who], idle, view)
    }

    /// The same for who types lines, where an empty one only repeats: the command is typed again.
    #[must_use]
    pub fn after(&self, idle: Span, view: &View) -> String {
        let words = &view.words.screen.linear;
        self.awake_in([&words.awake, &words.awake_last, &words.awake_who], idle, view)
    }

    fn awake_in(&self, words: [&str; 3], idle: Span, view: &View) -> String {
        let [awake, awake_last, awake_who] = words;
        let span = fact::span(idle, view);
        let here = self.here().map(|here| fact::title(&here, view).0);
        let number = here.unwrap_or_else(|| "0".to_owned());
        // After so long somebody else may sit there; the next entry would go out under old initials
        // (R61). It comes first, so that a narrow window cuts the rest.
        if let (true, Some(who)) = (idle >= LONG_IDLE, &view.session.state().operator) {
            let facts = [("who", who.as_str()), ("n", &number), ("span", &span)];
            return fill(awake_who, &facts);
        }
        match fact::last_step(view) {
            Some(last) => fill(awake_last, &[("n", &number), ("span", &span), ("last", &last)]),
            None => fill(awake, &[("n", &number), ("span", &span)]),
        }
    }
}
