//! A time that a person claims: "25" minutes ago, "03:15", or a full moment.

use super::time::{Now, Span, Timestamp, UtcOffset};

/// Most digits that a bare number of minutes may have. Four, such as `0315` or `1200`, could be a
/// time on the clock, and a guess would put a wrong time into the log.
const MINUTES_DIGITS_MAX: usize = 3;

const DAY_MS: i64 = 86_400_000;

/// Reads what a person typed as the time of something that already happened (R17, R34, R72).
///
/// A bare number of up to three digits is minutes ago; `hh:mm` (also `3h15` and `03.15`) is the
/// last such moment on the wall clock; RFC 3339 is taken as it is. Nothing later than `now` is
/// accepted.
#[must_use]
pub fn parse_claimed(text: &str, now: &Now) -> Option<Timestamp> {
    let text = text.trim();
    let wall = now.moment.wall;
    let is_short = (1..=MINUTES_DIGITS_MAX).contains(&text.len());
    if is_short && text.bytes().all(|b| b.is_ascii_digit()) {
        let minutes: u64 = text.parse().ok()?;
        let ms = i64::try_from(Span::from_min(minutes).ms()).ok()?;
        return Some(Timestamp::from_ms(wall.ms().saturating_sub(ms)));
    }
    if let Some(moment) = Timestamp::parse(text) {
        return (moment <= wall).then_some(moment);
    }
    let (hour, minute) = text.split_once([':', 'h', 'H', '.'])?;
    let number = |digits: &str| -> Option<i64> {
        let is_number =
            (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| digits.parse().ok())?
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    if hour > 23 || minute > 59 {
        return None;
    }
    last_reading((hour * 60 + minute) * 60_000, now)
}

/// The last moment at which a clock on the wall read this, so many milliseconds into a day; none
/// for a time that the season's change left out.
fn last_reading(of_day_ms: i64, now: &Now) -> Option<Timestamp> {
    let wall = now.moment.wall.ms();
    let reading = |offset: UtcOffset, days_ago: i64| {
        let ahead = i64::from(offset.minutes) * 60_000;
        let local = wall.saturating_add(ahead);
        let day = (local.div_euclid(DAY_MS) - days_ago) * DAY_MS;
        day.saturating_add(of_day_ms).saturating_sub(ahead)
    };
    for days_ago in 0..=1 {
        let at = reading(now.offset, days_ago);
        let Some(season) = now.season else {
            if at <= wall {
                return Some(Timestamp::from_ms(at));
            }
            continue;
        };
        let changed = season.changed_at.ms();
        let before = reading(season.before, days_ago);
        let valid = [(at, at >= changed), (before, before < changed)];
        let valid = valid.into_iter().filter(|(at, is_read)| *is_read && *at <= wall);
        if let Some(last) = valid.map(|(at, _)| at).max() {
            return Some(Timestamp::from_ms(last));
        }
        if at < changed && before >= changed {
            return None;
        }
    }
    None
}

/// Reads how long from now something falls due: `30` is minutes, `2h`, `45m`, `1h30` (R48).
#[must_use]
pub fn parse_ahead(text: &str) -> Option<Span> {
    let text = text.trim();
    if let Some(span) = Span::parse(text) {
        return Some(span);
    }
    let number = |digits: &str| -> Option<u64> {
        let is_number =
            (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| digits.parse().ok())?
    };
    let minutes = match text.split_once(['h', 'H']) {
        Some((hours, "")) => number(hours)? * 60,
        Some((hours, minutes)) => number(hours)? * 60 + number(minutes)?,
        None => number(text)?,
    };
    (minutes > 0).then(|| Span::from_min(minutes))
}

/// Reads what another clock shows now: `hh:mm` or `hh:mm:ss` is the nearest such moment to what
/// the laptop believes, at most twelve hours away; RFC 3339 is taken as it is.
#[must_use]
pub fn parse_reading(text: &str, now: &Now) -> Option<Timestamp> {
    let text = text.trim();
    if let Some(moment) = Timestamp::parse(text) {
        return Some(moment);
    }
    let mut parts = text.split([':', 'h', 'H', '.']);
    let mut number = |max: i64| -> Option<Option<i64>> {
        let Some(digits) = parts.next() else { return Some(None) };
        let is_number =
            (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let value: i64 = is_number.then(|| digits.parse().ok()).flatten()?;
        (value <= max).then_some(Some(value))
    };
    let (hour, minute) = (number(23)??, number(59)??);
    let second = number(59)?.unwrap_or(0);
    if parts.next().is_some() {
        return None;
    }
    let day_ms = DAY_MS;
    let wall = now.moment.wall;
    let local_ms = wall.ms().saturating_add(i64::from(now.offset.minutes) * 60_000);
    let of_day = (hour * 3_600 + minute * 60 + second) * 1_000;
    let away = of_day - local_ms.rem_euclid(day_ms);
    let nearest = match away {
        a if a > day_ms / 2 => a - day_ms,
        a if a < -day_ms / 2 => a + day_ms,
        a => a,
    };
    Some(Timestamp::from_ms(wall.ms().saturating_add(nearest)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{BootTag, Elapsed, Moment, Season};

    fn at(text: &str, offset: i32) -> Now {
        let wall = Timestamp::parse(text).expect("a moment");
        Now {
            moment: Moment { wall, mono: Elapsed::from_ms(0), boot: BootTag(1) },
            offset: UtcOffset { minutes: offset },
            season: None,
        }
    }

    #[test]
    fn another_clock_reads_the_nearest_such_moment() {
        let now = at("2026-10-12T22:58:41.000Z", 120);
        let read = |text| parse_reading(text, &now).map(|t| t.to_string());
        assert_eq!(read("00:59:00").as_deref(), Some("2026-10-12T22:59:00.000Z"));
        assert_eq!(read("23:59").as_deref(), Some("2026-10-12T21:59:00.000Z"));
        assert_eq!(read("3h15").as_deref(), Some("2026-10-13T01:15:00.000Z"));
        assert_eq!(read("2020-01-01T00:00:00Z").as_deref(), Some("2020-01-01T00:00:00.000Z"));
        for text in ["", "25:00", "3:60", "3:15:60", "3:15:10:1", "315", "a:b", "-3:15"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn clock_times_mean_the_last_such_moment_on_the_wall_clock() {
        let now = at("2026-10-12T01:02:41.007Z", 120);
        let read = |text| parse_claimed(text, &now).map(|t| t.to_string());
        assert_eq!(read("25").as_deref(), Some("2026-10-12T00:37:41.007Z"));
        assert_eq!(read("03:00").as_deref(), Some("2026-10-12T01:00:00.000Z"));
        assert_eq!(read("3h00").as_deref(), Some("2026-10-12T01:00:00.000Z"));
        assert_eq!(read("23:50").as_deref(), Some("2026-10-11T21:50:00.000Z"));
        for bad in [
            "",
            "9999",
            "0315",
            "1200",
            "24:00",
            "12:60",
            "1:2:3",
            "soon",
            "2030-01-01T00:00:00Z",
            "-5",
        ] {
            assert_eq!(parse_claimed(bad, &now), None, "{bad:?}");
        }
    }

    /// A moment in Paris on the night of a change, and what is read then.
    fn paris(text: &str, offset: i32, changed: &str, before: i32) -> Now {
        let changed_at = Timestamp::parse(changed).expect("a moment");
        let before = UtcOffset { minutes: before };
        Now { season: Some(Season { before, changed_at }), ..at(text, offset) }
    }

    #[test]
    fn a_time_of_before_the_seasons_change_is_the_one_that_was_read_then() {
        let change = "2026-03-29T01:00:00.000Z";
        let spring = paris("2026-03-29T01:20:00.000Z", 120, change, 60);
        let read = |text, now: &Now| parse_claimed(text, now).map(|t| t.to_string());
        assert_eq!(read("01:50", &spring).as_deref(), Some("2026-03-29T00:50:00.000Z"));
        assert_eq!(read("03:10", &spring).as_deref(), Some("2026-03-29T01:10:00.000Z"));
        assert_eq!(read("23:30", &spring).as_deref(), Some("2026-03-28T22:30:00.000Z"));
        assert_eq!(read("02:30", &spring), None, "no clock showed it");
        let change = "2026-10-25T01:00:00.000Z";
        let autumn = paris("2026-10-25T01:10:00.000Z", 60, change, 120);
        assert_eq!(read("02:30", &autumn).as_deref(), Some("2026-10-25T00:30:00.000Z"));
        assert_eq!(read("02:05", &autumn).as_deref(), Some("2026-10-25T01:05:00.000Z"));
        assert_eq!(read("01:50", &autumn).as_deref(), Some("2026-10-24T23:50:00.000Z"));
    }
}
