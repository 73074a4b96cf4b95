//! `site …`: the site's own facts, shown, checked and begun.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::FormatArg;
use super::exit::Exit;
use super::open::Refusal;
use super::runbook::check::{self, Checked, Form};
use super::runbook_verb::named_file;
use super::site_args::{SiteArgs, SiteCheckArgs, SiteVerb};
use super::world::World;
use crate::diagnostics::{Source, escape};
use crate::domain::site::SitePart;
use crate::domain::text::{Lang, Text};
use crate::domain::time::Date;
use crate::domain::wrap::wrap;
use crate::i18n::fill;
use crate::i18n::site::starter;
use crate::i18n::site_page::{Line, Pages};
use crate::lint::site::{self as rules, Asked};
use crate::runbook::library::Library;
use crate::runbook::site::file::FILE_NAME;
use crate::runbook::site::{Condition, LoadedSite, parse, schema};
use unicode_width::UnicodeWidthStr;

/// Columns of a page.
const COLUMNS: usize = 79;

/// `site`.
pub fn site(args: &SiteArgs, world: &mut World<'_>) -> Exit {
    let written = match &args.verb {
        SiteVerb::Schema => world.out.write_all(schema::text().as_bytes()),
        SiteVerb::New => {
            let text = beginning(world.library, today(world), world.lang);
            world.out.write_all(text.as_bytes())
        }
        SiteVerb::Check(args) => return check(args, world),
        SiteVerb::Show if world.site.condition == Condition::Missing => {
            return no_file(world).say(world);
        }
        SiteVerb::Show => show(world),
    };
    if written.is_ok() { Exit::Fine } else { Exit::Outside }
}

/// The day of this run.
pub(super) fn today(world: &World<'_>) -> Date {
    let now = world.outside.clock.now();
    now.moment.wall.date(now.offset)
}

fn no_file(world: &World<'_>) -> Refusal {
    let advice = &world.words().site.no_file;
    let path = escape::shown(&world.site.path);
    let facts = [("path", path.as_str())];
    let lines = vec![fill(&advice.what, &facts), fill(&advice.next, &facts)];
    Refusal { lines, exit: Exit::Findings }
}

/// What has to be said about the site's file, when something is the matter with it.
#[must_use]
pub fn complaint(condition: &Condition, lang: Lang) -> Option<String> {
    let words = &crate::i18n::Catalogue::of(lang).site;
    match condition {
        Condition::Missing | Condition::Sound => None,
        Condition::Broken { errors, line } => {
            let facts = [("n", errors.to_string()), ("line", line.to_string())];
            let facts = facts.each_ref().map(|(name, fact)| (*name, fact.as_str()));
            Some(fill(&words.broken, &facts))
        }
        Condition::Unread(reason) => {
            Some(fill(&words.unread, &[("reason", &escape::shown(reason))]))
        }
    }
}

/// A commented start for this library: a contact for each role that its runbooks call, with numbers
/// that reach nobody. It passes the check with warnings only, and each warning names something that
/// somebody has to do: put in the real number, try it, have it signed. Nothing in it is signed or
/// tried, because a start that says so would go on saying so when the numbers are real.
#[must_use]
pub fn beginning(library: &Library, today: Date, lang: Lang) -> String {
    let asked = Asked::by(library.entries().map(|entry| &entry.runbook));
    let words = &crate::i18n::Catalogue::of(lang).site.starter;
    let mut contacts = String::new();
    for (at, (role, (title, _))) in asked.called.iter().enumerate() {
        let title = title.get(lang).replace(['"', '\\'], "'");
        let name = fill(&words.name, &[("title", &title)]);
        let number = format!("06 39 98 {:02} {:02}", (at + 1) / 100, (at + 1) % 100);
        let entry = format!(
            "\n  - id: {role}\n    name: \"{name}\"\n    roles: [{role}]\n    channels:\n      - \
             {{kind: mobile, at: \"{number}\", network: outside}}\n"
        );
        contacts.push_str(&entry);
    }
    if contacts.is_empty() {
        contacts.push_str(" []");
    }
    let date = today.to_string();
    fill(starter(lang), &[("contacts", contacts.trim_end()), ("date", &date)])
}

