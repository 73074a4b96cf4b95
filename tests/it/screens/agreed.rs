//! Who agreed to an act, and that one was done alone, is seen wherever the incident is told (R54).

use crossterm::event::KeyCode;
use sangfroid::domain::act::ApprovalHow;
use sangfroid::domain::text::Lang;

use super::desk::Desk;
use super::step::at_the_cut;

fn alone(lang: Lang) -> Desk {
    let mut desk = at_the_cut(lang);
    desk.enter().keys("3").keys("Nobody answers").enter();
    desk
}

#[test]
fn alone_costs_three_keys_and_the_reason_and_is_seen_beside_the_step() {
    for (lang, row) in
        [(Lang::En, "MKERN ALONE: Nobody answers"), (Lang::Fr, "MKERN SEUL : Nobody")]
    {
        let mut desk = alone(lang);
        assert!(desk.text().contains(row), "{}", desk.text());
        desk.keys("v");
        let words: Vec<String> = desk.text().split_whitespace().map(str::to_owned).collect();
        let word = if lang == Lang::En { "ALONE: Nobody" } else { "SEUL : Nobody" };
        assert!(words.join(" ").contains(word), "{}", desk.text());
        desk.tap(KeyCode::Esc).keys("o");
        let word = if lang == Lang::En { "ALONE: N" } else { "SEUL : N" };
        assert!(desk.text().contains(word), "{}", desk.text());
    }
}

#[test]
fn a_second_person_is_named_with_the_way_they_agreed() {
    for (key, how, en, fr) in [
        ("1", ApprovalHow::Present, "MKERN with AD", "MKERN avec AD"),
        ("2", ApprovalHow::Phone, "MKERN with AD (phone)", "MKERN avec AD (tél.)"),
    ] {
        for (lang, row) in [(Lang::En, en), (Lang::Fr, fr)] {
            let mut desk = at_the_cut(lang);
            desk.enter().keys(key).keys("AD").tap(KeyCode::Tab).keys("EDGE 48").enter();
            assert!(desk.text().contains(row), "{}", desk.text());
            assert!(!desk.text().contains("ALONE") && !desk.text().contains("SEUL"));
            let state = desk.session.state();
            assert_eq!(state.agreed().first().map(|agreed| agreed.approval.how), Some(how));
            assert!(state.done_alone().is_empty());
        }
    }
}

#[test]
fn the_pages_of_the_end_name_what_was_done_alone() {
    for (lang, head) in [(Lang::En, "DONE ALONE 1"), (Lang::Fr, "FAIT SEUL 1")] {
        let mut desk = alone(lang);
        desk.keys(if lang == Lang::En { "mclose" } else { "mclore" }).enter();
        let text = desk.text();
        assert!(text.contains(head) && text.contains("Nobody answers"), "{text}");
    }
}

#[test]
fn what_was_taken_back_is_alone_no_more() {
    let mut desk = alone(Lang::En);
    assert_eq!(desk.session.state().done_alone().len(), 1);
    desk.keys("u").enter();
    assert!(desk.session.state().done_alone().is_empty());
    assert!(!desk.row(6).contains("ALONE"), "{}", desk.text());
}
