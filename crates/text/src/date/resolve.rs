//! From what the words say to an interval, with the publication day where it is known.

use super::words::{Unit, Way};
use super::{Anchor, Interval, Precision};
use crate::calendar::{Date, hijri_to_civil, month_days};

/// What a date expression says, before any anchor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// Day and month, perhaps a last day (and its month), perhaps a year, weekday, modifier.
    Days {
        from: (u8, u8),
        to: (u8, u8),
        year: Option<i32>,
        weekday: Option<u8>,
        way: Option<Way>,
    },
    /// Month and perhaps year.
    Month {
        month: u8,
        year: Option<i32>,
        way: Option<Way>,
    },
    /// From one month to another: `mars à avril 2023`, a quarter of a year.
    Months {
        from: u8,
        to: u8,
        year: Option<i32>,
        way: Option<Way>,
    },
    /// The same of a year that the publication day names: `2e semestre de l'année dernière`.
    MonthsOfYear {
        from: u8,
        to: u8,
        way: Way,
    },
    Year(i32),
    /// A Hijri day.
    Hijri {
        day: u8,
        month: u8,
        year: i32,
    },
    /// Days from the publication day.
    Offset {
        days: i64,
        weekday: Option<u8>,
    },
    /// Weekday or two of them.
    Weekdays {
        first: u8,
        last: u8,
        way: Option<Way>,
    },
    Unit {
        unit: Unit,
        way: Way,
    },
    /// Days of a month that the publication day names: `السابع من الشهر الجاري`.
    DaysOfMonth {
        from: u8,
        to: u8,
        way: Way,
    },
    /// Days of a year that the publication day names: `3 November last year`.
    DaysOfYear {
        from: (u8, u8),
        to: (u8, u8),
        weekday: Option<u8>,
        way: Way,
    },
    /// A month of a year that the publication day names: `November last year`.
    MonthOfYear {
        month: u8,
        way: Way,
    },
    /// A weekday and the day of a month that is not named: `mercredi 17`.
    WeekdayOn {
        weekday: u8,
        day: u8,
    },
    /// From one year to another: `2016-2017`.
    Years(i32, i32),
    /// A season: of which days it is, no text says.
    Season,
    /// A weekday of a week that the publication day names: `Tuesday last week`.
    DayOfWeek {
        first: u8,
        last: u8,
        way: Way,
    },
}

impl What {
    /// Gives the year of a day or month that has none.
    pub(super) fn set_year(&mut self, of: i32) {
        if let What::Days { year, .. } | What::Month { year, .. } | What::Months { year, .. } = self
        {
            *year = year.or(Some(of));
        }
    }
}

