//! The forms around the runbooks, and two pages as they are.

use sangfroid::cli::runbook::new;
use sangfroid::domain::site::SitePart;
use sangfroid::domain::text::Lang;
use sangfroid::i18n::Catalogue;
use sangfroid::paper::{Order, html};
use sangfroid::runbook::router;

use super::page::{all, day, entry, library, plain, printed, read, shipped};
use crate::support::sample::{CHILD, DRILL};

/// The page without its style, which says nothing.
fn unstyled(html: &str) -> String {
    let (before, rest) = html.split_once("<style>").expect("a style");
    let (_, after) = rest.split_once("</style>").expect("its end");
    format!("{before}<style></style>{after}")
}

#[test]
fn a_small_runbook_on_paper() {
    let library = library(&[DRILL, CHILD]);
    let html = printed(&library, entry(&library, "drill"), &[Lang::En]);
    insta::assert_snapshot!("drill-en", unstyled(&html));
}

#[test]
fn the_starter_on_paper_in_french() {
    let text = new::text("etiqueteuses", day(), Lang::Fr).expect("a starter");
    let library = library(&[&text]);
    let html = printed(&library, entry(&library, "etiqueteuses"), &[Lang::Fr]);
    insta::assert_snapshot!("starter-fr", unstyled(&html));
}

#[test]
fn the_whole_library_begins_with_what_is_seen_and_what_to_open() {
    let library = shipped();
    let page = &read(&[all(library, &Lang::ALL)])[0];
    assert_eq!(page["editions"].as_array().map(Vec::len), Some(2));
    for (at, lang) in Lang::ALL.into_iter().enumerate() {
        let words = Catalogue::of(lang);
        let edition = &page["editions"][at];
        let router = edition["router"].as_array().expect("a table");
        let known = &router::shipped().signs;
        assert!(router.len() >= known.len(), "{router:?}");
        for (row, sign) in router.iter().zip(known) {
            let row = row.as_str().expect("text");
            assert!(row.starts_with(sign.title.get(lang)), "{row}");
            for id in &sign.opens {
                let opened = library.get(id).expect("it is shipped");
                assert!(row.contains(opened.runbook.title.get(lang)), "{row}");
            }
        }
        for entry in library.entries() {
            let title = entry.runbook.title.get(lang);
            let is_there = router.iter().any(|row| row.as_str().is_some_and(|r| r.contains(title)));
            assert!(is_there, "nothing leads to {title}");
        }
        let text = edition["text"].as_str().expect("text");
        let (router_at, how_at) =
            (text.find(&words.paper.router.heading), text.find(&words.paper.cover.gone));
        assert!(router_at.is_some() && router_at < how_at, "the table comes first");
        for (n, entry) in library.entries().enumerate() {
            let head = edition["books"][n]["head"].as_str().expect("a head");
            assert!(head.contains(entry.runbook.title.get(lang)), "{head}");
            assert!(head.contains(&entry.runbook.reviewed.to_string()), "{head}");
            assert!(head.contains(&words.paper.head.real), "{head}");
            assert!(head.contains(&words.paper.head.exercise), "{head}");
        }
    }
}

#[test]
fn every_form_that_replaces_the_laptop_is_there() {
    let library = shipped();
    for lang in Lang::ALL {
        let first = library.entries().next().expect("one");
        let page = &read(&[printed(library, first, &[lang])])[0];
        let text = page["editions"][0]["text"].as_str().expect("text");
        let forms = &Catalogue::of(lang).paper_form;
        let titles = [
            &forms.roles.title,
            &forms.contacts.title,
            &forms.clock.title,
            &forms.code.title,
            &forms.log.title,
        ];
        for title in titles {
            // On top of its sheet and as its heading.
            assert!(text.matches(title.as_str()).count() >= 2, "{title}");
        }
        for role in &first.runbook.roles {
            assert!(text.contains(role.title.get(lang)), "{:?}", role.id);
        }
    }
}

#[test]
fn a_command_card_comes_once_with_what_to_type_its_effect_and_the_way_back() {
    let name = |text: &str, title: &str| {
        let line = format!("        title: {title}\n");
        text.replace(&line, &format!("{line}        commands: [{{card: w2}}]\n"))
    };
    let named = name(&name(DRILL, "Watch the meter"), "Count the wards");
    assert_eq!(named.matches("card: w2").count(), 2);
    let library = library(&[&named, CHILD]);
    let card = library.cards().find(|entry| entry.card.id.as_str() == "w2").expect("it is shipped");
    let page = &read(&[printed(&library, entry(&library, "drill"), &[Lang::Fr])])[0];
    let text = page["editions"][0]["text"].as_str().expect("text");
    for command in &card.card.commands {
        assert_eq!(text.matches(&plain(&command.run)).count(), 1, "{}", command.run);
        assert!(text.contains(command.effect.get(Lang::Fr)), "{:?}", command.id);
        let undo = command.undo.iter().all(|undo| text.contains(undo.get(Lang::Fr)));
        assert!(undo, "{:?}", command.id);
    }
}

