//! A command card.

use std::collections::BTreeMap;

use super::choice::{fresh_id, optional_text};
use super::document::{self, needed_text};
use super::field::Fields;
use super::reader::{Reader, first_line};
use super::text::{self, Lines};
use crate::diagnostics::{Code, Diagnostic, SourceSpan};
use crate::domain::card::{Card, CardCommand, Placeholder, Platform, Reversible, placeholders};
use crate::domain::ids::{CardId, CommandId};
use crate::runbook::node::Node;

const KEYS: &[&str] = &[
    "sangfroid",
    "id",
    "platform",
    "title",
    "scope",
    "cautions",
    "commands",
    "placeholders",
    "sources",
];

const COMMAND_KEYS: &[&str] = &["id", "run", "explain", "effect", "reversible", "undo"];

/// Reads the whole file.
pub(super) fn read(reader: &mut Reader, root: &Node) -> Option<Card> {
    if document::is_newer(reader, root) {
        return None;
    }
    let fields = Fields::open(reader, root, KEYS)?;
    let format = fields.need(reader, "sangfroid");
    let format = format.and_then(|node| reader.number(node, document::FORMAT, document::FORMAT));
    let id = fields.need(reader, "id").and_then(|node| reader.id(node, CardId::parse));
    let platform = fields.need(reader, "platform");
    let platform = platform.and_then(|node| reader.word(node, Platform::ALL));
    let title = needed_text(reader, fields, "title", Lines::One);
    let scope = needed_text(reader, fields, "scope", Lines::Many);
    let cautions = text::read_list(reader, fields.get("cautions"));
    let commands = commands(reader, fields);
    let placeholders = explained(reader, fields.get("placeholders"));
    let sources = document::sources(reader, fields.get("sources"));
    text::report_mixture(reader);
    format?;
    let (title, scope, commands) = (title?, scope?, commands?);
    let texts = commands.iter().flat_map(|command| [&command.explain, &command.effect]);
    let languages = text::languages([&title, &scope].into_iter().chain(texts));
    let card = Card {
        id: id?,
        platform: platform?,
        title,
        languages,
        scope,
        cautions: cautions?,
        commands,
        placeholders: placeholders?,
        sources: sources?,
    };
    compare_placeholders(reader, root, &card);
    Some(card)
}

fn commands(reader: &mut Reader, fields: Fields<'_>) -> Option<Vec<CardCommand>> {
    let items = fields.need(reader, "commands").and_then(|node| reader.filled_list(node))?;
    let mut seen = BTreeMap::new();
    let commands: Vec<Option<CardCommand>> =
        items.iter().map(|item| command(reader, item, &mut seen)).collect();
    commands.into_iter().collect()
}

fn command(
    reader: &mut Reader,
    node: &Node,
    seen: &mut BTreeMap<String, SourceSpan>,
) -> Option<CardCommand> {
    let fields = Fields::open(reader, node, COMMAND_KEYS)?;
    let id = fresh_id(reader, fields, seen, CommandId::parse);
    let run = fields.need(reader, "run");
    let run = run.and_then(|node| text::read_untranslated(reader, node));
    let explain = needed_text(reader, fields, "explain", Lines::Many);
    let effect = needed_text(reader, fields, "effect", Lines::Many);
    let reversible = fields.need(reader, "reversible");
    let reversible = reversible.and_then(|node| reader.word(node, Reversible::ALL));
    let undo = optional_text(reader, fields, "undo");
    if let Some(changes) = reversible.filter(|word| *word != Reversible::Reads)
        && fields.get("undo").is_none()
    {
        let finding = Diagnostic::new(Code::NoWayBack, fields.key_place("reversible"));
        reader.report(finding.fact("found", changes.code()));
    }
    Some(CardCommand {
        id: id?,
        run: run?,
        explain: explain?,
        effect: effect?,
        reversible: reversible?,
        undo: undo?,
    })
}

fn explained(reader: &mut Reader, node: Option<&Node>) -> Option<Vec<Placeholder>> {
    let Some(node) = node else { return Some(Vec::new()) };
    let mut seen: BTreeMap<String, SourceSpan> = BTreeMap::new();
    let items = reader.list(node)?;
    let explained: Vec<Option<Placeholder>> = items
        .iter()
        .map(|item| {
            let fields = Fields::open(reader, item, &["name", "means"])?;
            let name_node = fields.need(reader, "name");
            let name = name_node.and_then(|node| text::read_untranslated(reader, node));
            let means = needed_text(reader, fields, "means", Lines::Many);
            if let (Some(name), Some(node)) = (&name, name_node)
                && let Some(first) = seen.insert(name.clone(), node.span)
            {
                reader.duplicate(name, node.span, first);
            }
            Some(Placeholder { name: name?, means: means? })
        })
        .collect();
    explained.into_iter().collect()
}

/// Each name between `<` and `>` is explained, and each explanation is of use. The way back names
/// the same things as the way there.
fn compare_placeholders(reader: &mut Reader, root: &Node, card: &Card) {
    let texts = typed_texts(card);
    for (path, text) in &texts {
        for name in placeholders(text) {
            if !card.placeholders.iter().any(|known| known.name == name) {
                let finding = Diagnostic::new(Code::UnexplainedPlaceholder, root.place(path));
                reader.report(finding.fact("found", name));
            }
        }
    }
    for (at, known) in card.placeholders.iter().enumerate() {
        if !texts.iter().any(|(_, text)| placeholders(text).any(|name| name == known.name)) {
            let place = first_line(root.at(&format!("placeholders.{at}.name")));
            let finding = Diagnostic::new(Code::IdlePlaceholder, place);
            reader.report(finding.fact("found", &known.name));
        }
    }
}

/// What somebody types: each command, and its way back in each language.
fn typed_texts(card: &Card) -> Vec<(String, &str)> {
    let mut texts = Vec::new();
    for (at, command) in card.commands.iter().enumerate() {
        texts.push((format!("commands.{at}.run"), command.run.as_str()));
        let Some(undo) = &command.undo else { continue };
        for lang in &card.languages {
            texts.push((format!("commands.{at}.undo.{}", lang.code()), undo.get(*lang)));
        }
    }
    texts
}
