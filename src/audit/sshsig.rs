//! Seals and sign-ons: SSHSIG signatures over a head of the log (audit-log §4.5).
//!
//! The form is OpenSSH's own (PROTOCOL.sshsig), so that `ssh-keygen -Y verify` checks what is made
//! here without this program. Pure: keys come and go as values, files are the business of `os`.
//!
//! Invariants: one namespace per purpose, so that no signature counts for another one; the same key
//! signs the same message with the same bytes, so that a batch which is placed again is the same.

use std::fmt;

use ssh_key::private::Ed25519Keypair;
use ssh_key::{Algorithm, HashAlg, LineEnding, PrivateKey, PublicKey, SshSig};

use super::digest::Digest;
use crate::domain::ids::{IncidentId, Initials, Seq, WriterId};

/// Longest signature text that is looked at, in bytes; the largest real one is below 3 KiB.
pub const SIGNATURE_BYTES_MAX: usize = 16 * 1024;

/// Longest key text that is looked at, in bytes.
pub const KEY_BYTES_MAX: usize = 64 * 1024;

/// Letters per line of OpenSSH's armour.
const ARMOUR_COLUMNS: usize = 70;

const ARMOUR_BEGIN: &str = "-----BEGIN SSH SIGNATURE-----";
const ARMOUR_END: &str = "-----END SSH SIGNATURE-----";

/// What a signature is for. A signature made for one purpose never counts for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// The device seals the log.
    Seal,
    /// A person signs on with their own key.
    SignOn,
    /// A person signs off with their own key.
    SignOff,
    /// The device signs the list of files of an export.
    Export,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Seal, Self::SignOn, Self::SignOff, Self::Export];

    /// The namespace (`ssh-keygen -n`), which is the first word of the message too.
    #[must_use]
    pub const fn namespace(self) -> &'static str {
        match self {
            Self::Seal => "sangfroid-seal",
            Self::SignOn => "sangfroid-signon",
            Self::SignOff => "sangfroid-signoff",
            Self::Export => "sangfroid-export",
        }
    }
}

/// How much of which log a signature covers.
#[derive(Clone, Copy, Debug)]
pub struct Covered<'a> {
    /// Which incident.
    pub incident: &'a IncidentId,
    /// Whose log.
    pub writer: &'a WriterId,
    /// Its last covered line.
    pub last: Seq,
    /// The digest of that line.
    pub head: Digest,
}

impl Covered<'_> {
    /// The text that is signed: purpose, incident, writer, last covered line, its digest, and for a
    /// person their tag; each on a line of its own.
    #[must_use]
    pub fn message(&self, purpose: Purpose, tag: Option<&Initials>) -> String {
        let Self { incident, writer, last, head } = self;
        let namespace = purpose.namespace();
        let mut text = format!("{namespace} v1\n{incident}\n{writer}\n{}\n{head}\n", last.0);
        if let Some(tag) = tag {
            text.push_str(tag.as_str());
            text.push('\n');
        }
        text
    }
}

/// What is wrong with a signature or its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureFault {
    /// The public key cannot be read.
    #[error("the public key cannot be read")]
    Key,
    /// The signature cannot be read.
    #[error("the signature cannot be read")]
    Form,
    /// It was made by another key.
    #[error("the signature was made by another key")]
    OtherKey,
    /// It was made for another purpose.
    #[error("the signature was made for another purpose")]
    OtherPurpose,
    /// This version cannot check signatures of this kind; `ssh-keygen` can.
    #[error("signatures of this kind cannot be checked here")]
    UnknownAlgorithm,
    /// It does not fit the message: something that it covers was changed.
    #[error("the signature does not fit what it covers")]
    Wrong,
}

/// Checks that `public_line` made `signature`, the base64 body on one line, for `purpose` over
/// `message`.
///
/// # Errors
/// [`SignatureFault`]; nothing is proved then.
pub fn check(
    public_line: &str,
    signature: &str,
    purpose: Purpose,
    message: &str,
) -> Result<(), SignatureFault> {
    let key = public_key(public_line)?;
    let signature = parse(signature)?;
    if key.key_data() != signature.public_key() {
        return Err(SignatureFault::OtherKey);
    }
    if signature.namespace() != purpose.namespace() {
        return Err(SignatureFault::OtherPurpose);
    }
    if !matches!(key.algorithm(), Algorithm::Ed25519 | Algorithm::SkEd25519) {
        return Err(SignatureFault::UnknownAlgorithm);
    }
    let checked = key.verify(purpose.namespace(), message.as_bytes(), &signature);
    checked.map_err(|_| SignatureFault::Wrong)
}

/// The armoured form that `ssh-keygen -Y verify -s` reads.
#[must_use]
pub fn armoured(signature: &str) -> String {
    let mut text = format!("{ARMOUR_BEGIN}\n");
    let mut rest = signature;
    while !rest.is_empty() {
        let end = rest.floor_char_boundary(ARMOUR_COLUMNS.min(rest.len()));
        let (line, tail) = rest.split_at(end);
        text.push_str(line);
        text.push('\n');
        rest = tail;
    }
    text.push_str(ARMOUR_END);
    text.push('\n');
    text
}

/// The body of an armoured signature on one line, as the log stores it; none when `text` is none.
#[must_use]
pub fn unarmoured(text: &str) -> Option<String> {
    let text = text.get(..SIGNATURE_BYTES_MAX.min(text.len())).unwrap_or(text);
    let body: String = text
        .trim()
        .strip_prefix(ARMOUR_BEGIN)?
        .strip_suffix(ARMOUR_END)?
        .chars()
        .filter(|c| !c.is_ascii_whitespace())
        .collect();
    parse(&body).is_ok().then_some(body)
}

