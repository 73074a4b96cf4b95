//! Half-written forms: nothing typed is lost by Esc, by another screen, or by the end of the
//! program; and nothing is offered where it does not belong (R66).

use crossterm::event::KeyCode;
use sangfroid::domain::text::Lang;
use sangfroid::tui::draft::{Drafts, FormKind, FormName};

use super::desk::Desk;

/// Opens a form, types into it, and gives what would be kept on disk.
fn typed(desk: &mut Desk, open: &str, text: &str) -> String {
    desk.keys(open);
    desk.keys(text);
    let draft = desk.app.draft();
    assert!(draft.contains(text), "{draft}\n{}", desk.text());
    draft
}

#[test]
fn every_form_is_kept_while_it_is_typed_into_and_comes_back_where_it_was() {
    // Which keys open it, what is typed, what the way back says.
    let forms = [
        ("n", "guard has the keys", "note: 'guard has the keys'"),
        ("s", "done by the night shift", "step 2, why skipped: 'done by the night shift'"),
        ("p2", "no radio at hand", "step 2, why later: 'no radio at hand'"),
        ("i", "cabinet is locked", "step 2, why not: 'cabinet is locked'"),
        ("e", "", "evidence: "),
        ("mchange\n", "ab", "change of shift: 'ab'"),
    ];
    for (open, text, words) in forms {
        let mut desk = Desk::first_hour(Lang::En);
        desk.done();
        let (open, text) = if open == "e" {
            desk.keys("e").tap(KeyCode::Tab);
            ("", "photo of the label")
        } else {
            (open, text)
        };
        let open = open.replace('\n', "");
        desk.keys(&open);
        if open.starts_with('m') {
            desk.enter();
        }
        let draft = typed(&mut desk, "", text);

        let mut later = Desk::first_hour(Lang::En);
        later.done();
        later.app.restore_draft(&draft);
        later.pass(sangfroid::domain::time::Span::from_min(10));
        later.reopen();
        assert!(later.text().contains(words), "{words}:\n{}", later.text());
        assert_eq!(later.app.draft(), draft, "what came back is kept on");
    }
}

#[test]
fn esc_keeps_a_reason_for_its_own_step_and_kind_only() {
    let mut desk = Desk::first_hour(Lang::En);
    typed(&mut desk, "s", "the other team did it");
    desk.tap(KeyCode::Esc);
    assert!(!desk.text().contains("the other team did it"));
    desk.keys("i");
    assert!(!desk.text().contains("the other team did it"), "{}", desk.text());
    desk.tap(KeyCode::Esc).keys("s");
    assert!(desk.text().contains("the other team did it"), "{}", desk.text());
    desk.enter();
    assert_eq!(desk.app.draft(), "", "what is recorded is no draft");
    desk.keys("s");
    assert!(desk.app.draft().is_empty(), "the next step begins empty");
}

#[test]
fn what_was_kept_for_a_step_is_forgotten_once_it_is_answered() {
    let mut desk = Desk::first_hour(Lang::En);
    typed(&mut desk, "i", "cable is out of reach");
    desk.tap(KeyCode::Esc);
    assert!(!desk.app.draft().is_empty());
    desk.done();
    assert_eq!(desk.app.draft(), "");
}

#[test]
fn a_text_of_the_first_version_is_a_note() {
    let drafts = Drafts::of_text("Guard found the bad");
    let all: Vec<_> = drafts.iter().map(|(form, text)| (form.kind, text.to_owned())).collect();
    assert_eq!(all, [(FormKind::Note, "Guard found the bad".to_owned())]);
}

#[test]
fn whatever_stands_in_the_file_opens_nothing_breaks_nothing_and_drives_no_terminal() {
    let many = "skip\ta/b\tx\n".repeat(10_000);
    let hostile = [
        "sangfroid-drafts 1\n\n\t\t\t\nunknown\tx\ty\nskip\nskip\ta/b\n".to_owned(),
        "sangfroid-drafts 9\nnote\t\tx\n".to_owned(),
        "sangfroid-drafts 1\nskip\t../../x\t7\u{1b}[2J\t\u{202e}evil\u{7}\n".to_owned(),
        "sangfroid-drafts 1\nlater\tfirst-hour/x\t99999999999999999999\te\tw\n".to_owned(),
        "sangfroid-drafts 1\nevidence\tnot a step\t77\ta\tb\tc\td\n".to_owned(),
        "sangfroid-drafts 1\ncorrect\tlap.1\t9\ttext\nshift\t\t1\t2\t3\t4\t5\t6\t7\t8\t9\n"
            .to_owned(),
        format!("sangfroid-drafts 1\n{many}"),
        format!("sangfroid-drafts 1\nnote\t\t{}\n", "x".repeat(1 << 20)),
    ];
    for text in hostile {
        let mut desk = Desk::first_hour(Lang::En);
        desk.app.restore_draft(&text);
        desk.pass(sangfroid::domain::time::Span::from_min(10));
        desk.reopen();
        let shown = desk.text();
        assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'), "{text:.60}");
        for key in ["n", "e", "s", "p", "i", "u"] {
            desk.keys(key).tap(KeyCode::Esc);
        }
        assert!(desk.app.draft().len() < 200_000, "{text:.60}");
    }
}

#[test]
fn the_text_on_disk_reads_back_as_it_was() {
    let mut drafts = Drafts::default();
    for (at, kind) in FormKind::ALL.into_iter().enumerate() {
        let texts = vec![at.to_string(), "é « » ~ \\n".to_owned(), String::new()];
        drafts.keep(FormName { kind, about: format!("book/step-{at}") }, texts);
    }
    assert_eq!(Drafts::of_text(&drafts.to_text()), drafts);
    assert_eq!(Drafts::of_text(""), Drafts::default());
    assert_eq!(Drafts::default().to_text(), "");
}
