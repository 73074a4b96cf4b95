//! Steps that were done before anybody opened the program (R17): marked in the outline, one claimed
//! time for all, recorded one after the other.
//!
//! Invariants: only steps that need nothing but a time can be marked; one order is on its way at a
//! time, the next follows when the disk has spoken; a refusal stops the rest, which stays marked.

use ratatui::layout::Rect;

use super::contract::Outcome;
use super::{duty_ask, spoken};
use crate::domain::act::StepAct;
use crate::domain::claimed::parse_claimed;
use crate::domain::command::{Command, StepDuty, StepOrder};
use crate::domain::ids::StepRef;
use crate::domain::state::Status;
use crate::domain::step::StepKind;
use crate::domain::time::Timestamp;
use crate::i18n::fill;
use crate::session::Effect;
use crate::tui::draft::{FormKind, FormName};
use crate::tui::fact;
use crate::tui::intent::Intent;
use crate::tui::speech::{Prompt, Speech, Wanted, flat};
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::{Canvas, Field, panel};

/// Most bytes of a claimed time.
const TIME_BYTES_MAX: usize = 32;

/// Columns of its field.
const TIME_COLUMNS: u16 = 8;

/// What is marked, and what became of it.
#[derive(Clone, Debug)]
pub struct Before {
    marked: Vec<StepRef>,
    field: Field,
    is_asking: bool,
    /// The time that was given, while orders are on their way, and for how many steps.
    sending: Option<(Option<Timestamp>, usize)>,
}

impl Default for Before {
    fn default() -> Self {
        let field = Field::new(TIME_BYTES_MAX);
        Self { marked: Vec::new(), field, is_asking: false, sending: None }
    }
}

impl Before {
    /// Whether a step is marked.
    #[must_use]
    pub fn has(&self, step: &StepRef) -> bool {
        self.marked.contains(step)
    }

