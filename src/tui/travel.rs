//! Going from screen to screen, and the wishes that every screen shares.

use super::app::{App, is_open, read_only, takes_notes};
use super::draft::{FormKind, FormName};
use super::fact;
use super::flight;
use super::intent::{Intent, Mode, Press};
use super::keymap;
use super::place::{Place, PlaceKind};
use super::request::Request;
use super::screen::again::AgainBox;
use super::screen::alarm::Alarm;
use super::screen::calls::Calls;
use super::screen::card::Cards;
use super::screen::closing::Closing;
use super::screen::duty_form::DutyForm;
use super::screen::facts::Facts;
use super::screen::help::Help;
use super::screen::law_card::LawCard;
use super::screen::leave::Leave;
use super::screen::log::Log;
use super::screen::menu::Menu;
use super::screen::outline::Outline;
use super::screen::picker::Picker;
use super::screen::reason::Reason;
use super::screen::shift::Shift;
use super::screen::signoff::SignOffBox;
use super::screen::start::Start;
use super::screen::step::StepScreen;
use super::screen::summary::Summary;
use super::screen::triage::Triage;
use super::screen::{Go, Wish};
use super::view::View;
use super::voice;
use crate::domain::acts::Act;
use crate::domain::command::RunbookCopy;
use crate::domain::ids::{StepRef, SymptomId};
use crate::domain::state::Subject;
use crate::domain::step::{Step, StepKind};
use crate::domain::time::{Span, Timestamp};
use crate::i18n::fill;

/// An incident this young, without an act, is new rather than come back to.
const FRESH: Span = Span::from_min(1);

impl App {
    /// What a key means that the screen has no use for.
    pub(super) fn shared(&mut self, intent: Intent, view: &View) -> Vec<Request> {
        let words = &view.words.screen.frame;
        let has_incident = view.session.state().opened.is_some();
        match intent {
            Intent::Quit => self.ask_to_leave(),
            Intent::Help => self.open_help(view),
            Intent::Menu => {
                let menu = Menu::new(self.below_menu(view), view);
                self.push(Place::Menu(Box::new(menu)));
            }
            Intent::Redraw => return vec![Request::Redraw],
            Intent::Copy => return self.copy_screen(view),
            Intent::Outline
            | Intent::Log
            | Intent::Clocks
            | Intent::Brief
            | Intent::Roles
            | Intent::Tracks
                if has_incident =>
            {
                let to = match intent {
                    Intent::Log => Go::Log,
                    Intent::Clocks => Go::Board,
                    Intent::Brief => Go::Brief,
                    Intent::Roles => Go::Roles,
                    Intent::Tracks => Go::Tracks,
                    _ => Go::Outline,
                };
                return self.go(to, view);
            }
            Intent::Calls => self.open_site(view),
            Intent::Where if has_incident => self.said = Some(voice::where_am_i(view)),
            Intent::Acknowledge if has_incident => return self.silence(view),
            Intent::Note if takes_notes(view) => self.open_note(view),
            Intent::Evidence if is_open(view) => self.open_evidence(view),
            // The disk may answer for the step while the box is open.
            Intent::Undo | Intent::GoTo if is_open(view) && self.in_flight.is_some() => {
                self.said = Some(flight::busy(view));
            }
            Intent::Undo if is_open(view) => self.open_correction(view),
            Intent::GoTo if is_open(view) => self.open_go_to(view),
            Intent::Note
            | Intent::Evidence
            | Intent::Undo
            | Intent::GoTo
            | Intent::Outline
            | Intent::Log
            | Intent::Clocks
            | Intent::Brief
            | Intent::Roles
            | Intent::Tracks
            | Intent::Where
            | Intent::Acknowledge => {
                let is_over = has_incident && !is_open(view);
                self.said = Some(match (is_over, view.session.is_read_only()) {
                    (true, true) => read_only(view),
                    (true, false) => words.is_closed.clone(),
                    (false, _) => words.no_incident_yet.clone(),
                });
            }
            other => self.said = Some(self.nothing_here(other, view)),
        }
        Vec::new()
    }

    /// "X does nothing here. ? Help" (R129).
    fn nothing_here(&self, intent: Intent, view: &View) -> String {
        let words = &view.words.screen.frame;
        let key = keymap::name(intent, self.mode(), &view.words.screen.key, view.keyboard);
        let template = match self.mode() {
            Mode::Command => &words.nothing_here,
            Mode::Text | Mode::Filter => &words.nothing_in_text,
        };
        fill(template, &[("key", &key)])
    }

    fn open_help(&mut self, view: &View) {
        let state = view.session.state();
        let step = self.here().and_then(|here| Some(state.find(&here)?.1 + 1));
        let help = Help::new(self.keys(view), self.mode(), step);
        self.push(Place::Help(Box::new(help)));
    }

    pub(super) fn ask_to_leave(&mut self) {
        let has_draft = !self.draft().is_empty();
        self.push(Place::Leave(Leave::new(has_draft, self.is_draft_lost)));
    }

