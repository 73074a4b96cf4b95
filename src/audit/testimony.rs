//! What a log says beyond being whole: who signed it, who acted, and how its clock behaved.
//!
//! Follows the lines that the verifier accepted. Nothing here makes a log intact or not; each
//! finding has its own name and weight (audit-log §1.6, §4.5, §4.8).
//!
//! Invariants: memory does not grow with the log, every list has a cap and counts what is over it;
//! a line that this version does not understand is passed over, never judged.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::clockwork::ClockFacts;
use super::digest::Digest;
use super::finding::{Finding, FindingKind, Findings};
use super::line::head_of;
use super::sshsig::{Covered, Purpose, SignatureFault, check, plain_public_line};
use super::{DecodedLine, decode};
use crate::domain::event::{Event, Opened, Recovered};
use crate::domain::ids::{Author, Initials, Seq, WriterId};
use crate::domain::proof::{KeyProof, Seal, Witness};

/// How far back a signature may reach; ours cover the line before them.
const REACH: usize = 1024;

/// Most people that are told apart.
const PEOPLE_MAX: usize = 256;

/// Most attachments that are remembered.
const ATTACHMENTS_MAX: usize = 10_000;

/// Most heads of other logs that are remembered.
const WITNESSED_MAX: usize = 1_000;

/// Most own keys that are told apart of one person.
const OWN_KEYS_MAX: usize = 8;

/// Most pieces that were cut off by a power loss.
const CUT_OFF_MAX: usize = 1_000;

/// Most keys that are remembered.
const KEYS_MAX: usize = 2 * PEOPLE_MAX;

/// Most lines that no seal covers, in a log whose device seals: the rhythm is 32, and one batch may
/// bring many lines at once.
const UNSEALED_MAX: u64 = 32 + 512;

/// A person, as the log knows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Own keys that signed a fitting sign-on, each with the first such line.
    pub keys: Vec<(String, u64)>,
    /// The first sign-on that no own key signed: what was done after it is a claim.
    pub claimed_at: Option<u64>,
    /// Whether they signed off since they signed on.
    pub is_off: bool,
}

/// Whose keys are known from elsewhere, of the device and of the people who signed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// The key of the log is the known one.
    pub agree: BTreeSet<String>,
    /// No key of theirs is known: the log alone says that it is theirs.
    pub unknown: BTreeSet<String>,
}

/// A head of another writer's log that this one saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witnessed {
    /// In which line of this log.
    pub line: u64,
    /// Whose log.
    pub writer: String,
    /// How long it was.
    pub seq: u64,
    /// The digest of its last line then.
    pub head: String,
}

/// Everything that the lines testify.
#[derive(Clone, Debug, Default)]
pub struct Testimony {
    /// The first line's facts, when this version understands them.
    pub opened: Option<Opened>,
    /// Whose log it is, by the name in any of its lines: the first may be withheld.
    pub writer: Option<WriterId>,
    /// How many seals fit.
    pub seals: u64,
    /// The last line that a fitting seal covers.
    pub sealed_to: u64,
    /// Who signed on, by their tag.
    pub people: BTreeMap<Initials, Person>,
    /// What the keys that are known from elsewhere said.
    pub compared: Compared,
    /// What is wrong or odd.
    pub findings: Findings,
    /// What the clock did.
    pub clock: ClockFacts,
    /// Heads of other logs.
    pub witnessed: Vec<Witnessed>,
    /// Attachments by digest, with the line that took each in, and whether that line can be read
    /// whole: a copy leaves the file out where it withholds a field of the line.
    pub attachments: BTreeMap<String, (u64, bool)>,
    /// What a power loss cut off and the log kept beside it, with the line that says so.
    pub cut_off: Vec<(u64, Recovered)>,
    /// Whether a line is withheld: what it said is not missed.
    has_gaps: bool,
    heads: VecDeque<(u64, Digest)>,
    line: u64,
    unsealed: u64,
    /// The line after which a seal must stand.
    awaits_seal: Option<u64>,
    signers: Vec<(String, String)>,
    /// The last line that bears a signature of each person.
    signed_at: BTreeMap<Initials, u64>,
    /// Every key that a line brings, with whose it is to be.
    keys: BTreeSet<(String, String)>,
}

impl Testimony {
    /// With the keys that are known from elsewhere: pairs of a tag or writer and a public key.
    #[must_use]
    pub fn knowing(signers: Vec<(String, String)>) -> Self {
        Self { signers, ..Self::default() }
    }

