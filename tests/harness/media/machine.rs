//! Images, mounts and the devices under them; all are given back when their value goes.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Why something cannot be tried on this machine.
#[derive(Debug)]
pub struct Missing(pub String);

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Runs a line of shell with some paths as its variables.
///
/// # Errors
/// What it said, when it failed.
pub fn shell(line: &str, paths: &[(&str, &Path)]) -> Result<String, Missing> {
    let mut command = Command::new("sh");
    command.args(["-euc", line]).env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    for (name, path) in paths {
        command.env(name, path);
    }
    let output = command.output().map_err(|error| Missing(error.to_string()))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Missing(format!("`{line}`: {}", said.trim().lines().next_back().unwrap_or("no words"))))
}

/// A file system that is mounted until this goes.
#[derive(Debug)]
pub struct Mounted {
    folder: Option<tempfile::TempDir>,
    device: Option<String>,
    /// Keeps the image under it.
    below: Option<tempfile::TempDir>,
}

impl Mounted {
    fn empty() -> Result<tempfile::TempDir, Missing> {
        tempfile::tempdir().map_err(|error| Missing(error.to_string()))
    }

    /// An image, through a loop device.
    pub fn of_image(file: &Path, options: &str) -> Result<Self, Missing> {
        let device = shell("losetup -f --show $IMG", &[("IMG", file)])?;
        match Self::of_device(&device, options) {
            Ok(mut mounted) => {
                mounted.device = Some(device);
                Ok(mounted)
            }
            Err(missing) => {
                drop(shell("losetup -d $DEV", &[("DEV", Path::new(&device))]));
                Err(missing)
            }
        }
    }

    /// A block device that somebody else gives back.
    pub fn of_device(device: &str, options: &str) -> Result<Self, Missing> {
        Self::by(&format!("mount {options} {device} $MNT"))
    }

    /// Whatever this line mounts on `$MNT`.
    pub fn by(line: &str) -> Result<Self, Missing> {
        let folder = Self::empty()?;
        shell(line, &[("MNT", folder.path())])?;
        Ok(Self { folder: Some(folder), device: None, below: None })
    }

    pub fn path(&self) -> &Path {
        self.folder.as_ref().expect("a mounted folder").path()
    }

    fn unmount(&mut self) {
        let Some(folder) = self.folder.take() else { return };
        let gone = shell("umount $MNT || umount -l $MNT", &[("MNT", folder.path())]);
        if gone.is_err() {
            // Never clear a folder that something may still be mounted on.
            let _kept = folder.keep();
        }
    }

    /// Ends the mount and mounts the same device again, as after a repair.
    pub fn again(mut self, options: &str) -> Result<Self, Missing> {
        self.unmount();
        let device = self.device.clone().ok_or_else(|| Missing("no device".to_owned()))?;
        let mut mounted = Self::of_device(&device, options)?;
        mounted.below = self.below.take();
        mounted.device = self.device.take();
        Ok(mounted)
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.unmount();
        if let Some(device) = &self.device {
            let given_back = shell("losetup -d $DEV", &[("DEV", Path::new(device))]);
            drop(given_back);
        }
    }
}

/// A new image of that size, formatted by that line (`$IMG` is its name) and mounted.
pub fn image(size: &str, format: &str) -> Result<Mounted, Missing> {
    let below = Mounted::empty()?;
    let file = image_in(below.path(), size, format)?;
    let mut mounted = Mounted::of_image(&file, "")?;
    mounted.below = Some(below);
    Ok(mounted)
}

/// A new formatted image in a folder.
pub fn image_in(folder: &Path, size: &str, format: &str) -> Result<PathBuf, Missing> {
    let file = folder.join("disk.img");
    shell(&format!("truncate -s {size} $IMG; {format}"), &[("IMG", &file)])?;
    Ok(file)
}