    /// The note opens over everything, also over a half-filled box.
    pub(super) fn open_note(&mut self, view: &View) {
        let here = self.here();
        self.kept.note.open(here, view);
        let author = self.drafts.stamp(&FormName::plain(FormKind::Note)).cloned();
        self.kept.note.written_by(author);
        if self.kind() != Some(PlaceKind::Note) {
            self.stack.retain(|place| place.kind() != PlaceKind::Note);
            self.push(Place::Note);
        }
    }

    fn note_with(&mut self, text: &str, view: &View) {
        self.open_note(view);
        self.kept.note.append(text);
    }

    /// Leaves only the screen where work happens, and puts this in its place.
    pub(super) fn replace_all(&mut self, place: Place) {
        self.close_above(0);
        self.push(place);
    }

    pub(super) fn go(&mut self, to: Go, view: &View) -> Vec<Request> {
        match to {
            Go::Back => self.back(view),
            Go::Picker => self.replace_all(Place::Picker(Box::new(Picker::new(view)))),
            Go::Triage => {
                self.close_above(1);
                self.push(Place::Triage(Box::new(Triage::new(view))));
            }
            Go::Add => self.open_picking(Picker::adding(view)),
            Go::Change => self.open_changing(view),
            Go::Again(copy) => self.push(Place::Again(Box::new(AgainBox::new(*copy)))),
            Go::Start(copy, signs) => self.open_start(*copy, signs, view),
            // Behind the end there is no step to go back to.
            Go::Step if view.session.state().closed.is_some() => {
                self.replace_all(Place::Summary(Box::new(Summary::new(view))));
            }
            Go::Step => {
                self.replace_all(Place::Step(Box::new(StepScreen::new(view))));
                self.guard.step_changed(view.now.moment);
            }
            Go::Track(runbook, track) => self.work_on((runbook, track), view),
            Go::StepAt(step) => self.look_at(step, view),
            Go::Outline => self.push_page(Place::Outline(Box::new(Outline::new(view)))),
            Go::Cards | Go::Reader | Go::Calls | Go::Facts | Go::Keyboard | Go::Comment(_) => {
                self.go_aside(&to, view);
            }
            Go::Log => self.push_page(Place::Log(Box::new(Log::new(view)))),
            Go::Board => {
                self.push_page(Place::Board(Box::default()));
                // Enter may record there: one that was typed ahead must not (R97).
                self.guard.step_changed(view.now.moment);
            }
            Go::LawCard(clock) => self.push(Place::LawCard(Box::new(LawCard::new(clock, view)))),
            Go::Duty(ask) => self.push(Place::DutyForm(Box::new(DutyForm::new(ask, view)))),
            Go::Limits | Go::Watch(_) | Go::Held(_) | Go::Hold | Go::Quiet => {
                self.go_watch(to, view);
            }
            Go::Alarm => self.open_alarm(view),
            Go::Closing => {
                self.close_above(1);
                self.push(Place::Closing(Box::new(Closing::new(view))));
            }
            Go::Summary => self.replace_all(Place::Summary(Box::new(Summary::new(view)))),
            Go::Do(intent) => {
                self.back(view);
                return self.do_again(intent, view);
            }
            Go::Note(text) => self.note_with(&text, view),
            Go::Brief => self.push_page(Place::Brief(Box::default())),
            Go::BriefNote => {
                self.open_note(view);
                self.kept.note.for_briefing();
            }
            Go::Tracks => self.push_page(Place::Tracks(Box::default())),
            Go::Roles => {
                self.push_page(Place::Roles(Box::default()));
                if is_open(view) {
                    self.open_shift(Shift::new());
                }
            }
            Go::Shift => self.open_shift(Shift::new()),
            Go::Code => self.open_shift(Shift::code()),
            Go::Reason(wish, step) => self.ask_reason(wish, step, view),
            Go::SignOff(order) => {
                self.push(Place::SignOff(Box::new(SignOffBox::new(*order))));
            }
        }
        Vec::new()
    }

    /// The marked signs stay below the form: Esc leads back to them (R67).
    fn open_start(&mut self, copy: RunbookCopy, signs: Vec<SymptomId>, view: &View) {
        if !matches!(self.stack.last(), Some(Place::Triage(_))) {
            self.close_above(1);
        }
        let form = Start::new(copy, view).because_of(signs);
        self.push(Place::Start(Box::new(form)));
    }

    fn do_again(&mut self, intent: Intent, view: &View) -> Vec<Request> {
        let outcome = match self.stack.last_mut() {
            Some(top) => top.screen_mut(&mut self.kept).key(Press::of(intent), view),
            None => return Vec::new(),
        };
        if outcome.is_mine { self.follow(outcome, view) } else { self.shared(intent, view) }
    }

    /// Those of the step on the screen come first.
    pub(super) fn open_cards(&mut self, view: &View) {
        self.stack.retain(|place| !matches!(place, Place::Menu(_)));
        let here = self.here();
        let found = here.as_ref().and_then(|here| view.session.state().find(here));
        let step = found.and_then(|(run, index)| Some(run.get(index)?.1));
        let named = step.map_or(&[][..], |step| &step.commands);
        self.push_page(Place::Cards(Box::new(Cards::new(named, view))));
    }

