//! What an import did and found, for a person and for a program.

use serde_json::{Value, json};

use super::exit::Exit;
use super::import::{LogOutcome, Lost, Outcome, Read, Trouble};
use super::import_own::TakenBack;
use super::import_tie::Beginning;
use super::open::{Refusal, unread};
use super::verify_found;
use super::world::World;
use crate::audit::Digest;
use crate::audit::arrival::Fate;
use crate::audit::finding::Finding;
use crate::diagnostics::escape;
use crate::domain::proof::Fork;
use crate::domain::text::Lang;
use crate::i18n::import::ImportWords;
use crate::i18n::{Catalogue, fill};
use crate::ports::Failure;

/// How the run ends: what failed first, then as `verify` weighs it.
pub(super) fn exit(outcome: &Outcome) -> Exit {
    let [_, _, missing, wrong] = outcome.files;
    let mut all = vec![Exit::Fine];
    all.extend(outcome.logs.iter().map(|log| match &log.end {
        Err(Trouble::Unreadable(_)) => Exit::Outside,
        Err(Trouble::Altered(_) | Trouble::Contradicted(_)) => Exit::Altered,
        Err(Trouble::Empty) => Exit::Incomplete,
        Err(
            Trouble::NoLog(_)
            | Trouble::Nameless
            | Trouble::Incident(_)
            | Trouble::Mode
            | Trouble::Unrelated(_),
        ) => Exit::Usage,
        Ok(_) if log.is_newer => Exit::Newer,
        Ok(_) => Exit::Fine,
    }));
    let is_other = outcome.lost.iter().any(|lost| lost.is_other);
    let found = [
        (!outcome.forks.is_empty() || is_other || wrong > 0, Exit::Altered),
        (!outcome.lost.is_empty() || missing > 0, Exit::Incomplete),
        (!outcome.keys.is_empty() || !outcome.missed.is_empty(), Exit::Findings),
        (!outcome.strays.is_empty() || outcome.taken_back.is_some(), Exit::Findings),
        (outcome.logs.iter().any(|log| log.is_fuller_than.is_some()), Exit::Findings),
    ];
    all.extend(found.into_iter().filter(|(is_so, _)| *is_so).map(|(_, exit)| exit));
    let rank = |exit: &Exit| match exit {
        Exit::Outside => 6,
        Exit::Altered => 5,
        Exit::Incomplete => 4,
        Exit::Newer => 3,
        Exit::Usage => 2,
        Exit::Findings => 1,
        _ => 0,
    };
    all.into_iter().max_by_key(rank).unwrap_or(Exit::Fine)
}

/// For a person: a line for each log, then what was found, then what was recorded.
pub(super) fn human(outcome: &Outcome, lang: Lang) -> String {
    let words = &Catalogue::of(lang).import;
    let incident = outcome.incident.to_string();
    let mut lines = vec![fill(&words.head, &[("incident", &incident)])];
    lines.extend(outcome.taken_back.iter().map(|taken| taken_back(taken, words)));
    for log in &outcome.logs {
        lines.extend(log_lines(log, outcome, lang));
    }
    let stray = |name: &String| fill(&words.stray, &[("name", &escape::shown(name))]);
    lines.extend(outcome.strays.iter().map(stray));
    for fork in &outcome.forks {
        lines.extend(fork_lines(fork, words));
    }
    lines.extend(outcome.lost.iter().map(|lost| lost_line(lost, words)));
    let [taken, here, missing, wrong] = outcome.files.map(|count| count.to_string());
    if outcome.files != [0; 4] {
        let facts = [("taken", &*taken), ("here", &here), ("missing", &missing), ("wrong", &wrong)];
        lines.push(fill(&words.files, &facts));
    }
    lines.extend(
        outcome.keys.iter().map(|row| fill(&words.key, &[("who", &escape::shown(&row.who))])),
    );
    lines.extend(
        outcome
            .missed
            .iter()
            .map(|failure| fill(&words.missed, &[("cause", &escape::shown(&failure.to_string()))])),
    );
    match outcome.records.last() {
        Some(record) => lines.push(fill(&words.recorded, &[("record", &record.to_string())])),
        None => lines.push(words.nothing_new.clone()),
    }
    lines.join("\n") + "\n"
}