    /// Whether any is.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.marked.is_empty()
    }

    /// Whether the time is being typed.
    #[must_use]
    pub const fn is_asking(&self) -> bool {
        self.is_asking
    }

    /// What the orders on their way are about, while there are any.
    #[must_use]
    pub const fn is_sending(&self) -> bool {
        self.sending.is_some()
    }

    /// Marks a step, or takes the mark away; says why where it cannot be marked.
    pub fn mark(&mut self, step: &StepRef, view: &View) -> Option<String> {
        if let Some(at) = self.marked.iter().position(|known| known == step) {
            self.marked.remove(at);
            return None;
        }
        if !Self::can_mark(step, view) {
            let n = fact::title(step, view).0;
            return Some(fill(&view.words.screen.go_to.not_so_simple, &[("n", &n)]));
        }
        self.marked.push(step.clone());
        None
    }

    /// Whether a step can be marked: it is open and asks for nothing but a time.
    #[must_use]
    pub fn can_mark(step: &StepRef, view: &View) -> bool {
        order(step, None, view).is_some()
    }

    /// Marks that came back from a draft may be of steps that were answered meanwhile.
    pub fn prune(&mut self, view: &View) {
        let is_over = view.session.state().closed.is_some();
        if !self.is_sending() {
            self.marked.retain(|step| !is_over && Self::can_mark(step, view));
        }
    }

    /// What is kept while the outline is closed: the time, and the marked steps.
    #[must_use]
    pub fn typed(&self) -> Vec<String> {
        if self.marked.is_empty() {
            return Vec::new();
        }
        let steps: Vec<String> = self.marked.iter().map(ToString::to_string).collect();
        vec![self.field.text().to_owned(), steps.join(" ")]
    }

    /// Puts back what was kept.
    pub fn retype(&mut self, texts: &[String]) {
        let [time, steps] = texts else { return };
        self.field.insert(time);
        let name = |about: &str| FormName::about(FormKind::Before, &about).step();
        self.marked.extend(steps.split(' ').filter_map(name));
    }

    /// Takes every mark away.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Asks for the time.
    pub fn ask(&mut self) {
        self.is_asking = true;
    }

    /// Takes a key while the time is asked.
    pub fn key(&mut self, intent: Intent, view: &View) -> Outcome {
        match intent {
            Intent::Esc => {
                self.is_asking = false;
                Outcome::taken()
            }
            Intent::Enter => {
                let text = self.field.trimmed();
                let at = if text.is_empty() { None } else { parse_claimed(text, &view.now) };
                if at.is_none() && !text.is_empty() {
                    return Outcome::say(&view.words.screen.correct.need_time);
                }
                self.is_asking = false;
                // In the order of the runbook, whatever the order of the marks.
                let place = |step: &StepRef| {
                    let found = view.session.state().find(step);
                    found.map(|(_, index)| (step.run.clone(), index))
                };
                self.marked.sort_by_key(place);
                self.sending = Some((at, self.marked.len()));
                self.next(view)
            }
            intent => {
                let intent = view.keyboard.timed(intent, self.field.text());
                if self.field.key(intent) { Outcome::taken() } else { Outcome::not_mine() }
            }
        }
    }

    /// Takes a paste into the time.
    pub fn paste(&mut self, text: &str) -> Outcome {
        if !self.is_asking {
            return Outcome::not_mine();
        }
        self.field.insert(text);
        Outcome::taken()
    }

    /// What the disk or the domain said about the order on its way.
    pub fn answer(&mut self, effect: &Effect, view: &View) -> Outcome {
        let Some((_, all)) = self.sending else { return Outcome::not_mine() };
        match effect {
            Effect::Recorded { ticket: Some(_), .. } | Effect::Held { .. } => {
                if !self.marked.is_empty() {
                    self.marked.remove(0);
                }
                if !self.marked.is_empty() {
                    return self.next(view);
                }
                self.clear();
                let n = all.to_string();
                let words = &view.words.screen.go_to.before_done;
                Outcome::say(fill(words, &[("n", &n), ("all", &n)]))
            }
            Effect::Rejected { rejection, .. } => {
                self.sending = None;
                let n = self.marked.len().to_string();
                let advice = view.words.rejection.of(rejection);
                let why = format!("{} {}", advice.what, advice.next);
                let words = &view.words.screen.go_to.before_stopped;
                Outcome::say(fill(words, &[("n", &n), ("why", &why)]))
            }
            Effect::NotSaved { .. } => {
                self.sending = None;
                Outcome::not_mine()
            }
            _ => Outcome::not_mine(),
        }
    }

    fn next(&mut self, view: &View) -> Outcome {
        let Some((at, _)) = self.sending else { return Outcome::taken() };
        let first = self.marked.first().and_then(|step| order(step, at, view));
        match first {
            Some(order) => Outcome::order(Command::Step(order)),
            None => {
                self.sending = None;
                Outcome::taken()
            }
        }
    }

    /// The same in words.
    #[must_use]
    pub fn speech(&self, view: &View) -> Speech {
        let words = &view.words.screen.go_to;
        let n = self.marked.len().to_string();
        let wanted = Wanted::new(&words.before_when, self.field.text(), &[Intent::Enter]);
        Speech::about(flat(&spoken::question(&fill(&words.before_title, &[("n", &n)]))))
            .details([words.before_help.clone(), words.before_foot.clone()])
            .asking(Prompt::Field(wanted.or_nothing()))
    }

    /// The box that asks for the time.
    pub fn draw(&self, canvas: &mut Canvas, view: &View) {
        if !self.is_asking {
            return;
        }
        let words = &view.words.screen.go_to;
        let n = self.marked.len().to_string();
        let title = fill(&words.before_title, &[("n", &n)]);
        let inside = panel(canvas, 1, &title, "", &words.before_foot);
        let x = canvas.print(inside, (inside.x, inside.y), &words.before_when, Role::Label) + 2;
        let cell = Rect { x, width: TIME_COLUMNS, height: 1, ..inside };
        self.field.draw(canvas, cell.intersection(inside), true);
        canvas.print(inside, (x + TIME_COLUMNS + 2, inside.y), &words.before_help, Role::Text);
    }
}

/// What records a step as done at this time; none where the step asks for more than a time.
fn order(step: &StepRef, happened_at: Option<Timestamp>, view: &View) -> Option<StepOrder> {
    let (run, index) = view.session.state().find(step)?;
    let (_, its, state) = run.get(index)?;
    let is_plain =
        matches!(its.kind, StepKind::Do | StepKind::Call(_) | StepKind::Tell(_) | StepKind::Pause);
    let is_open = matches!(
        state.status,
        Status::Todo | Status::Later { .. } | Status::Skipped { .. } | Status::CouldNot { .. }
    );
    let order = StepOrder {
        step: step.clone(),
        act: StepAct::Done { approval: None },
        shown_at: None,
        happened_at,
        lang: view.lang,
        include: None,
        duty: StepDuty::default(),
    };
    let has_open_line = run.bundle(index).is_some_and(|bundle| bundle.next().is_some());
    let is_plain = is_plain && !has_open_line;
    let is_simple = is_plain && its.sign_off.is_none() && !duty_ask::asks_first(&order, view);
    (is_simple && is_open).then_some(order)
}
