//! `evidence-list`: every piece with its chain of custody, for a person or for another program
//! (standards D.3). Reads, never writes.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::args::StatusArgs;
use super::evidence_others::{Others, others};
use super::exit::Exit;
use super::open::{load_refusal, unread};
use super::status::{looked_at, recall};
use super::world::World;
use crate::diagnostics::escape;
use crate::domain::custody::Doubt;
use crate::domain::event::{Mode, SignedOn};
use crate::domain::ids::{EventId, Initials};
use crate::domain::recall::RECALL_MAX;
use crate::domain::state::{HandOver, IncidentState, Piece};
use crate::driver::inline::LoadError;
use crate::i18n::evidence::EvidenceWords;
use crate::i18n::fill;
use crate::ports::{Failure, FailureKind};
use crate::session::Replay;

/// The only algorithm of the format (audit-log §4.1).
const ALGORITHM: &str = "SHA-256";

/// Who is known by which initials.
type People = BTreeMap<Initials, SignedOn>;

/// Prints the chain of custody of every piece.
pub fn list(args: &StatusArgs, world: &mut World<'_>) -> Exit {
    let (mut replay, _) = match looked_at(args, world) {
        Ok(found) => found,
        Err(refusal) => return refusal.say(world),
    };
    let pieces = match pieces(&mut replay, world) {
        Ok(pieces) => pieces,
        Err(failure) => return unread(world, &failure).say(world),
    };
    let facts = replay.session().state().opened.as_ref().map(|begun| begun.facts.clone());
    let others = match facts.map(|facts| others(world, &facts.incident, facts.writer.as_str())) {
        Some(Err(failure)) => return unread(world, &failure).say(world),
        Some(Ok(others)) => others,
        None => Vec::new(),
    };
    let state = replay.session().state();
    let text = if args.json {
        format!("{:#}\n", to_json(state, &pieces, &others))
    } else {
        to_text(world, state, &pieces, &others)
    };
    if world.out.write_all(text.as_bytes()).is_err() {
        return Exit::Outside;
    }
    match (replay.obstacle(), &state.opened) {
        (Some(obstacle), Some(begun)) => {
            let incident = &begun.facts.incident;
            load_refusal(world, incident, &LoadError::Replay(obstacle)).say(world)
        }
        _ => Exit::Fine,
    }
}

/// Every piece, whole: those that are in the log only are read again, some at a time.
fn pieces(replay: &mut Replay, world: &mut World<'_>) -> Result<Vec<Piece>, Failure> {
    let all: Vec<EventId> = replay.session().state().acts.evidence().collect();
    let mut pieces = Vec::new();
    for some in all.chunks(RECALL_MAX) {
        recall(replay, some, world)?;
        let state = replay.session().state();
        for event in some {
            pieces.push(state.evidence.get(event).cloned().ok_or_else(|| not_read(event))?);
        }
    }
    Ok(pieces)
}

/// A piece that changed hands more often than can be read again.
fn not_read(event: &EventId) -> Failure {
    Failure {
        op: "read",
        path: PathBuf::from(event.to_string()),
        errno: None,
        kind: FailureKind::Other,
        cause: "its records are too many, or too long".to_owned(),
    }
}

fn to_text(
    world: &World<'_>,
    state: &IncidentState,
    pieces: &[Piece],
    others: &[Others],
) -> String {
    let words = &world.words().evidence;
    let Some(begun) = &state.opened else { return String::new() };
    let incident = begun.facts.incident.to_string();
    let mode = world.words().cli.status.mode(begun.facts.mode);
    if pieces.is_empty() && others.is_empty() {
        return fill(&words.none, &[("incident", &incident)]) + "\n";
    }
    let mut lines = vec![fill(&words.head, &[("mode", mode), ("incident", &incident)])];
    if !others.is_empty() {
        let facts = [("log", begun.facts.writer.as_str()), ("n", &pieces.len().to_string())];
        lines.extend([String::new(), fill(&words.own_log, &facts)]);
    }
    for (number, piece) in (1..).zip(pieces) {
        lines.push(String::new());
        lines.extend(piece_lines(words, number, piece, &state.people));
    }
    for other in others {
        let facts = [("log", other.log.as_str()), ("n", &other.pieces.len().to_string())];
        lines.extend([String::new(), fill(&words.other_log, &facts)]);
        for (number, piece) in (1..).zip(&other.pieces) {
            lines.push(String::new());
            lines.extend(piece_lines(words, number, piece, &state.people));
        }
    }
    // Texts of the log are anybody's: nothing in them may drive the terminal.
    lines.iter().map(|line| escape::shown(line) + "\n").collect()
}

