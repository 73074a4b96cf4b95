//! The shipped router: signs in lay words and the runbooks that answer them.

use std::sync::OnceLock;

use serde::Deserialize;

use super::raw::Text as RawText;
use super::yaml;
use crate::domain::ids::{IdError, RunbookId, SymptomId};
use crate::domain::router::{Router, Sign};
use crate::domain::text::Text;

const SHIPPED: &str = include_str!("../../runbooks/router.yaml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRouter {
    #[serde(rename = "sangfroid")]
    _format: u32,
    signs: Vec<RawSign>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSign {
    id: String,
    #[serde(default)]
    vital: bool,
    title: RawText,
    opens: Vec<String>,
}

/// The shipped router.
#[must_use]
pub fn shipped() -> &'static Router {
    static ROUTER: OnceLock<Router> = OnceLock::new();
    ROUTER.get_or_init(|| read(SHIPPED).unwrap_or_default())
}

/// Reads a router.
///
/// # Errors
/// What is wrong with it, for whoever ships it.
pub fn read(text: &str) -> Result<Router, String> {
    let raw: RawRouter = yaml::decode(text).map_err(|(words, _)| words)?;
    let sign = |raw: RawSign| -> Result<Sign, IdError> {
        let opens: Result<Vec<_>, _> = raw.opens.iter().map(|id| RunbookId::parse(id)).collect();
        let title = match raw.title {
            RawText::Plain(text) => Text::Plain(text),
            RawText::Both(both) => Text::Both { en: both.en, fr: both.fr },
        };
        let id = SymptomId::parse(&raw.id)?;
        Ok(Sign { id, title, is_vital: raw.vital, opens: opens? })
    };
    let signs: Result<Vec<_>, _> = raw.signs.into_iter().map(sign).collect();
    signs.map(|signs| Router { signs }).map_err(|error| error.to_string())
}
