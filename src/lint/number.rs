//! Numbers in a text, in digits or in words, so that two languages can be compared.
//!
//! Every run of digits is a number by itself, so that 02:50 is the same as 2 h 50. Only digits
//! grouped by thousands are joined. A half behind a decimal mark counts as thirty, so that 4.5 h is
//! the same as 4 h 30, and the zeros of a full hour do not count.

use std::collections::BTreeSet;

use super::words::words;
use crate::domain::text::Lang;

/// A measure of time behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
}

/// A number in digits, and what it measures if that is a time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity {
    /// Its digits, without leading zeros.
    pub digits: String,
    /// The measure of time right behind it.
    pub unit: Option<Unit>,
}

/// All numbers in digits.
#[must_use]
pub fn quantities(text: &str, lang: Lang) -> BTreeSet<Quantity> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    let mut is_behind_number = false;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (between, from) = rest.split_at_checked(start).unwrap_or_default();
        let end = number_end(from, lang);
        let (number, after) = from.split_at_checked(end).unwrap_or((from, ""));
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.trim_start_matches('0');
        let digits = match (digits, is_behind_number && matches!(between, "." | ",")) {
            ("", _) => "0",
            ("25", true) => "15",
            ("5", true) => "30",
            ("75", true) => "45",
            _ => digits,
        };
        let is_full_hour = digits == "0" && is_behind_number && between == ":";
        // NIS2 and VLAN30 are names.
        let is_name = between.chars().next_back().is_some_and(char::is_alphabetic);
        if !is_full_hour && !is_name {
            found.insert(Quantity { digits: digits.to_owned(), unit: unit(after, lang) });
        }
        is_behind_number = true;
        rest = after;
    }
    found
}

/// Where a number ends: after its digits and, between groups of three, the mark of the language.
fn number_end(text: &str, lang: Lang) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(text);
    if end > 3 {
        return end;
    }
    loop {
        let rest = text.get(end..).unwrap_or_default();
        let mark = rest.chars().next();
        let is_mark = match lang {
            Lang::En => mark == Some(','),
            Lang::Fr => matches!(mark, Some(' ' | '\u{a0}' | '\u{202f}')),
        };
        let width = mark.map_or(0, char::len_utf8);
        let after = rest.get(width..).unwrap_or_default();
        if !is_mark || digits(after) != 3 {
            return end;
        }
        end += width + 3;
    }
}

/// The measure of time that a text begins with.
fn unit(after: &str, lang: Lang) -> Option<Unit> {
    let after = after.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-']);
    let word: String = after.chars().take_while(|c| c.is_alphabetic()).collect();
    let unit = match (lang, word.to_lowercase().as_str()) {
        (_, "s" | "sec" | "second" | "seconds" | "seconde" | "secondes") => Unit::Second,
        (_, "min" | "minute" | "minutes") => Unit::Minute,
        (_, "h" | "hour" | "hours" | "heure" | "heures") => Unit::Hour,
        (Lang::En, "d" | "day" | "days") | (Lang::Fr, "j" | "jour" | "jours") => Unit::Day,
        (_, "week" | "weeks" | "semaine" | "semaines") => Unit::Week,
        (_, "month" | "months" | "mois") => Unit::Month,
        _ => return None,
    };
    Some(unit)
}

/// What the words of a text count, as digits: *twice* and *deux* are 2.
#[must_use]
pub fn spelled(text: &str, lang: Lang) -> BTreeSet<String> {
    let list = match lang {
        Lang::En => include_str!("../../assets/words/numbers.en.txt"),
        Lang::Fr => include_str!("../../assets/words/numbers.fr.txt"),
    };
    let mut found = BTreeSet::new();
    for word in words(text) {
        let lower = word.lower();
        for part in lower.split(['-', '\'']).chain([lower.as_str()]) {
            let mut rows = list.lines().filter_map(|row| row.split_once(' '));
            found.extend(rows.find(|(name, _)| *name == part).map(|(_, digits)| digits.to_owned()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Lang, Unit, quantities, spelled};

    fn digits(text: &str, lang: Lang) -> Vec<String> {
        quantities(text, lang).into_iter().map(|found| found.digits).collect()
    }

    #[test]
    fn clocks_decimals_and_thousands_read_alike_in_both_languages() {
        assert_eq!(digits("at 02:50", Lang::En), digits("à 2 h 50", Lang::Fr));
        assert_eq!(digits("4.5 h", Lang::En), digits("4,5 h", Lang::Fr));
        assert_eq!(digits("4.5 h", Lang::En), digits("4 h 30", Lang::Fr));
        assert_eq!(digits("08:00", Lang::En), digits("8 h", Lang::Fr));
        assert_eq!(digits("12,500 PCs", Lang::En), ["12500"]);
        assert_eq!(digits("12 500 postes", Lang::Fr), ["12500"]);
        assert_eq!(digits("at 50, 80 and 100%", Lang::En).len(), 3);
        assert_eq!(digits("NIS2, port 48", Lang::En), ["48"]);
    }

    #[test]
    fn a_unit_belongs_to_its_number() {
        let units =
            |text, lang| quantities(text, lang).into_iter().map(|q| q.unit).collect::<Vec<_>>();
        assert_eq!(units("within 10 min", Lang::En), [Some(Unit::Minute)]);
        assert_eq!(units("sous 10 jours", Lang::Fr), [Some(Unit::Day)]);
        assert_eq!(units("10 wards", Lang::En), [None]);
        assert!(spelled("dites deux fois", Lang::Fr).contains("2"));
    }
}
