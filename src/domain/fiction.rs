//! Numbers and addresses that are reserved for fiction: nobody answers there.
//!
//! France keeps six ranges free for films (ARCEP, decision 2009-0637), the United Kingdom has its
//! own (Ofcom, Telephone numbers for use in TV and radio drama), North America 555-0100 to 0199;
//! names under `example` are reserved by RFC 2606.

/// Beginnings of numbers, as digits without spaces, and how many digits such a number has.
const RANGES: &[(&str, usize)] = &[
    ("019900", 10),
    ("026191", 10),
    ("035301", 10),
    ("046571", 10),
    ("053649", 10),
    ("063998", 10),
    ("01632960", 11),
    ("07700900", 11),
    ("02079460", 11),
];

/// Whether a number or address belongs to nobody.
#[must_use]
pub fn is_fiction(text: &str) -> bool {
    let lower = text.to_lowercase();
    let hosts = lower.split(|c: char| !(c.is_alphanumeric() || c == '.' || c == '-'));
    let is_reserved = |host: &str| {
        let host = host.trim_matches('.');
        let mut parts = host.rsplit('.');
        match (parts.next(), parts.next()) {
            (Some("example"), _) => host.contains('.'),
            (Some("org" | "com" | "net"), Some("example")) => true,
            _ => false,
        }
    };
    if hosts.into_iter().any(is_reserved) {
        return true;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let national = match text.trim_start() {
        foreign if foreign.starts_with('+') => without_country(&digits),
        _ => digits.strip_prefix("00").and_then(without_country),
    };
    let number = national.unwrap_or(digits);
    let is_of = |(start, len): &(&str, usize)| number.len() == *len && number.starts_with(start);
    RANGES.iter().any(is_of) || is_north_american(&number)
}

/// `33` and `44` become the 0 that people dial at home; `1` goes.
fn without_country(digits: &str) -> Option<String> {
    let home = |rest: &str| format!("0{}", rest.strip_prefix('0').unwrap_or(rest));
    let (france, britain) = (digits.strip_prefix("33"), digits.strip_prefix("44"));
    let abroad = digits.strip_prefix('1').filter(|rest| rest.len() == 10);
    france.or(britain).map(home).or_else(|| abroad.map(str::to_owned))
}

/// Area code, 555, and a number from 0100 to 0199.
fn is_north_american(digits: &str) -> bool {
    let local = digits.strip_prefix('1').filter(|rest| rest.len() == 10).unwrap_or(digits);
    let local = match local.len() {
        7 => local,
        10 => local.get(3..).unwrap_or_default(),
        _ => return false,
    };
    local.starts_with("55501")
}
