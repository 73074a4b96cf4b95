//! The hand-over: what the briefing says at both sizes, what is asked before the lead passes, and
//! what stands there for everybody afterwards (S11, R49, R57 to R59).

use crossterm::event::KeyCode;
use sangfroid::audit::decode;
use sangfroid::domain::brief::{Item, Part, fitting};
use sangfroid::domain::command::Command;
use sangfroid::domain::event::{Event, Mode, Note, NoteKind};
use sangfroid::domain::ids::Initials;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::tui::request::Request;

use super::desk::{Desk, FIRST_HOUR};

pub fn note(desk: &mut Desk, kind: NoteKind, text: &str) {
    let (text, begun_at, happened_at) = (text.to_owned(), None, None);
    desk.order(Command::AddNote(Note { kind, text, step: None, begun_at, happened_at }));
    desk.draw();
}

/// A night: a decision, an act alone, limits in force, notes of every kind.
pub fn night(lang: Lang, mode: Mode) -> Desk {
    let mut desk = Desk::started(lang, mode, FIRST_HOUR);
    desk.enter().enter().enter();
    desk.enter().enter().keys("1").enter();
    desk.keys("2").enter().enter();
    desk.pass(Span::from_min(2));
    desk.enter().keys("3").keys("Nobody answers").enter();
    assert_eq!(desk.session.state().done_alone().len(), 1, "{}", desk.text());
    note(&mut desk, NoteKind::Question, "Who pays for the visit on site?");
    note(&mut desk, NoteKind::Todo, "Ask the guard for the key of the server room");
    note(&mut desk, NoteKind::Decision, "Wards stay on paper until noon");
    note(&mut desk, NoteKind::Briefing, "The vendor's van is AB-123-CD");
    desk
}

fn events(desk: &Desk) -> Vec<Event> {
    let lines = desk.written.iter().flat_map(|batch| batch.split_inclusive(|b| *b == b'\n'));
    lines.map(|line| decode(line).expect("a line").record.event).collect()
}

fn leader(desk: &Desk) -> String {
    desk.session.state().leader().expect("a leader").0.to_string()
}

/// From the briefing to the question to the one who leads.
fn read_back(desk: &mut Desk) {
    desk.keys("b").enter().keys("ad").enter();
    desk.keys("nobody reconnects VLAN 30").enter().keys("how to reach the vendor").enter();
}

#[test]
fn the_briefing_and_the_hand_over_have_their_golden_frames() {
    for (lang, mode) in [(Lang::En, Mode::Real), (Lang::Fr, Mode::Exercise)] {
        for (columns, rows) in [(80, 24), (120, 40)] {
            let name = |what: &str| format!("brief_{what}_{}_{columns}", lang.code());
            let mut desk = night(lang, mode).sized(columns, rows);
            desk.keys("b");
            insta::assert_snapshot!(name("read"), desk.golden());
            desk.tap(KeyCode::Esc);
            read_back(&mut desk);
            insta::assert_snapshot!(name("giver"), desk.golden());
            desk.enter().enter();
            insta::assert_snapshot!(name("said"), desk.golden());
        }
    }
}

#[test]
fn the_lead_passes_only_after_a_read_back_and_both_enters() {
    let mut desk = night(Lang::En, Mode::Real);
    let before = desk.written.len();
    desk.keys("b").enter().enter();
    assert!(desk.last().contains("Initials"), "{}", desk.last());
    desk.keys("mkern").enter();
    assert!(desk.last().contains("MKERN leads already"), "{}", desk.last());
    for _ in 0..5 {
        desk.tap(KeyCode::Backspace);
    }
    desk.keys("ad").enter().enter();
    assert!(desk.last().contains("Not empty"), "{}", desk.last());
    desk.keys("the backups").enter();
    desk.enter();
    assert!(desk.last().contains("Not empty"), "{}", desk.last());
    desk.keys("the vendor").enter();
    assert_eq!(desk.written.len(), before, "nothing passed yet: {}", desk.text());
    assert!(desk.text().contains("press Enter to hand the lead over to AD"), "{}", desk.text());
    desk.enter();
    assert_eq!((desk.written.len(), leader(&desk)), (before, "MKERN".to_owned()));
    desk.enter();
    assert_eq!(leader(&desk), "AD");
    let all = events(&desk);
    let [.., Event::LeadPassed(passed), Event::SignedOff(off), Event::SignedOn(on)] =
        all.as_slice()
    else {
        panic!("{:?}", all.last())
    };
    assert_eq!((passed.urgent.as_str(), passed.unclear.as_str()), ("the backups", "the vendor"));
    assert_eq!((off.initials.as_str(), on.initials.as_str()), ("MKERN", "AD"));
}

#[test]
fn the_sentence_for_everybody_and_the_code_stand_there_afterwards() {
    for (lang, mode, says, mark) in [
        (Lang::En, Mode::Real, "AD leads incident INC-0031", "SAY TO ALL"),
        (Lang::Fr, Mode::Exercise, "AD dirige l'incident INC-0031", "EXERCICE. À partir de"),
    ] {
        let mut desk = night(lang, mode);
        read_back(&mut desk);
        desk.enter().enter();
        let text = desk.text();
        assert!(text.contains(says) && text.contains(mark), "{text}");
        let code = desk.session.head().spoken_code().to_string();
        let half: Vec<_> = code.split(' ').take(4).collect();
        assert!(text.contains(&half.join("  ")), "{text}");
        desk.keys("y");
        let copied = desk.requests.iter().any(|request| match request {
            Request::Copy(text) => text.contains(says),
            _ => false,
        });
        assert!(copied);
        desk.enter();
        assert!(!desk.text().contains(mark), "{}", desk.text());
    }
}

