//! One function per parser. To add one: a function and its row in [`ALL`], a file of three lines in
//! `fuzz_targets/`, seeds in `seeds/`, and its `[[bin]]` in `Cargo.toml`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sangfroid::audit::from_wire::decode;
use sangfroid::audit::given_code::GivenCode;
use sangfroid::audit::json::{Scanner, alphabet, is_clean_text, unescape};
use sangfroid::audit::sshsig::{self, SigningKey};
use sangfroid::audit::stream::verify_stream;
use sangfroid::audit::verdict::Outcome;
use sangfroid::audit::verify::Verifier;
use sangfroid::domain::claimed::parse_claimed;
use sangfroid::domain::ids::{IncidentId, WriterId};
use sangfroid::domain::time::{Date, Span, Timestamp};
use sangfroid::journal::{self, Opened, Place};
use sangfroid::os::clock::SystemClock;
use sangfroid::os::disk::RealDisk;
use sangfroid::ports::Clock;

/// A parser under any bytes.
pub type Target = fn(&[u8]);

/// Every target by the name of its file.
pub const ALL: &[(&str, Target)] = &[
    ("audit_line", audit_line),
    ("audit_stream", audit_stream),
    ("clocks", clocks),
    ("from_wire", from_wire),
    ("json", json),
    ("journal", journal_open),
    ("runbook", runbook),
    ("spoken_code", spoken_code),
    ("time", time),
    ("key_and_signature", key_and_signature),
];

/// One line at the start of a log.
pub fn audit_line(bytes: &[u8]) {
    let accepted = Verifier::new().line(bytes).is_ok();
    assert!(!accepted || bytes.ends_with(b"\n"), "a line without its end was accepted");
}

/// A whole log; a prefix of an intact one is never called altered.
pub fn audit_stream(bytes: &[u8]) {
    let outcome =
        |mut bytes| verify_stream(&mut bytes, Verifier::new()).expect("memory reads").outcome();
    if outcome(bytes) == Outcome::Intact && !bytes.is_empty() {
        let shorter = outcome(&bytes[..bytes.len() - 1]);
        assert_ne!(shorter, Outcome::Altered, "a torn log was called altered");
    }
}

/// The stored form of an event.
pub fn from_wire(bytes: &[u8]) {
    drop(decode(bytes));
}

/// The strict scanner of JSON objects.
pub fn json(bytes: &[u8]) {
    let _ = (alphabet(bytes), is_clean_text(bytes), unescape(bytes));
    if is_clean_text(bytes) {
        let _ = Scanner::default().object(bytes).is_ok();
    }
}

/// Opening over hostile bytes: the first byte says how many of the rest are the announcements.
/// Whatever was sound before stays; opening again finds nothing more to mend.
pub fn journal_open(bytes: &[u8]) {
    let Some((split, rest)) = bytes.split_first() else { return };
    let (batches, log) = rest.split_at(usize::from(*split).min(rest.len()));
    let folder = Scratch::new();
    let incident = IncidentId::parse("INC-2026-0001").expect("a name");
    let writer = WriterId::parse("lap3-9f2c").expect("a name");
    let place = Place::new(folder.0.clone(), incident, writer);
    std::fs::create_dir_all(place.log_dir()).expect("a folder");
    std::fs::write(place.segment(1), log).expect("a log");
    if *split > 0 {
        std::fs::write(place.announcements(1), batches).expect("announcements");
    }
    let mut disk = RealDisk::new();
    let first = journal::open(&mut disk, place.clone(), &mut |_| {}).expect("a disk that works");
    let after = std::fs::read(place.segment(1)).expect("a log");
    match first {
        Opened::Ready(ready) => {
            assert!(log.starts_with(&after), "recovery wrote over what was there");
            ready.journal.close(&mut disk);
            let again = journal::open(&mut disk, place, &mut |_| {}).expect("a disk that works");
            let Opened::Ready(again) = again else { panic!("a mended log is refused: {again:?}") };
            assert!(again.torn.is_none(), "mended twice");
        }
        _ => assert_eq!(after, log, "a refused log was touched"),
    }
}

/// A runbook file.
pub fn runbook(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        drop(sangfroid::runbook::read(text));
    }
}

/// A file of legal clocks.
pub fn clocks(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        drop(sangfroid::runbook::law::load::parse(text));
    }
}

/// Forty digits as somebody types them.
pub fn spoken_code(bytes: &[u8]) {
    let _ = GivenCode::parse(&String::from_utf8_lossy(bytes)).is_ok();
}

/// Times, days and spans, stored and claimed.
pub fn time(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = (Date::parse(&text).is_some(), Span::parse(&text).is_some());
    let _ = parse_claimed(&text, &SystemClock::new([0; 16]).now()).is_some();
    if let Some(found) = Timestamp::parse(&text) {
        assert_eq!(Timestamp::parse(&found.to_string()), Some(found), "written and read differ");
    }
}

/// A private key file, a public line, a signature.
pub fn key_and_signature(bytes: &[u8]) {
    let _ = SigningKey::parse(bytes, Some("words")).is_ok();
    let text = String::from_utf8_lossy(bytes);
    drop((sshsig::unarmoured(&text), sshsig::signer(&text)));
    let _ = (sshsig::plain_public_line(&text).is_ok(), sshsig::fingerprint(&text).is_ok());
}

/// A folder that vanishes, without another package.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        use std::sync::atomic::{AtomicU64, Ordering};
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let memory = Path::new("/dev/shm");
        let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = base.join(format!("sangfroid-fuzz-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// The names of all targets, each once.
pub fn names() -> BTreeSet<&'static str> {
    ALL.iter().map(|(name, _)| *name).collect()
}
