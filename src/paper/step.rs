//! One step on paper: the same number, title, mark and answers as on the screen, dangers first, and
//! room for a pen.

use super::answer::Question;
use super::document::Order;
use crate::domain::detail::{self, Part};
use crate::domain::ids::{CardId, ClockId, MomentId};
use crate::domain::runbook::Runbook;
use crate::domain::step::{Basis, LimitFrom, SignOff, Step, StepKind, Tag};
use crate::domain::text::Lang;
use crate::i18n::screen_step::ScreenStep;
use crate::i18n::{Catalogue, fill};

/// Where a step stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'b> {
    pub(super) runbook: &'b Runbook,
    pub(super) lang: Lang,
    /// From 1, through the whole runbook.
    pub(super) number: usize,
    /// The number of its phase's first step.
    pub(super) phase_from: usize,
}

/// A step for the templates.
pub(super) struct StepView<'b> {
    pub(super) number: usize,
    pub(super) title: &'b str,
    pub(super) kind: &'b str,
    pub(super) holder: &'b str,
    pub(super) track: &'b str,
    pub(super) tags: Vec<&'b str>,
    pub(super) only_if: Option<String>,
    pub(super) limit: Option<String>,
    /// Dangers, and what is lost and kept.
    pub(super) before: Vec<Row<'b>>,
    pub(super) agreement: Option<Agreement<'b>>,
    pub(super) how: Vec<Row<'b>>,
    pub(super) question: Option<Question<'b>>,
    pub(super) wait: Option<String>,
    pub(super) after: Vec<Row<'b>>,
    pub(super) repeat: Option<String>,
    /// The steps that a pause reads back.
    pub(super) read_back: Vec<usize>,
}

/// A label and its texts.
pub(super) struct Row<'b> {
    part: Option<Part>,
    pub(super) label: &'b str,
    pub(super) is_danger: bool,
    /// Each text gets a box to tick.
    pub(super) has_box: bool,
    /// Under each text stands a line to write on, with these words before it.
    pub(super) blank: Option<&'b str>,
    pub(super) texts: Vec<String>,
}

impl<'b> Row<'b> {
    /// Texts without boxes or lines.
    fn plain(label: &'b str, texts: Vec<String>) -> Self {
        Self { part: None, label, is_danger: false, has_box: false, blank: None, texts }
    }
}

/// Who has to agree.
pub(super) struct Agreement<'b> {
    pub(super) label: &'b str,
    pub(super) who: String,
}

impl<'b> StepView<'b> {
    pub(super) fn new(order: &Order<'b>, place: Place<'b>, step: &'b Step) -> Self {
        let (runbook, lang) = (place.runbook, place.lang);
        let words = Catalogue::of(lang);
        let [before, how, after] = place.rows(order, step);
        let tag = |tag: &Tag| words.runbook_cli.show.tags.of(*tag);
        let is_pause = step.kind == StepKind::Pause;
        let from = if is_pause { place.phase_from } else { place.number };
        Self {
            number: place.number,
            title: step.title.get(lang),
            kind: words.runbook_cli.show.kinds.of(&step.kind),
            holder: runbook.role(&step.role).map_or("", |role| role.title.get(lang)),
            track: runbook.track(&step.track).map_or("", |track| track.title.get(lang)),
            tags: step.tags.iter().map(tag).collect(),
            only_if: step.only_if.as_ref().map(|condition| place.only_if(condition)),
            limit: place.limit(step),
            before,
            agreement: step.sign_off.as_ref().map(|sign_off| place.agreement(sign_off)),
            how,
            question: place.question(step),
            wait: place.wait(&step.kind),
            after,
            repeat: place.repeat(step),
            read_back: (from..place.number).collect(),
        }
    }
}

