//! What the box of the second person says: what it costs, the sentence to read aloud, then how it
//! is agreed, by whom, and in which words (R53 to R55).

use super::signoff::{Focus, SignOffBox};
use super::spoken;
use crate::domain::act::ApprovalHow;
use crate::i18n::fill;
use crate::tui::intent::Intent;
use crate::tui::speech::{Prompt, Speech, Wanted, digit, flat, sentence};
use crate::tui::view::View;

impl SignOffBox {
    pub(super) fn speech(&self, view: &View) -> Speech {
        let words = &view.words.screen.signoff;
        let Some((step, index, total)) = self.step(view) else { return Speech::default() };
        let is_two = step.sign_off.as_ref().is_some_and(|sign_off| sign_off.persons == 2);
        let head = spoken::question(if is_two { &words.head_two } else { &words.head_one });
        let facts = [
            ("n", view.words.run.number(&self.order.step.run, index)),
            ("total", total.to_string()),
        ];
        let head = fill(&head, &facts.each_ref().map(|(name, fact)| (*name, fact.as_str())));
        let title = step.title.get(view.lang);
        let facts = [("place", head.as_str()), ("title", title)];
        let mut speech = Speech::about(sentence(&fill(&view.words.screen.linear.step, &facts)));
        for (label, texts) in self.costs(view) {
            speech = speech.details(spoken::numbered(label, &texts, view));
        }
        let (reader, roles) = self.aloud(view);
        speech = speech.detail(flat(&reader));
        speech = speech.details(roles).detail(&view.words.screen.linear.sign_then);
        match self.focus {
            Focus::How => {
                let mut ask = speech
                    .question(spoken::question(&words.how))
                    .hiding(&[Intent::Tab, Intent::Enter]);
                let ways = [&words.present, &words.phone, &words.alone];
                for (at, text) in ways.into_iter().enumerate() {
                    ask = ask.choice(text, vec![digit(at)]);
                }
                ask
            }
            Focus::Initials => {
                let text = self.initials.text();
                let wanted = Wanted::new(&words.initials, text, &[Intent::Tab]);
                speech.asking(Prompt::Field(wanted))
            }
            Focus::Words => {
                let is_alone = self.way() == Some(ApprovalHow::Alone);
                let label = if is_alone { &words.reason } else { &words.words };
                let wanted = Wanted::new(label, self.words.text(), &[Intent::Enter]);
                speech.asking(Prompt::Field(wanted))
            }
        }
    }
}
