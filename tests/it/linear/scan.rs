//! R144, R150: what every transcript holds, and what none does.

use sangfroid::domain::text::Lang;
use sangfroid::linear::page::{COLUMNS, draws};
use unicode_width::UnicodeWidthStr;

use super::{forms, line, night::Night, pages, walk};

fn all(lang: Lang) -> Vec<(&'static str, Night)> {
    vec![
        ("first steps", walk::first_steps(lang)),
        ("the end", walk::to_the_end(lang)),
        ("alone", walk::alone(lang)),
        ("back", walk::back(lang)),
        ("not saved", walk::not_saved(lang)),
        ("lists", pages::lists(lang)),
        ("clocks", pages::clocks(lang)),
        ("calls", pages::calls(lang)),
        ("cards", pages::cards(lang)),
        ("signs", pages::signs(lang)),
        ("forms", forms::forms(lang)),
        ("lines", line::lines(lang)),
    ]
}

/// What is wrong with a transcript, if anything is.
fn fault(said: &str) -> Option<String> {
    let bad = |c: &char| (c.is_control() && *c != '\n') || draws(*c);
    if let Some(c) = said.chars().find(bad) {
        return Some(format!("{c:?}"));
    }
    let marks = ["[x]", "[ ]", "[!]", "[~]", "(x)", "( )", "(*)", "(!)", ">>", "->", "---", "==="];
    if let Some(mark) = marks.into_iter().find(|mark| said.contains(mark)) {
        return Some(format!("a mark: {mark}"));
    }
    let is_prompt = |line: &&str| {
        let prompts = ["Command (", "Commande (", "Choice", "Choix", "more, Enter", "suite, "];
        prompts.iter().any(|prompt| line.starts_with(prompt)) || line.contains(':')
    };
    // What is typed behind a prompt is not ours.
    let own = |line: &str| {
        let end = line.rfind(':').map_or(line.len(), |at| at + 1);
        if is_prompt(&line) { line[..end].width().min(line.width()) } else { line.width() }
    };
    let wide = said.lines().find(|line| own(line) > COLUMNS);
    wide.map(|line| format!("{} columns: {line}", line.width()))
}

#[test]
fn no_transcript_holds_anything_but_short_lines_of_words() {
    for lang in [Lang::En, Lang::Fr] {
        for (name, night) in all(lang) {
            assert_eq!(fault(&night.said), None, "{lang:?} {name}");
        }
    }
}

/// The control: what must not be there is found.
#[test]
fn planted_faults_are_found() {
    let wide = "a ".repeat(40);
    for planted in ["\u{1b}[2J", "a\tb", "\u{2502} box", "[x] done", "-> step 4", wide.trim_end()] {
        assert!(fault(planted).is_some(), "{planted}");
    }
    assert_eq!(fault("Step 1 of 3. Look.\nCommand (x done, ? help): x\n"), None);
}

/// Every prompt begins with the same word, so that it can be searched for.
#[test]
fn the_prompt_begins_with_the_same_word() {
    for (lang, command, choice) in
        [(Lang::En, "Command", "Choice"), (Lang::Fr, "Commande", "Choix")]
    {
        let night = walk::first_steps(lang);
        let prompts = night.said.lines().filter(|line| line.starts_with(command)).count();
        assert!(prompts > 5, "{}", night.said);
        assert!(night.said.lines().any(|line| line.starts_with(choice)), "{}", night.said);
    }
}
