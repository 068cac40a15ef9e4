//! Timestamps (section 2.16): compared as instants, kept as the text received.
//!
//! A leap second is accepted where RFC 3339 allows one (`23:59:60` on 30 June or 31 December) and is
//! the same instant as the second after it, as in POSIX time.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

const MICROS_PER_SECOND: i64 = 1_000_000;
const SECONDS_PER_DAY: i64 = 86_400;
/// `0000-01-01T00:00:00Z` and the last microsecond of the year 9999: what four digits can write.
const RANGE: std::ops::RangeInclusive<i64> = -62_167_219_200_000_000..=253_402_300_799_999_999;

/// A point in time with the precision it was written with.
///
/// Two are equal when they name the same instant, whatever their precision: digits below the
/// microsecond count, however many there are.
#[derive(Debug, Clone, Copy)]
pub struct Timestamp<'a> {
    text: &'a str,
    micros: i64,
    /// Digits below the microsecond, without trailing zeros.
    tail: &'a str,
}

impl<'a> Timestamp<'a> {
    /// Parses RFC 3339 with `Z`, any number of fraction digits; calendar checked.
    pub fn parse(text: &'a str) -> Option<Self> {
        let (rest, seconds) = civil_seconds(text, b'T')?;
        let fraction = rest.strip_suffix('Z')?;
        let (micros, tail) = match fraction.strip_prefix('.') {
            Some(digits) => split_fraction(digits)?,
            None if fraction.is_empty() => (0, ""),
            None => return None,
        };
        Some(Self {
            text,
            micros: seconds * MICROS_PER_SECOND + micros,
            tail,
        })
    }

    /// The text as received.
    pub fn as_str(&self) -> &'a str {
        self.text
    }

    /// Microseconds since the epoch, further digits cut off.
    pub fn micros(&self) -> i64 {
        self.micros
    }

    /// Whether digits below the microsecond, other than zeros, were cut off by [`micros`](Self::micros).
    pub fn is_finer_than_micros(&self) -> bool {
        !self.tail.is_empty()
    }
}

impl PartialEq for Timestamp<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Timestamp<'_> {}

impl PartialOrd for Timestamp<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        // Without trailing zeros, digit texts order as the fractions they stand for.
        (self.micros, self.tail).cmp(&(other.micros, other.tail))
    }
}

impl Hash for Timestamp<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.micros, self.tail).hash(state);
    }
}

/// Reads `date_added` and `added_after` as TAXII writes them: exactly six digits of fraction, `Z`.
/// Microseconds since the epoch.
pub fn parse_taxii(text: &str) -> Option<i64> {
    const LENGTH: usize = "YYYY-MM-DDTHH:MM:SS.ssssssZ".len();
    if text.len() != LENGTH {
        return None;
    }
    Timestamp::parse(text).map(|t| t.micros)
}

/// Reads a timestamp as other software writes it: any RFC 3339 form, with an offset such as `+02:00`,
/// small `t` or `z`, or a space between date and time. Microseconds since the epoch, further digits cut off.
pub fn parse_tolerant(text: &str) -> Option<i64> {
    let separator = *text.as_bytes().get(10)?;
    if !matches!(separator, b'T' | b't' | b' ') {
        return None;
    }
    let (rest, seconds) = civil_seconds(text, separator)?;
    let digits_end = match rest.strip_prefix('.') {
        Some(digits) => 1 + digits.bytes().take_while(u8::is_ascii_digit).count(),
        None => 0,
    };
    let (fraction, zone) = rest.split_at(digits_end);
    let micros = match fraction.strip_prefix('.') {
        Some(digits) => split_fraction(digits)?.0,
        None => 0,
    };
    let local = seconds * MICROS_PER_SECOND + micros;
    Some(local - offset_seconds(zone)? * MICROS_PER_SECOND)
}

