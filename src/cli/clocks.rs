//! `clocks …`: which legal clocks are known, what each says, and whether a site's file is sound.

use std::io::{self, Write};
use std::path::PathBuf;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::args::FormatArg;
use super::clocks_args::ClocksVerb;
use super::exit::Exit;
use super::open::{Refusal, shown};
use super::runbook::check::{self, Checked, Form};
use super::runbook_verb::named_file;
use super::world::World;
use crate::diagnostics::escape;
use crate::domain::ids::{ClockId, JurisdictionId};
use crate::domain::law::{EndOfPeriod, LegalClock, Limit, Trigger, Unit};
use crate::domain::text::Lang;
use crate::i18n::law::LawWords;
use crate::i18n::{Catalogue, fill};
use crate::runbook::law::shelf;
use crate::runbook::law::{ClockOrigin, LawShelf, schema};

/// Runs one of them.
pub fn clocks(verb: &ClocksVerb, world: &mut World<'_>) -> Exit {
    let (law, lang) = (world.law, world.lang);
    let written = match verb {
        ClocksVerb::List(args) if args.json => {
            writeln!(world.out, "{:#}", list_json(law, lang))
        }
        ClocksVerb::List(_) => list(world.out, law, lang),
        ClocksVerb::Show { id } => match find(world, id) {
            Ok(clock) => world.out.write_all(card(law, clock, lang).as_bytes()),
            Err(refusal) => return refusal.say(world),
        },
        ClocksVerb::Check { paths, format } => return check(paths, *format, world),
        ClocksVerb::Schema => world.out.write_all(schema::text().as_bytes()),
    };
    if written.is_ok() { Exit::Fine } else { Exit::Outside }
}

/// The clock that a person named.
pub(super) fn find<'w>(world: &World<'w>, text: &str) -> Result<&'w LegalClock, Refusal> {
    let found = ClockId::parse(text).ok().and_then(|id| world.law.law.clock(&id));
    found.ok_or_else(|| {
        let advice = &world.words().law.no_such_clock;
        Refusal {
            lines: vec![fill(&advice.what, &[("text", &shown(text))]), advice.next.clone()],
            exit: Exit::Usage,
        }
    })
}

fn check(paths: &[PathBuf], format: FormatArg, world: &mut World<'_>) -> Exit {
    let mut files = Vec::new();
    for path in paths {
        match named_file(path, world) {
            Ok(content) => files.push((path.display().to_string(), content)),
            Err(refusal) => return refusal.say(world),
        }
    }
    let checked: Vec<Checked> = shelf::check(&files, &world.law.law)
        .into_iter()
        .map(|file| Checked { source: file.source, findings: file.findings, walked: None })
        .collect();
    let form = match format {
        FormatArg::Full => Form::Full,
        FormatArg::Concise => Form::Concise,
        FormatArg::Json => Form::Json,
    };
    match check::write(world.out, &checked, world.lang, form) {
        Ok(outcome) if outcome.exit_code() == 0 => Exit::Fine,
        Ok(_) => Exit::Findings,
        Err(_) => Exit::Outside,
    }
}

/// Where a clock comes from, in words.
fn origin(words: &LawWords, origin: Option<&ClockOrigin>) -> String {
    match origin {
        None | Some(ClockOrigin::Shipped) => words.list.shipped.clone(),
        Some(ClockOrigin::Site { replaces_built_in: true, .. }) => words.list.site_replaces.clone(),
        Some(ClockOrigin::Site { .. }) => words.list.site.clone(),
    }
}

fn list(out: &mut dyn Write, shelf: &LawShelf, lang: Lang) -> io::Result<()> {
    let words = &Catalogue::of(lang).law;
    let head = &words.list;
    let mut rows = vec![
        [&head.id, &head.limit, &head.status, &head.origin, &head.title].map(ToString::to_string),
    ];
    rows.extend(shelf.law.clocks.iter().map(|clock| {
        [
            clock.id.to_string(),
            words.limit(clock.limit),
            words.status(clock.status).to_owned(),
            origin(words, shelf.origins.get(&clock.id)),
            clock.title.get(lang).to_owned(),
        ]
    }));
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..5).map(width).collect();
    for row in &rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width + 2 - cell.width()));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    writeln!(out, "\n{}", head.moments)?;
    let ids = shelf.law.moments.iter().map(|moment| moment.id.as_str().len());
    let width = ids.max().unwrap_or(0);
    for moment in &shelf.law.moments {
        let (id, title) = (moment.id.as_str(), moment.title.get(lang));
        writeln!(out, "{id:width$}  {title}")?;
    }
    if let Some(only) = &shelf.law.only {
        let only: Vec<&str> = only.iter().map(JurisdictionId::as_str).collect();
        writeln!(out, "\n{}", fill(&head.only, &[("list", &only.join(", "))]))?;
    }
    if !shelf.broken.is_empty() {
        writeln!(out, "\n{}", head.broken)?;
        for broken in &shelf.broken {
            writeln!(out, "  {}", escape::shown(broken.source.path()))?;
        }
    }
    Ok(())
}

