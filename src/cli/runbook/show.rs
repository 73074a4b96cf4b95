//! `runbook show ID`: the whole runbook as plain text, in one language.

use std::io::{self, Write};

use crate::domain::detail::{self, Part};
use crate::domain::runbook::{Phase, Runbook};
use crate::domain::step::{Call, LimitFrom, Step, StepKind};
use crate::domain::text::Lang;
use crate::domain::time::Span;
use crate::domain::wrap::wrap;
use crate::i18n::runbook_cli::ShowTexts;
use crate::i18n::{Catalogue, fill};

/// Columns of the page.
const COLUMNS: usize = 79;

/// Writes the runbook.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut dyn Write, runbook: &Runbook, lang: Lang) -> io::Result<()> {
    let texts = &Catalogue::of(lang).runbook_cli.show;
    let mut page = Page { out, runbook, lang, texts };
    page.head()?;
    let mut number = 0;
    for (index, phase) in runbook.phases.iter().enumerate() {
        page.phase(index, phase)?;
        for step in &phase.steps {
            number += 1;
            page.step(number, step)?;
        }
    }
    page.tail()
}

struct Page<'p> {
    out: &'p mut dyn Write,
    runbook: &'p Runbook,
    lang: Lang,
    texts: &'p ShowTexts,
}

