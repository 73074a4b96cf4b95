//! Media that end under the program: read-only, shut down, pulled.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::machine::{Missing, Mounted, image, image_in, shell};
use super::{Seat, refused};
use crate::subject::{Subject, has};

/// What a medium that is gone answers: IO error, no device, not connected, no such file.
const GONE: &[i32] = &[5, 19, 107, 2, 117, 6];

pub fn read_only(subject: &Subject) -> Result<Vec<String>, Missing> {
    let medium = image("16M", "mkfs.ext4 -q -F $IMG")?;
    let mut seat = Seat::new(medium.path());
    shell("mount -o remount,ro $MNT", &[("MNT", medium.path())])?;
    let mut broken = refused(&subject.note(&seat.place, "on a read-only disk"), &[30]);
    let status = subject.run(&seat.place, &["status"]);
    if status.code != Some(0) {
        broken.push(format!("it cannot be read any more: {}", status.err));
    }
    broken.extend(seat.look());
    shell("mount -o remount,rw $MNT", &[("MNT", medium.path())])?;
    broken.extend(seat.go_on());
    Ok(broken)
}

/// Acts go on until the medium ends under one of them; which must be refused.
fn until_it_ends(
    subject: &Subject,
    seat: &mut Seat,
    end: impl FnOnce() -> Result<(), Missing> + Send,
) -> Result<Vec<String>, Missing> {
    let has_ended = AtomicBool::new(false);
    thread::scope(|scope| {
        let ending = scope.spawn(|| {
            thread::sleep(Duration::from_millis(400));
            let ended = end();
            has_ended.store(true, Ordering::SeqCst);
            ended
        });
        let mut broken = Vec::new();
        loop {
            let was_over = has_ended.load(Ordering::SeqCst);
            let ended = subject.note(&seat.place, "while it lasts");
            if ended.code == Some(0) {
                seat.ledger.keep(&ended);
                if was_over {
                    broken.push("acknowledged on a medium that is gone".to_owned());
                    break;
                }
            } else if ended.code == Some(2) && was_over {
                // The folder itself cannot be seen: the incident is not found, which is true.
                break;
            } else if was_over {
                broken.extend(refused(&ended, GONE));
                break;
            }
        }
        ending.join().expect("the end")?;
        Ok(broken)
    })
}

fn shutdown(subject: &Subject, medium: Mounted) -> Result<Vec<String>, Missing> {
    if !has("xfs_io") {
        return Err(Missing("xfs_io is not installed".to_owned()));
    }
    let mut seat = Seat::new(medium.path());
    let path = medium.path().to_owned();
    let end = || shell("xfs_io -x -c shutdown $MNT", &[("MNT", &path)]).map(drop);
    let mut broken = until_it_ends(subject, &mut seat, end)?;
    let medium = medium.again("")?;
    seat.place = medium.path().join("f");
    broken.extend(seat.look());
    broken.extend(seat.go_on());
    Ok(broken)
}

pub fn ext4_shutdown(subject: &Subject) -> Result<Vec<String>, Missing> {
    shutdown(subject, image("48M", "mkfs.ext4 -q -F $IMG")?)
}

pub fn xfs_shutdown(subject: &Subject) -> Result<Vec<String>, Missing> {
    shutdown(subject, image("320M", "mkfs.xfs -q $IMG")?)
}

/// A file system in user space on a loop device; its driver, as a stick, can be torn off.
struct Stick {
    mounted: Mounted,
    device: String,
}

impl Stick {
    fn plug(device: &str) -> Result<Self, Missing> {
        let mounted = Mounted::by(&format!("mount.exfat-fuse {device} $MNT"))?;
        Ok(Self { mounted, device: device.to_owned() })
    }

    /// The driver of this device and no other.
    fn pull(&self) -> Result<(), Missing> {
        let line = "pids=$(pgrep -x -f \"mount.exfat-fuse $DEV $MNT\"); kill -9 $pids";
        let paths = [("DEV", Path::new(&self.device)), ("MNT", self.mounted.path())];
        shell(line, &paths).map(drop)
    }
}

pub fn exfat_pulled(subject: &Subject) -> Result<Vec<String>, Missing> {
    for program in ["mount.exfat-fuse", "mkfs.exfat", "pgrep"] {
        if !has(program) {
            return Err(Missing(format!("{program} is not installed")));
        }
    }
    let below = tempfile::tempdir().map_err(|error| Missing(error.to_string()))?;
    let file = image_in(below.path(), "64M", "mkfs.exfat $IMG")?;
    let device = shell("losetup -f --show $IMG", &[("IMG", &file)])?;
    let tried = pulled(subject, &device);
    drop(shell("losetup -d $DEV", &[("DEV", Path::new(&device))]));
    tried
}

fn pulled(subject: &Subject, device: &str) -> Result<Vec<String>, Missing> {
    let stick = Stick::plug(device)?;
    let mut seat = Seat::new(stick.mounted.path());
    let mut broken = until_it_ends(subject, &mut seat, || stick.pull())?;
    drop(stick);
    let stick = Stick::plug(device)?;
    seat.place = stick.mounted.path().join("f");
    broken.extend(seat.look());
    broken.extend(seat.go_on());
    Ok(broken)
}

/// A driver that answers each sync at once: nothing can be promised about a cut, but everything
/// works, and after a clean end everything is there.
pub fn fat_that_lies(subject: &Subject) -> Result<Vec<String>, Missing> {
    for program in ["fusefat", "mkfs.fat"] {
        if !has(program) {
            return Err(Missing(format!("{program} is not installed")));
        }
    }
    let below = tempfile::tempdir().map_err(|error| Missing(error.to_string()))?;
    let file = image_in(below.path(), "32M", "mkfs.fat $IMG >/dev/null")?;
    let line = format!("fusefat -o rw+ {} $MNT", file.display());
    let medium = Mounted::by(&line)?;
    let mut seat = Seat::new(medium.path());
    for _ in 0..5 {
        seat.ledger.keep(&subject.note(&seat.place, "on a disk that lies"));
    }
    let mut broken = seat.go_on();
    drop(medium);
    let medium = Mounted::by(&line)?;
    seat.place = medium.path().join("f");
    broken.extend(seat.look());
    Ok(broken)
}