fn list_json(shelf: &LawShelf, lang: Lang) -> Value {
    let clock = |clock: &LegalClock| {
        let trigger = match &clock.trigger {
            Trigger::Moment(moment) => json!({ "moment": moment.as_str() }),
            Trigger::YearEnd(moment) => json!({ "end_of_year_of": moment.as_str() }),
            Trigger::Submitted(other) => json!({ "submitted": other.as_str() }),
        };
        let origin = match shelf.origins.get(&clock.id) {
            None | Some(ClockOrigin::Shipped) => "shipped",
            Some(ClockOrigin::Site { replaces_built_in: true, .. }) => "site-replaces",
            Some(ClockOrigin::Site { .. }) => "site",
        };
        json!({
            "id": clock.id.as_str(),
            "title": clock.title.get(lang),
            "jurisdiction": clock.jurisdiction.as_str(),
            "trigger": trigger,
            "limit": clock.limit.code(),
            "status": clock.status.code(),
            "as_of": clock.as_of.to_string(),
            "check_primary_text": clock.check_primary_text,
            "origin": origin,
            "in_scope": shelf.law.covers(&clock.jurisdiction),
        })
    };
    let moments = shelf.law.moments.iter();
    let moments =
        moments.map(|moment| json!({ "id": moment.id.as_str(), "title": moment.title.get(lang) }));
    json!({
        "clocks": shelf.law.clocks.iter().map(clock).collect::<Vec<_>>(),
        "moments": moments.collect::<Vec<_>>(),
        "broken": shelf.broken.iter().map(|file| file.source.path()).collect::<Vec<_>>(),
    })
}

/// How long, and how that is counted.
fn limit_lines(words: &LawWords, clock: &LegalClock) -> Vec<String> {
    let card = &words.card;
    let mut lines = vec![words.limit(clock.limit)];
    match clock.limit {
        Limit::WithoutDelay => {}
        Limit::Within(_, Unit::Hours) => lines.push(card.hours_run.clone()),
        Limit::Within(..) => lines.push(card.day_end.clone()),
    }
    if clock.end_of_period == EndOfPeriod::NextWorkingDay {
        lines.push(card.next_working_day.clone());
    }
    for (holds, line) in
        [(clock.late_requires_reason, &card.late), (clock.allows_phased, &card.phased)]
    {
        if holds {
            lines.push(line.clone());
        }
    }
    lines
}

/// A clock as text.
fn card(shelf: &LawShelf, clock: &LegalClock, lang: Lang) -> String {
    let words = &Catalogue::of(lang).law;
    let card = &words.card;
    let text = |text: &crate::domain::text::Text| text.get(lang).to_owned();
    let trigger = words.trigger(&clock.trigger, &shelf.law, lang);
    let mut parts: Vec<(&str, Vec<String>)> = vec![
        (&card.status, vec![words.status(clock.status).to_owned()]),
        (&card.binds, vec![text(&clock.binds)]),
        (&card.applies, clock.applies_if.iter().map(text).collect()),
        (&card.from, vec![trigger]),
        (&card.limit, limit_lines(words, clock)),
        (&card.to, vec![text(&clock.recipient)]),
        (&card.how, vec![text(&clock.channel)]),
        (&card.offline, vec![text(&clock.offline_fallback)]),
        (&card.must_say, clock.content_checklist.iter().map(text).collect()),
        (&card.law, vec![words.source(&clock.legal_ref)]),
        (&card.as_of, vec![clock.as_of.to_string()]),
    ];
    if let Some(note) = &clock.note {
        parts.push((&card.note, vec![text(note)]));
    }
    if clock.check_primary_text {
        parts.push((&card.check, vec![card.check_primary.clone()]));
    }
    if let Some(ClockOrigin::Site { path, .. }) = shelf.origins.get(&clock.id) {
        parts.push((&card.origin, vec![escape::shown(path)]));
    }
    let width = parts.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
    let mut lines = vec![format!("{}  {}", clock.id, clock.title.get(lang)), String::new()];
    for (label, texts) in parts {
        for (at, text) in texts.iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            let blank = " ".repeat(width - label.width());
            lines.push(format!("{label}{blank}  {text}"));
        }
    }
    lines.extend([String::new(), card.no_advice.clone()]);
    lines.join("\n") + "\n"
}
