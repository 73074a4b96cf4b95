//! The device's own key: made at the first start, never copied anywhere (audit-log §4.5).
//!
//! Invariant: a key file that is there is never written to. One that cannot be read leaves the log
//! without seals; it keeps nobody from recording.

use std::path::Path;

use super::ids::random_128;
use super::regular::{self, Secrecy, failure};
use crate::audit::sshsig::{KEY_BYTES_MAX, SigningKey};
use crate::ports::{Failure, FailureKind};

/// The folder of keys in a data folder.
const FOLDER: &str = "keys";

/// The private key, in OpenSSH's form.
const PRIVATE: &str = "device";

/// The public one beside it, for whoever wants to hand it out.
const PUBLIC: &str = "device.pub";

/// The key of this data folder; made when there is none.
///
/// # Errors
/// It can be neither read nor made.
pub(super) fn read_or_make(folder: &Path) -> Result<SigningKey, Failure> {
    let path = folder.join(FOLDER).join(PRIVATE);
    match read(&path) {
        Err(error) if error.kind == FailureKind::NotFound => make(folder, &path),
        found => found,
    }
}

fn read(path: &Path) -> Result<SigningKey, Failure> {
    let text = regular::read(path, KEY_BYTES_MAX as u64)?;
    SigningKey::parse(&text, None).map_err(|fault| unusable(path, &fault.to_string()))
}

fn make(folder: &Path, path: &Path) -> Result<SigningKey, Failure> {
    let keys = folder.join(FOLDER);
    std::fs::create_dir_all(&keys).map_err(|error| failure("mkdir", &keys, &error))?;
    let mut seed = [0; 32];
    for (half, random) in seed.chunks_mut(16).zip([random_128()?, random_128()?]) {
        half.copy_from_slice(&random);
    }
    let key = SigningKey::from_seed(&seed);
    let text = key.to_openssh().ok_or_else(|| unusable(path, "the key has no text"))?;
    match regular::create_whole(path, &text, Secrecy::Owner) {
        // Another start was first, and its key counts for both.
        Err(error) if error.kind == FailureKind::Exists => return read(path),
        done => done?,
    }
    let line = format!("{} sangfroid\n", key.public_line());
    // Only for convenience: it can be read off the private one.
    regular::create_whole(&keys.join(PUBLIC), line.as_bytes(), Secrecy::Open).ok();
    Ok(key)
}

fn unusable(path: &Path, cause: &str) -> Failure {
    Failure {
        op: "key",
        path: path.to_owned(),
        errno: None,
        kind: FailureKind::Other,
        cause: cause.to_owned(),
    }
}
