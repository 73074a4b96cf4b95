//! The same numbers, titles, marks, texts and answers as the program, for every runbook in both
//! languages.

use sangfroid::domain::detail;
use sangfroid::domain::runbook::Runbook;
use sangfroid::domain::step::{Step, StepKind};
use sangfroid::domain::text::{Lang, Text};
use sangfroid::i18n::Catalogue;
use sangfroid::session::copy;
use serde_json::Value;

use super::page::{entry, library, plain, printed, read, shipped};
use crate::support::Play;
use crate::support::play::start;
use crate::support::sample::LINKS;

/// Everything that an author wrote into a step, and the answers of the program.
fn texts(step: &Step, lang: Lang) -> Vec<String> {
    let mut texts: Vec<&str> = detail::entries(step, lang).iter().map(|(_, text)| *text).collect();
    let get = |text: &'_ Text| text.get(lang).to_owned();
    let mut more = Vec::new();
    match &step.kind {
        StepKind::Observe { states } => more.extend(states.iter().map(|one| get(&one.title))),
        StepKind::Decide { options, .. } => {
            let said = |option: &&_| -> [Option<Text>; 2] {
                let option: &sangfroid::domain::step::Choice = option;
                [option.leads_to.clone(), option.costs.clone()]
            };
            more.extend(options.iter().flat_map(|o| said(&o)).flatten().map(|text| get(&text)));
            let words = &Catalogue::of(lang).screen.decide;
            texts.extend([words.cannot_tell.as_str(), &words.not_now]);
        }
        _ => {}
    }
    more.extend(step.repeat.iter().map(|repeat| get(&repeat.until)));
    more.extend(step.carry.iter().map(get));
    texts.into_iter().map(plain).chain(more.iter().map(|text| plain(text))).collect()
}

/// How many boxes a step has to have: one for each act, check, answer and piece of evidence.
fn boxes(step: &Step) -> usize {
    let answers = match &step.kind {
        StepKind::Observe { states } => states.len(),
        StepKind::Decide { options, .. } => options.len() + detail::BUILT_IN_ANSWERS,
        _ => 0,
    };
    step.how.len() + usize::from(step.check.is_some()) + answers + step.evidence.len()
}

fn compare(runbook: &Runbook, text: &str, lang: Lang, page: &Value) {
    let mut play = Play::empty();
    play.give(start(copy(runbook.clone(), text))).expect("it starts");
    let run = &play.state().runs[0];
    let edition = &page["editions"][0];
    assert_eq!(edition["lang"], lang.code());
    let book = &edition["books"][0];
    assert_eq!(book["id"], format!("{}-{}", lang.code(), runbook.id));
    let steps = book["steps"].as_array().expect("steps");
    assert_eq!(steps.len(), runbook.step_count(), "{}", runbook.id);
    for (index, ((_, step), sheet)) in runbook.steps().zip(steps).enumerate() {
        let place = format!("{} {} {}", runbook.id, index + 1, step.id);
        assert_eq!(sheet["number"], index + 1, "{place}");
        assert_eq!(sheet["title"], plain(step.title.get(lang)), "{place}");
        assert_eq!(sheet["mark"], run.mark(index).ascii(), "{place}");
        let shown = sheet["text"].as_str().expect("text");
        for text in texts(step, lang) {
            assert!(shown.contains(&text), "{place}: {text:?} is missing in {shown}");
        }
        let count = sheet["boxes"].as_u64().expect("a number");
        assert!(count >= boxes(step) as u64, "{place}: {count} boxes");
        // Each line that is left out has room for its reason (R14).
        let words = &Catalogue::of(lang).bundle;
        let reasons = if step.all { step.how.len() } else { 0 };
        assert_eq!(shown.matches(&plain(&words.paper)).count(), reasons, "{place}");
        assert_eq!(shown.contains(&plain(&words.rule)), step.all, "{place}");
        if !step.dont.is_empty() {
            let dont = Catalogue::of(lang).screen.step.dont.as_str();
            let labels = sheet["labels"].as_array().expect("labels");
            let only = &Catalogue::of(lang).paper.only_if;
            let limit = &Catalogue::of(lang).screen.step.limit;
            let first = labels.iter().find(|label| *label != only && *label != limit);
            assert_eq!(first.and_then(Value::as_str), Some(dont), "{place}: danger first");
        }
    }
    let shown = book["text"].as_str().expect("text");
    let sources = runbook.sources.iter().map(|source| source.title.clone());
    let heads = [Some(&runbook.use_when), runbook.not_for.as_ref(), runbook.needs.as_ref()];
    let heads = heads.into_iter().flatten().chain(&runbook.last_acts);
    for text in sources.chain(heads.map(|text| text.get(lang).to_owned())) {
        assert!(shown.contains(&plain(&text)), "{}: {text:?}", runbook.id);
    }
}

/// R14: a box and room for a reason at each line of a step that is done line by line.
#[test]
fn a_step_of_lines_has_a_box_and_a_reason_for_each() {
    let library = library(&[LINKS]);
    for lang in Lang::ALL {
        let html = printed(&library, entry(&library, "links"), &[lang]);
        let page = &read(std::slice::from_ref(&html))[0];
        let runbook = &entry(&library, "links").runbook;
        compare(runbook, LINKS, lang, page);
        let first = &page["editions"][0]["books"][0]["steps"][0];
        let (how, check) = (4, 1);
        assert_eq!(first["boxes"], how + check, "{first:#}");
    }
}

#[test]
fn the_paper_has_the_numbers_titles_marks_and_texts_of_the_program() {
    let library = shipped();
    let known: Vec<_> = library.entries().flat_map(|entry| Lang::ALL.map(|l| (entry, l))).collect();
    assert!(!known.is_empty());
    let pages: Vec<_> = known.iter().map(|(entry, l)| printed(library, entry, &[*l])).collect();
    for ((entry, lang), page) in known.iter().zip(read(&pages)) {
        compare(&entry.runbook, entry.source.text(), *lang, &page);
    }
}

#[test]
fn a_condition_names_the_step_and_its_answers_by_their_numbers() {
    let library = library(&[crate::support::sample::DRILL]);
    let entry = entry(&library, "drill");
    let pages = Lang::ALL.map(|lang| printed(&library, entry, &[lang]));
    let read = read(&pages);
    let step = |at: usize, number: usize| {
        read[at]["editions"][0]["books"][0]["steps"][number - 1]["text"].to_string()
    };
    // Its careful path goes over the first option, so "I cannot tell" keeps the step too.
    assert!(
        step(0, 3)
            .contains("ONLY IF step 2 was answered one of: 1 (It is ours), 3 (I cannot tell)")
    );
    assert!(step(0, 4).contains("ONLY IF step 2 was answered 2 (It is not ours)"));
    assert!(step(1, 4).contains("SEULEMENT SI réponse de l'étape 2 : 2 (It is not ours)"));
    let decision = step(0, 2);
    for text in [
        "1 It is ours then step 3, Cut the link",
        "3 I cannot tell careful path, as answer 1 then step 3, Cut the link",
        "4 Not now stays open, come back at",
    ] {
        assert!(decision.contains(text), "{text} in {decision}");
    }
}
