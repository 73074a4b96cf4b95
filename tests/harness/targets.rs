//! One function per parser. To add one: a function and its row in [`ALL`], a file of three lines in
//! `fuzz_targets/`, seeds in `seeds/`, and its `[[bin]]` in `Cargo.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use sangfroid::audit::Digest;
use sangfroid::audit::from_wire::decode;
use sangfroid::audit::given_code::GivenCode;
use sangfroid::audit::json::{Scanner, alphabet, is_clean_text, unescape};
use sangfroid::audit::line::chain as chain_line;
use sangfroid::audit::merge::{Chain, ChainReader, Logs};
use sangfroid::audit::sshsig::{self, SigningKey};
use sangfroid::audit::stream::{StreamCheck, verify_stream};
use sangfroid::audit::verdict::Outcome;
use sangfroid::audit::verify::Verifier;
use sangfroid::cli::args::{ImportArgs, StartArgs};
use sangfroid::cli::import::import as take_logs;
use sangfroid::cli::start::start;
use sangfroid::cli::world::World;
use sangfroid::domain::claimed::parse_claimed;
use sangfroid::domain::ids::{IncidentId, WriterId};
use sangfroid::domain::text::Lang;
use sangfroid::domain::time::{Date, Span, Timestamp};
use sangfroid::driver::inline::Outside;
use sangfroid::journal::{self, Opened, Place};
use sangfroid::os::clock::SystemClock;
use sangfroid::os::disk::RealDisk;
use sangfroid::os::files::SystemFiles;
use sangfroid::os::ids::SystemIds;
use sangfroid::os::store::DataFolder;
use sangfroid::ports::Clock;
use sangfroid::runbook::law::LawShelf;
use sangfroid::runbook::library::Library;

/// A parser under any bytes.
pub type Target = fn(&[u8]);

