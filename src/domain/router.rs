//! From what a person sees to the runbooks that answer it (R133, R134).
//!
//! The ranking is a plain count with its reasons, never a hidden score: runbooks that a sign about
//! a patient opens come first, then those with more of the marked signs, then those that a sign
//! names earlier.

use super::ids::{RunbookId, SymptomId};
use super::text::Text;

/// Something that may be seen, in lay words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// Its code in the log.
    pub id: SymptomId,
    /// What is seen.
    pub title: Text,
    /// Whether a patient may be concerned right now.
    pub is_vital: bool,
    /// The runbooks that answer it, the best first.
    pub opens: Vec<RunbookId>,
}

/// All signs, in the order in which they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Router {
    /// The signs.
    pub signs: Vec<Sign>,
}

/// A runbook that answers some of the marked signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Which.
    pub runbook: RunbookId,
    /// The marked signs that it answers, in the order in which they are shown.
    pub signs: Vec<SymptomId>,
    /// Whether one of them concerns a patient.
    pub is_vital: bool,
    /// The best place that one of them gives it, from 0.
    best_place: usize,
}

impl Router {
    /// A sign by its code.
    #[must_use]
    pub fn sign(&self, id: &SymptomId) -> Option<&Sign> {
        self.signs.iter().find(|sign| sign.id == *id)
    }

    /// Where a runbook stands on a shelf that nobody has searched: in the order in which the signs
    /// name them, so that patients come first (R134); behind all others when no sign does.
    #[must_use]
    pub fn place(&self, runbook: &RunbookId) -> usize {
        let mut named = self.signs.iter().flat_map(|sign| &sign.opens);
        named.position(|id| id == runbook).unwrap_or(usize::MAX)
    }

    /// The runbooks that answer the marked signs, the best first. `own` are runbooks with the signs
    /// that they name themselves; the order in which signs were marked does not count.
    #[must_use]
    pub fn fits(&self, marked: &[SymptomId], own: &[(RunbookId, Vec<SymptomId>)]) -> Vec<Fit> {
        let mut fits: Vec<Fit> = Vec::new();
        for sign in self.signs.iter().filter(|sign| marked.contains(&sign.id)) {
            let named = own
                .iter()
                .filter(|(id, signs)| signs.contains(&sign.id) && !sign.opens.contains(id));
            let last = sign.opens.len();
            let opens = sign.opens.iter().enumerate();
            let answers = opens.chain(named.map(|(id, _)| (last, id)));
            for (place, id) in answers {
                add(&mut fits, sign, place, id);
            }
        }
        fits.sort_by(|one, other| {
            let key = |fit: &Fit| (!fit.is_vital, usize::MAX - fit.signs.len(), fit.best_place);
            key(one).cmp(&key(other)).then_with(|| one.runbook.cmp(&other.runbook))
        });
        fits
    }
}

fn add(fits: &mut Vec<Fit>, sign: &Sign, place: usize, id: &RunbookId) {
    if let Some(fit) = fits.iter_mut().find(|fit| fit.runbook == *id) {
        fit.signs.push(sign.id.clone());
        fit.is_vital |= sign.is_vital;
        fit.best_place = fit.best_place.min(place);
        return;
    }
    fits.push(Fit {
        runbook: id.clone(),
        signs: vec![sign.id.clone()],
        is_vital: sign.is_vital,
        best_place: place,
    });
}
