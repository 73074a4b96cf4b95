//! What is to be copied to paper while no disk takes it: every word that somebody typed.

use sangfroid::domain::act::{StepAct, Until};
use sangfroid::domain::call::{CallMade, CallOutcome};
use sangfroid::domain::command::{CloseOrder, Command};
use sangfroid::domain::event::{Correction, NoteKind, SignedOn};
use sangfroid::domain::ids::{EventId, Initials, Seq, WriterId};
use sangfroid::domain::lead::PassLead;
use sangfroid::domain::own_words::OwnWords;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::domain::watch_event::{ClockAdded, Watch};
use sangfroid::session::Effect;
use sangfroid::tui::screen::on_paper::unsaved;

use super::stage::{Stage, TELEPHONES, step};

fn initials(text: &str) -> Initials {
    Initials::parse(text).expect("initials")
}

/// Orders with a word of its own in every field that is typed.
fn typed(note: Seq) -> Vec<Command> {
    let person = SignedOn {
        initials: initials("ZZ"),
        name: Some("Nameword".into()),
        role: Some("Roleword".into()),
        proof: None,
    };
    let own = OwnWords { line: "incident".into(), text: "Ownword".into(), lang: Lang::En };
    let lead = PassLead {
        to: initials("ZZ"),
        urgent: "Urgentword".into(),
        unclear: "Unclearword".into(),
        own_words: vec![own],
        read: vec!["incident".into()],
    };
    let call = CallMade {
        step: None,
        role: None,
        whom: "Whomword".into(),
        channel: None,
        outcome: CallOutcome::Reached,
        said: Some("Saidword".into()),
        happened_at: None,
    };
    let clock = ClockAdded {
        text: "Textword".into(),
        whom: "Giverword".into(),
        span: Span::from_min(30),
        every: Some(Span::from_min(45)),
        script: Some("Scriptword".into()),
    };
    let target =
        EventId { writer: WriterId::parse("lap3-9f2c").expect("a writer"), seq: Seq(note.0) };
    let correction = Correction::NotSo { reason: Some("Notsoword".into()) };
    vec![
        Command::LogCall(call),
        Command::Watch(Watch::ClockAdded(clock)),
        Command::SignOn(person),
        Command::PassLead(lead),
        Command::Correct { target, correction },
    ]
}

fn in_danger() -> Stage {
    let mut stage = Stage::open(TELEPHONES);
    stage.note(NoteKind::Fact, "on disk");
    stage.pass(60);
    stage.fill_disk();
    stage
}

#[test]
fn every_word_that_was_typed_stands_on_the_lines_for_the_paper() {
    let mut stage = in_danger();
    let note = stage.session.state().acts.last().expect("the note on disk").event.seq;
    stage.note(NoteKind::Fact, "Noteword");
    for command in typed(note) {
        let effects = stage.order(command.clone());
        assert!(matches!(effects.as_slice(), [Effect::Held { .. }]), "{command:?}: {effects:?}");
    }
    let until = Until::Event("Untilword".into());
    let act = StepAct::Postponed { until, reason: "Laterword".into() };
    stage.act(&step("telephony-loss", "test-life-lines"), act);
    for lang in Lang::ALL {
        stage.lang = lang;
        let lines = unsaved(&stage.view()).join("\n");
        for word in [
            "Noteword",
            "Nameword",
            "Roleword",
            "Ownword",
            "Urgentword",
            "Unclearword",
            "Whomword",
            "Saidword",
            "Textword",
            "Giverword",
            "Scriptword",
            "30 min",
            "45 min",
            "Notsoword",
            "Untilword",
            "Laterword",
        ] {
            assert!(lines.contains(word), "{word} in {lines}");
        }
    }
}

#[test]
fn the_reason_of_a_closing_that_is_on_no_disk_stands_on_the_paper_too() {
    let mut stage = in_danger();
    let order = CloseOrder { last_acts_done: Vec::new(), reason: Some("Closingword".into()) };
    stage.order(Command::Close(order));
    let lines = unsaved(&stage.view()).join("\n");
    assert!(lines.contains("Closingword"), "{lines}");
}
