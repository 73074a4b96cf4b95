//! Names that come again and again, each kept once and meant by its position.

use std::collections::BTreeMap;

/// A list of different values; each is found again by its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Names<T> {
    all: Vec<T>,
    at: BTreeMap<T, u32>,
    /// The one that was asked for last: most records name who the record before named.
    last: u32,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { all: Vec::new(), at: BTreeMap::new(), last: 0 }
    }
}

impl<T: Ord + Clone> Names<T> {
    /// The position of `name`, which is taken into the list if it is new.
    pub(super) fn position(&mut self, name: &T) -> u32 {
        if self.get(self.last) == Some(name) {
            return self.last;
        }
        let next = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let found = match self.at.get(name) {
            Some(found) => *found,
            None => {
                self.all.push(name.clone());
                self.at.insert(name.clone(), next);
                next
            }
        };
        self.last = found;
        found
    }

    /// The name at this position.
    pub(super) fn get(&self, position: u32) -> Option<&T> {
        self.all.get(usize::try_from(position).ok()?)
    }
}
