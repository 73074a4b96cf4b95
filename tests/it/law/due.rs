//! When clocks fall due: elapsed hours, days that end, months of any length, working days.

use std::collections::BTreeSet;

use proptest::prelude::*;
use sangfroid::domain::due::{Start, due};
use sangfroid::domain::ids::{ClockId, JurisdictionId, MomentId};
use sangfroid::domain::law::{EndOfPeriod, Law, LawStatus, LegalClock, Limit, Trigger, Unit};
use sangfroid::domain::runbook::Source;
use sangfroid::domain::text::Text;
use sangfroid::domain::time::{Date, Timestamp, UtcOffset};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

fn clock(limit: Limit, trigger: Trigger) -> LegalClock {
    let text = || Text::Plain("x".to_owned());
    LegalClock {
        id: ClockId::parse("x-1").unwrap(),
        title: text(),
        jurisdiction: JurisdictionId::parse("x").unwrap(),
        binds: text(),
        applies_if: vec![text()],
        trigger,
        limit,
        end_of_period: EndOfPeriod::RunsOn,
        recipient: text(),
        channel: text(),
        offline_fallback: text(),
        content_checklist: vec![text()],
        legal_ref: Source { title: "x".to_owned(), publisher: "x".to_owned(), year: 2026 },
        as_of: Date::parse("2026-09-11").unwrap(),
        status: LawStatus::InForce,
        late_requires_reason: false,
        allows_phased: false,
        check_primary_text: false,
        note: None,
    }
}

fn moment() -> MomentId {
    MomentId::parse("known").unwrap()
}

fn within(count: u32, unit: Unit) -> LegalClock {
    clock(Limit::Within(count, unit), Trigger::Moment(moment()))
}

fn offset(minutes: i32) -> UtcOffset {
    UtcOffset { minutes }
}

fn start(text: &str, minutes: i32) -> Start {
    Start { at: Timestamp::parse(text).unwrap(), offset: offset(minutes) }
}

/// Due time in UTC and, where there is one, the last day.
fn shown(clock: &LegalClock, from: Start, here: i32, law: &Law) -> (String, String) {
    let due = due(clock, from, offset(here), law).expect("a due time");
    let day = due.day.map(|day| day.to_string()).unwrap_or_default();
    (due.at.to_string(), day)
}

fn plain(clock: &LegalClock, from: Start, here: i32) -> (String, String) {
    shown(clock, from, here, &Law::default())
}

fn pair(at: &str, day: &str) -> (String, String) {
    (at.to_owned(), day.to_owned())
}

#[test]
fn hours_run_through_the_night_in_which_the_clocks_change() {
    // Paris, 25 October 2026: 03:00 summer time becomes 02:00. 72 hours are 72 hours.
    let autumn = start("2026-10-24T22:30:00.000Z", 120);
    let expected = pair("2026-10-27T22:30:00.000Z", "");
    assert_eq!(plain(&within(72, Unit::Hours), autumn, 60), expected);
    assert_eq!(plain(&within(72, Unit::Hours), autumn, 120), expected);
    // Spring: 29 March 2026.
    let spring = start("2026-03-28T12:00:00.000Z", 60);
    assert_eq!(plain(&within(24, Unit::Hours), spring, 120), pair("2026-03-29T12:00:00.000Z", ""));
}

#[test]
fn days_end_when_the_last_day_is_over_where_one_is() {
    let late_evening = start("2026-11-26T22:59:00.000Z", 60);
    assert_eq!(
        plain(&within(60, Unit::CalendarDays), late_evening, 60),
        pair("2027-01-25T23:00:00.000Z", "2027-01-25")
    );
    // One minute later it is the next day in Paris, though not in UTC.
    let after_midnight = start("2026-11-26T23:00:00.000Z", 60);
    assert_eq!(
        plain(&within(60, Unit::CalendarDays), after_midnight, 60),
        pair("2027-01-26T23:00:00.000Z", "2027-01-26")
    );
    // Begun in summer, over in winter: the last day ends with the winter's midnight.
    let summer = start("2026-10-01T10:00:00.000Z", 120);
    assert_eq!(
        plain(&within(30, Unit::CalendarDays), summer, 60),
        pair("2026-10-31T23:00:00.000Z", "2026-10-31")
    );
}

