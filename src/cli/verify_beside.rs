//! What lies beside the logs of a folder: evidence against its names and the lines that took it in,
//! and the list of keys against the keys that the lines bring.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use super::open::{Refusal, unread_log as unread};
use super::verify::Report;
use super::world::World;
use crate::audit::Digest;
use crate::audit::digest::Digesting;
use crate::audit::finding::{Finding, FindingKind};
use crate::audit::sshsig::plain_public_line;
use crate::ports::Kept;

/// How much of a file is read at once.
const READ_BYTES: usize = 256 * 1024;

/// Most bytes of a file of keys.
const SIGNERS_BYTES_MAX: u64 = 1 << 20;

/// The list of keys in an incident's folder (audit-log §4.1).
const SIGNERS: &str = "keys/allowed_signers";

/// Checks a folder in which these logs lie. What is found stands with the first of them.
///
/// # Errors
/// A folder of ours is a link or cannot be read.
pub(super) fn check<'r>(
    world: &mut World<'_>,
    folder: &Path,
    reports: impl Iterator<Item = &'r mut Report>,
) -> Result<(), Refusal> {
    let kept = world.files.kept(folder).map_err(|failure| unread(world, &failure))?;
    let mut reports: Vec<_> = reports.collect();
    let mut found = evidence(world, folder, &kept, &reports);
    if kept.has_signers {
        found.extend(keys(world, folder, &reports)?);
    }
    if let Some(first) = reports.first_mut() {
        for finding in found {
            first.testimony.findings.push(finding);
        }
    }
    Ok(())
}

/// A line that is withheld whole may be the one that speaks of a file or brings a key.
fn hides_lines(reports: &[&mut Report]) -> bool {
    reports.iter().any(|report| report.verdict.withheld_lines > 0)
}

fn evidence(
    world: &mut World<'_>,
    folder: &Path,
    kept: &Kept,
    reports: &[&mut Report],
) -> Vec<Finding> {
    let mut taken = BTreeMap::new();
    for report in reports {
        taken.extend(report.testimony.attachments.clone());
    }
    let mut found = Vec::new();
    let finding = |kind| Finding { line: None, kind };
    for named in &kept.attachments {
        let name = format!("sha256-{named}");
        let reader = world.files.within(folder, &format!("files/{name}"));
        let is_taken = taken.remove(&named.to_string()).is_some();
        if reader.ok().and_then(digest_of) != Some(*named) {
            found.push(finding(FindingKind::AttachmentChanged { name }));
        } else if !is_taken && !hides_lines(reports) {
            found.push(finding(FindingKind::AttachmentUnknown { name }));
        }
    }
    let strangers = kept.strangers.iter().cloned();
    found.extend(strangers.map(|name| finding(FindingKind::AttachmentUnknown { name })));
    let missing = taken.into_iter().filter(|(_, (_, is_whole))| *is_whole);
    found.extend(missing.map(|(sha256, (line, _))| {
        let kind = FindingKind::AttachmentMissing { sha256 };
        Finding { line: Some(line), kind }
    }));
    found
}

/// The digest of everything that `reader` gives; none when it fails.
fn digest_of(mut reader: Box<dyn Read>) -> Option<Digest> {
    let mut digesting = Digesting::new();
    let mut buf = vec![0; READ_BYTES];
    loop {
        match reader.read(&mut buf) {
            Ok(0) => return Some(digesting.finish()),
            Ok(read) => digesting.take(buf.get(..read)?),
            Err(_) => return None,
        }
    }
}

/// Keys of the list that no line brings. Rows are added after their lines are durable, so such a
/// row means that the list was swapped, or the log cut or written anew.
fn keys(
    world: &mut World<'_>,
    folder: &Path,
    reports: &[&mut Report],
) -> Result<Vec<Finding>, Refusal> {
    let is_cut_short = reports.iter().any(|report| report.verdict.fault.is_some());
    if hides_lines(reports) || is_cut_short {
        return Ok(Vec::new());
    }
    let reader = world.files.within(folder, SIGNERS).map_err(|failure| unread(world, &failure))?;
    let mut bytes = Vec::new();
    // What cannot be read to its end is compared as far as it was.
    drop(reader.take(SIGNERS_BYTES_MAX).read_to_end(&mut bytes));
    let is_brought = |row: &(String, String)| {
        reports.iter().any(|report| report.testimony.brings_key(&row.0, &row.1))
    };
    let strange = rows(&bytes).into_iter().filter(|row| !is_brought(row));
    let kind = |(who, _)| FindingKind::SignersOther { who };
    Ok(strange.map(|row| Finding { line: None, kind: kind(row) }).collect())
}

/// Tags and keys of an `allowed_signers` file that the person named.
///
/// # Errors
/// It cannot be read.
pub(super) fn signers(
    world: &mut World<'_>,
    path: &Path,
) -> Result<Vec<(String, String)>, Refusal> {
    let bytes = world.files.read(path, SIGNERS_BYTES_MAX);
    Ok(rows(&bytes.map_err(|failure| unread(world, &failure))?))
}

/// Tags and keys of an `allowed_signers` file; lines that name no key are passed over.
fn rows(bytes: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(bytes);
    let row = |line: &str| {
        let (name, rest) = line.trim().split_once(' ')?;
        let at = rest.find("sk-ssh-").or_else(|| rest.find("ssh-"))?;
        Some((name.to_owned(), plain_public_line(rest.get(at..)?).ok()?))
    };
    text.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
}
