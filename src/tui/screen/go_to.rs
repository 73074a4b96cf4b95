//! Going on from another step, out of turn (G, R18): its number, then why.
//!
//! Invariants: nothing is jumped over in silence: the box says how many steps stay open and which
//! pause is skipped, before Enter; a step that was answered is only looked at. The digits are those
//! of any keyboard, unshifted (R92).

use ratatui::layout::Rect;

use super::contract::{Go, Live, Outcome, Screen};
use super::reason::typed_digit;
use super::spoken;
use crate::domain::act::StepAct;
use crate::domain::command::{Command, StepDuty, StepOrder};
use crate::domain::decide::TEXT_BYTES_MAX;
use crate::domain::ids::{RunId, StepRef};
use crate::domain::place::Applies;
use crate::domain::state::{Run, Status};
use crate::i18n::fill;
use crate::tui::draft::{FormKind, FormName};
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::speech::{Choice, Prompt, Speech, Wanted};
use crate::tui::theme::Role;
use crate::tui::view::View;
use crate::tui::widget::text::{columns, paragraph};
use crate::tui::widget::{Canvas, Field, Options, Row, panel};

/// Most digits of a step's number.
const DIGITS_MAX: usize = 3;

/// Reasons that are offered.
const OFFERED: usize = 3;

/// The box.
#[derive(Clone, Debug)]
pub struct GoTo {
    run: Option<RunId>,
    number: Field,
    reason: Field,
    offered: Options,
    is_on_reason: bool,
    /// The number is the author's proposal: the first digit replaces it.
    is_proposed: bool,
}

impl GoTo {
    /// Empty, or with the number of the step that is looked at and open.
    #[must_use]
    pub fn new(looking: Option<&StepRef>, view: &View) -> Self {
        let state = view.session.state();
        let found = looking.and_then(|step| state.find(step));
        let run = found.map(|(run, _)| run).or_else(|| state.focus(&view.now.moment));
        let mut form = Self {
            run: run.or(state.runs.last()).map(|run| run.id().clone()),
            number: Field::new(DIGITS_MAX),
            reason: Field::new(TEXT_BYTES_MAX),
            offered: Options::new(OFFERED),
            is_on_reason: false,
            is_proposed: false,
        };
        let current = run.and_then(|run| run.current(&view.now.moment));
        if let Some((run, index)) = found
            && is_open(run, index)
            && current != Some(index)
        {
            form.number.insert(&(index + 1).to_string());
            form.is_on_reason = true;
        } else if let Some(target) = run.and_then(|run| way_out(run, view)) {
            form.number.insert(&(target + 1).to_string());
            form.is_proposed = true;
        }
        form
    }