fn taken_back(taken: &TakenBack, words: &ImportWords) -> String {
    let (name, first) = (escape::shown(&taken.name), taken.before.saturating_add(1).to_string());
    let (before, lines) = (taken.before.to_string(), taken.lines.to_string());
    let facts = [("log", &*name), ("before", &before), ("first", &first), ("n", &lines)];
    fill(&words.taken_back, &facts)
}

fn log_lines(log: &LogOutcome, outcome: &Outcome, lang: Lang) -> Vec<String> {
    let words = &Catalogue::of(lang).import;
    let (name, lines) = (escape::shown(&log.name), log.lines.to_string());
    let fate = match &log.end {
        Ok(fate) => fate,
        Err(trouble) => return trouble_lines(&name, trouble, outcome, lang),
    };
    let mut said = vec![match fate {
        Fate::Same { .. } => fill(&words.same, &[("log", &name), ("n", &lines)]),
        Fate::Older { missing, .. } => {
            let missing = missing.to_string();
            fill(&words.older, &[("log", &name), ("n", &lines), ("missing", &missing)])
        }
        Fate::Longer { here, .. } => {
            let more = log.lines.saturating_sub(*here).to_string();
            fill(&words.longer, &[("log", &name), ("more", &more), ("n", &lines)])
        }
        Fate::New { is_taken: false, .. } => fill(&words.new, &[("log", &name), ("n", &lines)]),
        Fate::New { label, .. } => {
            fill(&words.new_name, &[("log", &name), ("n", &lines), ("label", label)])
        }
        Fate::Fork { label, other, at } => {
            let at = at.to_string();
            let facts =
                [("log", &*name), ("n", &lines), ("label", label), ("other", other), ("at", &at)];
            fill(&words.fork, &facts)
        }
    }];
    if outcome.untied.contains(&log.name) {
        let (here, there) = (began(&outcome.beginning, words), began(&log.beginning, words));
        let facts = [("log", &*name), ("here", &here), ("there", &there)];
        said.push(fill(&words.untied, &facts));
    }
    if let Some(((texts, whole), path)) = &log.is_fuller_than {
        let path = escape::shown(&path.display().to_string());
        let (texts, whole) = (texts.to_string(), whole.to_string());
        let facts = [("log", &*name), ("texts", &texts), ("lines", &whole), ("path", &path)];
        said.push(fill(&words.fuller, &facts));
    }
    let (known, all) = (log.is_readable_here, log.withheld);
    let unknown = (all.0.saturating_sub(known.0), all.1.saturating_sub(known.1));
    for (template, (texts, whole)) in [(&words.withheld_known, known), (&words.withheld, unknown)] {
        let (texts, whole) = (texts.to_string(), whole.to_string());
        if (&*texts, &*whole) != ("0", "0") {
            let facts = [("log", &*name), ("texts", &*texts), ("lines", &whole)];
            said.push(fill(template, &facts));
        }
    }
    if log.is_torn {
        said.push(fill(&words.torn, &[("log", &name)]));
    }
    if log.is_newer {
        said.push(fill(&words.newer, &[("log", &name)]));
    }
    said
}

fn trouble_lines(name: &str, trouble: &Trouble, outcome: &Outcome, lang: Lang) -> Vec<String> {
    let words = &Catalogue::of(lang).import;
    let (incident, other) = match trouble {
        Trouble::Incident(other) => (outcome.incident.to_string(), other.to_string()),
        _ => (outcome.incident.to_string(), String::new()),
    };
    let (template, cause, line) = match trouble {
        Trouble::Unreadable(failure) => (&words.unreadable, failure.to_string(), 0),
        Trouble::NoLog(path) => (&words.no_log, path.display().to_string(), 0),
        Trouble::Altered(line) => (&words.altered, String::new(), *line),
        Trouble::Empty => (&words.empty, String::new(), 0),
        Trouble::Contradicted(kind) => {
            let finding = Finding { line: None, kind: kind.clone() };
            let said = verify_found::finding(&Catalogue::of(lang).verify, &finding);
            (&words.contradicted, said, 0)
        }
        Trouble::Nameless => (&words.nameless, String::new(), 0),
        Trouble::Incident(_) => (&words.other_incident, String::new(), 0),
        Trouble::Mode => (&words.other_mode, String::new(), 0),
        Trouble::Unrelated(_) => (&words.unrelated, String::new(), 0),
    };
    let there = match trouble {
        Trouble::Unrelated(beginning) => began(beginning, words),
        _ => String::new(),
    };
    let here = began(&outcome.beginning, words);
    let (cause, line) = (escape::shown(&cause), line.to_string());
    let facts = [
        ("log", name),
        ("cause", &cause),
        ("line", &line),
        ("incident", &incident),
        ("other", &other),
        ("here", &here),
        ("there", &there),
    ];
    vec![fill(&template.what, &facts), fill(&template.next, &facts)]
}

