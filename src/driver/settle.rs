//! What a person chose on the screen: it works at once, and is kept for the next launch.

use super::job::Job;
use super::tui::Play;
use crate::i18n::{Catalogue, fill};
use crate::ports::Failure;
use crate::tui::settings::Setting;

impl Play<'_> {
    pub(super) fn settle(&mut self, setting: Setting) {
        let words = &Catalogue::of(self.app.lang()).remap;
        let said = match setting {
            Setting::Keyboard(family) => {
                self.stage.keyboard.become_one_of(family);
                fill(&words.keyboard_now, &[("name", family.name(words))])
            }
            Setting::Mouse(is_on) => {
                self.stage.curtain.mouse(is_on);
                self.stage.mouse = Some(is_on);
                if is_on { words.mouse_on.clone() } else { words.mouse_off.clone() }
            }
        };
        let Some(settings) = self.stage.settings.map(|settings| settings.with(setting)) else {
            return self.app.say(fill(&words.setting_not_kept, &[("cause", "settings.yaml")]));
        };
        self.app.say(said);
        self.stage.settings = Some(settings);
        self.job(Job::KeepSettings(settings.text()));
    }

    /// The disk took the settings, or not.
    pub(super) fn settled(&mut self, kept: Result<(), Failure>) {
        if let Err(failure) = kept {
            let words = &Catalogue::of(self.app.lang()).remap;
            self.app.say(fill(&words.setting_not_kept, &[("cause", &failure.cause)]));
        }
    }
}
