//! Time as values: what the clocks said, spans, and the arithmetic between them.
//!
//! Nothing here reads a clock. Durations inside one boot use the monotonic reading, across boots
//! the wall clock (R47, audit-log §4.3). All arithmetic saturates: a hostile log must not panic a
//! reader.

use std::fmt;

use chrono::{DateTime, NaiveDate, SecondsFormat, Timelike, Utc};

/// A wall-clock moment, UTC, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp {
    ms: i64,
}

impl Timestamp {
    /// From milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_ms(ms: i64) -> Self {
        Self { ms }
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn ms(self) -> i64 {
        self.ms
    }

    /// Reads RFC 3339 as the log writes it (`2026-10-12T03:02:41.007Z`); any offset is accepted.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(own) = Self::parse_own(text) {
            return Some(own);
        }
        let parsed = DateTime::parse_from_rfc3339(text).ok()?;
        Some(Self { ms: parsed.timestamp_millis() })
    }

    /// The form that this program writes, at a tenth of the general reader's cost: a log of a
    /// million records has a million of them.
    fn parse_own(text: &str) -> Option<Self> {
        let text: &[u8; 24] = text.as_bytes().try_into().ok()?;
        let marks = [text[4], text[7], text[10], text[13], text[16], text[19], text[23]];
        (marks == *b"--T::.Z").then_some(())?;
        let digit = |at: usize| {
            let digit = text.get(at).filter(|digit| digit.is_ascii_digit())?;
            Some(u32::from(digit & 15))
        };
        let two = |at: usize| Some(digit(at)? * 10 + digit(at + 1)?);
        let year = (two(0)? * 100 + two(2)?).cast_signed();
        let date = NaiveDate::from_ymd_opt(year, two(5)?, two(8)?)?;
        let ms = two(20)? * 10 + digit(22)?;
        let at = date.and_hms_milli_opt(two(11)?, two(14)?, two(17)?, ms)?;
        Some(Self { ms: at.and_utc().timestamp_millis() })
    }

    /// This moment plus `span`.
    #[must_use]
    pub fn plus(self, span: Span) -> Self {
        Self { ms: self.ms.saturating_add(i64::try_from(span.ms()).unwrap_or(i64::MAX)) }
    }

    /// How long after `earlier` this is; zero when it is not after it.
    #[must_use]
    pub fn since(self, earlier: Self) -> Span {
        Span::from_ms(u64::try_from(self.ms.saturating_sub(earlier.ms)).unwrap_or(0))
    }

    /// Hours, minutes and seconds on a wall clock that is `offset` away from UTC.
    #[must_use]
    pub fn clock(self, offset: UtcOffset) -> ClockTime {
        let local = self.local(offset);
        ClockTime { hour: local.hour(), minute: local.minute(), second: local.second() }
    }

    /// The calendar day on a wall clock that is `offset` away from UTC.
    #[must_use]
    pub fn date(self, offset: UtcOffset) -> Date {
        Date(self.local(offset).date_naive())
    }

    fn local(self, offset: UtcOffset) -> DateTime<Utc> {
        let ms = self.ms.saturating_add(i64::from(offset.minutes) * 60_000);
        DateTime::from_timestamp_millis(ms).unwrap_or_default()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let utc = DateTime::from_timestamp_millis(self.ms).unwrap_or_default();
        f.write_str(&utc.to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

/// Hours, minutes and seconds of a wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockTime {
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 59.
    pub second: u32,
}

impl ClockTime {
    /// `03:02`.
    #[must_use]
    pub fn hm(self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }

    /// `03:02:41`.
    #[must_use]
    pub fn hms(self) -> String {
        format!("{:02}:{:02}:{:02}", self.hour, self.minute, self.second)
    }
}

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(NaiveDate);

impl Date {
    /// Reads `2026-11-23`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 10 {
            return None;
        }
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Self)
    }

    /// The year, for an incident's name.
    #[must_use]
    pub fn year(self) -> i32 {
        chrono::Datelike::year(&self.0)
    }

    /// So many days later; the same day where the calendar ends.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        Self(self.0.checked_add_days(chrono::Days::new(u64::from(days))).unwrap_or(self.0))
    }

    /// The same day number so many months later, or the last day of that month where it has no
    /// such day (Reg. (EEC, Euratom) 1182/71, art. 3(2)(c)).
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        Self(self.0.checked_add_months(chrono::Months::new(months)).unwrap_or(self.0))
    }

    /// The last day of this day's year.
    #[must_use]
    pub fn year_end(self) -> Self {
        let last = NaiveDate::from_ymd_opt(self.year(), 12, 31);
        Self(last.unwrap_or(self.0))
    }

    /// Whether it is a Saturday or a Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        use chrono::Weekday;
        matches!(chrono::Datelike::weekday(&self.0), Weekday::Sat | Weekday::Sun)
    }

    /// The moment at which this day is over on a wall clock that is `offset` away from UTC.
    #[must_use]
    pub fn end(self, offset: UtcOffset) -> Timestamp {
        let midnight = self.plus_days(1).0.and_time(chrono::NaiveTime::MIN).and_utc();
        let local_ms = midnight.timestamp_millis();
        Timestamp { ms: local_ms.saturating_sub(i64::from(offset.minutes) * 60_000) }
    }

    /// Whole days from `earlier` to this day; negative when it lies before.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

