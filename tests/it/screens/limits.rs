//! Lasting limits on the screen: raised by a step, seen everywhere, lifted by a named person (R21).

use crossterm::event::KeyCode;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::session::Replay;

use super::desk::Desk;

/// The second step done, which raises a limit.
fn raised(lang: Lang) -> Desk {
    let mut desk = Desk::first_hour(lang);
    desk.done().done();
    desk
}

/// The page, through the menu.
fn page(desk: &mut Desk) {
    let word = if desk.app.lang() == Lang::En { "Limits in" } else { "Consignes en" };
    desk.keys("m").keys(word).enter();
}

fn sees(desk: &Desk, text: &str) {
    assert!(desk.text().contains(text), "{text:?} is not in\n{}", desk.text());
}

#[test]
fn a_limit_is_raised_seen_on_resume_and_at_closing_lifted_by_a_name_and_gone() {
    let mut desk = raised(Lang::En);
    sees(&desk, "LIMITS 1 in force: Do not reconnect VLAN 30.");
    desk.pass(Span::from_min(30));
    desk.reopen();
    sees(&desk, "YOU ARE BACK");
    sees(&desk, "1 in force: Do not reconnect VLAN 30.");
    desk.enter();
    desk.keys("m").keys("close the incident").enter();
    desk.tap(KeyCode::End);
    for _ in 0..12 {
        desk.tap(KeyCode::Up);
    }
    sees(&desk, "limit in force: Do not reconnect VLAN 30.");
    desk.tap(KeyCode::Esc);
    page(&mut desk);
    sees(&desk, "LIMITS IN FORCE: 1");
    sees(&desk, "step 2 Isolate VLAN 30 at the core switch, since");
    desk.enter();
    sees(&desk, "LIFT THIS LIMIT?");
    let before = desk.written.len();
    desk.enter();
    assert_eq!(desk.written.len(), before, "Enter alone lifts nothing (R99)");
    desk.keys("AD").enter();
    sees(&desk, "A few words of reason first");
    desk.keys("all of VLAN 30 is reinstalled").enter();
    assert_eq!(desk.written.len(), before + 1);
    sees(&desk, "No limit is in force");
    sees(&desk, "by AD: all of VLAN 30 is reinstalled");
    desk.tap(KeyCode::Esc);
    assert!(!desk.text().contains("LIMITS"), "{}", desk.text());

    let mut replay = Replay::new(sangfroid::runbook::read);
    for line in desk.written.concat().split_inclusive(|byte| *byte == b'\n') {
        replay.line(line);
    }
    let again = replay.session().state();
    assert!(again.limits().is_empty());
    assert_eq!(again.watch, desk.session.state().watch);
}

#[test]
fn a_limit_can_be_lifted_from_the_closing_page() {
    let mut desk = raised(Lang::En);
    desk.keys("m").keys("close the incident").enter();
    let is_on = |desk: &Desk| {
        desk.text().lines().any(|line| line.starts_with(" >>") && line.contains("limit in force"))
    };
    for _ in 0..20 {
        if is_on(&desk) {
            break;
        }
        desk.tap(KeyCode::Down);
    }
    assert!(is_on(&desk), "{}", desk.text());
    desk.enter().keys("AD").tap(KeyCode::Tab).keys("reinstalled").enter();
    assert!(desk.session.state().limits().is_empty());
    assert!(!desk.text().contains("limit in force"), "{}", desk.text());
}

#[test]
fn half_a_lifting_is_kept_and_offered_for_its_own_limit() {
    let mut desk = raised(Lang::En);
    page(&mut desk);
    desk.enter().keys("AD").tap(KeyCode::Esc);
    sees(&desk, "What you typed is kept");
    assert!(!desk.session.state().limits().is_empty());
    desk.enter();
    sees(&desk, "AD");
    desk.enter().keys("x").enter();
    assert!(desk.session.state().limits().is_empty());
}

#[test]
fn u_takes_a_lifting_back_and_the_limit_is_in_force_again() {
    let mut desk = raised(Lang::En);
    page(&mut desk);
    desk.enter().keys("AD").tap(KeyCode::Tab).keys("reinstalled").enter();
    assert!(desk.session.state().limits().is_empty());
    desk.tap(KeyCode::Esc).keys("u").enter();
    assert_eq!(desk.session.state().limits().len(), 1);
    sees(&desk, "LIMITS 1 in force");
}

#[test]
fn every_screen_about_limits_has_its_golden_frame() {
    type Way = fn(&mut Desk);
    let screens: &[(&str, Way)] = &[
        ("limits_step", |_| {}),
        ("limits_page", page),
        ("limits_lift", |desk| {
            page(desk);
            desk.enter().keys("AD").tap(KeyCode::Tab);
        }),
        ("limits_lifted", |desk| {
            page(desk);
            desk.enter().keys("AD").tap(KeyCode::Tab).keys("VLAN 30 is reinstalled").enter();
        }),
        ("limits_resume", |desk| {
            desk.pass(Span::from_min(30));
            desk.reopen();
        }),
    ];
    for (name, way) in screens {
        for lang in Lang::ALL {
            for (columns, rows) in [(80, 24), (120, 40)] {
                let mut desk = raised(lang).sized(columns, rows);
                way(&mut desk);
                let name = format!("{name}_{}_{columns}", lang.code());
                insta::assert_snapshot!(name, desk.golden());
            }
        }
    }
}

#[test]
fn the_briefing_names_a_limit_only_while_it_is_in_force() {
    // Without row LAST, which tells of the lifting itself.
    let told = |desk: &Desk| (4..=22).any(|row| desk.row(row).contains("reconnect VLAN 30"));
    let mut desk = raised(Lang::En);
    desk.keys("b");
    assert!(told(&desk), "{}", desk.text());
    desk.tap(KeyCode::Esc);
    page(&mut desk);
    desk.enter().keys("AD").tap(KeyCode::Tab).keys("reinstalled").enter();
    desk.tap(KeyCode::Esc).keys("b");
    sees(&desk, "BRIEFING");
    assert!(!told(&desk), "{}", desk.text());
}
