//! What the tests of the incident share: runbooks to follow, and a session played on clocks of
//! their own.

pub mod play;
pub mod sample;

pub use play::Play;

/// For the screens: a medium that took the trial write, with so much room; or that did not.
#[cfg(feature = "tui")]
pub fn trial(folder: &str, free_bytes: Option<u64>) -> sangfroid::ports::Trial {
    use sangfroid::ports::{Failure, FailureKind, Trial};
    let refusal = Failure {
        op: "open",
        path: folder.into(),
        errno: Some(30),
        kind: FailureKind::ReadOnly,
        cause: "Read-only file system".to_owned(),
    };
    let written = free_bytes.map(|_| ()).ok_or(refusal);
    Trial { folder: folder.into(), written, free_bytes, is_same_disk: false }
}
