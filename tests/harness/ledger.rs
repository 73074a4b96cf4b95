//! What the program acknowledged, kept outside of it, and the promises checked against the log.
//!
//! I1 acknowledged means present and byte-identical; I2 the Python verifier accepts what was
//! recovered; I3 the rest is wholly there or wholly absent; I4 no honest crash is called tampering
//! (audit-log §8).

use std::collections::BTreeMap;
use std::path::Path;

use crate::python::Python;
use crate::reader::{self, Log};
use crate::subject::{Ended, Subject};

/// Acknowledged events by name, with their bytes once they were seen.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    kept: BTreeMap<String, Option<Vec<u8>>>,
}

/// Whether the log has been through a recovery since the fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The last write may be torn.
    AfterFault,
    /// Nothing may be wrong any more.
    Recovered,
}

impl Ledger {
    /// Keeps what a run of `note`, `do`, `correct` or `close` acknowledged.
    pub fn keep(&mut self, ended: &Ended) {
        for id in ended.acknowledged() {
            self.kept.entry(id).or_default();
        }
    }

    /// Keeps everything that stands in a sound log now, and its bytes.
    pub fn keep_all(&mut self, incident: &Path) {
        let log = reader::read(incident).expect("a sound log");
        for line in log.lines {
            self.kept.insert(line.id, Some(line.bytes));
        }
    }

    /// Keeps the bytes of what was acknowledged.
    pub fn pin(&mut self, log: &Log) {
        for line in &log.lines {
            if let Some(bytes @ None) = self.kept.get_mut(&line.id) {
                *bytes = Some(line.bytes.clone());
            }
        }
    }

    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Names that were acknowledged and are not there as they were.
    pub fn lost(&self, log: &Log) -> Vec<String> {
        let is_there = |id: &String, bytes: &Option<Vec<u8>>| {
            let line = log.lines.iter().find(|line| line.id == *id);
            line.is_some_and(|line| bytes.as_ref().is_none_or(|bytes| *bytes == line.bytes))
        };
        self.kept
            .iter()
            .filter(|(id, bytes)| !is_there(id, bytes))
            .map(|(id, _)| id.clone())
            .collect()
    }

    /// Every promise that the log of `incident` breaks; the log itself where it can be read.
    pub fn check(&self, incident: &Path, stage: Stage, python: &mut Python) -> Vec<String> {
        let mut broken = Vec::new();
        match reader::read(incident) {
            Ok(log) => {
                let lost = self.lost(&log);
                if !lost.is_empty() {
                    broken.push(format!("I1: acknowledged and lost: {}", lost.join(" ")));
                }
                if stage == Stage::Recovered && !log.tail.is_empty() {
                    broken.push(format!("I3: {} loose bytes remain", log.tail.len()));
                }
            }
            Err(why) => broken.push(format!("I2: {why}")),
        }
        let (code, said) = python.verdict(incident);
        let is_sound = code == 0 || (code == 5 && stage == Stage::AfterFault);
        if !is_sound {
            broken.push(format!("I2: verify.py says {code}: {said}"));
        }
        let verdict = incident.to_str().expect("a path");
        let own = Subject::honest().run(incident.parent().expect("a folder"), &["verify", verdict]);
        if own.code == Some(4) {
            broken.push(format!("I4: an honest crash is called tampering: {}", own.out));
        }
        // Whole, with a remark: a device that could not read its key left a seal out.
        let is_remark = own.code == Some(1) && code == 0;
        if own.code != Some(code) && own.code != Some(4) && code != 5 && !is_remark {
            broken.push(format!("verify says {:?}, verify.py says {code}", own.code));
        }
        broken
    }
}
