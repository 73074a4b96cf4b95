//! The manual page of each code: why it exists, what breaks it, what does not.
//!
//! A page is one file for both languages, the same that the tests run: its snippets stand there
//! once. Prose in French stands behind the English in paragraphs that begin with `FR: `, and the
//! second line is the French title.

use include_dir::{Dir, include_dir};

use crate::diagnostics::Code;
use crate::domain::text::Lang;

static PAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/it/lint");

/// What a French paragraph begins with.
const FRENCH: &str = "FR: ";

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A paragraph, on one line.
    Prose(String),
    /// The lines of a snippet.
    Snippet(Vec<String>),
}

/// A page in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// What the code is about, without the code.
    pub title: String,
    /// The rest, in order.
    pub parts: Vec<Part>,
}

/// The page of a code.
#[must_use]
pub fn page(code: Code, lang: Lang) -> Page {
    let file = PAGES.get_file(format!("{code}.md"));
    read(file.and_then(include_dir::File::contents_utf8).unwrap_or_default(), lang)
}

/// Takes from a page what is for readers of `lang`.
#[must_use]
pub fn read(text: &str, lang: Lang) -> Page {
    let mut page = Page::default();
    let mut lines = text.lines().peekable();
    while let Some(heading) = lines.next_if(|line| line.starts_with("# ")) {
        // French sets its colon apart.
        let title = match lang {
            Lang::En => heading.split_once(": ").filter(|(code, _)| !code.ends_with(' ')),
            Lang::Fr => heading.split_once(" : "),
        };
        if let Some((_, title)) = title {
            title.clone_into(&mut page.title);
        }
    }
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            let inside = lines.by_ref().take_while(|line| !line.starts_with("```"));
            page.parts.push(Part::Snippet(inside.map(str::to_owned).collect()));
        } else if !line.is_empty() {
            let mut paragraph = line.to_owned();
            while let Some(next) =
                lines.next_if(|line| !line.is_empty() && !line.starts_with("```"))
            {
                paragraph.push(' ');
                paragraph.push_str(next);
            }
            let french = paragraph.strip_prefix(FRENCH).map(str::to_owned);
            page.parts.extend(match lang {
                Lang::En => french.is_none().then_some(Part::Prose(paragraph)),
                Lang::Fr => french.map(Part::Prose),
            });
        }
    }
    page
}