impl<'b> Place<'b> {
    /// The texts of a step in their fixed order, in three parts: before the agreement, the work,
    /// and what follows.
    fn rows(&self, order: &Order<'b>, step: &'b Step) -> [Vec<Row<'b>>; 3] {
        let (mut before, mut how, mut after) = (Vec::new(), Vec::new(), Vec::new());
        self.whom(&step.kind, &mut after);
        if step.all {
            let head = Catalogue::of(self.lang).bundle.rule.clone();
            how.push(Row::plain(self.label(Part::How), vec![head]));
        }
        for (part, text) in detail::entries(step, self.lang) {
            let rows = match part {
                // Answers have a block of their own, evidence needs its kind.
                Part::Option | Part::Evidence | Part::Expected => continue,
                Part::Dont | Part::Loses | Part::Keeps => &mut before,
                Part::How => &mut how,
                _ => &mut after,
            };
            self.add(rows, part, text.to_owned());
        }
        // A line that is left out has its reason beside it (R14).
        if let Some(row) = how.iter_mut().find(|row| step.all && row.part == Some(Part::How)) {
            row.label = "";
            row.blank = Some(&Catalogue::of(self.lang).bundle.paper);
        }
        self.elsewhere(order, step, &mut how);
        let kinds = self.labels();
        for item in &step.evidence {
            self.add(&mut after, Part::Evidence, kinds.piece(item, self.lang));
        }
        self.law(order, step, &mut after);
        if let Some(carry) = &step.carry {
            after.push(Row::plain(&kinds.carry, vec![carry.get(self.lang).to_owned()]));
        }
        [before, how, after]
    }

    fn add(&self, rows: &mut Vec<Row<'b>>, part: Part, text: String) {
        if let Some(row) = rows.last_mut()
            && row.part == Some(part)
        {
            row.texts.push(text);
            return;
        }
        let blank = match part {
            Part::Evidence => Some(Catalogue::of(self.lang).paper.kept_where.as_str()),
            Part::Record => Some(""),
            _ => None,
        };
        rows.push(Row {
            part: Some(part),
            label: self.label(part),
            is_danger: matches!(part, Part::Dont | Part::Loses | Part::Never),
            has_box: matches!(part, Part::How | Part::Check | Part::Evidence | Part::Ask),
            blank,
            texts: vec![text],
        });
    }

