//! What lies beside the logs of a folder: evidence against its names and the lines that took it in,
//! bytes that a power loss cut off against the lines that name them, and the list of keys against
//! the keys that the lines bring.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use super::exit::Exit;
use super::open::{Refusal, unread_log as unread};
use super::verify::Report;
use super::world::World;
use crate::audit::Digest;
use crate::audit::digest::Digesting;
use crate::audit::finding::{Finding, FindingKind};
use crate::audit::sshsig::plain_public_line;
use crate::diagnostics::escape;
use crate::i18n::fill;
use crate::ports::{FailureKind, Kept};

/// How much of a file is read at once.
const READ_BYTES: usize = 256 * 1024;

/// Most bytes of a file of keys.
const SIGNERS_BYTES_MAX: u64 = 1 << 20;

/// The list of keys in an incident's folder (audit-log §4.1).
const SIGNERS: &str = "keys/allowed_signers";

/// Checks a folder in which these logs lie. What no single one of them is about stands with the
/// first.
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
        let keys = keys(world, folder, &reports)?;
        found.extend(keys.into_iter().map(|finding| (FIRST, finding)));
    }
    for report in &mut reports {
        cut_off(world, folder, report);
    }
    for (at, finding) in found {
        if let Some(report) = reports.get_mut(at) {
            report.testimony.findings.push(finding);
        }
    }
    Ok(())
}

/// The log that tells what is about none of them.
const FIRST: usize = 0;

/// What was found, and which of the logs tells it.
type Told = (usize, Finding);

/// Nothing behind a fault was read: what would have been said there is not known.
fn is_cut_short(reports: &[&mut Report]) -> bool {
    reports.iter().any(|report| report.verdict.fault.is_some())
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
) -> Vec<Told> {
    // Of several logs that took the same bytes in, the first that can be read whole speaks.
    let mut taken: BTreeMap<&str, (usize, u64, bool)> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        for (sha256, (line, is_whole)) in &report.testimony.attachments {
            let known = taken.entry(sha256).or_insert((at, *line, *is_whole));
            if *is_whole && !known.2 {
                *known = (at, *line, true);
            }
        }
    }
    let (mut found, mut unjudged) = (Vec::new(), 0);
    let of_none = |kind| (FIRST, Finding { line: None, kind });
    for named in &kept.attachments {
        let name = format!("sha256-{named}");
        let reader = world.files.within(folder, &format!("files/{name}"));
        let is_taken = taken.remove(named.to_string().as_str()).is_some();
        let digest = reader.ok().and_then(measured).map(|(digest, _)| digest);
        if digest != Some(*named) {
            found.push(of_none(FindingKind::AttachmentChanged { name }));
        } else if !is_taken && !hides_lines(reports) {
            if is_cut_short(reports) {
                unjudged += 1;
            } else {
                found.push(of_none(FindingKind::AttachmentUnknown { name }));
            }
        }
    }
    if unjudged > 0 {
        found.push(of_none(FindingKind::AttachmentUnjudged { count: unjudged }));
    }
    let strangers = kept.strangers.iter().cloned();
    found.extend(strangers.map(|name| of_none(FindingKind::AttachmentUnknown { name })));
    let missing = taken.into_iter().filter(|(_, (_, _, is_whole))| *is_whole);
    found.extend(missing.map(|(sha256, (at, line, _))| {
        let kind = FindingKind::AttachmentMissing { sha256: sha256.to_owned() };
        (at, Finding { line: Some(line), kind })
    }));
    found
}

/// Bytes that a power loss cut off: the line that tells of it names their file and digest. A copy
/// that withholds anything leaves them out, for they are raw lines; an import leaves them where
/// they are, so among logs of several laptops their absence proves nothing.
fn cut_off(world: &mut World<'_>, folder: &Path, report: &mut Report) {
    let is_plain = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '.' | '-');
    let mut named = report.testimony.cut_off.clone();
    named.retain(|(_, kept)| kept.file.chars().all(is_plain));
    for (line, kept) in named {
        let name = kept.file.clone();
        let reader = world.files.within(folder, &format!("log/{name}"));
        // Only the medium that lost power keeps them: neither a mirror nor a copy does.
        if reader.as_ref().is_err_and(|failure| failure.kind == FailureKind::NotFound) {
            report.not_kept.insert(name);
            continue;
        }
        let is_same = |(digest, bytes): (Digest, u64)| {
            digest.to_string() == kept.sha256 && bytes == kept.bytes
        };
        let is_fine = reader.ok().and_then(measured).is_some_and(is_same);
        if !is_fine {
            let kind = FindingKind::CutOffChanged { name };
            report.testimony.findings.push(Finding { line: Some(line), kind });
        }
    }
}

