//! A field behaves as fingers expect, whatever letters stand in it (R105).

use proptest::prelude::*;
use sangfroid::tui::intent::Intent;
use sangfroid::tui::widget::Field;
use unicode_segmentation::UnicodeSegmentation as _;

use Intent::{Backspace, Delete, End, Home, Left, Right, Space, WordLeft, WordRight};

const X: Intent = Intent::Type('X');

/// An accent that joins the letter before it, a flag of two signs, a family of several people.
const ODD: &str = "e\u{301} \u{1f1eb}\u{1f1f7} \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}";

fn after(text: &str, keys: &[Intent]) -> String {
    let mut field = Field::new(1_000).holding(text);
    for key in keys {
        assert!(field.key(*key), "{key:?} is one for a field");
    }
    field.text().to_owned()
}

#[test]
fn every_key_of_a_field_does_what_it_is_named_for() {
    let table: &[(&str, &[Intent], &str)] = &[
        ("cable", &[X], "cableX"),
        ("cable", &[Left, X], "cablXe"),
        ("cable", &[Left, Left, Right, X], "cablXe"),
        ("cable", &[Home, X], "Xcable"),
        ("cable", &[Home, Left, X], "Xcable"),
        ("cable", &[Home, End, X], "cableX"),
        ("cable", &[End, Right, X], "cableX"),
        ("cable", &[Backspace], "cabl"),
        ("cable", &[Home, Backspace], "cable"),
        ("cable", &[Delete], "cable"),
        ("cable", &[Home, Delete], "able"),
        ("cable", &[Home, Right, Delete], "cble"),
        ("cable", &[Home, Right, Space], "c able"),
        ("pull it out", &[WordLeft, X], "pull it Xout"),
        ("pull it out", &[WordLeft, WordLeft, X], "pull Xit out"),
        ("pull it out", &[Home, WordRight, X], "pullX it out"),
        ("pull it out", &[Home, WordRight, WordRight, X], "pull itX out"),
        ("pull", &[Home, WordLeft, X], "Xpull"),
        ("pull", &[WordRight, X], "pullX"),
        ("l'été", &[Home, WordRight, X], "l'étéX"),
    ];
    for (text, keys, wanted) in table {
        assert_eq!(after(text, keys), *wanted, "{text:?} {keys:?}");
    }
}

#[test]
fn what_is_seen_as_one_letter_is_passed_and_erased_as_one() {
    let letters: Vec<&str> = ODD.graphemes(true).collect();
    assert_eq!(letters.len(), 5);
    for n in 0..=letters.len() {
        let kept = letters.len() - n;
        assert_eq!(after(ODD, &vec![Backspace; n]), letters[..kept].concat());
        let lefts = [vec![Left; n], vec![X]].concat();
        let (before, behind) = letters.split_at(kept);
        assert_eq!(after(ODD, &lefts), format!("{}X{}", before.concat(), behind.concat()));
        let deletes = [vec![Home], vec![Delete; n]].concat();
        assert_eq!(after(ODD, &deletes), letters[n..].concat());
    }
}

#[test]
fn the_caret_is_counted_in_columns_and_a_wide_letter_takes_two() {
    let column = |text: &str, keys: &[Intent]| {
        let mut field = Field::new(100).holding(text);
        for key in keys {
            assert!(field.key(*key));
        }
        field.rows(40, false).1
    };
    assert_eq!(column("abc", &[]), (3, 0));
    assert_eq!(column("e\u{301}a", &[Left]), (1, 0));
    assert_eq!(column("\u{65e5}\u{672c}", &[]), (4, 0));
    assert_eq!(column("\u{65e5}\u{672c}", &[Left]), (2, 0));
}

#[test]
fn a_mark_typed_after_its_letter_joins_it_and_the_caret_stands_behind_both() {
    assert_eq!(after("e", &[Intent::Type('\u{301}'), X]), "e\u{301}X");
    assert_eq!(after("ea", &[Left, Intent::Type('\u{301}'), Backspace]), "a");
}

#[test]
fn no_more_than_the_limit_is_taken_and_no_letter_is_cut() {
    let mut field = Field::new(5);
    assert!(!field.insert("\u{65e5}\u{672c}"), "six bytes");
    assert_eq!(field.text(), "\u{65e5}");
    assert!(field.key(X) && field.key(X) && field.key(X));
    assert_eq!(field.text(), "\u{65e5}XX");
}

fn intents() -> impl Strategy<Value = Intent> {
    let moves = [Left, Right, Home, End, WordLeft, WordRight, Backspace, Delete, Space];
    prop_oneof![
        prop::sample::select(moves.to_vec()),
        prop::sample::select(
            ODD.chars().chain("aé'-.\u{65e5}\u{1f1eb}".chars()).collect::<Vec<_>>()
        )
        .prop_map(Intent::Type),
    ]
}

proptest! {
    /// A sign between two others is where it was typed: the caret never stands inside a letter.
    #[test]
    fn the_caret_never_stands_inside_a_letter(keys in prop::collection::vec(intents(), 0..40)) {
        let mut field = Field::new(200);
        for key in &keys { assert!(field.key(*key)); }
        let before: Vec<String> = field.text().graphemes(true).map(str::to_owned).collect();
        let text = field.text().to_owned();
        prop_assume!(field.key(Intent::Type('#')));
        prop_assume!(field.text().len() > text.len());
        let at = field.text().rfind('#').expect("it is there");
        let (head, _) = field.text().split_at(at);
        let heads = (0..=before.len()).map(|n| before[..n].concat());
        prop_assert!(heads.into_iter().any(|known| known == head), "{head:?} in {before:?}");
        let (rows, (x, y)) = field.rows(20, false);
        prop_assert!(usize::from(y) < rows.len() && x <= 20);
    }
}
