//! A form that is half written, in words.

use super::told::step_name;
use crate::i18n::fill;
use crate::tui::draft::{Drafts, FormKind, FormName};
use crate::tui::fact;
use crate::tui::view::View;

/// So much of a half-written text is shown: enough to know it again.
const DRAFT_CHARS_MAX: usize = 28;

/// A form that is half written, with its first words, who typed them and when.
#[must_use]
pub fn signed(view: &View, drafts: &Drafts, (form, text): (&FormName, &str)) -> String {
    let line = draft(view, form, text);
    let Some(stamp) = drafts.stamp(form) else { return line };
    let time = fact::when(stamp.at, view);
    let facts = [("who", stamp.who.as_str()), ("time", &time), ("line", &line)];
    fill(&view.words.screen.draft.signed, &facts)
}

/// What kind of form is half written: its name without its words.
#[must_use]
pub fn kind(view: &View, form: &FormName) -> String {
    let named = filled(view, template(view, form), form, "");
    let name = named.split([':', '(']).next().unwrap_or_default();
    name.trim().to_owned()
}

/// Everything that is half written, whole, for copying to paper.
#[must_use]
pub fn whole(view: &View, drafts: &Drafts) -> Vec<String> {
    let line = |(form, texts): (&FormName, &[String])| {
        let texts = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
        let text = texts.collect::<Vec<_>>().join(" | ");
        // That it is kept is what is not so.
        let template = template(view, form).split("   (").next().unwrap_or_default();
        filled(view, template, form, &text)
    };
    drafts.whole().map(line).collect()
}

/// A form that is half written, and its first words.
#[must_use]
pub fn draft(view: &View, form: &FormName, text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).take(DRAFT_CHARS_MAX).collect();
    filled(view, template(view, form), form, &text)
}

fn template<'v>(view: &View<'v>, form: &FormName) -> &'v str {
    let words = &view.words.screen.draft;
    match form.kind {
        FormKind::Note => &words.note,
        FormKind::Evidence => &words.evidence,
        FormKind::Skip => &words.skip,
        FormKind::Postpone => &words.later,
        FormKind::Impossible => &words.cannot,
        FormKind::LeaveOut => &view.words.bundle.draft,
        FormKind::EndWait => &words.end_wait,
        FormKind::Correct => &words.correct,
        FormKind::SignOff => &words.sign_off,
        FormKind::Shift => &words.shift,
        FormKind::HandOver => &words.hand_over,
        FormKind::Closing => &words.closing,
        FormKind::Judge | FormKind::Moment | FormKind::File => &words.duty,
        FormKind::StepDuty => &words.step_duty,
        FormKind::Call => &words.call,
        FormKind::Lift => &view.words.watch.draft_lift,
        FormKind::ClockAdd => &view.words.watch.draft_add,
        FormKind::ClockMove => &view.words.watch.draft_move,
        FormKind::Hold => &view.words.watch.draft_hold,
        FormKind::GoTo => &words.go_to,
        FormKind::Before => &words.before,
        FormKind::Objection => &words.objection,
        FormKind::Comment => &words.comment,
    }
}

fn filled(view: &View, template: &str, form: &FormName, text: &str) -> String {
    let step = form.step();
    let n = step.map(|step| step_name(view.session.state(), &step, view.lang).0);
    fill(template, &[("n", &n.unwrap_or_else(|| "?".to_owned())), ("text", text)])
}
