//! The loop of both fronts: keys or lines, signals, deadlines and answers of the disk, one at a
//! time.
//!
//! The only place with async. Everything that happens goes through `Session::handle` or the
//! interface's own model; this file only carries it to and fro.

use std::collections::VecDeque;
use std::time::Duration;

use super::draft::Drafts;
use super::follow::{Followed, Knocking, is_silent};
use super::front::{Front, Gone, Paint};
use super::inline::LoadError;
use super::job::{Done, Job};
use super::leave::{LAST_WORD, Marking};
use super::recall::Recalled;
use super::sign::Signing;
use super::stage::{Left, News, Stage, Typed, is_suspend};
use super::take::Taking;
use crate::domain::event::LeaveReason;
use crate::domain::ids::IncidentId;
use crate::domain::time::{Moment, Now, Span};
use crate::session::{Input, Seed, Session, Ticket};
use crate::tui::app::App;
use crate::tui::request::StartOrder;
use crate::tui::screen::on_paper;
use crate::tui::screen::parting::parting;
use crate::tui::view::View;
use crossterm::event::Event;

/// How often somebody who waits for the disk is thought of.
const OWED_LOOK: Span = Span::from_ms(250);

pub(super) struct Play<'s> {
    pub(super) stage: Stage<'s>,
    pub(super) session: Session,
    pub(super) app: App,
    pub(super) tickets: u64,
    /// The order of the app that is being saved.
    pub(super) in_flight: Option<Ticket>,
    pub(super) leaving: Option<LeaveReason>,
    pub(super) is_over: bool,
    pub(super) paint: Paint,
    pub(super) start: Option<(StartOrder, Vec<IncidentId>)>,
    /// The incident whose log is being opened: one question to the disk at a time.
    pub(super) opening: Option<IncidentId>,
    /// An incident that was busy a moment ago.
    pub(super) knocking: Option<Knocking>,
    /// The incident that another process writes.
    pub(super) followed: Option<Followed>,
    pub(super) left_at: Option<Moment>,
    /// The disk still keeps how far the log has come.
    pub(super) marking: Marking,
    /// The piece of evidence on its way in.
    pub(super) taking: Taking,
    /// What waits for a key.
    pub(super) signing: Option<Signing>,
    /// What is typed and not recorded.
    pub(super) drafts: Drafts,
    /// What was read again last, for what was on the screen.
    pub(super) recalled: Recalled,
    /// Lines that wait for the disk's answer to the one before.
    pub(super) typed: VecDeque<(Typed, Now)>,
    /// Since when the disk owes an answer.
    pub(super) owed_since: Option<Moment>,
    /// The terminal takes nothing any more.
    is_gone: bool,
    /// The disk's thread ended by a fault of ours.
    is_broken: bool,
}

/// Runs a front until the person leaves.
pub async fn run<F: Front>(
    front: &mut F,
    stage: Stage<'_>,
    app: App,
    open: Option<IncidentId>,
) -> Left {
    let session = Session::new(stage.read).under(stage.law.clone());
    let mut play = Play {
        stage,
        session,
        app,
        tickets: 0,
        in_flight: None,
        leaving: None,
        is_over: false,
        paint: Paint::Changes,
        start: None,
        opening: None,
        knocking: None,
        followed: None,
        left_at: None,
        marking: Marking::Done,
        taking: Taking::Nothing,
        signing: None,
        drafts: Drafts::default(),
        recalled: Recalled::default(),
        typed: VecDeque::new(),
        owed_since: None,
        is_gone: false,
        is_broken: false,
    };
    if let Some(incident) = open {
        play.open(incident);
    }
    while !play.is_over || play.marking == Marking::Asked || play.owes_draft() {
        let waits = play.waits(front.patience());
        let is_shown = play.paint != Paint::Nothing && !play.is_gone && !play.is_over && !waits;
        if is_shown && play.show(front).is_err() {
            // Nothing is shown any more, but what is on its way to the disk still arrives.
            play.is_gone = true;
            play.leave(LeaveReason::ConnectionLost);
            continue;
        }
        if play.hear(front, waits) {
            continue;
        }
        let pause = play.pause();
        match tokio::time::timeout(pause, play.stage.news.recv()).await {
            Ok(Some(news)) => {
                play.take(news);
                play.look_at_draft(false);
            }
            Ok(None) => play.stop(),
            Err(_) => play.wake(),
        }
        let bell = play.with_view(App::ring);
        play.grant(bell);
    }
    let reason = play.leaving.unwrap_or(LeaveReason::Quit);
    let (lang, is_broken) = (play.app.lang(), play.is_broken);
    let unsaved = play.with_view(|_, view| on_paper::unsaved(view));
    let drafts = play.lost_drafts();
    let parting = play.with_view(|_, view| parting(view));
    let moved_to = play.stage.store.moved_to().map(std::path::Path::to_owned);
    Left { session: play.session, unsaved, moved_to, drafts, parting, reason, lang, is_broken }
}