#[test]
fn months_keep_the_day_number_or_take_the_last_day() {
    for (from, months, last) in [
        ("2026-01-15T12:00:00.000Z", 1, "2026-02-15"),
        ("2026-01-31T12:00:00.000Z", 1, "2026-02-28"),
        ("2028-01-31T12:00:00.000Z", 1, "2028-02-29"),
        ("2028-02-29T12:00:00.000Z", 12, "2029-02-28"),
        ("2026-11-30T12:00:00.000Z", 3, "2027-02-28"),
        ("2026-12-31T12:00:00.000Z", 1, "2027-01-31"),
        ("2026-08-31T12:00:00.000Z", 1, "2026-09-30"),
    ] {
        let (_, day) = plain(&within(months, Unit::Months), start(from, 0), 0);
        assert_eq!(day, last, "{from} + {months}");
    }
}

#[test]
fn sixty_days_after_the_end_of_the_year_is_the_first_of_march_or_the_day_before() {
    let clock = clock(Limit::Within(60, Unit::CalendarDays), Trigger::YearEnd(moment()));
    for (from, last) in [
        ("2026-01-01T06:00:00.000Z", "2027-03-01"),
        ("2026-12-31T23:00:00.000Z", "2027-03-01"),
        ("2027-06-01T12:00:00.000Z", "2028-02-29"),
    ] {
        let (_, day) = plain(&clock, start(from, -300), -300);
        assert_eq!(day, last, "{from}");
    }
    // New year in Paris is still the old year in New York.
    let (_, day) = plain(&clock, start("2026-12-31T23:30:00.000Z", 60), 60);
    assert_eq!(day, "2028-02-29");
    let (_, day) = plain(&clock, start("2026-12-31T23:30:00.000Z", -300), -300);
    assert_eq!(day, "2027-03-01");
}

#[test]
fn business_days_pass_over_weekends_and_the_sites_holidays() {
    let four = within(4, Unit::BusinessDays);
    // Thursday 26 November 2026.
    let thursday = start("2026-11-26T12:00:00.000Z", -300);
    assert_eq!(plain(&four, thursday, -300).1, "2026-12-02");
    // An event on a Saturday: the first day that counts is Monday.
    let saturday = start("2026-11-28T12:00:00.000Z", -300);
    assert_eq!(plain(&four, saturday, -300).1, "2026-12-03");
    let mut law = Law::default();
    let days = ["2026-11-27", "2026-12-01"].map(|day| Date::parse(day).unwrap());
    law.holidays.insert(JurisdictionId::parse("x").unwrap(), BTreeSet::from(days));
    assert_eq!(shown(&four, thursday, -300, &law).1, "2026-12-04");
    // Another jurisdiction's holidays do not count.
    let mut other = Law::default();
    other.holidays.insert(JurisdictionId::parse("y").unwrap(), BTreeSet::from(days));
    assert_eq!(shown(&four, thursday, -300, &other).1, "2026-12-02");
}

#[test]
fn a_period_rolls_over_a_day_off_only_where_its_rule_says_so() {
    // 28 February 2026 is a Saturday.
    let from = start("2026-01-28T12:00:00.000Z", 60);
    let mut month = within(1, Unit::Months);
    assert_eq!(plain(&month, from, 60).1, "2026-02-28");
    month.end_of_period = EndOfPeriod::NextWorkingDay;
    assert_eq!(plain(&month, from, 60).1, "2026-03-02");
}

#[test]
fn without_delay_has_no_due_time() {
    let clock = clock(Limit::WithoutDelay, Trigger::Moment(moment()));
    let from = start("2026-11-26T12:00:00.000Z", 60);
    assert_eq!(due(&clock, from, offset(60), &Law::default()), None);
}

