//! `contacts` and `call`: who is called on which line, and what came of it.

use std::io;

use serde_json::{Value, json};

use super::act::{find_step, finish, give};
use super::exit::Exit;
use super::open::{Refusal, open, shown};
use super::site::{complaint, pages, role_title, write_lines};
use super::site_args::{CallArgs, ContactsArgs, OutcomeArg};
use super::start::claimed;
use super::world::World;
use crate::domain::call::{self, CallMade, CallOutcome};
use crate::domain::command::Command;
use crate::domain::ids::{ContactId, RoleId};
use crate::domain::site::{Age, ChannelKind, Contact, Site};
use crate::domain::step::Step;
use crate::domain::time::Date;
use crate::i18n::fill;
use crate::i18n::site_page::Line;
use crate::runbook::site::Condition;
use crate::session::Session;

/// `contacts`.
pub fn contacts(args: &ContactsArgs, world: &mut World<'_>) -> Exit {
    let site = &world.site.site;
    let chosen: Vec<&Contact> = match &args.role {
        None => site.contacts.iter().collect(),
        Some(text) => match named(site, text) {
            Some(found) => found,
            None => return no_such_role(world, text).say(world),
        },
    };
    let written = if args.json {
        let today = pages(world).today;
        let list: Vec<Value> = chosen.iter().map(|contact| as_json(contact, today)).collect();
        let value = json!({
            "is_missing": world.site.condition == Condition::Missing,
            "updated": site.updated.map(|date| date.to_string()),
            "checked": site.checked_on().map(|date| date.to_string()),
            "contacts": list,
        });
        writeln!(world.out, "{value:#}")
    } else {
        write_page(world, args.role.as_deref(), &chosen)
    };
    if written.is_ok() { Exit::Fine } else { Exit::Outside }
}

/// The contacts of a role, or the one of this id; none when nobody has that name and no role says
/// where a number is found.
fn named<'s>(site: &'s Site, text: &str) -> Option<Vec<&'s Contact>> {
    if let Some(contact) = ContactId::parse(text).ok().and_then(|id| site.contact(&id)) {
        return Some(vec![contact]);
    }
    let role = RoleId::parse(text).ok()?;
    let found = site.for_role(&role);
    (!found.is_empty() || site.elsewhere(&role).is_some()).then_some(found)
}

fn no_such_role(world: &World<'_>, text: &str) -> Refusal {
    let words = &world.words().site;
    let site = &world.site.site;
    let ids = site.contacts.iter().map(|contact| contact.id.to_string());
    let roles = site.contacts.iter().flat_map(|contact| &contact.roles).map(ToString::to_string);
    let elsewhere = site.elsewhere.iter().map(|elsewhere| elsewhere.role.to_string());
    let known: std::collections::BTreeSet<String> = ids.chain(roles).chain(elsewhere).collect();
    let list = known.into_iter().collect::<Vec<_>>().join(", ");
    let list = if list.is_empty() { "-".to_owned() } else { list };
    let mut lines = vec![fill(&words.no_such_role.what, &[("text", &shown(text))])];
    match complaint(&world.site.condition, world.lang) {
        Some(line) => lines.push(line),
        None if world.site.condition == Condition::Missing => {
            lines.push(words.missing.file.clone());
        }
        None => {}
    }
    lines.push(fill(&words.no_such_role.next, &[("list", &list)]));
    Refusal { lines, exit: Exit::Usage }
}

fn write_page(world: &mut World<'_>, role: Option<&str>, chosen: &[&Contact]) -> io::Result<()> {
    let pages = pages(world);
    let mut lines = Vec::new();
    match complaint(&world.site.condition, world.lang) {
        Some(line) => lines.push(Line::Text(line)),
        None if world.site.condition == Condition::Missing => {
            lines.push(Line::Text(pages.words.missing.file.clone()));
        }
        None => {}
    }
    let role = role.and_then(|text| RoleId::parse(text).ok());
    if let Some(title) = role.as_ref().and_then(|role| role_title(world.library, role)) {
        lines.push(Line::Title(title.get(world.lang).to_owned()));
        lines.push(Line::Blank);
    }
    for contact in chosen {
        lines.extend(pages.contact(contact));
        lines.push(Line::Blank);
    }
    if let Some(find) = role.as_ref().and_then(|role| world.site.site.elsewhere(role)) {
        let label = pages.words.missing.find.clone();
        lines.push(Line::Labelled(label, find.get(world.lang).to_owned()));
        lines.push(Line::Blank);
    }
    if world.site.condition != Condition::Missing {
        lines.extend(pages.head().into_iter().map(Line::Text));
    }
    write_lines(world.out, &lines)
}