impl Play<'_> {
    pub(super) fn now(&self) -> Now {
        self.stage.clock.now()
    }

    pub(super) fn with_view<T>(&mut self, act: impl FnOnce(&mut App, &View<'_>) -> T) -> T {
        let now = self.now();
        self.with_view_at(now, act)
    }

    pub(super) fn with_view_at<T>(
        &mut self,
        now: Now,
        act: impl FnOnce(&mut App, &View<'_>) -> T,
    ) -> T {
        let view = self.stage.view(&self.session, now, self.app.lang());
        act(&mut self.app, &view)
    }

    fn show<F: Front>(&mut self, front: &mut F) -> Result<(), Gone> {
        let paint = std::mem::replace(&mut self.paint, Paint::Nothing);
        let size = self.stage.curtain.size();
        self.with_view(|app, view| front.show(app, view, paint, size))?;
        self.look_back();
        Ok(())
    }

    /// How long nothing has to happen by itself.
    fn pause(&mut self) -> Duration {
        let now = self.now();
        if let Some(left_at) = self.left_at {
            let gone = left_at.elapsed_until(&now.moment);
            return Duration::from_millis(LAST_WORD.minus(gone).ms());
        }
        let to_next_minute = Span::from_ms(
            60_000 - u64::try_from(now.moment.wall.ms().rem_euclid(60_000)).unwrap_or(0),
        );
        let due = self.session.next_wake(&now);
        let shown = self.with_view(|app, view| app.next_wake(view));
        let inside = [Some(to_next_minute), due, shown];
        let waits = self.owed_since.map(|_| OWED_LOOK);
        let looks = [self.look_due_in(&now), self.knock_due_in(&now)];
        let outside = [self.draft_due_in(&now), waits].into_iter().chain(looks);
        let first = inside.into_iter().chain(outside).flatten().min();
        Duration::from_millis(first.map_or(1_000, |span| span.ms().clamp(20, 60_000)))
    }

    fn wake(&mut self) {
        if self.leaving.is_some() {
            // The last record could not be written in time; the log is whole without it.
            return self.stop();
        }
        if self.draft_due_in(&self.now()) == Some(Span::ZERO) {
            return self.look_at_draft(false);
        }
        if self.knock_due_in(&self.now()) == Some(Span::ZERO) {
            return self.knock();
        }
        if self.look_due_in(&self.now()) == Some(Span::ZERO) {
            return self.look_along();
        }
        self.stage.store.battery = self.stage.curtain.battery();
        if self.session.state().opened.is_some() {
            // How much room is left.
            self.job(Job::Media);
        }
        self.paint = self.paint.max(Paint::Changes);
        if let Ok(seed) = self.stage.ids.random_128() {
            let now = self.now();
            let effects = self.session.handle(Input::Wake { seed: Seed(seed) }, &now);
            self.perform(effects);
        }
    }

    fn take(&mut self, news: News) {
        let before = self.paint;
        self.paint = before.max(Paint::Changes);
        match news {
            // Leaving was decided: only the disk still has something to say.
            News::Terminal(..) | News::Typed(..) | News::Stop(_) if self.left_at.is_some() => {
                self.paint = before;
            }
            News::Typed(typed, at) => self.typed.push_back((typed, at)),
            News::Terminal(Event::Key(key), _) if is_suspend(&key) => {
                self.stage.curtain.suspend();
                self.paint = Paint::All;
            }
            News::Terminal(Event::Key(key), at) => {
                let requests = self.with_view_at(at, |app, view| app.key(key, view));
                self.grant(requests);
            }
            News::Terminal(Event::Paste(text), at) => {
                let requests = self.with_view_at(at, |app, view| app.paste(&text, view));
                self.grant(requests);
            }
            News::Terminal(Event::Mouse(event), at) if self.stage.mouse == Some(true) => {
                self.with_view_at(at, |app, view| app.mouse(event, view));
            }
            News::Terminal(Event::Resize(..), _) | News::Continued => self.paint = Paint::All,
            News::Terminal(..) => self.paint = before,
            News::Stop(reason) => self.leave(reason),
            News::Done(done) => {
                // Nothing of it shows, and a serial line is narrow.
                if is_silent(&done) {
                    self.paint = before;
                }
                self.answered(done);
            }
            News::DiskGone => {
                self.is_broken = true;
                self.stop();
            }
        }
    }

    pub(super) fn answer(&mut self, done: Done) {
        let now = self.now();
        let input = match done {
            Done::Saved(Ok(changes)) => {
                self.media_changed(changes, &now);
                Input::Appended
            }
            Done::Saved(Err(failure)) => {
                if self.name_was_taken(&failure) {
                    return;
                }
                self.job(Job::Media);
                Input::AppendFailed(failure)
            }
            Done::Reopened(Ok(end)) => {
                self.job(Job::Media);
                Input::Reopened(end)
            }
            Done::Reopened(Err(failure)) => {
                self.job(Job::Media);
                Input::ReopenFailed(failure)
            }
            Done::Mended(changes) => {
                if !changes.is_empty() {
                    self.job(Job::Media);
                }
                Input::Mended(changes)
            }
            Done::MarkKept => {
                self.marking = Marking::Done;
                return;
            }
            Done::Recalled(lines) => Input::Recalled(lines),
            Done::DraftKept(is_kept) => return self.draft_kept(is_kept),
            Done::Unlocked(result) => return self.unlocked(*result),
            Done::Copied(kept) => return self.copied(&kept),
            Done::Comments(incident, found) => return self.comments(incident, found),
            Done::CommentKept(entry, kept) => return self.comment_kept(entry, kept),
            Done::SettingsKept(kept) => return self.settled(kept),
            Done::Added(added) => return self.added(added),
            Done::Media(media) => return self.media_are(media),
            Done::Opened(incident, result) => return self.opened(&incident, *result),
            Done::Busy(incident, pid, found) => return self.busy(incident, pid, *found),
            Done::NotWritable(incident, failure, found) => {
                return self.not_writable(incident, &failure, *found);
            }
            Done::Followed(incident, found, is_held) => {
                return self.looked_along(&incident, *found, is_held);
            }
            Done::Attaching(bytes, intake) => return self.attaching(bytes, intake),
            Done::Attached(result) => return self.attached(result),
            Done::Surveyed(incidents, trials) => {
                self.stage.incidents = incidents;
                self.stage.store.trials = trials;
                return;
            }
        };
        let effects = self.session.handle(input, &now);
        self.perform(effects);
    }

    /// Shows the incident that was asked for, or why it cannot be opened.
    fn opened(
        &mut self,
        incident: &IncidentId,
        result: Result<(Session, Option<String>), LoadError>,
    ) {
        if self.opening.take_if(|asked| asked == incident).is_none() {
            return;
        }
        match result {
            Ok((session, draft)) => {
                (self.followed, self.knocking) = (None, None);
                self.session = session;
                self.restore_draft(draft);
                self.look_for_comments();
                self.with_view(App::opened);
            }
            Err(error) => self.with_view(|app, view| {
                app.open_failed(super::refusal::words(incident, &error, view.words));
            }),
        }
    }
}
