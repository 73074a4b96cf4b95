//! Media with no room: at the write, or only at the sync.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::machine::{Missing, Mounted, image, image_in, shell};
use super::{NOTES_MAX, Seat, noise, refused};
use crate::ledger::{Ledger, Stage};
use crate::python::Python;
use crate::reader;
use crate::subject::{RUNBOOK, Subject, first, has};

/// What a full medium answers: no space, no inode, too large, over quota; or an error of its own.
const FULL: &[i32] = &[28, 27, 122, 5];

/// Fills the medium, but for so many bytes.
fn filler(folder: &Path, left: u64) -> std::path::PathBuf {
    let path = folder.join("filler");
    let mut file = fs::File::create(&path).expect("a filler");
    let block = noise(4_096);
    while file.write_all(block.as_bytes()).is_ok() {}
    let length = file.metadata().expect("its length").len();
    drop(file.sync_all());
    file.set_len(length.saturating_sub(left)).expect("some room");
    path
}

/// Notes until the medium is full; then room, and on.
fn filled(subject: &Subject, folder: &Path) -> Vec<String> {
    let mut seat = Seat::new(folder);
    let filler = filler(folder, 24_000);
    let mut broken = seat.fill(subject, FULL);
    broken.extend(seat.look());
    fs::remove_file(filler).expect("room");
    broken.extend(seat.go_on());
    broken
}

pub fn tmpfs(subject: &Subject) -> Result<Vec<String>, Missing> {
    let medium = Mounted::by("mount -t tmpfs -o size=4m tmpfs $MNT")?;
    Ok(filled(subject, medium.path()))
}

/// The data folder is full and a mirror is not: every act is taken, and with room both are alike.
pub fn tmpfs_beside_a_mirror(subject: &Subject) -> Result<Vec<String>, Missing> {
    let medium = Mounted::by("mount -t tmpfs -o size=4m tmpfs $MNT")?;
    let second = Mounted::by("mount -t tmpfs -o size=32m tmpfs $MNT")?;
    let place = medium.path().join("f");
    fs::create_dir(&place).expect("a folder");
    let mirror = second.path().to_string_lossy().into_owned();
    let mut ledger = Ledger::default();
    let begin = ["start", RUNBOOK, "--exercise", "--by", "MK", "--headless"];
    let started = Subject::honest().run(&place, &[&["--mirror", &mirror][..], &begin].concat());
    assert_eq!(started.code, Some(0), "{}", started.err);
    ledger.keep_all(&place.join(first()));
    let filler = filler(medium.path(), 24_000);

    let (mut broken, mut python) = (Vec::new(), Python::new());
    let mut note = |subject: &Subject, broken: &mut Vec<String>| {
        let ended = subject.run(&place, &["--mirror", &mirror, "note", first(), &noise(1_500)]);
        if ended.code != Some(0) {
            broken.push(format!("refused although one medium has room: {}", ended.err));
        }
        ledger.keep(&ended);
        ended.err.contains("NO COPY IN")
    };
    let is_met = (0..NOTES_MAX).any(|_| note(subject, &mut broken) || !broken.is_empty());
    if !is_met {
        broken.push("no fault was ever met".to_owned());
    }
    for _ in 0..3 {
        note(subject, &mut broken);
    }
    fs::remove_file(filler).expect("room");
    if note(&Subject::honest(), &mut broken) {
        broken.push("a medium with room is still kept out".to_owned());
    }
    for folder in [second.path(), &place] {
        broken.extend(ledger.check(&folder.join(first()), Stage::Recovered, &mut python));
    }
    let logs = [second.path(), &place].map(|folder| {
        let segments = reader::segments(&folder.join(first()));
        segments.iter().map(|path| fs::read(path).expect("a log")).collect::<Vec<_>>().concat()
    });
    if logs[0] != logs[1] {
        broken.push("the two copies differ".to_owned());
    }
    Ok(broken)
}

pub fn ext4(subject: &Subject) -> Result<Vec<String>, Missing> {
    let medium = image("8M", "mkfs.ext4 -q -F -m0 -O ^has_journal $IMG")?;
    Ok(filled(subject, medium.path()))
}

/// The start itself finds no room for a file; with more room it works.
pub fn no_inodes(subject: &Subject) -> Result<Vec<String>, Missing> {
    let medium = Mounted::by("mount -t tmpfs -o size=4m,nr_inodes=3 tmpfs $MNT")?;
    let mut broken = refused(&subject.start(medium.path()), FULL);
    shell("mount -o remount,nr_inodes=200 $MNT", &[("MNT", medium.path())])?;
    let begun = Subject::honest().start(medium.path());
    if begun.code != Some(0) {
        broken.push(format!("with room, the start fails: {}", begun.err));
    }
    Ok(broken)
}

/// A real short write: the limit lies within the next line.
pub fn size_limit(subject: &Subject) -> Result<Vec<String>, Missing> {
    if !has("prlimit") {
        return Err(Missing("prlimit is not installed".to_owned()));
    }
    let folder = crate::subject::folder();
    let mut seat = Seat::new(folder.path());
    let log = reader::segments(&seat.place.join(first())).pop().expect("a log");
    let limit = fs::metadata(log).expect("its length").len() + 2_500;
    let limited = subject.under(["prlimit".to_owned(), format!("--fsize={limit}")]);
    let mut broken = seat.fill(&limited, &[]);
    broken.extend(seat.look());
    broken.extend(seat.go_on());
    Ok(broken)
}

/// The write is taken into memory and the sync finds no place: the next sync would succeed.
pub fn zram(subject: &Subject) -> Result<Vec<String>, Missing> {
    let device = Zram::claim()?;
    shell("mkfs.ext4 -q -F -O ^has_journal /dev/zram0", &[])?;
    let medium = Mounted::of_device("/dev/zram0", "")?;
    let mut seat = Seat::new(medium.path());
    shell("sync; echo 1 > /sys/block/zram0/mem_limit", &[])?;
    let mut broken = seat.fill(subject, FULL);
    shell("echo 0 > /sys/block/zram0/mem_limit", &[])?;
    broken.extend(seat.look());
    drop(medium);
    drop(device);
    Ok(broken)
}

/// The only memory disk of the machine, while nobody else uses it.
struct Zram;

impl Zram {
    fn claim() -> Result<Self, Missing> {
        let size = shell("cat /sys/block/zram0/disksize", &[])?;
        if size != "0" {
            return Err(Missing("zram0 is in use".to_owned()));
        }
        shell("echo 64M > /sys/block/zram0/disksize", &[])?;
        Ok(Self)
    }
}

impl Drop for Zram {
    fn drop(&mut self) {
        drop(shell("echo 1 > /sys/block/zram0/reset", &[]));
    }
}

/// The image is larger than the disk below it, which fills up.
pub fn sparse(subject: &Subject) -> Result<Vec<String>, Missing> {
    let below = Mounted::by("mount -t tmpfs -o size=6m tmpfs $MNT")?;
    let file = image_in(below.path(), "64M", "mkfs.ext4 -q -F -O ^has_journal $IMG")?;
    let medium = Mounted::of_image(&file, "")?;
    let mut seat = Seat::new(medium.path());
    shell("sync -f $MNT", &[("MNT", medium.path())])?;
    let filler = filler(below.path(), 40_000);
    let mut broken = seat.fill(subject, FULL);
    fs::remove_file(filler).expect("room");
    broken.extend(seat.look());
    drop(medium);
    drop(below);
    Ok(broken)
}