/// Every target by the name of its file.
pub const ALL: &[(&str, Target)] = &[
    ("audit_line", audit_line),
    ("audit_stream", audit_stream),
    ("clocks", clocks),
    ("from_wire", from_wire),
    ("import", import),
    ("json", json),
    ("journal", journal_open),
    ("merge", merge),
    ("runbook", runbook),
    ("site", site),
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

/// What a byte that no line can hold divides: the files of a delivery.
fn files(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split(|byte| *byte == 0xff).take(6).collect()
}

/// Merging the sound beginnings of any files: every line once, and the same whatever comes first.
pub fn merge(bytes: &[u8]) {
    let chains: Vec<_> = files(bytes).into_iter().map(chain).collect();
    let forth = Logs::of(chains.clone());
    let back = Logs::of(chains.into_iter().rev().collect());
    assert_eq!(forth, back, "the order of the files counts");
    assert_eq!(forth.join(&back), forth, "a log counts twice");
    let history = forth.ordered();
    assert_eq!(history, back.ordered());
    let mut next: Vec<u64> = vec![0; forth.chains().len()];
    for item in &history.items {
        let last = std::mem::replace(&mut next[item.branch], item.line);
        assert!(last == 0 || item.line == last + 1, "a line is missing or out of order");
    }
    for (chain, last) in forth.chains().iter().zip(next) {
        assert_eq!(chain.lines(), last, "the end of a log is missing");
    }
}

/// The lines of a file that the verifier accepts.
fn chain(mut file: &[u8]) -> Chain {
    let mut reader = ChainReader::default();
    let mut check = StreamCheck::new(Verifier::new());
    check.segment_visiting(&mut file, &mut |line| reader.take(line)).expect("memory reads");
    reader.finish()
}

/// Taking any files in: nothing that is there changes, what came in verifies, and a second time
/// adds nothing.
pub fn import(bytes: &[u8]) {
    let folder = Scratch::new();
    let (main, stick) = (folder.0.join("main"), folder.0.join("stick"));
    prepared(&main);
    std::fs::create_dir_all(stick.join("log")).expect("a folder");
    for (number, file) in files(bytes).iter().enumerate() {
        let name = format!("lap{number}-0001.0001.jsonl");
        std::fs::write(stick.join("log").join(name), file).expect("a log");
    }
    let before = logs_in(&main);
    take_in(&main, &stick);
    let once = logs_in(&main);
    for (name, bytes) in before {
        assert!(once.get(&name).is_some_and(|now| now.starts_with(&bytes)), "{name} was changed");
    }
    for (name, bytes) in &once {
        let verdict = verify_stream(&mut bytes.as_slice(), Verifier::new()).expect("memory reads");
        assert!(verdict.fault.is_none(), "{name} came in half: {verdict:?}");
    }
    take_in(&main, &stick);
    assert!(logs_in(&main) == once, "a second time added something");
}

/// The data folder of a laptop that writes the incident of the seeds.
fn prepared(main: &Path) {
    static LOG: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    let log = LOG.get_or_init(|| started(main));
    let inner = main.join("INC-2026-0001").join("log");
    std::fs::create_dir_all(&inner).expect("a folder");
    std::fs::write(main.join("writer"), "lap9-0009\n").expect("a name");
    std::fs::write(inner.join("lap9-0009.0001.jsonl"), log).expect("a log");
}

/// Opens the incident once; gives its log.
fn started(main: &Path) -> Vec<u8> {
    std::fs::create_dir_all(main).expect("a folder");
    std::fs::write(main.join("writer"), "lap9-0009\n").expect("a name");
    with_world(main, |world| {
        let args = StartArgs {
            runbook: "telephony-loss".to_owned(),
            real: false,
            exercise: true,
            by: "KP".to_owned(),
            name: None,
            role: None,
            severity: 1,
            noticed: None,
            sign: Vec::new(),
            clock: None,
            incident: Some(STARTED.to_owned()),
            headless: true,
        };
        drop(start(&args, world).expect("it starts"));
    });
    let log = main.join(STARTED).join("log").join("lap9-0009.0001.jsonl");
    let text = std::fs::read_to_string(&log).expect("a log");
    std::fs::remove_dir_all(main).expect("a folder");
    renamed(&text)
}

/// How an exercise is named when it is started.
const STARTED: &str = "EXERCISE-2026-0001";

/// The same log under the name that the seeds have, which no exercise is given any more.
fn renamed(log: &str) -> Vec<u8> {
    let (mut previous, mut renamed) = (Digest::ZERO, String::new());
    for line in log.lines() {
        let mut columns = line.split('\t');
        let mut column = || columns.next().expect("a column");
        let (first, second) = (column().replace(STARTED, "INC-2026-0001"), column());
        let head = chain_line(previous, Digest::of(first.as_bytes()));
        renamed += &format!("{first}\t{second}\t\"p\":\"{previous}\",\"h\":\"{head}\"}}\n");
        previous = head;
    }
    renamed.into_bytes()
}

fn take_in(main: &Path, stick: &Path) {
    let incident = Some("INC-2026-0001".to_owned());
    let path = vec![stick.to_owned()];
    let args = ImportArgs { path, incident, by: None, same_incident: true, json: true };
    with_world(main, |world| {
        let _ = take_logs(&args, world);
    });
}

fn with_world(main: &Path, act: impl FnOnce(&mut World<'_>)) {
    static LIBRARY: std::sync::OnceLock<Library> = std::sync::OnceLock::new();
    let clock = SystemClock::new([7; 16]);
    let mut store = DataFolder::new(main.to_owned(), clock, Vec::new());
    let mut ids = SystemIds::new(main.to_owned());
    let (mut out, mut err) = (std::io::sink(), std::io::sink());
    let law = LawShelf::shipped();
    act(&mut World {
        outside: Outside { clock: &clock, ids: &mut ids, store: &mut store, law: law.law.clone() },
        files: &mut SystemFiles,
        out: &mut out,
        err: &mut err,
        lang: Lang::En,
        library: LIBRARY.get_or_init(|| Library::with_files(&[])),
        law: &law,
        site: &sangfroid::runbook::site::SiteFile::default(),
        read_runbook: sangfroid::runbook::read,
    });
}

/// The logs of the incident by their names.
fn logs_in(main: &Path) -> BTreeMap<String, Vec<u8>> {
    let inner = main.join("INC-2026-0001").join("log");
    let entries = std::fs::read_dir(inner).expect("a folder").map(|entry| entry.expect("an entry"));
    let named =
        entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()));
    let logs = named.filter(|(name, _)| name.ends_with(".jsonl"));
    logs.map(|(name, path)| (name, std::fs::read(path).expect("a log"))).collect()
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

/// The site's own facts.
pub fn site(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        drop(sangfroid::runbook::site::parse(text));
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