/// The key that made a signature, in one line; none when the signature cannot be read.
#[must_use]
pub fn signer(signature: &str) -> Option<String> {
    let signature = parse(signature).ok()?;
    let key = PublicKey::new(signature.public_key().clone(), "");
    key.to_openssh().ok().map(|line| line.trim_end().to_owned())
}

/// A public key in its one spelling: kind and base64, without a comment.
///
/// # Errors
/// [`SignatureFault::Key`] when it cannot be read.
pub fn plain_public_line(text: &str) -> Result<String, SignatureFault> {
    let mut key = public_key(text)?;
    key.set_comment("");
    let line = key.to_openssh().map_err(|_| SignatureFault::Key)?;
    Ok(line.trim_end().to_owned())
}

/// `SHA256:…`, as `ssh-keygen -l` shows it.
///
/// # Errors
/// [`SignatureFault::Key`] when the key cannot be read.
pub fn fingerprint(public_line: &str) -> Result<String, SignatureFault> {
    Ok(public_key(public_line)?.fingerprint(HashAlg::Sha256).to_string())
}

fn public_key(line: &str) -> Result<PublicKey, SignatureFault> {
    let line = line.trim_end();
    if line.len() > KEY_BYTES_MAX || line.contains('\n') {
        return Err(SignatureFault::Key);
    }
    PublicKey::from_openssh(line).map_err(|_| SignatureFault::Key)
}

fn parse(signature: &str) -> Result<SshSig, SignatureFault> {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=');
    if signature.len() > SIGNATURE_BYTES_MAX || !signature.bytes().all(is_plain) {
        return Err(SignatureFault::Form);
    }
    let parsed = SshSig::from_pem(armoured(signature)).map_err(|_| SignatureFault::Form)?;
    // One signature has one spelling: what reads alike and is written otherwise is none.
    let is_spelled = body_of(&parsed).as_deref() == Some(signature);
    let is_known = parsed.version() == SshSig::VERSION && parsed.reserved().is_empty();
    if is_known && is_spelled { Ok(parsed) } else { Err(SignatureFault::Form) }
}

/// The base64 body on one line.
fn body_of(signature: &SshSig) -> Option<String> {
    let text = signature.to_pem(LineEnding::LF).ok()?;
    Some(text.lines().filter(|line| !line.starts_with('-')).collect())
}

/// A private key that signs: the device's own, or a person's for the moment of signing.
#[derive(Clone)]
pub struct SigningKey {
    key: PrivateKey,
    public_line: String,
}

/// Never shows the private half.
impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("public", &self.public_line).finish_non_exhaustive()
    }
}

/// Why a private key cannot sign here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// Not a private key in OpenSSH's form.
    #[error("not an OpenSSH private key")]
    Form,
    /// It needs its passphrase.
    #[error("the key needs its passphrase")]
    Locked,
    /// The passphrase does not open it.
    #[error("the passphrase does not open the key")]
    WrongPassphrase,
    /// Only a security key or another program can sign with it.
    #[error("this kind of key cannot sign here")]
    Kind,
}

impl SigningKey {
    /// From 32 random bytes.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        let key = PrivateKey::from(Ed25519Keypair::from_seed(seed));
        let public_line = line_of(&key);
        Self { key, public_line }
    }

    /// Reads a private key in OpenSSH's form; `passphrase` opens one that is locked.
    ///
    /// # Errors
    /// [`KeyFault`].
    pub fn parse(text: &[u8], passphrase: Option<&str>) -> Result<Self, KeyFault> {
        if text.len() > KEY_BYTES_MAX {
            return Err(KeyFault::Form);
        }
        let mut key = PrivateKey::from_openssh(text).map_err(|_| KeyFault::Form)?;
        if key.is_encrypted() {
            let passphrase = passphrase.ok_or(KeyFault::Locked)?;
            key = key.decrypt(passphrase).map_err(|_| KeyFault::WrongPassphrase)?;
        }
        if key.algorithm() != Algorithm::Ed25519 {
            return Err(KeyFault::Kind);
        }
        let public_line = line_of(&key);
        Ok(Self { key, public_line })
    }

    /// The private key in OpenSSH's form, unlocked; for the device's own file only.
    #[must_use]
    pub fn to_openssh(&self) -> Option<Vec<u8>> {
        let text = self.key.to_openssh(LineEnding::LF).ok()?;
        Some(text.as_bytes().to_vec())
    }

    /// `ssh-ed25519 AAAA…`, without a comment.
    #[must_use]
    pub fn public_line(&self) -> &str {
        &self.public_line
    }

    /// `SHA256:…`, as `ssh-keygen -l` shows it.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        self.key.fingerprint(HashAlg::Sha256).to_string()
    }

    /// The first four hex digits of the SHA-256 of the public key's bytes: the end of the writer's
    /// name (audit-log §4.1).
    #[must_use]
    pub fn writer_tag(&self) -> String {
        let blob = self.key.public_key().to_bytes().unwrap_or_default();
        Digest::of(&blob).to_string().chars().take(4).collect()
    }

    /// The signature over `message`, the base64 body on one line; none when the key cannot sign.
    #[must_use]
    pub fn sign(&self, purpose: Purpose, message: &str) -> Option<String> {
        let signed =
            self.key.sign(purpose.namespace(), HashAlg::Sha512, message.as_bytes()).ok()?;
        body_of(&signed)
    }
}

fn line_of(key: &PrivateKey) -> String {
    let mut public = key.public_key().clone();
    public.set_comment("");
    // Only a key kind without a text form could fail, and those never get here.
    public.to_openssh().map(|line| line.trim_end().to_owned()).unwrap_or_default()
}