    /// Never two of them on each other.
    fn open_alarm(&mut self, view: &View) {
        let is_it = |place: &Place| matches!(place, Place::Menu(_) | Place::Alarm(_));
        self.stack.retain(|place| !is_it(place));
        self.push(Place::Alarm(Box::new(Alarm::new(view))));
    }

    /// In the place of the menu, when it was chosen there.
    /// What the step needs of the site: whom it calls, or the part that it names; else the list.
    fn open_site(&mut self, view: &View) {
        let step = self.step_here(view);
        let calls =
            step.is_some_and(|step| matches!(step.kind, StepKind::Call(_) | StepKind::Tell(_)));
        if !calls && step.is_some_and(|step| !step.site.is_empty()) {
            self.open_facts(view);
        } else {
            self.open_calls(view);
        }
    }

    pub(super) fn open_calls(&mut self, view: &View) {
        self.stack.retain(|place| !matches!(place, Place::Menu(_)));
        let is_it = |place: &Place| matches!(place, Place::Calls(_));
        if let Some(at) = self.stack.iter().position(is_it) {
            self.close_above(at + 1);
            return;
        }
        let here = self.here();
        self.push(Place::Calls(Box::new(Calls::new(here, view))));
    }

    pub(super) fn open_facts(&mut self, view: &View) {
        self.stack.retain(|place| !matches!(place, Place::Menu(_)));
        let is_it = |place: &Place| matches!(place, Place::Facts(_));
        if let Some(at) = self.stack.iter().position(is_it) {
            self.close_above(at);
        }
        let part = self.step_here(view).and_then(|step| step.site.first().copied());
        self.push(Place::Facts(Box::new(Facts::new(part, view))));
    }

    fn step_here<'v>(&self, view: &View<'v>) -> Option<&'v Step> {
        let here = self.here()?;
        let (run, index) = view.session.state().find(&here)?;
        run.get(index).map(|(_, step, _)| step)
    }

    fn open_shift(&mut self, shift: Shift) {
        self.stack.retain(|place| !matches!(place, Place::Menu(_)));
        self.push(Place::Shift(Box::new(shift)));
    }

    /// Closes the top; under the last screen lies the place where work happens.
    fn back(&mut self, view: &View) {
        if self.stack.len() > 1 {
            // Once the person has changed, the page under the box has said what it had to.
            let is_over = matches!(self.stack.last(), Some(Place::Shift(box_)) if box_.is_over());
            self.close_above(self.stack.len() - 1);
            if is_over && matches!(self.stack.last(), Some(Place::Roles(_))) {
                self.close_above(self.stack.len() - 1);
            }
            return;
        }
        let state = view.session.state();
        let is_at_home = matches!(
            self.stack.first(),
            Some(Place::Step(_) | Place::Picker(_) | Place::Resume(_))
        );
        if is_at_home {
            return;
        }
        if state.opened.is_none() {
            self.replace_all(Place::Picker(Box::new(Picker::new(view))));
        } else if state.closed.is_some() {
            self.replace_all(Place::Summary(Box::new(Summary::new(view))));
        } else {
            self.replace_all(Place::Step(Box::new(StepScreen::new(view))));
        }
    }

    /// A page over the work: never two of them on each other.
    pub(super) fn push_page(&mut self, page: Place) {
        self.close_those(|place| {
            matches!(
                place,
                Place::Outline(_)
                    | Place::Log(_)
                    | Place::Board(_)
                    | Place::LawCard(_)
                    | Place::Cards(_)
                    | Place::Reader(_)
                    | Place::Brief(_)
                    | Place::Roles(_)
                    | Place::Tracks(_)
            )
        });
        self.push(page);
    }

    fn ask_reason(&mut self, wish: Wish, step: StepRef, view: &View) {
        let shown = self.shown_at(&step);
        if wish == Wish::EndWait {
            let found = view.session.state().find(&step);
            let left = found.and_then(|(run, index)| run.remaining(index, &view.now.moment));
            if let Some(crate::domain::time::Remaining::Left(left)) = left {
                let span = fact::span(left, view);
                self.said = Some(fill(&view.words.screen.step.still_waiting, &[("span", &span)]));
            }
        }
        self.push(Place::Reason(Box::new(Reason::new(wish, step, shown, view))));
    }

    fn shown_at(&self, step: &StepRef) -> Option<Timestamp> {
        match self.stack.first() {
            Some(Place::Step(screen)) => screen.shown_at(step),
            _ => None,
        }
    }
}

/// Started a moment ago elsewhere, and nothing done yet: there is nothing to come back to.
pub(super) fn is_fresh(view: &View) -> bool {
    let state = view.session.state();
    let began = state.opened.as_ref().map(|begun| begun.at);
    let is_untouched = |act: &Act| matches!(act.subject, Subject::Opening | Subject::SignOn(_));
    began.is_some_and(|at| at.elapsed_until(&view.now.moment) < FRESH)
        && state.acts.iter().all(|act| is_untouched(&act))
}
