//! Printed pages, and what two strict parsers read in them.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::{Arc, OnceLock};

use sangfroid::domain::law::Law;
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::Date;
use sangfroid::paper::{Order, html};
use sangfroid::runbook::law::LawShelf;
use sangfroid::runbook::library::{Entry, Library};
use sangfroid::runbook::router;
use serde_json::Value;

/// Reads each page twice: as XML, which forgives nothing, and as HTML with every tag weighed.
const READ: &str = "
import html.parser, json, sys
import xml.etree.ElementTree as tree

class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.text, self.attributes = [], [], set()
    def handle_starttag(self, tag, attributes):
        assert tag not in ('meta', 'br'), tag + ' is closed at once'
        self.open.append(tag)
        self.attributes |= {name for name, _ in attributes}
    def handle_startendtag(self, tag, attributes):
        assert tag in ('meta', 'br'), tag + ' has an end of its own in HTML'
        self.attributes |= {name for name, _ in attributes}
    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (self.open, tag)
        self.open.pop()
    def handle_data(self, text):
        self.text.append(text)

def words(element):
    return ' '.join(''.join(element.itertext()).replace('\\u00a0', ' ').split())

def has(element, name):
    return name in element.get('class', '').split()

def below(element, name):
    return [one for one in element.iter() if has(one, name)]

def step(section):
    title = section.find('.//h4')
    mark = ''.join(below(section, 'mark')[0].itertext()).replace('\\u00a0', ' ')
    number = int(words(below(section, 'n')[0]))
    labels = [words(one) for one in below(section, 'label')]
    return {'mark': mark, 'number': number, 'title': words(title), 'text': words(section),
            'labels': labels, 'boxes': len(below(section, 'box'))}

def book(table):
    steps = [step(one) for one in below(table, 'step') if one.find('.//h4') is not None]
    return {'id': table.get('id'), 'text': words(table), 'steps': steps,
            'head': words(below(table, 'head')[0])}

def page(text):
    root = tree.fromstring(text)
    tags = Tags()
    tags.feed(text)
    tags.close()
    assert not tags.open, tags.open
    assert ' '.join(''.join(tags.text).split()) == ' '.join(''.join(root.itertext()).split())
    return {'tags': sorted({one.tag for one in root.iter()}),
            'attributes': sorted(tags.attributes), 'lang': root.get('lang'),
            'style': root.find('.//style').text, 'title': words(root.find('.//title')),
            'editions': [{'lang': one.get('lang'), 'text': words(one),
                          'router': [words(row) for table in below(one, 'router')
                                     for row in table.find('tbody')],
                          'books': [book(two) for two in below(one, 'runbook')]}
                         for one in below(root, 'edition')]}

print(json.dumps([page(text) for text in json.load(sys.stdin)]))
";

/// What the parsers read in these pages.
pub fn read(pages: &[String]) -> Vec<Value> {
    let mut command = Command::new("python3");
    command.args(["-B", "-c", READ]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("python3 is needed for this test");
    let mut to = child.stdin.take().expect("a pipe");
    to.write_all(&serde_json::to_vec(pages).expect("JSON")).expect("it reads");
    drop(to);
    let said = child.wait_with_output().expect("it ends");
    assert!(said.status.success(), "a page is not well-formed");
    serde_json::from_slice(&said.stdout).expect("JSON")
}

pub fn day() -> Date {
    Date::parse("2026-11-26").expect("a day")
}

/// The page of one runbook of the library.
pub fn printed(library: &Library, entry: &Entry, langs: &[Lang]) -> String {
    let (books, langs) = (vec![entry], langs.to_vec());
    let order = Order { books, library, router: None, site: None, langs, today: day() };
    html(&order).expect("a page")
}

/// The page of the whole library.
pub fn all(library: &Library, langs: &[Lang]) -> String {
    let (books, langs) = (library.entries().collect(), langs.to_vec());
    let order =
        Order { books, library, router: Some(router::shipped()), site: None, langs, today: day() };
    html(&order).expect("a page")
}

/// The library of these files alone.
pub fn library(texts: &[&str]) -> Library {
    let name = |(at, text): (usize, &&str)| (format!("{at}.yaml"), (*text).to_owned());
    Library::with(&texts.iter().enumerate().map(name).collect::<Vec<_>>()).under(law())
}

fn law() -> Arc<Law> {
    LawShelf::shipped().law.clone()
}

/// The shipped library, read once.
pub fn shipped() -> &'static Library {
    static SHIPPED: OnceLock<Library> = OnceLock::new();
    SHIPPED.get_or_init(|| Library::shipped().under(law()))
}

/// The runbook of this name.
pub fn entry<'l>(library: &'l Library, id: &str) -> &'l Entry {
    let mut entries = library.entries();
    entries.find(|entry| entry.runbook.id.as_str() == id).expect("it is there")
}

/// White space as the parsers give it.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