    fn labels(&self) -> &'static ScreenStep {
        &Catalogue::of(self.lang).screen.step
    }

    fn label(&self, part: Part) -> &'static str {
        let labels = self.labels();
        match part {
            Part::Dont => &labels.dont,
            Part::Loses => &labels.loses,
            Part::Keeps => &labels.keeps,
            Part::How | Part::Option => &labels.how,
            Part::Say => &labels.say,
            Part::Ask => &labels.ask,
            Part::Never => &labels.never,
            Part::Check => &labels.check,
            Part::Why => &labels.why,
            Part::Undo => &labels.undo,
            Part::IfNot => &labels.if_not,
            Part::Evidence | Part::Expected => &labels.proof,
            Part::Record => &labels.write,
        }
    }

    /// Whom to call or tell.
    fn whom(&self, kind: &StepKind, rows: &mut Vec<Row<'b>>) {
        if let StepKind::Call(call) | StepKind::Tell(call) = kind {
            let role = self.runbook.role(&call.contact);
            let role = role.map_or("", |role| role.title.get(self.lang));
            let text = fill(&Catalogue::of(self.lang).paper.call_who, &[("role", role)]);
            rows.push(Row::plain(&self.labels().call, vec![text]));
        }
    }

    /// What stands on sheets of its own: command cards, facts of the site, another runbook.
    fn elsewhere(&self, order: &Order<'b>, step: &Step, rows: &mut Vec<Row<'b>>) {
        let (labels, words) = (self.labels(), &Catalogue::of(self.lang).paper);
        let card = |id: &CardId| {
            let title = order.library.card(id).map(|entry| entry.card.title.get(self.lang));
            format!("{}  {}", id.as_str().to_uppercase(), title.unwrap_or_default())
        };
        if !step.commands.is_empty() {
            rows.push(Row::plain(&labels.cards, step.commands.iter().map(card).collect()));
        }
        if !step.site.is_empty() {
            let names = &Catalogue::of(self.lang).site.parts;
            let parts: Vec<_> = step.site.iter().map(|part| names.of(*part)).collect();
            rows.push(Row::plain(&labels.site, vec![parts.join(", ")]));
        }
        if let StepKind::Include { runbook } = &step.kind {
            let id = runbook.as_str();
            let text = match order.library.get(runbook) {
                Some(entry) => {
                    let title = entry.runbook.title.get(self.lang);
                    fill(&words.opens, &[("title", title), ("id", id)])
                }
                None => fill(&words.opens_missing, &[("id", id)]),
            };
            rows.push(Row::plain(&labels.opens, vec![text]));
        }
    }

    /// The moments that the step names, each with a line for its time, and the duties that it
    /// files.
    fn law(&self, order: &Order<'b>, step: &Step, rows: &mut Vec<Row<'b>>) {
        let (law, words) = (order.library.law(), Catalogue::of(self.lang));
        let (labels, clock) = (&words.screen.board, &words.paper_form.clock);
        let title = |id: &MomentId| {
            let moment = law.moment(id).map(|moment| moment.title.get(self.lang));
            moment.unwrap_or(id.as_str()).to_owned()
        };
        let duty = |id: &ClockId| {
            let Some(clock) = law.clock(id) else { return id.to_string() };
            format!("{} ({})", clock.title.get(self.lang), words.law.limit(clock.limit))
        };
        let starts: Vec<_> = step.starts.iter().map(title).collect();
        let answers: Vec<_> = step.answers.iter().map(duty).collect();
        let filed = [
            (&labels.step_starts, &clock.it_was, starts),
            (&labels.step_law, &clock.receipt, answers),
        ];
        for (label, blank, texts) in filed {
            if !texts.is_empty() {
                rows.push(Row { blank: Some(blank), ..Row::plain(label, texts) });
            }
        }
    }

    fn basis(&self, basis: Basis) -> &'static str {
        self.labels().basis_of(basis)
    }

    fn limit(&self, step: &Step) -> Option<String> {
        let words = &Catalogue::of(self.lang).paper;
        let limit = step.limit.as_ref()?;
        let template = match limit.from {
            LimitFrom::Step => &words.limit_step,
            LimitFrom::Start => &words.limit_start,
        };
        let span = words.span(limit.within);
        Some(fill(template, &[("span", span.as_str()), ("basis", self.basis(limit.basis))]))
    }

    fn wait(&self, kind: &StepKind) -> Option<String> {
        let words = &Catalogue::of(self.lang).paper;
        let StepKind::Wait { span, basis } = kind else { return None };
        let values = [("span", &*words.span(*span)), ("basis", self.basis(*basis))];
        Some(fill(&words.wait, &values))
    }

    fn repeat(&self, step: &Step) -> Option<String> {
        let words = &Catalogue::of(self.lang).paper;
        let repeat = step.repeat.as_ref()?;
        let span = words.span(repeat.every);
        let until = repeat.until.get(self.lang);
        let basis = self.basis(repeat.basis);
        Some(fill(&words.again, &[("span", span.as_str()), ("basis", basis), ("until", until)]))
    }

    fn agreement(&self, sign_off: &SignOff) -> Agreement<'b> {
        let words = &Catalogue::of(self.lang).paper.agreement;
        let roles = sign_off.by.iter().filter_map(|id| self.runbook.role(id));
        let roles: Vec<_> = roles.map(|role| role.title.get(self.lang)).collect();
        Agreement {
            label: if sign_off.persons > 1 { &words.two } else { &words.one },
            who: fill(&words.who, &[("roles", &roles.join(" / "))]),
        }
    }
}
