//! One entry of any laptop in one line: when, whose, who, what. Every text is made safe to print.

use super::history::Entry;
use crate::audit::decode;
use crate::diagnostics::escape;
use crate::domain::act::{Answer, Approval, StepAct};
use crate::domain::event::{Correction, Event, Mode};
use crate::domain::occurrence::Occurrence;
use crate::domain::proof::MediumWord;
use crate::domain::time::UtcOffset;
use crate::domain::watch_event::{Watch, WatchWord};
use crate::i18n::agreement::AgreementWords;
use crate::i18n::history::HistoryWords;
use crate::i18n::{Catalogue, fill};

/// Longest typed text that is shown in a line.
const TEXT_CHARS_MAX: usize = 120;

/// The line for a person. Day and time are the writing laptop's own.
pub(super) fn line(catalogue: &Catalogue, entry: &Entry<'_>, offset: UtcOffset) -> String {
    let words = &catalogue.history;
    let number = format!("{}.{}", escape::shown(entry.log), entry.number);
    let doubt = if entry.is_uncertain { format!("  {}", words.uncertain) } else { String::new() };
    let Ok(decoded) = decode(entry.line) else {
        return format!("{:16}  {number}  -  {}{doubt}", "", words.withheld);
    };
    let record = &decoded.record;
    let (date, time) = (record.at.wall.date(offset), record.at.wall.clock(offset).hms());
    let what = what(words, &catalogue.agreement, &record.event);
    let late = if record.late.is_some() { format!("  {}", words.late) } else { String::new() };
    format!("{date} {time}  {number}  {}  {what}{late}{doubt}", record.who.as_str())
}

/// Whether it is a person's doing, or says what one did: texts of runbooks and seals are not.
pub(super) fn is_telling(line: &[u8]) -> bool {
    let told = decode(line).map(|decoded| decoded.record.event);
    !matches!(told, Ok(Event::RunbookPart(_) | Event::Sealed(_)))
}

/// Who agreed, or why the act was done alone (R54).
pub(super) const fn approval(event: &Event) -> Option<&Approval> {
    match event {
        Event::Step(step) => step.act.approval(),
        _ => None,
    }
}

/// What happened, in words.
fn what(words: &HistoryWords, agreement: &AgreementWords, event: &Event) -> String {
    let text = typed(event).map(|text| shortened(&text)).unwrap_or_default();
    let facts = facts(event);
    let mut facts: Vec<(&str, &str)> =
        facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    facts.push(("text", &text));
    let mut said = fill(words.of(code(event)), &facts);
    if let Some(approval) = approval(event) {
        let agreed = agreement.of(approval, shortened);
        said = format!("{said}, {agreed}");
    }
    if text.is_empty() || words.of(code(event)).contains("{text}") {
        return said;
    }
    format!("{said}: {text}")
}

fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= TEXT_CHARS_MAX {
        return escape::shown(&text);
    }
    escape::shown(&text.chars().take(TEXT_CHARS_MAX - 1).chain(['…']).collect::<String>())
}

