//! A moment as a person says it: `25` is 25 minutes ago, `02:50`, `2h50` and `0250` are times of day.
//!
//! Pure: the two clocks come with the question. A time of day that has not come yet today was
//! yesterday's, since nobody reports what has not happened (R34, R72).

use super::time::{Now, Span, Timestamp};

/// Most minutes that a bare number may mean; 999 minutes are more than 16 hours.
const MINUTES_AGO_MAX: u64 = 999;

const DAY_MS: i64 = 86_400_000;
const MINUTE_MS: i64 = 60_000;

/// Reads what was typed. `None` when it is not a moment.
#[must_use]
pub fn said_time(text: &str, now: &Now) -> Option<Timestamp> {
    let text = text.trim();
    let wall = now.moment.wall;
    if let Some((hour, minute)) = text.split_once([':', 'h', 'H']) {
        return time_of_day(hour.trim(), minute.trim(), now);
    }
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if text.len() == 4 {
        let (hour, minute) = text.split_at(2);
        return time_of_day(hour, minute, now);
    }
    let minutes: u64 = text.parse().ok()?;
    let ago = i64::try_from(Span::from_min(minutes).ms()).ok()?;
    (minutes <= MINUTES_AGO_MAX).then(|| Timestamp::from_ms(wall.ms().saturating_sub(ago)))
}

fn time_of_day(hour: &str, minute: &str, now: &Now) -> Option<Timestamp> {
    let hour = two_digits(hour, 23)?;
    // French writes a full hour as `3h`.
    let minute = if minute.is_empty() { 0 } else { two_digits(minute, 59)? };
    let shift = i64::from(now.offset.minutes) * MINUTE_MS;
    let local = now.moment.wall.ms().saturating_add(shift);
    let midnight = local - local.rem_euclid(DAY_MS);
    let said = midnight.saturating_add((hour * 60 + minute) * MINUTE_MS);
    let past = if said > local { said - DAY_MS } else { said };
    Some(Timestamp::from_ms(past.saturating_sub(shift)))
}

fn two_digits(text: &str, max: i64) -> Option<i64> {
    if text.is_empty() || text.len() > 2 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok().filter(|number| *number <= max)
}

#[cfg(test)]
mod tests {
    use super::said_time;
    use crate::domain::time::{BootTag, Elapsed, Moment, Now, Timestamp, UtcOffset};

    fn at(text: &str) -> Now {
        let wall = Timestamp::parse(text).expect("a time");
        let moment = Moment { wall, mono: Elapsed::from_ms(9), boot: BootTag(1) };
        Now { moment, offset: UtcOffset { minutes: 120 } }
    }

    #[test]
    fn a_bare_number_is_minutes_ago_and_a_clock_time_is_the_last_one_that_was() {
        let now = at("2026-10-12T01:10:30.000Z");
        let said = |text: &str| said_time(text, &now).map(|at| at.to_string());
        let cases = [
            ("25", "2026-10-12T00:45:30.000Z"),
            ("0", "2026-10-12T01:10:30.000Z"),
            ("999", "2026-10-11T08:31:30.000Z"),
            ("03:10", "2026-10-12T01:10:00.000Z"),
            ("3:05", "2026-10-12T01:05:00.000Z"),
            ("3h05", "2026-10-12T01:05:00.000Z"),
            ("3h", "2026-10-12T01:00:00.000Z"),
            ("3 h 05", "2026-10-12T01:05:00.000Z"),
            ("0305", "2026-10-12T01:05:00.000Z"),
            ("23:50", "2026-10-11T21:50:00.000Z"),
            ("03:11", "2026-10-11T01:11:00.000Z"),
        ];
        for (text, wanted) in cases {
            assert_eq!(said(text).as_deref(), Some(wanted), "{text:?}");
        }
        for bad in
            ["", ":", "24:00", "3:60", "3:5:1", "-5", "1000000", "12345", "3.5", "né", "3h0x"]
        {
            assert_eq!(said(bad), None, "{bad:?}");
        }
    }
}
