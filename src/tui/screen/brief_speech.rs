//! The hand-over in words: the briefing part by part, then one question after the other.

use super::brief::{Brief, Stage};
use super::brief_rows;
use super::spoken::labelled;
use crate::domain::brief::Part;
use crate::i18n::brief::{announcement, named};
use crate::i18n::fill;
use crate::tui::intent::Intent;
use crate::tui::speech::{Choice, Prompt, Speech, Wanted, reach, sentence_case};
use crate::tui::view::View;
use crate::tui::widget::Field;

impl Brief {
    pub(super) fn speech(&self, view: &View) -> Speech {
        match self.stage {
            Stage::Reading => self.read_aloud(view),
            Stage::ReadBack => self.asked(view),
            Stage::Giver | Stage::Taker => self.agreed(view),
            Stage::Passing | Stage::Leaving | Stage::Coming => {
                Speech::about(Self::about(view)).asking(Prompt::Nothing)
            }
            Stage::Said => Self::told_to_all(view),
        }
    }

    fn about(view: &View) -> String {
        let words = &view.words.screen.brief;
        let who = Self::giver(view).map(|who| named(view.session.state(), &who));
        let who = who.unwrap_or_else(|| view.words.brief.nobody.clone());
        sentence_case(&fill(&words.title, &[("who", "{who}")])).replace("{who}", &who)
    }

    fn read_aloud(&self, view: &View) -> Speech {
        if let Some(field) = self.own.field() {
            return self.reworded(field, view);
        }
        let words = &view.words.brief;
        let mut speech = Speech::about(Self::about(view));
        let all = brief_rows::told(view, &self.own);
        if let Some(from) = self.own.at {
            let mut asked = speech.question(&view.words.screen.brief.pick);
            for (at, told) in all.iter().enumerate() {
                let text = labelled(words.part(told.part), &told.text, view);
                asked = asked.choice(text, reach(Some(from), at, &[Intent::Enter]));
            }
            return asked;
        }
        for part in Part::ALL {
            let mut label = words.part(part);
            for told in all.iter().filter(|told| told.part == part) {
                speech = speech.detail(labelled(label, &told.text, view));
                label = "";
            }
        }
        speech
    }

    /// One line, to be said in other words. An empty line repeats there, so that the way back to
    /// the draft is an answer.
    fn reworded(&self, field: &Field, view: &View) -> Speech {
        let words = &view.words.screen.brief;
        let drafted = self.own.drafted(view).unwrap_or_default();
        let mut speech = Speech::about(sentence_case(&words.own_head)).detail(labelled(
            &words.own_drafted,
            &drafted,
            view,
        ));
        speech.choices.push(Choice {
            words: words.own_as_drafted.clone(),
            // An emptied line is said as it was drafted, whatever that is by now.
            text: Some(String::new()),
            ..Choice::default()
        });
        speech.asking(Prompt::Field(Wanted::new(&words.own_said, field.text(), &[Intent::Enter])))
    }

    fn asked(&self, view: &View) -> Speech {
        let words = &view.words.screen.brief;
        let labels = [&words.takes, &words.urgent, &words.unclear];
        let label = labels.get(self.at).map_or("", |label| label.as_str());
        let held = self.fields.get(self.at).map_or("", |field| field.text());
        Speech::about(sentence_case(&words.read_back)).asking(Prompt::Field(Wanted::new(
            label,
            held,
            &[Intent::Enter],
        )))
    }

    fn agreed(&self, view: &View) -> Speech {
        let words = &view.words.screen.brief;
        let state = view.session.state();
        let giver = Self::giver(view).map(|who| named(state, &who)).unwrap_or_default();
        let taker = self.taker().map(|who| named(state, &who)).unwrap_or_default();
        let template = if self.stage == Stage::Giver { &words.say_giver } else { &words.say_taker };
        let question = fill(template, &[("giver", &giver), ("taker", &taker)]);
        // A lone Enter agrees to nothing.
        Speech::about(words.say_rule.clone())
            .question(question)
            .choice(&words.key_agree, vec![Intent::Enter])
            .choice(&words.key_back, vec![Intent::Esc])
            .starting_at(Some(1))
    }

    fn told_to_all(view: &View) -> Speech {
        let words = &view.words.screen.brief;
        let sentence = announcement(view.words, view.session.state(), &view.now);
        let lines = view.session.lines().to_string();
        let code = view.session.head().spoken_code().to_string();
        let shift = &view.words.screen.shift;
        Speech::about(sentence_case(&view.words.brief.say_to_all))
            .detail(sentence.unwrap_or_default())
            .detail(fill(&shift.code_after, &[("n", &lines)]))
            .detail(code)
            .detail(&words.then)
            .choice(&words.key_heard, vec![Intent::Enter])
    }
}