    fn run<'v>(&self, view: &View<'v>) -> Option<&'v Run> {
        view.session.state().run(self.run.as_ref()?)
    }

    /// The step of the number that was typed.
    fn target<'v>(&self, view: &View<'v>) -> Option<(&'v Run, usize)> {
        let run = self.run(view)?;
        let index = self.number.trimmed().parse::<usize>().ok()?.checked_sub(1)?;
        (index < run.steps.len()).then_some((run, index))
    }

    fn enter(&mut self, view: &View) -> Outcome {
        let words = &view.words.screen.go_to;
        let last = self.run(view).map_or(0, |run| run.steps.len()).to_string();
        let Some((run, index)) = self.target(view) else {
            self.is_on_reason = false;
            return Outcome::say(fill(&words.need_number, &[("last", &last)]));
        };
        let Some(step) = run.step_ref(index) else { return Outcome::taken() };
        let n = (index + 1).to_string();
        if run.current(&view.now.moment) == Some(index) {
            // Closed, the next Enter would tick the step.
            self.is_on_reason = false;
            return Outcome::say(fill(&words.there, &[("n", &n)]));
        }
        if !is_open(run, index) {
            return Outcome::go(Go::StepAt(step)).and_say(fill(&words.only_look, &[("n", &n)]));
        }
        if !self.is_on_reason {
            self.is_on_reason = true;
            return Outcome::taken();
        }
        if self.reason.is_blank() {
            return Outcome::say(&view.words.screen.reason.need_reason);
        }
        Outcome::order(Command::Step(StepOrder {
            step,
            act: StepAct::Jumped { reason: self.reason.trimmed().to_owned() },
            shown_at: None,
            happened_at: None,
            lang: view.lang,
            include: None,
            duty: StepDuty::default(),
        }))
    }

    /// A digit in the empty field, and the arrows, take an offered reason.
    fn reason_key(&mut self, intent: Intent, view: &View) -> bool {
        let wanted = match intent {
            Intent::Up | Intent::Down => Some(intent),
            _ => typed_digit(intent).filter(|_| self.reason.is_blank()),
        };
        if wanted.is_some_and(|wanted| self.offered.key(wanted)) {
            let at = self.offered.selected().unwrap_or(0);
            self.reason.clear();
            self.reason.insert(offered(view).get(at).copied().unwrap_or_default());
            return true;
        }
        self.reason.key(intent)
    }

    /// Only digits, as they were understood.
    fn number_key(&mut self, intent: Intent, view: &View) -> bool {
        let is_proposed = std::mem::take(&mut self.is_proposed);
        match intent {
            Intent::Type(c) => {
                if is_proposed {
                    self.number.clear();
                }
                if let Some(digit) = view.keyboard.digit(c) {
                    self.number.insert(&digit.to_string());
                }
                true
            }
            Intent::Space => true,
            other => self.number.key(other),
        }
    }

    /// What going there means, in words.
    fn meaning(&self, view: &View) -> Vec<String> {
        let words = &view.words.screen.go_to;
        let Some((run, index)) = self.target(view) else {
            let last = self.run(view).map_or(0, |run| run.steps.len()).to_string();
            return vec![fill(&words.need_number, &[("last", &last)])];
        };
        if !is_open(run, index) {
            return vec![fill(&words.only_look, &[("n", &(index + 1).to_string())])];
        }
        if let Applies::Undecided(at) = run.applies(index) {
            return vec![fill(&words.undecided, &[("n", &(at + 1).to_string())])];
        }
        let mut lines = Vec::new();
        if way_out(run, view) == Some(index) {
            lines.push(words.way_out.clone());
        }
        let open = (0..index).filter(|at| run.is_open_at(*at, &view.now.moment));
        let is_pause = |at: &usize| run.open_pauses_before(index).contains(at);
        let open: Vec<usize> = open.filter(|at| !is_pause(at)).collect();
        lines.push(fill(&words.stay_open, &[("n", &open.len().to_string())]));
        for pause in run.open_pauses_before(index) {
            lines.push(fill(&words.skips_pause, &[("n", &(pause + 1).to_string())]));
        }
        lines
    }
}

/// Whether nobody answered the step yet.
fn is_open(run: &Run, index: usize) -> bool {
    run.steps.get(index).is_some_and(|state| state.status == Status::Todo)
        && run.applies(index) != Applies::No
}

/// The step that the author names for when there is no time for the phase in hand, while it can be
/// gone to.
fn way_out(run: &Run, view: &View) -> Option<usize> {
    let current = run.current(&view.now.moment)?;
    let (phase, ..) = run.get(current)?;
    let target = run.index_of(phase.short_of_time.as_ref()?)?;
    (target > current && is_open(run, target)).then_some(target)
}

fn offered<'v>(view: &View<'v>) -> [&'v str; OFFERED] {
    let words = &view.words.screen.go_to;
    [&words.first, &words.second, &words.third]
}

impl Screen for GoTo {
    fn mode(&self) -> Mode {
        Mode::Text
    }

    fn key(&mut self, press: Press, view: &View) -> Outcome {
        let is_mine = match press.intent {
            Intent::Esc => return Outcome::go(Go::Back),
            Intent::Enter => return self.enter(view),
            Intent::Tab | Intent::BackTab => {
                self.is_on_reason = !self.is_on_reason;
                true
            }
            intent if self.is_on_reason => self.reason_key(intent, view),
            intent => self.number_key(intent, view),
        };
        if is_mine { Outcome::taken() } else { Outcome::not_mine() }
    }

    fn paste(&mut self, text: &str, view: &View) -> Outcome {
        if self.is_on_reason {
            self.reason.insert(text);
            return Outcome::taken();
        }
        let digits: String = text.trim().chars().map(|c| view.keyboard.echo(c)).collect();
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        let held = if self.is_proposed { 0 } else { self.number.text().len() };
        // Half of a number is another step.
        if !is_number || digits.is_empty() || held + digits.len() > DIGITS_MAX {
            let last = self.run(view).map_or(0, |run| run.steps.len()).to_string();
            return Outcome::say(fill(&view.words.screen.go_to.need_number, &[("last", &last)]));
        }
        if std::mem::take(&mut self.is_proposed) {
            self.number.clear();
        }
        self.number.insert(&digits);
        Outcome::taken()
    }