/// The civil date of a day number since 1970-01-01, worked out by counting; the oracle shares no
/// code with the calendar under test.
fn civil(mut days: i64) -> (i64, i64, i64) {
    let is_leap = |y: i64| (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    let mut year = 1970;
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if days < length {
            break;
        }
        days -= length;
        year += 1;
    }
    let lengths = [31, if is_leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    for (month, length) in (1..).zip(lengths) {
        if days < length {
            return (year, month, days + 1);
        }
        days -= length;
    }
    unreachable!("a year has twelve months")
}

fn day_number(at: Timestamp, offset: UtcOffset) -> i64 {
    (at.ms() + i64::from(offset.minutes) * 60_000).div_euclid(DAY_MS)
}

fn any_start() -> impl Strategy<Value = Start> {
    // 2000 to 2060, in any place, on whole and on half hours.
    let at = 946_684_800_000..2_840_140_800_000_i64;
    (at, -24..=28).prop_map(|(ms, half_hours)| Start {
        at: Timestamp::from_ms(ms),
        offset: offset(half_hours * 30),
    })
}

/// Where the clocks stand at the end: as at the start, or an hour off either way.
fn later(from: Start) -> impl Strategy<Value = UtcOffset> {
    (-1..=1).prop_map(move |hours| offset(from.offset.minutes + hours * 60))
}

fn start_and_end() -> impl Strategy<Value = (Start, UtcOffset)> {
    any_start().prop_flat_map(|from| (Just(from), later(from)))
}

proptest! {
    #[test]
    fn hours_are_elapsed_hours_anywhere((from, here) in start_and_end(), n in 1..999_u32) {
        let due = due(&within(n, Unit::Hours), from, here, &Law::default()).unwrap();
        prop_assert_eq!(due.at.ms() - from.at.ms(), i64::from(n) * HOUR_MS);
        prop_assert_eq!(due.day, None);
    }

    #[test]
    fn calendar_days_end_with_the_nth_day_after((from, here) in start_and_end(), n in 1..400_u32) {
        let due = due(&within(n, Unit::CalendarDays), from, here, &Law::default()).unwrap();
        let last = Timestamp::from_ms(due.at.ms() - 1);
        let first = day_number(from.at, from.offset);
        prop_assert_eq!(day_number(last, here), first + i64::from(n));
        // Midnight, where one is.
        prop_assert_eq!(day_number(due.at, here), first + i64::from(n) + 1);
        // Never less time than so many days, but for the hour that a change of the clocks takes.
        prop_assert!(due.at.ms() - from.at.ms() >= i64::from(n) * DAY_MS - HOUR_MS);
        prop_assert!(due.at.ms() - from.at.ms() <= i64::from(n + 1) * DAY_MS + HOUR_MS);
    }

    #[test]
    fn months_keep_the_day_number_where_it_exists((from, here) in start_and_end(), n in 1..60_u32) {
        let due = due(&within(n, Unit::Months), from, here, &Law::default()).unwrap();
        let (year, month, day) = civil(day_number(from.at, from.offset));
        let last_number = day_number(Timestamp::from_ms(due.at.ms() - 1), here);
        let last = civil(last_number);
        let months = year * 12 + month - 1 + i64::from(n);
        prop_assert_eq!((last.0, last.1), (months / 12, months % 12 + 1));
        let is_month_end = civil(last_number + 1).2 == 1;
        prop_assert!(last.2 == day || (last.2 < day && is_month_end));
    }

    #[test]
    fn business_days_are_so_many_days_of_work(
        (from, here) in start_and_end(),
        n in 1..40_u32,
        holidays in prop::collection::btree_set(1..90_u32, 0..12),
    ) {
        let mut law = Law::default();
        let days = holidays.iter().map(|after| from.day().plus_days(*after)).collect();
        law.holidays.insert(JurisdictionId::parse("x").unwrap(), days);
        let due = due(&within(n, Unit::BusinessDays), from, here, &law).unwrap();
        let first = day_number(from.at, from.offset);
        let last = day_number(Timestamp::from_ms(due.at.ms() - 1), here);
        // 1970-01-01 was a Thursday.
        let is_weekend = |day: i64| matches!((day + 3).rem_euclid(7), 5 | 6);
        let is_holiday = |day: i64| {
            u32::try_from(day - first).is_ok_and(|after| holidays.contains(&after))
        };
        let works = |day: &i64| !is_weekend(*day) && !is_holiday(*day);
        prop_assert_eq!((first + 1..=last).filter(works).count(), n as usize);
        prop_assert!(works(&last));
    }

    #[test]
    fn the_year_of_a_moment_is_the_year_on_the_wall(from in any_start()) {
        let clock = clock(Limit::Within(60, Unit::CalendarDays), Trigger::YearEnd(moment()));
        let due = due(&clock, from, from.offset, &Law::default()).unwrap();
        let (year, ..) = civil(day_number(from.at, from.offset));
        let last = civil(day_number(Timestamp::from_ms(due.at.ms() - 1), from.offset));
        let is_leap = civil(day_number(from.at, from.offset)).0 + 1;
        let is_leap = (is_leap % 4 == 0 && is_leap % 100 != 0) || is_leap % 400 == 0;
        prop_assert_eq!(last, if is_leap { (year + 1, 2, 29) } else { (year + 1, 3, 1) });
    }

    #[test]
    fn a_later_moment_never_falls_due_earlier(
        from in any_start(),
        by in 0..90 * DAY_MS,
        n in 1..90_u32,
        unit in prop::sample::select(Unit::ALL.to_vec()),
    ) {
        let later = Start { at: Timestamp::from_ms(from.at.ms() + by), ..from };
        let law = Law::default();
        let of = |from| due(&within(n, unit), from, from.offset, &law).unwrap().at;
        prop_assert!(of(from) <= of(later));
    }
}
