//! A reviewer's comments: on an entry of a closed incident, kept apart from its log (S16).

use crossterm::event::KeyCode;
use sangfroid::audit::comment::{decode, encode};
use sangfroid::domain::comment::Comment;
use sangfroid::domain::ids::{Initials, Seq};
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Timestamp;

use super::desk::Desk;
use super::every::after_the_end;

/// Over the log of an incident that is closed.
fn over_the_log(lang: Lang) -> Desk {
    let mut scenes = after_the_end().into_iter();
    let scene = scenes.find(|scene| scene.name == "log").expect("the log is one of them");
    scene.raise(lang)
}

fn sample(text: &str) -> Comment {
    Comment {
        at: Timestamp::parse("2026-11-27T09:10:00.000Z").expect("a time"),
        who: Initials::parse("AD").expect("initials"),
        entry: Seq(9),
        text: text.to_owned(),
    }
}

#[test]
fn a_comment_stands_with_its_entry_and_the_log_stays_as_it_was() {
    for lang in [Lang::En, Lang::Fr] {
        let mut desk = over_the_log(lang);
        let lines = desk.session.lines();
        desk.tap(KeyCode::Up).keys("n");
        desk.keys("ad").tap(KeyCode::Tab).keys("why so late?");
        insta::assert_snapshot!(format!("comment_box_{}", lang.code()), desk.golden());
        desk.enter();
        let [comment] = desk.comments.as_slice() else { panic!("{:?}", desk.comments) };
        assert_eq!((comment.who.as_str(), comment.text.as_str()), ("AD", "why so late?"));
        assert_eq!(desk.session.lines(), lines, "nothing was recorded");
        desk.draw();
        assert!(desk.text().contains("why so late?"), "{}", desk.text());
        desk.tap(KeyCode::Down);
        assert!(!desk.text().contains("why so late?"), "it is about one entry\n{}", desk.text());
        desk.keys("n");
        assert!(desk.text().contains("AD"), "who commented last is offered\n{}", desk.text());
    }
}

#[test]
fn nothing_is_kept_without_a_name_or_without_words_and_esc_loses_nothing() {
    let mut desk = over_the_log(Lang::En);
    desk.keys("n").enter();
    assert!(desk.last().contains("initials"), "{}", desk.last());
    desk.keys("ad").enter();
    assert!(desk.last().contains("without words"), "{}", desk.last());
    desk.keys("half a thought").tap(KeyCode::Esc);
    assert!(desk.comments.is_empty());
    desk.keys("n");
    assert!(desk.text().contains("half a thought"), "{}", desk.text());
    desk.tap(KeyCode::Esc).tap(KeyCode::Up).keys("n");
    assert!(!desk.text().contains("half a thought"), "another entry\n{}", desk.text());
}

#[test]
fn while_the_incident_runs_the_key_opens_the_note() {
    let mut desk = Desk::first_hour(Lang::En);
    desk.keys("vn");
    assert!(!desk.text().contains("COMMENT ON ENTRY"), "{}", desk.text());
    assert!(desk.reads_text(), "{}", desk.text());
}

#[test]
fn what_is_kept_is_read_again_and_what_is_not_ours_is_passed_over() {
    let comments = [sample("plain"), sample("a \"quote\", an\nend and é"), sample("\u{1b}[2J")];
    let lines: Vec<u8> = comments.iter().filter_map(encode).flatten().collect();
    assert_eq!(decode(&lines), (comments.to_vec(), 0));
    let strange: [&[u8]; 6] = [
        b"not json\n",
        b"{\"v\":2,\"at\":\"2026-11-27T09:10:00.000Z\",\"who\":\"AD\",\"entry\":1,\"text\":\"\"}\n",
        b"{\"v\":1,\"at\":\"yesterday\",\"who\":\"AD\",\"entry\":1,\"text\":\"x\"}\n",
        b"{\"v\":1,\"at\":\"2026-11-27T09:10:00.000Z\",\"who\":\"\",\"entry\":1,\"text\":\"x\"}\n",
        b"\xff\xfe\n",
        b"{\"v\":1}\n",
    ];
    let mixed = [&strange.concat()[..], &lines].concat();
    assert_eq!(decode(&mixed), (comments.to_vec(), strange.len()));
}

#[test]
fn a_comment_of_a_stranger_drives_no_terminal() {
    let mut desk = over_the_log(Lang::En);
    desk.tap(KeyCode::Home);
    desk.comments =
        (1..40).map(|entry| Comment { entry: Seq(entry), ..sample("\u{1b}[2Jx") }).collect();
    desk.draw();
    assert!(!desk.text().contains('\u{1b}'), "{}", desk.text());
    assert!(desk.text().contains("AD, 2026-11-27"), "{}", desk.text());
}
