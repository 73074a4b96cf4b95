//! Files on their way in: the content, the name, and what every failure leaves.

use std::io::{Error, Read};
use std::path::{Path, PathBuf};

use sangfroid::audit::digest::Digest;
use sangfroid::os::attachment::{begin, digest_of, name};
use sangfroid::ports::{Attachment, FailureKind, Intake, IntakeError, Origin, Slice};

/// A reader over these bytes that then ends as `end` says.
struct Source {
    bytes: std::io::Cursor<Vec<u8>>,
    end: Option<Error>,
}

impl Read for Source {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        match self.bytes.read(buf)? {
            0 => self.end.take().map_or(Ok(0), Err),
            read => Ok(read),
        }
    }
}

fn source(bytes: &[u8], end: Option<Error>) -> Origin {
    Origin::Reader(Box::new(Source { bytes: std::io::Cursor::new(bytes.to_vec()), end }))
}

fn take(folders: &[PathBuf], origin: Origin, bytes_max: u64) -> Result<Attachment, IntakeError> {
    let mut taking = begin(folders, origin, bytes_max)?;
    loop {
        if let Slice::Whole(attachment) = taking.more()? {
            return Ok(attachment);
        }
    }
}

fn names(incident: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(incident.join("files")) else { return Vec::new() };
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_file_is_kept_under_the_digest_of_its_bytes_whatever_its_length() {
    let home = tempfile::tempdir().unwrap();
    let incident = [home.path().to_owned()];
    for length in [0, 1, 65_535, 65_536, 65_537, 5_000_000] {
        let bytes: Vec<u8> = (0..length).map(|n: u32| n.to_le_bytes()[0] ^ 0x5a).collect();
        let path = home.path().join(format!("source-{length}"));
        std::fs::write(&path, &bytes).unwrap();
        let attachment = take(&incident, Origin::Path(path), u64::MAX).expect("it is taken");
        assert_eq!(attachment.digest, Digest::of(&bytes));
        assert_eq!((attachment.bytes, attachment.missed.len()), (u64::from(length), 0));
        let kept = home.path().join("files").join(name(attachment.digest));
        assert_eq!(std::fs::read(kept).unwrap(), bytes);
    }
    assert!(names(home.path()).iter().all(|name| digest_of(name).is_some()));
}

#[test]
fn the_same_content_twice_is_one_file_and_a_false_one_under_its_name_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let incident = [home.path().to_owned()];
    let first = take(&incident, Origin::Text("seen".to_owned()), 10).unwrap();
    let second = take(&incident, source(b"seen", None), 10).unwrap();
    assert_eq!(first, second);
    assert_eq!(names(home.path()), [name(first.digest)]);
    let path = home.path().join("files").join(name(first.digest));
    std::fs::write(&path, b"SEEN").unwrap();
    let refused = take(&incident, Origin::Text("seen".to_owned()), 10);
    let is_told = matches!(&refused, Err(IntakeError::NotKept(failure))
        if failure.kind == FailureKind::Exists);
    assert!(is_told, "{refused:?}");
    assert_eq!(std::fs::read(&path).unwrap(), b"SEEN", "what was found is evidence as well");
    assert_eq!(names(home.path()).len(), 1);
}

#[test]
fn whatever_ends_early_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let incident = [home.path().to_owned()];
    let broken = take(&incident, source(&vec![7; 100_000], Some(Error::other("gone"))), u64::MAX);
    assert!(matches!(broken, Err(IntakeError::Unreadable(_))), "{broken:?}");
    let interrupted = Some(Error::from(std::io::ErrorKind::Interrupted));
    take(&incident, source(b"goes on", interrupted), 10).expect("a signal is no end");
    std::fs::remove_dir_all(home.path().join("files")).unwrap();
    let long = take(&incident, source(&vec![7; 100_000], None), 99_999);
    assert_eq!(long, Err(IntakeError::TooLarge(99_999)));
    assert!(take(&incident, source(&vec![7; 99_999], None), 99_999).is_ok(), "exactly as many");
    let path = home.path().join("long");
    std::fs::write(&path, [7; 100]).unwrap();
    assert_eq!(take(&incident, Origin::Path(path), 99), Err(IntakeError::TooLarge(99)));
    let endless = take(&incident, Origin::Reader(Box::new(std::io::repeat(0))), 10_000_000);
    assert_eq!(endless, Err(IntakeError::TooLarge(10_000_000)));
    // One that is let go in the middle.
    let mut taking = begin(&incident, source(&vec![1; 9_000_000], None), u64::MAX).unwrap();
    assert!(matches!(taking.more(), Ok(Slice::More(_))));
    assert_eq!(names(home.path()).len(), 2, "it grows beside the whole ones");
    drop(taking);
    assert_eq!(names(home.path()).len(), 1);
}

#[test]
fn a_file_that_is_written_to_meanwhile_is_refused() {
    for change in [b"more".as_slice(), b""] {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("growing");
        std::fs::write(&path, vec![1; 6_000_000]).unwrap();
        let incident = [home.path().to_owned()];
        let mut taking = begin(&incident, Origin::Path(path.clone()), u64::MAX).unwrap();
        assert_eq!(taking.total(), Some(6_000_000));
        assert!(matches!(taking.more(), Ok(Slice::More(_))));
        if change.is_empty() {
            std::fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(10).unwrap();
        } else {
            use std::io::Write as _;
            let mut file = std::fs::OpenOptions::new().append(true).open(&path).unwrap();
            file.write_all(change).unwrap();
        }
        let end = loop {
            match taking.more() {
                Ok(Slice::More(_)) => {}
                end => break end,
            }
        };
        assert_eq!(end, Err(IntakeError::Changed(path)));
        drop(taking);
        assert!(names(home.path()).is_empty());
    }
}

#[test]
fn a_medium_that_fails_is_left_out_and_the_last_one_fails_the_whole() {
    let (good, bad) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::write(bad.path().join("files"), b"not a folder").unwrap();
    let both = [bad.path().to_owned(), good.path().to_owned()];
    let attachment = take(&both, Origin::Text("seen".to_owned()), 10).unwrap();
    assert_eq!(attachment.missed.len(), 1);
    assert_eq!(names(good.path()), [name(attachment.digest)]);
    let none = take(&both[..1], Origin::Text("seen".to_owned()), 10);
    assert!(matches!(none, Err(IntakeError::NotKept(_))), "{none:?}");
    assert!(matches!(begin(&[], Origin::Text(String::new()), 10), Err(IntakeError::NotKept(_))));
}