fn as_json(contact: &Contact, today: Date) -> Value {
    let channels = contact.by_safety().map(|channel| {
        json!({
            "kind": channel.kind.code(),
            "at": channel.at,
            "is_off_network": channel.is_off_network,
        })
    });
    let age = match contact.age(today) {
        Age::Fresh => "fresh",
        Age::Old => "old",
        Age::Unchecked => "unchecked",
        Age::Expired => "expired",
    };
    json!({
        "id": contact.id.as_str(),
        "name": contact.name,
        "roles": contact.roles.iter().map(RoleId::as_str).collect::<Vec<_>>(),
        "channels": channels.collect::<Vec<_>>(),
        "deputies": contact.deputies.iter().map(ContactId::as_str).collect::<Vec<_>>(),
        "checked": contact.checked.as_ref().map(|checked| checked.on.to_string()),
        "age": age,
    })
}

/// `call INCIDENT WHOM OUTCOME`.
pub fn call(args: &CallArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident).and_then(|mut session| {
        let call = call_made(args, world, &session)?;
        give(world, &mut session, args.by.as_deref(), Command::LogCall(call))
    });
    finish(world, result)
}

fn call_made(args: &CallArgs, world: &World<'_>, session: &Session) -> Result<CallMade, Refusal> {
    let now = world.outside.clock.now();
    let state = session.state();
    let step = match &args.step {
        Some(text) => Some(find_step(world, session, text)?),
        None => state.in_hand(&now.moment),
    };
    let found = step.as_ref().and_then(|step| state.find(step));
    let asked = found.and_then(|(run, index)| run.get(index)).map(|(_, step, _)| step);
    let (whom, role) = whom(world, session, &args.whom, asked);
    let channel = args.channel.as_deref().map(|text| channel(world, text)).transpose()?;
    Ok(CallMade {
        step,
        role,
        whom,
        channel,
        outcome: match args.outcome {
            OutcomeArg::Reached => CallOutcome::Reached,
            OutcomeArg::MessageLeft => CallOutcome::MessageLeft,
            OutcomeArg::NoAnswer => CallOutcome::NoAnswer,
            OutcomeArg::WrongNumber => CallOutcome::WrongNumber,
        },
        said: args.said.clone(),
        happened_at: args.at.as_deref().map(|text| claimed(world, text)).transpose()?,
    })
}

/// A contact by its id, the first of a role, a role that nobody is listed for, or whoever the words
/// name.
fn whom(
    world: &World<'_>,
    session: &Session,
    text: &str,
    asked: Option<&Step>,
) -> (String, Option<RoleId>) {
    let site = &world.site.site;
    if let Some(contact) = ContactId::parse(text).ok().and_then(|id| site.contact(&id)) {
        return (contact.name.clone(), call::role_for(asked, site, contact));
    }
    let runs = session.state().runs.iter();
    let mut roles = runs.flat_map(|run| &run.copy.runbook.roles);
    let Some(role) = roles.find(|role| role.id.as_str() == text) else {
        return (text.to_owned(), None);
    };
    let first = site.for_role(&role.id).first().map(|contact| contact.name.clone());
    let name = first.unwrap_or_else(|| role.title.get(world.lang).to_owned());
    (name, Some(role.id.clone()))
}

fn channel(world: &World<'_>, text: &str) -> Result<ChannelKind, Refusal> {
    let found = ChannelKind::ALL.iter().find(|(word, _)| *word == text);
    found.map(|(_, kind)| *kind).ok_or_else(|| {
        let advice = &world.words().site.bad_channel;
        let words: Vec<&str> = ChannelKind::ALL.iter().map(|(word, _)| *word).collect();
        let next = fill(&advice.next, &[("list", &words.join(", "))]);
        let lines = vec![fill(&advice.what, &[("text", &shown(text))]), next];
        Refusal { lines, exit: Exit::Usage }
    })
}
