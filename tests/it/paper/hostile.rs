//! Whatever a runbook says stays a text, and the page needs nothing from outside.

use std::collections::BTreeSet;

use proptest::prelude::*;
use sangfroid::domain::text::Lang;
use serde_json::Value;

use super::page::{all, entry, library, plain, printed, read, shipped};
use crate::support::sample::{CHILD, DRILL};

const TAGS: &[&str] = &[
    "b", "body", "br", "code", "div", "h1", "h2", "h3", "h4", "head", "html", "i", "li", "meta",
    "ol", "p", "section", "span", "style", "table", "tbody", "td", "th", "thead", "title", "tr",
    "ul",
];
const ATTRIBUTES: &[&str] = &["charset", "class", "content", "http-equiv", "id", "lang", "style"];

fn set(list: &Value) -> BTreeSet<&str> {
    list.as_array().expect("a list").iter().filter_map(Value::as_str).collect()
}

fn assert_closed(page: &Value, html: &str) {
    let tags = set(&page["tags"]);
    assert!(tags.is_subset(&TAGS.iter().copied().collect()), "{tags:?}");
    let attributes = set(&page["attributes"]);
    assert!(attributes.is_subset(&ATTRIBUTES.iter().copied().collect()), "{attributes:?}");
    let style = page["style"].as_str().expect("a style");
    for call in ["url(", "@import", "@font-face", "http", "//"] {
        assert!(!style.contains(call), "{call}");
    }
    assert!(html.contains("default-src 'none'"), "the page forbids itself to fetch anything");
    let colours = style.split('#').skip(1).map(|rest| &rest[..3]);
    assert!(colours.clone().all(|c| c == "000" || c == "fff"), "black and white only");
}

#[test]
fn a_page_has_no_script_and_asks_for_nothing_from_outside() {
    let library = shipped();
    let mut pages = vec![all(library, &Lang::ALL)];
    pages.extend(library.entries().map(|entry| printed(library, entry, &Lang::ALL)));
    for (page, html) in read(&pages).iter().zip(&pages) {
        assert_closed(page, html);
    }
}

#[test]
fn what_looks_like_markup_is_printed_as_it_was_written() {
    let hostile = "</td></style><script>alert('1')</script>&lt;b \"x\" ]]> {{ e.title }} <!--";
    let quoted = format!("'{}'", hostile.replace('\'', "''"));
    let text = DRILL
        .replace("Use only in tests.", hostile)
        .replace("title: Watch the meter", &format!("title: {quoted}"))
        .replace("title: It is ours", &format!("title: {quoted}"))
        .replace("title: IT on duty", &format!("title: {quoted}"))
        .replace("use_when: Only in tests.", &format!("use_when: {quoted}"));
    let library = library(&[&text, CHILD]);
    let html = printed(&library, entry(&library, "drill"), &[Lang::En]);
    let page = &read(std::slice::from_ref(&html))[0];
    assert_closed(page, &html);
    let book = &page["editions"][0]["books"][0];
    assert_eq!(book["steps"][4]["title"], hostile);
    let shown = book["text"].as_str().expect("text");
    assert!(shown.matches(hostile).count() >= 4, "{shown}");
    assert!(!html.contains("<script") && !html.contains("</style><"), "{html}");
}

proptest! {
    // Many titles in one run: the parsers are started once.
    #![proptest_config(ProptestConfig { cases: 1, ..ProptestConfig::default() })]

    #[test]
    fn any_title_that_the_loader_takes_is_printed_whole(
        titles in prop::collection::vec("[ -~éèàçŒ«»…]{1,40}", 40),
    ) {
        let file = |(at, title): (usize, &String)| {
            let quoted = format!("title: '{}'", title.replace('\'', "''"));
            let named = DRILL.replace("id: drill\n", &format!("id: drill-{at}\n"));
            named.replace("title: Watch the meter", &quoted)
        };
        let files: Vec<_> = titles.iter().enumerate().map(file).collect();
        let library = library(&files.iter().map(String::as_str).collect::<Vec<_>>());
        let name = |at: usize| format!("drill-{at}");
        let found = |at: &usize| library.entries().find(|e| e.runbook.id.as_str() == name(*at));
        // What the loader refuses is never printed.
        let taken: Vec<_> = (0..titles.len()).filter(|at| found(at).is_some()).collect();
        prop_assert!(taken.len() > titles.len() / 2);
        let pages = taken.iter().filter_map(found);
        let pages: Vec<_> = pages.map(|entry| printed(&library, entry, &[Lang::Fr])).collect();
        for (at, page) in taken.iter().zip(read(&pages)) {
            let shown = &page["editions"][0]["books"][0]["steps"][4]["title"];
            let wanted = plain(&titles[*at]);
            prop_assert_eq!(shown.as_str(), Some(wanted.as_str()));
        }
    }
}
