//! The open log once more, in memory: what another medium gets when none that holds the log can be
//! read any more (audit-log §4.6).
//!
//! Invariant: it holds all of the log's acknowledged lines or nothing. A log that outgrows it is
//! let go; saving elsewhere then needs a medium that can still be read.

/// Most bytes of a log that are kept: some ten thousand acts, and the runbooks before them.
const BYTES_MAX: usize = 8 << 20;

/// The lines of the open log, from its first one on.
#[derive(Debug, Default)]
pub(super) struct Spare {
    lines: Vec<u8>,
    is_outgrown: bool,
}

impl Spare {
    /// A log that begins with these lines.
    pub(super) fn of(first: &[u8]) -> Self {
        let mut spare = Self::default();
        spare.take(first);
        spare
    }

    /// Takes the next acknowledged lines.
    pub(super) fn take(&mut self, lines: &[u8]) {
        if self.is_outgrown || self.lines.len() + lines.len() > BYTES_MAX {
            *self = Self { lines: Vec::new(), is_outgrown: true };
        } else {
            self.lines.extend_from_slice(lines);
        }
    }

    /// All lines, unless there were too many.
    pub(super) fn whole(&self) -> Option<&[u8]> {
        (!self.is_outgrown).then_some(self.lines.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::{BYTES_MAX, Spare};

    #[test]
    fn it_holds_everything_or_nothing() {
        let mut spare = Spare::default();
        spare.take(b"one\n");
        spare.take(b"two\n");
        assert_eq!(spare.whole(), Some(b"one\ntwo\n".as_slice()));
        spare.take(&vec![b'x'; BYTES_MAX - 7]);
        assert_eq!(spare.whole(), None);
        spare.take(b"three\n");
        assert_eq!(spare.whole(), None, "a log without its beginning is none");
    }
}
