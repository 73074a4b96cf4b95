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

/// A text with its path in the tree.
#[derive(Clone, Debug)]
pub struct PlacedText<'r> {
    /// Where it stands.
    pub path: String,
    /// The text.
    pub text: &'r Text,
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
        let mut texts = Vec::new();
        let runbook = self.runbook;
        push(&mut texts, "title", Some(&runbook.title));
        push(&mut texts, "use_when", Some(&runbook.use_when));
        push(&mut texts, "not_for", runbook.not_for.as_ref());
        push(&mut texts, "needs", runbook.needs.as_ref());
        push_list(&mut texts, "last_acts", &runbook.last_acts);
        for (path, phase) in self.phases() {
            push(&mut texts, &format!("{path}.title"), Some(&phase.title));
        }
        for placed in self.steps() {
            step_texts(&mut texts, &placed);
        }
        texts
    }

    /// The languages in which a text exists: both, or the one of a plain file.
    #[must_use]
    pub fn languages(&self) -> &'r [Lang] {
        &self.runbook.languages
    }
}

fn push<'r>(texts: &mut Vec<PlacedText<'r>>, path: &str, text: Option<&'r Text>) {
    if let Some(text) = text {
        texts.push(PlacedText { path: path.to_owned(), text });
    }
}

fn push_list<'r>(texts: &mut Vec<PlacedText<'r>>, path: &str, list: &'r [Text]) {
    for (at, text) in list.iter().enumerate() {
        texts.push(PlacedText { path: format!("{path}.{at}"), text });
    }
}

fn step_texts<'r>(texts: &mut Vec<PlacedText<'r>>, placed: &PlacedStep<'r>) {
    let step = placed.step;
    let at = |key: &str| format!("{}.{key}", placed.path);
    push(texts, &at("title"), Some(&step.title));
    push_list(texts, &at("dont"), &step.dont);
    push_list(texts, &at("how"), &step.how);
    for (key, text) in [
        ("check", &step.check),
        ("why", &step.why),
        ("undo", &step.undo),
        ("if_not", &step.if_not),
        ("say", &step.say),
        ("record", &step.record),
        ("carry", &step.carry),
    ] {
        push(texts, &at(key), text.as_ref());
    }
    for (index, item) in step.evidence.iter().enumerate() {
        push(texts, &at(&format!("evidence.{index}.title")), Some(&item.title));
    }
    push(texts, &at("repeat.until"), step.repeat.as_ref().map(|repeat| &repeat.until));
    if let Some(sign_off) = &step.sign_off {
        push_list(texts, &at("sign_off.loses"), &sign_off.loses);
        push_list(texts, &at("sign_off.keeps"), &sign_off.keeps);
    }
    match &step.kind {
        StepKind::Observe { states } => {
            for (index, state) in states.iter().enumerate() {
                push(texts, &at(&format!("states.{index}.title")), Some(&state.title));
            }
        }
        StepKind::Decide { options, .. } => {
            for (index, option) in options.iter().enumerate() {
                let option_at = |key: &str| at(&format!("options.{index}.{key}"));
                push(texts, &option_at("title"), Some(&option.title));
                push(texts, &option_at("leads_to"), option.leads_to.as_ref());
                push(texts, &option_at("costs"), option.costs.as_ref());
            }
        }
        StepKind::Call(call) | StepKind::Tell(call) => {
            push_list(texts, &at("call.say"), &call.say);
            push_list(texts, &at("call.ask"), &call.ask);
            push_list(texts, &at("call.never"), &call.never);
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