/// How a log began, for a person to judge by.
fn began(beginning: &Beginning, words: &ImportWords) -> String {
    let unknown = || "?".to_owned();
    let at = beginning.at.map_or_else(unknown, |at| at.to_string());
    let runbook = beginning.runbook.clone().unwrap_or_else(unknown);
    let who = escape::shown(&beginning.who);
    fill(&words.began, &[("time", &at), ("who", &who), ("runbook", &escape::shown(&runbook))])
}

fn fork_lines(fork: &Fork, words: &ImportWords) -> Vec<String> {
    let [one, _] = &fork.heads;
    let (at, writer) = (fork.at.to_string(), one.writer.to_string());
    let mut lines = vec![fill(&words.forked, &[("writer", &writer), ("at", &at)])];
    for seen in &fork.heads {
        let code = Digest::parse(&seen.head).map(|head| head.spoken_code().to_string());
        let facts = [
            ("n", &*seen.seq.to_string()),
            ("head", &seen.head),
            ("code", &code.unwrap_or_default()),
        ];
        lines.push(fill(&words.branch, &facts));
    }
    lines
}

fn lost_line(lost: &Lost, words: &ImportWords) -> String {
    let template = match (lost.is_own, lost.is_other) {
        (true, true) => &words.own_rewritten,
        (true, false) => &words.own_lost,
        (false, true) => &words.rewritten,
        (false, false) => &words.lost,
    };
    let (seq, by) = (lost.seq.to_string(), escape::shown(&lost.by));
    fill(template, &[("writer", &escape::shown(&lost.writer)), ("n", &seq), ("by", &by)])
}

/// For a program. The names are a contract.
pub(super) fn json(outcome: &Outcome) -> String {
    let logs: Vec<_> = outcome.logs.iter().map(log_json).collect();
    let forks: Vec<_> = outcome.forks.iter().map(fork_json).collect();
    let lost: Vec<_> = outcome
        .lost
        .iter()
        .map(|lost| {
            let kind = if lost.is_other { "rewritten" } else { "lost-tail" };
            let (writer, by) = (&lost.writer, &lost.by);
            let mut found =
                json!({ "code": kind, "writer": writer, "line": lost.seq, "seen_by": by });
            if let Some(members) = found.as_object_mut().filter(|_| lost.is_own) {
                members.insert("own".to_owned(), Value::Bool(true));
            }
            found
        })
        .collect();
    let [taken, here, missing, wrong] = outcome.files;
    let records: Vec<_> = outcome.records.iter().map(ToString::to_string).collect();
    let keys: Vec<_> = outcome.keys.iter().map(|row| row.who.clone()).collect();
    let missed: Vec<_> = outcome.missed.iter().map(ToString::to_string).collect();
    let object = json!({
        "incident": outcome.incident.as_str(),
        "logs": logs,
        "forks": forks,
        "findings": lost,
        "evidence": { "taken": taken, "here": here, "missing": missing, "wrong": wrong },
        "keys_refused": keys,
        "missed": missed,
        "passed_over": outcome.strays,
        "untied": outcome.untied,
        "taken_back": outcome.taken_back.as_ref().map(|taken| {
            json!({ "log": taken.name, "ended_at": taken.before, "lines": taken.lines })
        }),
        "records": records,
    });
    format!("{object:#}\n")
}

