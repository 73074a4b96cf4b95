//! How long the laptop itself will last, where the system says so (R90).

use std::fs;
use std::path::Path;

/// Where Linux lists batteries and chargers.
pub const SUPPLIES: &str = "/sys/class/power_supply";

/// Below this many percent a discharging battery is worth a word.
const LOW: u8 = 20;

/// The percent left in the first battery that is low and not being charged; nothing where all is
/// well or nothing is known.
#[must_use]
pub fn low_battery(supplies: &Path) -> Option<u8> {
    let mut folders: Vec<_> =
        fs::read_dir(supplies).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    folders.sort();
    folders.iter().find_map(|folder| low(folder))
}

fn low(folder: &Path) -> Option<u8> {
    let read = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let is = |name: &str, wanted: &str| read(name).is_some_and(|text| text.trim() == wanted);
    // A mouse or a keyboard has a battery too; its scope says so.
    let is_ours = is("type", "Battery") && !is("scope", "Device");
    let percent = read("capacity")?.trim().parse::<u8>().ok()?;
    (is_ours && is("status", "Discharging") && percent < LOW).then_some(percent)
}