/// The facts of an entry that its words name.
fn facts(event: &Event) -> Vec<(&'static str, String)> {
    match event {
        Event::Step(step) => {
            let answer = match &step.act {
                StepAct::Observed { state } => state.to_string(),
                StepAct::Chosen { answer: Answer::Option(option), .. } => option.to_string(),
                StepAct::Chosen { answer: Answer::CannotTell, .. } => "?".to_owned(),
                _ => String::new(),
            };
            let line = match &step.act {
                StepAct::Ticked { line, .. } => line.to_string(),
                _ => String::new(),
            };
            vec![("step", step.step.to_string()), ("answer", answer), ("line", line)]
        }
        Event::DeadlinePassed { step, .. } => vec![("step", step.to_string())],
        Event::SignedOn(person) => vec![("who", person.initials.to_string())],
        Event::SignedOff(person) => vec![("who", person.initials.to_string())],
        Event::LeadPassed(passed) => {
            vec![("who", passed.to.to_string()), ("from", passed.from.to_string())]
        }
        Event::OwnWords(own) => vec![("line", escape::shown(&own.line))],
        Event::TrackHeld(held) => {
            let track = format!("{}/{}", held.run, held.track);
            vec![("who", held.who.to_string()), ("track", track)]
        }
        Event::RunbookPart(part) => {
            vec![("runbook", part.run.to_string()), ("n", part.part.to_string())]
        }
        Event::Corrected { target, .. } => vec![("entry", target.to_string())],
        Event::CustodyMoved(custody) => vec![("entry", custody.evidence.to_string())],
        Event::Forked(fork) => {
            let [one, _] = &fork.heads;
            vec![("writer", one.writer.to_string()), ("n", fork.at.to_string())]
        }
        Event::Witnessed(witness) => {
            let seen =
                |seen: &crate::domain::proof::SeenHead| format!("{}.{}", seen.writer, seen.seq);
            let all: Vec<_> = witness.heads.iter().take(8).map(seen).collect();
            vec![("logs", all.join(", "))]
        }
        Event::Called(call) => {
            let whom = call.role.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
            vec![("role", whom), ("answer", call.outcome.code().to_owned())]
        }
        Event::MomentFixed(fixed) => vec![("moment", fixed.moment.to_string())],
        Event::DutyJudged(judged) => {
            vec![("clock", judged.clock.to_string()), ("answer", judged.verdict.code().to_owned())]
        }
        Event::DutyFiled(filed) => vec![("clock", filed.clock.to_string())],
        Event::DutyPassed(passed) => vec![("clock", passed.clock.to_string())],
        Event::Watch(watch) => watch_facts(watch),
        Event::Silenced(occurrence) => vec![("what", silenced(occurrence))],
        Event::Unknown { code } => vec![("code", escape::shown(code))],
        _ => Vec::new(),
    }
}

/// What was silenced, by the name that the log has for it.
fn silenced(occurrence: &Occurrence) -> String {
    match occurrence {
        Occurrence::Step(step, ..) | Occurrence::Awaited(step) => step.to_string(),
        Occurrence::Added(clock, _) => clock.to_string(),
        Occurrence::Duty(clock, _) => clock.to_string(),
        Occurrence::Relief(who, _) => who.to_string(),
    }
}

fn watch_facts(watch: &Watch) -> Vec<(&'static str, String)> {
    let entry = watch.clock().map(|clock| ("entry", clock.to_string()));
    let others = match watch {
        Watch::Lifted(lifted) => {
            vec![("who", lifted.by.to_string()), ("step", lifted.step.step.to_string())]
        }
        Watch::ClockAdded(added) => vec![("whom", shortened(&added.whom))],
        Watch::Held(held) => vec![("runbook", held.run.to_string())],
        Watch::HoldEnded(ended) => vec![("runbook", ended.run.to_string())],
        Watch::ClockMet(_) | Watch::ClockMoved(_) | Watch::ClockEnded(_) => Vec::new(),
    };
    entry.into_iter().chain(others).collect()
}

