//! Words about people's keys, seals and the spoken code.

use serde::Deserialize;

use super::rejection::Advice;

/// Words about people's keys, seals and the spoken code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleWords {
    /// Asks for the passphrase of a key.
    pub passphrase: String,
    /// A file that is no key.
    pub bad_key: Advice,
    /// A passphrase that does not open the key.
    pub wrong_passphrase: Advice,
    /// A key that only another program can use.
    pub foreign_key: Advice,
    /// A signature that does not fit.
    pub bad_signature: Advice,
    /// How to sign a message elsewhere; `{namespace}`.
    pub how_to_sign: String,
    /// The spoken code and how to use it; `{n}`, `{head}`, `{code}`.
    pub code: String,
    /// The device key cannot be used; `{cause}`.
    pub no_device_key: String,
    /// A reading that is none; `{text}`.
    pub bad_reading: Advice,
    /// How the clock was compared; `{by}`.
    pub clock_compared: String,
    /// How the clock moved; `{by}`, `{n}`.
    pub clock_moved: String,
}
