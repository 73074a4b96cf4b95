//! The spoken code: said by itself when an incident begins and ends, and on a page for printing
//! that a camera can read.

use std::path::Path;

use super::sandbox::Sandbox;
use super::script::{say, with_samples};

/// The modules of the page's square, as a camera would see them.
fn square(html: &str) -> String {
    const SCALE: usize = 4;
    let drawn = html.split("<svg").nth(1).and_then(|s| s.split("</svg>").next()).expect("a square");
    let side = drawn.split("viewBox=\"0 0 ").nth(1).and_then(|s| s.split(' ').next());
    let side: usize = side.and_then(|s| s.parse().ok()).expect("a size");
    let mut dark = vec![false; side * side];
    let path = drawn.split(" d=\"").nth(1).and_then(|s| s.split('"').next()).expect("a path");
    for module in path.split('M').filter(|module| !module.is_empty()) {
        let place = module.strip_suffix("h1v1h-1z").expect("a module");
        let (x, y) = place.split_once(' ').expect("two numbers");
        let (x, y): (usize, usize) = (x.parse().expect("x"), y.parse().expect("y"));
        dark[y * side + x] = true;
    }
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, |x, y| {
            if dark[y / SCALE * side + x / SCALE] { 0 } else { 255 }
        });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one square");
    grids[0].decode().expect("it can be read").1
}

fn page(sandbox: &Sandbox, words: &[&str], file: &Path) -> String {
    let said = sandbox.run(words);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains(&*file.to_string_lossy()), "{said:?}");
    std::fs::read_to_string(file).expect("a page")
}

#[test]
fn the_page_says_in_digits_in_hex_and_to_a_camera_what_the_log_says() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let facts = sandbox.run(&["code", &id, "--json"]).json();
    let (head, code) = (facts["head"].as_str().unwrap(), facts["spoken_code"].as_str().unwrap());
    let log = sandbox.log(&id);
    let writer = log.file_name().unwrap().to_string_lossy().into_owned();
    let writer = writer.trim_end_matches(".0001.jsonl");
    for (lang, words) in [
        ("en", ["Spoken code", "EXERCISE", "Read aloud by", "Key of the laptop"]),
        ("fr", ["Code parlé", "EXERCICE", "Lu à voix haute par", "Clé du portable"]),
    ] {
        let file = sandbox.home().join(format!("page-{lang}.html"));
        let name = file.to_string_lossy().into_owned();
        let html = page(&sandbox, &["--lang", lang, "code", &id, "--form", &name], &file);
        for text in words {
            assert!(html.contains(text), "{text} in {html}");
        }
        for group in code.split(' ') {
            assert!(html.contains(&format!("<span>{group}</span>")), "{group}");
        }
        assert!(html.contains(head) && html.contains("SHA256:"), "{html}");
        assert!(html.contains(&format!("<html lang=\"{lang}\">")));
        let outside = ["http:", "https:", "<script", "src=", "url(", "@import"];
        let own = html.replace("http://www.w3.org/2000/svg", "");
        assert!(!outside.iter().any(|call| own.contains(call)), "the page needs nothing else");
        let lines = facts["lines"].as_u64().unwrap();
        assert_eq!(square(&html), format!("sangfroid-head v1 {id} {writer} {lines} {head}"));
    }
}

#[test]
fn what_is_there_already_is_left_and_a_link_is_not_followed() {
    let sandbox = with_samples();
    let id = sandbox.start("drill");
    let file = sandbox.home().join("page.html");
    std::fs::write(&file, "mine").unwrap();
    let link = sandbox.home().join("link.html");
    std::os::unix::fs::symlink(sandbox.home().join("nothing-yet"), &link).unwrap();
    for target in [&file, &link] {
        let target = target.to_string_lossy().into_owned();
        let said = sandbox.run(&["code", &id, "--form", &target]);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains("is there already"), "{said:?}");
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    assert!(!sandbox.home().join("nothing-yet").exists());
    let nowhere = sandbox.home().join("no/such/folder.html").to_string_lossy().into_owned();
    let said = sandbox.run(&["code", &id, "--form", &nowhere]);
    assert_eq!(said.code, 3, "{said:?}");
}

#[test]
fn the_code_is_said_by_itself_at_the_start_and_at_the_closing() {
    let sandbox = with_samples();
    for (lang, words) in [("en", "Spoken code after"), ("fr", "Code parlé après")] {
        let start = format!("--lang {lang} start drill --exercise --by MK --headless");
        let said = say(&sandbox, &start);
        let id = said.out.trim();
        assert!(said.out.lines().count() == 1 && id.starts_with("EXERCISE-"), "{said:?}");
        let code = sandbox.run(&["code", id, "--json"]).json()["spoken_code"].to_string();
        let code = code.trim_matches('"');
        assert!(said.err.contains(words) && said.err.contains(code), "{said:?}");

        let said = say(&sandbox, &format!("--lang {lang} close {id} --reason drill_over"));
        assert_eq!(said.code, 0, "{said:?}");
        let code = sandbox.run(&["code", id, "--json"]).json()["spoken_code"].to_string();
        let code = code.trim_matches('"');
        assert!(said.err.contains(words) && said.err.contains(code), "{said:?}");
    }
}
