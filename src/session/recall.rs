//! What was written long ago and is looked at now: its lines come back from the driver.

use super::machine::Session;
use crate::audit::decode;
use crate::domain::event::Record;

impl Session {
    /// Takes lines that were read again. A line that does not read as a record of this log is left
    /// out, and its entry stays a reference to the log.
    pub(super) fn recall(&mut self, lines: &[Vec<u8>]) {
        let records: Vec<Record> = lines
            .iter()
            .filter_map(|line| Some(decode(line).ok()?.record))
            .filter(|record| self.writer.as_ref() == Some(&record.id.writer))
            .collect();
        // What changes an old entry may be in memory only, while no medium takes records.
        let unsaved = self.unsaved().into_iter().cloned();
        let all: Vec<Record> = records.iter().cloned().chain(unsaved).collect();
        self.state.recall(&records);
        if let Some(ahead) = &mut self.ahead {
            ahead.state.recall(&all);
        }
    }
}
