//! What every screen and every box over a screen can do.
//!
//! A screen never writes to the log: it asks for it in an [`Outcome`], and the application follows
//! once the disk has said yes. What a screen does not claim, the application answers: opening the
//! note, the menu, help, the log, leaving, and "X does nothing here" (R129).

use super::duty_form::Ask;
use super::watch_form::WatchAsk;
use crate::domain::command::{Command, RunbookCopy, StepOrder};
use crate::domain::ids::{ClockId, EventId, RunId, Seq, StepRef, SymptomId, TrackId};
use crate::session::Effect;
use crate::tui::draft::FormName;
use crate::tui::intent::{Intent, Mode, Press};
use crate::tui::request::Request;
use crate::tui::speech::Speech;
use crate::tui::view::View;
use crate::tui::widget::Canvas;

/// A screen, or a box over one.
pub trait Screen {
    /// How keys are read here.
    fn mode(&self) -> Mode {
        Mode::Command
    }

    /// Takes a key. Return [`Outcome::not_mine`] for what the screen has no use for.
    fn key(&mut self, press: Press, view: &View) -> Outcome;

    /// Takes a paste; never a command (R96). Screens without a field leave it to the note.
    fn paste(&mut self, _text: &str, _view: &View) -> Outcome {
        Outcome::not_mine()
    }

    /// The order that this screen gave was recorded, refused or not saved. The application itself
    /// says so in LAST and goes on to the next step or to the alarm; most screens have nothing to
    /// add.
    fn answer(&mut self, _effect: &Effect, _view: &View) -> Outcome {
        Outcome::not_mine()
    }

    /// Draws the work area. Also told what was on the screen: the canvas knows the size.
    fn draw(&mut self, canvas: &mut Canvas, view: &View);

    /// Says the same in words, for linear mode. What it says counts as read (R13), as what was
    /// drawn does.
    fn speak(&mut self, view: &View) -> Speech;

    /// The keys that work here right now, the most needed first; 6 to 9 of them fit in the footer
    /// (R126), all of them stand in the help (R127). Never a key that would be refused.
    fn keys(&self, view: &View) -> Vec<Live>;

    /// What row 1 says while no incident is open, after the program's name.
    fn heading(&self, _view: &View) -> Option<String> {
        None
    }

    /// What row 2 says while nothing more urgent is known.
    fn urgent(&self, _view: &View) -> Option<String> {
        None
    }

    /// What row LAST says while nothing answers a key; the last acts otherwise.
    fn hint(&self, _view: &View) -> Option<String> {
        None
    }

    /// Which entry U corrects here (R27, R68).
    fn corrects(&self, _view: &View) -> Target {
        Target::Newest
    }

    /// Entries whose words are on the screen, as far as the screen cannot do without them.
    fn shows(&self, _view: &View) -> Vec<EventId> {
        Vec::new()
    }

    /// Which form this is, for keeping what is typed into it (R66).
    fn form(&self) -> Option<FormName> {
        None
    }

    /// What is typed and not recorded, in the order of the fields; empty when nothing is.
    fn typed(&self) -> Vec<String> {
        Vec::new()
    }

    /// Puts back what was typed into the same form before.
    fn retype(&mut self, _texts: &[String]) {}

    /// Whether the rail of all steps stands beside this screen in the large form.
    fn has_rail(&self) -> bool {
        true
    }

    /// The step whose place in the rail is marked, when it is not the current one.
    fn here(&self) -> Option<StepRef> {
        None
    }
}

/// What a correction is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The newest entry that can be corrected.
    Newest,
    /// This one.
    Entry(EventId),
    /// This one, which nobody made: it stays.
    Fixed(Seq),
    /// A step that is looked at and has no answer.
    Unanswered(StepRef),
}

/// Keys that work, and what they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Live {
    /// Shown as one name, `Up/Down` or `1-4`.
    pub intents: Vec<Intent>,
    /// In one or two words, capitalised.
    pub does: String,
}

impl Live {
    /// One key.
    #[must_use]
    pub fn key(intent: Intent, does: &str) -> Self {
        Self { intents: vec![intent], does: does.to_owned() }
    }

    /// Several keys for one thing.
    #[must_use]
    pub fn keys(intents: &[Intent], does: &str) -> Self {
        Self { intents: intents.to_vec(), does: does.to_owned() }
    }
}

