//! The real clocks: wall, and monotonic including sleep.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::domain::time::{BootTag, Elapsed, Moment, Now, Timestamp, UtcOffset};
use crate::ports::Clock;

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
        let offset = chrono::Local::now().offset().local_minus_utc() / 60;
        Now {
            moment: Moment {
                wall: Timestamp::from_ms(ms),
                mono: Self::mono(*self),
                boot: self.boot,
            },
            offset: UtcOffset { minutes: offset },
        }
    }
}
