//! Which screens lie on each other. The lowest is where work happens, the highest has the keys.

use super::screen::Screen;
use super::screen::again::AgainBox;
use super::screen::alarm::Alarm;
use super::screen::board::Board;
use super::screen::brief::Brief;
use super::screen::calls::Calls;
use super::screen::card::Cards;
use super::screen::closing::Closing;
use super::screen::comment::CommentBox;
use super::screen::correct::Correct;
use super::screen::duty_form::DutyForm;
use super::screen::evidence::EvidenceForm;
use super::screen::facts::Facts;
use super::screen::go_to::GoTo;
use super::screen::held::HeldBox;
use super::screen::help::Help;
use super::screen::law_card::LawCard;
use super::screen::leave::Leave;
use super::screen::limits::Limits;
use super::screen::log::Log;
use super::screen::menu::Menu;
use super::screen::note::NoteBox;
use super::screen::outline::Outline;
use super::screen::picker::Picker;
use super::screen::reader::Reader;
use super::screen::reason::Reason;
use super::screen::resume::Resume;
use super::screen::roles::Roles;
use super::screen::seven::Seven;
use super::screen::shift::Shift;
use super::screen::signoff::SignOffBox;
use super::screen::start::Start;
use super::screen::step::StepScreen;
use super::screen::summary::Summary;
use super::screen::tracks::Tracks;
use super::screen::triage::Triage;
use super::screen::watch_form::WatchForm;

/// What is typed and outlives the box it is typed in.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    pub(super) note: NoteBox,
    pub(super) evidence: EvidenceForm,
}

/// A screen or a box.
#[derive(Clone, Debug)]
pub(super) enum Place {
    Picker(Box<Picker>),
    Triage(Box<Triage>),
    Start(Box<Start>),
    Step(Box<StepScreen>),
    Resume(Box<Resume>),
    Closing(Box<Closing>),
    Summary(Box<Summary>),
    Outline(Box<Outline>),
    Log(Box<Log>),
    Alarm(Box<Alarm>),
    Board(Box<Board>),
    LawCard(Box<LawCard>),
    DutyForm(Box<DutyForm>),
    Limits(Box<Limits>),
    WatchForm(Box<WatchForm>),
    Held(Box<HeldBox>),
    Again(Box<AgainBox>),
    Cards(Box<Cards>),
    Reader(Box<Reader>),
    /// The call list.
    Calls(Box<Calls>),
    /// The site's other facts.
    Facts(Box<Facts>),
    Brief(Box<Brief>),
    Roles(Box<Roles>),
    Tracks(Box<Tracks>),
    Reason(Box<Reason>),
    SignOff(Box<SignOffBox>),
    Shift(Box<Shift>),
    Correct(Box<Correct>),
    GoTo(Box<GoTo>),
    Menu(Box<Menu>),
    Help(Box<Help>),
    Leave(Leave),
    /// Which keyboard it is.
    Seven(Seven),
    /// A reviewer's comment.
    Comment(Box<CommentBox>),
    /// Kept beside the stack, as the note is.
    Evidence,
    /// The note itself is kept beside the stack: closing the box loses nothing.
    Note,
}

/// Which kind of place, for telling what an answer of the disk belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceKind {
    Screen,
    Step,
    Alarm,
    Box,
    Note,
    Evidence,
    Leave,
}

impl Place {
    pub(super) fn kind(&self) -> PlaceKind {
        match self {
            Self::Step(_) => PlaceKind::Step,
            Self::Alarm(_) => PlaceKind::Alarm,
            Self::Note => PlaceKind::Note,
            Self::Evidence => PlaceKind::Evidence,
            Self::Leave(_) => PlaceKind::Leave,
            Self::Reason(_)
            | Self::SignOff(_)
            | Self::Correct(_)
            | Self::GoTo(_)
            | Self::DutyForm(_)
            | Self::WatchForm(_)
            | Self::Held(_)
            | Self::Again(_) => PlaceKind::Box,
            _ => PlaceKind::Screen,
        }
    }

    /// Whether the screen below stays visible around it.
    pub(super) fn is_box(&self) -> bool {
        matches!(
            self,
            Self::Note
                | Self::Evidence
                | Self::Leave(_)
                | Self::Seven(_)
                | Self::Comment(_)
                | Self::Menu(_)
                | Self::Reason(_)
                | Self::Correct(_)
                | Self::GoTo(_)
                | Self::Shift(_)
                | Self::DutyForm(_)
                | Self::WatchForm(_)
                | Self::Held(_)
                | Self::Again(_)
        )
    }