type Reading = (Option<Interval>, Precision, &'static str);

fn days(start: Date, stop: Date) -> Option<Interval> {
    (start <= stop).then_some(Interval { start, stop })
}

fn whole_month(year: i32, month: u8) -> Option<Interval> {
    days(
        Date::new(year, month, 1)?,
        Date::new(year, month, month_days(year, month))?,
    )
}

fn whole_year(year: i32) -> Option<Interval> {
    days(Date::new(year, 1, 1)?, Date::new(year, 12, 31)?)
}

/// `coming` says whether the sentence speaks of what is to come or is gone; it is asked only where that matters.
pub(super) fn resolve(what: &What, anchor: Anchor, coming: impl Fn() -> Option<bool>) -> Reading {
    match *what {
        What::Days {
            from,
            to,
            year: Some(y),
            ..
        } => (in_year(from, to, y), Precision::Day, "stated"),
        What::Days {
            from,
            to,
            weekday,
            way,
            year: None,
        } => match anchor {
            Some(a) => {
                let days = nearest_days(from, to, weekday, way, a);
                let gone = days.0.is_some_and(|i| i.stop < a) && way.is_none();
                if gone && coming() == Some(true) {
                    let next = nearest_days(from, to, weekday, Some(Way::Next), a);
                    return if next.0.is_some() { next } else { days };
                }
                days
            }
            None => (None, Precision::Day, "year-not-given"),
        },
        What::Month {
            month,
            year: Some(y),
            ..
        } => (whole_month(y, month), Precision::Month, "stated"),
        What::Month {
            month,
            way,
            year: None,
        } => match anchor {
            Some(a) => {
                let near = month_near(month, way, a);
                let gone = near.is_some_and(|i| i.stop < a) && way.is_none();
                let ahead = near.is_some_and(|i| i.start > a) && way.is_none();
                let month = if gone && coming() == Some(true) {
                    month_near(month, Some(Way::Next), a)
                } else if ahead && coming() == Some(false) {
                    month_near(month, Some(Way::Last), a)
                } else {
                    near
                };
                (month, Precision::Month, "published")
            }
            None => (None, Precision::Month, "year-not-given"),
        },
        What::Months {
            from,
            to,
            year,
            way,
        } => {
            let days = What::Days {
                from: (1, from),
                to: (month_days(year.unwrap_or(2001), to), to),
                year,
                weekday: None,
                way,
            };
            let (interval, _, basis) = resolve(&days, anchor, coming);
            (interval, Precision::Month, basis)
        }
        What::MonthsOfYear { from, to, way } => anchored(anchor, Precision::Month, |a| {
            let year = a.year() + way.step() as i32;
            in_year((1, from), (month_days(year, to), to), year)
        }),
        What::Year(y) => (whole_year(y), Precision::Year, "stated"),
        What::Hijri { day, month, year } => {
            let i = hijri_to_civil(year, month, day).and_then(|d| days(d.plus(-1)?, d.plus(1)?));
            (i, Precision::Day, "hijri")
        }
        What::Offset { days: n, weekday } => {
            let reading = anchored(anchor, Precision::Day, |a| {
                let d = a.plus(n)?;
                days(d, d)
            });
            on_weekday(reading, weekday)
        }
        What::Weekdays { first, last, way } => {
            // A weekday to come, where the verb says so; the day of publication itself stays that day.
            anchored(anchor, Precision::Day, |a| {
                let way = if way.is_none() && a.weekday() != first && coming() == Some(true) {
                    Some(Way::Next)
                } else {
                    way
                };
                weekdays(first, last, way, a)
            })
        }
        What::Unit { unit, way } => {
            let precision = match unit {
                Unit::Week => Precision::Week,
                Unit::WeekEnd => Precision::Day,
                Unit::Month => Precision::Month,
                Unit::Year => Precision::Year,
            };
            anchored(anchor, precision, |a| {
                // "ce week-end", said on a Monday of what was
                let gone = unit == Unit::WeekEnd && way == Way::This && a.weekday() < 4;
                let way = if gone && coming() == Some(false) {
                    Way::Last
                } else {
                    way
                };
                unit_of(unit, way, a)
            })
        }
        What::DaysOfMonth { from, to, way } => anchored(anchor, Precision::Day, |a| {
            let month = unit_of(Unit::Month, way, a)?.start;
            let day = |d| Date::new(month.year(), month.month(), d);
            days(day(from)?, day(to)?)
        }),
        What::DaysOfYear {
            from,
            to,
            weekday,
            way,
        } => {
            let reading = anchored(anchor, Precision::Day, |a| {
                in_year(from, to, a.year() + way.step() as i32)
            });
            on_weekday(reading, weekday)
        }
        What::MonthOfYear { month, way } => anchored(anchor, Precision::Month, |a| {
            whole_month(a.year() + way.step() as i32, month)
        }),
        What::WeekdayOn { weekday, day } => anchored(anchor, Precision::Day, |a| {
            let fits = |d: &Date| d.day() == day && d.weekday() == weekday;
            // News speaks of what was, at most some weeks ago, or is near.
            let past = (0..=60).filter_map(|n| a.plus(-n)).find(fits);
            let next = (1..=60).filter_map(|n| a.plus(n)).find(fits);
            let ahead = coming() == Some(true);
            let d = if ahead { next.or(past) } else { past.or(next) }?;
            days(d, d)
        }),
        What::Years(from, to) => {
            let span = Date::new(from, 1, 1).zip(Date::new(to, 12, 31));
            let span = span.and_then(|(start, stop)| days(start, stop));
            (span, Precision::Year, "stated")
        }
        What::Season => (None, Precision::Month, "season"),
        What::DayOfWeek { first, last, way } => anchored(anchor, Precision::Day, |a| {
            let monday = unit_of(Unit::Week, way, a)?.start;
            days(monday.plus(first.into())?, monday.plus(last.into())?)
        }),
    }
}

fn anchored(
    anchor: Anchor,
    precision: Precision,
    f: impl FnOnce(Date) -> Option<Interval>,
) -> Reading {
    match anchor {
        Some(a) => (f(a), precision, "published"),
        None => (None, precision, "no-publication-date"),
    }
}

/// "today, Friday" on a page of Wednesday was written on another day.
fn on_weekday((interval, precision, basis): Reading, weekday: Option<u8>) -> Reading {
    match interval {
        Some(i) if weekday.is_some_and(|w| i.start.weekday() != w) => {
            (None, precision, "weekday-contradicts")
        }
        _ => (interval, precision, basis),
    }
}

fn in_year(from: (u8, u8), to: (u8, u8), year: i32) -> Option<Interval> {
    let stop = Date::new(year, to.1, to.0)?;
    // "30 December to 2 January 2024": the year belongs to the last day.
    let start = Date::new(if from.1 > to.1 { year - 1 } else { year }, from.1, from.0)?;
    days(start, stop)
}

/// The occurrence nearest to the publication day that agrees with weekday and modifier.
fn nearest_days(
    from: (u8, u8),
    to: (u8, u8),
    weekday: Option<u8>,
    way: Option<Way>,
    a: Date,
) -> Reading {
    let near = (-2..=2).filter_map(|n| in_year(from, to, a.year() + n));
    let fits = near.filter(|i| match way {
        Some(Way::Last | Way::BeforeLast) => i.start < a,
        Some(Way::Next | Way::AfterNext) => i.stop > a,
        Some(Way::This) => i.start.year() == a.year() && i.start.month().abs_diff(a.month()) <= 1,
        None => true,
    });
    let best = fits.min_by_key(|i| (i.start.days() - a.days()).abs());
    match best {
        Some(i) if weekday.is_none_or(|w| i.start.weekday() == w) => {
            (Some(i), Precision::Day, "published")
        }
        Some(_) => (None, Precision::Day, "weekday-contradicts"),
        None => (None, Precision::Day, "year-not-given"),
    }
}

fn month_near(month: u8, way: Option<Way>, a: Date) -> Option<Interval> {
    let here = i32::from(a.month());
    let m = i32::from(month);
    let year = match way {
        Some(Way::Last | Way::BeforeLast) => a.year() - i32::from(m >= here),
        Some(Way::This) => a.year(),
        Some(Way::Next | Way::AfterNext) => a.year() + i32::from(m <= here),
        None if m - here > 6 => a.year() - 1,
        None if here - m > 6 => a.year() + 1,
        None => a.year(),
    };
    whole_month(year, month)
}

fn weekdays(first: u8, last: u8, way: Option<Way>, a: Date) -> Option<Interval> {
    let length = (i64::from(last) - i64::from(first)).rem_euclid(7);
    let back = (i64::from(a.weekday()) - i64::from(first)).rem_euclid(7);
    let start = match way {
        // "last Tuesday" said on a Tuesday is the one before.
        Some(Way::Last) => a.plus(if back == 0 { -7 } else { -back })?,
        Some(Way::Next) => a.plus(if back == 0 { 7 } else { 7 - back })?,
        // News speaks of the weekday that was last, today included.
        _ => a.plus(-back)?,
    };
    days(start, start.plus(length)?)
}

fn unit_of(unit: Unit, way: Way, a: Date) -> Option<Interval> {
    let step = way.step();
    match unit {
        Unit::Week => {
            let monday = a.plus(-i64::from(a.weekday()) + 7 * step)?;
            days(monday, monday.plus(6)?)
        }
        Unit::WeekEnd => {
            let monday = unit_of(Unit::Week, way, a)?.start;
            days(monday.plus(5)?, monday.plus(6)?)
        }
        Unit::Month => {
            let n = a.year() * 12 + i32::from(a.month()) - 1 + step as i32;
            whole_month(n.div_euclid(12), u8::try_from(n.rem_euclid(12) + 1).ok()?)
        }
        Unit::Year => whole_year(a.year() + step as i32),
    }
}