/// How far the laptop's wall clock is from UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UtcOffset {
    /// Minutes east of UTC.
    pub minutes: i32,
}

/// A length of time in whole milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    ms: u64,
}

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self { ms: 0 };

    /// From milliseconds.
    #[must_use]
    pub const fn from_ms(ms: u64) -> Self {
        Self { ms }
    }

    /// From whole seconds.
    #[must_use]
    pub const fn from_s(s: u64) -> Self {
        Self { ms: s.saturating_mul(1_000) }
    }

    /// From whole minutes.
    #[must_use]
    pub const fn from_min(minutes: u64) -> Self {
        Self { ms: minutes.saturating_mul(60_000) }
    }

    /// In milliseconds.
    #[must_use]
    pub const fn ms(self) -> u64 {
        self.ms
    }

    /// In whole minutes, rounded down.
    #[must_use]
    pub const fn minutes(self) -> u64 {
        self.ms / 60_000
    }

    /// This span without `other`; zero when `other` is longer.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self { ms: self.ms.saturating_sub(other.ms) }
    }

    /// Reads the form of runbooks: a whole number and a unit, `30s`, `10m`, `2h`, `3d`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (digits, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
        if digits.is_empty() || digits.len() > 5 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let count: u64 = digits.parse().ok()?;
        let unit_ms = match unit {
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            _ => return None,
        };
        (count > 0).then_some(Self { ms: count * unit_ms })
    }
}

/// A monotonic reading that includes sleep, in milliseconds since boot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Elapsed {
    ms: u64,
}

impl Elapsed {
    /// From milliseconds since boot.
    #[must_use]
    pub const fn from_ms(ms: u64) -> Self {
        Self { ms }
    }

    /// Milliseconds since boot.
    #[must_use]
    pub const fn ms(self) -> u64 {
        self.ms
    }

    /// How long after `earlier` this is; zero when it is not after it.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Span {
        Span::from_ms(self.ms.saturating_sub(earlier.ms))
    }
}

/// Which boot of the machine a monotonic reading belongs to: 32 bits, written as 8 hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BootTag(pub u32);

impl BootTag {
    /// Reads exactly eight lower-case hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if text.len() != 8 || !text.bytes().all(is_hex) {
            return None;
        }
        u32::from_str_radix(text, 16).ok().map(Self)
    }
}

impl fmt::Display for BootTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

/// What both clocks said at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The wall clock, as the laptop believed it.
    pub wall: Timestamp,
    /// The monotonic clock.
    pub mono: Elapsed,
    /// The boot that `mono` counts from.
    pub boot: BootTag,
}

