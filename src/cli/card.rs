//! `card …`: command cards, printed and never run.

use std::io::{self, Write};

use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::card_args::{CardArgs, CardVerb};
use super::exit::Exit;
use super::open::Refusal;
use super::world::World;
use crate::diagnostics::escape;
use crate::domain::card::{Card, CardCommand};
use crate::domain::ids::CardId;
use crate::domain::text::Lang;
use crate::domain::wrap::wrap;
use crate::i18n::card::CardWords;
use crate::i18n::fill;
use crate::runbook::library::{CardEntry, Library, Origin};
use crate::runbook::schema;

/// Columns of a page.
const COLUMNS: usize = 79;

/// `card`.
pub fn card(args: &CardArgs, world: &mut World<'_>) -> Exit {
    let (library, lang) = (world.library, world.lang);
    let words = &world.words().card;
    let written = match &args.verb {
        CardVerb::List(args) if args.json => list_json(world.out, library, lang),
        CardVerb::List(_) => list(world.out, library, lang, words),
        CardVerb::Show { id } => {
            let found = CardId::parse(id).ok().and_then(|id| library.card(&id));
            match found {
                Some(entry) => show(world.out, &entry.card, lang, words),
                None => return no_such_card(world, id).say(world),
            }
        }
        CardVerb::Schema => world.out.write_all(schema::card_text().as_bytes()),
    };
    if written.is_ok() { Exit::Fine } else { Exit::Outside }
}

fn no_such_card(world: &World<'_>, id: &str) -> Refusal {
    let known: Vec<_> = world.library.cards().map(|entry| entry.card.id.to_string()).collect();
    let facts = [("text", escape::shown(id)), ("list", known.join(", "))];
    let facts = facts.each_ref().map(|(name, value)| (*name, value.as_str()));
    let advice = &world.words().card.no_such_card;
    let lines = vec![fill(&advice.what, &facts), fill(&advice.next, &facts)];
    Refusal { lines, exit: Exit::Usage }
}

fn origin<'w>(entry: &CardEntry, words: &'w CardWords) -> &'w str {
    match entry.origin {
        Origin::Shipped => &words.shipped,
        Origin::Site => &words.site,
        Origin::SiteReplaces => &words.site_replaces,
    }
}

fn list(out: &mut dyn Write, library: &Library, lang: Lang, words: &CardWords) -> io::Result<()> {
    let ids = library.cards().map(|entry| entry.card.id.as_str().width());
    let width = ids.max().unwrap_or(2);
    for entry in library.cards() {
        let title = entry.card.title.get(lang);
        let platform = words.platforms.of(entry.card.platform);
        let from = origin(entry, words);
        writeln!(out, "{:<width$}  {title}  ({platform}; {from})", entry.card.id.as_str())?;
    }
    if library.cards().next().is_none() {
        writeln!(out, "{}", words.none)?;
    }
    Ok(())
}

fn list_json(out: &mut dyn Write, library: &Library, lang: Lang) -> io::Result<()> {
    let cards: Vec<_> = library.cards().map(|entry| as_json(entry, lang)).collect();
    writeln!(out, "{:#}", json!({ "cards": cards }))
}

fn as_json(entry: &CardEntry, lang: Lang) -> serde_json::Value {
    let card = &entry.card;
    let commands = card.commands.iter().map(|command| {
        json!({
            "id": command.id.as_str(),
            "run": command.run,
            "explain": command.explain.get(lang),
            "effect": command.effect.get(lang),
            "reversible": command.reversible.code(),
            "undo": command.undo.as_ref().map(|text| text.get(lang)),
        })
    });
    json!({
        "id": card.id.as_str(),
        "title": card.title.get(lang),
        "platform": card.platform.code(),
        "scope": card.scope.get(lang),
        "commands": commands.collect::<Vec<_>>(),
        "is_site": entry.origin != Origin::Shipped,
    })
}

/// The whole card as text. Each command stands on a line of its own, without a prompt, so that it
/// can be selected as it is.
fn show(out: &mut dyn Write, card: &Card, lang: Lang, words: &CardWords) -> io::Result<()> {
    let platform = words.platforms.of(card.platform);
    writeln!(out, "{}  ({}, {platform})", card.title.get(lang), card.id)?;
    writeln!(out, "{}\n", words.never_run)?;
    let mut page = Page { out, indent: indent(words) };
    page.labelled(&words.scope, card.scope.get(lang))?;
    for caution in &card.cautions {
        page.labelled(&words.caution, caution.get(lang))?;
    }
    for (at, command) in card.commands.iter().enumerate() {
        page.command(at + 1, command, lang, words)?;
    }
    if !card.placeholders.is_empty() {
        writeln!(page.out)?;
    }
    for placeholder in &card.placeholders {
        page.labelled(&format!("<{}>", placeholder.name), placeholder.means.get(lang))?;
    }
    for source in &card.sources {
        let text = format!("{}, {}, {}", source.title, source.publisher, source.year);
        page.labelled(&words.source, &text)?;
    }
    Ok(())
}

fn indent(words: &CardWords) -> usize {
    let labels = [&words.scope, &words.caution, &words.explain, &words.effect, &words.undo];
    let others = [&words.lost, &words.source];
    let all = labels.into_iter().chain(others);
    all.map(|label| label.width()).max().unwrap_or(8) + 1
}

struct Page<'p> {
    out: &'p mut dyn Write,
    indent: usize,
}

impl Page<'_> {
    fn labelled(&mut self, label: &str, text: &str) -> io::Result<()> {
        let mut label = label;
        for line in wrap(text, COLUMNS - self.indent) {
            let gap = self.indent.saturating_sub(label.width()).max(1);
            writeln!(self.out, "{label}{}{line}", " ".repeat(gap))?;
            label = "";
        }
        Ok(())
    }

    fn command(
        &mut self,
        number: usize,
        command: &CardCommand,
        lang: Lang,
        words: &CardWords,
    ) -> io::Result<()> {
        writeln!(self.out, "\n{number}. {}", command.id)?;
        writeln!(self.out, "{}", command.run)?;
        self.labelled(&words.explain, command.explain.get(lang))?;
        self.labelled(&words.effect, command.effect.get(lang))?;
        if let Some(undo) = &command.undo {
            self.labelled(words.undo_of(command.reversible), undo.get(lang))?;
        }
        Ok(())
    }
}