fn log_json(log: &LogOutcome) -> Value {
    let (fate, label, first_new) = match &log.end {
        Ok(fate) => (fate_code(fate), Some(fate.label()), fate.first_new()),
        Err(trouble) => (trouble_code(trouble), None, None),
    };
    let new_lines = first_new.map_or(0, |first| (log.lines + 1).saturating_sub(first));
    let detail = match &log.end {
        Err(Trouble::Altered(line)) => json!(line),
        Err(Trouble::Incident(other)) => json!(other.as_str()),
        Err(Trouble::Contradicted(kind)) => json!(kind.code()),
        Err(Trouble::Unreadable(failure)) => json!(failure.to_string()),
        Ok(Fate::Fork { at, .. }) => json!(at),
        Ok(Fate::Older { missing, .. }) => json!(missing),
        _ => Value::Null,
    };
    json!({
        "log": log.name,
        "became": fate,
        "name": label,
        "lines": log.lines,
        "new_lines": new_lines,
        "head": log.end.is_ok().then(|| log.head.to_string()),
        "detail": detail,
        "withheld_texts": log.withheld.0,
        "withheld_lines": log.withheld.1,
        "withheld_texts_readable_here": log.is_readable_here.0,
        "withheld_lines_readable_here": log.is_readable_here.1,
        "readable_at": log.is_fuller_than.as_ref().map(|(_, path)| path.display().to_string()),
        "torn": log.is_torn,
        "newer": log.is_newer,
    })
}

const fn fate_code(fate: &Fate) -> &'static str {
    match fate {
        Fate::Same { .. } => "same",
        Fate::Older { .. } => "older",
        Fate::Longer { .. } => "longer",
        Fate::Fork { .. } => "fork",
        Fate::New { .. } => "new",
    }
}

const fn trouble_code(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Unreadable(_) => "refused-unreadable",
        Trouble::NoLog(_) => "refused-no-log",
        Trouble::Altered(_) => "refused-altered",
        Trouble::Empty => "refused-empty",
        Trouble::Contradicted(_) => "refused-contradicted",
        Trouble::Nameless => "refused-nameless",
        Trouble::Incident(_) => "refused-other-incident",
        Trouble::Mode => "refused-other-mode",
        Trouble::Unrelated(_) => "refused-unrelated",
    }
}

fn fork_json(fork: &Fork) -> Value {
    let [one, _] = &fork.heads;
    let heads: Vec<_> =
        fork.heads.iter().map(|seen| json!({ "line": seen.seq.0, "head": seen.head })).collect();
    json!({ "writer": one.writer.as_str(), "line": fork.at.0, "heads": heads })
}

/// No log of all says which incident it belongs to.
pub(super) fn nothing(world: &World<'_>, delivered: &[Read]) -> Refusal {
    let words = &world.words().import;
    let mut refusal = Refusal { lines: vec![words.not_taken.clone()], exit: Exit::Usage };
    for (name, read) in delivered {
        let name = escape::shown(name);
        match read {
            Err(failure) => {
                let cause = escape::shown(&failure.to_string());
                let facts = [("log", &*name), ("cause", &cause)];
                refusal.lines.push(fill(&words.unreadable.what, &facts));
                refusal.exit = Exit::Outside;
            }
            Ok(log) if log.is_no_log() => {
                let path = escape::shown(&log.source.path().display().to_string());
                let facts = [("cause", &*path)];
                refusal.lines.push(fill(&words.no_log.what, &facts));
                refusal.lines.push(words.no_log.next.clone());
            }
            Ok(log) => {
                let fault = log.verdict.fault.filter(|_| !log.verdict.is_tail);
                let line = fault.map_or(0, |fault| fault.line).to_string();
                let facts = [("log", &*name), ("line", &line)];
                let template = match (fault, log.verdict.head.lines) {
                    (Some(_), _) => &words.altered,
                    (None, 0) => &words.empty,
                    (None, _) => &words.nameless,
                };
                refusal.lines.push(fill(&template.what, &facts));
                refusal.lines.push(fill(&template.next, &facts));
                if fault.is_some() && refusal.exit == Exit::Usage {
                    refusal.exit = Exit::Altered;
                }
            }
        }
    }
    refusal
}

/// Something failed on the way: what is here is whole, and the rest comes when it is done again.
pub(super) fn stopped(world: &World<'_>, failure: &Failure) -> Refusal {
    let mut refusal = unread(world, failure);
    refusal.lines.insert(0, world.words().import.stopped.clone());
    refusal
}
