//! What a rule looks at: the runbook, and where each part of it stands in the file.

use crate::diagnostics::SourceSpan;
use crate::domain::runbook::{Phase, Runbook};
use crate::domain::step::{Step, StepKind};
use crate::domain::text::{Lang, Text};
use crate::runbook::node::{Node, Value};

/// A runbook with its file.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'r> {
    /// The runbook.
    pub runbook: &'r Runbook,
    /// The tree of its file.
    pub tree: &'r Node,
}

/// A step with its position.
#[derive(Clone, Debug)]
pub struct PlacedStep<'r> {
    /// Its position among all steps, from 0.
    pub position: usize,
    /// Where it stands, as a path in the tree.
    pub path: String,
    /// The step.
    pub step: &'r Step,
}

/// What a text is for. Rules about orders leave descriptions alone, and the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Of the runbook, a phase or a last act.
    Whole,
    /// What a step is called: its order in one line.
    Title,
    /// A prohibition.
    Dont,
    /// One line of the work.
    How,
    /// The state that shows that it worked.
    Check,
    /// The reason.
    Why,
    /// The way back.
    Undo,
    /// What to do when it cannot be done.
    IfNot,
    /// The sentence that is read aloud.
    Reader,
    /// What to write down or keep.
    Record,
    /// A lasting limit.
    Carry,
    /// When a re-check may stop.
    Until,
    /// What stops or goes on working.
    Stake,
    /// What may be seen or chosen.
    Answer,
    /// What follows from an answer, and what it costs.
    Outcome,
    /// Words for somebody else: what to say and ask.
    Script,
    /// What never to say.
    Never,
}

impl Use {
    /// Whether the person with the keyboard is told what to do.
    #[must_use]
    pub const fn is_order(self) -> bool {
        matches!(self, Self::Title | Self::How | Self::Undo | Self::IfNot)
    }
}

/// A text with its path in the tree.
#[derive(Clone, Debug)]
pub struct PlacedText<'r> {
    /// Where it stands.
    pub path: String,
    /// The text.
    pub text: &'r Text,
    /// What it is for.
    pub used: Use,
}

impl<'r> Subject<'r> {
    /// The place of a value.
    #[must_use]
    pub fn place(&self, path: &str) -> SourceSpan {
        self.tree.place(path)
    }

    /// The place of a text in one language.
    #[must_use]
    pub fn text_place(&self, path: &str, lang: Lang) -> SourceSpan {
        self.tree.place(&format!("{path}.{}", lang.code()))
    }

    /// The place of a step's name.
    #[must_use]
    pub fn step_place(&self, path: &str) -> SourceSpan {
        self.tree.place(&format!("{path}.id"))
    }

    /// Phases with their paths.
    pub fn phases(&self) -> impl Iterator<Item = (String, &'r Phase)> {
        self.runbook.phases.iter().enumerate().map(|(at, phase)| (format!("phases.{at}"), phase))
    }

    /// Steps in their order.
    pub fn steps(&self) -> impl Iterator<Item = PlacedStep<'r>> {
        let steps = self.phases().flat_map(|(path, phase)| {
            let placed = phase.steps.iter().enumerate();
            placed.map(move |(at, step)| (format!("{path}.steps.{at}"), step))
        });
        steps.enumerate().map(|(position, (path, step))| PlacedStep { position, path, step })
    }

    /// Every text of the steps, and of the runbook itself.
    #[must_use]
    pub fn texts(&self) -> Vec<PlacedText<'r>> {
        let mut texts = Texts::default();
        let runbook = self.runbook;
        texts.push("title", Use::Whole, Some(&runbook.title));
        texts.push("use_when", Use::Whole, Some(&runbook.use_when));
        texts.push("not_for", Use::Whole, runbook.not_for.as_ref());
        texts.push("needs", Use::Whole, runbook.needs.as_ref());
        texts.push_list("last_acts", Use::Whole, &runbook.last_acts);
        for (path, phase) in self.phases() {
            texts.push(&format!("{path}.title"), Use::Whole, Some(&phase.title));
        }
        for placed in self.steps() {
            step_texts(&mut texts, &placed);
        }
        texts.0
    }

    /// The languages in which a text exists: both, or the one of a plain file.
    #[must_use]
    pub fn languages(&self) -> &'r [Lang] {
        &self.runbook.languages
    }
}

