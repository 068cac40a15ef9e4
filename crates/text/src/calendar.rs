//! Civil days and the tabular Hijri calendar, by whole-number arithmetic.

use std::fmt;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

/// Days of the month of that year; 0 for a month that is none.
pub(crate) fn month_days(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

impl Date {
    /// The day, where the calendar has it. Years 1 to 9999.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        ((1..=9999).contains(&year) && day >= 1 && day <= month_days(year, month)).then_some(Self {
            year,
            month,
            day,
        })
    }

    /// Reads `2024-06-13`, also as the beginning of a timestamp.
    pub fn parse(s: &str) -> Option<Self> {
        let s = s.get(..10)?;
        let mut parts = s.split('-');
        let year = parts.next().filter(|p| p.len() == 4)?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        Self::new(year, month, parts.next()?.parse().ok()?)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01.
    pub fn days(self) -> i64 {
        let y = i64::from(self.year) - i64::from(self.month <= 2);
        let era = y.div_euclid(400);
        let yoe = y.rem_euclid(400);
        let m = i64::from(self.month);
        let doy = (153 * (m + if m > 2 { -3 } else { 9 }) + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
    }

    /// The day that many days after 1970-01-01, within years 1 to 9999.
    pub fn from_days(days: i64) -> Option<Self> {
        let z = days.checked_add(719_468)?;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = doy - (153 * mp + 2) / 5 + 1;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i64::from(month <= 2);
        Self::new(
            i32::try_from(year).ok()?,
            u8::try_from(month).ok()?,
            u8::try_from(day).ok()?,
        )
    }

    /// This day moved by `days`.
    pub fn plus(self, days: i64) -> Option<Self> {
        Self::from_days(self.days().checked_add(days)?)
    }

    /// 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> u8 {
        (self.days() + 3).rem_euclid(7) as u8
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The civil day of a Hijri date by the tabular calendar. Sighting may differ by a day either way.
pub fn hijri_to_civil(year: i32, month: u8, day: u8) -> Option<Date> {
    if !(1..=1600).contains(&year) || !(1..=12).contains(&month) || !(1..=30).contains(&day) {
        return None;
    }
    let (y, m, d) = (i64::from(year), i64::from(month), i64::from(day));
    // 1 Muharram 1 is day 227015 of the civil count that begins at 0001-01-01.
    let fixed = d + (59 * (m - 1) + 1) / 2 + (y - 1) * 354 + (3 + 11 * y) / 30 + 227_014;
    Date::from_days(fixed - 719_163)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_back() {
        for days in (-700_000..2_900_000).step_by(37) {
            let Some(d) = Date::from_days(days) else {
                continue;
            };
            assert_eq!(d.days(), days);
        }
        assert_eq!(Date::new(2023, 6, 13).map(Date::weekday), Some(1));
        assert_eq!(Date::new(1970, 1, 1).map(Date::days), Some(0));
        assert_eq!(Date::new(2023, 2, 29), None);
    }

    #[test]
    fn hijri_days_that_are_known() {
        for (h, c) in [
            ((1445, 1, 1), "2023-07-19"),
            ((1445, 9, 1), "2024-03-11"),
            ((1400, 1, 1), "1979-11-20"),
        ] {
            let got = hijri_to_civil(h.0, h.1, h.2)
                .map(Date::days)
                .unwrap_or_default();
            let want = Date::parse(c).map(Date::days).unwrap_or_default();
            assert!((got - want).abs() <= 1, "{h:?}: {got} {want}");
        }
    }
}