    /// Takes the next accepted line, its line feed included.
    pub fn take(&mut self, line: &[u8]) {
        self.line += 1;
        let decoded = decode(line).ok();
        if let Some(decoded) = &decoded {
            self.clock.take(self.line, decoded);
            if self.writer.is_none() {
                self.writer = Some(decoded.record.id.writer.clone());
            }
            self.hear(decoded);
        } else {
            self.has_gaps = true;
            self.awaits_seal = None;
        }
        if let Some(head) = head_of(line) {
            if self.heads.len() == REACH {
                self.heads.pop_front();
            }
            self.heads.push_back((self.line, head));
        }
        let is_seal = matches!(decoded.map(|d| d.record.event), Some(Event::Sealed(_)));
        self.unsealed = if is_seal { 0 } else { self.unsealed + 1 };
        if self.is_sealing() && self.unsealed == UNSEALED_MAX && !self.has_gaps {
            self.find(FindingKind::SealMissing);
        }
    }

    /// The log ends here.
    pub fn finish(&mut self) {
        if let Some(line) = self.awaits_seal.take() {
            self.findings.push(Finding { line: Some(line), kind: FindingKind::SealMissing });
        }
    }

    /// Whether the first line promises seals.
    #[must_use]
    pub fn is_sealing(&self) -> bool {
        self.opened.as_ref().is_some_and(|opened| opened.key.is_some())
    }

    /// Whether a line brings this key for this tag or writer; so also when there were too many.
    #[must_use]
    pub fn brings_key(&self, name: &str, key: &str) -> bool {
        self.keys.len() == KEYS_MAX || self.keys.contains(&(name.to_owned(), key.to_owned()))
    }

    fn bring(&mut self, name: &str, key: &str) {
        if self.keys.len() < KEYS_MAX {
            self.keys.insert((name.to_owned(), key.to_owned()));
        }
    }

    fn find(&mut self, kind: FindingKind) {
        self.findings.push(Finding { line: Some(self.line), kind });
    }

    fn hear(&mut self, decoded: &DecodedLine) {
        let record = &decoded.record;
        if let Some(line) = self.awaits_seal.take()
            && !matches!(record.event, Event::Sealed(_))
        {
            self.findings.push(Finding { line: Some(line), kind: FindingKind::SealMissing });
        }
        if !matches!(record.event, Event::Opened(_) | Event::SignedOn(_)) {
            self.actor(&record.who);
        }
        match &record.event {
            Event::Opened(opened) => self.open(opened),
            Event::SignedOn(person) => {
                let key = self.proof(Purpose::SignOn, &person.initials, person.proof.as_ref());
                self.arrive(&person.initials, key);
            }
            Event::SignedOff(person) => {
                self.proof(Purpose::SignOff, &person.initials, person.proof.as_ref());
                if let Some(known) = self.people.get_mut(&person.initials) {
                    known.is_off = true;
                }
                self.end();
            }
            Event::Left { .. } | Event::Closed(_) => self.end(),
            Event::Sealed(seal) => self.seal(seal),
            Event::Witnessed(witness) => self.witness(witness),
            Event::Recovered(kept) if self.cut_off.len() < CUT_OFF_MAX => {
                self.cut_off.push((self.line, kept.clone()));
            }
            Event::EvidenceTaken(evidence) if self.attachments.len() < ATTACHMENTS_MAX => {
                let is_whole = decoded.withheld.is_empty();
                let seen = self.attachments.entry(evidence.sha256.clone());
                seen.or_insert((self.line, is_whole)).1 |= is_whole;
            }
            _ => {}
        }
    }

    fn open(&mut self, opened: &Opened) {
        self.opened = Some(opened.clone());
        let Some(key) = opened.key.as_deref().and_then(|key| plain_public_line(key).ok()) else {
            return;
        };
        self.bring(opened.writer.as_str(), &key);
        if self.contradicts(opened.writer.as_str(), &key) {
            self.find(FindingKind::DeviceKeyOther);
        }
    }

    /// Whether any line brings this key, whosever it is to be; so also when there were too many.
    #[must_use]
    pub fn has_key(&self, key: &str) -> bool {
        self.keys.len() == KEYS_MAX || self.keys.iter().any(|(_, brought)| brought == key)
    }

    /// Whether keys are known for `name` and `key` is none of them. A key without a name, as the
    /// laptop keeps its own, can agree, and says nothing of anybody else.
    fn contradicts(&mut self, name: &str, key: &str) -> bool {
        if self.signers.is_empty() {
            return false;
        }
        let is_for = |of: &str| of == name || of == "*";
        let is_known = self.signers.iter().any(|(of, _)| is_for(of));
        let mut known = self.signers.iter().filter(|(of, _)| is_for(of) || of.is_empty());
        let agrees = known.any(|(_, known)| known == key);
        let heard = if agrees { &mut self.compared.agree } else { &mut self.compared.unknown };
        if (agrees || !is_known) && heard.len() < PEOPLE_MAX {
            heard.insert(name.to_owned());
        }
        is_known && !agrees
    }