/// The digest and the number of all bytes that `reader` gives; none when it fails.
fn measured(mut reader: Box<dyn Read>) -> Option<(Digest, u64)> {
    let (mut digesting, mut bytes) = (Digesting::new(), 0);
    let mut buf = vec![0; READ_BYTES];
    loop {
        match reader.read(&mut buf) {
            Ok(0) => return Some((digesting.finish(), bytes)),
            Ok(read) => {
                digesting.take(buf.get(..read)?);
                bytes += read as u64;
            }
            Err(_) => return None,
        }
    }
}

/// Keys of the list that no line brings. Rows are added after their lines are durable, so such a
/// row means that the list was swapped, or the log cut or written anew; or, in a copy, that the
/// line is withheld. A device has one key, and the first line names it.
fn keys(
    world: &mut World<'_>,
    folder: &Path,
    reports: &[&mut Report],
) -> Result<Vec<Finding>, Refusal> {
    let reader = world.files.within(folder, SIGNERS).map_err(|failure| unread(world, &failure))?;
    let mut bytes = Vec::new();
    // What cannot be read to its end is compared as far as it was.
    drop(reader.take(SIGNERS_BYTES_MAX).read_to_end(&mut bytes));
    let is_brought = |row: &(String, String)| {
        reports.iter().any(|report| report.testimony.brings_key(&row.0, &row.1))
    };
    let is_device = |who: &str| {
        let opened = reports.iter().filter_map(|report| report.testimony.opened.as_ref());
        opened.into_iter().any(|opened| opened.writer.as_str() == who)
    };
    let has_gaps = reports.iter().any(|report| report.has_gaps());
    let strange = rows(&bytes).into_iter().filter(|row| !is_brought(row));
    let (judged, unjudged): (Vec<_>, Vec<_>) =
        strange.partition(|(who, _)| !has_gaps || is_device(who));
    let kind = |(who, _)| FindingKind::SignersOther { who };
    let mut kinds: Vec<_> = judged.into_iter().map(kind).collect();
    if !unjudged.is_empty() {
        kinds.push(FindingKind::SignersUnjudged { count: unjudged.len() as u64 });
    }
    Ok(kinds.into_iter().map(|kind| Finding { line: None, kind }).collect())
}

/// Names and keys of a file that the person named: `allowed_signers`, or bare public keys, whose
/// name is empty.
///
/// # Errors
/// It cannot be read, or holds no key: nothing would be compared then, and nobody would know.
pub(super) fn signers(
    world: &mut World<'_>,
    path: &Path,
) -> Result<Vec<(String, String)>, Refusal> {
    let bytes = world.files.read(path, SIGNERS_BYTES_MAX);
    let bytes = bytes.map_err(|failure| unread(world, &failure))?;
    // A row may name several, between commas.
    let split = |(names, key): (String, String)| {
        let names = names.split(',').map(str::to_owned).collect::<Vec<_>>();
        names.into_iter().map(move |name| (name, key.clone()))
    };
    let text = String::from_utf8_lossy(&bytes);
    let bare = text.lines().filter_map(|line| plain_public_line(line.trim()).ok());
    let bare = bare.map(|key| (String::new(), key));
    let rows: Vec<_> = rows(&bytes).into_iter().flat_map(split).chain(bare).collect();
    if rows.is_empty() {
        let advice = &world.words().verify.no_signers;
        let path = escape::shown(&path.to_string_lossy());
        let lines = [&advice.what, &advice.next].map(|text| fill(text, &[("path", &path)]));
        return Err(Refusal { lines: lines.into(), exit: Exit::Usage });
    }
    Ok(rows)
}

/// Names and keys of an `allowed_signers` file; lines that name no key are passed over.
fn rows(bytes: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(bytes);
    let row = |line: &str| {
        let (name, rest) = line.trim().split_once(' ')?;
        let at = rest.find("sk-ssh-").or_else(|| rest.find("ssh-"))?;
        Some((name.to_owned(), plain_public_line(rest.get(at..)?).ok()?))
    };
    text.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
}