fn check(args: &SiteCheckArgs, world: &mut World<'_>) -> Exit {
    let path: PathBuf = match &args.file {
        Some(path) => path.clone(),
        None if world.site.condition == Condition::Missing => return no_file(world).say(world),
        None => Path::new(&world.site.path).to_owned(),
    };
    let content = match named_file(&path, world) {
        Ok(content) => content,
        Err(refusal) => return refusal.say(world),
    };
    let asked = Asked::by(world.library.entries().map(|entry| &entry.runbook));
    let loaded = if content.findings.is_empty() {
        parse(&content.text)
    } else {
        LoadedSite { findings: content.findings.clone(), ..LoadedSite::default() }
    };
    let findings = rules::check(&loaded, &asked, today(world));
    let source = Source::new(&path.display().to_string(), &content.text);
    let is_clean = findings.is_empty();
    let form = match args.format {
        FormatArg::Full => Form::Full,
        FormatArg::Concise => Form::Concise,
        FormatArg::Json => Form::Json,
    };
    let checked = [Checked { source, findings, walked: None }];
    let written =
        if is_clean && form == Form::Full { clean(world, &path, &loaded) } else { Ok(()) };
    let outcome = written.and_then(|()| check::write(world.out, &checked, world.lang, form));
    match outcome {
        Ok(outcome) if outcome.exit_code() == 0 => Exit::Fine,
        Ok(_) => Exit::Findings,
        Err(_) => Exit::Outside,
    }
}

fn clean(world: &mut World<'_>, path: &Path, loaded: &LoadedSite) -> io::Result<()> {
    let path = escape::shown(&path.display().to_string());
    let contacts = loaded.site.contacts.len().to_string();
    let systems = loaded.site.systems.len().to_string();
    let facts = [("path", path.as_str()), ("contacts", &contacts), ("systems", &systems)];
    let line = fill(&world.words().site.check_clean, &facts);
    writeln!(world.out, "{line}")
}

fn show(world: &mut World<'_>) -> io::Result<()> {
    let pages = pages(world);
    let words = pages.words;
    let mut lines = Vec::new();
    lines.extend(complaint(&world.site.condition, world.lang).map(Line::Text));
    if let Some(hospital) = &world.site.site.hospital {
        lines.push(Line::Title(hospital.name.clone()));
    }
    lines.extend(pages.head().into_iter().map(Line::Text));
    lines.push(Line::Blank);
    lines.push(Line::Title(words.parts.contacts.clone()));
    lines.push(Line::Blank);
    for contact in &world.site.site.contacts {
        lines.extend(pages.contact(contact));
        lines.push(Line::Blank);
    }
    for (_, part) in SitePart::ALL {
        lines.push(Line::Title(words.parts.of(*part).to_owned()));
        lines.push(Line::Blank);
        lines.extend(pages.part(*part, None));
        lines.push(Line::Blank);
    }
    write_lines(world.out, &lines)
}

/// The facts of this run's site, ready to be worded.
pub(super) fn pages<'w>(world: &World<'w>) -> Pages<'w> {
    Pages {
        site: &world.site.site,
        words: &world.words().site,
        lang: world.lang,
        today: today(world),
    }
}

/// Writes a page. Texts of the site are hostile until they were escaped.
pub(super) fn write_lines(out: &mut dyn Write, lines: &[Line]) -> io::Result<()> {
    let label_columns = |line: &Line| match line {
        Line::Labelled(label, _) => Some(label.width()),
        _ => None,
    };
    let indent = lines.iter().filter_map(label_columns).max().unwrap_or(8) + 2;
    let mut was_blank = false;
    for line in lines {
        let is_blank = *line == Line::Blank;
        match line {
            Line::Blank if was_blank => {}
            Line::Blank => writeln!(out)?,
            Line::Title(text) | Line::Text(text) => {
                for row in wrap(&escape::shown(text), COLUMNS) {
                    writeln!(out, "{row}")?;
                }
            }
            Line::Labelled(label, text) => {
                let mut label = label.as_str();
                for row in wrap(&escape::shown(text), COLUMNS.saturating_sub(indent)) {
                    let gap = indent.saturating_sub(label.width());
                    writeln!(out, "{label}{}{row}", " ".repeat(gap))?;
                    label = "";
                }
            }
        }
        was_blank = is_blank;
    }
    Ok(())
}

/// A role's name for people, from the runbooks.
pub(super) fn role_title<'w>(
    library: &'w Library,
    role: &crate::domain::ids::RoleId,
) -> Option<&'w Text> {
    let mut roles = library.entries().flat_map(|entry| &entry.runbook.roles);
    roles.find(|known| known.id == *role).map(|role| &role.title)
}

/// The name under which the file lies in the data folder.
#[must_use]
pub fn path_in(folder: &Path) -> PathBuf {
    folder.join(FILE_NAME)
}