#[test]
fn french_punctuation_never_begins_a_line_and_commands_keep_every_byte() {
    let command = "Get-Item a : b ? c ; d";
    let card = shipped().cards().next().expect("one").source.text();
    let id = shipped().cards().next().expect("one").card.id.to_string();
    let run = card.lines().find(|line| line.trim_start().starts_with("run:")).expect("a command");
    let card = card.replacen(run, &format!("    run: \"{command}\""), 1);
    let line = "        title: Watch the meter\n";
    let named = DRILL.replace(line, &format!("{line}        commands: [{{card: {id}}}]\n"));
    let named = named.replace("title: Count the wards", "title: \"Compter : « tout » ?\"");
    let library = library(&[&named, CHILD, &card]);
    let html = printed(&library, entry(&library, "drill"), &[Lang::Fr]);
    assert!(html.contains("Compter\u{a0}: «\u{a0}tout\u{a0}»\u{a0}?"), "bound together");
    assert!(html.contains(&format!("<code>{command}</code>")), "as it is typed");
}

#[test]
fn numbers_come_onto_paper_only_where_a_site_file_is_named() {
    let loaded = sangfroid::runbook::site::parse(include_str!("../site/facts.yaml"));
    let library =
        library(&[&DRILL.replace("id: dmc", "id: director").replace("dmc", "director"), CHILD]);
    let book = entry(&library, "drill");
    for lang in Lang::ALL {
        let order = |site| Order {
            books: vec![book],
            library: &library,
            router: None,
            langs: vec![lang],
            site,
            today: day(),
        };
        let pages =
            [order(None), order(Some(&loaded.site))].map(|order| html(&order).expect("one"));
        let read = read(&pages);
        let text = |at: usize| read[at]["editions"][0]["text"].as_str().expect("text");
        let number = "06 10 98 12 40";
        assert!(!text(0).contains(number) && !text(0).contains("Marchand"));
        assert!(text(1).contains(number) && text(1).contains("P. Marchand"), "{}", text(1));
        // The way off the hospital network stands before the other.
        let (safe, other) = (text(1).find(number), text(1).find("01 40 00 55 40"));
        assert!(safe.is_some() && safe < other, "{safe:?} {other:?}");
        for (_, part) in SitePart::ALL {
            assert!(text(1).contains(Catalogue::of(lang).site.parts.of(*part)), "{part:?}");
        }
    }
}

#[test]
fn an_old_review_and_a_replaced_runbook_are_told_on_paper() {
    let first = shipped().entries().next().expect("one").runbook.id.to_string();
    let text = DRILL.replace("id: drill\n", &format!("id: {first}\n"));
    let text = text.replace("reviewed: 2026-11-23", "reviewed: 2025-11-24");
    let library = library(&[&text, CHILD]);
    let page = &read(&[printed(&library, entry(&library, &first), &[Lang::En])])[0];
    let shown = page["editions"][0]["books"][0]["text"].as_str().expect("text");
    assert!(shown.contains("OLD: reviewed over a year ago"), "{shown}");
    assert!(shown.contains("site, replaces built in"), "{shown}");
}

#[test]
fn the_legal_clocks_that_a_runbook_answers_are_sheets_to_judge_and_to_file() {
    let title = "        title: Write down the number\n";
    let tied = "        starts: [aware-personal-data-breach]\n        \
                answers: [eu-gdpr-33, fr-sante-cert]\n";
    let named = DRILL.replace(title, &format!("{title}{tied}"));
    let library = library(&[&named, CHILD]);
    for lang in Lang::ALL {
        let page = &read(&[printed(&library, entry(&library, "drill"), &[lang])])[0];
        let text = page["editions"][0]["text"].as_str().expect("text");
        let step = &page["editions"][0]["books"][0]["steps"][5];
        let step = step["text"].as_str().expect("text");
        let words = Catalogue::of(lang);
        let mut known = 0;
        for clock in &library.law().clocks {
            let is_named = ["eu-gdpr-33", "fr-sante-cert"].contains(&clock.id.as_str());
            let recipient = plain(clock.recipient.get(lang));
            if !is_named {
                continue;
            }
            known += 1;
            let limit = words.law.limit(clock.limit);
            for part in [clock.title.get(lang), &recipient, &limit, &clock.legal_ref.title] {
                assert!(text.contains(&plain(part)), "{part}");
            }
            for asked in clock.applies_if.iter().chain(&clock.content_checklist) {
                assert!(text.contains(&plain(asked.get(lang))), "{asked:?}");
            }
            assert!(step.contains(&format!("{} ({limit})", clock.title.get(lang))), "{step}");
        }
        assert_eq!(known, 2);
        assert!(!text.contains("HIPAA"), "only what the runbook answers");
        assert!(text.contains(&words.law.card.no_advice), "{text}");
    }
    // Without delay is never a number, and has no time at which it is due.
    let page = &read(&[printed(&library, entry(&library, "drill"), &[Lang::En])])[0];
    let text = page["editions"][0]["text"].as_str().expect("text");
    assert!(text.contains("72 h DUE") && !text.contains("without delay DUE"), "{text}");
}
