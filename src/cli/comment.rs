//! `comment`: what a reviewer says about entries of a closed incident, kept beside the log (S16).

use serde_json::json;

use super::args::{CommentArgs, StatusArgs};
use super::exit::Exit;
use super::open::{Refusal, shown, unread};
use super::status::looked_at;
use super::world::World;
use crate::audit::comment::{decode, encode};
use crate::diagnostics::escape;
use crate::domain::comment::Comment;
use crate::domain::decide::TEXT_BYTES_MAX;
use crate::domain::ids::{IncidentId, Initials, Seq};
use crate::i18n::fill;
use crate::i18n::rejection::Advice;
use crate::ports::Failure;

/// `comment INCIDENT`, and `comment INCIDENT ENTRY TEXT --by INITIALS`.
pub fn comment(args: &CommentArgs, world: &mut World<'_>) -> Exit {
    let result = match (args.entry, &args.text, &args.by) {
        (Some(entry), Some(text), Some(by)) => keep(args, (entry, text, by), world),
        _ => list(args, world),
    };
    match result {
        Ok(text) if world.out.write_all(text.as_bytes()).is_ok() => Exit::Fine,
        Ok(_) => Exit::Outside,
        Err(refusal) => refusal.say(world),
    }
}

/// The incident, whether it is closed, and how many entries its log has.
fn looked(args: &CommentArgs, world: &mut World<'_>) -> Result<(IncidentId, bool, u64), Refusal> {
    let named = StatusArgs { incident: Some(args.incident.clone()), json: false };
    let (replay, end) = looked_at(&named, world)?;
    let state = replay.session().state();
    let incident = super::open::incident_id(world, &args.incident)?;
    Ok((incident, state.closed.is_some(), end.lines))
}

fn keep(
    args: &CommentArgs,
    (entry, text, by): (u64, &str, &str),
    world: &mut World<'_>,
) -> Result<String, Refusal> {
    let (incident, is_closed, lines) = looked(args, world)?;
    let words = world.words();
    if !is_closed {
        return Err(refused(&words.cli.comment_open, &[("incident", &args.incident)]));
    }
    if !(1..=lines).contains(&entry) {
        let n = entry.to_string();
        return Err(refused(&words.cli.bad_entry, &[("text", &n)]));
    }
    let who = Initials::parse(by)
        .map_err(|_| refused(&words.cli.bad_initials, &[("text", &shown(by))]))?;
    let text = text.trim();
    if text.is_empty() || text.len() > TEXT_BYTES_MAX {
        let most = TEXT_BYTES_MAX.to_string();
        return Err(refused(&words.cli.bad_comment, &[("n", &most)]));
    }
    let at = world.outside.clock.now().moment.wall;
    let comment = Comment { at, who, entry: Seq(entry), text: text.to_owned() };
    let line = encode(&comment).unwrap_or_default();
    let kept = world.outside.store.keep_comment(&incident, &line);
    kept.map_err(|failure| unread(world, &failure))?;
    Ok(format!("{}\n", world.words().screen.log.comment_kept))
}

fn list(args: &CommentArgs, world: &mut World<'_>) -> Result<String, Refusal> {
    let (incident, ..) = looked(args, world)?;
    let found: Result<Vec<u8>, Failure> = world.outside.store.comments(&incident);
    let (comments, passed_over) = decode(&found.map_err(|failure| unread(world, &failure))?);
    if args.json {
        let items = comments.iter().map(|comment| {
            json!({
                "entry": comment.entry.0,
                "at": comment.at.to_string(),
                "who": comment.who.as_str(),
                "text": comment.text,
            })
        });
        let items: Vec<_> = items.collect();
        return Ok(format!("{:#}\n", json!({ "comments": items, "unreadable": passed_over })));
    }
    let words = &world.words().screen.log;
    let offset = world.outside.clock.now().offset;
    let line = |comment: &Comment| {
        let said = escape::shown(&words.comment(comment, offset));
        format!("{:>6}  {said}\n", comment.entry.0)
    };
    let text: String = comments.iter().map(line).collect();
    if passed_over > 0 {
        let n = passed_over.to_string();
        let line = fill(&world.words().cli.comments_unread, &[("n", &n)]);
        writeln!(world.err, "{line}").ok();
    }
    Ok(text)
}

fn refused(advice: &Advice, facts: &[(&str, &str)]) -> Refusal {
    let lines = vec![fill(&advice.what, facts), fill(&advice.next, facts)];
    Refusal { lines, exit: Exit::Usage }
}