impl Page<'_> {
    fn head(&mut self) -> io::Result<()> {
        let (runbook, texts) = (self.runbook, self.texts);
        writeln!(self.out, "{}  ({})", runbook.title.get(self.lang), runbook.id)?;
        let (revision, date) = (runbook.revision.to_string(), runbook.reviewed.to_string());
        let values = [("revision", revision.as_str()), ("date", &date)];
        writeln!(self.out, "{}\n", fill(&texts.revision, &values))?;
        let lines = [
            (&texts.use_when, Some(&runbook.use_when)),
            (&texts.not_for, runbook.not_for.as_ref()),
            (&texts.needs, runbook.needs.as_ref()),
        ];
        for (label, text) in lines {
            if let Some(text) = text {
                self.labelled("", label, text.get(self.lang))?;
            }
        }
        Ok(())
    }

    fn phase(&mut self, index: usize, phase: &Phase) -> io::Result<()> {
        let (n, count) = ((index + 1).to_string(), self.runbook.phases.len().to_string());
        let title = phase.title.get(self.lang);
        let values = [("n", n.as_str()), ("count", &count), ("title", title)];
        write!(self.out, "\n{}", fill(&self.texts.phase, &values))?;
        if let Some(window) = phase.window {
            let window = span_text(window, self.lang);
            write!(self.out, "  [{}]", fill(&self.texts.window, &[("span", &window)]))?;
        }
        let way_out = phase.short_of_time.as_ref().and_then(|id| self.runbook.position(id));
        if let Some((at, _)) = way_out {
            let n = (at + 1).to_string();
            write!(self.out, "  [{}]", fill(&self.texts.short_of_time, &[("n", &n)]))?;
        }
        writeln!(self.out)
    }

    fn step(&mut self, number: usize, step: &Step) -> io::Result<()> {
        let kind = self.texts.kinds.of(&step.kind);
        let head = format!("{number:>3}. {kind}  {}", step.title.get(self.lang));
        writeln!(self.out, "\n{head}")?;
        let role = self.runbook.role(&step.role).map_or("", |role| role.title.get(self.lang));
        let track = self.runbook.track(&step.track).map_or("", |t| t.title.get(self.lang));
        let mut marks = vec![track.to_owned(), role.to_owned()];
        marks.extend(step.tags.iter().map(|tag| format!("!{}", self.texts.tags.of(*tag))));
        writeln!(self.out, "     {}", marks.join(" | "))?;
        for line in self.conditions(step) {
            self.labelled("     ", "*", &line)?;
        }
        for (part, text) in detail::entries(step, self.lang) {
            if part != Part::Option {
                self.labelled("     ", self.label(part), text)?;
            }
        }
        self.answers(step)?;
        if let Some(carry) = &step.carry {
            self.labelled("     ", &self.texts.carry, carry.get(self.lang))?;
        }
        Ok(())
    }

    /// Limits, conditions and whatever else decides whether and when the step is done.
    fn conditions(&self, step: &Step) -> Vec<String> {
        let texts = self.texts;
        let mut lines = Vec::new();
        if let Some(limit) = &step.limit {
            let template = match limit.from {
                LimitFrom::Step => &texts.limit_step,
                LimitFrom::Start => &texts.limit_start,
            };
            let span = span_text(limit.within, self.lang);
            lines.push(fill(
                template,
                &[("span", &span), ("basis", self.texts.basis.of(limit.basis))],
            ));
        }
        if let Some(condition) = &step.only_if {
            let decision = self.runbook.step(&condition.decision);
            let title = decision.map_or("", |step| step.title.get(self.lang));
            let named = condition.is.iter().map(|id| self.option_title(decision, id.as_str()));
            let options = named.collect::<Vec<_>>().join(" / ");
            lines.push(fill(&texts.only_if, &[("decision", title), ("options", &options)]));
        }
        if let Some(sign_off) = &step.sign_off {
            let roles = sign_off.by.iter().filter_map(|id| self.runbook.role(id));
            let roles = roles.map(|role| role.title.get(self.lang)).collect::<Vec<_>>().join(", ");
            let persons = sign_off.persons.to_string();
            lines.push(fill(&texts.sign_off, &[("roles", &roles), ("persons", &persons)]));
        }
        if let Some(repeat) = &step.repeat {
            let span = span_text(repeat.every, self.lang);
            let (text, basis) = (repeat.until.get(self.lang), self.texts.basis.of(repeat.basis));
            let values = [("span", span.as_str()), ("basis", basis), ("text", text)];
            lines.push(fill(&texts.repeat, &values));
        }
        for moment in &step.starts {
            lines.push(fill(&texts.starts, &[("moment", moment.as_str())]));
        }
        for clock in &step.answers {
            lines.push(fill(&texts.answers, &[("clock", clock.as_str())]));
        }
        lines.extend(step.all.then(|| Catalogue::of(self.lang).bundle.rule.clone()));
        lines.extend(self.of_kind(&step.kind));
        lines
    }

    fn of_kind(&self, kind: &StepKind) -> Option<String> {
        let texts = self.texts;
        match kind {
            StepKind::Wait { span, basis } => {
                let values = [
                    ("span", &*span_text(*span, self.lang)),
                    ("basis", self.texts.basis.of(*basis)),
                ];
                Some(fill(&texts.wait, &values))
            }
            StepKind::Include { runbook } => {
                Some(fill(&texts.include, &[("runbook", runbook.as_str())]))
            }
            StepKind::Call(Call { contact, .. }) | StepKind::Tell(Call { contact, .. }) => {
                let role = self.runbook.role(contact)?.title.get(self.lang);
                Some(fill(&texts.contact, &[("role", role)]))
            }
            StepKind::Decide { decided_by, .. } => {
                let role = self.runbook.role(decided_by.as_ref()?)?.title.get(self.lang);
                Some(fill(&texts.decided_by, &[("role", role)]))
            }
            _ => None,
        }
    }

    fn answers(&mut self, step: &Step) -> io::Result<()> {
        let texts = self.texts;
        match &step.kind {
            StepKind::Observe { states } => {
                for state in states {
                    self.labelled("     ", &texts.state, state.title.get(self.lang))?;
                }
            }
            StepKind::Decide { options, cannot_tell, .. } => {
                for option in options {
                    self.labelled("     ", &texts.option, option.title.get(self.lang))?;
                    let lines =
                        [(&texts.leads_to, &option.leads_to), (&texts.costs, &option.costs)];
                    for (template, text) in lines {
                        if let Some(text) = text {
                            let line = fill(template, &[("text", text.get(self.lang))]);
                            self.labelled("       ", "-", &line)?;
                        }
                    }
                }
                let careful = self.option_title(Some(step), cannot_tell.as_str());
                let line = fill(&texts.cannot_tell, &[("option", &careful)]);
                self.labelled("     ", "*", &line)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn tail(&mut self) -> io::Result<()> {
        if !self.runbook.last_acts.is_empty() {
            writeln!(self.out, "\n{}", self.texts.last_acts)?;
            for text in &self.runbook.last_acts {
                self.labelled("", "-", text.get(self.lang))?;
            }
        }
        if !self.runbook.sources.is_empty() {
            writeln!(self.out, "\n{}", self.texts.sources)?;
            for source in &self.runbook.sources {
                let line = format!("{}, {}, {}", source.title, source.publisher, source.year);
                self.labelled("", "-", &line)?;
            }
        }
        Ok(())
    }

    /// A label and a text that is wrapped beside it.
    fn labelled(&mut self, indent: &str, label: &str, text: &str) -> io::Result<()> {
        let gap = if label.chars().count() == 1 { " " } else { ": " };
        let gap = if self.lang == Lang::Fr && gap == ": " { " : " } else { gap };
        let whole = format!("{label}{gap}{text}");
        let rows = wrap(&whole, COLUMNS - indent.len() - 2);
        for (index, row) in rows.iter().enumerate() {
            let hang = if index == 0 { "" } else { "  " };
            writeln!(self.out, "{indent}{hang}{row}")?;
        }
        Ok(())
    }

    fn option_title(&self, decision: Option<&Step>, id: &str) -> String {
        let Some(StepKind::Decide { options, .. }) = decision.map(|step| &step.kind) else {
            return id.to_owned();
        };
        let option = options.iter().find(|option| option.id.as_str() == id);
        option.map_or(id, |option| option.title.get(self.lang)).to_owned()
    }

    fn label(&self, part: Part) -> &'static str {
        let texts = &Catalogue::of(self.lang).runbook_cli.show;
        match part {
            Part::Dont => &texts.dont,
            Part::Loses => &texts.loses,
            Part::Keeps => &texts.keeps,
            Part::How => &texts.how,
            Part::Say => &texts.say,
            Part::Ask => &texts.ask,
            Part::Never => &texts.never,
            Part::Check => &texts.check,
            Part::Why => &texts.why,
            Part::Undo => &texts.undo,
            Part::IfNot => &texts.if_not,
            Part::Evidence => &texts.evidence,
            Part::Expected => &texts.expected,
            Part::Record => &texts.record,
            Part::Option => &texts.option,
        }
    }
}

/// A length of time in the largest unit that leaves a whole number: `90 min`, `2 h`, `3 d`; a
/// French day is `3 j`.
fn span_text(span: Span, lang: Lang) -> String {
    let day = if lang == Lang::Fr { 'j' } else { 'd' };
    let s = span.ms() / 1_000;
    match s {
        _ if s >= 172_800 && s.is_multiple_of(86_400) => format!("{} {day}", s / 86_400),
        _ if s >= 7_200 && s.is_multiple_of(3_600) => format!("{} h", s / 3_600),
        _ if s >= 60 && s.is_multiple_of(60) => format!("{} min", s / 60),
        _ => format!("{s} s"),
    }
}