/// What a person typed in it, if anything.
pub(super) fn typed(event: &Event) -> Option<String> {
    match event {
        Event::NoteAdded(note) => Some(note.text.clone()),
        Event::EvidenceTaken(evidence) => Some(evidence.item.clone()),
        Event::Corrected { correction: Correction::Text { text }, .. } => Some(text.clone()),
        Event::Corrected { correction: Correction::NotSo { reason }, .. } => reason.clone(),
        Event::Closed(closing) => closing.reason.clone(),
        Event::LeadPassed(passed) => Some(format!("{} / {}", passed.urgent, passed.unclear)),
        Event::OwnWords(own) => Some(own.text.clone()),
        Event::Called(call) => call.said.clone(),
        Event::MomentFixed(fixed) => fixed.reason.clone(),
        Event::DutyJudged(judged) => judged.reason.clone(),
        Event::DutyFiled(filed) => filed.receipt.clone(),
        Event::Watch(watch) => watch.typed().map(str::to_owned),
        Event::CustodyMoved(custody) => Some(format!("{} -> {}", custody.from, custody.to)),
        Event::Step(step) => match &step.act {
            StepAct::Skipped { reason }
            | StepAct::Impossible { reason }
            | StepAct::Postponed { reason, .. } => Some(reason.clone()),
            StepAct::WaitEnded { early_reason } => early_reason.clone(),
            StepAct::Ticked { left_out, .. } => left_out.clone(),
            StepAct::Chosen { objection, .. } => objection.clone(),
            _ => None,
        },
        _ => None,
    }
}

/// The kind of an entry, for choosing its words and for programs.
pub(super) const fn code(event: &Event) -> &'static str {
    match event {
        Event::Opened(facts) => match facts.mode {
            Mode::Real => "open",
            Mode::Exercise => "open-exercise",
        },
        Event::RunbookPart(_) => "runbook",
        Event::SignedOn(_) => "signon",
        Event::SignedOff(_) => "signoff",
        Event::Step(step) => match &step.act {
            StepAct::Done { .. } => "step-done",
            StepAct::Observed { .. } => "step-observed",
            StepAct::Chosen { .. } => "step-chosen",
            StepAct::Skipped { .. } => "step-skipped",
            StepAct::Postponed { .. } => "step-later",
            StepAct::Impossible { .. } => "step-cannot",
            StepAct::WaitStarted => "step-wait",
            StepAct::WaitEnded { .. } => "step-waited",
            StepAct::Rechecked { .. } => "step-rechecked",
            StepAct::Jumped { .. } => "step-jumped",
            StepAct::Ticked { left_out: None, .. } => "step-line",
            StepAct::Ticked { left_out: Some(_), .. } => "step-line-left-out",
        },
        Event::NoteAdded(_) => "note",
        Event::Corrected { .. } => "correct",
        Event::DeadlinePassed { .. } => "deadline",
        Event::ClockStepped { .. } => "clock-moved",
        Event::ClockCompared(_) => "clock-compared",
        Event::EvidenceTaken(evidence) if evidence.is_unexpected => "evidence-unexpected",
        Event::EvidenceTaken(_) => "evidence",
        Event::CustodyMoved(_) => "custody",
        Event::Sealed(_) => "seal",
        Event::Witnessed(_) => "witness",
        Event::Forked(_) => "fork",
        Event::Exported(_) => "export",
        Event::Medium(fault) => match fault.what {
            MediumWord::Lost => "medium-lost",
            MediumWord::Back => "medium-back",
        },
        Event::Resumed(_) => "resume",
        Event::Left { .. } => "leave",
        Event::Recovered(_) => "recover",
        Event::Closed(_) => "close",
        Event::Called(_) => "call",
        Event::Silenced(_) => "alarm-silenced",
        Event::LeadPassed(_) => "lead",
        Event::OwnWords(_) => "own-words",
        Event::TrackHeld(_) => "track",
        Event::MomentFixed(_) => "duty-moment",
        Event::DutyJudged(_) => "duty-judged",
        Event::DutyFiled(_) => "duty-filed",
        Event::DutyPassed(_) => "duty-passed",
        Event::Watch(watch) => match watch.word() {
            WatchWord::Lifted => "limit-lifted",
            WatchWord::ClockAdded => "added-clock",
            WatchWord::ClockMet => "added-clock-met",
            WatchWord::ClockMoved => "added-clock-moved",
            WatchWord::ClockEnded => "added-clock-ended",
            WatchWord::Held => "hold-begun",
            WatchWord::HoldEnded => "hold-ended",
        },
        Event::Unknown { .. } => "unknown",
    }
}
