//! A file size limit must refuse the write, not end the program.
//!
//! Without this the system kills whoever writes over the limit; with it the write fails with
//! `EFBIG`, and the act is told as not recorded like on any full disk (R88).

use crate::ports::Failure;

/// Turns the signal of the file size limit into a failed write. Once per process.
///
/// # Errors
/// The system refuses a signal handler.
#[cfg(unix)]
pub fn survive_file_size() -> Result<(), Failure> {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use crate::ports::FailureKind;

    let signal = rustix::process::Signal::XFSZ.as_raw();
    // Nobody reads the flag: the failed write says it all.
    let registered = signal_hook::flag::register(signal, Arc::new(AtomicBool::new(false)));
    registered.map(drop).map_err(|error| Failure {
        op: "sigaction",
        path: std::path::PathBuf::new(),
        errno: error.raw_os_error(),
        kind: FailureKind::Other,
        cause: error.to_string(),
    })
}

/// Elsewhere a limit is no signal.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn survive_file_size() -> Result<(), Failure> {
    Ok(())
}
