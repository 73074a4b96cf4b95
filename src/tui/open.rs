//! Opening boxes over the screen that is there: what each is about depends on what that screen
//! shows.

use ratatui::buffer::{Buffer, Cell};

use super::app::App;
use super::fact;
use super::layout::Areas;
use super::place::Place;
use super::request::Request;
use super::screen::comment::CommentBox;
use super::screen::correct::Correct;
use super::screen::go_to::GoTo;
use super::screen::log_kind::TrackOf;
use super::screen::picker::Picker;
use super::screen::reader::Reader;
use super::screen::seven::Seven;
use super::screen::step::StepScreen;
use super::screen::{Go, Target};
use super::view::View;
use crate::domain::ids::{Seq, StepRef};
use crate::i18n::fill;

impl App {
    /// Over the work, which it leaves as it is.
    pub(super) fn open_picking(&mut self, picker: Picker) {
        self.stack.retain(|place| !matches!(place, Place::Menu(_)));
        self.push_page(Place::Picker(Box::new(picker)));
    }

    /// In the place of the runbook on the screen, else of the one that is worked on; what is held
    /// already gives way to anything (R136).
    pub(super) fn open_changing(&mut self, view: &View) {
        let state = view.session.state();
        let focus = || state.focus(&view.now.moment).map(|run| run.id().clone());
        let run = self.here().map(|step| step.run).or_else(focus);
        let run = run.filter(|run| state.hold(run).is_none());
        self.open_picking(Picker::changing(run));
    }

    /// About the entry that the screen names, else about the newest.
    pub(super) fn open_correction(&mut self, view: &View) {
        let words = &view.words.screen.correct;
        let top = self.stack.last().map(|top| top.screen(&self.kept).corrects(view));
        let (correct, refusal) = match top.unwrap_or(Target::Newest) {
            Target::Newest => (Correct::new(view), words.nothing.clone()),
            Target::Entry(event) => {
                let n = event.seq.to_string();
                (Correct::about(&event, view), fill(&words.not_this, &[("n", &n)]))
            }
            Target::Fixed(seq) => (None, fill(&words.not_this, &[("n", &seq.to_string())])),
            Target::Unanswered(step) => {
                let n = fact::title(&step, view).0;
                (None, fill(&words.not_answered, &[("n", &n)]))
            }
        };
        match correct {
            Some(correct) => self.push(Place::Correct(Box::new(correct))),
            None => self.said = Some(refusal),
        }
    }

    /// The screen as text, as it is drawn, without the keys (R121).
    pub(super) fn copy_screen(&mut self, view: &View) -> Vec<Request> {
        let mut buffer = Buffer::empty(self.window);
        self.paint(&mut buffer, view);
        let area = buffer.area;
        let row = |y: u16| {
            let cells = (area.x..area.right()).filter_map(|x| buffer.cell((x, y)));
            cells.map(Cell::symbol).collect::<String>().trim_end().to_owned()
        };
        let keys = Areas::of(area).footer;
        let rows: Vec<String> = (area.y..keys.y).map(row).collect();
        vec![Request::Copy(format!("{}\n", rows.join("\n").trim_end()))]
    }

    /// In the place of the menu, on the step that is on the screen.
    pub(super) fn open_reader(&mut self, view: &View) {
        self.stack.retain(|place| !matches!(place, Place::Menu(_)));
        let here = self.here();
        self.push_page(Place::Reader(Box::new(Reader::new(here, view))));
    }

    /// Pages and boxes that are looked at beside the work.
    pub(super) fn go_aside(&mut self, to: &Go, view: &View) {
        match to {
            Go::Cards => self.open_cards(view),
            Go::Reader => self.open_reader(view),
            Go::Calls => self.open_calls(view),
            Go::Facts => self.open_facts(view),
            Go::Comment(entry) => self.open_comment(*entry, view),
            _ => self.ask_keyboard(),
        }
    }

    fn open_comment(&mut self, entry: Seq, view: &View) {
        self.push(Place::Comment(Box::new(CommentBox::new(entry, view))));
    }

    fn ask_keyboard(&mut self) {
        self.stack.retain(|place| !matches!(place, Place::Menu(_)));
        self.push(Place::Seven(Seven));
    }

    /// With the number of the step that is looked at, where it is open.
    pub(super) fn open_go_to(&mut self, view: &View) {
        let here = self.here();
        self.push(Place::GoTo(Box::new(GoTo::new(here.as_ref(), view))));
    }

    /// The step screen, with nothing over it.
    fn at_the_step(&mut self, view: &View) -> Option<&mut StepScreen> {
        if !matches!(self.stack.first(), Some(Place::Step(_))) {
            self.replace_all(Place::Step(Box::new(StepScreen::new(view))));
        }
        self.close_above(1);
        match self.stack.first_mut() {
            Some(Place::Step(screen)) => Some(screen),
            _ => None,
        }
    }

    pub(super) fn look_at(&mut self, step: StepRef, view: &View) {
        if let Some(screen) = self.at_the_step(view) {
            screen.look_at(step, view);
        }
    }

    pub(super) fn work_on(&mut self, track: TrackOf, view: &View) {
        let run = view.session.state().run(&track.0);
        let title = run.and_then(|run| run.copy.runbook.track(&track.1)).map(|track| &track.title);
        let title =
            title.map_or_else(|| track.1.to_string(), |text| text.get(view.lang).to_owned());
        if let Some(screen) = self.at_the_step(view) {
            screen.work_on(track, view);
            self.guard.step_changed(view.now.moment);
            self.said = Some(fill(&view.words.screen.step.on_track, &[("track", &title)]));
        }
    }
}
