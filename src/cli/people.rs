//! `sign-on`, `sign-off`, `seal`: who is at the keyboard, and what proves it
//! (audit-log §4.5).

use std::path::Path;

use super::act::finish;
use super::exit::Exit;
use super::open::{Refusal, open, ordered, unread};
use super::people_args::{ProofArgs, SealArgs, SignOffArgs, SignOnArgs};
use super::start::initials;
use super::world::World;
use crate::audit::sshsig::{
    self, Covered, KEY_BYTES_MAX, KeyFault, Purpose, SIGNATURE_BYTES_MAX, SigningKey,
};
use crate::domain::command::Command;
use crate::domain::event::SignedOn;
use crate::domain::ids::{EventId, Initials, Seq};
use crate::domain::proof::{KeyProof, SignedOff};
use crate::i18n::fill;
use crate::i18n::rejection::Advice;
use crate::session::Session;

/// `sign-on INCIDENT --by INITIALS`.
pub fn sign_on(args: &SignOnArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident).and_then(|mut session| {
        let initials = initials(world, &args.by)?;
        if args.proof.print_message {
            return print_message(world, &session, Purpose::SignOn, &initials);
        }
        let proof = proof(world, &session, Purpose::SignOn, &initials, &args.proof)?;
        let (name, role) = (args.name.clone(), args.role.clone());
        let person = SignedOn { initials, name, role, proof };
        ordered(world, &mut session, Command::SignOn(person))
    });
    finish(world, result)
}

/// `sign-off INCIDENT --by INITIALS`.
pub fn sign_off(args: &SignOffArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident).and_then(|mut session| {
        let initials = initials(world, &args.by)?;
        if args.proof.print_message {
            return print_message(world, &session, Purpose::SignOff, &initials);
        }
        let proof = proof(world, &session, Purpose::SignOff, &initials, &args.proof)?;
        ordered(world, &mut session, Command::SignOff(SignedOff { initials, proof }))
    });
    finish(world, result)
}

/// `seal INCIDENT`.
pub fn seal(args: &SealArgs, world: &mut World<'_>) -> Exit {
    let result = open(world, &args.incident)
        .and_then(|mut session| ordered(world, &mut session, Command::Seal));
    finish(world, result)
}

/// What a person signs: the log as it stands now.
fn text(session: &Session, purpose: Purpose, tag: &Initials) -> Option<(Seq, String)> {
    let begun = session.state().opened.as_ref()?;
    let last = Seq(session.lines());
    let (incident, writer) = (&begun.facts.incident, &begun.facts.writer);
    let covered = Covered { incident, writer, last, head: session.head() };
    Some((last, covered.message(purpose, Some(tag))))
}

fn print_message(
    world: &mut World<'_>,
    session: &Session,
    purpose: Purpose,
    tag: &Initials,
) -> Result<Vec<EventId>, Refusal> {
    let text = text(session, purpose, tag).map_or_else(String::new, |(_, text)| text);
    let how = fill(&world.words().people.how_to_sign, &[("namespace", purpose.namespace())]);
    // The message alone on standard output, so that it can go into a file as it is.
    let written = world.out.write_all(text.as_bytes());
    let written = written.and_then(|()| writeln!(world.err, "{how}"));
    match written {
        Ok(()) => Ok(Vec::new()),
        Err(_) => Err(Refusal { lines: Vec::new(), exit: Exit::Outside }),
    }
}

/// The person's proof, when a key was named.
fn proof(
    world: &mut World<'_>,
    session: &Session,
    purpose: Purpose,
    tag: &Initials,
    args: &ProofArgs,
) -> Result<Option<KeyProof>, Refusal> {
    let Some(path) = &args.key else { return Ok(None) };
    let Some((seq, text)) = text(session, purpose, tag) else { return Ok(None) };
    let file = read(world, path, KEY_BYTES_MAX)?;
    if let Some(signature) = &args.signature {
        let key = sshsig::plain_public_line(&String::from_utf8_lossy(&file));
        let key = key.map_err(|_| refused(&world.words().people.bad_key))?;
        let armour = read(world, signature, SIGNATURE_BYTES_MAX)?;
        let body = sshsig::unarmoured(&String::from_utf8_lossy(&armour));
        let signature = body.ok_or_else(|| refused(&world.words().people.bad_signature))?;
        sshsig::check(&key, &signature, purpose, &text)
            .map_err(|_| refused(&world.words().people.bad_signature))?;
        return Ok(Some(KeyProof { key, seq, signature }));
    }
    let key = unlocked(world, &file)?;
    let signature = key.sign(purpose, &text);
    let signature = signature.ok_or_else(|| refused(&world.words().people.bad_key))?;
    Ok(Some(KeyProof { key: key.public_line().to_owned(), seq, signature }))
}

/// The private key; asks for its passphrase when it has one.
fn unlocked(world: &mut World<'_>, file: &[u8]) -> Result<SigningKey, Refusal> {
    let words = &world.words().people;
    let parsed = match SigningKey::parse(file, None) {
        Err(KeyFault::Locked) => {
            let secret = world.files.secret(&words.passphrase);
            let secret = secret.map_err(|failure| unread(world, &failure))?;
            SigningKey::parse(file, Some(&secret))
        }
        parsed => parsed,
    };
    parsed.map_err(|fault| match fault {
        KeyFault::Form => refused(&words.bad_key),
        KeyFault::Locked | KeyFault::WrongPassphrase => refused(&words.wrong_passphrase),
        KeyFault::Kind => refused(&words.foreign_key),
    })
}

fn read(world: &mut World<'_>, path: &Path, bytes_max: usize) -> Result<Vec<u8>, Refusal> {
    let read = world.files.read(path, bytes_max as u64);
    read.map_err(|failure| unread(world, &failure))
}

fn refused(advice: &Advice) -> Refusal {
    Refusal { lines: vec![advice.what.clone(), advice.next.clone()], exit: Exit::Usage }
}
