//! The published JSON Schema, and which keys each kind of step needs.
//!
//! One table, [`KINDS`], serves the schema and the loader.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

use super::{raw, raw_card};
use crate::domain::step::Step;

/// A kind of step and the keys that only it has.
#[derive(Clone, Copy, Debug)]
pub struct KindKeys {
    /// The word in the file.
    pub kind: &'static str,
    /// Keys that must be there.
    pub needs: &'static [&'static str],
    /// Keys that may be there.
    pub may: &'static [&'static str],
}

/// All kinds.
pub const KINDS: &[KindKeys] = &[
    KindKeys { kind: "do", needs: &[], may: &[] },
    KindKeys { kind: "observe", needs: &["states"], may: &[] },
    KindKeys { kind: "decide", needs: &["options", "cannot_tell"], may: &["decided_by"] },
    KindKeys { kind: "wait", needs: &["wait"], may: &[] },
    KindKeys { kind: "call", needs: &["call"], may: &[] },
    KindKeys { kind: "tell", needs: &["call"], may: &[] },
    KindKeys { kind: "pause", needs: &[], may: &[] },
    KindKeys { kind: "include", needs: &["runbook"], may: &[] },
];

/// The kinds that have a key of their own, and none when every kind may have it.
#[must_use]
pub fn owners(key: &str) -> Vec<&'static str> {
    let has = |kind: &&KindKeys| kind.needs.contains(&key) || kind.may.contains(&key);
    KINDS.iter().filter(has).map(|kind| kind.kind).collect()
}

/// Keys that belong to some kinds only.
fn owned_keys() -> Vec<&'static str> {
    let mut keys = Vec::new();
    for key in KINDS.iter().flat_map(|kind| kind.needs.iter().chain(kind.may)) {
        if !keys.contains(key) {
            keys.push(*key);
        }
    }
    keys
}

/// Adds to the schema of a step what its kind demands and forbids.
pub fn demand_keys_of_kinds(schema: &mut Schema) {
    let mut rules: Vec<Value> = Vec::new();
    for kind in KINDS {
        let mut forbidden = Map::new();
        for key in owned_keys() {
            if !kind.needs.contains(&key) && !kind.may.contains(&key) {
                forbidden.insert(key.to_owned(), Value::Bool(false));
            }
        }
        rules.push(json!({
            "if": { "properties": { "kind": { "const": kind.kind } }, "required": ["kind"] },
            "then": { "required": kind.needs, "properties": forbidden },
        }));
    }
    let basis_for =
        |key: &str| json!({ "if": { "required": [key] }, "then": { "required": ["limit_basis"] } });
    rules.extend(["within", "wait", "repeat"].map(basis_for));
    rules
        .push(json!({ "if": { "required": ["within_from"] }, "then": { "required": ["within"] } }));
    let bundling = json!({
        "properties": {
            "kind": { "enum": ["do", "call", "tell"] },
            "how": { "minItems": Step::LINES_MIN, "maxItems": Step::LINES_MAX },
        },
        "required": ["how"],
    });
    rules.push(json!({
        "if": { "properties": { "all": { "const": true } }, "required": ["all"] },
        "then": bundling,
    }));
    schema.insert("allOf".to_owned(), Value::Array(rules));
}

/// The schema of runbooks as pretty JSON with a final line break (draft 2020-12).
#[must_use]
pub fn text() -> String {
    schema_of::<raw::Runbook>()
}

/// The schema of command cards, in the same form.
#[must_use]
pub fn card_text() -> String {
    schema_of::<raw_card::Card>()
}

/// The schema of any shape of ours.
pub(super) fn schema_of<T: JsonSchema>() -> String {
    let generator = SchemaSettings::draft2020_12().for_deserialize().into_generator();
    let schema = generator.into_root_schema_for::<T>();
    let mut body = schema.to_value();
    forbid_null(&mut body);
    let mut ordered = Map::new();
    if let Value::Object(body) = body {
        let first = ["$schema", "title", "description"];
        for key in first {
            ordered.extend(body.get_key_value(key).map(|(key, v)| (key.clone(), v.clone())));
        }
        ordered.extend(body.into_iter().filter(|(key, _)| !first.contains(&key.as_str())));
    }
    let mut text = serde_json::to_string_pretty(&Value::Object(ordered)).unwrap_or_default();
    text.push('\n');
    text
}

/// A key without a value is an error in a runbook, while serde's optional fields allow it.
fn forbid_null(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(forbid_null),
        Value::Object(map) => {
            if map.get("default").is_some_and(Value::is_null) {
                map.remove("default");
            }
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|name| name != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    map.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(forms)) = map.get_mut("anyOf") {
                forms.retain(|form| form != &json!({ "type": "null" }));
                if let [Value::Object(only)] = forms.as_slice() {
                    let only = only.clone();
                    map.remove("anyOf");
                    map.extend(only);
                }
            }
            map.values_mut().for_each(forbid_null);
        }
        _ => {}
    }
}
