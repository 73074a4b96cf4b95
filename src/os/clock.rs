//! The real clocks: wall, and monotonic including sleep.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::domain::time::{BootTag, Elapsed, Moment, Now, Season, Timestamp, UtcOffset};
use crate::ports::Clock;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// Reads the machine's clocks.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    boot: BootTag,
    #[cfg(not(unix))]
    started: std::time::Instant,
}

impl SystemClock {
    /// Asks the system which boot this is; where it cannot say, `fallback` stands for this process.
    #[must_use]
    pub fn new(fallback: [u8; 16]) -> Self {
        let [a, b, c, d, ..] = fallback;
        Self {
            boot: boot_tag().unwrap_or(BootTag(u32::from_be_bytes([a, b, c, d]))),
            #[cfg(not(unix))]
            started: std::time::Instant::now(),
        }
    }

    #[cfg(target_os = "linux")]
    fn mono(_: Self) -> Elapsed {
        elapsed(rustix::time::clock_gettime(rustix::time::ClockId::Boottime))
    }

    #[cfg(all(unix, not(target_os = "linux")))]
    fn mono(_: Self) -> Elapsed {
        elapsed(rustix::time::clock_gettime(rustix::time::ClockId::Monotonic))
    }

    /// Without a boot clock the reading starts with the process; the tag is then the process's own.
    #[cfg(not(unix))]
    fn mono(clock: Self) -> Elapsed {
        Elapsed::from_ms(u64::try_from(clock.started.elapsed().as_millis()).unwrap_or(u64::MAX))
    }
}

#[cfg(unix)]
fn elapsed(time: rustix::time::Timespec) -> Elapsed {
    let s = u64::try_from(time.tv_sec).unwrap_or(0);
    let ms = u64::try_from(time.tv_nsec).unwrap_or(0) / 1_000_000;
    Elapsed::from_ms(s.saturating_mul(1_000).saturating_add(ms))
}

/// The first 8 hex digits of the kernel's boot id.
fn boot_tag() -> Option<BootTag> {
    let text = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    BootTag::parse(text.get(..8)?)
}

impl Clock for SystemClock {
    fn now(&self) -> Now {
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH);
        let ms = match since_epoch {
            Ok(after) => i64::try_from(after.as_millis()).unwrap_or(i64::MAX),
            Err(before) => -i64::try_from(before.duration().as_millis()).unwrap_or(i64::MAX),
        };
        let offset = offset_at(ms);
        let before = offset_at(ms - DAY_MS);
        let season = (before != offset).then(|| Season { before, changed_at: change(ms, before) });
        Now {
            moment: Moment {
                wall: Timestamp::from_ms(ms),
                mono: Self::mono(*self),
                boot: self.boot,
            },
            offset,
            season,
        }
    }
}

/// How far the wall clock stands from UTC at this moment, here.
fn offset_at(ms: i64) -> UtcOffset {
    let at = chrono::DateTime::from_timestamp_millis(ms).unwrap_or_default();
    let local = at.with_timezone(&chrono::Local);
    UtcOffset { minutes: local.offset().local_minus_utc() / 60 }
}

/// When, within the day before `ms`, the wall clock stopped standing at `before`, to the minute.
fn change(ms: i64, before: UtcOffset) -> Timestamp {
    const MINUTE_MS: i64 = 60_000;
    let (mut first, mut last) = ((ms - DAY_MS).div_euclid(MINUTE_MS), ms.div_euclid(MINUTE_MS));
    while first + 1 < last {
        let middle = i64::midpoint(first, last);
        if offset_at(middle * MINUTE_MS) == before { first = middle } else { last = middle }
    }
    Timestamp::from_ms(last * MINUTE_MS)
}
