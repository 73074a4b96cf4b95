//! One night, played at the desk: from what is seen to the second person and the end of the step.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;
use sangfroid::runbook::library::Library;
use sangfroid::tui::shelf::shelf;
use sangfroid::tui::theme::Theme;

use crate::screens::desk::Desk;

/// How long one typed letter stands before the next.
const LETTER_MS: u64 = 150;

/// What stood on the screen.
pub struct Frame {
    /// Its file, when it is a picture of its own; empty for those between.
    pub name: &'static str,
    /// What it shows, for those who do not see it.
    pub about: String,
    /// Its cells.
    pub buffer: Buffer,
    /// Where the hardware cursor stood.
    pub caret: Option<Position>,
    /// How long it is looked at, in milliseconds.
    pub ms: u64,
}

/// Something that is done, and the picture that is taken of it.
struct Shot {
    play: fn(&mut Desk),
    /// Letters that are typed afterwards, in either language.
    types: [&'static str; 2],
    name: &'static str,
    ms: u64,
    about: [&'static str; 2],
}

const NOTHING: fn(&mut Desk) = |_| {};

const SHOTS: &[Shot] = &[
    Shot {
        play: NOTHING,
        types: ["", ""],
        name: "",
        ms: 2_000,
        about: ["The picker", "Le choix de la fiche"],
    },
    Shot {
        play: NOTHING,
        types: ["phone", "telep"],
        name: "01-picker",
        ms: 3_000,
        about: [
            "The picker: five letters, and the list holds the runbook for dead telephones",
            "Le choix de la fiche : cinq lettres, et la liste montre la fiche téléphonie",
        ],
    },
    Shot {
        play: |desk| {
            desk.enter().keys("2");
        },
        types: ["mk", "mk"],
        name: "02-start",
        ms: 3_000,
        about: [
            "The start form: real or exercise, who, since when, and where the log goes",
            "Le départ : réel ou exercice, qui, depuis quand, et où va la main courante",
        ],
    },
    Shot {
        play: |desk| {
            desk.enter();
        },
        types: ["", ""],
        name: "03-step",
        ms: 5_000,
        about: [
            "The first step: the danger first, then how, then the proof",
            "La première étape : le danger d'abord, puis comment, puis la preuve",
        ],
    },
    Shot {
        play: |desk| {
            desk.keys("n");
        },
        types: ["van left 02:40", "camionnette vue 02:40"],
        name: "04-note",
        ms: 3_000,
        about: [
            "A note: one key, the text, Enter; it carries the moment the key was pressed",
            "Une note : une touche, le texte, Entrée ; elle garde l'heure de la touche",
        ],
    },
    Shot {
        play: |desk| {
            desk.enter().done();
        },
        types: ["", ""],
        name: "05-next",
        ms: 4_000,
        about: [
            "Done: it is on disk, then it ticks, and the next step stands there",
            "Fait : c'est sur le disque, puis coché, et l'étape suivante est là",
        ],
    },
    Shot {
        play: |desk| {
            desk.keys("i");
        },
        types: ["", ""],
        name: "06-cannot",
        ms: 3_000,
        about: [
            "Could not: a reason, and what the runbook says to do instead",
            "Impossible : un motif, et ce que la fiche dit de faire à la place",
        ],
    },
    Shot {
        play: |desk| {
            desk.tap(KeyCode::Esc).keys("o");
        },
        types: ["", ""],
        name: "07-outline",
        ms: 3_000,
        about: ["All steps, with their marks", "Toutes les étapes, avec leurs marques"],
    },
    Shot {
        play: |desk| {
            desk.tap(KeyCode::Esc);
            desk.pass(Span::from_min(12));
            desk.keys("wd");
        },
        types: ["", ""],
        name: "08-clocks",
        ms: 4_000,
        about: [
            "Every clock in one list, the overdue one first",
            "Toutes les échéances en une liste, la dépassée d'abord",
        ],
    },
    Shot {
        play: |desk| {
            desk.tap(KeyCode::Esc).keys("?");
        },
        types: ["", ""],
        name: "09-help",
        ms: 3_000,
        about: ["Help: the keys that work here", "L'aide : les touches qui marchent ici"],
    },
    Shot {
        play: |desk| {
            desk.tap(KeyCode::Esc).keys("q");
        },
        types: ["", ""],
        name: "10-leave",
        ms: 3_000,
        about: [
            "Leaving: the incident stays open, and two acts are needed",
            "Quitter : l'incident reste ouvert, et il faut deux gestes",
        ],
    },
];

/// The frames of the walk, the first one on the empty picker.
pub fn walked(lang: Lang, size: (u16, u16)) -> Vec<Frame> {
    let at = usize::from(lang == Lang::Fr);
    let mut desk = Desk::new(lang);
    desk.shelf = shelf(&Library::shipped());
    desk.theme = Theme::colour();
    desk.resize(size.0, size.1);
    let mut frames = Vec::new();
    for shot in SHOTS {
        (shot.play)(&mut desk);
        for letter in shot.types[at].chars() {
            desk.tap(KeyCode::Char(letter));
            frames.push(taken(&desk, "", LETTER_MS, ""));
        }
        frames.push(taken(&desk, shot.name, shot.ms, shot.about[at]));
    }
    frames
}

fn taken(desk: &Desk, name: &'static str, ms: u64, about: &str) -> Frame {
    let (buffer, caret) = (desk.buffer.clone(), desk.caret);
    Frame { name, about: about.to_owned(), buffer, caret, ms }
}