    /// Whether it tells of the incident rather than of what comes before one.
    pub(super) fn is_about_incident(&self) -> bool {
        matches!(
            self,
            Self::Summary(_)
                | Self::Outline(_)
                | Self::Log(_)
                | Self::Board(_)
                | Self::LawCard(_)
                | Self::Limits(_)
                | Self::Brief(_)
                | Self::Roles(_)
                | Self::Tracks(_)
        )
    }

    pub(super) fn screen<'s>(&'s self, kept: &'s Kept) -> &'s dyn Screen {
        match self {
            Self::Picker(screen) => screen.as_ref(),
            Self::Triage(screen) => screen.as_ref(),
            Self::Start(screen) => screen.as_ref(),
            Self::Step(screen) => screen.as_ref(),
            Self::Resume(screen) => screen.as_ref(),
            Self::Closing(screen) => screen.as_ref(),
            Self::Summary(screen) => screen.as_ref(),
            Self::Outline(screen) => screen.as_ref(),
            Self::Log(screen) => screen.as_ref(),
            Self::Alarm(screen) => screen.as_ref(),
            Self::Board(screen) => screen.as_ref(),
            Self::LawCard(screen) => screen.as_ref(),
            Self::DutyForm(screen) => screen.as_ref(),
            Self::Limits(screen) => screen.as_ref(),
            Self::WatchForm(screen) => screen.as_ref(),
            Self::Held(screen) => screen.as_ref(),
            Self::Again(screen) => screen.as_ref(),
            Self::Cards(screen) => screen.as_ref(),
            Self::Reader(screen) => screen.as_ref(),
            Self::Calls(screen) => screen.as_ref(),
            Self::Facts(screen) => screen.as_ref(),
            Self::Brief(screen) => screen.as_ref(),
            Self::Roles(screen) => screen.as_ref(),
            Self::Tracks(screen) => screen.as_ref(),
            Self::Reason(screen) => screen.as_ref(),
            Self::SignOff(screen) => screen.as_ref(),
            Self::Shift(screen) => screen.as_ref(),
            Self::Correct(screen) => screen.as_ref(),
            Self::GoTo(screen) => screen.as_ref(),
            Self::Menu(screen) => screen.as_ref(),
            Self::Help(screen) => screen.as_ref(),
            Self::Leave(screen) => screen,
            Self::Seven(screen) => screen,
            Self::Comment(screen) => screen.as_ref(),
            Self::Note => &kept.note,
            Self::Evidence => &kept.evidence,
        }
    }

    pub(super) fn screen_mut<'s>(&'s mut self, kept: &'s mut Kept) -> &'s mut dyn Screen {
        match self {
            Self::Picker(screen) => screen.as_mut(),
            Self::Triage(screen) => screen.as_mut(),
            Self::Start(screen) => screen.as_mut(),
            Self::Step(screen) => screen.as_mut(),
            Self::Resume(screen) => screen.as_mut(),
            Self::Closing(screen) => screen.as_mut(),
            Self::Summary(screen) => screen.as_mut(),
            Self::Outline(screen) => screen.as_mut(),
            Self::Log(screen) => screen.as_mut(),
            Self::Alarm(screen) => screen.as_mut(),
            Self::Board(screen) => screen.as_mut(),
            Self::LawCard(screen) => screen.as_mut(),
            Self::DutyForm(screen) => screen.as_mut(),
            Self::Limits(screen) => screen.as_mut(),
            Self::WatchForm(screen) => screen.as_mut(),
            Self::Held(screen) => screen.as_mut(),
            Self::Again(screen) => screen.as_mut(),
            Self::Cards(screen) => screen.as_mut(),
            Self::Reader(screen) => screen.as_mut(),
            Self::Calls(screen) => screen.as_mut(),
            Self::Facts(screen) => screen.as_mut(),
            Self::Brief(screen) => screen.as_mut(),
            Self::Roles(screen) => screen.as_mut(),
            Self::Tracks(screen) => screen.as_mut(),
            Self::Reason(screen) => screen.as_mut(),
            Self::SignOff(screen) => screen.as_mut(),
            Self::Shift(screen) => screen.as_mut(),
            Self::Correct(screen) => screen.as_mut(),
            Self::GoTo(screen) => screen.as_mut(),
            Self::Menu(screen) => screen.as_mut(),
            Self::Help(screen) => screen.as_mut(),
            Self::Leave(screen) => screen,
            Self::Seven(screen) => screen,
            Self::Comment(screen) => screen.as_mut(),
            Self::Note => &mut kept.note,
            Self::Evidence => &mut kept.evidence,
        }
    }
}
