//! What comes faster than fingers: pastes, and keys in a burst. Text, never a command (R96).

use super::app::{App, takes_notes};
use super::intent::{Intent, Mode, Press};
use super::request::Request;
use super::screen::Outcome;
use super::view::View;

impl App {
    /// Takes a paste: text for a field, else the draft of a note, never a command (R96).
    pub fn paste(&mut self, text: &str, view: &View) -> Vec<Request> {
        self.settle(view);
        self.said = None;
        let outcome = match self.stack.last_mut() {
            Some(top) => top.screen_mut(&mut self.kept).paste(text, view),
            None => Outcome::not_mine(),
        };
        let requests = if outcome.is_mine {
            self.follow(outcome, view)
        } else {
            self.paste_into_note(text, view);
            Vec::new()
        };
        self.sign_drafts(view);
        requests
    }

    fn paste_into_note(&mut self, text: &str, view: &View) {
        if !takes_notes(view) {
            self.said = Some(view.words.screen.frame.looks_like_paste.clone());
            return;
        }
        self.open_note(view);
        self.kept.note.append(text);
        self.said = Some(view.words.screen.note.pasted.clone());
    }

    /// Keys that came faster than fingers.
    pub(super) fn fast_keys(&mut self, text: &str, press: Press, view: &View) -> Vec<Request> {
        if self.mode() == Mode::Text && press.intent == Intent::Enter {
            return self.act(Press::of(Intent::Space), view);
        }
        if self.mode() == Mode::Command && press.intent != Intent::Enter && takes_notes(view) {
            let text = text.to_owned();
            self.guard.forget_burst();
            self.paste_into_note(&text, view);
            return Vec::new();
        }
        // The first key came at a person's pace, so it acted: nobody may be told that nothing did.
        self.said = Some(view.words.screen.frame.burst.clone());
        Vec::new()
    }
}
