//! The words of findings, people and clocks in the answer of `verify`.

use std::collections::BTreeSet;

use crate::audit::Digest;
use crate::audit::clockwork::ClockFacts;
use crate::audit::finding::{Finding, FindingKind, Source};
use crate::audit::sshsig::fingerprint;
use crate::audit::testimony::Testimony;
use crate::diagnostics::escape;
use crate::domain::time::Span;
use crate::i18n::fill;
use crate::i18n::verify::{Advices, FindingTexts, Verify};

/// Longest word from outside that is shown whole.
const WORD_MAX: usize = 48;

/// Most names in one sentence.
const NAMES_MAX: usize = 12;

/// One finding in words.
#[must_use]
pub fn finding(t: &Verify, finding: &Finding) -> String {
    let text = template(&t.finding, &finding.kind);
    let facts = facts(&finding.kind).into_iter().map(|(name, value)| (name, shortened(value)));
    let mut facts: Vec<_> = facts.collect();
    if let Some(source) = source_of(&finding.kind) {
        facts.retain(|(name, _)| *name != "source");
        facts.push(("source", said_by(t, source)));
    }
    let facts: Vec<_> = facts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let text = fill(text, &facts);
    match finding.line {
        None => text,
        Some(line) => fill(&t.in_line, &[("n", &line.to_string()), ("text", &text)]),
    }
}

/// What to do about it; none where the fault that it comes from says it.
#[must_use]
pub fn advice<'t>(t: &'t Advices, kind: &FindingKind) -> Option<&'t str> {
    Some(match kind {
        FindingKind::ClaimUnknown { .. }
        | FindingKind::ClaimElsewhere { .. }
        | FindingKind::LostTail { source: Source::Given(_), .. }
        | FindingKind::Rewritten { source: Source::Given(_) } => &t.given,
        FindingKind::LostTail { .. }
        | FindingKind::Rewritten { .. }
        | FindingKind::Contradicts { .. }
        | FindingKind::PutBack { .. }
        | FindingKind::SupersededOther
        | FindingKind::Rollback { .. }
        | FindingKind::Fork { .. }
        | FindingKind::LogMissing { .. } => &t.copies,
        FindingKind::SealWrong
        | FindingKind::SealMoved
        | FindingKind::SealOtherKey
        | FindingKind::SealMissing
        | FindingKind::DeviceKeyOther
        | FindingKind::ActorSwapped { .. }
        | FindingKind::ActorOtherKey { .. }
        | FindingKind::ActorReplayed { .. }
        | FindingKind::KeyNowhere { .. }
        | FindingKind::SignersOther { .. } => &t.keys,
        FindingKind::ActorUnknown { .. } | FindingKind::ActorSecondKey { .. } => &t.person,
        FindingKind::SignatureUnchecked { .. } => &t.signature,
        FindingKind::LogNotGiven { .. } => &t.part,
        FindingKind::AttachmentChanged { .. }
        | FindingKind::AttachmentMissing { .. }
        | FindingKind::CutOffChanged { .. } => &t.evidence,
        FindingKind::AttachmentUnknown { .. }
        | FindingKind::LogUnknown { .. }
        | FindingKind::IncidentOther { .. } => &t.stranger,
        FindingKind::AttachmentUnjudged { .. }
        | FindingKind::SignersUnjudged { .. }
        | FindingKind::HeadUnjudged { .. } => return None,
    })
}

/// A page is 80 columns wide, and nobody reads long words; `--json` has them all. A piece of
/// evidence is looked for by its digest, which therefore stands there whole.
fn shortened(text: String) -> String {
    let is_digest = Digest::parse(&text).is_some();
    if text.chars().count() <= WORD_MAX || text.contains(' ') || is_digest {
        return text;
    }
    text.chars().take(WORD_MAX - 1).chain(['…']).collect()
}

/// Who says it, where that is told in words.
const fn source_of(kind: &FindingKind) -> Option<&Source> {
    match kind {
        FindingKind::LostTail { source, .. }
        | FindingKind::HeadUnjudged { source, .. }
        | FindingKind::Rewritten { source } => Some(source),
        _ => None,
    }
}

fn said_by(t: &Verify, source: &Source) -> String {
    match source {
        Source::Other { log, line } => {
            let log = shortened(escape::shown(log));
            fill(&t.source_other, &[("n", &line.to_string()), ("log", &log)])
        }
        Source::Own(line) => fill(&t.source_own, &[("n", &line.to_string())]),
        Source::Mark => t.source_mark.clone(),
        Source::Given(given) => {
            fill(&t.source_given, &[("given", &shortened(escape::shown(given)))])
        }
    }
}