#[test]
fn esc_goes_one_stage_back_loses_nothing_and_writes_nothing() {
    let mut desk = night(Lang::En, Mode::Real);
    let before = desk.written.len();
    read_back(&mut desk);
    desk.enter().tap(KeyCode::Esc).tap(KeyCode::Esc).tap(KeyCode::Esc);
    assert!(!desk.text().contains("BRIEFING"), "{}", desk.text());
    desk.keys("b").enter();
    assert!(desk.text().contains("nobody reconnects VLAN 30"), "{}", desk.text());
    assert_eq!((desk.written.len(), leader(&desk)), (before, "MKERN".to_owned()));
}

#[test]
fn whoever_types_for_others_keeps_the_keyboard() {
    let mut desk = night(Lang::En, Mode::Real);
    let initials = Initials::parse("ZZ").expect("initials");
    let reader =
        sangfroid::domain::event::SignedOn { initials, name: None, role: None, proof: None };
    desk.order(Command::SignOn(reader));
    read_back(&mut desk);
    desk.enter().enter();
    assert_eq!(leader(&desk), "AD");
    assert_eq!(desk.session.state().operator.as_ref().map(Initials::as_str), Some("ZZ"));
}

#[test]
fn n_on_the_briefing_writes_a_line_for_it_and_y_copies_the_whole() {
    let mut desk = night(Lang::En, Mode::Real);
    desk.keys("bnThe gate opens at seven").enter();
    let notes = &desk.session.state().notes;
    let last = notes.iter().next_back().expect("a note");
    assert_eq!(last.note.kind, NoteKind::Briefing);
    assert!(desk.text().contains("TELL The gate opens at seven"), "{}", desk.text());
    desk.keys("y");
    let Some(Request::Copy(text)) = desk.requests.last() else { panic!("{:?}", desk.requests) };
    for part in ["SITUATION", "BACKGROUND", "ASSESSMENT", "RECOMMENDATION", "The gate opens"] {
        assert!(text.contains(part), "{text}");
    }
}

#[test]
fn what_is_needed_most_is_on_the_page_and_the_rest_one_key_away() {
    for lang in Lang::ALL {
        let mut desk = night(lang, Mode::Real);
        for n in 0..30 {
            note(&mut desk, NoteKind::Todo, &format!("errand {n}"));
        }
        desk.keys("b");
        let text = desk.text();
        for needed in ["Nobody answers", "VLAN 30", "AB-123-CD"] {
            assert!(text.contains(needed), "{needed}: {text}");
        }
        assert!(!text.contains(" errand 29 ("), "{text}");
        for _ in 0..8 {
            desk.tap(KeyCode::Char(' '));
            if desk.text().contains(" errand 29 (") {
                break;
            }
        }
        assert!(desk.text().contains(" errand 29 ("), "{}", desk.text());
    }
}

#[test]
fn the_parts_come_in_their_order_and_a_settled_note_in_none() {
    let desk = night(Lang::En, Mode::Real);
    let now = desk.now();
    let brief = desk.session.state().brief(&now);
    let parts: Vec<Part> = brief.iter().map(|line| line.part).collect();
    assert!(parts.is_sorted(), "{parts:?}");
    let has = |kind| {
        brief.iter().any(|line| matches!(&line.item, Item::Note(entry) if entry.note.kind == kind))
    };
    assert!([NoteKind::Question, NoteKind::Decision, NoteKind::Todo].into_iter().all(has));
    assert!(!has(NoteKind::Fact));
    let alone = brief.iter().filter(|line| matches!(&line.item, Item::Agreed(a) if a.is_alone()));
    assert_eq!(alone.count(), 1);
    assert!(!brief.iter().any(|line| matches!(line.item, Item::NothingNoted)));
    let fresh = Desk::first_hour(Lang::En);
    let brief = fresh.session.state().brief(&now);
    assert!(brief.iter().any(|line| matches!(line.item, Item::NothingNoted)));
}

#[test]
fn lines_are_left_out_by_rank_and_a_tall_one_blocks_no_other() {
    let lines = [(3, 1), (0, 2), (2, 5), (1, 1)];
    assert_eq!(fitting(&lines, 9), [true, true, true, true]);
    assert_eq!(fitting(&lines, 4), [true, true, false, true]);
    assert_eq!(fitting(&lines, 1), [false, false, false, true]);
    assert_eq!(fitting(&lines, 0), [false; 4]);
}

#[test]
fn a_full_disk_passes_no_lead() {
    let mut desk = night(Lang::En, Mode::Real);
    read_back(&mut desk);
    desk.disk_fails = true;
    desk.enter().enter();
    assert!(!desk.text().contains("SAY TO ALL"), "{}", desk.text());
    assert!(desk.text().contains("NOT RECORDED"), "{}", desk.text());
}
