//! T8 without the fuzzer: the functions that it calls, over every seed and many small changes of
//! each, on the stable compiler.

use std::fs;
use std::path::{Path, PathBuf};

use crate::kills::Dice;
use crate::targets;

/// Changes of each seed.
const CHANGES: usize = 40;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folder = root().join("seeds").join(name);
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a seed")).collect()
}

/// A bit turned, an end cut, or a piece twice.
fn changed(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_owned();
    if bytes.is_empty() {
        return bytes;
    }
    let at = usize::try_from(dice.roll(bytes.len() as u64)).expect("an index");
    match dice.roll(3) {
        0 => bytes[at] ^= 1 << dice.roll(8),
        1 => bytes.truncate(at),
        _ => bytes.extend_from_within(at..),
    }
    bytes
}

#[test]
fn every_fuzz_target_holds_over_its_seeds_and_their_changes() {
    let mut dice = Dice(0x5eed_5eed_5eed_5eed);
    for (name, target) in targets::ALL {
        let seeds = seeds(name);
        assert!(!seeds.is_empty(), "{name} has no seed");
        for seed in seeds {
            target(&seed);
            for _ in 0..CHANGES {
                target(&changed(&seed, &mut dice));
            }
        }
    }
}

#[test]
fn every_fuzz_target_has_its_file_and_its_entry() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("a manifest");
    let files = fs::read_dir(root().join("fuzz_targets")).expect("targets");
    let mut files: Vec<_> = files
        .map(|entry| entry.expect("an entry").path())
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    files.sort();
    let names: Vec<_> = targets::names().into_iter().map(str::to_owned).collect();
    assert_eq!(files, names);
    for name in names {
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")), "{name}");
    }
}

/// The control (T13): a target that breaks a promise is noticed.
#[test]
fn a_parser_that_panics_is_noticed() {
    let planted: targets::Target = |bytes| assert!(bytes.len() < 3, "a planted fault");
    let caught = std::panic::catch_unwind(|| planted(&seeds("time")[0]));
    assert!(caught.is_err());
}
