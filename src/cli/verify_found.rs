//! The words of findings, people and clocks in the answer of `verify`.

use crate::audit::clockwork::ClockFacts;
use crate::audit::finding::{Finding, FindingKind};
use crate::audit::sshsig::fingerprint;
use crate::audit::testimony::Testimony;
use crate::diagnostics::escape;
use crate::domain::time::Span;
use crate::i18n::fill;
use crate::i18n::verify::{FindingTexts, Verify};

/// Longest word from outside that is shown whole.
const WORD_MAX: usize = 48;

/// Most names in one sentence.
const NAMES_MAX: usize = 12;

/// One finding in words.
#[must_use]
pub fn finding(t: &Verify, finding: &Finding) -> String {
    let text = template(&t.finding, &finding.kind);
    let facts = facts(&finding.kind).into_iter().map(|(name, value)| (name, shortened(value)));
    let facts: Vec<_> = facts.collect();
    let facts: Vec<_> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let text = fill(text, &facts);
    match finding.line {
        None => text,
        Some(line) => fill(&t.in_line, &[("n", &line.to_string()), ("text", &text)]),
    }
}

/// A page is 80 columns wide, and nobody reads 64 digits; `--json` has them all.
fn shortened(text: String) -> String {
    if text.chars().count() <= WORD_MAX || text.contains(' ') {
        return text;
    }
    text.chars().take(WORD_MAX - 1).chain(['…']).collect()
}

fn template<'t>(t: &'t FindingTexts, kind: &FindingKind) -> &'t str {
    match kind {
        FindingKind::SealWrong => &t.seal_wrong,
        FindingKind::SealMoved => &t.seal_moved,
        FindingKind::SealOtherKey => &t.seal_other_key,
        FindingKind::SealMissing => &t.seal_missing,
        FindingKind::DeviceKeyOther => &t.device_key_other,
        FindingKind::ActorSwapped { .. } => &t.actor_swapped,
        FindingKind::ActorOtherKey { .. } => &t.actor_other_key,
        FindingKind::SignersOther { .. } => &t.signers_other,
        FindingKind::ActorUnknown { .. } => &t.actor_unknown,
        FindingKind::SignatureUnchecked { .. } => &t.signature_unchecked,
        FindingKind::LostTail { .. } => &t.lost_tail,
        FindingKind::Rewritten => &t.rewritten,
        FindingKind::ClaimUnknown { .. } => &t.claim_unknown,
        FindingKind::Rollback { .. } => &t.rollback,
        FindingKind::Fork { .. } => &t.fork,
        FindingKind::AttachmentChanged { .. } => &t.attachment_changed,
        FindingKind::AttachmentMissing { .. } => &t.attachment_missing,
        FindingKind::AttachmentUnknown { .. } => &t.attachment_unknown,
        FindingKind::LogUnknown { name } if name.starts_with('.') => &t.log_hidden,
        FindingKind::LogUnknown { .. } => &t.log_unknown,
    }
}

/// The facts of a finding, by the names that its text uses. Texts from outside are made safe.
#[must_use]
pub fn facts(kind: &FindingKind) -> Vec<(&'static str, String)> {
    match kind {
        FindingKind::ActorSwapped { who }
        | FindingKind::ActorOtherKey { who }
        | FindingKind::ActorUnknown { who }
        | FindingKind::SignatureUnchecked { who } => vec![("who", who.clone())],
        FindingKind::LostTail { seq } => vec![("n", seq.to_string())],
        FindingKind::SignersOther { who } => vec![("who", escape::shown(who))],
        FindingKind::ClaimUnknown { given } => vec![("given", escape::shown(given))],
        FindingKind::Rollback { missing, other } => {
            vec![("n", missing.to_string()), ("other", escape::shown(other))]
        }
        FindingKind::Fork { other } => vec![("other", escape::shown(other))],
        FindingKind::AttachmentChanged { name }
        | FindingKind::AttachmentUnknown { name }
        | FindingKind::LogUnknown { name } => {
            vec![("name", escape::shown(name))]
        }
        FindingKind::AttachmentMissing { sha256 } => vec![("name", escape::shown(sha256))],
        FindingKind::SealWrong
        | FindingKind::SealMoved
        | FindingKind::SealOtherKey
        | FindingKind::SealMissing
        | FindingKind::DeviceKeyOther
        | FindingKind::Rewritten => Vec::new(),
    }
}

