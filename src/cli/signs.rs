//! `runbook signs`: from what is seen to the runbooks that answer it (R133).

use serde_json::json;

use super::exit::Exit;
use super::open::{Refusal, shown};
use super::world::World;
use crate::domain::ids::{RunbookId, SymptomId};
use crate::domain::router::{Fit, Router, Sign};
use crate::domain::text::Lang;
use crate::i18n::fill;
use crate::runbook::library::Library;
use crate::runbook::router;

/// `runbook signs [SIGN…]`: without a sign all of them, else what answers them.
pub fn signs(seen: &[String], as_json: bool, world: &mut World<'_>) -> Exit {
    let marked: Result<Vec<_>, _> = seen.iter().map(|text| known(world, text)).collect();
    let marked = match marked {
        Ok(marked) => marked,
        Err(refusal) => return refusal.say(world),
    };
    let router = router::shipped();
    let text = match (marked.is_empty(), as_json) {
        (true, false) => all(router, world.lang),
        (true, true) => all_json(router, world.lang),
        (false, _) => {
            let fits = router.fits(&marked, &own_signs(world.library));
            if as_json { fits_json(&fits) } else { fits_text(&fits, router, world) }
        }
    };
    if world.out.write_all(text.as_bytes()).is_ok() { Exit::Fine } else { Exit::Outside }
}

/// The sign of this code.
///
/// # Errors
/// A refusal that says where the codes are listed.
pub fn known(world: &World<'_>, text: &str) -> Result<SymptomId, Refusal> {
    let found = SymptomId::parse(text).ok().filter(|id| router::shipped().sign(id).is_some());
    found.ok_or_else(|| {
        let advice = &world.words().cli.bad_sign;
        let lines = vec![fill(&advice.what, &[("text", &shown(text))]), advice.next.clone()];
        Refusal { lines, exit: Exit::Usage }
    })
}

/// Runbooks with the signs that they name themselves.
fn own_signs(library: &Library) -> Vec<(RunbookId, Vec<SymptomId>)> {
    let books = library.entries().map(|entry| &entry.runbook);
    books.map(|book| (book.id.clone(), book.symptoms.clone())).collect()
}

fn all(router: &Router, lang: Lang) -> String {
    let line = |sign: &Sign| format!("{:<18} {}\n", sign.id.as_str(), sign.title.get(lang));
    router.signs.iter().map(line).collect()
}

fn all_json(router: &Router, lang: Lang) -> String {
    let signs = router.signs.iter().map(|sign| {
        let opens: Vec<_> = sign.opens.iter().map(RunbookId::as_str).collect();
        json!({
            "id": sign.id.as_str(),
            "title": sign.title.get(lang),
            "vital": sign.is_vital,
            "opens": opens,
        })
    });
    format!("{:#}\n", json!({ "signs": signs.collect::<Vec<_>>() }))
}

fn fits_text(fits: &[Fit], router: &Router, world: &World<'_>) -> String {
    let words = &world.words().screen.triage;
    let line = |fit: &Fit| {
        let because = fit.signs.iter().filter_map(|id| router.sign(id));
        let because: Vec<_> = because.map(|sign| sign.title.get(world.lang)).collect();
        let because = fill(&words.because, &[("signs", &because.join(" + "))]);
        format!("{}\n   {because}\n", fit.runbook)
    };
    fits.iter().map(line).collect()
}

fn fits_json(fits: &[Fit]) -> String {
    let fits = fits.iter().map(|fit| {
        let signs: Vec<_> = fit.signs.iter().map(SymptomId::as_str).collect();
        json!({ "runbook": fit.runbook.as_str(), "signs": signs, "vital": fit.is_vital })
    });
    format!("{:#}\n", json!({ "fits": fits.collect::<Vec<_>>() }))
}