impl Moment {
    /// Time from this moment to `now`: monotonic within one boot, wall clock across boots.
    #[must_use]
    pub fn elapsed_until(&self, now: &Self) -> Span {
        if self.boot == now.boot { now.mono.since(self.mono) } else { now.wall.since(self.wall) }
    }

    /// How much of `span`, counted from this moment, is left at `now`.
    #[must_use]
    pub fn remaining(&self, span: Span, now: &Self) -> Remaining {
        let gone = self.elapsed_until(now);
        if gone < span {
            Remaining::Left(span.minus(gone))
        } else {
            Remaining::Over(gone.minus(span))
        }
    }
}

/// The two clocks and where the wall clock stands relative to UTC; given with every input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Both readings.
    pub moment: Moment,
    /// For showing local time; never for arithmetic.
    pub offset: UtcOffset,
    /// The season that changed within the last day, if it did: a time that a person read on a wall
    /// clock before that stood elsewhere.
    pub season: Option<Season>,
}

/// A change of the wall clock's distance from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Season {
    /// The distance until then.
    pub before: UtcOffset,
    /// When it changed.
    pub changed_at: Timestamp,
}

/// Where a deadline stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remaining {
    /// Time that is left; more than zero.
    Left(Span),
    /// Time since it passed; zero at the very moment.
    Over(Span),
}

impl Remaining {
    /// Whether the deadline has come.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Over(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_strictly() {
        assert_eq!(Span::parse("30m"), Some(Span::from_min(30)));
        assert_eq!(Span::parse("2h"), Some(Span::from_min(120)));
        for bad in ["", "m", "0m", "1.5h", "-3m", "10 m", "10M", "999999m", "5é"] {
            assert_eq!(Span::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_wall_clock_jump_does_not_move_a_deadline_inside_one_boot() {
        let at = |wall, mono, boot| Moment {
            wall: Timestamp::from_ms(wall),
            mono: Elapsed::from_ms(mono),
            boot: BootTag(boot),
        };
        let start = at(1_000_000, 5_000, 1);
        let ten_years = 10 * 365 * 86_400_000_i64;
        let jumped = at(1_000_000 + ten_years, 65_000, 1);
        let ten_min = Span::from_min(10);
        assert_eq!(start.remaining(ten_min, &jumped), Remaining::Left(Span::from_min(9)));
        let rebooted = at(1_000_000 + 660_000, 10, 2);
        assert_eq!(start.remaining(ten_min, &rebooted), Remaining::Over(Span::from_min(1)));
    }

    #[test]
    fn the_form_of_our_own_is_read_as_the_general_reader_does() {
        let general = |text: &str| {
            DateTime::parse_from_rfc3339(text).ok().map(|parsed| parsed.timestamp_millis())
        };
        let days = (1..=12).flat_map(|month| (0..=32).map(move |day| (month, day)));
        let years = [0, 1, 1600, 1900, 1970, 2000, 2023, 2024, 2100, 9999];
        for (year, (month, day)) in
            years.iter().flat_map(|year| days.clone().map(move |d| (year, d)))
        {
            for time in
                ["00:00:00.000", "23:59:59.999", "23:59:60.000", "24:00:00.000", "12:60:00.000"]
            {
                let text = format!("{year:04}-{month:02}-{day:02}T{time}Z");
                assert_eq!(Timestamp::parse(&text).map(Timestamp::ms), general(&text), "{text}");
            }
        }
        for odd in
            ["2026-10-12T03:02:41.0x7Z", "2026-10-12t03:02:41.007z", "2026-10-12 03:02:41.007Z"]
        {
            assert_eq!(Timestamp::parse(odd).map(Timestamp::ms), general(odd), "{odd}");
        }
    }

    #[test]
    fn timestamps_print_as_the_log_writes_them() {
        let text = "2026-10-12T03:02:41.007Z";
        let parsed = Timestamp::parse(text).expect("the golden form");
        assert_eq!(parsed.to_string(), text);
        let paris = UtcOffset { minutes: 120 };
        assert_eq!(parsed.clock(paris).hms(), "05:02:41");
        assert_eq!(parsed.date(paris).to_string(), "2026-10-12");
    }
}
