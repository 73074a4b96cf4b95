//! Answers on paper: numbered as on the screen, with where each leads, and the conditions that name
//! them.

use super::step::Place;
use crate::domain::ids::{OptionId, StepId};
use crate::domain::step::{Choice, Condition, State, Step, StepKind};
use crate::i18n::{Catalogue, fill};

/// What is answered.
pub(super) struct Question<'b> {
    pub(super) heading: &'b str,
    pub(super) lines: Vec<AnswerLine<'b>>,
    pub(super) who: Option<String>,
    pub(super) is_decision: bool,
}

/// An answer to tick, numbered as on the screen.
pub(super) struct AnswerLine<'b> {
    pub(super) number: usize,
    pub(super) title: &'b str,
    /// What follows, one line each.
    pub(super) leads: Vec<String>,
    /// A time is written behind it.
    pub(super) has_time: bool,
    pub(super) costs: Option<String>,
}

impl<'b> Place<'b> {
    /// The deciding step and its answers by their numbers, "I cannot tell" included where its
    /// careful path is among them.
    pub(super) fn only_if(&self, condition: &Condition) -> String {
        let words = &Catalogue::of(self.lang).paper;
        let decision = self.runbook.position(&condition.decision);
        let number = decision.map_or_else(String::new, |(at, _)| (at + 1).to_string());
        let mut named = Vec::new();
        let mut name = |n: usize, title: &str| {
            named.push(fill(&words.answer, &[("n", &*n.to_string()), ("title", title)]));
        };
        if let Some((_, step)) = decision
            && let StepKind::Decide { options, cannot_tell, .. } = &step.kind
        {
            for (at, option) in options.iter().enumerate() {
                if condition.is.contains(&option.id) {
                    name(at + 1, option.title.get(self.lang));
                }
            }
            if condition.is.contains(cannot_tell) {
                name(options.len() + 1, &Catalogue::of(self.lang).screen.decide.cannot_tell);
            }
        }
        let template = if named.len() > 1 { &words.only_if_more } else { &words.only_if_one };
        fill(template, &[("step", &number), ("answers", &named.join(", "))])
    }

    pub(super) fn question(&self, step: &'b Step) -> Option<Question<'b>> {
        let words = &Catalogue::of(self.lang).paper;
        match &step.kind {
            StepKind::Observe { states } => Some(Question {
                heading: &words.states,
                lines: states.iter().enumerate().map(|(at, state)| self.state(at, state)).collect(),
                who: None,
                is_decision: false,
            }),
            StepKind::Decide { options, cannot_tell, decided_by } => {
                let role = decided_by.as_ref().and_then(|id| self.runbook.role(id));
                let who = role
                    .map(|role| fill(&words.who_decides, &[("role", role.title.get(self.lang))]));
                let mut lines: Vec<_> = options
                    .iter()
                    .enumerate()
                    .map(|(at, option)| self.option(&step.id, at, option))
                    .collect();
                lines.extend(self.built_in(&step.id, options, cannot_tell));
                Some(Question { heading: &words.answers, lines, who, is_decision: true })
            }
            _ => None,
        }
    }

    fn state(&self, at: usize, state: &'b State) -> AnswerLine<'b> {
        let title = state.title.get(self.lang);
        AnswerLine { number: at + 1, title, leads: Vec::new(), has_time: false, costs: None }
    }

    fn option(&self, decision: &StepId, at: usize, option: &'b Choice) -> AnswerLine<'b> {
        let words = &Catalogue::of(self.lang).paper;
        let costs = option.costs.as_ref();
        AnswerLine {
            number: at + 1,
            title: option.title.get(self.lang),
            leads: vec![self.leads(decision, option)],
            has_time: false,
            costs: costs.map(|text| fill(&words.costs, &[("text", text.get(self.lang))])),
        }
    }

    /// "I cannot tell" with where it leads, and "not now".
    fn built_in(
        &self,
        decision: &StepId,
        options: &[Choice],
        careful: &OptionId,
    ) -> [AnswerLine<'b>; 2] {
        let words = Catalogue::of(self.lang);
        let at = options.iter().position(|option| option.id == *careful);
        let mut careful = Vec::new();
        if let Some((at, option)) = at.and_then(|at| Some((at, options.get(at)?))) {
            let n = (at + 1).to_string();
            careful.push(fill(&words.paper.careful, &[("n", &n)]));
            careful.push(self.leads(decision, option));
        }
        let line = |number, title: &'static String, leads, has_time| AnswerLine {
            number,
            title,
            leads,
            has_time,
            costs: None,
        };
        let back = vec![words.paper.not_now_back.clone()];
        [
            line(options.len() + 1, &words.screen.decide.cannot_tell, careful, false),
            line(options.len() + 2, &words.screen.decide.not_now, back, true),
        ]
    }

    /// Where an option leads: the first step that depends on it, and the author's words.
    fn leads(&self, decision: &StepId, option: &Choice) -> String {
        let words = &Catalogue::of(self.lang).paper;
        let next = self.runbook.first_on(decision, &option.id);
        let (n, title) = next.map_or_else(Default::default, |(at, step)| {
            ((at + 1).to_string(), step.title.get(self.lang))
        });
        let said = option.leads_to.as_ref().map(|text| text.get(self.lang));
        let template = match (next, said) {
            (Some(_), Some(_)) => &words.leads_both,
            (Some(_), None) => &words.leads_step,
            (None, Some(_)) => &words.leads_text,
            (None, None) => &words.leads_on,
        };
        fill(template, &[("n", n.as_str()), ("title", title), ("text", said.unwrap_or_default())])
    }
}