    /// Somebody signed on, with this key of their own or with none.
    fn arrive(&mut self, tag: &Initials, key: Option<String>) {
        if self.people.len() >= PEOPLE_MAX && !self.people.contains_key(tag) {
            return;
        }
        let line = self.line;
        let person = self.people.entry(tag.clone()).or_default();
        person.is_off = false;
        let Some(key) = key else {
            person.claimed_at.get_or_insert(line);
            return;
        };
        let is_known = person.keys.iter().any(|(known, _)| *known == key);
        let is_other = !is_known && !person.keys.is_empty();
        if !is_known && person.keys.len() < OWN_KEYS_MAX {
            person.keys.push((key, line));
        }
        if is_other {
            self.find(FindingKind::ActorSecondKey { who: tag.to_string() });
        }
    }

    /// Nobody acts who did not sign on; before the first sign-on nobody can have.
    fn actor(&mut self, who: &Author) {
        let Author::Person(tag) = who else { return };
        if self.people.is_empty() || self.people.len() >= PEOPLE_MAX || self.has_gaps {
            return;
        }
        if self.people.get(tag).is_none_or(|person| person.is_off) {
            self.find(FindingKind::ActorUnknown { who: tag.to_string() });
            // Said once for each person.
            self.people.entry(tag.clone()).or_default().is_off = false;
        }
    }

    fn end(&mut self) {
        if self.is_sealing() {
            self.awaits_seal = Some(self.line);
        }
    }

    /// The digest of line `seq`, when it is one that a signature here may cover.
    fn head_at(&self, seq: Seq) -> Option<Digest> {
        let found = self.heads.iter().rev().find(|(line, _)| *line == seq.0);
        found.map(|(_, head)| *head)
    }

    fn covered(&self, seq: Seq, purpose: Purpose, tag: Option<&Initials>) -> Option<String> {
        let opened = self.opened.as_ref()?;
        let (incident, writer) = (&opened.incident, &opened.writer);
        let head = self.head_at(seq)?;
        Some(Covered { incident, writer, last: seq, head }.message(purpose, tag))
    }

    fn seal(&mut self, seal: &Seal) {
        let Some(key) = self.opened.as_ref().and_then(|opened| opened.key.clone()) else { return };
        // A seal stands right behind the lines it covers (audit-log §4.5).
        let is_in_place = seal.seq.0.checked_add(1) == Some(self.line);
        let covered = self.covered(seal.seq, Purpose::Seal, None);
        let Some(text) = covered.filter(|_| is_in_place) else {
            return self.find(FindingKind::SealMoved);
        };
        match check(&key, &seal.signature, Purpose::Seal, &text) {
            Ok(()) => {
                self.seals += 1;
                self.sealed_to = self.sealed_to.max(seal.seq.0);
            }
            Err(SignatureFault::OtherKey) => self.find(FindingKind::SealOtherKey),
            Err(_) => self.find(FindingKind::SealWrong),
        }
    }

    /// The person's own key, when it signed and fits.
    fn proof(
        &mut self,
        purpose: Purpose,
        tag: &Initials,
        proof: Option<&KeyProof>,
    ) -> Option<String> {
        let proof = proof?;
        let who = tag.to_string();
        let key = plain_public_line(&proof.key).unwrap_or_default();
        self.bring(tag.as_str(), &key);
        // In a copy that withholds the first line nobody can know what was signed.
        self.opened.as_ref()?;
        let Some(text) = self.covered(proof.seq, purpose, Some(tag)) else {
            self.find(FindingKind::ActorSwapped { who });
            return None;
        };
        if let Some(first) = self.signed_since(tag, proof.seq) {
            self.find(FindingKind::ActorReplayed { who, seq: proof.seq.0, first });
            return None;
        }
        match check(&proof.key, &proof.signature, purpose, &text) {
            Ok(()) if self.contradicts(tag.as_str(), &key) => {
                self.find(FindingKind::ActorOtherKey { who });
                None
            }
            Ok(()) => Some(key),
            Err(SignatureFault::UnknownAlgorithm) => {
                self.find(FindingKind::SignatureUnchecked { who });
                None
            }
            Err(_) => {
                self.find(FindingKind::ActorSwapped { who });
                None
            }
        }
    }

    /// The line after `seq` that this person signed before: whoever signs, signs what there is, so
    /// an older signature was used again. This line is theirs now.
    fn signed_since(&mut self, tag: &Initials, seq: Seq) -> Option<u64> {
        if self.signed_at.len() >= PEOPLE_MAX && !self.signed_at.contains_key(tag) {
            return None;
        }
        let before = self.signed_at.insert(tag.clone(), self.line)?;
        (before > seq.0).then_some(before)
    }

    fn witness(&mut self, witness: &Witness) {
        for seen in &witness.heads {
            if self.witnessed.len() < WITNESSED_MAX {
                self.witnessed.push(Witnessed {
                    line: self.line,
                    writer: seen.writer.to_string(),
                    seq: seen.seq.0,
                    head: seen.head.clone(),
                });
            }
        }
    }
}
