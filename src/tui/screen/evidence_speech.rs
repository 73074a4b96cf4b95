//! What the evidence form says: what is asked for and kept, then one field after the other.

use super::evidence::{EvidenceForm, Focus};
use super::evidence_view::{content_label, kept, title};
use super::spoken;
use crate::i18n::fill;
use crate::tui::fact;
use crate::tui::intent::Intent;
use crate::tui::speech::{Choice, Prompt, Speech, Wanted, digit};
use crate::tui::view::View;
use crate::tui::widget::Field;

impl EvidenceForm {
    pub(super) fn speech(&self, view: &View) -> Speech {
        let lines = &view.words.screen.linear;
        let words = &view.words.screen.evidence;
        let mut speech = Speech::about(spoken::question(&title(self, view))).detail(&words.foot);
        let state = view.session.state();
        let name =
            |event| state.item(event).map_or_else(|| fact::faded(view, event), str::to_owned);
        let there: Vec<String> = kept(state, self.step.as_ref()).iter().rev().map(name).collect();
        speech = speech.detail(if there.is_empty() {
            lines.evidence_none.clone()
        } else {
            fill(&lines.evidence_kept, &[("list", &there.join(", "))])
        });
        if self.is_taking() {
            return speech.standing(&lines.evidence_stop);
        }
        if let Some((expected, is_same)) = self.compared(view) {
            let said = fill(&lines.evidence_expected, &[("text", expected.get(view.lang))]);
            speech = match (self.content.is_blank(), is_same) {
                (true, _) => speech.detail(said),
                (false, true) => speech.detail(format!("{said} {}", words.matches)),
                (false, false) => speech.detail(format!("{said} {}", words.differs)),
            };
        }
        match self.focus {
            Focus::Kind => self.ask_kind(speech, view),
            Focus::What => self.ask_what(speech, view),
            Focus::Content => {
                let label = content_label(self, view);
                speech.asking(next(label, &self.content))
            }
            Focus::Host => speech.asking(or_nothing(&words.host, &self.host, Intent::Tab)),
            // The last field keeps the piece.
            Focus::Place => speech.asking(or_nothing(&words.place, &self.place, Intent::Enter)),
        }
    }

    fn ask_kind(&self, speech: Speech, view: &View) -> Speech {
        let words = &view.words.screen.evidence;
        let kinds = [&words.file, &words.value, &words.text, &words.photo, &words.call];
        let mut speech = speech.question(&words.kind).hiding(&[Intent::Tab, Intent::Enter]);
        for (at, text) in kinds.into_iter().enumerate() {
            speech = speech.choice(text, vec![digit(at)]);
        }
        speech.starting_at(self.kinds.selected())
    }

    /// What the step asks for can be taken by its number.
    fn ask_what(&self, speech: Speech, view: &View) -> Speech {
        let lines = &view.words.screen.linear;
        let asked = self.asked(view);
        let mut speech = speech;
        for (at, piece) in asked.iter().enumerate() {
            let facts = [("piece", piece.title.get(view.lang))];
            speech.choices.push(Choice {
                words: fill(&lines.evidence_piece, &facts),
                presses: to_piece(self.slot_at(view), at, asked.len()),
                ..Choice::default()
            });
        }
        speech.asking(or_nothing(&view.words.screen.evidence.what, &self.what, Intent::Tab))
    }
}

/// The keys that reach a piece from the one that is taken.
fn to_piece(known: Option<usize>, at: usize, count: usize) -> Vec<Intent> {
    let downs = match known {
        None => at + 1,
        Some(known) if known < at => at - known,
        Some(known) => at + count - known,
    };
    vec![Intent::Down; downs]
}

fn next(label: &str, field: &Field) -> Prompt {
    Prompt::Field(Wanted::new(label, field.text(), &[Intent::Tab]))
}

fn or_nothing(label: &str, field: &Field, then: Intent) -> Prompt {
    Prompt::Field(Wanted::new(label, field.text(), &[then]).or_nothing())
}
