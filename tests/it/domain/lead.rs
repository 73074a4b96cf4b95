//! On duty: leading counts, at the keyboard or not (R60).

use std::collections::BTreeSet;

use sangfroid::domain::brief::Line;
use sangfroid::domain::call::{CallMade, CallOutcome};
use sangfroid::domain::command::Command;
use sangfroid::domain::event::SignedOn;
use sangfroid::domain::lead::PassLead;
use sangfroid::domain::own_words::OwnWords;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::{Span, Timestamp};

use crate::support::Play;
use crate::support::play::initials;

fn sign_on(who: &str) -> Command {
    Command::SignOn(SignedOn { initials: initials(who), name: None, role: None, proof: None })
}

fn pass_to(who: &str) -> Command {
    let (urgent, unclear) = ("the wards".to_owned(), "nothing".to_owned());
    let (own_words, read) = (Vec::new(), Vec::new());
    Command::PassLead(PassLead { to: initials(who), urgent, unclear, own_words, read })
}

/// Since when this person is on duty, in minutes after the start.
fn since(play: &Play, who: &str, start: Timestamp) -> Option<u64> {
    let reliefs = play.state().reliefs(&play.now);
    let relief = reliefs.into_iter().find(|relief| relief.who == initials(who))?;
    Some(relief.since.wall.since(start).minutes())
}

#[test]
fn a_leader_who_does_not_type_is_on_duty_all_the_same() {
    let mut play = Play::drill();
    let start = play.now.moment.wall;
    play.pass(Span::from_min(60));
    play.all([sign_on("MK")]);
    play.pass(Span::from_min(150));
    play.all([sign_on("KP")]);
    assert_eq!(since(&play, "KP", start), Some(0), "two hours and a half away were no rest");
}

#[test]
fn whoever_takes_the_lead_without_the_keyboard_is_on_duty_from_then() {
    let mut play = Play::drill();
    let start = play.now.moment.wall;
    play.pass(Span::from_min(60));
    play.all([pass_to("AD")]);
    play.pass(Span::from_min(200));
    assert_eq!(since(&play, "AD", start), Some(60));
    play.all([sign_on("AD")]);
    assert_eq!(since(&play, "AD", start), Some(60), "the keyboard starts nothing anew");
}

#[test]
fn a_rest_before_the_lead_counts_and_one_hour_of_it_is_enough() {
    let mut play = Play::drill();
    let start = play.now.moment.wall;
    play.all([sign_on("MK"), sign_on("KP")]);
    play.pass(Span::from_min(20 * 60));
    play.all([pass_to("MK")]);
    assert_eq!(since(&play, "MK", start), Some(20 * 60), "not since yesterday");
    // KP led until now: the keyboard ten minutes later is the same duty.
    play.all([sign_on("MK")]);
    play.pass(Span::from_min(10));
    play.all([sign_on("KP")]);
    assert_eq!(since(&play, "KP", start), Some(0));
    play.assert_sound();
}

#[test]
fn a_limit_and_the_calls_of_its_step_are_lines_of_different_names() {
    let mut play = Play::drill();
    let step = play.state().deadlines(&play.now.moment).first().expect("a limit").step.clone();
    let call = |whom: &str| {
        Command::LogCall(CallMade {
            step: Some(step.clone()),
            role: None,
            whom: whom.to_owned(),
            channel: None,
            outcome: CallOutcome::NoAnswer,
            said: None,
            happened_at: None,
        })
    };
    play.all([call("the vendor"), call("the ward")]);
    let names: Vec<String> = play.state().brief(&play.now).iter().map(Line::name).collect();
    let of = |cause: &str| names.iter().filter(|name| name.starts_with(cause)).count();
    assert_eq!((of("clock:limit:"), of("clock:retry:")), (1, 2), "{names:?}");
    let different: BTreeSet<&String> = names.iter().collect();
    assert_eq!(different.len(), names.len(), "{names:?}");
    let line = names.iter().find(|name| name.starts_with("clock:retry:")).expect("a call").clone();
    let own = OwnWords { line: line.clone(), text: "at six".to_owned(), lang: Lang::En };
    let (to, urgent, unclear) = (initials("AD"), "a".to_owned(), "b".to_owned());
    let (own_words, read) = (vec![own], Vec::new());
    play.all([Command::PassLead(PassLead { to, urgent, unclear, own_words, read })]);
    let said = &play.state().leading.passed.last().expect("a hand-over").own_words;
    assert_eq!(said.iter().map(|(_, own)| &own.line).collect::<Vec<_>>(), [&line]);
}
