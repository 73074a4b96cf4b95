//! Every screen of the program, for what must hold on all of them.

use crossterm::event::KeyCode;
use sangfroid::domain::command::{CloseOrder, Command};
use sangfroid::domain::event::Mode;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::session::Session;

use super::desk::Desk;
use super::stage::BRIEF;
use super::{board, calls, frame};

/// Where the night begins.
type Begin = fn(Lang) -> Desk;

/// A screen: where the night begins, and the keys that lead there.
#[derive(Clone, Copy)]
pub(super) struct Scene {
    pub(super) name: &'static str,
    begin: Begin,
    way: fn(&mut Desk),
}

impl Scene {
    /// The screen at 80x24.
    pub(super) fn raise(&self, lang: Lang) -> Desk {
        let mut desk = (self.begin)(lang);
        (self.way)(&mut desk);
        desk
    }

    /// Whether only the page's own answers count there: leaving, and the help that any key closes.
    pub(super) fn is_closed_off(&self) -> bool {
        matches!(self.name, "leave" | "help")
    }
}

/// A step is done, time goes by, and the program starts again.
fn back_again(lang: Lang) -> Desk {
    let mut desk = Desk::first_hour(lang);
    desk.enter();
    desk.pass(Span::from_min(9));
    desk.reopen();
    desk
}

fn without_disk(lang: Lang) -> Desk {
    let mut desk = Desk::first_hour(lang);
    desk.disk_fails = true;
    desk.keys("s1").enter();
    desk
}

fn brief(lang: Lang) -> Desk {
    Desk::started(lang, Mode::Exercise, BRIEF)
}

fn over(lang: Lang) -> Desk {
    let mut desk = brief(lang);
    let reason = Some("drill over".to_owned());
    desk.order(Command::Close(CloseOrder { last_acts_done: Vec::new(), reason }));
    desk.reopen();
    desk
}

const OTHERS: &[Scene] = &[
    Scene { name: "picker", begin: Desk::new, way: |_| {} },
    Scene {
        name: "picker_typed",
        begin: Desk::new,
        way: |desk| {
            desk.keys("rans");
        },
    },
    Scene {
        name: "picker_nothing",
        begin: Desk::new,
        way: |desk| {
            desk.keys("tsunami");
        },
    },
    Scene { name: "triage", begin: Desk::new, way: to_triage },
    Scene {
        name: "triage_marked",
        begin: Desk::new,
        way: |desk| {
            to_triage(desk);
            desk.keys("57");
        },
    },
    Scene {
        name: "start",
        begin: Desk::new,
        way: |desk| {
            desk.keys("rans").enter();
        },
    },
    Scene {
        name: "start_typed",
        begin: Desk::new,
        way: |desk| {
            desk.keys("rans").enter().keys("1mk");
        },
    },
    Scene {
        name: "menu_early",
        begin: Desk::new,
        way: |desk| {
            desk.tap(KeyCode::F(9));
        },
    },
    Scene { name: "resume", begin: back_again, way: |_| {} },
    Scene {
        name: "resume_time",
        begin: back_again,
        way: |desk| {
            desk.keys("1").enter();
        },
    },
    Scene { name: "alarm", begin: without_disk, way: |_| {} },
    Scene {
        name: "alarm_all",
        begin: without_disk,
        way: |desk| {
            desk.keys("3").enter();
        },
    },
    Scene {
        name: "alarm_place",
        begin: without_disk,
        way: |desk| {
            desk.keys("2").enter();
        },
    },
    Scene {
        name: "outline",
        begin: back_to_work,
        way: |desk| {
            desk.keys("o");
        },
    },
    Scene {
        name: "log",
        begin: back_to_work,
        way: |desk| {
            desk.keys("v");
        },
    },
    Scene { name: "cards", begin: Desk::first_hour, way: |desk| by_menu(desk, "command cards") },
    Scene { name: "adding", begin: Desk::first_hour, way: |desk| by_menu(desk, "add a runbook") },
    Scene { name: "closing", begin: brief, way: |desk| by_menu(desk, "close the incident") },
    Scene {
        name: "closing_reason",
        begin: brief,
        way: |desk| {
            by_menu(desk, "close the incident");
            desk.tap(KeyCode::End).keys("drill");
        },
    },
    Scene { name: "summary", begin: over, way: |_| {} },
    Scene {
        name: "summary_menu",
        begin: over,
        way: |desk| {
            desk.keys("m");
        },
    },
];