#[derive(Default)]
struct Texts<'r>(Vec<PlacedText<'r>>);

impl<'r> Texts<'r> {
    fn push(&mut self, path: &str, used: Use, text: Option<&'r Text>) {
        if let Some(text) = text {
            self.0.push(PlacedText { path: path.to_owned(), text, used });
        }
    }

    fn push_list(&mut self, path: &str, used: Use, list: &'r [Text]) {
        for (at, text) in list.iter().enumerate() {
            self.0.push(PlacedText { path: format!("{path}.{at}"), text, used });
        }
    }
}

fn step_texts<'r>(texts: &mut Texts<'r>, placed: &PlacedStep<'r>) {
    let step = placed.step;
    let at = |key: &str| format!("{}.{key}", placed.path);
    texts.push(&at("title"), Use::Title, Some(&step.title));
    texts.push_list(&at("dont"), Use::Dont, &step.dont);
    texts.push_list(&at("how"), Use::How, &step.how);
    for (key, used, text) in [
        ("check", Use::Check, &step.check),
        ("why", Use::Why, &step.why),
        ("undo", Use::Undo, &step.undo),
        ("if_not", Use::IfNot, &step.if_not),
        ("say", Use::Reader, &step.say),
        ("record", Use::Record, &step.record),
        ("carry", Use::Carry, &step.carry),
    ] {
        texts.push(&at(key), used, text.as_ref());
    }
    for (index, item) in step.evidence.iter().enumerate() {
        texts.push(&at(&format!("evidence.{index}.title")), Use::Record, Some(&item.title));
    }
    let until = step.repeat.as_ref().map(|repeat| &repeat.until);
    texts.push(&at("repeat.until"), Use::Until, until);
    if let Some(sign_off) = &step.sign_off {
        texts.push_list(&at("sign_off.loses"), Use::Stake, &sign_off.loses);
        texts.push_list(&at("sign_off.keeps"), Use::Stake, &sign_off.keeps);
    }
    match &step.kind {
        StepKind::Observe { states } => {
            for (index, state) in states.iter().enumerate() {
                texts.push(&at(&format!("states.{index}.title")), Use::Answer, Some(&state.title));
            }
        }
        StepKind::Decide { options, .. } => {
            for (index, option) in options.iter().enumerate() {
                let option_at = |key: &str| at(&format!("options.{index}.{key}"));
                texts.push(&option_at("title"), Use::Answer, Some(&option.title));
                texts.push(&option_at("leads_to"), Use::Outcome, option.leads_to.as_ref());
                texts.push(&option_at("costs"), Use::Outcome, option.costs.as_ref());
            }
        }
        StepKind::Call(call) | StepKind::Tell(call) => {
            texts.push_list(&at("call.say"), Use::Script, &call.say);
            texts.push_list(&at("call.ask"), Use::Script, &call.ask);
            texts.push_list(&at("call.never"), Use::Never, &call.never);
        }
        _ => {}
    }
}

/// The place of a part of a text: narrow when the text stands in the file as it is read, else the
/// whole.
#[must_use]
pub fn part(subject: &Subject<'_>, path: &str, lang: Lang, wanted: &str) -> SourceSpan {
    let span = subject.text_place(path, lang);
    let node = subject.tree.at(&format!("{path}.{}", lang.code()));
    let Value::Scalar { text, .. } = &node.value else { return span };
    let Some(offset) = text.find(wanted) else { return span };
    // A quoted scalar begins one byte after its place; one with escapes or folding is longer or
    // shorter.
    let quotes = (span.end - span.start).checked_sub(text.len());
    let skip = match quotes {
        Some(0) => 0,
        Some(2) => 1,
        _ => return span,
    };
    let start = span.start + skip + offset;
    SourceSpan::new(start, start + wanted.len())
}
