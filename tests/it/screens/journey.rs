//! Whole journeys through the application, key by key: to the first step, and back after a stop.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use sangfroid::domain::command::Command;
use sangfroid::domain::event::{Doubt, Mode};
use sangfroid::domain::place::Mark;
use sangfroid::domain::text::Lang;
use sangfroid::tui::app::App;
use sangfroid::tui::request::Request;

use super::stage::{Stage, TELEPHONES, step};

/// Types with a second between the keys; `\n` is Enter. Returns what was asked of the driver.
fn typed(app: &mut App, stage: &mut Stage, keys: &str) -> Vec<Request> {
    let mut requests = Vec::new();
    for c in keys.chars() {
        stage.pass(1);
        let code = if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) };
        requests.extend(app.key(KeyEvent::new(code, KeyModifiers::NONE), &stage.view()));
    }
    requests
}

/// Carries orders to the session and its answers back, until nothing more is asked.
fn carry(app: &mut App, stage: &mut Stage, requests: Vec<Request>) -> Vec<Command> {
    let mut carried = Vec::new();
    let mut waiting = requests;
    while !waiting.is_empty() {
        let Request::Order(command) = waiting.remove(0) else { panic!("{waiting:?}") };
        carried.push((*command).clone());
        for effect in stage.order(*command) {
            waiting.extend(app.answer(&effect, &stage.view()));
        }
    }
    carried
}

#[test]
fn an_unknown_person_reaches_the_first_step_with_eight_keys() {
    let mut stage = Stage::new();
    let mut app = App::new(Lang::En);
    let keys = "tel\n1mk\n";
    assert_eq!(keys.chars().count(), 8);
    let requests = typed(&mut app, &mut stage, keys);
    let [Request::Start(order)] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!(order.mode, Mode::Real);
    assert_eq!(order.person.initials.as_str(), "MK");
    assert_eq!(order.runbook.runbook.id.as_str(), "telephony-loss");
}

#[test]
fn after_a_stop_one_key_resumes_and_nothing_is_ticked() {
    let mut stage = Stage::open(TELEPHONES);
    stage.pass(600);
    let mut app = App::new(Lang::En);
    app.opened(&stage.view());
    let requests = typed(&mut app, &mut stage, "\n");
    let carried = carry(&mut app, &mut stage, requests);
    assert_eq!(carried, [Command::Resume { doubt: Some(Doubt::NotDone) }]);
    assert_eq!(stage.session.state().runs[0].count(Mark::Done), 0);
}

#[test]
fn done_before_the_stop_ticks_the_step_with_its_own_time() {
    let mut stage = Stage::open(TELEPHONES);
    stage.pass(600);
    let mut app = App::new(Lang::En);
    app.opened(&stage.view());
    let requests = typed(&mut app, &mut stage, "1\n5\n");
    let carried = carry(&mut app, &mut stage, requests);
    assert!(
        matches!(carried.as_slice(), [Command::Resume { .. }, Command::Step(_)]),
        "{carried:?}"
    );
    let (run, index) = {
        let incident = stage.session.state();
        incident.find(&step("telephony-loss", "test-life-lines")).expect("the step")
    };
    assert_eq!(run.mark(index), Mark::Done);
    let answered = run.steps[index].answered.as_ref().expect("an answer");
    let at = answered.happened_at.expect("the time that was said");
    let minutes_ago = stage.now.moment.wall.since(at).minutes();
    assert_eq!(minutes_ago, 5);
}

#[test]
fn after_the_start_the_spoken_code_stands_on_the_first_step_whole_and_costs_no_key() {
    for (lang, words) in [(Lang::En, "Write on paper: "), (Lang::Fr, "À noter sur papier : ")] {
        let mut stage = Stage::open(TELEPHONES);
        stage.lang = lang;
        let mut app = App::new(lang).after_start();
        app.opened(&stage.view());
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        app.paint(&mut buffer, &stage.view());
        let row: String = (0..80).map(|x| buffer[(x, 22)].symbol()).collect();
        let code = stage.session.head().spoken_code().to_string();
        assert!(row.contains(&format!("{words}{code}")), "{row}");
    }
}