fn to_triage(desk: &mut Desk) {
    desk.tap(KeyCode::F(9)).keys("symptom").enter();
}

fn by_menu(desk: &mut Desk, name: &str) {
    desk.keys("m").keys(name).enter();
}

fn back_to_work(lang: Lang) -> Desk {
    let mut desk = back_again(lang);
    desk.enter();
    desk
}

/// The same laws as on the board, in an incident that is closed.
fn over_with_clocks(lang: Lang) -> Desk {
    let mut desk = board::desk(lang);
    let reason = Some("drill over".to_owned());
    desk.order(Command::Close(CloseOrder { last_acts_done: Vec::new(), reason }));
    desk.reopen();
    desk
}

/// Another window writes this log (R89).
fn beside_another(lang: Lang) -> Desk {
    let mut desk = board::desk(lang);
    desk.enter();
    let session = std::mem::replace(&mut desk.session, Session::new(sangfroid::runbook::read));
    desk.session = session.only_reading();
    desk.reopen();
    desk
}

/// Every page that can be reached where nothing is done any more.
const PAGES: &[(&str, frame::Way)] = &[
    ("home", |_| {}),
    ("log", |desk| {
        desk.keys("v");
    }),
    ("log_find", |desk| {
        desk.keys("vf");
    }),
    ("outline", |desk| {
        desk.keys("o");
    }),
    ("look", |desk| {
        desk.keys("o").tap(KeyCode::Down).enter();
    }),
    ("board", |desk| {
        desk.keys("d");
    }),
    ("board_enter", |desk| {
        desk.keys("d").enter();
    }),
    ("brief", |desk| {
        desk.keys("b");
    }),
    ("roles", |desk| {
        desk.keys("r");
    }),
    ("tracks", |desk| {
        desk.keys("t");
    }),
    ("contacts", |desk| {
        desk.keys("c");
    }),
    ("limits", |desk| by_menu(desk, "limits")),
    ("facts", |desk| by_menu(desk, "facts")),
    ("cards", |desk| by_menu(desk, "command cards")),
    ("menu", |desk| {
        desk.keys("m");
    }),
];

/// The incident is over.
pub(super) fn after_the_end() -> Vec<Scene> {
    pages(over).into_iter().chain(pages(over_with_clocks)).collect()
}

/// Another window has the log.
pub(super) fn only_reading() -> Vec<Scene> {
    pages(beside_another)
}

fn pages(begin: Begin) -> Vec<Scene> {
    PAGES.iter().map(|(name, way)| Scene { name, begin, way: *way }).collect()
}

/// The list of people to call, before anything was started.
pub(super) fn before_the_start() -> Vec<Scene> {
    let ways: [(&str, frame::Way); 3] = [
        ("contacts_early", |desk| {
            desk.tap(KeyCode::F(8));
        }),
        ("contact_early", |desk| {
            desk.tap(KeyCode::F(8)).enter();
        }),
        ("facts_early", |desk| {
            desk.tap(KeyCode::F(8)).tap(KeyCode::Tab);
        }),
    ];
    let begin: Begin = |lang| {
        let mut desk = Desk::new(lang);
        desk.site = calls::desk(lang).site;
        desk
    };
    ways.into_iter().map(|(name, way)| Scene { name, begin, way }).collect()
}

/// Every screen.
pub(super) fn scenes() -> Vec<Scene> {
    let lists: [(Begin, _); 3] = [
        (Desk::first_hour, frame::SCREENS),
        (calls::desk, calls::SCREENS),
        (board::desk, board::SCREENS),
    ];
    let listed = lists.into_iter().flat_map(|(begin, list): (_, &[(&'static str, frame::Way)])| {
        list.iter().map(move |(name, way)| Scene { name, begin, way: *way })
    });
    listed.chain(OTHERS.iter().copied()).collect()
}