/// What a key led to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Whether the screen took the key.
    pub is_mine: bool,
    /// What is asked of the driver.
    pub requests: Vec<Request>,
    /// Where to go.
    pub go: Option<Go>,
    /// What row LAST answers.
    pub say: Option<String>,
}

impl Outcome {
    /// The key means nothing to this screen.
    #[must_use]
    pub fn not_mine() -> Self {
        Self::default()
    }

    /// The key was taken.
    #[must_use]
    pub fn taken() -> Self {
        Self { is_mine: true, ..Self::default() }
    }

    /// The key is answered in row LAST.
    #[must_use]
    pub fn say(words: impl Into<String>) -> Self {
        Self { say: Some(words.into()), ..Self::taken() }
    }

    /// The key leads somewhere else.
    #[must_use]
    pub fn go(to: Go) -> Self {
        Self { go: Some(to), ..Self::taken() }
    }

    /// The key asks for this.
    #[must_use]
    pub fn request(request: Request) -> Self {
        Self { requests: vec![request], ..Self::taken() }
    }

    /// The key gives an order to the open incident.
    #[must_use]
    pub fn order(command: Command) -> Self {
        Self::request(Request::Order(Box::new(command)))
    }

    /// The same, and go there.
    #[must_use]
    pub fn and_go(mut self, to: Go) -> Self {
        self.go = Some(to);
        self
    }

    /// The same, and say this.
    #[must_use]
    pub fn and_say(mut self, words: impl Into<String>) -> Self {
        self.say = Some(words.into());
        self
    }
}

/// What a reason is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To skip a step.
    Skip,
    /// To put it off; also asks until when.
    Postpone,
    /// To say that it cannot be done.
    Impossible,
    /// To leave this line of it out (R14).
    LeaveOut(u8),
    /// To end a wait before its time.
    EndWait,
}

/// Where to go.
#[derive(Clone, Debug)]
pub enum Go {
    /// Close the box, or leave this screen for the one under it: step, resume, or picker.
    Back,
    /// The scenario picker.
    Picker,
    /// The symptom helper.
    Triage,
    /// Pick one more runbook for the open incident.
    Add,
    /// Pick another runbook in the place of the one on the screen.
    Change,
    /// Ask whether this runbook, which is followed already, is to run again.
    Again(Box<RunbookCopy>),
    /// The start form for this runbook, because of these signs.
    Start(Box<RunbookCopy>, Vec<SymptomId>),
    /// The current step.
    Step,
    /// Work on this track alone.
    Track(RunId, TrackId),
    /// Look at this step.
    StepAt(StepRef),
    /// All steps.
    Outline,
    /// The step on the screen, to be read aloud.
    Reader,
    /// Command cards, those of the step on the screen first.
    Cards,
    /// The call list, on the card that the step needs.
    Calls,
    /// The site's other facts, at the part that the step names.
    Facts,
    /// What was recorded.
    Log,
    /// Every clock of the incident.
    Board,
    /// One legal clock.
    LawCard(ClockId),
    /// Ask this about a legal clock.
    Duty(Ask),
    /// The lasting limits in force.
    Limits,
    /// The bell is off for a while.
    Quiet,
    /// Ask why the runbook on the screen is held.
    Hold,
    /// Ask whether this held runbook goes on.
    Held(RunId),
    /// Ask this about a limit, an added clock or a hold.
    Watch(WatchAsk),
    /// Why the record is in danger.
    Alarm,
    /// The end of the incident.
    Closing,
    /// What was, after the end.
    Summary,
    /// Ask for a reason first.
    Reason(Wish, StepRef),
    /// Ask for the second person's agreement to this order first.
    SignOff(Box<StepOrder>),
    /// Change of shift.
    Shift,
    /// The hand-over briefing.
    Brief,
    /// A note for the briefing.
    BriefNote,
    /// Who leads, who is on duty; and the box that changes the person at the keyboard.
    Roles,
    /// The tracks of the incident.
    Tracks,
    /// The spoken code.
    Code,
    /// A reviewer's comment on this entry.
    Comment(Seq),
    /// Which keyboard it is.
    Keyboard,
    /// Do as if the person had pressed the key of this intent on the screen below.
    Do(Intent),
    /// A note that begins with this text.
    Note(String),
}
