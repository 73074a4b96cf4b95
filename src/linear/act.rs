//! What a line does: presses, one after the other, and texts in the place of what a field holds.

use super::front::LINE_CHARS_MAX;
use super::heard::Heard;
use crate::tui::app::App;
use crate::tui::intent::{Intent, Mode};
use crate::tui::request::Request;
use crate::tui::view::View;

/// Whether the line may lead to a record.
pub(super) fn may_write(heard: &Heard) -> bool {
    matches!(heard, Heard::Answer(_) | Heard::Command(Intent::Enter))
}

pub(super) fn press(app: &mut App, presses: &[Intent], view: &View) -> Vec<Request> {
    presses.iter().flat_map(|intent| app.press(*intent, view)).collect()
}

/// The keys that empty a field.
pub(super) fn emptying(held: &str) -> Vec<Intent> {
    if held.is_empty() {
        return Vec::new();
    }
    let back = std::iter::repeat_n(Intent::Backspace, held.chars().count());
    std::iter::once(Intent::End).chain(back).collect()
}

/// Types words into a list's field, in the place of those that stand there.
pub(super) fn search(app: &mut App, text: &str, view: &View) -> Vec<Request> {
    let mut requests = Vec::new();
    if app.typing() != Mode::Filter {
        return requests;
    }
    requests.extend(press(app, &[Intent::End], view));
    let back = std::iter::repeat_n(Intent::Backspace, LINE_CHARS_MAX.min(256));
    requests.extend(press(app, &back.collect::<Vec<_>>(), view));
    for c in text.chars().filter(|c| !c.is_control()) {
        let intent = if c == ' ' { Intent::Space } else { Intent::Type(c) };
        requests.extend(app.press(intent, view));
    }
    requests
}
