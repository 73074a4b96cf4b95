//! The pictures of the tour are what the program draws: each is made from the cells of a real walk
//! through a shipped runbook, and a picture that has grown stale fails.
//!
//! After a change of the screens: `SANGFROID_TOUR=write cargo test --test it -- tour`, then look at
//! each picture before it is kept.

mod cast;
mod picture;
mod walk;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sangfroid::domain::text::Lang;

use walk::Frame;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/tour")
}

/// Every file of the tour that is made here, with its content.
fn made() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for lang in Lang::ALL {
        let frames = walk::walked(lang, (80, 24));
        for frame in frames.iter().filter(|frame| !frame.name.is_empty()) {
            let picture = picture::still(&frame.buffer, &frame.about);
            files.push((format!("{}.{}.svg", frame.name, lang.code()), picture));
        }
        let all: Vec<&Frame> = frames.iter().collect();
        // Single letters would make the moving picture five times as large.
        let lasting: Vec<&Frame> = frames.iter().filter(|frame| frame.ms >= 1_000).collect();
        files.push((format!("walk.{}.svg", lang.code()), picture::moving(&lasting)));
        files.push((format!("walk.{}.cast", lang.code()), cast::of(&all)));
    }
    let wide = walk::walked(Lang::En, (120, 40));
    let step = wide.iter().find(|frame| frame.name == "03-step").expect("the step");
    files.push(("03-step-wide.en.svg".to_owned(), picture::still(&step.buffer, &step.about)));
    files
}

#[test]
fn every_picture_is_what_the_program_draws_and_none_is_left_over() {
    let is_asked = std::env::var("SANGFROID_TOUR").is_ok_and(|wish| wish == "write");
    let mut names = BTreeSet::from(["README.md".to_owned()]);
    for (name, content) in made() {
        let path = folder().join(&name);
        if is_asked {
            fs::write(&path, &content).expect("a picture is written");
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == content,
            "assets/tour/{name} is stale: SANGFROID_TOUR=write cargo test --test it -- tour"
        );
        names.insert(name);
    }
    let there: BTreeSet<String> = fs::read_dir(folder())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(there, names, "a file without a picture, or a picture without a file");
}

#[test]
fn the_tour_shows_every_still_picture_and_only_those_that_exist() {
    let page = fs::read_to_string(folder().join("README.md")).expect("the tour's page");
    let shown: BTreeSet<&str> = page
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|target| Path::new(target).extension().is_some_and(|end| end != "md"))
        .collect();
    let made = made();
    let made: BTreeSet<&str> = made.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(shown, made);
}