/// Writes `YYYY-MM-DDTHH:MM:SS.ssssssZ`, the TAXII form (six digits, always). What four digits of
/// year cannot write becomes the nearest instant that they can.
pub fn format_micros(micros: i64) -> String {
    let micros = micros.clamp(*RANGE.start(), *RANGE.end());
    let seconds = micros.div_euclid(MICROS_PER_SECOND);
    let (year, month, day) = civil_from_days(seconds.div_euclid(SECONDS_PER_DAY));
    let second_of_day = seconds.rem_euclid(SECONDS_PER_DAY);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:06}Z",
        second_of_day / 3600,
        second_of_day / 60 % 60,
        second_of_day % 60,
        micros.rem_euclid(MICROS_PER_SECOND),
    )
}

/// Reads `YYYY-MM-DD?HH:MM:SS`; gives what follows and the seconds since the epoch.
fn civil_seconds(text: &str, separator: u8) -> Option<(&str, i64)> {
    let head = text.as_bytes().first_chunk::<19>()?;
    let form = [head[4], head[7], head[10], head[13], head[16]];
    if form != [b'-', b'-', separator, b':', b':'] {
        return None;
    }
    let year = two(head, 0)? * 100 + two(head, 2)?;
    let (month, day) = (two(head, 5)?, two(head, 8)?);
    let (hour, minute, second) = (two(head, 11)?, two(head, 14)?, two(head, 17)?);
    if !(1..=12).contains(&month) || day < 1 || day > days_in_month(year, month) {
        return None;
    }
    let leap = second == 60
        && (hour, minute) == (23, 59)
        && matches!((month, day), (6, 30) | (12, 31))
        && year < 9999;
    if hour > 23 || minute > 59 || (second > 59 && !leap) {
        return None;
    }
    let days = days_from_civil(year, month, day);
    let seconds = days * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
    Some((&text[19..], seconds))
}

/// The two-digit number at `at`.
fn two(bytes: &[u8], at: usize) -> Option<i64> {
    let (tens, ones) = (
        bytes[at].wrapping_sub(b'0'),
        bytes[at + 1].wrapping_sub(b'0'),
    );
    (tens < 10 && ones < 10).then(|| i64::from(tens) * 10 + i64::from(ones))
}

/// Fraction digits as microseconds, and what is finer than that without trailing zeros.
fn split_fraction(digits: &str) -> Option<(i64, &str)> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (coarse, fine) = digits.split_at(digits.len().min(6));
    let mut micros = coarse.parse::<i64>().ok()?;
    for _ in coarse.len()..6 {
        micros *= 10;
    }
    Some((micros, fine.trim_end_matches('0')))
}

/// `Z`, `z`, `+HH:MM` or `-HH:MM` as seconds east of UTC.
fn offset_seconds(zone: &str) -> Option<i64> {
    let bytes = zone.as_bytes();
    match bytes {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), _, _, b':', _, _] => {
            let (hours, minutes) = (two(bytes, 1)?, two(bytes, 4)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let east = hours * 3600 + minutes * 60;
            Some(if *sign == b'-' { -east } else { east })
        }
        _ => None,
    }
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar, counted in years that begin in March.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + day_of_year - 719_468
}