/// Who is proved, and by what.
#[must_use]
pub fn attributed(t: &Verify, testimony: &Testimony, lines: u64) -> String {
    let key = testimony.opened.as_ref().and_then(|opened| opened.key.as_deref());
    let (signed, claimed): (Vec<_>, Vec<_>) =
        testimony.people.iter().partition(|(_, person)| person.signed_at.is_some());
    if testimony.seals == 0 && signed.is_empty() {
        return t.attributed.clone();
    }
    let mut said = Vec::new();
    if let Some(key) = key.filter(|_| testimony.seals > 0) {
        let key = fingerprint(key).unwrap_or_default();
        let (n, seals) = (testimony.sealed_to.to_string(), testimony.seals.to_string());
        said.push(fill(&t.attributed_seals, &[("n", &n), ("seals", &seals), ("key", &key)]));
        // The seal's own line is covered by the next one.
        let after = lines.saturating_sub(testimony.sealed_to + 1);
        if after > 0 {
            said.push(fill(&t.attributed_after, &[("n", &after.to_string())]));
        }
    }
    for (template, people) in [(&t.attributed_signed, signed), (&t.attributed_claimed, claimed)] {
        if !people.is_empty() {
            let names = people.iter().take(NAMES_MAX).map(|(tag, _)| tag.to_string());
            let mut names: Vec<_> = names.collect();
            if people.len() > NAMES_MAX {
                names.push(format!("+{}", people.len() - NAMES_MAX));
            }
            said.push(fill(template, &[("who", &names.join(", "))]));
        }
    }
    said.join(" ")
}

/// What the clock did, a sentence each.
#[must_use]
pub fn clock(t: &Verify, clock: &ClockFacts) -> String {
    let mut said = vec![t.clock.clone()];
    if clock.checks.is_empty() {
        said.push(t.clock_never.clone());
    }
    for check in &clock.checks {
        let template = if check.by_ms < 0 { &t.clock_check_behind } else { &t.clock_check };
        let by = span(check.by_ms.unsigned_abs());
        said.push(fill(template, &[("n", &check.line.to_string()), ("by", &by)]));
    }
    for step in &clock.steps {
        let (n, before) = (step.line.to_string(), (step.line - 1).to_string());
        let sign = if step.by_ms < 0 { "-" } else { "+" };
        let by = format!("{sign}{}", span(step.by_ms.unsigned_abs()));
        said.push(fill(&t.clock_step, &[("before", &before), ("n", &n), ("by", &by)]));
    }
    let more = clock.step_count.saturating_sub(clock.steps.len() as u64);
    if more > 0 {
        said.push(fill(&t.clock_more, &[("n", &more.to_string())]));
    }
    for step in &clock.backwards {
        let by = span(step.by_ms.unsigned_abs());
        said.push(fill(&t.clock_back, &[("n", &step.line.to_string()), ("by", &by)]));
    }
    if let Some(line) = clock.odd_year {
        said.push(fill(&t.clock_odd, &[("n", &line.to_string())]));
    }
    if clock.late > 0 {
        let by = span(clock.late_by.ms());
        said.push(fill(&t.clock_late, &[("n", &clock.late.to_string()), ("by", &by)]));
    }
    said.join(" ")
}

/// Hours, minutes and seconds; days only where there are some.
fn span(ms: u64) -> String {
    let s = Span::from_ms(ms).ms() / 1_000;
    let (days, hours, minutes) = (s / 86_400, s / 3_600 % 24, s / 60 % 60);
    let clock = format!("{hours}:{minutes:02}:{:02}", s % 60);
    if days > 0 { format!("{days} d {clock}") } else { clock }
}