/// The same for a program.
fn source_facts(source: &Source) -> Vec<(&'static str, String)> {
    let (word, mut more) = match source {
        Source::Other { log, line } => {
            ("line", vec![("by", escape::shown(log)), ("by_line", line.to_string())])
        }
        Source::Own(line) => ("own", vec![("by_line", line.to_string())]),
        Source::Mark => ("mark", Vec::new()),
        Source::Given(given) => ("given", vec![("given", escape::shown(given))]),
    };
    more.push(("source", word.to_owned()));
    more
}

fn template<'t>(t: &'t FindingTexts, kind: &FindingKind) -> &'t str {
    match kind {
        FindingKind::SealWrong => &t.seal_wrong,
        FindingKind::SealMoved => &t.seal_moved,
        FindingKind::SealOtherKey => &t.seal_other_key,
        FindingKind::SealMissing => &t.seal_missing,
        FindingKind::DeviceKeyOther => &t.device_key_other,
        FindingKind::ActorSwapped { .. } => &t.actor_swapped,
        FindingKind::ActorSecondKey { .. } => &t.actor_second_key,
        FindingKind::ActorOtherKey { .. } => &t.actor_other_key,
        FindingKind::SignersOther { .. } => &t.signers_other,
        FindingKind::ActorUnknown { .. } => &t.actor_unknown,
        FindingKind::SignatureUnchecked { .. } => &t.signature_unchecked,
        FindingKind::LostTail { source: Source::Other { .. }, .. } => &t.lost_tail_other,
        FindingKind::LostTail { .. } => &t.lost_tail,
        FindingKind::Rewritten { source: Source::Other { .. } } => &t.rewritten_other,
        FindingKind::Rewritten { .. } => &t.rewritten,
        FindingKind::ActorReplayed { .. } => &t.actor_replayed,
        FindingKind::SignersUnjudged { .. } => &t.signers_unjudged,
        FindingKind::KeyNowhere { .. } => &t.key_nowhere,
        FindingKind::HeadUnjudged { .. } => &t.head_unjudged,
        FindingKind::PutBack { .. } => &t.put_back,
        FindingKind::ClaimElsewhere { .. } => &t.claim_elsewhere,
        FindingKind::SupersededOther => &t.superseded_other,
        FindingKind::IncidentOther { .. } => &t.incident_other,
        FindingKind::Contradicts { .. } => &t.contradicts,
        FindingKind::ClaimUnknown { .. } => &t.claim_unknown,
        FindingKind::Rollback { .. } => &t.rollback,
        FindingKind::LogMissing { is_marked: false, .. } => &t.log_missing,
        FindingKind::LogMissing { is_marked: true, .. } => &t.log_missing_mark,
        FindingKind::LogNotGiven { .. } => &t.log_not_given,
        FindingKind::Fork { .. } => &t.fork,
        FindingKind::AttachmentChanged { .. } => &t.attachment_changed,
        FindingKind::AttachmentMissing { .. } => &t.attachment_missing,
        FindingKind::CutOffChanged { .. } => &t.cut_off_changed,
        FindingKind::AttachmentUnknown { .. } => &t.attachment_unknown,
        FindingKind::AttachmentUnjudged { .. } => &t.attachment_unjudged,
        FindingKind::LogUnknown { name } if name.starts_with('.') => &t.log_hidden,
        FindingKind::LogUnknown { .. } => &t.log_unknown,
    }
}