/// The inverse of [`days_from_civil`].
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = (shifted_month + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp<'_> {
        Timestamp::parse(text).unwrap_or_else(|| panic!("{text} is a timestamp"))
    }

    #[test]
    fn the_epoch_and_known_instants() {
        assert_eq!(at("1970-01-01T00:00:00Z").micros(), 0);
        assert_eq!(at("1969-12-31T23:59:59.999999Z").micros(), -1);
        assert_eq!(
            at("2022-10-01T00:00:00.000Z").micros(),
            1_664_582_400_000_000
        );
        assert_eq!(at("0000-01-01T00:00:00Z").micros(), *RANGE.start());
        assert_eq!(at("9999-12-31T23:59:59.999999999Z").micros(), *RANGE.end());
        assert_eq!(at("2024-02-29T12:00:00Z").micros(), 1_709_208_000_000_000);
    }

    #[test]
    fn what_is_no_timestamp() {
        for text in [
            "",
            "2024",
            "2024-02-30T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-00-01T00:00:00Z",
            "2024-01-00T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:60:00Z",
            "2024-01-01T00:00:61Z",
            "2024-01-01T00:00:60Z",
            "2024-06-29T23:59:60Z",
            "2016-12-31T22:59:60Z",
            "2016-12-31T23:58:60Z",
            "2024-01-01T00:00:00",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00.12aZ",
            "2024-01-01t00:00:00Z",
            "2024-01-01T00:00:00z",
            "2024-01-01 00:00:00Z",
            "2024-01-01T00:00:00+00:00",
            "2024-01-01T00:00:00ZZ",
            " 2024-01-01T00:00:00Z",
            "+024-01-01T00:00:00Z",
            "-001-01-01T00:00:00Z",
            "٢٠٢٤-01-01T00:00:00Z",
            "2024-01-01T00:00:0éZ",
        ] {
            assert!(Timestamp::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn leap_seconds_are_the_second_after() {
        assert_eq!(at("2016-12-31T23:59:60Z"), at("2017-01-01T00:00:00Z"));
        assert!(at("2016-12-31T23:59:60.5Z") > at("2016-12-31T23:59:59.9Z"));
        assert!(Timestamp::parse("9999-12-31T23:59:60Z").is_none());
    }

    #[test]
    fn precision_is_kept_but_does_not_tell_instants_apart() {
        assert_eq!(
            at("2024-01-01T00:00:00Z"),
            at("2024-01-01T00:00:00.000000000000Z")
        );
        assert_eq!(
            at("2024-01-01T00:00:00.1Z").as_str(),
            "2024-01-01T00:00:00.1Z"
        );
        assert_eq!(
            at("2024-01-01T00:00:00.1Z").micros() % MICROS_PER_SECOND,
            100_000
        );
    }

    #[test]
    fn digits_below_the_microsecond_count() {
        let later = at("2024-01-01T00:00:00.00000000000000000000002Z");
        let sooner = at("2024-01-01T00:00:00.00000000000000000000001Z");
        assert!(later > sooner);
        assert!(later > at("2024-01-01T00:00:00Z"));
        assert!(later < at("2024-01-01T00:00:00.000001Z"));
        assert!(later.is_finer_than_micros());
        assert!(!at("2024-01-01T00:00:00.1230000000Z").is_finer_than_micros());
    }

    #[test]
    fn taxii_demands_six_digits() {
        assert_eq!(parse_taxii("1970-01-01T00:00:01.000002Z"), Some(1_000_002));
        for text in [
            "1970-01-01T00:00:01Z",
            "1970-01-01T00:00:01.00000Z",
            "1970-01-01T00:00:01.0000020Z",
            "1970-01-01T00:00:01.00002+0",
        ] {
            assert_eq!(parse_taxii(text), None, "{text}");
        }
    }

    #[test]
    fn tolerant_reads_what_others_write() {
        let noon = at("2024-05-01T12:00:00Z").micros();
        for text in [
            "2024-05-01T12:00:00Z",
            "2024-05-01t12:00:00z",
            "2024-05-01 12:00:00Z",
            "2024-05-01T14:00:00+02:00",
            "2024-05-01T06:30:00.0-05:30",
            "2024-05-01T12:00:00.0000000000000000001Z",
        ] {
            assert_eq!(parse_tolerant(text), Some(noon), "{text}");
        }
        for text in [
            "2024-05-01",
            "2024-05-01T12:00:00",
            "2024-05-01T12:00:00.Z",
            "2024-05-01T12:00:00+2:00",
        ] {
            assert_eq!(parse_tolerant(text), None, "{text}");
        }
    }

    #[test]
    fn formatting_never_leaves_four_digit_years() {
        assert_eq!(format_micros(i64::MAX), "9999-12-31T23:59:59.999999Z");
        assert_eq!(format_micros(i64::MIN), "0000-01-01T00:00:00.000000Z");
        assert_eq!(format_micros(-1), "1969-12-31T23:59:59.999999Z");
    }

    proptest! {
        #[test]
        fn format_then_parse_is_the_same(micros in RANGE) {
            prop_assert_eq!(parse_taxii(&format_micros(micros)), Some(micros));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = Timestamp::parse(&text);
            let _ = parse_tolerant(&text);
        }

        #[test]
        fn near_timestamps_never_panic(text in "[0-9TZtz:. +é-]{17,30}") {
            let _ = Timestamp::parse(&text);
            let _ = parse_tolerant(&text);
        }
    }
}
