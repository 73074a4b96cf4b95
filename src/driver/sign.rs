//! Somebody proves with their own key that they sign on or off (audit-log §4.5).
//!
//! The key is opened on the disk's thread, because a passphrase is slow on purpose and a stick may
//! be slow by itself. The signature covers the log as it stands when the order is given.

use std::path::{Path, PathBuf};

use super::job::Job;
use super::tui::Play;
use crate::audit::sshsig::{Covered, KEY_BYTES_MAX, KeyFault, Purpose, SigningKey};
use crate::domain::command::Command;
use crate::domain::ids::{Initials, Seq};
use crate::domain::proof::KeyProof;
use crate::i18n::{Catalogue, fill};
use crate::ports::{Failure, Store};
use crate::session::Session;
use crate::tui::app::App;
use crate::tui::request::{KeyOrder, Secret};

/// What waits for a key that is being opened.
pub(super) enum Signing {
    /// Whoever comes is only asked whether their key opens, before anybody is signed off.
    Trial,
    /// The order that it signs.
    Order(Box<Command>),
}

/// Why a key does not sign.
#[derive(Debug)]
pub enum KeyRefusal {
    /// Its file cannot be read.
    Unread(Failure),
    /// It cannot be opened.
    Fault(KeyFault),
}

/// Reads the key and opens it.
pub(super) fn unlock(
    store: &mut dyn Store,
    path: &Path,
    passphrase: &Secret,
) -> Result<SigningKey, KeyRefusal> {
    let text = store.read_small(path, KEY_BYTES_MAX as u64).map_err(KeyRefusal::Unread)?;
    SigningKey::parse(&text, passphrase.reveal()).map_err(KeyRefusal::Fault)
}

impl Play<'_> {
    pub(super) fn sign(&mut self, order: KeyOrder) {
        self.signing = Some(Signing::Order(Box::new(order.command)));
        self.job(Job::Unlock(order.key, order.passphrase));
    }

    pub(super) fn try_key(&mut self, key: PathBuf, passphrase: Secret) {
        self.signing = Some(Signing::Trial);
        self.job(Job::Unlock(key, passphrase));
    }

    /// The key is open, or not: gives the order with its proof, or says why not.
    pub(super) fn unlocked(&mut self, result: Result<SigningKey, KeyRefusal>) {
        let Some(signing) = self.signing.take() else { return };
        let words = &Catalogue::of(self.app.lang()).screen.shift;
        let signed = match result {
            Ok(key) => match signing {
                Signing::Order(command) => {
                    proved(&self.session, *command, &key).ok_or(&words.key_bad)
                }
                Signing::Trial => {
                    let requests = self.with_view(App::key_opens);
                    return self.grant(requests);
                }
            },
            Err(KeyRefusal::Unread(failure)) => {
                let cause = failure.to_string();
                return self.app.not_signed(fill(&words.key_unread, &[("cause", &cause)]));
            }
            Err(KeyRefusal::Fault(fault)) => Err(match fault {
                KeyFault::Form => &words.key_bad,
                KeyFault::Locked => &words.key_locked,
                KeyFault::WrongPassphrase => &words.key_wrong,
                KeyFault::Kind => &words.key_foreign,
            }),
        };
        match signed {
            Ok(command) => self.order(Box::new(command)),
            Err(words) => self.app.not_signed(words.clone()),
        }
    }
}

/// The order with the person's signature over the log as it stands.
fn proved(session: &Session, mut command: Command, key: &SigningKey) -> Option<Command> {
    let (purpose, tag, proof): (_, &Initials, _) = match &mut command {
        Command::SignOn(person) => (Purpose::SignOn, &person.initials, &mut person.proof),
        Command::SignOff(person) => (Purpose::SignOff, &person.initials, &mut person.proof),
        _ => return None,
    };
    let begun = session.state().opened.as_ref()?;
    let last = Seq(session.lines());
    let (incident, writer) = (&begun.facts.incident, &begun.facts.writer);
    let covered = Covered { incident, writer, last, head: session.head() };
    let signature = key.sign(purpose, &covered.message(purpose, Some(tag)))?;
    *proof = Some(KeyProof { key: key.public_line().to_owned(), seq: last, signature });
    Some(command)
}
