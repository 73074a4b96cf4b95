//! The keys that every screen shares, as the footer may add them and the menu offers them.

use super::app::{App, takes_notes};
use super::intent::{Intent, Mode};
use super::keymap;
use super::place::{Place, PlaceKind};
use super::screen::Live;
use super::screen::menu::Below;
use super::view::View;
use crate::domain::state::{Status, WaitCause};
use crate::domain::time::Remaining;

impl App {
    /// Keys that work here although the screen itself does not name them; none where only the
    /// screen's own answers count (R126).
    #[must_use]
    pub fn shared_keys(&self, view: &View) -> Vec<Live> {
        let is_closed_off =
            matches!(self.stack.last(), None | Some(Place::Leave(_) | Place::Help(_)));
        if is_closed_off {
            return Vec::new();
        }
        let words = &view.words.screen;
        let has_incident = view.session.state().opened.is_some();
        let can_note = takes_notes(view) && self.kind() != Some(PlaceKind::Note);
        let is_menu = matches!(self.stack.last(), Some(Place::Menu(_)));
        let all = [
            (Intent::Help, &words.step.key_help, true),
            (Intent::Note, &words.step.key_note, can_note),
            (Intent::Menu, &words.step.key_menu, !is_menu),
            (Intent::Log, &words.told.key_log, has_incident),
            (Intent::Outline, &words.step.key_all, has_incident),
            (Intent::Clocks, &words.board.key_clocks, has_incident),
            (Intent::Calls, &words.step.key_contacts, true),
            (Intent::Quit, &words.picker.key_quit, true),
        ];
        let own = self.keys(view);
        let mode = self.mode();
        let is_own = |intent: &Intent| own.iter().any(|live| live.intents.contains(intent));
        let has_key =
            |intent: Intent| mode == Mode::Command || keymap::function_of(intent).is_some();
        all.into_iter()
            .filter(|(intent, _, works)| *works && has_key(*intent) && !is_own(intent))
            .map(|(intent, does, _)| Live::key(intent, does))
            .collect()
    }

    /// What the menu may offer of the screen that it opens over (R128).
    pub(super) fn below_menu(&self, view: &View) -> Below {
        let keys = self.keys(view).into_iter().flat_map(|live| live.intents);
        let waits = self.kind() == Some(PlaceKind::Step) && self.waits_here(view);
        Below { intents: keys.collect(), waits }
    }

    fn waits_here(&self, view: &View) -> bool {
        let state = view.session.state();
        let now = &view.now.moment;
        let Some((run, index)) = self.here().and_then(|here| state.find(&here)) else {
            return false;
        };
        let is_wait = run.get(index).is_some_and(|(.., known)| {
            matches!(known.status, Status::Waiting { cause: WaitCause::Step, .. })
        });
        let is_current = run.current(now) == Some(index);
        is_wait && is_current && matches!(run.remaining(index, now), Some(Remaining::Left(_)))
    }
}