    fn draw(&mut self, canvas: &mut Canvas, view: &View) {
        let words = &view.words.screen.go_to;
        let width = canvas.areas().band.width.saturating_sub(4);
        let mut lines = Vec::new();
        for line in self.meaning(view) {
            lines.extend(paragraph(&line, 0, width, *view.theme));
        }
        let mut offers = vec![Row::text(&view.words.screen.reason.offered)];
        for (at, text) in offered(view).into_iter().enumerate() {
            let mark = if self.offered.selected() == Some(at) { ">>" } else { "" };
            let number = (at + 1).to_string();
            offers.push(Row::text(mark).at(3, number, Role::Text).at(6, text, Role::Text));
        }
        // In a small window the fields come first.
        let room = usize::from(canvas.areas().band.height.saturating_sub(4));
        lines.truncate(room);
        offers.truncate(room.saturating_sub(lines.len()));
        let rows = u16::try_from(2 + lines.len() + offers.len()).unwrap_or(8);
        let inside = panel(canvas, rows, &words.title, "", &words.foot);
        let labels = [&words.number, &view.words.screen.reason.reason];
        let wide = labels.into_iter().map(|label| columns(label, *view.theme)).max().unwrap_or(6);
        let x = inside.x + wide + 2;
        let cell = |y: u16, columns: u16| {
            let width = columns.min(inside.right().saturating_sub(x));
            Rect { x, y, width, height: 1 }.intersection(inside)
        };
        let at_reason = inside.y + 1 + u16::try_from(lines.len()).unwrap_or(1);
        canvas.rows(Rect { y: inside.y + 1, ..inside }.intersection(inside), &lines, 0);
        canvas.print(inside, (inside.x, inside.y), &words.number, Role::Label);
        self.number.draw(canvas, cell(inside.y, 4), !self.is_on_reason);
        if let Some((run, index)) = self.target(view)
            && let Some((_, step, _)) = run.get(index)
        {
            canvas.print(inside, (x + 6, inside.y), step.title.get(view.lang), Role::Text);
        }
        canvas.print(inside, (inside.x, at_reason), &view.words.screen.reason.reason, Role::Label);
        self.reason.draw(canvas, cell(at_reason, u16::MAX), self.is_on_reason);
        let below = Rect { y: at_reason + 1, ..inside };
        canvas.rows(below.intersection(inside), &offers, 0);
    }

    fn speak(&mut self, view: &View) -> Speech {
        let words = &view.words.screen.go_to;
        let speech = Speech::about(spoken::question(&words.title));
        if !self.is_on_reason {
            let wanted = Wanted::new(&words.number, self.number.text(), &[Intent::Enter]);
            return speech.asking(Prompt::Field(wanted));
        }
        let mut speech = speech.details(self.meaning(view));
        speech.choices.extend(offered(view).into_iter().map(|text| Choice {
            words: text.to_owned(),
            text: Some(text.to_owned()),
            ..Choice::default()
        }));
        let label = &view.words.screen.reason.reason;
        let wanted = Wanted::new(label, self.reason.text(), &[Intent::Enter]);
        speech.question(&view.words.screen.linear.reason_offered).asking(Prompt::Field(wanted))
    }

    fn form(&self) -> Option<FormName> {
        Some(FormName::plain(FormKind::GoTo))
    }

    fn typed(&self) -> Vec<String> {
        if self.reason.is_blank() {
            return Vec::new();
        }
        vec![self.number.text().to_owned(), self.reason.text().to_owned()]
    }

    fn retype(&mut self, texts: &[String]) {
        let [number, reason] = texts else { return };
        if self.number.is_blank() && number.bytes().all(|byte| byte.is_ascii_digit()) {
            self.number.insert(number);
        }
        self.reason.insert(reason);
    }

    fn keys(&self, view: &View) -> Vec<Live> {
        let words = &view.words.screen.go_to;
        let reason = &view.words.screen.reason;
        let note = &view.words.screen.note;
        let does = if self.is_on_reason { &words.key_go } else { &reason.key_next };
        let mut keys =
            vec![Live::key(Intent::Enter, does), Live::key(Intent::Esc, &reason.key_back)];
        keys.push(Live::key(Intent::Tab, &words.key_field));
        if self.is_on_reason {
            keys.push(Live::keys(&[Intent::Up, Intent::Down], &reason.key_move));
        } else {
            keys.push(Live::key(Intent::Backspace, &note.key_erase));
        }
        keys.push(Live::key(Intent::Help, &view.words.screen.step.key_help));
        keys.push(Live::key(Intent::Note, &view.words.screen.step.key_note));
        keys.push(Live::keys(&[Intent::Home, Intent::End], &note.key_ends));
        keys
    }
}
