//! R145: what only fingers on the full screen could do can be typed as well.

use sangfroid::domain::place::Mark;
use sangfroid::domain::state::Status;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Span;

use super::night::Night;
use super::walk::number;

/// Two tracks, one of which nobody looks at.
const TWO_TRACKS: &str = include_str!("../screens/two-tracks.yaml");

/// A step that starts legal moments, and one that answers a clock.
const NOTIFY: &str = include_str!("../screens/notify-book.yaml");

/// The number of a choice, however long the list is.
fn choice(night: &mut Night, words: &str) -> String {
    let more = night.with_view(|_, _, view| view.words.screen.linear.more.clone());
    while night.said.ends_with(&more) {
        night.line("");
    }
    number(night, words)
}

/// R18: the number of a step is typed as a line, and so is the reason.
#[test]
fn g_and_a_number_go_on_from_that_step() {
    for (to, why, said) in [("7", "1", "Short of time"), ("è", "é", "é")] {
        let mut night = Night::first_hour(Lang::En);
        night.lines(&["g", to, why]);
        let state = night.session.state();
        let here = state.in_hand(&night.now().moment).expect("a step");
        assert_eq!(here.step.as_str(), "cut", "{}", night.said);
        let log = String::from_utf8(night.written.concat()).expect("text");
        assert!(log.contains(&format!("\"{said}\"")), "{why}: {log}");
    }
    let mut night = Night::first_hour(Lang::En);
    let before = night.records();
    night.lines(&["g", "1234"]);
    assert!(night.said.contains("Type the number of a step, 1 to 12."), "{}", night.said);
    assert_eq!(night.records(), before);
}

/// R92: a text of one letter is that letter, also where reasons are offered by number.
#[test]
fn a_text_of_one_letter_is_no_number() {
    let mut night = Night::first_hour(Lang::Fr);
    night.lines(&["s", "é"]);
    let status = &night.session.state().runs[0].steps[0].status;
    assert_eq!(*status, Status::Skipped { reason: "é".to_owned() }, "{}", night.said);
}

/// R51: each track can be given, not only the first.
#[test]
fn every_track_is_given_by_its_number() {
    for (lang, give) in [(Lang::En, "give "), (Lang::Fr, "confier ")] {
        for at in 0..2 {
            let mut night = Night::following(lang, TWO_TRACKS);
            let cards = night.session.state().tracks(&night.now().moment);
            let card = &cards[at].track;
            let (id, title) = (card.id.clone(), card.title.get(lang).to_owned());
            night.line("t");
            let number = choice(&mut night, &format!("{give}{title}"));
            night.lines(&[&number, "sb"]);
            let cards = night.session.state().tracks(&night.now().moment);
            for card in &cards {
                let is_held = card.holder.is_some();
                assert_eq!(is_held, card.track.id == id, "{}", night.said);
            }
        }
    }
}

/// R17: steps that were done before are marked by number, and one time stands for all.
#[test]
fn steps_that_were_done_before_are_marked_by_number() {
    for (lang, mark, keep) in [
        (Lang::En, "mark step", "keep the marked steps"),
        (Lang::Fr, "cocher l'étape", "consigner les étapes cochées"),
    ] {
        let mut night = Night::first_hour(lang);
        night.pass(Span::from_min(2));
        let before = night.records();
        night.line("o");
        for n in [1, 2] {
            let number = choice(&mut night, &format!("{mark} {n},"));
            night.line(&number);
        }
        let number = choice(&mut night, keep);
        night.lines(&[&number, "25"]);
        assert_eq!(night.records(), before + 2, "{}", night.said);
        let run = &night.session.state().runs[0];
        for index in [0, 1] {
            assert_eq!(run.mark(index), Mark::Done);
            let answered = run.steps[index].answered.as_ref().expect("answered");
            let claimed = answered.happened_at.expect("a claimed time");
            assert_eq!(answered.at.wall.since(claimed).minutes(), 25);
        }
    }
}

/// A mark that was a slip is taken away again, and so are all of them.
#[test]
fn a_mark_is_taken_away_by_number() {
    let mut night = Night::first_hour(Lang::En);
    let before = night.records();
    night.line("o");
    let number = choice(&mut night, "mark step 2,");
    night.line(&number);
    let number = choice(&mut night, "unmark step 2,");
    night.line(&number);
    let number = choice(&mut night, "mark step 1,");
    night.line(&number);
    let number = choice(&mut night, "take every mark away");
    night.lines(&[&number, "esc"]);
    assert_eq!(night.records(), before, "{}", night.said);
}

/// R97, R99: the second Enter of one line answers no field, where an empty field means now.
#[test]
fn a_double_enter_answers_no_field() {
    let mut night = Night::following(Lang::En, NOTIFY);
    night.line("d");
    let board = choice(&mut night, "File the complaint for the insurer");
    // It was filed, and in full.
    night.lines(&[&board, "3", "1"]);
    let before = night.records();
    for _ in 0..8 {
        night.line_after(Span::from_ms(200), "");
    }
    assert_eq!(night.records(), before, "{}", night.said);
}

/// One word for a card of commands, on the screen and here.
#[test]
fn a_card_of_commands_is_called_as_on_the_screen() {
    for (lang, word) in [(Lang::En, "Card 1 of"), (Lang::Fr, "Mémo 1 sur")] {
        let words = sangfroid::i18n::Catalogue::of(lang);
        let (screen, line) = (&words.screen.card.place, &words.screen.linear.card);
        let facts = [("n", "1"), ("total", "2"), ("platform", ""), ("title", "")];
        let fill = |text: &str| sangfroid::i18n::fill(text, &facts);
        assert!(fill(line).starts_with(word), "{line}");
        assert!(fill(screen).contains(&word.to_lowercase()), "{screen}");
    }
}
