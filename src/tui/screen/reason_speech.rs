//! What the box that asks for a reason says: when first, where the step is put off, then why.

use super::neighbour::in_short;
use super::reason::{Focus, Reason, TIMES};
use super::spoken;
use crate::i18n::fill;
use crate::tui::intent::Intent;
use crate::tui::speech::{Choice, Prompt, Speech, Wanted, digit};
use crate::tui::view::View;

impl Reason {
    pub(super) fn speech(&self, view: &View) -> Speech {
        let words = &view.words.screen.reason;
        let mut speech =
            Speech::about(spoken::question(&self.title(view))).detail(self.stays(view));
        if self.is_about_instead()
            && let Some(text) = self.instead(view)
        {
            speech = speech.detail(fill(&view.words.screen.linear.if_not, &[("text", text)]));
        }
        match self.focus {
            Focus::When => self.ask_when(speech, view),
            Focus::Event => {
                let wanted = Wanted::new(&words.on_event, self.event.text(), &[Intent::Tab]);
                speech.asking(Prompt::Field(wanted))
            }
            Focus::Reason => self.ask_reason(speech, view),
        }
    }

    fn ask_when(&self, speech: Speech, view: &View) -> Speech {
        let words = &view.words.screen.reason;
        let texts = [&words.in_10, &words.in_30, &words.in_60, &words.in_180, &words.on_event];
        let mut speech =
            speech.question(spoken::question(&words.when)).hiding(&[Intent::Tab, Intent::Enter]);
        for (at, text) in texts.into_iter().enumerate() {
            speech = speech.choice(text, vec![digit(at)]);
        }
        for (at, text) in self.offered.iter().enumerate() {
            let facts = [("time", words.in_30.as_str()), ("text", &in_short(text))];
            let pair = fill(&view.words.screen.linear.reason_pairs, &facts);
            // The digit takes time and reason, Enter keeps both.
            speech = speech.choice(pair, vec![digit(TIMES.len() + 1 + at), Intent::Enter]);
        }
        speech
    }

    fn ask_reason(&self, speech: Speech, view: &View) -> Speech {
        let label = &view.words.screen.reason.reason;
        let mut speech = speech.question(&view.words.screen.linear.reason_offered);
        let offered = self.offered.iter().map(|text| Choice {
            words: in_short(text),
            text: Some(text.clone()),
            ..Choice::default()
        });
        speech.choices.extend(offered);
        let wanted = Wanted::new(label, self.words.text(), &[Intent::Enter]);
        speech.asking(Prompt::Field(wanted))
    }
}