fn piece_lines(words: &EvidenceWords, number: u32, piece: &Piece, people: &People) -> Vec<String> {
    let evidence = &piece.evidence;
    let one = |template: &str, text: &str| fill(template, &[("text", text)]);
    let mut lines = vec![fill(
        &words.item,
        &[
            ("n", &number.to_string()),
            ("record", &piece.event.to_string()),
            ("item", &evidence.item),
        ],
    )];
    if piece.is_withdrawn {
        lines.push(words.withdrawn.clone());
    }
    lines.extend(evidence.file_name.iter().map(|name| fill(&words.file, &[("name", name)])));
    let bytes = evidence.bytes.to_string();
    lines.push(fill(&words.digest, &[("sha256", &evidence.sha256), ("bytes", &bytes)]));
    lines.extend(evidence.host.iter().map(|text| one(&words.host, text)));
    lines
        .extend(evidence.step.iter().map(|step| fill(&words.step, &[("step", &step.to_string())])));
    lines.extend(evidence.slot.iter().map(|slot| one(&words.slot, slot.as_str())));
    lines.extend(evidence.is_unexpected.then(|| words.unexpected.clone()));
    let collected = piece.collected_at().to_string();
    lines.push(fill(&words.collected, &[("time", &collected), ("who", piece.collector())]));
    let entered = piece.at.wall.to_string();
    lines.push(fill(&words.entered, &[("time", &entered), ("who", piece.who.as_str())]));
    lines.extend(evidence.place.iter().map(|text| one(&words.place, text)));
    for moved in &piece.moves {
        lines.extend(move_lines(words, moved));
        let doubts = piece.doubts(moved, people);
        lines.extend(doubts.iter().map(|doubt| format!("    {}", words.doubt(doubt))));
    }
    lines
}

fn move_lines(words: &EvidenceWords, moved: &HandOver) -> Vec<String> {
    let custody = &moved.custody;
    let mut lines = vec![fill(
        &words.moved,
        &[
            ("time", &moved.moved_at().to_string()),
            ("from", &custody.from),
            ("to", &custody.to),
            ("record", &moved.event.to_string()),
            ("who", moved.who.as_str()),
        ],
    )];
    let place = custody.place.iter().map(|text| fill(&words.moved_place, &[("text", text)]));
    lines.extend(place);
    let reason = custody.reason.iter().map(|text| fill(&words.moved_reason, &[("text", text)]));
    lines.extend(reason);
    lines
}

/// The stable JSON form of `evidence-list --json`.
#[must_use]
pub(super) fn to_json(state: &IncidentState, pieces: &[Piece], others: &[Others]) -> Value {
    let facts = state.opened.as_ref().map(|begun| &begun.facts);
    let all = |pieces: &[Piece]| -> Vec<_> {
        (1_u32..).zip(pieces).map(|(n, piece)| piece_json(n, piece, &state.people)).collect()
    };
    let of_others: Vec<_> = others
        .iter()
        .map(|other| json!({ "log": other.log, "items": all(&other.pieces) }))
        .collect();
    json!({
        "incident": facts.map(|facts| facts.incident.as_str()),
        "mode": facts.map(|facts| facts.mode.code()),
        "exercise": facts.is_some_and(|facts| facts.mode == Mode::Exercise),
        "log": facts.map(|facts| facts.writer.as_str()),
        "items": all(pieces),
        "other_logs": of_others,
    })
}

fn piece_json(number: u32, piece: &Piece, people: &People) -> Value {
    let evidence = &piece.evidence;
    json!({
        "item": number,
        "record": piece.event.to_string(),
        "description": evidence.item,
        "withdrawn": piece.is_withdrawn,
        "file": format!("files/sha256-{}", evidence.sha256),
        "original_name": evidence.file_name,
        "algorithm": ALGORITHM,
        "hash": evidence.sha256,
        "bytes": evidence.bytes,
        "source_host": evidence.host,
        "step": evidence.step.as_ref().map(ToString::to_string),
        "slot": evidence.slot.as_ref().map(ToString::to_string),
        "unexpected": evidence.is_unexpected,
        "collected_by": piece.collector(),
        "collected_at": piece.collected_at().to_string(),
        "entered_by": piece.who.as_str(),
        "entered_at": piece.at.wall.to_string(),
        "place": evidence.place,
        "transfers": piece
            .moves
            .iter()
            .map(|moved| move_json(moved, &piece.doubts(moved, people)))
            .collect::<Vec<_>>(),
    })
}

fn move_json(moved: &HandOver, doubts: &[Doubt]) -> Value {
    let custody = &moved.custody;
    json!({
        "record": moved.event.to_string(),
        "at": moved.moved_at().to_string(),
        "from": custody.from,
        "to": custody.to,
        "place": custody.place,
        "reason": custody.reason,
        "entered_by": moved.who.as_str(),
        "entered_at": moved.at.wall.to_string(),
        "doubts": doubts.iter().map(Doubt::code).collect::<Vec<_>>(),
    })
}