/// The facts of a finding, by the names that its text uses. Texts from outside are made safe.
#[must_use]
pub fn facts(kind: &FindingKind) -> Vec<(&'static str, String)> {
    match kind {
        FindingKind::ActorSwapped { who }
        | FindingKind::ActorSecondKey { who }
        | FindingKind::ActorOtherKey { who }
        | FindingKind::ActorUnknown { who }
        | FindingKind::SignatureUnchecked { who } => vec![("who", who.clone())],
        FindingKind::ActorReplayed { who, seq, first } => {
            vec![("who", who.clone()), ("n", seq.to_string()), ("first", first.to_string())]
        }
        FindingKind::KeyNowhere { key } => vec![("key", key.clone())],
        FindingKind::PutBack { seq } => vec![("n", seq.to_string())],
        FindingKind::ClaimElsewhere { given, seq } => {
            vec![("given", escape::shown(given)), ("n", seq.to_string())]
        }
        FindingKind::IncidentOther { incident } => vec![("incident", incident.clone())],
        FindingKind::LostTail { seq, source } | FindingKind::HeadUnjudged { seq, source } => {
            let mut facts = vec![("n", seq.to_string())];
            facts.extend(source_facts(source));
            facts
        }
        FindingKind::Rewritten { source } => source_facts(source),
        FindingKind::Contradicts { other, seq } => {
            vec![("n", seq.to_string()), ("other", escape::shown(other))]
        }
        FindingKind::SignersOther { who } => vec![("who", escape::shown(who))],
        FindingKind::ClaimUnknown { given } => vec![("given", escape::shown(given))],
        FindingKind::Rollback { missing, other } => {
            vec![("n", missing.to_string()), ("other", escape::shown(other))]
        }
        FindingKind::LogMissing { writer, lines, is_marked } => {
            let source = if *is_marked { "mark" } else { "line" };
            let (writer, lines) = (escape::shown(writer), lines.to_string());
            vec![("writer", writer), ("n", lines), ("source", source.to_owned())]
        }
        FindingKind::LogNotGiven { writer, lines } => {
            vec![("writer", escape::shown(writer)), ("n", lines.to_string())]
        }
        FindingKind::Fork { other } => vec![("other", escape::shown(other))],
        FindingKind::AttachmentChanged { name }
        | FindingKind::AttachmentUnknown { name }
        | FindingKind::CutOffChanged { name }
        | FindingKind::LogUnknown { name } => {
            vec![("name", escape::shown(name))]
        }
        FindingKind::AttachmentUnjudged { count } | FindingKind::SignersUnjudged { count } => {
            vec![("n", count.to_string())]
        }
        FindingKind::AttachmentMissing { sha256 } => vec![("name", escape::shown(sha256))],
        FindingKind::SealWrong
        | FindingKind::SealMoved
        | FindingKind::SealOtherKey
        | FindingKind::SealMissing
        | FindingKind::SupersededOther
        | FindingKind::DeviceKeyOther => Vec::new(),
    }
}

/// Who is proved, and by what.
#[must_use]
pub fn attributed(t: &Verify, testimony: &Testimony, lines: u64) -> String {
    let key = testimony.opened.as_ref().and_then(|opened| opened.key.as_deref());
    let (signed, claimed) = (with_keys(t, testimony), by_claim(t, testimony));
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
    let names = |names: &BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>();
    let compared = &testimony.compared;
    for (template, who) in [
        (&t.attributed_signed, signed),
        (&t.attributed_claimed, claimed),
        (&t.attributed_known, names(&compared.agree)),
        (&t.attributed_unknown, names(&compared.unknown)),
    ] {
        if !who.is_empty() {
            said.push(fill(template, &[("who", &listed(&who))]));
        }
    }
    said.join(" ")
}

/// Who signed on with an own key, and where.
fn with_keys(t: &Verify, testimony: &Testimony) -> Vec<String> {
    let keys = testimony.people.iter().flat_map(|(tag, person)| {
        person.keys.iter().map(move |(key, line)| (tag.to_string(), key, line.to_string()))
    });
    let said = keys.map(|(who, key, n)| {
        let key = fingerprint(key).unwrap_or_default();
        fill(&t.attributed_key, &[("who", &who), ("n", &n), ("key", &key)])
    });
    said.collect()
}

/// Who acted without one; from which line on, where they had one before or later.
fn by_claim(t: &Verify, testimony: &Testimony) -> Vec<String> {
    let people = testimony.people.iter().filter_map(|(tag, person)| {
        let who = tag.to_string();
        match person.claimed_at {
            _ if person.keys.is_empty() => Some(who),
            Some(n) => Some(fill(&t.attributed_from, &[("who", &who), ("n", &n.to_string())])),
            None => None,
        }
    });
    people.collect()
}

fn listed(names: &[String]) -> String {
    let mut shown: Vec<_> = names.iter().take(NAMES_MAX).cloned().collect();
    if names.len() > NAMES_MAX {
        shown.push(format!("+{}", names.len() - NAMES_MAX));
    }
    shown.join(", ")
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
        let (n, all) = (line.to_string(), clock.odd_years.to_string());
        said.push(fill(&t.clock_odd, &[("n", &n), ("all", &all)]));
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
